"""The terminal report as a plain text file: 80 columns, no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dupcharge.reporter import terminal
from dupcharge.reporter.layout import Ink

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView

WIDTH = 80


def render(view: ReportView, request: Request) -> bytes:
    """UTF-8 with one newline at the end."""
    return terminal.render(view, request.languages, WIDTH, Ink()).encode(
        "utf-8", "backslashreplace"
    )
