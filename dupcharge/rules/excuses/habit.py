"""habit: this person pays this amount here as close together at other times too.

What it does: for every pair it looks at the same merchant and amount elsewhere in the files, at
least two days away (six hours for pairs within minutes; for charges sent again on the next days,
all others), and asks how close together these charges normally come. One other repeat as close (up
to four times the gap) leaves `possible`; two silence the pair. Where charges of other amounts come
in equal pairs at this merchant too (rooms, nights, parts of one purchase, several people), two such
pairs leave `possible` (three that are minutes apart do so for a pair of a minute), and five silence
a pair that is not seconds apart. Two equal list prices teach nothing of a sum to the cent, nor do
equal charges of which the merchant gave one back. A series is compared with series at other times:
one leaves `possible`, two silence it; ten and more only with six and more.

Why it matters: commuting, the canteen, the second coffee, parking, tolls, a vending machine: most
equal charges are habits. A person's own months tell them from a fault better than any list.

What it does not do: excuse one order number charged twice, and a group's own rows are never its
habit.

Example (the pair of 4 March is excused by those of 12 and 19 February):
    2024-02-12 14:03:16 / 14:04:29  Lobby Machine  -1.80
    2024-02-19 11:53:44 / 11:54:05  Lobby Machine  -1.80
    2024-03-04 15:20:10 / 15:20:41  Lobby Machine  -1.80
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.groups import components
from dupcharge.rules.outage_burst import series
from dupcharge.rules.pairs import Ends, by, ends, excuses
from dupcharge.rules.policy import (
    AT_ONCE,
    BIG_BURST,
    BURST,
    DAY,
    LOOSENESS,
    NEIGHBOURHOOD,
    SAME_VISIT,
    TAP,
    WINDOWS,
    Policy,
)
from dupcharge.rules.rule import Excuse
from dupcharge.rules.same_bill import IDENTIFIED, numbered
from dupcharge.rules.sequence import Sequence

SERIES = 3
"""Equal charges within 70 minutes at another time: a series is nothing new here."""

REGULAR = 5
"""Equal pairs of other amounts on a day: this merchant is paid in parts, rooms or seats."""

NOT_FOR = ("same-order", "subscription-twice")


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose gap is usual for this cell, or for this place."""
    at = ends(rows, pairs)
    widest = _widest_of_run(pairs, at)
    open_to_it = ~pairs["rule"].isin(NOT_FOR).to_numpy() & ~numbered(pairs, IDENTIFIED)
    limit = np.where(
        at.fine, np.maximum(widest * LOOSENESS, AT_ONCE), np.maximum(at.gap * LOOSENESS, DAY - 1)
    )
    near_amount = (pairs["rule"] == "near-amount").to_numpy()
    when = rows["when"].to_numpy()
    near = np.where(at.fine & (at.gap <= WINDOWS["minutes"]), SAME_VISIT, NEIGHBOURHOOD)
    # What is sent again is one charge: equal ones beside it are this person's own, however near.
    near = np.where((pairs["rule"] == "re-presented").to_numpy(), 0, near)
    low, high = when[at.left] - near, when[at.right] + near

    cells = Sequence(rows["cell"].to_numpy(), when)
    first, second = cells.closest_outside(at.left, *cells.bounds(at.left, low, high))
    other = rows["cell"].to_numpy()[at.left] != rows["cell"].to_numpy()[at.right]
    if other.any():  # two names or two amounts: the habit of either counts
        f2, s2 = cells.closest_outside(at.right, *cells.bounds(at.right, low, high))
        first, second = (
            np.where(other, np.minimum(first, f2), first),
            np.where(other, np.minimum(second, s2), second),
        )

    order = by(rows, rows["place"].to_numpy())
    where = np.empty(len(order), dtype="int64")
    where[order] = np.arange(len(order))
    places = Sequence(rows["place"].to_numpy()[order], when[order])
    here = where[at.left]
    around = places.bounds(here, low, high)
    p_first, p_second = places.closest_outside(here, *around)
    amount = rows["amount"].to_numpy()[order]
    equal = np.r_[False, amount[1:] == amount[:-1]]
    # Of which the merchant gave one back: a fault that it owned up to, no habit.
    own_day = pd.factorize(rows["cell"].to_numpy() * 10**6 + rows["day"].to_numpy())[0]
    fault = (np.bincount(own_day, weights=rows["back"].to_numpy() > 0) > 0)[own_day][order]
    odd = rows["odd"].to_numpy()

    def times(within: int) -> np.ndarray:
        """Other times with equal pairs here; two equal list prices teach nothing of odd sums."""
        step = equal & (places.gap <= within) & ~fault
        first_step = step & ~np.r_[False, step[:-1]]  # an outage, or three rooms, are one time
        of_odd = places.outside(first_step & odd[order], here, *around)
        of_all = places.outside(first_step, here, *around)
        return np.where(odd[at.left], of_odd, of_all)

    equal_at_once, equal_by_day = times(AT_ONCE), times(DAY)
    equal_soon = times(AT_ONCE * LOOSENESS)

    first, second = np.where(near_amount, p_first, first), np.where(near_amount, p_second, second)
    case = np.full(len(pairs), "", dtype=object)
    at_once = at.fine & (at.gap <= AT_ONCE)
    other_pairs = np.where(at_once, equal_at_once, equal_by_day)
    case[other_pairs >= 2] = "place"
    case[at_once & (at.gap > TAP) & (equal_soon >= SERIES)] = "place"
    case[~at_once & (equal_by_day >= REGULAR)] = "regular"
    case[(first <= limit) & ~near_amount] = "once"
    case[second <= limit] = "often"
    # Two visits a moment apart are known here, but not two of nearly one sum.
    case[(case == "often") & near_amount] = "place"

    # A series is compared with series, not with single gaps.
    burst = (pairs["rule"] == "outage-burst").to_numpy()
    size = series(rows)

    def elsewhere_of(least: int) -> np.ndarray:
        """Series of so many at other times, at this place."""
        long = (size >= least)[order]
        step = long & np.r_[False, long[:-1]] & equal & (places.gap <= WINDOWS["burst"])
        return places.outside(step & ~np.r_[False, step[:-1]], here, *around)

    # Three taken once more say little of ten of a sum to the cent; ten tolls are a journey.
    big = (size[at.left] >= BIG_BURST) & rows["odd"].to_numpy()[at.left]
    elsewhere = np.where(big, elsewhere_of(BURST), elsewhere_of(SERIES))
    case[burst] = np.where(elsewhere > 1, "often", np.where(elsewhere > 0, "series", ""))[burst]
    return excuses(pairs, EXCUSE.name, (case != "") & open_to_it, case)


def _widest_of_run(pairs: pd.DataFrame, at: Ends) -> np.ndarray:
    """Per link: the widest gap of the run of minutes it belongs to; its own gap elsewhere.

    Five snacks in a row are one visit: the two that happen to be seconds apart are no other thing
    than the rest of the run.
    """
    widest = at.gap.copy()
    run = np.flatnonzero(at.fine & (at.gap <= WINDOWS["minutes"]))
    if len(run):
        nodes, label = components(at.left[run], at.right[run])
        code = label[np.searchsorted(nodes, at.left[run])]
        widest[run] = pd.Series(at.gap[run]).groupby(code).transform("max").to_numpy()
    return widest


EXCUSE = Excuse("habit", find, ("cell", "place"))
