"""Dates inside printed texts: left out of names, and read where they lack their year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import merchants
from dupcharge.dates import MONTHS, days_without_year, without_dates


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("10.02 kiosk 22", "kiosk 22"),
        ("kiosk on 20 may", "kiosk"),
        ("kiosk on may 20", "kiosk"),
        ("kiosk may 20, 2024", "kiosk"),
        ("card 4412 12mar kiosk", "card 4412 kiosk"),
        ("kiosk 12mar24", "kiosk"),
        ("kiosk sat 12 mar 10:22", "kiosk"),
        ("kiosk vom 12.03.", "kiosk"),
        ("kiosk le 12/03", "kiosk"),
        ("kiosk du 12 février", "kiosk"),
        ("kiosk du 12 fevrier", "kiosk"),
        ("kiosk 5 de mayo de 2024", "kiosk"),
        ("kiosk 2024-05-20t13:43 x", "kiosk x"),
        ("kiosk 20240520", "kiosk"),
        ("kiosk 03/15", "kiosk"),
        ("商店 5月12日", "商店"),
        ("12 декабря магазин", "магазин"),
        ("kiosk 8h30", "kiosk"),
        ("kiosk-14/05", "kiosk-"),
        ("kiosk -14/05", "kiosk -"),
        ("kiosk14/05", "kiosk"),
        ("kiosk 1100-14/05", "kiosk 1100-"),
        ("kiosk 11-14/05", "kiosk 11-"),
        ("kiosk 14/05 19:54 ref", "kiosk ref"),
        ("kiosk val. 14-05", "kiosk val."),
        ("kiosk instalment 5/12 14may", "kiosk instalment 5/12"),
        # No dates.
        ("payplan parc-02/06", "payplan parc-02/06"),
        ("24/7 gym", "24/7 gym"),
        ("casa del mar 12", "casa del mar 12"),
        ("5 de mayo grill", "5 de mayo grill"),
        ("payplan parc 02/06", "payplan parc 02/06"),
        ("payplan 3/4", "payplan 3/4"),
        ("hotel 2024-05", "hotel 2024-05"),
        ("studio 54", "studio 54"),
        ("store 0412", "store 0412"),
        ("invoice 20240044", "invoice 20240044"),
        ("invoice 20710318", "invoice 20710318"),
        ("invoice 20240318", "invoice"),
        ("ref 12-13-14-15", "ref 12-13-14-15"),
        ("100 mar street", "100 mar street"),
        ("4g mobile", "4g mobile"),
        ("", ""),
    ],
)
def test_what_is_left_without_dates(text: str, left: str) -> None:
    assert " ".join(without_dates(text).split()) == left


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10.02 kiosk 22", [(2, 10)]),
        ("kiosk on 20 may", [(5, 20)]),
        ("kiosk on may 20", [(5, 20)]),
        ("card 4412 12mar kiosk", [(3, 12)]),
        ("kiosk 03/04", [(4, 3), (3, 4)]),
        ("kiosk 03/15", [(3, 15)]),
        ("kiosk-14/05", [(5, 14)]),
        ("checkcard 0328 kiosk austin tx", [(3, 28)]),
        ("checkcard 4412 kiosk austin tx", []),
        ("kiosk 14/05 19:54 ref 1", [(5, 14)]),
        ("paiement cb 1405 kiosk", [(5, 14)]),
        ("paiement cb 4412 kiosk", []),
        ("debit card day: 14/05 kiosk", [(5, 14)]),
        ("kiosk 14/05 carte 4412", [(5, 14)]),
        ("purchase 0328 kiosk austin tx", [(3, 28)]),
        ("kiosk instalment 5/12 14 may", [(5, 14)]),
        ("kiosk14/05", [(5, 14)]),
        ("kiosk 12-14/05", [(5, 14)]),
        ("parc-04/05", []),
        ("kiosk 20 may 2024", []),
        ("rate 03/04", []),
        ("31.13 kiosk", []),
        ("kiosk", []),
        ("", []),
    ],
)
def test_days_that_lack_their_year(text: str, days: list[tuple[int, int]]) -> None:
    assert days_without_year(text) == days


@given(st.sampled_from(sorted(MONTHS)), st.integers(1, 31))
def test_a_day_behind_the_name_is_no_part_of_it(month: str, day: int) -> None:
    for printed in (f"Corner Bakery ON {day:02d} {month}", f"Corner Bakery {day} {month}"):
        assert merchants.parse(printed).key == "corner bakery"


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("CASTLE CARD 4412 12MAR", "castle"),
        ("CARD 4412 12MAR CASTLE", "castle"),
        ("POS 12MAR 10:22 CASTLE 0412", "castle 0412"),
        ("Karte XX4412 Castle", "castle"),
        ("12.03. 18:22 KINO", "kino"),
        ("Gift Card 50", "gift card 50"),
        ("ON 20 MAY", "on 20 may"),
        ("10.02", "10 02"),
    ],
)
def test_dates_and_cards_are_no_part_of_a_name(printed: str, key: str) -> None:
    assert merchants.parse(printed).key == key


def test_long_texts_take_no_time() -> None:
    for text in ("1 a " * 20_000, "1/" * 20_000, "on " * 20_000 + "1 1", "1:1" * 20_000):
        assert isinstance(without_dates(text), str) and days_without_year(text) == []
