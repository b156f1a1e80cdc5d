"""The report as Markdown: the same page as the terminal's, with real tables.

Statement text is inert: nothing in it becomes a link, a picture, HTML or a table border.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dupcharge.locale import say
from dupcharge.reporter import words
from dupcharge.reporter.group import facts, heading, lines_of, same_order, sums
from dupcharge.reporter.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dupcharge.reporter import Request
    from dupcharge.reporter.view import GroupView, ReportView

# Emphasis, code, links, pictures, HTML, tables, mathematics, entities; and what would turn a bare
# address into a link.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&@]|:(?=//)|(?<=[Ww]{3})\.)")


def inert(text: str) -> str:
    """Text in which no character means anything to Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", text)


def render(view: ReportView, request: Request) -> bytes:
    """UTF-8, one document per language one after the other."""
    pages = ["\n".join(_page(view, lang)) + "\n" for lang in request.languages]
    return "\n---\n\n".join(pages).encode("utf-8", "backslashreplace")


def _page(view: ReportView, lang: str) -> list[str]:
    page = Page(view, lang)
    out = [f"# {inert(line)}" for line in page.headline()]
    out += ["", inert(page.subject()), "", *(f"- {inert(line)}" for line in page.findings())]
    out += ["", inert(say(lang, "report.next")), ""]
    out += [f"{number}. {inert(step)}" for number, step in enumerate(page.steps(), 1)]
    if view.changes is not None:
        out += ["", f"## {inert(page.say('title_changes'))}", ""]
        out += [f"- {inert(line)}" for line in page.changes() or [page.say("none")]]
    for title, groups in page.sections():
        out += ["", f"## {inert(title)}"]
        for group in groups:
            out += ["", *_group(group, page)]
    for title, lines in page.lists():
        out += ["", f"## {inert(title)}", "", *(f"- {inert(line)}" for line in lines)]
    out += ["", f"## {inert(say(lang, 'report.title_files'))}", ""]
    for line, warnings in page.files():
        out.append(f"- {inert(line)}")
        out += [f"  - {inert(warning)}" for warning in warnings]
    places = page.places()
    closing = [*([places] if places else []), *page.closing(), words.answer(view, lang)]
    for line in closing:
        out += ["", inert(line)]
    return out


def _group(group: GroupView, page: Page) -> list[str]:
    lang, several = page.lang, page.several
    columns, rows = lines_of(group, lang, several=several)
    out = [f"### {group.id}. {inert(heading(group, lang))}", "", inert(sums(group, lang)), ""]
    order = same_order(group, lang)
    if order:
        out += [inert(order), ""]
    out += [
        _row([column.title for column in columns]),
        "|" + "|".join(" ---: " if column.align == ">" else " --- " for column in columns) + "|",
        *(_row(row) for row in rows),
        "",
    ]
    for label, sentences in facts(group, lang, several=several, until=page.until):
        out += [f"- **{inert(label)}** {inert(sentence)}" for sentence in sentences]
    return out


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(inert(cell) for cell in cells) + " |"
