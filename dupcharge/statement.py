"""What the loader hands on: one frame of transactions, and per file how it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dupcharge.locale import Message


@dataclass(frozen=True)
class Part:
    """One statement inside a file: an archive member, a sheet, an account. Counts per class."""

    name: str | None  # member of an archive
    sheet: str | None
    account: str | None
    format: str
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Choice:
    """Why a column (or a convention of the file) was understood as it was; shown by inspect."""

    role: str  # a role of contract, or date_order, decimal, sign, currency, encoding, ...
    value: str  # the header, or what was chosen
    reason: Message
    certain: bool = True


@dataclass(frozen=True)
class FileRecord:
    """How one FILE argument was read."""

    path: str
    sha256: str
    size: int
    format: str  # format id, "inferred", or several joined by "+"
    encoding: str | None
    delimiter: str | None
    account: str | None
    period: tuple[str | None, str | None]  # ISO text of first and last time
    columns: Mapping[str, str]
    rows: Mapping[str, int]  # read and one count per class
    parts: tuple[Part, ...]
    warnings: tuple[Message, ...]
    choices: tuple[Choice, ...]
    language: str  # "zh" when its headers are Chinese, else "en"
    exported: dt.datetime | None = None  # export time the file states
    same_columns: tuple[str, ...] = ()  # the header as read: two files alike may be one account


@dataclass(frozen=True)
class Source:
    """The cells of one part as they stand in the file, for those who quote them.

    `rows[i]` began at physical line (or sheet row) `lines[i]`; `roles` names the columns whose
    meaning is known, by index.
    """

    header: Sequence[str]
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    roles: Mapping[int, str]


@dataclass(frozen=True)
class Statement:
    """Several files taken together as one person's records.

    `transactions`: schema.TRANSACTIONS. `exponents`: currency -> decimals of its minor unit here.
    `sources`: per file and part (the `file` and `part` of a transaction), its cells.
    """

    transactions: pd.DataFrame
    files: tuple[FileRecord, ...]
    exponents: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[tuple[Source, ...], ...] = ()
