"""One payment seen in several files: exports of one account that overlap, wallet beside card.

Owns: schema.COPIES, which row is another sighting of which payment; which names the files give one
merchant; which card debits their wallet never recorded. Does not own: anything inside one file,
where no row is ever a copy.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from dupcharge.money import NO_CURRENCY
from dupcharge.rules.other_name import alike, one_name
from dupcharge.rules.policy import WINDOWS
from dupcharge.rules.purchases import clock
from dupcharge.rules.sightings import Sightings
from dupcharge.statement import FileRecord

AGREEING = 3
"""Fewer equal rows prove no overlap: two coffees on two days are equal in any two files."""

NEARLY_ALL = 0.9
"""Share of the smaller side's rows in the common days that must be in the other file."""

RELATED = 0.3
"""Share of a card's rows that a wallet must explain before a match without the wallet's name on it
is trusted."""

CLOSE = 5
"""Seconds between the wallet's and the bank's clock for one payment without further evidence."""

REACHES = (1, CLOSE, WINDOWS["same-payment"])
"""Seconds of distance allowed in turn, so that the closest rows find each other first."""

LAGS = (0, 1, 2, 3)
"""Days a card may take to book what the wallet has at once."""

CROWD = 40
"""Equal amounts tried per row: more unmatched ones in so short a time are not told apart."""

WALLET_SIGNS = (
    r"(?i)paypal|支付宝|财付通|微信支付|alipay|wechat|tenpay|apple pay|google pay|venmo|klarna"
)


def sightings(transactions: pd.DataFrame, files: tuple[FileRecord, ...]) -> Sightings:
    """Which rows of several files are one payment. Nothing for a single file."""
    if transactions["file"].nunique() < 2:
        return Sightings()
    rows = _rows(transactions, files)
    of: dict[int, int] = {}
    for _, unit in rows.groupby("unit", sort=True):
        numbers = sorted(unit["file"].unique())
        for n, later in enumerate(numbers):
            for earlier in numbers[:n]:
                _match_exports(unit, earlier, later, files, of)
    names: dict[str, str] = {}
    unrecorded: list[int] = []
    alone = rows[~rows["txn"].isin(list(of)) & rows["side"].notna() & (rows["status"] == "booked")]
    units = sorted(alone["unit"].unique())
    for n, second in enumerate(units):
        for first in units[:n]:
            _match_accounts(alone, first, second, of, names, unrecorded)
    copies = pd.DataFrame({"txn": list(of), "of": [_root(of, t) for t in of]}, dtype="int64")
    copies = copies.sort_values("txn", ignore_index=True)
    return Sightings(copies, names, np.array(sorted(set(unrecorded)), dtype="int64"))


def _rows(transactions: pd.DataFrame, files: tuple[FileRecord, ...]) -> pd.DataFrame:
    rows = transactions[(transactions["amount"] > 0) & (transactions["class"] != "unreadable")]
    columns = {n: "\x1f".join((f.format, *f.same_columns)) for n, f in enumerate(files)}
    unit = rows["account"].where(rows["account"].notna(), rows["file"].map(columns))
    stated = np.where(rows["account"].notna(), "1", "0")
    when, fine, _ = clock(rows)
    rows = rows.assign(unit=pd.Series(stated, index=rows.index).astype("str") + unit.astype("str"))
    return rows.assign(when=when, day=when // 86400, fine=fine)


def _root(of: dict[int, int], txn: int) -> int:
    while txn in of:
        txn = of[txn]
    return txn


def _match_exports(
    unit: pd.DataFrame, earlier: int, later: int, files: tuple[FileRecord, ...], of: dict[int, int]
) -> None:
    """Equal rows of two exports of one account, as multisets, where the exports overlap."""
    a, b = unit[unit["file"] == earlier], unit[unit["file"] == later]
    first, last = max(a["day"].min(), b["day"].min()), min(a["day"].max(), b["day"].max())
    a, b = a[a["day"].between(first, last)], b[b["day"].between(first, last)]
    if not len(a) or not len(b):
        return
    alike_columns = files[earlier].same_columns == files[later].same_columns
    keys = _identity(pd.concat([a, b]), alike_columns)
    left, right = _matched(keys.iloc[: len(a)], keys.iloc[len(a) :])
    same_file = files[earlier].sha256 == files[later].sha256
    if not same_file:
        inner_a, inner_b = (x["day"].between(first + 1, last - 1).to_numpy() for x in (a, b))
        smaller, inside, hit = min(
            ((len(a), inner_a, left), (len(b), inner_b, right)), key=lambda side: side[0]
        )
        matched = np.zeros(smaller, bool)
        matched[hit] = True
        missing = (~matched & inside).sum()
        if (
            len(left) < AGREEING
            or len(left) < NEARLY_ALL * (len(left) + missing)
            or (len(left) * 2 < smaller)
        ):
            trusted = a["id_trusted"].to_numpy()[left] & b["id_trusted"].to_numpy()[right]
            known = a["transaction_id"].notna().to_numpy()[left] & trusted
            left, right = left[known], right[known]
    for one, two in zip(a["txn"].to_numpy()[left], b["txn"].to_numpy()[right], strict=True):
        root = _root(of, int(one))
        if int(two) not in of and root != int(two):
            of[int(two)] = root


def _identity(rows: pd.DataFrame, alike_columns: bool) -> pd.Series:
    """One code per distinct row content; row and line numbers take no part."""
    parts: list[pd.Series] = [rows["side"], rows["amount"], rows["currency"]]
    if alike_columns:
        tid = rows["transaction_id"].where(rows["id_trusted"])
        # With an id of its own a row is known again even if its state has changed meanwhile.
        rest = [rows["merchant_key"], rows["description"], rows["order_id"], rows["method"]]
        parts += [rows["when"], tid, *(r.where(tid.isna()) for r in rest)]
    else:
        parts += [rows["day"]]
    code = np.zeros(len(rows), dtype="int64")
    for part in parts:
        fresh = pd.factorize(part, use_na_sentinel=True)[0].astype("int64") + 1
        code = pd.factorize(code * (int(fresh.max(initial=0)) + 1) + fresh)[0].astype("int64")
    return pd.Series(code, index=rows.index)


def _matched(left: pd.Series, right: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Positions of equal codes, the n-th with the n-th."""
    a = pd.DataFrame({"code": left.to_numpy(), "left": np.arange(len(left))})
    b = pd.DataFrame({"code": right.to_numpy(), "right": np.arange(len(right))})
    a["n"], b["n"] = a.groupby("code").cumcount(), b.groupby("code").cumcount()
    both = a.merge(b, on=["code", "n"])
    return both["left"].to_numpy("int64"), both["right"].to_numpy("int64")


def _match_accounts(
    rows: pd.DataFrame,
    first: str,
    second: str,
    of: dict[int, int],
    names: dict[str, str],
    unrecorded: list[int],
) -> None:
    """Match a wallet's and a card's view of one payment, one to one."""
    a, b = rows[rows["unit"] == first], rows[rows["unit"] == second]
    signed_a, signed_b = (_signed(x) for x in (a, b))
    if signed_a.sum() > signed_b.sum():  # the side that prints the wallet's name is the card
        a, b, signed_b = b, a, signed_a
    from_day, to_day = max(a["day"].min(), b["day"].min()), min(a["day"].max(), b["day"].max())
    a = a[a["day"].between(from_day - 1, to_day + 1)]
    inside = b["day"].between(from_day - 1, to_day + 3).to_numpy()
    b, signed_b = b[inside], signed_b[inside]
    if not len(a) or not len(b):
        return
    left, right = _in_step(a, b)
    like = alike(a["merchant_key"].iloc[left], b["merchant_key"].iloc[right])
    left, right = left[like], right[like]
    fine = a["fine"].to_numpy()[left] & b["fine"].to_numpy()[right]
    gap = np.abs(a["when"].to_numpy()[left] - b["when"].to_numpy()[right])
    related = len(left) >= max(AGREEING, RELATED * min(len(a), len(b)))
    trusted = signed_b[right] | related | (fine & (gap <= CLOSE))
    left, right = left[trusted], right[trusted]
    txn_a, txn_b = a["txn"].to_numpy(), b["txn"].to_numpy()
    votes: dict[str, Counter[str]] = {}
    for i, j in zip(left, right, strict=True):
        of[int(txn_b[j])] = int(txn_a[i])
        votes.setdefault(str(b["merchant_key"].iat[j]), Counter())[
            str(a["merchant_key"].iat[i])
        ] += 1
    for key, counts in votes.items():
        names[key] = min(counts, key=lambda name: (-counts[name], name))
    if len(left) >= AGREEING:
        used = np.zeros(len(b), bool)
        used[right] = True
        covered = b["day"].between(from_day, to_day).to_numpy()
        extra = signed_b & ~used & covered & (b["class"] == "charge").to_numpy()
        unrecorded.extend(b["txn"].to_numpy()[extra].tolist())


def _signed(rows: pd.DataFrame) -> np.ndarray:
    text = rows["merchant"].fillna("") + " " + rows["description"].fillna("")
    return text.str.contains(WALLET_SIGNS, regex=True).to_numpy(dtype=bool)


def _in_step(a: pd.DataFrame, b: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of equal side and amount close in time, one to one, the closest first.

    A file that states no currency fits any.
    """
    content = pd.concat([a, b])
    code = content.groupby(["side", "amount"], sort=False).ngroup().to_numpy()
    shared = np.intersect1d(code[: len(a)], code[len(a) :])
    lists = [_by_code(code[: len(a)], a, shared), _by_code(code[len(a) :], b, shared)]
    walk = _Walk(a, b)
    for one in shared:
        walk.match(lists[0][int(one)], lists[1][int(one)])
    return np.array(walk.left, dtype="int64"), np.array(walk.right, dtype="int64")


class _Walk:
    """Walks two lists of rows in order of time, several times, each time allowing more distance."""

    def __init__(self, a: pd.DataFrame, b: pd.DataFrame) -> None:
        self.when = [x["when"].to_numpy() for x in (a, b)]
        self.day = [x["day"].to_numpy() for x in (a, b)]
        self.fine = [x["fine"].to_numpy() for x in (a, b)]
        self.name = [x["merchant_key"].to_numpy(dtype=object) for x in (a, b)]
        self.money = [x["currency"].to_numpy(dtype=object) for x in (a, b)]
        self.left: list[int] = []
        self.right: list[int] = []

    def match(self, mine: list[int], yours: list[int]) -> None:
        for fine, reach in (*((True, r) for r in REACHES), *((False, d) for d in LAGS)):
            used_mine, used_yours = set(), set()
            start = 0
            for i in mine:
                while start < len(yours) and self._before(yours[start], i, fine, reach):
                    start += 1
                for n in range(start, min(start + CROWD, len(yours))):
                    j = yours[n]
                    if j in used_yours:
                        continue
                    if self._fits(i, j, fine, reach):
                        used_mine.add(i)
                        used_yours.add(j)
                        self.left.append(i)
                        self.right.append(j)
                        break
            mine = [i for i in mine if i not in used_mine]
            yours = [j for j in yours if j not in used_yours]

    def _before(self, j: int, i: int, fine: bool, reach: int) -> bool:
        """The other row is too early for this one and for all later ones."""
        if fine:
            return bool(self.when[1][j] < self.when[0][i] - reach - 86400)
        return bool(self.day[1][j] < self.day[0][i])

    def _fits(self, i: int, j: int, fine: bool, reach: int) -> bool:
        both = self.fine[0][i] and self.fine[1][j]
        one, two = self.money[0][i], self.money[1][j]
        if both != fine or (one != two and NO_CURRENCY not in (one, two)):
            return False
        if fine:
            near = abs(self.when[0][i] - self.when[1][j]) <= reach
        else:
            near = self.day[1][j] - self.day[0][i] == reach
        return bool(near) and one_name(self.name[0][i], self.name[1][j])


def _by_code(code: np.ndarray, rows: pd.DataFrame, shared: np.ndarray) -> dict[int, list[int]]:
    order = np.lexsort((rows["txn"].to_numpy(), rows["when"].to_numpy()))
    out: dict[int, list[int]] = {int(c): [] for c in shared}
    wanted = np.isin(code[order], shared)
    for position in order[wanted]:
        out[int(code[position])].append(int(position))
    return out
