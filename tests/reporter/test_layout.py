"""Widths, wrapping and tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.reporter.layout import Ink, cells, pad, wrap
from dupcharge.reporter.tables import Column, table

WORDS = st.text(alphabet="ab 扣款，。（）é", max_size=120)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("扣款", 4), ("ｶﾅ", 2), ("e\u0301", 1), ("🍜", 2), ("，", 2), ("é", 1)],
)
def test_width_of_characters(text, width):
    assert cells(text) == width


def test_padding_counts_cells():
    assert pad("扣款", 6) == "扣款  "
    assert pad("扣款", 6, ">") == "  扣款"
    assert pad("longer", 3) == "longer"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("already", 3, ["already"]),  # a word is never broken
        ("扣款重复，请核对", 9, ["扣款重", "复，请核", "对"]),  # no comma at the start of a line
        ("（一二三四）", 11, ["（一二三", "四）"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text, width, expected):
    assert wrap(text, width) == expected


@given(WORDS, st.integers(8, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = wrap(text, width, "- ")
    assert "".join("".join(lines).split()) == "-" + "".join(text.split())
    for line in lines:
        assert cells(line) <= width or len(line.split()) <= 2  # one long word


def test_columns_line_up_in_cells_and_ids_are_whole():
    columns = [Column("商户"), Column("Amount", ">"), Column("Id")]
    rows = [["青禾", "1.00", "x" * 20], ["Shop", "1,200.00", "y"]]
    assert table(columns, rows, 80) == [
        "商户    Amount  Id",
        "青禾      1.00  " + "x" * 20,
        "Shop  1,200.00  y",
    ]
    narrow = table(columns, rows, 20)
    assert narrow == [
        "商户    Amount",
        "    Id",
        "青禾      1.00",
        "    " + "x" * 20,
        "Shop  1,200.00",
        "    y",
    ]


def test_colour_is_only_on_when_asked():
    assert Ink(False).claimed("x") == "x"
    assert Ink(True).claimed("x") == "\x1b[1;33mx\x1b[0m"
