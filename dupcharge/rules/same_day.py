"""same-day: the same charge again on the same day.

What it flags: the same merchant and amount twice on one day (or within 24 hours, where the file
has times), more than a few minutes apart.

Why it matters: many statements have dates only, and a charge taken twice within a second looks
just like one taken twice in a day. An amount to the cent, 41.37, hardly comes twice by chance.

When it is innocent: a price from a list (12.00, 9.25) bought twice; a second errand. Amounts that
stand on price lists are therefore only `possible`, unless this person's other visits here are
single ones, days apart, and all at this price; so are small sums where other things are bought too,
or that end as prices on shelves do (4.99), a sum that is paid here at other times too, and one
article's price (24.99) where this person pays nothing else. Small sums to the cent are `likely`
where the two rows print the merchant's name in two ways. Three and more on a day of a firm's list
are `possible`, and so are three in some hours, none within minutes of the other (rounds, one dish
each), and a sum paid on the days before or after too.

Example:
    2024-03-02  Harbour Bistro  -41.37
    2024-03-02  Harbour Bistro  -41.37

Options: --window replaces the longest gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.outage_burst import of_a_list, series
from dupcharge.rules.pairs import Steps, links, steps
from dupcharge.rules.policy import (
    DAY,
    NEIGHBOURHOOD,
    SAME_VISIT,
    SEVERAL_TIMES,
    SPARSE,
    WINDOWS,
    Policy,
)
from dupcharge.rules.purchases import figures
from dupcharge.rules.rule import Rule
from dupcharge.rules.sequence import Sequence

THREE = 3
"""Equal charges on a day of a firm's list, or of an evening: so many were ordered."""

PRECISE = 4
"""Figures that tell enough, though the sum may be a price: 143.50."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive equal charges of one day."""
    found = steps(rows, rows["cell"].to_numpy())
    longest = min(WINDOWS["day"], policy.admits("day"))
    apart = found.fine & (found.gap > WINDOWS["minutes"]) & (found.gap <= longest)
    found = found.where(apart | (~found.fine & (found.gap < DAY)))
    sizeable = rows["sizeable"].to_numpy()[found.right]
    single = ~found.fine & sizeable & _single_visits(rows, found.left, found.right)
    case = price_case(rows, found.right)
    case[(case != "odd") & _other_print(rows, found)] = "odd"
    case[(case == "odd") & _bought_again(rows, found)] = "small"
    case[(case == "odd") & price_here(rows, found.left, found.right)] = "small"
    daily = found.fine & (found.gap > WINDOWS["errand"]) & _paid_beside(rows, found)
    case[(case == "odd") & (daily | _rounds(rows, found))] = "small"
    size = series(rows)
    several = of_a_list(rows, size)[found.right] & (size[found.right] >= THREE) & ~found.fine
    case[(case == "odd") & several] = "small"
    case[single & (case != "odd")] = "single-visits"
    # Hours between two small or round sums are two errands; nobody could check that list.
    kept = (case == "odd") | sizeable | ~found.fine | (found.gap <= WINDOWS["errand"])
    found, case = found.where(kept), case[kept]
    return links(rows, RULE.name, found.left, found.right, case)


def price_case(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """How telling an equal amount is: "odd", "small" or "list-price" per row position.

    An amount to the cent is telling where it is large, or where every visit costs another sum.
    Small sums to the cent are prices with tax, or abroad.
    """
    odd, *enough = (rows[c].to_numpy()[at] for c in ("odd", "sizeable", "varied", "alone"))
    telling = odd & np.logical_or.reduce(enough)
    return np.where(telling, "odd", np.where(odd, "small", "list-price")).astype(object)


def _bought_again(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """One article's price, printed in one way: a second one is as likely as a fault."""
    article, name = rows["article"].to_numpy(), rows["merchant"].to_numpy(dtype=object)
    return np.asarray(article[found.right] & (name[found.left] == name[found.right]))


def price_here(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """This very sum is paid here at other times too: a price of this place, however odd."""
    when = rows["when"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), when)
    around = cells.bounds(left, when[left] - NEIGHBOURHOOD, when[right] + NEIGHBOURHOOD)
    return np.asarray(cells.rows_outside(left, *around) >= SEVERAL_TIMES)


def _rounds(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """Pairs of three equal charges of some hours, none within minutes: rounds, or one dish each."""
    when = rows["when"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), when)
    low, high = when[found.left] - SAME_VISIT, when[found.right] + SAME_VISIT
    first, last = cells.bounds(found.left, low, high)
    return np.asarray(found.fine & (found.gap <= SAME_VISIT) & (last - first >= THREE))


def _paid_beside(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """The same sum once more about these days, at another visit: it is paid here day by day."""
    when, errand = rows["when"].to_numpy(), WINDOWS["errand"]
    cells = Sequence(rows["cell"].to_numpy(), when)
    one, two = when[found.left], when[found.right]
    low, high = one // DAY * DAY - NEIGHBOURHOOD, two // DAY * DAY + DAY - 1 + NEIGHBOURHOOD
    first, last = cells.bounds(found.left, low, high)
    a, b = cells.bounds(found.left, one - errand, one + errand)
    c, d = cells.bounds(found.right, two - errand, two + errand)
    these = (b - a) + (d - c) - np.maximum(b - c, 0)
    return np.asarray(last - first > these)


def _other_print(rows: pd.DataFrame, found: Steps) -> np.ndarray:
    """One merchant printed in two ways on one day: the second try took another way.

    Figures do not count: a date, a clock or a terminal's number is new every time.
    """
    codes, names = pd.factorize(rows["merchant"], use_na_sentinel=True)
    letters = pd.factorize(pd.Series(names, dtype="str").str.replace(r"[\d\W]+", "", regex=True))[0]
    word = np.r_[letters, -1][codes]
    odd = rows["odd"].to_numpy() | figures(rows["amount"].to_numpy(), PRECISE)
    file = rows["file"].to_numpy()
    told = (word[found.left] >= 0) & (word[found.right] >= 0)
    told &= odd[found.right] & (file[found.left] == file[found.right])
    return np.asarray(told & (word[found.left] != word[found.right]))


def _single_visits(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Other visits exist, one at a time, days apart, and all for this amount: a lesson, a fee.

    Who has a dish at one price among others has it twice when two come to eat.
    """
    when = rows["when"].to_numpy()
    sequence = Sequence(rows["cell"].to_numpy(), when)
    low, high = sequence.bounds(left, when[left] - NEIGHBOURHOOD, when[right] + NEIGHBOURHOOD)
    closest, _ = sequence.closest_outside(left, low, high)
    cell, place = (np.bincount(rows[c])[rows[c].to_numpy()[left]] for c in ("cell", "place"))
    single = (sequence.rows_outside(left, low, high) >= 2) & (closest >= SPARSE)
    return np.asarray(single & (cell == place))


RULE = Rule("same-day", find, ("cell",))
