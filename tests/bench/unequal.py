"""Faults whose charges differ a little, in amount or name, and those that were given back."""

from __future__ import annotations

from datetime import timedelta

from .errands import refund
from .faults import (
    Kind,
    Planter,
    batch_again,
    burst,
    debit_twice,
    double_tap,
    doubtful,
    habit_tap,
    midnight,
    reposted,
    represented,
    retry,
    same_order,
    subscription,
    two_cards,
)  # fmt: skip
from .model import Diary, Entry

PREFIXES = {
    "en": ("SQ *", "SP ", "TST* ", "SUMUP *"),
    "nl": ("CCV*", "SumUp *", "BCK*"),
    "sv": ("ZETTLE_*", "K*"),
    "it": ("SumUp *", "NEXI*"),
    "zh": ("银联-", "云闪付-"),
    "tw": ("連加*", "藍新-"),
    "ja": ("SQ*", "PAYGATE*"),
}


def guise(diary: Diary, name: str, wallet: bool, online: bool) -> str:
    """The same merchant as another terminal or processor writes it."""
    rng, language = diary.rng, diary.region.language
    prefixes = ("PAYU*", "RAZ*") if diary.region.code == "in" else PREFIXES[language]
    eastern = language in ("zh", "tw", "ja")
    ways = ["place", "company"] if eastern else ["place", "code"]
    if online:  # has no branches
        ways.remove("place")
    if not wallet:  # inside a wallet no other processor writes the name
        ways += ["prefix", "prefix"]
    last = name.rfind(" ") + 1
    if not eastern and len(name) > 13 and len(name) - last > 5:
        ways += ["cut"]
    way = rng.choice(ways)
    if way == "prefix":
        return rng.choice(prefixes) + name
    if way == "place":
        return name + rng.choice(diary.region.words.cities)
    if way == "cut":  # the last word loses its end but is still told apart
        return name[: rng.randint(last + 4, len(name) - 1)]
    if way == "company":
        word = {"zh": "（有限公司）", "tw": "股份有限公司", "ja": "　カブシキガイシャ"}[language]
        return name + word
    return name.upper() + rng.choice((" 0213", " *K4T81", " 22 07"))


def name_guise(at: Planter) -> str | None:
    """The repeat carries the merchant's name in another form."""
    base = at.pick("basket", odd=1)
    if base is None or not at.specific(base) or any(c in base.name for c in "(-#"):
        return None
    wait = at.diary.rng.choice((at.diary.seconds(4, 150), at.diary.seconds(900, 9000)))
    charges = at.repeat(base, wait, keep=0.1)
    charges[1].name = guise(at.diary, base.name, "order" in at.layout.shows, base.shop == "online")
    return at.mark(charges, "name_guise")


def _shifted(at: Planter, kind: str, change: int, wait: timedelta, base: Entry) -> str:
    charges = at.repeat(base, wait, keep=0)
    charges[1].minor = base.minor + change
    return at.mark(charges, kind)


def _step(at: Planter, minor: int) -> int:
    """A difference in whole units where the country has no cents."""
    unit = 100 if at.diary.region.style == "whole" else 1
    return max(unit, round(minor / unit) * unit)


def exchange(at: Planter) -> str | None:
    """Charged twice in foreign money; the two are converted at rates a breath apart."""
    found = [entry for entry in at.bases("basket", least=30) if entry.shop == "online"]
    if not found:
        return None
    base = at.diary.rng.choice(found)
    change = _step(at, round(base.minor * at.diary.rng.uniform(0.0006, 0.0034)))
    if change > base.minor * 0.0038:
        return None
    base.foreign = ("CHF", round(base.minor / at.diary.region.scale * 95))
    return _shifted(at, "exchange", change, at.diary.seconds(4, 150), base)


def with_fee(at: Planter) -> str | None:
    """The repeat contains the card surcharge."""
    base = at.pick("basket", odd=1)
    if base is None or at.layout.precision == "day" or not at.specific(base):
        return None
    if base.shop in ("grocery", "fuel"):  # places where two other purchases are as likely
        return None
    change = _step(at, round(base.minor * at.diary.rng.choice((0.008, 0.015, 0.02, 0.028))))
    return _shifted(at, "with_fee", change, at.diary.seconds(3, 35), base)


def tip(at: Planter) -> str | None:
    """The bill and the bill with its tip are both taken."""
    if at.diary.region.code not in ("us", "gb", "ie"):
        return None
    rows = [e.name for e in at.diary.entries]
    found = [
        entry
        for entry in at.bases("basket")
        if entry.shop == "restaurant"
        and entry.when.hour >= 18
        and rows.count(entry.name) == 1
        and at.specific(entry)
    ]
    if not found:
        return None
    base = at.diary.rng.choice(found)
    base.when = base.when.replace(hour=min(base.when.hour, 20))
    change = round(base.minor * at.diary.rng.choice((18, 20, 25)) / 100)
    return _shifted(at, "tip", change, at.diary.seconds(1500, 9000), base)


def given_back(at: Planter) -> str | None:
    """A repeat of which something, all, or even both charges came back."""
    kind = at.diary.rng.choice((double_tap, retry, represented))
    name = kind(at)
    if name is None:
        return None
    charges = [entry for entry in at.diary.entries if entry.fault == name]
    charges.sort(key=lambda entry: entry.when)
    fate = at.diary.rng.choice(("whole", "whole", "part", "both"))
    last = charges[-1]
    wait = at.diary.seconds(20000, 700000)
    if fate == "part":
        share = last.minor * at.diary.rng.choice((30, 50, 60)) // 100
        unit = 100 if at.diary.region.style == "whole" else 1
        refund(at.diary, last, max(unit, share // unit * unit), wait, name)
    else:
        refund(at.diary, last, last.minor, wait, name)
        if fate == "both":
            for charge in charges[:-1]:
                later = last.when - charge.when + wait + at.diary.seconds(60, 90000)
                refund(at.diary, charge, charge.minor, later, name)
    at.planted[name] = f"refunded_{fate}"
    return name


KINDS: tuple[tuple[Kind, float], ...] = (
    (double_tap, 3), (retry, 3), (midnight, 0.8), (burst, 1.6), (same_order, 5), (represented, 2.2),
    (batch_again, 0.6), (subscription, 1.6), (debit_twice, 1), (two_cards, 1.2), (reposted, 1.4),
    (habit_tap, 1), (name_guise, 1.6), (exchange, 1), (with_fee, 0.7), (tip, 1), (given_back, 2.4),
    (doubtful, 0.9),
)  # fmt: skip


def plant(at: Planter, count: int) -> None:
    """Plant `count` faults of kinds drawn by weight; gives up on a life without room for them."""
    kinds, weights = [kind for kind, _ in KINDS], [weight for _, weight in KINDS]
    for _ in range(count * 8):
        if len(at.planted) >= count:
            return
        at.diary.rng.choices(kinds, weights)[0](at)
