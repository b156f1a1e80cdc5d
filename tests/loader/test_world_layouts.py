# ruff: noqa: E501 (a case of a table stays on one line)
"""Statuses, times, heads, currencies and notes as the world's statements write them."""

from __future__ import annotations

import datetime as dt

import pytest

from dupcharge.errors import UnknownFormat
from dupcharge.loader import amounts, dates, vocabulary
from dupcharge.loader.currency import header_currency
from dupcharge.loader.headers import counts_points, header_roles
from tests.loader.reading import codes, read, rows

SIGNED = [("03.03.2024", "Blue Bakery", "-12.50"), ("04.03.2024", "Kiosk Nord", "-33.10"),
          ("06.03.2024", "Green Petrol", "-45.20"), ("07.03.2024", "Paper Books", "-17.90"), ("08.03.2024", "Job Ltd", "1500.00")]  # fmt: skip


def table(
    head: str, make: str = "{date};{who};{amount}", rows_: list[tuple[str, str, str]] = SIGNED
) -> str:
    lines = [make.format(date=d, who=w, amount=a, n=n) for n, (d, w, a) in enumerate(rows_)]
    return "\n".join([head, *lines]) + "\n"


@pytest.mark.parametrize(
    ("header", "done", "other"),
    [
        ("Stare", "Executat", "Refuzat"), ("Stav", "Zaúčtované", "Zamietnuté"), ("Olek", "Teostatud", "Tagasi lükatud"),
        ("Statuss", "Izpildīts", "Noraidīts"), ("Status", "Izvršeno", "Odbijeno"), ("Статус", "Извршено", "Одбијено"),
        ("Status", "Izvedeno", "Zavrnjeno"), ("Status", "Success", "Bounced"), ("სტატუსი", "შესრულებული", "უარყოფილი"),
        ("狀態", "成功", "已關閉"), ("狀態", "完成", "付款失敗"), ("交易狀態", "交易成功", "交易關閉"), ("交易結果", "成功", "失敗"),
        ("处理结果", "成功", "已超时"), ("結果", "完了", "決済エラー"), ("결과", "완료", "오류"), ("Status", "Utført", "Mislyktes"),
        ("Tila", "Kirjattu", "Epäonnistunut"), ("Állapot", "Teljesült", "Meghiúsult"), ("Durum", "Başarılı", "Zaman aşımı"),
        ("الحالة", "ناجحة", "فشلت"), ("סטטוס", "בוצע", "נכשלה"), ("สถานะ", "สำเร็จ", "ถูกปฏิเสธ"), ("Trạng thái", "Thành công", "Bị từ chối"),
        ("Status", "Berhasil", "Kedaluwarsa"), ("Status", "Bokfört", "Reserverat"), ("Статус", "Исполнено", "Ожидает"),
        ("Κατάσταση", "Ολοκληρώθηκε", "Αναμονή"), ("狀態", "已入帳", "未請款"), ("Status", "Zrealizowana", "Oczekuje"),
    ],
)  # fmt: skip
def test_words_for_what_was_not_completed(header: str, done: str, other: str) -> None:
    lines = [f"{d};{w};{a};{other if n == 3 else done}" for n, (d, w, a) in enumerate(SIGNED)]
    statement = read(f"Date;Description;Amount EUR;{header}\n" + "\n".join(lines) + "\n")
    assert [r.partition(" ")[0] for r in rows(statement)] == [
        "charge", "charge", "charge", "not_completed", "income",
    ]  # fmt: skip


def test_no_status_means_two_things() -> None:
    for word in ("completed", "成功", "refunded", "已退款", "exitosa"):
        assert vocabulary.test_for("status", "booked")(word)
        assert not vocabulary.test_for("status", "cancelled")(word)


@pytest.mark.parametrize(
    "word", ["Reserverat", "Vorgemerkt", "Pending", "Katevaraus", "Oczekuje", "未請款"]
)
def test_a_word_in_the_place_of_the_booking_date(word: str) -> None:
    lines = [f"{word if n == 3 else d};{d};{w};{a}" for n, (d, w, a) in enumerate(SIGNED)]
    statement = read(
        "Bokföringsdatum;Transaktionsdatum;Meddelande;Belopp SEK\n" + "\n".join(lines) + "\n"
    )
    assert rows(statement)[3].startswith("not_completed 2024-03-07")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("15:48 17/03/2024", dt.time(15, 48)), ("15:48, 17/03/2024", dt.time(15, 48)), ("15:48 - 17/03/2024", dt.time(15, 48)),
        ("09:05:11 2024-03-17", dt.time(9, 5, 11)), ("3:48 PM 17/03/2024", dt.time(15, 48)), ("17/03/2024 03:48 م", dt.time(15, 48)),
        ("17/03/2024 03:48 ص", dt.time(3, 48)), ("17/03/2024 03:48 مساءً", dt.time(15, 48)), ("17/03/2024 03:48 μμ", dt.time(15, 48)),
        ("17/03/2024 03:48 π.μ.", dt.time(3, 48)), ("17/03/2024 03:48 ÖS", dt.time(15, 48)), ("17/03/2024 03:48 CH", dt.time(15, 48)),
        ("17/03/2024 03:48 SA", dt.time(3, 48)), ("17/03/2024 03:48 odp.", dt.time(15, 48)), ("17/03/2024 03:48 अपराह्न", dt.time(15, 48)),
        ("17/03/2024 12:10 ص", dt.time(0, 10)), ("17/03/2024 下午 03:48", dt.time(15, 48)), ("17/03/2024 15:48 CET", dt.time(15, 48)),
    ],
)  # fmt: skip
def test_times_of_day(cell: str, expected: dt.time) -> None:
    parts = dates.split(cell)
    assert parts is not None
    assert parts.time == expected
    assert (dates.resolve(parts, "dmy") or dt.datetime.min).date() == dt.date(2024, 3, 17)


@pytest.mark.parametrize(
    "cell", ["14:40 12.50", "10:30 12.05", "25:10 17/03/2024", "14:40 17/03/2024 15:00"]
)
def test_no_times_before_a_date(cell: str) -> None:
    assert dates.split(cell) is None


@pytest.mark.parametrize(
    "header",
    ["Händlerkategorie", "Merchant Category", "Merchant category name", "Händlergruppe", "Payee Category", "商户类别",
     "商户类型", "Catégorie de commerçant", "Merchant type"],
)  # fmt: skip
def test_the_category_of_the_shop_is_not_the_shop(header: str) -> None:
    assert "merchant" not in dict(header_roles(header))
    statement = read(table(f"Date;Description;{header};Amount EUR", "{date};{who};Retail;{amount}"))
    assert [r.split(" ", 3)[3] for r in rows(statement)] == [w for _, w, _ in SIGNED]


@pytest.mark.parametrize("header", ["To/From Account", "Account/Name", "To / From Account Name"])
def test_names_under_a_header_of_accounts(header: str) -> None:
    statement = read(
        table(f"Date;Type;{header};Trx ID;Amount EUR", "{date};Payment;{who};AB{n}99X;{amount}")
    )
    assert [r.split(" ", 3)[3] for r in rows(statement)] == [w for _, w, _ in SIGNED]


def test_the_kind_of_payment_comes_after_what_was_paid() -> None:
    lines = [f"{d};Card purchase;{w};{a};EUR" for d, w, a in SIGNED * 3]
    statement = read("Date;Description;Purpose;Amount;Currency\n" + "\n".join(lines) + "\n")
    assert {r.split(" ", 3)[3] for r in rows(statement)} == {w for _, w, _ in SIGNED}


def test_a_note_on_a_few_rows_comes_after_what_stands_on_all() -> None:
    lines = [
        f"{d};{'lane 7' if n == 1 else ''};{w};{a};EUR" for n, (d, w, a) in enumerate(SIGNED * 3)
    ]
    statement = read("Date;Note;Zzyzx;Amount;Currency\n" + "\n".join(lines) + "\n")
    assert {r.split(" ", 3)[3] for r in rows(statement)} == {w for _, w, _ in SIGNED}


def test_an_id_is_a_poorer_text_than_the_kind_of_row() -> None:
    statement = read(table("Date;Type;Zzyzx;Amount EUR", "{date};Payment;AB{n}99X;{amount}"))
    assert {r.split(" ", 3)[3] for r in rows(statement)} == {"Payment"}


@pytest.mark.parametrize(
    ("out", "back"),
    [("Expense amount", "Income amount"), ("Amount spent", "Amount received"), ("Gider tutarı", "Gelir tutarı"),
     ("Сумма расхода", "Сумма дохода"), ("รายจ่าย", "รายรับ"), ("支出額", "収入額")],
)  # fmt: skip
@pytest.mark.parametrize("blank", ["", "0"])
def test_expenses_and_income_are_a_pair(out: str, back: str, blank: str) -> None:
    lines = [
        f"{d};{w};{a.lstrip('-') if a[0] == '-' else blank};{blank if a[0] == '-' else a};EUR"
        for d, w, a in SIGNED
    ]
    statement = read(f"Date;Description;{out};{back};Currency\n" + "\n".join(lines) + "\n")
    assert [r.partition(" ")[0] for r in rows(statement)] == ["charge"] * 4 + ["income"]


@pytest.mark.parametrize(
    "header", ["Points", "积分", "Punkte", "Miles", "Bonus points", "ポイント", "Amount (points)"]
)
def test_points_are_no_money(header: str) -> None:
    assert counts_points(header)
    with pytest.raises(UnknownFormat):
        read(table(f"Date;Description;{header}", "{date};{who};12{n}"))


@pytest.mark.parametrize("header", ["Amount", "Pointage", "Purchase", "金额", "Body text"])
def test_what_only_sounds_like_points(header: str) -> None:
    assert not counts_points(header)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("日期;摘要;提款;存款\nDate;Description;Debit;Credit", "two languages"),
        ("日期;交易;;对方\nDate;;Debit;", "groups"),
    ],
    ids=["two languages", "one above the other"],
)
def test_a_head_of_two_lines_keeps_what_stands_above_it(head: str, name: str) -> None:
    lines = "2024-03-01;Bakery;5.00;\n2024-03-02;Kiosk;7.00;\n2024-03-03;Job;;90.00\n"
    if name == "groups":
        head, lines = "Transaction;;Amount;\nDate;Description;Debit;Credit", lines
    statement = read(f"貨幣;HKD\n\n{head}\n{lines}")
    assert rows(statement) == [
        "charge 2024-03-01 5.00 Bakery", "charge 2024-03-02 7.00 Kiosk", "income 2024-03-03 90.00 Job",
    ]  # fmt: skip
    assert set(statement.transactions["currency"]) == {"HKD"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [("₪ Amount", "ILS"), ("₹ Amount", "INR"), ("₴ Сума", "UAH"), ("Kč částka", "CZK"), ("USD amount", "USD"),
     ("Салдо (МКД)", "MKD"), ("Won amount", None), ("Amount", None), ("All amounts", None)],
)  # fmt: skip
def test_a_currency_before_the_header_s_words(header: str, expected: str | None) -> None:
    assert header_currency(header) == expected


def test_an_empty_balance_may_name_the_currency() -> None:
    statement = read(table("Date;Description;Dr.;Cr.;Balance (NPR)", "{date};{who};12.00;0;"))
    assert set(statement.transactions["currency"]) == {"NPR"}


def test_currencies_beside_every_amount_are_named() -> None:
    lines = "Date;Details;Amount\n2024-03-01;Bakery;-5.00 EUR\n2024-03-02;Kiosk;-7.00 USD\n"
    assert codes(read(lines)) == []
    assert "no_currency" in codes(read(lines.replace(" EUR", "").replace(" USD", "")))


def test_figures_of_the_preamble_cut_at_their_thousands() -> None:
    body = "Opening Balance: EUR 60,000.00\n\nDate,Details,Debit,Credit,Balance\n2024-03-01,Bakery,10.00,,59990.00\n2024-03-02,Kiosk,5.00,,59985.00\nClosing Balance: EUR 59,{}.00\n"
    assert codes(read(body.format("985"))) == []
    assert "balance_differs" in codes(read(body.format("900")))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["431", "1,400", "227"], (".", True)),
        (["431", "1.400", "60.000"], (",", True)),
        (["1,400", "60,000"], (None, False)),
        (["0", "1,400"], (None, False)),  # a zero has no decimals anywhere
        (["1431", "1,400"], (None, False)),  # thousands are not marked here
        (["431", "1,400", "1.400"], (None, False)),
    ],
)
def test_whole_figures_beside_marked_ones_settle_the_mark(
    cells: list[str], expected: tuple[str | None, bool]
) -> None:
    figures = [f for c in cells if (f := amounts.split(c))]
    assert amounts.choose_mark(figures) == expected


@pytest.mark.parametrize(
    ("currency", "amount", "open_"),
    [("IDR", "64019.00", False), ("TWD", "64019.00", False), ("EUR", "64019.00", True), ("KWD", "64.019", True)],
)  # fmt: skip
def test_three_digits_after_every_mark(currency: str, amount: str, open_: bool) -> None:
    lines = f"Date;Details;Amount {currency}\n2024-03-01;Bakery;-64.019\n2024-03-02;Kiosk;-96.744\n"
    statement = read(lines)
    assert rows(statement)[0] == f"charge 2024-03-01 {amount} Bakery"
    assert ("mark_open" in codes(statement)) is open_
