"""What a file layout is, and how entries become its rows.

Owns visibility, order, balances and the writing of bytes.  The layouts themselves stand in
`layouts_asia`, `layouts_europe` and `layouts_cards`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .model import Entry
from .regions import Region

STATUSES = {"pending", "failed", "closed", "hold"}


@dataclass
class Sheet:
    """One export: who and when, and the rows it holds in file order."""

    region: Region
    start: datetime
    end: datetime
    account: str
    holder: str
    entries: list[Entry] = field(default_factory=list)
    balances: dict[int, int] = field(default_factory=dict)

    def money(self, minor: int, mark: str = ".", group: str = "", sign: str = "") -> str:
        """An amount as a layout prints it: decimal mark, thousands mark, sign before it."""
        units, rest = divmod(abs(minor), 10**self.region.digits)
        whole = f"{units:,}".replace(",", group) if group else str(units)
        return sign + (f"{whole}{mark}{rest:02d}" if self.region.digits else whole)

    def signed(self, entry: Entry, mark: str = ".", group: str = "") -> str:
        """The amount with the account's sign: minus for money out."""
        return self.money(entry.minor, mark, group, "" if inward(entry) else "-")

    def balance(self, entry: Entry, mark: str = ".", group: str = "") -> str:
        """The balance after an entry."""
        value = self.balances[entry.uid]
        return self.money(value, mark, group, "-" if value < 0 else "")


@dataclass(frozen=True)
class Layout:
    """How one institution writes its export, and how much of life it shows.

    `precision` is second, minute or day.  `shows` may hold: order, item, card, status, pending,
    posted; status is every state of a payment, pending only that one and holds.
    `rails` are the kinds of entries this account sees.  `row` gives the cells of one entry.
    `by_posting` sorts by the posting date.
    """

    name: str
    region: str
    encoding: str
    precision: str
    shows: frozenset[str]
    rails: frozenset[str]
    head: Callable[[Sheet], list[str]]
    row: Callable[[Entry, Sheet], list[str]]
    foot: Callable[[Sheet], list[str]] = lambda sheet: []
    separator: str = ","
    quote_all: bool = False
    plain: bool = False  # cells are joined as they are, never quoted
    newest_first: bool = True
    by_posting: bool = False
    end_of_line: str = "\n"

    def sees(self, entry: Entry) -> bool:
        """True when the entry becomes a row of this layout."""
        if entry.status in STATUSES and "status" not in self.shows:
            if "pending" not in self.shows or entry.status not in ("pending", "hold"):
                return False
        return entry.rail in self.rails

    def shown(self, entry: Entry) -> datetime:
        """The moment of the purchase as far as the file tells it."""
        if self.precision == "second":
            return entry.when
        if self.precision == "minute":
            return entry.when.replace(second=0)
        if self.by_posting and "posted" not in self.shows:
            return day_of(posted(entry))
        return day_of(entry.when)


def inward(entry: Entry) -> bool:
    """True for money that comes in."""
    return entry.flow in ("in", "back")


def day_of(when: datetime) -> datetime:
    """Midnight of that day."""
    return when.replace(hour=0, minute=0, second=0)


def posted(entry: Entry) -> datetime:
    """When the bank books an entry: some days later, never on a Sunday."""
    when = entry.when + timedelta(days=entry.lag)
    return when + timedelta(days=1) if when.isoweekday() == 7 and entry.lag else when


def arrange(layout: Layout, entries: list[Entry]) -> list[Entry]:
    """The visible entries in the file's order."""
    visible = [entry for entry in entries if layout.sees(entry)]

    def key(entry: Entry) -> tuple[datetime, datetime, int]:
        first = day_of(posted(entry)) if layout.by_posting else layout.shown(entry)
        return first, entry.when, entry.uid

    return sorted(visible, key=key, reverse=layout.newest_first)


def balances(layout: Layout, entries: list[Entry]) -> dict[int, int]:
    """The balance after each visible entry, in booking order; never far below zero."""
    order = arrange(layout, entries)
    value, lowest, found = 0, 0, {}
    for entry in reversed(order) if layout.newest_first else order:
        if entry.status not in STATUSES:
            value += entry.minor if inward(entry) else -entry.minor
        lowest = min(lowest, value)
        found[entry.uid] = value
    spare = -lowest + 12345
    return {uid: value + spare for uid, value in found.items()}


def line(layout: Layout, cells: list[str]) -> str:
    """One row of text, quoted as the layout does it."""
    if layout.plain:
        return layout.separator.join(cells)
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=layout.separator,
        quoting=csv.QUOTE_ALL if layout.quote_all else csv.QUOTE_MINIMAL,
        lineterminator="",
    )
    writer.writerow(cells)
    return out.getvalue()


def write(layout: Layout, sheet: Sheet) -> tuple[bytes, int]:
    """The file's bytes and the physical line of its first transaction row."""
    head = layout.head(sheet)
    rows = [line(layout, layout.row(entry, sheet)) for entry in sheet.entries]
    text = layout.end_of_line.join([*head, *rows, *layout.foot(sheet)]) + layout.end_of_line
    return text.encode(layout.encoding), len(head) + 1
