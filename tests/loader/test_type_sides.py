# ruff: noqa: E501 (a case of a table stays on one line)
"""Amounts without a sign: what the kind of a row says of its side, in many languages."""

from __future__ import annotations

import pytest

from dupcharge.loader.type_sides import settles, type_sides, written_mark
from tests.loader.reading import codes, read, rows

DAYS = ("Blue Bakery", "Kiosk Nord", "Green Petrol", "Paper Books", "Own bank", "Blue Bakery")


def wallet(out: str, back: str, header: str = "Type") -> str:
    """Five rows of `out` and one of `back` (the fifth), no sign anywhere."""
    lines = [
        f"2024-03-0{n};{back if n == 5 else out};{who};{n}1.50" for n, who in enumerate(DAYS, 1)
    ]
    return f"Date;{header};Description;Amount EUR\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "header", ["Type", "Transaction Type", "Direction", "交易类型", "İşlem Tipi"]
)
@pytest.mark.parametrize(
    ("out", "back"),
    [
        ("Payment", "Top up"), ("PAYMENT", "CASH_IN"), ("Paid", "Received"), ("You paid", "You received"),
        ("Zahlung", "Aufladung"), ("Paiement", "Rechargement"), ("Pagamento", "Ricarica"), ("Pago", "Recarga"),
        ("Pagamento", "Recebimento"), ("Betaling", "Indbetaling"), ("Zakup", "Zasilenie"), ("Platba", "Dobití"),
        ("Plată", "Încasare"), ("Odlazni", "Dolazni"), ("Оплата", "Пополнение"), ("Отправлено", "Получено"),
        ("Ödeme", "Para Yatırma"), ("ჩამოწერა", "ჩარიცხვა"), ("Ելք", "Մուտք"), ("הוצאה", "הכנסה"),
        ("شراء", "إيداع"), ("Pembayaran", "Isi saldo"), ("Thanh toán", "Nạp tiền"), ("จ่าย", "รับ"),
        ("支付", "充值"), ("消費", "儲值"), ("付款", "增值"), ("扣款", "加值"), ("支払い", "チャージ"), ("결제", "충전"),
        ("[-] 결제", "[+] 충전"), ("(-)", "(+)"), ("PAGASTE", "TE PAGÓ"), ("Dt", "Kt"), ("Debit", "Credit"),
    ],
)  # fmt: skip
def test_kinds_say_the_side(out: str, back: str, header: str) -> None:
    statement = read(wallet(out, back, header))
    classes = [line.partition(" ")[0] for line in rows(statement)]
    assert classes == ["charge"] * 4 + ["income", "charge"]
    assert "sign_open" not in codes(statement)


@pytest.mark.parametrize(
    ("name", "cells", "card", "expected"),
    [
        ("a wallet's payment", ["Payment", "Payment", "Top up"], False, {"Payment": "debit", "Top up": "credit"}),
        ("a card's payment", ["Purchase", "Purchase", "Payment"], True, {"Purchase": "debit"}),
        ("a payment beside more purchases", ["Purchase", "Purchase", "Payment"], False, {"Purchase": "debit"}),
        ("top-ups alone are what was paid", ["Top up", "Top up"], False, {}),
        ("a top-up of something else", ["Payment", "Top up of a phone"], False, {"Payment": "debit"}),
        ("unknown", ["Sideways"], False, {}),
        ("nothing", [], False, {}),
        ("free text", [f"Purchase {n}" for n in range(60)], False, {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_kinds_of_one_column(
    name: str, cells: list[str], card: bool, expected: dict[str, str]
) -> None:
    assert type_sides(cells, card) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("[+] Top up", "credit"), ("(−) Shop", "debit"), ("+ Top up", "credit"), ("-Shop", "debit"),
     ("Shop", None), ("+49 170 555", None), ("[x] Shop", None)],
)  # fmt: skip
def test_a_mark_before_the_words(cell: str, expected: str | None) -> None:
    assert written_mark(cell) == expected


def test_every_row_must_be_settled() -> None:
    assert settles([["Payment", "Top up"]])
    assert not settles([["Payment", "Sideways"]])
    assert not settles([["Payment", ""]])


@pytest.mark.parametrize("columns", [("类型", "分类"), ("分类", "类型")])
@pytest.mark.parametrize("category", ["其它", "工资", "日常"])
def test_a_category_beside_the_direction_takes_nothing_from_it(
    columns: tuple[str, str], category: str
) -> None:
    text = f"时间,{columns[0]},{columns[1]},金额,币种,备注\n"
    for n, who in enumerate(DAYS, 1):
        cells = {"类型": "收入" if n == 5 else "支出", "分类": category if n == 5 else "三餐"}
        text += f"2024-03-0{n} 10:00:00,{cells[columns[0]]},{cells[columns[1]]},{n}1.50,CNY,{who}\n"
    statement = read(text)
    assert [r.partition(" ")[0] for r in rows(statement)] == ["charge"] * 4 + ["income", "charge"]
    assert codes(statement) == []


def test_a_running_balance_says_more_than_the_kinds() -> None:
    content = (
        "Date,Type,To,Amount,Bal before,Bal after\n"
        "2024-03-01,PAYMENT,Blue Bakery,10.00,100.00,90.00\n2024-03-02,PAYMENT,Kiosk Nord,5.00,90.00,85.00\n"
        "2024-03-03,ADJUST,Own bank,20.00,85.00,105.00\n2024-03-04,PAYMENT,Green Petrol,7.00,105.00,98.00\n"
    )
    assert [r.partition(" ")[0] for r in rows(read(content, currency="GHS"))] == [
        "charge", "charge", "income", "charge",
    ]  # fmt: skip


def test_letters_beside_the_amounts_that_came_in() -> None:
    content = "Date,Details,Amount EUR\n2024-03-01,Bakery,10.00\n2024-03-02,Kiosk,5.00\n2024-03-03,Settled,15.00CR\n"
    statement = read(content)
    assert [r.partition(" ")[0] for r in rows(statement)] == ["charge", "charge", "income"]
    assert codes(statement) == []
