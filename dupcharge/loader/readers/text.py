"""Delimited text, as banks write it: any delimiter, wrong quotes, ragged rows, odd line ends.

Bytes become one Table; nothing is dropped but empty lines, and `lines` keeps every physical line
number. What a column means is not decided here; text set in blocks or in columns of blanks is
read by modules of its own.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache

from dupcharge.errors import ReadError
from dupcharge.loader.headers import is_header_word
from dupcharge.loader.readers import aligned, blocks
from dupcharge.loader.readers.encoding import decode
from dupcharge.loader.table import Table
from dupcharge.locale import Message

DELIMITERS = (",", ";", "\t", "|", "^", "~")
_SEP_LINE = re.compile(r'^\s*"?sep=(.)"?\s*$', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_WRAPPED = re.compile(r'^"((?:[^"]|"")*)"[,;]*$')
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])\s*'[^']*'\s*(?=[,;\t|]|$)")
_MOST_LINES_IN_A_CELL = 40
_SAMPLE = 2_000  # lines that show how a file is written
_DIGIT = re.compile(r"\d")

csv.field_size_limit(16 * 1024 * 1024)


def read(data: bytes, *, encoding: str | None = None) -> list[Table]:
    """One Table of the delimited text in `data`.

    Raises:
        ReadError: the encoding does not fit, or the text has no columns.
    """
    decoded = decode(data, encoding)
    notes = list(decoded.notes)
    text = decoded.text
    if "\0" in text:
        # A NUL inside a row makes parsers cut it off; at the end it is a torn download.
        stripped = text.rstrip("\0")
        if len(stripped) < len(text):
            notes.append(Message("loader.cut_off"))
        text = stripped.replace("\0", "\ufffd")
    encoding, lines = decoded.encoding, _unwrapped(_LINE_END.split(text))
    del decoded, text  # large, and not needed any more
    first = 0
    sep = _SEP_LINE.match(lines[0]) if lines else None
    if sep:
        first = 1
    delimiter = sep[1] if sep else _delimiter(lines)
    if delimiter is None or not _has_header(lines, delimiter):
        if found := blocks.records(lines) or aligned.records(lines):
            return [Table(*found, "csv", encoding=encoding, notes=notes)]
    if delimiter is None:
        raise ReadError("no_columns")
    quote = _quote(lines, delimiter)
    rows, numbers, repaired = _records(lines, first, delimiter, quote)
    if repaired:
        notes.append(Message("loader.quotes_repaired", {"n": len(repaired), "lines": repaired[:5]}))
    if _torn(lines, rows, delimiter):
        notes.append(Message("loader.torn", {"line": numbers[-1]}))
    return [Table(rows, numbers, "csv", encoding=encoding, delimiter=delimiter, notes=notes)]


def _has_header(lines: list[str], delimiter: str) -> bool:
    """Whether some line of the beginning holds two header words."""
    heads = (line for line in lines[:120] if delimiter in line)
    return any(sum(map(is_header_word, _one(line, delimiter, '"'))) >= 2 for line in heads)


def _torn(lines: list[str], rows: list[list[str]], delimiter: str) -> bool:
    """Whether the last line breaks off: no line end, a digit first, and fewer cells than usual."""
    if len(rows) < 3 or not lines[-1] or not lines[-1].lstrip('"')[:1].isdigit():
        return False
    return len(rows[-1]) < Counter(len(r) for r in rows[-50:-1]).most_common(1)[0][0]


def _delimiter(lines: list[str]) -> str | None:
    """The delimiter under which most lines have the same number of fields, and headers appear."""
    sample = [line for line in lines[:400] if line.strip()][:200]
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        joined = [line for line in sample if delimiter in line]
        if not joined:
            continue
        rows = [_one(line, delimiter, '"') for line in sample]
        counts = Counter(len(r) for r in rows if len(r) > 1)
        if not counts:
            continue
        width, often = max(counts.items(), key=lambda item: (item[1] * min(item[0], 6), item[0]))
        header = max((sum(is_header_word(c) for c in r) for r in rows[:60]), default=0)
        share = often / len(sample)
        score = share * min(width - 1, 5) / 5 + min(header, 6) * 0.5
        # A decimal comma makes commas consistent too; numbers cut in half betray it.
        if delimiter == "," and any(d in line for line in joined[:20] for d in ";\t"):
            score *= 0.8
        if best is None or score > best[0] + 1e-9:
            best = (score, delimiter)
    return best[1] if best else None


def _unwrapped(lines: list[str]) -> list[str]:
    """Undo a second layer of quotes: files whose every line is one quoted cell."""
    if not any(map(_is_wrapped, lines[:_SAMPLE])):
        return lines
    wrapped = [_is_wrapped(line) for line in lines]
    full = sum(map(bool, map(str.strip, lines)))
    if sum(wrapped) < max(1, full / 2):
        return lines
    return [
        line.strip().rstrip(",;")[1:-1].replace('""', '"') if is_wrapped else line
        for line, is_wrapped in zip(lines, wrapped, strict=True)
    ]


def _is_wrapped(line: str) -> bool:
    found = _WRAPPED.match(line.strip())
    return found is not None and any(d in found[1] for d in DELIMITERS)


def _quote(lines: list[str], delimiter: str) -> str:
    """The quote mark: ' where cells are wrapped in it and " is not used so."""
    sample = [line for line in lines[:300] if delimiter in line]
    if sum('"' in line for line in sample) * 2 > len(sample):
        return '"'
    single = sum(bool(_SINGLE_QUOTED.search(line)) for line in sample)
    return "'" if sample and single * 2 > len(sample) else '"'


def _one(line: str, delimiter: str, quote: str | None) -> list[str]:
    if quote is None or quote not in line:
        return line.split(delimiter)
    if quote == '"' and _stray(delimiter).search(line) and not _open(line, quote):
        return _lenient(line, delimiter)
    return next(
        csv.reader([line], delimiter=delimiter, quotechar=quote, skipinitialspace=delimiter != " "),
        [],
    )


@cache
def _stray(delimiter: str) -> re.Pattern[str]:
    """A quote that neither opens, closes nor doubles: inside a cell, among its words."""
    d = re.escape(delimiter)
    return re.compile(rf'[^{d}"\s]\s*"(?=[^{d}"\s])|[^{d}"\s]"(?=[^\S{d}]*[^{d}"\s])')


def _lenient(line: str, delimiter: str) -> list[str]:
    """Cells of a line with quotes that should have been doubled: only one before a mark closes."""
    cells: list[str] = []
    at = 0
    while at <= len(line):
        start = at
        while at < len(line) and line[at] == " ":
            at += 1
        if at >= len(line) or line[at] != '"':
            end = line.find(delimiter, start)
            end = len(line) if end < 0 else end
            cells.append(line[start:end])
            at = end + 1
            continue
        at += 1
        cell: list[str] = []
        while at < len(line):
            if line[at] == '"':
                rest = line[at + 1 :].lstrip(" ")
                closes = not rest or rest.startswith(delimiter)
                if not closes and line.startswith('""', at) and cell:
                    behind = line[at + 2 :].lstrip(" ")
                    if behind and not behind.startswith(delimiter):
                        at += 1  # a doubled quote, else a quote and the cell's end
                if closes:
                    at = len(line) - len(rest)
                    break
            cell.append(line[at])
            at += 1
        cells.append("".join(cell))
        at += 1
    return cells


def _open(line: str, quote: str) -> bool:
    """True when the line leaves a quoted cell open (an odd number of quotes)."""
    return line.count(quote) % 2 == 1


def _records(
    lines: list[str], first: int, delimiter: str, quote: str
) -> tuple[list[list[str]], list[int], list[int]]:
    """Rows of cells, the physical line of each, and the lines whose quotes had to be repaired."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    repaired: list[int] = []
    clean = _Clean()
    width, widest = _usual_width(lines, delimiter, quote)
    at = first
    while at < len(lines):
        line = lines[at]
        start, at = at, at + 1
        if not line or line.isspace():
            continue
        if quote not in line:
            cells = line.split(delimiter)
        elif regular := _all_quoted(line, delimiter, quote):
            cells = regular
        elif _open(line, quote) and quote == '"':
            end = _closing(lines, start, delimiter, quote, width, widest)
            if end is None:
                cells = [c.strip().strip('"') for c in _one(line, delimiter, None)]
                repaired.append(start + 1)
            else:
                joined = "\n".join(lines[start : end + 1])
                cells = _cells(joined, delimiter, quote)
                at = end + 1
        elif quote == "'" and _open(line, quote):
            cells = _one(line, delimiter, '"')  # an apostrophe in a name
        else:
            cells = _one(line, delimiter, quote)
        if any(cells):
            rows.append([clean[c] for c in cells])
            numbers.append(start + 1)
    return rows, numbers, repaired


def _all_quoted(line: str, delimiter: str, quote: str) -> list[str] | None:
    """Cells of a line in which all are quoted and none holds a quote; None for other lines."""
    end = len(line) - line.endswith(delimiter)  # a last cell that is empty and has no quotes
    between = f"{quote}{delimiter}{quote}"
    if not line.startswith(quote) or line[end - 1] != quote:
        return None
    if line.count(quote) != 2 * line.count(between) + 2:
        return None
    cells = line[1 : end - 1].split(between)
    return [*cells, ""] if end < len(line) else cells


def _cells(record: str, delimiter: str, quote: str) -> list[str]:
    """The cells of one record that may run over several lines."""
    lines = record.splitlines(True)
    return next(csv.reader(lines, delimiter=delimiter, quotechar=quote, skipinitialspace=True), [])


def _closing(
    lines: list[str], start: int, delimiter: str, quote: str, width: int, widest: int
) -> int | None:
    """The line in which the quoted cell opened at `start` ends; None when the quote is a slip."""
    for end in range(start + 1, min(len(lines), start + _MOST_LINES_IN_A_CELL)):
        if _open(lines[end], quote):
            inside = lines[start + 1 : end]
            # Whole records inside a "cell" mean the quote was never meant to open one.
            if width > 1 and any(
                len(_one(line, delimiter, quote)) == width
                and line.startswith(quote) >= lines[start].startswith(quote)
                for line in inside
            ):
                return None
            joined = "\n".join(lines[start : end + 1])
            return end if len(_cells(joined, delimiter, quote)) <= max(widest, 2) else None
    return None


def _usual_width(lines: list[str], delimiter: str, quote: str) -> tuple[int, int]:
    """Fields of most records, and of the longest, among lines that leave no quote open."""
    whole = [line for line in lines[:2000] if line.strip() and not _open(line, quote)]
    wrapped = sum(line.startswith(quote) for line in lines[:2000]) * 3 > len(lines[:2000])
    counts = Counter(
        len(_one(line, delimiter, quote))
        for line in whole
        if line.startswith(quote) or not (wrapped and quote in line)
    )
    counts.pop(1, None)
    return (counts.most_common(1)[0][0], max(counts)) if counts else (1, 1)


class _Clean(dict[str, str]):
    """Raw cell -> the same trimmed; equal cells of a file become one text, which saves memory."""

    def __missing__(self, cell: str) -> str:
        text = self[cell] = _clean(cell)
        return text


def _clean(cell: str) -> str:
    """Trim what guards a cell: spaces, tabs, ="…", one pair of stray quotes, a leading ' or `."""
    text = cell.strip(" \t\u00a0\u3000\ufeff")
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    elif len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if text.startswith("'"):
        text = text[1:-1].strip() if len(text) > 1 and text.endswith("'") else text[1:]
    elif text.startswith("`"):
        text = text[1:]
    return text.strip("\t")
