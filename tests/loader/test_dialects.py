"""Any statement in any dialect is read back: charges, total, first and last row, row count.

`--hypothesis-profile=fuzz` looks at thousands.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, note, settings

from tests.loader.dialects import Transaction, Written, statements
from tests.loader.reading import codes, read, rows


def said(row: Transaction) -> str:
    kind = "not_completed" if row.pending else "charge" if row.out else "money in"
    return f"{kind} {row.time:%Y-%m-%d} {row.amount:.2f} {row.shop}"


def heard(line: str) -> str:
    """A row as it was read, with its time cut to the day and refund or income as money in."""
    kind, day, rest = line.split(" ", 2)
    while rest[:3].count(":") or rest[2:3] == ":":
        rest = rest.partition(" ")[2]
    amount, shop = rest.split(" ", 1)
    kind = "money in" if kind in ("refund", "income") else kind
    return f"{kind} {day} {Decimal(amount):.2f} {shop}"


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(statements())
def test_a_statement_in_any_dialect_is_read_back(written: Written) -> None:
    note(str(written.dialect))
    note(written.data.decode(written.dialect.encoding))
    statement = read(written.data)
    expected = [said(t) for t in written.transactions]
    actual = [heard(line) for line in rows(statement)]
    if actual != expected and not written.decidable:
        assert "date_order_open" in codes(statement)
        statement = read(written.data, date_order=written.order)
        actual = [heard(line) for line in rows(statement)]
    assert actual == expected
    counted = statement.files[0].rows
    assert counted["charges"] == len(written.charges)
    assert counted["read"] == len(written.transactions)
