"""OFX and QFX, SGML (1.x) and XML (2.x), as banks write them.

Elements are read as a flat run of tags, so unclosed tags, a whole file in one line and a broken
nesting do no harm. Owns: statements, entries and dates. Does not own: the sign (formats/ofx.toml).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dupcharge.errors import ReadError
from dupcharge.loader.readers import declared, records
from dupcharge.loader.table import Table

HEADER = (
    "DTPOSTED DTUSER TRNAMT CURRENCY NAME MEMO TRNTYPE FITID CHECKNUM REFNUM SRVRTID "
    "CORRECTFITID CORRECTACTION ORIGCURRENCY ACCTTO SIC STATUS"
).split()
"""STATUS is PENDING for an entry of a list of pending transactions, else BOOKED."""

_TOKEN = re.compile(
    r"<!\[CDATA\[(?P<raw>.*?)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|<(?P<close>/?)(?:[A-Za-z][\w-]*:)?(?P<name>[A-Za-z][\w.-]*)\s*(?P<empty>/?)>",
    re.S,
)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_DATE = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:[.,](\d+))?\s*(?:\[([-+]?\d+(?:[.:]\d+)?)[^\]]*\]?)?"
)
_CHARSET = re.compile(r"^\s*(ENCODING|CHARSET)\s*[:=]\s*([\w.-]+)", re.M | re.I)

_STATEMENTS = {"STMTRS", "CCSTMTRS", "INVSTMTRS"}
_ENTRIES = {"STMTTRN", "STMTTRNP"}
_ACCOUNTS = {"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"}
_ACCOUNTS_TO = {"BANKACCTTO", "CCACCTTO"}
_CURRENCIES = {"CURRENCY", "ORIGCURRENCY"}
# Elements that hold others; every other element ends where the next tag begins.
_BLOCKS = _STATEMENTS | _ENTRIES | _ACCOUNTS | _ACCOUNTS_TO | _CURRENCIES | {
    "PAYEE", "LEDGERBAL", "AVAILBAL", "BANKTRANLIST", "BANKTRANLISTP", "OFX", "STMTTRNRS",
    "CCSTMTTRNRS", "INVBANKTRAN", "BALLIST", "BAL", "STATUS", "SONRS", "FI", "IMAGEDATA",
}  # fmt: skip


def read(data: bytes) -> list[Table]:
    """One table per account in the file, header row HEADER, dates in local time as written.

    Raises:
        ReadError: doctype, no_statement_inside, or bank_error with the bank's own words.
    """
    text, encoding = declared.decode(data, _encoding(data))
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.I):
        raise ReadError("doctype")
    reader = _Reader(text)
    reader.run()
    if not reader.statements:
        raise (
            ReadError("bank_error", reason=reader.message)
            if reader.message
            else ReadError("no_statement_inside", kind="OFX")
        )
    for statement in reader.statements:
        _dates(statement)
    return records.tables(
        reader.statements,
        HEADER,
        "ofx",
        encoding=encoding,
        amounts=("TRNAMT",),
        moments=("DTPOSTED", "DTUSER"),
    )


def _encoding(data: bytes) -> str | None:
    named = declared.in_xml(data)
    if named:
        return named
    found: dict[str, str] = {
        k.upper(): v for k, v in _CHARSET.findall(data[:2048].decode("latin-1"))
    }
    charset, encoding = found.get("CHARSET", "NONE"), found.get("ENCODING", "")
    if charset.isdigit():
        return f"cp{charset}"
    return charset if charset.upper() != "NONE" else encoding


class _Reader:
    """Walks the tags and fills statements."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [found.start() for found in re.finditer(r"\r\n?|\n", text)]
        self.statements: list[records.Statement] = []
        self.entry: dict[str, str] | None = None
        self.entry_line = 0
        self.blocks: list[str] = []
        self.balance: dict[str, str] = {}
        self.message = ""

    def run(self) -> None:
        name, pieces, at = "", list[str](), 0
        for token in _TOKEN.finditer(self.text):
            if name:
                pieces.append(_decode(self.text[at : token.start()]))
            at = token.end()
            if token["name"] is None:
                if name and token["raw"] is not None:
                    pieces.append(token["raw"])
                continue
            if name:
                self.value(name, "".join(pieces).strip())
            tag, name, pieces = token["name"].upper(), "", []
            if token["close"]:
                self.close(tag)
            elif not token["empty"]:
                name = tag
                if tag in _BLOCKS:
                    self.open(tag, token.start())
        if name:
            self.value(name, _decode(self.text[at:]).strip())
        self.finish_entry()

    def open(self, tag: str, at: int) -> None:
        if tag in _STATEMENTS:
            self.finish_entry()
            self.blocks = []
            self.statements.append(records.Statement())
        elif tag in _ENTRIES:
            self.finish_entry()
            if not self.statements:
                self.statements.append(records.Statement())
            self.entry = {"STATUS": "PENDING" if tag == "STMTTRNP" else "BOOKED"}
            self.entry_line = bisect_right(self.breaks, at) + 1
        elif tag in ("LEDGERBAL", "AVAILBAL", "BANKTRANLIST", "BANKTRANLISTP"):
            self.finish_entry()
        self.blocks.append(tag)

    def close(self, tag: str) -> None:
        if tag in _ENTRIES:
            self.finish_entry()
        if tag in self.blocks:
            while self.blocks.pop() != tag:
                pass

    def finish_entry(self) -> None:
        if self.entry is not None:
            self.statements[-1].add(self.entry_line, self.entry)
        self.entry = None

    def value(self, name: str, text: str) -> None:
        if not text:
            return
        inside = self.blocks[-1] if self.blocks else ""
        if self.entry is not None:
            self._entry_value(name, text, inside)
        elif self.statements:
            statement = self.statements[-1]
            if name == "CURDEF":
                statement.currency = text.upper()
            elif name == "ACCTID" and inside not in _ACCOUNTS_TO:
                statement.account = statement.account or text
            elif name == "BALAMT" and inside == "LEDGERBAL":
                statement.stated["closing"] = text
        elif name == "MESSAGE":
            self.message = text[:200]

    def _entry_value(self, name: str, text: str, inside: str) -> None:
        assert self.entry is not None
        if name == "CURSYM":
            self.entry[inside if inside in _CURRENCIES else "CURRENCY"] = text.upper()
        elif name == "ACCTID":
            self.entry["ACCTTO"] = text
        elif name == "DTTRAN":  # pending entries have no posting date
            self.entry.setdefault("DTPOSTED", text)
            self.entry.setdefault("DTUSER", text)
        elif name in ("NAME", "EXTDNAME") and len(text) > len(self.entry.get("NAME", "")):
            self.entry["NAME"] = text
        elif name in HEADER and name != "STATUS":
            self.entry.setdefault(name, text)


def _decode(text: str) -> str:
    if "&" not in text:
        return text

    def one(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in _NAMED:
            return _NAMED[name]
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "

    return _ENTITY.sub(one, text)


def _dates(statement: records.Statement) -> None:
    """Dates to ISO text; a clock that no entry really has is left out.

    Banks that know the day only write midnight, noon or their own midnight in Greenwich: a whole
    hour, the same in every entry, or two an hour apart where summer time comes between.
    """
    for name in ("DTPOSTED", "DTUSER"):
        values = [r[name] for _, r in statement.records if r.get(name)]
        found = [_DATE.match(value) for value in values]
        clocks = {(m[4], m[5] or "00", m[6] or "00") for m in found if m and m[4]}
        hours = sorted(int(hour) for hour, minute, second in clocks if minute == second == "00")
        dated = len(hours) == len(clocks) and (
            len(hours) <= 1 or (len(hours) == 2 and hours[1] - hours[0] in (1, 23))
        )
        for _, record in statement.records:
            if record.get(name):
                record[name] = _iso(record[name], dated)
    for _, record in statement.records:
        record.setdefault("CURRENCY", statement.currency or "")


def _iso(text: str, date_only: bool) -> str:
    found = _DATE.match(text)
    if not found:
        return text
    year, month, day, hour, minute, second, _, zone = found.groups()
    date = f"{year}-{month}-{day}"
    if date_only or not hour:
        return date
    return f"{date}T{hour}:{minute}:{second or '00'}{_offset(zone)}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    sign = "-" if zone.startswith("-") else "+"
    hours, _, part = zone.lstrip("+-").replace(":", ".").partition(".")
    # "5.5" is five hours and a half; "5:30" and "5.30" are minutes.
    minutes = round(float(f"0.{part}") * 60) if len(part) == 1 else int(part[:2] or 0)
    if part in ("25", "75"):
        minutes = int(part) * 60 // 100
    return f"{sign}{int(hours) % 24:02}:{minutes:02}" if minutes < 60 else ""
