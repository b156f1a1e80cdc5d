"""How the cells of a workbook are written: text stays text, amounts are numbers, columns fit.

Owns what a cell may hold, how it looks and how wide its column is. Does not own which sheets
there are and what stands in them (reporter.xlsx).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dupcharge.money import Money
from dupcharge.reporter.layout import cells
from dupcharge.reporter.visible import visible

LONGEST = 32_767
"""UTF-16 units that spreadsheet programs keep of a cell."""

ROWS = 1_048_576
"""Rows of a sheet."""

HEADING = 2
"""Rows above a table: words, and field names."""

DIGITS = 15
"""Significant digits that a number in a cell keeps; a longer amount is written as text."""

NARROWEST, WIDEST = 8, 60
HIGHEST = 409
"""Points that a row may be high."""

MEASURED = 2000
"""Rows that decide how wide a column is."""

Value = str | int | Money | tuple[str, ...] | None
"""What a cell can be given; a tuple is several lines of one cell."""


def text_of(*lines: str) -> str:
    r"""Text as a cell may hold it: nothing steers or hides, and what is too long says so.

    >>> text_of("=1+1", "b"), text_of("x" * 40_000)[-9:]
    ('=1+1\nb', 'x…(+7249)')
    """
    text = "\n".join(map(visible, lines))
    # The two characters that no XML document may hold and that are visible to nobody.
    text = text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * LONGEST:
        return text
    kept = coded[: 2 * (LONGEST - 16)].decode("utf-16-le", "ignore")
    return f"{kept}\u2026(+{len(text) - len(kept)})"


def is_number(amount: Money) -> bool:
    """Whether a cell holds the amount exactly."""
    return len(amount.text.lstrip("-0.").replace(".", "")) <= DIGITS


class Book:
    """Writes the cells of one workbook (an xlsxwriter.Workbook)."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **properties: Any) -> Any:
        """A format, made once."""
        key = tuple(properties.items())
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **properties})
        return self.made[key]

    def sheet(self, title: str) -> Any:
        """A new sheet, printed across the page on as many pages as it is long."""
        sheet = self.book.add_worksheet(title)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Value, **look: Any) -> str:
        """Write one cell, amounts and counts as numbers, all else as text; what it shows."""
        if isinstance(value, Money) and is_number(value):
            decimals = len(value.text.partition(".")[2])
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            style = self.look(num_format=form, **look)
            sheet.write_number(row, column, Decimal(value.text), style)
            return f"{Decimal(value.text):,}"
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.look(**look))
            return str(value)
        if isinstance(value, Money):
            value, look = value.text, {"align": "right", **look}
        if isinstance(value, tuple):
            look = {"text_wrap": True, **look}
        text = text_of(*(value if isinstance(value, tuple) else (value or "",)))
        # The prefix keeps "=…" a text even when a person edits the cell.
        sheet.write_string(row, column, text, self.look(quote_prefix=True, **look))
        return text

    def sentence(self, sheet: Any, row: int, span: int, text: str, width: int, **look: Any) -> None:
        """A sentence over `span` columns of together `width` characters, as high as it needs."""
        sheet.merge_range(row, 0, row, span - 1, "", self.look(text_wrap=True, **look))
        shown = self.put(sheet, row, 0, (text,), **look)
        size = look.get("font_size", 11)
        lines = -(-cells(shown) * size // (11 * width))
        sheet.set_row(row, min(lines * size * 1.4, HIGHEST))


class Table:
    """A table with two heading rows that stay in sight: words, and field names to filter by."""

    def __init__(self, book: Book, sheet: Any, heads: Sequence[str], names: Sequence[str]) -> None:
        self.book, self.sheet, self.rows = book, sheet, HEADING
        self.widths = [NARROWEST] * len(names)
        for column, (head, name) in enumerate(zip(heads, names, strict=True)):
            self.widths[column] = max(
                cells(book.put(sheet, 0, column, head, bold=True)) + 2,
                # A filter button covers the end of a field name.
                cells(book.put(sheet, 1, column, name, font_color="#595959", bottom=1)) + 4,
            )

    def add(self, values: Sequence[Value], **look: Any) -> None:
        """One row."""
        for column, value in enumerate(values):
            text = self.book.put(self.sheet, self.rows, column, value, **look)
            if self.rows < MEASURED:
                width = max((cells(line) for line in text[: 9 * WIDEST].split("\n")), default=0)
                self.widths[column] = max(self.widths[column], width + 2)
        self.rows += 1

    def close(self) -> None:
        """Widths, filter and what stays in sight, once all rows are there."""
        from xlsxwriter.utility import xl_range

        last = len(self.widths) - 1
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))
        self.sheet.freeze_panes(HEADING, 0)
        self.sheet.repeat_rows(0, HEADING - 1)
        self.sheet.autofilter(HEADING - 1, 0, max(self.rows, HEADING + 1) - 1, last)
        # Ids are text on purpose: no warning triangle in their corners.
        area = xl_range(0, 0, max(self.rows, HEADING + 1) - 1, last)
        self.sheet.ignore_errors({"number_stored_as_text": area})
