"""Findings become text or bytes: one renderer per kind of file, found by its suffix.

Owns which kinds exist. Renderers are pure: a ReportView and a Request in, bytes out; only the
command line opens files. Nothing is imported here, so the list of suffixes is cheap.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dupcharge.reporter.view import ReportView

RENDERERS = {
    ".json": "dupcharge.reporter.json",
    ".txt": "dupcharge.reporter.text",
    ".md": "dupcharge.reporter.markdown",
    ".csv": "dupcharge.reporter.csv",
    ".html": "dupcharge.reporter.html",
    ".pdf": "dupcharge.reporter.pdf",
    ".xlsx": "dupcharge.reporter.xlsx",
}
"""Suffix -> module with `render(view, request) -> bytes`. A new kind is one module and one line."""


@dataclass(frozen=True)
class Request:
    """How a report is wanted, beside its kind.

    `languages`: one, or two for a bilingual report. `route`, `jurisdiction` and `legal_basis`
    are for the written report that is handed in; kinds without a letter ignore them. `command`
    makes the same report again.
    """

    languages: tuple[str, ...]
    route: str | None = None
    jurisdiction: str | None = None
    legal_basis: bool = False
    command: str | None = None


def render(suffix: str, view: ReportView, request: Request) -> bytes:
    """The report `view` as a file of the kind that `suffix` names."""
    content: bytes = importlib.import_module(RENDERERS[suffix]).render(view, request)
    return content
