"""Sets of files of one life: overlapping exports of an account, and a wallet beside its bank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .faults import Planter
from .layout import Layout, arrange, day_of, posted
from .layouts_asia import ALIPAY_WEB, CMB_DEBIT, JP_CARD, PAYPAY, TW_CARD
from .layouts_cards import IN_BANK, PAYHUB, US_CHASE
from .layouts_europe import IT_CARD, NL_BANK, SE_BANK, UK_BANK
from .model import Diary, Entry


@dataclass(frozen=True)
class Pairing:
    """A wallet, the bank that pays it, and how the bank names what went through the wallet."""

    wallet: Layout
    bank: Layout
    prefix: str
    cards: tuple[int, ...] = (0,)


PAIRINGS = (
    Pairing(ALIPAY_WEB, CMB_DEBIT, "支付宝-"),
    Pairing(PAYHUB, US_CHASE, "PAYHUB *", (0, 1)),
    Pairing(PAYPAY, JP_CARD, "PAYPAY*", (1,)),
)
OVERLAPPING = (SE_BANK, CMB_DEBIT, UK_BANK, TW_CARD, NL_BANK, IT_CARD, IN_BANK)


def periods(diary: Diary, kind: str) -> list[tuple[datetime, datetime]]:
    """The days that each export of one account covers."""
    whole = (diary.end - diary.start).days
    if kind == "overlap":
        half, extra = whole // 2, diary.rng.randint(12, 30)
        cuts = [(0, half + extra), (half, whole)]
    elif kind == "three":
        third, extra = whole // 3, diary.rng.randint(3, 8)
        cuts = [(0, third + extra), (third, 2 * third + extra), (2 * third, whole)]
    else:  # parts that follow each other
        half = whole // 2
        cuts = [(0, half), (half, whole)]
    return [(diary.start + timedelta(days=a), diary.start + timedelta(days=b)) for a, b in cuts]


def slices(diary: Diary, layout: Layout, kind: str) -> list[tuple[datetime, datetime, list[Entry]]]:
    """The entries of each export; what counts is the date that orders the file."""
    made = []
    for start, end in periods(diary, kind):
        entries = [
            entry
            for entry in diary.entries
            if start <= (posted(entry) if layout.by_posting else entry.when) < end
        ]
        made.append((start, end, arrange(layout, entries)))
    return made


def split_sides(diary: Diary, pairing: Pairing) -> None:
    """Decide for every entry whether wallet, bank or both see it."""
    for entry in diary.entries:
        if entry.rail in ("person", "packet"):
            entry.only, entry.method = "wallet", 2
        elif entry.rail != "shop" or entry.cluster.startswith("sub:"):
            entry.only = "bank"
        elif entry.base == "basket" and entry.shop in ("grocery", "fuel", "hotel"):
            entry.only = "bank"
        elif entry.status != "done":
            entry.only = "wallet"
    for entry in diary.entries:  # a refund goes the way its charge went
        if entry.flow == "back":
            entry.only = next((e.only for e in diary.entries if e.txid == entry.of), entry.only)
        if entry.rail == "shop" and entry.only == "":
            entry.method = pairing.cards[0]


def plant_bank_only(at: Planter, pairing: Pairing) -> None:
    """The bank debits once more what the wallet recorded once."""
    base = at.pick("basket", odd=0.9)
    if base is None or base.only or base.method not in pairing.cards:
        return
    timed = pairing.bank.precision != "day"
    wait = at.diary.seconds(400, 5000) if timed else timedelta(days=at.diary.rng.randint(1, 3))
    base.decoy = base.cluster = ""
    base.part = "charge"
    extra = at.diary.add(base.again(wait, only="bank", name=pairing.prefix + base.name))
    at.mark([base, extra], "bank_only")


def sides(diary: Diary, pairing: Pairing) -> Iterable[tuple[Layout, list[Entry]]]:
    """The wallet's and the bank's rows of the same life."""
    wallet = [entry for entry in diary.entries if entry.only in ("", "wallet")]
    yield pairing.wallet, arrange(pairing.wallet, wallet)
    bank = []
    for entry in diary.entries:
        if entry.only == "bank":
            bank.append(entry)
        elif entry.only == "" and entry.method in pairing.cards and entry.rail == "shop":
            bank.append(replace(entry, name=pairing.prefix + entry.name, item=""))
    yield pairing.bank, arrange(pairing.bank, bank)


def covers(entries: list[Entry]) -> tuple[datetime, datetime]:
    """First day and the day after the last."""
    days = [day_of(entry.when) for entry in entries]
    return min(days), max(days) + timedelta(days=1)
