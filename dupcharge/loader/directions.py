"""Words and letters that say which way money went, cell by cell of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dupcharge.loader.vocabulary import normal, words

if TYPE_CHECKING:
    from dupcharge.loader.columns import Profile


def direction_of(cells: Sequence[str], header: str = "") -> dict[str, str] | None:
    """What each distinct cell of a direction column says: debit, credit or neutral.

    None when some cell is no such word. Letters are read as the initials of a header that names
    both words ("Cargo/Abono"), else in pairs (D with K, S with H), because one letter alone means
    different things in different languages. Two letters that mean the same are not understood.
    """
    forms = {cell: normal(cell) for cell in cells}
    distinct = set(forms.values()) - {""}
    if not distinct:
        return None
    if sides := _initials(header, distinct):
        return {c: sides[f] for c, f in forms.items() if f}
    for debit, credit in words("direction")["letter_pairs"]:
        alone = debit not in ("k", "b", "w", "c", "u")
        if distinct <= {debit, credit} and (len(distinct) == 2 or alone):
            return {c: ("debit" if f == debit else "credit") for c, f in forms.items() if f}
    known: dict[str, str] = {}
    for side in ("neutral", "credit", "debit"):
        for word in words("direction")[side]:
            known[normal(word)] = side
    found: dict[str, str] = {}
    for cell, form in forms.items():
        side_ = known.get(form) or known.get(form.rstrip(".")) or known.get(form.strip("()"))
        if side_ is None:
            return None
        found[cell] = side_
    if len(distinct) > 1 and max(map(len, distinct)) == 1 and len(set(found.values())) == 1:
        return None
    return found


_BOTH = re.compile(r"\s*(?:[/|\\]|\s[-–]\s|\s(?:o|or|ou|oder|vagy|nebo|lub|ili|или|eller)\s)\s*")


def _initials(header: str, letters: set[str]) -> dict[str, str] | None:
    """Side of each letter, where the header names the words they begin."""
    parts = [part for part in _BOTH.split(normal(header)) if part]
    if len(parts) != 2:
        return None
    names = [part.split()[-1] if i == 0 else part.split()[0] for i, part in enumerate(parts)]
    found: dict[str, str] = {}
    for side in ("debit", "credit"):
        known = {normal(word) for word in words("direction")[side]}
        for name in names:
            stems = (name, name.rstrip("s"), f"{name}s")
            if name[:1] in letters and any(stem in known for stem in stems):
                if name[:1] in found:
                    return None
                found[name[:1]] = side
    rest = {name[:1] for name in names} - set(found)
    if len(found) == 1 and len(rest) == 1:  # the other word is the other side
        (side,) = found.values()
        found[rest.pop()] = "credit" if side == "debit" else "debit"
    return found if letters <= set(found) and len(found) == 2 else None


def mostly_direction(column: Profile) -> dict[str, str] | None:
    """The words of a direction column, if it is one; few unknown words may stand there."""
    if column.filled == 0 or len(column.distinct) > 8 or column.is_date:
        return None
    if column.filled * 2 < column.rows and column.rows > 3:
        return None
    if (words_ := direction_of(list(column.distinct), column.header)) is not None:
        return words_
    found: dict[str, str] = {}
    hits = 0
    for cell, count in column.distinct.items():
        if one := direction_of([cell]):
            found.update(one)
            hits += count
    return found if hits >= 0.8 * column.filled and "debit" in found.values() else None
