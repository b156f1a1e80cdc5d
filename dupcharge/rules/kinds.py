"""What a row is about, from words of general knowledge: transit, parking, vending, cash.

Owns: reading words.toml and finding its words in a row's texts, per distinct text. Does not own:
what follows from a kind (the excuses).
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np
import pandas as pd

from dupcharge.money import NO_CURRENCY
from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.people import bought_by_card, by_card, is_person
from dupcharge.rules.policy import TAP, WINDOWS
from dupcharge.rules.same_bill import numbered

EVERYDAY = frozenset(
    "event copay lodging transit ride parking toll vending canteen coffee bar kiosk printing "
    "laundry postage locker ticket travel topup game lottery donation gift_card school".split()
)
"""Kinds of places where two or three equal charges are normal."""

FOR_OTHERS = frozenset(
    "event copay lodging transit ticket travel topup game lottery donation gift_card school".split()
)
"""Of these, kinds that one buys for several people at once, however single one's other visits: a
companion is taken through the turnstile by a second tap, seconds after the first; rooms, nights and
seats at a conference are charged one by one."""

SERVED = frozenset("coffee bar canteen kiosk".split())
"""Of these, kinds where a person serves: bills differ, and nobody is served twice in seconds."""

CATEGORIES = frozenset(
    "person red_packet cash fee transit parking toll topup game lottery lodging postage event "
    "travel".split()
)
"""Kinds that are believed of the file's own category."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈鄒龍賀顧龔邵萬錢嚴"
)
"""The hundred most common family names."""

_INITIAL = re.compile(r"(?:\w+ ?\*)?[A-Z]\.? [^\W\d_](?:[^\W\d_A-Z]+|[A-Z]+)")
"""A person as wallets shorten names, B Tennant; with a whole sum it is no shop of such a name."""

_CASH = re.compile(
    r"cash (?!and\b|n\b|&|carry|convert|app\b|saver|back|mart|register|point of)\w", re.IGNORECASE
)
"""How British banks print a machine, CASH and whose it is; with a whole sum it is no shop."""

COLLECTS = 2
"""Debits of another kind from which a payee is no person."""

_NATURE_OF = {"cash": "withdrawal", "person": "transfer", "red_packet": "red_packet", "fee": "fee"}


@dataclass(frozen=True)
class _Words:
    """The words of every kind, by how they are looked up; each with the rank of its kind.

    Words of alphabetic scripts are runs of letters or figures; what stands between them does not
    matter. Words of other scripts are found anywhere, by their first two signs.
    """

    kinds: tuple[str, ...]
    exact: dict[str, int]  # tokens joined by a space
    longest: int  # tokens
    begins: dict[str, int]  # vervoer*
    ends: dict[str, int]  # *vervoer
    dense: dict[str, list[tuple[str, int]]]
    other_meaning: dict[str, re.Pattern[str]]


@functools.cache
def _words() -> _Words:
    data = resources.files("dupcharge.rules").joinpath("words.toml").read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    elsewhere = {
        currency: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)
        for currency, words in table.pop("other_meaning").items()
    }
    out = _Words(tuple(table), {}, 1, {}, {}, {}, elsewhere)
    longest = 1
    for rank, text in enumerate(table.values()):
        for word in text.replace("\n", " ").split("|"):
            word = word.strip()
            if not _alphabetic(word):
                out.dense.setdefault(word[:2], []).append((word, rank))
                continue
            bare = _bare(word)  # statements often print without accents
            for form in (word,) if bare == word else (word, bare):
                tokens = form.strip("*")
                if not tokens.replace(" ", "").isalpha():
                    tokens = " ".join(_TOKEN.findall(tokens))
                spaces = tokens.count(" ")
                if spaces >= longest:
                    longest = spaces + 1
                if form[:1] == "*":
                    out.ends.setdefault(tokens, rank)
                if form[-1:] == "*":
                    out.begins.setdefault(tokens, rank)
                elif form[:1] != "*":
                    out.exact.setdefault(tokens, rank)
    return replace(out, longest=longest)


_OTHER_SCRIPT = re.compile("[\u0600-\u1dff\u2000-\U0010ffff]")

SHORT = 5
"""Letters: without its accents a shorter word is too often another one."""

_TOKEN = re.compile(r"[^\W\d_\u2e80-\uffef]+|[\u2e80-\uffef]+|\d+")
"""Runs of letters of one kind of script, or of figures: ATM출금 are two."""

_ACCENT = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7]")
"""Combining signs of the alphabetic scripts."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def _bare(word: str) -> str:
    """A word of an alphabetic script as a printer without accents writes it."""
    if word.isascii() or len(word) < SHORT:
        return word
    return _ACCENT.sub("", unicodedata.normalize("NFKD", word.translate(_LETTERS)))


def _alphabetic(word: str) -> bool:
    """Of a script with spaces between words (Latin, Cyrillic, Greek), so that words are whole."""
    return word.isascii() or _OTHER_SCRIPT.search(word) is None


@functools.lru_cache(maxsize=200_000)
def kind_of(text: str) -> str:
    """The first kind whose words stand in `text`, "" where none does."""
    return _said(text) or ("person" if _is_person(text) else "")


def _said(text: str) -> str:
    # A Turkish capital I with its dot folds to two signs.
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u0307", "")
    words = _words()
    ranks = [*_spaced(folded, words), *(() if _alphabetic(folded) else _dense(folded, words))]
    return words.kinds[min(ranks)] if ranks else ""


def _spaced(folded: str, words: _Words) -> Iterator[int]:
    """Ranks of the words and phrases that stand between other signs than letters."""
    tokens = _TOKEN.findall(folded)
    for i, token in enumerate(tokens):
        for n in range(1, words.longest + 1):
            if i + n > len(tokens):
                break
            phrase = " ".join(tokens[i : i + n])
            if phrase in words.exact:
                yield words.exact[phrase]
            for stop in range(len(phrase) - len(tokens[i + n - 1]) + 3, len(phrase) + 1):
                if phrase[:stop] in words.begins:
                    yield words.begins[phrase[:stop]]
        for start in range(len(token) - 2):
            if token[start:] in words.ends:
                yield words.ends[token[start:]]


def _dense(folded: str, words: _Words) -> Iterator[int]:
    """Ranks of the words of scripts without spaces; short kana only where no other kana touch.

    Two syllables of Hangul count at the beginning or the end of a run, not inside another word.
    """
    for i in range(len(folded)):
        for word, rank in (
            *words.dense.get(folded[i : i + 2], ()),
            *words.dense.get(folded[i : i + 1], ()),
        ):
            if not folded.startswith(word, i):
                continue
            around = folded[max(i - 1, 0) : i], folded[i + len(word) : i + len(word) + 1]
            if len(word) <= 2 and all(map(_is_kana, word)) and any(map(_is_kana, around)):
                continue
            if len(word) <= 2 and all(map(_is_hangul, (*word, *around))):
                continue
            yield rank


def _is_kana(sign: str) -> bool:
    return "ァ" <= sign <= "ー"


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"


def _is_person(text: str) -> bool:
    """A bare Chinese personal name, as a bank prints the payee of a transfer."""
    name = unicodedata.normalize("NFKC", text).rsplit("-", 1)[-1].strip()
    han = all("\u4e00" <= c <= "\u9fff" or c == "*" for c in name)
    return (
        2 <= len(name) <= 3
        and han
        and name[0] in _SURNAMES
        and name[-1] not in "店行家记坊馆娘妈婆"
    )


def kinds(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Kind per position from merchant, description and the file's category; "" unknown."""
    out = _kinds(rows, at, None)
    money = _money(rows)[at]
    for currency, words in _words().other_meaning.items():
        here = np.flatnonzero(money == currency)
        if here.size:
            out[here] = _kinds(rows, at[here], words)
    return out


def _money(rows: pd.DataFrame) -> np.ndarray:
    """Currency per row; a file that names none and prints kana is paid in yen."""
    money = rows["currency"].to_numpy(dtype=object).copy()
    nameless = money == NO_CURRENCY
    file = rows["file"].to_numpy()
    for code in np.unique(file[nameless]).tolist():
        names = rows["merchant"][nameless & (file == code)].dropna().unique()
        if any(_is_kana(sign) for name in names for sign in unicodedata.normalize("NFKC", name)):
            money[nameless & (file == code)] = "JPY"
    return money


def _kinds(rows: pd.DataFrame, at: np.ndarray, forgotten: re.Pattern[str] | None) -> np.ndarray:
    """Kinds told by all words but the `forgotten` ones."""
    out = np.full(len(at), "", dtype=object)
    for column in ("merchant", "description", "type_text"):
        codes, texts = pd.factorize(rows[column].iloc[at], use_na_sentinel=True)
        distinct = [str(text) if forgotten is None else forgotten.sub(" ", text) for text in texts]
        if column == "type_text":  # a category such as travel or leisure holds too much else
            told = [_said(text) for text in distinct]
            told = [kind if kind in CATEGORIES else "" for kind in told]
        else:
            told = [kind_of(text) for text in distinct]
        named = np.array([*told, ""], dtype=object)[codes]
        if column == "description":  # a shop takes money for its service; a bank has no other name
            named[(named == "fee") & _other_than_merchant(rows.iloc[at])] = ""
        out = np.where(out == "", named, out)
    return out


def _other_than_merchant(rows: pd.DataFrame) -> np.ndarray:
    """Rows whose merchant is another text than their description, and no part of it."""
    pairs = zip(rows["merchant"].fillna(""), rows["description"].fillna(""), strict=True)
    return np.array([bool(name and text) and name not in text for name, text in pairs], dtype=bool)


def _for_service(rows: pd.DataFrame) -> np.ndarray:
    """Rows that only their description calls a fee: a shop was paid for its service."""
    fee = np.zeros(len(rows), dtype=bool)
    for column in ("merchant", "type_text"):
        codes, texts = pd.factorize(rows[column], use_na_sentinel=True)
        fee |= np.array([*(_said(str(text)) == "fee" for text in texts), False])[codes]
    return _other_than_merchant(rows) & ~fee


def _by_card(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Which of these positions a card paid, by the statement's word for their kind or the text."""
    paid = np.zeros(len(rows), dtype=bool)
    for column, said in (("type_text", by_card), ("description", bought_by_card)):
        codes, texts = pd.factorize(rows[column].iloc[at], use_na_sentinel=True)
        paid[at] |= np.array([*(said(str(text)) for text in texts), False])[codes]
    return paid


def _called(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Which of these positions have a merchant with the name of a person."""
    out = np.zeros(len(at), dtype=bool)
    for column in ("merchant", "merchant_key"):
        codes, names = pd.factorize(rows[column].iloc[at], use_na_sentinel=True)
        out |= np.array([*(is_person(str(name)) for name in names), False])[codes]
    return out


def natures(
    rows: pd.DataFrame, pairs: pd.DataFrame, excuse: str, wanted: tuple[str, ...]
) -> pd.DataFrame:
    """Excuses of links of which a row has a nature in `wanted`, stated or by its words."""
    at = ends(rows, pairs)
    stated = rows["nature"].to_numpy(dtype=object)
    left = stated[at.left]
    left[(left == "fee") & _for_service(rows.iloc[at.left])] = "purchase"
    place = rows["place"].to_numpy()
    by_a_card = _by_card(rows, np.flatnonzero(np.isin(place, place[at.left])))
    # Whose merchant is paid by card too: a bill that was sent money, not a person.
    carded = np.isin(place[at.left], place[by_a_card])
    # Or who collects by debit what was sent this time.
    bought = np.bincount(place, weights=stated == "purchase", minlength=1)[place[at.left]]
    carded |= (left == "transfer") & (bought >= COLLECTS) & ~_called(rows, at.left)
    left[carded & (left == "transfer")] = "purchase"
    words = kinds(rows, at.left)
    by_words = np.array([_NATURE_OF.get(k, "") for k in words], dtype=object)
    by_words[carded & (by_words == "transfer")] = ""
    by_words[by_a_card[at.left] & (by_words == "fee")] = ""  # a commission of 0.00 on a purchase
    # Many banks book a standing debit as a transfer; only words make it one to a person.
    standing = (left == "transfer") & (pairs["rule"] == "subscription-twice").to_numpy()
    merchants, names = pd.factorize(rows["merchant"].iloc[at.left], use_na_sentinel=True)
    initial = np.array([*(bool(_INITIAL.fullmatch(str(n))) for n in names), False])[merchants]
    whole = rows["amount"].to_numpy()[at.left] % (10 * rows["step"].to_numpy()[at.left]) == 0
    called = _called(rows, at.left) & ~by_a_card[at.left]
    # Some shops are called so: never silenced for that.
    later = ~at.fine | (at.gap > WINDOWS["minutes"])  # two parts of a bill, not a second try
    guessed = ((initial & (whole | later)) | called) & (words == "")
    by_words[guessed] = "transfer"
    guessed &= (left == "purchase") | (left == "other")
    drawn = np.array([*(bool(_CASH.match(str(n))) for n in names), False])[merchants]
    by_words[drawn & whole & (words == "")] = "withdrawal"
    nature = np.where((left == "purchase") | (left == "other") | standing, by_words, left)
    hit = np.isin(nature, wanted) & ~numbered(pairs)  # a transfer may pay an invoice
    hit &= (pairs["rule"] != "same-order").to_numpy()
    yearly = [params["case"] == "year" for params in pairs["params"]]
    hit &= ~(np.isin(nature, ("fee", "interest")) & np.array(yearly, dtype=bool))
    case = np.where(at.fine & (at.gap <= TAP), "at-once", "apart").astype(object)
    case[guessed] = "name"
    return excuses(pairs, excuse, hit, case)
