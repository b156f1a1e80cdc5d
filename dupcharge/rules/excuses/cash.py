"""cash: money drawn at a machine.

What it does: withdrawals are never more than `possible`, and no finding at all unless they are
seconds apart. A round sum to CASH and a name (CASH NORTHERN BANK) is a withdrawal too.

Why it matters: machines have a limit of notes, so people draw twice in a row.

Example:
    2024-03-02  ATM WITHDRAWAL  -200.00
    2024-03-02  ATM WITHDRAWAL  -200.00
"""

from __future__ import annotations

import pandas as pd

from dupcharge.rules.kinds import natures
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links between withdrawals."""
    return natures(rows, pairs, EXCUSE.name, ("withdrawal",))


EXCUSE = Excuse("cash", find, ())
