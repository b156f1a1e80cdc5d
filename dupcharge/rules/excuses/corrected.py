"""corrected: the first charge was given back before the second was made.

What it does: where the whole first charge came back before the second one, the pair is no finding.
In a file of dates that runs in order of time, a refund printed between two charges lies between
them, be it on the day of one; by a clock of minutes so does one printed between them in one minute.

Why it matters: a returned direct debit that is collected again, a purchase cancelled and made
anew: the person paid once.

What it does not do: break up a series. In an outage money comes back while more is taken.

Example:
    2024-03-02  Lantern Pharmacy                         -53.72
    2024-03-04  Lantern Pharmacy  returned direct debit   53.72
    2024-03-07  Lantern Pharmacy                         -53.72
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import Ends, ends, excuses
from dupcharge.rules.policy import DAY, Policy
from dupcharge.rules.rule import Excuse

IN_ORDER = 0.9
"""Share of the steps from day to day that go one way in a file in order of time; a booking now and
then stands late."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose left charge was back before the right one (column `back_at`)."""
    at = ends(rows, pairs)
    when, back = rows["when"].to_numpy(), rows["back_at"].to_numpy()
    corrected = (back[at.left] < when[at.right]) | _printed_between(rows, at)
    corrected &= (pairs["rule"] != "outage-burst").to_numpy()
    return excuses(pairs, EXCUSE.name, corrected, "between")


def _printed_between(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of days between which their file, which runs in order of time, prints the refund."""
    txn, by, day, file = (rows[c].to_numpy() for c in ("txn", "back_by", "day", "file"))
    when, back = rows["when"].to_numpy(), rows["back_at"].to_numpy()
    first = np.minimum(txn[at.left], txn[at.right])
    last = np.maximum(txn[at.left], txn[at.right])
    hit = np.zeros(len(first), dtype=bool)
    for end in (at.left, at.right):
        hit |= (by[end] > first) & (by[end] < last)
    stated = rows["time"].to_numpy()
    dated = stated == stated.astype("datetime64[D]")  # a clock in the text is not the booking's
    # In one minute, or on one day, only the order of the file tells which came first.
    then = when[at.right]
    minute = ~rows["second"].to_numpy()[at.right]
    minute &= (back[at.left] == then) | (back[at.right] == then)
    hit &= ~at.fine | (dated[at.left] & dated[at.right]) | minute
    hit &= file[at.left] == file[at.right]
    # Both bought on one day before the money came back, however late one was booked.
    returned = np.minimum(back[at.left], back[at.right]) // DAY
    hit &= (returned <= then // DAY) | (day[at.left] != day[at.right])
    cell_day = pd.factorize(rows["cell"].to_numpy() * 10**6 + day)[0]
    count = np.bincount(cell_day, minlength=1)
    # One was corrected, not six.
    one_day = day[at.left] == day[at.right]
    hit &= (count[cell_day[at.right]] == 1 + one_day) & (count[cell_day[at.left]] == 1 + one_day)
    booked = np.where(dated, stated.astype("datetime64[D]").astype("int64"), day)
    for code in np.unique(file[at.left[hit]]).tolist():
        here = np.flatnonzero(file == code)
        steps = np.diff(booked[here[np.argsort(txn[here])]])
        up, down = int((steps > 0).sum()), int((steps < 0).sum())
        if max(up, down) < IN_ORDER * (up + down):
            hit &= file[at.left] != code
    return hit


EXCUSE = Excuse("corrected", find, ("place",))
