"""Every sentence of a group is true of exactly its rows: numbers, spans, names and ids."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from dupcharge.findings import ChargeGroup
from dupcharge.locale import LANGUAGES, Message
from dupcharge.money import Money
from dupcharge.rules.sentences import duration

from . import build
from .build import Row
from .test_laws import BASE, purchases

AMONG = {"same-order", "rapid-repeat", "same-day", "re-presented", "outage-burst", "two-cards"}
"""Rules whose sentence counts charges of one amount."""


def seconds(rows: pd.DataFrame) -> list[int]:
    return [int(t.timestamp()) for t in rows["time"]]


def plain(span: Message) -> tuple[str, int]:
    return span.code, span.params["n"]


def spans(times: Iterable[int], fine: bool) -> set[tuple[str, int]]:
    times = [t if fine else t // 86400 * 86400 for t in times]
    return {plain(duration(abs(b - a), fine)) for a, b in itertools.combinations(times, 2)}


def check(group: ChargeGroup, message: Message, fine: bool) -> None:
    """The values of one sentence against the rows it is said of."""
    rows, values = group.charges, message.params
    rule = message.code.split(".")[1]
    money = {Money(int(a), group.currency, 2) for a in rows["amount"]}
    assert {values["amount"], values["other"]} <= money
    assert 2 <= values["n"] <= len(rows)
    assert {plain(values["gap"]), plain(values["span"])} <= spans(seconds(rows), fine)
    assert set(values["names"]) <= set(rows["merchant"].dropna())
    assert set(values["methods"]) <= set(rows["method"].dropna())
    assert values["merchant"] in set(rows["merchant"])
    if values["order"]:
        with_it = rows["order_id"].eq(values["order"]) & rows["amount"].eq(values["amount"].minor)
        assert with_it.sum() >= 1 and (rule != "same-order" or values["n"] == with_it.sum())
    if rule in AMONG:
        mine = rows[rows["amount"] == values["amount"].minor]
        assert values["n"] <= len(mine)
    if rule == "two-cards":
        assert len(values["methods"]) > 1 or rows["account"].nunique() > 1


def whole(group: ChargeGroup, message: Message, fine: bool) -> None:
    """A group of one rule and one case: the sentence is about all of its rows."""
    times = seconds(group.charges)
    times = times if fine else [t // 86400 * 86400 for t in times]
    assert message.params["n"] == len(times)
    assert message.params["span"] == duration(times[-1] - times[0], fine)
    longest = times[-1] - times[0] + (0 if fine else 86400)  # "within 1 day", not "0 days"
    assert message.params["within"] == duration(longest, fine)
    neighbours = [b - a for a, b in itertools.pairwise(times)]
    assert message.params["gap"] == duration(min(neighbours), fine)


def sightings(row: Any) -> tuple[int, int]:
    return int(row["file"]), int(row["row"])


@pytest.mark.parametrize("fine", [True, False])
@given(rows=purchases())
def test_every_number_in_a_sentence_is_that_of_its_rows(fine: bool, rows: list[Row]) -> None:
    every = BASE + rows
    if not fine:
        every = [
            {**row, "time": row["time"].replace(hour=0, minute=0, second=0), "precision": "day",
             "written": "day"}
            for row in every
        ]  # fmt: skip
    statement = build.statement(every)
    found = build.find_duplicates(statement)
    known = {sightings(row): row["amount"] for row in statement.transactions.to_dict("records")}
    for group in found.groups:
        for row in group.charges.to_dict("records"):
            assert known[sightings(row)] == row["amount"]  # file and row lead back to the charge
        for message in (*group.evidence, *group.doubts):
            check(group, message, fine)
            assert all(message.text(lang) for lang in LANGUAGES)
        links = build.tables(every).links
        cases = {
            (rule, params["case"])
            for left, right, rule, params in links[["left", "right", "rule", "params"]].itertuples(
                index=False
            )
            if {left, right} <= set(group.charges["txn"])
        }
        if len(cases) == 1 and len(links[links["left"].isin(group.charges["txn"])]) == (
            len(group.charges) - 1
        ):
            whole(group, group.evidence[0], fine)
