"""One FILE argument: its bytes, the tables in them, and how each table is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from dupcharge.errors import PasswordError, ReadError, UnknownFormat
from dupcharge.loader import claims, sniff, source, stated
from dupcharge.loader.formats import Format, by_id, identify
from dupcharge.loader.infer import Options, Reading, complete
from dupcharge.loader.layout import sections
from dupcharge.loader.normalize import Rows, transactions
from dupcharge.loader.section import Section
from dupcharge.loader.table import Table
from dupcharge.locale import Message

Ask = Callable[[str], str | None]


@dataclass
class ReadPart:
    """One table of transactions inside a file."""

    section: Section
    reading: Reading
    rows: Rows
    account: str | None
    text: str  # preamble and closing lines


@dataclass
class ReadFile:
    """One file as read, before files are joined."""

    path: str
    sha256: str
    size: int
    parts: list[ReadPart]
    warnings: list[Message] = field(default_factory=list)


def read_file(path: str, options: Options, password: str | None, ask: Ask | None) -> ReadFile:
    """Read one file.

    Raises:
        ReadError: it cannot be read, or is no statement.
        UnknownFormat: no table with a date and an amount stands in it.
    """
    sha256, size, tables, notes = _source(path, options, password, ask)
    parts: list[ReadPart] = []
    seen: dict[tuple[tuple[str, ...], ...], str] = {}
    without: list[Table] = []
    for table in tables:
        if len(tables) > 1:
            key = tuple(tuple(row) for row in table.rows)
            if key and key in seen:
                params = {"name": _name(table), "other": seen[key]}
                notes.append(Message("loader.sheet_copied", params))
                continue
            seen[key] = _name(table)
        found = _parts(table, options)
        parts += found
        notes += [n for n in table.notes if n not in notes]
        if not found:
            without.append(table)
    if not parts:
        raise _unknown(tables)
    for table in without:
        if any(map(any, table.rows)):
            notes.append(Message("loader.left_out_table", {"name": _name(table)}))
    return ReadFile(path, sha256, size, parts, notes)


def _source(
    path: str, options: Options, password: str | None, ask: Ask | None
) -> tuple[str, int, list[Table], list[Message]]:
    """Digest, size, tables and notes of a file; its bytes are not kept."""
    raw = source.read(path)
    notes: list[Message] = []
    tables = _tables(raw.data, options, password, ask, path, notes)
    return raw.sha256, raw.size, tables, notes


def _name(table: Table) -> str:
    return " / ".join(p for p in (table.member, table.sheet) if p) or "1"


def _tables(
    data: bytes,
    options: Options,
    password: str | None,
    ask: Ask | None,
    path: str,
    notes: list[Message],
) -> list[Table]:
    kind = sniff.kind(data)
    if kind != "zip":
        return _read(data, kind, options, password, ask, path)
    from dupcharge.loader import archive

    tables: list[Table] = []
    failed: list[ReadError] = []
    for member in archive.members(data, password=password, ask=ask):
        if member.left_out:
            notes.append(member.left_out)
            continue
        try:
            found = _read(member.data, sniff.kind(member.data), options, password, ask, member.name)
        except PasswordError:
            raise
        except ReadError as error:
            failed.append(error)
            notes.append(Message("loader.left_out_table", {"name": member.name}))
            continue
        for table in found:
            table.member = member.name
        tables += found
    if not tables and failed:
        raise failed[0]
    return tables


def _read(
    data: bytes, kind: str, options: Options, password: str | None, ask: Ask | None, path: str
) -> list[Table]:
    if kind in sniff.WORKBOOKS:
        from dupcharge.loader.readers import workbook

        try:
            return workbook.read(data, kind, password=password)
        except PasswordError:
            given = ask(path) if ask and password is None else None
            if given is None:
                raise
            return workbook.read(data, kind, password=given)
    if kind in ("html", "spreadsheetml"):
        from dupcharge.loader.readers import markup

        return markup.read(data)
    if kind in ("ofx", "qif", "camt", "mt940"):
        from importlib import import_module

        found: list[Table] = import_module(f"dupcharge.loader.readers.{kind}").read(data)
        return found
    from dupcharge.loader.readers import text

    return text.read(data, encoding=options.encoding)


def _parts(table: Table, options: Options) -> list[ReadPart]:
    parts: list[ReadPart] = []
    if table.format:
        found = [_structured(table)]
    else:
        found = sections(table)
    for section in found:
        given = options.statement_format or _given(section)
        reading = complete(section, given, options)
        if reading is None:
            continue
        rows = transactions(section, reading)
        if not len(rows.frame) and len(section.rows) and len(found) > 1:
            continue
        text = "\n".join([section.preamble_text, *_notes(section, rows)])
        account = table.account or stated.account(text, reading.format)
        rows.warnings += reading.warnings
        rows.warnings += _ragged(section, rows)
        parts.append(ReadPart(section, reading, rows, account, text))
    _check_stated(table, parts)
    return parts


def _ragged(section: Section, rows: Rows) -> list[Message]:
    """Warnings for transactions whose cells were moved, or are more or fewer than the columns."""
    warnings = []
    if section.repaired:
        params = {"n": len(section.repaired), "lines": section.repaired[:5]}
        warnings.append(Message("loader.rows_repaired", params))
    kept = set(rows.frame["line"])
    if over := [line for line in section.left_over if line in kept]:
        value = " ".join(section.left_over[over[0]])[:40]
        params = {"n": len(over), "lines": over[:5], "value": value}
        warnings.append(Message("loader.cells_left_over", params))
    if short := [line for line in section.short if line in kept]:
        warnings.append(Message("loader.cells_missing", {"n": len(short), "lines": short[:5]}))
    return warnings


def _check_stated(table: Table, parts: list[ReadPart]) -> None:
    """Compare what the statement says of itself with the rows of its table, or of all of them."""
    frames = [part.rows.frame for part in parts]
    wider = [pd.concat(frames, ignore_index=True)] if len(frames) > 1 else []
    for part in parts:
        section, reading, rows = part.section, part.reading, part.rows
        other = {line for line, _ in rows.others}
        at = [i for i, line in enumerate(section.lines) if line in other]
        found = claims.claims(section, at, reading)
        sums = claims.totals(section, at, reading)
        rows.warnings += stated.check(
            part.text, reading.format, table.stated, found, [rows.frame, *wider]
        )
        rows.warnings += stated.check_totals(section, reading, sums, rows.frame)


def _notes(section: Section, rows: Rows) -> list[str]:
    """Text of the lines that are no transactions: footers state counts and totals."""
    other = {line for line, _ in rows.others}
    at = dict(zip(section.lines, section.rows, strict=True))
    return [",".join(c for c in at[line] if c) for line in sorted(other)][:60]


def _structured(table: Table) -> Section:
    return Section(table, table.rows[0], None, table.rows[1:], table.lines[1:])


def _given(section: Section) -> Format | None:
    table = section.table
    if table.format:
        return by_id(table.format)
    if section.header is None:
        return None
    return identify(section.header, section.preamble_text)


def _unknown(tables: list[Table]) -> UnknownFormat:
    """The error for a file without a table of transactions; names the columns that were seen."""
    from dupcharge.loader.headers import header_roles

    best: list[str] = []
    for table in tables:
        for row in table.rows[:60]:
            known = [c for c in row if c and header_roles(c)]
            if len(known) > len([c for c in best if header_roles(c)]):
                best = [c for c in row if c]
    if not best:
        return UnknownFormat("no_table")
    roles = {role for cell in best for role, _ in header_roles(cell)}
    if not roles & {"amount", "debit", "credit"}:
        return UnknownFormat("no_amount_column", known=best[:20])
    if not roles & {"time", "posted"}:
        return UnknownFormat("no_date_column", known=best[:20])
    return UnknownFormat("no_table_columns", known=best[:20])
