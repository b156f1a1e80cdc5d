"""Words that only the PDF needs, in English: what is attached, what is left out, missing glyphs."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    "glyphs": "Not in the font of this document, shown as a box:",
    "attached": "This file carries its own findings as data: report.json, among the attachments of the PDF.",
    "rest_lines": (
        "1 more line is not printed here.",
        "{n} more lines are not printed here.",
    ),
    "rest_groups": (
        "1 group is left out altogether.",
        "{n} groups are left out altogether.",
    ),
    "rest_annex": "All lines are in the annex charges.csv; the sums on the first page include them. The command under Sources makes that file with -o charges.csv; its SHA-256 is",
}
