"""What a life is made of: entries in a diary, written by one person in one region.

Owns the data types and the making of names, prices and numbers.  Knows nothing of habits,
faults or file layouts.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from .regions import Region


@dataclass
class Entry:
    """One thing that happened to the person's money; becomes at most one row of a file.

    `minor` is the gross amount in minor units, positive.  `flow` is out, in (other money in),
    back (a refund) or own (neither).  `decoy` and `cluster` label an innocent look-alike,
    `fault` and `part` (charge, refund) a planted repeat.  `innocent` says which visible thing
    proves innocence by itself: "always", "item", "order", "status" or "" (only the habit does).
    """

    when: datetime
    name: str
    minor: int
    flow: str = "out"
    rail: str = "shop"  # shop debit standing cash person own salary fee repay packet
    topic: str = "shopping"
    status: str = "done"  # done pending failed closed hold
    item: str = ""
    order: str = ""
    method: int = 0
    lag: int = 1
    decoy: str = ""
    cluster: str = ""
    innocent: str = ""
    shop: str = ""  # the kind of shop, where it is one
    base: str = ""  # basket, menu, monthly or habit: what a fault may be planted on
    fault: str = ""
    part: str = ""
    foreign: tuple[str, int] | None = None
    refunded: int = 0
    only: str = ""  # "bank" or "wallet": the other side never saw it
    uid: int = -1
    txid: str = ""
    reference: str = ""
    of: str = ""  # txid of the charge that a refund gives back

    def again(self, after: timedelta, **changes: object) -> Entry:
        """The same charge once more, `after` later; numbers are given anew by the diary."""
        fresh: dict[str, object] = {"uid": -1, "txid": "", "reference": "", "refunded": 0}
        return replace(self, when=self.when + after, **(fresh | changes))  # type: ignore[arg-type]


@dataclass
class Variant:
    """Which half of the invented world is used, and how far its parameters are turned."""

    name: str
    half: int
    rate: float = 0.65  # how often habits are practised
    faults: tuple[int, int] = (0, 8)
    months: tuple[int, int] = (4, 7)


DEV = Variant("dev", 0)
HOLDOUT = Variant("holdout", 1, rate=0.85, faults=(0, 6), months=(5, 10))
VARIANTS = {"dev": DEV, "holdout": HOLDOUT}


@dataclass
class Diary:
    """The entries of one life and everything needed to invent more of them."""

    region: Region
    rng: random.Random
    start: datetime
    end: datetime
    variant: Variant
    entries: list[Entry] = field(default_factory=list)
    serial: int = 0

    def __post_init__(self) -> None:
        firsts = list(self.region.words.firsts[self.variant.half :: 2])
        self.rng.shuffle(firsts)
        self._firsts = firsts
        self._used: set[str] = set()

    def add(self, entry: Entry) -> Entry:
        """Keep an entry when it lies in the life's span; number it either way."""
        self.serial += 1
        entry.uid = self.serial
        entry.txid = entry.txid or self.digits(16)
        entry.reference = entry.reference or self.digits(10)
        if not entry.order and entry.rail == "shop":
            entry.order = self.number()
        if self.start <= entry.when < self.end:
            self.entries.append(entry)
        return entry

    def digits(self, count: int) -> str:
        """A number without a leading zero, as text."""
        return str(self.rng.randrange(10 ** (count - 1), 10**count))

    def number(self) -> str:
        """A merchant's order number."""
        return f"{self.rng.choice('ABDEHKMNPRTW')}{self.digits(11)}"

    def call(self, kind: str) -> str:
        """A name nobody in this life has yet, for a place or biller of that kind."""
        pattern = self.region.words.patterns[kind][self.variant.half]
        joiner = "" if self.region.language in ("zh", "tw", "ja") else " & "
        singles = self.rng.sample(self._firsts, len(self._firsts))
        pairs = [one + joiner + two for one, two in pairwise(singles)]
        for first in singles + pairs:
            name = pattern.replace("{}", first)
            if name not in self._used or "{}" not in pattern:
                break
        self._used.add(name)
        return name

    def person(self) -> str:
        """Somebody the person sends money to."""
        people = self.region.words.people[self.variant.half :: 2]
        return self.rng.choice(people)

    def people(self, count: int) -> list[str]:
        """So many different friends, as far as there are."""
        known = self.region.words.people[self.variant.half :: 2]
        return self.rng.sample(known, min(count, len(known)))

    def menu(self, low: float, high: float) -> int:
        """A list price between two amounts of euro, in the region's own habit."""
        return self.region.menu(self.rng, low, high)

    def basket(self, low: float, high: float) -> int:
        """A sum of several things, or a metered one: as odd as the region's tills make it."""
        return self.region.basket(self.rng, low, high)

    def days(self) -> list[datetime]:
        """Every day of the life, at midnight."""
        count = (self.end - self.start).days
        return [self.start + timedelta(days=n) for n in range(count)]

    def months(self) -> list[datetime]:
        """The first of every month that the life touches."""
        first, found = self.start.replace(day=1), []
        while first < self.end:
            found.append(first)
            first = (first + timedelta(days=32)).replace(day=1)
        return found

    def clock(self, day: datetime, first: float, last: float) -> datetime:
        """A moment on that day between two hours."""
        return day + timedelta(seconds=self.rng.randint(int(first * 3600), int(last * 3600) - 1))

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self.rng.random() < probability

    def seconds(self, first: float, last: float) -> timedelta:
        """A gap between two numbers of seconds."""
        return timedelta(seconds=self.rng.randint(int(first), int(last)))
