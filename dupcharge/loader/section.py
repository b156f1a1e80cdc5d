"""One table of transactions inside a Table, and what a cell or row of it looks like."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dupcharge.loader import amounts, dates
from dupcharge.loader.headers import header_form
from dupcharge.loader.table import Moment, Number, Table
from dupcharge.loader.vocabulary import normal

EMPTY_MARKS = frozenset({"", "-", "--", "---", "—", "–", "/", "."})
_SAYS_SOMETHING = re.compile(r"[^\W_]")
NO_NUMBER = frozenset(
    {"n/a", "null", "none", "nan", "nil", "na"}
)  # in a column of numbers or dates


@dataclass
class Section:
    """One table of transactions: `header` (None where there is none), its rows and their lines.

    All rows have the width of the header. `preamble`: what stands before, row by row; `title`:
    its last line of words. `repaired`: lines whose cells had to be moved to fit the columns.
    `left_over`: cells beyond the last column, by line. `short`: lines that end before a date or
    amount all others have.
    """

    table: Table
    header: list[str] | None
    header_line: int | None
    rows: list[list[str]]
    lines: list[int]
    preamble: list[list[str]] = field(default_factory=list)
    title: str = ""
    repaired: list[int] = field(default_factory=list)
    left_over: dict[int, list[str]] = field(default_factory=dict)
    short: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header) if self.header is not None else max(map(len, self.rows), default=0)

    @property
    def names(self) -> list[str]:
        """A name per column: its header, or "#n" where it has none or shares it with another."""
        header = self.header or [""] * self.width
        seen = Counter(header_form(h) for h in header)
        return [
            h if h.strip() and seen[header_form(h)] == 1 else f"#{i + 1}"
            for i, h in enumerate(header)
        ]

    @property
    def preamble_text(self) -> str:
        """The preamble as lines of text."""
        return "\n".join(" ".join(c for c in row if c) for row in self.preamble)


def is_blank(cell: str) -> bool:
    """True when a cell says nothing: empty, a dash, a slash, "null"."""
    if not cell or len(cell) > 25 or _SAYS_SOMETHING.search(cell):
        return not cell
    return normal(cell) in EMPTY_MARKS or not cell.strip("-— ")


def is_void(cell: str) -> bool:
    """True when a cell of a column of amounts or dates says nothing, in words too."""
    return (len(cell) <= 4 and normal(cell) in NO_NUMBER) or is_blank(cell)


def looks_like_date(cell: str) -> bool:
    """True when the cell can only be a date with a year (or a workbook's own date)."""
    if isinstance(cell, Moment):
        return True
    if isinstance(cell, Number):
        return False
    parts = dates.split(cell)
    return parts is not None and not dates.lacks_year(parts)


def looks_like_amount(cell: str) -> bool:
    """True when the cell is a number as amounts are written."""
    if isinstance(cell, Number):
        return True
    figure = amounts.split(cell)
    if figure is None:
        return False
    digits = sum(c.isdigit() for c in figure.body)
    return digits <= 12 and not (digits == 8 and figure.body.isdigit() and looks_like_date(cell))


def is_data(row: list[str]) -> bool:
    """True when a row has a date with its year, and an amount."""
    date = money = False
    for cell in row:
        if not cell:
            continue
        if not date and looks_like_date(cell):
            date = True
        elif not money and looks_like_amount(cell):
            money = True
        if date and money:
            return True
    return False


def is_loose_data(row: list[str]) -> bool:
    """Data whose date has no year, or whose date is a month and day in words."""
    parts = [dates.split(c) for c in row if c]
    return any(p is not None for p in parts) and any(looks_like_amount(c) for c in row if c)


def data_rows(rows: list[list[str]]) -> list[list[str]]:
    """The rows that look like transactions; where none does, those that are well filled."""
    if data := [r for r in rows if is_data(r)] or [r for r in rows if is_loose_data(r)]:
        usual = sorted(sum(map(bool, r)) for r in data)[len(data) // 2]
        return [r for r in rows if sum(map(bool, r)) * 3 >= usual * 2]
    full = sorted(sum(map(bool, r)) for r in rows)
    usual = full[len(full) // 2] if full else 0
    return [r for r in rows if sum(map(bool, r)) * 2 >= usual] or rows
