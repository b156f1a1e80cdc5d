"""Money as whole minor units, and the only places where it becomes text and back.

Owns: ISO 4217 digits, exact conversion between Decimal and int64 minor units, display.
Does not own: reading an amount from a cell (loader), or sums over charges (rules.detect).
No float ever holds money.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NO_CURRENCY = "XXX"
"""ISO 4217 code for "no currency": the statement states none."""

MAX_EXPONENT = 8
"""Most decimals kept: crypto and fuel prices have up to eight, nothing payable has more."""

MAX_MINOR = 2**63 - 1

# ISO 4217:2015 table A.1, every active currency whose minor unit is not 2.
_DIGITS = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}


def digits(currency: str) -> int:
    """Number of digits of the minor unit of an ISO 4217 currency (2 where unknown).

    >>> digits("JPY"), digits("CNY"), digits("KWD")
    (0, 2, 3)
    """
    return _DIGITS.get(currency, 2)


def to_minor(value: Decimal, exponent: int) -> int:
    """Whole minor units of a decimal amount; exact or an error, never rounded.

    Raises:
        ValueError: more decimals than `exponent`, not finite, or beyond int64.

    >>> to_minor(Decimal("21.90"), 2)
    2190
    """
    if not value.is_finite():
        raise ValueError(f"not a finite amount: {value}")
    scaled = value.scaleb(exponent)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{value} has more than {exponent} decimals")
    if abs(whole) > MAX_MINOR:
        raise ValueError(f"{value} is too large")
    return whole


def amount_text(minor: int, currency: str, exponent: int | None = None) -> str:
    """Major units as plain decimal text with at least the currency's own digits.

    Digits beyond the currency's own are shown only where they are not zero.

    >>> amount_text(45990, "CNY"), amount_text(500, "JPY"), amount_text(45991, "EUR", 3)
    ('459.90', '500', '45.991')
    """
    own = digits(currency)
    exponent = own if exponent is None else exponent
    sign, minor = ("-", -minor) if minor < 0 else ("", minor)
    if exponent == 0:
        return f"{sign}{minor}" + ("." + "0" * own if own else "")
    whole, part = divmod(minor, 10**exponent)
    decimals = f"{part:0{exponent}d}".rstrip("0").ljust(own, "0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


@dataclass(frozen=True, order=True)
class Money:
    """An amount of one currency: `minor` whole units of 10**-exponent."""

    minor: int
    currency: str
    exponent: int

    @property
    def text(self) -> str:
        """Plain decimal text, no code, no grouping: "459.90"."""
        return amount_text(self.minor, self.currency, self.exponent)
