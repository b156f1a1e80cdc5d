"""Which currency a file is in, where no column says it: headers, signs, the lines above the table.

The country of the machine never decides; a sign that several countries share needs evidence in
the file itself. Words and signs are data (words.toml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from dupcharge.loader.conventions import Decision
from dupcharge.loader.vocabulary import currency_of, names_currency, normal, words
from dupcharge.locale import Message

_CURRENCY_LABEL = re.compile(
    r"(?:currency|ccy|währung|devise|divisa|moneda|moeda|valuta|waluta|měna|mena|币种|币别|货币|幣別|幣種"
    r"|貨幣|通貨|통화|валюта|para birimi|pénznem|devizanem|valiuta|valuuta|valūta|valută|νόμισμα"
    r"|mata uang|loại tiền|สกุลเงิน|מטבע|العملة|compte tenu en)"
    r"[^:：\w]{0,4}[:：\s]\s*([^\n,;，；|]{1,24})",
    re.IGNORECASE,
)


def stated_currency(headers: Sequence[str], preamble: str) -> Decision | None:
    """The one currency that the headers of amounts or the lines above the table name."""
    for name in headers:
        if code := header_currency(name, preamble):
            return Decision(code, Message("loader.currency_header", {"header": name}))
    if found := _CURRENCY_LABEL.search(preamble):
        for text in (found[1], found[1].split()[0]):
            if code := currency_of(text.strip(" []()\"'")):
                return Decision(code, Message("loader.currency_preamble"))
    return None


def currency(
    headers: Sequence[str], signs: Iterable[str], preamble: str, tongue: str, around: str = ""
) -> Decision | None:
    """The one currency a file states outside a currency column; None when it states none.

    Args:
        headers: names of the columns of amounts.
        signs: codes and shared signs found beside the amounts.
        preamble: text above the table.
        tongue: language of the header.
        around: header and some rows, where a country may show.
    """
    stated = stated_currency(headers, preamble)
    if stated and stated.reason.code == "loader.currency_header":
        return stated
    shared = set(signs)
    known = {c for c in shared if len(c) == 3 and c.isupper()}
    if len(known) == 1:
        return Decision(known.pop(), Message("loader.currency_sign"))
    shared |= {word for name in headers for word in re.split(r"[\s()\[\]]", normal(name))}
    if {"¥", "￥"} & shared and (code := {"zh": "CNY", "ja": "JPY"}.get(tongue)):
        return Decision(code, Message("loader.currency_sign"))
    if stated:
        return stated
    if code := _where(shared, preamble + "\n" + around):
        return Decision(code, Message("loader.currency_sign"))
    codes = {
        c
        for w in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", preamble)
        if w not in words("currency")["also_words"] and (c := currency_of(w))
    } | {
        c
        for w in re.findall(r"\(([A-Z]{3})\)|\d ([A-Z]{3})\b|\b([A-Z]{3}) \d", preamble)
        if (c := currency_of("".join(w)))
    }
    codes = codes or _named_in(preamble)
    if len(codes) == 1:
        return Decision(codes.pop(), Message("loader.currency_preamble"))
    return None


def header_currency(name: str, around: str = "") -> str | None:
    """The currency in the name of a column: `Betrag (EUR)`, `Débit euros`, `CAD$`."""
    bracketed = re.findall(r"[(\[（【]([^()\[\]（）【】]{1,16})[)\]）】]", name)
    if len(name) <= 5:
        bracketed.append(name)
    plain = re.split(r"[\s_/,(（]", name)[1:]
    pieces = bracketed + [p for p in plain if names_currency(p)]
    first = name.split()[:1] if " " in name.strip() else []
    pieces += [p for p in first if _is_sign(p)]
    for piece in pieces:
        code = currency_of(piece)
        if code and not (piece.strip(" ()（）") == "元" and is_traditional(name + around)):
            return code
    found = {c for word in _cjk_names() if word in name and (c := currency_of(word))}
    return found.pop() if len(found) == 1 else None


def _is_sign(word: str) -> bool:
    """Whether a word before others can only be a currency: a sign, a code, a short name."""
    sign = len(word) <= 2 and any(unicodedata.category(c) == "Sc" for c in word)
    return sign or word in words("currency")["alone"] or (word.isupper() and names_currency(word))


def is_traditional(text: str) -> bool:
    """True for traditional Chinese, where the bare word for "dollar" is not the renminbi."""
    return any(c in "帳戶餘額號單幣轉臺灣銀貸記錄間結" for c in text)


@cache
def _cjk_names() -> tuple[str, ...]:
    names = (w for group in words("currency")["signs"].values() for w in group)
    return tuple(w for w in names if len(w) >= 2 and all("\u3400" <= c <= "\u9fff" for c in w))


def _where(signs: set[str], text: str) -> str | None:
    """Which currency a sign of several countries is, by the language or the account's country."""
    form = normal(text)
    for sign, countries in words("currency")["where"].items():
        if not any(s.strip(".- ") == sign for s in signs):
            continue
        found: set[str] = {
            code
            for code, hints in countries.items()
            for hint in hints
            if (
                re.search(rf"\b{hint}\d\d(?:\s?[A-Z0-9]{{4}}){{3}}", text)
                if hint.isupper()
                else re.search(rf"(?<![^\W\d_]){re.escape(hint)}(?![^\W\d_])", form)
            )
        }
        if len(found) == 1:
            return found.pop()
    return None


def _named_in(text: str) -> set[str]:
    """Currencies that running text names: a sign beside a figure, or a name of four letters."""
    found = set()
    for before, after in re.findall(
        r"([^\w\s.,:;()-]?)\s?\d[\d.,' ]*\s?([^\W\d_]{1,3}\.?|[^\w\s])?", text
    ):
        found |= {c for w in (before, after) if w and names_currency(w) and (c := currency_of(w))}
    for word in re.findall(r"[^\W\d_]{2,}", text):
        alone = len(word) > 3 or word in words("currency")["alone"]
        if alone and names_currency(word) and (code := currency_of(word)):
            found.add(code)
    return found | {c for word in _cjk_names() if word in text and (c := currency_of(word))}
