"""What comes irregularly: shopping, eating out, orders, refunds, failed payments.

All innocent.  Ordinary purchases carry `base` basket or menu: faults are planted on those.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .household import workdays
from .model import Diary, Entry

# kind, topic, visits a month, euro from, to, basket or menu, own shop every time
SHOPS = (
    ("grocery", "food", 7.0, 9, 75, "basket", False),
    ("grocery", "food", 2.5, 6, 40, "basket", False),
    ("pharmacy", "health", 1.2, 5, 35, "basket", False),
    ("hardware", "home", 0.9, 12, 120, "basket", True),
    ("garden", "home", 0.7, 12, 80, "basket", True),
    ("vet", "health", 0.5, 40, 190, "basket", True),
    ("dentist", "health", 0.4, 45, 260, "basket", True),
    ("electronics", "shopping", 0.7, 25, 420, "basket", True),
    ("clothes", "shopping", 1.0, 15, 140, "menu", True),
    ("books", "shopping", 0.8, 8, 45, "menu", True),
    ("furniture", "home", 0.4, 60, 600, "basket", True),
    ("optician", "health", 0.2, 70, 350, "basket", True),
    ("garage", "transport", 0.4, 60, 480, "basket", True),
    ("toys", "shopping", 0.5, 10, 60, "menu", True),
    ("sport", "shopping", 0.5, 15, 150, "menu", True),
    ("restaurant", "food", 3.5, 14, 95, "basket", True),
    ("online", "shopping", 3.0, 8, 160, "basket", False),
    ("online", "shopping", 2.0, 8, 110, "basket", True),
    ("fuel", "transport", 2.0, 35, 80, "basket", False),
)


def live(diary: Diary) -> None:
    """Write the errands of this life into the diary."""
    _shops(diary)
    _parcels(diary)
    _equal_items(diary)
    _chain(diary)
    _given_back(diary)
    _stumbles(diary)


def shop(diary: Diary, kind: str, topic: str, when: datetime, minor: int, base: str) -> Entry:
    """One purchase at a place of its own."""
    return diary.add(
        Entry(
            when,
            diary.call(kind),
            minor,
            topic=topic,
            base=base,
            shop=kind,
            lag=diary.rng.choice((0, 1, 1, 2)),
        )
    )


def _shops(diary: Diary) -> None:
    rng = diary.rng
    for kind, topic, monthly, low, high, price, fresh in SHOPS:
        usual = [diary.call(kind) for _ in range(2)]
        for day in diary.days():
            if not diary.chance(monthly / 30.4):
                continue
            minor = diary.basket(low, high) if price == "basket" else diary.menu(low, high)
            hours = (18, 22) if kind == "restaurant" else (9, 20.5)
            name = diary.call(kind) if fresh and diary.chance(0.8) else rng.choice(usual)
            diary.add(
                Entry(
                    diary.clock(day, *hours),
                    name,
                    minor,
                    topic=topic,
                    base=price,
                    shop=kind,
                    lag=rng.choice((0, 1, 1, 2)),
                    method=int(diary.chance(0.12)),
                )
            )


def _parcels(diary: Diary) -> None:
    """One basket sent, and charged, in several parcels: other sums, one moment."""
    for _ in range(diary.rng.randint(1, 4)):
        when = diary.clock(diary.rng.choice(diary.days()), 10, 23)
        name, order = diary.call("online"), diary.number()
        for part in range(diary.rng.choice((2, 3))):
            minor = diary.basket(9 + 28 * part, 30 + 28 * part)  # no two sums are near
            diary.add(
                Entry(
                    when + diary.seconds(0, 3),
                    name,
                    minor,
                    order=order + f"-{part + 1}",
                    decoy="parcels",
                    cluster=f"parcels:{order}",
                    innocent="always",
                )
            )


def _equal_items(diary: Diary) -> None:
    """A maker buys the same part several times, each from its own order."""
    if not diary.chance(0.5):
        return
    name, price = diary.call("market"), diary.basket(6, 25)
    for _ in range(diary.rng.randint(2, 6)):
        when = diary.clock(diary.rng.choice(diary.days()), 12, 23)
        for number in range(diary.rng.choice((2, 2, 3, 4))):
            diary.add(
                Entry(
                    when,
                    name,
                    price,
                    item=f"lot {diary.digits(5)}-{number + 1}",
                    decoy="equal_items",
                    cluster=f"items:{name}",
                )
            )
            when += diary.seconds(70, 900)


def _chain(diary: Diary) -> None:
    """The same set meal in two branches of a chain on one day."""
    name, price = diary.call("lunch"), diary.menu(6, 14)
    one, two = diary.rng.sample(diary.region.words.cities, 2)
    for _ in range(diary.rng.randint(1, 4)):
        day = diary.rng.choice(diary.days())
        for city, hours in ((one, (11, 13)), (two, (18, 20))):
            diary.add(
                Entry(
                    diary.clock(day, *hours),
                    name + city,
                    price,
                    topic="food",
                    decoy="branches",
                    cluster=f"branch:{name}",
                    innocent="always",
                )
            )


def refund(diary: Diary, charge: Entry, minor: int, after: timedelta, fault: str = "") -> Entry:
    """Money that comes back for a charge."""
    made = replace(
        charge,
        when=charge.when + after,
        minor=minor,
        flow="back",
        uid=-1,
        txid="",
        reference="",
        base="",
        fault=fault,
        part="refund" if fault else "",
        status="done",
        refunded=0,
        innocent="",
        of=charge.txid,
    )
    if made.when < diary.end:
        charge.refunded += minor
    return diary.add(made)


def _given_back(diary: Diary) -> None:
    """Refunds of ordinary purchases; a charge given back and made anew (a correction)."""
    rng = diary.rng
    for number in range(rng.randint(3, 8)):
        when = diary.clock(rng.choice(diary.days()[: -12 or None]), 9, 21)
        kind = rng.choice(("online", "clothes", "electronics"))
        bought = shop(diary, kind, "shopping", when, diary.basket(15, 150), "")
        bought.decoy, bought.cluster = "ordinary_refund", f"refund:{bought.uid}"
        bought.innocent = "always"
        whole = diary.chance(0.6)
        back = bought.minor if whole else max(1, bought.minor * rng.randint(20, 70) // 100)
        refund(diary, bought, back, diary.seconds(9000, 700000))
        if number == 0:  # wrong size: returned first, bought again afterwards
            again = bought.again(timedelta(days=9), order=diary.number())
            if whole:
                again.decoy, again.cluster = "corrected", bought.cluster
                diary.add(again)


def _stumbles(diary: Diary) -> None:
    """Payments that failed, were closed or bounced before one went through."""
    rng = diary.rng
    for _ in range(rng.randint(2, 5)):  # closed or failed, then paid
        when = diary.clock(rng.choice(diary.days()), 10, 22)
        paid = shop(diary, "online", "shopping", when, diary.basket(10, 140), "")
        paid.decoy, paid.cluster = "closed_then_paid", f"closed:{paid.uid}"
        paid.innocent = "status"
        for number in range(rng.choice((1, 1, 2))):
            before = timedelta(seconds=-rng.randint(12, 500) * (number + 1))
            diary.add(paid.again(before, status=rng.choice(("failed", "closed"))))
    for _ in range(rng.randint(2, 5)):  # a pending row beside the posted one
        when = diary.clock(rng.choice(diary.days()[-20:]), 10, 20)
        paid = shop(diary, "restaurant", "food", when, diary.basket(18, 80), "")
        paid.decoy, paid.cluster, paid.innocent = "pending_posted", f"pend:{paid.uid}", "status"
        diary.add(paid.again(timedelta(seconds=rng.randint(0, 4)), status="pending"))
    for number in range(rng.randint(0, 2)):  # a direct debit that bounced and was taken again
        first = rng.choice(diary.days()[:-15]) + timedelta(hours=4)
        key = f"bounce:{first}:{number}"
        taken = diary.add(
            Entry(
                first,
                diary.call("insurance"),
                diary.basket(20, 90),
                rail="debit",
                topic="home",
                lag=0,
                decoy="returned_retry",
                cluster=key,
                innocent="always",
            )
        )
        back = refund(diary, taken, taken.minor, workdays(first, 2) - first)
        back.rail = "debit"
        diary.add(taken.again(workdays(first, 6) - first))
