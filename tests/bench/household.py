"""What comes every month or week: rent, bills, subscriptions, fees, salary, savings.

All innocent.  Subscriptions are marked `base="monthly"`, so that a fault can bill one twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .model import Diary, Entry


def live(diary: Diary) -> None:
    """Write the household of this life into the diary."""
    _salary(diary)
    _bills(diary)
    _subscriptions(diary)
    _many_alike(diary)
    _savings(diary)
    if diary.chance(0.5):
        _weekly_box(diary)


def _monthly(
    diary: Diary, day: int, hour: float, entry: Entry, shifts: tuple[int, ...] = (0,)
) -> list[Entry]:
    """Repeat an entry on about the same day of every month."""
    made = []
    for first in diary.months():
        when = first + timedelta(days=day - 1 + diary.rng.choice(shifts), hours=hour)
        when += diary.seconds(0, 1500)
        made.append(diary.add(replace(entry, when=when, uid=-1, txid="", reference="", order="")))
    return made


def _at(diary: Diary, name: str, minor: int, **more: object) -> Entry:
    return Entry(diary.start, name, minor, **more)  # type: ignore[arg-type]


def _salary(diary: Diary) -> None:
    pay = diary.basket(2100, 3900)
    entry = _at(diary, diary.call("salary"), pay, flow="in", rail="salary", lag=0)
    _monthly(diary, diary.rng.choice((1, 10, 25, 28)), 6.2, entry)


def _bills(diary: Diary) -> None:
    rng = diary.rng
    rent = diary.menu(600, 1300)
    _monthly(diary, 1, 5.5, _at(diary, diary.call("rent"), rent, rail="standing", lag=0), (0, 0, 1))
    for kind, low, high in (("power", 40, 120), ("water", 14, 40)):
        name, day = diary.call(kind), rng.randint(3, 24)
        for first in diary.months():
            when = first + timedelta(days=day, hours=4, minutes=rng.randint(0, 50))
            item = "" if kind == "power" else f"{when:%Y-%m}"
            diary.add(
                Entry(
                    when,
                    name,
                    diary.basket(low, high),
                    rail="debit",
                    topic="home",
                    item=item,
                    lag=0,
                )
            )
    net = _at(diary, diary.call("internet"), diary.menu(22, 45), rail="debit", topic="home", lag=0)
    _monthly(diary, rng.randint(2, 26), 4.1, net, (0, 0, 0, 1, 2))
    count = rng.choice((1, 2))  # two policies that cost the same, told apart by their number
    name, price, day = diary.call("insurance"), diary.basket(18, 60), rng.randint(4, 20)
    for number in range(count):
        policy = f"{diary.digits(7)}-{number + 1}"
        entry = _at(
            diary,
            name,
            price,
            rail="debit",
            topic="home",
            item=policy,
            lag=0,
            decoy="two_policies" if count > 1 else "",
            cluster=f"policy:{name}",
            innocent="cycle",
        )
        _monthly(diary, day, 4.3, entry)
    if diary.chance(0.5):
        name, price = diary.call("loan"), diary.basket(45, 160)
        total, begun = rng.choice((12, 24, 36)), rng.randint(1, 5)
        for number, made in enumerate(
            _monthly(diary, rng.randint(5, 25), 3.9, _at(diary, name, price, rail="debit", lag=0))
        ):
            made.item = f"{number + begun}/{total}"
            made.decoy, made.cluster = "instalment", f"instalment:{name}"


def _subscriptions(diary: Diary) -> None:
    rng = diary.rng
    for kind in ("stream", "music", "cloud", "news", "gym"):
        if not diary.chance(0.65):
            continue
        price, day = diary.menu(4, 32), rng.randint(1, 27)
        name = diary.call(kind)
        entry = _at(
            diary,
            name,
            price,
            topic="media",
            item="",
            base="monthly",
            decoy="subscription",
            cluster=f"sub:{name}",
        )
        made = _monthly(diary, day, rng.uniform(1, 9), entry, (0,) if kind != "gym" else (0, 0, 1))
        if diary.chance(0.2) and len(made) > 3:  # the price rises and stays risen
            risen = price + max(10**diary.region.digits, price // 8)
            for late in made[len(made) // 2 :]:
                late.minor, late.decoy, late.base = risen, "price_change", ""
        elif diary.chance(0.25) and len(made) > 3:  # the billing day moves and stays moved
            moved = rng.choice((-9, -6, 7, 11))
            for late in made[len(made) // 2 :]:
                late.when += timedelta(days=moved)
                late.decoy, late.base = "shifted_day", ""
            for early in made:
                early.base = ""


def _many_alike(diary: Diary) -> None:
    """Seats, family lines and children: k equal charges in every cycle."""
    rng = diary.rng
    for kind, label, rail, low, high in (
        ("seats", "seats", "shop", 6, 16),
        ("family", "family_plan", "shop", 8, 20),
        ("school", "school_fee", "standing", 25, 90),
    ):
        if not diary.chance(0.45):
            continue
        name, price, day = diary.call(kind), diary.menu(low, high), rng.randint(2, 25)
        heads = [diary.person() for _ in range(rng.choice((2, 2, 3)))]
        entry = _at(
            diary,
            name,
            price,
            rail=rail,
            topic="media",
            decoy=label,
            cluster=f"{label}:{name}",
            lag=0,
            innocent="cycle",
        )
        hour = rng.uniform(2, 8)
        for number, head in enumerate(heads):
            item = "" if label == "seats" else head.split()[0]
            _monthly(diary, day, hour + number * 0.01, replace(entry, item=item))


def _weekly_box(diary: Diary) -> None:
    name, price, weekday = diary.call("box"), diary.menu(9, 24), diary.rng.randint(1, 7)
    for day in diary.days():
        if day.isoweekday() == weekday and not diary.chance(0.06):
            when = diary.clock(day, 5, 6)
            diary.add(Entry(when, name, price, topic="food", decoy="weekly", cluster=f"box:{name}"))


def _savings(diary: Diary) -> None:
    """Own-account transfers, spare change put aside, the card's repayment, the bank's fee."""
    rng, plan = diary.rng, diary.call("saving")
    monthly = _at(
        diary,
        plan,
        diary.menu(50, 300),
        rail="own",
        lag=0,
        decoy="own_transfer",
        cluster="own",
        innocent="always",
    )
    _monthly(diary, rng.randint(2, 20), 6.8, monthly)
    for _ in range(rng.randint(0, 4)):  # the same sum moved twice on one day
        day = rng.choice(diary.days())
        for _ in range(2):
            diary.add(replace(monthly, when=diary.clock(day, 9, 22), uid=-1, txid="", reference=""))
    fee = _at(diary, diary.call("fee"), diary.menu(2, 6), rail="fee", lag=0)
    _monthly(diary, 28, 1.2, fee)
    repaid = diary.call("card")
    for first in diary.months():
        when = first + timedelta(days=19, hours=7)
        diary.add(Entry(when, repaid, diary.basket(500, 900), flow="in", rail="repay", lag=0))


def workdays(start: datetime, count: int) -> datetime:
    """`count` working days after a moment."""
    while count:
        start += timedelta(days=1)
        count -= start.isoweekday() < 6
    return start
