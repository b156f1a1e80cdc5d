"""The claim as plain text, to paste into a form or a chat, with a short form below it.

A language takes less than 5,000 characters; with two, both together do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dupcharge.locale import say
from dupcharge.reporter.dossier import compose

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView


def render(view: ReportView, request: Request) -> bytes:
    """UTF-8 with one newline at the end."""
    texts = []
    for lang in request.languages:
        report = compose(view, request, lang)
        texts.append(report.message)
        if report.kind == "owed":
            texts.append(f"{say(lang, 'dossier.short_title')}\n{report.message_short}")
    return ("\n\n".join(texts) + "\n").encode("utf-8", "backslashreplace")
