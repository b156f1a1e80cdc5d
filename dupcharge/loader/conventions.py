"""How the cells of a file are meant: date order, decimal mark, which sign is money out, currency.

Each is decided once for the file (or the column), from all rows together, with a reason; what
the file cannot settle is chosen, marked as open, and names the option that corrects it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dupcharge.loader import dates
from dupcharge.loader.dates import Parts
from dupcharge.loader.vocabulary import Patterns, normal, test_for, words
from dupcharge.locale import Message

_NUMBERS = re.compile(
    r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}|(?:19|20)\d{6}|\d{1,2}[\s-][^\W\d_]{3,9}\.?[\s-]\d{4}"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


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


@cache
def money_in_words() -> Patterns:
    """A test for the words of rows that are money in: payments to a card, refunds, salaries."""
    lists = (("card", "card_payment_words"), ("refund", "words"), ("side_words", "credit"))
    return Patterns(word for section, key in lists for word in words(section)[key])


def is_card(headers: str, preamble: str) -> bool:
    """True when the header or preamble has words that only a card's statement has."""
    text = normal(headers + " " + preamble)
    return any(
        re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text)
        if word.isascii()
        else word in text
        for word in map(normal, words("card")["words"])
    )
