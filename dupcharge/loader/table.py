"""A table as a reader found it: text cells, where they stood, and what the file says about itself.

Readers make these from bytes; nothing here knows what a column means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dupcharge.locale import Message


class Number(str):
    """Text of a cell the file stores as a number: decimal point, no grouping, no sign words."""

    __slots__ = ()


class Moment(str):
    """Text of a cell that the file stores as a date or time: ISO 8601."""

    __slots__ = ()


@dataclass
class Table:
    """Records of text cells in file order.

    `rows[i]` began at physical line (or sheet row, or page of entries) `lines[i]`; rows may be
    ragged. Empty cells are "". Workbook cells keep what the file knew: Number and Moment are str.
    """

    rows: list[list[str]]
    lines: list[int]
    reader: str  # csv, workbook, html, ofx, qif, camt, mt940
    encoding: str | None = None
    delimiter: str | None = None
    member: str | None = None  # name inside an archive
    sheet: str | None = None
    # Structured formats fill these; text tables leave them to the format or to inference.
    format: str | None = None  # id of the format that reads it, e.g. "ofx"
    account: str | None = None
    currency: str | None = None
    stated: Mapping[str, str] = field(default_factory=dict)  # control totals the file states
    notes: Sequence[Message] = ()  # what the reader had to decide or repair
