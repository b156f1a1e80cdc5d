"""How sure a careful reader of one file may be of a repeat, and how labels are worded.

Owns the words strong, medium and weak and the decision which innocent look-alikes honest people
would quarrel about.  It looks only at what the layout shows.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

from .layout import Layout
from .model import Entry
from .regions import Region

DAY = 86400
TIGHT = 300  # seconds within which two equal charges catch the eye
NEAR = 3.2 * DAY
RHYTHM = 8  # so many equal charges at one place are a habit


def gap(layout: Layout, one: Entry, two: Entry) -> float:
    """Seconds between two entries as the file shows them."""
    return abs((layout.shown(two) - layout.shown(one)).total_seconds())


def grade(layout: Layout, charges: list[Entry], specific: bool) -> str:
    """The evidence of equal charges at a place that has no habit of them.

    `specific` tells that the amount hardly comes about twice by chance.
    """
    first, last = charges[0], charges[-1]
    widest = max(gap(layout, a, b) for a, b in pairwise(charges))
    same_order = len({entry.order for entry in charges}) == 1 and bool(first.order)
    if "order" in layout.shows and same_order:
        return "strong"
    if len(charges) >= 6 and gap(layout, first, last) <= DAY:
        return "strong"
    if layout.precision == "day":
        return "medium" if specific and widest <= NEAR else "weak"
    if widest <= TIGHT:
        return "strong" if specific else "medium" if widest <= 200 else "weak"
    return "medium" if specific and widest <= NEAR else "weak"


def judge(layout: Layout, region: Region, kind: str, charges: list[Entry], rows: int) -> str:
    """The evidence of one planted fault in a file of this layout.

    `charges` are those the file shows, by time; `rows` counts what it shows of that merchant
    otherwise.
    """
    odd = all(region.specific(entry.minor) for entry in charges)
    word = grade(layout, charges, odd)
    if kind == "doubtful" or (kind == "with_fee" and layout.precision == "day"):
        return "weak"
    if kind == "subscription_twice":
        return (
            "weak"
            if rows < 2
            else "strong"
            if grade(layout, charges, False) == "strong"
            else "medium"
        )
    if kind == "habit_tap":
        return grade(layout, charges, False) if layout.precision == "second" else "weak"
    if kind in ("name_guise", "exchange", "with_fee", "tip"):
        return lowered(word)
    return word


def lowered(word: str) -> str:
    """One step less sure, for charges that differ a little in name or amount."""
    return "weak" if word == "weak" else "medium"


def quarrelsome(layout: Layout, region: Region, visible: list[Entry]) -> set[int]:
    """The uids of innocent rows that the file alone does not excuse.

    A single tight occasion of equal charges, with no other such occasion at that place, is
    something honest people read differently.
    """
    places: dict[str, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in visible:
        if entry.decoy and entry.flow == "out" and entry.status == "done" and not entry.fault:
            places[entry.name][entry.minor].append(entry)
    found: set[int] = set()
    for menu in places.values():
        days: dict[object, set[int]] = defaultdict(set)
        for minor, entries in menu.items():
            if not _excused(layout, entries):
                for one, two in _tight_pairs(layout, entries, region.specific(minor)):
                    days[(one.when - timedelta(hours=4)).date()] |= {one.uid, two.uid}
        if len(days) == 1:
            found |= next(iter(days.values()))
    return found


def _tight_pairs(layout: Layout, entries: list[Entry], odd: bool) -> list[tuple[Entry, Entry]]:
    """Neighbouring equal charges close enough to catch the eye."""
    entries = sorted(entries, key=lambda entry: entry.when)
    limit = NEAR if odd else TIGHT
    if len(entries) >= RHYTHM:
        if layout.precision == "day":
            return []
        limit = 60.0
    pairs = pairwise(entries)
    return [(one, two) for one, two in pairs if gap(layout, one, two) <= limit]


def _excused(layout: Layout, entries: list[Entry]) -> bool:
    """True when what the rows show excuses them without any habit."""
    words = {entry.innocent for entry in entries}
    if "always" in words or "status" in words:
        return True
    if "item" in words and "item" in layout.shows:
        return len({entry.item for entry in entries}) > 1
    if "cycle" in words:  # k equal charges in each of at least two cycles
        return len({(entry.when.year, entry.when.month) for entry in entries}) > 1
    return False
