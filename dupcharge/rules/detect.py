"""From transactions to groups with their money: copies, links, excuses, refunds, overcharge.

Owns: the order of the steps, roles, and every sum of money in findings. Does not own: any single
rule or excuse, options, totals over groups' currencies (engine asks for them here).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dupcharge import schema
from dupcharge.rules.groups import effective, group_rows
from dupcharge.rules.overlap import sightings
from dupcharge.rules.pairs import together
from dupcharge.rules.policy import Policy
from dupcharge.rules.purchases import purchases, with_given_back
from dupcharge.rules.records import records
from dupcharge.rules.refunds import Back, give_back
from dupcharge.rules.registry import EXCUSES, RULES
from dupcharge.rules.sightings import Sightings
from dupcharge.statement import Statement


@dataclass(frozen=True)
class Detected:
    """All tables of one run.

    `rows`: PURCHASES. `members`: one row per charge of a group with columns txn, group, rank,
    role, back (minor units given back). `given`: refunds used.
    """

    rows: pd.DataFrame
    links: pd.DataFrame
    rank: np.ndarray
    excuses: pd.DataFrame
    members: pd.DataFrame
    given: pd.DataFrame
    sightings: Sightings
    set_aside: dict[str, int]


def detect(statement: Statement, policy: Policy) -> Detected:
    """Run every step on one statement."""
    transactions = schema.check(statement.transactions, schema.TRANSACTIONS)
    transactions = with_given_back(transactions)
    seen = sightings(transactions, statement.files, statement.exponents)
    transactions = seen.in_known_money(transactions)
    rows = purchases(transactions, seen)
    rows = rows.assign(record=records(rows, transactions, statement.sources))
    links = together([rule.find(rows, policy) for rule in RULES], schema.LINKS)
    back = give_back(rows, transactions, seen, rows["txn"].isin(_ends(links)).to_numpy())
    rows = rows.assign(back=back.amount, back_at=back.at, back_by=back.by)
    excuses = _excused(rows, links, policy)
    rank = effective(links, excuses)
    members = _roles(rows, group_rows(links, rank))
    return Detected(
        rows, links, rank, excuses, members, _used(back, members), seen, _set_aside(excuses)
    )


def _excused(rows: pd.DataFrame, links: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """schema.EXCUSES of all links; one that an excuse has silenced is not asked of the next."""
    found = []
    for excuse in EXCUSES:
        part = excuse.find(rows, links, policy)
        found.append(part)
        silenced = part.index[part["cap"] == "none"]
        links = links.drop(index=silenced) if len(silenced) else links
    return together(found, schema.EXCUSES)


def _ends(links: pd.DataFrame) -> np.ndarray:
    return np.unique(np.r_[links["left"].to_numpy("int64"), links["right"].to_numpy("int64")])


def _roles(rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Add role and back to every member, in (group, when) order.

    The original is the earliest charge that was not wholly given back; where all were, the first.
    """
    about = rows.set_index("txn")[["when", "amount", "currency", "back", "order"]]
    members = members.join(about, on="txn").sort_values(
        ["group", "when", "order", "txn"], ignore_index=True
    )
    kept = (members["back"] >= members["amount"]).astype("int64")
    order = np.lexsort((np.arange(len(members)), kept, members["group"]))
    starts = np.r_[True, np.diff(members["group"].to_numpy()[order]) != 0][: len(order)]
    first = order[starts]
    role = np.full(len(members), "repeat", dtype=object)
    role[first] = "original"
    return members.assign(role=pd.Series(role, dtype="str"))


def _used(back: Back, members: pd.DataFrame) -> pd.DataFrame:
    return back.given[back.given["of"].isin(members["txn"])].reset_index(drop=True)


def overcharges(members: pd.DataFrame) -> pd.DataFrame:
    """Per group: repeats (sum of their amounts), refunded, overcharge; int64 minor units.

    Overcharge is what the repeats cost minus what came back on any charge of the group, never
    below zero.
    """
    repeat = members["amount"].where(members["role"] == "repeat", 0)
    sums = pd.DataFrame(
        {
            "repeats": repeat.groupby(members["group"]).sum(),
            "refunded": members["back"].groupby(members["group"]).sum(),
        }
    )
    return sums.assign(overcharge=(sums["repeats"] - sums["refunded"]).clip(lower=0))


def owed(repeats: int, refunded: int) -> int:
    """Overcharge of one group in minor units: its repeats minus what came back, never below zero.

    >>> owed(4200, 2100), owed(2100, 4200)
    (2100, 0)
    """
    return max(repeats - refunded, 0)


def _set_aside(excuses: pd.DataFrame) -> dict[str, int]:
    silenced = excuses[excuses["cap"] == "none"]
    pairs = silenced.drop_duplicates(["left", "right"])
    return {str(k): int(n) for k, n in pairs.groupby("rule").size().sort_index().items()}
