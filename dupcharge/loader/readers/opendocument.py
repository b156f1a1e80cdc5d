"""ODS: OpenDocument spreadsheets, from the XML inside.

A reader of its own because the file states amounts and dates exactly as text, which a general
library turns into floats, and because runs of equal cells and rows are written once with a count,
which a forged file can set to a billion. Owns: cells of `content.xml`. Does not own: other parts.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from decimal import Decimal, InvalidOperation
from io import BytesIO

from dupcharge.errors import ReadError
from dupcharge.loader.readers import cells, elements
from dupcharge.loader.table import Moment, Number, Table
from dupcharge.locale import Message

MAX_CONTENT = 1 << 30
MAX_RATIO = 400  # content.xml repeats its element names; LibreOffice reaches 60:1
_MAX_ROWS = 1 << 20
_MAX_CELLS = 10_000_000

_DURATION = re.compile(r"P(?:\d+D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")
_DATE = re.compile(r"(\d{4,5}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:[.,]\d*)?)?")


def read(data: bytes) -> list[Table]:
    """Every sheet of an ODS file as a table.

    Raises:
        ReadError: broken_workbook, workbook_bomb, sheet_too_wide, doctype, encrypted_ods.
    """
    content = _content(data)
    if content is None:
        raise ReadError("encrypted_ods")
    sheets = _Sheets()
    elements.walk(content, sheets.start, sheets.end, sheets.text)
    if not sheets.tables:
        raise ReadError("workbook_without_sheet")
    return sheets.tables


def _content(data: bytes) -> bytes | None:
    """`content.xml`, None where it is encrypted."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as stream:
                    if b"encryption-data" in stream.read(1 << 20):
                        return None
            part = archive.getinfo("content.xml")
            with archive.open(part) as stream:
                content = stream.read(MAX_CONTENT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError, KeyError, OverflowError):  # fmt: skip
        raise ReadError("broken_workbook") from None
    if len(content) > MAX_CONTENT or len(content) > MAX_RATIO * max(part.compress_size, 25_000):
        raise ReadError("workbook_bomb")
    return content


class _Sheets:
    """Builds tables from the events of `content.xml`."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.rows: list[list[str]] = []
        self.lines: list[int] = []
        self.blocks: list[tuple[int, int, int, int]] = []
        self.name = ""
        self.depth = 0  # of table:table; a table within a cell is not read
        self.line = 0  # sheet rows passed so far
        self.count = 0  # cells made, in all sheets
        self.row: list[str] = []
        self.gap = 0  # empty cells waiting for one with a value
        self.repeat_row = self.repeat = 1
        self.attributes: dict[str, str] = {}
        self.parts: list[str] | None = None  # text of the open cell
        self.paragraphs = self.note = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.name = attributes.get("name", "")
                self.rows, self.lines, self.blocks, self.line = [], [], [], 0
        elif self.depth != 1:
            return
        elif name == "table-row":
            self.row, self.gap = [], 0
            self.repeat_row = _count(attributes.get("number-rows-repeated"))
        elif name in ("table-cell", "covered-table-cell"):
            self.attributes, self.parts, self.paragraphs = attributes, [], 0
            self.repeat = _count(attributes.get("number-columns-repeated"))
        elif name == "annotation":
            self.note += 1
        elif self.parts is not None and not self.note:
            if name == "p":
                if self.paragraphs:
                    self.parts.append("\n")
                self.paragraphs += 1
            elif name == "s":
                self.parts.append(" " * min(_count(attributes.get("c")), 1000))
            elif name == "tab":
                self.parts.append("\t")
            elif name == "line-break":
                self.parts.append("\n")

    def text(self, data: str) -> None:
        if self.parts is not None and not self.note and self.paragraphs and self.depth == 1:
            self.parts.append(data)

    def end(self, name: str) -> None:
        if name == "table":
            self.depth -= 1
            if self.depth == 0:
                self._finish_sheet()
        elif self.depth != 1:
            return
        elif name == "annotation":
            self.note -= 1
        elif name in ("table-cell", "covered-table-cell") and self.parts is not None:
            self._finish_cell("".join(self.parts))
            self.parts = None
        elif name == "table-row":
            self._finish_row()

    def _finish_cell(self, text: str) -> None:
        value = _value(self.attributes, text)
        if not value:
            self.gap += self.repeat
            return
        width = len(self.row) + self.gap + self.repeat
        if width > cells.MAX_COLUMNS:
            raise ReadError("sheet_too_wide", sheet=self.name, cell=f"R{self.line + 1}C{width}")
        self.row += [""] * self.gap
        rows = _count(self.attributes.get("number-rows-spanned"))
        if rows > 1:
            at, left = len(self.rows), len(self.row)
            columns = _count(self.attributes.get("number-columns-spanned"))
            self.blocks.append((at, left, at + min(rows, _MAX_ROWS) - 1, left + columns - 1))
        self.row += [value] * self.repeat
        self.gap = 0

    def _finish_row(self) -> None:
        first = self.line + 1
        self.line += self.repeat_row
        # A long run of empty rows is kept as one: only their numbers matter.
        times = self.repeat_row if self.row else min(self.repeat_row, 1)
        self.count += times * (len(self.row) + 1)
        if (self.line > 2 * _MAX_ROWS and self.row) or self.count > _MAX_CELLS:
            raise ReadError("sheet_too_wide", sheet=self.name, cell=f"R{self.line}C1")
        for index in range(times):
            self.rows.append(list(self.row))
            self.lines.append(first + index)

    def _finish_sheet(self) -> None:
        cells.trim(self.rows, self.lines)
        filled = cells.fill_merged(self.rows, self.blocks)
        notes = (
            [Message("readers.merged_filled", {"sheet": self.name, "n": filled})] if filled else []
        )
        self.tables.append(Table(self.rows, self.lines, "workbook", sheet=self.name, notes=notes))


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and len(text) < 12 and text.isdecimal() else 1


def _value(attributes: dict[str, str], text: str) -> str:
    kind = attributes.get("value-type")
    if kind in ("float", "currency", "percentage") and "value" in attributes:
        return _number(attributes["value"]) or text
    if kind == "date" and (found := _DATE.fullmatch(attributes.get("date-value", ""))):
        date, clock = found.groups()
        return Moment(date if clock in (None, "00:00:00") else f"{date}T{clock}")
    if kind == "time" and (found := _DURATION.fullmatch(attributes.get("time-value", ""))):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return cells.clock(hours * 3600 + minutes * 60 + seconds)
    if kind == "boolean":
        return "TRUE" if attributes.get("boolean-value") == "true" else "FALSE"
    return attributes.get("string-value", text) if not text else text


def _number(text: str) -> Number:
    """The stored number; LibreOffice writes the shortest text of a float, noise included."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return Number("")
    if not exact.is_finite() or abs(exact.adjusted()) > 300:
        return Number("")
    return cells.number(float(exact))
