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

MONTH = 31
"""Days."""

LATE = 5
"""Days that a bill keeps to at least: beyond these its rhythm is broken."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for subscription links after which the rhythm follows the right row."""
    at = ends(rows, pairs)
    day = rows["day"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), day)
    last = len(rows) - 1

    def dom(position: np.ndarray) -> np.ndarray:
        days = day[position].astype("datetime64[D]")
        return np.asarray((days - days.astype("datetime64[M]")).astype("int64"))

    def apart(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Days of the month between two bills, the short way round."""
        days = np.abs(dom(a) - dom(b))
        return np.asarray(np.minimum(days, MONTH - days))

    after = at.right + 2 < cells.stop[at.right]  # two later bills make a rhythm
    one, two = np.minimum(at.right + 1, last), np.minimum(at.right + 2, last)
    moved = after & (day[at.right] - day[at.left] > 1)
    for later in (one, two):  # a weekend puts a bill off by two days
        moved &= (apart(later, at.right) <= 2) & (apart(later, at.right) < apart(later, at.left))
    # A rhythm of weeks, of which one step before and one after the pair are known.
    before = (at.left > cells.start[at.left]) & (at.right + 1 < cells.stop[at.right])
    step = day[at.left] - day[np.maximum(at.left - 1, 0)]
    on, off = day[one] - day[at.right] - step, day[one] - day[at.left] - step
    moved |= before & (np.abs(on) <= 1) & (off > LATE)
    monthly = (pairs["rule"] == "subscription-twice").to_numpy()
    return excuses(pairs, EXCUSE.name, monthly & moved, "moved")


EXCUSE = Excuse("new-billing-day", find, ("cell",))
