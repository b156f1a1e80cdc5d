"""printed-twice: one record stands in the file twice.

What it flags: rows of one file that share the institution's transaction id and every other cell;
where no column is known as that id, every cell, one of them a number that each row has for itself.

Why it matters: the same id twice is most likely a fault of the export, not of the payment; but if
the balance shows that the money left twice, the person should know.

When it is innocent: nearly always. The word is `possible` at most, and the total never counts it.

Example:
    2024-03-02 12:31:07  Harbour Bistro  -27.40  id 90017
    2024-03-02 12:31:07  Harbour Bistro  -27.40  id 90017

Options: none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import Policy
from dupcharge.rules.records import NONE
from dupcharge.rules.rule import Rule

_CELLS = (
    "transaction_id", "file", "when", "amount", "merchant", "description", "order_id", "method",
    "account", "balance", "status_text", "type_text", "posted",
)  # fmt: skip


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between rows of one file that are one record."""
    found = steps(rows, rows["cell"].to_numpy())
    found = found.where(found.gap == 0)
    found = found.where(same_record(rows, found.left, found.right))
    return links(rows, RULE.name, found.left, found.right, "same")


def same_record(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Per pair: one file, one trusted transaction id or number of its own, every cell equal."""
    record = rows["record"].to_numpy()
    printed = (record[left] == record[right]) & (record[left] != NONE)
    trusted = rows["id_trusted"].to_numpy()
    same = trusted[left] & trusted[right] & rows["transaction_id"].notna().to_numpy()[left]
    for column in _CELLS:
        if not same.any():
            break
        values = rows[column]
        a, b = values.iloc[left[same]], values.iloc[right[same]]
        both = pd.concat([a, b], ignore_index=True)
        code = pd.factorize(both, use_na_sentinel=True)[0]
        same[same] = code[: len(a)] == code[len(a) :]
    # A number that stands on several times is that of an order, not of a record.
    of_order = (rows["order"].to_numpy() >= 0) & rows["order_id"].isna().to_numpy()
    return np.asarray((same | printed) & ~of_order[left])


RULE = Rule("printed-twice", find, ("cell",))
