"""When each row happened: date and time columns together, and what the time is good for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from dupcharge.loader import dates, stamps
from dupcharge.loader.cells import Bools, Cells, Column, Objects, objects
from dupcharge.loader.conventions import stated_dates, year_of
from dupcharge.loader.infer import Reading
from dupcharge.loader.section import Section
from dupcharge.loader.stamps import NOT_A_TIME
from dupcharge.loader.vocabulary import test_for


@dataclass
class Times:
    """Times of the rows of a section; NaT where a row has none."""

    value: stamps.Times
    posted: stamps.Times
    precision: Objects  # what the time is good for
    written: Objects  # what is written
    offset: Objects
    blank: Bools
    pending: Bools
    posted_blank: Bools
    has_posted: bool
    cell: Column

    @property
    def known(self) -> Bools:
        """Which rows have a time."""
        return ~np.isnat(self.value)


def times_of(cells: Cells, reading: Reading, section: Section) -> Times:
    """Read the date and time columns of all rows; a time of day of its own joins its date."""
    columns = reading.columns
    preamble = section.preamble_text
    tail = "\n".join(" ".join(row) for row in section.rows[-30:] if sum(map(bool, row)) <= 3)
    stated = stated_dates(preamble + "\n" + tail)
    until = year_of(preamble, stated)
    n = cells.rows
    value, posted = np.full(n, NOT_A_TIME), np.full(n, NOT_A_TIME)
    precision, offset = objects(["day"] * n), objects([None] * n)
    for index in reversed(columns["time"]):
        read = stamps.read(cells.column(index), reading.order, until)
        found = ~np.isnat(read.value)
        value[found], precision[found] = read.value[found], read.precision[found]
        offset[found] = read.offset[found]
    posted_blank = np.ones(n, dtype=bool)
    for index in reversed(columns.get("posted", [])):
        read = stamps.read(cells.column(index), reading.order, until)
        found = ~np.isnat(read.value)
        posted[found] = read.value[found]
        posted_blank &= cells.column(index).void
    blank = np.logical_and.reduce([cells.column(j).void for j in columns["time"]])
    cell = cells.first_filled(columns["time"])
    waits = test_for("date", "pending")
    pending = cell.fits(waits)
    for index in columns.get("posted", []):
        pending |= cells.column(index).fits(waits)
    if columns.get("clock"):
        add_clock(cells, columns["clock"][0], value, precision, ~np.isnat(value))
    use_posted = np.isnat(value) & blank & ~np.isnat(posted)
    value[use_posted] = posted[use_posted]
    blank = blank & ~use_posted
    written = precision.copy()
    _midnight(value, precision)
    return Times(
        value, posted, precision, written, offset, blank, pending, posted_blank,
        bool(columns.get("posted")), cell,
    )  # fmt: skip


def add_clock(
    cells: Cells, index: int, value: stamps.Times, precision: Objects, rows: Bools
) -> None:
    """Put the time of day of its own column (or of a full time stamp) to the date of `rows`."""

    def read(cell: str) -> tuple[dt.time, str] | None:
        if found := dates.clock(cell):
            return found
        parts = dates.split(cell)
        if parts is None or parts.time is None:
            return None
        return parts.time, parts.precision

    column = cells.column(index)
    clocks = [read(text) for text in column.texts]
    known = np.array([clock is not None for clock in clocks], dtype=bool)[column.codes]
    here = rows & known & ~np.isnat(value) & (precision == "day")
    since_midnight = np.array([_since_midnight(c[0]) if c else 0 for c in clocks], dtype=np.int64)
    day = value[here].astype("datetime64[D]").astype("datetime64[us]")
    value[here] = day + since_midnight[column.codes][here].astype("timedelta64[us]")
    precision[here] = objects([c[1] if c else "" for c in clocks])[column.codes][here]


def _since_midnight(clock: dt.time) -> int:
    """Microseconds."""
    seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return seconds * 1_000_000 + clock.microsecond


def _midnight(value: stamps.Times, precision: Objects) -> None:
    """00:00:00 on many rows means that the time is not known, not that all happened at midnight."""
    timed = precision != "day"
    midnight = timed & (value == value.astype("datetime64[D]").astype("datetime64[us]"))
    if midnight.sum() and midnight.sum() >= max(1, 0.1 * timed.sum()):
        precision[midnight] = "day"
