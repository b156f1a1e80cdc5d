"""Rows without a date: sums of the rows above them, and further rows of the day above.

Statements made to be printed show a date once per day, and sums under a table in words of any
language; what adds up, and what carries the balance on, tells the one from the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from dupcharge.loader.cells import Bools, Cells, Objects, filled, known
from dupcharge.loader.infer import Reading
from dupcharge.loader.sides import Money, first_size
from dupcharge.loader.times import Times, add_clock
from dupcharge.loader.vocabulary import test_for
from dupcharge.locale import Message

_LEAST = 2  # rows that a sum adds up


def sum_lines(money: dict[str, list[Money]], when: Times) -> Bools:
    """Undated rows of which every amount is the sum of its column above, or of a part of it."""
    columns = [c for r in ("amount", "debit", "credit") for c in money.get(r, ())]
    n = len(when.blank)
    undated = ~when.known & when.blank
    found = np.zeros(n, dtype=bool)
    if not undated.any():
        return found
    sums = [_Sums() for _ in columns]
    for i in range(n):
        here = [(s, v) for s, c in zip(sums, columns, strict=True) if (v := _signed(c, i))]
        if undated[i] and here and all(s.holds(v) for s, v in here):
            found[i] = True
            for s in sums:
                s.close()
        elif not undated[i]:
            for s, v in here:
                s.add(v)
    return found


class _Sums:
    """Running sums of one column: of all rows, of those since the last line of sums, by sign."""

    def __init__(self) -> None:
        self.whole = [Decimal(), Decimal()]
        self.part = [Decimal(), Decimal()]
        self.rows = [0, 0]

    def add(self, value: Decimal) -> None:
        sign = int(value > 0)
        self.whole[sign] += value
        self.part[sign] += value
        self.rows = [r + 1 for r in self.rows]

    def close(self) -> None:
        self.part, self.rows[1] = [Decimal(), Decimal()], 0

    def holds(self, value: Decimal) -> bool:
        kept = ((self.whole, self.rows[0]), (self.part, self.rows[1]))
        return any(
            rows >= _LEAST and abs(value) in {abs(sum(pair)), abs(pair[0]), abs(pair[1])}
            for pair, rows in kept
        )


def carry_dates(
    cells: Cells, reading: Reading, when: Times, money: dict[str, list[Money]], sums: Bools
) -> list[Message]:
    """Give undated rows the date above where the file shows each date once; say which rows.

    A running balance that goes on over the row proves it; without one, several rows must be so,
    as full as the others, and no two rows that follow each other may show the same date.
    """
    n = cells.rows
    dated = when.known
    open_ = ~dated & when.blank & ~when.pending & ~sums
    if not open_.any():
        return []
    open_ &= _named(cells, reading)
    size, _, _ = first_size([c for r in ("amount", "debit", "credit") for c in money.get(r, ())], n)
    balance = first_size(money.get("balance", []), n)[0]
    open_ &= filled(size)
    clock = reading.columns.get("clock", [])
    if not open_.any() or (not clock and (dated & (when.written != "day")).any()):
        return []  # a date with its time of day is that of one row
    once = open_.sum() > 1 and _shown_once(when, dated & known(size))
    full = cells.filled()
    usual = float(np.median(full[dated])) if dated.any() else 0.0
    carried: list[int] = []
    above: int | None = None
    for i in range(n):
        if dated[i] and size[i] is not None:
            above = i
        elif sums[i]:
            above = None
        elif open_[i] and above is not None:
            goes_on = _goes_on(balance, size, above, i)
            alone = goes_on is None and once and full[i] >= usual - 1 and not when.has_posted
            if goes_on or alone:
                when.value[i], when.precision[i] = when.value[above], "day"
                when.written[i], when.blank[i], when.posted_blank[i] = "day", False, False
                carried.append(i)
                above = i
    if not carried:
        return []
    if clock:
        rows = np.zeros(n, dtype=bool)
        rows[carried] = True
        add_clock(cells, clock[0], when.value, when.precision, rows)
        when.written[rows] = when.precision[rows]
    lines = [cells.section.lines[i] for i in carried]
    return [Message("loader.dates_carried", {"n": len(lines), "lines": lines[:5]})]


def _goes_on(balance: Objects, size: Objects, above: int, at: int) -> bool | None:
    """Whether the balance moves by one of two rows; None where it does not stand there."""
    if balance[above] is None or balance[at] is None:
        return None
    return abs(abs(balance[at]) - abs(balance[above])) in (size[at], size[above])


def _shown_once(when: Times, rows: Bools) -> bool:
    """Whether no two dated rows that follow each other show the same date."""
    places = np.flatnonzero(rows)
    days = when.value[places].astype("datetime64[D]")
    same = (np.diff(places) == 1) & (days[1:] == days[:-1])
    return len(days) >= 3 and not same.any()


def _named(cells: Cells, reading: Reading) -> Bools:
    """Rows with words, none of which speak of a sum, a balance or a payment still open."""
    columns: Sequence[int] = [
        j for r in ("description", "merchant", "type") for j in reading.columns.get(r, ())
    ] + list(reading.by_side.get("merchant", {}).values())
    named = np.zeros(cells.rows, dtype=bool)
    other = np.zeros(cells.rows, dtype=bool)
    tests = [test_for("balance_line", "words"), test_for("balance_line", "total")]
    tests.append(test_for("date", "pending"))
    for j in dict.fromkeys([*columns, *range(min(3, cells.section.width))]):
        if j in columns:
            named |= ~cells.column(j).blank
        for check in tests:
            other |= cells.column(j).fits(check)
    return named & ~other


def _signed(column: Money, at: int) -> Decimal | None:
    """The figure of one row with its sign; None where there is none."""
    size: Decimal | None = column.size[at]
    return -size if size is not None and column.negative[at] else size
