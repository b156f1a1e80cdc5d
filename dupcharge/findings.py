"""What the rules hand on: frozen tables, and a view per charge group for those who report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dupcharge.locale import Message
from dupcharge.money import Money
from dupcharge.statement import Statement


@dataclass(frozen=True)
class Settings:
    """The options of `scan` that decide what is found and counted; None = the rule's own."""

    window: str | None = None
    min_confidence: str = "likely"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class ChargeGroup:
    """One group as a report shows it. Money in minor units of `currency`.

    `charges`: one row per payment, schema.TRANSACTIONS columns plus `role` and `refunded`,
    in time order. `refunds`: TRANSACTIONS columns plus `of` (index into charges).
    """

    id: str
    key: str
    rule: str
    rules: tuple[str, ...]
    confidence: str
    merchant: str | None
    currency: str
    amount: int
    charges: pd.DataFrame
    refunds: pd.DataFrame
    copies: Mapping[int, tuple[tuple[int, int, int], ...]]  # txn -> (file, row, line)
    refunded: int
    overcharge: int
    settled: bool
    evidence: tuple[Message, ...]
    doubts: tuple[Message, ...]
    counted: bool  # at or above min_confidence: its overcharge is in the total


@dataclass(frozen=True)
class Decided:
    """What the user has decided about one group; `group` is None where no group has that key.

    `verdict`: "not-a-duplicate" (the group is left out of the findings) or "mine" (the group stays,
    with the charge the user named as its original).
    """

    key: str
    verdict: str
    reason: str
    group: ChargeGroup | None


@dataclass(frozen=True)
class Total:
    """What one currency adds up to. Money in minor units."""

    currency: str
    groups: int
    repeats: int
    overcharge: int
    to_check: int
    settled: int


@dataclass(frozen=True)
class Findings:
    """Result of `find_duplicates`: groups in order of weight, totals per currency."""

    statement: Statement
    settings: Settings
    groups: tuple[ChargeGroup, ...]
    totals: tuple[Total, ...]
    set_aside: Mapping[str, int] = field(default_factory=dict)  # excuse -> pairs it silenced
    decided: tuple[Decided, ...] = ()

    def money(self, minor: int, currency: str) -> Money:
        """Minor units with the exponent this load uses for the currency."""
        from dupcharge.money import digits

        return Money(minor, currency, self.statement.exponents.get(currency, digits(currency)))

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The JSON document `dupcharge/report/1`; `lang` None follows the statement."""
        from dupcharge.document import report

        return report(self, lang)
