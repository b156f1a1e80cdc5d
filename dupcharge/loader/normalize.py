"""From cells to transactions: times, amounts, sides, ids; and which lines are no transactions.

Every row of a section ends as a transaction (perhaps unreadable, with its reason) or as a line
that is named as something else: a balance, a total, a continuation, a note. Nothing is dropped.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pandas as pd

from dupcharge.loader import amounts, dates
from dupcharge.loader.cells import Bools, Cells, Objects, spread, test
from dupcharge.loader.classify import classify
from dupcharge.loader.columns import direction_of
from dupcharge.loader.conventions import money_in_words, stated_dates, year_of
from dupcharge.loader.infer import Reading
from dupcharge.loader.layout import Section, is_blank
from dupcharge.loader.vocabulary import currency_of, normal, test_for
from dupcharge.locale import Message
from dupcharge.money import MAX_EXPONENT, NO_CURRENCY, digits

_TEXT_ROLES = ("merchant", "description", "type", "status")
_RUINED = re.compile(r"^\d(?:\.\d+)?e\+?\d{2}$", re.IGNORECASE)
_NOT_AN_ID = re.compile(r"^[\W_x*0]*$", re.IGNORECASE)


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


@dataclass
class _Money:
    """One money column, row by row."""

    size: Objects  # Decimal or None
    negative: Bools
    blank: Bools
    bad: Bools  # something stands there, and it is no amount
    flag: Objects
    refund: Objects  # Decimal, "all" or None
    currency: Objects


def transactions(section: Section, reading: Reading) -> Rows:
    """All transaction rows of a section.

    Raises:
        FormatError: never; what cannot be read becomes an unreadable row.
    """
    cells = Cells(section)
    warnings: list[Message] = []
    when = _times(cells, reading, section, warnings)
    money = _amounts(cells, reading)
    texts = _texts(cells, reading)
    kind = _kinds(cells, reading, when, money, texts)
    _continue(section, cells, reading, kind)
    texts = _texts(cells, reading)
    keep = np.isin(kind, ("transaction", "pending", "unreadable"))
    frame, reason = _frame(cells, reading, when, money, texts, kind, keep, warnings)
    lines = np.array(section.lines)
    others = [(int(lines[i]), str(kind[i])) for i in np.flatnonzero(~keep)]
    return Rows(frame, reason, others, warnings)


@dataclass
class _Times:
    value: Objects  # datetime or None
    posted: Objects
    precision: Objects  # what the time is good for
    written: Objects  # what is written
    offset: Objects
    blank: Bools
    pending: Bools
    posted_blank: Bools
    has_posted: bool
    cell: Objects


def _column_times(cells: Cells, index: int, order: str, until: dt.date | None) -> tuple[Objects, Objects, Objects]:
    def one(cell: str) -> tuple[dt.datetime | None, str, int | None]:
        parts = dates.split(cell)
        if parts is None and (moment := dates.serial(cell)):
            parts = dates.split(moment)
        if parts is None:
            return None, "day", None
        year = None
        if dates.lacks_year(parts):
            if until is None:
                return None, "day", None
            year = until.year
            found = dates.resolve(parts, order, year) or dates.resolve(parts, order, year - 1)
            if found and found.date() > until + dt.timedelta(days=7):
                year -= 1
        return dates.resolve(parts, order, year), parts.precision, parts.offset

    read = cells.map(index, one)
    pick = [np.array([r[k] for r in read] + [None], dtype=object)[:-1] for k in range(3)]
    return pick[0], pick[1], pick[2]


def _times(cells: Cells, reading: Reading, section: Section, warnings: list[Message]) -> _Times:
    columns = reading.columns
    preamble = section.preamble_text
    tail = "\n".join(" ".join(row) for row in section.rows[-30:] if sum(map(bool, row)) <= 3)
    stated = stated_dates(preamble + "\n" + tail)
    until = year_of(preamble, stated)
    n = cells.rows
    value, precision = np.full(n, None, dtype=object), np.full(n, "day", dtype=object)
    offset = np.full(n, None, dtype=object)
    for index in reversed(columns["time"]):
        v, p, o = _column_times(cells, index, reading.order, until)
        found = np.array([x is not None for x in v], dtype=bool)
        value[found], precision[found], offset[found] = v[found], p[found], o[found]
    posted = np.full(n, None, dtype=object)
    posted_blank = np.ones(n, dtype=bool)
    for index in reversed(columns.get("posted", [])):
        v, _, _ = _column_times(cells, index, reading.order, until)
        found = np.array([x is not None for x in v], dtype=bool)
        posted[found] = v[found]
        posted_blank &= cells.blank(index)
    blank = np.logical_and.reduce([cells.blank(j) for j in columns["time"]])
    cell = cells.first_filled(columns["time"])
    pending = test(cell, test_for("date", "pending"))
    if columns.get("clock"):
        _add_clock(cells, columns["clock"][0], value, precision)
    time_missing = np.array([x is None for x in value], dtype=bool)
    use_posted = time_missing & blank & np.array([x is not None for x in posted], dtype=bool)
    value[use_posted] = posted[use_posted]
    blank = blank & ~use_posted
    written = precision.copy()
    _midnight(value, precision)
    return _Times(
        value, posted, precision, written, offset, blank, pending, posted_blank,
        bool(columns.get("posted")), cell,
    )  # fmt: skip


def _add_clock(cells: Cells, index: int, value: Objects, precision: Objects) -> None:
    """Put the time of day of its own column (or of a full time stamp) to the date."""
    def read(cell: str) -> tuple[dt.time, str] | dt.datetime | None:
        if found := dates.clock(cell):
            return found
        parts = dates.split(cell)
        if parts is None or parts.time is None:
            return None
        return parts.time, parts.precision

    clocks = cells.map(index, read)
    for i, clock in enumerate(clocks):
        if isinstance(clock, tuple) and value[i] is not None and precision[i] == "day":
            value[i] = dt.datetime.combine(value[i].date(), clock[0])
            precision[i] = clock[1]


def _midnight(value: Objects, precision: Objects) -> None:
    """00:00:00 on many rows means that the time is not known, not that all happened at midnight."""
    timed = np.array([p != "day" for p in precision], dtype=bool)
    midnight = timed & np.array(
        [v is not None and v.time() == dt.time() for v in value], dtype=bool
    )
    if midnight.sum() and midnight.sum() >= max(1, 0.1 * timed.sum()):
        precision[midnight] = "day"


def _money_column(cells: Cells, index: int, mark: str) -> _Money:
    def one(cell: str) -> tuple[object, ...]:
        figure = amounts.split(cell)
        if figure is None:
            return None, False, None, None, None
        size = amounts.value(figure, mark)
        code = figure.currency
        return size, figure.negative, figure.flag, amounts.noted_refund(figure), code

    read = cells.map(index, one)
    size, negative, flag, refund, currency = (
        np.array([r[k] for r in read] + [None], dtype=object)[:-1] for k in range(5)
    )
    blank = cells.blank(index)
    bad = ~blank & np.array([s is None for s in size], dtype=bool)
    return _Money(size, negative.astype(bool), blank, bad, flag, refund, currency)


def _amounts(cells: Cells, reading: Reading) -> dict[str, list[_Money]]:
    roles = ("amount", "debit", "credit", "balance", "original_amount", "refunded")
    return {
        role: [_money_column(cells, j, reading.marks.get(j, ".")) for j in reading.columns[role]]
        for role in roles
        if reading.columns.get(role)
    }


def _texts(cells: Cells, reading: Reading) -> dict[str, Objects]:
    columns = reading.columns
    texts: dict[str, Objects] = {}
    for role in ("direction", "status", "transaction_id", "order_id", "related_id", "method", "account", "currency", "original_currency"):  # fmt: skip
        if columns.get(role):
            texts[role] = cells.first_filled(columns[role])
    for role in ("type", "description"):
        if columns.get(role):
            texts[role] = cells.joined(columns[role])
    named = columns.get("merchant", [])
    merchant = cells.joined(named) if "merchant" in reading.joined else cells.first_filled(named)
    texts["merchant"] = merchant
    return texts


def _kinds(
    cells: Cells, reading: Reading, when: _Times, money: dict[str, list[_Money]], texts: dict[str, Objects]
) -> Objects:
    """What each row is: transaction, pending (undated), unreadable, balance, total, note."""
    n = cells.rows
    known = np.array([v is not None for v in when.value], dtype=bool)
    sized, tried, bad = _has_amount(money, n)
    columns = reading.columns
    words = [cells.column(j) for r in ("description", "merchant") for j in columns.get(r, ())]
    types = [cells.column(j) for j in columns.get("type", ())]
    first = [cells.column(j) for j in range(min(3, cells.section.width))]
    balance_word, total_word = test_for("balance_line", "words"), test_for("balance_line", "total")
    is_balance = np.zeros(n, dtype=bool)
    other_text = np.zeros(n, dtype=bool)
    for column in words or first:
        said = test(column, lambda form: balance_word(form.lstrip("|*-.> ")))
        is_balance |= said
        other_text |= ~said & ~spread(column, is_blank).astype(bool)
    if words:  # a shop's row may carry the word "balance" as its reference
        is_balance &= ~other_text
    undated_words = np.zeros(n, dtype=bool)
    for column in {id(c): c for c in words + types + first}.values():
        undated_words |= test(column, total_word) | test(column, balance_word)
    filled = np.array([sum(1 for c in row if not is_blank(c)) for row in cells.section.rows])
    usual = np.median(filled[known & sized]) if (known & sized).any() else max(1.0, float(np.median(filled)) if n else 1.0)
    if reading.format.footer:
        footer = re.compile(reading.format.footer)
        is_balance |= np.array([bool(footer.search(" ".join(r))) for r in cells.section.rows], dtype=bool)
    named = np.zeros(n, dtype=bool)
    for role in ("merchant", "description", "type"):
        for j in columns.get(role, ()):
            named |= ~cells.blank(j)
    status_pending = _status_pending(texts, n)
    kind = np.full(n, "note", dtype=object)
    kind[known & sized & ~is_balance] = "transaction"
    kind[known & is_balance] = "balance"
    kind[known & ~sized & bad & ~is_balance & ~undated_words] = "unreadable"
    enough = filled >= 0.6 * usual
    kind[known & ~sized & ~bad & ~is_balance & enough & named & ~status_pending] = "unreadable"
    kind[known & ~sized & status_pending] = "pending"
    kind[~known & (when.pending | (when.blank & status_pending)) & ~undated_words & (sized | named)] = "pending"
    # The word for "pending" may stand in a text cell where the date is missing.
    loose = np.zeros(n, dtype=bool)
    for column in words + types:
        loose |= test(column, test_for("date", "pending"))
    kind[~known & when.blank & sized & loose] = "pending"
    undated = ~known & when.blank & sized & ~undated_words & (kind != "pending") & enough & named
    kind[undated] = "unreadable"
    digits_in = spread(when.cell, lambda c: any(ch.isdigit() for ch in c)).astype(bool)
    odd_date = ~known & ~when.blank & ~when.pending & sized & ~undated_words & enough & (digits_in | (filled >= 0.9 * usual))
    kind[odd_date & (kind == "note")] = "unreadable"
    kind[~known & (kind == "note") & undated_words] = "total"
    return kind


def _has_amount(money: dict[str, list[_Money]], n: int) -> tuple[Bools, Bools, Bools]:
    sized, tried, bad = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    for role in ("amount", "debit", "credit"):
        for column in money.get(role, ()):
            sized |= np.array([s is not None for s in column.size], dtype=bool)
            tried |= ~column.blank
            bad |= column.bad
    return sized, tried, bad


def _status_pending(texts: dict[str, Objects], n: int) -> Bools:
    if "status" not in texts:
        return np.zeros(n, dtype=bool)
    return test(texts["status"], test_for("status", "pending"))


def _continue(section: Section, cells: Cells, reading: Reading, kind: Objects) -> None:
    """A line with text in the description's column and nothing else belongs to the row above."""
    columns = [j for r in ("description", "merchant") for j in reading.columns.get(r, ())]
    if not columns or "note" not in kind:
        return
    changed = False
    owner = -1
    for i, row in enumerate(section.rows):
        if kind[i] != "note":
            owner = i if kind[i] in ("transaction", "pending") else -1
            continue
        filled = [j for j, c in enumerate(row) if not is_blank(c)]
        if owner >= 0 and len(filled) == 1 and filled[0] in columns and section.width >= 3 and filled[0] > 0:
            j = filled[0]
            section.rows[owner][j] = f"{section.rows[owner][j]} {row[j]}".strip()
            kind[i] = "continuation"
            changed = True
    if changed:
        cells._arrays.clear()


def _first_size(columns: list[_Money], n: int) -> tuple[Objects, Bools, Objects]:
    size, negative = np.full(n, None, dtype=object), np.zeros(n, dtype=bool)
    flag = np.full(n, None, dtype=object)
    for column in reversed(columns):
        found = np.array([s is not None for s in column.size], dtype=bool)
        size[found], negative[found], flag[found] = column.size[found], column.negative[found], column.flag[found]
    return size, negative, flag


def _sides(
    cells: Cells, reading: Reading, money: dict[str, list[_Money]], texts: dict[str, Objects]
) -> tuple[Objects, Objects]:
    """Amount (Decimal >= 0 or None) and side (debit, credit, neutral or None) per row."""
    n = cells.rows
    side = np.full(n, None, dtype=object)
    if "amount" in money:
        size, negative, flag = _first_size(money["amount"], n)
        out = negative if reading.sign == "negative" else ~negative
        side[:] = np.where(out, "debit", "credit")
        if reading.sign == "unsigned":
            side = _unsigned(cells, reading, money, size, texts)
        side[np.array([f == "debit" for f in flag], dtype=bool)] = "debit"
        side[np.array([f == "credit" for f in flag], dtype=bool)] = "credit"
        if "direction" in texts and reading.direction:
            told = spread(texts["direction"], lambda c: reading.direction.get(normal(c)))
            _follow_words(side, told, negative, texts["direction"])
        return size, side
    debit, debit_negative, _ = _first_size(money.get("debit", []), n)
    credit, credit_negative, _ = _first_size(money.get("credit", []), n)
    usual = bool(debit_negative.sum() * 2 > np.array([bool(d) for d in debit], dtype=bool).sum())
    usual_credit = bool(credit_negative.sum() * 2 > np.array([bool(c) for c in credit], dtype=bool).sum())
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
    cells: Cells, reading: Reading, money: dict[str, list[_Money]], size: Objects, texts: dict[str, Objects]
) -> Objects:
    """Sides of unsigned amounts: by the running balance, a written plus, or the row's words."""
    n = cells.rows
    side = np.full(n, "debit", dtype=object)
    plus = _written_plus(cells, reading.columns["amount"][0])
    if plus.any() and not plus.all():
        side[plus] = "credit"
        return side
    words = np.full(n, "", dtype=object)
    words[:] = [
        " ".join(t for t in row if t)
        for row in zip(*(texts.get(r, np.full(n, "", dtype=object)) for r in ("type", "description", "merchant")), strict=True)
    ]
    side[test(words, money_in_words())] = "credit"
    if "type" in texts:
        told = spread(texts["type"], lambda c: (direction_of([c]) or {}).get(c) if c else None)
        for word in ("debit", "credit"):
            side[np.array([t == word for t in told], dtype=bool)] = word
    if "balance" in money:
        _by_balance(side, size, money["balance"][0])
    return side


def _written_plus(cells: Cells, index: int) -> Bools:
    def plus(cell: str) -> bool:
        figure = amounts.split(cell)
        return figure is not None and figure.signed and not figure.negative

    return cells.map(index, plus).astype(bool)


def _by_balance(side: Objects, size: Objects, column: _Money) -> None:
    """Follow a running balance: where it falls by the amount, money went out."""
    balance = [None if b is None else -b if m else b for b, m in zip(column.size, column.negative, strict=True)]
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


def _follow_words(side: Objects, told: Objects, negative: Bools, texts_direction: Objects) -> None:
    """A direction column says the side; a sign against its own usual one turns it round."""
    known = np.array([t is not None for t in told], dtype=bool)
    signed = bool(negative.any())
    for word in ("debit", "credit"):
        here = np.array([t == word for t in told], dtype=bool)
        side[here] = word
        if signed and here.any():
            share = negative[here].mean()
            if 0 < share < 1:  # the rarer sign is a correction
                rare = here & (negative if share < 0.5 else ~negative)
                side[rare] = "credit" if word == "debit" else "debit"
    side[np.array([t == "neutral" for t in told], dtype=bool)] = "neutral"
    if not signed:
        blank = spread(texts_direction, is_blank).astype(bool)
        side[~known] = None
        side[~known & blank] = "neutral"


def _currencies(
    cells: Cells, reading: Reading, money: dict[str, list[_Money]], texts: dict[str, Objects]
) -> Objects:
    n = cells.rows
    currency = np.full(n, None, dtype=object)
    if "currency" in texts:
        currency = spread(texts["currency"], lambda c: currency_of(c) if c else None)
    for role in ("amount", "debit", "credit"):
        for column in money.get(role, ()):
            for i in np.flatnonzero([c is not None for c in column.currency]):
                currency[i] = currency[i] or column.currency[i]
    missing = np.array([c is None for c in currency], dtype=bool)
    if missing.any():
        usual = reading.currency
        if usual is None and not missing.all():
            values, counts = np.unique(currency[~missing].astype(str), return_counts=True)
            usual = str(values[counts.argmax()])
        currency[missing] = usual or NO_CURRENCY
    return currency


def _noted(money: dict[str, list[_Money]], size: Objects, texts: dict[str, Objects], cells: Cells, reading: Reading) -> Objects:
    """What a row itself says came back: beside its amount, in its own column, in its status."""
    n = cells.rows
    noted = np.full(n, None, dtype=object)
    for column in money.get("amount", ()):
        for i in np.flatnonzero([r is not None for r in column.refund]):
            noted[i] = size[i] if column.refund[i] == "all" else column.refund[i]
    for column in money.get("refunded", ()):
        for i in np.flatnonzero([bool(s) for s in column.size]):
            noted[i] = noted[i] or column.size[i]
    if "status" in texts:
        def said(cell: str) -> Decimal | str | None:
            if not ("退" in cell or "refund" in cell.lower()):
                return None
            if "全额" in cell:
                return "all"
            found = re.search(r"[¥￥$€£]?\s*(\d[\d,]*\.\d{2})", cell)
            return Decimal(found[1].replace(",", "")) if found else None

        told = spread(texts["status"], said)
        for i in np.flatnonzero([t is not None for t in told]):
            noted[i] = noted[i] or (size[i] if told[i] == "all" else told[i])
    for i in np.flatnonzero([x is not None for x in noted]):
        if size[i] is None or noted[i] > size[i]:
            noted[i] = None
    return noted


def _frame(
    cells: Cells, reading: Reading, when: _Times, money: dict[str, list[_Money]],
    texts: dict[str, Objects], kind: Objects, keep: Bools, warnings: list[Message],
) -> tuple[pd.DataFrame, Objects]:  # fmt: skip
    n = cells.rows
    size, side = _sides(cells, reading, money, texts)
    reason = np.full(n, None, dtype=object)
    missing = np.array([s is None for s in size], dtype=bool)
    known = np.array([v is not None for v in when.value], dtype=bool)
    bad = kind == "unreadable"
    for i in np.flatnonzero(bad):
        if not known[i]:
            code = "loader.no_date" if when.blank[i] else "loader.bad_date"
            reason[i] = Message(code, {"column": _name(reading, "time"), "value": str(when.cell[i])[:60]})
        else:
            cell, role = _amount_cell(cells, reading, i)
            code = "loader.bad_amount" if cell else "loader.no_amount"
            reason[i] = Message(code, {"column": _name(reading, role), "value": cell[:60]})
    unclear = keep & ~bad & ~missing & np.array([s is None for s in side], dtype=bool)
    unclear &= np.array([bool(s) for s in size], dtype=bool)
    for i in np.flatnonzero(unclear):
        kind[i] = "unreadable"
        value = str(texts["direction"][i]) if "direction" in texts else ""
        reason[i] = Message("loader.bad_direction", {"column": _name(reading, "direction"), "value": value[:60]})
    currency = _currencies(cells, reading, money, texts)
    too_fine = np.array([s is not None and -s.as_tuple().exponent > MAX_EXPONENT for s in size], dtype=bool)
    for i in np.flatnonzero(keep & too_fine):
        size[i] = round(size[i], digits(currency[i]))
    noted = _noted(money, size, texts, cells, reading)
    merchant = texts["merchant"].copy()
    description = texts.get("description", np.full(n, "", dtype=object))
    fallback = np.array([not m for m in merchant], dtype=bool)
    first_description = cells.first_filled(reading.columns.get("description", [])) if reading.columns.get("description") else description
    shown = first_description if not reading.joined & {"description"} else description
    merchant[fallback] = shown[fallback]
    if pair := reading.by_side.get("merchant"):
        for word, j in pair.items():
            here = np.array([s == word for s in side], dtype=bool) & ~cells.blank(j)
            merchant[here] = cells.column(j)[here]
    still = np.array([not m for m in merchant], dtype=bool)
    if still.any() and "type" in texts:
        merchant[still] = texts["type"][still]
    frame = pd.DataFrame(
        {
            "line": np.array(cells.section.lines, dtype="int32"),
            "time": when.value,
            "posted": when.posted,
            "precision": when.precision,
            "written": when.written,
            "utc_offset": when.offset,
            "side": np.where(side == "neutral", None, side),
            "told": side,
            "amount": size,
            "currency": currency,
            "merchant": merchant,
            "description": description,
            "stated_refund": noted,
            "kind": kind,
            "pending_date": when.pending | (kind == "pending"),
            "posted_blank": when.posted_blank if when.has_posted else np.zeros(n, dtype=bool),
        }
    )
    for role in ("status", "type", "transaction_id", "order_id", "related_id", "method", "account", "direction"):
        frame[role] = texts.get(role, np.full(n, "", dtype=object))
    for role in ("balance", "original_amount"):
        frame[role] = _first_size(money[role], n)[0] if role in money else None
        if role in money:
            negative = _first_size(money[role], n)[1]
            frame[role] = [(-v if m else v) if v is not None else None for v, m in zip(frame[role], negative, strict=True)]
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
    """Ids as text; one ruined by a spreadsheet or redacted is kept for reading, not for matching."""
    for role, trusted in (("transaction_id", "id_trusted"), ("order_id", "order_trusted")):
        ids = frame[role].to_numpy(dtype=object)
        ruined = spread(ids, lambda c: bool(_RUINED.match(c))).astype(bool) if len(ids) else np.zeros(0, dtype=bool)
        useless = spread(ids, lambda c: bool(_NOT_AN_ID.match(c))).astype(bool) if len(ids) else ruined
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
