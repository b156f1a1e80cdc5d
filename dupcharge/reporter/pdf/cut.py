"""How much of a long report the PDF prints; the rest stands in the annex charges.csv.

Owns the limits and which groups, lines and quoted rows are kept. Totals are never cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dupcharge.reporter.dossier.annex import LONG
from dupcharge.reporter.dossier.model import Block, Dossier, Section
from dupcharge.reporter.extract import Extract, Quoted
from dupcharge.reporter.view import GroupView, ReportView, Sighting

LINES = 60
"""Charges and refunds that are printed, over all languages of the report."""

PICTURES = 3
"""Groups with a picture where there are more groups than that; the first, which matter most."""

BRIEF = 8
"""More groups than that are printed with what speaks for and against them, and no other facts."""

GAPS = 6
"""Gaps between quoted rows that are named one by one; of more, their sum."""

LETTERS = 16_000
"""Characters of quoted rows: about three pages."""


@dataclass(frozen=True)
class Cut:
    """Lines shown of each group by its id, and what is left out."""

    shown: dict[str, int]
    groups: int
    lines: int

    def block(self, block: Block) -> Block:
        """`block` with the lines that are shown of it."""
        return replace(block, rows=block.rows[: self.shown[block.id]])


def choose(view: ReportView, languages: int = 1) -> Cut:
    """The first groups, whole, up to LINES; of a longer one its first lines."""
    shown: dict[str, int] = {}
    room, groups, lines = LINES // languages, 0, 0
    for group in ordered(view):
        size = len(group.charges) + len(group.refunds)
        kept = size if size <= room else room if not shown else 0
        if not kept:
            room = 0  # what follows is less important: no small group jumps the queue
            groups += 1
        else:
            shown[group.id] = kept
            room -= kept
        lines += size - kept
    return Cut(shown, groups, lines)


def ordered(view: ReportView) -> tuple[GroupView, ...]:
    """Groups in the order of the report."""
    return view.owed + view.given_back + view.to_check


def sections(dossier: Dossier, kept: Cut) -> Iterator[Section]:
    """Sections with what is shown; those with nothing to show are left out."""
    for section in dossier.sections:
        blocks = tuple(kept.block(b) for b in section.blocks if b.id in kept.shown)
        if blocks:
            yield replace(section, blocks=blocks)


def quoted(view: ReportView, kept: Cut, languages: int = 1) -> ReportView:
    """`view` with the quoted rows of the lines that are shown, and no others."""
    spots = set(_spots(view, kept))
    left = LETTERS // languages
    extracts = []
    for extract in view.extracts:
        rows = []
        for row in extract.rows:
            size = sum(min(len(cell), LONG) + 3 for cell in row.cells)
            if (extract.file, row.row) not in spots or size > left:
                continue
            left -= size
            rows.append(row)
        if rows:
            extracts.append(_only(extract, rows))
    return replace(view, extracts=tuple(extracts))


def _spots(view: ReportView, kept: Cut) -> Iterator[tuple[int, int]]:
    for group in ordered(view):
        lines = [(c.at, *c.copies) for c in group.charges] + [(r.at,) for r in group.refunds]
        seen: list[Sighting] = [
            spot for spots in lines[: kept.shown.get(group.id, 0)] for spot in spots
        ]
        yield from ((spot.file, spot.row) for spot in seen)


def _only(extract: Extract, rows: list[Quoted]) -> Extract:
    """The extract with `rows` alone; what is left out joins the gaps."""
    wanted = {row.row for row in rows}
    gaps, gap = [], extract.gaps[0]
    for row, after in zip(extract.rows, extract.gaps[1:], strict=True):
        if row.row in wanted:
            gaps.append(gap)
            gap = after
        else:
            gap += 1 + after
    return replace(extract, rows=tuple(rows), gaps=(*gaps, gap))
