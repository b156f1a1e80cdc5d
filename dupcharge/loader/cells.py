"""Cells of a whole column at once: each distinct cell is read once, then spread over the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from dupcharge.loader.section import Section, is_blank, is_void
from dupcharge.loader.vocabulary import normal

T = TypeVar("T")
Objects = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]


class Cells:
    """The columns of a section as arrays, and what their distinct cells say."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.rows = len(section.rows)
        self._arrays: dict[int, Objects] = {}
        self._blanks: dict[int, Bools] = {}

    def column(self, index: int) -> Objects:
        """The cells of one column."""
        if index not in self._arrays:
            array = np.empty(self.rows, dtype=object)
            array[:] = [row[index] for row in self.section.rows]
            self._arrays[index] = array
        return self._arrays[index]

    def map(self, index: int, read: Callable[[str], T]) -> Objects:
        """`read` of each cell, called once per distinct cell."""
        return spread(self.column(index), read)

    def first_filled(self, indexes: list[int]) -> Objects:
        """Per row the first cell of these columns that says something; "" where none does."""
        result = np.full(self.rows, "", dtype=object)
        for index in reversed(indexes):
            cells = self.column(index)
            filled = ~self.blank(index)
            result[filled] = cells[filled]
        return result

    def joined(self, indexes: list[int]) -> Objects:
        """Per row the filled cells of these columns, joined by a space, each text once."""
        if len(indexes) == 1:
            return self.first_filled(indexes)
        columns = [self.column(j) for j in indexes]
        blanks = [self.blank(j) for j in indexes]
        result = np.full(self.rows, "", dtype=object)
        for i in range(self.rows):
            seen = dict.fromkeys(c[i] for c, b in zip(columns, blanks, strict=True) if not b[i])
            result[i] = " ".join(seen)
        return result

    def blank(self, index: int) -> Bools:
        """Which cells of a column say nothing."""
        if index not in self._blanks:
            self._blanks[index] = self.map(index, is_blank).astype(bool)
        return self._blanks[index]

    def void(self, index: int) -> Bools:
        """Which cells of a column of amounts or dates say nothing."""
        return self.map(index, is_void).astype(bool)

    def forget(self) -> None:
        """Read the columns anew: rows of the section were changed."""
        self._arrays.clear()
        self._blanks.clear()


def spread(cells: Objects, read: Callable[[str], Any]) -> Objects:
    """`read` of each cell of an array, called once per distinct cell."""
    codes, distinct = pd.factorize(cells)
    values = np.empty(len(distinct), dtype=object)
    for i, cell in enumerate(distinct):
        values[i] = read(cell)
    return values[codes] if len(distinct) else np.empty(0, dtype=object)


def test(cells: Objects, check: Callable[[str], bool]) -> Bools:
    """Which cells pass `check` in their normal form."""
    return spread(cells, lambda cell: check(normal(cell))).astype(bool)


def known(values: Objects) -> Bools:
    """Which values are not None."""
    return np.array([v is not None for v in values], dtype=bool)


def same(values: Objects, wanted: str) -> Bools:
    """Which values are `wanted`."""
    return np.array([v == wanted for v in values], dtype=bool)


def filled(values: Objects) -> Bools:
    """Which values are neither None, zero nor empty."""
    return np.array([bool(v) for v in values], dtype=bool)
