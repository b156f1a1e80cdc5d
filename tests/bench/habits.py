"""Habits: what a person pays for again and again, told by a table.

Every habit has places, a small menu of prices, times of the day and a way of coming several
times in a row.  All of it is innocent; the labels come from `decoy` and `cluster`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .model import Diary, Entry


@dataclass(frozen=True)
class Habit:
    """One line of the table.

    `times` holds the weights of 1, 2, 3 … charges in a row, `gap` the seconds between them.
    `innocent` is as in Entry; `item` is printed where the layout has room for goods.
    """

    kind: str
    topic: str
    weekly: float
    hours: tuple[float, float]
    price: tuple[float, float]
    times: tuple[float, ...] = (1,)
    gap: tuple[int, int] = (5, 60)
    prices: int = 1
    places: int = 1
    days: str = "1234567"
    innocent: str = ""
    item: str = ""
    often: float = 0.6  # how many lives have it


HABITS = (
    Habit("commute", "transport", 8, (6.8, 9), (1.6, 3.2), (20, 2.5, 0.5), (2, 6), 2,
          days="12345", innocent="always", often=0.75),
    Habit("bus", "transport", 4, (16.5, 22), (1, 2.4), (15, 1), (2, 8), 1, innocent="always"),
    Habit("bike_share", "transport", 3, (7, 21), (0.8, 1.8), (6, 3, 1), (600, 4000), 1),
    Habit("parking", "transport", 1.6, (8, 20), (1.5, 6), (6, 3, 1), (1500, 14000), 3, 2,
          innocent="always"),
    Habit("toll", "transport", 0.8, (7, 20), (2, 7), (2, 5, 1, 1), (700, 9000), 2,
          innocent="always", often=0.4),
    Habit("coffee", "food", 4, (7.5, 11), (2.6, 4.4), (14, 1), (5, 2400), 2, often=0.7),
    Habit("bakery", "food", 1.5, (7.5, 18), (2, 6), (1,), (60, 600), 4),
    Habit("canteen", "food", 4.2, (11.6, 13.4), (4, 8), (14, 1), (8, 900), 2, days="12345",
          innocent="always"),
    Habit("lunch", "food", 2.5, (11.8, 13.8), (7, 12), (1,), (60, 90), 2, 2, days="12345"),
    Habit("vending", "food", 2.2, (9, 22), (0.8, 2.2), (5, 4, 2, 1), (7, 45), 3,
          innocent="always"),
    Habit("laundry", "home", 1, (9, 21), (3, 5), (2, 4, 2), (15, 110), 1, often=0.35),
    Habit("arcade", "fun", 0.5, (15, 21), (5, 10), (1, 2, 3, 3, 2), (120, 1500), 1, often=0.3),
    Habit("kiosk", "food", 2.5, (7, 22), (1.5, 7), (9, 1), (30, 5000), 6),
    Habit("bar", "fun", 0.6, (18.5, 22), (5, 9), (1, 2, 3, 2), (1300, 2900), 2, 2),
    Habit("cinema", "fun", 0.35, (17, 21), (8, 12), (1, 4, 1, 1), (2, 9), 1, innocent="item",
          item="seat", often=0.45),
    Habit("pool", "fun", 0.5, (10, 17), (4, 7), (1, 2, 2), (3, 15), 1, often=0.3),
    Habit("postage", "home", 0.5, (10, 18), (4, 9), (2, 2, 1, 1), (14, 70), 2, often=0.35),
    Habit("printing", "study", 0.6, (9, 20), (0.5, 2), (2, 2, 1), (20, 180), 3, often=0.3),
    Habit("lottery", "fun", 0.9, (17, 20), (2, 6), (3, 2), (5, 40), 1, days="36", often=0.3),
    Habit("game", "games", 0.7, (19, 23.6), (4, 30), (1, 2, 2, 2, 1, 1), (25, 260), 3,
          often=0.4),
    Habit("topup", "home", 0.4, (8, 22), (9, 22), (4, 1), (20, 200), 2, innocent="always"),
)  # fmt: skip

SEATS = ("D", "E", "F", "G", "H")


def live(diary: Diary) -> None:
    """Write every habit that this life has into the diary."""
    for habit in HABITS:
        if diary.chance(habit.often):
            _practise(diary, habit)


def _practise(diary: Diary, habit: Habit) -> None:
    rng = diary.rng
    places = [diary.call(habit.kind) for _ in range(habit.places)]
    menu = [diary.menu(*habit.price) for _ in range(habit.prices)]
    if habit.kind == "game":  # packs with list prices far apart
        menu = [diary.menu(habit.price[0] * k, habit.price[0] * k + 1) for k in (1, 2, 5)]
    chance = habit.weekly * diary.variant.rate * rng.uniform(0.7, 1.2) / len(habit.days)
    lone = diary.chance(0.35)  # some people never do it twice in a row
    for day in diary.days():
        if str(day.isoweekday()) in habit.days and diary.chance(min(chance, 0.97)):
            sizes = range(1, len(habit.times) + 1)
            count = 1 if lone else rng.choices(sizes, habit.times)[0]
            outing(diary, habit, rng.choice(places), rng.choice(menu), day, count)
            if habit.kind == "commute" and not lone and diary.chance(0.25):
                _transfer(diary, habit, places[0], menu[0], day)


def outing(
    diary: Diary, habit: Habit, place: str, price: int, day: datetime, count: int
) -> list[Entry]:
    """One visit with `count` equal charges in a row."""
    when, row = diary.clock(day, *habit.hours), diary.rng.randint(1, 30)
    made = []
    for number in range(count):
        item = f"{diary.rng.choice(SEATS)}{row + number}" if habit.item == "seat" else ""
        made.append(
            diary.add(
                Entry(
                    when,
                    place,
                    price,
                    topic=habit.topic,
                    item=item,
                    decoy=habit.kind,
                    cluster=f"{habit.kind}:{place}",
                    innocent=habit.innocent,
                    base="habit",
                )
            )
        )
        when += diary.seconds(*habit.gap)
    return made


def _transfer(diary: Diary, habit: Habit, place: str, price: int, day: datetime) -> None:
    """The way back, with a change half an hour later that costs the same again."""
    when = diary.clock(day, 17, 18.5)
    for _ in range(2):
        diary.add(
            Entry(
                when,
                place,
                price,
                topic=habit.topic,
                decoy="transfer_ride",
                cluster=f"commute:{place}",
                innocent="always",
                base="habit",
            )
        )
        when += timedelta(seconds=diary.rng.randint(900, 2400))
