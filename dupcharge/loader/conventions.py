"""How the cells of a file are meant: date order, decimal mark, which sign is money out, currency.

Each is decided once for the file (or the column), from all rows together, with a reason; what
the file cannot settle is chosen, marked as open, and names the option that corrects it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dupcharge.loader import dates
from dupcharge.loader.dates import Parts
from dupcharge.loader.vocabulary import (
    header_form,
    normal,
    test_for,
    words,
)
from dupcharge.locale import Message

_NUMBERS = re.compile(
    r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}|(?:19|20)\d{6}|\d{1,2}[\s-][^\W\d_]{3,9}\.?[\s-]\d{4}"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_AMERICAN = (
    "running bal",
    "trans. date",
    "check",
    "zip",
    "memo",
    "routing",
    "posted date",
    "post date",
    "card no.",
    "statement balance",
    "payee",
    "state",
)  # fmt: skip, noqa: E501


@dataclass(frozen=True)
class Decision:
    """What was chosen, why, and whether the file settled it."""

    value: str
    reason: Message
    certain: bool = True


def language(header: Sequence[str]) -> str:
    """Language of the header: zh, ja, ko, en, or "other"."""
    text = "".join(header)
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if re.search(r"[\uac00-\ud7af]", text):
        return "ko"
    if re.search(r"[\u4e00-\u9fff]", text):
        return "zh"
    plain = {
        "date",
        "description",
        "amount",
        "balance",
        "debit",
        "credit",
        "details",
        "payee",
        "status",
        "currency",
        "merchant",
        "paid",
        "time",
        "transaction",
        "reference",
        "category",
        "card",
        "account",
        "name",
        "memo",
        "withdrawal",
        "money",
    }  # fmt: skip, noqa: E501
    found = re.findall(r"[a-z]+", normal(text if not header else " ".join(header)))
    english = sum(w in plain or w.rstrip("s") in plain for w in found)
    return "en" if not text or (text.isascii() and english * 3 >= len(found)) else "other"


def stated_dates(text: str) -> list[Parts]:
    """Dates written in a preamble or footer."""
    found = (dates.split(m[0]) for m in _NUMBERS.finditer(text))
    return [p for p in found if p is not None]


def date_order(
    columns: Mapping[str, Sequence[Parts]],
    header: Sequence[str],
    preamble: str,
    hints: Mapping[str, str],
) -> Decision:
    """Order of day, month and year for all date columns together.

    Args:
        columns: the date cells of each date column, in file order.
        header: the column names; their language is a clue.
        preamble: text above the table; the dates in it are clues.
        hints: `currency` and `mark`, as far as known.
    """
    cells = [p for parts in columns.values() for p in parts]
    loose = [p for p in cells if p.kind in ("xy", "short")]
    if not loose:
        return Decision("ymd", Message("loader.order_written"))
    loose += [p for p in stated_dates(preamble) if p.kind == "xy"]
    can = dates.possible_orders(loose)
    orders = ["dmy", "mdy"] + (["ymd"] if any(p.kind == "short" for p in loose) else [])
    full = [o for o in orders if can[o] == len(loose)]
    if len(full) == 1:
        return Decision(full[0], Message("loader.order_proved", {"order": full[0]}))
    if not full:
        best = max(orders, key=lambda o: can[o])
        share = can[best] / len(loose)
        return Decision(best, Message("loader.order_mixed", {"order": best}), share >= 0.98)
    scores = dict.fromkeys(full, 0.0)
    for parts in columns.values():
        _by_span([p for p in parts if p.kind in ("xy", "short")], scores)
    _by_distance(columns, scores)
    _by_stated(cells, preamble, scores)
    ranked = sorted(full, key=lambda o: -scores[o])
    shown = len(ranked) < 2 or scores[ranked[0]] - scores[ranked[1]] >= 1.5
    _by_custom(cells, header, hints, scores)
    shown = shown or language(header) != "en"  # English is written in both orders
    ranked = sorted(full, key=lambda o: (-scores[o], orders.index(o)))
    clear = shown and (len(ranked) < 2 or scores[ranked[0]] - scores[ranked[1]] >= 2.5)
    code = "loader.order_likely" if clear else "loader.order_open"
    return Decision(ranked[0], Message(code, {"order": ranked[0]}), clear)


def _by_span(parts: Sequence[Parts], scores: dict[str, float]) -> None:
    """A statement covers weeks and runs in one direction: the order that makes it so is right."""
    spans, turns = {}, {}
    for order in scores:
        days = [d.toordinal() for p in parts if (d := dates.resolve(p, order, 2024))]
        if len(days) < 2:
            return
        steps = [b - a for a, b in pairwise(days) if a != b]
        spans[order] = max(days) - min(days)
        turns[order] = min(sum(s > 0 for s in steps), sum(s < 0 for s in steps))
    least = min(turns.values())
    for order in scores:
        if turns[order] == least and any(t > least for t in turns.values()):
            scores[order] += 3.0 if max(turns.values()) >= 2 + 2 * least else 1.5
        others = [spans[o] for o in spans if o != order]
        if others and spans[order] * 3 < min(others):
            scores[order] += 3.0 if len(parts) >= 3 else 1.5


def _by_distance(columns: Mapping[str, Sequence[Parts]], scores: dict[str, float]) -> None:
    """Booking follows the purchase by days, not by months."""
    if len(columns) < 2:
        return
    first, second = list(columns.values())[:2]
    for order in scores:
        gaps = []
        for a, b in zip(first, second, strict=False):
            x, y = dates.resolve(a, order, 2024), dates.resolve(b, order, 2024)
            if x and y:
                gaps.append(abs((y - x).days))
        if gaps and sorted(gaps)[len(gaps) // 2] <= 10 and max(gaps) <= 45:
            scores[order] += 2.0


def _by_stated(cells: Sequence[Parts], preamble: str, scores: dict[str, float]) -> None:
    """Rows lie within the period the file states."""
    sure = [
        d
        for p in stated_dates(preamble)
        if p.kind in ("ymd", "named") and (d := dates.resolve(p, "ymd"))
    ]
    if not sure:
        return
    low, high = min(sure) - dt.timedelta(days=40), max(sure) + dt.timedelta(days=3)
    for order in scores:
        found = [d for p in cells if (d := dates.resolve(p, order))]
        if found and all(low <= d <= high for d in found):
            scores[order] += 2.0


def _by_custom(
    cells: Sequence[Parts],
    header: Sequence[str],
    hints: Mapping[str, str],
    scores: dict[str, float],
) -> None:
    """What a country writes: the weakest evidence, and enough only beside other evidence."""
    tongue = language(header)
    if "ymd" in scores:
        years = {p.numbers[0] for p in cells if p.kind == "short"}
        ends = {p.numbers[2] for p in cells if p.kind == "short"}
        if tongue in ("zh", "ja", "ko") or (len(years) <= 2 and min(years) >= 15 and len(ends) > 2):
            scores["ymd"] += 2.5
    currency = hints.get("currency", "")
    american = sum(any(a in header_form(h) for a in _AMERICAN) for h in header)
    if currency in ("USD", "$") or (not currency and tongue == "en" and american >= 1):
        scores["mdy"] = scores.get("mdy", 0.0) + (
            2.5 if currency == "USD" or american >= 2 else 1.0
        )
    elif currency not in ("", "XXX", "PHP", "CAD") or tongue == "other" or hints.get("mark") == ",":
        scores["dmy"] = scores.get("dmy", 0.0) + 2.5
    else:
        scores["dmy"] = scores.get("dmy", 0.0) + 0.5


def year_of(preamble: str, stated: Iterable[Parts]) -> dt.date | None:
    """The last day of a file without years: its latest stated date, or the year's end."""
    known = [
        d.date()
        for p in stated
        if not dates.lacks_year(p) and (d := dates.resolve(p, "dmy") or dates.resolve(p, "mdy"))
    ]
    if known:
        return max(known)
    title = re.search(r"(20\d\d)\s?[年/-]\s?(\d{1,2})(?:\s?月)?(?!\d)", preamble)
    if title and 1 <= int(title[2]) <= 12:
        from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped,unused-ignore]

        last: dt.date = dt.date(int(title[1]), int(title[2]), 1) + relativedelta(day=31)
        return last
    years = [int(y) for y in _YEAR.findall(preamble)]
    return dt.date(max(years), 12, 31) if years else None


def money_out_sign(
    signed: Sequence[tuple[int, str]], balance: tuple[float, int, int], headers: str, preamble: str
) -> Decision:
    """Which sign of an amount is money out: "negative" (accounts) or "positive" (cards).

    "unsigned" where no amount is negative: then rows are charges unless their words, their
    running balance or a written plus say otherwise.

    Args:
        signed: per row the sign (-1, 0, 1) and the row's words.
        balance: fit of the running balance as columns.balance_pair gives it.
        headers: the column names as one text.
        preamble: text above the table.
    """
    negative = sum(s < 0 for s, _ in signed)
    positive = sum(s > 0 for s, _ in signed)
    if not positive:
        return Decision("negative", Message("loader.sign_all_negative"), True)
    share, direction, tested = balance
    votes = {"negative": 0.0, "positive": 0.0}
    came_in, went_out = _word_rates(signed)
    # The sign whose rows oftener speak of money in is money in; single words mislead.
    votes["negative"] += 3.0 * (came_in[1] - came_in[-1]) + 2.0 * (went_out[-1] - went_out[1])
    votes["positive"] -= min(0.0, votes["negative"])
    votes["negative"] = max(0.0, votes["negative"])
    if share >= 0.8 and tested >= 2:
        # A debt that grows with each purchase is a card's balance; there the words decide.
        votes["negative" if direction > 0 else "positive"] += 3.0
    card = is_card(headers, preamble)
    if not negative:
        why = "sign_all_positive_card" if card else "sign_all_positive"
        return Decision("unsigned", Message(f"loader.{why}"), card)
    total = negative + positive
    if positive >= 0.6 * total and (total >= 5 or positive >= 0.75 * total):
        votes["positive"] += 2.0 if positive >= 0.8 * total and total >= 8 else 1.0
    elif negative >= 0.6 * total:
        votes["negative"] += 2.0
    votes["positive" if card and positive > negative else "negative"] += 0.6
    chosen = "positive" if votes["positive"] > votes["negative"] else "negative"
    lead = abs(votes["positive"] - votes["negative"])
    return Decision(chosen, Message(f"loader.sign_{chosen}"), lead >= 1.0 or chosen == "negative")


def _word_rates(
    signed: Sequence[tuple[int, str]],
) -> tuple[dict[int, float], dict[int, float]]:
    """Share of the rows of each sign that speak of money in, and of money out."""
    inward, outward = money_in_words(), test_for("side_words", "debit")
    rates: list[dict[int, float]] = [{1: 0.0, -1: 0.0}, {1: 0.0, -1: 0.0}]
    for sign in (1, -1):
        texts = [t for s, t in signed if s == sign]
        if texts:
            rates[0][sign] = sum(inward(t) for t in texts) / len(texts)
            rates[1][sign] = sum(outward(t) and not inward(t) for t in texts) / len(texts)
    return rates[0], rates[1]


def money_in_words() -> Callable[[str], bool]:
    """A test for the words of rows that are money in: payments to a card, refunds, salaries."""
    tests = (
        test_for("card", "card_payment_words"),
        test_for("refund", "words"),
        test_for("side_words", "credit"),
    )
    return lambda text: any(test(text) for test in tests)


def is_card(headers: str, preamble: str) -> bool:
    """True when the header or preamble has words that only a card's statement has."""
    text = normal(headers + " " + preamble)
    return any(
        re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text)
        if word.isascii()
        else word in text
        for word in map(normal, words("card")["words"])
    )
