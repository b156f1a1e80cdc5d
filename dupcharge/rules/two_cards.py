"""two-cards: the same purchase on two cards or balances of one person.

What it flags: the same merchant and amount on two payment methods within ten minutes, or on the
same day where there are only dates and the amount is no list price.

Why it matters: the first card seemed to fail, the purchase was paid with another, and both went
through.

When it is innocent: two people of a family paying the same price each; where that happens at
other times too, it is a habit.

Example:
    2024-03-02 16:04:55  Orchard Optics  card 1111  -170.69
    2024-03-02 16:05:42  Orchard Optics  balance    -170.69

Options: --window replaces the longest gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import DAY, WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_day import price_case


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive equal charges on different cards or balances."""
    found = steps(rows, rows["cell"].to_numpy())
    instrument = rows["instrument"].to_numpy()
    unrecorded = rows["unrecorded"].to_numpy()  # two views of one card, not two cards
    other = (instrument[found.left] != instrument[found.right]) & ~unrecorded[found.right]
    other &= ~unrecorded[found.left]
    longest = min(WINDOWS["two-cards"], policy.admits("two-cards"))
    near = np.where(found.fine, found.gap <= longest, found.gap < DAY)
    found = found.where(other & near)
    case = np.where(found.fine, "minutes", price_case(rows, found.right))
    return links(rows, RULE.name, found.left, found.right, case)


RULE = Rule("two-cards", find, ("cell",))
