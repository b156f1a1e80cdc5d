"""The picture of a group: its charges and refunds on one axis of time, as inline SVG.

Owns where a mark stands and how it is drawn. Roles differ by shape, never by colour alone: a filled
square is the rightful charge, a circle a claimed one, a ring with a bar one that came back, a
diamond one in question, a triangle a refund. Long empty stretches of the axis are cut and say so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

WIDTH = 680
_LEFT, _RIGHT = 16, 16
_MARK = 9  # half a mark
_STEP = 22  # from one row of marks to the next
_CUT = 34  # width of a cut stretch
_MOST_CUTS = 3
_TALL = 4  # marks of one moment above each other
_FAR = 6  # a gap so many times longer than all the others beside it is cut


@dataclass(frozen=True)
class Mark:
    """One charge or refund: label, shape, moment; `of`: label of the charge it gives back."""

    label: str
    state: str
    time: dt.datetime
    of: str | None = None


@dataclass(frozen=True)
class Timeline:
    """A picture with its words: `caption` says the same as `svg` shows."""

    svg: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True)
class _Stretch:
    """A part of the axis without a cut: moments and pixels of its ends."""

    start: dt.datetime
    end: dt.datetime
    left: float
    right: float

    def x(self, time: dt.datetime) -> float:
        span = (self.end - self.start).total_seconds()
        if not span:
            return (self.left + self.right) / 2
        share = (time - self.start).total_seconds() / span
        return self.left + share * (self.right - self.left)


def draw(
    marks: Sequence[Mark],
    caption: str,
    tick: Callable[[dt.datetime, dt.timedelta], str],
    gap: Callable[[dt.timedelta], str],
) -> Timeline | None:
    """The picture of `marks`; None for fewer than two.

    Args:
        marks: at least two, in any order.
        caption: the same in words; also the picture's alternative text.
        tick: how a moment is written under the axis that spans so much time.
        gap: how a cut stretch is named ("3 days").
    """
    if len(marks) < 2:
        return None
    ordered = sorted(marks, key=lambda m: m.time)
    stretches = _stretches([m.time for m in ordered])
    placed = _placed(ordered, stretches)
    rows = 1 + max(row for _, _, row in placed)
    base = 16 + rows * _STEP
    height = base + 38
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" class="timeline">',
        f"<title>{escape(caption)}</title>",
    ]
    span = ordered[-1].time - ordered[0].time
    out += _axis(stretches, base, span, tick, gap)
    at = {mark.label: (x, base - 14 - row * _STEP) for mark, x, row in placed}
    for mark, x, row in placed:
        if row == 0:
            out.append(_line(x, base - 14 + _MARK, x, base, "1"))
        if mark.of in at:
            out.append(_back(x, base - 14 - row * _STEP, *at[mark.of]))
    for mark, x, row in placed:
        out += _mark(mark, x, base - 14 - row * _STEP)
    out.append("</svg>")
    return Timeline("".join(out), caption, WIDTH, height)


def _stretches(times: Sequence[dt.datetime]) -> list[_Stretch]:
    """The axis, cut where an empty stretch would squeeze everything else."""
    gaps = [b - a for a, b in pairwise(times)]
    cuts: list[int] = []
    for at in sorted(range(len(gaps)), key=lambda i: -gaps[i])[:_MOST_CUTS]:
        rest = sum((g for i, g in enumerate(gaps) if i != at and i not in cuts), dt.timedelta())
        if gaps[at] > _FAR * rest and len(gaps) > 1 and gaps[at] > dt.timedelta(minutes=1):
            cuts.append(at)
    bounds = [0, *(i + 1 for i in sorted(cuts)), len(times)]
    parts = [times[a:b] for a, b in pairwise(bounds)]
    room = WIDTH - _LEFT - _RIGHT - _CUT * len(cuts)
    weights = [max(1.0, len(part) ** 0.5) for part in parts]
    found, left = [], float(_LEFT)
    for part, weight in zip(parts, weights, strict=True):
        right = left + room * weight / sum(weights)
        inner = min(44.0, (right - left) / 4)  # room for the labels of its ends
        found.append(_Stretch(part[0], part[-1], left + inner, right - inner))
        left = right + _CUT
    return found


def _placed(marks: Sequence[Mark], stretches: Sequence[_Stretch]) -> list[tuple[Mark, float, int]]:
    """X and row of each mark: stacked where marks would cover each other."""
    placed: list[tuple[Mark, float, int]] = []
    last: list[float] = []
    same = Counter(mark.time for mark in marks)
    seen: Counter[dt.datetime] = Counter()
    for mark in marks:
        stretch = next(s for s in stretches if s.start <= mark.time <= s.end)
        need = 2 * _MARK + 3 + 6.2 * len(mark.label)
        columns = -(-same[mark.time] // _TALL)  # many of one moment stand side by side
        column = seen[mark.time] % columns
        seen[mark.time] += 1
        x = stretch.x(mark.time) + (column - (columns - 1) / 2) * need
        x = min(max(x, _LEFT), WIDTH - _RIGHT - need)
        row = next((r for r, right in enumerate(last) if x - right >= need), len(last))
        if row == len(last):
            last.append(x)
        last[row] = max(x, last[row])
        placed.append((mark, x, row))
    return placed


def _axis(
    stretches: Sequence[_Stretch],
    base: float,
    span: dt.timedelta,
    tick: Callable[[dt.datetime, dt.timedelta], str],
    gap: Callable[[dt.timedelta], str],
) -> list[str]:
    out = []
    for index, stretch in enumerate(stretches):
        pad = 10 if stretch.left == stretch.right else 0
        out.append(_line(stretch.left - 12 - pad, base, stretch.right + 12 + pad, base, "1.5"))
        wide = stretch.right - stretch.left
        single = stretch.start == stretch.end
        ends = [stretch.start] if single else [stretch.start, stretch.end]
        if not single and wide > 420:
            middle = stretch.start + (stretch.end - stretch.start) / 2
            ends.insert(1, middle.replace(microsecond=0))
        for moment in ends:
            x = stretch.x(moment)
            out.append(_line(x, base, x, base + 5, "1"))
            out.append(_text(x, base + 18, tick(moment, span), "middle"))
        if index:
            before = stretches[index - 1]
            x = (before.right + stretch.left) / 2
            out.append(_line(x - 7, base + 6, x - 1, base - 6, "1.5"))
            out.append(_line(x + 1, base + 6, x + 7, base - 6, "1.5"))
            out.append(_text(x, base + 33, gap(stretch.start - before.end), "middle"))
    return out


def _mark(mark: Mark, x: float, y: float) -> list[str]:
    half = _MARK - 2
    label = _text(x + half + 4, y + 4, mark.label, "start")
    if mark.state == "rightful":
        shape = (
            f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half}" height="{2 * half}" '
            'fill="currentColor"/>'
        )
    elif mark.state == "refund":
        points = (
            f"{x - half:.1f},{y:.1f} {x + half:.1f},{y - half:.1f} {x + half:.1f},{y + half:.1f}"
        )
        shape = f'<polygon points="{points}" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    elif mark.state == "question":
        points = (
            f"{x:.1f},{y - half - 1:.1f} {x + half + 1:.1f},{y:.1f} "
            f"{x:.1f},{y + half + 1:.1f} {x - half - 1:.1f},{y:.1f}"
        )
        shape = f'<polygon points="{points}" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    else:
        shape = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half}" fill="none" stroke="currentColor" '
            'stroke-width="1.6"/>'
        )
        if mark.state == "returned":
            shape += _line(x - half + 2, y + half - 2, x + half - 2, y - half + 2, "1.6")
    return [shape, label]


def _back(x: float, y: float, to_x: float, to_y: float) -> str:
    """A dashed way from a refund back to the charge."""
    return (
        f'<path d="M{x - _MARK:.1f} {y:.1f} L{to_x + _MARK:.1f} {to_y:.1f}" fill="none" '
        'stroke="currentColor" stroke-width="0.8" stroke-dasharray="3 3" opacity="0.55"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, width: str) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor" '
        f'stroke-width="{width}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="11" '
        f'font-family="Noto Sans CJK SC, system-ui, sans-serif" fill="currentColor">'
        f"{escape(text)}</text>"
    )
