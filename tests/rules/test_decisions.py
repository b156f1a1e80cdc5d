"""Decisions of the user, and what changed since an earlier report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dupcharge.errors import PolicyError
from dupcharge.findings import Findings
from dupcharge.money import amount_text
from dupcharge.rules import decisions, policy, since_report

from . import build
from .build import Row, background, charge, refund

BASE = background()
ROWS: list[Row] = [
    charge("2024-02-03 10:00:00", "Tern Optics", "287.10", transaction_id="t1"),
    charge("2024-02-03 10:00:20", "Tern Optics", "287.37", transaction_id="t2"),
    charge("2024-02-20 10:00:00", "Camber Cycles", "84.91", transaction_id="c1"),
    charge("2024-02-20 10:00:20", "Camber Cycles", "84.91", transaction_id="c2"),
]


def keys() -> dict[str | None, str]:
    return {g.merchant: g.key for g in build.find(BASE + ROWS).groups}


def entry(key: str, **more: str) -> str:
    lines = [f"{k} = {json.dumps(v)}" for k, v in {"key": key, **more}.items()]
    return "\n".join(["[[group]]", *lines, ""])


def with_(text: str) -> Findings:
    return build.find(BASE + ROWS, decisions=decisions.parse(text))


@pytest.mark.parametrize("verdict", ["not a duplicate", "Not a  Duplicate.", "不是重复扣款"])
def test_a_group_that_is_no_duplicate_is_left_out_and_listed(verdict: str) -> None:
    key = keys()["Camber Cycles"]
    found = with_(entry(key, verdict=verdict, reason="two bells"))
    assert [g.merchant for g in found.groups] == ["Tern Optics"]
    (decided,) = found.decided
    assert (decided.key, decided.verdict, decided.reason) == (key, "not-a-duplicate", "two bells")
    assert decided.group is not None and decided.group.overcharge == 8491
    assert found.totals[0].overcharge == 28737


@pytest.mark.parametrize("mine", ["t2", "2024-02-03 10:00:20", "2024-02-03T10:00:20"])
def test_the_charge_that_is_mine_becomes_the_original(mine: str) -> None:
    found = with_(entry(keys()["Tern Optics"], verdict="mine is this one", mine=mine))
    group = next(g for g in found.groups if g.merchant == "Tern Optics")
    assert list(group.charges["role"]) == ["repeat", "original"]
    assert (group.amount, group.overcharge) == (28737, 28710)
    assert found.totals[0].overcharge == 28710 + 8491


def test_a_time_of_toml_is_understood() -> None:
    text = entry(keys()["Tern Optics"], verdict="mine is this one") + "mine = 2024-02-03 10:00:20\n"
    group = next(g for g in with_(text).groups if g.merchant == "Tern Optics")
    assert group.amount == 28737


def test_a_key_of_no_group_is_told() -> None:
    (decided,) = with_(entry("0123456789ab", verdict="not a duplicate")).decided
    assert decided.group is None


def test_the_statement_is_not_changed() -> None:
    statement = build.statement(BASE + ROWS)
    before = statement.transactions.copy()
    from dupcharge.rules import find_duplicates

    find_duplicates(
        statement,
        decisions=decisions.parse(entry(keys()["Tern Optics"], verdict="not a duplicate")),
    )
    assert statement.transactions.equals(before)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[group]", "decisions_toml"),
        ("[[groups]]\nkey='a'", "decisions_key"),
        ("group = 3", "decisions_key"),
        ("group = [3]", "decisions_key"),
        ("[[group]]\nkey='a'\nverdict='not a duplicate'\nwhy='x'", "decisions_key"),
        ("[[group]]\nverdict='not a duplicate'", "decisions_no_key"),
        ("[[group]]\nkey='a'\nverdict='maybe'", "decisions_verdict"),
        ("[[group]]\nkey='a'", "decisions_verdict"),
        ("[[group]]\nkey='a'\nverdict='mine is this one'", "decisions_no_mine"),
        ("[[group]]\nkey='a'\nverdict='not a duplicate'\n" * 2, "decisions_twice"),
    ],
)
def test_what_cannot_be_understood_is_an_error(text: str, code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        decisions.parse(text, "d.toml")
    assert caught.value.code == code
    for lang in ("en", "zh"):
        assert caught.value.text(lang).startswith("d.toml: ")


def test_a_charge_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PolicyError) as caught:
        with_(entry(keys()["Tern Optics"], verdict="mine is this one", mine="t9"))
    assert caught.value.code == "decisions_mine"


def test_reading_files(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"\xef\xbb\xbf" + entry("a", verdict="not a duplicate").encode())
    assert decisions.read(str(path)).items[0].key == "a"
    for bad in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(PolicyError):
            decisions.read(str(bad))
    path.write_bytes("原因".encode("gb18030"))
    with pytest.raises(PolicyError):
        decisions.read(str(path))


# --- since an earlier report --------------------------------------------------------------------


def report(findings: Findings) -> dict[str, Any]:
    groups = [
        {"key": g.key, "currency": g.currency, "merchant": g.merchant,
         "overcharge": amount_text(g.overcharge, g.currency)}
        for g in findings.groups
    ]  # fmt: skip
    return {"schema": "dupcharge/report/1", "groups": groups}


OWED = (
    '{{"schema": "dupcharge/report/1", "groups": '
    '[{{"key": "a", "currency": "EUR", "overcharge": "{}"}}]}}'
)


def test_owed_refunded_new_and_gone() -> None:
    before = report(build.find(BASE + ROWS))
    before["groups"].append(
        {"key": "feed", "currency": "EUR", "merchant": "Old Mill", "overcharge": "5.00"}
    )
    later = [
        *ROWS,
        refund("2024-03-01 10:00:00", "Camber Cycles", "84.91", related_id="c2"),
        refund("2024-03-01 10:00:00", "Tern Optics", "100.00", related_id="t2"),
        charge("2024-03-05 10:00:00", "Lotus Paper", "99.17"),
        charge("2024-03-05 10:00:09", "Lotus Paper", "99.17"),
    ]
    changes = {c.merchant: c for c in since_report.compare(before, build.find(BASE + later))}
    states = {name: change.state for name, change in changes.items()}
    assert states == {
        "Camber Cycles": "refunded", "Tern Optics": "owed", "Lotus Paper": "new", "Old Mill": "gone"
    }  # fmt: skip
    tern = changes["Tern Optics"]
    assert tern.before and tern.now and tern.since
    assert (tern.before.text, tern.now.text, tern.since.text) == ("287.37", "187.37", "100.00")
    assert changes["Lotus Paper"].before is None and changes["Old Mill"].now is None


def test_a_refund_of_the_first_charge_is_refunded_since_and_nothing_new() -> None:
    before = report(build.find(BASE + ROWS))
    back = refund("2024-03-01 10:00:00", "Camber Cycles", "84.91", related_id="c1")
    after = build.find([*BASE, *ROWS, back])
    changes = {c.merchant: c.state for c in since_report.compare(before, after)}
    assert changes == {"Camber Cycles": "refunded", "Tern Optics": "owed"}


def test_what_was_decided_is_not_gone() -> None:
    before = report(build.find(BASE + ROWS))
    found = with_(entry(keys()["Tern Optics"], verdict="not a duplicate"))
    changes = {c.merchant: c.state for c in since_report.compare(before, found)}
    assert changes == {"Camber Cycles": "owed"}


@pytest.mark.parametrize(
    "document",
    ["", "[]", "{}", '{"schema": "dupcharge/inspect/1", "groups": []}',
     '{"schema": "dupcharge/report/1", "groups": [{}]}',
     OWED.format("NaN"), OWED.format("1e999"), OWED.format("-5.00")],
)  # fmt: skip
def test_what_is_no_report_is_an_error(tmp_path: Path, document: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(document, "utf-8")
    with pytest.raises(PolicyError):
        since_report.read(str(path))


def test_a_report_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(report(build.find(BASE + ROWS))), "utf-8")
    changes = since_report.compare(since_report.read(str(path)), build.find(BASE + ROWS))
    assert {change.state for change in changes} == {"owed"}


# --- options ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("24h", 86400), ("3D", 259200)]
)
def test_windows(text: str, seconds: int) -> None:
    assert policy.duration(text) == seconds


@pytest.mark.parametrize("text", ["", "10", "m", "-5m", "1.5h", "5 weeks", "٣d", "99999999999s"])
def test_windows_that_are_none(text: str) -> None:
    with pytest.raises(PolicyError):
        policy.duration(text)


def test_other_options_that_are_none() -> None:
    with pytest.raises(PolicyError):
        build.find(BASE, since="yesterday")
    with pytest.raises(PolicyError):
        build.find(BASE, min_confidence="certain")
