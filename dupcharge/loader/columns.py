"""What each column of a table is: its contents counted, and a role given to it.

A header proposes roles, the contents accept or refuse them; where no header is known the
contents alone decide. One decision per column, over all rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dupcharge.loader import amounts, dates
from dupcharge.loader.directions import mostly_direction
from dupcharge.loader.headers import counts_points, header_roles
from dupcharge.loader.section import Section, data_rows, is_void
from dupcharge.loader.table import Moment, Number
from dupcharge.loader.vocabulary import currency_of, normal, words

SAMPLE = 1500
_DATES = ("time", "posted")
_ACCOUNT = re.compile(r"^(?:[A-Z]{2}\d{2}[A-Z0-9 ]{8,34}|[\d /.*xX-]{8,40}|[^@\s]+@[^@\s]+)$")
# An account of the other party is not the account of the statement.
_OTHER_SIDE = re.compile(
    "对方|对手|對方|交易方|counterparty|gegen|tegen|partner|beneficiary|payee|recipient|empfänger"
)
_CODE = re.compile(r"(?=.*\d)'?[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*'?")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_MONEY = ("amount", "debit", "credit", "balance", "original_amount", "refunded")
_TEXTS = ("merchant", "description", "type", "payer", "payee")


@dataclass
class Profile:
    """What stands in one column: how many of its `filled` cells are of each kind."""

    index: int
    header: str
    rows: int
    filled: int = 0
    dated: int = 0  # a date with a year
    yearless: int = 0
    timed: int = 0  # a date with a time of day
    clock: int = 0
    number: int = 0
    decimals: int = 0  # numbers with a decimal mark
    negative: int = 0
    signed: int = 0
    long_digits: int = 0  # eight digits and more, no mark: an id or an account
    currency: int = 0
    letters: int = 0
    spaced: int = 0
    length: int = 0
    pending: int = 0
    distinct: Counter[str] = field(default_factory=Counter)
    serials: int = 0
    numbers_of_accounts: int = 0  # IBANs, account numbers, e-mail addresses
    coded: int = 0  # one word of ASCII letters and digits: an id

    @property
    def variety(self) -> float:
        """Distinct cells per filled cell, figures aside: "Card 4412 14:40" is always one text."""
        forms = {re.sub(r"[\d\W_]+", " ", cell) for cell in self.distinct}
        return len(forms) / self.filled if self.filled else 0.0

    def share(self, count: int) -> float:
        """`count` as a share of the filled cells."""
        return count / self.filled if self.filled else 0.0

    @property
    def is_date(self) -> bool:
        """Mostly dates (a word for "pending" may stand among them)."""
        return (
            self.filled > 0 and (self.dated + self.pending) >= 0.6 * self.filled and self.dated > 0
        )

    @property
    def is_number(self) -> bool:
        """Mostly amounts."""
        return self.filled > 0 and self.number >= 0.6 * self.filled

    @property
    def is_text(self) -> bool:
        """Mostly words."""
        return self.filled > 0 and self.letters >= 0.4 * self.filled and not self.is_date


def profile(section: Section) -> list[Profile]:
    """One Profile per column, over at most SAMPLE rows that look like transactions."""
    rows = section.rows
    if len(rows) > SAMPLE:
        step = len(rows) / SAMPLE
        rows = [rows[int(i * step)] for i in range(SAMPLE)]
    rows = data_rows(rows)
    header = section.header or [""] * section.width
    pending = set(map(normal, words("date")["pending"]))
    found = []
    for j in range(section.width):
        one = Profile(j, header[j] if j < len(header) else "", len(rows))
        cells = [row[j] for row in rows]
        for (_, cell), often in Counter(zip(map(type, cells), cells, strict=True)).items():
            _count(one, cell, often, pending)
        found.append(one)
    return found


def _count(one: Profile, cell: str, often: int, pending: set[str]) -> None:
    """Count a cell that stands in so many rows."""
    if is_void(cell):
        return
    one.filled += often
    one.distinct[cell] += often
    one.length += often * len(cell)
    if isinstance(cell, Number) or _SERIAL.match(cell):
        one.serials += often * (dates.serial(cell) is not None)
    elif (parts := dates.split(cell)) is not None:
        if dates.lacks_year(parts):
            one.yearless += often
        else:
            one.dated += often
            one.timed += often * (parts.time is not None and parts.precision != "day")
    elif isinstance(cell, Moment):
        one.dated += often
    if normal(cell) in pending:
        one.pending += often
    if dates.clock(cell):
        one.clock += often
    figure = amounts.split(cell)
    if figure is not None:
        one.number += often
        one.decimals += often * ("." in figure.body or "," in figure.body)
        one.negative += often * figure.negative
        one.signed += often * (figure.signed or figure.flag is not None)
        long = sum(c.isdigit() for c in figure.body) >= 8 and figure.body.isdigit()
        one.long_digits += often * (long and not isinstance(cell, Number))
    elif len(cell) <= 6 and currency_of(cell):
        one.currency += often
    one.numbers_of_accounts += often * bool(_ACCOUNT.match(cell))
    if any(c.isalpha() for c in cell):
        one.letters += often
        one.coded += often * (_CODE.fullmatch(cell) is not None)
        one.spaced += often * (" " in cell.strip() or any(ord(c) > 0x2E7F for c in cell))


def accepts(column: Profile, role: str) -> float:
    """How well the contents of a column suit a role, 0 (refused) to 1."""
    if not column.rows:
        return 1.0  # a header without rows: nothing can refuse it
    if role in _DATES:
        if column.is_date:
            return 1.0
        if column.filled and column.serials >= 0.8 * column.filled:
            return 0.9
        if column.share(column.yearless + column.dated + column.pending) >= 0.6:
            return 0.8
        if column.share(column.dated) >= 0.25:
            return 0.4  # footers and torn rows may outnumber the few good ones
        return 0.1 if not column.filled and role == "posted" else 0.0
    if role == "clock":
        if column.share(column.clock) >= 0.6 and not column.dated:
            return 1.0
        return 0.6 if column.timed and column.share(column.timed) >= 0.6 else 0.0
    if role in _MONEY:
        if column.is_number and not column.is_date:
            return 1.0 if column.long_digits < 0.5 * column.filled else 0.0
        if column.share(column.number) >= 0.25 and not column.is_date:
            return 0.4 if column.long_digits < 0.5 * column.number else 0.0
        return 0.3 if not column.filled and role in ("debit", "credit") else 0.0
    if role == "direction":
        return 1.0 if mostly_direction(column) else 0.0
    if role in ("currency", "original_currency"):
        return 1.0 if column.share(column.currency) >= 0.7 else 0.0
    if role in _TEXTS:
        if not column.filled:
            return 0.2
        if column.is_date or column.share(column.currency) >= 0.9:
            return 0.0
        # Something of its own on every row.
        own = role != "type" and len(column.distinct) >= 0.95 * column.filled
        if own and column.letters * 20 < column.filled >= 20:
            return 0.0  # numbers are no text
        if role != "type" and column.share(column.numbers_of_accounts) >= 0.7:
            # Cards, and on some rows what was bought: "4011-XXXX-XXXX" and "ORDER 9152".
            some_words = role == "description" and 0 < column.share(column.spaced) <= 0.3
            return 0.3 if some_words else 0.0
        if own and column.share(column.coded) >= 0.9 and column.filled >= 5:
            return 0.5  # ids
        return 1.0 if column.is_text else 0.3 if role in ("merchant", "description") else 0.5
    if role == "transaction_id":
        if not column.filled:
            return 0.1
        unique = len(column.distinct) / column.filled
        wordy = column.share(column.spaced)
        return 1.0 if unique >= 0.5 and wordy < 0.5 else 0.3 if wordy < 0.5 else 0.0
    if role in ("order_id", "related_id"):
        return 1.0 if column.share(column.spaced) < 0.7 or not column.filled else 0.0
    if role == "status":
        return (
            0.8
            if len(column.distinct) <= 15 and not column.is_number and not column.is_date
            else 0.0
        )
    return 0.6


def _roles(column: Profile) -> list[tuple[str, float]]:
    """What the header may mean; a clock that holds whole dates is the time ("local time")."""
    roles = dict(header_roles(column.header))
    if "clock" in roles and "time" not in roles and column.is_date:
        roles["time"] = roles.pop("clock")
    return list(roles.items())


def proposals(column: Profile) -> list[tuple[str, float]]:
    """Roles the header proposes and the contents accept, best first."""
    other = _OTHER_SIDE.search(normal(column.header)) is not None
    points = counts_points(column.header)
    found = [
        (role, sure * fit)
        for role, sure in _roles(column)
        if not (role == "account" and other) and not (role in _MONEY and points)
        if (fit := 1.0 if role == "ignore" else accepts(column, role)) > 0
    ]
    return sorted(found, key=lambda item: -item[1])


def moves_with(balance: Sequence[Decimal | None], change: Sequence[Decimal | None]) -> float:
    """Share of rows in which one column differs from the row before (or after) by the other."""
    best = 0.0
    for newest_first in (False, True):
        steps = _steps(balance, change, newest_first)
        if len(steps) >= 2:
            fits = sum(abs(step) == abs(moved) for step, moved in steps)
            best = max(best, fits / len(steps))
    return best


def _steps(
    balance: Sequence[Decimal | None], change: Sequence[Decimal | None], newest_first: bool
) -> list[tuple[Decimal, Decimal]]:
    """What the balance went up by and what the row says, where both are known and not zero."""
    found = []
    for i in range(len(balance) - 1):
        before, after = balance[i], balance[i + 1]
        moved = change[i] if newest_first else change[i + 1]
        if before is not None and after is not None and moved:
            found.append((before - after if newest_first else after - before, moved))
    return found


def balance_pair(
    balance: Sequence[Decimal | None],
    change: Sequence[Decimal | None],
    ascending: bool | None = None,
) -> tuple[float, int, int]:
    """How well a column is the running balance of another: (share, direction, rows tested).

    direction +1: balance = earlier balance + change; -1: minus. `ascending` says which way the
    file runs (None = not known): a balance BEFORE each row fits with the opposite sign the other
    way round, and counts as +1. Rows where one is unknown are left out.
    """
    best = (0.0, 0, 0)
    for newest_first in (False, True):
        steps = _steps(balance, change, newest_first)
        tested = len(steps)
        for sign in (1, -1):
            fits = sum(step == sign * moved for step, moved in steps)
            if not tested or fits / tested <= best[0] + 1e-9:
                continue
            other_way = ascending is None or newest_first == ascending
            best = (fits / tested, 1 if sign < 0 and other_way else sign, tested)
    return best
