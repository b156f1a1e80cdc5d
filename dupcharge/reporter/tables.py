"""Tables of text that never cut a cell: columns that do not fit move to lines of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dupcharge.reporter.layout import cells, pad


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading and how its cells are aligned."""

    title: str
    align: str = "<"


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    width: int,
    indent: str = "",
    styles: Sequence[Callable[[str], str]] = (),
) -> list[str]:
    """A table as lines; cells are never cut.

    Columns that do not fit into `width` move, for every row alike, to lines of their own under
    the first ones. The first line is the heading.

    Args:
        columns: headings and alignment.
        rows: one cell per column, single lines of safe text.
        width: cells of a line, the indent included.
        indent: what every line begins with.
        styles: one per row, put on its lines after padding.
    """
    body = [tuple(row) for row in rows]
    heads = tuple(column.title for column in columns)
    sizes = [max(cells(row[i]) for row in [heads, *body]) for i in range(len(columns))]
    breaks = _breaks(sizes, width - cells(indent))
    out = []
    for number, row in enumerate([heads, *body]):
        style = styles[number - 1] if number and styles else str
        for start, stop in breaks:
            hang = indent if start == 0 else indent + " " * 4
            parts = [
                pad(row[i], sizes[i], columns[i].align)
                if i + 1 < stop or columns[i].align == ">"
                else row[i]
                for i in range(start, stop)
            ]
            line = "  ".join(parts)
            if line.strip():
                out.append(hang + style((line if start == 0 else line.strip()).rstrip()))
    return out


def _breaks(sizes: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Which columns stand together on one line."""
    spans, start, used = [], 0, 0
    for i, size in enumerate(sizes):
        limit = room if start == 0 else room - 4
        if i > start and used + 2 + size > limit:
            spans.append((start, i))
            start, used = i, size
        else:
            used += size + (2 if i > start else 0)
    return [*spans, (start, len(sizes))]
