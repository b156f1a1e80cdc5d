"""seats: every cycle holds as many of these charges.

What it does: a subscription that is charged two or more times in other cycles too is paid per
seat, line or contract: no finding.

Why it matters: teams and families pay the same plan several times, on one day each month.

Example:
    2024-01-20 / 01-20  Team Wiki  -8.00 / -8.00
    2024-02-20 / 02-20  Team Wiki  -8.00 / -8.00
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import CYCLES, DAY, LOOSENESS, NEIGHBOURHOOD, Policy
from dupcharge.rules.rule import Excuse
from dupcharge.rules.same_bill import IDENTIFIED, numbered
from dupcharge.rules.sequence import NEVER, Sequence

CYCLE = CYCLES["month"][0] * DAY - 2 * DAY
"""Visits this far apart are bills of a month or longer."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for subscription links whose block repeats as closely in another cycle."""
    at = ends(rows, pairs)
    when = rows["when"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), when)
    around = cells.bounds(at.left, when[at.left] - NEIGHBOURHOOD, when[at.right] + NEIGHBOURHOOD)
    closest, _ = cells.closest_outside(at.left, *around)
    same_rhythm = closest <= np.minimum(np.maximum(at.gap * LOOSENESS, 2 * DAY), 12 * DAY)
    cyclic = pairs["rule"].isin(("subscription-twice", "same-bill")).to_numpy()
    # Elsewhere: single visits are long apart, and at least half of them come in company.
    close = cells.outside(cells.gap <= 2 * DAY, at.left, *around)
    long = cells.outside((cells.gap >= CYCLE) & (cells.gap < NEVER), at.left, *around)
    short = cells.rows_outside(at.left, *around) - close - long
    in_company = (close >= 1) & (long + 2 >= short) & (close * 2 >= long)
    # The bills before and after are a cycle away.
    left, right = around
    before, after = left > cells.start[at.left], right < cells.stop[at.left]
    last = len(when) - 1
    into = when[at.left] - when[np.clip(left - 1, 0, last)]
    out = when[np.minimum(right, last)] - when[at.right]
    in_company &= (~before | (into >= CYCLE)) & (~after | (out >= CYCLE))
    cyclic = cyclic & ~numbered(pairs, IDENTIFIED)
    kept = (
        ~numbered(pairs, IDENTIFIED)
        & ~pairs["rule"].isin(("same-order", "outage-burst")).to_numpy()
    )
    return excuses(pairs, EXCUSE.name, (cyclic & same_rhythm) | (kept & in_company), "every-cycle")


EXCUSE = Excuse("seats", find, ("cell",))
