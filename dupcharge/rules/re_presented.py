"""re-presented: the same charge again on the next or the third day.

What it flags: the same merchant and the same amount to the cent, one to three days later, where the
sum is not a small one, or this person buys nothing else there. Other small sums and round prices
are only `possible`, and so are sums that this person pays here at other times too, or that end as
prices on tags do (24.99), and a sum that is paid on three days in a row (a room by the night). A
hold (pre-authorisation) that was booked as a charge, and the final charge of the same sum after it,
are `likely` whatever the sum; so are two or more sums of one merchant that all come again after the
same time, or at one time, as when its day is sent once more, and any sum that comes again between
two and six at night in a file where hardly anything does.

Why it matters: a merchant that sends its batch of card payments twice, or a retry after its key
has expired, books everything again on the next or the third day.

When it is innocent: the same lunch on two days, a ticket there and back; where the person pays
this amount here at other times at such a distance, it is a habit and no finding.

Example:
    2024-03-02  Ridgeway Outdoor  -139.62
    2024-03-05  Ridgeway Outdoor  -139.62

Options: --window replaces the longest gap; what only a wider window admits is `possible`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import Steps, links, steps
from dupcharge.rules.policy import DAY, HOUR, MINUTE, SAME_VISIT, WINDOWS, Policy
from dupcharge.rules.purchases import figures, on_a_tag
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_day import price_case, price_here
from dupcharge.rules.sequence import Sequence
from dupcharge.rules.texts import says_hold

ENOUGH = 4
"""Figures of a sum that does not come again in three days by chance; 395 does."""


NIGHT = (2 * HOUR, 6 * HOUR)
"""When machines work and hardly anybody pays."""

AT_NIGHT = 0.05
"""Share of a file's charges at night from which its owner is up, or its clock tells bookings."""

TOGETHER = 10 * MINUTE
"""In which a batch is booked."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive equal charges one to three days apart, or up to --window."""
    found = steps(rows, rows["cell"].to_numpy())
    found = found.where(found.gap <= policy.admits("re-presented"))
    later = np.where(found.fine, found.gap > WINDOWS["day"], found.gap >= DAY)
    night = _at_night(rows, found)
    hold = _hold_booked(rows, found.left, found.right)
    wanted = later | hold | (night & (found.gap > SAME_VISIT))
    found, hold, night = found.where(wanted), hold[wanted], night[wanted]
    telling = (price_case(rows, found.right) == "odd") & ~price_here(rows, found.left, found.right)
    amount = rows["amount"].to_numpy()[found.right]
    telling &= figures(amount, ENOUGH) & ~on_a_tag(amount) & ~_night_by_night(rows, found)
    sizeable = rows["sizeable"].to_numpy()[found.right]
    telling |= night
    own = found.gap <= WINDOWS["re-presented"]
    case = np.where(own & telling, "odd", np.where(own, "small", "wider"))
    case[own & hold] = "hold"
    case[own & _of_one_batch(rows, found)] = "batch"
    wanted = telling | sizeable | ~own | np.isin(case, ("hold", "batch"))
    return links(rows, RULE.name, found.left[wanted], found.right[wanted], case[wanted])


def _night_by_night(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """Pairs of three equal charges on three days in a row: a room by the night, not a batch."""
    day = rows["day"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), day)
    one, two = day[found.left], day[found.right]
    near = two - one == 1
    first, here = cells.bounds(found.left, one - 1, one - 1)
    there, last = cells.bounds(found.left, two + 1, two + 1)
    return np.asarray(near & ((here > first) | (last > there)))


def _at_night(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """Pairs of which the second comes at night, where hardly anything does: a machine's."""
    when, fine, file = (rows[c].to_numpy() for c in ("when", "fine", "file"))
    night = fine & (when % DAY >= NIGHT[0]) & (when % DAY < NIGHT[1])
    share = np.bincount(file, weights=night) / np.maximum(np.bincount(file, weights=fine), 1)
    hit = found.fine & night[found.right] & ~night[found.left]
    return np.asarray(hit & (share[file[found.right]] <= AT_NIGHT))


def _of_one_batch(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """Pairs of a merchant of which another, of another sum, of the same day comes again with it.

    After the same time to the minute, or at the same time, by a clock; by days alone only sums to
    the cent that are not paid at other times.
    """
    place, day, cell = (rows[c].to_numpy()[found.left] for c in ("place", "day", "cell"))
    odd = rows["odd"].to_numpy()[found.left] & ~price_here(rows, found.left, found.right)
    when, longest = rows["when"].to_numpy(), WINDOWS["re-presented"]
    cells = Sequence(rows["cell"].to_numpy(), when)
    low, high = when[found.left] - longest, when[found.right] + longest
    first, last = cells.bounds(found.left, low, high)
    fit = np.flatnonzero((found.fine | odd) & (last - first == 2))  # a rate by the night comes on
    out = np.zeros(len(cell), dtype=bool)
    sent = np.where(found.fine, when[found.right] // TOGETHER, found.gap)
    for again in (found.gap // 60, sent):
        about = pd.DataFrame({"place": place, "day": day, "again": again}).iloc[fit]
        sums = pd.Series(cell[fit], index=about.index).groupby(list(about.to_numpy().T))
        out[fit] |= (sums.transform("nunique") > 1).to_numpy()
    return out


def _hold_booked(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The first row calls itself a hold, the second does not: both were booked as charges."""
    hold = np.zeros(len(left) * 2, dtype=bool)
    for column in ("merchant", "description"):
        hold |= says_hold(rows[column].iloc[np.concatenate([left, right])])
    return np.asarray(hold[: len(left)] & ~hold[len(left) :])


RULE = Rule("re-presented", find, ("cell",))
