"""subscription-twice: a subscription or standing bill taken twice in one cycle.

What it flags: a charge that comes once a month, quarter or year, and once more within the same
cycle, hours or days after the first. Where the text itself calls it recurring, one step of such a
rhythm is enough, and it may be a week's or a fortnight's (people keep these too: bread every
Saturday); a yearly fee, called so by its text, needs none: two equal ones within weeks are one
year's.

Why it matters: a renewal that ran twice. The amounts are small and on the price list, so only the
rhythm gives it away.

When it is innocent: two seats or two contracts (then every cycle holds two), or the billing day
has moved (then the later ones follow the new day).

Example:
    2024-01-05  Cloud Attic  -9.90
    2024-02-05  Cloud Attic  -9.90
    2024-02-08  Cloud Attic  -9.90
    2024-03-05  Cloud Attic  -9.90

Options: none; the rule is not bound by --window.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge import schema
from dupcharge.rules.pairs import by, links, together
from dupcharge.rules.policy import CYCLES, DAY, REST_OF_YEAR, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.sequence import Sequence
from dupcharge.rules.texts import says_recurring, says_yearly

OF_PEOPLE = ("week", "fortnight")
"""Rhythms that people keep too, bread every Saturday, so that the text must say what it is."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between two charges of one cycle."""
    cell, place = rows["cell"].to_numpy(), rows["place"].to_numpy()
    at_amount = _second_bills(rows, cell, np.arange(len(rows)))
    # Where one mostly pays other sums, three equal ones a month apart are chance.
    size, of_place = np.bincount(cell), np.bincount(place)
    at_amount = at_amount[size[cell[at_amount[:, 0]]] * 2 > of_place[place[at_amount[:, 0]]]]
    # A rhythm outlives a change of price: the place's bills, whatever their amounts.
    at_place = _second_bills(rows, place, by(rows, place))
    pairs = np.unique(np.concatenate([at_amount, at_place]), axis=0)
    pairs = pairs[cell[pairs[:, 0]] == cell[pairs[:, 1]]]
    in_cycle = links(rows, RULE.name, pairs[:, 0], pairs[:, 1], "cycle")
    return together([in_cycle, _yearly(rows, pairs)], schema.LINKS)


def _yearly(rows: pd.DataFrame, told: np.ndarray) -> pd.DataFrame:
    """Links between two charges of one yearly fee on two days, alone within most of a year."""
    cells = Sequence(rows["cell"].to_numpy(), rows["when"].to_numpy())
    right = np.flatnonzero(cells.has_previous & (cells.gap <= CYCLES["year"][2] * DAY))
    day, when = rows["day"].to_numpy(), rows["when"].to_numpy()
    right = right[day[right] > day[right - 1]]  # on one day two members of a family may pay
    low, high = cells.bounds(right, when[right] - REST_OF_YEAR, when[right - 1] + REST_OF_YEAR)
    right = right[(high - low == 2) & ~np.isin(right, told[:, 1])]
    both = np.concatenate([right - 1, right])
    said = says_yearly(rows.iloc[both]).reshape(2, -1).all(axis=0)
    right = right[said]
    return links(rows, RULE.name, right - 1, right, "year")


def _second_bills(rows: pd.DataFrame, block: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Positions (left, right) of pairs within one cycle of a block, read in `order`."""
    when = rows["when"].to_numpy()[order]
    sequence = Sequence(block[order], when)
    right = np.flatnonzero(sequence.has_previous)
    left = right - 1
    chosen, maybe = np.zeros(len(right), bool), np.zeros(len(right), bool)
    for name, cycle in CYCLES.items():
        needed, steps_kept = cycle[-1], _steps_kept(when, sequence, left, right, *cycle[:-1])
        chosen |= (steps_kept >= needed) & (name not in OF_PEOPLE)
        maybe |= steps_kept >= 1
    maybe = np.flatnonzero(maybe & ~chosen)  # one step is enough where the text says so
    asked = np.concatenate([order[left[maybe]], order[right[maybe]]])
    said = says_recurring(rows.iloc[asked]).reshape(2, -1).all(axis=0)
    chosen[maybe[said]] = True
    return np.column_stack([order[left[chosen]], order[right[chosen]]]).astype("int64")


def _steps_kept(
    when: np.ndarray,
    sequence: Sequence,
    left: np.ndarray,
    right: np.ndarray,
    least: int,
    most: int,
    late: int,
) -> np.ndarray:
    """Per pair of one cycle: steps of `least` to `most` days in a block that else keeps them.

    0 where the pair is not of one cycle, or the block has no such rhythm.
    """

    def fits(seconds: np.ndarray) -> np.ndarray:
        days = (seconds + DAY // 2) // DAY  # elapsed days, so that no time of day matters
        return np.asarray((days >= least) & (days <= most))

    last = len(when) - 1
    total = np.r_[0, np.cumsum(sequence.has_previous & fits(sequence.gap))]
    regular = total[sequence.stop[left]] - total[sequence.start[left]]
    steps_in_block = sequence.stop[left] - sequence.start[left] - 1
    before, after = left > sequence.start[left], right + 1 < sequence.stop[right]
    into, out = np.maximum(left - 1, 0), np.minimum(right + 1, last)
    # Leaving out the right row, or the left one, must leave a whole rhythm.
    irregular = steps_in_block - regular - 1  # the pair's own step
    without_right = (after & ~fits(when[out] - when[right]) & fits(when[out] - when[left])).astype(
        int
    )
    without_left = (
        before & ~fits(when[left] - when[into]) & fits(when[right] - when[into])
    ).astype(int)
    mended = np.where(without_right > 0, without_right, without_left)
    bridged = after & fits(when[out] - when[left])
    regular = regular + mended
    fits_somewhere = bridged | (before & fits(when[left] - when[into]))
    # Another cycle may hold a second bill too: its own step, and the one that follows it.
    close = np.r_[0, np.cumsum(sequence.has_previous & (sequence.gap <= late * DAY))]
    others = close[sequence.stop[left]] - close[sequence.start[left]] - 1
    others = np.where(others * 3 <= regular, np.clip(others, 0, None), 0)
    whole = irregular - mended - 2 * others <= regular // 6  # a moved bill now and then
    # Two contracts of the same price: each of the pair keeps a day of the month of its own.
    dates = when.astype("datetime64[s]").astype("datetime64[D]")
    monthday = (dates - dates.astype("datetime64[M]")).astype("int64")

    def on_its_day(one: np.ndarray, two: np.ndarray) -> np.ndarray:
        return np.asarray(np.abs(monthday[one] - monthday[two]) <= 1)

    two_days = before & after & on_its_day(into, right) & on_its_day(left, out)
    two_days &= ~on_its_day(into, left) & ~on_its_day(right, out)
    whole &= ~two_days
    apart = when[right] - when[left]
    return np.where((apart <= late * DAY) & fits_somewhere & whole, regular, 0)


RULE = Rule("subscription-twice", find, ("place",))
