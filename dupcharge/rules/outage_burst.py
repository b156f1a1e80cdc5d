"""outage-burst: one purchase charged again and again while a payment system fails.

What it flags: six or more equal charges at one merchant within 70 minutes, or on one day where
the file has only dates; five where the sum is to the cent. Ten and more are strong; small change at
a list price in a file of dates is `possible` only, and so is every such day of a list that has them
at four merchants or more (a firm pays delegates, licences and rooms like that).

Why it matters: in an outage the confirmation is lost and the payment repeats itself, or every tap
on "confirm" charges again. Single gaps may be minutes long, so that no pair looks suspicious.

When it is innocent: a machine or a game fed coin by coin, an evening of equal rounds. Where such
series happen at other times too, they are this person's habit.

Example:
    2024-03-02 09:40:34  Lotus Stationery  -75.00
    2024-03-02 09:42:44  Lotus Stationery  -75.00
    … four more until 10:03

Options: --window replaces the longest gap between two neighbours of the series.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import links, steps
from dupcharge.rules.policy import BIG_BURST, BURST, DAY, SEVERAL, WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.sequence import Sequence

USUAL = 4
"""Merchants of one file with a day of six equal charges: one outage does not reach so many."""

BUSY = 8
"""Charges on a usual day of a list: one person makes one to four."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between neighbours of a series of equal charges."""
    size = series(rows)
    found = steps(rows, rows["cell"].to_numpy())
    smaller = np.minimum(size[found.left], size[found.right])
    longest = min(WINDOWS["burst"], policy.admits("burst"))
    near = np.where(found.fine, found.gap <= longest, found.gap < DAY)
    odd, tiny = (rows[c].to_numpy()[found.right] for c in ("odd", "tiny"))
    wanted = near & ((smaller >= BURST) | ((smaller >= SEVERAL) & odd & ~tiny))
    common = of_a_list(rows, size)[found.right]
    vague = (~found.fine & ((~odd & tiny) | common))[wanted]
    common = (common & ~found.fine)[wanted]
    found, smaller = found.where(wanted), smaller[wanted]
    case = np.where(vague, "day", np.where(smaller >= BURST, "some", "few"))
    case = np.where((smaller >= BIG_BURST) & ~common, "many", case)
    return links(rows, RULE.name, found.left, found.right, case)


def of_a_list(rows: pd.DataFrame, size: np.ndarray) -> np.ndarray:
    """Rows of a firm's list: files busy every day, or with six equal charges at several merchants.

    So delegates, licences, books and rooms are paid. `size`: series(rows).
    """
    place, file = rows["place"].to_numpy(), rows["file"].to_numpy()
    hit = (size >= BURST) & ~rows["fine"].to_numpy()
    seen = pd.DataFrame({"file": file[hit], "place": place[hit]}).drop_duplicates()
    count = seen["file"].value_counts()
    days = pd.Series(rows["day"].to_numpy()).groupby(file).value_counts()
    usual = days.groupby(level=0).median()
    return np.isin(file, [*count.index[count >= USUAL], *usual.index[usual > BUSY]])


def series(rows: pd.DataFrame) -> np.ndarray:
    """Per row: the largest number of equal charges in one stretch of 70 minutes that holds it.

    Rows that know only their day count the equal charges of that day.
    """
    cell, when, fine = (rows[c].to_numpy() for c in ("cell", "when", "fine"))
    sequence = Sequence(cell, when)
    at = np.arange(len(rows))
    reach = np.where(fine, WINDOWS["burst"], 0)
    _, right = sequence.bounds(at, when, when + reach)
    # A series is known by its first row; every later row of it takes the largest that covers it.
    count = right - at
    big = np.flatnonzero(count >= 2)
    size = np.ones(len(rows), dtype="int64")
    for least in (2, 3, 4, SEVERAL, BURST, BIG_BURST):
        begins = big[count[big] >= least]
        cover = np.zeros(len(rows) + 1, dtype="int64")
        np.add.at(cover, begins, 1)
        np.add.at(cover, right[begins], -1)
        size[np.cumsum(cover[:-1]) > 0] = least
    return size


RULE = Rule("outage-burst", find, ("cell",))
