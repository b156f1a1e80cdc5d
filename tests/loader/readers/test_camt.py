"""CAMT.052, 053 and 054 of any version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, ReadError
from dupcharge.loader.readers import camt
from dupcharge.loader.table import Moment, Number, Table

NAMESPACE = ' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"'


def balance(kind: str, amount: str, currency: str = "EUR", side: str = "CRDT") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{side}</CdtDbtInd></Bal>"
    )


BALANCES = (
    balance("OPBD", "10.00", side="DBIT") + balance("CLBD", "7.50") + balance("CLBD", "900", "JPY")
)


def document(
    *entries: str, before: str = "", namespace: str = NAMESPACE, part: str = "Stmt"
) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document{namespace}>\n<BkToCstmrStmt><GrpHdr/>'
        f"<{part}><Acct><Id><IBAN>DE02</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Me</Nm></Ownr></Acct>"
        f"{before}{''.join(entries)}</{part}></BkToCstmrStmt></Document>"
    )


def entry(side: str = "DBIT", details: str = "", more: str = "", status: str = "BOOK") -> str:
    return (
        f'\n<Ntry><Amt Ccy="EUR">4.50</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}</Sts>'
        f"<BookgDt><Dt>2024-04-07</Dt></BookgDt><ValDt><Dt>2024-04-08+02:00</Dt></ValDt>{more}"
        f"<NtryDtls>{details}</NtryDtls></Ntry>"
    )


def payment(creditor: str = "", debtor: str = "", more: str = "") -> str:
    return (
        f"<TxDtls><RltdPties><Dbtr><Nm>{debtor}</Nm></Dbtr><Cdtr><Nm>{creditor}</Nm></Cdtr>"
        f"</RltdPties>{more}</TxDtls>"
    )


def read(text: str) -> Table:
    (table,) = camt.read(text.encode())
    return table


def records(table: Table) -> list[dict[str, str]]:
    return [{k: v for k, v in zip(table.rows[0], row, strict=True) if v} for row in table.rows[1:]]


@pytest.mark.parametrize("namespace", [NAMESPACE, "", ' xmlns:x="y"', NAMESPACE[:-3] + '02"'])
@pytest.mark.parametrize("part", ["Stmt", "Rpt", "Ntfctn"])
def test_a_card_payment(namespace: str, part: str) -> None:
    details = payment(
        "Mill Coffee", "Me",
        "<Refs><EndToEndId>E-1</EndToEndId></Refs><RmtInf><Ustrd>CARD</Ustrd><Ustrd>PAYMENT</Ustrd></RmtInf>"
        "<RltdDts><AccptncDtTm>2024-04-06T21:15:03+02:00</AccptncDtTm></RltdDts>",
    )  # fmt: skip
    more = "<AcctSvcrRef>A/1</AcctSvcrRef><AddtlNtryInf>Card 12\n  34</AddtlNtryInf>"
    table = read(document(entry(details=details, more=more), namespace=namespace, part=part))
    assert (table.reader, table.format, table.account, table.currency) == (
        "camt", "camt", "DE02", "EUR",
    )  # fmt: skip
    assert table.rows[0] == camt.HEADER and table.lines == [4, 4]
    assert records(table) == [
        {
            "BOOKGDT": "2024-04-07", "VALDT": "2024-04-08", "TXDT": "2024-04-06T21:15:03+02:00",
            "AMT": "4.50", "CCY": "EUR", "CDTDBTIND": "DBIT", "STS": "BOOK", "NAME": "Mill Coffee",
            "REMITTANCE": "CARD PAYMENT", "INFO": "Card 12 34", "ACCTSVCRREF": "A/1",
            "ENDTOENDID": "E-1",
        }
    ]  # fmt: skip
    assert isinstance(table.rows[1][0], Moment) and isinstance(table.rows[1][3], Number)


def test_the_other_party_is_the_sender_of_a_credit_and_names_may_be_nested_or_empty() -> None:
    nested = "<TxDtls><RltdPties><Cdtr><Pty><Nm>Shop</Nm></Pty></Cdtr></RltdPties></TxDtls>"
    table = read(
        document(
            entry("CRDT", payment("Me", "Employer")),
            entry("DBIT", nested),
            entry("DBIT", payment("", "Me")),
        )
    )
    assert [r.get("NAME") for r in records(table)] == ["Employer", "Shop", None]


def test_status_as_text_code_or_missing_and_reversal() -> None:
    table = read(
        document(
            entry(status="PDNG"),
            entry(status="<Cd>INFO</Cd>"),
            entry("CRDT", more="<RvslInd>true</RvslInd>").replace("<Sts>BOOK</Sts>", ""),
            entry(more="<RvslInd>false</RvslInd>"),
        )
    )
    assert [(r["STS"], r.get("RVSLIND")) for r in records(table)] == [
        ("PDNG", None), ("INFO", None), ("BOOK", "REVERSAL"), ("BOOK", None),
    ]  # fmt: skip


def test_a_batch_is_one_row_and_equal_entries_are_two() -> None:
    names = ["Ann", "Bob", "Ann", "Cy", "Di"]
    table = read(document(entry(details="".join(payment(n) for n in names)), entry(), entry()))
    found = records(table)
    assert len(found) == 3 and found[1] == found[2]
    assert (found[0]["NAME"], found[0]["BATCH"], found[0]["AMT"]) == (
        "Ann; Bob; Cy; …",
        "5",
        "4.50",
    )


def test_original_amount_only_where_the_currency_differs() -> None:
    instructed = "<AmtDtls><InstdAmt><Amt Ccy='{}'>30,5</Amt></InstdAmt></AmtDtls>"
    table = read(
        document(
            entry(details=payment("Shop", more=instructed.format("SEK"))),
            entry(details=payment("Shop", more=instructed.format("EUR"))),
            entry(details=payment("Shop", more="<Amt Ccy='SEK'>0</Amt>")),
        )
    )
    assert [(r.get("ORIGAMT"), r.get("ORIGCCY")) for r in records(table)] == [
        ("30.5", "SEK"), (None, None), (None, None),
    ]  # fmt: skip


def test_date_and_time_of_booking() -> None:
    text = entry().replace("<Dt>2024-04-07</Dt>", "<DtTm>2024-04-07T23:10:00</DtTm>")
    assert records(read(document(text)))[0]["BOOKGDT"] == "2024-04-07T23:10:00"


def test_what_the_statement_says_about_itself() -> None:
    summary = (
        "<TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries><TtlDbtNtries><NbOfNtries>2"
        "</NbOfNtries><Sum>9.00</Sum></TtlDbtNtries></TxsSummry>"
    )
    table = read(document(entry(), before=BALANCES + summary))
    assert table.stated == {
        "opening": "-10.00", "closing": "7.50", "rows": "3", "debit_count": "2",
        "debit_total": "9.00",
    }  # fmt: skip


def test_daily_statements_of_one_account_are_one_table() -> None:
    first = document(entry(), before=balance("OPBD", "10") + balance("CLBD", "14.5"))
    second = document(entry(), before=balance("PRCD", "14.5") + balance("CLBD", "19"))
    later = document(entry(), before=balance("OPBD", "99") + balance("CLBD", "99"))
    for following, stated in (
        (second, {"opening": "10", "closing": "19"}),
        (later, {}),  # a day is missing between them: nothing to check
    ):
        both = first.partition("</Stmt>")[0] + "</Stmt>" + following[following.index("<Stmt>") :]
        table = read(both)
        assert (len(table.rows), table.stated) == (3, stated)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>', "doctype"),
        (document(entry())[:-40], "broken_xml"),
        ("<Document><BkToCstmrStmt/></Document>", "no_statement_inside"),
        ("<Document><Stmt>" + "<a>" * 5000, "broken_xml"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(ReadError) as error:
        camt.read(text.encode())
    assert error.value.code == code and error.value.text("en") and error.value.text("zh")


def test_other_encodings() -> None:
    text = document(entry(details=payment("Bäckerei")))
    for encoding, name in (("utf-16", "UTF-8"), ("cp1252", "windows-1252"), ("gb18030", "GBK")):
        data = text.replace("UTF-8", name).encode(encoding)
        (table,) = camt.read(data)
        assert records(table)[0]["NAME"] == "Bäckerei"


@given(st.text("<>/NtryAmCd&; 0123\u4e2d", max_size=60), st.integers(0, 600))
def test_anything_is_read_or_refused_cleanly(text: str, at: int) -> None:
    whole = document(entry(details=payment("Shop")))
    try:
        tables = camt.read((whole[:at] + text + whole[at:]).encode())
    except DupchargeError:
        return
    assert all(len(row) == len(camt.HEADER) for table in tables for row in table.rows)
