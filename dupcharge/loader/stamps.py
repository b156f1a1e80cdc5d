"""The dates of a whole column: common time stamps at once, all other spellings one by one.

Owns nothing of what a spelling means: that is loader.dates', and both ways give the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dupcharge.loader import dates
from dupcharge.loader.cells import Bools, Column, Objects, objects

Times = npt.NDArray[np.datetime64]
_Numbers = npt.NDArray[np.int64]

_FEW = 200  # spellings that are as well read one by one
NOT_A_TIME = np.datetime64("NaT", "us")


@dataclass
class Stamps:
    """Time of each row (NaT where it has none), how precise it is, and its offset from UTC."""

    value: Times
    precision: Objects
    offset: Objects  # minutes, or None


def read(column: Column, order: str, until: dt.date | None) -> Stamps:
    """The times in a column.

    Args:
        column: its cells.
        order: of day, month and year where a cell does not say it.
        until: last day of the file, for cells without a year.
    """
    texts = column.texts
    value = np.full(len(texts), NOT_A_TIME)
    precision = objects(["day"] * len(texts))
    offset = objects([None] * len(texts))
    rest = np.ones(len(texts), dtype=bool)
    if len(texts) > _FEW:
        for length, exact in ((16, "minute"), (19, "second")):
            places = np.flatnonzero([len(t) == length and t.isascii() for t in texts])
            if len(places):
                found = _stamps([texts[i] for i in places.tolist()], length, order)
                usual = ~np.isnat(found)
                value[places[usual]], precision[places[usual]] = found[usual], exact
                rest[places[usual]] = False
    for i in np.flatnonzero(rest).tolist():
        time, precision[i], offset[i] = one(texts[i], order, until)
        if time is not None:
            value[i] = time
    codes = column.codes
    return Stamps(value[codes], precision[codes], offset[codes])


def one(cell: str, order: str, until: dt.date | None) -> tuple[dt.datetime | None, str, int | None]:
    """Time, precision and offset of one cell."""
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


def _stamps(texts: list[str], length: int, order: str) -> Times:
    """Times written as 2024-01-05 10:00(:00) or 05.01.2024 10:00(:00); NaT for other texts."""
    signs = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).reshape(-1, length)
    digit = (signs >= 48) & (signs <= 57)

    def number(start: int, end: int) -> _Numbers:
        value = np.zeros(len(signs), dtype=np.int64)
        for place in range(start, end):
            value = value * 10 + (signs[:, place] - np.uint8(48))
        return value

    def written(*gaps: int) -> Bools:
        """Whether marks of a date stand in these places of the first ten, digits in the others."""
        right = np.ones(len(signs), dtype=bool)
        for place in range(10):
            right &= np.isin(signs[:, place], _MARKS) if place in gaps else digit[:, place]
        return right

    clock = np.isin(signs[:, 10], _BETWEEN)
    for place in range(11, length):
        clock &= signs[:, place] == 58 if place in (13, 16) else digit[:, place]
    year_first, year_last = written(4, 7), written(2, 5)
    year = np.where(year_first, number(0, 4), number(6, 10))
    first, second = number(0, 2), number(3, 5)
    if order == "dmy":
        first, second = second, first
    month = np.where(year_first, number(5, 7), first)
    day = np.where(year_first, number(8, 10), second)
    hour, minute = number(11, 13), number(14, 16)
    seconds = number(17, 19) if length == 19 else np.zeros(len(signs), dtype=np.int64)
    good = (year_first | year_last) & clock & (year >= 1900) & (year <= 2099)
    good &= (month >= 1) & (month <= 12) & (day >= 1)
    good &= (hour <= 23) & (minute <= 59) & (seconds <= 59)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    start, following = months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]")
    good &= day <= (following - start).astype(np.int64)
    moment = start.astype("datetime64[us]").astype(np.int64)
    moment += (((day - 1) * 24 + hour) * 60 + minute) * 60_000_000 + seconds * 1_000_000
    value: Times = np.where(good, moment.view("datetime64[us]"), NOT_A_TIME)
    return value


_MARKS = np.frombuffer(b"-/.", dtype=np.uint8)
_BETWEEN = np.frombuffer(b" Tt", dtype=np.uint8)
