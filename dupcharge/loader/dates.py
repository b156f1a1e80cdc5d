"""Reading dates and times of day from cells, and choosing one order for all of a file.

A cell is first taken apart without deciding which number is the day (`split`); the order is
chosen once, from all date cells of the file together (`choose_order`); then cells become times
(`resolve`). Nothing is ever completed from today's date or the machine's zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from dupcharge.loader.date_patterns import (
    A_DIGIT,
    CLOCK_BEGINS,
    CLOCK_COMPACT,
    CLOCK_LEADS,
    CLOCK_PLAIN,
    COMPACT,
    COMPACT_DMY,
    ERA,
    HALVES,
    ISO_STAMP,
    MD_CJK,
    NAMED_DAY_FIRST,
    NAMED_MONTH_FIRST,
    NAMED_YEAR_FIRST,
    NO_YEAR,
    ROC,
    ROC_COMPACT,
    STAMP,
    WEEKDAY,
    XY,
    YMD,
    bare,
    clock_alone,
    time_first,
)
from dupcharge.loader.table import Moment
from dupcharge.loader.vocabulary import months, normal

ORDERS = ("ymd", "dmy", "mdy")


Groups = Mapping[str, Any]


class Parts(NamedTuple):
    """A date cell taken apart. `numbers` are as written; None year = not written."""

    kind: str  # "ymd" year first and certain; "xy" two numbers and a year; "named"; "short"
    numbers: tuple[int, int, int | None]  # ymd: (y, m, d); xy: (a, b, year); short: (a, b, c)
    time: dt.time | None = None
    precision: str = "day"
    offset: int | None = None  # minutes east of UTC, only where written


def _clock_of(groups: Groups) -> tuple[dt.time | None, str, int | None]:
    offset = _offset(groups.get("off"), groups.get("Z"))
    if groups.get("H") is None:
        return None, "day", offset
    hour, minute, second = int(groups["H"]), int(groups["M"]), int(groups.get("S") or 0)
    half = groups.get("ap") or groups.get("ap2")
    if half:
        half = HALVES[bare(half)] if hour <= 12 else None
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour == 24 and minute == second == 0:
        hour = 0
    if hour > 23 or second > 60:
        raise ValueError
    precision = "second" if groups.get("S") is not None else "minute"
    return dt.time(hour, minute, min(second, 59)), precision, offset


def _offset(text: str | None, zulu: str | None) -> int | None:
    if text is None:
        return 0 if zulu else None
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-")
    if "." in digits:
        hours, _, part = digits.partition(".")
        return sign * (int(hours) * 60 + int(float("0." + part) * 60))
    digits = digits.replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    total = int(hours) * 60 + int(minutes)
    return sign * total if total <= 14 * 60 else None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text)
    if len(text) <= 2:
        return 2000 + year if year < 70 else 1900 + year
    return year - 543 if 2480 < year < 2620 else year  # Thai calendar


@lru_cache(maxsize=50_000)
def split(cell: str) -> Parts | None:
    """Take a date cell apart; None when it is no date. Never completes what is not written."""
    if not 4 <= len(cell) <= 48 or (not A_DIGIT.search(cell) and cell.isascii()):
        return None
    if not cell.isascii() and not any(c.isdigit() for c in cell):
        return None
    if (stamp := STAMP.match(cell)) and (day := split(stamp[1])) and day.time is None:
        return day._replace(
            time=dt.time(int(stamp[2]), int(stamp[3]), int(stamp[4] or 0)),
            precision="second" if stamp[4] else "minute",
        )
    text = normal(cell)
    if not text[:1].isdigit() and text[:1] != "民":
        return _split_words(text)
    for pattern in (ISO_STAMP, YMD, COMPACT, XY, COMPACT_DMY, ROC, ROC_COMPACT):
        if found := pattern.match(text):
            break
    else:
        return _split_words(text)
    try:
        time, precision, offset = _clock_of(found)
    except ValueError:
        return None
    if pattern in (XY, COMPACT_DMY):
        a, b, y = int(found["a"]), int(found["b"]), found["y"]
        if len(y) == 2:  # 24/01/05 may also begin with the year
            return Parts("short", (a, b, int(y)), time, precision, offset)
        numbers: tuple[int, int, int | None] = (a, b, _year(y))
        return Parts("xy", numbers, time, precision, offset) if _valid("xy", numbers) else None
    year = int(found["y"]) + 1911 if pattern in (ROC, ROC_COMPACT) else _year(found["y"])
    numbers = (year or 0, int(found["m"]), int(found["d"]))
    return Parts("ymd", numbers, time, precision, offset) if _valid("ymd", numbers) else None


def _split_words(text: str) -> Parts | None:
    trimmed = WEEKDAY.sub("", text)
    found = NAMED_DAY_FIRST.match(trimmed) or NAMED_YEAR_FIRST.match(trimmed)
    found = found or NAMED_MONTH_FIRST.match(text)
    if found is None and "," in text:  # "Monday, January 5, 2026"
        found = NAMED_MONTH_FIRST.match(text.partition(",")[2].strip())
    try:
        if found:
            month = months().get(found["mon"]) or months().get(found["mon"].rstrip("."))
            if month is None:
                return None
            year = _year(found["y"])
            numbers: tuple[int, int, int | None] = (month, int(found["d"]), year)
            return (
                Parts("named", numbers, *_clock_of(found)) if 1 <= int(found["d"]) <= 31 else None
            )
        if found := ERA.match(text):
            start = 2018 if found["e"] in ("令和", "r") else 1988
            count = 1 if found["y"] == "元" else int(found["y"])
            numbers = (start + count, int(found["m"]), int(found["d"]))
            return Parts("ymd", numbers, *_clock_of(found)) if _valid("ymd", numbers) else None
        if found := MD_CJK.match(text):
            return Parts("named", (int(found["m"]), int(found["d"]), None), *_clock_of(found))
        if found := NO_YEAR.match(text):
            numbers = (int(found["a"]), int(found["b"]), None)
            return Parts("xy", numbers, *_clock_of(found)) if _valid("xy", numbers) else None
        if CLOCK_LEADS.search(text) and (first := time_first().match(text)):
            date = split(first["rest"])
            if date is None or date.time is not None or lacks_year(date):
                return None
            time, precision, _ = _clock_of(first.groupdict())
            return date._replace(time=time, precision=precision)
    except ValueError:
        return None
    return None


def _valid(kind: str, numbers: tuple[int, int, int | None]) -> bool:
    a, b, c = numbers
    if kind == "ymd":
        return 1 <= b <= 12 and 1 <= (c or 0) <= 31
    return 1 <= a <= 31 and 1 <= b <= 31 and (a <= 12 or b <= 12)


@lru_cache(maxsize=20_000)
def clock(cell: str) -> tuple[dt.time, str] | None:
    """Time of day in a cell of its own (24 or 12 hours), with its precision; None when none."""
    text = normal(cell)
    found = CLOCK_PLAIN.match(text)
    if found is None and CLOCK_BEGINS.match(text):
        found = clock_alone().match(text)
    found = found or CLOCK_COMPACT.match(text)
    if not found:
        return None
    try:
        time, precision, _ = _clock_of(found.groupdict())
    except ValueError:
        return None
    return (time, precision) if time is not None else None


def fits(parts: Parts, order: str) -> bool:
    """True when the cell is a possible date in that order."""
    return _date(parts, order, 2024) is not None


def _date(parts: Parts, order: str, year: int | None) -> dt.date | None:
    a, b, c = parts.numbers
    if parts.kind == "ymd":
        y, m, d = a, b, c
    elif parts.kind == "named":
        y, m, d = (c or year or 0), a, b
    elif parts.kind == "short" and order == "ymd":
        y, m, d = 2000 + a, b, c
    else:
        if parts.kind == "short":
            c = _year(f"{c:02d}")
        y = c or year or 0
        m, d = (a, b) if order != "dmy" else (b, a)
    try:
        return dt.date(y, m or 0, d or 0)
    except ValueError:
        return None


def resolve(parts: Parts, order: str, year: int | None = None) -> dt.datetime | None:
    """The wall-clock time of a cell in `order`; `year` completes a date written without one."""
    date = _date(parts, order, year)
    return None if date is None else dt.datetime.combine(date, parts.time or dt.time())


def lacks_year(parts: Parts) -> bool:
    """True when the cell has no year."""
    return parts.kind in ("xy", "named") and parts.numbers[2] is None


def possible_orders(cells: Iterable[Parts], often: Iterable[int] = repeat(1)) -> dict[str, int]:
    """For each order, how many of the cells (whose order is open at all) it can read.

    `often`: how many cells are written in each of these ways.
    """
    count = dict.fromkeys(ORDERS, 0)
    for parts, same in zip(cells, often, strict=False):
        if parts.kind == "xy":
            for order in ("dmy", "mdy"):
                count[order] += same * fits(parts, order)
        elif parts.kind == "short":
            for order in ORDERS:
                count[order] += same * fits(parts, order)
    return count


def serial(cell: str, base_1904: bool = False) -> Moment | None:
    """A spreadsheet's date number (days since 1899-12-30) as ISO text; None out of 1982..2064."""
    try:
        days = float(cell)
    except ValueError:
        return None
    if not 30000 <= days <= 60000:
        return None
    origin = dt.datetime(1904, 1, 1) if base_1904 else dt.datetime(1899, 12, 30)
    moment = origin + dt.timedelta(seconds=round(days * 86400))
    return Moment(moment.isoformat(" ") if days % 1 else moment.date().isoformat())
