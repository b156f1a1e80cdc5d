"""split-booking: this file books one purchase in several parts under one reference.

What it does: where many references stand on several rows of a file, a repeated reference is no
sign of a fault, and one order number charged twice is at most `possible`.

Why it matters: company and purchase cards split one purchase over cost centres, sometimes in equal
parts.

Example:
    2024-03-02  Office Depot  ref 5591  -120.00   cost centre 10
    2024-03-02  Office Depot  ref 5591  -120.00   cost centre 20
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse

COMMON = 0.15
"""Share of numbered references that stand on rows of different amounts or of no repeat at all
before the column is taken for a booking reference."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for same-order links in files whose references often stand on several rows."""
    order, file = rows["order"].to_numpy(), rows["file"].to_numpy()
    numbered = order >= 0
    part = pd.DataFrame({"order": order[numbered], "file": file[numbered]})
    per_order = part.groupby(["file", "order"]).size()
    share = (per_order > 1).groupby(level="file").mean()
    many = per_order.groupby(level="file").size() >= 20  # fewer say nothing about a file
    common = share.index[(share > COMMON) & many]
    at = ends(rows, pairs)
    same_order = (pairs["rule"] == "same-order").to_numpy()
    return excuses(pairs, EXCUSE.name, same_order & np.isin(file[at.left], common), "common")


EXCUSE = Excuse("split-booking", find, ())
