"""split-booking: one purchase stands in the file in several parts.

What it does: rows of one file that share the institution's transaction id, and differ in the
account or the cost centre they are booked to, are one payment and no finding. Where many references
stand on several rows of a file, a repeated reference is no sign of a fault, and one order number
charged twice is at most `possible`. So are rows that the file itself calls a split.

Why it matters: company and purchase cards split one purchase over cost centres, and budget programs
over categories, sometimes in equal parts.

Example:
    2024-03-02  Office Depot  ref 5591  -120.00   cost centre 10
    2024-03-02  Office Depot  ref 5591  -120.00   cost centre 20
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import Ends, ends, excuses
from dupcharge.rules.policy import Policy
from dupcharge.rules.rule import Excuse

COMMON = 0.15
"""Share of numbered references that stand on rows of different amounts or of no repeat at all
before the column is taken for a booking reference."""

_BOOKED_TO = ("account", "method", "booked_to")

_SPLIT = re.compile(
    r"\bsplit(?:ted)?\b|\bdivis[ao]\b|\bdividid[ao]\b|\baufgeteilt\b|拆分|分摊|分割記帳"
)


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links between parts of one booked purchase."""
    at = ends(rows, pairs)
    same_order = (pairs["rule"] == "same-order").to_numpy()
    part = _one_payment(rows, at) & ~same_order
    case = np.where(part, "one-payment", np.where(same_order, "common", "said")).astype(object)
    hit = part | (same_order & _common(rows, at)) | (~same_order & _says_split(rows, at))
    return excuses(pairs, EXCUSE.name, hit, case)


def _common(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of files whose references often stand on several rows."""
    order, file = rows["order"].to_numpy(), rows["file"].to_numpy()
    numbered = order >= 0
    part = pd.DataFrame({"order": order[numbered], "file": file[numbered]})
    per_order = part.groupby(["file", "order"]).size()
    share = (per_order > 1).groupby(level="file").mean()
    many = per_order.groupby(level="file").size() >= 20  # fewer say nothing about a file
    return np.isin(file[at.left], share.index[(share > COMMON) & many])


def _one_payment(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of one file with one trusted transaction id, booked to two places at one time."""
    ids = rows["transaction_id"].where(rows["id_trusted"].astype(bool))
    one = ids.notna().to_numpy()[at.left] & ids.notna().to_numpy()[at.right]
    for column in ("file", "when"):
        values = rows[column].to_numpy()
        one &= values[at.left] == values[at.right]
    part = rows.take(np.r_[at.left[one], at.right[one]])

    def equal(column: str) -> np.ndarray:
        code = pd.factorize(part[column], use_na_sentinel=True)[0]
        return np.asarray(code[: len(code) // 2] == code[len(code) // 2 :])

    one[one] = equal("transaction_id") & ~np.logical_and.reduce([equal(c) for c in _BOOKED_TO])
    return np.asarray(one)


def _says_split(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs at one moment whose descriptions both say so, and not the merchant's name."""
    when = rows["when"].to_numpy()
    hit = when[at.left] == when[at.right]
    for end in (at.left, at.right):
        some = np.flatnonzero(hit)
        texts = rows["description"].iloc[end[some]].fillna("").str.casefold()
        names = rows["merchant"].iloc[end[some]].fillna("").str.casefold()
        hit[some] = (texts.str.contains(_SPLIT) & ~names.str.contains(_SPLIT)).to_numpy()
    return np.asarray(hit)


EXCUSE = Excuse("split-booking", find, ())
