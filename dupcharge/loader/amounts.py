"""Reading amounts from cells: digits, sign and currency taken apart, one decimal mark per column.

`split` takes a cell apart without deciding what a comma means; `choose_mark` decides that once
for a column; `value` then gives an exact Decimal. No float, ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from dupcharge.loader.table import Moment, Number
from dupcharge.loader.vocabulary import currency_of, normal, words

MAX_DIGITS = 15  # integer digits of a believable amount; more is an id

_MINUS = str.maketrans(dict.fromkeys("−–—－﹣‐‑", "-") | {"＋": "+"})
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"([+-]?)([0-9][0-9.,]{0,50})")
_BODY = re.compile(r"^[\d.,'’`´ \u00a0\u202f\u2009٫٬]+$")
_NOTE = re.compile(
    r"^(?P<body>[^()（）]*\d[^()（）]*)[(（](?P<note>[^()（）]*[^\W\d_][^()（）]*)[)）]$"
)
_NOTE_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)")
_FLAG = re.compile(
    r"^(?P<rest>.*?\d[)\s.]*)\s*(?P<flag>cr|dr|db|c|d|kr|h|s)\.?$|^(?P<flag2>cr|dr)\.?\s+(?P<rest2>.*\d.*)$"
)
_FLAGS = {
    "cr": "credit",
    "c": "credit",
    "h": "credit",
    "dr": "debit",
    "db": "debit",
    "d": "debit",
    "s": "debit",
}
_SIGNS = "".join(chr(c) for c in range(0x24, 0x20D0) if unicodedata.category(chr(c)) == "Sc")
_UNITS = re.compile(rf"[^\W\d_](?:[^\W\d_]|[.$/\"'״])*\.?(?: [^\W\d_]+)?|[{_SIGNS}]")


class Figure(NamedTuple):
    """An amount cell taken apart. `body`: digits with their marks as written, no sign."""

    body: str
    negative: bool = False
    signed: bool = False  # a sign, or parentheses, was written
    flag: str | None = None  # debit or credit, by letters beside the number
    currency: str | None = None
    sign_mark: str | None = None  # a currency sign that several currencies share
    note: str | None = None  # words in parentheses behind the number
    native: bool = False  # a number in the file, its mark is "."


@lru_cache(maxsize=50_000)
def _split(cell: str) -> Figure | None:
    if cell.isascii():
        if not _DIGIT.search(cell):
            return None
        if plain := _PLAIN.fullmatch(cell):
            return _figure(plain[2], plain[1] == "-", bool(plain[1]))
    text = normal(cell).translate(_MINUS).strip("= \t")
    if not text or not any(c.isdigit() for c in text) or len(text) > 60:
        return None
    note = None
    if found := _NOTE.match(text):
        text, note = found["body"].strip(), found["note"]
    flag = None
    if (found := _FLAG.match(text)) and (found["flag"] or found["flag2"]):
        letters = found["flag"] or found["flag2"]
        if letters != "kr":
            text, flag = (found["rest"] or found["rest2"]).strip(), _FLAGS[letters]
    negative = signed = False
    if text.startswith("(") and text.endswith(")"):
        text, negative, signed = text[1:-1].strip(), True, True
    currency = mark = None
    for _ in range(2):
        unit = _UNITS.match(text) or _UNITS.search(text)
        if unit is None:
            break
        sign = unit[0] if currency_of(unit[0]) else unit[0].partition(" ")[0]
        start, end = unit.start(), unit.start() + len(sign)
        if text[:start].strip(" +-") and text[end:].strip(" +-."):
            return None
        code = currency_of(sign)
        if code is None and sign not in words("currency")["shared"]:
            return None
        currency, mark = currency or code, mark or (sign if code is None else None)
        text = (text[:start] + " " + text[end:]).strip()
    if text.startswith("(") and text.endswith(")"):
        text, negative, signed = text[1:-1].strip(), True, True
    if text[:1] in "+-" or text[-1:] in "+-":
        minus = text[0] == "-" or text[-1] == "-"
        text = text.strip("+-").strip()
        negative, signed = negative != minus, True
    if not _BODY.match(text) or not any(c.isdigit() for c in text):
        return None
    body = re.sub(r"[\s\u00a0\u202f\u2009]", " ", text).strip()
    if " " in body and not re.fullmatch(
        r"\d{1,3}(?: \d{3})*(?:[.,]\d*)?|\d+(?: \d{3})+(?:[.,]\d+)?", body
    ):
        return None
    body = body.replace(" ", "'")
    for odd in "’`´٬":
        body = body.replace(odd, "'")
    body = body.replace("٫", ".")
    body = "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in body)
    return _figure(body, negative, signed, flag, currency, mark, note)


def _figure(
    body: str, negative: bool, signed: bool, flag: str | None = None,
    currency: str | None = None, mark: str | None = None, note: str | None = None,
) -> Figure | None:  # fmt: skip
    """The figure, unless its digits are too many or its marks can be no number's."""
    digits = len(body) - body.count(".") - body.count(",") - body.count("'")
    if digits > MAX_DIGITS + 8 or body.count(".") > 1 < body.count(","):
        return None
    return Figure(body, negative, signed, flag, currency, mark, note)


def split(cell: str) -> Figure | None:
    """Take an amount cell apart; None when it is no amount."""
    if isinstance(cell, Moment):
        return None
    if isinstance(cell, Number):
        text = str(cell)
        if "e" in text.lower():
            return None
        return Figure(text.lstrip("-"), text.startswith("-"), text.startswith("-"), native=True)
    return _split(cell)


def choose_mark(
    figures: Iterable[Figure], often: Iterable[int] = repeat(1)
) -> tuple[str | None, bool]:
    """The decimal mark a column uses: ("." or ",", certain). None where no cell needs one.

    `often`: how many cells each figure stands in.

    >>> choose_mark([Figure("1.234,50")]), choose_mark([Figure("1,234")])
    ((',', True), (None, False))
    """
    votes = {".": 0, ",": 0}
    open_ = {".": 0, ",": 0}
    small = large = 0  # figures without a mark, below and above a thousand
    for figure, cells in zip(figures, often, strict=False):
        body = figure.body
        if figure.native:
            continue
        if not ("." in body or "," in body):
            whole = body.replace("'", "").lstrip("0")
            small += 0 < len(whole) <= 3
            large += len(whole) > 3
            continue
        dot, comma = body.rfind("."), body.rfind(",")
        if dot >= 0 and comma >= 0:
            votes["." if dot > comma else ","] += 2 * cells
        else:
            mark = "." if dot >= 0 else ","
            head, _, tail = body.rpartition(mark)
            if body.count(mark) > 1:  # only thousands repeat
                votes["," if mark == "." else "."] += cells
            elif (
                len(tail) != 3 or head in ("", "0") or len(head.replace("'", "")) > 3 or "'" in head
            ):
                votes[mark] += cells
            else:
                open_[mark] += 1
    if votes["."] or votes[","]:
        return max(votes, key=lambda m: votes[m]), min(votes.values()) == 0
    if small and not large and bool(open_["."]) != bool(open_[","]):
        # "431" beside "1,400": who writes three decimals writes them always.
        return ("," if open_["."] else "."), True
    return None, not any(open_.values())


def value(figure: Figure, mark: str) -> Decimal | None:
    """Magnitude of an amount with the column's decimal mark; None when it cannot be.

    >>> value(Figure("1'234,50"), ",")
    Decimal('1234.50')
    """
    body = figure.body.replace("'", "")
    if figure.native:
        return Decimal(body)
    group = "," if mark == "." else "."
    whole, _, part = body.partition(mark)
    if mark in part or group in part:
        return None
    if group in whole:
        head, *rest = whole.split(group)
        # Indian grouping ends in three digits after pairs.
        if (
            not head
            or len(head) > 3
            or len(rest[-1]) != 3
            or any(len(r) not in (2, 3) for r in rest)
        ):
            return None
        whole = whole.replace(group, "")
    if not (whole or part) or len(whole.lstrip("0")) > MAX_DIGITS:
        return None
    return Decimal(f"{whole or '0'}.{part or '0'}") if part else Decimal(whole)


def noted_refund(figure: Figure) -> Decimal | str | None:
    """What the words behind an amount say came back: an amount, "all", or None.

    `62.50(已退款12.30)` gives 12.30; `18.40(已全额退款)` gives "all".
    """
    note = figure.note
    if note is None or not ("退" in note or "refund" in note):
        return None
    if found := _NOTE_AMOUNT.search(note):
        return Decimal(found[1].replace(",", ""))
    return "all" if "全" in note or "full" in note else None
