"""MT940 and MT942 (SWIFT customer statements): `:61:` lines and what stands in their `:86:`.

A reader of our own because `:61:` is uniform but `:86:` is not: its text is kept whole, and the
name is taken out where one of the three known ways of marking it is used. Owns: the tags. Does
not own: what a mark means for the account (formats/mt940.toml).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dupcharge.errors import ReadError
from dupcharge.loader.readers import encoding, records, swift
from dupcharge.loader.table import Table
from dupcharge.locale import Message

HEADER = "VALDT ENTRYDT MARK AMT CCY NAME TEXT REF BANKREF TYPE DETAILS ENDTOEND".split()
"""MARK is C, D, RC, RD (a reversal of a credit, of a debit), EC or ED (expected)."""

_TAG = re.compile(r":(\d\d[A-Z]?|NS):(.*)", re.S)
_ENTRY = re.compile(
    r"(?P<date>\d{6})(?P<entry>\d{4})?\s*(?P<mark>[RE]?[CD])\s*(?P<funds>[A-Z])?\s*"
    r"(?P<amount>\d[\d,. ]*|,\d+)(?P<type>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)",
    re.S,
)
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})\s*([\d,. ]+)")
_TOTAL = re.compile(r"(\d{1,9})([A-Z]{3})([\d,. ]+)")
_NO_REFERENCE = {"NONREF", "NOREF", "NOTPROVIDED", "NON REF", "NREF"}


@dataclass
class _Tag:
    name: str
    lines: list[str]
    line: int


def read(data: bytes) -> list[Table]:
    """One table per account, header row HEADER; amounts positive, the side in MARK.

    Raises:
        ReadError: no_statement_inside.
    """
    decoded = encoding.decode(data)
    statements = list(_statements(decoded.text))
    if not statements:
        raise ReadError("no_statement_inside", kind="MT940")
    statements[0].notes = [*decoded.notes, *statements[0].notes]
    return records.tables(
        statements,
        HEADER,
        "mt940",
        encoding=decoded.encoding,
        amounts=("AMT",),
        moments=("VALDT", "ENTRYDT"),
    )


def _tags(text: str) -> Iterator[_Tag]:
    """Tags with their continuation lines; envelope and block ends are passed over."""
    current: _Tag | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        line = re.sub(
            r"^\s*(?:\{[1-35]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*(?:\{4:)?\s*(?=:|$)", "", line
        )
        found = _TAG.match(line)
        if found:
            if current:
                yield current
            current = _Tag(found.group(1), [found.group(2)], number)
        elif re.match(r"-\}?\s*$|-\}\{|\{", line) or line.strip() == "\x03":
            if current:
                yield current
            current = None
        elif current:
            current.lines.append(line)
    if current:
        yield current


def _statements(text: str) -> Iterator[records.Statement]:
    statement: records.Statement | None = None
    entry: dict[str, str] | None = None
    for tag in _tags(text):
        if tag.name == "20":
            if statement is not None and (statement.account or statement.records):
                yield statement
            statement, entry = records.Statement(), None
        if statement is None:
            statement = records.Statement()
        value = tag.lines[0].strip()
        if tag.name in ("25", "25P"):
            account, currency = _account(value)
            statement.account = account
            statement.currency = statement.currency or currency
        elif tag.name in ("60F", "60M", "62F", "62M"):
            entry = None
            _balance(statement, tag.name, value)
        elif tag.name in ("90D", "90C"):
            if found := _TOTAL.match(value):
                side = "debit" if tag.name == "90D" else "credit"
                statement.stated[f"{side}_count"] = str(int(found.group(1)))
                statement.stated[f"{side}_total"] = _amount(found.group(3))
        elif tag.name == "34F":
            statement.currency = statement.currency or value[:3] or None
        elif tag.name == "61":
            entry = _entry(tag, statement)
        elif tag.name == "86" and entry is not None:
            _describe(entry, tag.lines)
            entry = None  # a second :86: belongs to the statement
        elif tag.name == "NS" and entry is not None:
            entry["TEXT"] = swift.collapse(f"{entry.get('TEXT', '')} {value}")
    if statement is not None and (statement.account or statement.records):
        yield statement


def _account(value: str) -> tuple[str | None, str | None]:
    """`/` parts bank code and account; a currency may hang on at the end."""
    currency = None
    if found := re.fullmatch(r"(.*\d)\s*([A-Z]{3})", value):
        value, currency = found.groups()
    return value.strip() or None, currency


def _balance(statement: records.Statement, name: str, value: str) -> None:
    found = _BALANCE.match(value)
    if not found:
        return
    side, _, currency, amount = found.groups()
    statement.currency = currency
    for _, record in statement.records:
        record["CCY"] = record["CCY"] or currency
    which = "opening" if name.startswith("60") else "closing"
    statement.stated[which] = ("-" if side == "D" else "") + _amount(amount)


def _entry(tag: _Tag, statement: records.Statement) -> dict[str, str]:
    record = {"CCY": statement.currency or ""}
    statement.add(tag.line, record)
    found = _ENTRY.fullmatch(tag.lines[0].strip())
    if not found:
        # Kept as a row that cannot be read, so that it is counted and shown.
        record["TEXT"] = swift.collapse(" ".join(tag.lines))
        statement.notes.append(Message("readers.broken_entry", {"line": tag.line}))
        return record
    value = _date(found["date"])
    record["VALDT"] = value.isoformat() if value else found["date"]
    record["ENTRYDT"] = _entry_date(found["entry"], value)
    record["MARK"] = found["mark"]
    record["AMT"] = _amount(found["amount"])
    record["TYPE"] = (found["type"] or "").strip()
    own, _, bank = found["rest"].partition("//")
    record["REF"] = _reference(own)
    record["BANKREF"] = _reference(bank)
    record["DETAILS"] = swift.collapse(" ".join(tag.lines[1:]))
    return record


def _describe(entry: dict[str, str], lines: list[str]) -> None:
    parts = swift.describe(lines)
    entry["NAME"] = parts.name
    entry["TEXT"] = parts.text
    entry["ENDTOEND"] = _reference(parts.end_to_end)


def _reference(text: str) -> str:
    text = text.strip()
    return "" if text.upper() in _NO_REFERENCE else text


def _amount(text: str) -> str:
    """The standard's amount ("9," is 9, "11,8" is 11.80) with a decimal point."""
    text = text.replace(" ", "")
    last = max(text.rfind(","), text.rfind("."))
    if last < 0:
        return text
    whole, part = re.sub(r"[.,]", "", text[:last]), text[last + 1 :]
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


def _date(text: str) -> dt.date | None:
    try:
        return dt.date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _entry_date(text: str | None, value: dt.date | None) -> str:
    """Month and day of booking, in the year that brings it closest to the value date."""
    if not text or value is None:
        return ""
    candidates = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            candidates.append(dt.date(year, int(text[:2]), int(text[2:])))
        except ValueError:
            continue
    return min(candidates, key=lambda day: abs(day - value)).isoformat() if candidates else ""
