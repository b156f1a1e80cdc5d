"""Relations that any right detector obeys, on generated lists of charges and refunds.

Each test states one law: order of rows and files, the same file twice, splits, overlaps, unrelated
rows, renaming, shifting, scaling, refunds, growth of the window, and the accounts.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dupcharge.schema import LEVELS

from . import build
from .build import Row, background, charge, refund

MERCHANTS = ("Tern Optics", "Lotus Stationery", "Camber Cycles", "Vine Street Grill", "City Metro")
# None ends as prices on shelves do, three and ten times as large neither: 84.90, 4.99.
AMOUNTS = ("12.00", "61.37", "384.70", "128.81", "2.50")
GAPS = (0, 4, 45, 150, 900, 4000, 30000, 86400, 90000, 200000, 2700000)
BASE = background()

LAW = settings(max_examples=max(30, settings().max_examples))
"""More examples than elsewhere: a law is what the total rests on."""


@st.composite
def purchases(draw: st.DrawFn, most: int = 10) -> list[Row]:
    """Charges that often repeat each other at telling distances, some with order numbers."""
    time = dt.datetime(2024, 2, 3, 11, 20, 5)
    rows = []
    for n in range(draw(st.integers(1, most))):
        time += dt.timedelta(seconds=draw(st.sampled_from(GAPS)))
        order = draw(st.sampled_from((None, None, "A771205", "B991734")))
        rows.append(
            charge(
                time.isoformat(sep=" "),
                draw(st.sampled_from(MERCHANTS)),
                draw(st.sampled_from(AMOUNTS)),
                transaction_id=f"t{n:04d}",
                order_id=order,
                method=draw(st.sampled_from(("card 1111", "card 1111", "card 2222"))),
            )
        )
    return rows


def tagged(rows: list[Row], prefix: str) -> list[Row]:
    return [{**row, "transaction_id": f"{prefix}{n}"} for n, row in enumerate(rows)]


LIFE = tagged(BASE, "b")


def moved(rows: list[Row], **delta: float) -> list[Row]:
    return [{**row, "time": row["time"] + dt.timedelta(**delta)} for row in rows]


@LAW
@given(purchases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Row], random: Any) -> None:
    every = LIFE + rows
    mixed = list(every)
    random.shuffle(mixed)
    assert build.tags(build.find(mixed)) == build.tags(build.find(every))
    assert build.tags(build.find(every[::-1])) == build.tags(build.find(every))


@LAW
@given(purchases(), st.integers(0, 80))
def test_an_unrelated_payment_changes_no_group(rows: list[Row], day: int) -> None:
    time = dt.datetime(2024, 1, 15, 8, 1) + dt.timedelta(days=day)
    stranger = charge(time.isoformat(sep=" "), "Hollow Oak Timber", "47.19", transaction_id="x")
    before, after = build.find(LIFE + rows), build.find([*LIFE, *rows, stranger])
    assert build.tags(before) == build.tags(after)


@LAW
@given(purchases())
def test_income_and_closed_orders_change_no_group(rows: list[Row]) -> None:
    others = [
        charge("2024-02-03 11:20:06", MERCHANTS[0], AMOUNTS[1], **{"class": "not_completed"}),
        charge("2024-02-04 09:00:00", "Works", "2100.00", **{"class": "income", "side": "credit"}),
        charge("2024-02-04 09:00:00", "Works", "2100.00", **{"class": "income", "side": "credit"}),
    ]
    assert build.tags(build.find(LIFE + rows + others)) == build.tags(build.find(LIFE + rows))


@LAW
@given(purchases())
def test_the_same_file_twice_changes_nothing(rows: list[Row]) -> None:
    one = LIFE + rows
    again = [{**row, "file": 1} for row in one]
    once, twice = build.find(one), build.find(one + again)
    assert build.tags(once) == build.tags(twice)
    assert once.totals == twice.totals


@LAW
@given(purchases(), st.randoms(use_true_random=False))
def test_a_reordered_copy_of_the_file_changes_nothing(rows: list[Row], random: Any) -> None:
    one = LIFE + rows
    mixed = [{**row, "file": 1} for row in one]
    random.shuffle(mixed)
    once, twice = build.find(one), build.find(one + mixed)
    assert build.tags(once) == build.tags(twice)
    assert once.totals == twice.totals


@LAW
@given(purchases(), st.data())
def test_the_order_of_files_does_not_matter(rows: list[Row], data: Any) -> None:
    every = sorted(LIFE + rows, key=lambda r: r["time"])
    where = data.draw(st.integers(10, len(every)))
    back = data.draw(st.integers(0, 10))
    first, second = every[:where], every[where - back :]
    one = first + [{**row, "file": 1} for row in second]
    two = second + [{**row, "file": 1} for row in first]
    assert build.tags(build.find(one)) == build.tags(build.find(two))
    assert build.find(one).totals == build.find(two).totals


@LAW
@given(purchases())
def test_two_merchants_merged_into_one_name_lose_no_group(rows: list[Row]) -> None:
    """M29: what was found at each is found at the common name, in groups at least as large."""
    merged = [
        {**row, "merchant": MERCHANTS[0] if row["merchant"] == MERCHANTS[1] else row["merchant"]}
        for row in rows
        if row["order_id"]
    ]
    apart = [row for row in rows if row["order_id"]]
    firm = build.tags(build.find(LIFE + apart), "strong")
    found = build.tags(build.find(LIFE + merged))
    assert all(any(members <= others for _, others in found) for _, members in firm)


@LAW
@given(purchases(), st.integers(1, 6136))
def test_a_part_that_came_back_lowers_the_total_by_that_part(rows: list[Row], part: int) -> None:
    before = build.find(LIFE + rows)
    for group in before.groups[:1]:
        repeat = group.charges[group.charges["role"] == "repeat"].iloc[-1]
        amount = min(part, int(repeat["amount"]))
        late = group.charges["time"].max() + dt.timedelta(days=4)
        back = {
            **refund(str(late), repeat["merchant"], "0.01", transaction_id="back"),
            "amount": amount, "related_id": repeat["transaction_id"],
        }  # fmt: skip
        after = build.find([*LIFE, *rows, back])
        mine = next(g for g in after.groups if set(g.charges["txn"]) >= set(group.charges["txn"]))
        assert mine.overcharge == max(group.overcharge - amount, 0)


@LAW
@given(purchases(), st.integers(5, 35))
def test_overlapping_exports_add_nothing(rows: list[Row], cut: int) -> None:
    every = sorted(LIFE + rows, key=lambda r: r["time"])
    first = [{**r, "file": 0} for r in every if r["time"] < dt.datetime(2024, 3, 10)]
    later = dt.datetime(2024, 1, 1) + dt.timedelta(days=cut)
    second = [{**r, "file": 1} for r in every if r["time"] >= later]
    whole, parts = build.find(every), build.find(first + second)
    assert build.tags(whole) == build.tags(parts)
    assert build.overcharge(whole) == build.overcharge(parts)


@LAW
@given(purchases(), st.data())
def test_a_statement_cut_into_two_files_keeps_its_groups(rows: list[Row], data: Any) -> None:
    where = data.draw(st.integers(0, len(rows)))
    parts = LIFE + rows[:where] + [{**row, "file": 1} for row in rows[where:]]
    assert build.tags(build.find(parts)) == build.tags(build.find(LIFE + rows))


@LAW
@given(purchases())
def test_odd_and_even_rows_in_two_files_keep_their_groups(rows: list[Row]) -> None:
    every = LIFE + rows
    parts = [{**row, "file": n % 2} for n, row in enumerate(every)]
    assert build.tags(build.find(parts)) == build.tags(build.find(every))


@LAW
@given(purchases(), st.sampled_from((3, 10)))
def test_scaled_amounts_scale_the_total(rows: list[Row], factor: int) -> None:
    every = LIFE + rows
    larger = [{**row, "amount": row["amount"] * factor} for row in every]
    plain, scaled = build.find(every), build.find(larger)
    assert build.tags(plain) == build.tags(scaled)
    assert build.overcharge(scaled) == factor * build.overcharge(plain)


@LAW
@given(purchases(), st.sampled_from((28, 364, -1461)))
def test_shifted_dates_change_nothing(rows: list[Row], days: int) -> None:
    every = LIFE + rows
    assert build.tags(build.find(moved(every, days=days))) == build.tags(build.find(every))


@LAW
@given(purchases(), st.sampled_from((-19020, 33)))
def test_shifted_times_change_nothing(rows: list[Row], seconds: int) -> None:
    every = LIFE + rows
    assert build.tags(build.find(moved(every, seconds=seconds))) == build.tags(build.find(every))


@LAW
@given(purchases())
def test_another_currency_label_changes_nothing(rows: list[Row]) -> None:
    every = LIFE + rows
    other = [{**row, "currency": "USD"} for row in every]
    assert build.tags(build.find(every)) == build.tags(build.find(other))


@LAW
@given(purchases())
def test_charges_in_different_currencies_are_no_repeat(rows: list[Row]) -> None:
    codes = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF")
    every = [{**row, "currency": codes[n]} for n, row in enumerate(rows)]
    assert build.find(every).groups == ()


@LAW
@given(purchases())
def test_merchants_renamed_one_to_one_keep_their_groups(rows: list[Row]) -> None:
    names = {name: f"Payee {chr(65 + n) * 5}" for n, name in enumerate(MERCHANTS[:4])}
    plain = [row for row in rows if row["merchant"] in names]
    renamed = [{**row, "merchant": names[row["merchant"]]} for row in plain]
    assert build.tags(build.find(LIFE + renamed)) == build.tags(build.find(LIFE + plain))


@LAW
@given(purchases())
def test_case_and_padding_of_names_change_nothing(rows: list[Row]) -> None:
    loud = [{**row, "merchant": f"  {row['merchant'].upper()}  "} for row in rows]
    assert build.tags(build.find(LIFE + loud)) == build.tags(build.find(LIFE + rows))


@LAW
@given(purchases())
def test_a_full_refund_lowers_the_total_by_what_came_back(rows: list[Row]) -> None:
    before = build.find(LIFE + rows)
    for group in before.groups:
        if not group.counted:
            continue
        repeat = group.charges[group.charges["role"] == "repeat"].iloc[-1]
        late = group.charges["time"].max() + dt.timedelta(days=4)
        back = {
            **refund(str(late), repeat["merchant"], "0.01", transaction_id="back"),
            "amount": int(repeat["amount"]),
            "related_id": repeat["transaction_id"],
        }
        after = build.find([*LIFE, *rows, back])
        expected = build.overcharge(before) - min(int(repeat["amount"]), group.overcharge)
        assert build.overcharge(after) == expected


@LAW
@given(purchases())
def test_a_refund_of_something_else_changes_nothing(rows: list[Row]) -> None:
    other = charge("2024-01-20 10:00:00", "Hollow Oak Timber", "47.19", transaction_id="o")
    back = refund("2024-02-20 10:00:00", "Hollow Oak Timber", "47.19", transaction_id="r")
    before, after = build.find([*LIFE, *rows, other]), build.find([*LIFE, *rows, other, back])
    assert build.tags(before) == build.tags(after)
    assert before.totals == after.totals


@LAW
@given(purchases())
def test_everything_refunded_owes_nothing(rows: list[Row]) -> None:
    last = max(row["time"] for row in rows) + dt.timedelta(days=5)
    backs = [
        {**row, "class": "refund", "side": "credit", "time": last,
         "related_id": row["transaction_id"], "transaction_id": f"r{n}", "order_id": None}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    findings = build.find(LIFE + rows + backs)
    assert build.overcharge(findings) == 0
    before = build.find(LIFE + rows)
    assert build.tags(findings) == build.tags(before)
    assert {group.key for group in findings.groups} == {group.key for group in before.groups}
    assert all(group.settled for group in findings.groups)


@LAW
@given(st.integers(2, 9), st.integers(1, 50))
def test_one_more_copy_adds_its_amount(copies: int, gap: int) -> None:
    start = dt.datetime(2024, 2, 3, 11, 20, 5)
    rows = [
        charge(str(start + dt.timedelta(seconds=gap * n)), "Tern Optics", "61.37",
               transaction_id=f"t{n}")
        for n in range(copies + 1)
    ]  # fmt: skip
    fewer, more = build.find(LIFE + rows[:-1]), build.find(LIFE + rows)
    assert build.overcharge(fewer) == (copies - 1) * 6137
    assert build.overcharge(more) == copies * 6137
    assert build.overcharge(build.find(LIFE + rows[:1])) == 0


@LAW
@given(purchases(), purchases())
def test_the_union_of_two_lives_adds_up(one: list[Row], two: list[Row]) -> None:
    other = [
        {**row, "merchant": f"{row['merchant'][::-1]}", "transaction_id": f"u{n}",
         "order_id": row["order_id"] and row["order_id"][::-1], "account": "other", "file": 1}
        for n, row in enumerate(two)
    ]  # fmt: skip
    mine = [{**row, "account": "mine"} for row in LIFE + one]
    theirs = [{**row, "account": "other", "file": 1} for row in tagged(background(), "c")] + other
    apart = build.overcharge(build.find(mine)) + build.overcharge(
        build.find([{**row, "file": 0} for row in theirs])
    )
    assert build.overcharge(build.find(mine + theirs)) == apart


@LAW
@given(st.permutations(range(12)))
def test_no_repeats_no_findings(order: list[int]) -> None:
    rows = [
        charge(
            f"2024-02-{n + 1:02d} 12:{n:02d}:07",
            f"{'abcdefghijkl'[n] * 6} shop",
            f"{31 + n}.{n:02d}",
        )
        for n in order
    ]
    assert build.find(LIFE + rows).groups == ()


@LAW
@given(purchases())
def test_a_larger_window_never_loses_or_weakens_a_group(rows: list[Row]) -> None:
    sizes = ("30s", "5m", "2h", "24h", "3d", "60d")
    found = [build.tags(build.find(LIFE + rows, window=size)) for size in sizes]
    for smaller, larger in itertools.pairwise(found):
        for word, members in smaller:
            assert any(
                members <= others and LEVELS.index(better) >= LEVELS.index(word)
                for better, others in larger
            ), (word, members, larger)


@LAW
@given(purchases())
def test_a_window_wider_than_the_rules_own_keeps_their_groups(rows: list[Row]) -> None:
    own = build.tags(build.find(LIFE + rows))
    wide = build.tags(build.find(LIFE + rows, window="90d"))
    for word, members in own:
        assert any(
            members <= others and LEVELS.index(better) >= LEVELS.index(word)
            for better, others in wide
        )
    firm = build.tags(build.find(LIFE + rows, window="90d"), "likely")
    assert firm == build.tags(build.find(LIFE + rows), "likely")


@LAW
@given(purchases(), st.sampled_from(LEVELS))
def test_the_accounts_are_in_order(rows: list[Row], least: str) -> None:
    findings = build.find(LIFE + rows, min_confidence=least)
    seen: set[int] = set()
    for group in findings.groups:
        txns = set(group.charges["txn"])
        assert not txns & seen  # no row in two groups
        seen |= txns
        assert list(group.charges["role"]).count("original") == 1
        repeats = group.charges.loc[group.charges["role"] == "repeat", "amount"].sum()
        assert group.overcharge == max(int(repeats) - group.refunded, 0)
        assert group.settled == (group.overcharge == 0)
        assert group.counted == (LEVELS.index(group.confidence) >= LEVELS.index(least))
        assert group.evidence and group.rule == group.rules[0]
        assert group.currency == "EUR" and set(group.charges["currency"]) == {"EUR"}
        for lang in ("en", "zh"):
            assert all(message.text(lang) for message in (*group.evidence, *group.doubts))
    counted = [g for g in findings.groups if g.counted]
    (total,) = findings.totals
    assert total.overcharge == sum(g.overcharge for g in counted)
    assert total.to_check == sum(g.overcharge for g in findings.groups if not g.counted)
    assert total.groups == sum(not g.settled for g in counted)
    assert [g.id for g in findings.groups] == [str(n + 1) for n in range(len(findings.groups))]
    assert len({g.key for g in findings.groups}) == len(findings.groups)


@LAW
@given(purchases())
def test_two_runs_are_equal(rows: list[Row]) -> None:
    one, two = build.find(LIFE + rows), build.find(LIFE + rows)
    assert [(g.key, g.rules, g.evidence, g.doubts) for g in one.groups] == [
        (g.key, g.rules, g.evidence, g.doubts) for g in two.groups
    ]


@LAW
@given(purchases())
def test_renumbered_rows_keep_the_keys(rows: list[Row]) -> None:
    later = [*LIFE, charge("2024-01-02 07:00:00", "Hollow Oak Timber", "47.19"), *rows]
    assert {g.key for g in build.find(later).groups} == {
        g.key for g in build.find(LIFE + rows).groups
    }


@pytest.mark.parametrize("amount", ["61.37", "12.00"])
def test_a_copy_45_days_away_is_none(amount: str) -> None:
    rows = [
        charge("2024-02-01 10:00:00", "Tern Optics", amount, order_id="A1"),
        charge("2024-03-17 10:00:00", "Tern Optics", amount, order_id="B2"),
    ]
    assert build.find(LIFE + rows).groups == ()
