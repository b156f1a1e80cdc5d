"""What the free text of a row tells beside its name: a purchase date, words, numbers.

Owns: reading dates, words and references in a text. Does not own: what follows from them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd

from dupcharge.dates import (
    BEFORE_CLOCK,
    MAY_LACK_YEAR,
    days_without_year,
    spelled,
    without_dates,
)
from dupcharge.merchants import HOLD

_DATE = r"(?=\d+(?:-\d+-|/\d+/|\.\d+\.))(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})"
_CLOCK = r"(?:[^\d\n]{0,4}(\d{1,2})(?::|(?<=\s\d\d)\.(?=[0-5]\d(?![\d.,])))(\d{2})(?::(\d{2}))?)?"
_MOMENT = re.compile(rf"(?<!\d){_DATE}(?![\d/.-]*\d[/.-]){_CLOCK}")
_CLOCK_BY_WORD = re.compile(
    r"(?<![^\W\d_])(?:kl|klo|um|at|à|om|alle|ore|a las|às|as|godz|ob|в)\.?\s?"
    r"(?P<hour>\d{1,2})[.:h](?P<minute>\d{2})(?!\d|[./-]\d)"
)
"""A time of day behind its word, which may be written as a date is: kl. 15.52."""

_MAY_DATE = re.compile(rf"\d[-/.]\d{{1,2}}[-/.]\d|{MAY_LACK_YEAR}")
_TOKEN = re.compile(r"[^\s,;:()\[\]{}|*#]+")
_LETTERS = re.compile(r"[^\W\d_]+", re.UNICODE)

BEFORE, AFTER = 15, 2
"""Days: a purchase is booked up to two weeks after it was made, and a night may lie between."""


OF_THE_TRY = re.compile(
    r"(?<![^\W\d_])(?:transactie|transacti[eo]n|transakti?[eo]n|transaction|trans|trn|term|terminal|auth"
    r"|autoris\w*|nsu|stan|trace|seq|kassa)[\s.:#]*(?:(?:no|nr|id)[\s.:#]*)?(?=[a-z\d]*\d)[a-z\d]{3,}"
    r"|(?<![^\W\d_])(?:transactie|transaction|trans|term|terminal|auth|rrn|tid|stan|nro):\s?[a-z\d]{4,}"
    r"|\bpurchase - \d{4}$",
    re.IGNORECASE,
)
"""What a terminal gives to every try, with its word before it."""


class Text(NamedTuple):
    """A text taken apart: its words, its short numbers and letters, its references."""

    words: tuple[str, ...]
    marks: tuple[str, ...]  # numbers up to five digits, single letters: seats, parts, lots
    references: tuple[str, ...]  # longer numbers and periods such as 2024-05, dates left out


@functools.lru_cache(maxsize=1 << 18)
def take_apart(text: str) -> Text:
    """Words, marks and references of one text.

    >>> take_apart("Ticket 14A  ref 5162819836  31-08-2023 15:31")
    Text(words=('ticket', 'ref'), marks=('14a',), references=('5162819836',))
    """
    plain = without_dates(unicodedata.normalize("NFKC", text[:500]).casefold())
    words: list[str] = []
    marks: list[str] = []
    references: list[str] = []
    for token in _TOKEN.findall(plain):
        digits = sum(c.isdigit() for c in token)
        if not digits:
            for word in _LETTERS.findall(token):
                (marks if len(word) == 1 and word.isascii() else words).append(word)
        elif digits > 5:
            references.append(token)
        else:
            marks.append(token)
    return Text(tuple(words), tuple(marks), tuple(references))


def moments(
    code: np.ndarray, texts: list[str], day: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The date, and time, that a text states of its purchase, if it fits the row's own day.

    Args:
        code: each row's text, as its place in `texts`.
        texts: the distinct texts.
        day: each row's own day since 1970.

    Returns, per row: found (bool), seconds since 1970, and whether the time of day is stated.
    Of several dates the one with a time of day is the purchase's, else the nearest; the order of
    day, month and year is the one that lies nearest to the row's day.
    """
    found = np.zeros(len(code), bool)
    timed = np.zeros(len(code), bool)
    when = np.zeros(len(code), dtype="int64")
    texts = [spelled(text) for text in texts]
    dated = np.array([_MAY_DATE.search(text.casefold()) is not None for text in texts], dtype=bool)[
        code
    ]
    for position in np.flatnonzero(dated).tolist():
        text = texts[code[position]]
        best: tuple[bool, int, int] | None = None
        for match in _MOMENT.finditer(text):
            for date in _readings(match[1], match[2], match[3]):
                apart = date - int(day[position])
                clock = [int(match[n] or 0) for n in (4, 5, 6)]
                has_time = match[4] is not None and clock[0] < 24 and clock[1] < 60
                this = (not has_time, abs(apart), date)
                if -BEFORE <= apart <= AFTER and (best is None or this[:2] < best[:2]):
                    best = this
                    seconds = clock[0] * 3600 + clock[1] * 60 + clock[2] if has_time else 0
                    when[position], timed[position] = date * 86400 + seconds, has_time
        if best is None:
            near = [d for d in _without_year(text, int(day[position]))
                    if -BEFORE <= d - int(day[position]) <= AFTER]  # fmt: skip
            if near:
                date = min(near, key=lambda d: abs(d - int(day[position])))
                best = (False, 0, date)
                told = _CLOCK_BY_WORD.search(text.casefold()) or BEFORE_CLOCK.search(text)
                hour, minute = (int(told["hour"]), int(told["minute"])) if told else (24, 60)
                timed[position] = hour < 24 and minute < 60
                minutes = hour * 60 + minute if timed[position] else 0
                when[position] = date * 86400 + minutes * 60
        found[position] = best is not None
    return found, when, timed


def _without_year(text: str, day: int) -> list[int]:
    """Days since 1970 that a date without its year may mean, in the year nearest to `day`."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:500]).casefold().split())
    numbers = days_without_year(plain)
    year = int(np.datetime64(day, "D").astype("datetime64[Y]").astype("int64")) + 1970
    days = [_readings(f"{y:04d}", str(m), str(d))[:1] for y in (year - 1, year, year + 1)
            for m, d in numbers]  # fmt: skip
    return [d[0] for d in days if d]


def _readings(a: str, b: str, c: str) -> list[int]:
    """Days since 1970 that three numbers may mean."""
    out = []
    for year, month, day in ((a, b, c), (c, b, a), (c, a, b)):
        if len(year) == 4 or len(year) == 2:
            full = int(year) if len(year) == 4 else 2000 + int(year)
            if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and 1970 <= full < 2200:
                first = np.datetime64(f"{full:04d}-{int(month):02d}", "D")
                out.append(int(first.astype("int64")) + int(day) - 1)
    return out


def says_hold(texts: pd.Series) -> np.ndarray:
    """Per text: does it call the row a hold on a card, not a payment."""
    return _says(texts, HOLD)


def _says(texts: pd.Series, words: str) -> np.ndarray:
    """Per text: does it hold one of the words; work per distinct text."""
    codes, distinct = pd.factorize(texts, use_na_sentinel=True)
    told = pd.Series(distinct, dtype="str").str.contains(words, case=False, regex=True)
    return np.asarray(np.r_[told.to_numpy(bool), False][codes])


_RECURRING = (
    r"\brecurring\b|\bsubscri|\bstanding order|\bdirect debit|\bdauerauftrag|\bfolgelastschrift"
    r"|\bwiederkehrend|\babo\b|\babonn?ement|\bprel[eè]vement|\bprlv\b|\bdomicili|\bincasso\b"
    r"|\badeudo|\brecibo|\bsuscripci|\bassinatura|\babbonamento|\bautogiro|\bavtalegiro"
    r"|\bbetalingsservice|\bprenumeration|\bsubskrypcj|\bpolecenie zap|\binkaso\b|\bподписк"
    r"|\babonelik|自动续费|自动扣款|连续包月|连续订阅|代扣|自動扣繳|自動扣款|口座振替|定期購読|定期$|月額|자동이체|정기결제|구독"
)


_YEARLY = (
    r"\bannual\b|\byearly\b|\bannuel|\bannuale\b|\banual\b|\banualidad|\banuidade"
    r"|\bjahres(?:bei|ge|prä|pra|abo|ver)|\bjaar(?:lijkse|bijdrage|contributie|abonnement)"
    r"|\b[åa]rs(?:avgift|kontingent|abonnement|premie|kort\b)|\bvuosimaksu|\broczn[aey]\b"
    r"|\broční\b|\bročn[ýé]\b|\béves\b|\bгодов|\byıllık\b|\bhằng năm|\btahunan\b"
    r"|年费|年費|年会费|年會費|年会費|年払|연회비|연간"
)


def says_yearly(rows: pd.DataFrame) -> np.ndarray:
    """Per row: does its merchant's name or its description call it a yearly fee."""
    return np.asarray(_says(rows["merchant"], _YEARLY) | _says(rows["description"], _YEARLY))


def says_recurring(rows: pd.DataFrame) -> np.ndarray:
    """Per row: does any of its texts call it a payment that comes back by itself."""
    said = np.zeros(len(rows), dtype=bool)
    for column in ("merchant", "description", "type_text"):
        said |= _says(rows[column], _RECURRING)
    return said


PRINTED = 10
"""Letters of a name that a description prints at least, where it prints it again and cuts it."""


def own_description(rows: pd.DataFrame) -> pd.Series:
    """What the description tells beside the merchant's name, null where it only repeats that.

    Work per distinct pair of merchant and description.
    """
    code, told = _distinct(rows, text_codes(rows))
    own = [_without(about, name) for name, about in told]
    return pd.Series(pd.array(own, dtype="str")[code], index=rows.index)


def _without(text: str, name: str) -> str | None:
    """`text` without the name, as far as it prints it; None where nothing else is told."""
    folded, sought = text.casefold(), name.casefold()
    begins = folded.find(sought[:PRINTED]) if name else -1
    if begins >= 0 and len(folded) == len(text):
        ends = begins
        while ends < len(text) and folded[ends] == sought[ends - begins : ends - begins + 1]:
            ends += 1
        text = f"{text[:begins]} {text[ends:]}"
    return text.strip() or None


def text_codes(rows: pd.DataFrame) -> np.ndarray:
    """One code per row, equal where merchant and description are."""
    merchant, _ = pd.factorize(rows["merchant"], use_na_sentinel=True)
    about, descriptions = pd.factorize(rows["description"], use_na_sentinel=True)
    wide = (merchant.astype("int64") + 1) * (len(descriptions) + 1) + about + 1
    return np.asarray(pd.factorize(wide)[0].astype("int64"))


def texts_at(rows: pd.DataFrame, at: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """The texts of the rows at these positions: each one's place in the list, and the list.

    A text is merchant and description together, each word once where one of them holds the other;
    `rows` has their codes (text_codes) in `text`.
    """
    code, told = _distinct(rows[["merchant", "description"]].iloc[at], rows["text"].to_numpy()[at])
    return code, [_whole(name, about) for name, about in told]


def _whole(name: str, about: str) -> str:
    if name in about:
        return about
    return name if about in name else f"{name} {about}"


def _distinct(rows: pd.DataFrame, codes: np.ndarray) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """Place of each row's merchant and description in the list of the distinct ones, and these."""
    _, first, code = np.unique(codes, return_index=True, return_inverse=True)
    names, abouts = (rows[c].iloc[first].fillna("") for c in ("merchant", "description"))
    return code.astype("int64"), list(zip(names, abouts, strict=True))
