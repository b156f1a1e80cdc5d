# ruff: noqa: E501 (a case of a table stays on one line)
"""Where the header, the rows and the rest stand in a table; shifted rows put right."""

from __future__ import annotations

import pytest

from dupcharge import load
from dupcharge.loader.layout import sections
from dupcharge.loader.section import (
    Section,
    data_rows,
    is_blank,
    looks_like_amount,
    looks_like_date,
)
from dupcharge.loader.table import Moment, Number, Table

HEAD = ["Date", "Payee", "Amount"]
ONE, TWO = ["2024-01-05", "Bakery", "-4.50"], ["2024-01-06", "Kiosk", "-5.50"]


def table(*rows: list[str]) -> Table:
    return Table([list(r) for r in rows], list(range(1, len(rows) + 1)), "csv", delimiter=",")


def only(*rows: list[str]) -> Section:
    (found,) = sections(table(*rows))
    return found


@pytest.mark.parametrize("before", [0, 1, 4, 16, 17, 19, 24, 60])
def test_the_header_is_found_below_any_preamble(before: int) -> None:
    preamble = [[f"note {n}", "2024-01-01", f"{n}.50", ""][: n % 4 + 1] for n in range(before)]
    found = only(*preamble, HEAD, ONE, TWO)
    assert (found.header, found.header_line) == (HEAD, before + 1)
    assert (found.rows, found.lines) == ([ONE, TWO], [before + 2, before + 3])
    assert found.preamble == preamble


def test_a_small_table_in_the_preamble_is_no_header() -> None:
    found = only(
        ["Description", "", "Summary Amt."], ["Total credits", "", "50.00"], HEAD, ONE, TWO
    )
    assert found.header_line == 3


def test_a_table_without_header() -> None:
    found = only(["Statement 4711"], ONE, TWO)
    assert (found.header, found.rows, found.lines) == (None, [ONE, TWO], [2, 3])
    assert found.names == ["#1", "#2", "#3"]


def test_a_header_of_unknown_words() -> None:
    found = only(["Foo", "Bar", "Quux"], ONE, TWO)
    assert (found.header, found.rows) == (["Foo", "Bar", "Quux"], [ONE, TWO])


def test_the_header_repeated_on_each_page_is_no_row() -> None:
    found = only(HEAD, ONE, ["Page 1 of 2"], HEAD, TWO)
    assert [r for r in found.rows if r[0][:4] == "2024"] == [ONE, TWO]
    assert HEAD not in found.rows


def test_two_tables_with_headers_of_their_own() -> None:
    other = ["Date", "Description", "Debit", "Credit"]
    first, second = sections(
        table(HEAD, ONE, TWO, [""], other, ["2024-01-07", "Refund", "", "4.50"])
    )
    assert (first.header, first.rows) == (HEAD, [ONE, TWO])
    assert (second.header, second.lines) == (other, [6])


def test_no_table() -> None:
    assert sections(table(["Dear customer"], ["thank you"])) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["2024-01-07", "Smith", " Jones", "-6.50"], ["2024-01-07", "Smith, Jones", "-6.50"]),
        (["2024-01-07", "a", "b", "c", "-6.50"], ["2024-01-07", "a,b,c", "-6.50"]),
        (["2024-01-07", "Kiosk", "-6.50", ""], ["2024-01-07", "Kiosk", "-6.50"]),
        (["2024-01-07", "Kiosk"], ["2024-01-07", "Kiosk", ""]),
        (["2024-01-07", "Kiosk", "-1", "206.50"], ["2024-01-07", "Kiosk", "-1,206.50"]),
    ],
)  # fmt: skip
def test_a_row_with_too_many_or_too_few_cells(row: list[str], expected: list[str]) -> None:
    found = only(HEAD, ONE, TWO, ONE, TWO, row)
    assert found.rows[-1] == expected
    moved = len(row) > 3 and row[-1] != ""
    assert found.repaired == ([6] if moved else [])


def test_as_many_broken_rows_as_whole_ones() -> None:
    found = only(
        HEAD,
        ["2024-01-05", "Smith", " Jones", "-4.50"],
        TWO,
        ["2024-01-07", "a", "b", "-6.50"],
        ONE,
    )
    assert [r[2] for r in found.rows] == ["-4.50", "-5.50", "-6.50", "-4.50"]


def test_rows_with_more_cells_than_headers_keep_them() -> None:
    rows = [["2024-01-05", "Bakery", "-4.50", "95.50"], ["2024-01-06", "Kiosk", "-5.50", "90.00"]]
    found = only(HEAD, *rows)
    assert (found.rows, found.header) == (rows, [*HEAD, ""])
    assert found.names == [*HEAD, "#4"]


def test_headers_shared_by_columns_are_named_by_place() -> None:
    found = only(["Date", "Amount", "Payee", "Amount"], ["2024-01-05", "-4.50", "Bakery", "-4.60"])
    assert found.names == ["Date", "#2", "Payee", "#4"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("", True), ("-", True), ("—", True), ("---", True), ("/", True), ("NULL", False), ("n/a", False),
     ("0", False), ("NA", False), ("-1", False), ("nothing", False)],
)  # fmt: skip
def test_blank_cells(cell: str, expected: bool) -> None:
    assert is_blank(cell) is expected


@pytest.mark.parametrize(
    ("cell", "date", "amount"),
    [("2024-01-05", True, False), ("20240105", True, False), ("Jan 5", False, False),
     ("12.50", False, True), ("6222021234567890", False, False), ("Bakery", False, False),
     (Number("45296"), False, True), (Moment("2024-01-05"), True, False)],
)  # fmt: skip
def test_what_a_cell_looks_like(cell: str, date: bool, amount: bool) -> None:
    assert (looks_like_date(cell), looks_like_amount(cell)) == (date, amount)


def test_rows_that_look_like_transactions() -> None:
    total = ["Total", "", ""]
    assert data_rows([ONE, total, TWO]) == [ONE, TWO]
    assert data_rows([["01/05", "Bakery", "-4.50"], total]) == [["01/05", "Bakery", "-4.50"]]


def test_a_quoted_cell_that_holds_several_columns_is_split(tmp_path):
    path = tmp_path / "packed.csv"
    path.write_text(
        "Date,Street,Town,Country,Payee,Amount\n"
        '2025-03-01,",Oldtown,LT",Bakery,-4.50\n'
        '2025-03-02,",,",Tram,-0.80\n'
        '2025-03-04,"Main St,Newtown,LT",Bakery,-3.20\n'
    )
    statement = load(path)
    assert statement.transactions["merchant"].tolist() == ["Bakery", "Tram", "Bakery"]
    assert statement.transactions["amount"].tolist() == [450, 80, 320]
    assert any(w.code == "loader.rows_repaired" for w in statement.files[0].warnings)
