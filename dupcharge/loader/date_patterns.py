"""The spellings of dates and times of day, as patterns over cells in normal form.

Owns how they are written. Does not own what the parts mean: that is loader.dates'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from dupcharge.loader.vocabulary import normal, words


def _half_marks() -> dict[str, str]:
    """Mark of a half of the day, without dots and blanks -> am or pm."""
    marks = {half: words("clock")[half] for half in ("am", "pm")}
    return {bare(mark): half for half, held in marks.items() for mark in held}


def bare(mark: str) -> str:
    """A mark of a half of the day without its dots and blanks."""
    return re.sub(r"[.\s]", "", normal(mark))


def _alternatives(marks: Iterable[str]) -> str:
    """A pattern of the marks, longest first; a short one may have dots between its letters."""
    return "|".join(
        r"\.?\s?".join(map(re.escape, m)) + r"\.?" if len(m) <= 3 else re.escape(m)
        for m in sorted(marks, key=len, reverse=True)
    )


HALVES = _half_marks()

_TIME = (
    r"(?P<H>[0-2]?\d)\s?[:.hH时時]\s?(?P<M>[0-5]\d)(?:分)?(?:\s?[:.]?\s?(?P<S>[0-6]\d)(?:秒)?)?"
    rf"(?:[.,:]\d{{1,9}})?(?:\s*(?P<ap>{_alternatives(HALVES)})(?![^\W\d_]))?"
)

_TIME_LEAD = rf"(?P<ap2>{_alternatives(m for m in HALVES if not m.isascii())})?\s*"

_ZONE = r"(?:\s*(?P<Z>z|utc|gmt)?\s*(?P<off>[+-]\d{2}:?\d{2}|[+-]\d{1,2})?)(?:\s+\(?[a-z]{2,5}\)?)?"

_TAIL = rf"(?:(?:\s*[t,，]?\s*|\s+(?:at|um|kl\.?|à|ore|as|às|a las|o|v|-)\s+|\s*[-|/]\s*|\s*\([^)]{{1,8}}\)\s*){_TIME_LEAD}{_TIME}{_ZONE})?"  # noqa: E501

_CLOCK_INSIDE = re.compile(r"\d\s?[:.hH时時]\s?[0-5]\d")  # stands in every time of day


class _Dated:
    """A pattern of dates, behind which a time of day may stand.

    The words and zones of a time of day make a large pattern; it is compiled once for all dates,
    and together with a date only where the end of the date is not plain.
    """

    def __init__(self, date: str, end: str = "") -> None:
        self._written, self._end = date, end
        self._date = re.compile(date)
        self._whole: re.Pattern[str] | None = None

    def match(self, text: str) -> dict[str, Any] | None:
        """The named parts of a text that is such a date; None when it is none."""
        found = self._date.match(text)
        if found is None:
            return None
        rest = text[found.end() :]
        if not rest or (rest == "." and self._end):
            return found.groupdict()
        if not _CLOCK_INSIDE.search(text, 3):
            return None
        tail = _time_behind().match(text, found.end())
        if tail and (self._end or not tail["dot"]):
            return found.groupdict() | tail.groupdict()
        if self._whole is None:
            self._whole = re.compile(rf"{self._written}{_TAIL}{self._end}$")
        whole = self._whole.match(text)
        return whole.groupdict() if whole else None


@cache
def _time_behind() -> re.Pattern[str]:
    return re.compile(rf"{_TAIL}(?P<dot>\.)?$")


A_DIGIT = re.compile(r"\d")

# The usual way to write a time behind a date in figures, told apart without the large pattern.
STAMP = re.compile(
    r"([0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})[ T]"
    r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?$"
)

WEEKDAY = re.compile(r"^(?:\(?[^\W\d_]{2,12}\.?\)?[,，]?\s+)(?=\d)")

YMD = _Dated(
    r"^(?P<y>(?:19|20|25)\d\d)\s?(?P<s>[-/.:年년])\s?(?P<m>\d{1,2})\s?[-/.:月월]\s?(?P<d>\d{1,2})[日.号일]?",
    end=r"\.?",
)

COMPACT = _Dated(
    r"^(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:\s?[t_-]?(?P<H>[0-2]\d):?(?P<M>[0-5]\d):?(?P<S>[0-6]\d)?(?:\.\d+)?)?"
    r"(?:\s*\[(?P<off>[+-]?\d{1,2}(?:\.\d+)?)?(?::\w+)?\]|\s*(?P<Z>z))?$"
)

ISO_STAMP = _Dated(
    r"^(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)-(?P<H>\d\d)\.(?P<M>\d\d)\.(?P<S>\d\d)(?:\.\d+)?$"
)

XY = _Dated(r"^(?P<a>\d{1,2})\s?[-/. ]\s?(?P<b>\d{1,2})\s?[-/.' ]\s?(?P<y>\d{4}|\d{2})\.?")

COMPACT_DMY = _Dated(r"^(?P<a>\d\d)(?P<b>\d\d)(?P<y>(?:19|20)\d\d)$")

ROC = _Dated(r"^(?:民國)?(?P<y>1[01]\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?")

ROC_COMPACT = _Dated(r"^(?P<y>1[01]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)$")

ERA = _Dated(
    r"^(?P<e>令和|平成|r|h)\s?(?P<y>\d{1,2}|元)\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})日?"
)

NAMED_DAY_FIRST = _Dated(
    r"^(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[\s./-]*(?:de\s+|of\s+|d')?(?P<mon>[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*\.?)[\s./,'’-]*(?:de\s+|del\s+)?(?P<y>\d{4}|\d{2}|(?<=-)\d)?(?:\s?(?:г|р)\.?)?\.?"
)

NAMED_MONTH_FIRST = _Dated(
    r"^(?P<mon>[^\W\d_]+\.?)[\s./-]*(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:[\s.,/'’-]+(?P<y>\d{4}|\d{2}))?"
)

NAMED_YEAR_FIRST = _Dated(r"^(?P<y>\d{4})[\s./-]+(?P<mon>[^\W\d_]+\.?)[\s./-]+(?P<d>\d{1,2})\.?")

MD_CJK = _Dated(r"^(?P<m>\d{1,2})[月월]\s?(?P<d>\d{1,2})[日일]?")

NO_YEAR = _Dated(r"^(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})\.?")

CLOCK_PLAIN = re.compile(r"^(?P<H>[0-2]?\d)[:.](?P<M>[0-5]\d)(?:[:.](?P<S>[0-5]\d))?$")

CLOCK_COMPACT = re.compile(r"^(?P<H>[0-2]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?$")

CLOCK_BEGINS = re.compile(r"^\D*[0-2]?\d\s?[:.hH时時]\s?[0-5]\d")

CLOCK_LEADS = re.compile(r"\d[:h时時][0-5]\d.*\d")


@cache
def clock_alone() -> re.Pattern[str]:
    """A time of day that is all of its cell."""
    return re.compile(rf"^{_TIME_LEAD}{_TIME}{_ZONE}(?:\s*[a-z]{{1,5}})?$")


@cache
def time_first() -> re.Pattern[str]:
    """A time of day before its date."""
    return re.compile(
        rf"^{_TIME_LEAD}(?P<H>[0-2]?\d)[:h时時](?P<M>[0-5]\d)分?(?:[:.](?P<S>[0-6]\d)秒?)?"
        rf"(?:\s*(?P<ap>{_alternatives(HALVES)}))?(?:\s*[,，|·–-]\s*|\s+)(?P<rest>\d.{{5,}})$"
    )
