"""Every code that the byte-level readers raise or note has its sentence in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dupcharge.locale import LANGUAGES, room

LOADER = Path(__file__).parents[2] / "dupcharge" / "loader"
SOURCES = [
    *LOADER.glob("readers/*.py"),
    *(LOADER / f"{n}.py" for n in ("source", "sniff", "archive")),
]
TEXT = "\n".join(path.read_text("utf-8") for path in SOURCES)

ERRORS = set(re.findall(r'(?:ReadError|PasswordError)\(\s*"(\w+)"', TEXT))
KINDS = set(re.findall(r'not_a_statement\("(\w+)"', TEXT)) | set(
    re.findall(r'^    \(b"[^\n]*", "(\w+)"\),$', TEXT, re.M)
)
NOTES = set(re.findall(r'Message\(\s*"readers\.(\w+)"', TEXT))


def fields(text: str | tuple[str, str]) -> set[str]:
    whole = "".join(text) if isinstance(text, tuple) else text
    return {name for _, name, _, _ in string.Formatter().parse(whole) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_exist(lang: str) -> None:
    assert len(ERRORS) > 20 and len(KINDS) > 8 and len(NOTES) > 6
    assert ERRORS <= room(lang, "errors").keys()
    wanted = NOTES | {f"{part}_{kind}" for kind in KINDS for part in ("what", "how")}
    assert wanted <= room(lang, "readers").keys()


def test_both_languages_say_the_same_things() -> None:
    for name in ("errors", "readers"):
        en, zh = room("en", name), room("zh", name)
        assert en.keys() == zh.keys()
        assert {k: fields(t) - {"n"} for k, t in en.items()} == {
            k: fields(t) - {"n"} for k, t in zh.items()
        }
