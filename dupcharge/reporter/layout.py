"""How text is laid out in a terminal: width of characters, wrapping, restrained colour.

Owns nothing of the meaning; it is used by the reports and by the help of the command line, so
it imports only the standard library and is cheap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WIDE = frozenset("WF")
# What may not begin a line, and what may not end one (the basic rule of Chinese typesetting).
_CLOSING = frozenset("，。、；：？！）》」』】〉”’％%,.;:?!)]}")
_OPENING = frozenset("（《「『【〈“‘([{")


NARROWEST, WIDEST = 40, 100
"""Columns a report is laid out for: below, tables fall apart; above, eyes lose the line."""


def readable(width: int) -> int:
    """`width` of a terminal as a width of text.

    >>> readable(20), readable(80), readable(240)
    (40, 80, 100)
    """
    return max(NARROWEST, min(width, WIDEST))


def cells(text: str) -> int:
    """Columns that `text` takes in a terminal: CJK and emoji two, combining signs none.

    >>> cells("abc"), cells("扣款"), cells("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.east_asian_width(char) in _WIDE:
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def pad(text: str, width: int, align: str = "<") -> str:
    """`text` filled with spaces to `width` cells, "<" or ">" aligned; never cut."""
    gap = " " * (width - cells(text))
    return gap + text if align == ">" else text + gap


def _pieces(text: str) -> list[str]:
    """Smallest parts a line may hold: words, spaces, wide characters with clinging punctuation."""
    parts: list[str] = []
    for part in re.findall(r" +|[^ ]+", text):
        if part.isascii():
            parts.append(part)
            continue
        before = ""
        for char in part:
            clings = char in _CLOSING or before in _OPENING
            narrow = _cell(char) < 2 and _cell(before or "\u4e00") < 2
            if before and (clings or narrow):
                parts[-1] += char
            else:
                parts.append(char)
            before = char
    return parts


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break `text` into lines of at most `width` cells, without ever breaking a word or an id.

    Args:
        text: one paragraph.
        width: cells of a line.
        first: what the first line begins with (counts into the width).
        rest: what the others begin with; spaces as wide as `first` when None.
    """
    rest = " " * cells(first) if rest is None else rest
    out, line, used, empty = [], first, cells(first), True
    for piece in _pieces(text):
        size = cells(piece)
        if not empty and used + size > width and piece[0] != " ":
            out.append(line.rstrip())
            line, used, empty = rest, cells(rest), True
        if empty and piece[0] == " ":
            continue
        line, used, empty = line + piece, used + size, False
    return [*out, line.rstrip()]


class Ink:
    """Restrained styling: plain text where colour is off. Style after padding, never before."""

    __slots__ = ("colour",)

    def __init__(self, colour: bool = False) -> None:
        self.colour = colour

    def _styled(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def strong(self, text: str) -> str:
        """What is read first."""
        return self._styled("1", text)

    def claimed(self, text: str) -> str:
        """Money and lines that are asked back."""
        return self._styled("1;33", text)

    def fine(self, text: str) -> str:
        """What is in order."""
        return self._styled("32", text)

    def quiet(self, text: str) -> str:
        """Where things come from."""
        return self._styled("2", text)

    def caution(self, text: str) -> str:
        """Warnings."""
        return self._styled("33", text)


def listing(
    title: str, pairs: Sequence[tuple[str, str]], width: int, ink: Ink | None = None
) -> str:
    """Names and what they mean, under a title."""
    column = max((cells(name) for name, _ in pairs), default=0)
    out = [ink.strong(title) if ink else title]
    for name, meaning in pairs:
        out += wrap(meaning, width, f"  {pad(name, column)}  ")
    return "\n".join(out)
