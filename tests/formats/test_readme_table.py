"""The README's table of formats is made from the format files; --update-golden rewrites it."""

import re
from pathlib import Path

from dupcharge.loader.formats import all_formats

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=<!-- formats -->\n).*?(?=<!-- /formats -->)", re.S)


def table() -> str:
    lines = ["| statement | 账单 | kind | country | id |", "|---|---|---|---|---|"]
    lines += [
        f"| {f.title['en']} | {f.title['zh']} | {f.kind} | {f.country} | `{f.id}` |"
        for f in sorted(all_formats(), key=lambda f: (f.country != "CN", f.country, f.id))
    ]
    return "\n".join(lines) + "\n"


def test_readme_lists_every_format(update_golden):
    text = README.read_text("utf-8")
    if update_golden:
        README.write_bytes(BLOCK.sub(lambda _: table(), text).encode("utf-8"))
    else:
        assert BLOCK.findall(text) == [table()]
