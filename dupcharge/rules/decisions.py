"""What the user has decided about groups, remembered in a small TOML file.

Owns: reading the file and applying it to groups. Does not own: money (detect), the report of what
was decided (reporter). The file is only read, never written; the statement is never changed.

The file holds one table per group:

    [[group]]
    key = "654d4896eb32"             # from the report
    verdict = "not a duplicate"      # or "mine is this one"
    reason = "two tickets, one for my sister"

    [[group]]
    key = "a087b7e123d1"
    verdict = "mine is this one"
    mine = "2024-11-02 12:33:24"     # the transaction id of that charge, or its time
    reason = "I kept this receipt"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from dupcharge.errors import PolicyError
from dupcharge.findings import ChargeGroup, Decided
from dupcharge.rules.detect import owed

NOT_A_DUPLICATE, MINE = "not-a-duplicate", "mine"

_VERDICTS = {
    "not a duplicate": NOT_A_DUPLICATE,
    "不是重复扣款": NOT_A_DUPLICATE,
    "不是重复": NOT_A_DUPLICATE,
    "mine is this one": MINE,
    "这一笔是我的": MINE,
    "这笔是我的": MINE,
}

_LARGEST = 1_000_000
"""Bytes: a file of decisions is written by hand."""


@dataclass(frozen=True)
class Decision:
    """One decision. `mine`: transaction id or time of the charge to keep, "" for none."""

    key: str
    verdict: str
    reason: str
    mine: str = ""


@dataclass(frozen=True)
class Decisions:
    """All decisions of one file."""

    file: str
    items: tuple[Decision, ...]

    def apply(self, groups: Iterable[ChargeGroup]) -> tuple[list[ChargeGroup], list[Decided]]:
        """The groups that remain, and what was decided about which.

        Raises:
            PolicyError: a charge named as mine is not in its group.
        """
        wanted = {decision.key: decision for decision in self.items}
        met: dict[str, ChargeGroup] = {}
        remain = []
        for group in groups:
            decision = wanted.get(group.key)
            if decision is None:
                remain.append(group)
                continue
            if decision.verdict == MINE:
                group = self._kept(group, decision)
                remain.append(group)
            met[group.key] = group
        decided = [Decided(d.key, d.verdict, d.reason, met.get(d.key)) for d in self.items]
        return remain, decided

    def _kept(self, group: ChargeGroup, decision: Decision) -> ChargeGroup:
        """The group with the charge the user named as its original."""
        mine = [_is(row, decision.mine) for row in group.charges.to_dict("records")]
        if sum(mine) != 1:
            raise PolicyError(
                "decisions_mine", file=self.file, key=decision.key, value=decision.mine, n=sum(mine)
            )
        role = pd.Series(["original" if m else "repeat" for m in mine], dtype="str")
        charges = group.charges.assign(role=role)
        repeats = int(charges.loc[role == "repeat", "amount"].sum())
        overcharge = owed(repeats, group.refunded)
        return replace(
            group,
            charges=charges,
            amount=int(charges["amount"].tolist()[mine.index(True)]),
            overcharge=overcharge,
            settled=overcharge == 0,
        )


def read(path: str) -> Decisions:
    """The decisions in the file at `path`.

    Raises:
        PolicyError: unreadable, no TOML, or an entry that cannot be understood.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise PolicyError("decisions_unreadable", file=path, reason=error.strerror) from None
    if len(data) > _LARGEST:
        raise PolicyError("decisions_unreadable", file=path, reason="> 1 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PolicyError("decisions_unreadable", file=path, reason="UTF-8") from None
    return parse(text, path)


def parse(text: str, file: str = "-") -> Decisions:
    """The decisions in a TOML text.

    Raises:
        PolicyError: no TOML, or an entry that cannot be understood; says which.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError("decisions_toml", file=file, reason=str(error)) from None
    entries = data.get("group", [])
    unknown = sorted(set(data) - {"group"})
    if unknown or not isinstance(entries, list):
        raise PolicyError("decisions_key", file=file, value=(unknown or ["group"])[0])
    items = tuple(_decision(entry, n, file) for n, entry in enumerate(entries, 1))
    twice = [key for key, n in Counter(item.key for item in items).items() if n > 1]
    if twice:
        raise PolicyError("decisions_twice", file=file, key=twice[0])
    return Decisions(file, items)


def _decision(entry: Any, n: int, file: str) -> Decision:
    if not isinstance(entry, dict):
        raise PolicyError("decisions_key", file=file, value="group")
    unknown = sorted(set(entry) - {"key", "verdict", "reason", "mine"})
    if unknown:
        raise PolicyError("decisions_key", file=file, value=unknown[0])
    key, verdict = str(entry.get("key", "")).strip(), str(entry.get("verdict", ""))
    if not key:
        raise PolicyError("decisions_no_key", file=file, n=n)
    word = _VERDICTS.get(" ".join(verdict.casefold().split()).strip("."))
    if word is None:
        raise PolicyError("decisions_verdict", file=file, key=key, value=verdict)
    mine = entry.get("mine", "")
    if isinstance(mine, (dt.datetime, dt.date)):
        mine = mine.isoformat()
    mine = str(mine).strip()
    if word == MINE and not mine:
        raise PolicyError("decisions_no_mine", file=file, key=key)
    return Decision(key, word, str(entry.get("reason", "")).strip(), mine)


def _is(row: dict[Any, Any], wanted: str) -> bool:
    """Is this the charge the user means: by its transaction id, or by its time."""
    if isinstance(row["transaction_id"], str) and row["transaction_id"] == wanted:
        return True
    time = row["time"]
    if pd.isna(time):
        return False
    plain = wanted.replace("T", " ")
    return plain in (f"{time:%Y-%m-%d %H:%M:%S}", f"{time:%Y-%m-%d %H:%M}") or (
        row["precision"] == "day" and plain == f"{time:%Y-%m-%d}"
    )
