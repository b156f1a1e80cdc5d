# ruff: noqa: E501 (a case of a table stays on one line)
"""Which column holds what: by its header, by its contents, by a format, by the user's word."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from dupcharge.errors import FormatError
from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import balance_pair, moves_with, profile
from dupcharge.loader.directions import direction_of
from dupcharge.loader.formats import Column
from dupcharge.loader.layout import sections
from dupcharge.loader.roles import assign
from dupcharge.loader.table import Table
from tests.loader.reading import read, rows


def roles(
    content: str,
    named: Mapping[str, Column] | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Assigned:
    rows = [line.split(";") for line in content.strip().splitlines()]
    (section,) = sections(Table(rows, list(range(1, len(rows) + 1)), "csv", delimiter=";"))
    return assign(section, profile(section), named or {}, mapping or {})


def places(found: Assigned) -> dict[str, list[int]]:
    return {role: columns for role, columns in found.columns.items() if columns}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "plain",
            "Date;Payee;Amount\n2024-01-05;Bakery;-4.50\n2024-01-06;Kiosk;-5.50",
            {"time": [0], "merchant": [1], "amount": [2]},
        ),
        (
            "signed amount beats its split",
            "Date;Amount;Debit;Credit;Payee\n2024-01-05;-4.50;4.50;;Bakery\n2024-01-06;9.00;;9.00;Job",
            {"time": [0], "amount": [1], "merchant": [4]},
        ),
        (
            "unsigned amount yields to debit and credit",
            "Date;Amount;Debit;Credit;Payee\n2024-01-05;4.50;4.50;;Bakery\n2024-01-06;9.00;;9.00;Job",
            {"time": [0], "debit": [2], "credit": [3], "merchant": [4]},
        ),
        (
            "fees and rates are no amounts",
            "Date;Payee;Fee;Amount;Exchange rate\n2024-01-05;Bakery;0.10;-4.50;1.08\n2024-01-06;Kiosk;0.20;-5.50;1.08",
            {"time": [0], "merchant": [1], "amount": [3]},
        ),
        (
            "foreign amount before the account's",
            "Date;Payee;Original amount;Original currency;Amount;Currency\n"
            "2024-01-05;Bakery;-10.00;USD;-9.50;EUR\n2024-01-06;Kiosk;-5.00;EUR;-5.00;EUR",
            {"time": [0], "merchant": [1], "original_amount": [2], "original_currency": [3], "amount": [4], "currency": [5]},
        ),
        (
            "purchase and booking",
            "Booking date;Value date;Payee;Amount\n2024-01-05;2024-01-06;Bakery;-4.50\n2024-01-06;2024-01-08;Kiosk;-5.50",
            {"time": [0], "posted": [1], "merchant": [2], "amount": [3]},
        ),
        (
            "only a booking date",
            "Value date;Payee;Amount\n2024-01-05;Bakery;-4.50\n2024-01-06;Kiosk;-5.50",
            {"time": [0], "merchant": [1], "amount": [2]},
        ),
        (
            "a plain name beside a counterparty is the holder",
            "Date;Name;Counterparty;Amount\n2024-01-05;Ana;Bakery;-4.50\n2024-01-06;Ana;Kiosk;-5.50",
            {"time": [0], "merchant": [2], "amount": [3]},
        ),
        (
            "a known header over other contents is not believed",
            "Date;Amount;Payee;Value\n2024-01-05;Bakery;card 1;-4.50\n2024-01-06;Kiosk;card 2;-5.50",
            {"time": [0], "merchant": [2], "amount": [3]},
        ),
        (
            "no header: a balance moves with the amount",
            "2024-01-05;Bakery;-4.50;95.50\n2024-01-06;Kiosk;-5.50;90.00\n2024-01-07;Job;9.00;99.00\n2024-01-08;Kiosk;-3.00;96.00",
            {"time": [0], "description": [1], "amount": [2], "balance": [3]},
        ),
        (
            "no header: a row number is no amount",
            "1;2024-01-05;Bakery;-4.50\n2;2024-01-06;Kiosk;-5.50\n3;2024-01-07;Kiosk;-6.50",
            {"time": [1], "description": [2], "amount": [3]},
        ),
        (
            "a number of its own on each row is no shop's name",
            "Datum;Wo;Betrag;Zeichen\n"
            + "\n".join(f"2024-01-0{n};{w} Markt;-{n}.50;R{n}41{n}52" for n, w in enumerate("Nord Alt Neu West Hof".split(), 1)),
            {"time": [0], "description": [1], "amount": [2]},
        ),
        (
            "an abbreviation's dot",
            "Datum;Händler;Betrag;Belegnr.\n2024-01-05;Bakery;-4.50;E96064725\n2024-01-06;Kiosk;-5.50;M23475840",
            {"time": [0], "merchant": [1], "amount": [2], "transaction_id": [3]},
        ),
        (
            "a note on few rows comes after what stands on all",
            "Date;Reference;Description;Amount\n2024-01-05;;Bakery Lane;-4.50\n2024-01-06;refund of a cake;Kiosk Hall;5.50\n"
            + "\n".join(f"2024-01-{n:02d};;Kiosk Hall;-{n}.25" for n in range(7, 20)),
            {"time": [0], "description": [2, 1], "amount": [3]},
        ),
        (
            "what a firm books a row to",
            "Date;Vendor name;Cost Centre;GL Account;Amount\n2024-01-05;Bakery;CC-41;6100;-4.50\n2024-01-06;Kiosk;CC-42;6200;-5.50",
            {"time": [0], "merchant": [1], "allocation": [2, 3], "amount": [4]},
        ),
        (
            "Chinese",
            "交易时间;交易对方;收/支;金额;交易单号\n2024-01-05 08:00:00;面包店;支出;4.50;1001\n2024-01-06 08:00:00;小卖部;支出;5.50;1002",
            {"time": [0], "merchant": [1], "direction": [2], "amount": [3], "transaction_id": [4]},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and ";" not in value else "",
)  # fmt: skip
def test_columns(name: str, content: str, expected: dict[str, list[int]]) -> None:
    assert places(roles(content)) == expected


@pytest.mark.parametrize(
    ("payer", "payee"),
    [("From", "To"), ("Auftraggeber", "Empfänger"), ("付款方", "收款方"),
     ("Payer", "Payee"), ("Sender", "Recipient"),
     ("Nadawca", "Odbiorca")],
)  # fmt: skip
def test_payer_and_payee_are_chosen_by_side(payer: str, payee: str) -> None:
    found = roles(
        f"Date;{payer};{payee};Amount\n2024-01-05;Ana;Bakery;-4.50\n2024-01-06;Job;Ana;9.00"
    )
    assert found.by_side == {"merchant": {"debit": 2, "credit": 1}}


def test_every_choice_has_a_reason_in_both_languages() -> None:
    found = roles("Date;Payee;Amount\n2024-01-05;Bakery;-4.50")
    assert {c.role for c in found.choices} == {"time", "merchant", "amount"}
    assert all(c.reason.text("en") and c.reason.text("zh") for c in found.choices)


def test_the_user_s_mapping_overrides_everything() -> None:
    content = "Date;Payee;Amount;Other\n2024-01-05;Bakery;-4.50;-9.00\n2024-01-06;Kiosk;-5.50;-8.00"
    assert places(roles(content, mapping={"amount": "other"})) == {
        "amount": [3], "time": [0], "merchant": [1]
    }  # fmt: skip
    assert roles(content, mapping={"merchant": "#3"}).columns["merchant"] == [2]
    with pytest.raises(FormatError) as error:
        roles(content, mapping={"amount": "Othr"})
    assert (error.value.code, error.value.params["known"]) == (
        "no_such_column",
        ["Date", "Payee", "Amount", "Other"],
    )


def test_a_format_s_columns_hold_and_absent_ones_are_passed_over() -> None:
    found = roles(
        "Date;Payee;Gross;Net\n2024-01-05;Bakery;-4.50;-4.40\n2024-01-06;Kiosk;-5.50;-5.40",
        named={"amount": Column(("Gross",)), "status": Column(("State",))},
    )
    assert found.columns["amount"] == [2]
    assert "status" not in found.columns


def test_a_statement_of_one_merchant() -> None:
    row = "2024-01-05;Blue Bakery;REF70{}X;-4.50\n"
    found = roles("Date;Payee;Reference;Amount\n" + "".join(row.format(n) for n in range(4)))
    assert found.columns["merchant"] == [1]


def test_two_amount_columns_of_one_name_are_a_doubt() -> None:
    found = roles(
        "Date;Payee;Amount;Amount\n2024-01-05;Bakery;-4.50;-9.00\n2024-01-06;Kiosk;-5.50;-8.00"
    )
    assert found.doubts


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Af", "Bij"], {"Af": "debit", "Bij": "credit"}),
        (["D", "K"], {"D": "debit", "K": "credit"}),  # Estonia, Lithuania
        (["K", "J"], {"K": "debit", "J": "credit"}),  # Hungary
        (["S", "H"], {"S": "debit", "H": "credit"}),
        (["DR", "CR"], {"DR": "debit", "CR": "credit"}),
        (["Soll", "Haben"], {"Soll": "debit", "Haben": "credit"}),
        (["支出", "收入", "不计收支"], {"支出": "debit", "收入": "credit", "不计收支": "neutral"}),
        (["debit", "credit"], {"debit": "debit", "credit": "credit"}),
        (["out", "sideways"], None),
        ([""], None),
    ],
)
def test_words_of_direction(cells: list[str], expected: dict[str, str] | None) -> None:
    assert direction_of(cells) == expected


def test_a_balance_and_what_moves_it() -> None:
    change = [Decimal(n) for n in ("-4.50", "9.00", "-3.00", "-1.00")]
    after = [Decimal(n) for n in ("95.50", "104.50", "101.50", "100.50")]
    before = [Decimal(100), *after[:-1]]
    debt = [-b for b in after]
    assert balance_pair(after, change, True) == (1.0, 1, 3)
    assert balance_pair(after[::-1], change[::-1], False) == (1.0, 1, 3)
    assert balance_pair(before, change, True) == (1.0, 1, 3)
    assert balance_pair(debt, change, True) == (1.0, -1, 3)
    assert balance_pair(debt[::-1], change[::-1], False) == (1.0, -1, 3)
    assert balance_pair([Decimal(1), None, Decimal(3)], [Decimal(1)] * 3) == (0.0, 0, 0)
    assert moves_with(after, change) == 1.0
    assert moves_with(change, after) < 0.5


@pytest.mark.parametrize(
    ("header", "line", "expected"),
    [
        # A clock that holds whole dates is the time.
        ("Local time|Shop name|Amount", "2024-05-0{n}T07:2{n}:39|Quill {n}|-4.7{n}",
         "charge 2024-05-01 07:21:39 4.71 Quill 1"),
        # Names of columns as databases write them.
        ("TRANSACTION_DATE|VENDOR_NAME|TRANSACTION_AMOUNT", "2024/05/0{n}|Quill {n}|4.7{n}",
         "charge 2024-05-01 4.71 Quill 1"),
        # Both sides in one column, the sign for what comes back.
        ("Transaction time|Merchant|Charge / (-)Credit", "0{n}.05.2024 11:03|Quill {n}|€4.7{n}",
         "charge 2024-05-01 11:03 4.71 Quill 1"),
    ],
)  # fmt: skip
def test_columns_by_other_names(header: str, line: str, expected: str) -> None:
    text = "\n".join([header, *(line.format(n=n) for n in range(1, 8))])
    assert rows(read(text, currency="EUR"))[0] == expected


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Card Member", "H SILVA", "H SILVA"),
        ("Cardholder Last Name|Cardholder First Initial", "SILVA|H", "SILVA H"),
        ("持卡人", "何夏", "何夏"),
    ],
)
def test_who_paid(header: str, cells: str, expected: str) -> None:
    lines = [f"2024-05-0{n}|Quill {n}|4.7{n}|{cells}" for n in range(1, 6)]
    text = "\n".join([f"Date|Merchant|Amount|{header}", *lines])
    assert list(read(text, currency="EUR").transactions["holder"].unique()) == [expected]
