"""The `:86:` text of MT940: its three dialects, and the name, the purpose, the reference in it.

Owns: taking one description apart. Does not own: the lines around it (mt940).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FULL_LINE = 60
"""A line this long was cut by the format, which allows 65: the next continues its last word."""

_FULL_FIELD = 27  # the same for a numbered field

_NUMBERED = re.compile(r"(?:(\d{3}))?([?>~^@<|])(?=\d\d)")
_SLASHED = (
    "TRTP|TRCD|TYPE|EREF|PREF|MARF|MREF|CSID|CREF|KREF|RTRN|ACCW|CNTP|NAME|REMI|PURP|ULTC|ULTD|ULTB|ISDT|"
    "BENM|ORDP|IBAN|BIC|ADDR|OCMT|CHGS|EXCH|SVCL|IREF|RFID|SWOC|OPRP|ID|BO|BUSP|CHDT|SVID|PMID|NRTX|INIT|BENR|SWOD"
)
_KEY = re.compile(rf"/({_SLASHED})/")
_SEPA = re.compile(
    r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|MDAT|ANAM)[+:]"
)


@dataclass
class Description:
    """What one `:86:` says; "" where it does not say it."""

    name: str = ""
    text: str = ""
    end_to_end: str = ""


def describe(lines: list[str]) -> Description:
    """Take the lines of one `:86:` apart.

    >>> describe(["177?00KARTE?20EREF+A-1?21SVWZ+Lunch?32CAFE", "MILO"])
    Description(name='CAFEMILO', text='Lunch', end_to_end='A-1')
    >>> describe(["/TRTP/iDEAL/NAME/Shop/REMI/Order 7/EREF/X1"]).name
    'Shop'
    """
    whole = "".join(lines)
    numbered = _NUMBERED.match(whole.lstrip())
    if numbered:
        return _numbered(whole.lstrip(), numbered.group(2))
    if _KEY.search(whole):
        return _slashed(whole)
    return Description(text=collapse(join(lines)))


def join(lines: list[str]) -> str:
    """Lines of one text; a space where the line ended before the format cut it."""
    text, room = "", False
    for line in lines:
        text += (" " if room else "") + line
        room = len(line) < _FULL_LINE
    return text


def collapse(text: str) -> str:
    """Runs of blanks to one."""
    return " ".join(text.split())


def _numbered(whole: str, mark: str) -> Description:
    """`177?00…?20…?32…`: 00 the booking text, 20-29 and 60-63 the purpose, 32-33 the name."""
    pieces = re.split(re.escape(mark) + r"(\d\d)", whole)
    fields = list(zip(pieces[1::2], pieces[2::2], strict=True))
    purpose = _chain([v for k, v in fields if "20" <= k <= "29" or "60" <= k <= "65"])
    name = _chain([v for k, v in fields if k in ("32", "33")])
    booking = collapse(" ".join(v for k, v in fields if k == "00"))
    found = _SEPA.split(purpose)
    keyed = dict(zip(found[1::2], found[2::2], strict=True))
    text = collapse(f"{found[0]} {keyed.get('SVWZ', '')}") if keyed else collapse(purpose)
    other = keyed.get("ABWA") or keyed.get("ABWE") or ""
    return Description(
        name=collapse(name) or collapse(other),
        text=text or booking,
        end_to_end=collapse(keyed.get("EREF", "")),
    )


def _chain(values: list[str]) -> str:
    """Neighbouring fields of one text; a full one runs on into the next."""
    if any(value.startswith(" ") for value in values[1:]):  # cut anywhere, blanks and all
        return "".join(values)
    text = ""
    for value in values:
        text += value if len(value) >= _FULL_FIELD else value + " "
    return text


def _slashed(whole: str) -> Description:
    """`/TRTP/…/NAME/…/REMI/…/EREF/…`: keys between slashes."""
    pieces = _KEY.split(whole)
    fields: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        fields.setdefault(key, value.strip("/ "))
    name = fields.get("NAME", "")
    if not name and "CNTP" in fields:  # account/bank/name/city
        parts = fields["CNTP"].split("/")
        name = parts[2] if len(parts) > 2 else ""
    text = re.sub(r"^(?:USTD//|USTD/|STRD/CUR/|STRD/)", "", fields.get("REMI", ""))
    text = text or pieces[0].strip("/ ") or fields.get("TRTP", "") or whole
    return Description(collapse(name), collapse(text), collapse(fields.get("EREF", "")))
