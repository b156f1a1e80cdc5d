"""corrected: the first charge was given back before the second was made.

What it does: where the whole first charge came back before the second one, the pair is no
finding.

Why it matters: a returned direct debit that is collected again, a purchase cancelled and made
anew: the person paid once.

Example:
    2024-03-02  Lantern Pharmacy                         -53.72
    2024-03-04  Lantern Pharmacy  returned direct debit   53.72
    2024-03-07  Lantern Pharmacy                         -53.72
"""

from __future__ import annotations

import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose left charge was back before the right one (column `back_at`)."""
    at = ends(rows, pairs)
    when, back = rows["when"].to_numpy(), rows["back_at"].to_numpy()
    return excuses(pairs, EXCUSE.name, back[at.left] < when[at.right], "between")


EXCUSE = Excuse("corrected", find, ("place",))
