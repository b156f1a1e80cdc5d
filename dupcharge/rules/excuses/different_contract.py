"""different-contract: two policies, lines or contracts of one person with one merchant.

What it does: where the texts of two rows carry two different numbers, and each of these numbers
comes back a month or more later, the pair is no finding.

Why it matters: a number that returns names a contract. Two insurance policies of the same price
are collected on the same day, month after month.

Example:
    2024-03-14  Maple Insurance 6036350-2  -51.90
    2024-03-14  Maple Insurance 4022413-1  -51.90
    2024-04-14  Maple Insurance 6036350-2  -51.90
    2024-04-14  Maple Insurance 4022413-1  -51.90
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import CYCLES, Policy
from dupcharge.rules.rule import Excuse
from dupcharge.rules.texts import take_apart, texts_at

_NUMBER = re.compile(r"\d{6}|\d[-/]\d")

MONTH = CYCLES["month"][0]
"""Days: a reference that is still there a month later names a contract, not a payment."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose texts carry two lasting references."""
    at = ends(rows, pairs)
    place, day = rows["place"].to_numpy(), rows["day"].to_numpy()
    mine = np.flatnonzero(np.isin(place, place[at.left]) | np.isin(place, place[at.right]))
    code, texts = texts_at(rows, mine)
    named = [take_apart(text).references if _NUMBER.search(text) else () for text in texts]
    differ = np.zeros(len(pairs), bool)
    if any(named):
        span: dict[str, tuple[int, int]] = {}
        own = {p: named[c] for p, c in zip(mine.tolist(), code.tolist(), strict=True)}
        for position, references in own.items():
            for reference in references:
                low, high = span.get(reference, (day[position], day[position]))
                span[reference] = (min(low, day[position]), max(high, day[position]))
        lasting = {r for r, (low, high) in span.items() if high - low >= MONTH}
        for n, (left, right) in enumerate(zip(at.left.tolist(), at.right.tolist(), strict=True)):
            a, b = lasting.intersection(own[left]), lasting.intersection(own[right])
            differ[n] = bool(a and b and not a & b)
    return excuses(pairs, EXCUSE.name, differ, "lasting")


EXCUSE = Excuse("different-contract", find, ())
