"""Money that buys nothing: shares and gifts to friends, cash machines and their fees.

All innocent.
"""

from __future__ import annotations

from datetime import timedelta

from .model import Diary, Entry

CASH = {
    "zh": "ATM取款", "tw": "ATM提款", "ja": "ATM出金", "en": "Cash Withdrawal", "nl": "Geldopname",
    "it": "Prelievo ATM", "sv": "Bankomatuttag",
}  # fmt: skip


def live(diary: Diary) -> None:
    """Write the transfers and withdrawals of this life into the diary."""
    _people(diary)
    _cash(diary)


def _people(diary: Diary) -> None:
    """Equal shares to several friends, and the same gift to several or, in China, to one."""
    rng = diary.rng
    for _ in range(rng.randint(2, 8)):
        when, share = diary.clock(rng.choice(diary.days()), 12, 23), diary.menu(8, 40)
        for friend in diary.people(rng.choice((1, 1, 2, 3))):
            made = Entry(when, friend, share, rail="person", decoy="aa_split", cluster="people")
            _hand_over(diary, made, "")
            when += diary.seconds(15, 400)
    gift = diary.call("packet")
    for _ in range(rng.randint(0, 3)):
        when, sum_ = diary.clock(rng.choice(diary.days()), 19, 23), diary.menu(5, 20)
        friends = diary.people(rng.choice((2, 3, 4)))
        if diary.region.code == "cn":  # red packets are sent to one friend in a row
            friends = friends[:1] * rng.choice((2, 3, 5))
        for friend in friends:
            made = Entry(when, friend, sum_, rail="packet", decoy="red_packet", cluster="packets")
            _hand_over(diary, made, gift)
            when += diary.seconds(9, 90)


def _hand_over(diary: Diary, entry: Entry, item: str) -> None:
    entry.item, entry.topic, entry.lag, entry.innocent = item, "people", 0, "always"
    diary.add(entry)


def _cash(diary: Diary) -> None:
    """Cash machines: several withdrawals in a row (the note limit), each with its fee."""
    rng, word = diary.rng, CASH[diary.region.language]
    branch = word + rng.choice(diary.region.words.cities)
    fee = diary.menu(0.5, 3) if diary.chance(0.4) else 0
    for _ in range(rng.randint(2, 7)):
        when, sum_ = diary.clock(rng.choice(diary.days()), 9, 21), diary.menu(40, 200)
        sum_ = sum_ // 1000 * 1000 or 1000
        for _ in range(rng.choice((1, 1, 2, 3))):
            made = Entry(
                when,
                branch,
                sum_,
                rail="cash",
                topic="cash",
                lag=0,
                decoy="cash_run",
                cluster="cash",
                innocent="always",
            )
            diary.add(made)
            if fee:
                diary.add(
                    made.again(
                        timedelta(seconds=2),
                        name=diary.call("fee"),
                        minor=fee,
                        rail="fee",
                        decoy="cash_fee",
                        cluster="cash_fee",
                    )
                )
            when += diary.seconds(40, 95)
