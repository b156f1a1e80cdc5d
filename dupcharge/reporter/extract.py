"""The rows of the groups as they stand in the file: quoted, in its own columns and order.

Owns which rows may be quoted (those of groups, nothing else) and how private cells of a quoted row
are masked: account columns and the holder's name; ids stay whole, a complaint needs them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dupcharge import masking
from dupcharge.findings import Findings
from dupcharge.statement import Source

_IDS = frozenset(("transaction_id", "order_id", "related_id"))
_AMOUNTS = frozenset("time clock posted amount debit credit balance refunded currency".split())


@dataclass(frozen=True)
class Quoted:
    """One row: its number among the transactions of the file, its line, its cells."""

    row: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Extract:
    """Quoted rows of one table; `gaps[i]`: rows left out before row i, the last: after the end."""

    file: int
    part: str | None  # sheet or member of an archive
    header: tuple[str, ...]
    rows: tuple[Quoted, ...]
    gaps: tuple[int, ...]


def extracts(findings: Findings, mask: bool) -> tuple[Extract, ...]:
    """What may be quoted of each table that holds charges or refunds of a group.

    Nothing where the statement came without its cells (a frame made by a program).
    """
    if not findings.statement.sources:
        return ()
    wanted = _wanted(findings)
    files = findings.statement.files
    found = []
    for file, part in sorted({(f, p) for f, p, _, _ in wanted}):
        spots = sorted((r, li) for f, p, r, li in wanted if (f, p) == (file, part))
        source = findings.statement.sources[file][part]
        lines = {line for _, line in spots}
        cells = {
            line: row for line, row in zip(source.lines, source.rows, strict=True) if line in lines
        }
        quoted = tuple(
            Quoted(row, line, _cells(source, cells[line], mask))
            for row, line in spots
            if line in cells
        )
        before = sum(p.rows["read"] for p in files[file].parts[:part])
        numbers = [before, *(q.row for q in quoted), before + files[file].parts[part].rows["read"]]
        gaps = [b - a - 1 for a, b in pairwise(numbers)]
        gaps[-1] += 1  # the last number is a row itself
        about = files[file].parts[part]
        name = " / ".join(n for n in (about.name, about.sheet) if n) or None
        shown = len(files[file].parts) > 1
        header = tuple(h.strip() for h in source.header)
        found.append(Extract(file, name if shown else None, header, quoted, tuple(gaps)))
    return tuple(found)


def _wanted(findings: Findings) -> set[tuple[int, int, int, int]]:
    """(file, part, row, line) of every charge, refund and copy of a group."""
    wanted: set[tuple[int, int, int, int]] = set()
    copies: set[tuple[int, int]] = set()
    for group in findings.groups:
        for frame in (group.charges, group.refunds):
            wanted |= _spots(frame)
        copies |= {(file, row) for spots in group.copies.values() for file, row, _ in spots}
    if copies:
        every = findings.statement.transactions
        rows = every[every["row"].isin({row for _, row in copies})]
        wanted |= {spot for spot in _spots(rows) if (spot[0], spot[2]) in copies}
    return wanted


def _spots(frame: pd.DataFrame) -> set[tuple[int, int, int, int]]:
    columns: Iterable[list[int]] = (
        frame[name].astype("int64").tolist() for name in ("file", "part", "row", "line")
    )
    return set(zip(*columns, strict=True))


def _cells(source: Source, row: Iterable[str], mask: bool) -> tuple[str, ...]:
    cells = list(row)
    if not mask:
        return tuple(cells)
    for column, cell in enumerate(cells):
        role = source.roles.get(column)
        header = source.header[column] if column < len(source.header) else ""
        if role in _IDS or role in _AMOUNTS:
            continue
        if role == "account" or role == "method":
            cells[column] = masking.account(cell)
        elif masking.is_holder(header):
            cells[column] = masking.person(cell)
        else:
            cells[column] = masking.text(cell)
    return tuple(cells)
