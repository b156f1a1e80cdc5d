"""Rows of one file that are one record, known by the cells as they stand in the file.

Owns: which rows repeat another row of their file cell for cell, and whether the file numbers its
rows so that an equal number means one record. Does not own: ids that the loader knows (the rules
see those as transaction_id), or what follows (printed_twice, excuses.same_record).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import steps
from dupcharge.statement import Source

_ID = re.compile(r"(?=(?:\D*\d){4})[^\W_](?:[\w/-]{4,})[^\W_]")
"""Six characters or more without a space, four of them figures: no amount, date or time."""

_WORD = re.compile(r"^[^\W\d_]{1,12}[ .:#]{1,2}")
"""A word before the number: REF 67823160917."""

_DATE = re.compile(r"\d{1,4}([-/])\d{1,2}\1\d{1,4}|(?:19|20)\d{6}(?:\d{6})?")

FILLED = 0.95
"""Share of rows that have a value of their own in a column of ids."""

NONE = -1


def records(
    rows: pd.DataFrame, transactions: pd.DataFrame, sources: Sequence[Sequence[Source]]
) -> np.ndarray:
    """Code per row, equal for rows of one file that are one record; NONE where no row is alike.

    `rows`: PURCHASES. `transactions`: schema.TRANSACTIONS, which know part and line.
    """
    out = np.full(len(rows), NONE, dtype="int64")
    found = steps(rows, rows["cell"].to_numpy())
    file = rows["file"].to_numpy()
    found = found.where((found.gap == 0) & (file[found.left] == file[found.right]))
    if not sources or not len(found.left):
        return out
    mine = np.unique(np.r_[found.left, found.right])
    at = pd.Index(transactions["txn"]).get_indexer(rows["txn"].iloc[mine])
    stands = transactions[["file", "part", "line"]].iloc[at].to_numpy().tolist()
    known: dict[tuple[int, int], tuple[dict[int, int], list[int]]] = {}
    codes: dict[tuple[int, int, tuple[str, ...]], int] = {}
    for position, (where, part, line) in zip(mine.tolist(), stands, strict=True):
        if where >= len(sources) or part >= len(sources[where]):
            continue
        source = sources[where][part]
        if (where, part) not in known:
            lines = {number: n for n, number in enumerate(source.lines)}
            known[where, part] = (lines, _id_columns(source))
        lines, columns = known[where, part]
        if line in lines:
            cells = tuple(map(str, source.rows[lines[line]]))
            if any(_is_id(cells[c]) for c in columns if c < len(cells)):
                out[position] = codes.setdefault((where, part, cells), len(codes))
    return out


def _id_columns(source: Source) -> list[int]:
    """Columns of no other known meaning in which nearly every different row has its own value."""
    different = {tuple(map(str, row)) for row in source.rows}
    out = []
    for column in range(len(source.header)):
        if source.roles.get(column, "transaction_id") not in ("transaction_id", "description"):
            continue
        values = [row[column] for row in different if column < len(row) and _is_id(row[column])]
        if len(values) >= FILLED * len(different) and len(set(values)) >= FILLED * len(values):
            out.append(column)
    return out


def _is_id(cell: str) -> bool:
    text = _WORD.sub("", cell.strip().strip("'`\"="))
    return _ID.fullmatch(text) is not None and _DATE.fullmatch(text) is None
