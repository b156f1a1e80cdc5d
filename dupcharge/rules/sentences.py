"""What is said of a group: which rules and excuses, with which values. Codes only, no words.

Owns: the values of each sentence, true of exactly the group's rows. Does not own: the sentences
(locale room `rules`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dupcharge.locale import Message
from dupcharge.money import NO_CURRENCY, Money, digits
from dupcharge.rules.detect import Detected
from dupcharge.rules.registry import EXCUSES, RULES
from dupcharge.statement import Statement

_SAID = ["txn", "when", "fine", "amount", "currency", "order_id", "merchant", "method", "time"]

_Pair = tuple[int, int, str, str, int]
"""left, right, rule or excuse, case, rank."""

_RULE_ORDER = {rule.name: n for n, rule in enumerate(RULES)}
_EXCUSE_ORDER = {excuse.name: n for n, excuse in enumerate(EXCUSES)}


class Speaker:
    """Prepares links and excuses by group once, then speaks of one group after the other."""

    def __init__(self, statement: Statement, found: Detected) -> None:
        self.exponents = statement.exponents
        members = found.members
        group_of = pd.Series(members["group"].to_numpy(), index=members["txn"].to_numpy())
        rank_of = pd.Series(members["rank"].to_numpy(), index=members["txn"].to_numpy())
        left, right = (found.links[end].map(group_of) for end in ("left", "right"))
        # What only a person could weigh is not said beside firm evidence.
        word = found.links["left"].map(rank_of)
        firm = (found.rank >= 2) | ((found.rank == 1) & (word == 1).to_numpy())
        inside = ((left == right) & firm).to_numpy()
        self.links = _by_group(found.links[inside], left[inside], found.rank[inside])
        kept = {(a, b, r) for part in self.links.values() for a, b, r, _, _ in part}
        excuses = found.excuses[found.excuses["cap"] != "none"]
        about = [params["for"] for params in excuses["params"]]
        mine = np.array(
            [p in kept for p in zip(excuses["left"], excuses["right"], about, strict=True)], bool
        )
        excuses = excuses[mine]
        self.excuses = _by_group(
            excuses, excuses["left"].map(group_of), np.zeros(len(excuses), int)
        )
        rows = found.rows[found.rows["txn"].isin(members["txn"])]
        self.rows = {r["txn"]: r for r in rows[_SAID].to_dict("records")}
        stated = statement.transactions
        nameless = set(stated.loc[stated["currency"] == NO_CURRENCY, "txn"].tolist())
        lent = members[members["txn"].isin(nameless) & (members["currency"] != NO_CURRENCY)]
        self.lent = dict(zip(lent["group"], lent["currency"].astype("str"), strict=True))

    def say(self, group: int) -> tuple[list[str], list[Message], list[Message]]:
        """Names of the rules, evidence and doubts of one group, strongest evidence first."""
        strength: dict[str, int] = {}
        for _, _, rule, _, rank in self.links[group]:
            strength[rule] = max(rank, strength.get(rule, 0))
        rules = sorted(strength, key=lambda r: (-strength[r], _RULE_ORDER[r]))
        excuses = {e[2] for e in self.excuses.get(group, [])}
        doubts = [
            self._message(name, self.excuses[group], 0)
            for name in sorted(excuses, key=_EXCUSE_ORDER.__getitem__)
        ]
        if group in self.lent:
            doubts.append(Message("rules.currency.lent", {"currency": self.lent[group]}))
        return (
            rules,
            [self._message(rule, self.links[group], strength[rule]) for rule in rules],
            doubts,
        )

    def _message(self, name: str, pairs: list[_Pair], rank: int) -> Message:
        """The sentence of the strongest case of one rule, about the rows of exactly that case."""
        mine = [p for p in pairs if p[2] == name and p[4] == rank]
        case = min(p[3] for p in mine)
        mine = [p for p in mine if p[3] == case]
        rows = [self.rows[t] for t in {t for p in mine for t in p[:2]}]
        if name == "same-order":
            rows = self._of_first_order(rows, pairs)
        return Message(f"rules.{name}.{case}", self._values(rows, mine))

    def _of_first_order(
        self, rows: list[dict[Hashable, Any]], pairs: list[_Pair]
    ) -> list[dict[Hashable, Any]]:
        """All rows of the pairs that carry the first one's number, under whatever name."""
        first = min(rows, key=lambda r: (r["when"], r["txn"]))
        if not isinstance(first["order_id"], str):
            return rows
        every = [self.rows[t] for t in {t for p in pairs for t in p[:2]}]
        same = "order_id", "amount"
        return [r for r in every if all(r[c] == first[c] for c in same)]

    def _values(self, rows: list[dict[Hashable, Any]], pairs: list[_Pair]) -> dict[str, Any]:
        """The values of one sentence about these rows, two of which are in every pair."""
        rows.sort(key=lambda r: (r["when"], r["txn"]))
        currency = rows[0]["currency"]
        exponent = self.exponents.get(currency, digits(currency))
        amounts = [Money(a, currency, exponent) for a in sorted({r["amount"] for r in rows})]
        fine = all(r["fine"] for r in rows)
        gaps = [abs(self.rows[p[1]]["when"] - self.rows[p[0]]["when"]) for p in pairs]
        return {
            "n": len(rows),
            "amount": amounts[0],
            "other": amounts[-1],
            "first": _moment(rows[0]),
            "last": _moment(rows[-1]),
            "span": duration(rows[-1]["when"] - rows[0]["when"], fine),
            # Rows that know but their day, the same one, lie within one day.
            "within": duration(rows[-1]["when"] - rows[0]["when"] + (0 if fine else 86400), fine),
            "gap": duration(min(gaps), fine),
            "order": next((r["order_id"] for r in rows if isinstance(r["order_id"], str)), ""),
            "merchant": str(rows[0]["merchant"]),
            "names": sorted({r["merchant"] for r in rows if isinstance(r["merchant"], str)}),
            "methods": sorted({r["method"] for r in rows if isinstance(r["method"], str)}),
        }


def _by_group(pairs: pd.DataFrame, group: pd.Series, rank: np.ndarray) -> dict[int, list[_Pair]]:
    out: dict[int, list[_Pair]] = {}
    for g, left, right, rule, params, level in zip(
        group.to_numpy(dtype="int64"), pairs["left"].tolist(), pairs["right"].tolist(),
        pairs["rule"], pairs["params"], rank.tolist(), strict=True,
    ):  # fmt: skip
        out.setdefault(int(g), []).append((left, right, rule, params["case"], level))
    return out


def _moment(row: Mapping[Hashable, Any]) -> Any:
    time = row["time"]
    if pd.isna(time):
        return ""
    return time.to_pydatetime() if row["fine"] else time.date().isoformat()


def duration(seconds: int, fine: bool = True) -> Message:
    """A span of time as a sentence part; whole days where a row knows only its day."""
    if not fine:
        return Message("rules.days", {"n": seconds // 86400})
    if seconds < 120:
        return Message("rules.seconds", {"n": seconds})
    if seconds < 7200:
        return Message("rules.minutes", {"n": round(seconds / 60)})
    if seconds < 48 * 3600:
        return Message("rules.hours", {"n": round(seconds / 3600)})
    return Message("rules.days", {"n": round(seconds / 86400)})
