"""small-change: a very small sum beside what this person usually pays.

What it does: pairs of sums below a tenth of the usual one stay `possible` when seconds apart or in
a file of dates, and are no finding when they lie further apart.

Why it matters: copies, snacks, coins for a machine, a stamp: small sums are spent one after the
other, at places that no list of words knows.

What it does not do: hold against one order number charged twice, a series of ten or more, or a
pair within half a minute where the person's other visits here are single ones.

Example:
    2024-03-02 11:59:54  Lime Studio  -0.60
    2024-03-02 12:00:36  Lime Studio  -0.60
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.excuses.everyday_place import bound_to, known_single, told
from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import AT_ONCE, Policy
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links of tiny sums (column `tiny`)."""
    at = ends(rows, pairs)
    tiny = rows["tiny"].to_numpy()[at.left]
    held = tiny & bound_to(pairs) & ~known_single(rows, at)
    # Six of a sum to the cent are nobody's coins.
    held &= ~(told(pairs, ("some",)) & rows["odd"].to_numpy()[at.left])
    held &= ~pairs["rule"].isin(("subscription-twice", "same-bill")).to_numpy()
    case = np.where((at.fine & (at.gap <= AT_ONCE)) | ~at.fine, "few", "apart")
    return excuses(pairs, EXCUSE.name, held, case)


EXCUSE = Excuse("small-change", find, ("cell",))
