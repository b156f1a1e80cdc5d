"""Cells of a whole column at once: each distinct cell is read once, then spread over the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from dupcharge.loader.section import Section, is_blank, is_void
from dupcharge.loader.vocabulary import Patterns, alike, normal, normals

T = TypeVar("T")
Objects = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]


class Column:
    """One column of texts: `codes[i]` says which of the `texts` stands in row i.

    A text may stand twice among `texts`, or in no row at all.
    """

    def __init__(self, codes: Codes, texts: Sequence[str]) -> None:
        self.codes = codes
        self.texts = texts

    @classmethod
    def of(cls, cells: Sequence[str] | Objects) -> Column:
        """The column with these cells."""
        codes, texts = pd.factorize(objects(cells))
        return cls(codes, texts.tolist())

    @classmethod
    def empty(cls, rows: int) -> Column:
        """A column that says nothing."""
        return cls(np.zeros(rows, dtype=np.intp), [""])

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def rows(self) -> Objects:
        """The texts row by row."""
        return self._spread(self.texts)

    @cached_property
    def _looks(self) -> tuple[Codes, list[str]]:
        """The normal forms with every digit as 0: which one each text has, and the distinct ones.

        Numbers, dates and references make rows differ; to a test for words they are alike.
        """
        looks = alike(normals(self.texts))
        places = {look: i for i, look in enumerate(dict.fromkeys(looks))}
        return np.array([places[look] for look in looks], dtype=np.intp), list(places)

    @cached_property
    def _says_nothing(self) -> list[bool]:
        return [is_blank(text) for text in self.texts]

    @cached_property
    def blank(self) -> Bools:
        """Which rows say nothing."""
        return self._spread_flags(self._says_nothing)

    @cached_property
    def void(self) -> Bools:
        """Which rows say nothing, as a cell of amounts or dates."""
        nothing = zip(self.texts, self._says_nothing, strict=True)
        return self._spread_flags([blank or is_void(text) for text, blank in nothing])

    @cached_property
    def filled(self) -> Bools:
        """Which rows are not empty."""
        return self.flags(bool)

    def _spread(self, values: Sequence[Any]) -> Objects:
        return objects(values)[self.codes] if len(self.codes) else objects([])

    def _spread_flags(self, flags: list[bool]) -> Bools:
        return np.array(flags, dtype=bool)[self.codes] if self.texts else np.zeros(0, dtype=bool)

    def map(self, read: Callable[[str], Any]) -> Objects:
        """`read` of each row, called once per distinct text."""
        return self._spread([read(text) for text in self.texts])

    def flags(self, check: Callable[[str], bool]) -> Bools:
        """`check` of each row, called once per distinct text."""
        return self._spread_flags([check(text) for text in self.texts])

    def map_words(self, read: Callable[[str], Any]) -> Objects:
        """`read` of each row's normal form, in which every digit is 0."""
        which, looks = self._looks
        found = objects([read(look) for look in looks])
        return found[which[self.codes]] if len(self.codes) else objects([])

    def fits(self, check: Patterns) -> Bools:
        """Which rows' normal forms fit some patterns."""
        if check.numbered is None:
            return self.map_words(check).astype(bool)
        which, looks = self._looks
        exact = check.numbered
        may = [look for look in looks if exact.alike(look)]
        held = dict.fromkeys(may)
        numbered = [
            looks[place] in held and exact(normal(text))
            for place, text in zip(which.tolist(), self.texts, strict=True)
        ]
        return self.map_words(check.plain).astype(bool) | self._spread_flags(numbered)

    def take(self, rows: Bools) -> Column:
        """The column of some of the rows."""
        return Column(self.codes[rows], self.texts)

    def compact(self) -> Column:
        """The column with each text once, and none that stands in no row."""
        return Column.of(self.rows)

    def without_blanks(self) -> Column:
        """The column with "" where a row says nothing."""
        if not any(self._says_nothing):
            return self
        nothing = zip(self.texts, self._says_nothing, strict=True)
        return Column(self.codes, ["" if blank else text for text, blank in nothing])

    def replaced(self, rows: Bools, other: Column) -> Column:
        """The column with the texts of another one in some rows."""
        if not rows.any():
            return self
        codes = np.where(rows, other.codes + len(self.texts), self.codes)
        return Column(codes, [*self.texts, *other.texts])


def objects(values: Sequence[Any] | Objects) -> Objects:
    """An array of Python objects, also where they are sequences themselves."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def joined(columns: Sequence[Column], once: bool = True) -> Column:
    """Per row the texts of some columns that are not empty, joined by a space; equal ones `once`.

    Args:
        columns: one at least.
        once: whether a text that stands in several columns is written once.
    """
    codes = columns[0].codes
    parts: list[tuple[str, ...]] = [(text,) for text in columns[0].texts]
    for column in columns[1:]:
        pairs = codes * len(column.texts) + column.codes
        codes, distinct = pd.factorize(pairs)
        parts = [
            (*parts[left], column.texts[right])
            for left, right in (divmod(pair, len(column.texts)) for pair in distinct.tolist())
        ]
    kept = [dict.fromkeys(texts) if once else texts for texts in parts]
    return Column(codes, [" ".join(filter(None, texts)) for texts in kept])


class Cells:
    """The columns of a section, and what their distinct cells say."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.rows = len(section.rows)
        self._columns: dict[int, Column] = {}

    def column(self, index: int) -> Column:
        """The cells of one column."""
        if index not in self._columns:
            self._columns[index] = Column.of([row[index] for row in self.section.rows])
        return self._columns[index]

    def first_filled(self, indexes: Sequence[int]) -> Column:
        """Per row the first cell of these columns that says something; "" where none does."""
        result = Column.empty(self.rows)
        for place, index in enumerate(reversed(indexes)):
            column = self.column(index)
            if place == 0:
                result = column.without_blanks()
            else:
                result = result.replaced(~column.blank, column)
        return result

    def joined(self, indexes: Sequence[int]) -> Column:
        """Per row the filled cells of these columns, joined by a space, each text once."""
        return joined([self.column(j).without_blanks() for j in indexes])

    def filled(self) -> npt.NDArray[np.int_]:
        """How many cells of each row say something."""
        count = np.zeros(self.rows, dtype=int)
        for index in range(self.section.width):
            count += ~self.column(index).blank
        return count

    def forget(self, indexes: Sequence[int]) -> None:
        """Read some columns anew: their cells were changed."""
        for index in indexes:
            self._columns.pop(index, None)


def known(values: Objects) -> Bools:
    """Which values are not None."""
    return np.array([v is not None for v in values], dtype=bool)


def same(values: Objects, wanted: str) -> Bools:
    """Which values are `wanted`."""
    return np.array([v == wanted for v in values], dtype=bool)


def filled(values: Objects) -> Bools:
    """Which values are neither None, zero nor empty."""
    return np.array([bool(v) for v in values], dtype=bool)
