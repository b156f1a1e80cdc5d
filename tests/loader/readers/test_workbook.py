"""Workbooks: every kind reads alike, stored values become exact text, forged files are refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from dupcharge.errors import DupchargeError, PasswordError, ReadError
from dupcharge.loader import sniff
from dupcharge.loader.readers import cells, ole, package, workbook
from dupcharge.loader.table import Moment, Number, Table

HERE = Path(__file__).parent
LONG = "4.20000123456789E+18"


def xlsx(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """A workbook of one sheet, filled by `fill(book, sheet)`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Account"))
    return out.getvalue()


def repacked(data: bytes, **changed: str) -> bytes:
    """The same package with parts replaced; `__` in a name stands for `/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = {name.replace("__", "/") + ".xml": text for name, text in changed.items()}
        for entry in old.infolist():
            new.writestr(entry.filename, names.get(entry.filename, old.read(entry)), 8)
    return out.getvalue()


def read(data: bytes, **options: Any) -> list[Table]:
    return workbook.read(data, sniff.kind(data), **options)


def of_kind(table: Table, row: int) -> list[str]:
    return [type(cell).__name__ for cell in table.rows[row]]


@pytest.mark.parametrize("from_1904", [False, True])
def test_stored_values_become_exact_text(from_1904: bool) -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        full = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        clock = book.add_format({"num_format": "hh:mm"})
        long = book.add_format({"num_format": "[h]:mm:ss"})
        sheet.write_row(2, 1, [5, 1.5, 128.47000000000003, 0.1 + 0.2, 1e-7, True, " 0012 "])
        sheet.write_datetime(3, 1, dt.datetime(2024, 1, 2), day)
        sheet.write_datetime(3, 2, dt.datetime(2024, 1, 2, 23, 59, 59), full)
        sheet.write_datetime(3, 3, dt.time(10, 11), clock)
        sheet.write_number(3, 4, 0.75, long)
        sheet.write_number(4, 1, 4200001234567890123456789012)
        sheet.write_number(4, 2, 123456789012345)
        sheet.write_string(4, 3, "4200001234567890123456789012")

    (table,) = read(xlsx(fill, date_1904=from_1904))
    assert table.lines == [1, 2, 3, 4, 5]
    assert table.rows[2] == ["", "5", "1.5", "128.47", "0.3", "0.0000001", "TRUE", " 0012 "]
    assert of_kind(table, 2)[1:6] == ["Number"] * 5 and of_kind(table, 2)[6:] == ["str", "str"]
    assert table.rows[3][:5] == ["", "2024-01-02", "2024-01-02T23:59:59", "10:11:00", "18:00:00"]
    assert of_kind(table, 3)[1:5] == ["Moment"] * 4
    assert table.rows[4][1:4] == [
        "4.20000123456789E+27",  # ruined by the program that stored it as a number
        "123456789012345",
        "4200001234567890123456789012",
    ]


def test_every_sheet_is_read_and_hidden_rows_too() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in ("May", "June"):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["Date", "2024-05-01", "2024-05-02"])
            sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("Empty")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=May!$A$1:$A$3"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.worksheets()[1].hide()
    tables = read(out.getvalue())
    assert [(t.sheet, len(t.rows)) for t in tables] == [("May", 3), ("June", 3), ("Empty", 0)]


def test_text_dates_stay_text_beside_real_ones() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(0, 0, "03/04/2024\nbooked")
        sheet.write_datetime(1, 0, dt.datetime(2024, 4, 3), day)

    (table,) = read(xlsx(fill))
    assert [row[0] for row in table.rows] == ["03/04/2024\nbooked", "2024-04-03"]
    assert not isinstance(table.rows[0][0], Moment) and isinstance(table.rows[1][0], Moment)


def test_merged_date_is_repeated_but_never_a_merged_amount() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "Statement")
        sheet.merge_range(1, 0, 3, 0, "2024-05-01")
        sheet.write_row(1, 1, ["Shop", -4])
        sheet.write_row(2, 1, ["Kiosk", -5])
        sheet.write_row(3, 1, ["a second line of the kiosk's text"])
        sheet.merge_range(4, 2, 5, 2, -9)
        sheet.write_row(4, 0, ["2024-05-02", "Bar"])
        sheet.write_row(5, 0, ["2024-05-02", "Bar", None, 12])

    (table,) = read(xlsx(fill))
    assert [row[0] for row in table.rows[:4]] == ["Statement", "2024-05-01", "2024-05-01", ""]
    assert table.rows[0][1] == "" and table.rows[5][2] == ""
    assert [note.code for note in table.notes] == ["readers.merged_filled"]


def test_formula_without_a_value_and_errors_are_told() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(1, 0, "=A1", None, "")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")

    data = xlsx(fill)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    torn = sheet.replace("<f>A1</f><v></v>", "<f>A1</f>")
    assert torn != sheet
    (table,) = read(repacked(data, xl__worksheets__sheet1=torn))
    assert table.rows == [["2"]]
    told = {note.code: note.params["n"] for note in table.notes}
    assert told == {"readers.formulas_without_value": 1, "readers.error_cells": 1}


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1"/><sheetData>{}</sheetData></worksheet>'
)
FAR = SHEET.format(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"{}</row>'
)


def one_cell() -> bytes:
    return xlsx(lambda book, sheet: sheet.write(0, 0, 1))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_at_the_far_corner_is_refused_before_memory_is_asked_for(quote: str) -> None:
    sheet = FAR.format("><v>2</v></c>").replace('r="XFD1048576"', f" r = {quote}XFD1048576{quote} ")
    with pytest.raises(ReadError) as error:
        read(repacked(one_cell(), xl__worksheets__sheet1=sheet))
    assert error.value.code == "sheet_too_wide" and error.value.params["cell"] == "XFD1048576"


def test_a_sheet_under_another_name_is_measured_too() -> None:
    data = repacked(one_cell(), xl__worksheets__sheet1=FAR.format("><v>2</v></c>"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            name = entry.filename.replace("worksheets/sheet1.xml", "theme/page.dat")
            new.writestr(name, old.read(entry).replace(b"worksheets/sheet1.xml", b"theme/page.dat"))
    with pytest.raises(ReadError):
        read(out.getvalue())


def test_a_far_cell_that_is_only_formatted_does_no_harm() -> None:
    (table,) = read(repacked(one_cell(), xl__worksheets__sheet1=FAR.format(' s="0"/>')))
    assert table.rows == [["1"]]


def test_a_wrong_dimension_loses_no_row() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 9))
    (table,) = read(repacked(one_cell(), xl__worksheets__sheet1=SHEET.format(rows)))
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 9)]


def test_doctype_in_a_sheet_is_refused() -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET.format("")
    with pytest.raises(ReadError) as error:
        read(repacked(one_cell(), xl__worksheets__sheet1=sheet))
    assert error.value.code == "doctype"


def test_a_part_that_unpacks_to_far_more_is_refused() -> None:
    bomb = SHEET.format("<!--" + " " * (40 << 20) + "-->")
    with pytest.raises(ReadError) as error:
        read(repacked(one_cell(), xl__worksheets__sheet1=bomb))
    assert error.value.code == "workbook_bomb"


def test_large_sheets_are_counted_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_CHUNK", 700)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f>B{n}</f></c><c r="C{n}" t="e"><v>#REF!</v></c></row>'
        for n in range(1, 200)
    )
    data = repacked(one_cell(), xl__worksheets__sheet1=SHEET.format(rows))
    notes = package.check(data, "xlsx")
    assert [note.params["n"] for note in notes] == [199, 199]


# Encrypted workbooks.


def locked(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def test_encrypted_workbook_needs_its_password() -> None:
    data = locked(one_cell(), "sesam öffne 密码")
    assert sniff.kind(data) == "encrypted"
    for password, code in ((None, "password_needed"), ("sesam", "wrong_password")):
        with pytest.raises(PasswordError) as error:
            read(data, password=password)
        assert error.value.code == code
    assert read(data, password="sesam öffne 密码")[0].rows == [["1"]]


def test_workbook_that_is_only_write_protected_opens_without_asking() -> None:
    assert read(locked(one_cell(), "VelvetSweatshop"))[0].rows == [["1"]]


def test_endless_hashing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = locked(one_cell(), "x")
    assert b'spinCount="100000"' in (ole.stream(data, "EncryptionInfo") or b"")
    monkeypatch.setattr(package, "_MAX_SPIN", 99_999)
    with pytest.raises(ReadError) as error:
        read(data, password="x")
    assert error.value.code == "cannot_decrypt"


# XLS, from a file that an old program wrote.


def test_xls_reads_like_xlsx() -> None:
    data = (HERE / "account.xls").read_bytes()
    tables = read(data)
    assert [(t.sheet, len(t.rows)) for t in tables] == [("Konto", 6), ("Leer", 0), ("Karte", 2)]
    assert tables[0].rows[3:] == [
        ["", "2024-03-05", "Bäckerei Sonne", "-4.35", "2024-03-05T08:01:02", "0012"],
        [
            "",
            "2024-03-05",
            "Kiosk am Eck",
            "-128.47",
            "2024-03-05T09:30:00",
            "4.20000123456789E+18",
        ],
        ["", "2024-03-06", "商店", "-7", "2024-03-06T23:59:59", ""],
    ]
    assert tables[0].lines == [1, 2, 3, 4, 5, 6]


def test_xls_that_promises_too_much_is_refused() -> None:
    data = (HERE / "account.xls").read_bytes()
    at = data.index(b"\x00\x02\x0e\x00")  # DIMENSIONS of the first sheet
    promise = b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\x3f\0\0"
    with pytest.raises(ReadError) as error:
        read(data[: at + 4] + promise + data[at + 18 :])
    assert error.value.code == "broken_workbook"


@pytest.mark.parametrize("offset", [44, 64, 72])
def test_ole_header_that_promises_too_much_is_refused(offset: int) -> None:
    data = bytearray((HERE / "account.xls").read_bytes())
    data[offset : offset + 4] = b"\xff\xff\xff\x0f"
    with pytest.raises(ReadError) as error:
        workbook.read(bytes(data), "xls")
    assert error.value.code == "broken_workbook"


# ODS.


def ods(body: str, mimetype: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_ods_keeps_values_spaces_and_repeated_rows() -> None:
    data = ods(
        '<table:table table:name="Konto">'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-'
        'repeated="2"/><table:table-cell office:value-type="date" office:date-value="2024-05-01">'
        "<text:p>1.5.24</text:p></table:table-cell>"
        '<table:table-cell office:value-type="currency" office:value="-12.340000000000002">'
        "<text:p>-12,34 €</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>two<text:s text:c="3"/>words</text:p>'
        "<text:p>below</text:p></table:table-cell>"
        '<table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-05-01T23:01:02"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    (table,) = read(data)
    row = ["", "", "2024-05-01", "-12.34", "two   words\nbelow", "09:05:00", "2024-05-01T23:01:02"]
    assert table.rows == [[], row, row]  # equal rows are two payments, written once with a count
    assert table.lines == [1, 4, 5]
    assert of_kind(table, 1)[2:4] == ["Moment", "Number"]


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row><table:table-cell table:number-columns-repeated="99999999" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
    ],
)
def test_ods_with_a_billion_cells_is_refused(row: str) -> None:
    with pytest.raises(ReadError) as error:
        read(ods(f'<table:table table:name="t">{row}</table:table>'))
    assert error.value.code == "sheet_too_wide"


# Laws.


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_an_amount_survives_being_stored_as_a_float(amount: Any) -> None:
    text = cells.number(float(amount))
    assert isinstance(text, Number)
    assert amount == type(amount)(text)


@given(data=st.data(), cut=st.integers(0, 60_000))
def test_damaged_workbooks_are_read_or_refused_cleanly(data: Any, cut: int) -> None:
    whole = data.draw(st.sampled_from([one_cell(), (HERE / "account.xls").read_bytes()]))
    at = data.draw(st.integers(0, len(whole) - 1))
    piece = data.draw(st.binary(min_size=1, max_size=8))
    damaged = (whole[:at] + piece + whole[at + len(piece) :])[: cut if cut % 3 == 0 else None]
    try:
        kind = sniff.kind(damaged)
        if kind not in sniff.WORKBOOKS:
            return
        tables = workbook.read(damaged, kind)
    except DupchargeError:
        return
    assert all(len(t.rows) == len(t.lines) for t in tables)


# Kinds that nothing here can write.


def record(kind: int, body: bytes) -> bytes:
    """A record of XLSB; types and lengths below 128 take one byte each."""
    return bytes([kind, len(body)]) + body


def test_xlsb_sheet_is_measured_too() -> None:
    def sheet(row: int, column: int) -> bytes:
        header = record(0, row.to_bytes(4, "little") + bytes(8))
        return header + record(5, column.to_bytes(4, "little") + bytes(12))

    def book(body: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("xl/workbook.bin", b"")
            made.writestr("xl/worksheets/sheet1.bin", body)
        return out.getvalue()

    assert package.check(book(sheet(0, 0) + sheet(9, 3)), "xlsb") == []
    for row, column in ((2**20 - 1, 2**14 - 1), (0, 2**31), (2**32 - 1, 1)):
        with pytest.raises(ReadError) as error:
            package.check(book(sheet(0, 0) + sheet(row, column)), "xlsb")
        assert error.value.code == "sheet_too_wide"


def test_encrypted_ods_is_told() -> None:
    out = io.BytesIO(ods(""))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(ReadError) as error:
        read(out.getvalue())
    assert error.value.code == "encrypted_ods"
