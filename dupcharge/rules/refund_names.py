"""Which merchants the text of a refund means: it prints more than the name, or other words.

Owns: names of refunds as the charges have them. Does not own: which charge came back.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import pandas as pd

_CAME_BACK = re.compile("退款|退货|退貨|冲正|退回|返金|払戻|取消|환불")
"""Words that scripts without spaces join to the name."""

MOST_WORDS = 12
"""Words of a refund's text that are looked at; names stand among the first."""

LEAST = 4
"""Letters of a name that is found within a longer text."""

BEFORE_NAME = 3
"""Words of a bank's own before a name: internet purchase."""

CUT = 6
"""Letters of a refund's name that longer names of charges may go on from."""

ALONE = 8
"""Letters of a single word that says which merchant is meant."""

FEW_NAMES = 3
"""Names with a refund's words: where more have them, the words are the bank's own."""


class SharedWords:
    """Names of charges that share their words with a refund's, each with words of its own.

    "REFUND LUMEN WATER" gives "AUTO DEBIT LUMEN WATER" back: a bank prints one word before its
    debits, another one before what it returns.
    """

    def __init__(self, names: set[str]) -> None:
        self._holding: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for word in name.split():
                self._holding[word].add(name)

    def of(self, told: str) -> set[str]:
        """The names that hold the longest run of the refund's words, at least half of them."""
        words = told.split()[:MOST_WORDS]
        for length in range(len(words) - 1, (len(words) - 1) // 2, -1):
            for start in range(len(words) - length + 1):
                run = words[start : start + length]
                text = " ".join(run)
                if length == 1 and len(text) < (ALONE if text.isascii() else LEAST):
                    continue
                holding = set.intersection(*(self._holding.get(w, set()) for w in run))
                found = {name for name in holding if f" {text} " in f" {name} "}
                if 0 < len(found) <= FEW_NAMES:
                    return {n for n in found if len(n.split()) - length <= BEFORE_NAME}
        return set()


def tails(name: str) -> list[str]:
    """A name, and what is left of it without its first words."""
    words = name.split()
    return [" ".join(words[i:]) for i in range(min(len(words), BEFORE_NAME + 1))]


def named_in(told: pd.Series, known: set[str]) -> pd.Series:
    """Names of refunds as the charges have them: the longest known name that stands in each.

    A refund often prints more than the merchant: "reversal", "refund", the way of payment.
    """
    codes, distinct = pd.factorize(told, use_na_sentinel=True)
    plain = np.array([*(_known_name(str(name), known) for name in distinct), ""], dtype=object)
    return pd.Series(pd.array(plain[codes], dtype="str"), index=told.index)


def _known_name(name: str, known: set[str]) -> str:
    if name in known:
        return name
    words = _CAME_BACK.sub(" ", name).split()[:MOST_WORDS]
    for i in range(len(words)):  # the bank's word stands inside: shop refund 0294
        found = " ".join(words[:i] + words[i + 1 :])
        if found in known:
            return found
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = " ".join(words[start : start + length])
            if found in known and len(found) >= (LEAST if found.isascii() else 2):
                return found
    return " ".join(words) or name
