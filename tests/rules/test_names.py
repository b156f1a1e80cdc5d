"""Names and texts taken apart: the normal form of a merchant, guises, dates in texts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import merchants
from dupcharge.rules.guises import common_names
from dupcharge.rules.other_name import one_name
from dupcharge.rules.texts import moments, take_apart


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("  Corner   BAKERY ", "corner bakery"),
        ("ＭＩＬＬ　ＣＡＦＥ", "mill cafe"),
        ("SQ *Corner Bakery", "corner bakery"),
        ("PAYPAL *CORNERBAKERY", "cornerbakery"),
        ("支付宝-晨光书店", "晨光书店"),
        ("财付通-支付宝 晨光书店", "晨光书店"),
        ("POS PURCHASE Corner Bakery", "corner bakery"),
        ("www.corner-bakery.com", "corner bakery"),
        ("Corner Bakery GmbH", "corner bakery"),
        ("Nina's Market #0412", "ninas market 0412"),
        ("Corner Bakery /24-03-02", "corner bakery"),
        ("BOOKS.EXAMPLE*7F31K2", "books example"),
        ("City Water 2024-05", "city water"),
        ("UPI-CORNER BAKERY-corner@okbank-BANK0000123-487679246673-UPI", "corner bakery"),
        ("UPI-CORNER BAKERY-corner@okbank-456310766756-UPI", "corner bakery"),
        ("243300133/支付宝-晨光书店", "晨光书店"),
        ("POS 416021XXXXXX7626 CORNER BAKERY", "corner bakery"),
        ("PAYPAY*晨光書店", "晨光書店"),
        ("28.02 CORNER BAKERY", "corner bakery"),
        ("CORNER BAKERY ON 01 JUN", "corner bakery"),
        ("Hill Hotel PRE-AUTH HOLD", "hill hotel"),
        ("PURCHASE AUTHORIZED ON 04/22 SQ *CORNER BAKERY CARD 8471", "corner bakery"),
        ("RECURRING PAYMENT AUTHORIZED ON 03/11 CORNER BAKERY", "corner bakery"),
        ("UPI/DR/997141899831/CORNER BAKERY/okib", "corner bakery"),
        ("CORNER BAKERY Card xx9108 Value Date: 18/06/2023", "corner bakery"),
        ("CORNER BAKERY 4011-XXXX-XXXX", "corner bakery"),
        ("北斗渔具（个体经营）", "北斗渔具"),
        ("북두상회(주)", "북두상회"),
        ("コズエ寿司　カ)", "コズエ寿司"),
        ("CARTE 03/05/24 BISTROT TILLEUL SAS CB*4471", "bistrot tilleul"),
        ("PIX QRS PADARIA CEDRO14/05", "padaria cedro"),
        ("BOLETO PAGO PADARIA CEDRO", "padaria cedro"),
        ("PADARIA CEDRO 12-14/05", "padaria cedro 12"),
        ("1048345972995/. SUMUP*Tilia Buch, Ihr Einkauf bei SUMUP*Tilia Buch", "tilia buch"),
        ("VDP-HEATHER BAKERY", "heather bakery"),
        ("HEATHER BAKERY CD 4471", "heather bakery"),
        ("KIOSK 18,45 AT K3 ERLE", "kiosk at k3 erle"),
        ("支付宝-支付宝-消费-北斗燃气(生活缴费) 快捷支付", "北斗燃气"),
        ("北斗家纺(扫码付款)", "北斗家纺"),
        ("北斗家纺(南门店)", "北斗家纺 南门店"),
        ("APPLE.COM/BILL Corner Reader", "corner reader"),
        (
            "UPI-M/S CORNER BAKERY-corner@okbank-BANK0000123-487679246673-USB CABLE",
            "corner bakery usb cable",
        ),
        ("Automatic payment to CORNER BAKERY", "corner bakery"),
        ("Lokalizacja: Adres: SUMUP *CORNER BAKERY", "corner bakery"),
        ("Merchant Refund from 8276631 - CORNER BAKERY", "corner bakery"),
        ("PURCHASE 0427 CORNER BAKERY", "corner bakery"),
        ("Kortköp 200404 CORNER BAKERY", "corner bakery"),
        ("PAIEMENT CB 2806 CORNER BAKERY CARTE 4412", "corner bakery"),
        ("ΑΓΟΡΑ CORNER BAKERY IKE 05/04 ΚΑΡΤΑ 4411", "corner bakery"),
        ("REMBOURSEMENT CARTE 6703 04XX XXXX X441 1 CORNER BAKERY", "corner bakery"),
        (
            "Bezahlung Karte MC/985707671|POS 4411 K002 27.11. 19:19|CORNER BAKERY KG\\\\GRAZ",
            "corner bakery kg graz",
        ),
        ("CORNER BAKERY SRL NAMUR", "corner bakery namur"),
        ("CORNER BAKERY INDN:ANA RAMAN CO ID:BAKER77 WEB", "corner bakery"),
        ("24/7 Gym", "24 7 gym"),
        ("12345", "12345"),
        ("***", "***"),
        ("", ""),
    ],
)
def test_normal_forms(printed: str, key: str) -> None:
    assert merchants.parse(printed).key == key


@pytest.mark.parametrize(
    ("printed", "company"),
    [
        ("支付宝（中国）网络技术有限公司", True), ("财付通", True),
        ("支付宝-晨光鲜食有限公司", False),
        ("PayPal (Europe) S.a.r.l. et Cie", True),
        ("Klarna Bank AB", True), ("Klarna Bakery", False), ("财付通便利店", False), ("", False),
    ],
)  # fmt: skip
def test_payment_companies(printed: str, company: bool) -> None:
    assert merchants.is_payment_company(printed) is company


@given(st.text(alphabet="abcXYZ019 #*()-./@", max_size=40))
def test_case_and_spaces_never_matter(text: str) -> None:
    key = merchants.parse(text).key
    assert merchants.parse(f" {text.swapcase()}  ").key == key
    assert key == key.strip() and "  " not in key


@given(st.text(min_size=1, max_size=40))
def test_a_name_of_letters_is_never_lost(text: str) -> None:
    if any(c.isalnum() for c in text):
        assert merchants.parse(text).key


def test_guises_need_the_shorter_name_in_the_file() -> None:
    names = pd.Series(
        [
            "north parking",
            "north parking 4643",
            "oak books leeds gb",
            "oak books",
            "elm 12",
            "elm 13",
            "",
        ],
        dtype="str",
    )
    code = common_names(names)
    assert code[0] == code[1] and code[2] == code[3]
    assert code[4] != code[5] and code[6] == -1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("camber cycles", "camber cycles 6746", True),
        ("camber cycles york gb", "camber cyc", True),
        ("camber cycles", "cambercycles", True),
        ("camber cycles", "cambr cycles", True),
        ("camber cycles york", "camber cycles 1470 york", True),
        ("camber cycles york", "camber cycles 1470 leeds", False),
        ("camber cycles 3011 york", "camber cycles 9700 3011 york", True),
        ("camber cycles 3011 york", "camber cycles 9700 3012 york", False),
        ("paygate camber cycles", "camber cycles", True),
        ("camber cycles web york", "camber cycles auto york", True),
        ("web york", "auto york", False),
        ("family plan kit", "family plan priya", False),
        ("j smith", "a lopez", False),
        ("abc", "abcd shop", False),
        ("", "", False),
        ("12", "1234567", False),
        ("李", "李", True),
    ],
)
def test_one_name(one: str, two: str, same: bool) -> None:
    assert one_name(one, two) is same
    assert one_name(two, one) is same


def test_a_text_taken_apart() -> None:
    text = take_apart("Seat 14A lot 16365-2 policy 6036350-2 period 2024-05 on 31-08-2023 15:31")
    assert text.words == ("seat", "lot", "policy", "period")
    assert text.references == ("16365-2", "6036350-2", "2024-05")
    assert text.marks == ("14a",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("card 31-08-2023 15:31 term 7", "2023-08-31T15:31"),
        ("Havsörn Livs /23-08-30", "2023-08-30T00:00"),
        ("08/30/2023 shop", "2023-08-30T00:00"),
        ("30.08.23", "2023-08-30T00:00"),
        ("30.08 Corner Bakery", "2023-08-30T00:00"),
        ("Corner Bakery ON 31 AUG", "2023-08-31T00:00"),
        ("Varekjøp 30.08 kl. 15.52 Corner Bakery", "2023-08-30T15:52"),
        ("30.08 um 7:05 Corner Bakery", "2023-08-30T07:05"),
        ("30.08 kl. 25.52 Corner Bakery", "2023-08-30T00:00"),
        ("Kortköp 230830 Corner Bakery", "2023-08-30T00:00"),
        ("card 30-08-2023 11:53 value date 01-09-2023", "2023-08-30T11:53"),
        ("30.02 Corner Bakery", None),
        ("Corner Bakery on 31 may", None),
        ("01-01-2019 old", None),
        ("12.50 and 3-4", None),
        ("99-99-2023", None),
        ("", None),
    ],
)
def test_moments_in_texts(text: str, found: str | None) -> None:
    day = np.array([np.datetime64("2023-09-01").astype("int64")])
    hit, when, _ = moments(np.zeros(1, dtype="int64"), [text], day)
    assert bool(hit[0]) is (found is not None)
    if found:
        assert when[0] == np.datetime64(found, "s").astype("int64")


def test_a_clock_with_a_dot_behind_its_date_is_no_part_of_a_name() -> None:
    one, two = (
        merchants.parse(f"PAGAMENTO POS 21/12/22 {clock} CARTA 5951 ARREDI TRE VALLI BARI").key
        for clock in ("20.23", "19.09")
    )
    assert one == two == "arredi tre valli bari"
