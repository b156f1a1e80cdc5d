"""CAMT.052, 053 and 054 (ISO 20022), of any version and with or without a namespace.

One row per entry (`Ntry`), also where the entry is a batch of many payments: the account was
debited once. Owns: the elements of an entry. Does not own: classes (formats/camt.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dupcharge.errors import ReadError
from dupcharge.loader.readers import elements, records
from dupcharge.loader.table import Table

HEADER = (
    "BOOKGDT VALDT TXDT AMT CCY CDTDBTIND STS RVSLIND NAME REMITTANCE INFO ACCTSVCRREF "
    "ENDTOENDID ORIGAMT ORIGCCY BKTXCD BATCH"
).split()
"""TXDT is when the payment was made, where the entry states it; BATCH is the number of payments
in an entry of more than one."""

_STATEMENTS = {"Stmt", "Rpt", "Ntfctn"}
_NO_ID = {"NOTPROVIDED", "NONREF", "NOTPROVIDED."}
_DATE = re.compile(r"(-?\d{4}-\d\d-\d\d)(?:Z|[-+]\d\d:\d\d)?")
_MAX_DEPTH = 200
_MAX_TEXT = 1 << 20


@dataclass
class _Node:
    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def all(self, path: str) -> Iterator[_Node]:
        """Every descendant along `path` ("TxDtls/Refs/EndToEndId")."""
        nodes = [self]
        for name in path.split("/"):
            nodes = [child for node in nodes for child in node.children if child.name == name]
        yield from nodes

    def get(self, *paths: str) -> str:
        """Text of the first non-empty element along one of `paths`, else ""."""
        for path in paths:
            for node in self.all(path):
                if node.text:
                    return node.text
        return ""


def read(data: bytes) -> list[Table]:
    """One table per account, header row HEADER; amounts positive, the side in CDTDBTIND.

    Raises:
        ReadError: doctype, broken_xml, no_statement_inside.
    """
    reader = _Reader()
    encoding = elements.walk(data, reader.start, reader.end, reader.text)
    if not reader.statements:
        raise ReadError("no_statement_inside", kind="CAMT")
    return records.tables(
        reader.statements,
        HEADER,
        "camt",
        encoding=encoding,
        amounts=("AMT", "ORIGAMT"),
        moments=("BOOKGDT", "VALDT", "TXDT"),
    )


class _Reader:
    """Builds a small tree for each part of a statement, and drops it when it is understood."""

    def __init__(self) -> None:
        self.statements: list[records.Statement] = []
        self.open: list[_Node] = []
        self.inside = False

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name in _STATEMENTS and not self.inside:
            self.statements.append(records.Statement())
            self.inside, self.open = True, []
        elif self.inside:
            if len(self.open) > _MAX_DEPTH:
                raise ReadError("broken_xml", line=line, reason="nested too deeply")
            self.open.append(_Node(name, line, attributes))

    def text(self, data: str) -> None:
        if self.open:
            node = self.open[-1]
            if len(node.text) > _MAX_TEXT:
                raise ReadError("broken_xml", line=node.line, reason="a value is too long")
            node.text += data

    def end(self, name: str) -> None:
        if not self.open:
            self.inside = self.inside and name not in _STATEMENTS
            return
        node = self.open.pop()
        node.text = " ".join(node.text.split())
        if self.open:
            self.open[-1].children.append(node)
        else:
            self._part(node)

    def _part(self, node: _Node) -> None:
        statement = self.statements[-1]
        if node.name == "Acct":
            statement.account = node.get("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id") or None
            statement.currency = node.get("Ccy").upper() or None
        elif node.name == "Bal":
            _balance(statement, node)
        elif node.name == "TxsSummry":
            for name, path in (
                ("debit_total", "TtlDbtNtries/Sum"),
                ("debit_count", "TtlDbtNtries/NbOfNtries"),
                ("credit_total", "TtlCdtNtries/Sum"),
                ("credit_count", "TtlCdtNtries/NbOfNtries"),
                ("rows", "TtlNtries/NbOfNtries"),
            ):
                if node.get(path):
                    statement.stated[name] = node.get(path)
        elif node.name == "Ntry":
            record = _entry(node)
            statement.currency = statement.currency or record["CCY"] or None
            statement.add(node.line, record)


def _balance(statement: records.Statement, node: _Node) -> None:
    kind = node.get("Tp/CdOrPrtry/Cd", "Tp/Cd")
    name = {"OPBD": "opening", "PRCD": "opening", "CLBD": "closing"}.get(kind)
    amount = next(node.all("Amt"), None)
    if name is None or amount is None:
        return
    currency = amount.attributes.get("Ccy", "").upper()
    statement.currency = statement.currency or currency or None
    # A balance in another currency than the account's is for information only.
    if currency in ("", statement.currency):
        sign = "-" if node.get("CdtDbtInd") == "DBIT" else ""
        if name == "closing" or name not in statement.stated or kind == "OPBD":
            statement.stated[name] = sign + amount.text


def _entry(node: _Node) -> dict[str, str]:
    amount = next(node.all("Amt"), None)
    side = node.get("CdtDbtInd")
    details = list(node.all("NtryDtls/TxDtls")) or list(node.all("TxDtls"))
    only = details[0] if len(details) == 1 else None
    batch = node.get("NtryDtls/Btch/NbOfTxs")
    record = {
        "BOOKGDT": _when(node, "BookgDt"),
        "VALDT": _when(node, "ValDt"),
        "AMT": amount.text if amount else "",
        "CCY": amount.attributes.get("Ccy", "").upper() if amount else "",
        "CDTDBTIND": side,
        "STS": node.get("Sts/Cd", "Sts/Prtry", "Sts") or "BOOK",
        "RVSLIND": "REVERSAL" if node.get("RvslInd").lower() in ("true", "1") else "",
        "NAME": _distinct(_party(detail, side) for detail in details),
        "REMITTANCE": _distinct(_remittance(detail) for detail in details),
        "INFO": node.get("AddtlNtryInf") or _distinct(d.get("AddtlTxInf") for d in details),
        "ACCTSVCRREF": node.get("AcctSvcrRef"),
        "BKTXCD": node.get("BkTxCd/Domn/Fmly/SubFmlyCd", "BkTxCd/Prtry/Cd"),
        "BATCH": str(len(details)) if len(details) > 1 else batch if batch not in ("", "1") else "",
    }
    if only is not None and not record["BATCH"]:
        record["ACCTSVCRREF"] = record["ACCTSVCRREF"] or only.get("Refs/AcctSvcrRef", "Refs/TxId")
        reference = only.get("Refs/EndToEndId")
        record["ENDTOENDID"] = "" if reference.upper() in _NO_ID else reference
        record["TXDT"] = _moment(
            only.get("RltdDts/TxDtTm", "RltdDts/AccptncDtTm", "CardTx/Tx/TxDtTm", "RltdDts/TxDt/Dt")
        )
        _original(record, only, node)
    return record


def _when(node: _Node, name: str) -> str:
    return _moment(node.get(f"{name}/DtTm", f"{name}/Dt", name))


def _moment(text: str) -> str:
    """ISO text as written; a date may carry a zone, which says nothing about the day."""
    found = _DATE.fullmatch(text)
    return found.group(1) if found else text


def _party(detail: _Node, side: str) -> str:
    """Who got the money of a debit, who sent that of a credit; then whoever is named."""
    roles = ("Cdtr", "UltmtCdtr") if side == "DBIT" else ("Dbtr", "UltmtDbtr")
    first, ultimate = roles
    parties = "RltdPties"
    return detail.get(
        f"{parties}/{first}/Nm",
        f"{parties}/{first}/Pty/Nm",
        f"{parties}/{ultimate}/Nm",
        f"{parties}/{ultimate}/Pty/Nm",
        "RltdPties/TradgPty/Nm",
        "CardTx/POI/Id/Nm",
        f"{parties}/Prtry/Pty/Nm",
    )


def _remittance(detail: _Node) -> str:
    free = " ".join(node.text for node in detail.all("RmtInf/Ustrd") if node.text)
    return free or detail.get(
        "RmtInf/Strd/AddtlRmtInf", "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/RfrdDocInf/Nb"
    )


def _original(record: dict[str, str], detail: _Node, entry: _Node) -> None:
    for path in ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt"):
        for node in (*detail.all(path), *entry.all(path)):
            currency = node.attributes.get("Ccy", "").upper()
            if node.text and currency and currency != record["CCY"]:
                record["ORIGAMT"], record["ORIGCCY"] = node.text, currency
                return


def _distinct(texts: Iterator[str]) -> str:
    """Different texts joined, at most three: a batch of hundreds has no single name."""
    found = list(dict.fromkeys(text for text in texts if text))
    return "; ".join(found[:3]) + ("; …" if len(found) > 3 else "")
