"""The zip package inside XLSX and XLSB, inspected before a library opens it.

Owns: counters against bombs, the bounding box of the cells of each sheet, DOCTYPE. Does not own:
reading cells (workbook).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from dupcharge.errors import ReadError
from dupcharge.loader.readers import ole
from dupcharge.loader.readers.cells import MAX_CELLS, MAX_COLUMNS
from dupcharge.locale import Message

MAX_EXPANDED = 1 << 30
MAX_RATIO = 200
MAX_PARTS = 5_000
_RATIO_FROM = 10 << 20
_CHUNK = 1 << 20
_MAX_SPIN = 10_000_000  # the most rounds that [MS-OFFCRYPTO] allows

# A cell that holds something: `<c r="B7" s="1"/>` is only formatted, and takes no room.
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>(?!</)"""
)
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_NO_VALUE = re.compile(
    rb"</(?:\w+:)?f>\s{0,9}(?:<(?:\w+:)?v\s?/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s{0,9}</(?:\w+:)?c>"
)
_ERROR = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\bt\s*=\s*["']e["']""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"'<>]{1,500})["']""")


def check(data: bytes, kind: str) -> list[Message]:
    """Refuse a package that would not be safe to open; tell what its sheets lack.

    Returns:
        Notes: formulas without a stored value, cells that hold an error.

    Raises:
        ReadError: broken_workbook, workbook_bomb, doctype or sheet_too_wide.
    """
    valueless = errors = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise ReadError("workbook_bomb")
            expanded = 0
            sheets = _sheets(archive, parts)
            for part in parts:
                name = _name(part)
                if part.is_dir() or part.flag_bits & 1:
                    continue
                is_sheet = "/worksheets/" in name or name.rpartition("/")[2] in sheets
                if is_sheet and kind == "xlsb" and name.endswith(".bin"):
                    body = b"".join(_chunks(archive, part))
                    expanded += len(body)
                    _check_binary(body, name)
                    continue
                box = _Box(name) if is_sheet else None
                size = 0
                tail = b""
                for chunk in _chunks(archive, part):
                    if size == 0 and re.search(rb"<!(?:DOCTYPE|ENTITY)", chunk[:65536], re.I):
                        raise ReadError("doctype")
                    size += len(chunk)
                    if expanded + size > MAX_EXPANDED:
                        raise ReadError("workbook_bomb")
                    if box is not None:
                        tail = box.add(tail + chunk)
                if box is not None:
                    box.count(tail)
                    box.check()
                    valueless, errors = valueless + box.valueless, errors + box.errors
                expanded += size
    except ReadError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError, KeyError, OverflowError):  # fmt: skip
        raise ReadError("broken_workbook") from None
    notes = []
    if valueless:
        notes.append(Message("readers.formulas_without_value", {"n": valueless}))
    if errors:
        notes.append(Message("readers.error_cells", {"n": errors}))
    return notes


def check_encryption(data: bytes) -> None:
    """Refuse an encrypted workbook that asks for endless work.

    Raises:
        ReadError: cannot_decrypt, broken_workbook.
    """
    try:
        container = ole.Container(data)
        info = container.streams.get("encryptioninfo", b"")
    except ole.Damaged:
        raise ReadError("broken_workbook") from None
    if not container.is_tree:
        raise ReadError("broken_workbook")
    rounds = [int(found) for found in re.findall(rb'spinCount="(\d{1,20})"', info)]
    if any(count > _MAX_SPIN for count in rounds):
        raise ReadError("cannot_decrypt")


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.replace("\\", "/").lower()


def _sheets(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> set[str]:
    """File names of the parts that the workbook points to: a sheet may be called anything."""
    found: set[str] = set()
    for part in parts:
        if _name(part) in ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels"):
            targets = _TARGET.findall(b"".join(_chunks(archive, part))[: 8 * _CHUNK])
            found.update(t.decode("utf-8", "replace").rpartition("/")[2].lower() for t in targets)
    return found


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > _RATIO_FROM and size > MAX_RATIO * max(part.compress_size, 1):
                raise ReadError("workbook_bomb")
            yield chunk


class _Box:
    """The rectangle that the cells of one sheet span, from its XML in pieces."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = self.cells = self.columns = 0
        self.valueless = self.errors = 0

    def add(self, piece: bytes) -> bytes:
        """Count the cells of a piece; returns the end of it that belongs to the next one."""
        cut = piece.rfind(b"<")
        # A cell with a formula and its value must not be torn between two pieces.
        row = piece.rfind(b"<row", 0, cut)
        cut = row if row > 0 and len(piece) - row < _CHUNK else max(cut, 0)
        piece, rest = piece[:cut], piece[cut:]
        self.count(piece)
        return rest if len(rest) < 2 * _CHUNK else b""

    def count(self, piece: bytes) -> None:
        """Count the cells of whole elements."""
        found = _CELL.findall(piece)
        self.cells += max(len(found), len(_ANY_CELL.findall(piece)))
        for column in {letters.upper() for letters, _ in found}:
            self.columns = max(self.columns, _column(column))
        if found:
            rows = max(int(number) for _, number in found)
            self.rows = max(self.rows, rows)
        self.valueless += len(_NO_VALUE.findall(piece))
        self.errors += len(_ERROR.findall(piece))

    def check(self) -> None:
        area = self.rows * self.columns
        # Cells without a reference follow each other, so there are no more than counted.
        if self.columns > MAX_COLUMNS or area > MAX_CELLS or area > max(4_000_000, 50 * self.cells):
            raise ReadError(
                "sheet_too_wide",
                sheet=self.name.rpartition("/")[2],
                cell=f"{_letters(self.columns)}{self.rows}",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _check_binary(body: bytes, name: str) -> None:
    """The same for a sheet of XLSB: records of (type, length, body) with 7-bit integers."""
    at, end = 0, len(body)
    row = rows = columns = cells = 0
    while at < end:
        kind, at = _packed(body, at, 2)
        length, at = _packed(body, at, 4)
        if at + length > end:
            break
        if kind == 0 and length >= 4:  # BrtRowHdr
            row = int.from_bytes(body[at : at + 4], "little")
        elif 1 <= kind <= 11 and length >= 4:  # cells
            column = int.from_bytes(body[at : at + 4], "little")
            rows, columns, cells = max(rows, row), max(columns, column), cells + 1
        elif kind == 148 and length >= 16:  # BrtWsDim
            top, bottom, left, right = (
                int.from_bytes(body[at + i : at + i + 4], "little") for i in (0, 4, 8, 12)
            )
            if bottom < top or right < left or (bottom - top + 1) * (right - left + 1) > 1 << 34:
                raise ReadError("broken_workbook")
        at += length
    area = (rows + 1) * (columns + 1)
    if columns >= MAX_COLUMNS or area > MAX_CELLS or area > max(4_000_000, 50 * cells):
        cell = f"{_letters(columns + 1)}{rows + 1}"
        raise ReadError("sheet_too_wide", sheet=name.rpartition("/")[2], cell=cell)


def _packed(body: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for index in range(most):
        if at >= len(body):
            return value, at
        byte = body[at]
        at += 1
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            break
    return value, at
