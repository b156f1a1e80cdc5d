"""Transactions built by hand for the tests of the rules: no file is read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from dupcharge import merchants, schema
from dupcharge.findings import ChargeGroup, Findings
from dupcharge.money import digits, to_minor
from dupcharge.rules import find_duplicates
from dupcharge.rules.detect import Detected, detect
from dupcharge.rules.policy import Policy, duration
from dupcharge.statement import FileRecord, Statement

Row = dict[str, Any]

BACKGROUND_DAYS = 90


def charge(time: str, merchant: str | None, amount: str, **more: Any) -> Row:
    """One completed charge; `time` is a date, or a date and time."""
    currency = more.get("currency", "EUR")
    precision = "day" if len(time) == 10 else "minute" if len(time) == 16 else "second"
    return {
        "time": dt.datetime.fromisoformat(time),
        "precision": precision,
        "written": precision,
        "merchant": merchant,
        "amount": to_minor(Decimal(amount), digits(currency)),
        "currency": currency,
        "class": "charge",
        "side": "debit",
        "status": "booked",
        "nature": "purchase",
        "file": 0,
        **more,
    }


def refund(time: str, merchant: str | None, amount: str, **more: Any) -> Row:
    """Money that came back."""
    return charge(time, merchant, amount, **{"class": "refund", "side": "credit", **more})


def background(currency: str = "EUR", until: str = "2024-03-31") -> list[Row]:
    """Forty purchases of a plain life, none like another, so that a file knows what is usual."""
    last = dt.datetime.fromisoformat(until)
    rows = []
    for n in range(40):
        day = last - dt.timedelta(days=2 * n, hours=3 + n % 7, minutes=n)
        name = f"{_WORDS[n % 20]} {_WORDS[19 - n // 2]}"
        amount = f"{7 + 3 * n}.{(13 * n + 7) % 97:02d}"
        rows.append(
            charge(day.isoformat(sep=" ", timespec="seconds"), name, amount, currency=currency)
        )
    return rows


_WORDS = (
    "amber birch cedar drift ember fjord grove heath inlet juniper knoll larch meadow nettle "
    "orchid pebble quartz ridge saffron thistle"
).split()


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """schema.TRANSACTIONS of the rows, in their order; row numbers count per file."""
    table = pd.DataFrame(list(rows))
    if not len(table):
        return schema.empty(schema.TRANSACTIONS)
    for name, spec in schema.TRANSACTIONS.items():
        if name not in table:
            missing = pd.NaT if spec.startswith("datetime") else None
            table[name] = pd.NA if spec.startswith("Int") else missing
    table["row"] = table.groupby("file").cumcount() + 1
    table["line"] = table["row"] + 1
    table["part"] = 0
    table["txn"] = table["file"].astype("int64") * 2**32 + table["row"]
    table["id_trusted"] = table["id_trusted"].fillna(True).astype(bool)
    table["order_trusted"] = table["order_trusted"].fillna(True).astype(bool)
    table["merchant"] = table["merchant"].astype("str")
    table["merchant_key"] = [
        merchants.parse(name).key if isinstance(name, str) else "" for name in table["merchant"]
    ]
    for name in ("time", "posted"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
    table = table.sort_values(["account", "time", "txn"], na_position="first", ignore_index=True)
    return schema.conform(table, schema.TRANSACTIONS)


def file(
    name: str,
    columns: tuple[str, ...] = ("time", "merchant", "amount"),
    roles: Mapping[str, str] | None = None,
) -> FileRecord:
    """How a file was read, as far as the rules ask."""
    return FileRecord(
        path=name, sha256=name, size=1, format="test", encoding="utf-8", delimiter=",",
        account=None, period=(None, None), columns=dict(roles or {}), rows={}, parts=(),
        warnings=(), choices=(), language="en", same_columns=columns,
    )  # fmt: skip


def statement(rows: Iterable[Mapping[str, Any]], *files: FileRecord) -> Statement:
    """A statement of the rows; without `files`, as many alike ones as the rows need."""
    table = frame(rows)
    needed = int(table["file"].max()) + 1 if len(table) else 1
    return Statement(table, files or tuple(file(f"{n}.csv") for n in range(needed)))


def find(rows: Iterable[Mapping[str, Any]], *files: FileRecord, **options: Any) -> Findings:
    """find_duplicates on the rows."""
    return find_duplicates(statement(rows, *files), **options)


def tables(rows: Iterable[Mapping[str, Any]], window: str | None = None) -> Detected:
    """All tables of detection on the rows."""
    return detect(statement(rows), Policy(duration(window)))


def only(findings: Findings) -> ChargeGroup:
    """The one group there is."""
    assert len(findings.groups) == 1, [(g.merchant, g.confidence, g.rule) for g in findings.groups]
    return findings.groups[0]


def words(findings: Findings) -> list[tuple[str, str, int]]:
    """Rule, confidence and number of charges of every group."""
    return [(g.rule, g.confidence, len(g.charges)) for g in findings.groups]


def tags(findings: Findings, least: str = "possible") -> set[tuple[str, frozenset[str]]]:
    """Confidence and transaction ids of every group from `least` up."""
    from_rank = schema.LEVELS.index(least)
    return {
        (g.confidence, frozenset(g.charges["transaction_id"]))
        for g in findings.groups
        if schema.LEVELS.index(g.confidence) >= from_rank
    }


def overcharge(findings: Findings, currency: str = "EUR") -> int:
    """Total overcharge in minor units."""
    return sum(t.overcharge for t in findings.totals if t.currency == currency)
