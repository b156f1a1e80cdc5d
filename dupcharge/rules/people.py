"""Whether a name is a person's: a given name and what follows, or a family name that stands first.

Owns: reading people.toml. Does not own: what follows from it (excuses.person).
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources

from dupcharge.merchants import without_accents

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_OTHER = re.compile(r"[\d*/&@#+=:_]")

BEFORE = 4
"""Words of a bank's own before the name."""

LONGEST = 4
"""Words of a name."""

SYLLABLE = 6
"""Letters of a romanised Chinese syllable: zhuang, cheung."""


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("dupcharge.rules").joinpath("people.toml").read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


@functools.lru_cache(maxsize=1 << 12)
def by_card(text: str) -> bool:
    """Do a statement's words for the kind of a row say that a card paid: then it paid a shop.

    >>> by_card("Card purchase"), by_card("Transfer to")
    (True, False)
    """
    return not _lists()["card"].isdisjoint(_words(text))


@functools.lru_cache(maxsize=1 << 12)
def bought_by_card(text: str) -> bool:
    """Does running text say so: it has a word for buying too, since shops are called Card.

    >>> bought_by_card("Debit card purchase Corner Inn"), bought_by_card("Card Corner")
    (True, False)
    """
    said, lists = _words(text), _lists()
    return not (lists["card"].isdisjoint(said) or lists["bought"].isdisjoint(said))


def _words(text: str) -> list[str]:
    plain = without_accents(unicodedata.normalize("NFKC", text).casefold())
    return re.split(r"[\W_]+", plain)


@functools.lru_cache(maxsize=1 << 16)
def is_person(name: str) -> bool:
    """Is this how a person is called, maybe behind the words of a transfer.

    >>> is_person("Payment to Ana Raman"), is_person("WONG SIU MING"), is_person("Anna Bakery")
    (True, True, False)
    """
    if _OTHER.search(name) or len(name) > 60:
        return False
    plain = without_accents(unicodedata.normalize("NFKC", name).casefold())
    words = [word.strip(".") for word in _WORDS.findall(plain)]
    lists = _lists()
    given, family, before = lists["given"], lists["family"], lists["before"]
    for start in range(min(BEFORE, len(words)) + 1):
        if start and words[start - 1] not in before:
            return False
        mine = words[start:]
        if start and mine and mine[0] in before:  # "payment to" is no one called To
            continue
        goods = {word.removesuffix("s") for word in mine} | set(mine)  # fashion and fashions
        if not 2 <= len(mine) <= LONGEST or not lists["shop"].isdisjoint(goods):
            continue
        if mine[0] in given:
            return True
        if mine[0] in family and len(mine) == 3 and max(map(len, mine)) <= SYLLABLE:
            return True
    return False
