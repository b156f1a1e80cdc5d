# ruff: noqa: E501 (a case of a table stays on one line)
"""Which currency a file is in: by a column, a header, a sign, the lines above, and never by a guess."""

from __future__ import annotations

import pytest

from dupcharge.loader import amounts
from dupcharge.loader.headers import header_roles
from dupcharge.loader.vocabulary import currency_of
from tests.loader.reading import codes, read, rows, warnings

ROWS = "2024-01-15;Bakery;-4.50\n2024-01-16;Kiosk;-5.50\n"


def currencies(content: str) -> list[str]:
    statement = read(content)
    return statement.transactions.sort_values("row")["currency"].tolist()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("euros", "EUR"), ("Euroa", "EUR"), ("Kč", "CZK"), ("zł", "PLN"), ("zł.", "PLN"), ("Ft", "HUF"),
        ("ש\"ח", "ILS"), ("ש״ח", "ILS"), ("ر.س", "SAR"), ("ر.س.", "SAR"), ("جنيه", "EGP"), ("د.إ", "AED"),
        ("CAD$", "CAD"), ("US$", "USD"), ("港元", "HKD"), ("美金", "USD"), ("руб.", "RUB"), ("р.", "RUB"),
        ("дин.", "RSD"), ("đ", "VND"), ("Rp", "IDR"), ("₸", "KZT"), ("kronor", "SEK"),
        ("kr", None), ("$", None), ("¥", None), ("peso", None), ("دينار", None), ("hello", None), ("", None),
    ],
)  # fmt: skip
def test_a_word_or_sign(text: str, code: str | None) -> None:
    assert currency_of(text) == code


@pytest.mark.parametrize(
    ("cell", "body", "currency"),
    [
        ("676.75 ر.س", "676.75", "SAR"), ("د.إ 12.00", "12.00", "AED"), ("12.00 جنيه مصري", "12.00", "EGP"),
        ("CAD$12.00", "12.00", "CAD"), ("1.234,50 Kč", "1.234,50", "CZK"), ("12,00 ש״ח", "12,00", "ILS"),
        ("12 euros", "12", "EUR"), ("1 200,00 р.", "1'200,00", "RUB"), ("Bs. 12,00", "12,00", "BOB"),
        ("12,00 kr", "12,00", None),
    ],
)  # fmt: skip
def test_beside_an_amount(cell: str, body: str, currency: str | None) -> None:
    figure = amounts.split(cell)
    assert figure is not None
    assert (figure.body, figure.currency) == (body, currency)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Débit euros", "debit"), ("Määrä EUROA", "amount"), ("Belopp SEK", "amount"), ("Kwota w PLN", "amount"),
        ("Betrag in CHF", "amount"), ("Дебит BGN", "debit"), ("Montant(EUROS)", "amount"), ("CAD$", "amount"),
        ("Saldo, kr", "balance"),
    ],
)  # fmt: skip
def test_a_header_with_its_currency_is_known_without_it(header: str, role: str) -> None:
    assert header_roles(header)[0][0] == role


# Header of the amount, lines above; every table has the same two rows.
STATED: dict[str, tuple[str, str, str]] = {
    "in words behind the header": ("Montant euros", "", "EUR"),
    "a sign behind the header": ("Kwota zł", "", "PLN"),
    "Hebrew": ("סכום ש\"ח", "", "ILS"),
    "with its preposition": ("Montant operation en euro", "", "EUR"),
    "yen, by the language of the header": ("ご利用金額(￥)", "", "JPY"),
    "a label above": ("Amount", "Currency: PLN\n", "PLN"),
    "a label above, in words": ("Montant", "Compte tenu en : euros\n", "EUR"),
    "a label above, by its sign": ("Jumlah", "Kode Mata Uang : Rp\n", "IDR"),
    "a figure above": ("Montant", "Solde au 31/01/2024 : 1 204,55 €\n", "EUR"),
    "a code beside a figure above": ("Suma", "Sold initial: 300.20 RON\n", "RON"),
    "a code in brackets above": ("Amount", "Account: 12345678 (GEL)\n", "GEL"),
    "a Chinese name above": ("金額", "臺幣交易明細\n", "TWD"),
    "kr in Swedish": ("Belopp, kr", "", "SEK"),
    "kr in Norwegian": ("Beløp (kr)", "", "NOK"),
    "kr in Danish": ("Beløb kr.", "", "DKK"),
    "kr and an account of the country": ("Amount (kr)", "IBAN: SE35 5000 0000 0549 1000 0003\n", "SEK"),
    "kr and no country": ("Amount (kr)", "", "XXX"),
    "yuan's word in traditional Chinese": ("金額(元)", "帳戶交易明細\n", "XXX"),
    "yuan's word in simplified Chinese": ("金额(元)", "", "CNY"),
    "a code that is also a word": ("Amount", "ALL TRANSACTIONS AT THE TOP\n", "XXX"),
    "two currencies above": ("Amount", "Rates: EUR USD\n", "XXX"),
    "a dollar of no country": ("Amount ($)", "", "XXX"),
}  # fmt: skip


@pytest.mark.parametrize("name", STATED)
def test_what_a_file_states(name: str) -> None:
    header, above, expected = STATED[name]
    content = f"{above}Date;Details;{header}\n{ROWS}"
    assert currencies(content) == [expected] * 2
    assert ("no_currency" in codes(read(content))) == (expected == "XXX")


def test_a_column_per_currency() -> None:
    content = "Date;Details;CAD$;USD$\n2024-01-15;Bakery;-4.50;\n2024-01-16;Kiosk;;-5.50\n2024-01-17;Kiosk;-1.00;\n"
    assert currencies(content) == ["CAD", "USD", "CAD"]
    assert rows(read(content))[1] == "charge 2024-01-16 5.50 Kiosk"


def test_a_sign_beside_the_balance() -> None:
    content = "Date;Details;Amount;Balance\n2024-01-15;Bakery;-4.50;95.50 zł\n2024-01-16;Kiosk;-5.50;90.00 zł\n"
    assert currencies(content) == ["PLN", "PLN"]


def test_a_format_yields_to_what_the_file_states() -> None:
    header = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n"
    row = "2024-11-11 08:00:00,餐饮,面包店,/,早餐,支出,21.90,余额,交易成功,1\t,M1\t,,\n"
    assert currencies(header + row) == ["CNY"]
    assert currencies("币种：HKD\n" + header + row) == ["HKD"]


def test_an_unknown_word_in_the_currency_column_is_said() -> None:
    content = (
        "Date,Payee,Amount,Currency\n"
        + "2024-01-05,A,-1.00,EUR\n" * 4
        + "2024-01-06,B,-2.00,Zorkmid\n"
    )
    statement = read(content)
    assert currencies(content) == ["EUR"] * 4 + ["XXX"]
    assert (
        "“Zorkmid” is no currency known here; 1 row is shown without one and not added to the others"
        in warnings(statement)
    )
