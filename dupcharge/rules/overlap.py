"""One payment seen in several files: exports of one account that overlap.

Owns: schema.COPIES, which row is another sighting of which payment, and the order in which files
are compared. Does not own: how a wallet's and a card's view are matched (two_views); anything
inside one file, where no row is ever a copy.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dupcharge.money import NO_CURRENCY, digits
from dupcharge.rules.policy import DAY
from dupcharge.rules.purchases import clock
from dupcharge.rules.sightings import Sightings
from dupcharge.rules.two_views import Views, adopted, match_views
from dupcharge.statement import FileRecord

AGREEING = 3
"""Fewer equal rows prove no overlap: two coffees on two days are equal in any two files."""

MANY_AGREEING = 10
"""Rows that are equal in all but their ids."""

NEARLY_ALL = 0.9
"""Share of the smaller side's rows in the common days that must be in the other file."""


HEAD = 6
"""Letters of a name of which the other bank prints less, or more."""

KNOWN_NAMES = 0.1
"""Share of merchants that two files of one person have in common, if both pay in one country."""


def sightings(
    transactions: pd.DataFrame,
    files: tuple[FileRecord, ...],
    exponents: Mapping[str, int] | None = None,
) -> Sightings:
    """Which rows of several files are one payment. Nothing for a single file.

    `exponents`: currency -> decimals of its minor unit in `transactions`.
    """
    if transactions["file"].nunique() < 2:
        return Sightings()
    rows = _rows(transactions, files, exponents or {})
    of: dict[int, int] = {}
    for _, unit in rows.groupby("unit", sort=True):
        numbers = sorted(unit["file"].unique())
        for n, later in enumerate(numbers):
            for earlier in numbers[:n]:
                _match_exports(unit, earlier, later, files, of)
    views = Views()
    alone = rows[~rows["txn"].isin(list(of)) & rows["side"].notna() & (rows["status"] == "booked")]
    for _, unit in alone.groupby("unit", sort=True):
        _match_other_columns(unit, files, of, views)
    alone = alone[~alone["txn"].isin(list(of))]
    units = [unit for _, unit in alone.groupby("unit", sort=True)]
    for n, second in enumerate(units):
        for first in units[:n]:
            first = first[~first["txn"].isin(list(of))]
            match_views(first, second[~second["txn"].isin(list(of))], of, views)
    _lend_currency(rows, views)
    copies = pd.DataFrame({"txn": list(of), "of": [_root(of, t) for t in of]}, dtype="int64")
    copies = copies.sort_values("txn", ignore_index=True)
    unrecorded = np.array(sorted(set(views.unrecorded)), dtype="int64")
    return Sightings(copies, views.names, unrecorded, views.adopted())


def _lend_currency(rows: pd.DataFrame, views: Views) -> None:
    """A file that names no currency is paid in that of the others, where they share merchants."""
    nameless = rows["currency"] == NO_CURRENCY
    known = rows[~nameless & ~rows["file"].isin(rows.loc[nameless, "file"])]
    if known["currency"].nunique() != 1:
        return
    theirs = set(known["merchant_key"].dropna())
    begun = {head for name in theirs for head in _heads(name)}
    for _, part in rows[nameless].groupby("file", sort=True):
        mine = set(part["merchant_key"].dropna())
        shared = sum(name in begun or not theirs.isdisjoint(_heads(name)) for name in mine)
        if shared >= max(AGREEING, KNOWN_NAMES * min(len(mine), len(theirs))):
            views.money.append(adopted(part, known))


def _heads(name: str) -> list[str]:
    """A name, and what is left of it without its last words: one bank prints the city, one none."""
    words = name.split()
    heads = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return [head for head in heads if len(head) >= HEAD or head == name]


def _match_other_columns(
    unit: pd.DataFrame, files: tuple[FileRecord, ...], of: dict[int, int], views: Views
) -> None:
    """Exports of one account in other columns may state other days: posted here, bought there."""
    parts = [part for _, part in unit.groupby("file", sort=True)]
    for n, second in enumerate(parts):
        for first in parts[:n]:
            one, two = (files[int(p["file"].iloc[0])].same_columns for p in (first, second))
            if one != two:
                match_views(first, second, of, views, one_account=True)


def _rows(
    transactions: pd.DataFrame, files: tuple[FileRecord, ...], exponents: Mapping[str, int]
) -> pd.DataFrame:
    rows = transactions[(transactions["amount"] > 0) & (transactions["class"] != "unreadable")]
    columns = {n: "\x1f".join((f.format, *f.same_columns)) for n, f in enumerate(files)}
    unit = rows["account"].where(rows["account"].notna(), rows["file"].map(columns))
    stated = np.where(rows["account"].notna(), "1", "0")
    when, fine, second = clock(rows)
    rows = rows.assign(unit=pd.Series(stated, index=rows.index).astype("str") + unit.astype("str"))
    # A wallet may leave the direction of a refund open; what the row is tells it.
    way = rows["class"].map(_WAY)
    return rows.assign(
        side=rows["side"].where(rows["side"].notna(), way),
        value=_value(rows, exponents),
        when=when,
        day=when // 86400,
        fine=fine,
        second=second,
    )


_WAY = {"charge": "debit", "refund": "credit", "income": "credit"}


def _value(rows: pd.DataFrame, exponents: Mapping[str, int]) -> np.ndarray:
    """Amounts in one unit for all currencies: a file that names none may print fewer decimals."""
    exponent = {c: exponents.get(c, digits(c)) for c in rows["currency"].unique()}
    most = max(exponent.values(), default=0)
    factor = rows["currency"].map({c: 10 ** (most - n) for c, n in exponent.items()})
    amount, times = rows["amount"].to_numpy("int64"), factor.to_numpy("int64")
    # What would leave int64 keeps its own amount: such sums are in no two statements.
    return np.where(amount <= np.iinfo("int64").max // times, amount * times, amount)


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
    grain = max(_grain(a), _grain(b))
    a, b = (part.assign(when=part["when"] // grain) for part in (a, b))
    told = [set(files[n].columns) for n in (earlier, later)]
    unlike = (told[0] ^ told[1]) & {"description", "order_id", "method", "transaction_id"}
    both = pd.concat([a, b])
    both = both.assign(**{c: pd.Series(pd.NA, both.index, "str") for c in unlike})
    keys = _identity(both, alike_columns)
    left, right = _matched(keys.iloc[: len(a)], keys.iloc[len(a) :])
    if files[earlier].sha256 != files[later].sha256:
        within = [x["day"].between(first + 1, last - 1).to_numpy() for x in (a, b)]
        agreed = _agree(left, right, within, AGREEING)
        if not agreed and alike_columns and len(left) < AGREEING:
            # Some exports number their rows anew; then all but the ids is the same.
            keys = _identity(both, alike_columns, ids=False)
            without = _matched(keys.iloc[: len(a)], keys.iloc[len(a) :])
            if agreed := _agree(*without, within, MANY_AGREEING):
                left, right = without
        if not agreed:
            trusted = a["id_trusted"].to_numpy()[left] & b["id_trusted"].to_numpy()[right]
            known = a["transaction_id"].notna().to_numpy()[left] & trusted
            left, right = left[known], right[known]
    for one, two in zip(a["txn"].to_numpy()[left], b["txn"].to_numpy()[right], strict=True):
        root = _root(of, int(one))
        if int(two) not in of and root != int(two):
            of[int(two)] = root


def _grain(rows: pd.DataFrame) -> int:
    """Seconds of the finest step of a file's clock; a copy saved by a spreadsheet has minutes."""
    if not rows["fine"].any():
        return DAY
    return 1 if (rows["fine"] & (rows["precision"] == "second")).any() else 60


def _agree(left: np.ndarray, right: np.ndarray, within: list[np.ndarray], least: int) -> bool:
    """Nearly all rows of the smaller side, inside the common days, were found in the other file.

    `within`: per side, which rows lie inside the common days.
    """
    hit, inside = min(((left, within[0]), (right, within[1])), key=lambda side: len(side[1]))
    matched = np.zeros(len(inside), bool)
    matched[hit] = True
    missing = int((~matched & inside).sum())
    enough = len(left) >= least and len(left) * 2 >= len(inside)
    return enough and len(left) >= NEARLY_ALL * (len(left) + missing)


def _identity(rows: pd.DataFrame, alike_columns: bool, ids: bool = True) -> pd.Series:
    """One code per distinct row content; row and line numbers take no part, ids if asked for."""
    parts: list[pd.Series] = [rows["side"], rows["amount"], rows["currency"]]
    if alike_columns:
        tid = rows["transaction_id"].where(rows["id_trusted"] & ids)
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
