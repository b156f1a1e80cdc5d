# ruff: noqa: E501 (a case of a table stays on one line)
"""Conventions of a whole file: order of dates, sign of money out, currency, year, language."""

from __future__ import annotations

import datetime as dt

import pytest

from dupcharge.loader import dates
from dupcharge.loader.conventions import is_card, language, money_out_sign, stated_dates, year_of
from dupcharge.loader.currency import currency
from dupcharge.loader.date_order import date_order

ENGLISH = ["Date", "Description", "Amount"]
PLAIN: dict[str, str] = {}


def parts(*cells: str) -> list[dates.Parts]:
    found = [dates.split(c) for c in cells]
    assert None not in found
    return [p for p in found if p]


@pytest.mark.parametrize(
    ("name", "columns", "header", "preamble", "hints", "expected", "certain"),
    [
        ("year first", [["2024-01-02"]], ENGLISH, "", PLAIN, "ymd", True),
        ("a day above twelve", [["13/01/2024", "02/03/2024"]], ENGLISH, "", PLAIN, "dmy", True),
        ("a month cannot be thirteen", [["01/13/2024", "02/03/2024"]], ENGLISH, "", PLAIN, "mdy", True),
        ("the other column proves it", [["02/03/2024"], ["14/03/2024"]], ENGLISH, "", PLAIN, "dmy", True),
        ("the preamble proves it", [["02/03/2024"]], ENGLISH, "01/03/2024 - 31/03/2024", PLAIN, "dmy", True),
        ("nothing proves it", [["03/04/2024", "05/06/2024"]], ENGLISH, "", PLAIN, "dmy", False),
        ("nothing but a stated period", [["03/09/2024"]], ENGLISH, "2024-09-01 - 2024-09-30", PLAIN, "dmy", True),
        ("dollars and a running balance", [["03/04/2024"]], ["Posted Date", "Payee", "Running Bal.", "Amount"], "", {"currency": "USD"}, "mdy", False),
        ("another language", [["03/04/2024"]], ["Datum", "Empfänger", "Betrag"], "", {"currency": "EUR"}, "dmy", True),
        ("days run on in one order only", [["03/01/2024", "03/02/2024", "03/04/2024", "03/07/2024", "03/11/2024"]], ENGLISH, "", PLAIN, "mdy", True),
        ("years at the front", [["24/01/05", "24/01/16", "24/01/31", "24/02/09"]], ["日期", "商户", "金额"], "", PLAIN, "ymd", True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_order_of_dates(
    name: str,
    columns: list[list[str]],
    header: list[str],
    preamble: str,
    hints: dict[str, str],
    expected: str,
    certain: bool,
) -> None:
    found = date_order({str(i): parts(*c) for i, c in enumerate(columns)}, header, preamble, hints)
    assert (found.value, found.certain) == (expected, certain)
    assert found.reason.text("en") and found.reason.text("zh")


def test_a_lone_misfit_does_not_turn_a_column() -> None:
    cells = [f"{day:02d}/01/2024" for day in range(1, 29)] * 3 + ["01/31/2024"]
    found = date_order({"time": parts(*cells)}, ENGLISH, "", {})
    assert (found.value, found.certain, found.reason.code) == ("dmy", True, "loader.order_mixed")


@pytest.mark.parametrize(
    ("header", "hints"),
    [(["Date", "Payee", "Memo", "Amount", "IBAN"], PLAIN), (ENGLISH, {"currency": "AUD"})],
)
def test_custom_alone_settles_no_order(header: list[str], hints: dict[str, str]) -> None:
    found = date_order({"time": parts("01-07-2016", "01-07-2016")}, header, "", hints)
    assert found.certain is False


NO_BALANCE = (0.0, 0, 0)


@pytest.mark.parametrize(
    ("name", "signed", "balance", "headers", "expected", "certain"),
    [
        ("all negative", [(-1, "bakery")] * 3, NO_BALANCE, "", "negative", True),
        ("all positive", [(1, "bakery")] * 3, NO_BALANCE, "", "unsigned", False),
        ("all positive on a card", [(1, "bakery")] * 3, NO_BALANCE, "card member", "unsigned", True),
        ("an account", [(-1, "bakery")] * 5 + [(1, "salary")], NO_BALANCE, "", "negative", True),
        ("a card", [(1, "bakery")] * 5 + [(-1, "payment received - thank you")], NO_BALANCE, "", "positive", True),
        ("a balance", [(1, "x"), (1, "y"), (1, "z"), (-1, "q")], (1.0, 1, 3), "", "negative", True),
        ("nothing", [], NO_BALANCE, "", "negative", True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_sign_of_money_out(
    name: str,
    signed: list[tuple[int, str]],
    balance: tuple[float, int, int],
    headers: str,
    expected: str,
    certain: bool,
) -> None:
    found = money_out_sign(signed, balance, headers, "")
    assert (found.value, found.certain) == (expected, certain)


@pytest.mark.parametrize(
    ("headers", "signs", "preamble", "tongue", "expected"),
    [
        (["Amount (EUR)"], [], "", "en", "EUR"),
        (["Betrag in CHF"], [], "", "other", "CHF"),
        (["金额（元）"], [], "", "zh", "CNY"),
        (["人民币金额"], [], "", "zh", "CNY"),
        (["Amount"], ["GBP", "GBP"], "", "en", "GBP"),
        (["金额"], ["¥"], "", "zh", "CNY"),
        (["ご利用金額"], ["¥"], "", "ja", "JPY"),
        (["Amount"], ["¥"], "", "en", None),
        (["Amount"], ["$"], "", "en", None),
        (["Amount"], [], "Currency: SEK", "en", "SEK"),
        (["Amount"], [], "Währung: EUR", "other", "EUR"),
        (["Amount"], [], "Account 4711 (NOK)", "en", "NOK"),
        (["Amount"], [], "EUR and USD accounts", "en", None),
        (["Amount"], ["EUR", "USD"], "", "en", None),
        (["Amount"], [], "", "en", None),
    ],
)
def test_currency_outside_a_column(
    headers: list[str], signs: list[str], preamble: str, tongue: str, expected: str | None
) -> None:
    found = currency(headers, signs, preamble, tongue)
    assert (found and found.value) == expected


@pytest.mark.parametrize(
    ("preamble", "stated", "expected"),
    [
        ("", ["2024-01-06", "2024-02-05"], dt.date(2024, 2, 5)),
        ("Statement 2023", [], dt.date(2023, 12, 31)),
        ("2024年2月账单", [], dt.date(2024, 2, 29)),
        ("", [], None),
    ],
)
def test_up_to_when_a_file_without_years_runs(
    preamble: str, stated: list[str], expected: dt.date | None
) -> None:
    assert year_of(preamble, parts(*stated)) == expected


def test_dates_stated_in_a_preamble() -> None:
    text = "Period: 2024-01-01 to 31.01.2024, account 4711, total 1.234,50"
    assert stated_dates(text) == parts("2024-01-01", "31.01.2024")


@pytest.mark.parametrize(
    ("header", "expected"),
    [(["交易时间", "金额"], "zh"), (["ご利用日", "金額"], "ja"), (["거래일", "금액"], "ko"),
     (["Date", "Amount"], "en"), (["Datum", "Betrag"], "other"), (["Дата", "Сумма"], "other"), ([], "en")],
)  # fmt: skip
def test_language(header: list[str], expected: str) -> None:
    assert language(header) == expected


def test_words_of_a_card_are_whole_words() -> None:
    assert is_card("Card Member;Amount", "")
    assert not is_card("Date;Payee;Amount", "Cardiff branch")
