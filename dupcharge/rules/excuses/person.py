"""person: money sent to a person, or a red packet.

What it does: transfers between people and red packets are never more than `possible`, and no
finding at all unless they are seconds apart. To an initial and a name (B Tennant) a round sum, or
any sum minutes apart, and to what is a person's name (a usual given name first) any sum that no
card paid, stay `possible`. Who is paid by card at other times, or collects by debit, is a merchant,
and no person.

Why it matters: five equal gifts to five grandchildren, a split bill, a round of red packets: people
send equal sums on purpose, and no merchant can be asked to pay one back.

Example:
    2024-03-02 20:09:15  transfer to J. Rao  -10.00
    2024-03-02 20:10:15  transfer to J. Rao  -10.00
"""

from __future__ import annotations

import pandas as pd

from dupcharge.rules.kinds import natures
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links between transfers to people."""
    return natures(rows, pairs, EXCUSE.name, ("transfer", "red_packet"))


EXCUSE = Excuse("person", find, ())
