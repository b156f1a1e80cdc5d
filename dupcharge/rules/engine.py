"""Where detection runs and how its tables become findings.

Owns: `find_duplicates`: options, the run (in this process), the groups in order of weight, their
sentences, and totals. Does not own: evidence, or how money is computed (detect).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from dupcharge.findings import ChargeGroup, Decided, Findings, Settings, Total
from dupcharge.rules import policy
from dupcharge.rules.decisions import Decisions
from dupcharge.rules.detect import Detected, detect, overcharges
from dupcharge.rules.groups import word
from dupcharge.rules.sentences import Speaker
from dupcharge.schema import LEVELS
from dupcharge.statement import Statement


def find_duplicates(
    statement: Statement,
    *,
    window: str | None = None,
    min_confidence: str = "likely",
    since: str | None = None,
    until: str | None = None,
    decisions: Decisions | None = None,
) -> Findings:
    """What was charged more than once in `statement`.

    Args:
        statement: what the loader read; several files are one person's records.
        window: how far apart repeats may be (90s, 10m, 24h, 3d); None: each rule its own.
        min_confidence: weakest word that counts into the totals.
        since: only groups with a repeat on this day (YYYY-MM-DD) or later.
        until: only groups with a repeat on this day or earlier.
        decisions: what the user has decided about groups (decisions.read), or None.

    Raises:
        PolicyError: an option that cannot be understood.
    """
    settings = Settings(window, policy.confidence(min_confidence), since, until)
    first, last = policy.date(since, "--since"), policy.date(until, "--until")
    found = detect(statement, policy.Policy(policy.duration(window)))
    groups = _groups(statement, found, settings)
    if first or last:
        groups = [g for g in groups if _in_period(g, first, last)]
    groups = _apart(sorted(groups, key=_weight))
    decided: list[Decided] = []
    if decisions is not None:
        groups, decided = decisions.apply(groups)
    groups = sorted(groups, key=_weight)
    groups = [replace(group, id=str(n)) for n, group in enumerate(groups, 1)]
    totals = _totals(statement, groups)
    return Findings(statement, settings, tuple(groups), totals, found.set_aside, tuple(decided))


def _groups(statement: Statement, found: Detected, settings: Settings) -> list[ChargeGroup]:
    """One ChargeGroup per group. Frames are cut from one sorted frame, not looked up one by one."""
    members = found.members
    if not len(members):
        return []
    transactions = statement.transactions
    position = pd.Index(transactions["txn"])
    charges = transactions.iloc[position.get_indexer(members["txn"])].reset_index(drop=True)
    charges = charges.assign(
        role=members["role"],
        refunded=members["back"],
        # As the rules counted it: a file that names no currency may have lent the wallet's.
        amount=members["amount"],
        currency=members["currency"].astype("str"),
    )
    group_of = pd.Series(members["group"].to_numpy(), index=members["txn"].to_numpy())
    within = pd.Series(members.groupby("group").cumcount().to_numpy(), index=group_of.index)
    given = found.given.assign(group=found.given["of"].map(group_of))
    refunds = transactions.iloc[position.get_indexer(given["refund"])].assign(
        of=given["of"].map(within).to_numpy(),
        given=given["amount"].to_numpy(),
        group=given["group"].to_numpy(),
    )
    refunds = refunds.sort_values(["group", "time", "txn"], ignore_index=True)
    sums = overcharges(members)
    bounds = _bounds(members["group"].to_numpy())
    refund_bounds = {g: (i, j) for g, i, j in _bounds(refunds["group"].to_numpy())}
    refunds = refunds.drop(columns="group")
    speaker = Speaker(statement, found)
    copies = _copies(found, transactions, position)
    least = LEVELS.index(settings.min_confidence) + 1
    money = {int(g): (int(r), int(o)) for g, r, o in sums[["refunded", "overcharge"]].itertuples()}
    first = (members["role"] == "original").to_numpy()
    originals = dict(
        zip(members["group"][first], charges[first][_ORIGINAL].to_dict("records"), strict=True)
    )
    # The key is that of the earliest charge: a refund can make another one the original.
    starts = [start for _, start, _ in bounds]
    earliest = charges.iloc[starts][_ORIGINAL].to_dict("records")
    ranks, txns = members["rank"].to_numpy(), members["txn"].to_numpy()
    out = []
    for (number, start, stop), eldest in zip(bounds, earliest, strict=True):
        i, j = refund_bounds.get(number, (0, 0))
        refunded, owed = money[number]
        rules, evidence, doubts = speaker.say(number)
        original = originals[number]
        merchant = original["merchant"]
        mine = txns[start:stop].tolist()
        out.append(
            ChargeGroup(
                id="",
                key=key(eldest),
                rule=rules[0],
                rules=tuple(rules),
                confidence=word(int(ranks[start])),
                merchant=merchant if isinstance(merchant, str) else None,
                currency=str(original["currency"]),
                amount=int(original["amount"]),
                charges=_cut(charges, start, stop),
                refunds=_cut(refunds, i, j),
                copies={t: copies[t] for t in mine if t in copies},
                refunded=refunded,
                overcharge=owed,
                settled=owed == 0,
                evidence=tuple(evidence),
                doubts=tuple(doubts),
                counted=int(ranks[start]) >= least,
            )
        )
    return out


def _cut(frame: pd.DataFrame, start: int, stop: int) -> pd.DataFrame:
    if start == stop == 0:
        return frame.iloc[:0]
    part = frame.iloc[start:stop]
    part.index = pd.RangeIndex(stop - start)
    return part


_ORIGINAL = [
    "merchant", "currency", "amount", "order_id", "order_trusted", "merchant_key", "account",
    "time",
]  # fmt: skip


def _bounds(block: np.ndarray) -> list[tuple[int, int, int]]:
    """(code, start, stop) of every run in a sorted column."""
    if not len(block):
        return []
    starts = np.flatnonzero(np.r_[True, block[1:] != block[:-1]])
    stops = np.r_[starts[1:], len(block)]
    return list(zip(block[starts].tolist(), starts.tolist(), stops.tolist(), strict=True))


def key(eldest: Mapping[str, Any]) -> str:
    """Short name of a group that survives a fresh export: no row, line or file number in it.

    `eldest`: the group's earliest charge.
    """
    order = eldest["order_id"] if eldest["order_trusted"] else None
    parts: Iterable[Any]
    if isinstance(order, str):
        parts = ("order", eldest["currency"], order, eldest["merchant_key"], eldest["amount"])
    else:
        account = eldest["account"] if isinstance(eldest["account"], str) else ""
        time = eldest["time"]
        parts = (
            account, eldest["merchant_key"], eldest["currency"], eldest["amount"],
            "" if pd.isna(time) else time.isoformat(),
        )  # fmt: skip
    text = "\x1f".join(str(p) for p in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _copies(
    found: Detected, transactions: pd.DataFrame, position: pd.Index
) -> dict[int, tuple[tuple[int, int, int], ...]]:
    wanted = found.sightings.copies
    wanted = wanted[wanted["of"].isin(found.members["txn"])]
    rows = transactions.iloc[position.get_indexer(pd.Index(wanted["txn"]))][["file", "row", "line"]]
    out: dict[int, tuple[tuple[int, int, int], ...]] = {}
    for of, (file, row, line) in zip(wanted["of"], rows.to_numpy().tolist(), strict=True):
        out[int(of)] = (*out.get(int(of), ()), (file, row, line))
    return out


def _in_period(group: ChargeGroup, first: Any, last: Any) -> bool:
    repeats = group.charges[group.charges["role"] == "repeat"]
    days = [t.date() for t in repeats["time"].dropna()]
    return any((first is None or d >= first) and (last is None or d <= last) for d in days)


def _weight(group: ChargeGroup) -> tuple[Any, ...]:
    """Counted and owed first, then settled, then to check; the heaviest first."""
    standing = 2 if not group.counted else 1 if group.settled else 0
    first = group.charges["time"].min()
    return (
        standing,
        group.currency if standing == 0 else "",
        -group.overcharge,
        -LEVELS.index(group.confidence),
        "" if pd.isna(first) else first.isoformat(),
        group.key,
        int(group.charges["txn"].iloc[0]),
    )


def _apart(groups: list[ChargeGroup]) -> list[ChargeGroup]:
    """Keys made unique: groups that agree in all that a key is made of are numbered."""
    seen: dict[str, int] = {}
    out = []
    for group in groups:
        seen[group.key] = n = seen.get(group.key, 0) + 1
        out.append(group if n == 1 else replace(group, key=f"{group.key}-{n}"))
    return out


def _totals(statement: Statement, groups: list[ChargeGroup]) -> tuple[Total, ...]:
    """One total per currency that was read, zeros included."""
    rows = statement.transactions
    currencies = sorted(rows.loc[rows["class"] != "unreadable", "currency"].unique())
    out = []
    for currency in currencies:
        mine = [g for g in groups if g.currency == currency]
        counted = [g for g in mine if g.counted and not g.settled]
        out.append(
            Total(
                currency=str(currency),
                groups=len(counted),
                repeats=sum(int((g.charges["role"] == "repeat").sum()) for g in counted),
                overcharge=sum(g.overcharge for g in counted),
                to_check=sum(g.overcharge for g in mine if not g.counted),
                settled=sum(1 for g in mine if g.counted and g.settled),
            )
        )
    return tuple(out)
