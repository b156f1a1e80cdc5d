# ruff: noqa: E501 (a case of a table stays on one line)
"""Cells to transactions: times, sides, ids, currencies; and which lines are none."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.loader.reading import codes, read, rows

HEAD = "Date,Payee,Amount,Currency\n"


def column(content: str, name: str) -> list[object]:
    frame = read(content).transactions.sort_values("row")
    return [None if pd.isna(v) else v for v in frame[name].tolist()]


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        (
            "a balance, a subtotal, a total and a note are no rows",
            "2024-01-01,Opening balance,100.00,EUR\n2024-01-05,Bakery,-4.50,EUR\nSubtotal,,-4.50,EUR\n"
            "2024-01-06,Kiosk,-5.50,EUR\n2024-01-07,Kiosk,-5.50,EUR\nTotal,,-15.50,EUR\n"
            "2024-01-31,Closing balance,84.50,EUR\n*** end of report ***\n",
            ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk", "charge 2024-01-07 5.50 Kiosk"],
        ),
        (
            "a shop whose name begins like a total is one",
            "2024-01-05,Total Energies Fuel,-4.50,EUR\n2024-01-06,Summary Books,-5.50,EUR\n2024-01-07,Balance Yoga Studio,-6.50,EUR\n",
            ["charge 2024-01-05 4.50 Total Energies Fuel", "charge 2024-01-06 5.50 Summary Books", "charge 2024-01-07 6.50 Balance Yoga Studio"],
        ),
        (
            "zero is neutral",
            "2024-01-05,Bakery,-4.50,EUR\n2024-01-06,Card check,0.00,EUR\n2024-01-06,Card check,-0.00,EUR\n",
            ["charge 2024-01-05 4.50 Bakery", "neutral 2024-01-06 0.00 Card check", "neutral 2024-01-06 0.00 Card check"],
        ),
        (
            "a line of text alone continues the row above",
            "2024-01-05,Blue,-4.50,EUR\n,Bakery Southend,,\n2024-01-06,Kiosk,-5.50,EUR\n",
            ["charge 2024-01-05 4.50 Blue Bakery Southend", "charge 2024-01-06 5.50 Kiosk"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)  # fmt: skip
def test_what_is_a_row(name: str, lines: str, expected: list[str]) -> None:
    assert rows(read(HEAD + lines)) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("debit positive", "Date;Payee;Debit;Credit\n2024-01-05;Bakery;4.50;\n2024-01-06;Job;;9.00\n", ["charge", "income"]),
        ("debit negative", "Date;Payee;Debit;Credit\n2024-01-05;Bakery;-4.50;\n2024-01-06;Job;;9.00\n", ["charge", "income"]),
        ("both negative", "Date;Payee;Debit;Credit\n2024-01-05;Bakery;-4.50;\n2024-01-06;Job;;-9.00\n", ["charge", "income"]),
        ("zeros on the other side", "Date;Payee;Debit;Credit\n2024-01-05;Bakery;4.50;0.00\n2024-01-06;Job;0.00;9.00\n", ["charge", "income"]),
        ("a debit turned round", "Date;Payee;Debit;Credit\n2024-01-05;Bakery;4.50;\n2024-01-06;Kiosk;3.00;\n2024-01-07;Kiosk;-3.00;\n2024-01-08;Job;;9.00\n", ["charge", "charge", "refund", "income"]),
        ("flag column", "Date;Payee;Dr/Cr;Amount\n2024-01-05;Bakery;Dr;4.50\n2024-01-06;Job;Cr;9.00\n", ["charge", "income"]),
        ("flag letters", "Date;Payee;Amount\n2024-01-05;Bakery;4.50 DR\n2024-01-06;Job;9.00 CR\n", ["charge", "income"]),
        ("written plus", "Date;Payee;Amount\n2024-01-05;Bakery;4.50\n2024-01-06;Kiosk;3.00\n2024-01-07;Job;+9.00\n", ["charge", "charge", "income"]),
        ("balance alone", "Date;Payee;Amount;Balance\n2024-01-05;Bakery;4.50;95.50\n2024-01-06;Kiosk;5.50;90.00\n2024-01-07;Ana;10.00;100.00\n2024-01-08;Kiosk;5.50;94.50\n", ["charge", "charge", "income", "charge"]),
        ("card", "Date;Payee;Amount\n2024-01-05;Bakery;4.50\n2024-01-06;Kiosk;5.50\n2024-01-07;Payment received - thank you;-10.00\n", ["charge", "charge", "income"]),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)  # fmt: skip
def test_sides(name: str, content: str, expected: list[str]) -> None:
    assert column(content, "class") == expected


def test_times_precision_and_offset() -> None:
    content = "Date,Payee,Amount\n2024-01-05T10:11:12+02:00,Bakery,-4.50\n2024-01-06T10:11:00Z,Kiosk,-5.50\n"
    assert column(content, "utc_offset") == [120, 0]
    assert column(content, "precision") == ["second", "second"]
    frame = read(content).transactions
    assert [t.isoformat() for t in frame["time"]] == ["2024-01-05T10:11:12", "2024-01-06T10:11:00"]


def test_midnight_on_many_rows_is_no_time() -> None:
    content = (
        "Date,Payee,Amount\n2024-01-05 00:00:00,Bakery,-4.50\n2024-01-06 00:00:00,Kiosk,-5.50\n"
    )
    assert column(content, "precision") == ["day", "day"]
    assert column(content, "written") == ["second", "second"]
    assert column(content.replace("00:00:00", "10:00:00"), "precision") == ["second", "second"]


def test_time_of_day_in_its_own_column() -> None:
    content = "Date,Time,Payee,Amount\n01/15/2024,3:05 PM,Bakery,-4.50\n01/15/2024,11:20:33 AM,Kiosk,-5.50\n"
    assert rows(read(content)) == [
        "charge 2024-01-15 15:05 4.50 Bakery", "charge 2024-01-15 11:20:33 5.50 Kiosk"
    ]  # fmt: skip


def test_ids_are_text_and_damaged_ones_are_not_compared() -> None:
    head = "Date,Transaction ID,Payee,Amount\n"
    good = (
        head
        + "2024-01-05,0012,Bakery,-4.50\n2024-01-06,12,Kiosk,-5.50\n2024-01-07,2024010722001400000000000001,Kiosk,-5.50\n"
    )
    assert column(good, "transaction_id") == ["0012", "12", "2024010722001400000000000001"]
    assert column(good, "id_trusted") == [True, True, True]
    ruined = (
        head
        + "2024-01-05,2.02E+27,Bakery,-4.50\n2024-01-06,2.02E+27,Kiosk,-5.50\n2024-01-07,17,Kiosk,-5.50\n"
    )
    assert column(ruined, "transaction_id") == ["2.02E+27", "2.02E+27", "17"]
    assert column(ruined, "id_trusted") == [False, False, False]
    assert "ids_ruined" in codes(read(ruined))
    shared = head + "2024-01-05,A1,Bakery,-4.50\n2024-01-06,A1,Kiosk,-5.50\n"
    assert column(shared, "id_trusted") == [False, False]
    assert "ids_shared" in codes(read(shared))
    redacted = head + "2024-01-05,xxxx,Bakery,-4.50\n2024-01-05,xxxx,Bakery,-4.50\n"
    assert column(redacted, "id_trusted") == [False, False]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2024-01-05,A,-4.50,EUR\n2024-01-05,A,-4.50,USD\n", ["EUR", "USD"]),
        ("2024-01-05,A,-4.50,EUR\n2024-01-05,B,-4.50,EUR\n2024-01-05,B,-4.50,\n", ["EUR"] * 3),
        ("2024-01-05,A,-450,JPY\n2024-01-05,B,-4.500,KWD\n", ["JPY", "KWD"]),
    ],
)
def test_a_currency_per_row(lines: str, expected: list[str]) -> None:
    assert column(HEAD + lines, "currency") == expected


def test_minor_units_are_exact() -> None:
    lines = "2024-01-05,A,-1200,JPY\n2024-01-05,B,-4.505,KWD\n2024-01-05,C,-0.1,EUR\n2024-01-06,D,-0.20,EUR\n2024-01-06,E,-64.1234,CHF\n"
    statement = read(HEAD + lines)
    assert statement.exponents == {"CHF": 4, "EUR": 2, "JPY": 0, "KWD": 3}
    assert column(HEAD + lines, "amount") == [1200, 4505, 10, 20, 641234]


def test_a_payee_may_be_called_anything() -> None:
    names = ["NA", "null", "None", "N/A", "nan", "True", "0012", "=1+1", "Inf"]
    content = HEAD + "".join(f"2024-01-{i + 1:02d},{n},-4.50,EUR\n" for i, n in enumerate(names))
    assert column(content, "merchant") == names
    assert column(content, "class") == ["charge"] * len(names)


@pytest.mark.parametrize("year", [1931, 2099])
def test_a_date_far_from_the_others_is_a_warning(year: int) -> None:
    content = HEAD + f"{year}-01-05,A,-4.50,EUR\n2024-01-05,B,-4.50,EUR\n2024-01-06,B,-4.50,EUR\n"
    assert codes(read(content)) != []


def test_a_currency_filled_in_among_several_is_a_warning() -> None:
    content = HEAD + "2024-01-05,A,-4.50,EUR\n2024-01-05,A,-4.50,USD\n2024-01-06,B,-4.50,\n"
    assert codes(read(content)) != []


def test_fifteen_digits_are_an_amount() -> None:
    content = HEAD + "2024-01-05,A,-4.50,EUR\n2024-01-06,B,-123456789012345.50,EUR\n"
    assert column(content, "amount") == [450, 12345678901234550]


def test_spreadsheet_dates_in_text() -> None:
    content = HEAD + "45296,A,-4.50,EUR\n45297,B,-5.50,EUR\n"
    assert rows(read(content)) == ["charge 2024-01-05 4.50 A", "charge 2024-01-06 5.50 B"]


def test_a_few_shared_ids_do_not_ruin_a_column() -> None:
    head = "Date,Order No,Payee,Amount\n"
    lines = [f"2024-01-{n % 28 + 1:02d},A{7000 + n},Shop {n},-{n + 4}.20\n" for n in range(200)]
    lines[7] = lines[7].replace("A7007", "A7003")
    lines[9] = lines[9].replace("A7009", "A7004")
    found = read(head + "".join(lines))
    assert "ids_shared" not in codes(found)
    assert found.transactions["order_trusted"].all()


def test_a_note_on_a_few_rows_is_part_of_the_description() -> None:
    head = "Date,Payee,Zusatz,Amount\n"
    notes = {3: "Gift card", 5: "Night 1 of 2", 8: "Transfer"}
    lines = [f"2024-01-{n + 1:02d},Shop {n},{notes.get(n, '')},-{n + 4}.20\n" for n in range(20)]
    told = column(head + "".join(lines), "description")
    assert [n for n, text in enumerate(told) if any(v in str(text) for v in notes.values())] == [
        3,
        5,
        8,
    ]


def test_the_moment_beside_the_day_of_booking() -> None:
    head = "Started,Settled,Payee,Money Out,State\n"
    lines = [
        f"{n + 1:02d}-06-2024 1{n}:0{n},{n + 3:02d}-06-2024,Shop {n},{n}4.20,SETTLED\n"
        for n in range(6)
    ]
    assert [t.hour for t in column(head + "".join(lines), "time")] == [10, 11, 12, 13, 14, 15]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("51 declined", "not_completed"), ("00 approved", "charge"), ("已取消未支付", "not_completed"),
     ("预授权冻结", "not_completed"), ("预授权完成", "charge"), ("退款失败", "charge"),
     ("Negato", "not_completed")],
)  # fmt: skip
def test_what_a_status_says(status: str, expected: str) -> None:
    head = "Date,Payee,Amount,Status\n"
    lines = [f"2024-01-{n + 1:02d},Shop {n},-{n + 4}.20,Completed\n" for n in range(6)]
    assert (
        column(head + "".join(lines) + f"2024-01-09,Blue Kiosk,-9.20,{status}\n", "class")[-1]
        == expected
    )


def test_money_out_has_the_minus_whatever_the_word_of_the_row() -> None:
    head = "时间,商户,类型,金额\n"
    lines = [f"2024-01-{n + 1:02d} 10:00:00,商店{n},付款,-{n + 4}.20\n" for n in range(9)]
    lines += [f"2024-01-1{n} 10:00:00,车票卡,增值,-42.00\n" for n in range(3)]
    lines += ["2024-01-20 10:00:00,钱包,增值,300.00\n", "2024-01-21 10:00:00,商店3,退款,7.20\n"]
    assert column(head + "".join(lines), "side") == ["debit"] * 12 + ["credit"] * 2


def test_a_second_column_of_states_says_what_was_declined() -> None:
    """One column says how far the booking is, another what became of the request."""
    head = "이용일시,이용카드,가맹점명,승인구분,이용금액,승인번호,매입상태\n"
    lines = [
        f'2024.01.{n + 1:02d} 10:00,본인 11,상점{n},승인,"{n + 4},200",1{n:05d},매입\n'
        for n in range(6)
    ]
    lines += ['2024.01.09 10:00,본인 11,상점9,거절,"9,200",,-\n']
    lines += ['2024.01.09 10:05,본인 11,상점9,승인,"9,200",200001,매입\n']
    lines += ['2024.01.10 10:00,본인 11,상점8,취소,"8,200",200002,-\n']
    classes = column(head + "".join(lines), "class")
    assert classes == ["charge"] * 6 + ["not_completed", "charge", "not_completed"]
    mapped = read(head + "".join(lines), mapping={"status": "매입상태"})
    assert mapped.transactions["class"].to_list().count("charge") == 9  # as the user said
    said = column(head + "".join(lines), "status_text")
    assert said == ["매입"] * 6 + ["거절", "매입", "취소"]


@pytest.mark.parametrize(
    ("word", "others", "expected"),
    [
        ("Submitted", "Approved", "charge"),  # a firm's approval: the card has paid
        ("Under review", "Approved", "charge"),
        ("Submitted", "Completed", "not_completed"),  # a payment that is on its way
        ("Pending", "Approved", "not_completed"),
    ],
)
def test_a_firm_s_approval_is_no_state_of_the_payment(
    word: str, others: str, expected: str
) -> None:
    head = "Transaction Date,Merchant Name,Amount,Approval Status\n"
    lines = [f"2024-01-{n + 1:02d},Shop {n},-{n + 4}.20,{others}\n" for n in range(6)]
    text = head + "".join(lines) + f"2024-01-09,Blue Kiosk,-9.20,{word}\n"
    assert column(text, "class")[-1] == expected
