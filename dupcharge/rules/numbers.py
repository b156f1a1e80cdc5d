"""What a text names by its own number: one order, ticket, invoice, cheque, session or renewal.

Owns: reading such numbers in a text by the words before them (documents.toml), and which of these
numbers are the file's own, new with every row. Does not own: what follows from an equal or another
number (same_bill, excuses.different_marks).
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from dupcharge.dates import without_dates
from dupcharge.merchants import OF, without_card

TELLS_APART = frozenset(
    "ticket invoice bill cheque session prescription passage contract room part card trip "
    "domain".split()
)
"""Kinds of which two numbers are two things; a retried order or booking may be numbered anew, and a
terminal prints a receipt for every try."""

LASTING = frozenset({"contract", "room", "card", "domain"})
"""Kinds whose number comes back with every payment, so that an equal one is no evidence."""

SINGLE = frozenset("ticket session prescription passage cheque bill room card part trip".split())
"""Kinds of which one order or booking may hold several, each paid by itself."""

_LEAST = {"invoice": 3, "bill": 3, "cheque": 3, "room": 3, "trip": 6}
"""Figures of a number of each kind, else 4: a small business counts its invoices from 1, but three
figures behind other words may be a size or a model."""

_LABEL = (
    r"[\s.:#°/-]*(?:(?:no|nr|num|number|numero|número|numéro|nummer|numer|id|ref|code|n°|nº|№|号码|号"
    r"|號|番号|번호)[\s.:#°-]*){0,2}"
)
_VALUE = r"(?:(?<![a-zß-ÿ])[a-z]{1,4}-?)?\d[\da-z/-]{2,}(?:\.\d{3,})*"
"""Figures, maybe behind a prefix of letters; not the rest of a longer word than its label."""
_DAY_AND_MONTH = re.compile(r"\d{1,2}[/-]\d{1,2}")
_LOCATOR = r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{6}(?![a-z\d-])"
"""The six signs that bookings of journeys and tables have: letters and figures."""

_SECOND = re.compile(r"(?<!\d)\d{1,2}:\d{2}:\d{2}(?!\d)")
_MAY_NAME = re.compile(
    rf"\d{{3}}|\d:\d{{2}}:\d|\.[a-zA-Z]{{2}}|\d ?{OF} ?\d"
    r"|(?<![a-zA-Z\d])(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[a-zA-Z\d]{6}(?![a-zA-Z\d])"
)
"""A text without any of this names nothing."""

_PART = re.compile(
    r"(?:\binstal\w*|\binst\b\.?|\brat[ae]n?\b|\brata\b|\braty\b|\bcuota|\bparcela|\bpagos? "
    r"|\bmensualit\w*|\béchéance|\btermin\w*|\bsplátk\w*|\btaksit|\brészlet|\bavbetaln\w*"
    r"|\bdelbetal\w*|\bpaiement\b|\bpmt\b"
    r"|\bnights?\b|\bnuits?\b|\bnacht\b|\bnoches?\b|\bnott[ei]\b|\bnoites?\b|\bплат[её]ж|할부|분할|分期\D{0,4}|第)"
    rf"[\s.:#n°ºr-]{{0,6}}(?P<part>\d{{1,2}})\s?{OF}\s?(?P<of>\d{{1,2}})(?![\d/])"
    r"|(?<![\d/])(?P<part2>\d{1,2})/(?P<of2>\d{1,2})"
    r"(?:期|회차|回目| ?(?:taksit|instal\w*|cuotas?|parcelas?|rat[ey]n?)\b)"
    r"|(?<![\d/.,])(?P<part3>\d{1,2}) (?:of|von|van|di) (?P<of3>\d{1,2})(?![\d/.,])"
)
"""The part of a plan behind its word: instalment 4/12."""

_ORDER_CODE = re.compile(
    r"(?:\*|\bcde |\bcmd |\bcmde )(?=[a-z]*\d)(?=\d*[a-z])([a-z\d]{7,12})(?![^\s])"
)
"""A shop's code of one order, letters and figures: SHOP.COM*CV92Y6IMR."""

_DOMAIN = re.compile(
    r"(?<![a-z0-9_@.-])[a-z0-9][a-z0-9-]+\.(?:com|net|org|info|biz|io|app|dev|shop|store|online|site|xyz"
    r"|cn|de|ch|at|fr|eu|uk|co\.uk|jp|co\.jp|kr|co\.kr|tw|com\.tw|hk|com\.hk|nl|es|it|pl|br|com\.br"
    r"|au|com\.au|us|ca|in|mx|com\.mx)(?![a-z0-9_@-]|\.[a-z0-9])"
)
"""A name on the net; a registrar is paid for each."""

_TICKET_NUMBER = re.compile(r"(?<![^\W_])\d{13}(?=[a-z]{0,2}(?![^\W_]))")
"""A flight's ticket: the airline's three figures and ten of its own (IATA resolution 722)."""

_MAY_BE_PART = re.compile(rf"\d ?{OF} ?\d")

_ACQUIRER = 20
"""Figures of the reference that an acquirer gives to every try (23)."""

_LAST_PART = re.compile(r"\d{6}\S*\s+(\d{1,2})/(\d{1,2})$")
"""The part of an order right behind its number: order 29944839 2/2."""

Things = frozenset[tuple[str, str]]
NOTHING: Things = frozenset()


class _Patterns(NamedTuple):
    """Labelled numbers, names and locators, an airline's words, and the kind of every label."""

    numbered: re.Pattern[str]
    named: re.Pattern[str]
    located: re.Pattern[str]
    airline: re.Pattern[str]
    kind_of: dict[str, str]


@functools.cache
def _patterns() -> _Patterns:
    data = resources.files("dupcharge.rules").joinpath("documents.toml").read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    names = table.pop("names")
    kind_of = {form: kind for kind, words in table.items() for w in words for form in (w, _bare(w))}
    numbered = rf"{_any(kind_of)}{_LABEL}(?P<value>{_VALUE})"
    named = rf"{_any(names['renewal'])}\W{{0,3}}(?P<value>[\w-]+(?:\.[a-z]{{2,}})+)"
    located = rf"{_any(table['booking'])}{_LABEL}(?P<value>{_LOCATOR})"
    airline = re.compile(_any(names["airline"]))
    return _Patterns(re.compile(numbered), re.compile(named), re.compile(located), airline, kind_of)


def _any(words: Iterable[str]) -> str:
    """One of these words, not behind a letter; those of scripts without spaces anywhere."""
    forms = {form for w in words for form in (w, _bare(w))}
    spaced = {w for w in forms if ord(w[0]) < 0x2E80}
    told = [(r"(?<![^\W\d_])", spaced), ("", forms - spaced)]
    # Looking at the first sign alone spares nearly every place the walk through the branches.
    parts = [
        f"(?=[{''.join(sorted({re.escape(w[0]) for w in some}))}]){before}{_tree(some)}"
        for before, some in told
        if some
    ]
    return rf"(?P<label>{'|'.join(parts)})"


def _tree(words: set[str]) -> str:
    """A pattern for any of the words, the longest first; one branch per sign, not one per word."""
    heads: dict[str, set[str]] = {}
    for word in words - {""}:
        heads.setdefault(word[0], set()).add(word[1:])
    branches = [
        re.escape(head) + (_tree(rest) if rest != {""} else "")
        for head, rest in sorted(heads.items())
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.replace("ł", "l")) if word[0] < "\u0600" else word
    return "".join(c for c in apart if not unicodedata.combining(c)) if apart != word else word


@functools.lru_cache(maxsize=1 << 18)
def things(text: str) -> Things:
    """The numbered things a text names, as (kind, number); a moment to the second is one too.

    >>> sorted(things("SKY AIR TKT 0165081163188 Order SO-18475"))
    [('order', 'so-18475'), ('ticket', '0165081163188')]
    >>> things("Toll 0608 09:34:58 lane 3")
    frozenset({('moment', 'toll 0608 lane 3 09:34:58')})
    """
    if not _MAY_NAME.search(text):
        return NOTHING
    plain = text[:500] if text.isascii() else unicodedata.normalize("NFKC", text[:500])
    plain = " ".join(plain.casefold().replace("\u0307", "").split())  # of a Turkish capital I
    numbered, named, located, airline, kind_of = _patterns()
    found = set()
    undated = _PHONE.sub(" ", without_dates(plain))
    for match in numbered.finditer(undated):
        kind, value = kind_of[match["label"]], match["value"].strip("/-")
        digits = sum(c.isdigit() for c in value)
        if kind == "paying" or (kind == "card" and not 8 <= digits <= 12):
            continue
        if digits >= _LEAST.get(kind, 4) and not _DAY_AND_MONTH.fullmatch(value):
            found.add((kind, value))
    found |= {("booking", match["value"]) for match in located.finditer(undated)}
    for match in named.finditer(plain):
        found.add(("renewal", match["value"]))
    found |= {("order", code) for code in _ORDER_CODE.findall(undated)}
    found |= {("domain", name) for name in _DOMAIN.findall(plain)}
    if (tickets := _TICKET_NUMBER.findall(undated)) and airline.search(plain):
        found |= {("ticket", number) for number in tickets}
    if _MAY_BE_PART.search(plain) and (part := _part_of_plan(plain, undated, bool(found))):
        found.add(("part", part))
    if not found and (second := _SECOND.search(plain)):
        # On whole minutes the seconds were not measured: then the dates belong to the moment.
        whole = second[0].endswith(":00")
        found.add(("moment", plain if whole else " ".join([*undated.split(), second[0]])))
    return frozenset(found)


def _part_of_plan(plain: str, undated: str, numbered: bool) -> str:
    """Which part of which plan, or of a numbered order, a text names; "" where it names none.

    >>> _part_of_plan(text := "instalment 4/12 contract 5460341", text, True)
    '4/12 5460341'
    """
    match = _PART.search(undated)
    if not match and numbered:
        match = _LAST_PART.search(plain)
    if not match:
        return ""
    part, of = (int(figures) for figures in match.groups() if figures)
    if not 1 <= part <= of or of < 2:
        return ""
    plan = [number for number in long_numbers(undated) if len(number) < _ACQUIRER]
    return " ".join([f"{part}/{of}", *sorted(plan)])


def tell_apart(left: Things, right: Things) -> bool:
    """Both name things of one kind that have numbers of their own, and none is the same.

    Two that share an invoice are one payment; two that share an order may be two of its tickets.
    """
    shared = {kind for kind, _ in left & right if kind not in LASTING}
    if _one_part(left, right):
        return False
    if shared - {"order", "booking"}:
        return False
    kinds = {kind for kind, _ in left} & {kind for kind, _ in right}
    kinds &= SINGLE if shared else TELLS_APART
    return bool(kinds - {kind for kind, _ in left & right})


def _one_part(left: Things, right: Things) -> bool:
    """Both name one part of one plan, by a number of the plan; other numbers are the bank's."""
    one, two = ([v.split() for kind, v in named if kind == "part"] for named in (left, right))
    return any(a[0] == b[0] and not set(a[1:]).isdisjoint(b[1:]) for a in one for b in two)


OWN_SHARE = 0.5
"""From this share of a file's rows on, numbers of one shape are the file's own: a real document
stands on few rows, and every merchant numbers in its own way."""

OWN_PLACES = 5
"""Merchants under which such a number must stand."""

LONG_OWN, MANY_PLACES = 12, 12
"""Numbers of so many figures, alike under so many merchants, are the file's own at any share."""

_REFERENCE = re.compile(
    r"(?:(?<![^\W\d_])(?:ref\w*|txn|trx|tx|trans\w*|auth\w*|approval|trace|stan|arn|rrn|utr|seq\w*|id"
    r"|mandat\w*|réf\w*|autoris\w*|autoriz\w*|kenn\w*|vorgang\w*|operac\w*|operaz\w*|opération|nsu)"
    r"|流水号|交易号|交易單號|交易单号|参考号|參考編號|授权码|授權碼|承認番号|取引番号|승인번호|거래번호)"
    r"[\s.:#°-]*(?:(?:no|nr|num|id|code)[\s.:#°-]*)?[a-z]{0,4}-?\d[\da-z/-]{4,}"
)
"""References that a bank or a terminal gives to every try."""

_PLAIN = re.compile(r"[a-z]{0,4}-?[\d-]+")
"""Of figures, maybe behind a short prefix; a machine's, with letters between, has no shape."""

FEW_PLACES = 2
"""Merchants that print such numbers: what many print is the bank's."""

_PHONE = re.compile(r"(?<![\w-])(?:\+?\d{1,2}[ -])?(?:\(\d{3}\) ?|\d{3}[ -])\d{3}-\d{4}(?![\w-])")
"""A merchant's telephone number, as cards print it behind the name."""

_LONG = re.compile(r"(?<![^\W_])[a-z]{0,4}-?\d[\da-z/-]{4,}(?![^\W_])")


class Shapes(NamedTuple):
    """Shapes of the long numbers in a file's texts.

    `own` are those that the file gives to its rows, not a merchant to a document: a bank that
    prints its own reference behind "invoice" gives a new one to every row, and two of these tell
    nothing apart. `places` says under how many merchants each shape stands.
    """

    own: frozenset[str]
    places: dict[str, int]


def shapes(texts: list[str], places: list[int]) -> Shapes:
    """Shapes of the numbers in `texts`, which stand in rows of `places` (merchants)."""
    where: dict[str, set[int]] = {}
    count: Counter[str] = Counter()
    for text, place in zip(texts, places, strict=True):
        for shape in set(map(_shape, long_numbers(text))):
            count[shape] += 1
            where.setdefault(shape, set()).add(place)
    own = frozenset(
        shape
        for shape, n in count.items()
        if (n >= OWN_SHARE * len(texts) and len(where[shape]) >= OWN_PLACES)
        or (len(shape) >= LONG_OWN and len(where[shape]) >= MANY_PLACES)
    )
    return Shapes(own, {shape: len(here) for shape, here in where.items()})


@functools.lru_cache(maxsize=1 << 18)
def long_numbers(text: str) -> frozenset[str]:
    """Numbers of six signs and more in a text, folded; dates and references left out.

    >>> sorted(long_numbers("Shop voucher 3614019217 ref 5162819836 2024-03-02"))
    ['3614019217']
    """
    plain = without_dates(unicodedata.normalize("NFKC", text[:500]).casefold())
    return frozenset(_LONG.findall(_REFERENCE.sub(" ", _PHONE.sub(" ", without_card(plain)))))


def without_shapes(named: Things, own: frozenset[str]) -> Things:
    """The things whose numbers have none of these shapes."""
    return frozenset(t for t in named if _shape(t[1]) not in own) if own else named


def other_numbers(left: str, right: str, places: dict[str, int]) -> bool:
    """Both texts carry a number that hardly another merchant of the file prints, each its own."""
    one, two = (
        {
            n
            for n in long_numbers(text)
            if _PLAIN.fullmatch(n) and places.get(_shape(n), 0) <= FEW_PLACES
        }
        for text in (left, right)
    )
    return bool(one and two and not one & two)


def _shape(number: str) -> str:
    return re.sub(r"[a-z]", "a", re.sub(r"\d", "0", number))
