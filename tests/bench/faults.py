"""Planted faults: charges that were made again by mistake, and what came back of them.

Every kind takes a real purchase of the life and repeats it.  A kind that finds no fitting
purchase returns None and plants nothing.  How sure a reader may be is decided in `evidence`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from .errands import refund
from .layout import Layout
from .model import Diary, Entry


@dataclass
class Planter:
    """The diary under the eyes of one layout, while faults are planted in it."""

    diary: Diary
    layout: Layout
    planted: dict[str, str] = field(default_factory=dict)
    side: str = ""  # "wallet" where only what the wallet sees may be repeated

    def specific(self, entry: Entry) -> bool:
        """See Region.specific."""
        return self.diary.region.specific(entry.minor)

    def bases(self, *kinds: str, least: float = 9) -> list[Entry]:
        """Untouched, visible purchases a fault can be planted on."""
        diary, seen = self.diary, Counter((e.name, e.minor) for e in self.diary.entries)
        first, last = diary.start + timedelta(days=6), diary.end - timedelta(days=18)
        taken = {e.name for e in diary.entries if e.fault}
        return [
            entry
            for entry in diary.entries
            if entry.base in kinds
            and entry.flow == "out"
            and entry.status == "done"
            and not entry.fault
            and not entry.refunded
            and first < entry.when < last
            and (entry.base in ("habit", "monthly") or entry.minor >= least * diary.region.scale)
            and (seen[entry.name, entry.minor] == 1 or entry.base in ("habit", "monthly"))
            and entry.name not in taken
            and self.layout.sees(entry)
            and entry.only in ("", self.side)
        ]

    def pick(self, *kinds: str, odd: float = 0.75) -> Entry | None:
        """A purchase, mostly with an amount that cannot repeat by chance."""
        found = self.bases(*kinds)
        wanted = [entry for entry in found if self.specific(entry)]
        if wanted and self.diary.chance(odd):
            found = wanted
        return self.diary.rng.choice(found) if found else None

    def repeat(self, base: Entry, *gaps: timedelta, keep: float = 0.3) -> list[Entry]:
        """The charges of a fault: the base and one repeat after each gap from it."""
        made = [base]
        kept = self.diary.chance(keep)
        base.decoy = base.cluster = ""
        for wait in gaps:
            order = base.order if kept or base.rail != "shop" else self.diary.number()
            made.append(base.again(wait, order=order))
        for entry in made:
            entry.part = "charge"
        for entry in made[1:]:
            self.diary.add(entry)
        return made

    def mark(self, charges: list[Entry], kind: str) -> str:
        """Give the charges a fault id; returns it."""
        name = f"f{len(self.planted) + 1}"
        for entry in charges:
            entry.fault = name
        self.planted[name] = kind
        return name


def _double(at: Planter, kind: str, low: float, high: float, count: int = 2) -> str | None:
    base = at.pick("basket", "menu")
    if base is None:
        return None
    waits, total = [], timedelta()
    for _ in range(count - 1):
        total += at.diary.seconds(low, high)
        waits.append(total)
    charges = at.repeat(base, *waits)
    return at.mark(charges, kind)


def double_tap(at: Planter) -> str | None:
    """Twice within seconds."""
    return _double(at, "double_tap", 1, 19)


def retry(at: Planter) -> str | None:
    """A client that tried again: once or twice, after half a minute to a quarter of an hour."""
    if at.diary.chance(0.6):
        return _double(at, "retry", 25, 170, at.diary.rng.choice((2, 2, 3)))
    return _double(at, "retry", 220, 880)


def midnight(at: Planter) -> str | None:
    """The repeat falls on the next day by a few seconds."""
    base = at.pick("basket")
    if base is None:
        return None
    base.when = base.when.replace(hour=23, minute=59, second=at.diary.rng.randint(40, 57))
    charges = at.repeat(base, at.diary.seconds(22, 50))
    return at.mark(charges, "midnight")


def burst(at: Planter) -> str | None:
    """An outage: four to thirty charges; later some, all or none of the repeats come back."""
    rng, base = at.diary.rng, at.pick("basket", "menu", odd=0.5)
    if base is None:
        return None
    count = rng.choice((4, 5, 6, 7, 9, 12, 16, 22, 30))
    pace, total, waits = rng.uniform(4, 4000 / count), timedelta(), []
    if base.when.hour > 20:  # the series stays within one day
        base.when = base.when.replace(hour=rng.randint(9, 19))
    for _ in range(count - 1):
        total += at.diary.seconds(2, 2 * pace)
        waits.append(total)
    charges = at.repeat(base, *waits)
    fate = rng.choice(("none", "none", "some", "all"))
    back = {"none": 0, "some": rng.randint(1, count - 2), "all": count - 1}[fate]
    fault = at.mark(charges, f"burst_{fate}_refunded")
    for charge in charges[1 : back + 1]:
        wait = charges[-1].when - charge.when + at.diary.seconds(3600, 250000)
        refund(at.diary, charge, charge.minor, wait, charge.fault)
    return fault


def same_order(at: Planter) -> str | None:
    """One merchant order charged again hours or days later."""
    base = at.pick("basket", "menu", odd=0.5)
    if base is None or "order" not in at.layout.shows:
        return None
    charges = at.repeat(base, at.diary.seconds(7200, 9 * 86400), keep=1)
    return at.mark(charges, "same_order")


def represented(at: Planter) -> str | None:
    """The merchant's bank presents the purchase again the next or the third day."""
    base = at.pick("basket", "menu", odd=0.9)
    if base is None:
        return None
    days = at.diary.rng.choice((1, 1, 2, 3, 3))
    waits = [timedelta(days=days, seconds=at.diary.rng.randint(-7200, 7200))]
    if at.diary.chance(0.15):
        waits.append(waits[0] + timedelta(days=2))
    charges = at.repeat(base, *waits, keep=0.15)
    return at.mark(charges, "represented")


def batch_again(at: Planter) -> str | None:
    """A shop sends a day's batch twice: two other purchases of that day appear again."""
    base = at.pick("basket", odd=1)
    if base is None or not at.specific(base):
        return None
    wait = timedelta(days=at.diary.rng.choice((2, 3)), seconds=at.diary.rng.randint(0, 40))
    other = at.diary.add(
        base.again(
            at.diary.seconds(1800, 7000), order=at.diary.number(), minor=at.diary.basket(11, 60)
        )
    )
    fault: str | None = None
    for entry in (base, other):
        charges = at.repeat(entry, wait, keep=0)
        fault = at.mark(charges, "batch_again")
    return fault


def subscription(at: Planter) -> str | None:
    """A month's subscription is billed a second time within the cycle."""
    found = at.bases("monthly")
    rows = Counter(entry.name for entry in at.diary.entries if at.layout.sees(entry))
    found = [entry for entry in found if rows[entry.name] >= 4]
    if not found:
        return None
    base = at.diary.rng.choice(found)
    wait = at.diary.rng.choice(
        (at.diary.seconds(60, 5000), timedelta(days=at.diary.rng.randint(1, 5)))
    )
    charges = at.repeat(base, wait)
    return at.mark(charges, "subscription_twice")


def debit_twice(at: Planter) -> str | None:
    """A bill is taken by direct debit twice within three days."""
    found = [
        entry
        for entry in at.diary.entries
        if entry.rail == "debit"
        and not entry.decoy
        and entry.flow == "out"
        and not entry.fault
        and at.specific(entry)
        and at.layout.sees(entry)
        and at.diary.start + timedelta(days=6) < entry.when < at.diary.end - timedelta(days=18)
    ]
    prices = Counter((entry.name, entry.minor) for entry in at.diary.entries)
    found = [entry for entry in found if prices[entry.name, entry.minor] == 1]
    if not found:
        return None
    base = at.diary.rng.choice(found)
    charges = at.repeat(base, timedelta(days=at.diary.rng.randint(0, 2), seconds=40))
    return at.mark(charges, "debit_twice")


def two_cards(at: Planter) -> str | None:
    """The first card seems declined, the second is used, both are charged."""
    base = at.pick("basket", "menu", odd=0.9)
    if base is None or "card" not in at.layout.shows:
        return None
    base.method = 0
    charges = at.repeat(base, at.diary.seconds(15, 150), keep=0.2)
    charges[1].method = 1
    return at.mark(charges, "two_cards")


def reposted(at: Planter) -> str | None:
    """The bank posts one purchase on two days under two references."""
    base = at.pick("basket", "menu", odd=0.9)
    if base is None or "posted" not in at.layout.shows:
        return None
    charges = at.repeat(base, timedelta(0))
    charges[1].lag = base.lag + at.diary.rng.randint(1, 3)
    return at.mark(charges, "reposted")


def habit_tap(at: Planter) -> str | None:
    """Two taps within seconds where this person always pays for one."""
    if at.layout.precision != "second":
        return None
    lone = []
    for entry in at.bases("habit"):
        if entry.decoy not in ("coffee", "lunch", "bakery", "canteen", "kiosk"):
            continue  # a second ride or ticket is somebody else's as likely as not
        same = sorted(e.when for e in at.diary.entries if e.name == entry.name)
        pairs = pairwise(same)
        if len(same) >= 12 and all((b - a).total_seconds() > 1800 for a, b in pairs):
            lone.append(entry)
    if not lone:
        return None
    base = at.diary.rng.choice(lone)
    charges = at.repeat(base, at.diary.seconds(2, 9), keep=0.1)
    return at.mark(charges, "habit_tap")


def doubtful(at: Planter) -> str | None:
    """A repeat nobody can prove: a machine, a ride, a purchase with many like it."""
    found = at.bases("habit")
    if not found:
        return None
    charges = at.repeat(at.diary.rng.choice(found), at.diary.seconds(15, 90), keep=0)
    return at.mark(charges, "doubtful")


Kind = Callable[[Planter], str | None]
