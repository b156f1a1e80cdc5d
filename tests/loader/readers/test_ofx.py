"""OFX and QFX: SGML, XML and what banks make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader.readers import ofx
from dupcharge.loader.table import Moment, Number, Table

SGML = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"


def statement(*entries: str, before: str = "", after: str = "") -> str:
    return (
        f"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>9<ACCTID>0012"
        f"</BANKACCTFROM>{before}<BANKTRANLIST><DTSTART>20240101{''.join(entries)}</BANKTRANLIST>"
        f"<LEDGERBAL><BALAMT>-12,50<DTASOF>20240131</LEDGERBAL>{after}</STMTRS></STMTTRNRS></OFX>"
    )


def entry(posted: str = "20240105", amount: str = "-1.00", more: str = "") -> str:
    return f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{posted}<TRNAMT>{amount}<FITID>1{more}</STMTTRN>"


def read(text: str, encoding: str = "cp1252") -> Table:
    (table,) = ofx.read(text.encode(encoding))
    return table


def records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.rows[0], row, strict=True)) for row in table.rows[1:]]


def test_one_line_without_closing_tags() -> None:
    more = "<NAME>Café &amp; Bar &#8364;<MEMO>7 < 8 &copy<CHECKNUM>0007<REFNUM>R<CORRECTFITID>0"
    table = read(SGML + statement(entry("20240105", "-12,34", more), entry("20240106", "5")))
    first, second = records(table)
    assert (table.reader, table.format, table.account, table.currency, table.encoding) == (
        "ofx", "ofx", "0012", "EUR", "cp1252",
    )  # fmt: skip
    assert table.rows[0] == ofx.HEADER and table.lines == [7, 7, 7]
    assert table.stated == {"closing": "-12.50"}
    assert {k: v for k, v in first.items() if v} == {
        "DTPOSTED": "2024-01-05", "TRNAMT": "-12.34", "CURRENCY": "EUR", "NAME": "Café & Bar €",
        "MEMO": "7 < 8 &copy", "TRNTYPE": "DEBIT", "FITID": "1", "CHECKNUM": "0007",
        "REFNUM": "R", "CORRECTFITID": "0", "STATUS": "BOOKED",
    }  # fmt: skip
    assert second["TRNAMT"] == "5"
    assert isinstance(table.rows[1][0], Moment) and isinstance(table.rows[1][2], Number)


def test_xml_with_namespace_cdata_comments_and_aggregates() -> None:
    table = read(
        '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200"?>\n<x:OFX xmlns:x="u">\n'
        "<CCSTMTRS><CURDEF>usd</CURDEF><CCACCTFROM><ACCTID>4111</ACCTID></CCACCTFROM>\n"
        "<STMTTRN>\n<DTPOSTED>20240105</DTPOSTED><DTUSER>20240103</DTUSER>"
        "<TRNAMT> -3.5000 </TRNAMT><!-- <NAME>not me</NAME> --><PAYEE><NAME><![CDATA[Tom & <Co>]]>"
        "</NAME><ADDR1>street</ADDR1></PAYEE><CCACCTTO><ACCTID>77</ACCTID></CCACCTTO>"
        "<ORIGCURRENCY><CURRATE>1.1</CURRATE><CURSYM>CHF</CURSYM></ORIGCURRENCY><MEMO/>\n"
        "</STMTTRN></CCSTMTRS></x:OFX>",
        "utf-8",
    )
    (record,) = records(table)
    assert (table.account, table.currency, table.lines[1]) == ("4111", "USD", 5)
    assert {k: v for k, v in record.items() if v} == {
        "DTPOSTED": "2024-01-05", "DTUSER": "2024-01-03", "TRNAMT": "-3.5000", "CURRENCY": "USD",
        "NAME": "Tom & <Co>", "ORIGCURRENCY": "CHF", "ACCTTO": "77", "STATUS": "BOOKED",
    }  # fmt: skip


def test_several_statements_and_pieces_of_one() -> None:
    one = statement(entry())
    other = one.replace("<ACCTID>0012", "<ACCTID>0013").replace("EUR", "SEK")
    tables = ofx.read((SGML + one + other + one).encode())
    assert [(t.account, t.currency, len(t.rows) - 1) for t in tables] == [
        ("0012", "EUR", 2),
        ("0013", "SEK", 1),
    ]


def test_pending_entries_and_an_entry_in_its_own_currency() -> None:
    pending = (
        "<BANKTRANLISTP><STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20240107<TRNAMT>-9<NAME>Hotel</STMTTRNP>"
        "</BANKTRANLISTP>"
    )
    own = "<CURRENCY><CURRATE>1<CURSYM>GBP</CURRENCY><NAME>Pub"
    table = read(SGML + statement(entry(more=own), after=pending))
    assert [(r["STATUS"], r["CURRENCY"], r["NAME"], r["DTPOSTED"]) for r in records(table)] == [
        ("BOOKED", "GBP", "Pub", "2024-01-05"),
        ("PENDING", "EUR", "Hotel", "2024-01-07"),
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (
            ["20131121000000.000[-7:MST]", "20131122000000.000[-7:MST]"],
            ["2013-11-21", "2013-11-22"],
        ),
        (["20140920170000"], ["2014-09-20"]),
        # Midnight at home, told in Greenwich time, in winter and in summer.
        (["20240105050000", "20240705040000"], ["2024-01-05", "2024-07-05"]),
        (["20240105200000", "20240105133000"], ["2024-01-05T20:00:00", "2024-01-05T13:30:00"]),
        (
            ["20240105235912[-5:EST]", "20240106001000.5[+5.5:IST]"],
            ["2024-01-05T23:59:12-05:00", "2024-01-06T00:10:00+05:30"],
        ),
        (["202401051312", "20240105"], ["2024-01-05T13:12:00", "2024-01-05"]),
        (["soon", "20240105"], ["soon", "2024-01-05"]),
    ],
)
def test_dates_are_local_as_written(written: list[str], read_as: list[str]) -> None:
    table = read(SGML + statement(*(entry(text) for text in written)))
    assert [r["DTPOSTED"] for r in records(table)] == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (["-12,34", "+5,00"], ["-12.34", "5.00"]),
        (["-1.234,56", "1,234.56"], ["-1234.56", "1234.56"]),
        (["-1,234", "2.50"], ["-1234", "2.50"]),
        (["-1,234", "2,50"], ["-1.234", "2.50"]),
        (["-1,2345", "-.46", "−7"], ["-1.2345", "-0.46", "-7"]),
        (["nothing", "1E9"], ["nothing", "1E9"]),
    ],
)
def test_amounts_have_one_mark_in_the_whole_file(written: list[str], read_as: list[str]) -> None:
    table = read(SGML + statement(*(entry(amount=text) for text in written)), "utf-8")
    assert [r["TRNAMT"] for r in records(table)] == read_as


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("cp1252", SGML),
        ("utf-8", SGML),  # says 1252 and is not
        ("utf-8-sig", SGML),
        ("utf-16", SGML),
        ("iso-8859-2", SGML.replace("1252", "ISO-8859-2")),
        ("cp1252", SGML.replace("CHARSET:1252", "CHARSET:NONE")),
    ],
)
def test_encoding(encoding: str, header: str) -> None:
    name = "Žluť" if "8859-2" in header else "Crédit façade"
    table = read(header + statement(entry(more=f"<NAME>{name}")), encoding)
    assert records(table)[0]["NAME"] == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<!DOCTYPE OFX [<!ENTITY a 'b'>]>" + statement(entry()), "doctype"),
        ("<OFX><SIGNONMSGSRSV1></OFX>", "no_statement_inside"),
        ("<OFX><STATUS><CODE>15500<MESSAGE>Signon invalid</STATUS></OFX>", "bank_error"),
    ],
)
def test_what_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(ReadError) as error:
        ofx.read(text.encode())
    assert error.value.code == code and error.value.text("en") and error.value.text("zh")


@given(st.text("<>/&;[]STMRN AFIDO0123456789.,-+\n\u4e2d", max_size=300), st.integers(0, 400))
def test_anything_is_read_or_refused_cleanly(text: str, at: int) -> None:
    whole = SGML + statement(entry(), entry())
    try:
        tables = ofx.read((whole[:at] + text + whole[at:]).encode())
    except DupchargeError:
        return
    assert all(len(row) == len(ofx.HEADER) for table in tables for row in table.rows)
    assert all(len(t.rows) == len(t.lines) for t in tables)
