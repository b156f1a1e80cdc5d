"""How statements are worded: the words of words.toml, and how to look them up.

Owns the normal form of cells and the matching of word patterns. Knows no format; the names of
columns are loader.headers'.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dupcharge.dates import MONTHS

_SIGN = re.compile(r"[$€£¥₹₽\s]")
_WORDS = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_ODD_SPACE = re.compile(r"\s{2,}|[^\S ]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_AROUND = " \t\r\n\ufeff\u200b\u200e\u200f\u202a\u202c\"'"


@cache
def table(name: str) -> dict[str, Any]:
    """A file of words: section -> key -> its words."""
    text = (files("dupcharge.loader") / name).read_text("utf-8")
    read: dict[str, Any] = _listed(tomllib.loads(text))
    return read


def _listed(value: Any) -> Any:
    """The same data with long lists, which are written as lines of text, as lists."""
    if isinstance(value, dict):
        return {key: _listed(held) for key, held in value.items()}
    if isinstance(value, str) and value.endswith("\n"):
        return value[:-1].replace(" |\n", " | ").split(" | ")
    return value


def words(section: str) -> dict[str, Any]:
    """A section of words.toml."""
    section_words: dict[str, Any] = table("words.toml")[section]
    return section_words


@lru_cache(maxsize=20_000)
def normal(cell: str) -> str:
    """Normal form of a cell: NFKC, lower case, one space, no invisible marks around it."""
    text = unicodedata.normalize("NFKC", cell).casefold().replace("\u0307", "")
    return _SPACE.sub(" ", _own_digits(text)).strip(_AROUND)


def normals(cells: Sequence[str]) -> list[str]:
    """`normal` of many cells at once."""
    joined = "\0".join(cells)
    if joined.count("\0") != len(cells) - 1:
        return [normal(cell) for cell in cells]
    text = _own_digits(unicodedata.normalize("NFKC", joined).casefold().replace("\u0307", ""))
    return [form.strip(_AROUND) for form in _ODD_SPACE.sub(" ", text).split("\0")]


def _own_digits(text: str) -> str:
    """The text with Arabic-Indic, Devanagari and other digits as 0-9."""
    if not text.isascii():
        for digit in set(_OTHER_DIGIT.findall(text)):
            text = text.replace(digit, str(int(digit)))
    return text


def alike(forms: Sequence[str]) -> list[str]:
    """Normal forms with every digit as 0."""
    joined = "\0".join(forms)
    if joined.count("\0") != len(forms) - 1:
        return [_DIGIT.sub("0", form) for form in forms]
    for digit in "123456789":
        joined = joined.replace(digit, "0")
    return joined.split("\0")


@lru_cache(maxsize=2_000)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text))


class Patterns:
    """A test for normal-form text: the whole of it, or with '*' at either end a part of it.

    With '=' before it, one word that stands anywhere in the text, whole.

    Most patterns ask for no certain digits: they say the same of all texts that differ in their
    digits alone. They are the test `plain`; `numbered` is that by the others, None without any.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        exact, begins, ends, inside = set[str](), list[str](), list[str](), list[str]()
        whole = set[str]()
        more: list[re.Pattern[str]] = []
        forms = [normal(pattern) for pattern in patterns]
        for pattern in forms:
            core = pattern.strip("*")
            if pattern.startswith("="):
                whole.add(pattern[1:])
            elif "*" in core:
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
        numbered = [form for form in forms if _DIGIT.search(form)]
        others = [form for form in forms if not _DIGIT.search(form)]
        self.plain: Patterns = self if not numbered else Patterns(others)
        self.numbered: Patterns | None = None
        self.alike: Patterns = self  # fits whatever looks like a text that the patterns fit
        if numbered:
            self.numbered = Patterns(numbered) if others else self
            self.alike = self if set(alike(forms)) == set(forms) else Patterns(alike(forms))
        self._exact, self._begins, self._ends = exact, tuple(begins), tuple(ends)
        # A part that is one Latin word must stand at a word's start, else "fee" is in "coffee".
        self._starts = tuple(p for p in inside if p.isascii() and p.isalpha())
        self._plain = tuple(p for p in inside if p.isascii() and not p.isalpha())
        self._other = tuple(p for p in inside if not p.isascii())
        self._firsts = frozenset(p[0] for p in self._other)
        self._more = tuple(more)
        self._whole = frozenset(whole)

    def __call__(self, text: str) -> bool:
        """Whether the text fits a pattern."""
        return (
            text in self._exact
            or text.startswith(self._begins)
            or text.endswith(self._ends)
            or self._holds_a_word(text)
            or self._holds_a_part(text)
        )

    def _holds_a_word(self, text: str) -> bool:
        if not self._starts and not self._whole:
            return False
        words = _words_of(text)
        return not self._whole.isdisjoint(words) or any(w.startswith(self._starts) for w in words)

    def _holds_a_part(self, text: str) -> bool:
        for part in self._plain:
            if part in text:
                return True
        if not self._firsts.isdisjoint(text):  # none of them begins here: most texts
            for part in self._other:
                if part in text:
                    return True
        return any(p.search(text) for p in self._more)


@cache
def test_for(section: str, key: str) -> Patterns:
    """The patterns words.toml[section][key] as a test."""
    return Patterns(words(section)[key])


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
