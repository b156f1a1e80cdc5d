"""From links to groups: components, level by level, so that a weaker link never blurs a stronger.

Owns: which rows form a group and which word it gets. Does not own: money and roles (detect).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.schema import LEVELS

_RANK = {word: rank for rank, word in enumerate(LEVELS, 1)}
_CAP = {"none": 0, "possible": 1, "likely": 2}


def effective(links: pd.DataFrame, excuses: pd.DataFrame) -> np.ndarray:
    """Rank of every link after its excuses: 0 silenced, 1 possible, 2 likely, 3 strong."""
    rank = links["level"].map(_RANK).to_numpy("int64")
    if not len(excuses):
        return rank
    about = [params["for"] for params in excuses["params"]]
    caps = excuses["cap"].map(_CAP)
    lowest = caps.groupby([excuses["left"], excuses["right"], pd.Series(about)]).min()
    index = pd.MultiIndex.from_arrays([links["left"], links["right"], links["rule"]])
    found = lowest.reindex(index).fillna(3).to_numpy()
    return np.asarray(np.minimum(rank, found.astype("int64")))


def components(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct nodes, and per node the smallest node it is connected to. O(n log n)."""
    nodes, ends = np.unique(np.r_[left, right], return_inverse=True)
    a, b = ends[: len(left)], ends[len(left) :]
    label = np.arange(len(nodes))
    while True:
        low = np.minimum(label[a], label[b])
        fresh = label.copy()
        np.minimum.at(fresh, label[a], low)
        np.minimum.at(fresh, label[b], low)
        fresh = fresh[fresh]
        while not np.array_equal(fresh, fresh[fresh]):
            fresh = fresh[fresh]
        if np.array_equal(fresh, label):
            return nodes, nodes[label]
        label = fresh


def group_rows(links: pd.DataFrame, rank: np.ndarray) -> pd.DataFrame:
    """Rows of every group: columns txn, group (smallest txn in it) and rank of the group.

    First the links from `likely` up, then the `possible` ones among rows not yet in a group.
    """
    out = []
    taken = np.zeros(0, dtype="int64")
    for least, most in ((2, 3), (1, 1)):
        part = (rank >= least) & (rank <= most)
        left, right = links["left"].to_numpy()[part], links["right"].to_numpy()[part]
        free = ~(np.isin(left, taken) | np.isin(right, taken))
        left, right, strength = left[free], right[free], rank[part][free]
        if not len(left):
            continue
        nodes, group = components(left, right)
        frame = pd.DataFrame({"txn": nodes, "group": group})
        best = pd.Series(strength).groupby(group[np.searchsorted(nodes, left)]).max()
        frame["rank"] = frame["group"].map(best).to_numpy("int64")
        out.append(frame)
        taken = np.r_[taken, nodes]
    if not out:
        return pd.DataFrame({"txn": [], "group": [], "rank": []}, dtype="int64")
    return pd.concat(out, ignore_index=True)


def word(rank: int) -> str:
    """The word of a rank."""
    return LEVELS[rank - 1]
