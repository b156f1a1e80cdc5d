"""The JSON documents as bytes: the same for the same document, on every machine.

Owns serialisation only; the fields stand in dupcharge.document.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView

# What a terminal or an editor might obey; JSON has a spelling for it that means the same.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_LONE = re.compile("[\ud800-\udfff]+")


def encode(document: dict[str, Any]) -> bytes:
    """UTF-8, two spaces, unescaped text, one newline at the end."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    text = _STEERING.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
    # Half a character (bytes of a name that are no text) has no UTF-8; show it as what it is.
    text = _LONE.sub(lambda m: visible(m.group()).replace("\\", "\\\\"), text)
    return (text + "\n").encode()


def render(view: ReportView, request: Request) -> bytes:
    """The report document."""
    from dupcharge.document import report_of

    return encode(report_of(view, request.languages))
