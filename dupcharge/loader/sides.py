"""How much, and which way: amounts, sides, currencies and stated refunds of the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dupcharge.loader import amounts
from dupcharge.loader.cells import (
    Bools,
    Cells,
    Column,
    Objects,
    filled,
    joined,
    known,
    objects,
    same,
)
from dupcharge.loader.conventions import is_card, money_in_words
from dupcharge.loader.infer import Reading
from dupcharge.loader.type_sides import says_direction, type_sides
from dupcharge.loader.vocabulary import currency_of, normal, test_for
from dupcharge.money import NO_CURRENCY


@dataclass
class Money:
    """One money column, row by row."""

    size: Objects  # Decimal or None
    negative: Bools
    bad: Bools  # something stands there, and it is no amount
    flag: Objects
    refund: Objects  # Decimal, "all" or None
    currency: Objects


def _money_column(column: Column, mark: str) -> Money:
    read = [_one(text, mark) for text in column.texts]
    size, negative, flag, refund, currency = (
        objects([r[k] for r in read])[column.codes] for k in range(5)
    )
    return Money(size, negative.astype(bool), ~column.void & ~known(size), flag, refund, currency)


def _one(cell: str, mark: str) -> tuple[object, ...]:
    """Size, whether it is negative, flag, refund and currency of one cell."""
    figure = amounts.split(cell)
    if figure is None:
        return None, False, None, None, None
    refund = amounts.noted_refund(figure)
    return amounts.value(figure, mark), figure.negative, figure.flag, refund, figure.currency


def money_of(cells: Cells, reading: Reading) -> dict[str, list[Money]]:
    """Per role of amounts its columns, read with their decimal marks."""
    roles = ("amount", "debit", "credit", "balance", "original_amount", "refunded")
    columns = {role: reading.columns[role] for role in roles if reading.columns.get(role)}
    if reading.fees:
        columns["fee"] = reading.fees
    return {
        role: [_money_column(cells.column(j), reading.marks.get(j, ".")) for j in indexes]
        for role, indexes in columns.items()
    }


def first_size(columns: list[Money], n: int) -> tuple[Objects, Bools, Objects]:
    """Size, sign and flag per row, from the first of these columns that has an amount."""
    size, negative = np.full(n, None, dtype=object), np.zeros(n, dtype=bool)
    flag = np.full(n, None, dtype=object)
    for column in reversed(columns):
        found = known(column.size)
        size[found], negative[found], flag[found] = (
            column.size[found],
            column.negative[found],
            column.flag[found],
        )
    return size, negative, flag


def sides(
    cells: Cells, reading: Reading, money: dict[str, list[Money]], texts: dict[str, Column]
) -> tuple[Objects, Objects]:
    """Amount (Decimal >= 0 or None) and side (debit, credit, neutral or None) per row."""
    size, side = _sides(cells, reading, money, texts)
    if "fee" in money:
        fee, _, _ = first_size(money["fee"], cells.rows)
        only = ~known(size) & filled(fee)
        size[only], side[only] = fee[only], "debit"
    return size, side


def _sides(
    cells: Cells, reading: Reading, money: dict[str, list[Money]], texts: dict[str, Column]
) -> tuple[Objects, Objects]:
    n = cells.rows
    side = np.full(n, None, dtype=object)
    if "amount" in money:
        size, negative, flag = first_size(money["amount"], n)
        out = negative if reading.sign == "negative" else ~negative
        side[:] = np.where(out, "debit", "credit")
        if reading.sign == "unsigned":
            side = _unsigned(cells, reading, money, size, texts)
        side[same(flag, "debit")] = "debit"
        side[same(flag, "credit")] = "credit"
        if "direction" in texts and reading.direction:
            told = texts["direction"].map(lambda c: reading.direction.get(normal(c)))
            _follow_words(side, told, negative, texts["direction"])
        return size, side
    debit, debit_negative, _ = first_size(money.get("debit", []), n)
    credit, credit_negative, _ = first_size(money.get("credit", []), n)
    usual = bool(debit_negative.sum() * 2 > filled(debit).sum())
    usual_credit = bool(credit_negative.sum() * 2 > filled(credit).sum())
    size = np.full(n, None, dtype=object)
    for i in range(n):
        d, c = debit[i], credit[i]
        if d and not c:
            size[i], side[i] = d, "debit" if bool(debit_negative[i]) == usual else "credit"
        elif c and not d:
            size[i], side[i] = c, "credit" if bool(credit_negative[i]) == usual_credit else "debit"
        elif d and c:
            net = d - c
            size[i], side[i] = abs(net), "debit" if net >= 0 else "credit"
        elif d is not None or c is not None:
            size[i] = Decimal(0)
    return size, side


def _unsigned(
    cells: Cells,
    reading: Reading,
    money: dict[str, list[Money]],
    size: Objects,
    texts: dict[str, Column],
) -> Objects:
    """Sides of unsigned amounts: by the running balance, a written plus, or the row's words."""
    n = cells.rows
    side = np.full(n, "debit", dtype=object)
    plus = _written_plus(cells, reading.columns["amount"][0])
    if plus.any() and not plus.all():
        side[plus] = "credit"
        return side
    words = said(texts, once=False)
    side[words.fits(money_in_words())] = "credit"
    _by_types(side, cells, reading, words.fits(test_for("refund", "words")))
    if "balance" in money:
        _by_balance(side, size, money["balance"][0])
    return side


def said(texts: Mapping[str, Column], once: bool = True) -> Column:
    """What each row says of itself: kind, purpose and name as one text."""
    columns = [texts[role] for role in ("type", "description", "merchant") if role in texts]
    return joined(columns, once)


def _by_types(side: Objects, cells: Cells, reading: Reading, refund: Bools) -> None:
    """Follow the kinds of rows; of several such columns the one that speaks of most rows."""
    section = cells.section
    card = is_card(" ".join(section.header or []), section.preamble_text)
    columns = []
    for j in reading.columns.get("type", ()):
        column = cells.column(j)
        sides_of = type_sides(column.rows, card)
        columns.append((column.map(sides_of.get), column.flags(says_direction)))
    for told, plain in sorted(columns, key=lambda c: int(known(c[0]).sum())):
        for word in ("debit", "credit"):
            here = same(told, word)
            side[here & (plain | ~refund | (word == "credit"))] = word


def _written_plus(cells: Cells, index: int) -> Bools:
    def plus(cell: str) -> bool:
        figure = amounts.split(cell)
        return figure is not None and figure.signed and not figure.negative

    return cells.column(index).flags(plus)


def _by_balance(side: Objects, size: Objects, column: Money) -> None:
    """Follow a running balance: where it falls by the amount, money went out."""
    balance = [
        None if b is None else -b if m else b
        for b, m in zip(column.size, column.negative, strict=True)
    ]
    best: tuple[int, dict[int, str]] = (0, {})
    for newest_first in (False, True):
        told: dict[int, str] = {}
        tested = 0
        for i in range(len(balance) - 1):
            before, after = balance[i], balance[i + 1]
            at = i if newest_first else i + 1
            if before is None or after is None or not size[at]:
                continue
            if newest_first:
                before, after = after, before
            tested += 1
            if abs(after - before) == size[at]:
                told[at] = "credit" if after > before else "debit"
        if tested >= 2 and len(told) >= 0.8 * tested and len(told) > best[0]:
            best = (len(told), told)
    for at, word in best[1].items():
        side[at] = word


MINUS_IS_OUT = 0.9
"""Share of the rows called money out that carry a minus, from which the sign is the direction."""


def _follow_words(side: Objects, told: Objects, negative: Bools, words: Column) -> None:
    """A direction column says the side; a sign against its own usual one turns it round."""
    clear = known(told)
    signed = bool(negative.any())
    for word in ("debit", "credit"):
        here = np.array([t == word for t in told], dtype=bool)
        side[here] = word
        if signed and here.any():
            share = negative[here].mean()
            out = np.array([t == "debit" for t in told], dtype=bool)
            if word == "credit" and out.any() and negative[out].mean() >= MINUS_IS_OUT:
                share = min(share, 0.4)  # then money in has none
            if 0 < share < 1:  # the rarer sign is a correction
                rare = here & (negative if share < 0.5 else ~negative)
                side[rare] = "credit" if word == "debit" else "debit"
    side[same(told, "neutral")] = "neutral"
    if not signed:
        side[~clear] = None
        side[~clear & words.blank] = "neutral"


def currencies(
    cells: Cells, reading: Reading, money: dict[str, list[Money]], texts: dict[str, Column]
) -> Objects:
    """ISO code per row: its own, else what most rows (or the file) have, else XXX."""
    n = cells.rows
    currency = np.full(n, None, dtype=object)
    if "currency" in texts:
        currency = texts["currency"].map(lambda c: currency_of(c) if c else None)
    for role in ("amount", "debit", "credit"):
        for j, column in zip(reading.columns.get(role, ()), money.get(role, ()), strict=True):
            own_sign = known(column.currency) & ~filled(currency)
            currency[own_sign] = column.currency[own_sign]
            if own := reading.column_currency.get(j):
                currency[filled(column.size) & ~known(currency)] = own
    if "currency" in texts:  # a word that names no currency known here is not taken for the usual
        currency[~known(currency) & ~texts["currency"].blank] = NO_CURRENCY
    missing = ~known(currency)
    if missing.any():
        usual = reading.currency
        if usual is None and not missing.all():
            values, counts = np.unique(currency[~missing].astype(str), return_counts=True)
            usual = str(values[counts.argmax()])
        currency[missing] = usual or NO_CURRENCY
    return currency


def noted_refunds(
    money: dict[str, list[Money]],
    size: Objects,
    texts: dict[str, Column],
    cells: Cells,
    reading: Reading,
) -> Objects:
    """What a row itself says came back: beside its amount, in its own column, in its status."""
    n = cells.rows
    noted = np.full(n, None, dtype=object)
    for column in money.get("amount", ()):
        for i in np.flatnonzero(known(column.refund)):
            noted[i] = size[i] if column.refund[i] == "all" else column.refund[i]
    for column in money.get("refunded", ()):
        for i in np.flatnonzero([bool(s) for s in column.size]):
            noted[i] = noted[i] or column.size[i]
    if "status" in texts:

        def came_back(cell: str) -> Decimal | str | None:
            if not ("退" in cell or "refund" in cell.lower()):
                return None
            if "全额" in cell:
                return "all"
            found = re.search(r"[¥￥$€£]?\s*(\d[\d,]*\.\d{2})", cell)
            return Decimal(found[1].replace(",", "")) if found else None

        told = texts["status"].map(came_back)
        for i in np.flatnonzero(known(told)):
            noted[i] = noted[i] or (size[i] if told[i] == "all" else told[i])
    for i in np.flatnonzero(known(noted)):
        if size[i] is None or noted[i] > size[i]:
            noted[i] = None
    return noted
