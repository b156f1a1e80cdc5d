"""Several files as one Statement: whole minor units, accounts, row numbers, the row accounting."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from dupcharge.loader import stated
from dupcharge.loader.conventions import language
from dupcharge.loader.file import ReadFile, ReadPart
from dupcharge.locale import Message
from dupcharge.money import MAX_EXPONENT, digits, to_minor
from dupcharge.schema import CLASSES, TRANSACTIONS, conform, empty
from dupcharge.statement import Choice, FileRecord, Part, Source, Statement

_MONEY = ("amount", "original_amount", "stated_refund", "balance")
_MOST_LISTED = 50
_MOST_DIGITS = 15  # of a believable amount, before the decimal mark


def assemble(files: list[ReadFile]) -> Statement:
    """Join what was read of each file.

    Returns:
        Statement: transactions sorted by (account, time, txn), amounts in minor units of the
        exponent that `exponents` gives per currency.
    """
    frames: list[pd.DataFrame] = []
    for number, file in enumerate(files):
        frames.append(_file_frame(number, file))
    joined = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    exponents = _exponents(joined)
    records = tuple(_record(file, frame) for file, frame in zip(files, frames, strict=True))
    sources = tuple(tuple(_source(part) for part in file.parts) for file in files)
    if not len(joined):
        return Statement(empty(TRANSACTIONS), records, exponents, sources)
    joined = _minor(joined, exponents)
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
        frame = part.rows.frame.copy()
        frame["part"] = place
        frame["reason"] = part.rows.reason
        account = frame["account"].replace("", None)
        frame["account"] = account.where(account.notna(), part.account)
        parts.append(frame)
    frame = pd.concat(parts, ignore_index=True)
    frame["file"] = number
    frame["row"] = np.arange(1, len(frame) + 1)
    frame["txn"] = number * 2**32 + frame["row"].astype("int64")
    _too_large(frame)
    _distrust(file, frame)
    return frame


def _too_large(frame: pd.DataFrame) -> None:
    limit = Decimal(10) ** _MOST_DIGITS
    big = np.array([a is not None and a > limit for a in frame["amount"]], dtype=bool)
    reasons, amounts = (
        frame["reason"].to_numpy(dtype=object),
        frame["amount"].to_numpy(dtype=object),
    )
    for i in np.flatnonzero(big):
        reasons[i] = Message("loader.too_large", {"value": str(amounts[i])})
        amounts[i] = Decimal(0)
    frame["reason"], frame["amount"] = reasons, amounts
    frame.loc[big, "class"] = "unreadable"


def _distrust(file: ReadFile, frame: pd.DataFrame) -> None:
    """An id that stands on charges of different amount or merchant identifies nothing."""
    charges = frame[frame["class"] == "charge"]
    for role, trusted, differ in (
        ("transaction_id", "id_trusted", ("amount", "merchant_key")),
        ("order_id", "order_trusted", ("merchant_key",)),
    ):
        # A fee carries the id of the payment it is for.
        held = charges[charges[trusted] & (charges[role] != "") & (charges["nature"] != "fee")]
        if not len(held) or held[role].is_unique:
            continue
        many = held.groupby(role, sort=False)[list(differ)].nunique()
        wrong = (many > 1).any(axis=1)
        if wrong.sum() and (role == "transaction_id" or wrong.sum() >= 2 or len(many) <= 3):
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


def _exponents(frame: pd.DataFrame) -> dict[str, int]:
    """Decimals kept per currency: its own, or as many as some amount really has."""
    found: dict[str, int] = {}
    if not len(frame):
        return found
    for currency, group in frame.groupby("currency", sort=True):
        need = digits(str(currency))
        for column in ("amount", "stated_refund", "balance"):
            for value in set(group[column]):
                if isinstance(value, Decimal):
                    exponent = value.normalize().as_tuple().exponent
                    need = max(need, -int(exponent) if isinstance(exponent, int) else 0)
        largest = max((v for v in group["amount"] if isinstance(v, Decimal)), default=Decimal())
        room = 18 - len(str(int(largest)))  # whole units must fit int64
        found[str(currency)] = max(min(need, MAX_EXPONENT, room), digits(str(currency)))
    return found


def _minor(frame: pd.DataFrame, exponents: dict[str, int]) -> pd.DataFrame:
    out = pd.DataFrame(index=frame.index)
    for column in (
        "txn",
        "file",
        "part",
        "row",
        "line",
        "precision",
        "written",
        "currency",
        "nature",
        "class",
    ):
        out[column] = frame[column]
    for column in (
        "account",
        "side",
        "merchant",
        "description",
        "method",
        "transaction_id",
        "order_id",
        "related_id",
        "original_currency",
    ):  # fmt: skip, noqa: E501
        values = frame[column].astype(object)
        out[column] = values.where(values.notna() & (values != ""), None)
    out["status"], out["status_text"], out["type_text"] = (
        frame["status_word"],
        frame["status"],
        frame["type"],
    )
    for column in ("status_text", "type_text"):
        out[column] = out[column].astype(object).where(out[column] != "", None)
    for column in ("time", "posted"):
        out[column] = (
            pd.to_datetime(
                pd.Series(frame[column].to_numpy(dtype=object), dtype=object), errors="coerce"
            )
            .astype("datetime64[us]")
            .to_numpy()
        )
    out["utc_offset"] = pd.array(
        [None if pd.isna(v) else int(v) for v in frame["utc_offset"]], dtype="Int16"
    )
    out["merchant_key"] = frame["merchant_key"]
    out["id_trusted"], out["order_trusted"] = (
        frame["id_trusted"].astype(bool),
        frame["order_trusted"].astype(bool),
    )
    exponent = [exponents[c] for c in frame["currency"]]
    for column in _MONEY:
        money = _column(frame[column], exponent, column == "original_amount")
        out[column] = pd.array(money, dtype="Int64")
    out["amount"] = out["amount"].fillna(0).astype("int64")
    unreadable = frame["class"] == "unreadable"
    out.loc[unreadable.to_numpy(), "side"] = None
    return out


def _column(values: pd.Series[Any], exponent: list[int], original: bool) -> list[int | None]:
    known: dict[tuple[Decimal, int], int | None] = {}
    found: list[int | None] = []
    for value, digits_ in zip(values, exponent, strict=True):
        if not isinstance(value, Decimal):
            found.append(None)
            continue
        key = (value, digits_)
        if key not in known:
            try:
                known[key] = to_minor(value, digits_)
            except ValueError:
                known[key] = None
        found.append(known[key])
    return found


def _record(file: ReadFile, frame: pd.DataFrame) -> FileRecord:
    counts = _counts(frame)
    parts = tuple(
        Part(
            part.section.table.member,
            part.section.table.sheet,
            _account(frame[frame["part"] == place]),
            part.reading.format.id,
            _counts(frame[frame["part"] == place]),
        )
        for place, part in enumerate(file.parts)
    )
    first = file.parts[0]
    formats = list(dict.fromkeys(p.reading.format.id for p in file.parts))
    columns: dict[str, str] = {}
    choices: list[Choice] = []
    for part in file.parts:
        for role, column in part.reading.format.columns.items():
            columns.setdefault(role, " + ".join(column.names))
    choices = _choices(first)
    header = tuple(h for p in file.parts for h in (p.section.header or ()))
    exported = next(
        (e for p in file.parts if (e := stated.exported(p.text, p.reading.format))), None
    )
    accounts = list(dict.fromkeys(p.account for p in parts if p.account))
    return FileRecord(
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        format="+".join(formats),
        encoding=first.section.table.encoding,
        delimiter=first.section.table.delimiter,
        account=accounts[0] if len(accounts) == 1 else None,
        period=_period(frame),
        columns=columns,
        rows=counts,
        parts=parts,
        warnings=tuple(_warnings(file, frame)),
        choices=tuple(choices),
        language="zh" if language(header) == "zh" else "en",
        exported=exported,
        same_columns=header,
    )


def _choices(part: ReadPart) -> list[Choice]:
    format_id = part.reading.format.id
    why = Message("loader.format_inferred" if format_id == "inferred" else "loader.format_matched")
    head = [Choice("format", format_id, why)]
    if part.section.header_line:
        reason = Message("loader.header_at", {"line": part.section.header_line})
        head.append(Choice("header", str(part.section.header_line), reason))
    elif part.section.header is None:
        head.append(Choice("header", "-", Message("loader.header_none")))
    if part.rows.others:
        kinds = Counter(kind for _, kind in part.rows.others)
        said = [Message(f"loader.other_{kind}", {"n": n}) for kind, n in sorted(kinds.items())]
        head.append(
            Choice(
                "other_lines",
                str(len(part.rows.others)),
                Message("loader.other_lines", {"what": said}),
            )
        )
    return head + part.reading.choices


def _counts(frame: pd.DataFrame) -> dict[str, int]:
    classes = frame["class"].value_counts()
    names = {"charge": "charges", "refund": "refunds"}
    counts = {"read": len(frame)}
    counts |= {names.get(c, c): int(classes.get(c, 0)) for c in CLASSES}
    return counts


def _account(frame: pd.DataFrame) -> str | None:
    known = [a for a in frame["account"].unique() if isinstance(a, str) and a]
    return known[0] if len(known) == 1 else None


def _period(frame: pd.DataFrame) -> tuple[str | None, str | None]:
    known = [
        (t, p)
        for t, p in zip(frame["time"], frame["written"], strict=True)
        if t is not None and not pd.isna(t)
    ]
    if not known:
        return None, None

    def text(item: tuple[Any, str]) -> str:
        time, precision = item
        return str(
            time.date().isoformat()
            if precision == "day"
            else time.isoformat(timespec="minutes" if precision == "minute" else "seconds")
        )

    return text(min(known)), text(max(known))


def _odd_dates(frame: pd.DataFrame) -> list[Message]:
    """Dates long before or after the others: probably misread or mistyped."""
    known = [
        (t, line) for t, line in zip(frame["time"], frame["line"], strict=True) if t is not None
    ]
    if len(known) < 3:
        return []
    middle = sorted(t for t, _ in known)[len(known) // 2]
    odd = [(t, line) for t, line in known if t.year < 1970 or (t - middle).days > 730]
    if not odd:
        return []
    time, line = odd[0]
    return [
        Message(
            "loader.odd_dates", {"n": len(odd), "line": str(line), "date": time.date().isoformat()}
        )
    ]


def _warnings(file: ReadFile, frame: pd.DataFrame) -> list[Message]:
    warnings = list(file.warnings)
    for part in file.parts:
        warnings += [w for w in part.rows.warnings if w not in warnings]
    warnings += _odd_dates(frame)
    if not len(frame):
        warnings.append(Message("loader.no_rows"))
    bad = frame[frame["class"] == "unreadable"]
    for line, reason in list(zip(bad["line"], bad["reason"], strict=True))[:_MOST_LISTED]:
        warnings.append(Message("loader.unreadable", {"line": str(line), "reason": reason}))
    if len(bad) > _MOST_LISTED:
        warnings.append(Message("loader.unreadable_more", {"n": len(bad) - _MOST_LISTED}))
    return warnings
