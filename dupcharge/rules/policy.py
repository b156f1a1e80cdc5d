"""From evidence and excuse to a word: every window and every level, each with its reason.

Owns: the one table of windows, levels and caps, and the reading of the options that change them
(`--window`, `--min-confidence`, `--since`, `--until`). Does not own: how evidence is found.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dupcharge.errors import PolicyError
from dupcharge.schema import LEVELS as WORDS

SECOND, MINUTE, HOUR, DAY = 1, 60, 3600, 86400

# --- Windows, in seconds --------------------------------------------------------------------

WINDOWS = {
    # A double tap or a gateway's own retry: gateways call the same card and amount within 30 to
    # 120 s a duplicate by themselves; nobody enters a second honest purchase in under a minute.
    "seconds": 60,
    # The slowest automatic retries and an impatient person: beyond three minutes a second errand
    # at the same counter is as likely as a fault.
    "minutes": 200,
    # An outage repeats one payment while the queue drains: known ones lasted under 70 minutes.
    "burst": 70 * MINUTE,
    # A purchase repeated later on the same day, in elapsed time so that midnight does not matter.
    "day": DAY,
    # Beyond an hour, a small or round sum again is another errand.
    "errand": HOUR,
    # Batches are presented again on the next working day or the one after; a retry key expires
    # after 24 to 72 hours. Half a day more, for the batch does not run at the same hour.
    "re-presented": 3 * DAY + 12 * HOUR,
    # The same purchase tried on a second card: the time it takes to choose another one.
    "two-cards": 10 * MINUTE,
    # A rate of exchange moves by a few tenths of a percent; within minutes it is one purchase.
    "exchange": 3 * MINUTE,
    # A fee on top is known by its exact share, and by following at once.
    "fee": 3 * MINUTE,
    # A tip is entered when the table is cleared: the same evening.
    "tip": 12 * HOUR,
    # One merchant order charged again: a retry, a re-presentment, a batch that ran late. Beyond
    # two weeks one number may also be a contract or a customer number.
    "order": 15 * DAY - SECOND,  # to the end of the fourteenth day
    # A card books up to three days later what its wallet has at once.
    "booked": 3 * DAY,
    # Two views of one payment: the wallet's clock and the bank's differ by seconds.
    "same-payment": 90,
}

# What lies around a pair is part of the same event and teaches nothing about habit.
NEIGHBOURHOOD = 2 * DAY
# So far around a pair of minutes: a terminal's fault is over within the hours of one visit, and
# another pair on the next day is how this person buys.
SAME_VISIT = 6 * HOUR
# So long between any two of three payments: a number that comes back like that is a customer's.
RHYTHM = 5 * DAY
# Paid at this many other times, a sum is a price of the place.
SEVERAL_TIMES = 2
# A repeat elsewhere is "as close" up to this many times the gap of the pair: habits scatter.
LOOSENESS = 4
# Below this a gap says "at once"; habits are compared no finer.
AT_ONCE = 90

# Visits this far apart are single errands, not a daily habit.
SPARSE = 4 * DAY

# A machine, a counter or a turnstile takes this long between two honest purchases.
TAP = 20

# From so many single visits on, a person is known not to buy twice here.
SINGLE_VISITS = 3

SEVERAL = 5  # equal charges to the cent in an hour: few rounds are priced like that
BURST = 6  # charges: five equal ones may be a family at a counter, six in an hour hardly
BIG_BURST = 10  # charges that no person makes in an hour without a habit of it

# A cycle: days between bills (from, to), how late a second bill is still of the same cycle, and how
# many regular steps make a rhythm; a week's rhythm is soon met by chance, a year's hardly.
CYCLES = {
    "week": (6, 8, 2, 4),
    "fortnight": (13, 15, 3, 3),
    "month": (26, 35, 10, 3),
    "even month": (28, 33, 10, 2),  # days that hardly move need fewer steps to be a rhythm
    "quarter": (85, 97, 20, 2),
    "year": (355, 375, 40, 1),
}

# A fee that a text calls yearly is due once in this time, wherever in the year the bill falls.
REST_OF_YEAR = 300 * DAY

EXCHANGE_SHARE = 4  # per mille: rate differences between authorisation and booking
FEES = (5, 6, 8, 10, 12, 15, 18, 20, 25, 28, 29, 30, 35, 40)  # per mille: the usual card surcharges
TIPS = (100, 120, 125, 150, 180, 200, 220, 250)  # per mille: what terminals offer

# --- Levels: evidence -> word ---------------------------------------------------------------

LEVELS: dict[tuple[str, str], str] = {
    # One order is paid once; the merchant's own number says it is the same one.
    ("same-order", "near"): "strong",
    ("same-order", "far"): "likely",  # beyond two weeks the number may be a contract
    ("same-order", "chance"): "possible",  # six figures meet among a hundred equal charges
    ("same-order", "cycle"): "possible",  # a month apart: a number that stands for a contract
    # A bill names its month or number; the same one twice is one bill.
    ("same-bill", "text"): "likely",
    ("same-bill", "number"): "strong",  # the merchant's own number of one thing
    ("same-bill", "far"): "likely",  # beyond two weeks the number may be a customer's
    ("same-bill", "cycle"): "possible",  # a month apart it stands for a contract
    ("same-bill", "name"): "strong",  # one domain is renewed once
    ("same-bill", "moment"): "likely",  # one passage, one second, booked twice
    # Everything equal within seconds: no person does that on purpose where it is no habit.
    ("rapid-repeat", "seconds"): "strong",
    ("rapid-repeat", "minute"): "likely",  # the file's clock has no seconds
    ("rapid-repeat", "minutes"): "likely",
    ("rapid-repeat", "article"): "possible",
    ("outage-burst", "few"): "likely",  # five, to the cent and not small change
    ("outage-burst", "some"): "likely",
    ("outage-burst", "day"): "possible",  # a date alone: an evening's game, six delegates
    ("outage-burst", "many"): "strong",
    # Equal to the cent on one day: by chance only where the amount is on the price list.
    ("same-day", "odd"): "likely",  # and large, or at a place where every sum is another
    ("same-day", "small"): "possible",
    ("same-day", "single-visits"): "likely",  # list price, but elsewhere one visit a day only
    ("same-day", "list-price"): "possible",
    ("re-presented", "odd"): "likely",
    ("re-presented", "batch"): "likely",  # a day's takings sent twice: one gap for all of them
    ("re-presented", "hold"): "likely",  # a hold is released, not booked beside the charge
    ("re-presented", "small"): "possible",  # small sums are bought again for pleasure
    ("re-presented", "wider"): "possible",  # only a wider --window admits it
    ("subscription-twice", "cycle"): "likely",
    ("subscription-twice", "year"): "likely",  # its own text says that it is due once a year
    ("two-cards", "minutes"): "likely",
    ("two-cards", "odd"): "likely",
    ("two-cards", "list-price"): "possible",
    ("two-cards", "small"): "possible",
    ("near-amount", "order"): "likely",  # one order, nearly one amount: paid twice
    ("near-amount", "exchange"): "likely",
    ("near-amount", "same-day"): "likely",
    ("near-amount", "fee"): "likely",
    ("near-amount", "tip"): "likely",
    ("other-name", "order"): "likely",  # the order is paid once, whoever's name is printed
    ("other-name", "minutes"): "likely",
    ("other-name", "odd"): "likely",
    ("other-name", "list-price"): "possible",
    ("other-name", "small"): "possible",
    ("unrecorded-debit", "seconds"): "strong",
    ("unrecorded-debit", "day"): "likely",
    ("unrecorded-debit", "days"): "likely",  # booked late: the wallet lacks it all the same
    ("printed-twice", "same"): "possible",  # contract: one record printed twice is no claim
}

# --- Caps: excuse -> the best word that is left ("none": the pair is no finding) -------------

CAPS: dict[tuple[str, str], str] = {
    ("same-record", "printed"): "possible",  # one record printed twice is no second payment
    ("habit", "once"): "possible",  # one earlier repeat as close: a person must decide
    ("habit", "often"): "none",  # two and it is what this person does here
    ("habit", "series"): "possible",  # such series are nothing new at this merchant
    ("habit", "regular"): "none",  # five equal pairs of other amounts: so this merchant is paid
    ("habit", "place"): "possible",  # as close at this merchant with other amounts
    ("everyday-place", "few"): "possible",  # two tickets, two rides, two snacks: normal there
    ("everyday-place", "apart"): "none",
    ("small-change", "few"): "possible",  # small sums are spent one after the other
    ("small-change", "apart"): "none",
    ("person", "at-once"): "possible",
    ("person", "name"): "possible",  # only the form of the name says so
    ("person", "apart"): "none",
    ("cash", "at-once"): "possible",
    ("cash", "apart"): "none",
    ("fee", "at-once"): "possible",
    ("fee", "apart"): "none",
    ("corrected", "between"): "none",  # the money was back before the second charge
    ("different-marks", "branch"): "none",
    ("different-marks", "part"): "none",
    ("different-marks", "number"): "none",  # two tickets, invoices or cheques
    ("different-marks", "payer"): "none",  # two people, each for himself
    ("different-marks", "allocation"): "none",  # one bill booked to two cost centres
    ("different-contract", "lasting"): "none",
    ("different-marks", "code"): "possible",
    ("different-text", "at-once"): "possible",
    ("different-text", "apart"): "none",
    ("seats", "every-cycle"): "none",
    ("new-billing-day", "moved"): "possible",
    ("split-booking", "common"): "possible",
    ("split-booking", "one-payment"): "none",  # the institution's id says that it is one
    ("split-booking", "said"): "possible",
}


@dataclass(frozen=True)
class Policy:
    """The options that change what is found. `window` in seconds, None: each rule its own."""

    window: int | None = None

    def admits(self, name: str) -> int:
        """Longest gap in seconds of a rule that argues from closeness in time."""
        return WINDOWS[name] if self.window is None else self.window


def level(rule: str, case: str) -> str:
    """The word one link of `rule` gets in `case`."""
    return LEVELS[rule, case]


def cap(excuse: str, case: str) -> str:
    """The best word an excused pair may still get; "none" means it is no finding."""
    return CAPS[excuse, case]


_UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}


def duration(text: str | None) -> int | None:
    """Seconds of a window such as 90s, 10m, 24h or 3d; None stays None.

    Raises:
        PolicyError: not a duration.

    >>> duration("10m"), duration("3d")
    (600, 259200)
    """
    if text is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,9})\s*([smhd])\s*", text.lower(), re.ASCII)
    if not found:
        raise PolicyError("window", value=text)
    return int(found[1]) * _UNITS[found[2]]


def date(text: str | None, option: str) -> dt.date | None:
    """A whole day as YYYY-MM-DD; None stays None.

    Raises:
        PolicyError: not a date.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise PolicyError("date", value=text, option=option) from None


def confidence(word: str) -> str:
    """One of the three words.

    Raises:
        PolicyError: another word.
    """
    if word not in WORDS:
        raise PolicyError("confidence", value=word)
    return word
