"""Text whose records are blocks of `Name: value` lines instead of rows of cells.

Owns: telling such a text from prose and from a table, and making a table of it. A block ends
where its first name begins again; lines before the first block stay above the table.
"""

from __future__ import annotations

import re
from collections import Counter

from dupcharge.loader.headers import is_header_word

_FIELD = re.compile(r"^[\s\u00a0]*([^\W\d_][^:：\n]{0,39}?)\s*[:：][\s\u00a0]*(.*)$")
_MOST_NAMES = 20


def records(lines: list[str]) -> tuple[list[list[str]], list[int]] | None:
    """Rows (header first) and the line each begins in; None when the text is no such list."""
    fields = [(i, _FIELD.match(line)) for i, line in enumerate(lines) if line.strip()]
    named = [(i, found[1].strip(), found[2]) for i, found in fields if found]
    if len(named) < 4 or len(named) * 10 < 7 * len(fields):
        return None
    often = Counter(name for _, name, _ in named)
    names = [n for n, count in often.items() if count >= 2]
    if not 2 <= len(names) <= _MOST_NAMES or sum(map(is_header_word, names)) < 2:
        return None
    first = next(name for _, name, _ in named if name in names)
    rows: list[list[str]] = []
    numbers: list[int] = []
    above: list[tuple[list[str], int]] = []
    for i, name, value in named:
        if name not in names:
            if not rows:
                above.append(([name, _plain(value)], i + 1))
            continue
        if name == first:
            rows.append([""] * len(names))
            numbers.append(i + 1)
        if rows:
            rows[-1][names.index(name)] = _plain(value)
    start = numbers[0] if numbers else 1
    return (
        [*(row for row, _ in above), names, *rows],
        [*(line for _, line in above), start, *numbers],
    )


def _plain(value: str) -> str:
    return value.replace("\u00a0", " ").strip()
