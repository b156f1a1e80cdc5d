"""Findings as plain typed values: what every report shows, masked once for all media.

Owns the way from frames to lines of a report, the text form of a time, and where masking is
applied. Does not own sums (rules), sentences (locale) or layout. Rows that belong to no group
are not in here, so no report can show them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dupcharge import masking
from dupcharge.findings import ChargeGroup, Decided, Findings, Settings
from dupcharge.locale import Message
from dupcharge.money import Money, digits
from dupcharge.reporter.extract import Extract, extracts
from dupcharge.statement import FileRecord

if TYPE_CHECKING:
    from dupcharge.rules.since_report import Change

COUNTS = ("charges", "refunds", "income", "neutral", "not_completed", "unreadable")
"""How the classes of a row are counted, in the order of every report."""


@dataclass(frozen=True)
class Sighting:
    """Where a payment stands: index into files, 1-based row and line."""

    file: int
    row: int
    line: int


@dataclass(frozen=True)
class ChargeLine:
    """One payment of a group."""

    at: Sighting
    time: str | None  # ISO 8601; a date alone where the statement has no time
    merchant: str | None
    amount: Money
    refunded: Money
    transaction_id: str | None
    order_id: str | None
    method: str | None
    status: str | None  # the file's own word
    role: str
    copies: tuple[Sighting, ...]


@dataclass(frozen=True)
class RefundLine:
    """Money that came back; `of` is an index into the charges of the group.

    `used` is the part of `amount` that belongs to that charge: one refund may serve several.
    """

    at: Sighting
    time: str | None
    amount: Money
    used: Money
    transaction_id: str | None
    of: int


@dataclass(frozen=True)
class GroupView:
    """One group as every medium shows it."""

    id: str
    key: str
    rule: str
    rules: tuple[str, ...]
    confidence: str
    merchant: str | None
    amount: Money
    charges: tuple[ChargeLine, ...]
    refunds: tuple[RefundLine, ...]
    refunded: Money
    overcharge: Money
    settled: bool
    counted: bool
    evidence: tuple[Message, ...]
    doubts: tuple[Message, ...]


@dataclass(frozen=True)
class TotalView:
    """What one currency adds up to."""

    groups: int
    repeats: int
    settled: int
    overcharge: Money
    to_check: Money


@dataclass(frozen=True)
class DecidedView:
    """What the user decided about a group; `merchant` and `overcharge` where there is one."""

    key: str
    verdict: str
    reason: str
    merchant: str | None
    overcharge: Money | None


@dataclass(frozen=True)
class ChangeView:
    """A group beside an earlier report; `id` where it is still a group, `back`: since then."""

    state: str
    key: str
    id: str | None
    merchant: str | None
    before: Money | None
    now: Money | None
    back: Money | None


@dataclass(frozen=True)
class ReportView:
    """All of one scan."""

    files: tuple[FileRecord, ...]
    settings: Settings
    groups: tuple[GroupView, ...]
    totals: tuple[TotalView, ...]
    set_aside: Mapping[str, int]
    language: str  # of the statement
    masked: bool
    extracts: tuple[Extract, ...] = ()
    decided: tuple[DecidedView, ...] = ()
    changes: tuple[ChangeView, ...] | None = None  # None: no earlier report was given

    @property
    def owed(self) -> tuple[GroupView, ...]:
        """Groups that count into the total and are not yet given back."""
        return tuple(g for g in self.groups if g.counted and not g.settled)

    @property
    def given_back(self) -> tuple[GroupView, ...]:
        """Groups that count, but whose repeats came back already."""
        return tuple(g for g in self.groups if g.counted and g.settled)

    @property
    def to_check(self) -> tuple[GroupView, ...]:
        """Groups below the word that counts."""
        return tuple(g for g in self.groups if not g.counted)

    def rows(self, name: str) -> int:
        """Rows of all files: "read" or one of COUNTS."""
        return sum(file.rows.get(name, 0) for file in self.files)


def language(files: tuple[FileRecord, ...]) -> str:
    """Language of a statement: Chinese when any file has Chinese headers."""
    return "zh" if any(file.language == "zh" for file in files) else "en"


def report(
    findings: Findings, *, mask: bool = True, changes: Sequence[Change] | None = None
) -> ReportView:
    """What the reports show of `findings`; account numbers and the like masked unless told not.

    Args:
        findings: result of `find_duplicates`.
        mask: whether private data is masked, in every medium alike.
        changes: the comparison with an earlier report (rules.since_report), if one was given.
    """
    exponents = findings.statement.exponents
    files = findings.statement.files
    return ReportView(
        files=tuple(masking.record(f) for f in files) if mask else files,
        settings=findings.settings,
        groups=tuple(_group(g, exponents, mask) for g in findings.groups),
        totals=tuple(
            TotalView(
                total.groups,
                total.repeats,
                total.settled,
                findings.money(total.overcharge, total.currency),
                findings.money(total.to_check, total.currency),
            )
            for total in findings.totals
        ),
        set_aside=findings.set_aside,
        language=language(files),
        masked=mask,
        extracts=extracts(findings, mask),
        decided=tuple(_decided(item, findings, mask) for item in findings.decided),
        changes=None if changes is None else tuple(_change(item, mask) for item in changes),
    )


def _decided(item: Decided, findings: Findings, mask: bool) -> DecidedView:
    group = item.group
    return DecidedView(
        key=item.key,
        verdict=item.verdict,
        reason=free_of(item.reason, mask) or "",
        merchant=free_of(group.merchant, mask) if group else None,
        overcharge=findings.money(group.overcharge, group.currency) if group else None,
    )


def _change(item: Change, mask: bool) -> ChangeView:
    return ChangeView(
        state=item.state,
        key=item.key,
        id=item.group.id if item.group else None,
        merchant=free_of(item.merchant, mask),
        before=item.before,
        now=item.now,
        back=item.since,
    )


def _group(group: ChargeGroup, exponents: Mapping[str, int], mask: bool) -> GroupView:
    def money(minor: int) -> Money:
        return money_of(minor, group.currency, exponents)

    def sentences(messages: tuple[Message, ...]) -> tuple[Message, ...]:
        return tuple(masking.message(m) for m in messages) if mask else messages

    charges = tuple(
        ChargeLine(
            at=_sighting(values),
            time=moment(values),
            merchant=free_of(values["merchant"], mask),
            amount=money(int(values["amount"])),
            refunded=money(int(values["refunded"])),
            transaction_id=text_of(values["transaction_id"]),
            order_id=text_of(values["order_id"]),
            method=_way(values["method"], mask),
            status=free_of(values["status_text"], mask),
            role=str(values["role"]),
            copies=tuple(Sighting(*spot) for spot in group.copies.get(int(values["txn"]), ())),
        )
        for values in _records(group.charges)
    )
    refunds = tuple(
        RefundLine(
            at=_sighting(values),
            time=moment(values),
            amount=money(int(values["amount"])),
            used=money(int(values.get("given", values["amount"]))),
            transaction_id=text_of(values["transaction_id"]),
            of=int(values["of"]),
        )
        for values in _records(group.refunds)
    )
    return GroupView(
        id=group.id,
        key=group.key,
        rule=group.rule,
        rules=group.rules,
        confidence=group.confidence,
        merchant=free_of(group.merchant, mask),
        amount=money(group.amount),
        charges=charges,
        refunds=refunds,
        refunded=money(group.refunded),
        overcharge=money(group.overcharge),
        settled=group.settled,
        counted=group.counted,
        evidence=sentences(group.evidence),
        doubts=sentences(group.doubts),
    )


_NEEDED = (
    "txn file row line time utc_offset written merchant amount refunded "
    "transaction_id order_id method status_text role of given"
).split()


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a small frame as dicts; column by column, which is quick for many small groups."""
    columns = {name: frame[name].tolist() for name in _NEEDED if name in frame.columns}
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _sighting(values: Mapping[Any, Any]) -> Sighting:
    return Sighting(int(values["file"]), int(values["row"]), int(values["line"]))


def money_of(minor: int, currency: str, exponents: Mapping[str, int]) -> Money:
    """Minor units with the exponent of this load, else the currency's own."""
    return Money(minor, currency, exponents.get(currency, digits(currency)))


def text_of(value: Any) -> str | None:
    """A text cell of a frame; None for null."""
    return value if isinstance(value, str) else None


def free_of(value: Any, mask: bool) -> str | None:
    """A cell of free text, masked unless told not."""
    found = text_of(value)
    return masking.text(found) if found and mask else found


def _way(value: Any, mask: bool) -> str | None:
    found = text_of(value)
    return masking.account(found) if found and mask else found


def moment(values: Mapping[Any, Any]) -> str | None:
    """Time of a row as ISO 8601: what the statement says and no more; its offset where stated."""
    time = values["time"]
    if not isinstance(time, dt.datetime) or pd.isna(time):
        return None
    if values["written"] == "day":
        return time.date().isoformat()
    if values["written"] == "minute":
        text = time.isoformat(timespec="minutes")
    else:
        text = time.isoformat(timespec="microseconds" if time.microsecond else "seconds")
    offset = values.get("utc_offset")
    if offset is None or pd.isna(offset):
        return text
    sign, minutes = ("-", -int(offset)) if offset < 0 else ("+", int(offset))
    return f"{text}{sign}{minutes // 60:02d}:{minutes % 60:02d}"
