"""What the kind of a row ("Payment", "Top up", "[+] …") says of its side.

For files whose amounts carry no sign. The words are data (words.toml); the running balance and a
column of directions say more and are read elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dupcharge.loader.directions import direction_of
from dupcharge.loader.vocabulary import normal, test_for

_MOST_KINDS = 40  # a column of more is no column of kinds
_MARK = re.compile(
    r"^[\[(（【<]\s*(?P<mark>[-+−–＋－])\s*[\])）】>]\s*|^(?P<bare>[-+−–])(?=\s|[^\W\d_])"
)


def written_mark(cell: str) -> str | None:
    """The side that a mark before the words says: `[+] Top up` credit, `(-) Shop` debit."""
    found = _MARK.match(normal(cell))
    if found is None:
        return None
    return "credit" if (found["mark"] or found["bare"]) == "+" else "debit"


def says_direction(cell: str) -> bool:
    """True when a cell is only a word (or a mark) for in or out, whatever else its row says."""
    return bool(cell) and (written_mark(cell) is not None or direction_of([cell]) is not None)


def type_sides(cells: Iterable[str], card: bool = False) -> dict[str, str]:
    """Cell -> debit or credit for the kinds of rows in one column; without those that say neither.

    Args:
        cells: the column, row by row.
        card: whether the statement is a card's; there a payment is a repayment.
    """
    counts = Counter(c for c in cells if c)
    if not counts or len(counts) > _MOST_KINDS:
        return {}
    told = {cell: side for cell in counts if (side := _side(cell))}
    for cell in counts:
        if cell not in told and not card and _is_purchase(cell, counts, told):
            told[cell] = "debit"
    if "debit" not in told.values():  # a list of top-ups alone is a list of what was paid
        told = {c: s for c, s in told.items() if says_direction(c)}
    return told


def settles(columns: Sequence[Sequence[str]], card: bool = False) -> bool:
    """Whether the kinds of rows in one of these columns say the side of every row."""
    for cells in columns:
        told = type_sides(cells, card)
        if told and all(c in told for c in cells if c) and sum(map(bool, cells)) == len(cells):
            return True
    return False


def _side(cell: str) -> str | None:
    if side := written_mark(cell):
        return side
    if (one := direction_of([cell])) and one[cell] != "neutral":
        return one[cell]
    form = _plain(cell)
    if test_for("refund", "words")(form) and not test_for("kind", "debit")(form):
        return "credit"
    for side in ("credit", "debit"):
        if test_for("kind", side)(form):
            return side
    return None


def _is_purchase(cell: str, counts: Counter[str], told: dict[str, str]) -> bool:
    """Whether "payment" is what was paid with the wallet: no other kind of more rows says debit."""
    if not test_for("kind", "payment")(_plain(cell)):
        return False
    others = sum(n for c, n in counts.items() if told.get(c) == "debit")
    return others <= counts[cell]


def _plain(cell: str) -> str:
    form = _MARK.sub("", normal(cell)).replace("_", " ").replace("-", " ")
    return " ".join(form.split()).strip(".:!。：！ ")
