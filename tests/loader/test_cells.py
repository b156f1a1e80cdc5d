"""Columns read by their distinct cells give what reading cell by cell gives."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.loader import stamps
from dupcharge.loader.cells import Column, joined
from dupcharge.loader.headers import _forms_of, header_form
from dupcharge.loader.section import is_blank, is_void
from dupcharge.loader.vocabulary import Patterns, normal, normals, table
from dupcharge.loader.vocabulary import test_for as patterns_of

CELLS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.text("p2abx10 q-/.", max_size=8),
        st.sampled_from(["", "-", "n/a", "P2P transfer 17", "Ｃａｆé  9", "٣ cafés", "a\0b"]),
    ),
    max_size=30,
)
PATTERNS = Patterns(["*p2p*", "ab*", "*x1", "*b*1*", "q", "*café*", "10"])


@given(CELLS)
def test_patterns_fit_as_they_fit_each_cell(cells: list[str]) -> None:
    column = Column.of(cells)
    for patterns in (PATTERNS, PATTERNS.plain, Patterns(["x1", "*2"])):
        assert column.fits(patterns).tolist() == [patterns(normal(cell)) for cell in cells]


@given(CELLS)
def test_rows_blanks_and_normal_forms(cells: list[str]) -> None:
    column = Column.of(cells)
    assert column.rows.tolist() == cells
    assert column.blank.tolist() == [is_blank(cell) for cell in cells]
    assert column.void.tolist() == [is_void(cell) for cell in cells]
    assert column.without_blanks().rows.tolist() == ["" if is_blank(c) else c for c in cells]
    assert normals(cells) == [normal(cell) for cell in cells]


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "b", "a b"])] * 3), min_size=1, max_size=20))
def test_joined_texts_stand_once(rows: list[tuple[str, str, str]]) -> None:
    columns = [Column.of(cells) for cells in zip(*rows, strict=True)]
    expected = [" ".join(dict.fromkeys(t for t in row if t)) for row in rows]
    assert joined(columns).rows.tolist() == expected
    assert joined(columns, once=False).rows.tolist() == [" ".join(filter(None, r)) for r in rows]


def test_replaced_and_taken_rows() -> None:
    column = Column.of(["a", "", "c"])
    other = column.replaced(~column.filled, Column.of(["x", "y", "z"]))
    assert other.rows.tolist() == ["a", "y", "c"]
    assert other.take(np.array([False, True, True])).compact().texts == ["y", "c"]


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_many_time_stamps_as_each_alone(order: str) -> None:
    start = dt.datetime(2023, 12, 30, 22, 59, 58)
    times = [start + dt.timedelta(seconds=7 * 3607 * i) for i in range(300)]
    forms = ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%m/%d/%YT%H:%M:%S", "%Y/%m/%d %H:%M")
    cells = [t.strftime(forms[i % 4]) for i, t in enumerate(times)]
    odd = ["2024-02-30 10:00:00", "2024-01-05 24:00:00", "31-12-2023 23:59:60", "0000-01-01 00:00"]
    cells += [*odd, "2024-13-01 10:00:00", "nothing", "", "12345678901234567890"[:19]]
    read = stamps.read(Column.of(cells), order, None)
    for place, cell in enumerate(cells):
        time, precision, offset = stamps.one(cell, order, None)
        assert read.value[place].item() == time, cell
        assert (read.precision[place], read.offset[place]) == (precision, offset)


def test_header_words_get_their_form_in_one_go() -> None:
    words = table("vocabulary.toml")
    names = [n for part in ("header", "header_also") for held in words[part].values() for n in held]
    assert _forms_of(names) == [header_form(name) for name in names]


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("status", "booked"),
        ("status", "pending"),
        ("status", "cancelled"),
        ("balance_line", "words"),
    ],
)
def test_words_that_are_asked_without_their_digits_have_none(section: str, key: str) -> None:
    assert patterns_of(section, key).numbered is None
