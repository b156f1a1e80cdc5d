"""same-bill: one bill taken twice.

What it flags: two equal charges of one merchant within two weeks whose texts carry the same period
or reference, where this merchant's other charges each carry another one.

Why it matters: a standing debit names the month or the invoice it is for. The same month twice is
the same bill twice, even where the sum is small and the days differ.

When it is innocent: a bill paid in two equal parts; a contract number that happens to change
rarely.

Example:
    2024-05-06  City Water  period 2024-05  -23.60
    2024-05-08  City Water  period 2024-05  -23.60
    2024-06-06  City Water  period 2024-06  -21.15

Options: none; the rule is not bound by --window.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.texts import take_apart, text_codes

_NUMBER = re.compile(r"\d{4}[-/.]?\d{2}|\d{6}")


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between charges of one place and amount with one reference in their texts."""
    found = steps(rows, rows["cell"].to_numpy())
    code, texts = text_codes(rows)
    found = found.where((found.gap <= WINDOWS["order"]) & (code[found.left] == code[found.right]))
    bills = np.array([_bill(text) for text in texts] + [""], dtype=object)
    found = found.where(bills[code[found.left]] != "")
    place = rows["place"].to_numpy()
    mine = np.flatnonzero(np.isin(place, place[found.left]))
    table = pd.DataFrame({"place": place[mine], "bill": bills[code[mine]]})
    table = table[table["bill"] != ""]
    count = table.groupby("place")["bill"].agg(["nunique", "size"])
    # Bills that change: nearly every row of the place has one of its own.
    repeated = count["size"] - count["nunique"]
    changing = count.index[(count["nunique"] >= 2) & (repeated * 2 <= count["nunique"])]
    found = found.where(np.isin(place[found.left], changing))
    return links(rows, RULE.name, found.left, found.right, "text")


def _bill(text: str) -> str:
    return " ".join(take_apart(text).references) if _NUMBER.search(text) else ""


RULE = Rule("same-bill", find, ("cell",))
