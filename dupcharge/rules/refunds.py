"""Money that came back: which refund row belongs to which charge, each used once.

Owns: the matching of refund rows to charges (by the id they state, by order number, else by
merchant and amount), and how much of every charge came back. Does not own: what a group owes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dupcharge.rules.guises import common_names
from dupcharge.rules.policy import DAY
from dupcharge.rules.purchases import clock
from dupcharge.rules.sequence import NEVER
from dupcharge.rules.sightings import Sightings

LATEST = 180 * DAY
"""A refund later than half a year is not guessed at by merchant and amount."""


@dataclass(frozen=True)
class Back:
    """What came back. `given`: one row per refund used, columns refund, of (txn) and amount.

    `amount`, `at`: per row of the charges frame, minor units given back in all (never above the
    charge), and the second at which the whole charge was back (a far future where it is not).
    """

    given: pd.DataFrame
    amount: np.ndarray
    at: np.ndarray


def give_back(
    charges: pd.DataFrame, transactions: pd.DataFrame, seen: Sightings, wanted: np.ndarray
) -> Back:
    """Match refunds to `charges` (PURCHASES rows) of the places in `wanted` (mask over charges).

    Only places that matter are asked, but within them every charge takes part, so that a refund
    of another purchase is not taken for one of a repeat.
    """
    credits = transactions[
        transactions["class"].isin(("refund", "income")) & (transactions["amount"] > 0)
    ]
    credits = credits[~credits["txn"].isin(seen.copies["txn"])]
    table = _Table(charges, wanted)
    if len(credits):
        table.match(credits, seen.names)
    return table.result()


class _Table:
    """Charges with what is left of each, and lookups by id, order and place."""

    def __init__(self, charges: pd.DataFrame, wanted: np.ndarray) -> None:
        self.charges = charges
        self.left = charges["amount"].to_numpy().copy()
        self.txn = charges["txn"].to_numpy()
        self.at = np.full(len(charges), NEVER)
        self.given: list[tuple[int, int, int]] = []
        stated = charges["stated_refund"].fillna(0).to_numpy("int64")
        self.stated = np.clip(stated, 0, charges["amount"].to_numpy())
        self.positions = np.flatnonzero(
            np.isin(charges["place"], charges["place"][wanted].unique())
        )

    def match(self, credits: pd.DataFrame, aliases: dict[str, str]) -> None:
        part = self.charges.iloc[self.positions]
        by_id: dict[str, list[int]] = defaultdict(list)
        by_order: dict[tuple[str, str], list[int]] = defaultdict(list)
        by_name: dict[tuple[str, int], list[int]] = defaultdict(list)
        names = self._names(part, credits, aliases)
        for at, tid, trusted, order, ordered, money, name in zip(
            self.positions, part["transaction_id"], part["id_trusted"], part["order_id"],
            part["order_trusted"], part["currency"], names[: len(part)], strict=True,
        ):  # fmt: skip
            if trusted and isinstance(tid, str):
                by_id[tid].append(at)
            if ordered and isinstance(order, str):
                by_order[money, order].append(at)
            if name >= 0:
                by_name[money, int(name)].append(at)
        when, _, _ = clock(credits)
        rows = sorted(
            zip(
                when.tolist(), credits["txn"], credits["amount"], credits["class"],
                credits["currency"], credits["transaction_id"], credits["related_id"],
                credits["order_id"], credits["order_trusted"], names[len(part) :], strict=True,
            ),
            key=lambda r: (r[0], r[1]),
        )  # fmt: skip
        waiting = []
        for second, txn, amount, kind, money, tid, related, order, ordered, name in rows:
            named: list[int] = []
            if kind == "refund":
                for text in (related, tid):
                    if isinstance(text, str) and not named:
                        named = by_id.get(text) or by_id.get(text.split("_")[0], [])
            if named:
                self.use(named, txn, amount, second, exact_first=True)
                continue
            ordered_rows = (
                by_order.get((money, order), []) if ordered and isinstance(order, str) else []
            )
            if ordered_rows and kind == "refund":
                if self.use(ordered_rows, txn, amount, second, exact_first=True):
                    continue
            waiting.append((second, txn, amount, kind, by_name.get((money, int(name)), [])))
        for whole in (True, False):
            rest = []
            for second, txn, amount, kind, same in waiting:
                if kind == "income" and not whole:
                    continue
                if not self.guess(same, txn, amount, second, whole):
                    rest.append((second, txn, amount, kind, same))
            waiting = rest

    def _names(
        self, part: pd.DataFrame, credits: pd.DataFrame, aliases: dict[str, str]
    ) -> np.ndarray:
        keys = pd.concat([part["merchant_key"], credits["merchant_key"]], ignore_index=True)
        keys = keys.replace(aliases) if aliases else keys
        return common_names(keys)

    def use(self, among: list[int], txn: int, amount: int, second: int, exact_first: bool) -> bool:
        """Give `amount` to one charge the refund names; to the one it fits best."""
        when = self.charges["when"].to_numpy()
        full = self.charges["amount"].to_numpy()
        fitting = [p for p in among if self.left[p] >= amount]
        if not fitting:
            return False
        best = min(
            fitting,
            key=lambda p: (
                self.stated[p] - (full[p] - self.left[p]) < amount,  # says itself it was refunded
                when[p] > second + DAY,
                full[p] != amount,
                -when[p],
                p,
            ),
        )
        self._give(best, txn, amount, second)
        return True

    def guess(self, same: list[int], txn: int, amount: int, second: int, whole: bool) -> bool:
        """Give `amount` to the latest earlier charge of the place that it can belong to."""
        when = self.charges["when"].to_numpy()
        full = self.charges["amount"].to_numpy()
        for p in reversed(same_until(same, when, second)):
            if second - when[p] > LATEST:
                return False
            if self.left[p] < amount or (whole and (full[p] != amount)):
                continue
            self._give(p, txn, amount, second)
            return True
        return False

    def _give(self, p: int, txn: int, amount: int, second: int) -> None:
        self.left[p] -= amount
        self.given.append((int(txn), int(self.txn[p]), int(amount)))
        if self.left[p] <= 0:
            self.at[p] = min(self.at[p], second)

    def result(self) -> Back:
        given = pd.DataFrame(self.given, columns=["refund", "of", "amount"], dtype="int64")
        full = self.charges["amount"].to_numpy()
        back = np.maximum(full - self.left, self.stated)
        return Back(given, np.minimum(back, full), self.at)


def same_until(positions: list[int], when: np.ndarray, second: int) -> list[int]:
    """The positions whose charge is not later than `second` (a day's rows count as its start)."""
    return sorted((p for p in positions if when[p] <= second), key=lambda p: (when[p], p))
