# ruff: noqa: E501 (a case of a table stays on one line)
"""Every row in exactly one class, nothing dropped, and what a statement says of itself compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.schema import CLASSES
from dupcharge.statement import Statement
from tests.loader.reading import codes, read, rows, warnings

HEAD = "Date,Payee,Amount,Currency\n"
GOOD = "".join(f"2024-01-0{d},Bakery,-4.50,EUR\n" for d in range(1, 6))


def adds_up(statement: Statement) -> bool:
    counted = [*statement.files, *(p for f in statement.files for p in f.parts)]
    return all(
        c.rows["read"] == sum(n for name, n in c.rows.items() if name != "read") for c in counted
    ) and sum(f.rows["read"] for f in statement.files) == len(statement.transactions)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-13-45,Kiosk,-5.50,EUR", "line 7 could not be read: column Date: “2024-13-45” is no date"),
        ("2024-02-30,Kiosk,-5.50,EUR", "line 7 could not be read: column Date: “2024-02-30” is no date"),
        ("########,Kiosk,-5.50,EUR", "line 7 could not be read: column Date: “########” is no date"),
        (",Kiosk,-5.50,EUR", "line 7 could not be read: column Date is empty"),
        ("2024-01-06,Kiosk,abc,EUR", "line 7 could not be read: column Amount: “abc” is no amount"),
        ("2024-01-06,Kiosk,1e999,EUR", "line 7 could not be read: column Amount: “1e999” is no amount"),
        ("2024-01-06,Kiosk,inf,EUR", "line 7 could not be read: column Amount: “inf” is no amount"),
        ("2024-01-06,Kiosk,0x10,EUR", "line 7 could not be read: column Amount: “0x10” is no amount"),
        ("2024-01-06,Kiosk,1_000,EUR", "line 7 could not be read: column Amount: “1_000” is no amount"),
        ("2024-01-06,Kiosk,#REF!,EUR", "line 7 could not be read: column Amount: “#REF!” is no amount"),
        ("2024-01-06,Kiosk,-5.\x0050,EUR", "line 7 could not be read: column Amount: “-5.\ufffd50” is no amount"),
        ("2024-01-06,Kiosk,,EUR", "line 7 could not be read: there is no amount"),
        ("2024-01-06,Kiosk,-1234567890123456.50,EUR", "line 7 could not be read: column Amount: “-1234567890123456.50” is no amount"),
    ],
)  # fmt: skip
def test_an_unreadable_row_is_counted_and_named(row: str, reason: str) -> None:
    statement = read(HEAD + GOOD + row + "\n")
    assert statement.files[0].rows == {
        "read": 6, "charges": 5, "refunds": 0, "income": 0, "neutral": 0, "not_completed": 0,
        "unreadable": 1,
    }  # fmt: skip
    assert reason in warnings(statement)
    bad = statement.transactions[statement.transactions["class"] == "unreadable"]
    assert bad["line"].tolist() == [7]
    assert bad["row"].tolist() == [6]
    assert bad["side"].isna().all()


def test_a_direction_that_is_no_word_is_unreadable() -> None:
    lines = [f"2024-01-0{d},Bakery,out,4.50,EUR" for d in range(1, 7)]
    lines[3] = "2024-01-04,Kiosk,sideways,5.50,EUR"
    statement = read("Date,Payee,Direction,Amount,Currency\n" + "\n".join(lines) + "\n")
    assert rows(statement)[3] == "unreadable 2024-01-04 5.50 Kiosk"
    assert [w for w in warnings(statement) if "sideways" in w] == [
        "line 5 could not be read: column Direction: “sideways” does not say whether money went out or came in"
    ]


def test_many_unreadable_rows_are_not_all_listed() -> None:
    bad = "".join(f"2024-01-0{d % 9 + 1},Kiosk,abc{d},EUR\n" for d in range(60))
    statement = read(HEAD + GOOD * 30 + bad)
    assert statement.files[0].rows["unreadable"] == 60
    assert codes(statement).count("unreadable") == 50
    assert warnings(statement)[-1] == "10 more rows could not be read"


@pytest.mark.parametrize("copies", [2, 4, 30])
def test_equal_rows_are_never_dropped(copies: int) -> None:
    line = "2024-01-05 10:11:12,4711,Bakery,-4.50,EUR\n"
    statement = read("Date,Transaction ID,Payee,Amount,Currency\n" + line * copies)
    assert statement.files[0].rows["charges"] == copies
    assert statement.transactions["line"].tolist() == list(range(2, copies + 2))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("one row too few", "共3笔记录\n交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n2024-11-11 09:00:00,面包店,支出,21.90\n", ["count_differs"]),
        ("as stated", "共2笔记录\n交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n2024-11-11 09:00:00,面包店,支出,21.90\n", []),
        ("stated below", "交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n2024-11-11 09:00:00,面包店,支出,21.90\n共 3 笔\n", ["count_differs"]),
        pytest.param(
            "a wrong total",
            "支出：2笔 50.00元\n交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n2024-11-11 09:00:00,面包店,支出,21.90\n",
            ["debit_total_differs"],
        ),
        pytest.param(
            "a wrong closing balance",
            "Date,Details,Amount,Balance\n2024-01-01,Opening balance,,100.00\n2024-01-05,Bakery,-4.50,95.50\n"
            "2024-01-06,Kiosk,-5.50,90.00\n2024-01-31,Closing balance,,80.00\n",
            ["balance_differs"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)  # fmt: skip
def test_counts_and_totals_that_the_statement_states(
    name: str, content: str, expected: list[str]
) -> None:
    assert [c for c in codes(read(content)) if c.endswith("_differs")] == expected


def test_a_mismatch_changes_no_row() -> None:
    content = "共9笔记录\n交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n"
    statement = read(content)
    assert rows(statement) == ["charge 2024-11-11 08:00:00 21.90 面包店"]
    assert "the statement says it has 9 records, but 1 was read; it may be incomplete" in warnings(
        statement
    )


def test_a_header_without_rows_is_a_warning() -> None:
    statement = read(HEAD)
    assert statement.files[0].rows["read"] == 0
    assert "no_rows" in codes(statement)


@pytest.mark.parametrize(
    ("row", "shown", "said"),
    [
        ("2024-01-06,Kiosk,-5.50,EUR,half refunded", "charge 2024-01-06 5.50 Kiosk", "1 row has more cells than there are columns (line 7); what stands behind the last column (“half refunded”) belongs to none and was left out"),
        ("2024-01-06,Kiosk,-5.50", "charge 2024-01-06 5.50 Kiosk", "1 row names no currency and was taken as EUR, which most rows have"),
        ("2024-01-06,-5.50,EUR", "charge 2024-01-06 5.50 -", "1 row had more or fewer cells than columns (line 7); its cells were put back by what they hold"),
        ("2024-01-06,Kiosk, of course,-5.50,EUR", "charge 2024-01-06 5.50 Kiosk,of course", "1 row had more or fewer cells than columns (line 7); its cells were put back by what they hold"),
    ],
)  # fmt: skip
def test_a_cell_too_many_or_too_few_is_never_lost_in_silence(
    row: str, shown: str, said: str
) -> None:
    statement = read(HEAD + GOOD + row + "\n")
    assert rows(statement)[-1] == shown
    assert said in warnings(statement)


def test_a_row_that_ends_before_a_figure_is_said() -> None:
    content = "Date,Payee,Amount,Balance\n2024-01-05,A,-1.00,9.00\n2024-01-06,B,-1.00,8.00\n2024-01-07,C,-1.00,7.00\n2024-01-08,D,-1.00\n"
    assert "cells_missing" in codes(read(content))


def test_words_at_the_end_keep_their_delimiters() -> None:
    content = "Date,Amount,Currency,Details\n2024-01-05,-4.50,EUR,Bakery\n2024-01-06,-5.50,EUR,Smith, Jones & Co\n"
    statement = read(content)
    assert rows(statement)[-1] == "charge 2024-01-06 5.50 Smith,Jones & Co"
    assert codes(statement) == ["rows_repaired"]


def test_empty_cells_at_the_end_are_no_loss() -> None:
    statement = read(HEAD + GOOD + "2024-01-06,Kiosk,-5.50,EUR,,,\n")
    assert codes(statement) == []


def test_cells_that_others_leave_empty_may_be_missing() -> None:
    content = "Date,Payee,Amount,Currency,Note\n" + GOOD.replace("EUR\n", "EUR,\n")
    assert codes(read(content + "2024-01-06,Kiosk,-5.50,EUR\n")) == []


ROW = st.tuples(
    st.sampled_from(["2024-01-05", "2024-01-06", "", "Pending", "2024-02-31", "Total"]),
    st.sampled_from(["Bakery", "Kiosk", "", "Opening balance", "refund Kiosk"]),
    st.sampled_from(["-4.50", "-5.50", "4.50", "", "abc", "0.00", "(3.00)", "1e9"]),
)


@given(st.lists(ROW, max_size=12))
def test_read_is_the_sum_of_the_classes_and_good_rows_count(
    lines: list[tuple[str, str, str]],
) -> None:
    twice = GOOD.splitlines(True)[-1] * 2  # dates are shown on every row: none is carried down
    statement = read(HEAD + GOOD * 3 + twice + "".join(f"{','.join(r)},EUR\n" for r in lines))
    assert adds_up(statement)
    frame = statement.transactions
    assert set(frame["class"]) <= set(CLASSES)
    assert sorted(frame["row"]) == list(range(1, len(frame) + 1))
    good = [
        r
        for r in lines
        if r[0][:6] == "2024-0" and r[0] != "2024-02-31" and r[1] != "Opening balance"
    ]
    spent = [Decimal(r[2].strip("-()")) for r in good if r[2][:1] in ("-", "(")]
    charges = frame[frame["class"] == "charge"]
    assert len(charges) == 17 + len(spent)
    assert Decimal(int(charges["amount"].sum())).scaleb(-2) == 17 * Decimal("4.50") + sum(spent)
