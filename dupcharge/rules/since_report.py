"""After a refund request: what is still owed, refunded since, or new beside an earlier report.

Owns: reading an earlier JSON report and comparing it with new findings, group by group. Does not
own: how the comparison is shown (reporter). Pure: nothing is changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from dupcharge.errors import PolicyError
from dupcharge.findings import ChargeGroup, Findings
from dupcharge.money import MAX_MINOR, Money
from dupcharge.rules.decisions import NOT_A_DUPLICATE

_SCHEMA = "dupcharge/report/1"
_LARGEST = 200_000_000


@dataclass(frozen=True)
class Change:
    """One group then and now.

    `state`: "owed" (still, in whole or in part), "refunded" (nothing is owed any more), "new" (the
    earlier report did not have it) or "gone" (the new findings do not have it). `before` and `now`
    are what was and is owed, None where there is no such group; `since` is what came back in
    between.
    """

    key: str
    state: str
    merchant: str | None
    before: Money | None
    now: Money | None
    since: Money | None
    group: ChargeGroup | None


def read(path: str) -> Mapping[str, Any]:
    """An earlier report as a dict.

    Raises:
        PolicyError: unreadable, or no report of this program.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise PolicyError("report_unreadable", file=path, reason=error.strerror) from None
    try:
        report = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PolicyError("report_not_ours", file=path) from None
    return check(report, path)


def check(report: Any, file: str = "-") -> Mapping[str, Any]:
    """Return `report` if it is a report of this program.

    Raises:
        PolicyError: it is not.
    """
    document: dict[str, Any] = report if isinstance(report, dict) else {}
    groups = document.get("groups")
    if not isinstance(groups, list) or document.get("schema") != _SCHEMA:
        raise PolicyError("report_not_ours", file=file)
    for group in groups:
        if not isinstance(group, dict) or not all(
            isinstance(group.get(k), str) for k in ("key", "currency", "overcharge")
        ):
            raise PolicyError("report_not_ours", file=file)
        _amount(group["overcharge"], file)
    return document


def compare(report: Mapping[str, Any], findings: Findings) -> tuple[Change, ...]:
    """Every group of the report and of the findings, in the findings' order, gone ones last."""
    earlier = {group["key"]: group for group in report["groups"]}
    for decided in findings.decided:  # what the user has set aside is listed there, not gone
        if decided.verdict == NOT_A_DUPLICATE and decided.group is not None:
            earlier.pop(decided.key, None)
    out = []
    for group in findings.groups:
        now = findings.money(group.overcharge, group.currency)
        then = earlier.pop(group.key, None)
        if then is None:
            out.append(Change(group.key, "new", group.merchant, None, now, None, group))
            continue
        before = _money(then, findings)
        back = findings.money(max(before.minor - now.minor, 0), group.currency)
        state = "refunded" if group.settled and before.minor > 0 else "owed"
        out.append(Change(group.key, state, group.merchant, before, now, back, group))
    for key, then in earlier.items():
        merchant = then.get("merchant")
        name = merchant if isinstance(merchant, str) else None
        out.append(Change(key, "gone", name, _money(then, findings), None, None, None))
    return tuple(out)


def _money(group: Mapping[str, Any], findings: Findings) -> Money:
    nothing = findings.money(0, group["currency"])
    minor = int(_amount(group["overcharge"]).scaleb(nothing.exponent).to_integral_value())
    return findings.money(minor, group["currency"])


def _amount(text: str, file: str = "-") -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount <= MAX_MINOR or amount.adjusted() > 18:
        raise PolicyError("report_not_ours", file=file)
    return amount
