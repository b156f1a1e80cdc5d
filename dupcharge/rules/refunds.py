"""Money that came back: which refund row belongs to which charge, each used once.

Owns: the matching of refund rows to charges (by the id they state, by order number, else by
merchant and amount), and how much of every charge came back. Does not own: what a group owes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from dupcharge.rules.guises import common_names
from dupcharge.rules.policy import DAY
from dupcharge.rules.purchases import clock
from dupcharge.rules.records import NONE
from dupcharge.rules.refund_names import CUT, LEAST, SharedWords, named_in, tails
from dupcharge.rules.sequence import NEVER
from dupcharge.rules.sightings import Sightings

LATEST = 180 * DAY
"""A refund later than half a year is not guessed at by merchant and amount."""


@dataclass(frozen=True)
class Back:
    """What came back. `given`: one row per refund used, columns refund, of (txn) and amount.

    `amount`, `at`: per row of the charges frame, minor units given back in all (never above the
    charge), and the second at which the whole charge was back (a far future where it is not).
    `by`: txn of the refund that completed it, -1 where none did.
    """

    given: pd.DataFrame
    amount: np.ndarray
    at: np.ndarray
    by: np.ndarray


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


_OF_CREDIT = (
    "txn", "amount", "class", "currency", "transaction_id", "related_id", "order_id",
    "order_trusted",
)  # fmt: skip


class _Table:
    """Charges with what is left of each, and lookups by id, order and place."""

    def __init__(self, charges: pd.DataFrame, wanted: np.ndarray) -> None:
        self.charges = charges
        self.full = charges["amount"].to_numpy()
        self.left = self.full.copy()
        self.when = charges["when"].to_numpy()
        self.txn = charges["txn"].to_numpy()
        self.at = np.full(len(charges), NEVER)
        self.by = np.full(len(charges), NONE)
        self.given: list[tuple[int, int, int]] = []
        stated = charges["stated_refund"].fillna(0).to_numpy("int64")
        self.stated = np.clip(stated, 0, charges["amount"].to_numpy())
        self.positions = np.flatnonzero(
            np.isin(charges["place"], charges["place"][wanted].unique())
        )

    def match(self, credits: pd.DataFrame, aliases: dict[str, str]) -> None:
        part = self.charges.iloc[self.positions]
        names = self._names(part, credits, aliases)
        refunds = credits[credits["class"] == "refund"]
        stated = pd.concat([refunds["related_id"], refunds["transaction_id"]]).dropna()
        stated = pd.concat([stated, stated.str.split("_").str[0]])
        by_id: dict[str, list[int]] = defaultdict(list)
        for _, tid, at in self._with("transaction_id", "id_trusted", stated):
            by_id[tid].append(at)
        by_order: dict[tuple[str, str], list[int]] = defaultdict(list)
        for money, order, at in self._with("order_id", "order_trusted", credits["order_id"]):
            by_order[money, order].append(at)
        shelves = self._shelves(part["currency"], names[: len(part)])
        longer = _Longer(part["merchant_key"], names[: len(part)], shelves)
        when, _, _ = clock(credits)
        rows = sorted(
            zip(
                when.tolist(), *(credits[c].to_list() for c in _OF_CREDIT),
                names[len(part) :].tolist(), credits["merchant_key"].to_list(), strict=True,
            ),
            key=lambda r: (r[0], r[1]),
        )  # fmt: skip
        waiting, strange = [], []
        for second, txn, amount, kind, money, tid, related, order, ordered, name, told in rows:
            named: list[int] = []
            if kind == "refund":
                for text in (related, tid):
                    if isinstance(text, str) and not named:
                        named = by_id.get(text) or by_id.get(text.split("_")[0], [])
            if named:
                self.use(named, txn, amount, second)
                continue
            ordered_rows = (
                by_order.get((money, order), []) if ordered and isinstance(order, str) else []
            )
            shelf = shelves.get((money, int(name)))
            if shelf is None:
                shelf = longer.shelf(money, told)
            if kind == "income":  # money in is a refund where the same merchant's number says so
                ordered_rows = [p for p in ordered_rows if shelf is not None and p in shelf.at]
            if ordered_rows and self.use(ordered_rows, txn, amount, second):
                continue
            if shelf is not None:
                waiting.append((second, txn, amount, shelf))
            elif kind == "refund":
                strange.append((second, txn, amount, money, told))
        # Whole charges first, then parts.
        for step in ("whole", "part"):
            waiting = [
                (second, txn, amount, shelf)
                for second, txn, amount, shelf in waiting
                if not self.guess(shelf, txn, amount, second, step)
            ]
            if step == "whole" and strange:
                self.guess_names(strange)

    def _with(self, column: str, trust: str, wanted: pd.Series) -> list[tuple[str, str, int]]:
        """Currency, id and position of the charges with a trusted id among the wanted ones."""
        part = self.charges.iloc[self.positions]
        hit = (part[trust] & part[column].isin(wanted.dropna().unique())).to_numpy()
        found = part[hit]
        return list(
            zip(
                found["currency"].to_list(), found[column].to_list(),
                self.positions[hit].tolist(), strict=True,
            )
        )  # fmt: skip

    def _shelves(self, money: pd.Series, names: np.ndarray) -> dict[tuple[str, int], _Shelf]:
        """The charges of every name in order of time."""
        named = np.flatnonzero(names >= 0)
        at = self.positions[named]
        code, codes = pd.factorize(money.iloc[named])
        order = np.lexsort((at, self.when[at], names[named], code))
        at, code, name = at[order], code[order], names[named][order]
        new = np.flatnonzero(np.r_[True, (np.diff(code) != 0) | (np.diff(name) != 0)][: len(at)])
        stops = np.r_[new[1:], len(at)] if len(new) else new
        return {
            (str(codes[code[i]]), int(name[i])): _Shelf(at[i:j], self.when, self.full)
            for i, j in zip(new.tolist(), stops.tolist(), strict=True)
        }

    def _names(
        self, part: pd.DataFrame, credits: pd.DataFrame, aliases: dict[str, str]
    ) -> np.ndarray:
        known, told = part["merchant_key"], credits["merchant_key"]
        every = set(self.charges["merchant_key"].unique())
        if aliases:
            known, told = known.replace(aliases), told.replace(aliases)
            every = {aliases.get(name, name) for name in every}
        told = named_in(told, every)
        return common_names(pd.concat([known, told], ignore_index=True))

    def use(self, among: list[int], txn: int, amount: int, second: int) -> bool:
        """Give `amount` to one charge the refund names; to the one it fits best."""
        when, full = self.when, self.full
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

    def guess(self, shelf: _Shelf, txn: int, amount: int, second: int, step: str) -> bool:
        """Give `amount` to the latest earlier charge of the place that it can belong to.

        A charge of a day counts as made at its start. In step "whole" it is one of that amount,
        in step "part" one of which at least that amount is left.
        """
        at = shelf.of_amount(amount) if step == "whole" else shelf.at
        first, last = np.searchsorted(self.when[at], (second - LATEST, second + 1))
        at = at[first:last]
        left = self.left[at]
        fitting = at[left >= amount if step == "part" else left == amount]
        if not len(fitting):
            return False
        self._give(int(fitting[-1]), txn, amount, second)
        return True

    def guess_names(self, refunds: list[tuple[int, int, int, str, str]]) -> None:
        """Give whole charges back whose one name shares words with the refund's.

        `refunds`: second, txn, amount, currency and name of each.
        """
        keys, money = (self.charges[c].to_numpy(dtype=object) for c in ("merchant_key", "currency"))
        shared = SharedWords({key for key in keys if isinstance(key, str)})
        order = np.argsort(self.full, kind="stable")
        amounts = self.full[order]
        for second, txn, amount, currency, told in refunds:
            first, last = np.searchsorted(amounts, (amount, amount + 1))
            at = order[first:last]
            at = at[(self.when[at] <= second) & (self.when[at] >= second - LATEST)]
            at = at[(self.left[at] == amount) & (money[at] == currency)]
            names = shared.of(told) if len(at) else set()
            at = np.array([p for p in at.tolist() if keys[p] in names], dtype="int64")
            if len(at) and len(set(keys[at])) == 1:
                self._give(int(at[np.argmax(self.when[at])]), txn, amount, second)

    def _give(self, p: int, txn: int, amount: int, second: int) -> None:
        self.left[p] -= amount
        self.given.append((int(txn), int(self.txn[p]), int(amount)))
        if self.left[p] <= 0:
            self.at[p] = min(self.at[p], second)
            self.by[p] = txn

    def result(self) -> Back:
        given = pd.DataFrame(self.given, columns=["refund", "of", "amount"], dtype="int64")
        back = np.maximum(self.full - self.left, self.stated)
        return Back(given, np.minimum(back, self.full), self.at, self.by)


class _Longer:
    """Charges whose names hold a refund's shorter one: a city stands behind it, or words before."""

    def __init__(
        self, keys: pd.Series, names: np.ndarray, shelves: dict[tuple[str, int], _Shelf]
    ) -> None:
        code, distinct = pd.factorize(keys)
        first = np.unique(code, return_index=True)[1]
        self.names = sorted(
            (tail, int(names[i]))
            for i in first.tolist()
            if code[i] >= 0
            for tail in tails(str(distinct[code[i]]))
        )
        self.shelves = shelves
        self.found: dict[tuple[str, str], _Shelf | None] = {}

    def shelf(self, money: str, told: str) -> _Shelf | None:
        """All charges of the names that go on where `told` ends."""
        if len(told) < (CUT if told.isascii() else LEAST):
            return None
        if (money, told) not in self.found:
            start = bisect_left(self.names, (told,))
            hits: set[int] = set()
            for name, code in islice(self.names, start, None):
                if not name.startswith(told):
                    break
                if name == told or name[len(told)] == " ":
                    hits.add(code)
            parts = [s for c in sorted(hits) if (s := self.shelves.get((money, c))) is not None]
            self.found[money, told] = _Shelf.of(parts) if parts else None
        return self.found[money, told]


class _Shelf:
    """The charges of one name, positions in order of time."""

    def __init__(self, at: np.ndarray, when: np.ndarray, full: np.ndarray) -> None:
        self.at, self.when, self.full = at, when, full  # positions; and of all charges
        self._by_amount: tuple[np.ndarray, np.ndarray] | None = None

    @classmethod
    def of(cls, parts: list[_Shelf]) -> _Shelf:
        """Several shelves as one."""
        at = np.concatenate([part.at for part in parts])
        when = parts[0].when
        return cls(at[np.lexsort((at, when[at]))], when, parts[0].full)

    def of_amount(self, amount: int) -> np.ndarray:
        """Positions of the charges of exactly this amount, in order of time."""
        if self._by_amount is None:
            order = np.argsort(self.full[self.at], kind="stable")
            self._by_amount = (self.full[self.at][order], self.at[order])
        amounts, at = self._by_amount
        first, last = np.searchsorted(amounts, (amount, amount + 1))
        return at[first:last]
