"""What each transaction row is: status, nature, and the class that is counted.

First what the format's `when` lines say (first match wins for each thing they set), then what
general words say. The classes are those of schema.CLASSES, exactly one per row.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dupcharge import merchants
from dupcharge.loader.cells import spread, test
from dupcharge.loader.formats import When
from dupcharge.loader.infer import Reading
from dupcharge.loader.vocabulary import compile_patterns, normal, test_for, words

_OF_ROLE = {"status": "status", "type": "type", "description": "description", "merchant": "merchant",  # noqa: E501
            "direction": "direction", "method": "method", "transaction_id": "transaction_id",
            "order_id": "order_id", "related_id": "related_id"}  # fmt: skip
_NATURES = ("red_packet", "withdrawal", "interest", "fee", "topup", "transfer")


def classify(frame: pd.DataFrame, reading: Reading) -> None:
    """Add `status_class`, `nature`, `class` (and settle `side`) to the rows of one section."""
    n = len(frame)
    told = _told(frame, reading)
    status = np.where(told["status"] != None, told["status"], _status(frame))  # noqa: E711
    pending = frame["pending_date"].to_numpy(dtype=bool)
    status = np.where(pending, "pending", status)
    posted_missing = _unposted(frame, status)
    status = np.where(posted_missing, "pending", status)
    frame["status_word"] = status
    nature = np.where(told["nature"] != None, told["nature"], _nature(frame))  # noqa: E711
    frame["nature"] = nature
    side = frame["side"].to_numpy(dtype=object)
    side = np.where(told["side"] != None, told["side"], side)  # noqa: E711
    neutral = (frame["told"].to_numpy(dtype=object) == "neutral") & (told["side"] == None)  # noqa: E711
    frame["side"] = side
    zero = np.array([not a for a in frame["amount"]], dtype=bool)
    refund = _refund_words(frame)
    unreadable = frame["kind"].to_numpy(dtype=object) == "unreadable"
    classes = np.full(n, "neutral", dtype=object)
    classes[side == "debit"] = "charge"
    classes[side == "credit"] = "income"
    classes[(side == "credit") & refund] = "refund"
    classes[neutral] = "neutral"
    classes[neutral & refund & _came_back(frame)] = "refund"
    classes = np.where(told["class"] != None, told["class"], classes)  # noqa: E711
    classes[zero & (classes != "not_completed")] = "neutral"  # no money moved, whatever it says
    classes = np.where((status != "booked") & (told["class"] == None), "not_completed", classes)  # noqa: E711
    classes[unreadable] = "unreadable"
    frame["class"] = classes
    named, about = (
        pd.Series(frame[column].to_numpy(), dtype="str") for column in ("merchant", "description")
    )
    frame["merchant_key"] = merchants.keys(named, about).to_numpy()
    _cancelling_entries(frame)
    _refunds_by_merchant(frame)


def _matches(cells: npt.NDArray[np.object_], patterns: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which cells fit any pattern; "" is an empty cell, "*" a filled one."""
    check = compile_patterns(p for p in patterns if p not in ("", "*"))

    def one(cell: str) -> bool:
        form = normal(cell) if isinstance(cell, str) else ""
        blank = form in ("", "/", "-")
        if blank:
            return "" in patterns or (form != "" and check(form))
        return "*" in patterns or check(form)

    return spread(cells, one).astype(bool)


def _told(frame: pd.DataFrame, reading: Reading) -> dict[str, npt.NDArray[np.object_]]:
    """What the format's `when` lines set, per row; None where none does."""
    n = len(frame)
    told = {key: np.full(n, None, dtype=object) for key in ("class", "status", "nature", "side")}
    for when in reading.format.when:
        hit = _when(frame, when)
        for key, value in when.set.items():
            open_ = hit & np.array([v is None for v in told[key]], dtype=bool)
            told[key][open_] = value
    return told


def _when(frame: pd.DataFrame, when: When) -> npt.NDArray[np.bool_]:
    hit = np.ones(len(frame), dtype=bool)
    for role, patterns in when.conditions.items():
        if role == "refunded":
            hit &= np.array([v is not None and v > 0 for v in frame["stated_refund"]], dtype=bool)
        elif role in _OF_ROLE:
            hit &= _matches(frame[_OF_ROLE[role]].to_numpy(dtype=object), patterns)
    return hit


def _status(frame: pd.DataFrame) -> npt.NDArray[np.object_]:
    cells = frame["status"].to_numpy(dtype=object)
    pending, cancelled = test_for("status", "pending"), test_for("status", "cancelled")
    booked = test_for("status", "booked")

    def one(cell: str) -> str:
        form = normal(cell)
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

    return spread(cells, one) if len(cells) else cells


def _unposted(frame: pd.DataFrame, status: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Rows without a booking date where nearly all others have one: not booked yet."""
    blank = frame["posted_blank"].to_numpy(dtype=bool)
    if not blank.any() or blank.mean() > 0.4:
        return np.zeros(len(frame), dtype=bool)
    said = np.array([bool(s) for s in frame["status"]], dtype=bool)
    return np.asarray(blank & ~said & (status == "booked"), dtype=bool)


def _text(frame: pd.DataFrame) -> npt.NDArray[np.object_]:
    parts = [frame[c].to_numpy(dtype=object) for c in ("type", "description", "merchant")]
    joined = np.empty(len(frame), dtype=object)
    joined[:] = [" ".join(dict.fromkeys(p for p in row if p)) for row in zip(*parts, strict=True)]
    return joined


def _nature(frame: pd.DataFrame) -> npt.NDArray[np.object_]:
    tests = [(name, compile_patterns(words("nature")[name])) for name in _NATURES]

    def one(text: str) -> str:
        form = normal(text)
        return next((name for name, check in tests if check(form)), "purchase")

    by_type = (
        spread(frame["type"].to_numpy(dtype=object), one)
        if len(frame)
        else np.empty(0, dtype=object)
    )
    by_text = spread(_text(frame), one) if len(frame) else by_type
    nature = np.where(by_type != "purchase", by_type, by_text)
    return np.asarray(nature, dtype=object)


def _refund_words(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    if not len(frame):
        return np.zeros(0, dtype=bool)
    text = _text(frame)
    back = test(text, test_for("refund", "words")) | _came_back(frame)
    return back & ~test(text, test_for("refund", "never"))


def _came_back(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """The status or the goods say that the row itself is a refund."""
    if not len(frame):
        return np.zeros(0, dtype=bool)
    check = compile_patterns(
        ["退款成功", "退款*", "*退款", "refund*", "*refunded", "已退款*", "已全额退款"]
    )
    back = np.zeros(len(frame), dtype=bool)
    for column in ("status", "type", "description"):
        back |= test(frame[column].to_numpy(dtype=object), check)
    return back


def _cancelling_entries(frame: pd.DataFrame) -> None:
    """Where only money in is called cancelled, such a row takes an earlier charge back.

    Card issuers in some countries book a cancellation as a row of its own with a minus, beside the
    charge, which stays as it was.
    """
    cancelled = frame["status_word"].to_numpy(dtype=object) == "cancelled"
    side = frame["side"].to_numpy(dtype=object)
    if not cancelled.any() or not (side[cancelled] == "credit").all():
        return
    columns = ["merchant_key", "currency", "amount"]
    charges = frame.loc[frame["class"] == "charge", columns]
    paid = set(charges.itertuples(index=False, name=None))
    back = cancelled & np.array(
        [row in paid for row in frame[columns].itertuples(index=False, name=None)], dtype=bool
    )
    frame.loc[back, "class"] = "refund"
    frame.loc[back, "status_word"] = "booked"


def _refunds_by_merchant(frame: pd.DataFrame) -> None:
    """Money from a merchant that was paid at least as much before is a refund."""
    named = frame["merchant_key"].to_numpy(dtype=object) != ""
    classes, nature = frame["class"].to_numpy(dtype=object), frame["nature"].to_numpy(dtype=object)
    credit = (classes == "income") & (nature == "purchase") & named
    debit = (classes == "charge") & ((nature == "purchase") | (nature == "topup")) & named
    if not credit.any() or not debit.any():
        return
    credit &= ~test(_text(frame), test_for("card", "card_payment_words"))
    paid = _most_paid(frame[debit])
    for i in np.flatnonzero(credit):
        row: Any = frame.iloc[int(i)]
        times, most = paid.get((row["merchant_key"], row["currency"]), ([], []))
        at = bisect_right(times, row["time"]) if row["time"] is not None else 0
        if at and most[at - 1] >= row["amount"]:
            classes[i] = "refund"
    frame["class"] = classes


def _most_paid(charges: pd.DataFrame) -> dict[tuple[str, str], tuple[list[Any], list[Any]]]:
    """Per merchant and currency: times in order, and the largest charge up to each."""
    found: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {}
    columns = ("time", "amount", "merchant_key", "currency")
    rows = zip(*(charges[c].to_numpy(dtype=object) for c in columns), strict=True)
    for time, amount, key, currency in sorted(
        (r for r in rows if r[0] is not None), key=itemgetter(0)
    ):
        times, most = found.setdefault((key, currency), ([], []))
        times.append(time)
        most.append(max(amount, most[-1]) if most else amount)
    return found
