"""What each line of a table is: a transaction, or a balance, a total, a continuation, a note."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from dupcharge.loader.cells import Bools, Cells, Column, Objects, filled, known
from dupcharge.loader.infer import Reading
from dupcharge.loader.section import Section, is_blank, looks_like_amount, looks_like_date
from dupcharge.loader.sides import Money
from dupcharge.loader.times import Times
from dupcharge.loader.vocabulary import normal, test_for

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
    texts: dict[str, Column],
    sums: Bools,
) -> Objects:
    """What each row is: transaction, pending (undated), unreadable, balance, total, note, ...

    `sums`: undated rows whose figures add up the rows above.
    """
    n = cells.rows
    dated = when.known
    sized, bad = _has_amount(money, n)
    columns = reading.columns
    words = [cells.column(j) for r in ("description", "merchant") for j in columns.get(r, ())]
    types = [cells.column(j) for j in columns.get("type", ())]
    first = [cells.column(j) for j in range(min(3, cells.section.width))]
    balance_word, total_word = test_for("balance_line", "words"), test_for("balance_line", "total")
    is_balance = np.zeros(n, dtype=bool)
    other_text = np.zeros(n, dtype=bool)
    for column in words or first:
        said = column.map_words(lambda form: _is_balance_text(form, balance_word)).astype(bool)
        is_balance |= said
        other_text |= ~said & ~column.blank
    if words:  # a shop's row may carry the word "balance" as its reference
        is_balance &= ~other_text
        for i in np.flatnonzero(~other_text & ~is_balance):  # the words stand in another column
            cells_of = (c for c in cells.section.rows[i] if not is_blank(c))
            is_balance[i] = any(_is_balance_text(normal(c), balance_word) for c in cells_of)
    undated_words = sums.copy()
    for column in {id(c): c for c in words + types + first}.values():
        undated_words |= column.fits(total_word) | column.fits(balance_word)
    filled = cells.filled()
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
            named |= ~cells.column(j).blank
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
        loose |= column.fits(test_for("date", "pending"))
    kind[~dated & when.blank & sized & loose] = "pending"
    undated = ~dated & when.blank & sized & ~undated_words & (kind != "pending") & enough & named
    kind[undated] = "unreadable"
    odd_date = ~dated & ~when.blank & ~when.pending & sized & ~undated_words & enough
    if odd_date.any():
        digit_in = when.cell.flags(lambda c: any(ch.isdigit() for ch in c))
        odd_date &= digit_in | (filled >= 0.9 * usual)
    kind[odd_date & (kind == "note")] = "unreadable"
    for i in np.flatnonzero(odd_date & (kind == "unreadable")):
        if _below_words(cells.section.rows, int(i)):
            kind[i] = "total"
    if cells.section.header is None:
        for stranger in _strangers(cells.section.rows, kind):
            kind[stranger] = "summary"
    kind[~dated & (kind == "note") & undated_words] = "total"
    return kind


def _below_words(rows: list[list[str]], at: int) -> bool:
    """A line of figures below a line of words: a small table of sums, not a transaction."""
    if at == 0 or any(looks_like_date(c) for c in rows[at] if c):
        return False
    above = [c for c in rows[at - 1] if not is_blank(c)]
    here = [c for c in rows[at] if not is_blank(c)]
    return (
        len(above) >= 3
        and not any(ch.isdigit() for c in above for ch in c)
        and all(looks_like_amount(c) for c in here)
    )


def _strangers(rows: list[list[str]], kind: Objects) -> list[int]:
    """The first or last row, where its cells are of kinds no other row has in their columns.

    A table without header may open or close with a line about the account.
    """
    held = [i for i in range(len(rows)) if kind[i] == "transaction"]
    if len(held) < 6:
        return []
    found = []
    for at in (held[0], held[-1]):
        others = [rows[i] for i in held if i != at][:200]
        odd = 0
        for j, cell in enumerate(rows[at]):
            forms = {_form(row[j]) for row in others}
            odd += len(forms) == 1 and _form(cell) not in forms
        if odd >= 2:
            found.append(at)
    return found


def _form(cell: str) -> str:
    """How a cell is written: empty, a date by its order of digits, an amount, or words."""
    if is_blank(cell):
        return "empty"
    if looks_like_date(cell):
        return "date " + re.sub(r"\d", "9", cell)[:10]
    return "number" if looks_like_amount(cell) else "words"


def _is_balance_text(form: str, check: Callable[[str], bool]) -> bool:
    """A balance line, and no shop whose name begins like one ("Opening Balance Brewery")."""
    text = form.lstrip("|*-.> ")
    if not check(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    latin = [w for w in words if w.isascii() and len(w) > 1]  # "S A L D O"
    return len(latin) <= 2 or any(w in _OF_DATES for w in latin[2:])


def under_pending_title(section: Section, kind: Objects) -> Bools:
    """Which rows stand below a title such as "Pending transactions", up to the next title."""
    waits, ends = test_for("status", "title_pending"), test_for("status", "title_booked")
    held = np.zeros(len(kind), dtype=bool)
    state = waits(normal(section.title)) and not ends(normal(section.title))
    for i, row in enumerate(section.rows):
        if kind[i] in ("note", "continuation"):
            filled = [c for c in row if not is_blank(c)]
            if len(filled) == 1 and len(filled[0]) <= 80:
                form = normal(filled[0])
                state = True if waits(form) else False if ends(form) else state
        held[i] = state
    return held


def _has_amount(money: dict[str, list[Money]], n: int) -> tuple[Bools, Bools]:
    sized, bad = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    for role in ("amount", "debit", "credit"):
        for column in money.get(role, ()):
            sized |= known(column.size)
            bad |= column.bad
    for column in money.get("fee", ()):
        sized |= filled(column.size) & ~bad
    return sized, bad


def _status_pending(texts: dict[str, Column], n: int) -> Bools:
    if "status" not in texts:
        return np.zeros(n, dtype=bool)
    return texts["status"].fits(test_for("status", "pending"))


def continued(section: Section, cells: Cells, reading: Reading, kind: Objects) -> bool:
    """Join lines with text in the description's column alone to the row above; True if any."""
    columns = [j for r in ("description", "merchant") for j in reading.columns.get(r, ())]
    if not columns or "note" not in kind:
        return False
    changed: set[int] = set()
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
            changed.add(j)
    cells.forget(sorted(changed))
    return bool(changed)
