"""The report of a scan for a terminal or a text file: the answer first, then every group.

Owns lines, marks and emphasis: summary and what to do next, groups, what was set aside, how the
files were read, and the answer again as the last line. Does not own the sentences (page) or the
decision on colour and width (command line).
"""

from __future__ import annotations

from collections.abc import Sequence

from dupcharge.reporter import group, words
from dupcharge.reporter.layout import Ink, cells, readable, wrap
from dupcharge.reporter.page import Page
from dupcharge.reporter.tables import table
from dupcharge.reporter.view import ReportView


def render(view: ReportView, languages: Sequence[str], width: int, ink: Ink) -> str:
    """The whole report, ending in a newline; one after the other where two languages are asked."""
    width = readable(width)
    pages = ["\n".join(_lines(Page(view, lang), width, ink)) + "\n" for lang in languages]
    return ("\n" + "=" * width + "\n\n").join(pages)


def _lines(page: Page, width: int, ink: Ink) -> list[str]:
    out = [*_summary(page, width, ink), ""]
    if page.view.changes is not None:
        lines = page.changes() or [page.say("none")]
        out += [*_title(page.say("title_changes"), ink), *_bullets(lines, width), ""]
    for title, groups in page.sections():
        out += _title(title, ink)
        for item in groups:
            out += group.block(item, page.lang, width, ink, several=page.several, until=page.until)
            out.append("")
    for title, lines in page.lists():
        out += [*_title(title, ink), *_bullets(lines, width), ""]
    out += _title(page.say("title_files"), ink)
    for line, warnings in page.files():
        out += wrap(line, width, "", "   " if page.several else "")
        for warning in warnings:
            out += [ink.caution(part) for part in wrap(warning, width, "   ! ")]
    places = page.places()
    if places:
        out += wrap(places, width)
    out.append("")
    for line in page.closing():
        out += wrap(line, width)
    return [*out, "", ink.strong(words.answer(page.view, page.lang))]


def _title(text: str, ink: Ink) -> list[str]:
    """A heading that is one without colour, too."""
    return [ink.strong(text), "-" * cells(text)]


def _bullets(lines: Sequence[str], width: int) -> list[str]:
    return [part for line in lines for part in wrap(line, width, "- ")]


def _summary(page: Page, width: int, ink: Ink) -> list[str]:
    """What a reader sees first: how much, how sure, what next."""
    styles = {"owed": ink.claimed, "clean": ink.fine, "empty": ink.caution}
    style = styles.get(page.kind(), ink.strong)
    out = [ink.quiet(line) for line in wrap(page.subject(), width)] + [""]
    for line in page.headline():
        out += [style(part) for part in wrap(line, width)]
    for line in page.findings():
        out += wrap(line, width)
    digest = page.digest()
    if digest:
        out += ["", *table(*digest, width)]
    out += ["", page.say("next")]
    for number, step in enumerate(page.steps(), 1):
        out += wrap(step, width, f"{number}. ")
    return out
