"""unrecorded-debit: the bank debited more than the wallet recorded.

What it flags: a debit on a card or bank account that carries the wallet's name, has no row in the
wallet's own export, and repeats a payment that has one. Needs both exports.

Where the bank states dates only, it may book the second debit up to three days later.

Why it matters: in an outage the wallet shows one payment (or a failure) while the bank was asked
several times. Only the two exports side by side show it.

When it is innocent: the wallet's export is incomplete, or the payment was made from another
wallet of the same name.

Example:
    wallet  2024-03-02 12:33:15  Lotus Toys         -38.20
    bank    2024-03-02 12:33:15  WALLET Lotus Toys  -38.20
    bank    2024-03-02 12:33:47  WALLET Lotus Toys  -38.20

Options: --window replaces the longest gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import DAY, WINDOWS, Policy
from dupcharge.rules.rule import Rule


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links from a payment to debits (column `unrecorded`) that only the bank knows."""
    found = steps(rows, rows["cell"].to_numpy())
    unrecorded = rows["unrecorded"].to_numpy()
    minutes = min(WINDOWS["minutes"], policy.admits("minutes"))
    days = min(WINDOWS["booked"], policy.admits("booked"))
    near = np.where(found.fine, found.gap <= minutes, found.gap <= days)
    found = found.where(near & (unrecorded[found.right] | unrecorded[found.left]))
    case = np.where(found.fine, "seconds", np.where(found.gap < DAY, "day", "days"))
    return links(rows, RULE.name, found.left, found.right, case)


RULE = Rule("unrecorded-debit", find, ("cell",))
