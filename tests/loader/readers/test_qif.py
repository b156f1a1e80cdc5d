"""QIF: records as written, several accounts, splits not counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader.readers import qif
from dupcharge.loader.table import Table


def records(table: Table) -> list[dict[str, str]]:
    return [{k: v for k, v in zip(table.rows[0], row, strict=True) if v} for row in table.rows[1:]]


def test_records_and_splits() -> None:
    (table,) = qif.read(
        b"!Type:Bank\r\nD02/20'24\r\nU-1,234.56\r\nPWire\r\nMnote\r\nN12\r\nCX\r\nLFood\r\n"
        b"AStreet 1\r\nATown\r\n"
        b"SFood\r\nEhalf\r\n$-1,000.00\r\nSHome\r\n$-234.56\r\n^\r\n\r\nD2/ 1/98\r\nT5\r\n^\r\n"
    )  # fmt: skip
    assert (table.reader, table.format, table.account, table.currency) == ("qif", "qif", None, None)
    assert table.rows[0] == qif.HEADER and table.lines == [2, 2, 18]
    assert records(table) == [
        {
            "D": "02/20/2024", "T": "-1,234.56", "N": "12", "P": "Wire", "M": "note", "L": "Food",
            "C": "X", "A": "Street 1 Town",
        },
        {"D": "2/1/98", "T": "5"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("12/31' 5", "12/31/2005"),
        ("12/31'2024", "12/31/2024"),
        ("31.12'24", "31.12.2024"),
        ("20.02.2024", "20.02.2024"),
        ("2024-02-20", "2024-02-20"),
        ("5 May 2024", "5 May 2024"),
    ],
)
def test_dates(written: str, read_as: str) -> None:
    (table,) = qif.read(f"!Type:Bank\nD{written}\nT1\n^\n".encode())
    assert records(table)[0]["D"] == read_as


def test_accounts_lists_and_investments() -> None:
    tables = qif.read(
        b"!Option:AutoSwitch\n!Account\nNSavings\nTBank\n^\nNCard\nTCCard\n^\n!Clear:AutoSwitch\n"
        b"!Type:Cat\nNFood\nE\n^\n!Account\nNSavings\nTBank\n^\n!Type:Bank\nD1/2/24\nT1\n^\n"
        b"!Account\nNCard\nTCCard\n^\n!Type:CCard\nD1/3/24\nT-2\n^\nD1/3/24\nT-2\n^\n"
        b"!Type:Memorized\nKC\nT-9\n^\n!Type:Invst\nD1/4/24\nNBuy\nT7\n^\n"
    )
    assert [(t.account, [r["T"] for r in records(t)]) for t in tables] == [
        ("Savings", ["1"]),
        ("Card", ["-2", "-2"]),
    ]
    assert [(note.code, note.params) for note in tables[0].notes] == [
        ("readers.qif_left_out", {"types": ["Invst"]})
    ]


def test_no_header_no_last_mark_and_old_line_ends() -> None:
    (table,) = qif.read(b"D1/2/24\rT-1\rPShop\r^\rD1/3/24\rT-2")
    assert [r["T"] for r in records(table)] == ["-1", "-2"]


def test_encoding_is_told_by_the_text() -> None:
    text = "!Type:Bank\nD1/2/24\nT-1\nP上海地铁充值\n^\nD1/2/24\nT-2\nP北京便利店\n^\n"
    (table,) = qif.read(text.encode("gbk"))
    assert [r["P"] for r in records(table)] == ["上海地铁充值", "北京便利店"]


def test_no_transactions() -> None:
    with pytest.raises(ReadError) as error:
        qif.read(b"!Type:Cat\nNFood\n^\n")
    assert error.value.code == "no_statement_inside"


@given(st.text("!Type:BankDTPS$^\n'/12-., \u4e2d", max_size=200))
def test_anything_is_read_or_refused_cleanly(text: str) -> None:
    try:
        tables = qif.read(("!Type:Bank\nD1/2/24\nT1\n^\n" + text).encode())
    except DupchargeError:
        return
    assert all(len(row) == len(qif.HEADER) for table in tables for row in table.rows)
