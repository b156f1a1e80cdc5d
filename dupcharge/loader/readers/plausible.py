"""How plausible a text is in the code page it was decoded with.

Owns the letters that languages use, page by page, and what speaks for a reading: letters that fit
together, words of one script, common characters. Does not own the choice (readers.encoding).
"""

from __future__ import annotations

import re
from collections import Counter

# Letters a language of the code page really uses; the rest of the page is suspicious.
_WEST = "äöüßÄÖÜéèêëàâçîïôûùœÉÈÀÇÊñÑáíóúÁÍÓÚãõÃÕåæøÅÆØðþÐÞýÝìòÌÒ¿¡ºª€£§°´’‘–—“”„»«…·½¼²³®©×"

PAGES = {
    "cp1252": _WEST,
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüÄÖÜăâîșțşţĂÂÎŞŢôĺľŕĽÔđĐ€§°–—„”“’…×",  # noqa: E501
    "cp1257": "ąčęėįšųūžĄČĘĖĮŠŲŪŽāēģīķļņĀĒĢĪĶĻŅõäöüÕÄÖÜ€§°–—„“”’",
    "cp1254": "çğıöşüÇĞİÖŞÜâîû€£§°’“”–—",
    "cp1251": "",
    "koi8_r": "",
    "cp1253": "",
    "cp1255": "",
    "cp1256": "",
    "cp874": "",
    "gb18030": "",
    "cp950": "",
    "big5hkscs": "",
    "cp932": "",
    "cp949": "",
    "euc_jp": "",
}

# Letters beyond ASCII that one language uses: a text is in one, so its letters fit one of these.
_LANGUAGES = {
    "cp1252": (
        "éèêëàâçîïôûùœæ",
        "äöüß",
        "áéíóúñü",
        "ãõáâàéêíóôúç",
        "àèéìíòóù",
        "ëéïöüè",
        "åäöé",
        "æøåé",
        "áðéíóúýþæö",
        "àçéèíïóòúü",
        "äöüõšž",
    ),
    "cp1250": (
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôšťúýž",
        "ąćęłńóśźż",
        "áéíóöőúüű",
        "ăâîșțşţ",
        "čćđšž",
        "äöüß",
    ),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöüõšž"),
    "cp1254": ("çğıöşüâîû",),
}

_SCRIPT = {
    "cp1251": re.compile(r"[А-Яа-яЁёІіЇїЄєҐґЎў]"),
    "koi8_r": re.compile(r"[А-Яа-яЁё]"),
    "cp1253": re.compile(r"[Α-Ωα-ωάέήίόύώΐΰϊϋΆΈΉΊΌΎΏ]"),
    "cp1255": re.compile(r"[\u05d0-\u05ea]"),
    "cp1256": re.compile(r"[\u0621-\u064a]"),
    "cp874": re.compile(r"[\u0e01-\u0e4e]"),
}

# Where the common characters of each national code stand; the rest of a code is rare.
_NATIONAL = {
    "gb18030": "gb2312",
    "cp950": "big5",
    "big5hkscs": "big5",
    "cp932": "shift_jis",
    "cp949": "euc_kr",
    "euc_jp": "euc_jp",
}

_CJK = ("gb18030", "cp950", "big5hkscs", "cp932", "cp949", "euc_jp")

_WORD = re.compile(r"[^\W\d_]+")

_IN_WORDS = re.compile(r"(?<=[^\W\d_])[³²¹¼½¾¿¡£§©®×¦¬¢¤¥±¶ªº](?=[^\W\d_])")
"""Signs that no language writes inside a word: zap³aty is zapłaty, read with the wrong page."""

_AFTER_WORDS = re.compile(r"(?<=[^\W\d_]{3})[³²¹¼½¾¿£](?![^\W\d_])")
"""Signs that seldom end a word: Tytu³; footnotes do."""


def is_even(sample: bytes, vote: str | None, best: str) -> bool:
    """Whether two pages of Latin letters both make good words: then statistics say nothing."""
    if vote is None or vote == best or not {vote, best} <= set(_LANGUAGES):
        return False
    return all(_coherence(sample.decode(n, "replace"), n) == 1.0 for n in (vote, best))


def plausible(text: str, name: str) -> float:
    """How well a text reads that was decoded with the code page `name`, 0 to 1."""
    letters = {c: n for c, n in Counter(text).items() if ord(c) > 127}
    total = sum(letters.values())
    if not letters:
        return 0.0
    if name in _CJK:
        return sum(n * _cjk(c, name) for c, n in letters.items()) / total
    words = Counter(w for w in _WORD.findall(text) if not w.isascii() and len(w) > 1)
    if name in _SCRIPT:
        script = _SCRIPT[name]
        usual = "№–—«»“”„’…₽€ §°"
        good = sum(n for c, n in letters.items() if script.match(c) or c in usual)
        whole = _wholeness(words)
        steady = 1.0 if name in ("cp1255", "cp1256", "cp874") else _case(words)
        return good / total * min(1.0, whole + 0.2) * steady
    known = sum(n for c, n in letters.items() if c in PAGES[name])
    fitting = known * (0.6 + 0.4 * _coherence(text, name))
    # Western letters stand alone among ASCII ones; a word of nothing else is another script.
    spread = 1.0 - max(0.0, _wholeness(words) - 0.55)
    strange = 2 * len(_IN_WORDS.findall(text)) + 0.2 * len(_AFTER_WORDS.findall(text))
    fitting -= min(fitting, strange)
    return fitting / total * spread * (1.0 if name == "cp1252" else 0.97) * _case(words)


def _coherence(text: str, name: str) -> float:
    """Share of the letters beyond ASCII that fit one language of the page."""
    letters = {c for c in set(text.lower()) if ord(c) > 127 and c.isalpha()}
    if not letters or name not in _LANGUAGES:
        return 1.0
    return max(sum(c in alphabet for c in letters) for alphabet in _LANGUAGES[name]) / len(letters)


def _wholeness(words: Counter[str]) -> float:
    """Mean share of non-ASCII letters in the words that have any, and how often each stands."""
    whole = sum(n * (1.0 - len(w.encode("ascii", "ignore")) / len(w)) for w, n in words.items())
    return whole / words.total() if words else 0.3


def _case(words: Counter[str]) -> float:
    """1 when upper case stands only at the start of words (or the whole word is upper case)."""
    if not words:
        return 1.0
    odd = sum(n for w, n in words.items() if not (w.isupper() or w[1:] == w[1:].lower()))
    return 1.0 - 0.6 * odd / words.total()


def _cjk(letter: str, name: str) -> float:
    """How usual a character is in text of that code, 0 to 1."""
    code = ord(letter)
    if name == "cp949" and 0xAC00 <= code <= 0xD7A3:
        return 1.0
    if name in ("cp932", "euc_jp") and 0x3040 <= code <= 0x30FF:
        return 1.0
    if 0xFF61 <= code <= 0xFF9F:
        return 0.25  # half-width katakana: every cp1252 letter looks like one
    if 0x4E00 <= code <= 0x9FFF:
        return _hanzi(letter, name)
    usual = "（）：，。、；－—～￥·…“”《》【】！？％　＊ー・「」"
    return 0.8 if letter in usual or 0xFF01 <= code <= 0xFF5E else 0.0


def _hanzi(char: str, name: str) -> float:
    """How common a character is, by its place in the national code: level one comes first."""
    try:
        raw = char.encode(_NATIONAL[name])
    except UnicodeEncodeError:
        return 0.15
    first = raw[0]
    if name == "gb18030":
        return 1.0 if 0xB0 <= first <= 0xD7 else 0.4
    if name in ("cp950", "big5hkscs"):
        return 1.0 if 0xA4 <= first <= 0xC6 else 0.35
    if name == "cp932":
        return 0.95 if first <= 0x97 else 0.3
    if name == "euc_jp":
        return 0.9 if 0xB0 <= first <= 0xCF else 0.3
    return 0.35  # hanja are rare in Korean statements
