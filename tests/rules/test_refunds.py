"""Money: what came back, to whom it belongs, and what is still owed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.findings import ChargeGroup
from dupcharge.rules import find_duplicates

from . import build
from .build import Row, background, charge, refund

BASE = background()
SHOP, SUM = "Tern Optics", "61.37"


def pair(**more: object) -> list[Row]:
    return [
        charge("2024-02-03 10:00:00", SHOP, SUM, transaction_id="t1", order_id="A", **more),
        charge("2024-02-03 10:00:20", SHOP, SUM, transaction_id="t2", order_id="B", **more),
    ]


def group(rows: list[Row]) -> ChargeGroup:
    return build.only(build.find(BASE + rows))


def back(amount: str = SUM, time: str = "2024-02-06 09:00:00", **more: object) -> Row:
    return refund(time, SHOP, amount, **more)


def test_without_a_refund_the_repeat_is_owed() -> None:
    found = group(pair())
    assert (found.overcharge, found.refunded, found.settled) == (6137, 0, False)
    assert list(found.charges["role"]) == ["original", "repeat"]


@pytest.mark.parametrize(
    "how",
    [
        {"related_id": "t2"},
        {"transaction_id": "t2_9377"},
        {"order_id": "B"},
        {},
    ],
    ids=["related id", "its own id begins with the charge's", "order", "merchant and amount"],
)
def test_a_refund_finds_its_charge(how: dict[str, str]) -> None:
    found = group([*pair(), back(**how)])
    assert (found.overcharge, found.refunded, found.settled) == (0, 6137, True)
    assert list(found.charges["refunded"]) == [0, 6137]
    assert list(found.refunds["of"]) == [1]


def test_the_original_is_the_charge_that_was_kept() -> None:
    found = group([*pair(), back(related_id="t1")])
    assert list(found.charges["role"]) == ["repeat", "original"]
    assert found.settled


@pytest.mark.parametrize(("amount", "left"), [("20.00", 4137), ("61.36", 1), ("61.37", 0)])
def test_a_partial_refund_is_subtracted(amount: str, left: int) -> None:
    found = group([*pair(), back(amount, related_id="t2")])
    assert (found.overcharge, found.settled) == (left, left == 0)


def test_each_refund_is_used_once() -> None:
    third = charge("2024-02-03 10:00:40", SHOP, SUM, transaction_id="t3", order_id="C")
    found = group([*pair(), third, back()])
    assert (found.overcharge, found.refunded, len(found.refunds)) == (6137, 6137, 1)


def test_both_refunded_settles_and_claims_nothing() -> None:
    found = group([*pair(), back(related_id="t1"), back(related_id="t2")])
    assert (found.overcharge, found.refunded, found.settled) == (0, 12274, True)
    assert list(found.charges["role"]) == ["original", "repeat"]


def test_the_row_itself_may_say_what_came_back() -> None:
    rows = pair()
    rows[1]["stated_refund"] = 6137
    assert group(rows).settled
    assert group([*rows, back(order_id="B")]).refunded == 6137  # said twice, given once


def test_a_stated_refund_draws_the_refund_row() -> None:
    rows = [{**row, "order_id": "A"} for row in pair()]
    rows[0]["stated_refund"] = 6137
    found = group([*rows, back(order_id="A")])
    assert list(found.charges["refunded"]) == [6137, 0]


def test_a_refund_of_another_purchase_is_not_taken() -> None:
    other = charge("2024-02-05 10:00:00", SHOP, "23.10", transaction_id="t9")
    found = group([*pair(), other, back("23.10")])
    assert (found.overcharge, found.refunded) == (6137, 0)


def test_another_merchant_currency_or_an_earlier_refund_do_not_count() -> None:
    strangers = [
        {**back(), "merchant": "Hollow Oak Timber"},
        {**back(), "currency": "USD"},
        back(time="2024-02-01 09:00:00"),
        back("70.00"),
    ]
    assert group([*pair(), *strangers]).overcharge == 6137


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("REV-UPI-TERN OPTICS-tern@okbank-456310766756-REFUND", 6137),
        ("Refund Tern Optics", 6137),
        ("TERN OPTICS RETURN 24-02-06", 6137),
        ("Refund Optics", 0),
        ("Fern Optics refund", 0),
    ],
)
def test_a_refund_that_prints_more_than_the_name(printed: str, found: int) -> None:
    row = {**back(), "merchant": printed}
    assert group([*pair(), row]).refunded == found


@pytest.mark.parametrize(
    ("charged", "returned", "found"),
    [
        ("AUTO DEBIT LUMEN WATER", "REFUND LUMEN WATER", 6137),
        ("DIRECT DEBIT HARBOURLIGHT", "REVERSED HARBOURLIGHT", 6137),
        ("Teploset Omsk bill", "Teploset Omsk return bill", 6137),
        ("CARD PURCHASE LUMEN", "CARD PURCHASE TERN", 0),  # the words of the bank alone
        ("DIRECT DEBIT HILL", "REVERSED HILL", 0),  # a short word is in many a name
    ],
)
def test_a_bank_prints_other_words_before_what_it_returns(
    charged: str, returned: str, found: int
) -> None:
    rows = [{**row, "merchant": charged} for row in pair()]
    others = [
        charge(f"2024-01-0{n} 10:00:00", f"CARD PURCHASE {name}", "9.10")
        for n, name in enumerate(("ACORN", "BIRCH", "CEDAR", "DUNE"), 1)
    ]
    assert group([*others, *rows, {**back(), "merchant": returned}]).refunded == found


@pytest.mark.parametrize(("amount", "left"), [(SUM, 0), ("20.00", 4137), ("61.38", 6137)])
def test_a_bank_may_book_what_comes_back_as_any_other_credit(amount: str, left: int) -> None:
    row = back(amount, **{"class": "income"})
    assert group([*pair(), row]).overcharge == left


def test_a_credit_with_the_order_s_own_number_is_its_refund() -> None:
    other = charge("2024-02-05 10:00:00", SHOP, "23.10", order_id="C")
    row = back("23.10", **{"class": "income", "order_id": "B"})
    assert group([*pair(), other, row]).overcharge == 6137 - 2310
    stranger = {**row, "merchant": "Hollow Oak Timber"}
    assert group([*pair(), other, stranger]).overcharge == 6137


def test_a_refund_of_a_merchant_whose_name_holds_another_s() -> None:
    longer = charge("2024-01-20 10:00:00", f"Brook {SHOP}", "59.00")
    row = {**back("59.00"), "merchant": f"Refund Brook {SHOP}"}
    assert group([*pair(), longer, row]).overcharge == 6137


def test_closed_and_pending_rows_are_no_money() -> None:
    others = [
        charge("2024-02-03 09:59:50", SHOP, SUM, status="cancelled", **{"class": "not_completed"}),
        charge("2024-02-03 10:00:40", SHOP, SUM, status="pending", **{"class": "not_completed"}),
    ]
    found = group(pair() + others)
    assert (len(found.charges), found.overcharge) == (2, 6137)
    assert build.find(BASE + pair()[:1] + others).groups == ()


def test_a_founding_morning() -> None:
    rows = [
        charge(f"2024-02-03 {8 + n // 20:02d}:{3 * n % 60:02d}:02", SHOP, "21.90",
               transaction_id=f"p{n}", order_id="ORDER9")
        for n in range(22)
    ]  # fmt: skip
    backs = [back("21.90", related_id=f"p{n}") for n in (4, 9, 13)]
    found = group(rows + backs)
    assert (found.confidence, len(found.charges)) == ("strong", 22)
    assert (found.overcharge, found.refunded) == (18 * 2190, 3 * 2190)


def test_totals_are_kept_apart_by_currency() -> None:
    rows = pair() + [{**row, "currency": "JPY", "amount": 5000} for row in pair()]
    totals = {t.currency: t for t in build.find(BASE + rows).totals}
    assert (totals["EUR"].overcharge, totals["JPY"].overcharge) == (6137, 5000)


@given(st.lists(st.integers(1, 6137), max_size=5), st.integers(2, 5))
def test_overcharge_is_never_negative_nor_above_the_repeats(parts: list[int], n: int) -> None:
    rows = [
        charge(f"2024-02-03 10:00:{10 * k:02d}", SHOP, SUM, transaction_id=f"t{k}")
        for k in range(n)
    ]
    backs = [{**back(related_id=f"t{k % n}"), "amount": amount} for k, amount in enumerate(parts)]
    found = group(rows + backs)
    assert 0 <= found.overcharge <= (n - 1) * 6137
    assert found.refunded <= sum(parts)
    assert found.overcharge == max((n - 1) * 6137 - found.refunded, 0)


def test_since_and_until_ask_for_a_repeat_in_the_period() -> None:
    later = [
        {**row, "time": row["time"].replace(month=3), "merchant": "Camber Cycles"} for row in pair()
    ]
    rows = BASE + pair() + later
    assert len(build.find(rows).groups) == 2
    assert build.only(build.find(rows, since="2024-02-04")).merchant == "Camber Cycles"
    assert build.only(build.find(rows, until="2024-02-03")).merchant == SHOP
    assert build.find(rows, since="2024-02-04", until="2024-03-02").groups == ()
    assert build.only(build.find(rows, since="2024-02-03", until="2024-02-03")).merchant == SHOP


@pytest.mark.parametrize(("least", "counted"), [("strong", 1), ("likely", 2), ("possible", 3)])
def test_the_least_word_decides_the_total(least: str, counted: int) -> None:
    rows = [
        *pair(),
        *(charge("2024-02-20", "Camber Cycles", "84.90") for _ in range(2)),
        *(charge("2024-02-25", "Lotus Stationery", "90.00") for _ in range(2)),
    ]
    rows[2]["amount"] = rows[3]["amount"] = 8493
    findings = build.find(BASE + rows, min_confidence=least)
    assert findings.totals[0].groups == counted and len(findings.groups) == 3
    assert sum(g.overcharge for g in findings.groups) == (
        findings.totals[0].overcharge + findings.totals[0].to_check
    )


@pytest.mark.parametrize(
    ("charged", "returned"),
    [
        ("初雪灯具有限公司 订单付款", "初雪灯具有限公司"),
        ("初雪灯具有限公司-台灯", "初雪灯具有限公司"),
        ("Lantern Works #0294 Riga", "Lantern Works #0294 Riga Gutschrift"),
    ],
)
def test_a_refund_prints_the_name_without_the_goods_or_with_one_word_more(
    charged: str, returned: str
) -> None:
    rows = [{**row, "merchant": charged} for row in pair()]
    assert group([*rows, {**back(), "merchant": returned}]).refunded == 6137


@pytest.mark.parametrize(("order", "groups"), [((0, 1, 2), 0), ((0, 2, 1), 1)])
def test_a_refund_printed_before_the_second_charge_of_its_day(
    order: tuple[int, ...], groups: int
) -> None:
    """In a file of dates in order of time: charge, refund, charge; else charge, charge, refund."""
    days = [charge(f"2024-01-{d:02d}", f"Shop {'abcdefghijkl'[d]}aro", f"{d + 20}.17")
            for d in range(1, 11)]  # fmt: skip
    three = [
        charge("2024-02-03", SHOP, SUM),
        {**back(), "time": dt.datetime(2024, 2, 4), "precision": "day", "written": "day"},
        charge("2024-02-04", SHOP, SUM),
    ]
    assert len(build.find(days + [three[n] for n in order]).groups) == groups


# --- an order that was closed because it was paid back ------------------------------------------


def closed(**more: object) -> list[Row]:
    """A second charge that its wallet closed, and the refund that closed it."""
    one, two = pair()
    return [one, {**two, "class": "not_completed", "status": "cancelled", **more}]


@pytest.mark.parametrize("how", [{"related_id": "20240203t2"}, {"transaction_id": "20240203t2_77"}])
def test_a_closed_order_that_was_paid_back_settles_its_group(how: dict[str, str]) -> None:
    found = group([*closed(transaction_id="20240203t2"), back(**how)])
    assert (found.overcharge, found.refunded, found.settled) == (0, 6137, True)
    assert list(found.charges["role"]) == ["original", "repeat"]


@pytest.mark.parametrize(
    "rows",
    [
        closed(transaction_id="20240203t2"),
        [*closed(transaction_id="20240203t2"), back("20.00", transaction_id="20240203t2_77")],
        [*closed(transaction_id="20240203t2", id_trusted=False), back(related_id="20240203t2")],
        [*closed(transaction_id="20240203t2"), back(transaction_id="20240203t9_77")],
    ],
    ids=["no refund", "not the whole", "ids that mean nothing", "of another charge"],
)
def test_other_closed_orders_moved_nothing(rows: list[Row]) -> None:
    assert not [g for g in build.find(BASE + rows).groups if len(g.charges) > 1]


def test_the_statement_keeps_a_closed_order_as_it_is() -> None:
    rows = [*closed(transaction_id="20240203t2"), back(related_id="20240203t2")]
    statement = build.statement(BASE + rows)
    before = statement.transactions["class"].to_list()
    find_duplicates(statement)
    assert statement.transactions["class"].to_list() == before


def test_a_closed_order_is_one_with_its_debit_on_the_card() -> None:
    """The wallet closed it, the card shows debit and credit: nothing is owed, nothing missing."""
    wallet = [*BASE, *closed(transaction_id="20240203t2"), back(related_id="20240203t2")]
    card = [
        {**row, "file": 1, "merchant": f"PAYPAL *{row['merchant']}", "transaction_id": None,
         "related_id": None, "order_id": None, "class": "refund" if row["side"] == "credit" else
         "charge", "status": "booked"}
        for row in wallet
    ]  # fmt: skip
    files = build.file("a.csv", ("when", "who")), build.file("b.csv", ("day", "text"))
    found = build.only(build.find([*wallet, *card], *files))
    assert (found.overcharge, found.settled, len(found.charges)) == (0, True, 2)


def test_a_refund_between_two_booking_days_corrects_charges_whose_texts_state_a_clock() -> None:
    rows = [
        charge("2024-02-05", SHOP, SUM, description="card 2 2024-02-04T15:06"),
        refund("2024-02-07", SHOP, SUM),
        charge("2024-02-08", SHOP, SUM, description="card 2 2024-02-06T01:59"),
    ]
    days = [
        {**row, "precision": "day", "written": "day", "time": row["time"].replace(hour=0, minute=0,
         second=0)}
        for row in BASE
    ]  # fmt: skip
    in_order = sorted([*days, *rows], key=lambda row: row["time"])
    assert build.find(in_order).groups == ()
