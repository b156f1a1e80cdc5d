"""One merchant under several printed names of the same file: with and without number, city, land.

Owns: which normal forms stand for one name *because the shorter form is in the file too*, and which
words a file prints before or behind so many names that they are the bank's own. Does not own: the
normal form itself (merchants), or names that only resemble each other (other_name).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd

# A store number, or a branch as Chinese and Japanese print it.
_NUMBER = re.compile(r"\s(?:\d{1,6}|[^\s\x00-\x7f]{1,12}(?:店|門市|门市|营业部|支店|校区))$")
_LAND = re.compile(r"^(.+?)\s+\S+(?:\s\S+)?\s[a-z]{2}$")  # city and state or country at the end


SAME_TAIL, TAIL_SHARE = 5, 0.3
"""Names of a file, and share of them, that end on one word: no kind of shop is so frequent."""


def common_names(keys: pd.Series) -> np.ndarray:
    """One code per row: equal for all guises of a name, -1 where there is no name.

    A form is taken for a shorter one only if the shorter one is itself in `keys`, so that names
    that merely begin alike stay apart.
    """
    codes, distinct = pd.factorize(keys, use_na_sentinel=True)
    at = {str(name): code for code, name in enumerate(distinct)}
    target = np.array([_shorter(name, at) for name in at] + [-1], dtype="int64")
    if "" in at:
        target[at[""]] = -1
    for _ in range(3):  # number, then city: short chains
        target = np.where(target >= 0, target[target], -1)
    return target[codes]


def without_tails(keys: pd.Series, file: np.ndarray) -> pd.Series:
    """The names without the words that a file prints behind most of them: its city, its country.

    Two banks print one city in two ways; a word that ends so many names of a file is no name.
    """

    def bare(names: list[str]) -> list[str]:
        count = Counter(tail for name in names for tail in _tails(name))
        common = {t for t, n in count.items() if n >= max(SAME_TAIL, TAIL_SHARE * len(names))}
        return [_without(name, common) for name in names] if common else names

    return _per_file(keys, file, bare)


HEADS = 12
"""Words that a bank prints before a name at most."""

HEAD_NAMES, HEAD_SHARE = 8, 0.25
"""Names of a file, and share of them, that begin with one word: the bank's own for a payment."""


def without_heads(keys: pd.Series, file: np.ndarray) -> pd.Series:
    """The names without the word that a bank prints against a quarter of a file's names and more.

    A processor's name can then be seen: both "shop corner cafe" and "shop zing corner cafe".
    """

    def bare(names: list[str]) -> list[str]:
        for _ in range(HEADS):
            heads = [name.partition(" ") for name in names]
            count = Counter(head for head, _, rest in heads if rest)
            common = {h for h, n in count.items() if n >= max(HEAD_NAMES, HEAD_SHARE * len(names))}
            if not common:
                break
            names = [
                rest if head in common and rest else head + gap + rest for head, gap, rest in heads
            ]
        return names

    return _per_file(keys, file, bare)


def _per_file(
    keys: pd.Series, file: np.ndarray, bare: Callable[[list[str]], list[str]]
) -> pd.Series:
    """`bare` of the distinct names of each file; null stays null."""
    out = keys.to_numpy(dtype=object).copy()
    for code in np.unique(file).tolist():
        here = np.flatnonzero(file == code)
        codes, distinct = pd.factorize(keys.iloc[here], use_na_sentinel=True)
        names = bare([str(name) for name in distinct])
        out[here] = np.array([*names, None], dtype=object)[codes]
    return pd.Series(out, index=keys.index, dtype="str")


def _tails(name: str) -> list[str]:
    """Its last words, three at most, where a name is left before them."""
    words = name.split()
    return [" ".join(words[-n:]) for n in (1, 2, 3) if len(words) > n]


def _without(name: str, common: set[str]) -> str:
    tails = [tail for tail in _tails(name) if tail in common]
    return name[: -len(tails[-1])].strip() if tails else name


def without_number(name: str) -> str:
    """A normal form without the store number or branch at its end.

    >>> without_number("corner bakery 0412")
    'corner bakery'
    """
    return _NUMBER.sub("", name)


def _shorter(name: str, at: dict[str, int]) -> int:
    if (bare := without_number(name)) != name and bare in at:
        return at[bare]
    if name[-3:-2] == " " and _LAND.match(name):
        words = name.split()
        for kept in (len(words) - 2, len(words) - 3):
            if kept >= 1 and (bare := " ".join(words[:kept])) in at and len(bare) >= 4:
                return at[bare]
    return at[name]
