"""`.xls` files that are really a web page or SpreadsheetML of 2003.

All tables of a page are read as one sheet, one below the other, as a spreadsheet opens them:
banks write preamble, header and rows as separate tables. Owns: cells and spans. Does not own:
what the page is about.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dupcharge.errors import ReadError
from dupcharge.loader.readers import cells, declared, elements
from dupcharge.loader.table import Moment, Table
from dupcharge.locale import Message

_MAX_ROWS = 1 << 20
_MAX_CELLS = 10_000_000
_HIDDEN = {"script", "style", "head", "template", "noscript", "select", "button"}
_BREAKS = {"br", "p", "div", "li"}


def read(data: bytes) -> list[Table]:
    """The tables of an HTML page (one Table) or the sheets of a SpreadsheetML workbook.

    Raises:
        ReadError: doctype, broken_xml, sheet_too_wide, no_statement_inside.
    """
    head = data[:65536].replace(b"\0", b"")
    if re.search(rb"<(?:\w+:)?Workbook[\s>]", head) and not re.search(rb"<html[\s>]", head, re.I):
        return _spreadsheetml(data)
    return [_html(data)]


def _html(data: bytes) -> Table:
    text, encoding = declared.decode(data, declared.in_html(data))
    page = _Page()
    page.feed(text)
    page.close()
    page.finish()
    if not page.rows:
        raise ReadError("no_statement_inside", kind="HTML")
    lines = list(range(1, len(page.rows) + 1))
    cells.trim(page.rows, lines)
    filled = cells.fill_merged(page.rows, page.blocks)
    notes = [Message("readers.merged_filled", {"sheet": "HTML", "n": filled})] if filled else []
    return Table(page.rows, lines, "html", encoding=encoding, notes=notes)


class _Page(HTMLParser):
    """Collects the rows of all tables that hold cells, innermost first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.blocks: list[tuple[int, int, int, int]] = []
        self.stack: list[_Grid] = []
        self.hidden = 0
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN and tag != "head":
            self.hidden += 1
        elif tag == "table":
            if self.stack:
                self.stack[-1].holds_table = True
            self.stack.append(_Grid())
        elif not self.stack:
            return
        elif tag == "tr":
            self.stack[-1].open_row()
        elif tag in ("td", "th"):
            named = dict(attrs)
            self.stack[-1].open_cell(
                _span(named.get("colspan"), 1000), _span(named.get("rowspan"), 65534)
            )
            self.count += 1
            if self.count > _MAX_CELLS:
                raise ReadError("sheet_too_wide", sheet="HTML", cell=str(self.count))
        elif tag in _BREAKS:
            self.stack[-1].add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and tag != "head":
            self.hidden = max(0, self.hidden - 1)
        elif not self.stack:
            return
        elif tag == "table":
            self._close_table()
        elif tag in ("td", "th"):
            self.stack[-1].close_cell()
        elif tag == "tr":
            self.stack[-1].close_row()
        elif tag in _BREAKS:
            self.stack[-1].add("\n")

    def handle_data(self, data: str) -> None:
        if self.stack and not self.hidden:
            self.stack[-1].add(data)

    def finish(self) -> None:
        """Tables that the page forgot to close."""
        while self.stack:
            self._close_table()

    def _close_table(self) -> None:
        grid = self.stack.pop()
        grid.close_row()
        # A table that only arranges other tables has nothing of its own to say.
        if grid.holds_table and not any(len([c for c in r if c]) > 1 for r in grid.rows):
            return
        at = len(self.rows)
        self.rows += grid.rows
        self.blocks += [(at + t, left, at + b, right) for t, left, b, right in grid.blocks]


class _Grid:
    """One table as a grid: spans push later cells to the right and down."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.blocks: list[tuple[int, int, int, int]] = []
        self.row: list[str] | None = None
        self.parts: list[str] | None = None
        self.spans = (1, 1)
        self.taken: dict[int, int] = {}  # column -> rows below that a span still covers
        self.holds_table = False

    def open_row(self) -> None:
        self.close_row()
        self.row = []

    def open_cell(self, columns: int, rows: int) -> None:
        self.close_cell()
        if self.row is None:
            self.row = []
        self.parts, self.spans = [], (columns, rows)

    def add(self, text: str) -> None:
        if self.parts is not None:
            self.parts.append(text)

    def close_cell(self) -> None:
        if self.parts is None or self.row is None:
            return
        lines = " ".join("".join(self.parts).replace("\r", " ").split(" ")).split("\n")
        text = "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)
        self.parts = None
        self._skip_taken()
        columns, rows = self.spans
        left = len(self.row)
        if left + columns > cells.MAX_COLUMNS:
            raise ReadError(
                "sheet_too_wide", sheet="HTML", cell=f"R{len(self.rows) + 1}C{left + columns}"
            )
        self.row += [text] + [""] * (columns - 1)
        if rows > 1:
            top = len(self.rows)
            self.blocks.append((top, left, top + rows - 1, left + columns - 1))
            for column in range(left, left + columns):
                self.taken[column] = rows  # this row counts as the first

    def close_row(self) -> None:
        self.close_cell()
        if self.row is None:
            return
        self._skip_taken()
        self.rows.append(self.row)
        self.row = None
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}

    def _skip_taken(self) -> None:
        assert self.row is not None
        while self.taken.get(len(self.row), 0) and len(self.row) < cells.MAX_COLUMNS:
            self.row.append("")


def _span(text: str | None, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", text or "")
    return min(max(int(found.group(1)), 1), most) if found else 1


def _spreadsheetml(data: bytes) -> list[Table]:
    book = _Workbook()
    encoding = elements.walk(data, book.start, book.end, book.text)
    if not book.tables:
        raise ReadError("workbook_without_sheet")
    for table in book.tables:
        table.encoding = encoding
    return book.tables


class _Workbook:
    """Sheets from the events of SpreadsheetML."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.rows: list[list[str]] = []
        self.lines: list[int] = []
        self.blocks: list[tuple[int, int, int, int]] = []
        self.name = ""
        self.line = 0
        self.row: list[str] = []
        self.spans = (0, 0)
        self.kind = ""
        self.parts: list[str] | None = None
        self.count = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "Worksheet":
            self.name = attributes.get("Name", "")
            self.rows, self.lines, self.blocks, self.line = [], [], [], 0
        elif name == "Row":
            self.line = max(_span(attributes.get("Index"), _MAX_ROWS), self.line + 1)
            self.row = []
        elif name == "Cell":
            index = (
                _span(attributes.get("Index"), cells.MAX_COLUMNS + 1)
                if "Index" in attributes
                else 0
            )
            self._pad(index - 1)
            across = (
                _span(attributes.get("MergeAcross"), 1000) if "MergeAcross" in attributes else 0
            )
            down = _span(attributes.get("MergeDown"), 65534) if "MergeDown" in attributes else 0
            self.spans = (across, down)
            self.row.append("")
            self.count += 1
        elif name == "Data":
            self.kind, self.parts = attributes.get("Type", "String"), []

    def text(self, data: str) -> None:
        if self.parts is not None:
            self.parts.append(data)

    def end(self, name: str) -> None:
        if name == "Data" and self.parts is not None:
            if self.row:
                self.row[-1] = _typed(self.kind, "".join(self.parts))
            self.parts = None
        elif name == "Cell":
            across, down = self.spans
            if down:
                at, left = len(self.rows), len(self.row) - 1
                self.blocks.append((at, left, at + down, left + across))
            self._pad(len(self.row) + across)
        elif name == "Row":
            self.rows.append(self.row)
            self.lines.append(self.line)
        elif name == "Worksheet":
            cells.trim(self.rows, self.lines)
            filled = cells.fill_merged(self.rows, self.blocks)
            note = Message("readers.merged_filled", {"sheet": self.name, "n": filled})
            notes = [note] if filled else []
            self.tables.append(
                Table(self.rows, self.lines, "workbook", sheet=self.name, notes=notes)
            )

    def _pad(self, width: int) -> None:
        self.count += max(0, width - len(self.row))
        if width > cells.MAX_COLUMNS or self.count > _MAX_CELLS:
            raise ReadError("sheet_too_wide", sheet=self.name, cell=f"R{self.line}C{width}")
        self.row += [""] * (width - len(self.row))


def _typed(kind: str, text: str) -> str:
    if kind == "Number":
        try:
            return cells.number(float(text))
        except ValueError:
            return text
    if kind == "DateTime":
        date, _, clock = text.partition("T")
        clock = clock.partition(".")[0]
        if date.startswith(("1899-12-3", "1899-12-31")) and clock:  # a time of day alone
            return Moment(clock)
        return Moment(date if clock in ("", "00:00:00") else f"{date}T{clock}")
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "Error":
        return ""
    return text
