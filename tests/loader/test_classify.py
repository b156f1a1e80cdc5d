# ruff: noqa: E501 (a case of a table stays on one line)
"""The class of each row: charge, refund, income, neutral, not completed."""

from __future__ import annotations

import pytest

from tests.loader.reading import read

STATUS = "Date,Payee,Amount,Currency,Status\n2024-01-05,Bakery,-4.50,EUR,Completed\n"
WALLET = "交易时间,交易对方,商品,收/支,金额,交易状态,币种\n2024-11-11 08:00:00,面包店,早餐,支出,21.90,交易成功,CNY\n"
ACCOUNT = "Date,Payee,Description,Amount,Currency\n2024-01-05,Bakery,card purchase,-4.50,EUR\n"


def last(content: str, name: str = "class") -> str:
    return str(read(content).transactions.sort_values("row")[name].iloc[-1])


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Completed", "charge"), ("Posted", "charge"), ("Refunded", "charge"), ("Partially refunded", "charge"),
     ("Pending", "not_completed"), ("Authorised", "not_completed"), ("Failed", "not_completed"),
     ("Declined", "not_completed"), ("Reverted", "not_completed"), ("Cancelled", "not_completed"),
     ("Vorgemerkt", "not_completed"), ("En attente", "not_completed"), ("Oczekująca", "not_completed"),
     ("未入账", "not_completed"), ("", "charge")],
)  # fmt: skip
def test_status(word: str, expected: str) -> None:
    assert last(STATUS + f"2024-01-06,Kiosk,-5.50,EUR,{word}\n") == expected


@pytest.mark.parametrize(
    ("goods", "side", "status", "expected"),
    [
        ("早餐", "支出", "交易成功", "charge"),
        ("早餐", "支出", "等待确认收货", "charge"),
        ("早餐", "支出", "交易关闭", "not_completed"),
        ("早餐", "支出", "等待付款", "not_completed"),
        ("退款-早餐", "不计收支", "退款成功", "refund"),
        ("退款-早餐", "收入", "退款成功", "refund"),
        ("工资", "收入", "交易成功", "income"),
        ("余额宝-自动转入", "不计收支", "交易成功", "neutral"),
        ("信用卡还款", "不计收支", "还款成功", "neutral"),
        ("提现-快速提现", "不计收支", "提现成功", "neutral"),
        ("转账", "支出", "交易成功", "charge"),
        ("早餐", "/", "支付成功", "neutral"),
    ],
)
def test_a_wallet(goods: str, side: str, status: str, expected: str) -> None:
    assert (
        last(WALLET + f"2024-11-12 08:00:00,小卖部,{goods},{side},30.00,{status},CNY\n") == expected
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Kiosk,card purchase,-5.50", "charge"),
        ("Ana,transfer to savings,-50.00", "charge"),  # on an account each debit counts
        ("Bank,account fee,-1.00", "charge"),
        ("Cash,ATM withdrawal,-50.00", "charge"),
        ("Employer,salary,2000.00", "income"),
        ("Kiosk,refund,5.50", "refund"),
        ("Bakery,card,4.50", "refund"),  # the bakery was paid as much before
        ("Bakery,card,4.60", "income"),  # more than was ever paid there
        ("Kiosk,card,0.00", "neutral"),
        ("Kiosk,Allgemeine Autorisierung,-5.50", "not_completed"),
        ("Kiosk,General authorization,-5.50", "not_completed"),
    ],
)
def test_an_account(row: str, expected: str) -> None:
    assert last(ACCOUNT + f"2024-01-06,{row},EUR\n") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [("Kiosk,card purchase", "purchase"), ("Ana,transfer to Ana", "transfer"), ("Cash,ATM withdrawal", "withdrawal"),
     ("Bank,monthly account fee", "fee"), ("Bank,interest", "interest"), ("Corner Coffee,card purchase", "purchase"),
     ("EFT,to Ana", "transfer"), ("EFTPOS Kiosk,card purchase", "purchase"), ("Pix enviado,Ana", "transfer"),
     ("Pixel Prints,card purchase", "purchase"), ("Wireless World,card purchase", "purchase"),
     ("Vipps 25.06 kl. 14.42 Ana,betaling", "transfer"), ("Kuchnie,dopłata zamówienie", "purchase"),
     ("Bank,opłata", "fee")],
)  # fmt: skip
def test_nature(row: str, expected: str) -> None:
    assert last(ACCOUNT + f"2024-01-06,{row},-5.50,EUR\n", "nature") == expected


def test_a_row_without_booking_date_among_booked_ones_is_pending() -> None:
    head = "Transaction Date,Posting Date,Payee,Amount,Currency\n"
    booked = "".join(f"2024-01-0{d},2024-01-0{d + 1},Bakery,-4.50,EUR\n" for d in range(1, 5))
    assert last(head + booked + "2024-01-06,,Kiosk,-5.50,EUR\n") == "not_completed"
    assert last(head + booked + "2024-01-06,2024-01-07,Kiosk,-5.50,EUR\n") == "charge"


def test_a_word_for_pending_instead_of_the_date() -> None:
    content = "Date,Payee,Amount,Currency\n2024-01-05,Bakery,-4.50,EUR\n2024-01-06,Kiosk,-4.50,EUR\nPending,Cinema,-9.50,EUR\n"
    assert last(content) == "not_completed"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("승인", "charge"),  # what the file calls its payments
        ("매입완료", "not_completed"),  # approved beside booked: not booked yet
    ],
)
def test_an_approval_is_pending_beside_booked_rows_only(others: str, expected: str) -> None:
    head = "승인일시,가맹점,이용금액(원),승인번호,상태\n"
    rows = "".join(f"2024-01-0{d} 10:00:00,빵집,4500,10{d}7{d},{others}\n" for d in range(1, 6))
    assert last(f"{head}{rows}2024-01-06 10:00:00,서점,5500,109377,승인\n") == expected


def test_a_cancellation_with_a_minus_beside_a_declined_row() -> None:
    """Each word is read by itself: declined rows are no money, a cancellation is money back."""
    card = (
        "거래일시,가맹점,이용금액,승인번호,상태\n"
        "2024.11.20 10:00:00,하늘서점,12000,30000001,승인\n"
        "2024.11.21 10:00:00,하늘서점,9000,30000002,거절\n"
        "2024.11.23 16:02:27,구름마트,129010,30000003,승인\n"
        "2024.11.23 16:22:18,구름마트,-129010,30000004,승인취소\n"
    )
    assert last(card) == "refund"
    assert last(card + "2024.11.24 09:00:00,하늘서점,9100,30000005,거절\n") == "not_completed"


@pytest.mark.parametrize(
    ("header", "remark", "expected"),
    [
        ("Date,Payee,Remark,Amount,Currency", "支付失败", "not_completed"),
        ("Date,Payee,Remark,Amount,Currency", "Payment declined", "not_completed"),
        ("Date,Payee,Remark,Amount,Currency", "for the failed lamp", "charge"),
        ("Date,Payee,Status,Amount,Currency", "Released", "not_completed"),
    ],
)
def test_what_never_came_about(header: str, remark: str, expected: str) -> None:
    lines = [f"2024-01-0{n},Bakery {n},,-4.5{n},EUR" for n in range(1, 6)]
    assert last("\n".join([header, *lines, f"2024-01-07,Kiosk,{remark},-5.50,EUR"])) == expected


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("水道料金 口座振替", "purchase"),
        ("振替 定期", "transfer"),
        ("전기요금 자동이체", "purchase"),
    ],
)
def test_what_is_collected_is_no_transfer(text: str, nature: str) -> None:
    lines = [f"2024-01-{n + 1:02d},Shop {n},-{n + 4}.20\n" for n in range(6)]
    table = "Date,Description,Amount\n" + "".join(lines) + f"2024-01-09,{text},-9.20\n"
    assert read(table).transactions["nature"].to_list()[-1] == nature


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("PRZELEWY24*ROWERY zakup przy użyciu karty", "purchase"),
        ("Przelew do Anny", "transfer"),
        ("Compra KIOSK, Tarjeta 5489, Comision 0,00", "purchase"),
        ("Comision de mantenimiento", "fee"),
    ],
)
def test_what_was_bought_is_no_transfer_and_no_fee(text: str, nature: str) -> None:
    assert last(ACCOUNT + f'2024-01-06,Kiosk,"{text}",-5.50,EUR\n', "nature") == nature
