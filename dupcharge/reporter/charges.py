"""The charges and refunds of all groups as one table: what CSV and the workbook share.

Owns the fields, their order, and what a line holds. Does not own how a cell is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dupcharge.money import Money

if TYPE_CHECKING:
    from dupcharge.reporter.view import GroupView, ReportView

FIELDS = (
    "group key confidence counted role file row line time merchant currency amount refunded "
    "transaction_id order_id method status of"
).split()
"""Columns, by the field names of the JSON; `of` is the number of the charge a refund belongs to."""

Cell = str | int | bool | Money | None
Line = dict[str, Cell]


def lines(view: ReportView) -> Iterator[Line]:
    """One line per charge and then per refund of each group; a field may be missing."""
    for group in view.groups:
        yield from _of_group(view, group)


def _of_group(view: ReportView, group: GroupView) -> Iterator[Line]:
    shared: Line = {
        "group": group.id,
        "key": group.key,
        "confidence": group.confidence,
        "counted": group.counted,
        "currency": group.amount.currency,
    }
    for charge in group.charges:
        yield {
            **shared,
            "role": charge.role,
            "file": view.files[charge.at.file].path,
            "row": charge.at.row,
            "line": charge.at.line,
            "time": charge.time,
            "merchant": charge.merchant,
            "amount": charge.amount,
            "refunded": charge.refunded,
            "transaction_id": charge.transaction_id,
            "order_id": charge.order_id,
            "method": charge.method,
            "status": charge.status,
        }
    for refund in group.refunds:
        yield {
            **shared,
            "role": "refund",
            "file": view.files[refund.at.file].path,
            "row": refund.at.row,
            "line": refund.at.line,
            "time": refund.time,
            "amount": refund.used,
            "transaction_id": refund.transaction_id,
            "of": refund.of + 1,
        }
