"""Every rule: what it flags, what it leaves, both sides of its window, and an empty frame."""

from __future__ import annotations

import pytest

from dupcharge import schema
from dupcharge.rules import EXCUSES, RULES
from dupcharge.rules.policy import LEVELS, WINDOWS, Policy
from dupcharge.rules.purchases import purchases
from dupcharge.rules.sightings import Sightings

from . import build
from .build import Row, background, charge

SHOP, SUM = "Tern Optics", "61.37"
BASE = background()


def at(*times: str, merchant: str = SHOP, amount: str = SUM, **more: object) -> list[Row]:
    return [charge(time, merchant, amount, **more) for time in times]


def links(rows: list[Row], rule: str, window: str | None = None) -> list[tuple[str, int]]:
    """Level and gap of the links one rule makes in a plain life with `rows` in it."""
    found = build.tables(BASE + rows, window).links
    mine = found[found["rule"] == rule]
    return list(zip(mine["level"], mine["gap_s"], strict=True))


@pytest.mark.parametrize("item", [*RULES, *EXCUSES], ids=lambda item: item.name)
def test_an_empty_frame_gives_an_empty_table(item: object) -> None:
    rows = purchases(schema.empty(schema.TRANSACTIONS), Sightings())
    rows = rows.assign(back=0, back_at=0, back_by=-1)
    if item in RULES:
        assert len(item.find(rows, Policy())) == 0  # type: ignore[attr-defined]
    else:
        assert len(item.find(rows, schema.empty(schema.LINKS), Policy())) == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_plain_life_has_no_links(rule: object) -> None:
    assert links([], rule.name) == []  # type: ignore[attr-defined]


def test_no_rows_no_findings() -> None:
    findings = build.find([])
    assert findings.groups == () and findings.totals == ()


def test_every_level_of_the_table_is_used_by_its_rule() -> None:
    assert {rule for rule, _ in LEVELS} == {rule.name for rule in RULES}


# --- same-order ---------------------------------------------------------------------------------


def test_one_order_charged_twice_is_strong_whatever_the_gap() -> None:
    rows = at("2024-02-03 10:00:00", "2024-02-09 23:00:00", order_id="7712054")
    group = build.only(build.find(BASE + rows))
    assert (group.rule, group.confidence, group.overcharge) == ("same-order", "strong", 6137)


@pytest.mark.parametrize(
    ("last", "level"),
    [
        ("2024-02-18 09:59:59", "strong"),
        ("2024-02-18 10:00:00", "likely"),
        ("2024-03-04 10:00:00", "possible"),  # a month: the number may be a contract's
    ],
)
def test_both_sides_of_two_weeks_for_one_order(last: str, level: str) -> None:
    assert [w for w, _ in links(at("2024-02-03 10:00:00", last, order_id="77"), "same-order")] == [
        level
    ]


def test_another_amount_or_an_untrusted_number_is_no_same_order() -> None:
    two = [
        *at("2024-02-03 10:00:00", order_id="77"),
        *at("2024-02-03 11:00:00", order_id="77", amount="61.38"),
    ]
    assert links(two, "same-order") == []
    untrusted = at("2024-02-03 10:00:00", "2024-02-09 10:00:00", order_id="77", order_trusted=False)
    assert links(untrusted, "same-order") == []


# --- same-bill ----------------------------------------------------------------------------------


def bills(*texts: str) -> list[Row]:
    days = ("2024-01-06", "2024-02-06", "2024-02-08", "2024-03-06")
    return [
        charge(day, f"City Water {text}", "23.60") for day, text in zip(days, texts, strict=True)
    ]


def test_the_same_bill_twice_is_found_by_its_period() -> None:
    group = build.only(build.find(BASE + bills("2024-01", "2024-02", "2024-02", "2024-03")))
    assert (group.rule, group.confidence, len(group.charges)) == ("same-bill", "likely", 2)


def test_bills_of_different_periods_are_not_one_bill() -> None:
    assert links(bills("2024-01", "2024-02", "2024-03", "2024-04"), "same-bill") == []


def test_a_number_that_never_changes_is_no_bill() -> None:
    assert links(bills("880077", "880077", "880077", "880077"), "same-bill") == []


# --- rapid-repeat -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "level"),
    [
        ("10:00:00", "strong"),
        ("10:01:00", "strong"),
        ("10:01:01", "likely"),
        ("10:03:20", "likely"),
        ("10:03:21", None),
    ],
)
def test_both_sides_of_the_rapid_windows(second: str, level: str | None) -> None:
    found = links(at("2024-02-03 10:00:00", f"2024-02-03 {second}"), "rapid-repeat")
    assert [w for w, _ in found] == ([level] if level else [])


def test_midnight_lies_between() -> None:
    rows = at("2024-02-03 23:59:45", "2024-02-04 00:00:20")
    assert build.words(build.find(BASE + rows)) == [("rapid-repeat", "strong", 2)]


def test_a_clock_without_seconds_is_only_likely() -> None:
    rows = at("2024-02-03 10:00", "2024-02-03 10:01")
    assert build.words(build.find(BASE + rows)) == [("rapid-repeat", "likely", 2)]


def test_dates_alone_are_no_seconds() -> None:
    assert links(at("2024-02-03", "2024-02-03"), "rapid-repeat") == []


def test_midnight_on_many_rows_means_date_only() -> None:
    rows = [{**row, "time": row["time"].replace(hour=0, minute=0, second=0)} for row in BASE]
    pair = at("2024-02-03 00:00:00", "2024-02-03 00:00:00")
    assert [g.rule for g in build.find(rows + pair).groups] == ["same-day"]


def test_another_merchant_or_amount_is_left() -> None:
    two = [*at("2024-02-03 10:00:00"), *at("2024-02-03 10:00:09", merchant="Hollow Oak Timber")]
    assert build.find(BASE + two).groups == ()
    two = [*at("2024-02-03 10:00:00"), *at("2024-02-03 10:00:09", amount="90.11")]
    assert build.find(BASE + two).groups == ()


def test_rows_without_any_merchant_prove_nothing() -> None:
    assert (
        build.find(BASE + at("2024-02-03 10:00:00", "2024-02-03 10:00:05", merchant=None)).groups
        == ()
    )


# --- outage-burst -------------------------------------------------------------------------------


def series(n: int, minutes: int, amount: str = "12.00") -> list[Row]:
    return [
        charge(f"2024-02-03 {9 + n * minutes // 60:02d}:{n * minutes % 60:02d}:10", SHOP, amount)
        for n in range(n)
    ]


@pytest.mark.parametrize(
    ("n", "minutes", "amount", "found"),
    [
        (5, 14, "12.00", None), (6, 14, "12.00", "likely"), (6, 15, "12.00", None),
        (10, 7, "12.00", "strong"), (4, 14, "61.37", None), (5, 14, "61.37", "likely"),
    ],
)  # fmt: skip
def test_both_sides_of_a_series(n: int, minutes: int, amount: str, found: str | None) -> None:
    words = {w for w, _ in links(series(n, minutes, amount), "outage-burst")}
    assert words == ({found} if found else set())


def test_a_series_in_a_file_of_dates() -> None:
    group = build.only(build.find(BASE + at(*["2024-02-03"] * 22, amount="12.00")))
    assert (group.rule, group.confidence, group.overcharge) == ("outage-burst", "strong", 21 * 1200)


@pytest.mark.parametrize(
    ("n", "amount", "word"),
    [
        (6, "1.00", "possible"),
        (6, "8.00", "likely"),
        (6, "8.37", "likely"),
        (10, "8.00", "strong"),
    ],
)
def test_a_short_series_in_a_file_of_dates(n: int, amount: str, word: str) -> None:
    """Six of small change on one day may be an evening's game."""
    group = build.only(build.find(BASE + at(*["2024-02-03"] * n, amount=amount)))
    assert (group.rule, group.confidence) == ("outage-burst", word)


# --- same-day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "word"),
    [("61.37", "likely"), ("62.00", "possible"), ("62.25", "possible"), ("8.37", "possible")],
    ids=["to the cent", "list price", "quarters", "small"],
)
def test_same_day_by_the_amount(amount: str, word: str) -> None:
    other = charge("2024-01-09", SHOP, "5.20")
    findings = build.find([*BASE, other, *at("2024-02-03", "2024-02-03", amount=amount)])
    assert build.words(findings) == [("same-day", word, 2)]


@pytest.mark.parametrize(
    ("amount", "times", "word"),
    [("8.37", 2, "likely"), ("8.37", 4, "possible"), ("8.99", 2, "possible")],
)
def test_a_small_sum_where_nothing_else_is_bought(amount: str, times: int, word: str) -> None:
    findings = build.find(BASE + at(*["2024-02-03"] * times, amount=amount))
    assert build.words(findings) == [("same-day", word, times)]


@pytest.mark.parametrize(("second", "n"), [("2024-02-04 10:00:00", 1), ("2024-02-04 10:00:01", 0)])
def test_both_sides_of_a_day(second: str, n: int) -> None:
    assert len(links(at("2024-02-03 10:00:00", second), "same-day")) == n


def test_a_list_price_among_single_visits_is_likely() -> None:
    visits = at("2024-01-05", "2024-01-14", "2024-02-22", amount="44.50")
    pair = at("2024-02-03", "2024-02-03", amount="44.50")
    assert build.words(build.find(BASE + visits + pair)) == [("same-day", "likely", 2)]


def test_a_dated_text_tells_the_day_of_purchase() -> None:
    rows = [
        charge("2024-02-05", f"{SHOP} /24-02-03", SUM),
        charge("2024-02-05", f"{SHOP} /24-02-04", SUM),
    ]
    assert links(rows, "same-day") == []
    assert [w for w, _ in links(rows, "re-presented")] == ["likely"]


def test_a_timed_text_tells_the_minute_of_purchase() -> None:
    rows = [
        charge("2024-02-05", SHOP, SUM, description="terminal 31 04-02-2024 15:31"),
        charge("2024-02-05", SHOP, SUM, description="terminal 31 04-02-2024 15:32"),
    ]
    assert links(rows, "rapid-repeat") == [("likely", 60)]


# --- re-presented -------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "found"), [("04", ["likely"]), ("06", ["likely"]), ("07", [])])
def test_both_sides_of_the_third_day(day: str, found: list[str]) -> None:
    assert [w for w, _ in links(at("2024-02-03", f"2024-02-{day}"), "re-presented")] == found


@pytest.mark.parametrize(("amount", "found"), [("62.00", ["possible"]), ("8.37", [])])
def test_list_prices_and_small_sums_on_the_next_day(amount: str, found: list[str]) -> None:
    rows = [charge("2024-01-09", SHOP, "5.20"), *at("2024-02-03", "2024-02-04", amount=amount)]
    assert [w for w, _ in links(rows, "re-presented")] == found


def test_only_a_wider_window_admits_more_and_then_as_possible() -> None:
    rows = at("2024-02-03", "2024-02-13")
    assert links(rows, "re-presented") == []
    assert [w for w, _ in links(rows, "re-presented", "10d")] == ["possible"]
    assert links(rows, "re-presented", "9d") == []


# --- subscription-twice -------------------------------------------------------------------------


def months(day: str, *numbers: int) -> list[Row]:
    return [charge(f"2024-{n:02d}-{day} 03:10:00", "Cloud Attic", "9.50") for n in numbers]


@pytest.mark.parametrize(
    ("extra", "found"),
    [("2024-02-05 09:10:00", True), ("2024-02-15 03:00:00", True), ("2024-02-16 03:10:00", False)],
)
def test_both_sides_of_a_cycle(extra: str, found: bool) -> None:
    rows = [*months("05", 1, 2, 3, 4), charge(extra, "Cloud Attic", "9.50")]
    assert bool(links(rows, "subscription-twice")) is found


def test_the_second_bill_of_a_cycle_is_the_repeat() -> None:
    rows = [*months("05", 1, 2, 3, 4), charge("2024-02-08 03:10:00", "Cloud Attic", "9.50")]
    group = build.only(build.find(BASE + rows))
    assert (group.rule, group.confidence, group.overcharge) == ("subscription-twice", "likely", 950)


def test_visits_without_a_rhythm_are_no_subscription() -> None:
    days = ("2024-01-03", "2024-01-22", "2024-02-27", "2024-03-02", "2024-03-31")
    rows = [charge(f"{day} 12:00:00", "Cloud Attic", "9.50") for day in days]
    assert links(rows, "subscription-twice") == []


# --- two-cards ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "n"), [("10:10:00", 1), ("10:10:01", 0)])
def test_both_sides_of_ten_minutes_on_two_cards(second: str, n: int) -> None:
    rows = [
        *at("2024-02-03 10:00:00", method="card 1111"),
        *at(f"2024-02-03 {second}", method="card 2222"),
    ]
    assert len(links(rows, "two-cards")) == n
    assert (
        links(at("2024-02-03 10:00:00", f"2024-02-03 {second}", method="card 1111"), "two-cards")
        == []
    )


def test_two_accounts_are_two_cards_too() -> None:
    rows = [*at("2024-02-03", account="1"), *at("2024-02-03", account="2", file=1)]
    group = build.only(build.find([{**r, "account": "1"} for r in BASE] + rows))
    assert (group.rule, group.confidence) == ("two-cards", "likely")


# --- near-amount --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "times", "found"),
    [
        ("287.10", "287.37", ("10:00:00", "10:02:59"), ["likely"]),  # rate of exchange
        ("287.10", "287.37", ("10:00:00", "10:03:01"), []),
        ("287.10", "288.90", ("10:00:00", "10:00:20"), []),  # no fee, no rate
        ("622.07", "640.73", ("10:00:00", "10:00:14"), ["likely"]),  # three percent
        ("622.07", "641.70", ("10:00:00", "10:00:14"), []),
        ("293.00", "301.79", ("10:00:00", "10:00:14"), ["likely"]),
        ("293.50", "302.25", ("10:00:00", "10:00:14"), []),  # nearly three percent
        ("200.00", "206.00", ("10:00:00", "10:00:14"), []),  # two round prices
        ("61.30", "73.56", ("19:00:00", "21:00:00"), ["likely"]),  # a tip of a fifth
        ("61.30", "73.60", ("19:00:00", "21:00:00"), []),
    ],
)
def test_near_amounts(first: str, second: str, times: tuple[str, str], found: list[str]) -> None:
    rows = [charge(f"2024-02-03 {t}", SHOP, a) for t, a in zip(times, (first, second), strict=True)]
    assert [w for w, _ in links(rows, "near-amount")] == found


def test_the_repeat_claims_its_own_amount() -> None:
    rows = [
        charge("2024-02-03 10:00:00", SHOP, "287.10"),
        charge("2024-02-03 10:00:20", SHOP, "287.37"),
    ]
    group = build.only(build.find(BASE + rows))
    assert (group.amount, group.overcharge) == (28710, 28737)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (["2024-01-03 21:00:00"], ["likely"]),
        (["2024-01-31 21:00:00"], ["likely"]),  # three days before
        (["2024-02-02 20:00:00"], []),  # the evening before
        (["2024-01-03 20:00:00", "2024-01-03 21:00:00"], []),  # two visits on one day are usual
    ],
)
def test_a_tip_needs_a_place_of_single_visits(others: list[str], found: list[str]) -> None:
    rows = [
        charge("2024-02-03 19:00:00", SHOP, "61.30"),
        charge("2024-02-03 21:00:00", SHOP, "73.56"),
    ]
    visits = [charge(time, SHOP, "40.00") for time in others]
    assert [w for w, _ in links([*rows, *visits], "near-amount")] == found


def test_a_tip_where_cents_are_never_used() -> None:
    base = [{**row, "amount": row["amount"] // 100 * 100} for row in BASE]
    rows = [charge("2024-02-03", SHOP, "1871"), charge("2024-02-03", SHOP, "2152")]
    found = build.tables([*base, *rows]).links
    assert list(found.loc[found["rule"] == "near-amount", "level"]) == ["likely"]


# --- other-name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("Camber Cycles", "CAMBER CYCLES #6746", True),
        ("Camber Cycles LEEDS GB", "SQ *CAMBER CYC", True),
        ("camber cycles.com", "PAYGATE*Camber Cycles", True),
        ("天工书店", "天工书店(总店)", True),
        ("Camber Cycles", "Camden Cyclists", False),
        ("Family Plan Kit", "Family Plan Priya", False),
        ("Camber Cycles", "Tern Optics", False),
    ],
)
def test_names_in_another_guise(one: str, two: str, found: bool) -> None:
    rows = [charge("2024-02-03 10:00:00", one, SUM), charge("2024-02-03 10:00:30", two, SUM)]
    assert bool(build.find(BASE + rows).groups) is found


@pytest.mark.parametrize(("day", "n"), [("06", 1), ("07", 0)])
def test_both_sides_of_the_window_of_names(day: str, n: int) -> None:
    rows = [
        charge("2024-02-03", "Camber Cycles", SUM),
        charge(f"2024-02-{day}", "Camber Cycles York GB", SUM),
    ]
    with_bare_name = [*rows]
    assert len(build.find(BASE + with_bare_name).groups) == n


# --- printed-twice ------------------------------------------------------------------------------


def test_one_record_printed_twice_is_possible_and_never_counted() -> None:
    rows = at("2024-02-03 10:00:00", "2024-02-03 10:00:00", transaction_id="90017", order_id="77")
    findings = build.find(BASE + rows)
    group = build.only(findings)
    assert (group.confidence, group.counted) == ("possible", False)
    assert "printed-twice" in group.rules and build.overcharge(findings) == 0
    assert findings.totals[0].to_check == 6137


@pytest.mark.parametrize(
    "change", [{"transaction_id": "90018"}, {"balance": 5}, {"id_trusted": False}]
)
def test_rows_that_differ_in_a_cell_are_two_records(change: dict[str, object]) -> None:
    one = charge("2024-02-03 10:00:00", SHOP, SUM, transaction_id="90017", balance=4)
    assert build.words(build.find([*BASE, one, {**one, **change}])) == [
        ("rapid-repeat", "strong", 2)
    ]


def test_windows_are_named_once() -> None:
    assert all(seconds > 0 for seconds in WINDOWS.values())


def test_an_order_number_that_comes_back_every_fortnight_is_a_contract_s() -> None:
    days = ("2024-01-04", "2024-01-18", "2024-02-01", "2024-02-15")
    rows = [charge(f"{d} 04:40:00", SHOP, "43.73", order_id="314945174") for d in days]
    assert {word for word, _ in links(rows, "same-order")} == {"possible"}
    assert {word for word, _ in links(rows[:2], "same-order")} == {"strong"}


# --- numbers that two rows share ----------------------------------------------------------------


def test_an_agent_and_the_shop_may_print_one_order() -> None:
    rows = at("2024-02-03 10:00:00", merchant="Fernway Tickets", order_id="A7712054831")
    rows += at("2024-02-03 10:40:00", merchant="Quarry Hall", order_id="A7712054831")
    assert links(rows, "other-name") == [("likely", 2400)]
    rows[1]["order_id"] = "A7712054999"
    assert links(rows, "other-name") == []


def test_nearly_one_amount_under_one_order_number() -> None:
    rows = at("2024-02-03 10:00:00", amount="187.20", order_id="A7712054831")
    rows += at("2024-02-03 10:00:20", amount="190.11", order_id="A7712054831")
    assert links(rows, "near-amount") == [("likely", 20)]
    rows[1]["order_id"] = "A7712054999"
    assert links(rows, "near-amount") == []


def test_a_short_number_may_come_again_among_many_equal_charges() -> None:
    days = [f"2023-{6 + n // 28:02d}-{n % 28 + 1:02d} 08:00:00" for n in range(150)]
    fares = [charge(t, "City Ferry", "2.30", order_id=str(400100 + n)) for n, t in enumerate(days)]
    assert links(fares, "same-order") == []
    fares[9]["order_id"] = fares[5]["order_id"]
    assert [level for level, _ in links(fares, "same-order")] == ["possible"]


@pytest.mark.parametrize(
    ("left", "right", "kept"),
    [
        ("renewal moorhen.org", "renewal tidepool.net", False),
        ("域名moorhen.org", "域名tidepool.net", False),
        ("parcel label 8633780376", "parcel label 8633780381", False),
        ("night 1 of 3", "night 2 of 3", False),
        ("moorhen.org", "moorhen.org", True),
    ],
)
def test_a_thing_of_its_own_tells_apart(left: str, right: str, kept: bool) -> None:
    rows = at("2024-02-03 10:00:00", "2024-02-03 10:00:20")
    rows[0]["description"], rows[1]["description"] = left, right
    groups = build.find(BASE + rows).groups
    assert bool(groups) is kept


def test_two_tickets_abroad_differ_by_the_rate() -> None:
    tickets = at("2024-02-03 10:00:00", merchant="Harbour Museum Tickets", amount="23.71")
    tickets += at("2024-02-03 10:00:40", merchant="Harbour Museum Tickets", amount="23.74")
    assert [g.confidence for g in build.find(BASE + tickets).groups] == ["possible"]
    shop = [{**row, "merchant": SHOP, "merchant_key": "tern optics"} for row in tickets]
    assert [g.confidence for g in build.find(BASE + shop).groups] == ["likely"]


@pytest.mark.parametrize(
    ("amount", "word"), [("84.87", "likely"), ("84.99", "possible"), ("84.95", "possible")]
)
def test_a_price_on_a_tag_days_later_may_be_another_one(amount: str, word: str) -> None:
    rows = [charge(f"2024-02-{d:02d}", "Tern Optics", amount) for d in (6, 7)]
    assert [w for w, _ in links(rows, "re-presented")] == [word]


@pytest.mark.parametrize("window", ["30s", "5m", "24h"])
def test_one_order_under_two_names_is_not_bound_by_the_window(window: str) -> None:
    rows = [
        charge(f"2024-02-03 {clock}", name, "61.37", order_id="A771205")
        for clock, name in (("10:00:00", "Tern Optics"), ("10:02:30", "Lotus Stationery"))
    ]
    assert build.words(build.find(background() + rows, window=window)) == [
        ("other-name", "likely", 2)
    ]


def test_one_order_under_two_names_is_found_among_many_equal_charges() -> None:
    crowd = [
        charge(f"2024-02-03 10:00:{n:02d}", name, "61.37", order_id=f"B{n}")
        for n, name in enumerate(("Amber Row", "Birch Row", "Cedar Row", "Drift Row", "Fjord Row"))
    ]
    rows = [
        charge(f"2024-02-03 {clock}", name, "61.37", order_id="A771205")
        for clock, name in (("09:59:59", "Tern Optics"), ("10:00:30", "Lotus Stationery"))
    ]
    found = build.find(background() + crowd + rows).groups
    assert any(set(g.charges["order_id"]) == {"A771205"} for g in found)


def test_two_round_prices_are_no_fee() -> None:
    rows = [
        charge(f"2024-02-03 10:00:{s}", "Tern Tea", amount, currency="INR")
        for s, amount in (("00", "105"), ("15", "110"))
    ]
    assert links(rows, "near-amount") == []


# --- a batch sent twice -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (("2024-02-05 11:36", "2024-02-05 12:34"), 2),  # both two days and two hours later
        (("2024-02-05 11:36", "2024-02-05 12:35"), 0),
        (("2024-02-05 11:36", None), 0),
    ],
)
def test_two_sums_of_one_merchant_that_come_again_after_one_time(
    second: tuple[str, str | None], found: int
) -> None:
    rows = [*at("2024-02-03 09:36", amount="8.37"), *at("2024-02-03 10:34", amount="7.41")]
    again = zip(second, ("8.37", "7.41"), strict=True)
    rows += [charge(time, SHOP, amount) for time, amount in again if time]
    assert [word for word, _ in links(rows, "re-presented")] == ["likely"] * found


def test_a_rate_by_the_night_is_no_batch() -> None:
    rows = [
        charge(f"2024-02-0{day}", SHOP, amount) for day in (3, 4, 5) for amount in ("8.37", "7.41")
    ]
    assert links(rows, "re-presented") == []


# --- a reference that two rows share ------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "other", "found"),
    [
        ("REF A6709197", "REF A6709197", "", 1),
        ("REF A6709197", "REF A6709198", "", 0),
        ("REF A6709197", "REF A6709197", "REF A6709197", 0),  # the customer's number
        ("REF A67", "REF A67", "", 0),
    ],
)
def test_a_long_reference_that_only_these_two_rows_carry(
    one: str, two: str, other: str, found: int
) -> None:
    rows = [
        charge("2024-02-03", SHOP, "8.37", description=f"{SHOP} {one}"),
        charge("2024-02-07", SHOP, "8.37", description=f"{SHOP} {two}"),
        charge("2024-03-20", SHOP, "9.37", description=f"{SHOP} {other}"),
    ]
    assert len(links(rows, "same-bill")) == found


# --- one sum day by day, and three in an evening ------------------------------------------------


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (("2024-02-03 10:11:19", "2024-02-04 08:59:25"), ["likely"]),
        (("2024-02-03 10:11:19", "2024-02-04 08:59:25", "2024-02-06 09:11:02"), ["possible"]),
        (("2024-02-03 19:03:11", "2024-02-03 19:28:11"), ["likely"]),
        (("2024-02-03 19:03:11", "2024-02-03 19:28:11", "2024-02-03 20:13:11"), ["possible"] * 2),
    ],
)
def test_a_sum_that_is_paid_day_by_day_or_round_by_round(
    times: tuple[str, ...], words: list[str]
) -> None:
    assert [word for word, _ in links(at(*times), "same-day")] == words


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("50.00", "60.00", ["likely"]), ("60.00", "50.00", [])],
)
def test_a_tip_comes_after_the_bill(first: str, second: str, found: list[str]) -> None:
    rows = [
        charge("2024-02-03 11:28:00", SHOP, first.replace(".00", ".30")),
        charge("2024-02-03 15:37:00", SHOP, second.replace(".00", ".36")),
    ]
    assert [word for word, _ in links(rows, "near-amount")] == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("ref 2601154655071 bag", "ref 2601154655071 bag"), []),  # a terminal's, for every try
        (("26011546550 bag", "26011546550 bag"), ["likely"]),
        (("26011546550 bag", "26011546551 bag"), []),
        (("4655 bag", "4655 bag"), []),  # too short to be one thing's own
    ],
)
def test_nearly_one_sum_under_one_long_number(texts: tuple[str, str], found: list[str]) -> None:
    rows = [
        charge("2024-02-03", SHOP, amount, description=text)
        for amount, text in zip(("155.50", "157.00"), texts, strict=True)
    ]
    assert [word for word, _ in links(rows, "near-amount")] == found
    # A third row that carries the number makes it a customer's.
    more = [charge("2024-01-03", SHOP, "20.00", description=texts[0])]
    assert links(rows + more, "near-amount") == []


@pytest.mark.parametrize(
    ("text", "days", "found"),
    [
        ("Annual fee", ("2024-02-03", "2024-02-07"), ["likely"]),
        ("Jahresbeitrag 2024", ("2024-02-03", "2024-02-07"), ["likely"]),
        ("年费", ("2024-02-03 10:00:00", "2024-02-07 12:00:00"), ["likely"]),
        ("Annual fee", ("2024-02-03", "2024-03-14"), ["likely"]),
        ("Annual fee", ("2024-02-03", "2024-03-15"), []),  # beyond forty days
        ("Annual fee", ("2024-02-03", "2024-02-03"), []),  # two members of a family
        ("Fee", ("2024-02-03", "2024-02-07"), []),
        ("Manual", ("2024-02-03", "2024-02-07"), []),
    ],
)
def test_a_yearly_fee_is_due_once(text: str, days: tuple[str, str], found: list[str]) -> None:
    rows = [charge(day, SHOP, "72.50", description=text) for day in days]
    assert [word for word, _ in links(rows, "subscription-twice")] == found
    # A third one within the year: it is no fee of a year, whatever it is called.
    more = [charge("2023-12-03", SHOP, "72.50", description=text)]
    assert "year" not in cases(rows + more, "subscription-twice")


def cases(rows: list[Row], rule: str) -> list[str]:
    found = build.tables(BASE + rows).links
    return [params["case"] for params in found.loc[found["rule"] == rule, "params"]]


def test_a_yearly_fee_is_claimed_though_it_is_called_a_fee() -> None:
    rows = [
        charge(day, SHOP, "72.50", description="annual fee", nature="fee")
        for day in ("2024-02-03", "2024-02-07")
    ]
    assert build.words(build.find(BASE + rows)) == [("subscription-twice", "likely", 2)]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((3, 4), ["likely"]),
        ((3, 4, 5), ["possible"] * 2),  # a room by the night
        ((3, 5, 7), ["likely"] * 2),
    ],
)
def test_three_days_in_a_row_are_nights(days: tuple[int, ...], found: list[str]) -> None:
    rows = [charge(f"2024-02-{day:02d}", SHOP, "96.83") for day in days]
    assert [word for word, _ in links(rows, "re-presented")] == found


def test_the_bank_s_own_word_before_most_names_is_no_name() -> None:
    """Behind it a processor's name can be seen, and the second try took that way."""
    bank = [{**row, "merchant": f"KRTX {row['merchant']}"} for row in BASE]
    rows = [
        charge("2024-02-03", "KRTX Brindle Cycles", "61.37"),
        charge("2024-02-03", "KRTX SUMUP *BRINDLE CY", "61.37"),
    ]
    assert build.words(build.find(bank + rows)) == [("other-name", "likely", 2)]
    assert build.find(BASE + rows).groups == ()


def test_a_clock_behind_a_day_without_its_year_is_the_purchase_s() -> None:
    """Booked days later: the text tells when it was bought, to the minute."""
    rows = [
        charge("2024-02-06", f"CARD {SHOP} 03/02 {clock} REF. : 57605751222098{n}", "61.37")
        for n, clock in enumerate(("19:54", "19:55"))
    ]
    assert [word for word, _ in links(rows, "rapid-repeat")] == ["likely"]
    habit = [
        charge(
            f"2024-01-{d:02d}",
            f"CARD {SHOP} {d - 2:02d}/01 {19 + n}:54 REF. : 4760575{d}{n}",
            "7.99",
        )
        for d in range(5, 25, 3)
        for n in range(2)
    ]
    assert build.find(BASE + habit).groups == ()


def test_a_second_instalment_of_one_number_is_one_bill() -> None:
    rows = [
        charge(f"2024-02-{day:02d}", f"{SHOP} INSTALMENT {n}/12 SI {day:02d}FEB", "132.61")
        for day, n in ((3, 5), (6, 5), (20, 6))
    ]
    assert [word for word, _ in links(rows, "same-bill")] == ["strong"]


@pytest.mark.parametrize(("text", "found"), [("", []), ("subscription", ["likely"])])
def test_a_week_s_rhythm_is_kept_by_people_too(text: str, found: list[str]) -> None:
    """Bread every Saturday, and once on Sunday: only a text makes it a bill."""
    days = (3, 10, 17, 18, 24)
    rows = [charge(f"2024-02-{day:02d}", SHOP, "6.40", description=text or None) for day in days]
    assert [word for word, _ in links(rows, "subscription-twice")] == found


@pytest.mark.parametrize(
    ("again", "word"),
    [
        ("2024-02-05 03:44:51", "likely"),
        ("2024-02-04 03:44:51", "likely"),
        ("2024-02-05 17:44:51", "possible"),
    ],
    ids=["at night", "the same night", "by day"],
)
def test_sent_again_at_night_by_a_machine(again: str, word: str) -> None:
    rows = [charge(when, SHOP, "62.00") for when in ("2024-02-03 13:21:02", again)]
    group = build.only(build.find(BASE + rows))
    assert (group.rules[0], group.confidence) == ("re-presented", word)


def test_a_batch_that_is_booked_at_one_time() -> None:
    """Two sums of one shop, bought eleven minutes apart, both come again within seconds."""
    times = [("14:27:31", "16:16:11"), ("14:38:28", "16:16:12")]
    rows = [
        charge(f"{day} {clock}", SHOP, amount)
        for amount, clocks in zip(("84.00", "52.00"), times, strict=True)
        for day, clock in zip(("2024-02-03", "2024-02-05"), clocks, strict=True)
    ]
    assert {w for _, w, _ in build.words(build.find(BASE + rows))} == {"likely"}


@pytest.mark.parametrize(("days", "fine"), [(12, False), (4, True)])
def test_one_time_on_all_days_is_no_time(days: int, fine: bool) -> None:
    """2017-08-03T05:00:00Z is midnight elsewhere."""
    hours = [4 if n % 2 else 5 for n in range(days)]
    rows = [
        charge(f"2024-02-{n + 1:02d} 0{hour}:00:00", f"Hut {n}", f"{n + 7}.37")
        for n, hour in enumerate(hours)
    ]
    rows += [charge("2024-02-03 05:00:00", SHOP, "62.00")] * 2
    words = build.words(build.find(rows))
    assert [rule for rule, _, _ in words][:1] == (["rapid-repeat"] if fine else ["same-day"])


def test_a_contract_s_number_comes_back_with_two_bills_each_time() -> None:
    rows = [
        charge(f"2024-0{month}-20", "Quill Seats", "68.37", order_id="81907187")
        for month in (1, 2, 3)
        for _ in range(2)
    ]
    assert not [w for _, w, _ in build.words(build.find(BASE + rows)) if w in ("strong", "likely")]


@pytest.mark.parametrize(
    ("small", "large", "found"),
    [("407.00", "415.14", True), ("407.00", "415.00", False), ("46.28", "52.06", True)],
    ids=["a fee of two per cent", "no share", "a service charge of an eighth"],
)
def test_exact_shares(small: str, large: str, found: bool) -> None:
    rows = [charge("2024-02-03 21:39:40", SHOP, small), charge("2024-02-03 21:41:46", SHOP, large)]
    assert bool(build.find(BASE + rows).groups) is found


@pytest.mark.parametrize(("code", "n"), [("CV92Y6IMR", 1), ("CV92Y6IMS", 0)])
def test_a_shop_s_code_behind_its_star_names_the_order(code: str, n: int) -> None:
    rows = [charge("2024-02-03", "QUILL.EXAMPLE*CV92Y6IMR", "95.91"),
            charge("2024-02-08", f"QUILL.EXAMPLE*{code}", "95.91")]  # fmt: skip
    assert len(build.find(BASE + rows).groups) == n
