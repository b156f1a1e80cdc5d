"""How statements are worded: the words of vocabulary.toml and words.toml, and how to look them up.

Owns the normal form of headers and cells and the matching of word patterns. Knows no format.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dupcharge.dates import MONTHS

_SUFFIX = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,12}[)\]）】]\s*$")
_SIGN = re.compile(r"[$€£¥₹₽\s]")
_BEFORE_CURRENCY = frozenset(["in", "en", "w", "v", "em", "i", "di", "в", "у", "u", "à"])
_PLAIN = {
    "ø": "o",
    "æ": "a",
    "œ": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "ı": "i",
    "þ": "th",
}
_CJK = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_WORDS = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dupcharge.loader") / name).read_text("utf-8"))


def words(section: str) -> dict[str, Any]:
    """A section of words.toml."""
    section_words: dict[str, Any] = _file("words.toml")[section]
    return section_words


@lru_cache(maxsize=100_000)
def normal(cell: str) -> str:
    """Normal form of a cell: NFKC, lower case, one space, no invisible marks around it."""
    text = unicodedata.normalize("NFKC", cell).casefold().replace("\u0307", "")
    if not text.isascii():  # Arabic-Indic, Devanagari and other digits
        text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    return _SPACE.sub(" ", text).strip(" \t\r\n\ufeff\u200b\u200e\u200f\u202a\u202c\"'")


@cache
def header_form(cell: str) -> str:
    """Normal form of a header cell: also without a currency suffix, colon, '#' or CJK gaps.

    >>> header_form("#Kwota (PLN):"), header_form("金 额（元）")
    ('kwota', '金额')
    """
    text = _CJK_GAP.sub("", normal(cell)).strip("#*: ").removesuffix(":").strip()
    return text


def _forms(cell: str) -> list[str]:
    """The header as it is, then with its bracket or currency suffix removed."""
    text = header_form(cell)
    short = text
    while (cut := _without_currency(_SUFFIX.sub("", short))) != short and cut:
        short = cut.strip("#*: ")
    return [text, short] if short and short != text else [text]


def _without_currency(form: str) -> str:
    """A header without the currency it ends in: "débit euros", "belopp, sek", "betrag in chf"."""
    head, _, last = form.rpartition(" ")
    if not head or not names_currency(last):
        return form
    head = head.rstrip(" ,/:")
    first, _, before = head.rpartition(" ")
    return first if first and before in _BEFORE_CURRENCY else head


@cache
def _synonyms() -> dict[str, list[tuple[str, float]]]:
    table: dict[str, list[tuple[str, float]]] = {}
    for role, names in _file("vocabulary.toml")["header"].items():
        for rank, name in enumerate(names):
            held = table.setdefault(header_form(name), [])
            if all(r != role for r, _ in held):
                held.append((role, 1.0 - 0.3 * rank / len(names)))
    for role, names in _file("vocabulary.toml")["header_also"].items():
        for name in names:
            held = table.setdefault(header_form(name), [])
            if all(r != role for r, _ in held):
                held.append((role, 0.8))
    return table


def _folded(form: str) -> str:
    """A header without accents, as files in plain ASCII write it ("ae" for "ä" among them)."""
    plain = "".join(_PLAIN.get(c, c) for c in unicodedata.normalize("NFD", form))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@cache
def _folded_synonyms() -> dict[str, list[tuple[str, float]]]:
    table: dict[str, list[tuple[str, float]]] = {}
    for name, roles in _synonyms().items():
        if not name.isascii():
            table.setdefault(_folded(name), []).extend(roles)
    return table


@cache
def _hints() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Per role a pattern of its hints; Latin ones begin a word, short ones are the whole word."""
    found = []
    for role, parts in _file("vocabulary.toml")["hint"].items():
        pieces = []
        for part in map(normal, parts):
            latin = part[0].isalpha() and ord(part[0]) < 0x2E80
            short = r"(?!\w)" if latin and len(part) <= 4 else ""
            pieces.append((r"(?<!\w)" if latin else "") + re.escape(part) + short)
        found.append((role, re.compile("|".join(pieces))))
    return tuple(found)


@cache
def header_roles(cell: str) -> tuple[tuple[str, float], ...]:
    """What a header cell may mean, best first: (role, how sure 0..1).

    A whole known header gives 0.7..1 by its place in the list, a known part 0.3.
    """
    found: dict[str, float] = {}
    for step, form in enumerate(_forms(cell)):
        if not form:
            break
        for role, sure in _synonyms().get(form, ()):
            found[role] = max(found.get(role, 0.0), sure - 0.05 * step)
        if found:
            break
        if form.isascii():
            for role, sure in _folded_synonyms().get(_folded(form), ()):
                found[role] = max(found.get(role, 0.0), sure - 0.05 * (step + 1))
    if not found and len(cell) <= 5 and cell[:3].isupper() and currency_of(cell):
        return (("amount", 0.5),)  # a column per currency
    if not found and (form := header_form(cell)) and len(form) <= 60:
        hints = {role for role, test in _hints() if test.search(form)}
        if {"debit", "credit"} <= hints:
            hints = hints - {"debit", "credit"} | {"amount"}  # one column for both
        elif hints & {"debit", "credit"}:
            hints.discard("amount")
        if {"merchant", "type"} <= hints:
            hints.discard("merchant")  # the category of the shop, not the shop
        for role, _ in _hints():
            if role in hints and len(found) < 3:
                found.setdefault(role, 0.3)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def is_header_word(cell: str) -> bool:
    """True when the cell is a header word that is known whole."""
    return any(sure >= 0.6 for _, sure in header_roles(cell))


@cache
def counts_points(header: str) -> bool:
    """True when a header says that its column counts points or miles, which are no money."""
    form = header_form(header)
    known = _points()
    inside = re.findall(r"[(\[（【]([^()\[\]（）【】]+)[)\]）】]", form)
    outside = _SUFFIX.sub("", form).strip()
    return any(known(header_form(part)) for part in (form, outside, *inside) if part)


@cache
def _points() -> Callable[[str], bool]:
    return compile_patterns(words("points")["headers"])


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text))


def compile_patterns(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A test for normal-form text: whole words, or with '*' at either end a part of it."""
    exact, begins, ends, inside = set[str](), list[str](), list[str](), list[str]()
    more: list[re.Pattern[str]] = []
    for pattern in map(normal, patterns):
        core = pattern.strip("*")
        if "*" in core:
            middle = ".{0,40}".join(re.escape(p) for p in core.split("*"))
            before = "" if pattern.startswith("*") else "^"
            after = "" if pattern.endswith("*") else "$"
            more.append(re.compile(before + middle + after))
        elif pattern.startswith("*") and pattern.endswith("*") and core:
            inside.append(core)
        elif pattern.endswith("*") and core:
            begins.append(core)
        elif pattern.startswith("*") and core:
            ends.append(core)
        else:
            exact.add(core or pattern)
    # A part that is one Latin word must stand at a word's start, else "fee" is found in "coffee".
    starts = tuple(p for p in inside if p.isascii() and p.isalpha())
    plain = [p for p in inside if p.isascii() and not p.isalpha()]
    other = [p for p in inside if not p.isascii()]
    heads, tails = tuple(begins), tuple(ends)

    def test(text: str) -> bool:
        return (
            text in exact
            or (bool(heads) and text.startswith(heads))
            or (bool(tails) and text.endswith(tails))
            or (bool(starts) and any(word.startswith(starts) for word in _words_of(text)))
            or any(part in text for part in plain)
            or (bool(other) and not text.isascii() and any(part in text for part in other))
            or any(p.search(text) for p in more)
        )

    return lru_cache(maxsize=50_000)(test)


@cache
def test_for(section: str, key: str) -> Callable[[str], bool]:
    """The compiled patterns words.toml[section][key]."""
    return compile_patterns(words(section)[key])


@cache
def months() -> dict[str, int]:
    """Name of a month (normal form, with and without its dot) -> 1..12.

    Those of running text (dates.MONTHS), and those that only stand in a date column.
    """
    table = dict(MONTHS)
    for number, names in words("month").items():
        for name in names:
            table.setdefault(normal(name), int(number))
            table.setdefault(normal(name).rstrip("."), int(number))
    return table


@cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes in use, and a few that statements still carry."""
    return frozenset(words("currency")["codes"].split())


def whole_units(code: str | None) -> bool:
    """True for a currency whose fractions ISO 4217 still has and nobody pays with."""
    return code is not None and code in words("currency")["whole"].split()


@cache
def _signs() -> dict[str, str]:
    table: dict[str, list[str]] = words("currency")["signs"]
    return {normal(sign): code for code, signs in table.items() for sign in signs}


def names_currency(word: str) -> bool:
    """True when a word of running text can only be meant as a currency (or its sign)."""
    bare = normal(word).strip("()[]. ")
    if bare.upper() in words("currency")["also_words"] or bare in ("r", "p", "fr", "km"):
        return False
    return currency_of(word) is not None or bare in words("currency")["shared"]


@lru_cache(maxsize=20_000)
def currency_of(text: str) -> str | None:
    """The ISO code that a cell, sign or name states; None when it states none for certain.

    >>> currency_of("eur"), currency_of("元"), currency_of("CAD$"), currency_of("$")
    ('EUR', 'CNY', 'CAD', None)
    """
    form = normal(text)
    bare = form.strip("()[]. ")
    if len(bare) > 24:
        return None
    if found := _signs().get(bare) or _signs().get(form) or _signs().get(form.strip("()[] ")):
        return found
    code = _SIGN.sub("", bare).upper() if not bare.isalpha() else bare.upper()
    return {"CNH": "CNY"}.get(code, code) if code in currency_codes() else None
