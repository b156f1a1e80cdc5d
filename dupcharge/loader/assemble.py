"""Several files as one Statement: whole minor units, accounts, row numbers, the row accounting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from dupcharge.loader.cells import Bools, Codes
from dupcharge.loader.file import ReadFile, ReadPart
from dupcharge.loader.record import record
from dupcharge.locale import Message
from dupcharge.money import MAX_EXPONENT, digits, to_minor
from dupcharge.schema import TRANSACTIONS, conform, empty
from dupcharge.statement import Source, Statement

_MONEY = ("amount", "original_amount", "stated_refund", "balance")
_MOST_DIGITS = 15  # of a believable amount, before the decimal mark
STRAY = 0.02  # of the different ids of a column may stand on charges that differ


def assemble(files: list[ReadFile]) -> Statement:
    """Join what was read of each file.

    Returns:
        Statement: transactions sorted by (account, time, txn), amounts in minor units of the
        exponent that `exponents` gives per currency.
    """
    frames = [_file_frame(number, file) for number, file in enumerate(files)]
    records = tuple(record(file, frame) for file, frame in zip(files, frames, strict=True))
    sources = tuple(tuple(_source(part) for part in file.parts) for file in files)
    joined = frames.pop() if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    money, rows = _amounts(joined), _rows_by_currency(joined)
    exponents = _exponents(money, rows)
    if not len(joined):
        return Statement(empty(TRANSACTIONS), records, exponents, sources)
    joined = _minor(joined, money, rows, exponents)
    joined = joined.sort_values(["account", "time", "txn"], kind="stable", na_position="first")
    return Statement(
        conform(joined.reset_index(drop=True), TRANSACTIONS), records, exponents, sources
    )


def _source(part: ReadPart) -> Source:
    section, roles = part.section, part.reading.columns
    return Source(
        section.header or (),
        section.lines,
        section.rows,
        {column: role for role, columns in roles.items() for column in columns},
    )


def _file_frame(number: int, file: ReadFile) -> pd.DataFrame:
    """All transaction rows of a file, numbered; `reason` beside them for the unreadable."""
    parts = []
    for place, part in enumerate(file.parts):
        frame = part.rows.frame.copy(deep=False)
        frame["part"] = place
        frame["reason"] = part.rows.reason
        if part.account:
            frame["account"] = frame["account"].fillna(part.account)
        parts.append(frame)
    frame = parts.pop() if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    frame["file"] = number
    frame["row"] = np.arange(1, len(frame) + 1)
    frame["txn"] = number * 2**32 + frame["row"].astype("int64")
    _too_large(frame)
    _distrust(file, frame)
    return frame


def _too_large(frame: pd.DataFrame) -> None:
    limit = Decimal(10) ** _MOST_DIGITS
    amounts = frame["amount"].to_numpy(dtype=object)
    big = np.flatnonzero([a is not None and a > limit for a in amounts])
    if len(big):
        reasons, amounts = frame["reason"].to_numpy(dtype=object).copy(), amounts.copy()
        for i in big:
            reasons[i] = Message("loader.too_large", {"value": str(amounts[i])})
            amounts[i] = Decimal(0)
        frame["reason"], frame["amount"] = reasons, amounts
        frame.loc[frame.index[big], "class"] = "unreadable"


def _distrust(file: ReadFile, frame: pd.DataFrame) -> None:
    """Where ids stand on charges of different amount or merchant, the column identifies nothing.

    A few such ids do not ruin it: an agent and a shop may print one order, and a shop may book one
    order in parts.
    """
    columns = ["transaction_id", "order_id", "id_trusted", "order_trusted", "nature"]
    charge = (frame["class"] == "charge").to_numpy(dtype=bool)
    charges = frame.loc[charge, [*columns, "amount", "merchant_key"]]
    for role, trusted, differ in (
        ("transaction_id", "id_trusted", ("amount", "merchant_key")),
        ("order_id", "order_trusted", ("merchant_key",)),
    ):
        # A fee carries the id of the payment it is for.
        known = charges[trusted] & charges[role].notna() & (charges["nature"] != "fee")
        held = charges[known]
        again = held[role].duplicated(keep=False)
        if not again.any():
            continue
        many = held[again].groupby(role, sort=False)[list(differ)].nunique()
        wrong = (many > 1).any(axis=1)
        different = held[role].nunique()
        enough = role == "transaction_id" or wrong.sum() >= 2 or different <= 3
        if enough and wrong.sum() > STRAY * different:
            frame[trusted] = False
            name = next(
                (
                    p.reading.format.columns[role].names[0]
                    for p in file.parts
                    if role in p.reading.format.columns
                ),
                role,
            )
            example = str(wrong.index[int(wrong.to_numpy().argmax())])
            n = int((held[role] == example).sum())
            file.warnings.append(
                Message("loader.ids_shared", {"column": name, "value": example[:40], "n": n})
            )


@dataclass(frozen=True)
class _Amounts:
    """One column of amounts: `codes[i]` is the place of row i among `values`, -1 for none."""

    codes: Codes
    values: list[Decimal]

    def of(self, rows: Bools) -> list[Decimal]:
        """The different amounts of some rows."""
        places = np.unique(self.codes[rows])
        return [self.values[i] for i in places.tolist() if i >= 0]

    def minor(self, rows: Bools, exponent: int) -> tuple[Codes, Bools]:
        """Whole minor units of some rows, and which of these have none."""
        codes = self.codes[rows]
        whole = np.zeros(len(self.values) + 1, dtype=np.int64)
        none = np.ones(len(self.values) + 1, dtype=bool)
        for i in np.unique(codes).tolist():
            if i >= 0:
                try:
                    whole[i], none[i] = to_minor(self.values[i], exponent), False
                except ValueError:
                    continue
        return whole[codes], none[codes]


def _amounts(frame: pd.DataFrame) -> dict[str, _Amounts]:
    found = {}
    for column in _MONEY:
        codes, values = pd.factorize(frame[column].to_numpy(dtype=object))
        found[column] = _Amounts(codes, values.tolist())
    return found


def _rows_by_currency(frame: pd.DataFrame) -> dict[str, Bools]:
    currency = frame["currency"]
    return {str(c): (currency == c).to_numpy(dtype=bool) for c in sorted(currency.unique())}


def _exponents(money: Mapping[str, _Amounts], rows: Mapping[str, Bools]) -> dict[str, int]:
    """Decimals kept per currency: its own, or as many as some amount really has."""
    found: dict[str, int] = {}
    for currency, here in rows.items():
        need = digits(currency)
        for column in ("amount", "stated_refund", "balance"):
            for value in money[column].of(here):
                exponent = value.normalize().as_tuple().exponent
                need = max(need, -int(exponent) if isinstance(exponent, int) else 0)
        largest = max(money["amount"].of(here), default=Decimal())
        room = 18 - len(str(int(largest)))  # whole units must fit int64
        found[currency] = max(min(need, MAX_EXPONENT, room), digits(currency))
    return found


def _minor(
    frame: pd.DataFrame, money: Mapping[str, _Amounts], rows: Mapping[str, Bools],
    exponents: Mapping[str, int],
) -> pd.DataFrame:  # fmt: skip
    """The frame with its amounts in minor units; no side where a row is unreadable."""
    out = frame.drop(columns=["told", "reason"])
    for column, amounts in money.items():
        whole, none = np.zeros(len(frame), dtype=np.int64), np.ones(len(frame), dtype=bool)
        for currency, here in rows.items():
            whole[here], none[here] = amounts.minor(here, exponents[currency])
        out[column] = whole if column == "amount" else pd.arrays.IntegerArray(whole, none)
    out["side"] = out["side"].mask(out["class"] == "unreadable")
    return out
