"""The OLE container of `.xls` files: what is inside, and whether it is safe to open.

A small reader of our own: libraries follow the container's tables wherever they point, also in
circles and to gigabytes that are not there. Owns: streams, and the checks that keep a forged file
from harm. Does not own: reading cells (workbook).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dupcharge.errors import ReadError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST = 0xFFFFFFFA  # from here on a sector number is a mark: end of chain, free, …
_NONE = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5

_BOF, _EOF, _FILEPASS, _SST, _DIMENSIONS = 0x0809, 0x0A, 0x2F, 0xFC, 0x200
_ONE_CELL = {0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x00D6, 0x0002, 0x0003, 0x0004}
_MANY_CELLS = 0xBD  # MULRK


class Damaged(Exception):
    """The container's tables do not hold together."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    links: tuple[int, int, int]
    start: int
    size: int


class Container:
    """The streams of an OLE file by name.

    Raises:
        Damaged: a table points outside the file, in a circle, or to a place used already.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise Damaged
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Damaged
        self.sector = 512 if shift == 9 else 4096
        self.room = len(data) // self.sector + 1
        fats, first_directory, _, cutoff, first_mini, minis, first_more, mores = struct.unpack_from(
            "<IIIIIIII", data, 44
        )
        if max(fats, minis, mores) > self.room:
            raise Damaged
        self.cutoff = cutoff
        self.used = bytearray(self.room)
        self.fat = self._table(self._fat_sectors(first_more))
        self.directory = list(self._entries(self._chain(first_directory)))
        self.mini_fat = self._table(self._chain(first_mini)) if minis else array("I")
        if not self.directory or self.directory[0].kind != _ROOT:
            raise Damaged

    @cached_property
    def streams(self) -> dict[str, bytes]:
        """Contents by lower-case name."""
        root = self.directory[0]
        mini = self._read(self._chain(root.start))[: root.size] if root.size else b""
        mini_used = bytearray(len(mini) // 64 + 1)
        found: dict[str, bytes] = {}
        for entry in self.directory[1:]:
            if entry.kind != _STREAM or not entry.size:
                continue
            if entry.size >= self.cutoff:
                body = self._read(self._chain(entry.start))
            else:
                body = self._mini(entry.start, mini, mini_used)
            found.setdefault(entry.name.lower(), body[: entry.size])
        return found

    @property
    def is_tree(self) -> bool:
        """Whether each entry is pointed to once at most, as libraries take for granted."""
        links = [link for e in self.directory if e.kind for link in e.links if link != _NONE]
        return len(set(links)) == len(links) and all(n < len(self.directory) for n in links)

    def _at(self, number: int) -> int:
        if number + 1 >= self.room:
            raise Damaged
        return (number + 1) * self.sector

    def _fat_sectors(self, more: int) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        width = self.sector // 4 - 1
        steps = 0
        while more < _LAST:
            steps += 1
            at = self._at(more)
            if steps > self.room or at + self.sector > len(self.data):
                raise Damaged
            *these, more = struct.unpack_from(f"<{width + 1}I", self.data, at)
            numbers += these
        return [number for number in numbers if number < _LAST]

    def _table(self, sectors: list[int]) -> array[int]:
        table = array("I")
        table.frombytes(self._whole(sectors))
        return table

    def _whole(self, sectors: list[int]) -> bytes:
        """Sectors of the container's own tables; a file that ends within one is cut off."""
        body = self._read(sectors)
        if len(body) != len(sectors) * self.sector:
            raise Damaged
        return body

    def _read(self, sectors: list[int]) -> bytes:
        return b"".join(self.data[self._at(n) : self._at(n) + self.sector] for n in sectors)

    def _chain(self, number: int) -> list[int]:
        chain = []
        while number < _LAST:
            if number >= len(self.fat) or number >= self.room or self.used[number]:
                raise Damaged
            self.used[number] = 1
            chain.append(number)
            number = self.fat[number]
        return chain

    def _mini(self, number: int, mini: bytes, used: bytearray) -> bytes:
        pieces = []
        while number < _LAST:
            if number >= len(self.mini_fat) or number >= len(used) or used[number]:
                raise Damaged
            used[number] = 1
            pieces.append(mini[number * 64 : number * 64 + 64])
            number = self.mini_fat[number]
        return b"".join(pieces)

    def _entries(self, sectors: list[int]) -> Iterator[_Entry]:
        body = self._whole(sectors)
        for at in range(0, len(body), 128):
            length = min(struct.unpack_from("<H", body, at + 64)[0], 64)
            name = body[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            left, right, child = struct.unpack_from("<III", body, at + 68)
            start, size = struct.unpack_from("<II", body, at + 116)
            kind = body[at + 66]
            if kind in (_STREAM, _ROOT) and size > len(self.data):
                raise Damaged
            yield _Entry(name, kind, (left, right, child), start, size)


def stream_names(data: bytes) -> set[str]:
    """Lower-case names of all streams and storages; empty when the container is damaged."""
    try:
        return {entry.name.lower() for entry in Container(data).directory if entry.kind}
    except Damaged:
        return set()


def stream(data: bytes, *names: str) -> bytes | None:
    """Bytes of the first stream with one of these names, else None."""
    try:
        streams = Container(data).streams
    except Damaged:
        return None
    return next((streams[n.lower()] for n in names if n.lower() in streams), None)


def is_locked_biff(data: bytes) -> bool:
    """Whether the workbook stream is encrypted (a FILEPASS record near its start)."""
    book = stream(data, "Workbook", "Book") or b""
    for index, (kind, _, _) in enumerate(records(book)):
        if kind == _FILEPASS:
            return True
        if index > 20 or kind == _EOF:
            break
    return False


def records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """(record type, offset of its body, length) of a BIFF stream, up to its end or first damage."""
    at, end = 0, len(book)
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= end:
        kind, length = unpack(book, at)
        if at + 4 + length > end:
            return
        yield kind, at + 4, length
        at += 4 + length


def check_biff(data: bytes, max_cells: int, max_columns: int) -> None:
    """Refuse an `.xls` whose tables promise far more than it holds.

    Raises:
        ReadError: broken_workbook or sheet_too_wide.
    """
    book = stream(data, "Workbook", "Book")
    if not book:
        raise ReadError("broken_workbook")
    rows = columns = cells = 0
    pair = struct.Struct("<HH").unpack_from
    for kind, at, length in records(book):
        if kind in _ONE_CELL and length >= 4:
            row, column = pair(book, at)
            rows, columns, cells = max(rows, row), max(columns, column), cells + 1
        elif kind == _MANY_CELLS and length >= 6:
            row, _ = pair(book, at)
            column = struct.unpack_from("<H", book, at + length - 2)[0]
            rows, columns, cells = max(rows, row), max(columns, column), cells + length // 6
        elif kind == _BOF:
            _check_area(rows, columns, cells, max_cells, max_columns)
            rows = columns = cells = 0
        elif kind == _DIMENSIONS and length in (10, 14):
            layout = "<IIHH" if length == 14 else "<HHHH"
            top, bottom, left, right = struct.unpack_from(layout, book, at)
            if top > bottom or left > right or (bottom - top) * (right - left) > max_cells:
                raise ReadError("broken_workbook")
        elif kind == _SST and length >= 8 and struct.unpack_from("<I", book, at + 4)[0] > len(book):
            raise ReadError("broken_workbook")
    _check_area(rows, columns, cells, max_cells, max_columns)


def _check_area(rows: int, columns: int, cells: int, max_cells: int, max_columns: int) -> None:
    area = (rows + 1) * (columns + 1)
    if columns >= max_columns or area > min(max_cells, max(max_cells // 10, 50 * cells)):
        raise ReadError("sheet_too_wide", sheet="", cell=f"R{rows + 1}C{columns + 1}")
