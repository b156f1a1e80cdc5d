"""When each row happened: date and time columns together, and what the time is good for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from dupcharge.loader import dates
from dupcharge.loader.cells import Bools, Cells, Objects, known, test
from dupcharge.loader.conventions import stated_dates, year_of
from dupcharge.loader.infer import Reading
from dupcharge.loader.section import Section
from dupcharge.loader.vocabulary import test_for


@dataclass
class Times:
    """Times of the rows of a section; None where a row has none."""

    value: Objects  # datetime or None
    posted: Objects
    precision: Objects  # what the time is good for
    written: Objects  # what is written
    offset: Objects
    blank: Bools
    pending: Bools
    posted_blank: Bools
    has_posted: bool
    cell: Objects


def _column_times(
    cells: Cells, index: int, order: str, until: dt.date | None
) -> tuple[Objects, Objects, Objects]:
    def one(cell: str) -> tuple[dt.datetime | None, str, int | None]:
        parts = dates.split(cell)
        if parts is None and (moment := dates.serial(cell)):
            parts = dates.split(moment)
        if parts is None:
            return None, "day", None
        year = None
        if dates.lacks_year(parts):
            if until is None:
                return None, "day", None
            year = until.year
            found = dates.resolve(parts, order, year) or dates.resolve(parts, order, year - 1)
            if found and found.date() > until + dt.timedelta(days=7):
                year -= 1
        return dates.resolve(parts, order, year), parts.precision, parts.offset

    read = cells.map(index, one)
    pick = [np.array([r[k] for r in read] + [None], dtype=object)[:-1] for k in range(3)]
    return pick[0], pick[1], pick[2]


def times_of(cells: Cells, reading: Reading, section: Section) -> Times:
    """Read the date and time columns of all rows; a time of day of its own joins its date."""
    columns = reading.columns
    preamble = section.preamble_text
    tail = "\n".join(" ".join(row) for row in section.rows[-30:] if sum(map(bool, row)) <= 3)
    stated = stated_dates(preamble + "\n" + tail)
    until = year_of(preamble, stated)
    n = cells.rows
    value, precision = np.full(n, None, dtype=object), np.full(n, "day", dtype=object)
    offset = np.full(n, None, dtype=object)
    for index in reversed(columns["time"]):
        v, p, o = _column_times(cells, index, reading.order, until)
        found = known(v)
        value[found], precision[found], offset[found] = v[found], p[found], o[found]
    posted = np.full(n, None, dtype=object)
    posted_blank = np.ones(n, dtype=bool)
    for index in reversed(columns.get("posted", [])):
        v, _, _ = _column_times(cells, index, reading.order, until)
        found = known(v)
        posted[found] = v[found]
        posted_blank &= cells.void(index)
    blank = np.logical_and.reduce([cells.void(j) for j in columns["time"]])
    cell = cells.first_filled(columns["time"])
    pending = test(cell, test_for("date", "pending"))
    for index in columns.get("posted", []):
        pending |= test(cells.column(index), test_for("date", "pending"))
    if columns.get("clock"):
        add_clock(cells, columns["clock"][0], value, precision, known(value))
    time_missing = ~known(value)
    use_posted = time_missing & blank & known(posted)
    value[use_posted] = posted[use_posted]
    blank = blank & ~use_posted
    written = precision.copy()
    _midnight(value, precision)
    return Times(
        value, posted, precision, written, offset, blank, pending, posted_blank,
        bool(columns.get("posted")), cell,
    )  # fmt: skip


def add_clock(cells: Cells, index: int, value: Objects, precision: Objects, rows: Bools) -> None:
    """Put the time of day of its own column (or of a full time stamp) to the date of `rows`."""

    def read(cell: str) -> tuple[dt.time, str] | dt.datetime | None:
        if found := dates.clock(cell):
            return found
        parts = dates.split(cell)
        if parts is None or parts.time is None:
            return None
        return parts.time, parts.precision

    clocks = cells.map(index, read)
    for i in np.flatnonzero(rows):
        clock = clocks[i]
        if isinstance(clock, tuple) and value[i] is not None and precision[i] == "day":
            value[i] = dt.datetime.combine(value[i].date(), clock[0])
            precision[i] = clock[1]


def _midnight(value: Objects, precision: Objects) -> None:
    """00:00:00 on many rows means that the time is not known, not that all happened at midnight."""
    timed = np.array([p != "day" for p in precision], dtype=bool)
    midnight = timed & np.array(
        [v is not None and v.time() == dt.time() for v in value], dtype=bool
    )
    if midnight.sum() and midnight.sum() >= max(1, 0.1 * timed.sum()):
        precision[midnight] = "day"
