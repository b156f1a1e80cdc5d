"""The written report in one language: a letter, the groups, the annex, as finished text.

`compose` is the only way in. It turns a ReportView (masked values) and a Request into a Dossier;
HTML, PDF and the text to paste lay the same Dossier out, so their words and figures are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dupcharge.reporter.dossier import annex, letter
from dupcharge.reporter.dossier.blocks import sections
from dupcharge.reporter.dossier.context import Context
from dupcharge.reporter.dossier.draft import draft
from dupcharge.reporter.dossier.message import message, short
from dupcharge.reporter.dossier.model import Dossier

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView

__all__ = ["Dossier", "compose"]


def compose(view: ReportView, request: Request, lang: str) -> Dossier:
    """The report of `view` in `lang`, in reading order."""
    about = Context(view, request, lang)
    return Dossier(
        lang=lang,
        kind=about.kind,
        number=about.number,
        product=about.product,
        words=annex.words_of(about),
        letter=letter.letter(about),
        sections=sections(about),
        ticks=annex.ticks(about),
        decided=annex.decided(about),
        changes=annex.changes(about),
        set_aside=annex.set_aside(about),
        extract_title=about.say("extract_title"),
        extract_lead=about.say("extract_lead"),
        extracts=annex.extracts(about),
        sources_title=about.say("sources_title"),
        sources=annex.sources(about),
        repeat=annex.repeat(about),
        method=annex.method(about),
        limits=annex.limits(about),
        deadlines_title=about.say("deadlines_title"),
        deadlines_lead=annex.deadlines_lead(about),
        deadlines=annex.deadlines(about),
        basis=annex.basis(about),
        log_title=about.say("log_title"),
        log=annex.log(about),
        attachments_title=about.say("attachments_title"),
        attachments=annex.attachments(about),
        declaration=annex.declaration(about),
        declaration_sign=annex.signature(about),
        steps=annex.steps(about),
        message=message(about),
        message_short=short(about),
        draft=draft(about) if about.kind == "owed" else None,
    )
