"""MT940 and MT942: the marks and amounts of `:61:`, the dialects of `:86:`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader.readers import mt940, swift
from dupcharge.loader.table import Moment, Number, Table

HEAD = ":20:ST1\r\n:25:12345678/0001234567\r\n:28C:1/1\r\n:60F:C240101EUR100,\r\n"
FOOT = ":62F:D240131EUR7,5\r\n-\r\n"


def read(body: str, head: str = HEAD, foot: str = FOOT) -> Table:
    (table,) = mt940.read((head + body + foot).encode())
    return table


def records(table: Table) -> list[dict[str, str]]:
    return [{k: v for k, v in zip(table.rows[0], row, strict=True) if v} for row in table.rows[1:]]


def test_an_entry_with_everything() -> None:
    table = read(
        ":61:2312300102DR1234,5N192REF 7//BANK-9\r\nsupplement\r\n:86:166?00CARD?20EREF+E-1"
        "?21SVWZ+Lunch at the?22harbour?32CAFE MILO\r\n:61:240103C9,NMSCNONREF\r\n:86:free text\r\n"
    )
    assert (table.reader, table.format, table.account, table.currency) == (
        "mt940", "mt940", "12345678/0001234567", "EUR",
    )  # fmt: skip
    assert table.rows[0] == mt940.HEADER and table.lines == [5, 5, 8]
    assert table.stated == {"opening": "100", "closing": "-7.5"}
    assert records(table) == [
        {
            "VALDT": "2023-12-30", "ENTRYDT": "2024-01-02", "MARK": "D", "AMT": "1234.5",
            "CCY": "EUR", "NAME": "CAFE MILO", "TEXT": "Lunch at the harbour", "REF": "REF 7",
            "BANKREF": "BANK-9", "TYPE": "N192", "DETAILS": "supplement", "ENDTOEND": "E-1",
        },
        {
            "VALDT": "2024-01-03", "MARK": "C", "AMT": "9", "CCY": "EUR", "TEXT": "free text",
            "TYPE": "NMSC",
        },
    ]  # fmt: skip
    assert isinstance(table.rows[1][0], Moment) and isinstance(table.rows[1][3], Number)


@pytest.mark.parametrize(
    ("line", "mark", "amount", "kind"),
    [
        ("2401020102D9,N192NONREF", "D", "9", "N192"),
        ("2401020102D11,8N426NONREF", "D", "11.8", "N426"),
        ("2401020102RC5,00NMSC", "RC", "5.00", "NMSC"),
        ("2401020102RD5,00NMSC", "RD", "5.00", "NMSC"),
        ("2401020102RCR5,00NMSC", "RC", "5.00", "NMSC"),  # R of EUR after the mark
        ("2401020102CN0,01NTRFNONREF//MB1", "C", "0.01", "NTRF"),  # N of PLN
        ("2401020102DF1,1FMSC01916", "D", "1.1", "FMSC"),
        ("240102ED000000000059,00N026", "ED", "59.00", "N026"),
        ("240102D3,03NBA NONREF", "D", "3.03", "NBA"),
        ("240102D100", "D", "100", ""),
        ("240102C,50NTRF", "C", "0.50", "NTRF"),
        ("240102D1.234,56NTRF", "D", "1234.56", "NTRF"),
    ],
)
def test_marks_and_amounts(line: str, mark: str, amount: str, kind: str) -> None:
    (record,) = records(read(f":61:{line}\r\n"))
    assert (record["MARK"], record["AMT"], record.get("TYPE", "")) == (mark, amount, kind)


@pytest.mark.parametrize(
    ("lines", "name", "text", "reference"),
    [
        (["177?00TRANSFER?20Rent May?32ANNA?33 SCHMIDT"], "ANNA SCHMIDT", "Rent May", ""),
        (["020~00XX~20Zakupy~32SKLEP"], "SKLEP", "Zakupy", ""),
        (["000>100390>20ALGEMENE TUSSENREKENING KO>21STEN VAN>22 01-10"], "",
         "ALGEMENE TUSSENREKENING KOSTEN VAN 01-10", ""),
        (["166?20SVWZ+123456789012345678901234567?21continued?22ABWA+Real Shop"], "Real Shop",
         "123456789012345678901234567continued", ""),
        (["/TRTP/SEPA OVERBOEKING/IBAN/NL1/BIC/X/NAME/Jan Jansen/REMI/USTD//Factuur 1/EREF/E9"],
         "Jan Jansen", "Factuur 1", "E9"),
        (["/CNTP/NL1/INGB/Winkel/Delft///REMI/USTD//Order/", "EREF/NONREF"], "Winkel", "Order", ""),
        (["GIRO AUS ONLINE-SIC 80532 AUFTRAGGEBER: JANE DOE EXAMPLESTRAS", "SE 10"], "",
         "GIRO AUS ONLINE-SIC 80532 AUFTRAGGEBER: JANE DOE EXAMPLESTRASSE 10", ""),
        (["SHORT", "NEXT"], "", "SHORT NEXT", ""),
        ([""], "", "", ""),
    ],
)  # fmt: skip
def test_descriptions(lines: list[str], name: str, text: str, reference: str) -> None:
    body = ":61:240102D1,NMSC\r\n:86:" + "\r\n".join(lines) + "\r\n"
    (record,) = records(read(body))
    found = (record.get("NAME", ""), record.get("TEXT", ""), record.get("ENDTOEND", ""))
    assert found == (name, text, reference)


def test_envelope_pages_and_accounts() -> None:
    page = ":20:A\n:25:111\n:28C:1/1\n:60F:C240101CHF0,\n:61:2401020102C5,NTRF\n:62M:C240102CHF5,\n"
    more = page.replace("60F:C240101CHF0,", "60M:C240102CHF5,").replace(
        "62M:C240102CHF5", "62F:C240102CHF10"
    )
    other = page.replace("111", "222 EUR").replace("CHF", "EUR")
    text = (
        "{1:F01BANK}{2:O940}{3:{108:X}}{4:\n"
        + page
        + "-}{5:{CHK:1}}\nBANKNL2A\n940\n"
        + more
        + "-\n"
        + other
    )
    tables = mt940.read(text.encode())
    assert [(t.account, t.currency, len(t.rows) - 1, t.stated) for t in tables] == [
        ("111", "CHF", 2, {"opening": "0", "closing": "10"}),
        ("222", "EUR", 1, {"opening": "0", "closing": "5"}),
    ]
    assert records(tables[0])[0].get("TEXT") is None  # the envelope is no description


def test_interim_report_without_balances() -> None:
    table = read(
        ":61:2405010501D7,NMSC\n:86:KIOSK\n",
        head=":20:X\n:25:1\n:28C:1\n:34F:EURD0,\n:13D:2405011200+0200\n",
        foot=":90D:2EUR14,\n:90C:0EUR0,\n:86:for the whole statement\n",
    )
    assert (table.currency, records(table)[0]["CCY"], records(table)[0]["TEXT"]) == (
        "EUR", "EUR", "KIOSK",
    )  # fmt: skip
    assert table.stated == {
        "debit_count": "2", "debit_total": "14", "credit_count": "0", "credit_total": "0",
    }  # fmt: skip


def test_equal_entries_stay_two_and_a_broken_one_is_kept() -> None:
    line = ":61:2401020102D4,50NMSC\n:86:COFFEE\n"
    table = read(line + line + ":61:nonsense\n:86:text\n")
    found = records(table)
    assert found[0] == found[1] and len(found) == 3
    assert "AMT" not in found[2]
    assert [note.code for note in table.notes] == ["readers.broken_entry"]


def test_impossible_dates_are_left_for_the_row_to_be_shown() -> None:
    (record,) = records(read(":61:2413990102D1,NMSC\n"))
    assert (record["VALDT"], record.get("ENTRYDT")) == ("241399", None)


def test_no_statement() -> None:
    with pytest.raises(ReadError) as error:
        mt940.read(b"hello\n")
    assert error.value.code == "no_statement_inside"


@given(st.text(":6120D,5CN/?\n{}-x", max_size=60), st.integers(0, 300))
def test_anything_is_read_or_refused_cleanly(text: str, at: int) -> None:
    whole = HEAD + ":61:2401020102D4,50NMSC\n:86:/TRTP/X/NAME/Y\n" * 2 + FOOT
    try:
        tables = mt940.read((whole[:at] + text + whole[at:]).encode())
    except DupchargeError:
        return
    assert all(len(row) == len(mt940.HEADER) for table in tables for row in table.rows)


@given(st.lists(st.text("ABC /?20+\u00e9", max_size=70), max_size=6))
def test_no_letter_of_a_free_text_is_lost(lines: list[str]) -> None:
    joined = swift.join(lines)
    assert joined.replace(" ", "") == "".join(lines).replace(" ", "")
