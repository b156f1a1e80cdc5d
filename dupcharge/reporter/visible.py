"""Text of a statement made safe to look at: no character may steer a terminal or hide itself.

Owns the replacement of control, bidirectional and invisible characters, and the cut of cells
that are too long for a page. Does not own masking of private data (dupcharge.masking).
"""

from __future__ import annotations

import re

# C0, DEL, C1, soft hyphen, bidi controls, zero width space and joiners of words, line and
# paragraph separators, byte order mark, interlinear and tag characters, what is no character, lone
# surrogates.
# U+200C and U+200D stay: Persian and emoji are spelled with them.
_INVISIBLE = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)
_ONE = re.compile(f"[{_INVISIBLE}]")
_BREAKS = re.compile("[\r\n\u2028\u2029]+")

NEWLINE = "\u23ce"  # the sign of the Return key
"""What stands for line breaks inside a cell, so that no cell can forge a line."""


def _escape(match: re.Match[str]) -> str:
    number = ord(match.group())
    if 0xDC80 <= number <= 0xDCFF:  # a byte that is no text, from a file name
        return f"\\x{number - 0xDC00:02x}"
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def visible(text: str, limit: int | None = None) -> str:
    r"""`text` on one line with every steering or invisible character spelled out.

    Args:
        text: a cell, a name, anything that came from outside.
        limit: characters kept; the rest is replaced by its number.

    >>> visible("Shop\x1b[31m"), visible("a\r\nb"), visible("x" * 9, limit=4)
    ('Shop\\x1b[31m', 'a\u23ceb', 'xxxx\u2026(+5)')
    """
    kept = text if limit is None else text[:limit]  # cut first: cells may be huge
    if not (kept.isascii() and kept.isprintable()):
        kept = _ONE.sub(_escape, _BREAKS.sub(NEWLINE, kept).replace("\t", " "))
    cut = 0 if limit is None else len(text) - limit
    return f"{kept}\u2026(+{cut})" if cut > 0 else kept


def lines(text: str) -> str:
    """Like `visible`, for text of our own in which line breaks are meant."""
    return "\n".join(visible(line) for line in text.split("\n"))
