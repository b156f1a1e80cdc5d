# ruff: noqa: E501 (a language stays together)
"""Random statements: invented transactions, written the way some bank might write them.

`statements()` draws a list of transactions and a dialect and yields both with the bytes. What a
dialect says about a row is what a person would read out of it; where no date proves the order of
day and month, `Written.decidable` is False.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st


@dataclass(frozen=True, repr=False)
class Language:
    """The words a statement is made of, and the encodings that can hold them."""

    def __repr__(self) -> str:
        return self.name

    name: str
    date: str
    posted: str
    clock: str
    payee: str
    amount: str
    debit: str
    credit: str
    balance: str
    flag: str
    flags: tuple[str, str]  # words for money out and money in
    status: str
    statuses: tuple[str, str]  # booked, pending
    currency: str
    reference: str
    category: str
    total: str
    title: str
    salary: str
    shops: tuple[str, ...]
    encodings: tuple[str, ...]
    codes: tuple[str, ...]
    comma: bool  # decimal comma is usual
    american: bool = False


LANGUAGES = (
    Language(
        "en", "Date", "Posting date", "Time", "Payee", "Amount", "Debit", "Credit", "Balance",
        "Type", ("Debit", "Credit"), "Status", ("Posted", "Pending"), "Currency", "Reference",
        "Category", "Total", "Account statement", "Salary",
        ("Blue River Bakery", "Corner Kiosk 12", "Harbour Books", "City Tramway"),
        ("utf-8", "utf-8-sig", "cp1252", "utf-16"), ("GBP", "EUR", "AUD"), False,
    ),
    Language(
        "us", "Transaction Date", "Post Date", "Time", "Description", "Amount", "Debit", "Credit",
        "Running Bal.", "Transaction Type", ("DEBIT", "CREDIT"), "Status", ("Posted", "Pending"),
        "Currency", "Reference Number", "Category", "Total", "Checking activity", "PAYROLL DEPOSIT",
        ("BLUE RIVER BAKERY #12", "CORNER KIOSK", "LANTERN BOOKS", "CITY TRAMWAY"),
        ("utf-8", "cp1252"), ("USD",), False, True,
    ),
    Language(
        "de", "Buchungstag", "Wertstellung", "Uhrzeit", "Empfänger", "Betrag", "Soll", "Haben",
        "Saldo", "Soll/Haben", ("S", "H"), "Status", ("Gebucht", "Vorgemerkt"), "Währung",
        "Referenz", "Kategorie", "Summe", "Kontoauszug", "Gehalt",
        ("Bäckerei Blaufluß", "Kiosk am Eck", "Hafenbücher", "Straßenbahn Süd"),
        ("utf-8", "utf-8-sig", "cp1252", "utf-16"), ("EUR", "CHF"), True,
    ),
    Language(
        "fr", "Date opération", "Date de valeur", "Heure", "Bénéficiaire", "Montant", "Débit",
        "Crédit", "Solde", "Sens", ("Débit", "Crédit"), "Statut", ("Comptabilisé", "En attente"),
        "Devise", "Référence", "Catégorie", "Total", "Relevé de compte", "Salaire",
        ("Boulangerie Été", "Kiosque du Coin", "Librairie Hélène", "Tramway Sud"),
        ("utf-8", "cp1252"), ("EUR",), True,
    ),
    Language(
        "nl", "Boekingsdatum", "Valutadatum", "Tijd", "Naam tegenpartij", "Bedrag", "Af", "Bij",
        "Saldo na boeking", "Af Bij", ("Af", "Bij"), "Status", ("Geboekt", "In behandeling"),
        "Valuta", "Kenmerk", "Categorie", "Totaal", "Rekeningafschrift", "Salaris",
        ("Bakkerij Blauw", "Kiosk op de Hoek", "Havenboeken", "Stadstram"),
        ("utf-8", "cp1252"), ("EUR",), True,
    ),
    Language(
        "es", "Fecha", "Fecha valor", "Hora", "Comercio", "Importe", "Cargo", "Abono", "Saldo",
        "Tipo", ("Cargo", "Abono"), "Estado", ("Contabilizado", "Pendiente"), "Divisa",
        "Referencia", "Categoría", "Total", "Extracto de cuenta", "Nómina",
        ("Panadería Río", "Quiosco Muñoz", "Librería Puerto", "Tranvía Sur"),
        ("utf-8", "utf-8-sig", "cp1252"), ("EUR", "MXN"), True,
    ),
    Language(
        "pl", "Data operacji", "Data księgowania", "Godzina", "Nadawca/Odbiorca", "Kwota",
        "Obciążenia", "Uznania", "Saldo po operacji", "Strona", ("Wn", "Ma"), "Status",
        ("Zaksięgowana", "Oczekująca"), "Waluta", "Numer referencyjny", "Kategoria", "Razem",
        "Zestawienie operacji", "Wynagrodzenie",
        ("Piekarnia Błękitna", "Kiosk na Rogu", "Księgarnia Portowa", "Tramwaje Śląskie"),
        ("utf-8", "cp1250", "utf-16"), ("PLN",), True,
    ),
    Language(
        "sv", "Bokföringsdatum", "Valutadag", "Klockslag", "Mottagare", "Belopp", "Uttag",
        "Insättning", "Saldo", "Riktning", ("Ut", "In"), "Status", ("Bokförd", "Väntande"),
        "Valuta", "Referens", "Kategori", "Summa", "Kontoutdrag", "Lön",
        ("Bageriet Blå Ån", "Kiosken på Hörnet", "Hamnböcker", "Spårvägen Söder"),
        ("utf-8", "cp1252"), ("SEK",), True,
    ),
    Language(
        "cs", "Datum transakce", "Datum zaúčtování", "Čas", "Název protistrany", "Částka", "Výdaj",
        "Příjem", "Zůstatek", "Směr", ("Výdaj", "Příjem"), "Stav", ("Zaúčtováno", "Čekající"),
        "Měna", "Reference", "Kategorie", "Celkem", "Výpis z účtu", "Mzda",
        ("Pekařství Říčka", "Trafika Na Růžku", "Knihkupectví Přístav", "Městská tramvaj"),
        ("utf-8", "cp1250"), ("CZK",), True,
    ),
    Language(
        "ru", "Дата операции", "Дата обработки", "Время", "Получатель", "Сумма", "Расход", "Приход",
        "Остаток", "Тип", ("Расход", "Приход"), "Статус", ("Исполнено", "В обработке"), "Валюта",
        "Номер операции", "Категория", "Итого", "Выписка по счету", "Зарплата",
        ("Пекарня Речная", "Киоск на углу", "Портовые книги", "Южный трамвай"),
        ("utf-8", "cp1251"), ("RUB",), True,
    ),
    Language(
        "tr", "İşlem Tarihi", "Valör", "Saat", "Alıcı", "Tutar", "Borç", "Alacak", "Bakiye", "B/A",
        ("B", "A"), "Durum", ("Gerçekleşti", "Beklemede"), "Para Birimi", "Referans", "Kategori",
        "Toplam", "Hesap özeti", "Maaş",
        ("Mavi Irmak Fırını", "Köşe Büfe", "Liman Kitabevi", "Güney Tramvayı"),
        ("utf-8", "cp1254"), ("TRY",), True,
    ),
    Language(
        "zh", "交易时间", "记账日期", "时间", "交易对方", "金额", "支出", "收入", "余额", "收/支",
        ("支出", "收入"), "交易状态", ("交易成功", "处理中"), "币种", "交易单号", "交易分类", "合计",
        "交易明细", "工资",
        ("蓝河面包店", "街角小卖部", "港口书店", "城南电车"),
        ("utf-8", "utf-8-sig", "gb18030", "utf-16"), ("CNY",), False,
    ),
    Language(
        "ja", "ご利用日", "計上日", "時刻", "ご利用店名", "金額", "お引出し", "お預入れ", "残高", "区分",
        ("出金", "入金"), "状態", ("確定", "未確定"), "通貨", "取引番号", "分類", "合計", "ご利用明細",
        "給与", ("青川ベーカリー", "角の売店", "港書店", "南トラム"),
        ("utf-8", "cp932"), ("JPY",), False,
    ),
)  # fmt: skip

_DATES: dict[str, tuple[str, ...]] = {
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%d %b %Y", "%d-%b-%Y"),
    "dmy": ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y"),
}
FIGURES = ("plain", "plain", "plain", "parentheses", "behind", "code", "unicode", "plus")
SIGNS = ("signed", "pair", "pair_credit_first", "pair_negative", "pair_zeros", "flag", "card")
CARRIED = {"payee": "Opening balance"}
PAYMENT = "PAYMENT RECEIVED - THANK YOU"


@dataclass(frozen=True)
class Transaction:
    """One invented row, as a person would note it."""

    time: dt.datetime
    amount: Decimal
    out: bool
    shop: str
    pending: bool = False


@dataclass(frozen=True)
class Dialect:
    """How a bank writes its rows."""

    language: Language
    encoding: str
    delimiter: str
    date: str
    clock: str  # none, inline, column
    mark: str
    thousands: str
    currency: str
    currency_at: str  # none, column, header, preamble
    sign: str
    figure: str  # one of FIGURES: where the sign of an amount stands, and what beside it
    columns: tuple[str, ...]  # in file order
    headed: bool
    pages: bool  # the header stands again in the middle
    carried: bool  # a line "opening balance"
    preamble: int
    footer: bool
    quotes: str  # none, needed, all, single
    line_end: str
    trailing: bool
    newest_first: bool


@dataclass(frozen=True)
class Written:
    """A statement and what must be read out of it."""

    dialect: Dialect
    transactions: tuple[Transaction, ...]  # in file order
    data: bytes

    @property
    def charges(self) -> list[Transaction]:
        """The completed money-out rows."""
        return [t for t in self.transactions if t.out and not t.pending]

    @property
    def order(self) -> str:
        """The order of day, month and year."""
        return next(o for o, forms in _DATES.items() if self.dialect.date in forms)

    @property
    def decidable(self) -> bool:
        """Whether the dates prove their order: some day is above twelve, but 24.01.26 is two."""
        return self.order == "ymd" or "%y" not in self.dialect.date


@st.composite
def transactions(draw: st.DrawFn, language: Language, digits: int, card: bool) -> list[Transaction]:
    """Between 4 and 13 rows over a few weeks, oldest first; most of them are purchases."""
    start = dt.datetime(draw(st.integers(2015, 2027)), draw(st.integers(1, 12)), 1)
    n = draw(st.integers(4, 12))
    income = draw(st.sets(st.integers(0, n - 1), max_size=n // 4))
    found = []
    for i in range(n):
        seconds = draw(st.integers(0, 40 * 86400 - 1))
        units = draw(st.integers(1, 10 ** draw(st.integers(3, 7))))
        out = i not in income
        shop = draw(st.sampled_from(language.shops))
        if not out:
            shop = PAYMENT if card else language.salary
        time = start + dt.timedelta(seconds=seconds)
        if i < 2:  # a text that is the same on every row may be the holder's name
            out, shop = True, language.shops[i]
            time = time.replace(day=time.day if i else draw(st.integers(13, 28)))
        found.append(Transaction(time, Decimal(units).scaleb(-digits), out, shop))
    if draw(st.booleans()):  # an exact repeat is what all this is for
        found.append(found[draw(st.integers(0, n - 1))])
    return sorted(found, key=lambda t: t.time)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Any combination of habits that one bank could have."""
    language = draw(st.sampled_from(LANGUAGES))
    sign = draw(st.sampled_from(SIGNS))
    currency = draw(st.sampled_from(language.codes))
    orders = ["ymd", "mdy" if language.american else "dmy"]
    if language.name == "zh" or language.name == "ja":
        orders = ["ymd"]
    form = draw(st.sampled_from(_DATES[draw(st.sampled_from(orders))]))
    mark = "," if language.comma and draw(st.integers(0, 4)) else "."
    groups = ["", " ", "."] if mark == "," else ["", ",", "'"]
    clock = draw(st.sampled_from(("none", "none", "inline", "column")))
    if form == "%Y%m%d" and clock == "inline":
        clock = "column"
    extras = draw(st.sets(st.sampled_from(
        ("posted", "balance", "status", "reference", "category", "blank", "currency", "number",
         "account", "memo")
    )))  # fmt: skip
    if sign == "card":
        extras -= {"balance"}
    currency_at = draw(st.sampled_from(("none", "header", "preamble")))
    if "currency" in extras:
        currency_at = "column"
    columns = {"date", "payee", *extras}
    columns |= {"debit", "credit"} if sign.startswith("pair") else {"amount"}
    columns |= {"flag"} if sign == "flag" else set()
    columns |= {"clock"} if clock == "column" else set()
    ordered = list(draw(st.permutations(sorted(columns))))
    if sign.startswith("pair"):
        at = sorted((ordered.index("debit"), ordered.index("credit")))
        pair = ["credit", "debit"] if sign == "pair_credit_first" else ["debit", "credit"]
        ordered[at[0]], ordered[at[1]] = pair
    headed = draw(st.integers(0, 7)) > 0
    figure = draw(st.sampled_from(FIGURES))
    if not headed:  # then only what is plain to see in the cells
        sign, figure = "signed", "plain"
        hidden = {"debit", "credit", "flag", "posted", "status", "number", "reference", "memo"}
        ordered = [c for c in ordered if c not in {*hidden, "amount", "category"}]
        ordered.insert(draw(st.integers(0, len(ordered))), "amount")
        currency_at = "column" if "currency" in ordered else "none"
    return Dialect(
        language=language,
        encoding=draw(st.sampled_from(language.encodings)),
        delimiter=draw(st.sampled_from((",", ";", "\t", "|"))),
        date=form,
        clock=clock,
        mark=mark,
        thousands=draw(st.sampled_from(groups)),
        currency=currency,
        currency_at=currency_at,
        sign=sign,
        figure=figure if sign in ("signed", "card") else "plain",
        columns=tuple(ordered),
        headed=headed,
        pages=headed and draw(st.integers(0, 5)) == 0,
        carried="balance" in ordered and headed and draw(st.booleans()),
        preamble=draw(st.integers(0, 6)) if currency_at != "preamble" else draw(st.integers(2, 6)),
        footer=draw(st.booleans()),
        quotes=draw(st.sampled_from(("needed", "needed", "all", "single"))),
        line_end=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        trailing=draw(st.booleans()),
        newest_first=draw(st.booleans()),
    )


@st.composite
def statements(draw: st.DrawFn) -> Written:
    """A random statement in a random dialect, with what must be read out of it."""
    dialect = draw(dialects())
    digits = 0 if dialect.currency == "JPY" else 2
    rows = draw(transactions(dialect.language, digits, dialect.sign == "card"))
    if "status" in dialect.columns and draw(st.booleans()):
        last = rows[-1]
        rows[-1] = Transaction(last.time, last.amount, last.out, last.shop, True)
    if dialect.sign == "card" and all(t.out for t in rows):  # else the sign is anybody's guess
        paid = Transaction(rows[-1].time, Decimal(100), False, PAYMENT)
        rows.append(paid)
    if dialect.newest_first:
        rows = rows[::-1]
    return Written(dialect, tuple(rows), write(dialect, rows))


def write(dialect: Dialect, rows: Sequence[Transaction]) -> bytes:
    """The file, as bytes."""
    words = dialect.language
    amount_header = words.amount
    if dialect.currency_at == "header":
        amount_header = f"{words.amount} ({dialect.currency})"
    headers = {
        "date": words.date, "posted": words.posted, "clock": words.clock, "payee": words.payee,
        "amount": amount_header, "debit": words.debit, "credit": words.credit,
        "balance": words.balance, "flag": words.flag, "status": words.status,
        "currency": words.currency, "reference": words.reference, "category": words.category,
        "number": "No.", "account": "IBAN", "memo": "Details", "blank": "",
    }  # fmt: skip
    if dialect.currency_at == "header":
        headers |= {k: f"{headers[k]} ({dialect.currency})" for k in ("debit", "credit")}
    header = [headers[c] for c in dialect.columns]
    records = [header] if dialect.headed else []
    if dialect.carried:
        records.append([CARRIED.get(c, "") for c in dialect.columns])
        records[-1][dialect.columns.index("balance")] = _figure(dialect, Decimal(1000))
    balances = _balances(rows, dialect.newest_first)
    for number, row in enumerate(rows):
        cell = _cells(dialect, row, balances[number], number)
        records.append([cell(c) for c in dialect.columns])
        if dialect.pages and number == len(rows) // 2:
            records.append(header)
    if dialect.footer:
        total = [""] * len(dialect.columns)
        total[0] = words.total
        for role in ("amount", "debit"):
            if role in dialect.columns and dialect.columns.index(role):
                spent = sum((r.amount for r in rows if r.out), Decimal())
                total[dialect.columns.index(role)] = _figure(dialect, spent)
        records.append(total)
    lines = _preamble(dialect, rows) + [_line(dialect, r) for r in records]
    text = dialect.line_end.join(lines) + dialect.line_end
    return text.encode(dialect.encoding)


def _preamble(dialect: Dialect, rows: Sequence[Transaction]) -> list[str]:
    if not dialect.preamble:
        return []
    days = sorted(r.time for r in rows)
    period = " - ".join(d.strftime(dialect.date) for d in (days[0], days[-1]))
    lines = [dialect.language.title, period, "", "Nr. 2-4711", "", ""]
    if dialect.currency_at == "preamble":
        lines[1] = f"{dialect.language.currency}: {dialect.currency}"
    return lines[: dialect.preamble]


def _balances(rows: Sequence[Transaction], newest_first: bool) -> list[Decimal]:
    balance = Decimal(1000)
    found = []
    for row in reversed(rows) if newest_first else rows:
        if not row.pending:
            balance += -row.amount if row.out else row.amount
        found.append(balance)
    return found[::-1] if newest_first else found


def _cells(
    dialect: Dialect, row: Transaction, balance: Decimal, number: int
) -> Callable[[str], str]:
    words = dialect.language
    date = row.time.strftime(dialect.date)
    if dialect.clock == "inline":
        date += row.time.strftime(" %H:%M:%S")
    positive = dialect.sign in ("flag",)
    shown = row.amount if positive or row.out == (dialect.sign == "card") else -row.amount
    out, into = _figure(dialect, row.amount), _figure(dialect, row.amount)
    if dialect.sign == "pair_negative":
        out = _figure(dialect, -row.amount)
    nothing = _figure(dialect, Decimal()) if dialect.sign == "pair_zeros" else ""
    cells = {
        "date": date,
        "posted": (row.time + dt.timedelta(days=1)).strftime(dialect.date),
        "clock": row.time.strftime("%H:%M"),
        "payee": row.shop,
        "amount": _signed(dialect, shown),
        "debit": out if row.out else nothing,
        "credit": nothing if row.out else into,
        "balance": "" if row.pending else _figure(dialect, balance),
        "flag": words.flags[0 if row.out else 1],
        "status": words.statuses[row.pending],
        "currency": dialect.currency,
        "reference": f"REF{700 + number}X",
        "category": f"{words.category} {1 if row.out else 2}",
        "number": str(number + 1),
        "account": "GB33BUKB20201555555555",
        "memo": f"card {4000 + number} ref",
        "blank": "",
    }
    return cells.__getitem__


def _figure(dialect: Dialect, value: Decimal) -> str:
    digits = 0 if dialect.currency == "JPY" else 2
    text = f"{abs(value):,.{digits}f}"
    whole, _, part = text.partition(".")
    whole = whole.replace(",", dialect.thousands)
    return ("-" if value < 0 else "") + whole + (dialect.mark + part if part else "")


def _signed(dialect: Dialect, value: Decimal) -> str:
    """An amount with its sign as the dialect writes it."""
    size = _figure(dialect, abs(value))
    if dialect.figure == "parentheses":
        return f"({size})" if value < 0 else size
    if dialect.figure == "behind":
        return f"{size}-" if value < 0 else size
    if dialect.figure == "code":
        return f"{_figure(dialect, value)} {dialect.currency}"
    if dialect.figure == "unicode":
        return (
            f"\N{MINUS SIGN}{size}"
            if value < 0 and dialect.encoding[:3] == "utf"
            else _figure(dialect, value)
        )
    if dialect.figure == "plus":
        return f"+{size}" if value > 0 else _figure(dialect, value)
    return _figure(dialect, value)


def _line(dialect: Dialect, cells: Sequence[str]) -> str:
    done = []
    single = dialect.quotes == "single"
    mark = "'" if single and not any("'" in c for c in cells) else '"'
    for cell in cells:
        must = dialect.delimiter in cell or '"' in cell
        if must or dialect.quotes in ("all", "single"):
            cell = mark + cell.replace(mark, mark * 2) + mark
        done.append(cell)
    return dialect.delimiter.join(done) + (dialect.delimiter if dialect.trailing else "")
