"""Text of files that say their own encoding: XML, HTML, OFX.

Owns: weighing the declaration against the bytes. Does not own: guessing the encoding of a file
that declares none (readers.encoding).
"""

from __future__ import annotations

import codecs
import re

from dupcharge.loader import sniff
from dupcharge.loader.readers import encoding

_XML = re.compile(rb"""\A\s*<\?(?:xml|OFX)\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""", re.I)
_META = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.I)

# A page or bank that says one of these means the superset that its programs really write.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and encoding of `data`.

    A byte order mark, the NULs of UTF-16 and valid UTF-8 are stronger than the declaration (banks
    declare Windows-1252 and write UTF-8). A declaration that does not fit is as good as none.

    >>> decode("a é".encode("cp1252"), "windows-1252")
    ('a é', 'cp1252')
    """
    wide = sniff.wide(data[: sniff.HEAD])
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff"), wide
    codec = known(declared)
    escaping = codec is not None and codec.startswith(("iso2022", "hz", "utf-7"))
    for name in (codec, "utf-8-sig") if escaping else ("utf-8-sig", codec):
        try:
            if name:
                return data.decode(name).removeprefix("\ufeff"), name.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    guessed = encoding.decode(data)
    return guessed.text, guessed.encoding


def in_xml(data: bytes) -> str | None:
    """The encoding an XML or OFX 2 declaration names, as written."""
    found = _XML.search(data[:1024])
    return found.group(1).decode("ascii") if found else None


def in_html(data: bytes) -> str | None:
    """The encoding a page's own `meta` names, as written."""
    found = _META.search(data[:8192])
    return found.group(1).decode("ascii") if found else in_xml(data)


def known(name: str | None) -> str | None:
    """Python's name of a text encoding (its superset in practice); None for an unknown name."""
    if not name:
        return None
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    if not getattr(info, "_is_text_encoding", True):  # "hex", "zlib" are codecs, not encodings
        return None
    return _SUPERSETS.get(info.name, info.name)
