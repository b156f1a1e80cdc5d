"""Which characters the report's font can draw, read from the font itself; the rest as boxes.

Owns the character map of the packaged collection and what stands for a character that is not in
it. A missing character is never dropped: a box holds its place, a footnote names its code point.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from typing import Any

FACE = "NotoSansCJKsc-Regular"
"""PostScript name of the face whose map counts; the fixed-width face of the file has the same."""

LETTERS = "\u0020-\u00b6\u00b8-\u052f\u1e00-\u1fff\u20a0-\u20cf\u2116"
"""Characters that are set in the face for Latin, Greek and Cyrillic (base.typ names the same)."""

BOX = "\u25a1"
OPEN, CLOSE = "\ue000", "\ue001"
"""Around the number of a footnote. The font has neither, so no statement can bring its own."""

# The typesetter sets these without a glyph: spaces by width, marks that have no shape at all.
_SHAPELESS = frozenset(
    "\t\n\xa0\xad\u034f\u115f\u1160\u2011\u202f\u205f\u3164\uffa0"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
_JOINERS = frozenset("\u200c\u200d" + "".join(map(chr, range(0xFE00, 0xFE10))))


@cache
def font() -> Path:
    """The packaged font collection.

    Raises:
        ImportError: the package is not installed.
    """
    from noto_cjk_sans_otc import FONT_PATH

    return Path(str(FONT_PATH))


@cache
def letters() -> Path:
    """The packaged font for Latin, Greek and Cyrillic letters.

    Raises:
        ImportError: the package is not installed.
    """
    import fontpkg_source_sans_3

    return Path(str(fontpkg_source_sans_3.ROOT)) / "files" / "SourceSans3[wght].ttf"


@cache
def drawable() -> frozenset[int]:
    """Code points that one of the faces has a glyph for (OpenType `cmap`, format 12)."""
    data = letters().read_bytes()
    own = re.compile(f"[{LETTERS}]")
    small = {c for c in _map(data, _tables(data, 0)[b"cmap"][0]) if own.match(chr(c))}
    return frozenset(small | _collection())


def _collection() -> set[int]:
    """Code points of the face of the collection."""
    data = font().read_bytes()
    faces: int
    tag, _, faces = struct.unpack_from(">4sII", data)
    starts = struct.unpack_from(f">{faces}I", data, 12) if tag == b"ttcf" else (0,)
    for start in starts:
        tables = _tables(data, start)
        if FACE.encode() in _names(data, *tables[b"name"]):
            return _map(data, tables[b"cmap"][0])
    raise LookupError(FACE)


def _tables(data: bytes, start: int) -> dict[bytes, tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4s4xII", data, start + 12 + 16 * i) for i in range(count))
    return {tag: (offset, length) for tag, offset, length in records}


def _names(data: bytes, offset: int, length: int) -> bytes:
    """The texts of the `name` table, run together; UTF-16 shortened to ASCII."""
    return data[offset : offset + length].replace(b"\0", b"")


def _map(data: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for at in range(count):
        (offset,) = struct.unpack_from(">4xI", data, start + 4 + 8 * at)
        table = start + offset
        if struct.unpack_from(">H", data, table)[0] != 12:
            continue
        (groups,) = struct.unpack_from(">I", data, table + 12)
        for group in range(groups):
            first, last = struct.unpack_from(">II", data, table + 16 + 12 * group)
            found.update(range(first, last + 1))
    return found


class Boxes:
    """Replaces runs of characters without a glyph; equal runs share a footnote.

    Args:
        more: characters that turned out to be missing only when the page was set.
    """

    def __init__(self, more: frozenset[str] = frozenset()) -> None:
        self.notes: list[str] = []
        self._numbers: dict[str, int] = {}
        self._have, self._more = drawable(), more

    def text(self, text: str) -> str:
        """`text` with a box for each missing character and the footnote's number after each run."""
        if text.isascii() and not self._more:
            return text
        kinds = "".join("x" if self._missing(char) else "." for char in text)
        out, at = [], 0
        for run in re.finditer("x+", kinds):
            if run.start() < at:
                continue
            end = run.end()
            # Words of one script belong together: a space between two of them is part of the run.
            while text[end : end + 1] == " " and kinds[end + 1 : end + 2] == "x":
                end += 1 + len(kinds[end + 1 :]) - len(kinds[end + 1 :].lstrip("x"))
            out += [text[at : run.start()], self._box(text[run.start() : end])]
            at = end
        return "".join([*out, text[at:]])

    def every(self, value: Any) -> Any:
        """The same for every text in nested dicts and sequences; names of keys stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.every(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.every(item) for item in value]
        return value

    def _missing(self, char: str) -> bool:
        if char in self._more:
            return True
        return ord(char) not in self._have and char not in _SHAPELESS

    def _box(self, run: str) -> str:
        number = self._numbers.get(run)
        if number is None:
            number = self._numbers[run] = len(self.notes) + 1
            self.notes.append(" ".join(f"U+{ord(char):04X}" for char in run))
        boxes = "".join(" " if char == " " else BOX for char in run if char not in _JOINERS)
        return f"{boxes or BOX}{OPEN}{number}{CLOSE}"


_MARKS = frozenset(map(chr, [*range(0x300, 0x370), *range(0x1AB0, 0x1B00)]))
_NAMED = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.S)
_SPELLED = re.compile(r"\\u\{([0-9a-f]+)\}")


def named(error: str) -> frozenset[str]:
    """Characters that an error of the typesetter says it has no glyph for; empty: not that error.

    A mark over a letter is what is missing there, not the letter.
    """
    found = _NAMED.search(error)
    if found is None:
        return frozenset()
    text = _SPELLED.sub(lambda m: chr(int(m[1], 16)), found[1])
    known = frozenset(char for char in text if not (char.isascii() and char.isalnum()))
    return known or _MARKS
