"""Statements of the structured kinds on their way to a table: named fields, one record per entry.

Owns: the header row of such tables, and joining what a file says about one account in several
pieces. Does not own: the syntax of any kind (ofx, camt, mt940, qif).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from dupcharge.loader.readers.cells import plain_amounts
from dupcharge.loader.table import Moment, Number, Table
from dupcharge.locale import Message

_SUMS = ("debit_total", "credit_total", "debit_count", "credit_count", "rows")


@dataclass
class Statement:
    """One account's entries as the file gives them.

    `stated` has opening, closing (signed), debit_total, credit_total (positive),
    debit_count, credit_count, rows: those that the file states.
    """

    account: str | None = None
    currency: str | None = None
    records: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)

    def add(self, line: int, record: dict[str, str]) -> None:
        """Append one entry that begins at physical line `line`."""
        self.records.append((line, record))


def tables(
    statements: Iterable[Statement],
    header: Sequence[str],
    kind: str,
    *,
    encoding: str | None,
    amounts: Sequence[str] = (),
    moments: Sequence[str] = (),
) -> list[Table]:
    """One table per account and currency, in the order in which the file names them.

    Args:
        statements: as read; several of one account (pages, days) are joined.
        header: field names, which become the first row.
        kind: the reader and the format that reads its tables.
        encoding: of the file.
        amounts: fields that hold amounts; their decimal mark is settled over the whole file.
        moments: fields that hold ISO dates or times.
    """
    joined = _join(statements)
    _settle_amounts(joined, amounts)
    made = []
    for statement in joined:
        rows, lines = [list(header)], [statement.records[0][0] if statement.records else 1]
        for line, record in statement.records:
            rows.append([_typed(record.get(n, ""), n, amounts, moments) for n in header])
            lines.append(line)
        made.append(
            Table(
                rows,
                lines,
                kind,
                encoding=encoding,
                format=kind,
                account=statement.account,
                currency=statement.currency,
                stated=statement.stated,
                notes=tuple(statement.notes),
            )
        )
    return made


def _typed(text: str, name: str, amounts: Sequence[str], moments: Sequence[str]) -> str:
    if not text:
        return ""
    if name in moments:
        return Moment(text)
    return Number(text) if name in amounts and _is_number(text) else text


def _settle_amounts(statements: list[Statement], names: Sequence[str]) -> None:
    places: list[tuple[dict[str, str], str]] = [
        (record, name)
        for statement in statements
        for _, record in statement.records
        for name in names
        if record.get(name)
    ]
    stated = [(statement.stated, name) for statement in statements for name in statement.stated]
    texts = plain_amounts([record[name] for record, name in places])
    for (record, name), text in zip(places, texts, strict=True):
        record[name] = text
    for values, name in stated:
        values[name] = plain_amounts([values[name]])[0]


def _join(statements: Iterable[Statement]) -> list[Statement]:
    found: dict[tuple[str | None, str | None], Statement] = {}
    order: list[Statement] = []
    for statement in statements:
        key = (statement.account, statement.currency)
        first = found.get(key) if statement.account else None
        if first is None:
            found[key] = statement
            order.append(statement)
            continue
        _join_stated(first, statement)
        first.records += statement.records
        first.notes += statement.notes
    return order


def _join_stated(first: Statement, more: Statement) -> None:
    """Opening of the first piece, closing of the last, sums only where every piece has them."""
    for name in _SUMS:
        a, b = first.stated.pop(name, None), more.stated.get(name)
        if a is not None and b is not None and _is_number(a) and _is_number(b):
            first.stated[name] = str(Decimal(a) + Decimal(b))
    # Pieces that do not follow each other (a day is missing) have no common balance to check.
    if first.stated.get("closing") == more.stated.get("opening"):
        first.stated.pop("closing", None)
        if "closing" in more.stated:
            first.stated["closing"] = more.stated["closing"]
    else:
        first.stated.pop("opening", None)
        first.stated.pop("closing", None)


def _is_number(text: str) -> bool:
    try:
        return len(text) < 60 and Decimal(text).is_finite()
    except InvalidOperation:
        return False
