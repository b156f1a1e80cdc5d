"""The tables that flow between the rooms, and the check that guards each boundary.

Columns are named with the words of the field (ISO 20022 / OFX where they have one). Unknown is
null, never "" or 0. Text columns have pandas' `str` dtype (null = NaN), ids are text.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dupcharge.errors import SchemaError

CLASSES = ("charge", "refund", "income", "neutral", "not_completed", "unreadable")
SIDES = ("debit", "credit")
STATUSES = ("booked", "pending", "cancelled")
NATURES = (
    "purchase",
    "transfer",
    "withdrawal",
    "fee",
    "interest",
    "topup",
    "red_packet",
    "other",
)
PRECISIONS = ("day", "minute", "second")
LEVELS = ("possible", "likely", "strong")
CAPS = ("none", "possible", "likely")
ROLES = ("original", "repeat", "refund")

# One row per transaction row of every class, sorted by (account, time, txn).
TRANSACTIONS = {
    "txn": "int64",  # file * 2**32 + row: unique, invertible
    "file": "int32",  # index into Statement.files
    "part": "int32",  # index into FileRecord.parts: archive member, sheet or statement inside
    "row": "int32",  # 1-based number of the transaction row in the file, every class
    "line": "int32",  # physical line, or row of the sheet, where the record starts
    "account": "str?",  # as stated (unmasked); null when the file states none
    "currency": "str",  # ISO 4217, or XXX
    "time": "datetime?",  # wall clock of the statement, no zone; when the purchase was made
    "posted": "datetime?",  # when it was booked, where that is a column of its own
    "utc_offset": "Int16?",  # minutes, only where the statement states it
    "precision": "str",  # day, minute, second: what `time` really knows
    "written": "str",  # the same as written: 00:00:00 on many rows knows no more than the day
    "side": "str?",  # debit or credit for the account holder; null for neutral and unreadable
    "status": "str",
    "class": "str",
    "nature": "str",
    "amount": "int64",  # minor units >= 0; the sign lives in `side`
    "original_amount": "Int64?",  # before exchange
    "original_currency": "str?",
    "merchant": "str?",  # merchant's or payee's column, else the description
    "merchant_key": "str",  # normal form, for comparison only ("" where there is no text)
    "description": "str?",
    "method": "str?",  # card or balance that paid
    "holder": "str?",  # who of several people paid, where the file has a column of them
    "allocation": "str?",  # cost centre, account or project that a firm booked the row to
    "status_text": "str?",  # the file's own words
    "type_text": "str?",
    "stated_refund": "Int64?",  # minor units: what this row itself says came back
    "balance": "Int64?",  # minor units, after the row
    "transaction_id": "str?",
    "order_id": "str?",
    "related_id": "str?",  # transaction_id of the row this one belongs to, where stated
    "id_trusted": "bool",  # transaction_id identifies a payment in this file
    "order_trusted": "bool",  # order_id identifies an order in this file
}

# "right may repeat left", one row per rule and pair.
LINKS = {
    "left": "int64",
    "right": "int64",
    "rule": "str",
    "level": "str",
    "gap_s": "int64",  # seconds between the two, -1 unknown (dates only)
    "params": "object",  # values for the sentence of this evidence, a dict
}

# An innocent explanation of a charge (txn) or of a pair (left, right), which caps the word.
EXCUSES = {"left": "int64", "right": "int64", "rule": "str", "cap": "str", "params": "object"}

COPIES = {"txn": "int64", "of": "int64"}  # `txn` is another sighting of the payment `of`

_CLOSED: dict[str, tuple[str, ...]] = {
    "class": CLASSES,
    "side": SIDES,
    "status": STATUSES,
    "nature": NATURES,
    "precision": PRECISIONS,
    "written": PRECISIONS,
    "level": LEVELS,
    "cap": CAPS,
    "role": ROLES,
    "confidence": LEVELS,
}


def _has_dtype(column: pd.Series[Any], wanted: str) -> bool:
    if wanted == "str":
        return isinstance(column.dtype, pd.StringDtype)
    if wanted == "datetime":
        return column.dtype == "datetime64[us]"
    return str(column.dtype) == wanted


def check(frame: pd.DataFrame, table: dict[str, str]) -> pd.DataFrame:
    """Return `frame` unchanged when it is what `table` promises.

    Raises:
        SchemaError: naming the first column that is missing, of another dtype, null where it
            may not be, or outside its closed set.
    """
    for name, spec in table.items():
        if name not in frame.columns:
            raise SchemaError("schema", column=name, reason="missing")
        column, wanted = frame[name], spec.rstrip("?")
        if not _has_dtype(column, wanted):
            raise SchemaError("schema", column=name, reason=f"{column.dtype}, not {wanted}")
        if not spec.endswith("?") and column.isna().any():
            raise SchemaError("schema", column=name, reason="null")
        if name in _CLOSED and not column.dropna().isin(_CLOSED[name]).all():
            raise SchemaError("schema", column=name, reason="outside its set")
    return frame


def empty(table: dict[str, str]) -> pd.DataFrame:
    """A frame of no rows with the columns and dtypes of `table`."""
    dtypes = {"datetime": "datetime64[us]"}
    return pd.DataFrame(
        {
            name: pd.Series([], dtype=dtypes.get(spec.rstrip("?"), spec.rstrip("?")))
            for name, spec in table.items()
        }
    )


def conform(frame: pd.DataFrame, table: dict[str, str]) -> pd.DataFrame:
    """Give `frame` exactly the columns and dtypes of `table`, in its order, then check it."""
    dtypes = {"datetime": "datetime64[us]"}
    typed = {n: dtypes.get(s.rstrip("?"), s.rstrip("?")) for n, s in table.items()}
    return check(frame.reindex(columns=list(table)).astype(typed), table)
