"""Files as `inspect` shows them: totals per currency, the first row and the last.

Owns these values and their masking. Does not own how a file was read (loader) or layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dupcharge import masking
from dupcharge.money import Money
from dupcharge.reporter.view import free_of, moment, money_of, text_of
from dupcharge.statement import FileRecord, Statement


@dataclass(frozen=True)
class RowView:
    """One transaction row, as `inspect` shows the first and the last."""

    row: int
    line: int
    time: str | None
    merchant: str | None
    amount: Money | None
    klass: str
    transaction_id: str | None
    order_id: str | None


@dataclass(frozen=True)
class FileView:
    """One file as `inspect` shows it; totals per currency that was read."""

    record: FileRecord
    charge_total: Mapping[str, Money]
    refund_total: Mapping[str, Money]
    first: RowView | None
    last: RowView | None


def views(statement: Statement, *, mask: bool = True) -> tuple[FileView, ...]:
    """What `inspect` shows of each file of `statement`."""
    return tuple(_file(statement, index, mask) for index in range(len(statement.files)))


def _file(statement: Statement, index: int, mask: bool) -> FileView:
    rows = statement.transactions
    rows = rows[rows["file"].to_numpy() == index]
    exponents = statement.exponents
    totals: dict[str, dict[str, Money]] = {}
    # Every currency that stands on a readable row is listed, with zero where nothing was charged.
    currencies = sorted(rows.loc[rows["class"] != "unreadable", "currency"].unique())
    for klass in ("charge", "refund"):
        some = rows[rows["class"] == klass]
        sums = some.groupby("currency", observed=True)["amount"].sum()
        totals[klass] = {c: money_of(int(sums.get(c, 0)), c, exponents) for c in currencies}
    record = statement.files[index]
    ends: list[RowView | None] = [None, None]
    if len(rows):
        numbers = rows["row"].to_numpy()
        picked = rows.iloc[[int(numbers.argmin()), int(numbers.argmax())]]
        ends = [_row(values, exponents, mask) for values in picked.to_dict("records")]
    shown = masking.record(record) if mask else record
    return FileView(shown, totals["charge"], totals["refund"], ends[0], ends[1])


def _row(values: Mapping[Any, Any], exponents: Mapping[str, int], mask: bool) -> RowView:
    klass, amount = str(values["class"]), int(values["amount"])
    unknown = klass == "unreadable" and amount == 0
    return RowView(
        row=int(values["row"]),
        line=int(values["line"]),
        time=moment(values),
        merchant=free_of(values["merchant"], mask),
        amount=None if unknown else money_of(amount, str(values["currency"]), exponents),
        klass=klass,
        transaction_id=text_of(values["transaction_id"]),
        order_id=text_of(values["order_id"]),
    )
