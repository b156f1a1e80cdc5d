"""One record printed twice, known by the cells of the file where no id column is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dupcharge.findings import Findings
from dupcharge.rules import find_duplicates
from dupcharge.rules.purchases import purchases
from dupcharge.rules.records import NONE, records
from dupcharge.rules.sightings import Sightings
from dupcharge.statement import Source

from . import build
from .build import Row, background, charge

PAIR = [charge("2024-02-03 10:00:00", "Tern Optics", "61.37") for _ in range(2)]


def found(rows: list[Row], header: list[str], cells: list[list[str]], **roles: str) -> Findings:
    """Findings of rows whose file prints these cells besides time, name and amount."""
    plain = build.statement(rows)
    table = [
        [str(row["time"]), str(row["merchant"]), str(row["amount"]), *more]
        for row, more in zip(rows, cells, strict=True)
    ]
    names = ["time", "merchant", "amount", *header]
    known = {n: name for n, name in enumerate(names) if n < 3}
    known |= {names.index(name): role for name, role in roles.items()}
    source = Source(names, [n + 2 for n in range(len(rows))], table, known)
    return find_duplicates(replace(plain, sources=((source,),)))


def numbers(rows: list[Row], last: list[str]) -> list[list[str]]:
    return [[f"98{n:06d}"] for n in range(len(rows) - len(last))] + [[text] for text in last]


@pytest.mark.parametrize(
    ("last", "word"),
    [
        (["98765432", "98765432"], "possible"),
        (["98765432", "98765433"], "strong"),
        (["", ""], "strong"),
        (["REF 98765432", "REF 98765432"], "possible"),
    ],
)
def test_equal_cells_with_a_number_of_their_own(last: list[str], word: str) -> None:
    rows = background() + PAIR
    findings = found(rows, ["code"], numbers(rows, last))
    group = build.only(findings)
    assert group.confidence == word
    assert ("printed-twice" in group.rules) is (word == "possible")
    assert (build.overcharge(findings) == 0) is (word == "possible")


@pytest.mark.parametrize("cell", ["2024-02-03", "20240203", "12.50", "Visa 1234", "7", "shop"])
def test_cells_that_are_no_number_of_a_record(cell: str) -> None:
    rows = background() + PAIR
    assert build.only(found(rows, ["code"], [[cell]] * len(rows))).confidence == "strong"


def test_an_order_number_is_no_number_of_a_record() -> None:
    rows = background() + PAIR
    cells = numbers(rows, ["98765432", "98765432"])
    assert build.only(found(rows, ["code"], cells, code="order_id")).confidence == "strong"


def test_a_number_on_several_times_is_an_order_s_and_not_a_record_s() -> None:
    third = charge("2024-02-03 10:05:00", "Tern Optics", "61.37")
    rows = [
        {**row, "transaction_id": number}
        for row, number in zip(
            [*background(), *PAIR, third],
            [*(f"98{n:06d}" for n in range(len(background()))), *["98765432"] * 3],
            strict=True,
        )
    ]
    group = build.only(build.find(rows))
    assert (group.confidence, len(group.charges)) == ("strong", 3)


def test_another_cell_that_differs_makes_two_records() -> None:
    rows = background() + PAIR
    cells = [[*c, str(n)] for n, c in enumerate(numbers(rows, ["98765432", "98765432"]))]
    assert build.only(found(rows, ["code", "balance"], cells)).confidence == "strong"


def test_a_number_that_many_rows_share_is_none_of_their_own() -> None:
    rows = background() + PAIR
    cells = [["98765432"]] * len(rows)
    assert build.only(found(rows, ["code"], cells)).confidence == "strong"


def test_a_second_apart_is_no_record() -> None:
    later = charge("2024-02-03 10:00:01", "Tern Optics", "61.37")
    rows = [*background(), PAIR[0], later]
    cells = numbers(rows, ["98765432", "98765432"])
    assert build.only(found(rows, ["code"], cells)).confidence == "strong"


def test_no_rows_and_no_sources() -> None:
    empty = build.frame([])
    source = Source(["a"], [1], [["1"]], {})
    assert len(records(purchases(empty, Sightings()), empty, ((source,),))) == 0
    table = build.frame(PAIR)
    rows = purchases(table, Sightings())
    assert set(records(rows, table, ())) == {NONE}
