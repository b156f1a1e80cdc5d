# ruff: noqa: E501 (a case of a table stays on one line)
"""What statements say about themselves, in many wordings: right it is silent, wrong it is a warning."""

from __future__ import annotations

import pytest

from tests.loader.reading import codes, read

TABLE = "Date,Details,Amount,Balance\n2024-01-05,Bakery,-4.50,95.50\n2024-01-06,Employer,20.00,115.50\n2024-01-07,Kiosk,-5.50,110.00\n"
PAIR = "Datum;Text;Belastung;Gutschrift\n05.01.2024;Bäcker;4,50;\n16.01.2024;Lohn;;20,00\n17.01.2024;Kiosk;5,50;\n"
TURKISH = (
    "Tarih;Açıklama;Tutar\n15.01.2024;Fırın;-4,50\n16.01.2024;Maaş;20,00\n17.01.2024;Büfe;-5,50\n"
)
CHINESE = "日期,摘要,支出,收入\n2024-01-05,面包店,4.50,\n2024-01-06,工资,,20.00\n2024-01-07,小卖部,5.50,\n"
FLAGGED = "Konts;Datums;Saņēmējs;Summa;Valūta;D/K\nLV1;2024-01-05;Maiznīca;4,50;EUR;D\nLV1;2024-01-06;Alga;20,00;EUR;K\nLV1;2024-01-07;Kiosks;5,50;EUR;D\n"

# {…} is a figure; the first of the two is right, the second is not.
STATED: dict[str, tuple[str, str, str, str]] = {
    "opening and closing lines of the table": ("Date,Details,Amount,Balance\n2024-01-01,Opening balance,,100.00\n2024-01-05,Bakery,-4.50,95.50\n2024-01-06,Kiosk,-5.50,90.00\n2024-01-31,Closing balance,,{}\n", "90.00", "90.01", "balance_differs"),
    "above the table, in words": ("Beginning balance as of 01/01/2024,,100.00\nEnding balance as of 01/31/2024,,{}\n\n" + TABLE, "110.00", "110.10", "balance_differs"),
    "in one cell with its words": ("Starting balance: $100.00\nClosing balance: ${}\n" + TABLE, "110.00", "101.00", "balance_differs"),
    "below the table": (TABLE + "\nOpening balance,,,100.00\nClosing balance,,,{}\n", "110.00", "111.00", "balance_differs"),
    "German": ("Anfangssaldo;100,00 EUR\nEndsaldo;{} EUR\n" + PAIR, "110,00", "120,00", "balance_differs"),
    "Turkish": (TURKISH + ";Devreden bakiye;100,00\n;Kapanış bakiyesi;{}\n", "110,00", "12,00", "balance_differs"),
    "Chinese": ("期初余额：100.00\n期末余额：{}\n" + CHINESE, "110.00", "10.00", "balance_differs"),
    "a small table above": ("OPENING BALANCE;TOTAL CREDITS;TOTAL DEBITS;CLOSING BALANCE\n100,00;20,00;10,00;{}\n\n" + PAIR, "110,00", "110,01", "balance_differs"),
    "owed on a card, without its sign": ("Previous balance,100.00\nClosing balance,{}\nDate,Description,Amount\n2024-01-05,Bakery,4.50\n2024-01-06,PAYMENT - THANK YOU,-20.00\n2024-01-07,Kiosk,5.50\n2024-01-08,Florist,1.00\n2024-01-09,Baker,1.00\n", "92.00", "108.01", "balance_differs"),
    "balances per page": ("Date,Details,Amount,Balance\n,Balance brought forward,,100.00\n2024-01-05,Bakery,-4.50,95.50\n,Balance carried forward,,95.50\n,Balance brought forward,,95.50\n2024-01-06,Kiosk,-5.50,90.00\n,Closing balance,,{}\n", "90.00", "89.00", "balance_differs"),
    "sums of each side": ("Total debits,{}\nTotal credits,20.00\n" + TABLE, "10.00", "10.05", "debit_total_differs"),
    "sum and count in one line": (TABLE + "Mutasi Kredit :,{},1\nMutasi Debet :,10.00,2\n", "20.00", "22.00", "credit_total_differs"),
    "thousands that nobody quoted": ("Date,Details,Amount,Note\n2024-01-05,Bakery,-4.50,x\n2024-01-06,Kiosk,-5.50,y\n2024-01-07,Ana,-1.00,z\nSaldo Awal : 1,500,000.00\nSaldo Akhir : 1,499,{}\n", "989.00", "988.00", "balance_differs"),
    "a count": ("Anzahl Buchungen: {}\n" + PAIR, "3", "4", "count_differs"),
    "a line of sums, each under its column": (PAIR + "Summe;;{};20,00\n", "10,00", "10,50", "total_differs"),
    "a line of sums in Chinese": (CHINESE + "合计,,{},20.00\n", "10.00", "11.00", "total_differs"),
    "turnover with its direction": (FLAGGED + "LV1;2024-01-31;Apgrozījums;{};EUR;D\nLV1;2024-01-31;Apgrozījums;20,00;EUR;K\n", "10,00", "11,00", "total_differs"),
    "one sum of a signed column": (TABLE + "Total,,{},\n", "10.00", "12.00", "total_differs"),
    "counts and sums of a wallet": ("支出：2笔 {}元\n收入：1笔 20.00元\n交易时间,交易对方,收/支,金额\n2024-01-05 08:00:00,面包店,支出,4.50\n2024-01-06 08:00:00,某公司,收入,20.00\n2024-01-07 08:00:00,小卖部,支出,5.50\n", "10.00", "9.99", "debit_total_differs"),
    "a count of one side": ("支出：{}笔 10.00元\n交易时间,交易对方,收/支,金额\n2024-01-05 08:00:00,面包店,支出,4.50\n2024-01-07 08:00:00,小卖部,支出,5.50\n", "2", "3", "debit_count_differs"),
}  # fmt: skip


def differing(content: str) -> list[str]:
    return [c for c in codes(read(content)) if c.endswith("_differs")]


@pytest.mark.parametrize("name", STATED)
def test_a_statement_that_agrees_with_itself_is_silent(name: str) -> None:
    content, right, _, _ = STATED[name]
    assert differing(content.format(right)) == []


@pytest.mark.parametrize("name", STATED)
def test_a_statement_that_contradicts_itself_is_a_warning(name: str) -> None:
    content, _, wrong, code = STATED[name]
    assert differing(content.format(wrong)) == [code]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a balance at the day of the export", "Balance as of 2024-02-01: 3.00\nAvailable balance,7.00\n" + TABLE),
        ("only one of the two balances", "Opening balance,77.00\n" + TABLE),
        ("what is due is no sum of the rows", "Minimum payment,7.00\nPayment due,1.00\n" + TABLE),
        ("sums the statement itself calls inexact", "支出：2笔 99.00元\n因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致\n交易时间,交易对方,收/支,金额\n2024-01-05 08:00:00,面包店,支出,4.50\n2024-01-07 08:00:00,小卖部,支出,5.50\n"),
        ("with pending rows or without", "支出：1笔 4.50元\n交易时间,交易对方,收/支,金额,交易状态\n2024-01-05 08:00:00,面包店,支出,4.50,支付成功\n2024-01-07 08:00:00,小卖部,支出,5.50,待支付\n"),
        ("sums per page and over all", "Date,Details,Debit,Credit\n2024-01-05,Bakery,4.50,\nTotal,,4.50,\n2024-01-06,Kiosk,5.50,\nTotal,,5.50,\nTotal,,10.00,\n"),
        ("sums per currency", "Date,Details,Amount,Currency\n2024-01-05,Bakery,-4.50,EUR\n2024-01-06,Kiosk,-5.50,USD\nTotal,,-4.50,EUR\nTotal,,-5.50,USD\n"),
        ("a currency without rows", "Date,Details,Amount,Currency\n2024-01-01,Opening balance,10.00,USD\n2024-01-05,Bakery,-4.50,EUR\n2024-01-06,Kiosk,-5.50,EUR\n2024-01-31,Closing balance,10.00,USD\n"),
        ("a shop that is called so", "Date,Payee,Amount\n2024-01-05,Total Access,-4.50\n2024-01-06,Opening Balance Brewery,-5.50\n"),
    ],
    ids=lambda value: value if "\n" not in value else "",
)  # fmt: skip
def test_no_warning_for(name: str, content: str) -> None:
    assert differing(content) == []
