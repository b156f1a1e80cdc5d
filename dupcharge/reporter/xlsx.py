"""The report as a workbook: summary, every charge on a line of its own, the files it came from.

Owns which sheets there are and what stands in them; no cell is a formula or a link. The fields of
the charges are those of the CSV (reporter.charges), the sentences stand in the locale rooms
`workbook` and `report`, how a cell is written in reporter.sheets.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dupcharge.locale import say
from dupcharge.money import NO_CURRENCY
from dupcharge.reporter import words
from dupcharge.reporter.charges import FIELDS, Line, lines
from dupcharge.reporter.dossier.context import Context
from dupcharge.reporter.sheets import HEADING, ROWS, Book, Table, Value
from dupcharge.reporter.view import COUNTS

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView
    from dupcharge.statement import FileRecord

BEGINNING = dt.datetime(1980, 1, 1)
"""Created, where the files state no export time: the zero of the ZIP format."""

SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

# Readable in grey and in black and white: the word says it, bold, shade and slope repeat it.
LOOKS: dict[str, dict[str, Any]] = {
    "original": {"bold": True},
    "repeat": {"bg_color": "#D9D9D9"},
    "refund": {"italic": True},
}

TOTALS = "currency groups repeats overcharge overcharge_text to_check settled".split()
TOTALS_WIDTH = 18

FILES = (
    "path sha256 bytes format encoding account period.from period.to exported rows.read "
    "rows.charges rows.refunds rows.income rows.neutral rows.not_completed rows.unreadable warnings"
).split()
"""Columns of the files, by the field names of the JSON; `exported` is not in it."""


def render(view: ReportView, request: Request) -> bytes:
    """The workbook; two languages share the sheets, with every word in both."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SETTINGS) as book:
        sheets = _Sheets(Book(book), view, request)
        book.set_properties({"created": sheets.created(), "comments": sheets.first.product})
        sheets.summary()
        sheets.charges()
        sheets.files()
    return out.getvalue()


class _Sheets:
    """One report in the making."""

    def __init__(self, book: Book, view: ReportView, request: Request) -> None:
        self.book, self.view, self.languages = book, view, request.languages
        self.abouts = [Context(view, request, lang) for lang in request.languages]
        self.first = self.abouts[0]

    def created(self) -> dt.datetime:
        """The same for the same input: the report's date, not the clock's."""
        date = self.first.date
        return max(dt.datetime.combine(date, dt.time()), BEGINNING) if date else BEGINNING

    def say(self, code: str, **params: object) -> str:
        """A word in the language of the report, in both where there are two."""
        return _join(say(lang, code, **params) for lang in self.languages)

    def sheet(self, name: str, number: int = 1) -> Any:
        """A new sheet with its name in each language; `number` where there are several."""
        names = dict.fromkeys(say(lang, f"workbook.sheet_{name}") for lang in self.languages)
        return self.book.sheet(" ".join((*names, *([str(number)] if number > 1 else []))))

    def summary(self) -> None:
        """The answer, the totals, the limits."""
        sheet, row = self.sheet("summary"), 0
        sheet.hide_gridlines(2)
        sheet.set_column(0, len(TOTALS) - 1, TOTALS_WIDTH)

        def write(text: str, **look: Any) -> None:
            nonlocal row
            width = len(TOTALS) * TOTALS_WIDTH
            self.book.sentence(sheet, row, len(TOTALS), text, width, **look)
            row += 1

        for about in self.abouts:
            for line in about.page.headline():
                write(line, bold=True, font_size=16)
        for about in self.abouts:
            for line in (about.page.subject(), *about.page.findings()):
                write(line)
        row = self.totals(sheet, row + 1) + 1
        for about in self.abouts:
            write(say(about.lang, "workbook.legend"))
            for line in (*about.page.closing(), words.answer(self.view, about.lang)):
                write(line)
        write(self.first.product, font_color="#595959")

    def totals(self, sheet: Any, row: int) -> int:
        """One line per currency; the row after them."""
        for column, name in enumerate(TOTALS):
            head = self.say(f"workbook.total_{name}")
            self.book.put(sheet, row, column, (head,), bold=True, bottom=1)
        for total in self.view.totals:
            row += 1
            values: tuple[Value, ...] = (
                self.currency(total.overcharge.currency) or self.say("workbook.no_currency"),
                total.groups,
                total.repeats,
                total.overcharge,
                _join(words.money(total.overcharge, lang) for lang in self.languages),
                total.to_check,
                total.settled,
            )
            for column, value in enumerate(values):
                self.book.put(sheet, row, column, value, bold=TOTALS[column] == "overcharge")
        return row + 1

    def charges(self) -> None:
        """One line per charge and refund, over as many sheets as it takes."""
        heads = [self.say(f"workbook.field_{name}") for name in FIELDS]
        for number, part in enumerate(_parts(lines(self.view), ROWS - HEADING), 1):
            table = Table(self.book, self.sheet("charges", number), heads, FIELDS)
            group: object = None
            for line in part:
                look = LOOKS[str(line["role"])]
                if line["group"] != group:
                    group, look = line["group"], {**look, "top": 1}
                table.add([self.field(name, line) for name in FIELDS], **look)
            table.close()

    def field(self, name: str, line: Line) -> Value:
        """A field as a person reads it."""
        value = line.get(name)
        if name == "role" and value == "refund":
            return self.say("workbook.refund")
        if name in ("role", "confidence"):
            return self.say(f"report.{value}")
        if isinstance(value, bool):
            return self.say("workbook.yes" if value else "workbook.no")
        if isinstance(value, str) and name == "time":
            return _clock(value)
        if isinstance(value, str) and name == "currency":
            return self.currency(value)
        return value

    def currency(self, code: str) -> str | None:
        """The code; None where the statement states none."""
        return None if code == NO_CURRENCY else code

    def files(self) -> None:
        """Where the charges come from, and how each file was read."""
        heads = [self.say(f"workbook.file_{name}") for name in FILES]
        table = Table(self.book, self.sheet("files"), heads, FILES)
        for file in self.view.files:
            table.add(self.file(file))
        table.close()

    def file(self, file: FileRecord) -> tuple[Value, ...]:
        """FILES of one file."""
        start, end = file.period
        return (
            file.path,
            file.sha256,
            file.size,
            _join(words.format_name(file, lang) for lang in self.languages),
            file.encoding,
            file.account,
            _clock(start),
            _clock(end),
            file.exported.isoformat(" ", "seconds") if file.exported else None,
            *(file.rows.get(name, 0) for name in ("read", *COUNTS)),
            tuple(warning.text(lang) for warning in file.warnings for lang in self.languages),
        )


def _clock(time: str | None) -> str | None:
    return time and time.replace("T", " ", 1)


def _join(texts: Iterator[str]) -> str:
    """Each text once: figures are often the same in both languages."""
    return " / ".join(dict.fromkeys(texts))


def _parts(rest: Iterator[Line], size: int) -> Iterator[list[Line]]:
    """Lists of at most `size`; one empty list where there is nothing."""
    part = list(islice(rest, size))
    yield part
    while part := list(islice(rest, size)):
        yield part
