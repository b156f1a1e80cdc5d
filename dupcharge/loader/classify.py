"""What each transaction row is: status, nature, and the class that is counted.

First what the format's `when` lines say (first match wins for each thing they set), then what
general words say. The classes are those of schema.CLASSES, exactly one per row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from dupcharge import merchants
from dupcharge.loader.cells import Bools, Column, Objects, filled, known, objects, same
from dupcharge.loader.formats import When
from dupcharge.loader.infer import Reading
from dupcharge.loader.sides import said
from dupcharge.loader.stamps import Times
from dupcharge.loader.vocabulary import Patterns, test_for, words

_ROLES = frozenset(
    "status type description merchant direction method transaction_id order_id related_id".split()
)
_NATURES = ("red_packet", "withdrawal", "interest", "fee", "topup", "purchase", "transfer")


@dataclass
class Facts:
    """What the transaction rows of one section say, row by row, before they are classified."""

    texts: Mapping[str, Column]  # by role
    told: Objects  # debit, credit, neutral or None
    amount: Objects  # Decimal or None
    currency: Objects
    stated_refund: Objects  # Decimal or None
    time: Times
    unreadable: Bools
    pending: Bools
    posted_blank: Bools  # no booking date, where there is a column of them

    def __len__(self) -> int:
        return len(self.told)

    @cached_property
    def words(self) -> Column:
        """What each row says of itself."""
        return said(self.texts)

    def text(self, role: str) -> Column:
        """The texts of a role; a column that says nothing where the file has none."""
        return self.texts[role] if role in self.texts else Column.empty(len(self))


@dataclass
class Classes:
    """What each row is. `side` is None for a neutral row; `merchant_key` has "" for no name."""

    classes: Objects
    status: Objects
    nature: Objects
    side: Objects
    merchant_key: Column


def classify(facts: Facts, reading: Reading) -> Classes:
    """Status, nature, side, class and merchant's key of the rows of one section."""
    by_format = _told(facts, reading)
    status = _first(by_format["status"], _status(facts.text("status")))
    status[_approved(facts, status)] = "booked"
    status[_in_review(facts, status)] = "booked"
    status[facts.pending] = "pending"
    status[_unposted(facts, status)] = "pending"
    nature = _first(by_format["nature"], _nature(facts))
    neutral = same(facts.told, "neutral")
    side = facts.told.copy()
    side[neutral] = None
    side = _first(by_format["side"], side)
    neutral &= ~known(by_format["side"])
    came_back = _came_back(facts)
    refund = _refund_words(facts, came_back)
    classes = objects(["neutral"] * len(facts))
    classes[side == "debit"] = "charge"
    classes[side == "credit"] = "income"
    classes[(side == "credit") & refund] = "refund"
    classes[neutral] = "neutral"
    classes[neutral & refund & came_back] = "refund"
    classes = _first(by_format["class"], classes)
    status[_remark(facts, side, "failed")] = "cancelled"
    status[_remark(facts, side, "held")] = "pending"
    # No money moved, whatever it says.
    classes[~filled(facts.amount) & (classes != "not_completed")] = "neutral"
    classes[(status != "booked") & ~known(by_format["class"])] = "not_completed"
    classes[facts.unreadable] = "unreadable"
    keys = _keys(facts)
    _cancelling_entries(facts, classes, status, side, keys)
    _refunds_by_merchant(facts, classes, nature, keys)
    return Classes(classes, status, nature, side, keys)


def _keys(facts: Facts) -> Column:
    """Normal form of each merchant's name; behind a payment company's, of what the row is about."""
    named = facts.text("merchant").compact()
    forms = [merchants.parse(str(name)).key for name in named.texts]
    house = np.array([merchants.is_payment_company(str(name)) for name in named.texts], dtype=bool)
    if not house.any():
        return Column(named.codes, forms).compact()
    through = house[named.codes]
    keys = Column(named.codes, forms).rows.copy()
    about = facts.text("description")
    about = Column(about.codes[through], about.texts).compact()
    behind = objects([merchants.parse(str(text)).key for text in about.texts])[about.codes]
    keys[through] = np.where(behind == "", keys[through], behind)
    return Column.of(keys)


def _first(told: Objects, other: Objects) -> Objects:
    """What was told, and where nothing was the other."""
    return np.where(known(told), told, other)


def _matches(column: Column, patterns: tuple[str, ...]) -> Bools:
    """Which cells fit any pattern; "" is an empty cell, "*" a filled one."""
    fits = column.fits(Patterns(p for p in patterns if p not in ("", "*")))
    empty = ~column.map_words(bool).astype(bool)
    blank = column.map_words(lambda form: form in ("", "/", "-")).astype(bool)
    return np.where(blank, ("" in patterns) | (fits & ~empty), ("*" in patterns) | fits)


def _told(facts: Facts, reading: Reading) -> dict[str, Objects]:
    """What the format's `when` lines set, per row; None where none does."""
    told = {key: objects([None] * len(facts)) for key in ("class", "status", "nature", "side")}
    for when in reading.format.when:
        hit = _when(facts, when)
        for key, value in when.set.items():
            told[key][hit & ~known(told[key])] = value
    return told


def _when(facts: Facts, when: When) -> Bools:
    hit = np.ones(len(facts), dtype=bool)
    for role, patterns in when.conditions.items():
        if role == "refunded":
            hit &= np.array([v is not None and v > 0 for v in facts.stated_refund], dtype=bool)
        elif role in _ROLES:
            hit &= _matches(facts.text(role), patterns)
    return hit


_ANSWER = re.compile(r"^\d{1,3}\s*[-:.]?\s*(?=[^\W\d_])")
"""The number of a bank's answer before its words: 51 declined."""


def _status(column: Column) -> Objects:
    pending, cancelled = test_for("status", "pending"), test_for("status", "cancelled")
    booked = test_for("status", "booked")

    def one(form: str) -> str:
        form = _ANSWER.sub("", form)
        if not form or booked(form):
            return "booked"
        if cancelled(form) or pending(form):
            return "cancelled" if cancelled(form) else "pending"
        parts = [part for part in form.split() if len(part) > 3]
        if len(parts) > 3:  # a sentence, not a status
            return "booked"
        if any(map(cancelled, parts)):  # "payment failed"
            return "cancelled"
        return "pending" if any(map(pending, parts)) and not any(map(booked, parts)) else "booked"

    return column.map_words(one)


def _remark(facts: Facts, side: Objects, state: str) -> Bools:
    """Money out of which a file without states says nothing but "payment failed", or a hold."""
    if facts.text("status").filled.any():
        return np.zeros(len(facts), dtype=bool)
    said = facts.text("description").fits(test_for("status", state))
    return np.asarray(
        (said | facts.text("type").fits(test_for("status", state))) & (side == "debit")
    )


def _approved(facts: Facts, status: Objects) -> Bools:
    """Rows called approved, where no row is called booked: the file's own word for a payment."""
    text = facts.text("status")
    if text.fits(test_for("status", "booked")).any():
        return np.zeros(len(facts), dtype=bool)
    return np.asarray((status == "pending") & text.fits(test_for("status", "approved")))


def _in_review(facts: Facts, status: Objects) -> Bools:
    """Rows that wait for a firm's approval, beside approved ones: the card has paid them."""
    text = facts.text("status")
    if not text.fits(test_for("status", "reviewed")).any():
        return np.zeros(len(facts), dtype=bool)
    return np.asarray((status == "pending") & text.fits(test_for("status", "in_review")))


def _unposted(facts: Facts, status: Objects) -> Bools:
    """Rows without a booking date where nearly all others have one: not booked yet."""
    blank = facts.posted_blank
    if not blank.any() or blank.mean() > 0.4:
        return np.zeros(len(facts), dtype=bool)
    blank = blank & ~facts.text("status").filled
    blank &= status == "booked"
    return blank


@cache
def _nature_tests() -> tuple[tuple[str, Patterns], ...]:
    return tuple((name, Patterns(words("nature")[name])) for name in _NATURES)


def _nature(facts: Facts) -> Objects:
    """By the kind of row, else by all its words; the first nature that fits."""
    nature = objects(["purchase"] * len(facts))
    for column in (facts.words, facts.text("type")):
        for name, check in reversed(_nature_tests()):
            nature[column.fits(check)] = name
    bought = facts.words.fits(test_for("nature", "bought"))
    nature[bought & np.isin(nature, ("fee", "transfer"))] = "purchase"
    return nature


def _refund_words(facts: Facts, came_back: Bools) -> Bools:
    text = facts.words
    back = text.fits(test_for("refund", "words")) | came_back
    return back & ~text.fits(test_for("refund", "never"))


@cache
def _came_back_words() -> Patterns:
    return Patterns(["退款成功", "退款*", "*退款", "refund*", "*refunded", "已退款*", "已全额退款"])


def _came_back(facts: Facts) -> Bools:
    """The status or the goods say that the row itself is a refund."""
    back = np.zeros(len(facts), dtype=bool)
    for role in ("status", "type", "description"):
        back |= facts.text(role).fits(_came_back_words())
    return back


def _cancelling_entries(
    facts: Facts, classes: Objects, status: Objects, side: Objects, keys: Column
) -> None:
    """Where only money in is called cancelled, or is called returned, it takes a charge back.

    Card issuers in some countries book a cancellation as a row of its own with a minus, beside the
    charge, which stays as it was.
    """
    cancelled = status == "cancelled"
    said = facts.text("status")
    # One word may stand on money in alone, and another on charges that were declined.
    in_vain = np.isin(said.codes, said.codes[cancelled & (side != "credit")])
    returned = (side == "credit") & _came_back(facts)
    returned &= said.fits(test_for("status", "returned"))
    cancelled &= ~in_vain | returned
    if not cancelled.any():
        return

    def money(rows: Bools) -> list[tuple[int, str, Any]]:
        columns = keys.codes[rows].tolist(), facts.currency[rows], facts.amount[rows]
        return list(zip(*columns, strict=True))

    paid = set(money(classes == "charge"))
    back = np.flatnonzero(cancelled)[[row in paid for row in money(cancelled)]]
    classes[back], status[back] = "refund", "booked"


def _refunds_by_merchant(facts: Facts, classes: Objects, nature: Objects, keys: Column) -> None:
    """Money from a merchant that was paid at least as much before is a refund."""
    named = keys.filled
    credit = (classes == "income") & (nature == "purchase") & named
    debit = (classes == "charge") & ((nature == "purchase") | (nature == "topup")) & named
    if not credit.any() or not debit.any():
        return
    credit &= ~facts.words.fits(test_for("card", "card_payment_words"))
    debit &= np.isin(keys.codes, keys.codes[credit]) & ~np.isnat(facts.time)
    paid = _most_paid(facts, debit, keys)
    times = facts.time.astype(np.int64)
    for i in np.flatnonzero(credit & ~np.isnat(facts.time)).tolist():
        before, most = paid.get((keys.codes[i], facts.currency[i]), ([], []))
        at = bisect_right(before, times[i])
        if at and most[at - 1] >= facts.amount[i]:
            classes[i] = "refund"


def _most_paid(
    facts: Facts, charges: Bools, keys: Column
) -> dict[tuple[int, str], tuple[list[int], list[Any]]]:
    """Per merchant and currency: times in order, and the largest charge up to each."""
    found: dict[tuple[int, str], tuple[list[int], list[Any]]] = {}
    times = facts.time.astype(np.int64)
    places = np.flatnonzero(charges)
    for i in places[np.argsort(times[places], kind="stable")].tolist():
        before, most = found.setdefault((keys.codes[i], facts.currency[i]), ([], []))
        before.append(int(times[i]))
        most.append(max(facts.amount[i], most[-1]) if most else facts.amount[i])
    return found
