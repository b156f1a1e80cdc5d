"""Building links and excuses from row positions, and finding the rows of links again.

Owns: the shape of schema.LINKS and schema.EXCUSES frames. Does not own: their contents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dupcharge import schema
from dupcharge.rules import policy

_NO_LINKS, _NO_EXCUSES = schema.empty(schema.LINKS), schema.empty(schema.EXCUSES)

UNKNOWN = -1
"""Gap of a pair of which at least one row knows only its day."""


def links(
    rows: pd.DataFrame, rule: str, left: np.ndarray, right: np.ndarray, case: np.ndarray | str
) -> pd.DataFrame:
    """schema.LINKS of row positions `left` -> `right`; the level follows from rule and case."""
    if not len(left):
        return _NO_LINKS
    cases = np.full(len(left), case, dtype=object) if isinstance(case, str) else case.astype(object)
    txn, when, fine = rows["txn"].to_numpy(), rows["when"].to_numpy(), rows["fine"].to_numpy()
    known = fine[left] & fine[right]
    words = {c: policy.level(rule, c) for c in set(cases)}
    params = {c: {"case": c} for c in words}
    return pd.DataFrame(
        {
            "left": txn[left],
            "right": txn[right],
            "rule": pd.Series([rule] * len(left), dtype="str"),
            "level": pd.Series([words[c] for c in cases], dtype="str"),
            "gap_s": np.where(known, when[right] - when[left], UNKNOWN),
            "params": pd.Series([params[c] for c in cases], dtype=object),
        }
    )


def excuses(
    pairs: pd.DataFrame, rule: str, chosen: np.ndarray, case: np.ndarray | str
) -> pd.DataFrame:
    """schema.EXCUSES of the `chosen` (mask) links in `pairs`; the cap follows from the case.

    The index is that of the links, so that a silenced link can be found again.
    """
    if not chosen.any():
        return _NO_EXCUSES
    picked = pairs[chosen]
    cases = (
        np.full(len(picked), case, dtype=object)
        if isinstance(case, str)
        else case.astype(object)[chosen]
    )
    words = {c: policy.cap(rule, c) for c in set(cases)}
    about = list(zip(cases, picked["rule"], strict=True))
    params = {pair: {"case": pair[0], "for": pair[1]} for pair in set(about)}
    return pd.DataFrame(
        {
            "left": picked["left"].to_numpy(),
            "right": picked["right"].to_numpy(),
            "rule": pd.Series([rule] * len(picked), dtype="str"),
            "cap": pd.Series([words[c] for c in cases], dtype="str"),
            "params": pd.Series([params[pair] for pair in about], dtype=object),
        }
    ).set_axis(picked.index)


def together(frames: list[pd.DataFrame], table: dict[str, str]) -> pd.DataFrame:
    """Frames of one schema table below each other."""
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else schema.empty(table)


@dataclass(frozen=True)
class Ends:
    """The two rows of every link, as positions in `rows`, and what lies between them."""

    left: np.ndarray
    right: np.ndarray
    gap: np.ndarray  # seconds; days * 86400 where a row knows only its day
    fine: np.ndarray  # both rows know their time


def ends(rows: pd.DataFrame, pairs: pd.DataFrame) -> Ends:
    """Positions of the links' rows in `rows`."""
    index = pd.Index(rows["txn"])
    left, right = index.get_indexer(pairs["left"]), index.get_indexer(pairs["right"])
    when, day, fine = (rows[c].to_numpy() for c in ("when", "day", "fine"))
    both = fine[left] & fine[right]
    gap = np.where(both, when[right] - when[left], (day[right] - day[left]) * 86400)
    return Ends(left, right, np.abs(gap), both)


def between(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Gap of each pair of positions in seconds; days * 86400 where a row knows only its day."""
    when, day, fine = (rows[c].to_numpy() for c in ("when", "day", "fine"))
    known = fine[left] & fine[right]
    gap = np.where(known, when[right] - when[left], (day[right] - day[left]) * 86400)
    return np.asarray(gap)


@dataclass(frozen=True)
class Steps:
    """Consecutive rows of one block: positions `left` and `right`, and their gap."""

    left: np.ndarray
    right: np.ndarray
    gap: np.ndarray  # seconds; days * 86400 where a row knows only its day
    fine: np.ndarray

    def where(self, chosen: np.ndarray) -> Steps:
        """Only the chosen ones."""
        return Steps(self.left[chosen], self.right[chosen], self.gap[chosen], self.fine[chosen])


def steps(rows: pd.DataFrame, block: np.ndarray, order: np.ndarray | None = None) -> Steps:
    """Every row with its predecessor in the same block.

    `order`: positions that sort rows by (block, when); None when they are sorted so already.
    """
    order = np.arange(len(rows)) if order is None else order
    sorted_block = block[order]
    same = np.flatnonzero(sorted_block[1:] == sorted_block[:-1]) if len(rows) else order[:0]
    left, right = order[same], order[same + 1] if len(same) else order[:0]
    when, day, fine = (rows[c].to_numpy() for c in ("when", "day", "fine"))
    both = fine[left] & fine[right]
    gap = np.where(both, when[right] - when[left], (day[right] - day[left]) * 86400)
    return Steps(left, right, gap, both)


def by(rows: pd.DataFrame, block: np.ndarray) -> np.ndarray:
    """Positions sorted by (block, when); ties keep the order of `rows`, which is a stable one."""
    return np.lexsort((rows["when"].to_numpy(), block))
