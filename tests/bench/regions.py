"""Regions: their money, how round their prices are, and their words.

`scale` turns the generator's euro amounts into minor units.  `style` is the country's habit of
whole amounts: cents, taxed (nearly every price is odd), mixed, kronor, whole, yen.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import words_asia as asia
from . import words_west as west

ROUND_CENTS = frozenset({0, 5, 10, 20, 25, 40, 49, 50, 60, 75, 80, 90, 95, 98, 99})


@dataclass(frozen=True)
class Words:
    """The invented names of one language; two per kind, one for each half of the world."""

    firsts: tuple[str, ...]
    patterns: dict[str, tuple[str, str]]
    people: tuple[str, ...]
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """A country as far as a statement shows it."""

    code: str
    currency: str
    digits: int
    scale: float
    style: str
    language: str
    words: Words

    def menu(self, rng: random.Random, low: float, high: float) -> int:
        """A list price in minor units."""
        amount = rng.uniform(low, high) * self.scale
        if self.style == "yen":
            return max(10, round(amount / 10) * 10)
        if self.style == "whole":
            step = 500 if amount > 3000 else 100
            return max(step, round(amount / step) * step)
        if self.style == "kronor":
            return max(500, round(amount / 500) * 500)
        if self.style == "mixed":
            whole = max(100, round(amount / 100) * 100)
            return whole - rng.choice([0, 0, 0, 50, 10])
        price = max(50, round(amount / 25) * 25)
        if amount > 400 and rng.random() < 0.4:
            price = max(99, price // 100 * 100 + rng.choice([95, 99]))
        return round(price * 1.0825) if self.style == "taxed" else price

    def basket(self, rng: random.Random, low: float, high: float) -> int:
        """What a till or a meter adds up to, in minor units."""
        amount = int(rng.uniform(low, high) * self.scale)
        if self.style == "whole" and rng.random() < 0.95:
            return max(100, amount // 100 * 100)
        if self.style == "mixed" and rng.random() < 0.35:
            return max(100, amount // 100 * 100)
        if self.style == "kronor" and rng.random() < 0.55:
            return max(100, amount // 100 * 100)
        return amount

    def specific(self, minor: int) -> bool:
        """True for an amount that hardly comes about twice by chance, to an eye that knows
        the country's prices."""
        if self.style in ("yen", "whole"):
            units, rest = divmod(minor, 10**self.digits)
            return rest != 0 or (units >= 200 and units % 10 not in (0, 5, 8, 9))
        return minor % 100 not in ROUND_CENTS and minor >= 300

    def text(self, minor: int) -> str:
        """The amount as labels write it: a plain decimal."""
        if not self.digits:
            return str(minor)
        return f"{minor // 100}.{minor % 100:02d}"


def _patterns(*blocks: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for pair in " ".join(" ".join(blocks).split()).split(";"):
        if pair.strip():
            kind, names = pair.strip().split("=")
            first, second = names.split(",")
            found[kind] = (first.strip(), second.strip())
    return found


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (text.split("|") if "|" in text else text.split()))


_ZH = Words(
    _split(asia.ZH_FIRSTS),
    _patterns(asia.ZH_HABITS, ";", asia.ZH_SHOPS, ";", asia.ZH_HOUSE),
    _split(asia.ZH_PEOPLE),
    _split(asia.ZH_CITIES),
)
_TW = Words(
    _split(asia.TW_FIRSTS),
    _patterns(asia.TW_HABITS, ";", asia.TW_SHOPS, ";", asia.TW_HOUSE),
    _split(asia.TW_PEOPLE),
    _split(asia.TW_CITIES),
)
_JA = Words(
    _split(asia.JA_FIRSTS),
    _patterns(asia.JA_HABITS, ";", asia.JA_SHOPS, ";", asia.JA_HOUSE),
    _split(asia.JA_PEOPLE),
    _split(asia.JA_CITIES),
)
_EN = _patterns(west.EN_HABITS, ";", west.EN_SHOPS, ";", west.EN_HOUSE)
_GB = Words(_split(west.EN_FIRSTS), _EN, _split(west.EN_PEOPLE), _split(west.GB_CITIES))
_US = Words(_split(west.EN_FIRSTS), _EN, _split(west.EN_PEOPLE), _split(west.US_CITIES))
_IN = Words(_split(west.IN_FIRSTS), _EN, _split(west.IN_PEOPLE), _split(west.IN_CITIES))
_NL = Words(
    _split(west.NL_FIRSTS),
    _patterns(west.NL_HABITS, ";", west.NL_SHOPS, ";", west.NL_HOUSE),
    _split(west.NL_PEOPLE),
    _split(west.NL_CITIES),
)
_IT = Words(
    _split(west.IT_FIRSTS),
    _patterns(west.IT_HABITS, ";", west.IT_SHOPS, ";", west.IT_HOUSE),
    _split(west.IT_PEOPLE),
    _split(west.IT_CITIES),
)
_SV = Words(
    _split(west.SV_FIRSTS),
    _patterns(west.SV_HABITS, ";", west.SV_SHOPS, ";", west.SV_HOUSE),
    _split(west.SV_PEOPLE),
    _split(west.SV_CITIES),
)

REGIONS = {
    region.code: region
    for region in (
        Region("cn", "CNY", 2, 500, "mixed", "zh", _ZH),
        Region("tw", "TWD", 2, 2600, "whole", "tw", _TW),
        Region("jp", "JPY", 0, 150, "yen", "ja", _JA),
        Region("gb", "GBP", 2, 90, "cents", "en", _GB),
        Region("us", "USD", 2, 115, "taxed", "en", _US),
        Region("in", "INR", 2, 3000, "whole", "en", _IN),
        Region("nl", "EUR", 2, 100, "cents", "nl", _NL),
        Region("it", "EUR", 2, 100, "cents", "it", _IT),
        Region("se", "SEK", 2, 1100, "kronor", "sv", _SV),
        Region("ie", "EUR", 2, 100, "cents", "en", _GB),
    )
}
