"""What a file is, by its bytes: every kind that is read, and the name of every one that is not."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader import sniff


def package(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, first if name == "mimetype" else b"")
    return out.getvalue()


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SPREADSHEETML = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
CAMT = (
    b'<?xml version="1.0"?>\n<!-- x --><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053">'
)
MAIL = b"From: Bank <bank@example.com>\nMIME-Version: 1.0\nContent-Type: text/html\n\n<table>"
LOGIN = b"<!doctype html><html><table><td>User<td><input type='password'></table>"
BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<?xml ",
    b"<html>",
    b":20:",
]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("xlsx", package("[Content_Types].xml", "xl/workbook.xml")),
        ("xlsb", package("[Content_Types].xml", "XL\\Workbook.bin")),
        ("ods", package("mimetype", "content.xml", first=ODS)),
        ("zip", package("statement.csv")),
        ("zip", b"PK\x03\x04 cut off"),
        ("html", b"<html><body><table><tr><td>Date<td>Amount</table>"),
        ("html", b"\xef\xbb\xbf\r\n<!-- ours -->\n<table><tr><th>a</th><th>b</th></table>"),
        ("html", "<html><table><tr><td>a<td>b</table>".encode("utf-16")),
        ("html", b'<!DOCTYPE html PUBLIC "-//W3C//DTD"><html><TABLE><TD>1<TD>2</TABLE>'),
        ("spreadsheetml", SPREADSHEETML.encode()),
        ("spreadsheetml", SPREADSHEETML.encode("utf-16")),
        ("ofx", b"OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX>"),
        ("ofx", b'<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX>'),
        ("ofx", b'<?OFX OFXHEADER="200" VERSION="202"?><OFX>'),
        ("ofx", b'<?xml version="1.0"?><x:OFX xmlns:x="u"></x:OFX>'),
        ("ofx", b"<OFX><SIGNONMSGSRSV1>"),
        ("qif", b"!Type:Bank\nD1/2/24\nT-1\n^\n"),
        ("qif", b"\n!Account\nNCash\n^\n"),
        ("qif", b"D02/01/2024\nT-45.20\nPShop\n^\n"),
        ("camt", CAMT),
        ("camt", b"<Document><BkToCstmrAcctRpt><GrpHdr>"),
        ("camt", b"<ns2:Document><ns2:BkToCstmrDbtCdtNtfctn>"),
        ("mt940", b":20:X\r\n:25:1\r\n:28C:1\r\n:60F:C240101EUR1,\r\n"),
        ("mt940", b"{1:F01BANKXX}{2:O940}{4:\r\n:20:X\r\n:25:1\r\n"),
        ("mt940", b"BANKNL2A\n940\nBANKNL2A\n:20:X\n:25:1\n:61:2401010101D1,\n"),
        ("text", b"Date,Amount\n2024-01-01,1\n"),
        ("text", b"<none>,a\n1,2\n"),
        ("text", b"[Account],x\n1,2\n"),
        ("text", "日期\t金额\n2024-01-01\t1\n".encode("utf-16")),
        ("text", "日期\t金额\n2024-01-01\t1\n".encode("utf-16-le") * 4),
        ("text", "交易时间,金额\n2024-01-01,1.00\n".encode("gbk")),
        ("text", b"Date,Amount\n2024-01-01,1\n" + b"\0" * 4000),
        ("text", b"From,To,Amount\nA,B,1\n"),
    ],
)  # fmt: skip
def test_kinds_that_have_a_reader(kind: str, data: bytes) -> None:
    assert sniff.kind(data) == kind


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("pdf", b"%PDF-1.7\n"),
        ("pdf", b"\n\n  %PDF-1.4 behind a few bytes"),
        ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("image", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("image", b"GIF89a\1\0"),
        ("image", b"RIFF\0\0\0\0WEBPVP8 "),
        ("image", b"\0\0\0\x18ftypheic"),
        ("media", b"\0\0\0\x18ftypmp42"),
        ("packed", b"\x1f\x8b\x08\0"),
        ("packed", b"7z\xbc\xaf\x27\x1c\0\4"),
        ("packed", b"Rar!\x1a\x07\x01\0"),
        ("packed", b"name" + b"\0" * 253 + b"ustar\x0000"),
        ("database", b"SQLite format 3\0"),
        ("program", b"MZ\x90\0\3\0\0\0"),
        ("program", b"\x7fELF\2\1\1"),
        ("program", package("META-INF/MANIFEST.MF", "a/B.class")),
        ("document", b"{\\rtf1\\ansi}"),
        ("document", package("[Content_Types].xml", "word/document.xml")),
        ("document", package("mimetype", first=b"application/vnd.oasis.opendocument.text")),
        ("numbers", package("Index/Document.iwa", "preview.jpg")),
        ("data_file", b"PAR1\x15\4"),
        ("old_excel", b"\x09\x04\x06\0\0\0\x10\0"),
        ("mail", b"Return-Path: <a@example.com>\nSubject: x\n\nbody"),
        ("mail", MAIL),
        ("json", b' {"transactions": [{"id": 1}]}'),
        ("json", b'[\n  {"id": 1}\n]'),
        ("login_page", LOGIN),
        ("login_page", "<html><body>请先登录</body></html>".encode()),
        ("web_page", b"<!DOCTYPE html><html><h1>503 Service Unavailable</h1></html>"),
        ("xml", b'<?xml version="1.0"?><rss><channel/></rss>'),
        ("binary", bytes(range(256)) * 20),
        ("binary", b"\1\2\3\4\5\6" * 50),
        ("binary", b"\0" * 5000),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_named_in_both_languages(what: str, data: bytes) -> None:
    with pytest.raises(ReadError) as error:
        sniff.kind(data)
    assert error.value.code == "not_a_statement"
    assert error.value.params["what"].code == f"readers.what_{what}"
    for lang in ("en", "zh"):
        text = error.value.text(lang)
        assert error.value.params["what"].text(lang) in text
        assert error.value.params["how"].text(lang) in text


@given(st.binary(max_size=400), st.sampled_from(BEGINNINGS))
def test_any_bytes_are_of_a_kind_or_refused(data: bytes, beginning: bytes) -> None:
    try:
        assert sniff.kind(beginning + data).isalnum()
    except DupchargeError as error:
        assert error.text("en") and error.text("zh")
