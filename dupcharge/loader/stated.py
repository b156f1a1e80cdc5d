"""What a statement says about itself outside its rows: account, export time, counts and totals.

Each is compared with what was read; a difference is a warning, never a correction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pandas as pd

from dupcharge.loader import dates
from dupcharge.loader.formats import Format
from dupcharge.locale import Message

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
    text: str, format: Format, stated: Mapping[str, str], frame: pd.DataFrame
) -> list[Message]:
    """Warnings where the statement's own counts and totals disagree with the rows read.

    Args:
        text: preamble and trailing lines.
        format: its `control` patterns are looked for in `text`.
        stated: values a structured format states (opening, closing, debit_total, ...).
        frame: rows of the section as loader.normalize gives them.
    """
    warnings: list[Message] = []
    values = dict(stated)
    for key, pattern in format.control.items():
        if key in ("account", "exported", "from", "to"):
            continue
        if found := re.search(pattern, text):
            values[key] = found[1].replace(",", "")
    if "rows" not in values and (found := _COUNT.search(text)):
        values["rows"] = found[1].replace(",", "")
    sides = {"debit": frame["side"] == "debit", "credit": frame["side"] == "credit"}
    for key, stated_text in values.items():
        try:
            value = Decimal(stated_text)
        except InvalidOperation:
            continue
        if key == "rows" and value != len(frame):
            warnings.append(
                Message("loader.count_differs", {"stated": int(value), "n": len(frame)})
            )
        side, _, what = key.partition("_")
        if side not in sides or what not in ("count", "total"):
            continue
        chosen = frame[sides[side]]
        read = (
            Decimal(len(chosen))
            if what == "count"
            else sum((a for a in chosen["amount"] if a is not None), Decimal())
        )
        if read != value and abs(value) != read:
            code = f"loader.{key}_differs"
            warnings.append(Message(code, {"stated": str(value), "read": str(read)}))
    if "opening" in values and "closing" in values:
        _balance(values, frame, warnings)
    return warnings


def _balance(values: Mapping[str, str], frame: pd.DataFrame, warnings: list[Message]) -> None:
    try:
        opening, closing = Decimal(values["opening"]), Decimal(values["closing"])
    except InvalidOperation:
        return
    moved = Decimal()
    for side, amount, status in zip(
        frame["side"], frame["amount"], frame["status_word"], strict=True
    ):
        if amount is not None and status == "booked":
            moved += amount if side == "credit" else -amount if side == "debit" else 0
    if opening + moved != closing:
        params = {"opening": str(opening), "moved": str(moved), "closing": str(closing)}
        warnings.append(Message("loader.balance_differs", params))
