"""From cells to transactions: times, amounts, sides, ids; and which lines are no transactions.

Every row of a section ends as a transaction (perhaps unreadable, with its reason) or as a line
that is named as something else: a balance, a total, a continuation, a note. Nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dupcharge.loader.cells import Bools, Cells, Objects, filled, known, same, spread
from dupcharge.loader.classify import classify
from dupcharge.loader.infer import Reading
from dupcharge.loader.lines import continued, kinds, under_pending_title
from dupcharge.loader.section import Section, is_blank
from dupcharge.loader.sides import Money, currencies, first_size, money_of, noted_refunds, sides
from dupcharge.loader.times import Times, times_of
from dupcharge.loader.undated import carry_dates, sum_lines
from dupcharge.loader.vocabulary import currency_of
from dupcharge.locale import Message
from dupcharge.money import MAX_EXPONENT, NO_CURRENCY, digits

_RUINED = re.compile(r"^\d(?:\.\d+)?e\+?\d{2}$", re.IGNORECASE)
# Redacted, or a placeholder of a payment scheme for "no reference".
_NOT_AN_ID = re.compile(
    r"^(?:[\W_x*0]*|not ?provided|none|unknown|n/?a|keine|ohne|non ?ref|no ?ref|nonref)$",
    re.IGNORECASE,
)


@dataclass
class Rows:
    """Transactions of one section, in file order, before accounts and files are joined.

    `frame`: schema.TRANSACTIONS columns but for txn, file, part, row; amounts are Decimals of
    major units as Python objects (`amount`, `original_amount`, `stated_refund`, `balance`).
    `reason` says why a row is unreadable (None for all others). `others`: lines that are no
    transactions, with what they are.
    """

    frame: pd.DataFrame
    reason: Objects
    others: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


def transactions(section: Section, reading: Reading) -> Rows:
    """All transaction rows of a section.

    Raises:
        FormatError: never; what cannot be read becomes an unreadable row.
    """
    cells = Cells(section)
    warnings: list[Message] = []
    when = times_of(cells, reading, section)
    money = money_of(cells, reading)
    texts = texts_of(cells, reading)
    sums = sum_lines(money, when)
    warnings += carry_dates(cells, reading, when, money, sums)
    kind = kinds(cells, reading, when, money, texts, sums)
    continued(section, cells, reading, kind)
    texts = texts_of(cells, reading)
    keep = np.isin(kind, ("transaction", "pending", "unreadable"))
    frame, reason = _frame(cells, reading, when, money, texts, kind, keep, warnings)
    lines = np.array(section.lines)
    warnings += [
        Message("loader.row_unlike", {"line": str(lines[i])})
        for i in np.flatnonzero(kind == "summary")
    ]
    others = [(int(lines[i]), str(kind[i])) for i in np.flatnonzero(~keep)]
    return Rows(frame, reason, others, warnings)


def texts_of(cells: Cells, reading: Reading) -> dict[str, Objects]:
    """Per role of words and ids the cells of its columns; "" where they say nothing."""
    columns = reading.columns
    texts: dict[str, Objects] = {}
    for role in (
        "direction",
        "status",
        "transaction_id",
        "order_id",
        "related_id",
        "method",
        "account",
        "currency",
        "original_currency",
    ):  # fmt: skip, noqa: E501
        if columns.get(role):
            texts[role] = cells.first_filled(columns[role])
    for role in ("type", "description"):
        if columns.get(role):
            texts[role] = cells.joined(columns[role])
    named = columns.get("merchant", [])
    merchant = cells.joined(named) if "merchant" in reading.joined else cells.first_filled(named)
    texts["merchant"] = merchant
    return texts


def _frame(
    cells: Cells, reading: Reading, when: Times, money: dict[str, list[Money]],
    texts: dict[str, Objects], kind: Objects, keep: Bools, warnings: list[Message],
) -> tuple[pd.DataFrame, Objects]:  # fmt: skip
    n = cells.rows
    size, side = sides(cells, reading, money, texts)
    reason = np.full(n, None, dtype=object)
    missing = ~known(size)
    dated = known(when.value)
    bad = kind == "unreadable"
    for i in np.flatnonzero(bad):
        if not dated[i]:
            code = "loader.no_date" if when.blank[i] else "loader.bad_date"
            reason[i] = Message(
                code, {"column": _name(reading, "time"), "value": str(when.cell[i])[:60]}
            )
        else:
            cell, role = _amount_cell(cells, reading, int(i))
            code = "loader.bad_amount" if cell else "loader.no_amount"
            reason[i] = Message(code, {"column": _name(reading, role), "value": cell[:60]})
    unclear = keep & ~bad & ~missing & ~known(side)
    unclear &= filled(size)
    for i in np.flatnonzero(unclear):
        kind[i] = "unreadable"
        value = str(texts["direction"][i]) if "direction" in texts else ""
        reason[i] = Message(
            "loader.bad_direction", {"column": _name(reading, "direction"), "value": value[:60]}
        )
    currency = currencies(cells, reading, money, texts)
    if "currency" in texts:
        blank = keep & ~filled(texts["currency"])
        if blank.any() and not blank[keep].all():
            params = {"n": int(blank.sum()), "currency": currency[np.flatnonzero(blank)[0]]}
            warnings.append(Message("loader.currency_blank", params))
        said = texts["currency"]
        odd = keep & ~blank & same(currency, NO_CURRENCY) & ~spread(said, is_blank).astype(bool)
        if odd.any():
            params = {"n": int(odd.sum()), "value": str(said[np.flatnonzero(odd)[0]])[:20]}
            warnings.append(Message("loader.currency_unknown", params))
    too_fine = np.array(
        [s is not None and -s.as_tuple().exponent > MAX_EXPONENT for s in size], dtype=bool
    )
    for i in np.flatnonzero(keep & too_fine):
        places = -size[i].as_tuple().exponent
        size[i] = round(size[i], digits(currency[i]) if places > 10 else MAX_EXPONENT)
    noted = noted_refunds(money, size, texts, cells, reading)
    merchant = texts["merchant"].copy()
    description = texts.get("description", np.full(n, "", dtype=object))
    fallback = np.array([not m for m in merchant], dtype=bool)
    first_description = (
        cells.first_filled(reading.columns.get("description", []))
        if reading.columns.get("description")
        else description
    )
    shown = first_description if not reading.joined & {"description"} else description
    merchant[fallback] = shown[fallback]
    if pair := reading.by_side.get("merchant"):
        for word, j in pair.items():
            here = np.array([s == word for s in side], dtype=bool) & ~cells.blank(j)
            merchant[here] = cells.column(j)[here]
    still = np.array([not m for m in merchant], dtype=bool)
    if still.any() and "type" in texts:
        merchant[still] = texts["type"][still]
    held = under_pending_title(cells.section, kind)
    if "status" in texts:  # what a row says of itself comes first
        held &= ~filled(texts["status"])
    frame = pd.DataFrame(
        {
            "line": np.array(cells.section.lines, dtype="int32"),
            "time": when.value,
            "posted": when.posted,
            "precision": when.precision,
            "written": when.written,
            "utc_offset": when.offset,
            "side": [None if s == "neutral" else s for s in side],
            "told": side,
            "amount": size,
            "currency": currency,
            "merchant": merchant,
            "description": description,
            "stated_refund": noted,
            "kind": kind,
            "pending_date": when.pending | (kind == "pending") | held,
            "posted_blank": when.posted_blank if when.has_posted else np.zeros(n, dtype=bool),
        }
    )
    for role in (
        "status",
        "type",
        "transaction_id",
        "order_id",
        "related_id",
        "method",
        "account",
        "direction",
    ):
        frame[role] = texts.get(role, np.full(n, "", dtype=object))
    for role in ("balance", "original_amount"):
        frame[role] = first_size(money[role], n)[0] if role in money else None
        if role in money:
            negative = first_size(money[role], n)[1]
            frame[role] = [
                (-v if m else v) if v is not None else None
                for v, m in zip(frame[role], negative, strict=True)
            ]
    frame["original_currency"] = (
        spread(texts["original_currency"], lambda c: currency_of(c) if c else None)
        if "original_currency" in texts
        else None
    )
    frame = frame[keep].reset_index(drop=True)
    _ids(frame, warnings)
    classify(frame, reading)
    return frame, reason[keep]


def _ids(frame: pd.DataFrame, warnings: list[Message]) -> None:
    """Ids as text; a ruined or redacted one is kept for reading, not for matching."""
    for role, trusted in (("transaction_id", "id_trusted"), ("order_id", "order_trusted")):
        ids = frame[role].to_numpy(dtype=object)
        ruined = (
            spread(ids, lambda c: bool(_RUINED.match(c))).astype(bool)
            if len(ids)
            else np.zeros(0, dtype=bool)
        )
        useless = (
            spread(ids, lambda c: bool(_NOT_AN_ID.match(c))).astype(bool) if len(ids) else ruined
        )
        frame[trusted] = ~useless & ~ruined.any()
        if ruined.any():
            line = int(frame["line"].iloc[int(np.flatnonzero(ruined)[0])])
            warnings.append(Message("loader.ids_ruined", {"n": int(ruined.sum()), "line": line}))


def _name(reading: Reading, role: str) -> str:
    column = reading.format.columns.get(role)
    return column.names[0] if column and column.names else role


def _amount_cell(cells: Cells, reading: Reading, row: int) -> tuple[str, str]:
    for role in ("amount", "debit", "credit"):
        for j in reading.columns.get(role, ()):
            if not is_blank(cell := cells.section.rows[row][j]):
                return cell, role
    return "", next((r for r in ("amount", "debit") if reading.columns.get(r)), "amount")
