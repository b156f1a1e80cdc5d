"""same-order: one merchant order charged more than once.

What it flags: two or more charges of the same amount that carry the same merchant order number.

Why it matters: a merchant numbers an order once, and an order is paid once. Two charges under one
number are the nearest thing to proof that a statement can hold; it does not matter whether seconds
or days lie between them.

When it is innocent: a deposit and a balance, or instalments (their amounts or their texts differ);
a contract or customer number that stands in the place of an order number (the charges then come
once in every cycle, or on three days and more with days between, and the word falls to `possible`);
a short number that two of a commuter's many equal charges carry by chance (`possible` too);
a company card that books one purchase in several equal parts.

Example:
    2024-03-02 18:40:11  Mill Lane Books   order 7712054  -36.20
    2024-03-03 09:12:50  Mill Lane Books   order 7712054  -36.20

Options: none; the rule is not bound by --window.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import Steps, by, links, steps
from dupcharge.rules.policy import CYCLES, DAY, RHYTHM, WINDOWS, Policy
from dupcharge.rules.rule import Rule

_MONTH = CYCLES["month"]

CHANCE = 100
"""Numbers that meet by chance in one life of a hundred are no proof."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between consecutive charges of one order number, place and amount."""
    order, cell = rows["order"].to_numpy(), rows["cell"].to_numpy()
    numbered = np.flatnonzero(order >= 0)
    part = rows.iloc[numbered]
    block = pd.factorize(order[numbered] * (int(cell.max(initial=0)) + 1) + cell[numbered])[0]
    found = steps(part, block, by(part, block))
    case = how_far(found.gap)
    case[_comes_back(block, found)] = "cycle"
    case[_by_chance(rows, numbered[found.left])] = "chance"
    return links(rows, RULE.name, numbered[found.left], numbered[found.right], case)


def _comes_back(block: np.ndarray, found: Steps) -> np.ndarray:
    """Steps between payments of three days or more, always days apart: a contract's."""
    gap = pd.Series(np.where(found.gap < DAY, RHYTHM, found.gap))  # two seats of one bill
    shortest = gap.groupby(block[found.left]).transform("min").to_numpy()
    again = np.bincount(block[found.left], weights=found.gap >= DAY, minlength=1)
    return np.asarray((again[block[found.left]] >= 2) & (shortest >= RHYTHM))


def _by_chance(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Numbers so short that among so many equal charges two may meet: a terminal's, six figures."""
    names = rows["order_id"].fillna(rows["transaction_id"]).iloc[at]
    figures = np.minimum(names.fillna("").str.len().to_numpy("int64"), 18)
    cell = rows["cell"].to_numpy()
    n = np.bincount(cell, minlength=1)[cell[at]]
    return np.asarray(n * (n - 1) // 2 * CHANCE > 10**figures)


def how_far(gap: np.ndarray) -> np.ndarray:
    """Per gap in seconds: "near", a whole number of months apart ("cycle"), or "far"."""
    days = gap / DAY
    near = gap <= WINDOWS["order"]
    cycle = ~near & (days >= _MONTH[0]) & ((days % 30.4 <= 5) | (days % 30.4 >= 26))
    return np.where(near, "near", np.where(cycle, "cycle", "far")).astype(object)


RULE = Rule("same-order", find, ("order", "cell"))
