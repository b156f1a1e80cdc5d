"""Rows brought to the width of their table: shifted, cut and overlong ones put right or noted."""

from __future__ import annotations

import re
from collections import Counter

from dupcharge.loader.headers import header_roles
from dupcharge.loader.section import (
    Section,
    is_blank,
    is_data,
    is_loose_data,
    looks_like_amount,
    looks_like_date,
)

_DATE = {"time", "posted", "clock"}
_MONEY = {"amount", "debit", "credit"}


def align(section: Section, width: int | None = None) -> None:
    """Give every row the table's width; undo the shift of an unquoted delimiter."""
    rows = section.rows
    data = [r for r in rows[:1000] if is_data(r) or is_loose_data(r)]
    if width is None:
        header = section.header or []
        width = len(header)
        if data:
            usual = Counter(map(len, data)).most_common(1)[0][0]
            fitting = sum(len(r) <= width for r in data)
            if usual > width and fitting * 10 < 3 * len(data):  # nearly all have more cells
                section.header = header + [""] * (usual - width)
                width = usual
            elif usual < width:
                _unpack(section, data, width - usual)
    named = section.header[:width] if section.header else None
    regular = [r for r in data if len(r) == width][:300]
    kinds = [Counter(_kind(r[j]) for r in regular) for j in range(width)] if regular else []
    delimiter = section.table.delimiter or " "
    wordy_end: bool | None = None
    for at, row in enumerate(rows):
        extra = len(row) - width
        if extra <= 0:
            if extra < 0:
                rows[at] = _lengthened(section, at, width, kinds)
            continue
        tail = row[width:]
        if not any(tail):
            rows[at] = row[:width]
            continue
        if not kinds:
            kinds = _kinds_of_header(named, width)
        best, choice = _fit(row[:width], kinds), row[:width]
        if wordy_end is None:
            wordy_end = _ends_in_words(section, regular, width)
        if wordy_end:  # a delimiter in the words at the end that nobody quoted
            choice = [*row[: width - 1], delimiter.join(row[width - 1 :])]
        for p in range(width):
            merged = [*row[:p], delimiter.join(row[p : p + extra + 1]), *row[p + extra + 1 :]]
            score = _fit(merged, kinds) + 0.5 * _thousands(row[p : p + extra + 1], delimiter)
            if score > best + 1e-9:
                best, choice = score, merged
        if choice is not row[:width] and choice != row[:width]:
            section.repaired.append(section.lines[at])
        else:
            section.left_over[section.lines[at]] = [c for c in tail if c]
        rows[at] = choice


def _unpack(section: Section, data: list[list[str]], short: int) -> None:
    """Split the one column whose quoted cells hold the cells of several columns.

    Only where every row is short by the same number of cells, and each has just one column whose
    cells hold as many delimiters.
    """
    delimiter = section.table.delimiter
    usual = len(data[0])
    if not delimiter or len(data) < 2 or any(len(row) != usual for row in data):
        return
    packed = [j for j in range(usual) if all(row[j].count(delimiter) == short for row in data)]
    if len(packed) != 1:
        return
    (at,) = packed
    for i, row in enumerate(section.rows):
        if len(row) == usual and row[at].count(delimiter) == short:
            cells = [cell.strip() for cell in row[at].split(delimiter)]
            section.rows[i] = [*row[:at], *cells, *row[at + 1 :]]
            section.repaired.append(section.lines[i])


def spell_dates(section: Section) -> None:
    """Give the parts of six-digit dates (231228, 281223) a mark between them.

    Only under a header that says date, where no row has another date, and only when all cells
    are dates in one order: six digits may be anything.
    """
    if not section.header or any(is_data(row) for row in section.rows[:200]):
        return
    for j, name in enumerate(section.header):
        roles = dict(header_roles(name))
        if max(roles.get("time", 0.0), roles.get("posted", 0.0)) < 0.6 or "clock" in roles:
            continue
        cells = {row[j] for row in section.rows if row[j].isascii() and row[j].isdigit()}
        if len(cells) < 2 or any(len(cell) != 6 for cell in cells):
            continue
        parts = [(int(c[:2]), int(c[2:4]), int(c[4:])) for c in cells]
        if not any(
            all(0 < p[m] <= 12 and 0 < p[d] <= 31 for p in parts)
            for m, d in ((1, 2), (1, 0), (0, 1))  # ymd, dmy, mdy
        ):
            continue
        for row in section.rows:
            if row[j] in cells:
                row[j] = f"{row[j][:2]}-{row[j][2:4]}-{row[j][4:]}"


def _ends_in_words(section: Section, regular: list[list[str]], width: int) -> bool:
    """Whether the last column holds free text: by its header, else by cells of several words."""
    if section.header and (roles := header_roles(section.header[width - 1])):
        return roles[0][0] in ("merchant", "description")
    cells = [r[width - 1] for r in regular if r[width - 1]]
    return len(cells) >= 3 and sum(" " in c for c in cells) * 2 > len(cells)


def _lengthened(section: Section, at: int, width: int, kinds: list[Counter[str]]) -> list[str]:
    """A row with too few cells: empty ones at its end, or where its cells then fit."""
    row = section.rows[at]
    blank = [""] * (width - len(row))
    choice = row + blank
    if len(kinds) != width or min(k.total() for k in kinds) < 3 or not section.table.delimiter:
        return choice
    if not (is_data(row) or is_loose_data(row)):
        return choice
    best = _fit(choice, kinds) + 1.0  # a shift must be plain to be believed
    for p in range(1, len(row)):
        moved = [*row[:p], *blank, *row[p:]]
        if (score := _fit(moved, kinds)) > best + 1e-9:
            best, choice = score, moved
    if choice[len(row) :] != blank:
        section.repaired.append(section.lines[at])
    elif any(not k["empty"] and k["text"] * 2 < k.total() for k in kinds[len(row) :]):
        section.short.append(section.lines[at])
    return choice


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


def _kind(cell: str) -> str:
    if is_blank(cell):
        return "empty"
    if looks_like_date(cell):
        return "date"
    if looks_like_amount(cell):
        return "number"
    return "text"
