"""What a text names by its number: read, used as evidence, and used as an excuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd
import pytest

from dupcharge.rules import same_bill
from dupcharge.rules.numbers import shapes, tell_apart, things
from dupcharge.rules.policy import Policy
from dupcharge.rules.purchases import purchases
from dupcharge.rules.sightings import Sightings
from dupcharge.rules.texts import own_description, says_hold

from . import build
from .build import Row, background, charge

BASE = background()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SKY AIR TKT 0165081163188", {("ticket", "0165081163188")}),
        ("Northern Airways 7849504569767", {("ticket", "7849504569767")}),
        ("北方航空 日用品 7840981813185", {("ticket", "7840981813185")}),
        ("Cola 6901234567892", set()),
        ("车牌 86-D5681", {("contract", "86-d5681")}),
        ("세탁소 할부 1/2", {("part", "1/2")}),
        ("Hut Books Order SO-18475312", {("order", "so-18475312")}),
        ("Bestellung 78761245 Karte 5", {("order", "78761245")}),
        ("invoice no. 35465", {("invoice", "35465")}),
        ("faktura nr: 338333", {("invoice", "338333")}),
        ("晨光文具 发票 5577", {("invoice", "5577")}),
        ("CHECK #1757", {("cheque", "1757")}),
        ("RENEWAL oak-studio.example", {("renewal", "oak-studio.example")}),
        ("SESSION 41907358", {("session", "41907358")}),
        ("échéance 4 sur 12 contrat 5460341", {("part", "4/12 5460341"), ("contract", "5460341")}),
        ("instalment 4/12 contract 5460341", {("part", "4/12 5460341"), ("contract", "5460341")}),
        ("分期账单 第4/12期", {("part", "4/12")}),
        ("Parcela 3 de 4", {("part", "3/4")}),
        ("Rate 13/12", set()),
        ("toll 0608 09:34:58 lane 3", {("moment", "toll 0608 lane 3 09:34:58")}),
        ("09:00:00 toll 14/03/2020", {("moment", "09:00:00 toll 14/03/2020")}),
        ("order 66", set()),
        ("ORCHARD LIFT TICKETS 1360 MAIN ST", set()),  # a street
        ("ORCHARD TICKETS #0148", set()),  # a store
        ("ต้นสน Ref X7243 เลขที่บิล 20179", {("bill", "20179")}),
        ("Kiosk instalment 5/12 02MAY 5264-71XX-XXXX-0912", {("part", "5/12")}),
        ("CEDRO PEDAGIO-01/10", set()),  # no order behind "ped"
        ("CEDRO BILHETE-01/10 CEDRO BILHETE-01/10", set()),
        ("Ped AB-1234567", {("order", "ab-1234567")}),
        ("订单AB1234567", {("order", "ab1234567")}),
        ("border 78761245", set()),
        ("CHECK CARD 78761245", set()),
        ("policy 6036350", {("contract", "6036350")}),
        ("customer 99166 contract 6036350", {("contract", "6036350")}),
        ("boleto 34191.79001", {("bill", "34191.79001")}),
        ("Rezept-Nr. 7001234", {("prescription", "7001234")}),
        ("RÉSERVATION 88123 / reservation 88123", {("booking", "88123")}),
        ("INV 123 ticket 123", {("invoice", "123")}),
        ("invoice 12/03/2024", set()),
        ("Fahrschein 2024-06-04T08:28", set()),
        ("lunch 12:30", set()),
        ("", set()),
    ],
)
def test_things_named_by_number(text: str, named: set[tuple[str, str]]) -> None:
    assert things(text) == named


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("TKT 0165081163188", "TKT 0165081163189", True),
        ("policy 6036350-2", "policy 4022413-1", True),
        ("invoice 35465 receipt 1188", "invoice 35465 receipt 1189", False),
        ("Ticket 3475738513 Booking 898291", "Ticket 3475738514 Booking 898291", True),
        ("Ticket 3475738513 Booking 898291", "Ticket 3475738513 Booking 898291", False),
        ("Invoice 771 order 898291", "Invoice 772 order 898291", False),
        ("invoice 35465 ticket 7788", "invoice 35465 ticket 7789", False),
        ("policy 6036350 ticket 7788", "policy 6036350 ticket 7789", True),
        ("invoice 35465", "invoice 35466", True),
        ("TKT 0165081163188", "TKT 0165081163188", False),
        ("order SO-184753", "order SO-184754", False),  # a retry may be numbered anew
        ("TKT 0165081163188", "invoice 35465", False),
        ("TKT 0165081163188", "", False),
    ],
)
def test_two_numbers_of_one_kind_are_two_things(one: str, two: str, apart: bool) -> None:
    assert tell_apart(things(one), things(two)) is apart
    assert tell_apart(things(two), things(one)) is apart


@pytest.mark.parametrize(
    ("texts", "places", "own"),
    [
        ([f"invoice R2401{n:06d}" for n in range(9)], range(9), {"a0000000000"}),
        ([f"{w} R2401{w * 3:06d}" for w in range(9)], range(9), {"a0000000000"}),
        ([f"invoice R2401{n:06d}" for n in range(9)], [0, 1, 2, 3] * 3, set()),  # four merchants
        ([f"invoice {10**n}" for n in range(2, 11)], range(9), set()),  # each numbers in its way
        ([f"invoice R2401{n:06d}" for n in range(9)] + [""] * 28, range(37), set()),  # few rows
        ([], [], set()),
    ],
)
def test_numbers_that_the_file_gives_to_every_row(
    texts: list[str], places: Iterable[int], own: set[str]
) -> None:
    assert shapes(texts, list(places)[: len(texts)]).own == own


def two(first: str, second: str, days: int, amount: str = "12.00", shop: str = "Hut") -> list[Row]:
    return [
        charge("2024-02-03", shop, amount, description=first),
        charge(str(dt.date(2024, 2, 3) + dt.timedelta(days)), shop, amount, description=second),
    ]


def test_numbers_that_only_this_merchant_prints_tell_two_pieces_apart() -> None:
    vouchers = two("piece 3614019217", "piece 3614144880", 0, "82.99")
    assert [w for _, w, _ in build.words(build.find(BASE + vouchers))] == ["possible"]
    # At a merchant that prints one at every visit, two numbers tell nothing.
    visits = [
        charge(f"2024-0{m}-11", "Hut", f"{m}1.30", description=f"piece 361401{m}217")
        for m in (3, 4, 5)
    ]
    found = build.words(build.find(BASE + vouchers + visits))
    assert [w for _, w, _ in found] == ["likely"]


@pytest.mark.parametrize(
    ("text", "days", "found"),
    [
        ("Order SO-18475312", 5, [("same-bill", "strong", 2)]),
        ("Order SO-18475312", 14, [("same-bill", "strong", 2)]),
        ("Order SO-18475312", 15, [("same-bill", "likely", 2)]),
        ("Order SO-18475312", 30, [("same-bill", "possible", 2)]),  # a month: a contract's?
        ("lane 3 0302 09:34:58", 2, [("same-bill", "likely", 2)]),
        ("instalment 4/12", 2, [("same-bill", "strong", 2)]),
        ("thanks a lot", 5, []),
    ],
)
def test_one_number_charged_twice(text: str, days: int, found: list[tuple[str, str, int]]) -> None:
    assert build.words(build.find(BASE + two(text, text, days))) == found


@pytest.mark.parametrize(("clock", "found"), [("09:34:58", 1), ("09:34:00", 0)])
def test_one_passage_posted_with_another_value_date(clock: str, found: int) -> None:
    one, other = (f"TOLL 0302 {clock} LANE 7 Value Date: {d:02d}/02/2024" for d in (3, 5))
    groups = build.find(BASE + two(one, other, 2)).groups
    assert sum("same-bill" in group.rules for group in groups) == found


def test_a_number_that_stays_is_a_contract() -> None:
    text = "Order SO-18475312"
    later = charge("2024-03-03", "Hut", "12.00", description=text)
    assert build.find([*BASE, *two(text, text, 5), later]).groups == ()


@pytest.mark.parametrize(
    ("days", "found"), [((0, 5, 10), False), ((0, 4, 9), True), ((0, 1, 12), True)]
)
def test_a_number_in_a_rhythm_is_a_contract(days: tuple[int, ...], found: bool) -> None:
    rows = [
        charge(f"2024-02-{3 + d:02d}", "Hut", "12.00", description="Order SO-18475312")
        for d in days
    ]
    assert bool(build.find(BASE + rows).groups) is found


@pytest.mark.parametrize(("amounts", "found"), [(("9.00",), True), (("9.00", "7.00"), False)])
def test_a_number_on_many_amounts_is_a_customer_s(amounts: tuple[str, ...], found: bool) -> None:
    text = "invoice 18475312"
    more = [charge("2024-02-04", "Hut", amount, description=text) for amount in amounts]
    assert bool(build.find([*BASE, *two(text, text, 5), *more]).groups) is found


def test_one_ticket_twice_with_another_between() -> None:
    texts = ("TKT 0165081163188", "TKT 0165081163189", "TKT 0165081163188")
    rows = [
        charge(f"2024-02-0{3 + n}", "Lark Airways", "264.71", description=text)
        for n, text in enumerate(texts)
    ]
    group = build.only(build.find(BASE + rows))
    assert (group.confidence, len(group.charges)) == ("strong", 2)
    assert set(group.charges["description"]) == {texts[0]}


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("Sol Shop 02/06", "Sol Shop 03/06", False),  # two parts
        ("Sol Shop 02/06", "Sol Shop 02/06", True),
        ("Sol Shop 02/02", "Sol Shop 03/02", True),  # two days about that of the rows
        ("Sol Shop 02/03", "Sol Shop 02/02", True),  # the same, month first
        ("Sol Shop 07/06", "Sol Shop 08/06", True),  # more than all parts
    ],
)
def test_parts_and_days_at_the_end_of_a_name(one: str, two: str, found: bool) -> None:
    rows = [charge("2024-02-03", name, "284.71") for name in (one, two)]
    assert bool(build.find(BASE + rows).groups) is found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("deposit invoice 6200", "balance invoice 6200"),
        ("定金 订单 620044", "尾款 订单 620044"),
        ("night 1", "night 2"),
        ("policy 6036350-2", "policy 4022413-1"),
        ("Flurstück 1234/5", "Flurstück 1234/6"),
        ("RX 7001234", "RX 7001235"),
    ],
)
def test_texts_that_name_two_purchases(one: str, two: str) -> None:
    for days in (0, 2):
        assert build.find(BASE + two_rows(one, two, days)).groups == ()


def two_rows(one: str, other: str, days: int) -> list[Row]:
    return two(one, other, days, "284.71")


def test_no_rows_name_nothing() -> None:
    assert same_bill.RULE.find(purchases(build.frame([]), Sightings()), Policy(None)).empty


def test_a_reference_that_the_bank_gives_to_every_row_tells_nothing_apart() -> None:
    base = [{**row, "description": f"invoice R2402{n:06d}"} for n, row in enumerate(BASE)]
    pair = [
        charge(f"2024-02-03 10:00:0{n}", "Hut", "12.35", description=f"invoice R240211111{n}")
        for n in range(2)
    ]
    assert build.only(build.find(base + pair)).confidence == "strong"
    assert build.find(BASE + pair).groups == ()


def test_no_place_or_habit_holds_against_one_ticket_twice() -> None:
    same, other = "TKT 0165081163188", "TKT 0165081163189"
    twice = build.find(BASE + two(same, same, 1, "264.71", "Lark Airways"))
    assert build.words(twice) == [("same-bill", "strong", 2)]
    family = build.find(BASE + two(same, other, 0, "264.71", "Lark Airways"))
    assert family.groups == ()


def test_two_invoices_to_a_person_and_one_twice() -> None:
    more = {"nature": "transfer"}
    twice = [{**row, **more} for row in two("INV 6200", "INV 6200", 5)]
    assert build.only(build.find(BASE + twice)).confidence == "strong"
    apart = [{**row, **more} for row in two("INV 6200", "INV 6201", 0)]
    assert build.find(BASE + apart).groups == ()


@pytest.mark.parametrize("where", ["merchant", "description"])
def test_two_plans_of_one_shop_on_one_day(where: str) -> None:
    rows = [
        {**charge("2024-02-13 03:46:00", "Payplan", "56.07"), where: f"PAYPLAN #{n} 3/4"}
        for n in (440349, 667616)
    ]
    assert build.find(BASE + rows).groups == ()
    assert build.find([*BASE, rows[0], rows[0]]).groups != ()


@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize("text", ["PRE-AUTH HOLD", "preautorización", "预授权"])
def test_a_hold_that_was_booked_and_the_charge_after_it(text: str, days: int) -> None:
    hold = charge("2024-02-03 10:00:00", "Hill Hotel", "140.00", description=text)
    final = charge(f"2024-02-{3 + days:02d} 10:00:00", "Hill Hotel", "140.00")
    group = build.only(build.find([*BASE, hold, final]))
    assert (group.rule, group.confidence) == ("re-presented", "likely")
    late = [{**hold, "time": final["time"]}, {**final, "time": hold["time"]}]
    assert all(not group.counted for group in build.find(BASE + late).groups)


def test_holds_are_known_by_their_words() -> None:
    assert says_hold(pd.Series(["Hill Hotel PRE-AUTH HOLD", "forhåndsautorisasjon"])).all()
    assert not says_hold(pd.Series(["household goods", "author reading", None], dtype="str")).any()


def test_a_description_is_what_it_tells_beside_the_name() -> None:
    rows = build.frame(
        [
            charge("2024-02-01", "PAY*Il Ponte", "1.00", description="PAY*Il Ponte bill"),
            charge("2024-02-02", "Il Ponte", "1.00", description="IL PONTE"),
            charge("2024-02-03", "Il Ponte", "1.00", description="two seats"),
            charge("2024-02-04", "Il Ponte", "1.00"),
        ]
    )
    again = build.frame(
        [
            charge("2024-02-03", "PAYPAL *Victoria Florist Long", "9.20",
                   description="SALES: PAYPAL *Victoria Flor KOWLOON"),
            charge("2024-02-04", "Victoria Florist Long", "9.20",
                   description="SALES: Victoria Florist Long KOWLOON"),
        ]
    )  # fmt: skip
    assert {" ".join(text.split()) for text in own_description(again)} == {"SALES: KOWLOON"}
    assert own_description(rows).fillna("-").to_list() == ["bill", "-", "two seats", "-"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Quill Inn BOOKING KXF7ZT RIGA", {("booking", "kxf7zt")}),
        ("Quill Inn reservation: 7QX4MP", {("booking", "7qx4mp")}),
        ("Quill Inn booking QWERTY", set()),
        ("Quill Inn KXF7ZT", set()),
    ],
)
def test_a_locator_behind_its_word(text: str, named: set[tuple[str, str]]) -> None:
    assert things(text) == named
