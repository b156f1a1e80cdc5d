"""`.xls` files that are HTML or SpreadsheetML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader import sniff
from dupcharge.loader.readers import markup
from dupcharge.loader.table import Table


def html(text: str, encoding: str = "utf-8") -> Table:
    (table,) = markup.read(text.encode(encoding))
    return table


def test_cells_entities_breaks_and_missing_end_tags() -> None:
    table = html(
        "<html><head><style>td{}</style><title>x</title></head><body>"
        "<TABLE><tr><th>Date<th>Shop &amp; Bar"
        "<tr><td> 2024-01-02 &nbsp;<td>Caf&eacute;<br>second&#32;line"
        "<script>bad()</script><td>-1,50&euro;</TABLE>"
    )  # fmt: skip
    assert table.rows == [["Date", "Shop & Bar"], ["2024-01-02", "Café\nsecond line", "-1,50€"]]
    assert (table.reader, table.lines) == ("html", [1, 2])


def test_all_tables_are_one_sheet_and_frames_around_them_say_nothing() -> None:
    table = html(
        "<table><tr><td><table><tr><td>Account<td>12</table><td>"
        "<table><tr><td>Date<td>Amount</table></table><table><tr><td>2024-01-02<td>-1</table>"
    )
    assert table.rows == [["Account", "12"], ["Date", "Amount"], ["2024-01-02", "-1"]]


def test_spans_keep_the_columns_and_repeat_dates_only() -> None:
    table = html(
        "<table><tr><td colspan=3>Title<td>x"
        "<tr><td rowspan=3>2024-01-02<td>Shop<td>-1,00<td rowspan=2>99,00"
        "<tr><td>Bar<td>-2,00"
        "<tr><td>its second line"
        "<tr><td>2024-01-03<td>Pub<td>-3,00</table>"
    )
    assert table.rows == [
        ["Title", "", "", "x"],
        ["2024-01-02", "Shop", "-1,00", "99,00"],
        ["2024-01-02", "Bar", "-2,00", ""],
        ["", "its second line"],
        ["2024-01-03", "Pub", "-3,00"],
    ]
    assert [note.code for note in table.notes] == ["readers.merged_filled"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", "<meta charset=GBK>"),
        ("big5", "<meta charset='big5'>"),
    ],
)
def test_encoding(encoding: str, head: str) -> None:
    table = html(f"<html>{head}<table><tr><td>商店<td>12", encoding)
    assert table.rows == [["商店", "12"]]


@pytest.mark.parametrize("span", ["colspan=99999999", "colspan=1000", "rowspan=999999999"])
def test_spans_of_a_billion(span: str) -> None:
    row = f"<tr>{f'<td {span}>a' * 8}</tr>"
    try:
        table = html(f"<table>{row * 3}</table>")
    except ReadError as error:
        assert error.code == "sheet_too_wide"
    else:
        assert sum(map(len, table.rows)) < 100


def test_no_cells() -> None:
    with pytest.raises(ReadError) as error:
        html("<html><p>nothing</p></html>")
    assert error.value.code == "no_statement_inside"


SHEET = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
 <Worksheet ss:Name="Konto"><Table>{}</Table></Worksheet>
 <Worksheet ss:Name="Two"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet>
</Workbook>"""  # noqa: E501


def test_spreadsheetml() -> None:
    data = SHEET.format(
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">Date &amp; '
        '<html:B>time</html:B></Data>'
        '</Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">Amount</Data></Cell><Cell/></Row>'
        '<Row><Cell ss:Index="2" ss:MergeDown="1">'
        '<Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Number">-128.47000000000003</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>'
        '<Row><Cell ss:Index="3"><Data ss:Type="Number">7</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2024-01-02T10:11:12.000</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">1899-12-31T09:05:00.000</Data></Cell></Row>'
    ).encode()  # fmt: skip
    assert sniff.kind(data) == "spreadsheetml"
    first, second = markup.read(data)
    assert (first.sheet, first.lines, second.sheet, second.rows) == (
        "Konto",
        [3, 4, 5],
        "Two",
        [["x"]],
    )
    assert first.rows == [
        ["", "Date & time", "Amount", "", ""],
        ["", "2024-01-02", "-128.47", "TRUE", ""],
        ["", "2024-01-02", "7", "2024-01-02T10:11:12", "09:05:00"],
    ]
    assert [type(c).__name__ for c in first.rows[2][1:]] == ["Moment", "Number", "Moment", "Moment"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SHEET.format('<Row><Cell ss:Index="99999999"/></Row>'), "sheet_too_wide"),
        (SHEET.format("<Row>"), "broken_xml"),
        (SHEET.format("").replace("<Workbook", "<!DOCTYPE a><Workbook"), "doctype"),
    ],
)
def test_spreadsheetml_refused(data: str, code: str) -> None:
    with pytest.raises(ReadError) as error:
        markup.read(data.encode())
    assert error.value.code == code


TAGS = ("<table>|<tr>|<td>|</td>|</tr>|</table>|<td rowspan=2 colspan=3>|1,00|x|<br>").split("|")


@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_any_tags_are_read_or_refused_cleanly(tags: list[str]) -> None:
    try:
        table = html("<table><tr><td>a<td>b</table>" + "".join(tags))
    except DupchargeError:
        return
    assert len(table.rows) == len(table.lines)
