"""Findings made by hand, so that reports are tested without loader and rules.

Everything in here is invented. `findings(...)` takes groups; the shops and people do not exist.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from dupcharge import schema
from dupcharge.findings import ChargeGroup, Decided, Findings, Settings, Total
from dupcharge.locale import Message
from dupcharge.statement import Choice, FileRecord, Part, Statement

NOON = dt.datetime(2024, 11, 11, 8, 1, 2)


def said(text: str, **params: Any) -> Message:
    """A sentence that stands as it is: the words of rules and loader are not under test here."""
    return Message("report.plain", {"text": text, **params})


def row(number: int, **values: Any) -> dict[str, Any]:
    """One transaction row with usual values."""
    base: dict[str, Any] = {
        "txn": number,
        "file": 0,
        "part": 0,
        "row": number,
        "line": number + 5,
        "currency": "CNY",
        "time": NOON + dt.timedelta(seconds=7 * number),
        "precision": "second",
        "side": "debit",
        "status": "booked",
        "class": "charge",
        "nature": "purchase",
        "amount": 2190,
        "merchant": "青禾便利店",
        "merchant_key": "青禾便利店",
        "id_trusted": True,
        "order_trusted": True,
    }
    made = {**base, **values}
    return {"written": made["precision"], **made}


def frame(rows: Sequence[Mapping[str, Any]], *extra: str) -> pd.DataFrame:
    """Rows as the canonical frame, with the columns `extra` of groups."""
    made = pd.DataFrame(list(rows), columns=[*schema.TRANSACTIONS, *extra])
    made["txn"] = made["file"] * 2**32 + made["row"]
    typed = schema.conform(made, schema.TRANSACTIONS)
    for name in extra:
        typed[name] = made[name].to_numpy()
    return typed


def counts(**values: int) -> dict[str, int]:
    """Rows per class with their sum."""
    names = ("charges", "refunds", "income", "neutral", "not_completed", "unreadable")
    rows = {name: values.get(name, 0) for name in names}
    return {"read": sum(rows.values()), **rows}


def record(path: str = "wallet.csv", **values: Any) -> FileRecord:
    """How one file was read."""
    rows = values.pop("rows", counts(charges=36, income=3, neutral=3, not_completed=2))
    base: dict[str, Any] = {
        "path": path,
        "sha256": "0" * 64,
        "size": 5120,
        "format": "example-wallet-2024",
        "encoding": "gb18030",
        "delimiter": ",",
        "account": "138****0000",
        "period": ("2024-11-11T07:58:03", "2024-11-11T11:20:41"),
        "columns": {"time": "交易时间", "merchant": "交易对方", "amount": "金额"},
        "rows": rows,
        "parts": (Part(None, None, "138****0000", "example-wallet-2024", rows),),
        "warnings": (),
        "choices": (
            Choice("time", "交易时间", said("named in the header")),
            Choice("amount", "金额", said("named in the header")),
            Choice("date_order", "ymd", said("every date begins with a year"), certain=False),
        ),
        "language": "zh",
    }
    return FileRecord(**{**base, **values})


def group(
    number: int,
    rows: Sequence[Mapping[str, Any]],
    refunds: Sequence[Mapping[str, Any]] = (),
    **values: Any,
) -> ChargeGroup:
    """A group: the first row is the original unless a row says otherwise."""
    rows = [{"role": "repeat" if i else "original", "refunded": 0, **r} for i, r in enumerate(rows)]
    refunds = [{"of": 1, "class": "refund", "side": "credit", **r} for r in refunds]
    refunded = sum(r["amount"] for r in refunds)
    if not any(r["refunded"] for r in rows):
        for back in refunds:
            rows[back["of"]]["refunded"] += back["amount"]
    claimed = sum(r["amount"] for r in rows if r["role"] == "repeat")
    base: dict[str, Any] = {
        "id": str(number),
        "key": f"key-{number}",
        "rule": "same-order",
        "rules": ("same-order",),
        "confidence": "strong",
        "merchant": rows[0]["merchant"],
        "currency": rows[0]["currency"],
        "amount": rows[0]["amount"],
        "charges": frame(rows, "role", "refunded"),
        "refunds": frame(refunds, "of"),
        "copies": {},
        "refunded": refunded,
        "overcharge": max(0, claimed - refunded),
        "settled": claimed <= refunded,
        "evidence": (said("one merchant order was charged again"),),
        "doubts": (),
        "counted": True,
    }
    return ChargeGroup(**{**base, **values})


def findings(
    groups: Sequence[ChargeGroup] = (),
    files: Sequence[FileRecord] | None = None,
    rows: Sequence[Mapping[str, Any]] = (),
    currencies: Sequence[str] = ("CNY",),
    settings: Settings | None = None,
    set_aside: Mapping[str, int] | None = None,
    exponents: Mapping[str, int] | None = None,
) -> Findings:
    """Findings whose totals add up from `groups`."""
    totals = []
    for currency in currencies:
        own = [g for g in groups if g.currency == currency]
        owed = [g for g in own if g.counted and not g.settled]
        totals.append(
            Total(
                currency=currency,
                groups=len(owed),
                repeats=sum(int((g.charges["role"] == "repeat").sum()) for g in owed),
                overcharge=sum(g.overcharge for g in owed),
                to_check=sum(g.overcharge for g in own if not g.counted),
                settled=len([g for g in own if g.counted and g.settled]),
            )
        )
    records = tuple(files) if files is not None else (record(),)
    statement = Statement(frame(rows), records, exponents or {})
    return Findings(
        statement, settings or Settings(), tuple(groups), tuple(totals), set_aside or {}
    )


def outage(count: int = 22, back: int = 2) -> ChargeGroup:
    """One order charged `count` times, `back` of the repeats (from the fourth on) given back."""
    given = range(3, 3 + back)
    rows = [
        row(
            10 + i,
            transaction_id=f"20241111220014{i:014d}",
            order_id="T200P48813579",
            method="余额",
            status_text="交易成功",
            refunded=2190 if i in given else 0,
        )
        for i in range(count)
    ]
    refunds = [
        row(40 + i, transaction_id=f"20241111220014{i:014d}R", amount=2190, of=i) for i in given
    ]
    return group(1, rows, refunds)


def everything() -> Findings:
    """Every kind of group, two files, three currencies: a report that has all its parts."""
    second = row(
        77,
        file=1,
        currency="EUR",
        amount=4990,
        merchant="BOOKS AND MORE 0042 BERLIN",
        precision="day",
        time=dt.datetime(2024, 11, 12),
    )
    likely = group(
        2,
        [second, {**second, "row": 80, "line": 85, "time": dt.datetime(2024, 11, 13)}],
        rule="same-day",
        rules=("same-day", "other-name"),
        confidence="likely",
        evidence=(said("the same merchant and amount, one day apart"),),
        doubts=(said("the statement has dates only, so the gap may be longer"),),
    )
    pair = [
        row(60, amount=350, merchant="地铁 3 号线"),
        row(61, amount=350, merchant="地铁 3 号线"),
    ]
    given = [row(70, amount=990), row(71, amount=990)]
    yen = row(
        90,
        file=1,
        currency="JPY",
        amount=500,
        merchant="KIOSK",
        order_id="A-1",
        transaction_id="0001",
    )
    groups = [
        outage(5),
        likely,
        group(3, given, [row(72, amount=990)]),
        group(
            4,
            pair,
            confidence="possible",
            counted=False,
            rule="rapid-repeat",
            doubts=(said("two people may have travelled together"),),
        ),
        group(
            5,
            [
                yen,
                {
                    **yen,
                    "row": 91,
                    "line": 96,
                    "order_id": "A-2",
                    "transaction_id": "0002",
                    "method": "Card 2",
                    "merchant": "KIOSK STATION",
                },
            ],
            confidence="possible",
            counted=False,
            copies={2**32 + 91: ((0, 5, 10),)},
        ),
    ]
    files = [
        record(),
        record(
            "card.csv",
            format="inferred",
            encoding="utf-8",
            account="****4242",
            language="en",
            period=("2024-11-01", "2024-11-30"),
            rows=counts(charges=1200, refunds=3, unreadable=2),
            warnings=(said("2 rows could not be read: lines 17 and 203, amount"),),
        ),
    ]
    return findings(
        groups,
        files,
        currencies=("CNY", "EUR", "JPY"),
        settings=Settings(window="3d", since="2024-11-01"),
        set_aside={"habit": 12, "cash": 1},
    )


def decided() -> Findings:
    """Two decisions: one about a group, one about a group that is not there."""
    pair = [
        row(60, amount=350, merchant="地铁 3 号线"),
        row(61, amount=350, merchant="地铁 3 号线"),
    ]
    return replace(
        findings([outage(5)]),
        decided=(
            Decided("key-4", "not-a-duplicate", "two of us", group(4, pair)),
            Decided("no-such-key", "mine", "", None),
        ),
    )


def clean() -> Findings:
    """A statement in which nothing is wrong."""
    return findings(set_aside={"habit": 4})


def nothing() -> Findings:
    """A statement with a header and no rows."""
    empty = record(
        rows=counts(), period=(None, None), warnings=(said("there is a header, but no rows"),)
    )
    return findings(files=[empty], currencies=())
