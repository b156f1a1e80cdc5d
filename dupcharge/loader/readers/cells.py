"""Cells of workbooks as text, and the amounts that structured files write.

Owns: how a stored number, date or merged cell becomes a text cell. Does not own: amounts typed as
text, whose decimal mark is one decision per column (inference).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dupcharge.loader.table import Moment, Number

MAX_COLUMNS = 5_000
MAX_CELLS = 40_000_000
"""Most cells of one sheet, gaps included."""

_EXACT_DIGITS = 15
_NOISE = Decimal("1e-10")

_AMOUNT = re.compile(r"[-+−(]?\s*(?:[^\d\s]{0,3}\s*)?\d[\d.,' ]*\)?\s*(?:[^\d\s]{1,3})?")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}\.?")
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")


def number(value: float | int) -> Number:
    """The number a spreadsheet stores, as the person typed it.

    A stored number knows 15 digits: what lies behind them, or behind ten decimals, is noise.
    A whole number of 16 digits and more has lost its last digits; it is written with an exponent,
    as the spreadsheet shows it, so that nobody takes it for an id.

    >>> number(128.47000000000003), number(5.0), number(4200001234567890123.0)
    ('128.47', '5', '4.20000123456789E+18')
    """
    if not math.isfinite(value):
        return Number("")
    if abs(value) >= 10**_EXACT_DIGITS:
        mantissa, _, exponent = f"{value:.14E}".partition("E")
        return Number(f"{mantissa.rstrip('0').rstrip('.')}E{exponent}")
    exact = Decimal(format(value, f".{_EXACT_DIGITS}g"))
    if exact != exact.to_integral_value():
        exact = exact.quantize(_NOISE).normalize()
    return Number(format(exact + 0, "f") if exact != exact.to_integral_value() else str(int(exact)))


def cell(value: object) -> str:
    """One cell as python-calamine gives it, as text; "" when it is empty or an error."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), value) if "_x00" in value else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return Moment(value.isoformat())
    if isinstance(value, dt.time):
        return clock(value.hour * 3600 + value.minute * 60 + value.second)
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return clock(seconds) if 0 <= seconds < 86_400 else number(value.total_seconds() / 86_400)
    return ""


def moment(value: dt.datetime) -> Moment:
    """A stored date and time; midnight exactly is a date alone, as the stored number is the same.

    >>> moment(dt.datetime(2024, 1, 2, 9, 59, 59, 999999)), moment(dt.datetime(2024, 1, 2))
    ('2024-01-02T10:00:00', '2024-01-02')
    """
    # A day's fraction does not hold seconds exactly: a few milliseconds are noise.
    whole = value.replace(microsecond=0)
    if value.microsecond >= 990_000:
        whole += dt.timedelta(seconds=1)
    elif value.microsecond > 10_000:
        return Moment(value.isoformat(timespec="milliseconds"))
    if whole.time() == dt.time():
        return Moment(whole.date().isoformat())
    return Moment(whole.isoformat())


def clock(seconds: int) -> Moment:
    """Seconds of a day as HH:MM:SS."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Moment(f"{hour:02}:{minute:02}:{second:02}")


def fill_merged(rows: list[list[str]], blocks: Iterable[tuple[int, int, int, int]]) -> int:
    """Repeat a merged date or text in those rows below that hold a transaction of their own.

    A row under a merged cell is a transaction of its own when it has an amount of its own: then
    the merged cell's text is meant for it too. Merged amounts are never repeated: the same money
    would be counted twice.

    Args:
        rows: cells by index; changed in place.
        blocks: (first row, first column, last row, last column), 0-based, both ends included.

    Returns:
        How many cells were filled.
    """
    filled = 0
    covered: dict[int, list[tuple[int, int, str]]] = {}
    for top, left, bottom, right in blocks:
        if bottom <= top or top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in range(top + 1, min(bottom + 1, len(rows))):
            covered.setdefault(row, []).append((left, right, value))
    for row, spans in covered.items():
        cells = rows[row]
        if not any(_is_amount(c) for c in cells):
            continue
        for left, _, value in spans:
            if value and not _is_amount(value) and left < len(cells) and not cells[left]:
                cells[left] = value
                filled += 1
    return filled


def _is_amount(text: str) -> bool:
    if isinstance(text, Moment):
        return False
    if isinstance(text, Number):
        return True
    text = text.strip()
    return len(text) < 30 and bool(_AMOUNT.fullmatch(text)) and not _DATE.fullmatch(text)


def trim(rows: list[list[str]], lines: list[int]) -> None:
    """Drop empty rows at the end, and empty cells at the end of each row, in place."""
    while rows and not any(rows[-1]):
        rows.pop()
        lines.pop()


def plain_amounts(texts: Sequence[str]) -> list[str]:
    """Amounts of one structured file with a decimal point and no grouping.

    Such formats know one mark, the decimal one, which some banks write as a comma and some mix
    with grouping. A single mark before exactly three digits is grouping only if other amounts of
    the file use the other mark before one or two digits. What is no amount stays as it is.

    >>> plain_amounts(["-58,73", "+1.234,50", "7"])
    ['-58.73', '1234.50', '7']
    >>> plain_amounts(["-1,234", "5.25"]), plain_amounts(["1,2345"])
    (['-1234', '5.25'], ['1.2345'])
    """
    squeezed = [re.sub(r"[\s\u00a0\u202f']", "", t).replace("−", "-") for t in texts]
    marks = {m.group(1) for t in squeezed if (m := re.search(r"[\d]([.,])\d{1,2}$", t))}
    return [
        _plain(t, marks) if re.fullmatch(r"[-+]?[\d.,]*\d[\d.,]*", t) else text
        for t, text in zip(squeezed, texts, strict=True)
    ]


def _plain(text: str, marks: set[str]) -> str:
    text = text.removeprefix("+")
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    mark = text[last]
    other = "," if mark == "." else "."
    grouped = re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})+", text)
    if text.count(mark) > 1 or (grouped and other not in text and marks == {other}):
        return text.replace(mark, "") if other not in text else text
    whole, part = text[:last].replace(other, ""), text[last + 1 :]
    whole = whole if whole not in ("", "-") else whole + "0"
    return f"{whole}.{part}" if part else whole
