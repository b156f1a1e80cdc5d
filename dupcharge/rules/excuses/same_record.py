"""same-record: both rows are one record, printed twice.

What it does: rows of one file that share the institution's transaction id and every other cell
stay `possible` at most, whatever else speaks for a repeat. So do rows that are equal cell for cell
where one cell is a number that every row of the file has for itself.

Why it matters: an institution gives every payment an id of its own. The same id twice is the
export's repetition.

Example:
    2024-03-02 12:31:07  Harbour Bistro  -27.40  id 90017
    2024-03-02 12:31:07  Harbour Bistro  -27.40  id 90017
"""

from __future__ import annotations

import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import Policy
from dupcharge.rules.printed_twice import same_record
from dupcharge.rules.rule import Excuse


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links between two printings of one record."""
    at = ends(rows, pairs)
    return excuses(pairs, EXCUSE.name, same_record(rows, at.left, at.right), "printed")


EXCUSE = Excuse("same-record", find, ("cell",))
