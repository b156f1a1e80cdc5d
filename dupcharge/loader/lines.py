"""What each line of a table is: a transaction, or a balance, a total, a continuation, a note."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from dupcharge.loader.cells import Bools, Cells, Objects, known, spread, test
from dupcharge.loader.infer import Reading
from dupcharge.loader.layout import Section, is_blank
from dupcharge.loader.sides import Money
from dupcharge.loader.times import Times
from dupcharge.loader.vocabulary import test_for

# Words that follow "opening balance" on a balance line.
_OF_DATES = frozenset(
    """as of on at per am vom zum date brought forward carried the end for from al au il del la le
    period month previous statement in eur usd gbp chf""".split()
)


def kinds(
    cells: Cells,
    reading: Reading,
    when: Times,
    money: dict[str, list[Money]],
    texts: dict[str, Objects],
) -> Objects:
    """What each row is: transaction, pending (undated), unreadable, balance, total, note."""
    n = cells.rows
    dated = known(when.value)
    sized, bad = _has_amount(money, n)
    columns = reading.columns
    words = [cells.column(j) for r in ("description", "merchant") for j in columns.get(r, ())]
    types = [cells.column(j) for j in columns.get("type", ())]
    first = [cells.column(j) for j in range(min(3, cells.section.width))]
    balance_word, total_word = test_for("balance_line", "words"), test_for("balance_line", "total")
    is_balance = np.zeros(n, dtype=bool)
    other_text = np.zeros(n, dtype=bool)
    for column in words or first:
        said = test(column, lambda form: _is_balance_text(form, balance_word))
        is_balance |= said
        other_text |= ~said & ~spread(column, is_blank).astype(bool)
    if words:  # a shop's row may carry the word "balance" as its reference
        is_balance &= ~other_text
    undated_words = np.zeros(n, dtype=bool)
    for column in {id(c): c for c in words + types + first}.values():
        undated_words |= test(column, total_word) | test(column, balance_word)
    filled = np.array([sum(1 for c in row if not is_blank(c)) for row in cells.section.rows])
    usual = (
        np.median(filled[dated & sized])
        if (dated & sized).any()
        else max(1.0, float(np.median(filled)) if n else 1.0)
    )
    if reading.format.footer:
        footer = re.compile(reading.format.footer)
        is_balance |= np.array(
            [bool(footer.search(" ".join(r))) for r in cells.section.rows], dtype=bool
        )
    named = np.zeros(n, dtype=bool)
    for role in ("merchant", "description", "type"):
        for j in columns.get(role, ()):
            named |= ~cells.blank(j)
    status_pending = _status_pending(texts, n)
    kind = np.full(n, "note", dtype=object)
    kind[dated & sized & ~is_balance] = "transaction"
    kind[dated & is_balance] = "balance"
    kind[dated & ~sized & bad & ~is_balance & ~undated_words] = "unreadable"
    enough = filled >= 0.6 * usual
    kind[dated & ~sized & ~bad & ~is_balance & enough & named & ~status_pending] = "unreadable"
    kind[dated & ~sized & status_pending] = "pending"
    kind[
        ~dated & (when.pending | (when.blank & status_pending)) & ~undated_words & (sized | named)
    ] = "pending"
    # The word for "pending" may stand in a text cell where the date is missing.
    loose = np.zeros(n, dtype=bool)
    for column in words + types:
        loose |= test(column, test_for("date", "pending"))
    kind[~dated & when.blank & sized & loose] = "pending"
    undated = ~dated & when.blank & sized & ~undated_words & (kind != "pending") & enough & named
    kind[undated] = "unreadable"
    digits_in = spread(when.cell, lambda c: any(ch.isdigit() for ch in c)).astype(bool)
    odd_date = (
        ~dated
        & ~when.blank
        & ~when.pending
        & sized
        & ~undated_words
        & enough
        & (digits_in | (filled >= 0.9 * usual))
    )
    kind[odd_date & (kind == "note")] = "unreadable"
    kind[~dated & (kind == "note") & undated_words] = "total"
    return kind


def _is_balance_text(form: str, check: Callable[[str], bool]) -> bool:
    """A balance line, and no shop whose name begins like one ("Opening Balance Brewery")."""
    text = form.lstrip("|*-.> ")
    if not check(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    latin = [w for w in words if w.isascii() and len(w) > 1]  # "S A L D O"
    return len(latin) <= 2 or any(w in _OF_DATES for w in latin[2:])


def _has_amount(money: dict[str, list[Money]], n: int) -> tuple[Bools, Bools]:
    sized, bad = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    for role in ("amount", "debit", "credit"):
        for column in money.get(role, ()):
            sized |= known(column.size)
            bad |= column.bad
    return sized, bad


def _status_pending(texts: dict[str, Objects], n: int) -> Bools:
    if "status" not in texts:
        return np.zeros(n, dtype=bool)
    return test(texts["status"], test_for("status", "pending"))


def continued(section: Section, cells: Cells, reading: Reading, kind: Objects) -> None:
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
        if (
            owner >= 0
            and len(filled) == 1
            and filled[0] in columns
            and section.width >= 3
            and filled[0] > 0
        ):
            j = filled[0]
            section.rows[owner][j] = f"{section.rows[owner][j]} {row[j]}".strip()
            kind[i] = "continuation"
            changed = True
    if changed:
        cells.forget()
