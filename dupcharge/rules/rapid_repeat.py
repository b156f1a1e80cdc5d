"""rapid-repeat: the same charge again within seconds.

What it flags: the same merchant and the same amount twice within a minute (strong), or within a
few minutes (likely; `possible` for the price of one article, 6.99, where this person pays nothing
else). Only rows that know their time of day.

Why it matters: a button pressed twice, a terminal that lost the answer, a gateway that tried
again. Payment gateways themselves treat an equal charge within half a minute to two minutes as an
error.

When it is innocent: two tickets, two rides, two snacks bought one after the other. Where this
person does so here at other times, or the place is one where equal charges are normal, the word
falls.

Example:
    2024-03-02 12:31:07  Harbour Bistro  -27.40
    2024-03-02 12:31:19  Harbour Bistro  -27.40

Options: --window replaces the longest gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import WINDOWS, Policy
from dupcharge.rules.rule import Rule


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive equal charges on one card or balance."""
    found = steps(rows, rows["cell"].to_numpy())
    instrument, second = rows["instrument"].to_numpy(), rows["second"].to_numpy()
    found = found.where(
        found.fine
        & (found.gap <= min(WINDOWS["minutes"], policy.admits("minutes")))
        & (instrument[found.left] == instrument[found.right])
    )
    exact = second[found.left] & second[found.right]
    at_once = np.where(exact, "seconds", "minute")
    case = np.where(found.gap <= WINDOWS["seconds"], at_once, "minutes").astype(object)
    article = rows["article"].to_numpy()[found.right]
    case[article & (case == "minutes")] = "article"  # minutes later another one is as likely
    return links(rows, RULE.name, found.left, found.right, case)


RULE = Rule("rapid-repeat", find, ("cell",))
