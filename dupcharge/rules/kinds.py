"""What a row is about, from words of general knowledge: transit, parking, vending, cash.

Owns: reading words.toml and finding its words in a row's texts, per distinct text. Does not own:
what follows from a kind (the excuses).
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources

import numpy as np
import pandas as pd

from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import TAP
from dupcharge.rules.same_bill import numbered

EVERYDAY = frozenset(
    "event lodging transit ride parking toll vending canteen coffee bar kiosk printing laundry "
    "postage locker ticket travel topup game lottery donation gift_card school".split()
)
"""Kinds of places where two or three equal charges are normal."""

FOR_OTHERS = frozenset(
    "event lodging transit ticket travel topup game lottery donation gift_card school".split()
)
"""Of these, kinds that one buys for several people at once, however single one's other visits: a
companion is taken through the turnstile by a second tap, seconds after the first; rooms, nights and
seats at a conference are charged one by one."""

CATEGORIES = frozenset("person red_packet cash fee transit parking toll topup lottery".split())
"""Kinds that are believed of the file's own category."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈鄒龍賀顧龔邵萬錢嚴"
)
"""The hundred most common family names."""

_NATURE_OF = {"cash": "withdrawal", "person": "transfer", "red_packet": "red_packet", "fee": "fee"}


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = resources.files("dupcharge.rules").joinpath("words.toml").read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    # Statements often print without accents.
    return tuple(
        (kind, _pattern([*words, *{plain for w in words if (plain := _bare(w)) != w}]))
        for kind, words in table.items()
    )


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def _bare(word: str) -> str:
    """A word of an alphabetic script as a printer without accents writes it."""
    if not _alphabetic(word):
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _pattern(words: list[str]) -> re.Pattern[str]:
    spaced = [re.escape(w).replace(r"\*", r"\w*") for w in words if _alphabetic(w)]
    dense = [_dense(w) for w in words if not _alphabetic(w)]
    parts = ([rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?![^\W\d_])"] if spaced else []) + dense
    return re.compile("|".join(parts))


def _dense(word: str) -> str:
    """A word of a script without spaces; short kana words only where no other kana touch them."""
    if len(word) <= 3 and all("ァ" <= c <= "ー" for c in word):
        return f"(?<![ァ-ー]){word}(?![ァ-ー])"
    return re.escape(word)


def _alphabetic(word: str) -> bool:
    """Written with spaces between words (Latin, Cyrillic, Greek), so whole words can be asked."""
    return all(ord(c) < 0x0600 for c in word)


@functools.lru_cache(maxsize=200_000)
def kind_of(text: str) -> str:
    """The first kind whose words stand in `text`, "" where none does."""
    return _said(text) or ("person" if _is_person(text) else "")


def _said(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    for kind, pattern in _patterns():
        if pattern.search(folded):
            return kind
    return ""


def _is_person(text: str) -> bool:
    """A bare Chinese personal name, as a bank prints the payee of a transfer."""
    name = unicodedata.normalize("NFKC", text).rsplit("-", 1)[-1].strip()
    han = all("\u4e00" <= c <= "\u9fff" or c == "*" for c in name)
    return 2 <= len(name) <= 3 and han and name[0] in _SURNAMES and name[-1] not in "店行家记坊馆"


def kinds(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Kind per position from merchant, description and the file's category; "" unknown."""
    out = np.full(len(at), "", dtype=object)
    for column in ("merchant", "description", "type_text"):
        codes, distinct = pd.factorize(rows[column].iloc[at], use_na_sentinel=True)
        if column == "type_text":  # a category such as travel or leisure holds too much else
            told = [_said(str(text)) for text in distinct]
            told = [kind if kind in CATEGORIES else "" for kind in told]
        else:
            told = [kind_of(str(text)) for text in distinct]
        named = np.array([*told, ""], dtype=object)
        out = np.where(out == "", named[codes], out)
    return out


def natures(
    rows: pd.DataFrame, pairs: pd.DataFrame, excuse: str, wanted: tuple[str, ...]
) -> pd.DataFrame:
    """Excuses of links of which a row has a nature in `wanted`, stated or by its words."""
    at = ends(rows, pairs)
    stated = rows["nature"].to_numpy(dtype=object)
    left = stated[at.left]
    words = kinds(rows, at.left)
    by_words = np.array([_NATURE_OF.get(k, "") for k in words], dtype=object)
    # Many banks book a standing debit as a transfer; only words make it one to a person.
    standing = (left == "transfer") & (pairs["rule"] == "subscription-twice").to_numpy()
    nature = np.where((left == "purchase") | (left == "other") | standing, by_words, left)
    hit = np.isin(nature, wanted) & ~numbered(pairs)  # a transfer may pay an invoice
    case = np.where(at.fine & (at.gap <= TAP), "at-once", "apart")
    return excuses(pairs, excuse, hit, case)
