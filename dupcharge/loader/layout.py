"""Where in a table the header, the transactions and the rest stand; rows brought to one width.

A table may open with a preamble (with small tables of its own), repeat its header on each page,
hold a second table with another header, or have no header at all. Contents decide.
"""

from __future__ import annotations

import re
from collections import Counter

from dupcharge.loader.align import align, spell_dates
from dupcharge.loader.headers import header_form, header_roles
from dupcharge.loader.section import (
    Section,
    is_data,
    is_loose_data,
    looks_like_amount,
    looks_like_date,
)
from dupcharge.loader.table import Table

_SAYS_SOMETHING = re.compile(r"[^\W_]")
_LOOK = 120  # rows in which the first header must begin
_DATE = {"time", "posted", "clock"}
_MONEY = {"amount", "debit", "credit"}


def _header_score(row: list[str]) -> float:
    """How much a row looks like the header of a table of transactions; 0 = not at all."""
    cells = [c for c in row if c.strip()]
    if len(cells) < 2:
        return 0.0
    known = [header_roles(c) for c in cells]
    sure = [r for r in known if r and r[0][1] >= 0.6]
    roles = {role for r in known for role, s in r[:3] if s >= 0.3}
    if not roles & _DATE or not roles & _MONEY or len(sure) < 2:
        return 0.0
    figures = sum(looks_like_amount(c) or looks_like_date(c) for c in cells)
    if figures * 3 > len(cells):
        return 0.0
    return len(sure) + len(sure) / len(cells) - figures


def _unknown_header(rows: list[list[str]], at: int) -> bool:
    """A row of words only, right above rows of data of about its width."""
    row = rows[at]
    cells = [c for c in row if c.strip()]
    if len(cells) < 3 or any(looks_like_amount(c) or looks_like_date(c) for c in cells):
        return False
    if len(set(map(header_form, cells))) < len(cells) - 1 or max(map(len, cells)) > 60:
        return False
    below = [r for r in rows[at + 1 : at + 4] if any(r)]
    return bool(below) and all(is_data(r) and abs(len(r) - len(row)) <= 2 for r in below[:2])


def sections(table: Table) -> list[Section]:
    """The tables of transactions in `table`, in file order; none when it holds no such table."""
    rows = table.rows
    scores = {i: s for i, row in enumerate(rows) if (s := _candidate(row, i)) > 0}
    starts = _starts(rows, scores)
    if not starts:
        return _without_header(table)
    found: list[Section] = []
    starts, above = _one_head(rows, starts)
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(rows)
        header = [" ".join(c.split()) for c in _both(rows[start], above.get(start, []))]
        forms = [header_form(c) for c in header]
        body = [
            i for i in range(start + 1, end) if _says_something(rows[i]) and not _is(rows[i], forms)
        ]
        before = starts[place - 1] if place else 0
        section = Section(
            table, header, table.lines[start], [rows[i] for i in body],
            [table.lines[i] for i in body], rows[:start] if not place else rows[before:start][-6:],
        )  # fmt: skip
        section.title = _title(section.preamble)
        align(section)
        spell_dates(section)
        found.append(section)
    return found


def _is(row: list[str], forms: list[str]) -> bool:
    """Whether a row is the header of these forms once more."""
    if len(row) != len(forms):
        return False
    for cell, form in zip(row, forms, strict=True):
        if cell[:1].isdigit() and not form[:1].isdigit():  # quick to see, and so it is with data
            return False
        if header_form(cell) != form:
            return False
    return True


def _one_head(rows: list[list[str]], starts: list[int]) -> tuple[list[int], dict[int, list[str]]]:
    """Heads without a row below them are the upper lines of the next head, as of two languages.

    Returns the other heads, and per head the line right above that belongs to it.
    """
    kept: list[int] = []
    above: dict[int, list[str]] = {}
    for start, following in zip(starts, [*starts[1:], len(rows)], strict=True):
        body = rows[start + 1 : following]
        if following == len(rows) or any(is_data(r) or is_loose_data(r) for r in body):
            kept.append(start)
        elif following == start + 1:
            above[following] = rows[start]
    return kept, above


def _both(head: list[str], above: list[str]) -> list[str]:
    """A head of two lines: the lower line, and the upper one where the lower is empty."""
    if len(above) != len(head):
        return head
    return [lower if lower.strip() else upper for lower, upper in zip(head, above, strict=True)]


def _title(preamble: list[list[str]]) -> str:
    """The words right above a header, where a line holds nothing else."""
    for row in reversed(preamble[-3:]):
        if cells := [c for c in row if c.strip()]:
            return cells[0] if len(cells) == 1 and len(cells[0]) <= 80 else ""
    return ""


def _candidate(row: list[str], at: int) -> float:
    # Past the first rows only a row without any figure can be a header, which is quick to see.
    if at > _LOOK:
        for cell in row:
            if cell[:1].isdigit():
                return 0.0
    return _header_score(row)


def _starts(rows: list[list[str]], scores: dict[int, float]) -> list[int]:
    """Rows that begin a table: the best header of the head, then later ones that differ."""
    early = [i for i in scores if i <= _LOOK]
    if not early:
        for i in range(min(len(rows), 40)):
            if _unknown_header(rows, i):
                return [i]
        return []

    def weight(i: int) -> float:
        following = 0
        for row in rows[i + 1 : i + 12]:
            following += is_data(row) or is_loose_data(row)
        return scores[i] + min(following, 3)

    first = max(early, key=lambda i: (weight(i), -i))
    starts = [first]
    forms = [header_form(c) for c in rows[first]]
    for i in sorted(scores):
        if i <= first or scores[i] < 3:
            continue
        now = [header_form(c) for c in rows[i]]
        if now != forms and any(is_data(r) for r in rows[i + 1 : i + 6]):
            starts.append(i)
            forms = now
    before = [i for i in early if i < first and scores[i] >= 3 and weight(i) >= scores[i] + 1]
    return before + starts


def _without_header(table: Table) -> list[Section]:
    data = [i for i, row in enumerate(table.rows[:2000]) if is_data(row)]
    if not data:
        return []
    first = data[0]
    width = Counter(len(table.rows[i]) for i in data).most_common(1)[0][0]
    body = [i for i in range(first, len(table.rows)) if _says_something(table.rows[i])]
    section = Section(
        table, None, None, [table.rows[i] for i in body], [table.lines[i] for i in body],
        table.rows[:first],
    )  # fmt: skip
    align(section, width)
    return [section]


def _says_something(row: list[str]) -> bool:
    """False for empty rows and for rules drawn with dashes, stars and the like."""
    return any(map(_SAYS_SOMETHING.search, row))
