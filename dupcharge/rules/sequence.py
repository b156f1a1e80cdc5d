"""Neighbours in time inside a block, and what lies around them: the arithmetic of every rule.

Owns: pairs of consecutive rows, and for each pair the count and the closeness of repeats outside
its neighbourhood. O(n log n), no loops over rows. Does not own: what a gap means (rules, policy).
"""

from __future__ import annotations

import numpy as np

NEVER = np.int64(2**35)
"""A gap that does not exist, in seconds; larger than any real one."""


class Sequence:
    """Rows of many blocks, sorted by (block, when).

    Args:
        block: code per row, int64 >= 0.
        when: seconds per row.
    """

    def __init__(self, block: np.ndarray, when: np.ndarray) -> None:
        self.block, self.when = block, when
        self._origin = int(when.min()) if len(when) else 0
        self._rank = _dense(block)
        self._packed = (self._rank << 38) | (when - self._origin)
        same = np.r_[False, block[1:] == block[:-1]] if len(block) else np.zeros(0, bool)
        self.has_previous = same
        self.gap = np.where(same, np.diff(when, prepend=when[:1]), NEVER)
        starts = np.flatnonzero(~same)
        length = np.diff(np.r_[starts, len(block)])
        self.start = np.repeat(starts, length)
        self.stop = self.start + np.repeat(length, length)

    def bounds(
        self, at: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """First row at or after `low`, first row after `high`, inside the block of rows `at`."""
        base = self._rank[at] << 38
        room = (np.int64(1) << 38) - 1
        left = np.searchsorted(self._packed, base | np.clip(low - self._origin, 0, room), "left")
        right = np.searchsorted(self._packed, base | np.clip(high - self._origin, 0, room), "right")
        left = np.where(low < self._origin, self.start[at], left)
        return left, right

    def outside(
        self, flags: np.ndarray, at: np.ndarray, left: np.ndarray, right: np.ndarray
    ) -> np.ndarray:
        """How many flagged steps (row and its predecessor) lie wholly outside [left, right)."""
        total = np.r_[0, np.cumsum(flags & self.has_previous)]
        before = total[left] - total[self.start[at]]
        after_from = np.minimum(right + 1, self.stop[at])
        return np.asarray(before + total[self.stop[at]] - total[after_from])

    def rows_outside(self, at: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """How many rows of the block lie outside [left, right)."""
        return np.asarray((left - self.start[at]) + (self.stop[at] - right))

    def closest_outside(
        self, at: np.ndarray, left: np.ndarray, right: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """The two smallest gaps between neighbours that both lie before, or both after."""
        block = np.cumsum(~self.has_previous)
        first, second = _two_smallest(self.gap, block)
        # After: steps right+1 .. stop-1, read from the end; the step into `right` is left out.
        back_first, back_second = (
            a[::-1] for a in _two_smallest(self.gap[::-1], (block.max(initial=0) - block)[::-1])
        )
        none = np.full(len(at), NEVER)
        some_before = left > self.start[at]
        b1 = np.where(some_before, first[np.maximum(left - 1, 0)], none)
        b2 = np.where(some_before, second[np.maximum(left - 1, 0)], none)
        some_after = right + 1 < self.stop[at]
        safe = np.minimum(right + 1, max(len(self.gap) - 1, 0))
        a1 = np.where(some_after, back_first[safe], none)
        a2 = np.where(some_after, back_second[safe], none)
        closest = np.minimum(b1, a1)
        return closest, np.minimum(np.maximum(b1, a1), np.minimum(b2, a2))


def _dense(block: np.ndarray) -> np.ndarray:
    if not len(block):
        return block.astype("int64")
    return np.cumsum(np.r_[False, block[1:] != block[:-1]]).astype("int64")


def _two_smallest(gap: np.ndarray, block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Running smallest and second smallest gap since the start of the block, both inclusive."""
    if not len(gap):
        return gap, gap
    drop = block.astype("int64") << 36  # later blocks are always smaller, so minima do not leak
    value = gap - drop
    least = np.minimum.accumulate(value)
    before = np.r_[np.int64(2**62), least[:-1]]
    displaced = np.maximum(value, before)
    displaced = np.where(np.r_[True, block[1:] != block[:-1]], NEVER - drop, displaced)
    runner = np.minimum.accumulate(displaced)
    return least + drop, np.minimum(runner + drop, NEVER)
