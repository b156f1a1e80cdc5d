"""The written report as PDF/A-3: tagged, selectable, its findings attached, nothing else in it.

Owns what the page setter is given: the Dossier of each language as data (never as markup), the
packaged font and no other, a fixed date. Layout stands in *.typ, limits in `cut`, characters
without a glyph in `glyphs`. Needs typst and noto-cjk-sans-otc, imported only here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from dupcharge.errors import OutputError
from dupcharge.locale import say
from dupcharge.reporter import csv as annex
from dupcharge.reporter import json as findings
from dupcharge.reporter.dossier import compose
from dupcharge.reporter.dossier.context import Context
from dupcharge.reporter.pdf import glyphs
from dupcharge.reporter.pdf.cut import BRIEF, GAPS, PICTURES, Cut, choose, quoted, sections

if TYPE_CHECKING:
    import typst

    from dupcharge.reporter import Request
    from dupcharge.reporter.dossier.model import Dossier, Section
    from dupcharge.reporter.view import ReportView

STANDARDS: tuple[typst.PDFStandard, ...] = ("a-3a", "ua-1")
TEMPLATE = ("base", "columns", "letter", "groups", "sources", "annex", "report")
"""Files of the template, in the order in which they are joined."""

UNDATED = (2000, 1, 1)
"""Date in the metadata where the statement names none; never today: the bytes would change."""

_TRIES = 8


def render(view: ReportView, request: Request) -> bytes:
    """The document.

    Raises:
        OutputError: the page setter does not exist for this computer.
    """
    try:
        import typst

        fonts = _fonts()
    except ImportError as error:
        raise OutputError("pdf_unavailable") from error
    document = _document(view, request)
    attached = findings.render(view, request).decode()
    missing: frozenset[str] = frozenset()
    for _ in range(_TRIES):
        boxes = glyphs.Boxes(missing)
        data = {**boxes.every(document), "notes": boxes.notes}
        try:
            made = typst.compile(
                _template(),
                font_paths=fonts,
                format="pdf",
                sys_inputs={"data": json.dumps(data), "findings": attached},
                pdf_standards=list(STANDARDS),
            )
        except typst.TypstError as error:
            found = glyphs.named(error.message) - missing
            if not found:
                raise
            missing |= found  # the font's map promised it, shaping could not keep it
        else:
            assert isinstance(made, bytes)
            return made
    raise AssertionError(missing)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[glyphs.font().parent, glyphs.letters().parent],
    )


@cache
def _template() -> bytes:
    from importlib.resources import files

    folder = files("dupcharge.reporter.pdf")
    return b"\n".join((folder / f"{name}.typ").read_bytes() for name in TEMPLATE)


def _document(view: ReportView, request: Request) -> dict[str, Any]:
    """All that the template lays out: texts, numbers, booleans."""
    kept = choose(view, len(request.languages))
    shown = quoted(view, kept, len(request.languages))
    dossiers = [compose(shown, request, lang) for lang in request.languages]
    about = Context(view, request, request.languages[0])
    day = about.date or about.last_day
    annexed = hashlib.sha256(annex.render(view, request)).hexdigest() if kept.lines else None
    return {
        "paper": "us-letter" if request.jurisdiction == "us" else "a4",
        "date": [day.year, day.month, day.day] if day else UNDATED,
        "parts": [_part(shown, dossier, kept, annexed) for dossier in dossiers],
    }


def _part(view: ReportView, dossier: Dossier, kept: Cut, annexed: str | None) -> dict[str, Any]:
    """One language: the Dossier, cut to its printed size, and the words for the PDF alone."""
    lang = dossier.lang
    # What is for the user, or for other media, stays out.
    unused = ("steps", "message", "message_short", "draft")
    part = {name: value for name, value in asdict(dossier).items() if name not in unused}
    part["sections"] = [_section(section, kept, lang) for section in sections(dossier, kept)]
    for extract, rows in zip(part["extracts"], view.extracts, strict=True):
        many = sum(map(bool, rows.gaps)) > GAPS
        left_out = say(lang, "dossier.omitted", n=sum(rows.gaps))
        extract["gaps-at-end"] = left_out if many else None
    part["rest"] = None
    if annexed:
        said = [say(lang, "pdf.rest_lines", n=kept.lines)]
        said += [say(lang, "pdf.rest_groups", n=kept.groups)] if kept.groups else []
        said.append(say(lang, "pdf.rest_annex"))
        part["rest"] = {"text": ("" if lang == "zh" else " ").join(said), "sha256": annexed}
    part["glyphs"] = say(lang, "pdf.glyphs")
    part["attached"] = say(lang, "pdf.attached")
    return part


def _section(section: Section, kept: Cut, lang: str) -> dict[str, Any]:
    """A section: its note once, pictures of the first groups, few facts where groups are many."""
    notes = {block.note for block in section.blocks}
    many = len(kept.shown)
    made = asdict(section)
    made["note"] = notes.pop() if len(notes) == 1 and len(section.blocks) > 1 else None
    for block in made["blocks"]:
        if made["note"]:
            block["note"] = None
        if many > PICTURES and list(kept.shown).index(block["id"]) >= PICTURES:
            block["timeline"] = None
        if many > BRIEF:
            block["facts"] = [fact for fact in block["facts"] if _argues(fact, lang)]
    return made


def _argues(fact: dict[str, str], lang: str) -> bool:
    """Whether a fact speaks for or against a group; the rest can be read in its table."""
    labels = {say(lang, f"dossier.fact_{name}") for name in ("reason", "doubt", "copies")}
    return fact["label"] in labels and fact["value"] != say(lang, "dossier.no_doubt")
