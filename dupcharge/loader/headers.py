"""What the headers of columns are called: the words of vocabulary.toml, and how to look one up.

Owns the normal form of a header and the roles that it names or hints at. Does not own which
column gets a role: contents have a say in that (loader.columns, loader.roles).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from dupcharge.loader.vocabulary import (
    Patterns,
    currency_of,
    names_currency,
    normal,
    table,
    words,
)

_SUFFIX = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,12}[)\]）】]\s*$")
_BEFORE_CURRENCY = frozenset(["in", "en", "w", "v", "em", "i", "di", "в", "у", "u", "à"])
_PLAIN: dict[int, str | None] = {
    ord(letter): plain
    for letter, plain in zip("øæœłđðßıþ", "o a o l d d ss i th".split(), strict=True)
}
# What `header_form` leaves as it is, once case and width are right.
_IS_FORM = re.compile(r"(?=\w)(?:[^\W\d]|[0-9.,/()&'+-]| (?=\S))+(?<=[\w.)])")
_JOIN = "\0"


@lru_cache(maxsize=50_000)
def header_form(cell: str) -> str:
    """Normal form of a header cell: also without a currency suffix, colon, '#' or CJK gaps.

    >>> header_form("#Kwota (PLN):"), header_form("金 额（元）")
    ('kwota', '金额')
    """
    return _joined(normal(cell)).strip("#*: ").removesuffix(":").strip()


def _joined(text: str) -> str:
    """Without the blanks between characters of Chinese, Japanese and Korean."""
    if text.isascii() or " " not in text:
        return text
    first, *rest = text.split(" ")
    pieces = [first]
    for word in rest:
        gap = "" if _is_cjk(pieces[-1][-1:]) and _is_cjk(word[:1]) else " "
        pieces += [gap, word]
    return "".join(pieces)


def _is_cjk(letter: str) -> bool:
    return (
        "\u3000" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7af"
        or "\uff00" <= letter <= "\uffef"
    )


def _forms(cell: str) -> list[str]:
    """The header as it is, then with its bracket or currency suffix removed."""
    text = header_form(cell)
    short = text
    while (cut := _without_currency(_SUFFIX.sub("", short))) != short and cut:
        short = cut.strip("#*: ")
    forms = [text, short] if short and short != text else [text]
    if short.endswith(".") and len(short) > 1:
        forms.append(short.rstrip("."))  # "Belegnr."
    return forms + [_joined(f.replace("_", " ")) for f in forms if "_" in f]  # TRANSACTION_DATE


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
    found: dict[str, list[tuple[str, float]]] = {}
    known = table("vocabulary.toml")
    for role, names in known["header"].items():
        for rank, form in enumerate(_forms_of(names)):
            held = found.setdefault(form, [])
            if all(r != role for r, _ in held):
                held.append((role, 1.0 - 0.3 * rank / len(names)))
    for role, names in known["header_also"].items():
        for form in _forms_of(names):
            held = found.setdefault(form, [])
            if all(r != role for r, _ in held):
                held.append((role, 0.8))
    return found


def _forms_of(names: Sequence[str]) -> list[str]:
    """`header_form` of many names; one that is written in its form already is only looked at."""
    plain = unicodedata.normalize("NFKC", _JOIN.join(names)).casefold().split(_JOIN)
    return [
        name if name == form and _is_form(name) else header_form(name)
        for name, form in zip(names, plain, strict=True)
    ]


def _is_form(name: str) -> bool:
    """Whether a name in lower case has nothing that `header_form` would change."""
    return _IS_FORM.fullmatch(name) is not None and (" " not in name or max(name) < "\u2e80")


def _folded(forms: str) -> str:
    """Headers without accents, as files in plain ASCII write them ("ae" for "ä" among them)."""
    apart = unicodedata.normalize("NFD", forms)
    accents = dict.fromkeys(ord(c) for c in set(apart) if unicodedata.combining(c))
    plain = apart.translate(_PLAIN | accents)
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@cache
def _folded_synonyms() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    accented = [form for form in _synonyms() if not form.isascii()]
    for form, plain in zip(accented, _folded(_JOIN.join(accented)).split(_JOIN), strict=True):
        found.setdefault(plain, []).extend(_synonyms()[form])
    return found


@cache
def _hints() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Per role its hints: those that begin a word (of an alphabet), and those anywhere."""
    found = []
    for role, parts in table("vocabulary.toml")["hint"].items():
        forms = [normal(part) for part in parts]
        latin = tuple(f for f in forms if f[0].isalpha() and ord(f[0]) < 0x2E80)
        found.append((role, latin, tuple(f for f in forms if f not in latin)))
    return tuple(found)


def _hinted(form: str) -> set[str]:
    """The roles that a part of a header hints at."""
    return {
        role
        for role, latin, other in _hints()
        if any(part in form for part in other)
        or any(part in form and _begins_word(part, form) for part in latin)
    }


def _begins_word(part: str, form: str) -> bool:
    """Whether a part stands at the start of a word; one of up to four letters is all of it."""
    end = r"(?!\w)" if len(part) <= 4 else ""
    return re.search(rf"(?<!\w){re.escape(part)}{end}", form) is not None


@lru_cache(maxsize=50_000)
def header_roles(cell: str) -> tuple[tuple[str, float], ...]:
    """What a header cell may mean, best first: (role, how sure 0..1).

    A whole known header gives 0.7..1 by its place in the list, a known part 0.3.
    """
    found = _known_roles(cell)
    if not found and len(cell) <= 5 and cell[:3].isupper() and currency_of(cell):
        return (("amount", 0.5),)  # a column per currency
    if not found and (form := header_form(cell)) and len(form) <= 60:
        hints = _hinted(form)
        if {"debit", "credit"} <= hints:
            hints = hints - {"debit", "credit"} | {"amount"}  # one column for both
        elif hints & {"debit", "credit"}:
            hints.discard("amount")
        if {"merchant", "type"} <= hints:
            hints.discard("merchant")  # the category of the shop, not the shop
        for role, _, _ in _hints():
            if role in hints and len(found) < 3:
                found.setdefault(role, 0.3)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def _known_roles(cell: str) -> dict[str, float]:
    """The roles of a header that is known whole, with how sure (0.6..1)."""
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
    return found


@lru_cache(maxsize=50_000)
def is_header_word(cell: str) -> bool:
    """True when the cell is a header word that is known whole."""
    return any(sure >= 0.6 for sure in _known_roles(cell).values())


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
    return Patterns(words("points")["headers"])
