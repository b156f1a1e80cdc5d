"""Text whose columns are set apart by blanks: printed statements, terminal screens, mail bodies.

Owns: telling such a text from delimited text, finding the columns, and making a table of it. A
column is what no line of data leaves blank between two gutters; wide (East Asian) characters
take two places. Lines above the head of the table keep their pieces as cells.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dupcharge.loader.headers import is_header_word
from dupcharge.loader.section import looks_like_amount, looks_like_date

_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_LEAST_WITH_HEAD, _LEAST = 2, 4  # lines of data that make a table
_MOST_COLUMNS = 24


@dataclass(frozen=True)
class _Piece:
    text: str
    start: int
    end: int


def records(lines: list[str]) -> tuple[list[list[str]], list[int]] | None:
    """Rows and the line of each; None when the text is no table aligned by blanks."""
    if any("\t" in line.strip() for line in lines[:200]):
        return None
    pieces = [_pieces(line) for line in lines]
    data = [i for i, found in enumerate(pieces) if _is_data(found)]
    if len(data) < _LEAST_WITH_HEAD:
        return None
    head = next((i for i in range(data[0] - 1, -1, -1) if _is_head(pieces[i])), None)
    if head is None and len(data) < _LEAST:
        return None
    columns = _columns([pieces[i] for i in data])
    if not 3 <= len(columns) <= _MOST_COLUMNS:
        return None
    rows: list[list[str]] = []
    numbers: list[int] = []
    first = data[0] if head is None else head
    for i, found in enumerate(pieces):
        if not found or not any(c.isalnum() for c in lines[i]):
            continue
        rows.append([p.text for p in found] if i < first else _row(found, columns, lines[i]))
        numbers.append(i + 1)
    return rows, numbers


def _pieces(line: str) -> list[_Piece]:
    """What stands in a line between gaps of two blanks and more, with its places."""
    places = [0]
    for c in line:
        places.append(places[-1] + 1 + (unicodedata.east_asian_width(c) in "WF"))
    return [_Piece(m[0], places[m.start()], places[m.end()]) for m in _PIECE.finditer(line)]


def _is_data(pieces: list[_Piece]) -> bool:
    """Whether a date stands alone, and an amount behind or before it."""
    dates = [p for p in pieces if looks_like_date(p.text)]
    return bool(dates) and any(looks_like_amount(p.text) for p in pieces if p not in dates)


def _is_head(pieces: list[_Piece]) -> bool:
    return sum(is_header_word(p.text) for p in pieces) >= 2


def _columns(data: list[list[_Piece]]) -> list[tuple[int, int]]:
    """First and last place of each column: what lies between places that all lines leave blank."""
    spans = sorted({(p.start, p.end) for pieces in data for p in pieces})
    columns = [list(spans[0])]
    for start, end in spans[1:]:
        if start < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    return [(start, end) for start, end in columns]


def _row(pieces: list[_Piece], columns: list[tuple[int, int]], line: str) -> list[str]:
    """The pieces of a line in their columns."""
    cells = [""] * len(columns)
    if len(pieces) == len(columns):  # heads are often set a little beside their columns
        return [p.text for p in pieces]
    if len(pieces) == 1 and not any(abs(pieces[0].start - start) <= 1 for start, _ in columns):
        cells[0] = pieces[0].text  # a line of its own, such as the foot of a page
        return cells
    for piece in pieces:
        for j, text in _placed(piece, columns):
            cells[j] = f"{cells[j]} {text}".strip()
    return cells


def _placed(piece: _Piece, columns: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """The column of a piece; two columns where a single blank parts what belongs to each."""
    over = [j for j, (a, b) in enumerate(columns) if piece.start < b and piece.end > a]
    if len(over) == 2 and len(piece.text) == piece.end - piece.start:
        limit = columns[over[1]][0] - piece.start
        if piece.text[limit - 1 : limit] == " ":
            return [(over[0], piece.text[: limit - 1].strip()), (over[1], piece.text[limit:])]
    if not over:
        return [(min(range(len(columns)), key=lambda j: _apart(piece, columns[j])), piece.text)]
    if looks_like_amount(piece.text):  # figures are set to the right
        return [(min(over, key=lambda j: abs(columns[j][1] - piece.end)), piece.text)]
    return [(over[0], piece.text)]


def _apart(piece: _Piece, column: tuple[int, int]) -> int:
    return max(column[0] - piece.end, piece.start - column[1], 0)
