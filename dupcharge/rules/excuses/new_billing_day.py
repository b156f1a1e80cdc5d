"""new-billing-day: the day of the bill has moved, and the later bills follow the new day.

What it does: where every later charge keeps the rhythm of the second charge and not of the first,
the pair is at most `possible`.

Why it matters: a changed plan or a new card moves the day; the two charges are then the last of
the old and the first of the new rhythm.

Example:
    2024-01-05 / 02-05  Cloud Attic  -9.90
    2024-02-13          Cloud Attic  -9.90
    2024-03-13 / 04-13  Cloud Attic  -9.90
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse
from dupcharge.rules.sequence import Sequence


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for subscription links after which the rhythm follows the right row."""
    at = ends(rows, pairs)
    day = rows["day"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), day)
    last = len(rows) - 1

    def dom(position: np.ndarray) -> np.ndarray:
        days = day[position].astype("datetime64[D]")
        return np.asarray((days - days.astype("datetime64[M]")).astype("int64"))

    def alike(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.asarray(np.abs(dom(a) - dom(b)) <= 1)

    after = at.right + 2 < cells.stop[at.right]  # two later bills make a rhythm
    one, two = np.minimum(at.right + 1, last), np.minimum(at.right + 2, last)
    follows_new = alike(one, at.right) & alike(two, at.right)
    follows_old = alike(one, at.left) | alike(two, at.left)
    moved = after & follows_new & ~follows_old
    monthly = (pairs["rule"] == "subscription-twice").to_numpy()
    return excuses(pairs, EXCUSE.name, monthly & moved, "moved")


EXCUSE = Excuse("new-billing-day", find, ("cell",))
