"""Several files: exports that overlap, parts of one statement, and the wallet beside the card."""

from __future__ import annotations

import datetime as dt

import pytest

from dupcharge.rules.detect import detect
from dupcharge.rules.policy import Policy

from . import build
from .build import Row, background, charge, refund

BASE = background()
PAIR = [charge(f"2024-02-03 10:00:{s}", "Tern Optics", "61.37") for s in ("00", "20")]
WALLET, CARD = build.file("a.csv", ("when", "who")), build.file("b.csv", ("day", "text"))


def in_file(rows: list[Row], number: int, **more: object) -> list[Row]:
    return [{**row, "file": number, **more} for row in rows]


def card_view(rows: list[Row], prefix: str = "PAYPAL *", delay: int = 2) -> list[Row]:
    late = dt.timedelta(seconds=delay)
    return [
        {**row, "file": 1, "merchant": f"{prefix}{row['merchant']}", "time": row["time"] + late,
         "transaction_id": None, "order_id": None}
        for row in rows
    ]  # fmt: skip


def test_the_overlap_of_two_exports_is_counted_once() -> None:
    first, second = BASE + PAIR, [r for r in BASE + PAIR if r["time"] > dt.datetime(2024, 1, 20)]
    group = build.only(build.find(in_file(first, 0) + in_file(second, 1)))
    assert (len(group.charges), group.overcharge) == (2, 6137)
    assert sorted(len(c) for c in group.copies.values()) == [1, 1]
    assert {c[0] for copies in group.copies.values() for c in copies} == {1}


def test_a_repeat_stays_when_only_one_of_its_rows_is_in_the_overlap_twice() -> None:
    """Equal rows are matched as multisets: three here and two there are three payments."""
    same = [charge("2024-02-03", "Tern Optics", "61.37") for _ in range(3)]
    day = [
        {**row, "precision": "day", "time": row["time"].replace(hour=0, minute=0, second=0)}
        for row in BASE
    ]
    group = build.only(build.find(in_file(day + same, 0) + in_file(day + same[:2], 1)))
    assert len(group.charges) == 3


def test_parts_of_one_statement_keep_equal_rows_apart() -> None:
    parts = [{**row, "file": n % 2} for n, row in enumerate(BASE + PAIR)]
    assert len(build.only(build.find(parts)).charges) == 2


def test_fewer_than_three_agreeing_rows_prove_no_overlap() -> None:
    two = [charge("2024-02-03 10:00:00", "Tern Optics", "61.37"), *PAIR[1:]]
    findings = build.find(in_file(two, 0) + in_file(two, 1))
    assert len(build.only(findings).charges) == 4


def test_one_transaction_id_in_two_exports_is_one_payment_without_any_overlap() -> None:
    one = charge("2024-02-03 10:00:00", "Tern Optics", "61.37", transaction_id="900")
    others = charge("2024-02-03 10:30:00", "Camber Cycles", "84.91", transaction_id="901")
    more = charge("2024-02-03 09:30:00", "Lotus Paper", "17.91", transaction_id="902")
    assert build.find([one, others, {**one, "file": 1}, {**more, "file": 1}]).groups == ()


def test_two_accounts_seconds_apart_are_one_payment_and_later_two() -> None:
    one = in_file(PAIR[:1], 0, account="1")
    moved = {**PAIR[0], "time": PAIR[0]["time"] + dt.timedelta(seconds=40)}
    assert build.find(one + in_file(PAIR[:1], 1, account="2")).groups == ()
    assert build.only(build.find(one + in_file([moved], 1, account="2"))).rule == "two-cards"


def test_wallet_and_card_are_matched_one_to_one() -> None:
    wallet = BASE + PAIR
    findings = build.find(wallet + card_view(wallet), WALLET, CARD)
    group = build.only(findings)
    assert (len(group.charges), group.overcharge) == (2, 6137)
    assert set(group.charges["file"]) == {0}


def test_a_purchase_seen_on_both_is_no_repeat() -> None:
    wallet = BASE + PAIR[:1]
    assert build.find(wallet + card_view(wallet), WALLET, CARD).groups == ()


def test_a_card_of_dates_and_cut_off_names_is_matched_too() -> None:
    wallet = BASE + PAIR[:1]
    card = [
        {**row, "merchant": row["merchant"].replace(" ", "").upper()[:20], "precision": "day",
         "time": row["time"].replace(hour=0, minute=0, second=0)}
        for row in card_view(wallet, "", 0)
    ]  # fmt: skip
    for row in card:
        row["merchant"] = f"PAYPAL *{row['merchant']}"
    assert build.find(wallet + card, WALLET, CARD).groups == ()


def test_a_debit_that_the_wallet_does_not_know() -> None:
    wallet = BASE + PAIR[:1]
    card = card_view(wallet)
    extra = {**card[-1], "time": card[-1]["time"] + dt.timedelta(seconds=33)}
    group = build.only(build.find([*wallet, *card, extra], WALLET, CARD))
    assert (group.confidence, group.overcharge) == ("strong", 6137)
    assert "unrecorded-debit" in group.rules
    assert list(group.charges["file"]) == [0, 1]
    assert not any("card" in message.code for message in group.evidence if "two" in message.code)


def without_money(rows: list[Row]) -> list[Row]:
    """A card that names no currency and prints two decimals where the wallet's money has none."""
    return [{**row, "currency": "XXX", "amount": row["amount"] * 100} for row in rows]


def test_a_card_without_a_currency_is_matched_and_counted_in_the_wallet_s() -> None:
    yen = [{**row, "currency": "JPY"} for row in BASE + PAIR[:1]]
    card = without_money(card_view(yen, "PLUM*"))  # a wallet that no list knows
    assert build.find(yen + card, WALLET, CARD).groups == ()
    extra = {**card[-1], "time": card[-1]["time"] + dt.timedelta(seconds=33)}
    findings = build.find([*yen, *card, extra], WALLET, CARD)
    group = build.only(findings)
    assert (group.currency, group.overcharge) == ("JPY", 6137)
    assert "unrecorded-debit" in group.rules
    assert list(group.charges["amount"]) == [6137, 6137]
    assert set(group.charges["currency"]) == {"JPY"}
    assert {t.currency: t.overcharge for t in findings.totals} == {"JPY": 6137, "XXX": 0}


def test_a_card_with_a_currency_of_its_own_is_not_taken_for_the_wallet_s() -> None:
    card = [{**row, "currency": "USD"} for row in card_view(BASE + PAIR[:1])]
    extra = {**card[-1], "time": card[-1]["time"] + dt.timedelta(seconds=33)}
    group = build.only(build.find([*BASE, *PAIR[:1], *card, extra], WALLET, CARD))
    assert (group.currency, set(group.charges["file"])) == ("USD", {1})


def test_a_wallet_without_a_currency_is_counted_in_the_card_s_refunds_and_all() -> None:
    back = refund("2024-02-05 10:00:00", "Tern Optics", "20.00")
    card = card_view([*BASE, *PAIR, back])
    wallet = [{**row, "currency": "XXX"} for row in [*BASE, *PAIR, back]]
    group = build.only(build.find([*wallet, *card], WALLET, CARD))
    assert (group.currency, group.overcharge, group.refunded) == ("EUR", 4137, 2000)


@pytest.mark.parametrize("earlier", [0, 1])
def test_two_views_of_which_either_may_book_later(earlier: int) -> None:
    view = [
        {**row, "file": 1, "precision": "day", "time": row["time"] + dt.timedelta(days=2)}
        for row in [*BASE, *PAIR]
    ]
    if earlier:
        view = [{**row, "file": 0} for row in view]
    other = in_file([*BASE, *PAIR], 1 - view[0]["file"])
    group = build.only(build.find([*view, *other], WALLET, CARD))
    assert (len(group.charges), group.overcharge) == (2, 6137)


def test_a_place_s_own_words_are_no_wallet_s_sign() -> None:
    bank = [
        charge(f"2024-02-{d:02d}", f"RIVER TUNNEL {h:02d}:10 LANE {h}", "3.00", precision="day")
        for d in range(1, 20) for h in (8, 17)
    ]  # fmt: skip
    app = [
        charge(f"2024-02-{d:02d} {h:02d}:10:31", f"{h:02d}:10 LANE {h} RIVER TUNNEL", "3.00")
        for d in range(1, 20, 2) for h in (8, 17)
    ]  # fmt: skip
    found = build.find([*bank, *in_file(app, 1)], WALLET, CARD)
    assert all("unrecorded-debit" not in group.rules for group in found.groups)


@pytest.mark.parametrize(("days", "found"), [(0, 1), (3, 1), (4, 0)])
def test_both_sides_of_a_late_booking(days: int, found: int) -> None:
    wallet = BASE + PAIR[:1]
    card = [
        {**row, "precision": "day", "time": row["time"].replace(hour=0, minute=0, second=0)}
        for row in card_view(wallet)
    ]
    extra = {**card[-1], "time": card[-1]["time"] + dt.timedelta(days=days)}
    groups = build.find([*wallet, *card, extra], WALLET, CARD).groups
    assert sum("unrecorded-debit" in group.rules for group in groups) == found


def test_a_refund_whose_direction_the_wallet_leaves_open_is_used_once() -> None:
    back = refund("2024-02-05 10:00:00", "Tern Optics", "30.00")
    view = card_view([*BASE, *PAIR, back])
    open_back = {**back, "side": None}
    group = build.only(build.find([*BASE, *PAIR, open_back, *view], WALLET, CARD))
    assert (group.overcharge, group.refunded) == (3137, 3000)


def test_a_refund_seen_on_both_is_used_once() -> None:
    third = charge("2024-02-03 10:00:40", "Tern Optics", "61.37")
    back = refund("2024-02-05 10:00:00", "Tern Optics", "61.37")
    wallet = [*BASE, *PAIR, third, back]
    group = build.only(build.find(wallet + card_view(wallet), WALLET, CARD))
    assert (group.overcharge, group.refunded) == (6137, 6137)


def test_unrelated_cards_are_not_matched() -> None:
    one = [
        charge(f"2024-02-{d:02d}", "Vine Grill", f"{40 + d}.17", account="1") for d in range(1, 20)
    ]
    two = [
        charge(f"2024-02-{d:02d}", "Vine Grill", f"{80 + d}.17", account="2", file=1)
        for d in range(1, 20)
    ]
    shared = charge("2024-02-12", "Vine Grill", "52.17", account="2", file=1)
    group = build.only(build.find([*one, *two, shared]))
    assert group.rule == "two-cards" and len(group.charges) == 2


def test_the_order_of_files_does_not_matter() -> None:
    wallet = BASE + PAIR
    card = card_view(wallet)
    one = build.find(wallet + card, WALLET, CARD)
    two = build.find(in_file(card, 0) + in_file(wallet, 1), CARD, WALLET)
    assert one.totals == two.totals
    assert [g.key for g in one.groups] == [g.key for g in two.groups]


def two_banks(shared: list[str], currency: str) -> list[Row]:
    """Two accounts of one person: own shops on each, some on both, one purchase on both."""
    mine = [
        charge(f"2024-01-{n + 1:02d}", f"{w} shop", f"{30 + n}.17", account="1")
        for n, w in enumerate("amber birch cedar drift ember fjord grove heath".split())
    ]
    yours = [
        charge(f"2024-02-{n + 1:02d}", f"{w} shop", f"{50 + n}.17", account="2")
        for n, w in enumerate("inlet juniper knoll larch meadow nettle".split())
    ]
    mine += [charge("2024-01-20", name, "71.17", account="1") for name in shared]
    yours += [charge("2024-02-20", name, "72.17", account="2") for name in shared]
    mine.append(charge("2024-02-12", "Tern Optics", "61.37", account="1"))
    yours.append(charge("2024-02-12", "Tern Optics", "61.37", account="2"))
    return [*mine, *in_file([{**row, "currency": currency} for row in yours], 1)]


def test_a_statement_without_a_currency_is_paid_in_that_of_the_other() -> None:
    """Three merchants in common say that both accounts pay in one country."""
    group = build.only(build.find(two_banks(["Vine Grill", "Lark Books"], "XXX"), WALLET, CARD))
    assert (group.rule, group.currency, group.overcharge) == ("two-cards", "EUR", 6137)
    assert [doubt.code for doubt in group.doubts] == ["rules.currency.lent"]
    assert build.find(two_banks(["Vine Grill"], "XXX"), WALLET, CARD).groups == ()
    assert build.find(two_banks(["Vine Grill", "Lark Books"], "USD"), WALLET, CARD).groups == ()


def test_two_banks_print_the_city_in_two_ways() -> None:
    rows = [
        {**row, "merchant": f"{row['merchant']} {'SI SGP' if row['file'] else 'SINGAPORE'}"}
        for row in two_banks([], "EUR")
    ]
    assert build.only(build.find(rows, WALLET, CARD)).overcharge == 6137
    apart = [{**row, "file": 0} for row in rows]  # within one bank two cities are two branches
    assert build.find(apart, WALLET).groups == ()


def test_two_rows_of_one_list_are_two_payments() -> None:
    """A wallet's export names the card of every row; two cards paid one order."""
    rows = [
        charge("2024-02-03 10:00", "Tern Optics", "61.37", account=card, order_id="250801753494872")
        for card in ("1", "2")
    ]
    filled = [{**row, "account": str(1 + n % 2)} for n, row in enumerate(BASE)]
    group = build.only(build.find([*in_file(filled, 0), *in_file([*filled, *rows], 1)]))
    assert (group.rule, group.overcharge) == ("same-order", 6137)


@pytest.mark.parametrize(("merchant", "groups"), [("Tern Optics", 0), ("Tern Opticians", 12)])
def test_exports_that_number_their_rows_anew(merchant: str, groups: int) -> None:
    """The whole overlap agrees but for the ids; rows that differ in more are other payments."""
    first = [
        charge(f"2024-02-{n + 1:02d} 10:{n:02d}:07", "Tern Optics", f"{31 + n}.{n:02d}",
               transaction_id=f"a{n}", order_id=f"M{n}")
        for n in range(12)
    ]  # fmt: skip
    second = [{**row, "transaction_id": f"b{n}"} for n, row in enumerate(first)]
    second = [{**row, "merchant": merchant} for row in second]
    assert len(build.find(in_file(first, 0) + in_file(second, 1)).groups) == groups


def test_a_copy_that_a_spreadsheet_saved_to_the_minute() -> None:
    """The same rows, their clocks cut to minutes: one export, saved twice."""
    rows = [{**row, "transaction_id": f"T{n:08d}"} for n, row in enumerate(BASE + PAIR)]
    for keep_ids in (True, False):
        saved = [
            {**row, "file": 1, "time": row["time"].replace(second=0), "precision": "minute",
             "written": "minute", "transaction_id": row["transaction_id"] if keep_ids else None}
            for row in rows
        ]  # fmt: skip
        first = [
            {**row, "transaction_id": row["transaction_id"] if keep_ids else None} for row in rows
        ]
        group = build.only(build.find([*first, *saved]))
        assert (len(group.charges), group.overcharge) == (2, 6137)


def test_a_wallet_s_sign_of_two_signs_is_learned() -> None:
    names = ["晨光文具", "青禾书店", "北山鞋店", "长桥灯具"]
    wallet = [
        charge(f"2024-02-{n + 3:02d} 10:00:0{n}", name, f"{31 + n}.37")
        for n, name in enumerate(names)
    ]
    card = [
        {**row, "merchant": f"松付-{row['merchant']}", "file": 1, "precision": "day",
         "time": row["time"].replace(hour=0, minute=0, second=0)}
        for row in wallet
    ]  # fmt: skip
    assert build.find([*BASE, *wallet, *card], WALLET, CARD).groups == ()


def test_another_wallet_s_name_on_a_card_proves_nothing_for_this_one() -> None:
    """Forty purchases of that name, of which this wallet knows one: the same thing bought twice."""
    card = card_view([{**row, "time": row["time"] + dt.timedelta(days=1)} for row in BASE])
    once = charge("2024-02-03 10:00:00", "Tern Optics", "61.37")
    other = card_view([{**once, "time": once["time"] + dt.timedelta(seconds=58)}])
    wallet = [charge(f"2024-02-{n:02d} 12:{n}:09", f"Hut {n}", f"{n}.31") for n in range(10, 28)]
    group = build.only(build.find([*wallet, once, *card, *other], WALLET, CARD))
    assert (len(group.charges), group.rules[0]) == (2, "rapid-repeat")


def test_a_card_s_clock_of_minutes_is_compared_by_the_minute() -> None:
    """Three taps in two minutes: each is the card's of its own minute, and none is missing."""
    taps = [
        charge(f"2024-02-03 10:{t}", "Tern Theatre", "61.37") for t in ("14:22", "14:58", "15:53")
    ]
    wallet = BASE + taps
    card = [
        {**row, "time": row["time"].replace(second=0), "precision": "minute", "written": "minute"}
        for row in card_view(wallet, delay=0)
    ]
    groups = build.find(wallet + card, WALLET, CARD).groups
    assert {n for group in groups for n in group.charges["file"]} <= {0}
    assert "unrecorded-debit" not in {rule for group in groups for rule in group.rules}


def test_what_prints_the_wallet_s_name_is_its_own_before_what_the_card_paid() -> None:
    """The card paid there itself on the day the wallet did, and books the wallet's a day later."""
    wallet = [{**row, "time": row["time"].replace(hour=10)} for row in BASE[:19]]
    later = [
        {**row, "time": row["time"].replace(hour=0) + dt.timedelta(days=1), "precision": "day",
         "written": "day"}
        for row in card_view(wallet, delay=0)
    ]  # fmt: skip
    own = [{**later[6], "merchant": wallet[6]["merchant"]}]
    own[0]["time"] -= dt.timedelta(days=1)
    found = detect(build.statement([*wallet, *later, *own], WALLET, CARD), Policy())
    assert set(found.sightings.copies["txn"]) == {2**32 + n for n in range(1, 20)}


def test_a_bank_that_prints_the_city_pays_in_the_money_of_the_one_that_does_not() -> None:
    """The second has no column of currency; a purchase on both cards is one of two claims."""
    names = ["Brindle Cycles", "Tern Optics", "Hollow Books", "Lantern Pharmacy"]
    one = [charge(f"2024-02-{n + 3:02d}", name, f"{31 + n}.37") for n, name in enumerate(names)]
    two = [
        charge(f"2024-02-{n + 13:02d}", f"{name} DENVER", f"{51 + n}.37", file=1, currency="XXX")
        for n, name in enumerate(names)
    ]
    again = charge("2024-02-03", "Brindle Cycles DENVER", "131.37", file=1, currency="XXX")
    first = charge("2024-02-03", "Brindle Cycles", "131.37")
    group = build.only(build.find([*BASE, *one, first, *two, again], WALLET, CARD))
    assert (group.currency, group.confidence, len(group.charges)) == ("EUR", "likely", 2)


def test_a_card_that_cuts_names_behind_a_wallet_s_sign_is_matched_through_a_processor() -> None:
    """GCW*FLOWERSTORRES is the wallet's XENDIT*FLOWERS TORRES, and no second purchase."""
    wallet = [{**row, "merchant": f"Payment to {row['merchant']}"} for row in BASE[:30]]
    wallet += [charge("2024-02-03 10:00:00", "Payment to ZENDIT*FLOWERS TORRES", "289.37")]
    card = [
        {**row, "file": 1, "precision": "day", "written": "day",
         "time": row["time"].replace(hour=0, minute=0, second=0),
         "merchant": "GCW*" + str(row["merchant"]).split("*")[-1].removeprefix("Payment to ")
         .replace(" ", "").upper()[:14]}
        for row in wallet
    ]  # fmt: skip
    groups = build.find([*wallet, *card], WALLET, CARD).groups
    assert {group.confidence for group in groups} <= {"possible"}
    assert not any("Torres" in str(group.merchant).title() for group in groups)


def test_what_a_bank_prints_behind_a_wallet_s_payments_is_learned() -> None:
    """NAME-address-number-PAID BY ZING: the wallet's, and one of them it never recorded."""
    wallet = [*BASE, charge("2024-02-03 14:33:51", "Tern Service Station", "367.00")]

    def booked(rows: list[Row]) -> list[Row]:
        return [
            {**row, "file": 1, "precision": "day", "written": "day",
             "merchant": f"UPI-{row['merchant'][:20]}-pay@okbank-{n:012d}-PAID BY ZING",
             "time": row["time"].replace(hour=0, minute=0, second=0)}
            for n, row in enumerate(rows)
        ]  # fmt: skip

    group = build.only(build.find([*wallet, *booked([*wallet, wallet[-1]])], WALLET, CARD))
    assert (group.rules[0], group.confidence, group.overcharge) == (
        "unrecorded-debit",
        "likely",
        36700,
    )


def test_exports_of_one_account_of_which_one_column_was_not_understood_in_both() -> None:
    """Equal columns; the first file's remarks were taken for references."""
    told = in_file([{**row, "description": f"{n:08d} 44596599"} for n, row in enumerate(BASE)], 0)
    one = build.file("a.csv", ("when", "who"), {"description": "note"})
    two = build.file("b.csv", ("when", "who"), {})
    found = detect(build.statement([*told, *in_file(BASE, 1)], one, two), Policy())
    assert len(found.sightings.copies) == len(BASE)


@pytest.mark.parametrize(("days", "copies"), [(4, 40), (5, 40), (6, 0)])
def test_a_bank_books_after_a_weekend(days: int, copies: int) -> None:
    """On Thursday the wallet has what the bank books in three working days, on Tuesday."""
    late = [
        {**row, "file": 1, "precision": "day", "written": "day",
         "time": row["time"].replace(hour=0, minute=0, second=0) + dt.timedelta(days=days)}
        for row in card_view(BASE)
    ]  # fmt: skip
    found = detect(build.statement([*BASE, *late], WALLET, CARD), Policy())
    assert len(found.sightings.copies) == copies
