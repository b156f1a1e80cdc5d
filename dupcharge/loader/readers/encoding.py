"""Which encoding a text file is in: BOM, NUL pattern, strict UTF-8, then a scored choice.

Method: only the distinct non-ASCII fields are judged (one Chinese row must not drown in ASCII
ones); each code page that can decode them is scored by how plausible the letters are together
and by known header words; chardet has a vote. "It decodes" is never enough: GB18030 decodes
nearly everything.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dupcharge.errors import ReadError
from dupcharge.loader.headers import is_header_word
from dupcharge.loader.readers.plausible import PAGES, is_even, plausible
from dupcharge.locale import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What chardet calls them -> the code page read here.
_CHARDET_NAMES = {
    alias: name
    for name, aliases in {
        "gb18030": "gb2312 gbk gb18030",
        "cp950": "big5 cp950 big5hkscs",
        "cp932": "cp932 shift_jis shift-jis windows-31j",
        "cp949": "cp949 euc-kr uhc",
        "euc_jp": "euc-jp",
        "cp1250": "windows-1250 iso-8859-2",
        "cp1251": "windows-1251",
        "cp1252": "windows-1252 iso-8859-1 iso-8859-15",
        "cp1253": "windows-1253 iso-8859-7",
        "cp1254": "windows-1254 iso-8859-9",
        "cp1255": "windows-1255 iso-8859-8",
        "cp1256": "windows-1256",
        "cp1257": "windows-1257 iso-8859-13",
        "cp874": "tis-620 cp874 windows-874",
        "koi8_r": "koi8-r",
    }.items()
    for alias in aliases.split()
}
_FIELD_ENDS = bytes.maketrans(b',;"\r', b"\n\n\n\n")
_BONUS = 0.5  # for known header words
_VOTE = 0.3  # of chardet
_CLOSE = 0.2  # so near to each other two readings are both shown


@dataclass(frozen=True)
class Decoded:
    """The text of a file, the encoding it was read in, and how sure that is."""

    text: str
    encoding: str
    certain: bool
    notes: tuple[Message, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Text of `data`; `encoding` overrides the choice.

    Raises:
        ReadError: the encoding asked for is unknown or does not fit; or none does.
    """
    if encoding is not None:
        try:
            return Decoded(data.decode(encoding).lstrip("\ufeff"), encoding, True)
        except LookupError:
            raise ReadError("unknown_encoding", encoding=encoding) from None
        except UnicodeError as error:
            at = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
            raise ReadError("encoding_misfit", line=at, encoding=encoding) from None
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with(data, name)
    if wide := _utf16_without_bom(data):
        return _with(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 and error.end >= len(data):
            text = data[: error.start].decode("utf-8")  # cut off inside the last character
            return Decoded(text, "utf-8", True, (Message("loader.cut_off"),))
    if mixed := _mixed_utf8(data):
        return mixed
    return _scored(data)


def _with(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name).lstrip("\ufeff"), name, True)
    except UnicodeError:
        text = data.decode(name, "replace").lstrip("\ufeff")
        bad = text.count("\ufffd")
        return Decoded(
            text, name, False, (Message("loader.bad_characters", {"n": bad, "encoding": name}),)
        )


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 8 or head.count(0) < len(head) // 5:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 3 * even else "utf-16-be" if even > 3 * odd else None


def _mixed_utf8(data: bytes) -> Decoded | None:
    """A UTF-8 file with a few lines in another encoding: those lines are read on their own."""
    lines = data.split(b"\n")
    bad: list[int] = []
    multibyte = 0
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        if len(bad) * 10 > len(lines):
            return None
        try:
            line.decode("utf-8")
            multibyte += 1
        except UnicodeDecodeError:
            bad.append(number)
    if not bad or multibyte < 3 or len(bad) * 10 > multibyte:
        return None
    other = _scored(b"\n".join(lines[n] for n in bad))
    texts = [line.decode("utf-8", "replace") for line in lines]
    for number in bad:
        texts[number] = lines[number].decode(other.encoding, "replace")
    note = Message(
        "loader.mixed_encoding", {"line": bad[0] + 1, "n": len(bad), "encoding": other.encoding}
    )
    return Decoded("\n".join(texts), "utf-8", False, (note,))


def _scored(data: bytes) -> Decoded:
    fields = _non_ascii_fields(data)
    sample = b"\n".join(fields)
    if not sample.translate(None, bytes(range(128)) + b"\xa0"):
        return Decoded(data.decode("cp1252"), "cp1252", True)  # nothing but no-break spaces
    bases: dict[str, float] = {}
    for name in PAGES:
        text = sample.decode(name, "replace")
        bad = text.count("\ufffd")
        if bad * 500 > len(text):  # one odd character does not refute an encoding, many do
            continue
        bases[name] = plausible(text, name) - 0.05 * bool(bad)
    scores: dict[str, float] = {}
    bonus: dict[str, float] = {}
    best_so_far = 0.0
    for name in sorted(bases, key=lambda n: -bases[n]):
        if bases[name] + _BONUS + _VOTE + _CLOSE < best_so_far:
            continue  # cannot come near the best any more
        bonus[name] = _header_bonus(data, name)
        scores[name] = bases[name] + min(_BONUS, bonus[name])
        best_so_far = max(best_so_far, scores[name])
    unvoted = dict(scores)
    top = sorted(scores.values(), reverse=True)[:2]
    if len(top) > 1 and top[0] - top[1] < _VOTE + _CLOSE:
        vote = _chardet_vote(sample)
        if vote in scores and not is_even(sample, vote, max(scores, key=lambda n: scores[n])):
            scores[vote] += _VOTE
    if not scores:
        scores["cp1252"] = 0.0
    ranked = sorted(scores, key=lambda n: (-scores[n], list(PAGES).index(n)))
    best = ranked[0]
    text = data.decode(best, "replace")
    notes: list[Message] = []
    # A vote alone settles nothing between two pages; a header word spelled in one of them does.
    close = [
        n
        for n in ranked
        if n != best
        and (scores[best] - scores[n] < _CLOSE or unvoted[best] < unvoted[n])
        and bonus.get(best, 0.0) <= bonus.get(n, 0.0)
    ]
    different = [n for n in close if sample.decode(n, "replace") != sample.decode(best, "replace")]
    if "\ufffd" in text:
        notes.append(
            Message("loader.bad_characters", {"n": text.count("\ufffd"), "encoding": best})
        )
    if different:
        one, two = (
            sample.decode(n, "replace").partition("\n")[0][:40] for n in (best, different[0])
        )
        params = {"encoding": best, "other": different[0], "one": one, "two": two}
        notes.append(Message("loader.encoding_close", params))
    return Decoded(text, best, not notes, tuple(notes))


def _non_ascii_fields(data: bytes) -> list[bytes]:
    # Commas, semicolons, quotes and line ends are never the second byte of these encodings.
    fields = data[: 1 << 20].translate(_FIELD_ENDS).split(b"\n")
    seen = dict.fromkeys(f.strip() for f in fields if not f.isascii())
    return list(seen)[:2000]


def _header_bonus(data: bytes, name: str) -> float:
    """How far a line near the beginning is made of known header words in this encoding."""
    best = 0.0
    for line in re.split(rb"\r\n|\n|\r", data[:20_000])[:60]:
        if line.isascii():
            continue
        try:
            cells = re.split(r"[,;\t|]", line.decode(name))
        except UnicodeDecodeError:
            continue
        known = sum(not c.isascii() and is_header_word(c) for c in cells)
        best = max(best, 0.17 * known)
    return best


def _chardet_vote(sample: bytes) -> str | None:
    import chardet

    try:
        found = chardet.detect(sample[:50_000])["encoding"]
    except Exception:  # a vote more or less
        return None
    return _CHARDET_NAMES.get((found or "").lower())
