"""Where in a table the header, the transactions and the rest stand; rows brought to one width.

A table may open with a preamble (with small tables of its own), repeat its header on each page,
hold a second table with another header, or have no header at all. Contents decide.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dupcharge.loader import amounts, dates
from dupcharge.loader.table import Moment, Number, Table
from dupcharge.loader.vocabulary import header_form, header_roles, normal

_LOOK = 120  # rows in which the first header must begin
_DATE = {"time", "posted", "clock"}
_MONEY = {"amount", "debit", "credit"}
EMPTY_MARKS = frozenset({"", "-", "--", "---", "—", "–", "/", "."})
NO_NUMBER = frozenset(
    {"n/a", "null", "none", "nan", "nil", "na"}
)  # in a column of numbers or dates


@dataclass
class Section:
    """One table of transactions: `header` (None where there is none), its rows and their lines.

    All rows have the width of the header. `preamble`: what stands before, row by row.
    `repaired`: lines whose cells had to be moved to fit the columns.
    """

    table: Table
    header: list[str] | None
    header_line: int | None
    rows: list[list[str]]
    lines: list[int]
    preamble: list[list[str]] = field(default_factory=list)
    repaired: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header) if self.header is not None else max(map(len, self.rows), default=0)

    @property
    def names(self) -> list[str]:
        """A name per column: its header, or "#n" where it has none or shares it with another."""
        header = self.header or [""] * self.width
        seen = Counter(header_form(h) for h in header)
        return [
            h if h.strip() and seen[header_form(h)] == 1 else f"#{i + 1}"
            for i, h in enumerate(header)
        ]

    @property
    def preamble_text(self) -> str:
        """The preamble as lines of text."""
        return "\n".join(" ".join(c for c in row if c) for row in self.preamble)


def is_blank(cell: str) -> bool:
    """True when a cell says nothing: empty, a dash, a slash, "null"."""
    return not cell or (len(cell) <= 25 and (normal(cell) in EMPTY_MARKS or not cell.strip("-— ")))


def is_void(cell: str) -> bool:
    """True when a cell of a column of amounts or dates says nothing, in words too."""
    return is_blank(cell) or (len(cell) <= 4 and normal(cell) in NO_NUMBER)


def looks_like_date(cell: str) -> bool:
    """True when the cell can only be a date with a year (or a workbook's own date)."""
    if isinstance(cell, Moment):
        return True
    if isinstance(cell, Number):
        return False
    parts = dates.split(cell)
    return parts is not None and not dates.lacks_year(parts)


def looks_like_amount(cell: str) -> bool:
    """True when the cell is a number as amounts are written."""
    if isinstance(cell, Number):
        return True
    figure = amounts.split(cell)
    if figure is None:
        return False
    digits = sum(c.isdigit() for c in figure.body)
    return digits <= 12 and not (digits == 8 and figure.body.isdigit() and looks_like_date(cell))


def _is_data(row: list[str]) -> bool:
    date = money = False
    for cell in row:
        if not cell:
            continue
        if not date and looks_like_date(cell):
            date = True
        elif not money and looks_like_amount(cell):
            money = True
        if date and money:
            return True
    return False


def _is_loose_data(row: list[str]) -> bool:
    """Data whose date has no year, or whose date is a month and day in words."""
    parts = [dates.split(c) for c in row if c]
    return any(p is not None for p in parts) and any(looks_like_amount(c) for c in row if c)


def data_rows(rows: list[list[str]]) -> list[list[str]]:
    """The rows that look like transactions; where none does, those that are well filled."""
    if data := [r for r in rows if _is_data(r)] or [r for r in rows if _is_loose_data(r)]:
        usual = sorted(sum(map(bool, r)) for r in data)[len(data) // 2]
        return [r for r in rows if sum(map(bool, r)) * 3 >= usual * 2]
    full = sorted(sum(map(bool, r)) for r in rows)
    usual = full[len(full) // 2] if full else 0
    return [r for r in rows if sum(map(bool, r)) * 2 >= usual] or rows


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
    return bool(below) and all(_is_data(r) and abs(len(r) - len(row)) <= 2 for r in below[:2])


def sections(table: Table) -> list[Section]:
    """The tables of transactions in `table`, in file order; none when it holds no such table."""
    rows = table.rows
    scores = {i: s for i, row in enumerate(rows) if (s := _candidate(row, i)) > 0}
    starts = _starts(rows, scores)
    if not starts:
        return _without_header(table)
    found: list[Section] = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(rows)
        header = [" ".join(c.split()) for c in rows[start]]
        forms = [header_form(c) for c in header]
        body = [
            i
            for i in range(start + 1, end)
            if _says_something(rows[i]) and [header_form(c) for c in rows[i]] != forms
        ]
        before = starts[place - 1] if place else 0
        section = Section(
            table, header, table.lines[start], [rows[i] for i in body],
            [table.lines[i] for i in body], rows[:start] if not place else rows[before:start][-6:],
        )  # fmt: skip
        _align(section)
        found.append(section)
    return found


def _candidate(row: list[str], at: int) -> float:
    # Past the first rows only a row without any figure can be a header, which is quick to see.
    if at > _LOOK and any(c[:1].isdigit() for c in row):
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
            following += _is_data(row) or _is_loose_data(row)
        return scores[i] + min(following, 3)

    first = max(early, key=lambda i: (weight(i), -i))
    starts = [first]
    forms = [header_form(c) for c in rows[first]]
    for i in sorted(scores):
        if i <= first or scores[i] < 3:
            continue
        now = [header_form(c) for c in rows[i]]
        if now != forms and any(_is_data(r) for r in rows[i + 1 : i + 6]):
            starts.append(i)
            forms = now
    before = [i for i in early if i < first and scores[i] >= 3 and weight(i) >= scores[i] + 1]
    return before + starts


def _without_header(table: Table) -> list[Section]:
    data = [i for i, row in enumerate(table.rows[:2000]) if _is_data(row)]
    if not data:
        return []
    first = data[0]
    width = Counter(len(table.rows[i]) for i in data).most_common(1)[0][0]
    body = [i for i in range(first, len(table.rows)) if _says_something(table.rows[i])]
    section = Section(
        table, None, None, [table.rows[i] for i in body], [table.lines[i] for i in body],
        table.rows[:first],
    )  # fmt: skip
    _align(section, width)
    return [section]


def _says_something(row: list[str]) -> bool:
    """False for empty rows and for rules drawn with dashes, stars and the like."""
    return any(any(ch.isalnum() for ch in cell) for cell in row)


def _kind(cell: str) -> str:
    if is_blank(cell):
        return "empty"
    if looks_like_date(cell):
        return "date"
    if looks_like_amount(cell):
        return "number"
    return "text"


def _align(section: Section, width: int | None = None) -> None:
    """Give every row the table's width; undo the shift of an unquoted delimiter."""
    rows = section.rows
    data = [r for r in rows[:1000] if _is_data(r) or _is_loose_data(r)]
    if width is None:
        header = section.header or []
        width = len(header)
        if data:
            usual = Counter(map(len, data)).most_common(1)[0][0]
            fitting = sum(len(r) <= width for r in data)
            if usual > width and fitting * 10 < 3 * len(data):  # nearly all have more cells
                section.header = header + [""] * (usual - width)
                width = usual
    named = section.header[:width] if section.header else None
    regular = [r for r in data if len(r) == width][:300]
    kinds = [Counter(_kind(r[j]) for r in regular) for j in range(width)] if regular else []
    delimiter = section.table.delimiter or " "
    for at, row in enumerate(rows):
        extra = len(row) - width
        if extra <= 0:
            if extra < 0:
                rows[at] = row + [""] * -extra
            continue
        tail = row[width:]
        if not any(tail):
            rows[at] = row[:width]
            continue
        if not kinds:
            kinds = _kinds_of_header(named, width)
        best, choice = _fit(row[:width], kinds), row[:width]
        for p in range(width):
            merged = [*row[:p], delimiter.join(row[p : p + extra + 1]), *row[p + extra + 1 :]]
            score = _fit(merged, kinds) + 0.5 * _thousands(row[p : p + extra + 1], delimiter)
            if score > best + 1e-9:
                best, choice = score, merged
        if choice is not row[:width] and choice != row[:width]:
            section.repaired.append(section.lines[at])
        rows[at] = choice


def _thousands(pieces: list[str], delimiter: str) -> bool:
    """Whether pieces are one number, cut at a thousands mark that nobody quoted."""
    return (
        delimiter in ",. "
        and len(pieces) > 1
        and re.fullmatch(r"[^\w]{0,3}\d{1,3}", pieces[0]) is not None
        and all(re.fullmatch(r"\d{3}", p) for p in pieces[1:-1])
        and re.fullmatch(r"\d{3}(?:[.,]\d+)?", pieces[-1]) is not None
    )


def _kinds_of_header(header: list[str] | None, width: int) -> list[Counter[str]]:
    """What the cells of each column should be, by its header alone."""
    kinds: list[Counter[str]] = []
    for j in range(width):
        roles = header_roles(header[j]) if header else ()
        role = roles[0][0] if roles else ""
        if role in _DATE:
            kinds.append(Counter(date=1))
        elif role in _MONEY or role == "balance":
            kinds.append(Counter(number=3, empty=1))
        else:
            kinds.append(Counter(text=2, empty=1))
    return kinds


def _fit(row: list[str], kinds: list[Counter[str]]) -> float:
    """How well a row's cells suit the columns: sum of the share of rows with that kind."""
    return sum(
        kind[_kind(cell)] / max(1, kind.total()) for cell, kind in zip(row, kinds, strict=False)
    )
