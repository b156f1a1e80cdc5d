"""Filters of the templates: finished text in, safe markup out; no words of their own.

Owns which parts of a text get an element: amounts, runs of text written from right to left, the
rows of a group that must stay on one page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup, escape

from dupcharge.reporter.dossier.model import Block, Extract, Row
from dupcharge.reporter.dossier.timeline import Timeline

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms; words of one run may be spaced.
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(f"{_LETTER}(?:[^\\S\\n]*{_LETTER})*")
_AMOUNT = re.compile(r"(?:([A-Z]{3}) )?(-?[\d,]+)(\.\d+)?")


def prose(text: str) -> Markup:
    """A sentence in which text from right to left cannot move what stands beside it."""
    parts, at = [], 0
    for match in _RUN.finditer(text):
        parts += [escape(text[at : match.start()]), Markup("<bdi>{}</bdi>").format(match.group())]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def amount(text: str) -> Markup:
    """An amount with its code set apart, "CNY" and "524.80"; other text as it is."""
    match = _AMOUNT.fullmatch(text)
    if not match or not match[1]:
        return escape(text)
    return Markup('<span class="code">{}</span> {}').format(match[1], text[4:])


def moment(text: str) -> Markup:
    """A date and a time of day, each on one line."""
    return Markup(" ").join(Markup('<span class="nb">{}</span>').format(p) for p in text.split(" "))


def picture(timeline: Timeline) -> Markup:
    """The picture of a group; its texts were escaped when it was drawn."""
    return Markup(timeline.svg)


def raw(text: str) -> Markup:
    """Our own style, script or data, which must not be escaped in its element."""
    return Markup(text)


class Bodies(NamedTuple):
    """Rows that must not part, and the rows after them."""

    together: tuple[Row, ...]
    rest: tuple[Row, ...]


def bodies(block: Block) -> Bodies:
    """The rows of a group up to its rightful and its first claimed one, and the others.

    Where nothing is claimed, the first row that is not the rightful one takes its place.
    """
    first: dict[str, int] = {}
    for at, row in enumerate(block.rows):
        first.setdefault(row.state, at)
    rightful = first.pop("rightful", 0)
    last = max(rightful, first.get("claimed", min(first.values(), default=0)))
    return Bodies(block.rows[: last + 1], block.rows[last + 1 :])


_ALWAYS = ("number", "role", "time", "amount")
_MAYBE = ("transaction_id", "order_id", "merchant", "method")


def columns(block: Block) -> tuple[str, ...]:
    """Columns of a group's table: those every group has, and those that some row fills.

    A way of payment that only the first row names is that of all: `paid_with` shows it; likewise
    one order id: `one_order`.
    """
    maybe = [
        name
        for name in _MAYBE
        if sum(1 for row in block.rows if getattr(row, name)) > (name == "method")
        and not (name == "order_id" and one_order(block))
    ]
    return (*_ALWAYS, *maybe, "status", "place")


def one_order(block: Block) -> str | None:
    """The order id of all charges, where it is one: then it stands once, above the table."""
    orders = {row.order_id for row in block.rows if row.state != "refund"}
    return orders.pop() if len(orders) == 1 else None


def paid_with(block: Block) -> str | None:
    """The way of payment of all rows, where it is one."""
    ways = [row.method for row in block.rows if row.method]
    return ways[0] if len(ways) == 1 else None


class Grid(NamedTuple):
    """An extract without the columns at its end in which nothing stands."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str | None], ...]  # place, cells, words for a gap


def grid(extract: Extract) -> Grid:
    """The quoted rows, each as long as the longest."""
    used = [extract.header, *(row.cells for row in extract.rows)]
    width = max((at for cells in used for at, cell in enumerate(cells, 1) if cell), default=0)

    def fit(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (*cells[:width], *[""] * (width - len(cells)))

    return Grid(
        fit(extract.header),
        tuple((f"{row.row}/{row.line}", fit(row.cells), row.omitted) for row in extract.rows),
    )
