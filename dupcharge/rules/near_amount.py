"""near-amount: the same charge again with a fee, another rate of exchange, or a tip.

What it flags: two charges at one merchant whose amounts differ by a few tenths of a percent within
minutes (or on the same day in a file of dates, where the sum is not small), by a card fee within a
minute, or by exactly a usual tip on the same day at a place where all other visits are single ones,
days apart (where the clock is known, the larger one later); also two of nearly one amount, moments
apart, that carry one order, ticket or invoice number, or a long number that no other row of the
merchant carries.

Why it matters: the second try is converted at a new rate or carries a surcharge; a restaurant
books the bill and then the bill with the tip, and the first is never taken back.

When it is innocent: two real purchases of nearly the same price; a daily breakfast abroad (those
are days apart, and are not flagged).

Example:
    2024-03-02 20:11:40  Vine Street Grill  -61.30
    2024-03-02 21:02:09  Vine Street Grill  -73.56

Options: --window replaces the longest gap, but not of one order number.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import by, links, steps
from dupcharge.rules.policy import (
    DAY,
    EXCHANGE_SHARE,
    FEES,
    TIPS,
    WINDOWS,
    Policy,
)
from dupcharge.rules.purchases import figures
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_bill import one_number, shared_number
from dupcharge.rules.sequence import Sequence

PRECISE = 4
"""Figures of a sum of which an exact share tells enough, though it may be a price: 293.30."""

LEAST_FEE = 9
"""Smallest steps that a fee has at least; less is how two sums were rounded."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive charges of one place with nearly equal amounts."""
    place, amount = rows["place"].to_numpy(), rows["amount"].to_numpy()
    order = by(rows, place)
    found = steps(rows, place, order)
    a, b = amount[found.left], amount[found.right]
    found = found.where((a != b) & (found.gap < DAY))
    a, b = amount[found.left], amount[found.right]
    small, large = np.minimum(a, b), np.maximum(a, b)
    odd = rows["odd"].to_numpy()
    step = rows["step"].to_numpy()[found.left]
    # A rate makes any figure of a sum; two that end on a nought are two prices.
    unround = (a % (10 * step) != 0) | (b % (10 * step) != 0)
    some_odd = (odd[found.left] | odd[found.right]) & unround
    # Shares are compared without products that could leave int64.
    exchange = (
        large - small
    ) <= small // 1000 * EXCHANGE_SHARE + small % 1000 * EXCHANGE_SHARE // 1000
    at = order, found.left, found.right
    # An exact share of a sum of four figures, by clocks of seconds, is no second article.
    precise = figures(small, PRECISE) & figures(large, PRECISE)
    second = rows["second"].to_numpy()
    precise &= second[found.left] & second[found.right]
    # Where prices are whole, a fee on them need not be.
    exact = np.where((a % step == 0) & (b % step == 0), step, 1)
    fee = _adds(small, large, FEES, 1000, 2 * exact) & (large - small > LEAST_FEE * exact)
    fee &= some_odd | precise
    once = _single_visits(rows, *at, apart=DAY)  # abroad every round has another rate
    tip = _adds(small, large, TIPS, 1000, step) & some_odd & once
    # The tip comes after the bill.
    tip &= ~found.fine | (a < b) | (found.gap <= WINDOWS["minutes"])

    def within(name: str) -> np.ndarray:
        return found.gap <= min(WINDOWS[name], policy.admits(name))

    case = np.full(len(a), "", dtype=object)
    case[tip & np.where(found.fine, within("tip"), True)] = "tip"
    sizeable = rows["sizeable"].to_numpy()[found.left]  # small sums abroad: rounds at one counter
    case[exchange & ~found.fine & some_odd & once & sizeable] = "same-day"
    case[fee & found.fine & within("fee")] = "fee"
    case[exchange & found.fine & some_odd & within("exchange")] = "exchange"
    close = large - small <= small // 1000 * max(FEES) + small % 1000 * max(FEES) // 1000
    close &= ~found.fine | (found.gap <= WINDOWS["minutes"])
    close[close] = one_number(rows, found.left[close], found.right[close]) | shared_number(
        rows, found.left[close], found.right[close]
    )
    case[close] = "order"
    wanted = case != ""
    return links(rows, RULE.name, found.left[wanted], found.right[wanted], case[wanted])


def _adds(
    small: np.ndarray, large: np.ndarray, shares: tuple[int, ...], of: int, halves: np.ndarray
) -> np.ndarray:
    """Is `large` exactly `small` and one of the usual shares on top, to so many halves of a unit.

    A tip is rounded to the nearest unit, half of one either way; a fee may be rounded up.
    """
    base, told = np.minimum(small, 2**51), np.minimum(large, 2**51) * of
    hit = np.zeros(len(small), bool)
    for share in shares:
        hit |= np.abs(base * (of + share) - told) * 2 <= halves * of
    return hit & (large > small)


def _single_visits(
    rows: pd.DataFrame, order: np.ndarray, left: np.ndarray, right: np.ndarray, apart: int
) -> np.ndarray:
    """All other visits to this place are single ones, so many seconds from each other and this."""
    place, when = rows["place"].to_numpy()[order], rows["when"].to_numpy()[order]
    at = np.empty(len(order), dtype="int64")
    at[order] = np.arange(len(order))
    sequence = Sequence(place, when)
    a, b = at[left], at[right]
    low, high = sequence.bounds(a, when[a] - apart + 1, when[b] + apart - 1)
    closest, _ = sequence.closest_outside(a, low, high)
    return np.asarray((high - low == 2) & (closest >= apart))


RULE = Rule("near-amount", find, ("place",))
