"""The workbook read back: the same money, every charge, no formula, the same bytes."""

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from dupcharge import reporter
from dupcharge.locale import room, say
from dupcharge.money import Money
from dupcharge.reporter import Request, charges, sheets, view, xlsx
from dupcharge.reporter import csv as table
from tests.reporter import make

SHEETS = {
    ("en",): ["Summary", "Charges", "Files"],
    ("zh",): ["汇总", "扣款明细", "来源"],
    ("zh", "en"): ["汇总 Summary", "扣款明细 Charges", "来源 Files"],
}
CASES = {"everything": make.everything, "clean": make.clean, "nothing": make.nothing}


def content(found, languages=("en",)):
    return reporter.render(".xlsx", view.report(found), Request(tuple(languages)))


def read(found, languages=("en",)):
    """Sheets by their place: rows of cells."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(found, languages)))
    return [book.get_sheet_by_index(i).to_python() for i in range(len(book.sheet_names))]


def parts(found, languages=("en",)):
    with zipfile.ZipFile(io.BytesIO(content(found, languages))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def minor(cell, like):
    """A number of a cell as minor units; it must be exact in the currency's digits."""
    value = Decimal(str(cell)).scaleb(like.exponent)
    assert value == int(value)
    return int(value)


@pytest.mark.parametrize("languages", SHEETS)
@pytest.mark.parametrize("case", CASES)
def test_every_charge_and_refund_is_there(case, languages):
    found = CASES[case]()
    shown = view.report(found)
    _, (heads, names, *rows), _ = read(found, languages)
    assert names == charges.FIELDS
    assert all(heads)
    expected = list(charges.lines(shown))
    rows = [row for row in rows if any(cell != "" for cell in row)]
    assert len(rows) == len(expected)
    for row, line in zip(rows, expected, strict=True):
        cells = dict(zip(names, row, strict=True))
        for name in ("group", "key", "merchant", "transaction_id", "order_id", "method", "status"):
            assert cells[name] == (line.get(name) or ""), name
        assert cells["time"] == (line["time"] or "").replace("T", " ")
        assert cells["file"] == line["file"]
        for name in ("row", "line"):
            assert cells[name] == line[name]
        for name in ("amount", "refunded"):
            amount = line.get(name)
            assert (minor(cells[name], amount) if amount else cells[name]) == (
                amount.minor if amount else ""
            )
        words = {"refund": "workbook.refund"}
        role = words.get(line["role"], f"report.{line['role']}")
        assert cells["role"] == " / ".join(say(lang, role) for lang in languages)
        assert cells["of"] == line.get("of", "")


@pytest.mark.parametrize("languages", SHEETS)
def test_totals_are_those_of_the_view(languages):
    shown = view.report(make.everything())
    summary, _, files = read(make.everything(), languages)
    rows = {row[0]: row for row in summary}
    for total in shown.totals:
        _, groups, repeats, overcharge, text, to_check, settled = rows[total.overcharge.currency]
        assert (groups, repeats, settled) == (total.groups, total.repeats, total.settled)
        assert minor(overcharge, total.overcharge) == total.overcharge.minor
        assert minor(to_check, total.to_check) == total.to_check.minor
        assert text == f"{total.overcharge.currency} {total.overcharge.text}"
    told = "\n".join(str(row[0]) for row in summary)
    for lang in languages:
        assert say(lang, "report.limits") in told
        assert say(lang, "report.headline_owed", amount=shown.totals[0].overcharge) in told
    for row, file in zip(files[2:], shown.files, strict=True):
        cells = dict(zip(files[1], row, strict=True))
        assert (cells["path"], cells["sha256"], cells["bytes"]) == (
            file.path, file.sha256, file.size,
        )  # fmt: skip
        for name in ("read", *view.COUNTS):
            assert cells[f"rows.{name}"] == file.rows[name]
        assert cells["warnings"].count("could not be read") == len(file.warnings) * len(languages)


def test_sum_of_the_lines_is_the_headline():
    found = make.findings([make.outage(22, 2)])
    _, (_, names, *rows), _ = read(found)
    lines = [dict(zip(names, row, strict=True)) for row in rows]
    claimed = [line for line in lines if line["role"] == "repeat" and line["counted"] == "yes"]
    assert sum(
        Decimal(str(line["amount"])) - Decimal(str(line["refunded"])) for line in claimed
    ) == Decimal(view.report(found).totals[0].overcharge.text)


@pytest.mark.parametrize(("languages", "names"), SHEETS.items())
def test_names_of_the_sheets(languages, names):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(make.clean(), languages)))
    assert book.sheet_names == names


@pytest.mark.parametrize("languages", SHEETS)
@pytest.mark.parametrize("case", CASES)
def test_same_bytes_twice(case, languages):
    first = content(CASES[case](), languages)
    assert content(CASES[case](), languages) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


@pytest.mark.parametrize(
    ("exported", "epoch", "created"),
    [
        (None, None, "1980-01-01"),
        (dt.datetime(2024, 11, 12, 8, 0, 13), None, "2024-11-12"),
        (dt.datetime(1, 1, 1), None, "1980-01-01"),
        (dt.datetime(2024, 11, 12, 8, 0, 13), "1735689600", "2025-01-01"),
        (dt.datetime(2024, 11, 12, 8, 0, 13), "soon", "2024-11-12"),
    ],
)
def test_created_is_not_the_clock(exported, epoch, created, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    core = parts(make.findings(files=[make.record(exported=exported)]))["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", core)) == {f"{created}T00:00:00Z"}


NASTY = [
    "=1+1",
    "=HYPERLINK(\"http://x.example\",\"x\")",
    "{=1+1}",
    "@SUM(1)",
    "+1",
    "-1",
    "0001",
    "1e5",
    "http://x.example",
    "mailto:a@x.example",
    "internal:Sheet1!A1",
    "<b>x</b> & \"y\"",
    "_x0041_",
    "\ufffe\uffff",
    "a\x00b\x1b[31m\u202e",
    "line\r\nbreak",
    "é😀مرحبا",
]  # fmt: skip


def hostile():
    rows = [
        make.row(n, merchant=text, transaction_id=text, order_id=text, method=text,
                 status_text=text)
        for n, text in enumerate(NASTY, 1)
    ]  # fmt: skip
    warnings = tuple(make.said(text) for text in NASTY)
    files = [make.record("=cmd|x.csv", warnings=warnings, format="=1", account="=2")]
    group = make.group(1, rows, merchant=NASTY[0], key="=key", evidence=(make.said("=1"),))
    return make.findings([group], files)


@pytest.mark.parametrize("languages", SHEETS)
def test_nothing_of_a_statement_is_a_formula_a_link_or_a_number(languages):
    for name, text in parts(hostile(), languages).items():
        root = ElementTree.fromstring(text)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\u202e]", text), name
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"f", "hyperlink", "hyperlinks", "externalReference", "ddeLink"}, name
        assert 'Target="http' not in text, name
    _, (_, names, *rows), files = read(hostile(), languages)
    for row, text in zip(rows, NASTY, strict=True):
        cells = dict(zip(names, row, strict=True))
        plain = sheets.text_of(text)
        assert isinstance(cells["merchant"], str)
        assert cells["transaction_id"] == cells["order_id"] == plain
        assert not re.search(r"[\x00-\x1f]", cells["merchant"])
    assert files[2][0] == "=cmd|x.csv"
    assert "\n{=1+1}" in files[2][-1]


def test_a_cell_that_begins_like_a_formula_stays_text_when_edited():
    made = parts(hostile())
    styles = ElementTree.fromstring(made["xl/styles.xml"])
    space = {"x": styles.tag[1:].partition("}")[0]}
    forms = styles.findall("x:cellXfs/x:xf", space)
    sheet = ElementTree.fromstring(made["xl/worksheets/sheet2.xml"])
    texts = [c for c in sheet.iter(f"{{{space['x']}}}c") if c.get("t") == "s"]
    assert len(texts) > len(NASTY)
    assert all(forms[int(cell.get("s"))].get("quotePrefix") == "1" for cell in texts)


@pytest.mark.parametrize("char", ["x", "扣", "😀"])
def test_a_cell_that_is_too_long_says_so(char):
    long = char * 40_000
    rows = [make.row(1, merchant=long), make.row(2, merchant=char * 16_000)]
    _, (_, names, *found), _ = read(make.findings([make.group(1, rows)]))
    column = names.index("merchant")
    shown = found[0][column]
    assert len(shown.encode("utf-16-le")) // 2 <= sheets.LONGEST
    kept, _, rest = shown.partition("…")
    assert set(kept) == {char}
    assert len(kept) + int(rest.removeprefix("(+").removesuffix(")")) == 40_000
    assert found[1][column] == char * 16_000


@pytest.mark.parametrize(
    ("money", "number", "form"),
    [
        (Money(2190, "CNY", 2), 21.9, "#,##0.00"),
        (Money(500, "JPY", 0), 500, "#,##0"),
        (Money(1234, "KWD", 3), 1.234, "#,##0.000"),
        (Money(45991, "EUR", 3), 45.991, "#,##0.000"),
        (Money(0, "EUR", 2), 0, "#,##0.00"),
        (Money(999_999_999_999_999, "USD", 2), 9_999_999_999_999.99, "#,##0.00"),
        (Money(9_999_999_999_999_999, "USD", 2), "99999999999999.99", None),
        (Money(2**63 - 1, "IDR", 2), "92233720368547758.07", None),
    ],
)
def test_amounts_are_numbers_as_long_as_a_cell_holds_them(money, number, form):
    digits = {money.currency: money.exponent}
    row = make.row(1, currency=money.currency, amount=money.minor)
    group = make.group(1, [row, {**row, "row": 2}], overcharge=money.minor)
    found = make.findings([group], currencies=(money.currency,), exponents=digits)
    _, (_, names, first, *_), _ = read(found)
    assert first[names.index("amount")] == number
    if form and form != "#,##0":  # that one is built in
        styles = parts(found)["xl/styles.xml"]
        assert f'formatCode="{form}"' in styles or form == "#,##0.00"


def test_a_statement_without_currency_shows_no_code():
    rows = [make.row(1, currency="XXX"), make.row(2, currency="XXX")]
    made = parts(make.findings([make.group(1, rows)], currencies=("XXX",)), ("en", "zh"))
    assert "XXX" not in "".join(made.values())
    assert "none stated / 未写明" in made["xl/sharedStrings.xml"]


def test_more_rows_than_a_sheet_holds_go_to_a_further_sheet(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 2 + 5)
    found = make.findings([make.outage(11, 0)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(found)))
    assert book.sheet_names == ["Summary", "Charges", "Charges 2", "Charges 3", "Files"]
    rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names[1:4]]
    assert [len(part) for part in rows] == [7, 7, 3]
    assert [row[6] for part in rows for row in part[2:]] == list(range(10, 21))


def test_headings_stay_in_sight_and_filter():
    made = parts(make.everything())["xl/worksheets/sheet2.xml"]
    assert '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>' in made
    (area,) = re.findall(r'<autoFilter ref="([^"]+)"', made)
    rows = sum(1 for _ in charges.lines(view.report(make.everything())))
    assert area == f"A2:R{2 + rows}"
    widths = [float(w) for w in re.findall(r'<col [^>]*width="([\d.]+)"', made)]
    assert all(sheets.NARROWEST <= width <= sheets.WIDEST + 1 for width in widths)


@pytest.mark.parametrize("text", ["扣款扣款扣款扣款扣款", "x" * 20])
def test_a_chinese_character_is_two_wide(text):
    rows = [make.row(1, method=text), make.row(2, method=text)]
    made = parts(make.findings([make.group(1, rows)]))["xl/worksheets/sheet2.xml"]
    column = charges.FIELDS.index("method") + 1
    (width,) = re.findall(rf'<col min="{column}" max="{column}" width="([\d.]+)"', made)
    assert 22 <= float(width) < 24


def test_a_name_that_fills_the_page_keeps_the_rows_within_bounds():
    made = parts(make.findings(files=[make.record("x" * 20_000)]))["xl/worksheets/sheet1.xml"]
    heights = [float(height) for height in re.findall(r' ht="([\d.]+)"', made)]
    assert 400 < max(heights) <= sheets.HIGHEST


def test_roles_differ_without_colour():
    looks = [tuple(sorted(look.items())) for look in xlsx.LOOKS.values()]
    assert len(set(looks)) == len(looks) == 3
    for look in xlsx.LOOKS.values():
        shade = look.get("bg_color", "#FFFFFF").removeprefix("#")
        assert shade[:2] == shade[2:4] == shade[4:]


def test_csv_has_the_same_lines():
    shown = view.report(make.everything())
    text = reporter.render(".csv", shown, Request(("en",))).decode("utf-8-sig")
    first, *rest = text.split("\r\n")
    assert first == ",".join(charges.FIELDS)
    assert len(rest) - 1 == sum(1 for _ in charges.lines(shown))
    assert table.inert(Money(-5, "EUR", 2)) == "'-0.05"


def test_both_languages_have_the_same_words():
    english, chinese = room("en", "workbook"), room("zh", "workbook")
    assert set(english) == set(chinese)
    used = {f"field_{name}" for name in charges.FIELDS}
    used |= {f"file_{name}" for name in xlsx.FILES}
    used |= {f"total_{name}" for name in xlsx.TOTALS}
    used |= {f"sheet_{name}" for name in ("summary", "charges", "files")}
    assert set(english) == used | {"yes", "no", "refund", "no_currency", "legend"}
