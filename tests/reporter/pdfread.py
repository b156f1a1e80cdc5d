"""Reads back what typst writes into a PDF, so that tests need no other program.

Owns just enough of PDF 1.7 (ISO 32000-1): the cross-reference table, streams, ToUnicode maps, the
text operators in the order of the page, and attachments. It does not read other programs' files.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cached_property

_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# Brackets in a string stand as they are where they pair up; deeper than three has not been seen.
_PLAIN = rb"[^\\()]|\\."
_ONCE = rb"\((?:" + _PLAIN + rb")*\)"
_TWICE = rb"\((?:" + _PLAIN + rb"|" + _ONCE + rb")*\)"
_STRING = rb"\((?:" + _PLAIN + rb"|" + _TWICE + rb")*\)"
_HEX = rb"<[0-9A-Fa-f\s]*>"
_SHOWN = re.compile(
    rb"/(\w+) ([\d.]+) Tf|/ActualText(" + _STRING + b"|" + _HEX + rb")"
    rb"|(" + _STRING + b"|" + _HEX + rb")|\b(EMC)\b",
    re.S,
)


class Pdf:
    """One document: `pages` are the texts of its pages, run together in reading order."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        start = int(content[content.rindex(b"startxref") + 9 :].split()[0])
        table = re.compile(rb"(\d{10}) \d{5} ([nf])\r?\s").findall(content, start)
        self._at = {n: int(at) for n, (at, kind) in enumerate(table) if kind == b"n"}

    def head(self, number: int) -> bytes:
        """The dictionary of an object, as it is written."""
        found = re.compile(rb"\d+ 0 obj\s(.*?)(?:\nstream\r?\n|\nendobj)", re.S).match(
            self.content, self._at[number]
        )
        assert found, number
        return found[1]

    def stream(self, number: int) -> bytes:
        """The decoded stream of an object."""
        head = self.head(number)
        begin = self.content.index(b"stream", self._at[number] + len(head)) + 7
        data = self.content[begin : begin + int(re.search(rb"/Length (\d+)", head)[1])]
        return zlib.decompress(data) if b"FlateDecode" in head else data

    def find(self, word: bytes) -> list[int]:
        """Objects whose dictionary holds `word`."""
        return [number for number in self._at if word in self.head(number)]

    @cached_property
    def catalog(self) -> bytes:
        """The root of the document."""
        (number,) = self.find(b"/Type/Catalog")
        return self.head(number)

    @cached_property
    def metadata(self) -> str:
        """The XMP packet."""
        return self.stream(int(re.search(rb"/Metadata (\d+)", self.catalog)[1])).decode()

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """Embedded files by name."""
        return {
            re.search(rb"/F\((.*?)\)", self.head(number))[1].decode(): self.stream(
                int(re.search(rb"/EF<<.*?/F (\d+)", self.head(number))[1])
            )
            for number in self.find(b"/Type/Filespec")
        }

    @cached_property
    def runs(self) -> list[list[tuple[float, str]]]:
        """Size and text of what each page shows; pictures are not looked into."""
        tree = self.head(int(re.search(rb"/Pages (\d+)", self.catalog)[1]))
        kids = re.findall(rb"(\d+) 0 R", re.search(rb"/Kids\[(.*?)\]", tree)[1])
        return [list(self._runs(int(number))) for number in kids]

    @property
    def pages(self) -> list[str]:
        """Text of each page."""
        return ["".join(text for _, text in runs) for runs in self.runs]

    @property
    def text(self) -> str:
        """Text of all pages."""
        return "".join(self.pages)

    def fonts(self) -> list[bytes]:
        """Base names of all fonts, as composite fonts have them."""
        heads = [self.head(number) for number in self.find(b"/Type0")]
        return sorted(re.search(rb"/BaseFont/([^/]+)", head)[1] for head in heads)

    def _runs(self, page: int) -> Iterator[tuple[float, str]]:
        head = self.head(page)
        resources = self.head(int(re.search(rb"/Resources (\d+)", head)[1]))
        named = re.search(rb"/Font<<(.*?)>>", resources)
        fonts = {
            name: self._map(int(number))
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", named[1] if named else b"")
        }
        content = self.stream(int(re.search(rb"/Contents (\d+)", head)[1]))
        for block in re.findall(rb"\bBT\b(.*?)\bET\b", content, re.S):
            known, size, text, told = {}, 0.0, "", False
            for font, points, instead, string, end in _SHOWN.findall(block):
                if font:
                    known, size = fonts[font], float(points)
                elif instead:  # what the next glyphs stand for, where they do not tell
                    plain = _bytes(instead)
                    text += plain.decode("utf-16" if plain[:2] == b"\xfe\xff" else "latin-1")
                    told = True
                elif end:
                    told = False
                elif not told:
                    codes = _bytes(string)
                    text += "".join(known[codes[i : i + 2]] for i in range(0, len(codes), 2))
            yield size, text

    def _map(self, font: int) -> dict[bytes, str]:
        table = self.stream(int(re.search(rb"/ToUnicode (\d+)", self.head(font))[1])).decode()
        found = {}
        for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
                found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
        assert "beginbfrange" not in table
        return found


def _bytes(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return re.sub(
        rb"\\(?:([0-7]{1,3})|(.))",
        lambda m: bytes([int(m[1], 8)]) if m[1] else _ESCAPES.get(m[2], m[2]),
        string[1:-1],
        flags=re.S,
    )
