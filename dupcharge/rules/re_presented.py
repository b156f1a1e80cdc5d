"""re-presented: the same charge again on the next or the third day.

What it flags: the same merchant and the same amount to the cent, one to three days later, where
the sum is not a small one. Small sums and round prices are only `possible`.

Why it matters: a merchant that sends its batch of card payments twice, or a retry after its key
has expired, books everything again on the next or the third day.

When it is innocent: the same lunch on two days, a ticket there and back; where the person pays
this amount here at other times at such a distance, it is a habit and no finding.

Example:
    2024-03-02  Orchard Outfitters  -128.83
    2024-03-05  Orchard Outfitters  -128.83

Options: --window replaces the longest gap; what only a wider window admits is `possible`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import DAY, WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_day import price_case


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive equal charges one to three days apart, or up to --window."""
    found = steps(rows, rows["cell"].to_numpy())
    later = np.where(found.fine, found.gap > WINDOWS["day"], found.gap >= DAY)
    found = found.where(later & (found.gap <= policy.admits("re-presented")))
    telling = price_case(rows, found.right) == "odd"
    sizeable = rows["sizeable"].to_numpy()[found.right]
    own = found.gap <= WINDOWS["re-presented"]
    case = np.where(own & telling, "odd", np.where(own, "small", "wider"))
    wanted = telling | sizeable | ~own
    return links(rows, RULE.name, found.left[wanted], found.right[wanted], case[wanted])


RULE = Rule("re-presented", find, ("cell",))
