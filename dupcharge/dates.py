"""Dates and times as they stand inside a printed text: 10.02, ON 20 MAY, 2024-05-20, 8h30.

Owns: the forms in which narratives print the day of a purchase, in many languages, and the names
of the months. Does not own: date columns (the loader), or what follows from a date (the rules).

All functions take text that is folded already (NFKC, lower case, single spaces).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari januari styczeń "
    "stycznia sty leden tammikuu ocak январь января янв",
    "february feb februar feber février févr fév febrero febbraio fevereiro fev februari luty "
    "lutego lut únor helmikuu şubat февраль февраля фев",
    "march mar märz mär mrz mars marzo março maart mrt marzec marca březen maaliskuu mart март "
    "марта мар",
    "april apr avril avr abril abr aprile aprill kwiecień kwietnia kwi duben huhtikuu nisan апрель "
    "апреля апр",
    "may mai mayo maggio mag maio mei maj maja květen toukokuu mayıs май мая",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze červen kesäkuu haziran июнь "
    "июня июн",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec heinäkuu temmuz "
    "июль июля июл",
    "august aug août agosto ago augustus augusti sierpień sierpnia sie srpen elokuu ağustos "
    "август августа авг",
    "september sep sept septembre septiembre settembre setembro wrzesień września wrz září "
    "syyskuu eylül сентябрь сентября сен",
    "october oct oktober okt octobre octubre ottobre ott outubro październik października paź "
    "říjen lokakuu ekim октябрь октября окт",
    "november nov novembre noviembre novembro listopad listopada lis marraskuu kasım ноябрь "
    "ноября ноя",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro dez desember des "
    "grudzień grudnia gru prosinec joulukuu aralık декабрь декабря дек",
)


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in apart if not unicodedata.combining(c))


MONTHS = {
    form: number
    for number, names in enumerate(_NAMES, 1)
    for name in names.split()
    for form in (name, _bare(name))
}
"""Name or short form of a month -> 1 to 12, with accents and without."""

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY2 = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH2 = r"(?:0[1-9]|1[0-2])"
_YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})"
_ON = r"on|am|vom|den|dem|du|le|el|del|dia|día|em|il|op|um|at|kl\.?|date|datum|fecha|data|dated"
_END = r"(?![^\s)\],;|*/:t-])"

# Every form begins with a figure, so that texts without dates cost next to nothing.
_CORE = re.compile(
    r"(?=\d)(?:"
    rf"(?<![^\s(\[,;|/-])(?:{_DAY}(?:st|nd|rd|th|\.)?[ ./-]?(?:{_MONTH})\.?"
    rf"(?:[ ./-]?{_YEAR}(?![\d:]))?"
    rf"|{_DAY}\.? (?:de |of )(?:{_MONTH})(?: de)? (?:19|20)\d{{2}}){_END}"
    r"|(?<![\d.])(?<!\d[-/])(?:\d{4}(?P<one>[-/.])\d{1,2}(?P=one)\d{1,2}|\d{1,2}(?P<two>[-/.])\d{1,2}(?P=two)\d{2,4})"
    r"(?![-/.]?\d)"
    rf"|(?<!\S)(?:19[7-9]|20[0-4])\d{_MONTH2}{_DAY2}(?!\S)"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日"
    r"|(?<![^\W_t])(?<!\d:)\d{1,2}(?::\d{2}(?::\d{2})?|h\d{2})(?:\s?[ap]m\b|\s?uhr\b|z)?(?![\d:])"
    # A day and a month in figures alone, and a name on one side of them.
    rf"|(?:^{_DAY2}/{_MONTH2}|(?<!\S){_DAY2}\.{_MONTH2}\.?)(?=\s+(?:\S*[^\W\d_]|\d{{1,2}}:\d))"
    # Behind a label, before its clock, or behind a word for the day of value: val. 14-05.
    rf"|(?<=[^\W\d_]: ){_DAY2}/{_MONTH2}(?=\s+\S*[^\W\d_])"
    rf"|(?<!\S){_DAY2}/{_MONTH2}(?=,?\s+\d{{1,2}}:\d{{2}})|(?<=\bval\. ){_DAY2}-{_MONTH2}(?!\S)"
    rf"|(?<=[^\W\d_][\s-])(?:{_DAY2}[./]{_MONTH2}\.?|{_MONTH2}/{_DAY2})$"
    # Against the name, or behind its number and a stroke: bakery 12-03/10, water25/11.
    rf"|(?<=[\w ]-){_DAY2}/{_MONTH2}$|(?<=[^\W\d_]){_DAY2}/{_MONTH2}$)"
)
_ON_DAY = re.compile(
    rf"\b(?:on|am|vom|den|du|le|dia|día|op|dated?|datum|fecha) {_DAY}[./]{_DAY2}\.?{_END}"
)
_MONTH_DAY = re.compile(
    rf"\b(on )?([^\W\d_]{{3,12}})\.? {_DAY}(?:st|nd|rd|th)?(,? (?:19|20)\d{{2}})?{_END}"
)
_CLOCK = re.compile(r"\bkl\.? ?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?!\d)")
_GONE, _STROKE = "\x00", "\x01"
_CLOCK_BEHIND = re.compile(rf"(?<={_GONE} )(?:[01]\d|2[0-3])\.[0-5]\d(?![\d.,])")
_AROUND = re.compile(
    r"(?:\b(?:(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|sday|nesday|urday)?|montag|dienstag"
    r"|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    rf"|dimanche)[,.]? )?(?:\b(?:{_ON}) )?{_GONE}(?:[t, ]?{_GONE}| (?:{_ON}) {_GONE})*"
)
_COUNTED = re.compile(
    r"\b(?:part|parte|parc(?:ela)?|rate|rata|raten|teil|instal?lments?|payment|pago|cuota|quota"
    r"|échéance|echeance|nr|no|of|von|de)\.?[\s-]\d{1,2}/\d{1,2}$"
    r"|(?:할부|분할|分期|分割|\b(?:taksit|instal?lments?|avbetalning|delbetaling|splátka|részlet))"
    r"\s?\d{1,2}/\d{1,2}(?![\d/])"
)
_FIGURE = re.compile(r"\d")


def without_dates(text: str) -> str:
    """The text with every date and time of day left out.

    >>> without_dates("castle electricals on 20 may").strip()
    'castle electricals'
    >>> without_dates("10.02 narvesten 22").strip()
    'narvesten 22'
    """
    if not _FIGURE.search(text):
        return text
    plain = _COUNTED.sub(_kept, spelled(text))  # an instalment, 02/06, is no date
    left = _ON_DAY.sub(_GONE, _CORE.sub(_GONE, _MONTH_DAY.sub(_month_first, plain)))
    left = _CLOCK_BEHIND.sub(_GONE, _CLOCK.sub(_GONE, left))
    return _AROUND.sub(" ", left).replace(_STROKE, "/") if _GONE in left else text


_CARD_DAY = re.compile(
    r"\b((?:kort|vare)(?:köp|kop|kjøp|kjop|køb|kob)|korttiosto|köp|ostopvm) "
    rf"([2-4]\d)({_MONTH2})({_DAY2})(?= \S*[^\W\d_])",
    re.IGNORECASE,
)
"""The day of a purchase as northern banks print it, year first, before the merchant's name."""

_CB_DAY = re.compile(
    rf"\b((?:cb|carte|retrait dab)(?: du)?) ({_DAY2})({_MONTH2})([2-4]\d)?(?= \S*[^\W\d_])",
    re.IGNORECASE,
)
"""The same of French banks, day first."""

_CHECKCARD = re.compile(
    rf"^(checkcard|purchase|refund) ({_MONTH2})({_DAY2})(?=\s+\S*[^\W\d_])", re.IGNORECASE
)
"""The same of American banks, month first."""

_CARD_TAIL = re.compile(
    r"(?<=\d\d/\d\d)\s+(?:card|karte|carte|tarjeta|karta|kart|kort|kaart|κ[αά]ρτα)\s*[x*]*\d{4}$",
    re.IGNORECASE,
)
"""The card right behind a day at the end."""


def spelled(text: str) -> str:
    """The text with the days that banks print in figures alone before a name as dates.

    >>> spelled("Kortköp 240312 Norrby Glass"), spelled("PAIEMENT CB 1203 LIBRAIRIE")
    ('Kortköp 2024-03-12 Norrby Glass', 'PAIEMENT CB 12.03. LIBRAIRIE')
    """
    text = _CARD_TAIL.sub("", _CARD_DAY.sub(r"\1 20\2-\3-\4", text))
    return _CB_DAY.sub(_with_stops, _CHECKCARD.sub(r"\1 \3.\2.", text))


def _with_stops(match: re.Match[str]) -> str:
    day = f"{match[1]} {match[2]}.{match[3]}."
    return f"{day}20{match[4]}" if match[4] else day


def _kept(match: re.Match[str]) -> str:
    return match[0].replace("/", _STROKE)


def _month_first(match: re.Match[str]) -> str:
    """May 20 is a date only behind "on", or with its year: Casa del Mar 12 is a shop."""
    return _GONE if match[2] in MONTHS and (match[1] or match[3]) else match[0]


_FRONT = re.compile(
    r"(?:(?:[^\W\d_]+ ){0,2}|(?:[^\W\d_]+ ){0,3}[^\W\d_]+: )(\d{2})([./])(\d{2})\.?"
    r"\s+(?=\S*[^\W\d_]|\d{1,2}:\d)"
)
_BEHIND = re.compile(
    rf"(?:\b(?:{_ON}) (\d{{1,2}})([./])(\d{{1,2}})|(?<=[^\W\d_][\s-])(\d{{2}})([./])(\d{{2}})"
    r"|(?:(?<=[\w ]-)|(?<=[^\W\d_]))(\d{2})(/)(\d{2}))\.?$"
)

BEFORE_CLOCK = re.compile(
    r"(?<![\d/.-])(\d{2})([./])(\d{2})(?=\.?,?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\d))"
)
"""A day and a month right before the time of day: 14/05 19:54."""


@cache
def _worded() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\s(\[,;|/-])({_DAY})(?:st|nd|rd|th|\.)?[ ./-]?({_MONTH})\.?"
        rf"(?![ ./-]?(?:19|20)\d{{2}}){_END}|\bon ({_MONTH})\.? ({_DAY}){_END}"
    )


MAY_LACK_YEAR = (
    r"(?:^|\s|[\w ]-|[^\W\d_])\d{1,2}[./]\d{1,2}(?:[.,]?\s|\.?$)|\bon [^\W\d_]{3,12}\.? \d"
    rf"|\d(?:st|nd|rd|th|\.)?[ ./-]?(?=[{''.join(sorted({m[0] for m in MONTHS}))}])"
    rf"(?:{'|'.join(sorted({re.escape(m[:3]) for m in MONTHS}))})"
)
"""What a folded text without such a date does not contain."""


def days_without_year(text: str) -> list[tuple[int, int]]:
    """Month and day of a date that stands without its year; both readings where two are possible.

    >>> days_without_year("castle electricals on 20 may"), days_without_year("shop 03/04")
    ([(5, 20)], [(3, 4), (4, 3)])
    """
    if not _FIGURE.search(text):
        return []
    text = _COUNTED.sub(_kept, spelled(text))
    if match := _worded().search(text):
        name, day = (match[2], match[1]) if match[2] else (match[3], match[4])
        return [(MONTHS[name], int(day))]
    match = _FRONT.match(text) or _BEHIND.search(text) or BEFORE_CLOCK.search(text)
    if not match:
        return []
    one, stroke, two = [part for part in match.groups() if part][:3]
    readings = [(int(two), int(one)), *([(int(one), int(two))] if stroke == "/" else [])]
    return [(m, d) for m, d in readings if 1 <= m <= 12 and 1 <= d <= 31]
