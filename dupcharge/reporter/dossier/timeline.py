"""The picture of a group: its charges and refunds on one axis of time, as inline SVG.

Owns where a mark stands and how it is drawn. Roles differ by shape, never by colour alone: a filled
square is the rightful charge, a circle a claimed one, a ring with a bar one that came back, a
diamond one in question, a triangle a refund. Charges stand in one row above the axis, each with a
line to its moment; refunds hang below it, each with an arrow back to its charge. Long empty
stretches of the axis are cut and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

WIDTH = 680
_EDGE = 16  # left and right of everything
_MARK = 7.0  # half a mark
_LETTER = 6.2  # width of a character of a label
_CUT = 34  # width of a cut stretch
_MOST_CUTS = 3
_FAR = 6  # a gap so many times longer than all the others beside it is cut
_ROW = 27.0  # where the marks of the charges stand
_AXIS = 58.0  # where the axis runs
_LANES = 200.0  # height for refunds, where they are many


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
    span = ordered[-1].time - ordered[0].time
    stretches = _stretches([m.time for m in ordered])

    def x(mark: Mark) -> float:
        return next(s for s in stretches if s.start <= mark.time <= s.end).x(mark.time)

    charges = [(mark, x(mark)) for mark in ordered if mark.state != "refund"]
    refunds = [(mark, x(mark)) for mark in ordered if mark.state == "refund"]
    lane = min(15.0, _LANES / max(1, len(refunds)))
    base = _AXIS + (10 + lane * len(refunds) if refunds else 0)
    height = round(base + (36 if len(stretches) > 1 else 22))
    body = [
        *_axis(stretches, base, span, tick, gap),
        *_charges(charges),
        *_refunds(refunds, {mark.label: at for mark, at in charges}, lane),
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" class="timeline">'
        f"<title>{escape(caption)}</title>"
    )
    return Timeline("".join([head, *body, "</svg>"]), caption, WIDTH, height)


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
    room = WIDTH - 2 * _EDGE - _CUT * len(cuts)
    weights = [max(1.0, len(part) ** 0.5) for part in parts]
    found, left = [], float(_EDGE)
    for part, weight in zip(parts, weights, strict=True):
        right = left + room * weight / sum(weights)
        inner = min(44.0, (right - left) / 4)  # room for the labels of its ends
        found.append(_Stretch(part[0], part[-1], left + inner, right - inner))
        left = right + _CUT
    return found


def _spread(wanted: Sequence[float], need: float) -> list[float]:
    """Places as near to the wanted ones (ascending) as `need` pixels between neighbours allow."""
    blocks: list[tuple[float, int]] = []  # mean of what its marks want, less their rank; how many
    for rank, at in enumerate(wanted):
        mean, count = at - need * rank, 1
        while blocks and mean < blocks[-1][0]:
            before, more = blocks.pop()
            mean = (before * more + mean * count) / (more + count)
            count += more
        blocks.append((mean, count))
    flat = [mean for mean, count in blocks for _ in range(count)]
    found = [mean + need * rank for rank, mean in enumerate(flat)]
    low, high = _EDGE + _MARK, WIDTH - _EDGE - _MARK
    for i, place in enumerate(found):  # push in from the left edge, then from the right one
        found[i] = max(place, low + need * i)
    for i in range(len(found)):
        found[-1 - i] = min(found[-1 - i], high - need * i)
    return found


def _charges(charges: Sequence[tuple[Mark, float]]) -> list[str]:
    """A row of marks, labels above, each with a line down to its moment on the axis."""
    if not charges:
        return []
    widest = max(len(mark.label) for mark, _ in charges)
    label = max(2 * _MARK, _LETTER * widest) + 3
    need = min(label, (WIDTH - 2 * _EDGE - 2 * _MARK) / len(charges))
    half = min(_MARK, max(1.5, need / 2 - 1))
    places = _spread([at for _, at in charges], need)
    out, end = [], 0.0
    for (mark, at), place in zip(charges, places, strict=True):
        out.append(_line(place, _ROW + half, at, _AXIS, min(0.7, need / 16), faint=True))
        out.append(_shape(mark.state, place, _ROW, half))
        left = place - _LETTER * len(mark.label) / 2
        if left >= end:  # among very many, only labels that have room
            out.append(_text(place, _ROW - _MARK - 6, mark.label, "middle"))
            end = left + _LETTER * len(mark.label)
    return out


def _refunds(
    refunds: Sequence[tuple[Mark, float]], places: dict[str, float], lane: float
) -> list[str]:
    """Below the axis, a lane each: the charge furthest left in the deepest lane, so none cross."""
    out: list[str] = []
    half = min(_MARK - 1, lane / 2 - 1)
    by_charge = sorted(refunds, key=lambda item: -places.get(item[0].of or "", item[1]))
    for row, (mark, at) in enumerate(by_charge):
        y = _AXIS + 12 + lane * (row + 0.5)
        out.append(_line(at, _AXIS, at, y - half, 0.7, faint=True))
        if mark.of in places:
            to = places[mark.of]
            out.append(_back(at - half, y, to))
        out.append(_shape("refund", at, y, half))
        if lane >= 9.5:
            fits = at + half + 4 + _LETTER * len(mark.label) < WIDTH
            out.append(_text(at + half + 4, y + 4, mark.label, "start") if fits else "")
    return out


def _axis(
    stretches: Sequence[_Stretch],
    base: float,
    span: dt.timedelta,
    tick: Callable[[dt.datetime, dt.timedelta], str],
    gap: Callable[[dt.timedelta], str],
) -> list[str]:
    """The axis with its ends and cuts; what is written stands below the refunds, at `base`."""
    out = []
    for index, stretch in enumerate(stretches):
        pad = 22 if stretch.left == stretch.right else 12
        out.append(_line(stretch.left - pad, _AXIS, stretch.right + pad, _AXIS, 1.5))
        single = stretch.start == stretch.end
        ends = [stretch.start] if single else [stretch.start, stretch.end]
        if not single and stretch.right - stretch.left > 420:
            middle = stretch.start + (stretch.end - stretch.start) / 2
            ends.insert(1, middle.replace(microsecond=0))
        for moment in ends:
            x = stretch.x(moment)
            out.append(_line(x, _AXIS, x, _AXIS + 5, 1.2))
            if base > _AXIS:
                out.append(_line(x, _AXIS + 5, x, base + 4, 0.5, faint=True, dashed=True))
            out.append(_text(x, base + 18, tick(moment, span), "middle"))
        if index:
            before = stretches[index - 1]
            x = (before.right + stretch.left) / 2
            out.append(_line(x - 7, _AXIS + 6, x - 1, _AXIS - 6, 1.5))
            out.append(_line(x + 1, _AXIS + 6, x + 7, _AXIS - 6, 1.5))
            out.append(_text(x, base + 33, gap(stretch.start - before.end), "middle"))
    return out


def _shape(state: str, x: float, y: float, half: float) -> str:
    if state == "rightful":
        return (
            f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" '
            f'height="{2 * half:.1f}" fill="currentColor"/>'
        )
    if state == "refund":
        return _outline(
            f"{x - half:.1f},{y:.1f} {x + half:.1f},{y - half:.1f} {x + half:.1f},{y + half:.1f}"
        )
    if state == "question":
        far = half + 1
        corners = ((x, y - far), (x + far, y), (x, y + far), (x - far, y))
        return _outline(" ".join(f"{a:.1f},{b:.1f}" for a, b in corners))
    ring = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="none" stroke="currentColor" '
        'stroke-width="1.4"/>'
    )
    if state == "returned":
        inner = half * 0.7
        ring += _line(x - inner, y + inner, x + inner, y - inner, 1.4)
    return ring


def _outline(points: str) -> str:
    return f'<polygon points="{points}" fill="none" stroke="currentColor" stroke-width="1.4"/>'


def _back(x: float, y: float, to: float) -> str:
    """From a refund back to the moment of its charge, with the point of an arrow at the axis."""
    return (
        f'<path d="M{x:.1f} {y:.1f} H{to:.1f} V{_AXIS + 2:.1f} m-2.5 5 l2.5 -5 l2.5 5" fill="none" '
        'stroke="currentColor" stroke-width="0.8"/>'
    )


def _line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    width: float,
    *,
    faint: bool = False,
    dashed: bool = False,
) -> str:
    more = ' opacity="0.55"' if faint else ""
    more += ' stroke-dasharray="2 3"' if dashed else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor" '
        f'stroke-width="{width:.2g}"{more}/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="11" '
        f'font-family="Noto Sans CJK SC, system-ui, sans-serif" fill="currentColor">'
        f"{escape(text)}</text>"
    )
