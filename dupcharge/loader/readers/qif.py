"""QIF: the line-by-line export of Quicken and of what imitates it.

Owns: records, accounts, splits (which repeat the total and are not counted again). Does not own:
the order of day and month and the decimal mark: QIF fixes neither, so they are inferred.
"""

from __future__ import annotations

import re

from dupcharge.errors import ReadError
from dupcharge.loader.readers import encoding, records
from dupcharge.loader.table import Table
from dupcharge.locale import Message

HEADER = "D T N P M L C A".split()
"""Date, total, number, payee, memo, category, cleared, address; as the file writes them."""

_ACCOUNTS = {"bank", "cash", "ccard", "oth a", "oth l", "oth s"}
_APOSTROPHE = re.compile(r"(.*\d)\s*'\s*(\d{1,2})$")
_YEAR_4 = re.compile(r"(.*\d)\s*'\s*(\d{4})$")


def read(data: bytes) -> list[Table]:
    """One table per account, header row HEADER, amounts signed as written.

    Raises:
        ReadError: no_statement_inside.
    """
    decoded = encoding.decode(data)
    reader = _Reader()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", decoded.text), 1):
        reader.line(line.rstrip(), number)
    reader.finish(0)
    statements = [s for s in reader.statements if s.records]
    if not statements:
        raise ReadError("no_statement_inside", kind="QIF")
    statements[0].notes = [*decoded.notes, *statements[0].notes]
    if reader.left_out:
        note = Message("readers.qif_left_out", {"types": sorted(reader.left_out)})
        statements[0].notes.append(note)
    return records.tables(statements, HEADER, "qif", encoding=decoded.encoding)


class _Reader:
    """Turns lines into records; what a record means depends on the section it is in."""

    def __init__(self) -> None:
        self.statements: list[records.Statement] = [records.Statement()]
        self.section = "bank"
        self.record: dict[str, str] = {}
        self.first = 0
        self.split = 0
        self.account: str | None = None
        self.left_out: set[str] = set()

    def line(self, line: str, number: int) -> None:
        line = line.lstrip("\ufeff")
        if not line.strip():
            return
        if line.startswith("!"):
            self.finish(number)
            self._section(line[1:].strip())
        elif line.strip() == "^":
            self.finish(number)
        else:
            self._field(line[0], line[1:].strip(), number)

    def _section(self, title: str) -> None:
        name, _, kind = title.partition(":")
        if name.lower() == "account":
            self.section = "account"
        elif name.lower() == "type":
            kind = kind.strip()
            self.section = "bank" if kind.lower() in _ACCOUNTS else kind.lower()
            if self.section == "bank":
                self.statements.append(records.Statement(account=self.account))
            elif self.section.startswith("invst"):
                self.left_out.add(kind)

    def _field(self, code: str, value: str, number: int) -> None:
        if not self.record:
            self.first, self.split = number, 0
        if code in "SE$%" and self.section == "bank":
            self.split += 1
            self.record.setdefault("?", "")
        elif code == "A":
            self.record["A"] = f"{self.record.get('A', '')} {value}".strip()
        else:
            self.record.setdefault(code, value)

    def finish(self, number: int) -> None:
        """End of a record."""
        record, self.record = self.record, {}
        if not record:
            return
        if self.section == "account":
            self.account = record.get("N") or None
        elif self.section == "bank" and ("D" in record or "T" in record or "U" in record):
            record["T"] = record.get("T") or record.get("U", "")
            record["D"] = _date(record.get("D", ""))
            record["P"] = record.get("P", "")
            self.statements[-1].add(self.first, record)


def _date(text: str) -> str:
    """Quicken's `2/ 1'24` (the apostrophe stands for a year from 2000 on) as `2/1/2024`.

    >>> _date("02/20'24"), _date("2/ 1/98"), _date("12/31' 5")
    ('02/20/2024', '2/1/98', '12/31/2005')
    """
    text = re.sub(r"\s+", "", text) if re.search(r"[/'.-]", text) else text
    mark = next((m for m in text if m in "/.-"), "/")
    if found := _YEAR_4.match(text):
        return f"{found.group(1)}{mark}{found.group(2)}"
    if found := _APOSTROPHE.match(text):
        return f"{found.group(1)}{mark}{2000 + int(found.group(2))}"
    return text
