"""The charges and refunds of all groups as a table for a spreadsheet, one line each.

UTF-8 with a byte order mark, so that spreadsheet programs know the encoding; no cell can be a
formula. Headings stay in English: they are the field names of the JSON.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import GroupView, ReportView

FIELDS = (
    "group key confidence counted role file row line time merchant currency amount refunded "
    "transaction_id order_id method status of"
).split()

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(view: ReportView, request: Request) -> bytes:
    """The whole table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for group in view.groups:
        for row in _rows(view, group):
            writer.writerow([inert(row.get(name)) for name in FIELDS])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "backslashreplace")


def inert(value: str | int | bool | None) -> str:
    """A cell that no spreadsheet program runs.

    >>> inert("=1+1"), inert(None), inert("-5 EUR"), inert(True)
    ("'=1+1", '', "'-5 EUR", 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _rows(view: ReportView, group: GroupView) -> list[dict[str, str | int | bool | None]]:
    shared: dict[str, str | int | bool | None] = {
        "group": group.id,
        "key": group.key,
        "confidence": group.confidence,
        "counted": group.counted,
        "currency": group.amount.currency,
    }
    rows: list[dict[str, str | int | bool | None]] = [
        {
            **shared,
            "role": charge.role,
            "file": view.files[charge.at.file].path,
            "row": charge.at.row,
            "line": charge.at.line,
            "time": charge.time,
            "merchant": charge.merchant,
            "amount": charge.amount.text,
            "refunded": charge.refunded.text,
            "transaction_id": charge.transaction_id,
            "order_id": charge.order_id,
            "method": charge.method,
            "status": charge.status,
        }
        for charge in group.charges
    ]
    rows += [
        {
            **shared,
            "role": "refund",
            "file": view.files[refund.at.file].path,
            "row": refund.at.row,
            "line": refund.at.line,
            "time": refund.time,
            "amount": refund.used.text,
            "transaction_id": refund.transaction_id,
            "of": refund.of + 1,
        }
        for refund in group.refunds
    ]
    return rows
