"""Which sign of an amount is money out, by all that a table says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from dupcharge.loader import amounts, conventions, dates
from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import Profile, balance_pair
from dupcharge.loader.figures import decimals
from dupcharge.loader.formats import Format
from dupcharge.loader.section import Section, data_rows
from dupcharge.loader.type_sides import settles
from dupcharge.loader.vocabulary import normal
from dupcharge.locale import Message
from dupcharge.statement import Choice


def sign_of_money_out(
    section: Section, found: Assigned, given: Format | None, direction: Mapping[str, str],
    marks: Mapping[int, str], profiles: list[Profile], choices: list[Choice],
    warnings: list[Message],
) -> str:  # fmt: skip
    """Decide it: "negative", "positive" or "unsigned"; why goes to `choices` and `warnings`."""
    index = found.first("amount")
    if index is None:
        return "negative"
    if given and given.sign:
        choices.append(Choice("sign", given.sign, Message("loader.why_format")))
        return given.sign
    texts = [
        j
        for r in ("type", "description", "merchant", "direction")
        for j in found.columns.get(r, ())
    ]
    signed = _signed_rows(section, index, texts, marks.get(index, "."))
    if direction and set(direction.values()) & {"debit", "credit"}:
        by_words = _sign_by_direction(section, index, found.columns["direction"][0], direction)
        choices.append(Choice("sign", by_words or "unsigned", Message("loader.sign_direction")))
        return by_words or "negative"
    balance = (0.0, 0, 0)
    if (b := found.first("balance")) is not None:
        balance = balance_pair(
            decimals(section, profiles[b], marks.get(b, ".")),
            decimals(section, profiles[index], marks.get(index, ".")),
            _ascending(section, found),
        )
    plain = bool(signed) and all(s > 0 for s, _ in signed)
    if plain and (_types_settle(section, found) or _marks_income(section, index)):
        choices.append(Choice("sign", "unsigned", Message("loader.sign_words")))
        return "unsigned"
    decision = conventions.money_out_sign(
        signed, balance, " ".join(section.header or []), section.preamble_text
    )
    choices.append(Choice("sign", decision.value, decision.reason, decision.certain))
    if decision.value == "unsigned" and balance[0] >= 0.8 and balance[2] >= 3:
        return "unsigned"  # the balance settles it row by row
    if not decision.certain:
        word = "positive" if decision.value == "unsigned" else decision.value
        warnings.append(Message("loader.sign_open", {"sign": Message(f"loader.word_{word}")}))
    return decision.value


def _marks_income(section: Section, index: int) -> bool:
    """Whether letters beside some amounts, and only beside these, say that money came in."""
    figures = map(amounts.split, dict.fromkeys(row[index] for row in section.rows))
    return {f.flag for f in figures if f and f.flag} == {"credit"}


def _types_settle(section: Section, found: Assigned) -> bool:
    """Whether a column of kinds of rows says the side of every row that looks like one."""
    rows = data_rows(section.rows)
    card = conventions.is_card(" ".join(section.header or []), section.preamble_text)
    return settles([[row[j] for row in rows] for j in found.columns.get("type", ())], card)


def _ascending(section: Section, found: Assigned) -> bool | None:
    """Which way the file runs in time; None where its dates do not say."""
    index = found.columns["time"][0]
    cells = (dates.split(row[index]) for row in section.rows[:400])
    days = [
        d
        for p in cells
        if p and (d := dates.resolve(p, "dmy", 2024) or dates.resolve(p, "mdy", 2024))
    ]
    up = sum(a < b for a, b in pairwise(days))
    down = sum(a > b for a, b in pairwise(days))
    return None if up == down else up > down


def _signed_rows(
    section: Section, index: int, texts: list[int], mark: str
) -> list[tuple[int, str]]:
    """Sign and words of rows: of some thousands, and of every row of a sign these do not show."""
    rows = section.rows
    step = max(1, len(rows) // 3000)
    signs = {cell: _sign_of(cell, mark) for cell in dict.fromkeys(row[index] for row in rows)}
    signed: list[tuple[int, str]] = []
    shown: set[int] = set()
    for at, row in enumerate(rows):
        sign = signs[row[index]]
        if sign and not (at % step and sign in shown):
            shown.add(sign)
            signed.append((sign, normal(" ".join(row[j] for j in texts))))
    return signed


def _sign_of(cell: str, mark: str) -> int:
    """The sign of an amount; 0 for zero, for no amount, and where letters say the side."""
    figure = amounts.split(cell)
    if figure is None or figure.flag or not amounts.value(figure, mark):
        return 0
    return -1 if figure.negative else 1


def _sign_by_direction(
    section: Section, amount: int, index: int, direction: Mapping[str, str]
) -> str | None:
    """Sign that debit rows carry, where a direction column stands beside a signed amount."""
    by_form = {normal(k): v for k, v in direction.items()}
    negative = positive = 0
    for (cell, word), often in Counter((row[amount], row[index]) for row in section.rows).items():
        figure = amounts.split(cell)
        if figure and by_form.get(normal(word)) == "debit":
            negative += often * figure.negative
            positive += often * (not figure.negative)
    return None if not negative else "negative" if negative >= positive else "positive"
