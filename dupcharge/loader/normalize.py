"""From cells to transactions: times, amounts, sides, ids; and which lines are no transactions.

Every row of a section ends as a transaction (perhaps unreadable, with its reason) or as a line
that is named as something else: a balance, a total, a continuation, a note. Nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from dupcharge.loader.cells import Bools, Cells, Column, Objects, filled, known, objects, same
from dupcharge.loader.classify import Facts, classify
from dupcharge.loader.infer import Reading
from dupcharge.loader.lines import continued, kinds, under_pending_title
from dupcharge.loader.section import Section, is_blank
from dupcharge.loader.sides import Money, currencies, first_size, money_of, noted_refunds, sides
from dupcharge.loader.times import Times, times_of
from dupcharge.loader.undated import carry_dates, sum_lines
from dupcharge.loader.vocabulary import currency_of, test_for
from dupcharge.locale import Message
from dupcharge.money import MAX_EXPONENT, NO_CURRENCY, digits

_RUINED = re.compile(r"^\d(?:\.\d+)?e\+?\d{2}$", re.IGNORECASE)
# Redacted, or a placeholder of a payment scheme for "no reference".
_NOT_AN_ID = re.compile(
    r"^(?:[\W_x*0]*|not ?provided|none|unknown|n/?a|keine|ohne|non ?ref|no ?ref|nonref)$",
    re.IGNORECASE,
)
_SINGLE = (
    "direction", "status", "transaction_id", "order_id", "related_id", "method", "account",
    "currency", "original_currency",
)  # fmt: skip
# Texts that a row shows as they stand: role -> column of schema.TRANSACTIONS.
_TEXTS = {
    "merchant": "merchant", "description": "description", "method": "method",
    "status": "status_text", "type": "type_text", "transaction_id": "transaction_id",
    "order_id": "order_id", "related_id": "related_id", "account": "account",
    "holder": "holder", "allocation": "allocation",
}  # fmt: skip


@dataclass
class Rows:
    """Transactions of one section, in file order, before accounts and files are joined.

    `frame`: schema.TRANSACTIONS columns but for txn, file, part, row; amounts are Decimals of
    major units as Python objects (`amount`, `original_amount`, `stated_refund`, `balance`).
    `told` beside them is the side by the file's own word, or "neutral".
    `reason` says why a row is unreadable (None for all others). `others`: lines that are no
    transactions, with what they are.
    """

    frame: pd.DataFrame
    reason: Objects
    others: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


def transactions(section: Section, reading: Reading, cells: Cells | None = None) -> Rows:
    """All transaction rows of a section.

    Raises:
        FormatError: never; what cannot be read becomes an unreadable row.
    """
    cells = cells or Cells(section)
    warnings: list[Message] = []
    when = times_of(cells, reading, section)
    money = money_of(cells, reading)
    texts = texts_of(cells, reading)
    sums = sum_lines(money, when)
    warnings += carry_dates(cells, reading, when, money, sums)
    kind = kinds(cells, reading, when, money, texts, sums)
    if continued(section, cells, reading, kind):
        texts = texts_of(cells, reading)
    keep = np.isin(kind, ("transaction", "pending", "unreadable"))
    frame, reason = _frame(cells, reading, when, money, texts, kind, keep, warnings)
    lines = section.lines
    warnings += [
        Message("loader.row_unlike", {"line": str(lines[i])})
        for i in np.flatnonzero(kind == "summary")
    ]
    others = [(int(lines[i]), str(kind[i])) for i in np.flatnonzero(~keep)]
    return Rows(frame, reason, others, warnings)


def texts_of(cells: Cells, reading: Reading) -> dict[str, Column]:
    """Per role of words and ids the cells of its columns; "" where they say nothing."""
    columns = reading.columns
    texts = {role: cells.first_filled(columns[role]) for role in _SINGLE if columns.get(role)}
    for role in ("type", "description", "holder", "allocation"):
        if columns.get(role):
            texts[role] = cells.joined(columns[role])
    if len(columns.get("status", ())) > 1:
        texts["status"] = _states([cells.column(j) for j in columns["status"]])
    named = columns.get("merchant", [])
    joined = bool(named) and "merchant" in reading.joined
    texts["merchant"] = cells.joined(named) if joined else cells.first_filled(named)
    return texts


def _states(columns: Sequence[Column]) -> Column:
    """What several columns say of a row's state: the first that speaks, but "declined" wins."""
    void = test_for("status", "cancelled")
    told, *others = (column.without_blanks() for column in columns)
    for other in others:
        declined = other.fits(void) & ~told.fits(void)
        told = told.replaced(declined | ~told.filled, other)
    return told


def _frame(
    cells: Cells, reading: Reading, when: Times, money: dict[str, list[Money]],
    texts: dict[str, Column], kind: Objects, keep: Bools, warnings: list[Message],
) -> tuple[pd.DataFrame, Objects]:  # fmt: skip
    n = cells.rows
    size, side = sides(cells, reading, money, texts)
    reason = _reasons(cells, reading, when, kind)
    unclear = keep & (kind != "unreadable") & ~known(side) & filled(size)
    said = texts.get("direction", Column.empty(n))
    for i in np.flatnonzero(unclear):
        kind[i] = "unreadable"
        params = {"column": _name(reading, "direction"), "value": str(said.rows[i])[:60]}
        reason[i] = Message("loader.bad_direction", params)
    currency = currencies(cells, reading, money, texts)
    if "currency" in texts:
        warnings += _doubtful_currencies(texts["currency"], currency, keep)
    too_fine = np.array(
        [s is not None and -s.as_tuple().exponent > MAX_EXPONENT for s in size], dtype=bool
    )
    for i in np.flatnonzero(keep & too_fine):
        places = -size[i].as_tuple().exponent
        size[i] = round(size[i], digits(currency[i]) if places > 10 else MAX_EXPONENT)
    noted = noted_refunds(money, size, texts, cells, reading)
    held = under_pending_title(cells.section, kind)
    if "status" in texts:  # what a row says of itself comes first
        held &= ~texts["status"].filled
    pending = when.pending | (kind == "pending") | held
    posted_blank = when.posted_blank if when.has_posted else np.zeros(n, dtype=bool)
    original = texts.get("original_currency", Column.empty(n))
    codes = Column(original.codes, [(currency_of(c) if c else None) or "" for c in original.texts])
    texts = texts | {"merchant": _merchants(cells, reading, texts, side)}
    texts = {role: column.take(keep) for role, column in texts.items()}
    facts = Facts(
        texts, side[keep], size[keep], currency[keep], noted[keep], when.value[keep],
        (kind == "unreadable")[keep], pending[keep], posted_blank[keep],
    )  # fmt: skip
    classes = classify(facts, reading)
    typed: dict[str, Any] = {
        "line": np.array(cells.section.lines, dtype="int32")[keep],
        "time": when.value[keep],
        "posted": when.posted[keep],
        "precision": _words(when.precision[keep]),
        "written": _words(when.written[keep]),
        "utc_offset": _minutes(when.offset[keep]),
        "side": _words(classes.side),
        "told": _words(side[keep]),
        "status": _words(classes.status),
        "class": _words(classes.classes),
        "nature": _words(classes.nature),
        "amount": size[keep],
        "currency": _words(currency[keep]),
        "stated_refund": noted[keep],
        "original_currency": _texts(codes.take(keep)),
        "merchant_key": _texts(classes.merchant_key, empty=""),
    }
    for role in ("balance", "original_amount"):
        typed[role] = _signed(*first_size(money.get(role, []), n)[:2])[keep]
    for role, name in _TEXTS.items():
        typed[name] = _texts(texts.get(role, Column.empty(int(keep.sum()))))
    for role, trusted in (("transaction_id", "id_trusted"), ("order_id", "order_trusted")):
        column = texts.get(role, Column.empty(int(keep.sum())))
        typed[trusted] = _trusted(column, typed["line"], warnings)
    return pd.DataFrame(typed), reason[keep]


def _reasons(cells: Cells, reading: Reading, when: Times, kind: Objects) -> Objects:
    """Why rows are unreadable; None for the others."""
    reason = objects([None] * cells.rows)
    for i in np.flatnonzero(kind == "unreadable"):
        if np.isnat(when.value[i]):
            code = "loader.no_date" if when.blank[i] else "loader.bad_date"
            params = {"column": _name(reading, "time"), "value": str(when.cell.rows[i])[:60]}
        else:
            cell, role = _amount_cell(cells, reading, int(i))
            code = "loader.bad_amount" if cell else "loader.no_amount"
            params = {"column": _name(reading, role), "value": cell[:60]}
        reason[i] = Message(code, params)
    return reason


def _doubtful_currencies(said: Column, currency: Objects, keep: Bools) -> list[Message]:
    """Warnings for rows that state no currency where others do, and for unknown words."""
    warnings = []
    blank = keep & ~said.filled
    if blank.any() and not blank[keep].all():
        params = {"n": int(blank.sum()), "currency": currency[np.flatnonzero(blank)[0]]}
        warnings.append(Message("loader.currency_blank", params))
    odd = keep & ~blank & same(currency, NO_CURRENCY) & ~said.blank
    if odd.any():
        params = {"n": int(odd.sum()), "value": str(said.rows[np.flatnonzero(odd)[0]])[:20]}
        warnings.append(Message("loader.currency_unknown", params))
    return warnings


def _merchants(cells: Cells, reading: Reading, texts: dict[str, Column], side: Objects) -> Column:
    """Whom each row paid: the merchant's column, else what it was for, else its kind."""
    merchant = texts["merchant"]
    named = reading.columns.get("description", [])
    if named:
        whole = "description" in reading.joined
        shown = texts["description"] if whole else cells.first_filled(named)
        if len(named) > 1 and not whole:
            for j in reversed(named):
                called = cells.column(j)
                shown = shown.replaced(called.fits(test_for("party", "labels")), called)
        merchant = merchant.replaced(~merchant.filled, shown)
    if pair := reading.by_side.get("merchant"):
        for word, j in pair.items():
            column = cells.column(j)
            merchant = merchant.replaced(same(side, word) & ~column.blank, column)
    if "type" in texts:
        merchant = merchant.replaced(~merchant.filled, texts["type"])
    return merchant


def _words(values: Objects) -> Any:
    """A column of few different words; None where there is none."""
    return pd.array(values, dtype="str")


def _texts(column: Column, empty: str | None = None) -> Any:
    """A column of texts; null (or `empty`) where a row says nothing."""
    distinct = pd.array([str(t) if t else empty for t in column.texts], dtype="str")
    return distinct.take(column.codes)


def _minutes(offset: Objects) -> Any:
    there = known(offset)
    values = np.where(there, offset, 0).astype("int16")
    return pd.arrays.IntegerArray(values, ~there)


def _signed(size: Objects, negative: Bools) -> Objects:
    return objects(
        [(-v if m else v) if v is not None else None for v, m in zip(size, negative, strict=True)]
    )


def _trusted(ids: Column, lines: Sequence[int], warnings: list[Message]) -> Bools:
    """Which ids can be matched: not a redacted one, and none where some are ruined."""
    ruined = ids.flags(lambda c: bool(_RUINED.match(c)))
    if ruined.any():
        line = int(lines[int(np.flatnonzero(ruined)[0])])
        warnings.append(Message("loader.ids_ruined", {"n": int(ruined.sum()), "line": line}))
    useless = ids.flags(lambda c: bool(_NOT_AN_ID.match(c)))
    return ~useless & ~ruined.any()


def _name(reading: Reading, role: str) -> str:
    column = reading.format.columns.get(role)
    return column.names[0] if column and column.names else role


def _amount_cell(cells: Cells, reading: Reading, row: int) -> tuple[str, str]:
    for role in ("amount", "debit", "credit"):
        for j in reading.columns.get(role, ()):
            if not is_blank(cell := cells.section.rows[row][j]):
                return cell, role
    return "", next((r for r in ("amount", "debit") if reading.columns.get(r)), "amount")
