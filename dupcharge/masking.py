"""Private data in free text: shown with the last four characters only.

Owns what counts as a card number, IBAN, phone number or e-mail address, and how a masked one
looks. Transaction and order ids are never masked: a complaint needs them, and one in ten long
numbers passes the check of a card number by chance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dupcharge.errors import DupchargeError
from dupcharge.locale import Message

if TYPE_CHECKING:  # errors are masked before pandas is there
    from dupcharge.statement import FileRecord, Part

# Length of an IBAN by country: SWIFT, IBAN Registry (ISO 13616).
_IBAN = dict(
    pair.split(":")
    for pair in (
        "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 BY:28 CH:21 CR:22 CY:28 "
        "CZ:24 DE:22 DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 "
        "GR:27 GT:28 HR:21 HU:28 IE:22 IL:23 IQ:23 IS:26 IT:27 JO:30 KW:30 KZ:20 LB:28 LC:32 "
        "LI:21 LT:20 LU:20 LV:21 MC:27 MD:24 ME:22 MK:19 MR:27 MT:31 MU:30 NL:18 NO:15 PK:24 "
        "PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 SA:24 SC:31 SE:24 SI:19 SK:24 SM:27 ST:25 SV:28 "
        "TL:23 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20"
    ).split()
)

_MAYBE = re.compile(r"@|\d(?:[ ().-]{0,2}\d){6}|[A-Za-z]{2}\d{2} ?[A-Za-z0-9]{4}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[A-Za-z]{2,24}")
_IBAN_SHAPE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[A-Za-z0-9]{11,30}(?![A-Za-z0-9])"
    r"|(?: [A-Za-z0-9]{4}){2,7}(?: [A-Za-z0-9]{1,3})?(?![A-Za-z0-9]))"
)
_CARD = re.compile(r"(?<!\d)(?<!\d[ -])\+?\d(?:[ -]?\d){12,18}(?![ -]?\d)")
_PHONE = re.compile(
    r"(?<![\d+*])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # mainland China
    r"|\+\d{1,3}(?:[ .()/-]{0,2}\d){6,12}"  # international
    r"|(?<!\d[ -])(?:"
    r"\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}"  # North America
    r"|0\d{1,4}[ /-]\d{3,4}[ -]?\d{3,4}|0\d{9,10}"  # national, with the leading zero
    r")(?![ -]\d))(?!\d)"
)
_NUMBER = re.compile(r"\d(?:[ -]?\d){4,}")

# Headers of columns that name the holder of the account.
_HOLDERS = frozenset(
    "户名|本方户名|本人户名|账户名称|账户名|持卡人|户主|本方姓名|姓名|客户姓名|戶名|account holder|"
    "account name|account owner|cardholder|card holder|cardholder name|card member|name on card|"
    "kontoinhaber|karteninhaber|titulaire|titulaire du compte|titular|titular de la cuenta|"
    "intestatario|rekeninghouder|kontohavare|posiadacz rachunku|口座名義|名義人".split("|")
)
# Parameters of sentences that are accounts or ways to pay, one or several.
_ACCOUNTS = frozenset(("account", "accounts", "method", "methods"))
# Parameters of sentences that name ids, places and words of our own, not people.
_OPEN = frozenset(
    "id ids transaction_id transaction_ids order_id order_ids file path option column columns "
    "header headers format formats encoding rule role word sheet member example".split()
)


def _last(text: str) -> str:
    kept = re.sub(r"[^\w.]", "", text)
    return "****" + kept[-4:]


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B check digit."""
    total = 0
    for i, char in enumerate(reversed(digits)):
        value = int(char) * (2 if i % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return _last(digits) if _luhn(digits) else match.group()


def _remainder(iban: str) -> int:
    """ISO 7064 mod 97-10 over the rearranged IBAN; 1 when it is right."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97


def _iban(match: re.Match[str]) -> str:
    found = match.group()
    size = int(_IBAN.get(found[:2].upper(), 0))
    bare = found.replace(" ", "")
    if not size or len(bare) < size:
        return found
    if len(bare) == size:
        return _last(bare)
    if " " not in found:
        return found
    # Groups of four with words behind them: cut at the country's length, then prove it.
    end = size + (size - 1) // 4
    if found[:end].replace(" ", "") != bare[:size] or _remainder(bare[:size]) != 1:
        return found
    return _last(bare[:size]) + found[end:]


def text(value: str) -> str:
    """Free text with card numbers (Luhn), IBANs, phones and e-mail addresses masked.

    >>> text("VISA 4111 1111 1111 1111"), text("call +44 20 7946 0958"), text("order 20241111")
    ('VISA ****1111', 'call ****0958', 'order 20241111')
    """
    if not _MAYBE.search(value):
        return value
    value = _MAIL.sub(lambda m: _last(m.group()), value)
    value = _IBAN_SHAPE.sub(_iban, value)
    value = _CARD.sub(_card, value)
    return _PHONE.sub(lambda m: _last(m.group()), value)


def account(value: str) -> str:
    """An account or a way to pay: like `text`, and any longer number keeps four digits.

    What the file masked itself stays as it is.

    >>> account("Checking 123456789"), account("138****0000"), account("Savings")
    ('Checking ****6789', '138****0000', 'Savings')
    """
    if "*" in value or re.search(r"[xX]{3}", value):
        return text(value)
    value = _IBAN_SHAPE.sub(_iban, value)
    return text(_NUMBER.sub(lambda m: _last(m.group()), value))


def is_holder(header: str) -> bool:
    """Whether a column of the statement names the holder of the account, not the other side.

    >>> is_holder("Account holder"), is_holder("Payee")
    (True, False)
    """
    return header.strip().casefold() in _HOLDERS


def person(value: str) -> str:
    """A name of which the first letter stays, as statements mask names themselves.

    >>> person("Erika Mustermann"), person("")
    ('E**', '')
    """
    bare = value.strip()
    return f"{bare[0]}**" if bare else value


def value(key: str, item: Any) -> Any:
    """A parameter of a sentence, masked unless its name says that it is an id or our own word."""
    if isinstance(item, Message):
        return message(item)
    if isinstance(item, (list, tuple)):
        return tuple(value(key, part) for part in item)
    if isinstance(item, str) and key not in _OPEN:
        return account(item) if key in _ACCOUNTS else text(item)
    return item


def params(values: Mapping[str, Any]) -> dict[str, Any]:
    """All parameters of a sentence, masked."""
    return {key: value(key, item) for key, item in values.items()}


def message(sentence: Message) -> Message:
    """The same sentence with masked values."""
    return Message(sentence.code, params(sentence.params))


def error(fault: DupchargeError) -> DupchargeError:
    """The same error with masked values; what it says is unchanged."""
    return DupchargeError(fault.code, **params(fault.params))


def _part(part: Part) -> Part:
    return replace(part, account=part.account and account(part.account))


def record(file: FileRecord) -> FileRecord:
    """How a file was read, without anybody's account number."""
    return replace(
        file,
        account=file.account and account(file.account),
        parts=tuple(_part(part) for part in file.parts),
        warnings=tuple(message(m) for m in file.warnings),
        choices=tuple(
            replace(c, value=text(c.value), reason=message(c.reason)) for c in file.choices
        ),
        columns={role: text(header) for role, header in file.columns.items()},
    )
