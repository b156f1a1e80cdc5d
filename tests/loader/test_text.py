# ruff: noqa: E501 (a case of a table stays on one line)
"""Delimited text as banks write it: delimiters, quotes, line ends, guards, line numbers."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import ReadError
from dupcharge.loader.readers import text
from dupcharge.loader.table import Table

HEAD = ["Date", "Payee", "Amount"]


def table(content: str) -> Table:
    (found,) = text.read(content.encode())
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_delimiters(delimiter: str) -> None:
    rows = [HEAD, ["2024-01-05", "Blue Bakery", "-4.50"], ["2024-01-06", "Kiosk", "-5.50"]]
    found = table("\n".join(delimiter.join(r) for r in rows))
    assert (found.rows, found.delimiter) == (rows, delimiter)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a decimal comma is no delimiter",
            "Datum;Empfänger;Betrag\n05.01.2024;Bäcker;-4,50\n06.01.2024;Kiosk;-5,50\n",
            ["05.01.2024", "Bäcker", "-4,50"],
        ),
        ("sep= line", "sep=;\nDate;Payee;Amount\n2024-01-05;Smith, Jones;-4,50\n", ["2024-01-05", "Smith, Jones", "-4,50"]),
        ("quoted delimiter", 'Date,Payee,Amount\n2024-01-05,"Smith, Jones","-1,234.50"\n', ["2024-01-05", "Smith, Jones", "-1,234.50"]),
        ("doubled quotes", 'Date,Payee,Amount\n2024-01-05,"The ""Blue"" Bakery",-4.50\n', ["2024-01-05", 'The "Blue" Bakery', "-4.50"]),
        ("a newline in quotes", 'Date,Payee,Amount\n2024-01-05,"Blue\nBakery",-4.50\n', ["2024-01-05", "Blue\nBakery", "-4.50"]),
        ("single quotes", "'Date','Payee','Amount'\n'2024-01-05','Smith, Jones','-4.50'\n", ["2024-01-05", "Smith, Jones", "-4.50"]),
        ("an apostrophe is no quote", "Date,Payee,Amount\n2024-01-05,Joe's,-4.50\n2024-01-06,Moe's,-5.50\n", ["2024-01-05", "Joe's", "-4.50"]),
        ("formula guard", 'Date,Payee,Amount\n2024-01-05,"=""0023""",-4.50\n', ["2024-01-05", "0023", "-4.50"]),
        ("bare formula guard", 'Date,Payee,Amount\n2024-01-05,="0023",-4.50\n', ["2024-01-05", "0023", "-4.50"]),
        ("text guard", "Date,Payee,Amount\n2024-01-05,'4321 Bakery,-4.50\n2024-01-06,'Kiosk,-5.50\n", ["2024-01-05", "4321 Bakery", "-4.50"]),
        ("tab guard", "Date,Payee,Amount\n2024-01-05,1000050001\t,-4.50\n", ["2024-01-05", "1000050001", "-4.50"]),
        ("padding", "Date , Payee , Amount\n2024-01-05 , Blue Bakery , -4.50\n", ["2024-01-05", "Blue Bakery", "-4.50"]),
        ("every line a cell", 'Date,Payee,Amount\n"2024-01-05,""Smith, Jones"",-4.50"\n"2024-01-06,Kiosk,-5.50"\n', ["2024-01-05", "Smith, Jones", "-4.50"]),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)  # fmt: skip
def test_cells(name: str, content: str, expected: list[str]) -> None:
    assert table(content).rows[1] == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_line_numbers(end: str) -> None:
    lines = [
        "Statement",
        "",
        "Date;Payee;Amount",
        "",
        '2024-01-05;"Blue',
        'Bakery";-4,50',
        "2024-01-06;Kiosk;-5,50",
        "",
    ]
    found = table(end.join(lines))
    assert found.lines == [1, 3, 5, 7]
    assert [len(r) for r in found.rows] == [1, 3, 3, 3]


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("opened and never closed", 'Date,Payee,Amount\n2024-01-05,"Bakery,-4.50\n2024-01-06,Kiosk,-5.50\n', [2]),
        ("two slips", 'Date,Payee,Amount\n2024-01-05,"Bakery,-4.50\n2024-01-06,Kiosk,-5.50\n2024-01-07,"Cinema,-6.50\n2024-01-08,Kiosk,-7.50\n', [2, 4]),
        ("inside a word", 'Date,Payee,Amount\n2024-01-05,12" Pizza,-4.50\n2024-01-06,Kiosk,-5.50\n', [2]),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)  # fmt: skip
def test_a_stray_quote_swallows_no_row(name: str, content: str, lines: list[int]) -> None:
    found = table(content)
    assert len(found.rows) == content.count("\n")
    assert {len(r) for r in found.rows} == {3}
    assert [(n.code, n.params["lines"]) for n in found.notes] == [("loader.quotes_repaired", lines)]


def test_nul_bytes_at_the_end_are_a_torn_download() -> None:
    found = table("Date,Payee,Amount\n2024-01-05,Bakery,-4.50\n" + "\0" * 50)
    assert found.rows[1:] == [["2024-01-05", "Bakery", "-4.50"]]
    assert [n.code for n in found.notes] == ["loader.cut_off"]


def test_a_nul_inside_a_row_cuts_nothing_off() -> None:
    found = table("Date,Payee,Amount\n2024-01-05,Bakery,-4\x00.50\n2024-01-06,Kiosk,-5.50\n")
    assert found.rows[1:] == [
        ["2024-01-05", "Bakery", "-4\ufffd.50"],
        ["2024-01-06", "Kiosk", "-5.50"],
    ]


def test_ragged_rows_stay_as_they_are() -> None:
    found = table("Date,Payee,Amount\n2024-01-05,Bakery\n2024-01-06,Kiosk,-5.50,more\n")
    assert [len(r) for r in found.rows] == [3, 2, 4]


def test_text_without_columns() -> None:
    with pytest.raises(ReadError) as error:
        table("Dear customer\nthank you for your visit\n")
    assert error.value.code == "no_columns"


def test_every_line_even_the_header_is_one_quoted_cell() -> None:
    found = table(
        '"Date,Payee,Amount"\n"2024-01-05,""Smith, Jones"",-4.50"\n"2024-01-06,Kiosk,-5.50"\n'
    )
    assert found.rows == [
        HEAD,
        ["2024-01-05", "Smith, Jones", "-4.50"],
        ["2024-01-06", "Kiosk", "-5.50"],
    ]


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ('"2024-01-05","The "Blue" Bakery","-4.50"', 'The "Blue" Bakery'),
        ('"2024-01-05",""Blue" Bakery","-4.50"', '"Blue" Bakery'),
        ('"2024-01-05","The ""Blue"" Bakery","-4.50"', 'The "Blue" Bakery'),
        ('"2024-01-05","The ""Blue""","-4.50"', 'The "Blue"'),
        ('"2024-01-05","The "Blue"","-4.50"', 'The "Blue"'),
        ('2024-01-05,The "Blue" Bakery,-4.50', 'The "Blue" Bakery'),
    ],
)
def test_quotes_that_are_not_doubled(line: str, cell: str) -> None:
    found = table('"Date","Payee","Amount"\n' + line + "\n")
    assert found.rows[1] == ["2024-01-05", cell, "-4.50"]


def test_a_torn_last_line_is_a_warning() -> None:
    found = table("Date,Payee,Amount\n2024-01-05,Bakery,-4.50\n2024-01-06,Kiosk,-5.50\n2024-01-0")
    assert [n.code for n in found.notes] == ["loader.torn"]


def test_two_cells_with_a_line_break_each() -> None:
    row = '"2024-01-05","Blue\nBakery","card\n0023","-4.50"\n'
    found = table('"Date","Payee","Memo","Amount"\n' + row * 2)
    assert found.rows[1:] == [["2024-01-05", "Blue\nBakery", "card\n0023", "-4.50"]] * 2


def test_single_quotes_below_a_preamble() -> None:
    rows = (
        "'Datum','Empfänger','Betrag'\n'2024-01-05','Bäcker','-0,01'\n'2024-01-06','Bahn','-0,02'\n"
    )
    found = table("Kontoauszug\n2024-01-01 - 2024-01-31\nNr. 2-4711\n" + rows)
    assert found.rows[-2:] == [["2024-01-05", "Bäcker", "-0,01"], ["2024-01-06", "Bahn", "-0,02"]]


CELL = st.text(st.sampled_from("abcdé你 ,;.'0-\n\""), min_size=1, max_size=12).map(
    lambda c: " ".join(c.replace("'", "").replace('"', "q").split(" ")).strip() or "x"
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;|\t"))
def test_quoted_cells_come_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    rows = [["Date", "Payee", "Memo", "Amount"]]
    rows += [["2024-01-05", one, " ".join(two.split()), "-4.50"] for one, two in cells]
    lines = [delimiter.join(f'"{c}"' for c in row) for row in rows]
    assert table("\r\n".join(lines) + "\r\n").rows == rows


@given(st.text(st.sampled_from("ab1,;\t|\"'\n\r=\0 .-"), max_size=80))
def test_any_text_gives_rows_of_cells_or_a_clean_error(content: str) -> None:
    try:
        found = table(content)
    except ReadError:
        return
    assert len(found.rows) == len(found.lines)
    assert found.lines == sorted(set(found.lines))
    assert all(isinstance(cell, str) for row in found.rows for cell in row)


@given(st.lists(st.text('ab ;,"', max_size=5), min_size=1, max_size=6), st.sampled_from(";,"))
def test_a_line_of_quoted_cells_is_cut_as_csv_cuts_it(cells: list[str], delimiter: str) -> None:
    line = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells)
    for written in (line, line + delimiter):
        cut = text._all_quoted(written, delimiter, '"')
        assert cut is None or cut == next(csv.reader([written], delimiter=delimiter))
    if all(set(cell) <= set("ab ") for cell in cells):
        assert text._all_quoted(line, delimiter, '"') == cells
