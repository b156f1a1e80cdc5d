"""Every excuse: what it silences or lowers, and what it leaves alone."""

from __future__ import annotations

import pytest

from dupcharge.rules import EXCUSES
from dupcharge.rules.kinds import kind_of
from dupcharge.rules.policy import CAPS

from . import build
from .build import Row, background, charge, refund

BASE = background()


def pairs(merchant: str, amount: str, *times: str, **more: object) -> list[Row]:
    return [charge(time, merchant, amount, **more) for time in times]


def found(rows: list[Row]) -> list[tuple[str, str, int]]:
    return build.words(build.find(BASE + rows))


def test_every_cap_belongs_to_an_excuse() -> None:
    assert {excuse for excuse, _ in CAPS} == {excuse.name for excuse in EXCUSES}


# --- habit --------------------------------------------------------------------------------------

PAIR = ("2024-03-04 15:20:10", "2024-03-04 15:20:41")
EARLIER = ("2024-02-12 14:03:16", "2024-02-12 14:04:29")
ONCE_MORE = ("2024-02-19 11:53:44", "2024-02-19 11:54:05")


def test_without_other_rows_there_is_no_habit() -> None:
    assert found(pairs("Quill Studio", "31.80", *PAIR)) == [("rapid-repeat", "strong", 2)]


def test_one_repeat_elsewhere_leaves_possible_and_two_silence() -> None:
    once = found(pairs("Quill Studio", "31.80", *PAIR, *EARLIER))
    assert {word for _, word, _ in once} == {"possible"}
    assert found(pairs("Quill Studio", "31.80", *PAIR, *EARLIER, *ONCE_MORE)) == []


def test_a_habit_of_hours_does_not_excuse_seconds() -> None:
    days = [f"2024-02-{d:02d} {h}:30:00" for d in (5, 6, 12, 13, 20) for h in ("12", "18")]
    assert found(pairs("Quill Studio", "31.80", *PAIR, *days))[0][1] == "strong"


@pytest.mark.parametrize(
    ("near", "word"),
    [
        (("2024-03-04 21:19:10", "2024-03-04 21:19:41"), "strong"),  # the fault of one evening
        (("2024-03-04 21:22:10", "2024-03-04 21:22:41"), "possible"),  # six hours later
        (("2024-03-05 15:20:10", "2024-03-05 15:20:41"), "possible"),  # as the day before
    ],
)
def test_rows_of_the_same_visit_teach_nothing(near: tuple[str, str], word: str) -> None:
    assert {w for _, w, _ in found(pairs("Quill Studio", "31.80", *PAIR, *near))} == {word}


def test_what_is_sent_again_is_one_charge_and_not_several() -> None:
    one, again = "2024-03-04 15:20:10", "2024-03-06 15:50:10"
    assert found(pairs("Quill Studio", "61.37", one, again))[0][:2] == ("re-presented", "likely")
    more = ("2024-03-06 16:20:10", "2024-03-06 16:50:10")
    assert "likely" not in {
        word
        for rule, word, _ in found(pairs("Quill Studio", "61.37", one, again, *more))
        if rule == "re-presented"
    }


def test_a_sum_paid_here_at_other_times_is_a_price_of_the_place() -> None:
    again = ("2024-03-04 15:20:10", "2024-03-05 17:20:10")
    other = ("2024-02-02 15:20:10", "2024-02-20 15:20:10")
    assert found(pairs("Quill Studio", "61.37", *again, other[0]))[0][1] == "likely"
    assert found(pairs("Quill Studio", "61.37", *again, *other))[0][1] == "possible"
    one_day = ("2024-03-04 12:20:10", "2024-03-04 17:20:10")
    assert found(pairs("Quill Studio", "61.37", *one_day, other[0]))[0][1] == "likely"
    assert found(pairs("Quill Studio", "61.37", *one_day, *other))[0][1] == "possible"


def test_a_standing_debit_booked_as_a_transfer_is_still_a_bill() -> None:
    days = [f"2024-{m:02d}-20" for m in (1, 2, 3)]
    twice = pairs("Film Club", "15.70", *days, "2024-03-20", nature="transfer")
    assert ("subscription-twice", "likely") in {w[:2] for w in found(twice)}
    person = pairs("transfer to J. Rao", "15.70", *days, "2024-03-20", nature="transfer")
    assert found(person) == []


def test_a_fare_for_a_companion_is_not_lifted_by_single_rides() -> None:
    days = [f"2024-01-{d:02d} 08:1{d % 9}:07" for d in range(2, 28, 3)]
    pair = ("2024-03-04 15:20:10", "2024-03-04 15:20:14")
    assert found(pairs("City Buses", "9.50", *days, *pair))[0][1] == "possible"
    assert found(pairs("Quill Coffee", "9.50", *days, *pair))[0][1] == "strong"


def test_a_daily_habit_excuses_the_next_day() -> None:
    days = [f"2024-02-{d:02d} 12:10:00" for d in (5, 6, 7, 12, 13, 14)]
    assert (
        found(pairs("Quill Studio", "61.37", *days, "2024-03-04 12:20:00", "2024-03-05 12:11:00"))
        == []
    )


def test_a_habit_never_excuses_one_order() -> None:
    rows = pairs("Quill Studio", "31.80", *EARLIER, *ONCE_MORE)
    rows += pairs("Quill Studio", "31.80", *PAIR, order_id="7712")
    assert found(rows)[0][:2] == ("same-order", "strong")


def test_series_elsewhere_excuse_a_series() -> None:
    def series(day: int) -> list[str]:
        return [f"2024-02-{day:02d} 16:{2 * n:02d}:10" for n in range(7)]

    assert found(pairs("Quill Studio", "31.80", *series(3)))[0][1:] == ("likely", 7)
    assert all(
        w == "possible"
        for _, w, _ in found(pairs("Quill Studio", "31.80", *series(3), *series(15)))
    )


# --- places, small change, people, cash, fees ---------------------------------------------------


@pytest.mark.parametrize(
    ("merchant", "kind"),
    [
        ("City Metro", "transit"), ("上海地铁", "transit"), ("Parkhaus Mitte", "parking"),
        ("ﾉｻﾞﾜﾊﾟｰｷﾝｸﾞ", "parking"), ("Nordic Vending", "vending"), ("園區食堂", "canteen"),
        ("Corner Coffee", "coffee"), ("Lark Airways", "travel"), ("话费充值", "topup"),
        ("GELDAUTOMAT 12", "cash"), ("红包", "red_packet"), ("罗小溪", "person"),
        ("Tern Optics", ""), ("シラカバスーパー", ""), ("Barnes Timber", ""), ("鹿鸣大药房", ""),
    ],
)  # fmt: skip
def test_words_of_general_knowledge(merchant: str, kind: str) -> None:
    assert kind_of(merchant) == kind


def test_two_lunches_are_normal_until_single_ones_are_known() -> None:
    pair = ("2024-03-04 08:07:03", "2024-03-04 08:07:15")
    assert {w for _, w, _ in found(pairs("Mill Canteen", "33.00", *pair))} == {"possible"}
    single = [f"2024-02-{d:02d} 08:05:00" for d in (5, 9, 14, 20)]
    assert found(pairs("Mill Canteen", "33.00", *pair, *single))[0][1] == "strong"


def test_a_top_up_is_bought_for_others_however_single_the_rest() -> None:
    pair = ("2024-03-04 08:07:03", "2024-03-04 08:07:15")
    single = [f"2024-02-{d:02d} 08:05:00" for d in (5, 9, 14, 20)]
    assert {w for _, w, _ in found(pairs("Mobile Top-up", "33.00", *pair, *single))} == {"possible"}


def test_a_long_series_is_no_snack() -> None:
    times = [f"2024-03-04 08:{n:02d}:15" for n in range(12)]
    assert found(pairs("City Metro", "33.00", *times))[0][1] == "strong"


def test_small_change_stays_possible() -> None:
    pair = ("2024-03-04 11:59:54", "2024-03-04 12:00:36")
    assert {w for _, w, _ in found(pairs("Lime Studio", "0.60", *pair))} == {"possible"}
    assert found(pairs("Lime Studio", "60.60", *pair))[0][1] == "strong"


@pytest.mark.parametrize("nature", ["transfer", "red_packet", "withdrawal", "fee", "interest"])
def test_money_that_buys_nothing(nature: str) -> None:
    at_once = ("2024-03-04 15:20:10", "2024-03-04 15:20:{}")
    for second, words in (("30", {"possible"}), ("31", set())):
        rows = pairs("Quill Studio", "31.80", at_once[0], at_once[1].format(second), nature=nature)
        assert {w for _, w, _ in found(rows)} == words
    apart = pairs(
        "Quill Studio", "31.37", "2024-03-04 10:00:00", "2024-03-04 15:00:00", nature=nature
    )
    assert found(apart) == []


# --- corrected ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("back", "n"), [("2024-03-04 11:00:00", 0), ("2024-03-04 13:00:00", 1)])
def test_given_back_before_the_second_charge(back: str, n: int) -> None:
    rows = pairs("Quill Studio", "61.37", "2024-03-04 10:00:00", "2024-03-04 12:00:00")
    rows.append(refund(back, "Quill Studio", "61.37"))
    assert len(found(rows)) == n


# --- texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("Burger Corner #531", "Burger Corner #282", None),
        ("Burger Corner Leeds GB", "Burger Corner York GB", None),
        ("Burger Corner #531", "Burger Corner #531", "likely"),
    ],
)
def test_branches(one: str, two: str, word: str | None) -> None:
    rows = [charge("2024-03-04", one, "61.37"), charge("2024-03-04", two, "61.37")]
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("ticket 6-1", "ticket 6-2", None),
        ("plan card A", "plan card B", None),
        ("part 2/6", "part 3/6", None),
        ("order", "order", "likely"),
        ("ref 5162819836", "ref 2378242333", "likely"),  # the bank's own numbers always change
        ("order no 5162819836", "order no 2378242333", "possible"),
        ("ticket R. Calloway", "ticket D. Okafor", None),
    ],
)
def test_descriptions(one: str, two: str, word: str | None) -> None:
    rows = [charge("2024-03-04", "Quill Studio", "61.37", description=d) for d in (one, two)]
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


def test_deposit_and_balance_of_one_order() -> None:
    rows = [
        charge("2024-03-04 10:00:00", "Amber Hotel", "84.27", order_id="77", description="deposit"),
        charge("2024-03-12 15:00:00", "Amber Hotel", "84.27", order_id="77", description="balance"),
    ]
    assert found(rows) == []


def test_parts_of_one_order() -> None:
    rows = [
        charge("2024-03-04 10:00:00", "Quill Studio", "84.27", order_id="B7712-1"),
        charge("2024-03-04 10:00:01", "Quill Studio", "84.27", order_id="B7712-2"),
    ]
    assert found(rows) == []


def test_two_policies_of_one_insurer() -> None:
    rows = [
        charge(f"2024-{m:02d}-14 04:31:{s}", f"Maple Insurance {number}", "51.90")
        for m in (1, 2, 3)
        for s, number in (("10", "6036350-2"), ("38", "4022413-1"))
    ]
    assert found(rows) == []


# --- rhythm -------------------------------------------------------------------------------------


def test_seats_come_in_company_every_month() -> None:
    rows = pairs(
        "Team Wiki",
        "28.00",
        *(f"2024-{m:02d}-20 04:02:{s}" for m in (1, 2, 3) for s in ("44", "50")),
    )
    assert found(rows) == []


def test_a_moved_billing_day_is_possible_at_most() -> None:
    days = ("2024-01-05", "2024-02-05", "2024-02-13", "2024-03-13", "2024-04-13")
    rows = pairs("Cloud Attic", "39.50", *(f"{d} 03:00:00" for d in days))
    assert {w for _, w, _ in found(rows)} == {"possible"}


def test_split_booking() -> None:
    rows = []
    for n in range(30):
        name, sum_ = f"{'abcdefghijklmnopqrstuvwxyzabcd'[n] * 5} supplies {n % 7}", f"{120 + n}.40"
        times = 2 if n % 3 == 0 else 1
        rows += pairs(name, sum_, *[f"2024-02-{n % 28 + 1:02d}"] * times, order_id=f"R{n:05d}")
    assert all(
        w == "possible" for rule, w, _ in build.words(build.find(rows)) if rule == "same-order"
    )


@pytest.mark.parametrize(
    ("more", "n"),
    [({"account": "1299-53"}, 0), ({"account": "5390-51"}, 1), ({}, 1)],
    ids=["two accounts", "one account", "no account"],
)
def test_one_transaction_id_in_two_accounts_is_one_payment(more: dict[str, str], n: int) -> None:
    own = {"transaction_id": "270039100740", "id_trusted": True}
    first = charge(
        "2024-03-04", "Quill Supplies", "339.34", **own, **({"account": "5390-51"} if more else {})
    )
    second = charge("2024-03-04", "Quill Supplies", "339.34", **own, **more)
    groups = found([first, second])
    assert len(groups) == n
    assert not [word for _, word, _ in groups if word != "possible"]


@pytest.mark.parametrize(
    ("note", "word"),
    [("split", "possible"), ("Split, Croatia", "possible"), ("wood glue", "strong")],
)
def test_rows_that_call_themselves_a_split(note: str, word: str) -> None:
    rows = pairs(
        "Quill Studio", "31.80", "2024-03-04 15:20:10", "2024-03-04 15:20:10", description=note
    )
    assert [w for _, w, _ in found(rows)] == [word]
    named = pairs("Konoba Split", "31.80", "2024-03-04 15:20:10", "2024-03-04 15:20:10",
                  description="Konoba Split")  # fmt: skip
    assert [w for _, w, _ in found(named)] == ["strong"]


# --- what is known of places, prices and prints --------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "gap", "word"),
    [
        ("31.37", "12:01:16", "likely"),  # a bill to the cent
        ("31.00", "12:01:16", "possible"),  # a round one a minute later
        ("31.00", "12:00:08", "strong"),  # nobody is served twice in ten seconds
        ("31.00", "12:00:11", "possible"),
    ],
)
def test_where_a_person_serves(amount: str, gap: str, word: str) -> None:
    rows = pairs("Corner Cafe", amount, "2024-03-04 12:00:00", f"2024-03-04 {gap}")
    assert {w for _, w, _ in found(rows)} == {word}


@pytest.mark.parametrize(("end", "word"), [(":00", "strong"), ("", "possible")])
def test_a_clock_of_minutes_does_not_know_a_second_tap(end: str, word: str) -> None:
    visits = [f"2024-02-{d:02d} 08:30{end}" for d in (5, 9, 14, 20)]
    rows = pairs(
        "City Toll Road", "5.50", *visits, f"2024-03-04 08:30{end}", f"2024-03-04 08:30{end}"
    )
    assert {w for _, w, _ in found(rows)} == {word}


def test_list_prices_in_pairs_teach_nothing_of_a_sum_to_the_cent() -> None:
    days = ("2024-02-05", "2024-02-14", "2024-02-20")
    round_pairs = [t for day in days for t in (day, day)]
    rows = pairs("Harbour Fuel", "40.00", *round_pairs[:4]) + pairs(
        "Harbour Fuel", "30.00", *round_pairs[4:]
    )
    assert ("same-day", "likely", 2) in found(
        rows + pairs("Harbour Fuel", "61.37", "2024-03-04", "2024-03-04")
    )


@pytest.mark.parametrize(
    ("others", "second", "word"),
    [
        ([], "Orchard Store", "possible"),  # one article, bought twice
        (["31.40", "12.70"], "Orchard Store", "likely"),
        ([], "ORCHARD STORE", "likely"),  # printed in two ways
    ],
)
def test_one_article_bought_twice(others: list[str], second: str, word: str) -> None:
    rows = pairs("Orchard Store", "64.99", "2024-03-04") + pairs(second, "64.99", "2024-03-04")
    visits = [charge(f"2024-02-{9 + n:02d}", "Orchard Store", a) for n, a in enumerate(others)]
    assert {w for _, w, _ in found(rows + visits)} == {word}


@pytest.mark.parametrize(
    ("at", "n"),
    [
        (1, 0),  # printed between the two of its day: a correction
        (2, 1),  # after both: settled
    ],
)
def test_a_refund_printed_between_two_charges_of_a_day(at: int, n: int) -> None:
    rows = pairs("Lantern Pharmacy", "53.72", "2024-03-04", "2024-03-04")
    rows.insert(at, refund("2024-03-04", "Lantern Pharmacy", "53.72"))
    days = [charge(f"2024-02-{d:02d}", f"Shop {d}", f"{d}.30") for d in range(1, 20)]
    groups = build.find([*days, *rows]).groups
    assert len(groups) == n
    assert all(group.overcharge == 0 for group in groups)


def test_money_that_comes_back_does_not_break_a_series() -> None:
    times = [f"2024-03-04 10:0{n}:00" for n in range(8)]
    rows = pairs("Hill Optics", "61.37", *times)
    rows.insert(4, refund("2024-03-04 10:03:30", "Hill Optics", "61.37"))
    group = build.only(build.find(BASE + rows))
    assert (len(group.charges), group.overcharge) == (8, 6 * 6137)


def test_two_contracts_of_one_price_keep_their_days() -> None:
    days = ("2024-01-15", "2024-02-11", "2024-02-15", "2024-03-11", "2024-03-15")
    rows = pairs("Daily Herald", "37.50", *days, description="recurring payment")
    assert "likely" not in {w for _, w, _ in found(rows)}


@pytest.mark.parametrize(("text", "n"), [("recurring payment", 1), ("thanks", 0)])
def test_what_its_text_calls_recurring_needs_one_step(text: str, n: int) -> None:
    rows = pairs(
        "Daily Herald", "37.50", "2024-02-03", "2024-03-03", "2024-03-05", description=text
    )
    assert sum(rule == "subscription-twice" for rule, _, _ in found(rows)) == n


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("NEXT DOOR CLOTHING LEEDS", "ZTX*NEXT DOOR CLOTHING", "likely"),
        ("PAYWAY*HILL CLINIC", "PAYWAY*SQ *HILL CLINIC", "likely"),
        ("Hill Clinic LEEDS", "Hill Clinic YORK", None),
    ],
)
def test_a_name_behind_an_unknown_processor(one: str, two: str, word: str | None) -> None:
    rows = pairs(one, "61.37", "2024-03-04") + pairs(two, "61.37", "2024-03-04")
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


def test_one_name_in_the_description_in_two_guises_is_no_other_text() -> None:
    rows = [
        charge("2024-03-04", "Denim Yard", "61.37", description="DENIM YARD  LEEDS"),
        charge("2024-03-04", "Denim Yard", "61.37", description="DENIM YARD #1123"),
    ]
    assert found(rows) == [("same-day", "likely", 2)]


@pytest.mark.parametrize("name", ["B Tennant", "PAYWAY *B TENNANT"])
@pytest.mark.parametrize(("amount", "word"), [("40.00", "possible"), ("41.37", "strong")])
def test_an_initial_and_a_name_may_be_a_person(name: str, amount: str, word: str) -> None:
    times = ("2024-02-03 10:00:00", "2024-02-03 10:00:40")
    assert [w for _, w, _ in found(pairs(name, amount, *times))] == [word]


@pytest.mark.parametrize(("text", "word"), [("自动续费", "likely"), ("月捐", None)])
def test_a_gift_that_renews_itself_is_no_second_gift(text: str, word: str | None) -> None:
    days = [f"2024-{m:02d}-15 04:14:11" for m in (1, 2, 3)]
    rows = pairs("晨光公益基金会", "28.00", *days, "2024-03-15 04:34:16", description=text)
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


def test_an_inn_where_every_visit_costs_another_sum_is_a_restaurant() -> None:
    twice = pairs("Landgasthof Lind", "51.90", "2024-03-04 13:43", "2024-03-04 13:44")
    visits = [
        charge(f"2024-01-{3 * n + 1:02d} 12:30", "Landgasthof Lind", f"{20 + 7 * n}.30")
        for n in range(9)
    ]
    assert [w for _, w, _ in found(twice)] == ["possible"]  # two rooms
    assert [w for _, w, _ in found(twice + visits)] == ["likely"]


def test_hours_later_one_rides_back_for_the_same() -> None:
    soon, later = (
        ("2024-03-04 17:16:06", "2024-03-04 17:40:42"),
        ("2024-03-04 17:16:06", "2024-03-04 21:06:42"),
    )
    assert [w for _, w, _ in found(pairs("Freeway Cab", "90.65", *soon))] == ["likely"]
    assert "likely" not in [w for _, w, _ in found(pairs("Freeway Cab", "90.65", *later))]
    assert "likely" not in [
        w for _, w, _ in found(pairs("Freeway Cab", "90.65", "2024-03-04", "2024-03-04"))
    ]


def test_a_taxi_s_sum_to_the_cent_is_no_flat_fare() -> None:
    times = ("2024-03-04 13:43:10", "2024-03-04 13:43:30")
    assert [w for _, w, _ in found(pairs("City Taxi", "9.37", *times))] == ["strong"]
    assert [w for _, w, _ in found(pairs("City Taxi", "9.00", *times))] == ["possible"]


@pytest.mark.parametrize(
    ("currency", "kana", "word"),
    [("CNY", "", "possible"), ("JPY", "", "likely"), ("XXX", "カフェ", "likely")],
)
def test_a_word_that_means_something_else_in_another_country(
    currency: str, kana: str, word: str
) -> None:
    """A hotel in China, a liquor shop in Japan."""
    base = [{**row, "currency": currency} for row in BASE]
    if kana:
        base[0]["merchant"] = kana
    rows = pairs("東雲酒店", "5479.13", "2024-03-04", "2024-03-04")
    group = build.only(build.find([*base, *({**row, "currency": currency} for row in rows)]))
    assert group.confidence == word


# --- who paid -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "groups"), [("Ito Hana", 0), ("Ode Kofi", 1), (None, 1)])
def test_two_people_of_one_list_each_bought_for_themselves(second: str | None, groups: int) -> None:
    rows = [
        charge("2024-03-04", "Quill Studio", "31.87", holder="Ode Kofi"),
        charge("2024-03-04", "Quill Studio", "31.87", holder=second),
    ]
    assert len(found(rows)) == groups


# --- codes, rounds, lists -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("HARBOUR MKT*7H2KD9Q1 RIGA", "HARBOUR MKT*9QX41ZP8 RIGA", "possible"),
        ("HARBOUR MKT*7H2KD9Q1 RIGA", "HARBOUR MKT*7H2KD9Q1 RIGA", "likely"),
    ],
)
def test_a_code_behind_a_star_is_the_order_s_own(one: str, two: str, word: str) -> None:
    visits = [
        charge(f"2024-02-{d:02d}", f"HARBOUR MKT*{d}KX7Q2M RIGA", f"{d + 20}.{d + 11}")
        for d in range(10, 16)
    ]
    rows = [charge("2024-03-04", name, "53.37") for name in (one, two)]
    assert [w for _, w, _ in found(visits + rows)] == [word]


@pytest.mark.parametrize(
    ("clocks", "words"),
    [(("18:21", "18:44", "19:10"), []), (("18:21", "18:44"), ["likely"])],
)
def test_three_rounds_of_an_evening(clocks: tuple[str, ...], words: list[str]) -> None:
    rows = [charge(f"2024-03-04 {clock}:00", "The Long Anchor Pub", "41.83") for clock in clocks]
    assert [w for _, w, _ in found(rows)] == words


@pytest.mark.parametrize(("merchants", "word"), [(3, "likely"), (4, "possible")])
def test_days_of_six_equal_charges_at_many_merchants_are_a_firm_s_list(
    merchants: int, word: str
) -> None:
    names = ("Quill Studio", "Tern Optics", "Camber Cycles", "Lantern Works")[:merchants]
    rows = [
        charge(f"2024-03-{4 + 3 * n:02d}", name, f"{143 + n}.37")
        for n, name in enumerate(names)
        for _ in range(6)
    ]
    assert {w for _, w, _ in found(rows)} == {word}


def test_a_telephone_number_is_no_order_s() -> None:
    rows = [
        charge("2024-03-04", f"HARBOUR BILL 555-014-2233 {code}", "9.99")
        for code in ("QKRN4TMXBD", "QKTK0HA2ZC")
    ]
    assert {w for _, w, _ in found(rows)} <= {"possible"}


# --- firms, cards, and prints -------------------------------------------------------------------


@pytest.mark.parametrize(("second", "groups"), [("CC-4200", 0), ("CC-4100", 1), (None, 1)])
@pytest.mark.parametrize("text", [None, "Invoice 2093357"])
def test_one_bill_borne_by_two_cost_centres(
    text: str | None, second: str | None, groups: int
) -> None:
    rows = [
        charge("2024-03-04", "Quill Studio", "31.87", description=text, allocation="CC-4100"),
        charge("2024-03-04", "Quill Studio", "31.87", description=text, allocation=second),
    ]
    assert len(found(rows)) == groups


@pytest.mark.parametrize(("kind", "word"), [("Card purchase", "strong"), ("Payment", "possible")])
def test_a_card_pays_shops_however_they_are_called(kind: str, word: str) -> None:
    rows = pairs("Paula Brandt", "42.54", *PAIR, type_text=kind)
    assert [w for _, w, _ in found(rows)] == [word]


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("2024-03-04 12:00:00", "2024-03-04 19:00:00", "possible"),  # two parts of a bill
        ("2024-03-04 12:00:00", "2024-03-04 12:00:09", "strong"),
    ],
)
def test_an_initial_and_a_name_hours_apart(first: str, second: str, word: str) -> None:
    assert [w for _, w, _ in found(pairs("E Davies", "87.43", first, second))] == [word]


@pytest.mark.parametrize(("description", "word"), [("服务费", "likely"), ("晨光药店 服务费", None)])
def test_a_shop_takes_money_for_its_service(description: str, word: str | None) -> None:
    """What a wallet calls the goods is no fee of a bank, unless there is no other name."""
    rows = pairs("晨光药店", "82.54", "2024-03-04", "2024-03-04", description=description)
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


@pytest.mark.parametrize(
    ("other", "word"), [("Pension Erlengrund", "possible"), ("PENSION ERLENGRUND KÖLN", "likely")]
)
def test_two_rooms_are_printed_in_one_way(other: str, word: str) -> None:
    rows = [
        charge("2024-03-04", "Pension Erlengrund", "281.12"),
        charge("2024-03-04", other, "281.12"),
    ]
    assert [w for _, w, _ in found(rows)] == [word]


@pytest.mark.parametrize(("later", "words"), [(3, ["strong"]), (6, ["possible"])])
def test_ten_at_once_are_no_habit_of_one_who_took_three(later: int, words: list[str]) -> None:
    rows = [charge(f"2024-03-04 10:{5 * n:02d}:00", "Quill Studio", "42.54") for n in range(10)]
    rows += [charge(f"2024-03-14 10:{9 * n:02d}:00", "Quill Studio", "18.20") for n in range(later)]
    bursts = [g for g in build.find(BASE + rows).groups if len(g.charges) == 10]
    assert [g.confidence for g in bursts] == words


def test_a_row_called_a_fee_at_a_shop_of_its_own_name_is_a_purchase() -> None:
    rows = pairs("晨光旗舰店", "82.54", *PAIR, description="服务费", nature="fee")
    assert [w for _, w, _ in found(rows)] == ["strong"]


@pytest.mark.parametrize(
    ("days", "word"),
    [
        # Begun on one day, kept on another.
        (("2023-12-30", "2024-01-02", "2024-02-02", "2024-03-04", "2024-04-02"), "possible"),
        (("2024-01-02", "2024-01-05", "2024-02-02", "2024-03-04"), "likely"),
        (("2024-01-06", "2024-02-03", "2024-02-12", "2024-03-11"), "possible"),  # four weeks
    ],
)
def test_the_later_bills_say_which_day_is_the_new_one(days: tuple[str, ...], word: str) -> None:
    """A bill that a weekend puts off keeps its day all the same."""
    rows = [charge(day, "Cloud Attic", "9.50") for day in days]
    groups = build.find(BASE + rows).groups
    assert [g.confidence for g in groups if "subscription-twice" in g.rules] == [word]


def test_a_fault_of_which_one_was_given_back_is_no_habit() -> None:
    shop = "Harbour Foods"
    days = [charge(f"2024-01-{d:02d}", shop, f"{20 + d}.37") for d in range(2, 20, 3)]
    triples = [pairs(shop, f"{60 + n}.41", *[f"2024-0{n}-22"] * 3) for n in (1, 2, 3)]
    assert {w for _, w, _ in found([*days, *(row for rows in triples for row in rows)])} == {
        "possible"
    }
    back = [refund(f"2024-0{n}-25", shop, f"{60 + n}.41") for n in (1, 2, 3)]
    assert {w for _, w, _ in found([*days, *(row for rows in triples for row in rows), *back])} == {
        "likely"
    }


@pytest.mark.parametrize(
    ("merchant", "amount", "word"),
    [
        ("Tilia Laundry", "55.69", "strong"),
        ("Tilia Laundry", "56.00", "possible"),
        ("Tilia 话费", "50.00", "possible"),
    ],
)
def test_a_laundry_s_sum_to_the_cent_is_no_machine_s(merchant: str, amount: str, word: str) -> None:
    rows = pairs(merchant, amount, "2024-03-04 12:00:00", "2024-03-04 12:00:37")
    assert [w for _, w, _ in found(rows)] == [word]


def test_a_bill_that_is_called_a_top_up() -> None:
    """Every month another sum, so that it is a bill, and one of them twice."""
    bills = [charge(f"2024-0{n}-05 10:00:00", "青禾话费", f"{100 + 7 * n}.39") for n in range(1, 9)]
    again = charge("2024-04-09 10:00:00", "青禾话费", "128.39")
    assert [w for _, w, _ in found([*bills, again])] == ["likely"]
    whole = [{**row, "amount": 5000} for row in [*bills, again]]
    assert found(whole) == []


@pytest.mark.parametrize(("at", "n"), [(1, 0), (2, 1)])
def test_one_minute_holds_the_refund_and_the_second_charge(at: int, n: int) -> None:
    """A clock of minutes: the order of the file tells which came first."""
    days = [charge(f"2024-02-{d:02d} 10:00", f"Shop {d}", f"{d}.30") for d in range(1, 20)]
    rows = pairs("Hill Optics", "61.37", "2024-03-04 10:00", "2024-03-04 10:06")
    rows.insert(at, refund("2024-03-04 10:06", "Hill Optics", "61.37"))
    assert len(build.find([*days, *rows]).groups) == n


@pytest.mark.parametrize(("kind", "n"), [("CARD_PAYMENT", 1), ("TRANSFER", 0)])
def test_what_is_paid_by_card_too_is_no_person(kind: str, n: int) -> None:
    bills = [
        charge(f"2024-0{m}-05 10:00:00", "Lumen Energy", f"{50 + m}.58", type_text="TRANSFER",
               nature="transfer")
        for m in (1, 2, 3)
    ]  # fmt: skip
    nature = "purchase" if n else "transfer"
    again = charge("2024-03-08 09:00:00", "Lumen Energy", "53.58", type_text=kind, nature=nature)
    assert len(found([*bills, again])) == n


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("Northair 2777349 Kassel", "Northair 2777350 Kassel", "possible"),  # tickets in a row
        ("Northair 349 Kassel", "Northair 350 Kassel", None),  # two stores
    ],
)
def test_numbers_in_a_row_are_tickets_of_one_booking(one: str, two: str, word: str | None) -> None:
    rows = [charge("2024-03-04", name, "181.39") for name in (one, two)]
    rows += [charge(f"2024-02-{n:02d}", f"Ruth {n} Kassel 91{n}3046", "9.31") for n in (11, 12, 13)]
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


def test_what_a_terminal_gives_to_every_try_tells_nothing_apart() -> None:
    texts = [f"Pas 003 04-03-2024 14:07 Transactie: FGP{n} Term: FGP0RM" for n in ("694", "066")]
    rows = [charge("2024-03-06", "Brindle Cycles", "131.28", description=text) for text in texts]
    assert [w for _, w, _ in found(rows)] == ["likely"]
    seats = [row | {"description": f"seat {n}"} for n, row in enumerate(rows)]
    assert found(seats) == []


@pytest.mark.parametrize("place", ["Tilia Taxi", "Tilia Coffee", "Tilia Parking", "北斗便利店"])
@pytest.mark.parametrize(("n", "claimed"), [(5, []), (6, ["likely"])])
def test_nobody_rides_or_eats_six_times_in_an_hour(place: str, n: int, claimed: list[str]) -> None:
    rows = pairs(place, "14.90", *[f"2024-03-04 10:{3 * m:02d}:10" for m in range(n)])
    assert [w for _, w, _ in found(rows) if w != "possible"] == claimed


def test_six_at_a_bar_are_rounds() -> None:
    rows = pairs("Tilia Bar", "14.90", *[f"2024-03-04 20:{9 * m:02d}:10" for m in range(6)])
    assert {w for _, w, _ in found(rows)} <= {"possible"}


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("0162195230300 passenger 1", "0162195230301 passenger 2", None),
        ("0162195230300 passenger 1", "0162195230300 passenger 1", "likely"),
        ("Payment 2/3 41648482 No 40977728203", "Payment 2/3 41648482 No 04775627307", "likely"),
        ("Payment 2/3 41648482 No 40977728203", "Payment 3/3 41648482 No 04775627307", None),
        ("Contactless purchase - 8908", "Contactless purchase - 0222", "likely"),
        ("Contactless seat 8908", "Contactless seat 0222", None),
    ],
)
def test_what_counts_on_and_what_a_bank_numbers(one: str, two: str, word: str | None) -> None:
    rows = [charge("2024-03-04", "Northair", "181.39", description=text) for text in (one, two)]
    claimed = [w for _, w, _ in found(rows) if w in ("likely", "strong")]
    assert bool(claimed) is (word is not None)


def test_a_day_of_rounds_at_a_bar_is_at_most_possible() -> None:
    rows = pairs("Tilia Bar", "16.37", *["2024-03-04"] * 7)
    assert {w for _, w, _ in found(rows)} <= {"possible"}


@pytest.mark.parametrize(("third", "words"), [(None, ["likely"]), ("Rao Mina", [])])
def test_a_large_sum_to_the_cent_of_two_holders_is_one_purchase(
    third: str | None, words: list[str]
) -> None:
    """A couple hardly buys for the same large sum twice on a day; a firm's people do."""
    rows = [
        charge("2024-03-04", "Quill Timber", "377.91", holder=h) for h in ("Ito Hana", "Ode Kofi")
    ]
    rows += [charge("2024-03-09", "Elm Cafe", "7.20", holder=third)] if third else []
    assert [word for _, word, _ in found(rows)] == words


def test_words_at_many_merchants_say_how_one_pays() -> None:
    how = ("scanned", "in the shop")
    base = [{**row, "description": how[n % 2]} for n, row in enumerate(BASE)]
    rows = [charge(f"2024-03-04 15:20:{s}", "Quill Studio", "31.80", description=d)
            for s, d in zip(("10", "41"), how, strict=True)]  # fmt: skip
    assert [w for _, w, _ in build.words(build.find(base + rows))] == ["strong"]
    assert [w for _, w, _ in build.words(build.find(BASE + rows))] == ["possible"]


@pytest.mark.parametrize(
    ("one", "two", "n"),
    [
        ("invoice RE-5512034 Lastschrift", "invoice RE-5512034 Ueberweisung", 1),
        ("E-LASKU", "TILISIIRTO", 1),
        ("contract 5512034 instalment", "contract 5512034 thank you", 1),
        ("winter tyres", "summer tyres", 0),
    ],
)
def test_a_bill_paid_in_two_ways_is_one(one: str, two: str, n: int) -> None:
    rows = [charge("2024-03-04", "Quill Energy", "231.83", description=one),
            charge("2024-03-05", "Quill Energy", "231.83", description=two)]  # fmt: skip
    assert len(found(rows)) == n


@pytest.mark.parametrize(("debits", "n"), [(3, 1), (1, 0)])
def test_who_collects_by_debit_is_no_person(debits: int, n: int) -> None:
    """A water company is sent money once, and collects the same bill."""
    rows = [charge(f"2023-{12 - k}-04", "Quill Water", f"{50 + k}.37") for k in range(debits - 1)]
    rows += [charge("2024-01-04", "Quill Water", "154.09"),
             charge("2024-01-03", "Quill Water", "154.09", nature="transfer")]  # fmt: skip
    assert len(found(rows)) == n


def test_other_sums_in_pairs_within_minutes_are_a_habit_of_the_place() -> None:
    pair = pairs("Stone Deck", "9.37", "2024-03-04 20:03:29", "2024-03-04 20:04:38")
    others = [
        charge(f"2024-02-{day:02d} 20:{clock}", "Stone Deck", f"{sum_}.98")
        for sum_, day in ((1, 3), (2, 10), (3, 17))
        for clock in ("10:00", "13:20")
    ]
    assert [w for _, w, _ in found(pair)] == ["likely"]
    assert "likely" not in [w for _, w, _ in found(pair + others)]


@pytest.mark.parametrize(
    ("merchant", "amount", "word"),
    [("CASH BRAMBLE HEADROW", "50.00", ""), ("Cash & Carry Bramble", "50.00", "strong"),
     ("CASH BRAMBLE HEADROW", "51.37", "strong")],
)  # fmt: skip
def test_cash_and_whose_machine_it_is(merchant: str, amount: str, word: str) -> None:
    rows = pairs(merchant, amount, "2024-03-04 07:59:35", "2024-03-04 08:00:09")
    assert [w for _, w, _ in found(rows)] == ([word] if word else [])


def test_bought_by_card_whatever_the_text_says_of_commissions() -> None:
    text = "Compra {}, Valencia, Tarjeta 5489, Comision 0,00"
    rows = pairs("Quill Studio", "169.13", "2024-03-04", "2024-03-04",
                 description=text.format("Quill Studio"))  # fmt: skip
    assert [w for _, w, _ in found(rows)] == ["likely"]
