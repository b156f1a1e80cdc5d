"""fee: a fee or interest of the bank itself.

What it does: fees and interest are never more than `possible`, and no finding at all unless they
are seconds apart.

Why it matters: a fee follows each transaction, so two withdrawals bring two equal fees. They are
a matter for the bank's price list, not a charge taken twice.

Example:
    2024-03-02  ATM FEE  -2.50
    2024-03-02  ATM FEE  -2.50
"""

from __future__ import annotations

import pandas as pd

from dupcharge.rules.kinds import natures
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links between fees or interest."""
    return natures(rows, pairs, EXCUSE.name, ("fee", "interest"))


EXCUSE = Excuse("fee", find, ())
