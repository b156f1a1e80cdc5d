"""Journeys and tanks: money that is held, deposited or paid in halves, and foreign prices.

All innocent.  Labels are `decoy` and `cluster` as everywhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from .errands import refund
from .model import Diary, Entry

FOREIGN = (("CHF", 0.95), ("DKK", 7.46), ("THB", 37.9), ("KRW", 1480.0), ("CAD", 1.48))

HALVES = {  # a deposit, and the rest of the sum
    "zh": ("定金", "尾款"),
    "tw": ("訂金", "尾款"),
    "ja": ("予約金", "残金"),
    "en": ("deposit", "balance due"),
    "nl": ("aanbetaling", "restbetaling"),
    "it": ("acconto", "saldo finale"),
    "sv": ("handpenning", "slutbetalning"),
}


def live(diary: Diary) -> None:
    """Write one or two journeys and the fuel holds into the diary."""
    for _ in range(diary.rng.randint(1, 2)):
        journey(diary, diary.rng.choice(diary.days()[10:-14] or diary.days()))
    for _ in range(diary.rng.randint(1, 4)):
        _fuel_hold(diary)


def journey(diary: Diary, day: datetime) -> None:
    """Tickets for two, a hotel, a hired car, and some days of foreign habits."""
    rng, name = diary.rng, diary.call("flight")
    fare, booked = diary.basket(60, 240), diary.clock(day - timedelta(days=9), 19, 22)
    for number, head in enumerate((diary.person(), diary.person())):
        diary.add(
            Entry(
                booked + timedelta(seconds=3 * number),
                name,
                fare,
                topic="travel",
                item=f"{diary.digits(10)} {head}",
                decoy="two_tickets",
                cluster=f"tickets:{name}:{day:%m%d}",
                innocent="item",
            )
        )
    hotel, key = diary.call("hotel"), f"hotel:{day:%m%d}"
    half = diary.basket(60, 220)
    if diary.chance(0.5):  # half now, half on arrival, under one booking number
        order, words = diary.number(), HALVES[diary.region.language]
        for text, when in zip(words, (booked + timedelta(hours=1), day), strict=True):
            diary.add(
                Entry(
                    when + timedelta(hours=15),
                    hotel,
                    half,
                    topic="travel",
                    item=text,
                    order=order,
                    decoy="deposit_balance",
                    cluster=key,
                    innocent="always",
                )
            )
    else:  # held on arrival, completed on leaving
        diary.add(
            Entry(
                day + timedelta(hours=15),
                hotel,
                half * 2,
                topic="travel",
                status="hold",
                decoy="hotel_hold",
                cluster=key,
                innocent="status",
            )
        )
        diary.add(
            Entry(
                day + timedelta(days=4, hours=10),
                hotel,
                half * 2,
                topic="travel",
                decoy="hotel_hold",
                cluster=key,
                innocent="status",
            )
        )
    car, deposit = diary.call("rental"), diary.menu(150, 300)
    key = f"car:{day:%m%d}"
    left = diary.add(
        Entry(
            day + timedelta(hours=11),
            car,
            deposit,
            topic="travel",
            item=HALVES[diary.region.language][0],
            decoy="rental_deposit",
            cluster=key,
            innocent="always",
        )
    )
    refund(diary, left, deposit, timedelta(days=5, hours=3))
    diary.add(
        Entry(
            day + timedelta(days=4, hours=11),
            car,
            diary.basket(90, 260),
            topic="travel",
            decoy="rental_deposit",
            cluster=key,
            innocent="always",
        )
    )
    currency, rate = rng.choice(FOREIGN)
    kiosk, ticket = diary.call("kiosk"), rng.choice((20, 35, 48)) * max(1, round(rate)) * 10
    for number in range(4):
        daily = rate * rng.uniform(0.985, 1.015)
        for _ in range(rng.choice((1, 2))):
            when = diary.clock(day + timedelta(days=number), 9, 21)
            home = round(ticket / 100 / daily * diary.region.scale)
            if diary.region.style in ("whole",):
                home = home // 100 * 100
            diary.add(
                Entry(
                    when,
                    kiosk,
                    max(home, 1),
                    topic="travel",
                    foreign=(currency, ticket),
                    decoy="abroad",
                    cluster=f"abroad:{kiosk}",
                )
            )


def _fuel_hold(diary: Diary) -> None:
    """A pump holds a round sum, then takes what was filled."""
    when, name = diary.clock(diary.rng.choice(diary.days()), 8, 20), diary.call("fuel")
    key = f"pump:{diary.serial}"
    diary.add(
        Entry(
            when,
            name,
            diary.menu(100, 120),
            topic="transport",
            status="hold",
            decoy="fuel_hold",
            cluster=key,
            innocent="status",
        )
    )
    diary.add(
        Entry(
            when + timedelta(seconds=diary.rng.randint(90, 300)),
            name,
            diary.basket(35, 85),
            topic="transport",
            decoy="fuel_hold",
            cluster=key,
            innocent="status",
        )
    )
