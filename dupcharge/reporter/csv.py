"""The charges and refunds of all groups as a table for a spreadsheet, one line each.

UTF-8 with a byte order mark, so that spreadsheet programs know the encoding; no cell can be a
formula. Headings stay in English: they are the field names of the JSON.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dupcharge.money import Money
from dupcharge.reporter.charges import FIELDS, Cell, lines
from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(view: ReportView, request: Request) -> bytes:
    """The whole table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for line in lines(view):
        writer.writerow([inert(line.get(name)) for name in FIELDS])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "backslashreplace")


def inert(value: Cell) -> str:
    """A cell that no spreadsheet program runs.

    >>> inert("=1+1"), inert(None), inert("-5 EUR"), inert(True)
    ("'=1+1", '', "'-5 EUR", 'true')
    """
    if isinstance(value, Money):
        value = value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
