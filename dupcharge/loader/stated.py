"""What a statement says about itself outside its rows: account, export time, counts and totals.

Each is compared with what was read; a difference is a warning, never a correction. A figure has
more than one honest meaning (with pending rows or without, before or after refunds): it differs
only when it fits none of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pandas as pd

from dupcharge.loader import amounts, dates
from dupcharge.loader.cells import Bools, Objects
from dupcharge.loader.claims import Claim, Total, says_not_exact, sums_in_text
from dupcharge.loader.formats import Format
from dupcharge.loader.infer import Reading
from dupcharge.loader.section import Section
from dupcharge.locale import Message
from dupcharge.money import NO_CURRENCY

_ACCOUNT = re.compile(
    r"(?:支付宝账户|账\s?号|账户|卡\s?号|帐号|帳號|户口号码|口座番号|계좌번호|account\s*(?:number|no\.?|#|name)?|iban|kontonummer|konto"
    r"|auftragskonto|compte|cuenta|conto|conta|rekening(?:nummer)?|číslo účtu|numer rachunku|rachunek|számlaszám|номер (?:счета|счёта|карты)|hesap no|微信昵称|京东账号名|card(?: number| no\.?)?)"  # noqa: E501
    r"[^\S\n]*[:：;=]?[^\S\n]*\[?\"?([A-Za-z]{2}\d{2}[A-Za-z0-9 ]{8,34}|[\d*xX•·-][\d*xX•· -]{3,30}\d|[^\s\[\]:：,，;；]{1,40}@[^\s\[\]]{3,60}|(?<=\[)[^\]\n]{1,40})",  # noqa: E501
    re.IGNORECASE,
)
_EXPORTED = re.compile(
    r"(?:导出时间|导出日期|下载时间|打印时间|申请时间|匯出時間|exported(?: on| at)?|export date|generated(?: on)?|created on|erstellt am|downloaded(?: on)?|date d'export|出力日|作成日時)"  # noqa: E501
    r"[^\S\n]*[:：]?[^\S\n]*\[?([^\]\n\t;,]{6,30})",
    re.IGNORECASE,
)
_ALL = slice(None)
_COUNT = re.compile(r"^\W*共\s*([\d,]+)\s*笔(?:记录|交易|明细)?\W*$", re.MULTILINE)


def account(text: str, format: Format) -> str | None:
    """The account a preamble states; None when it states none."""
    if pattern := format.control.get("account"):
        found = re.search(pattern, text)
        return found[1].strip() if found else None
    if found := _ACCOUNT.search(text):
        number = found[1].strip(" []\"'")
        return number if len(number) >= 2 else None
    return None


def exported(text: str, format: Format) -> dt.datetime | None:
    """When the statement says it was exported."""
    pattern = format.control.get("exported")
    found = re.search(pattern, text) if pattern else _EXPORTED.search(text)
    parts = dates.split(found[1].strip()) if found else None
    return dates.resolve(parts, "dmy") if parts and parts.kind in ("ymd", "named") else None


def check(
    text: str,
    format: Format,
    stated: Mapping[str, str],
    found: Sequence[Claim],
    frames: Sequence[pd.DataFrame],
) -> list[Message]:
    """Warnings where the statement's own counts, sums and balances disagree with the rows read.

    Args:
        text: preamble and trailing lines.
        format: its `control` patterns are looked for in `text`.
        stated: values a structured format states (opening, closing, debit_total, ...).
        found: what the statement says in words, as loader.claims gives it.
        frames: rows as loader.normalize gives them: of this table, then wider ones that the
            statement may mean instead. A figure that fits any of them is right.
    """
    values = [*_structured(stated), *_by_pattern(text, format)]
    known = {c.kind for c in values}
    said = [*sums_in_text(text), *found, *_counts(text)]
    values += [c for c in said if c.kind not in known]
    if says_not_exact(text):
        values = [c for c in values if not c.kind.endswith("_total")]
    if not values:
        return []
    figures = [_Figures.of(frame) for frame in frames]
    warnings: list[Message] = []
    for kind in ("rows", "debit_count", "credit_count", "debit_total", "credit_total"):
        for claim in dict.fromkeys(c for c in values if c.kind == kind):
            message = _differs(claim, figures)
            if message is not None and message not in warnings:
                warnings.append(message)
    return warnings + _balances(values, figures)


def _structured(stated: Mapping[str, str]) -> list[Claim]:
    return [
        Claim(kind, (v,), 0) for kind, text in stated.items() if (v := _decimal(text)) is not None
    ]


def _by_pattern(text: str, format: Format) -> list[Claim]:
    claims = []
    for kind, pattern in format.control.items():
        if kind in ("account", "exported", "from", "to"):
            continue
        if found := re.search(pattern, text):
            value = _decimal(found[1].replace(",", ""))
            claims += [] if value is None else [Claim(kind, (value,), 0)]
    return claims


def _counts(text: str) -> list[Claim]:
    return [Claim("rows", (Decimal(n.replace(",", "")),), 0) for n in _COUNT.findall(text)]


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


@dataclass(frozen=True)
class _Figures:
    """What sums are made of, row by row."""

    currency: Objects
    side: Objects
    told: Objects
    classes: Objects
    booked: Bools
    amount: Objects

    @classmethod
    def of(cls, frame: pd.DataFrame) -> _Figures:
        """The figures of rows as loader.normalize gives them."""
        currency, side, told, classes, status, amount = (
            frame[name].to_numpy(dtype=object)
            for name in ("currency", "side", "told", "class", "status", "amount")
        )
        return cls(currency, side, told, classes, status == "booked", amount)

    def __len__(self) -> int:
        return len(self.amount)

    def take(self, rows: Bools) -> _Figures:
        """Some of the rows."""
        return _Figures(
            self.currency[rows], self.side[rows], self.told[rows], self.classes[rows],
            self.booked[rows], self.amount[rows],
        )  # fmt: skip

    def sum(self, rows: Bools | slice = _ALL) -> Decimal:
        """The amounts of some rows together."""
        return _add(self.amount[rows])

    def moved(self) -> Decimal:
        """What came in less what went out."""
        return self.sum(self.side == "credit") - self.sum(self.side == "debit")


def _of_currency(rows: _Figures, currency: str | None) -> list[_Figures]:
    """The rows a figure is about: of its currency, or of each where it names none."""
    present = list(dict.fromkeys(rows.currency.tolist()))
    if not present:
        return [rows]
    if currency and (currency in present or NO_CURRENCY not in present):
        return [rows.take(rows.currency == currency)]
    each = [rows.take(rows.currency == c) for c in present] if len(present) > 1 else []
    return [rows, *each]


def _differs(claim: Claim, figures: Sequence[_Figures]) -> Message | None:
    """The warning for a count or sum that no meaning of it gives; None when one does."""
    side, _, what = claim.kind.partition("_")
    meant: list[Decimal] = []
    for whole in figures:
        for rows in _of_currency(whole, claim.currency):
            meant += _counted(rows) if claim.kind == "rows" else _of_side(rows, side, what)
    if not meant or any(abs(v) in meant or v in meant for v in claim.values):
        return None
    value = claim.values[0]
    if claim.kind == "rows":
        if value != int(value):
            return None
        return Message("loader.count_differs", {"stated": int(value), "n": int(meant[0])})
    return Message(f"loader.{claim.kind}_differs", {"stated": str(value), "read": str(meant[0])})


def _counted(rows: _Figures) -> list[Decimal]:
    return [Decimal(len(rows)), Decimal(int(rows.booked.sum()))]


def _of_side(whole: _Figures, side: str, what: str) -> list[Decimal]:
    """What a count or sum of a side may be: by side, by class or by the file's own word."""
    classes = ("charge",) if side == "debit" else ("income", "refund")
    meant: list[Decimal] = []
    for rows in (whole, whole.take(whole.booked)):
        back = rows.sum(rows.classes == ("refund" if side == "debit" else "charge"))
        of_class = np.isin(rows.classes, classes)
        for chosen in (rows.side == side, rows.told == side, of_class):
            if what == "count":
                meant.append(Decimal(int(chosen.sum())))
                continue
            meant.append(rows.sum(chosen))
            meant.append(abs(meant[-1] - back))
    return meant


def _balances(values: Iterable[Claim], figures: Sequence[_Figures]) -> list[Message]:
    """Opening balance and rows give the closing balance, per currency that is named."""
    warnings: list[Message] = []
    held = [c for c in values if c.kind in ("opening", "closing")]
    for currency in dict.fromkeys(c.currency for c in held):
        first = [c for c in held if c.kind == "opening" and c.currency == currency]
        last = [c for c in held if c.kind == "closing" and c.currency == currency]
        if not first or not last:
            continue
        moved: list[Decimal] = []
        for whole in figures:
            for rows in _of_currency(whole, currency):
                moved += [rows.take(rows.booked).moved(), rows.moved()]
        pairs = {(o, c) for a in first for b in last for o in a.values for c in b.values}
        # What is owed on a card is often stated without its sign.
        if any(
            abs(so * o + sm * m) == abs(c)
            for o, c in pairs
            for m in moved
            for so, sm in ((1, 1), (1, -1))
        ):
            continue
        opening, closing = first[0].values[0], last[-1].values[-1]
        params = {"opening": str(opening), "moved": str(moved[0]), "closing": str(closing)}
        warnings.append(Message("loader.balance_differs", params))
    return warnings


def check_totals(
    section: Section, reading: Reading, totals: Sequence[Total], frame: pd.DataFrame
) -> list[Message]:
    """Warnings for lines of sums whose figure is no sum of the column above it.

    A sum may be over the whole table, over the rows since the line of sums before, of one side,
    of one currency, or without what is not booked.
    """
    warnings: list[Message] = []
    if not len(frame) or not totals:
        return warnings
    place = {line: i for i, line in enumerate(section.lines)}
    lines = frame["line"].to_numpy()
    rows = _Figures.of(frame)
    booked, sizes = rows.booked, rows.amount
    debit, credit = rows.side == "debit", rows.side == "credit"
    everything = np.ones(len(frame), dtype=bool)
    by_currency = [rows.currency == c for c in dict.fromkeys(rows.currency.tolist())]
    before = -1
    for line in dict.fromkeys(t.line for t in totals):
        spans = [everything, lines < line, (lines < line) & (lines > before)]
        before = line
        for total in (t for t in totals if t.line == line):
            column = _column(section, reading, total.column, place, lines)
            meant: set[Decimal] = set()
            for span in spans:
                for some in (span, span & booked, *(span & c for c in by_currency)):
                    meant |= {_add(column[some]), _add([abs(v) for v in column[some] if v])}
                    out, back = _add(sizes[some & debit]), _add(sizes[some & credit])
                    meant |= {out, back, out - back, back - out, Decimal(int(some.sum()))}
            if total.value in meant or -total.value in meant:
                continue
            params = {
                "line": line, "column": section.names[total.column],
                "stated": str(total.value), "read": str(_add(column)),
            }  # fmt: skip
            warnings.append(Message("loader.total_differs", params))
    return warnings


def _add(values: Iterable[Any]) -> Decimal:
    return sum((v for v in values if v is not None), Decimal())


def _column(
    section: Section, reading: Reading, index: int, place: Mapping[int, int], lines: Any
) -> Any:
    """The column's own figures with their signs, one per transaction row."""
    values = np.empty(len(lines), dtype=object)
    mark = reading.marks.get(index, ".")
    for i, line in enumerate(lines):
        figure = amounts.split(section.rows[place[int(line)]][index])
        size = amounts.value(figure, mark) if figure else None
        values[i] = None if size is None or figure is None else -size if figure.negative else size
    return values
