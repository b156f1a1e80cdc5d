"""The order of day, month and year: decided once for all date columns of a file together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dupcharge.loader import dates
from dupcharge.loader.conventions import Decision, language, stated_dates
from dupcharge.loader.dates import Parts
from dupcharge.loader.headers import header_form
from dupcharge.locale import Message

_AMERICAN = (
    "running bal",
    "trans. date",
    "check",
    "zip",
    "memo",
    "routing",
    "posted date",
    "post date",
    "card no.",
    "statement balance",
    "payee",
    "state",
)  # fmt: skip, noqa: E501

_KINDS = ("ymd", "xy", "named", "short")


def date_order(
    columns: Mapping[str, Sequence[Parts]],
    header: Sequence[str],
    preamble: str,
    hints: Mapping[str, str],
) -> Decision:
    """Order of day, month and year for all date columns together.

    Args:
        columns: the date cells of each date column, in file order.
        header: the column names; their language is a clue.
        preamble: text above the table; the dates in it are clues.
        hints: `currency` and `mark`, as far as known.
    """
    spelled = {name: _Spelled.of(parts) for name, parts in columns.items()}
    cells = [p for column in spelled.values() for p in column.parts]
    loose = [p for p in cells if p.kind in ("xy", "short")]
    if not loose:
        return Decision("ymd", Message("loader.order_written"))
    often = [n for c in spelled.values() for p, n in c.counted() if p.kind in ("xy", "short")]
    stated = [p for p in stated_dates(preamble) if p.kind == "xy"]
    can = dates.possible_orders(loose + stated, often + [1] * len(stated))
    total = sum(often) + len(stated)
    orders = ["dmy", "mdy"] + (["ymd"] if any(p.kind == "short" for p in loose) else [])
    full = [o for o in orders if can[o] == total]
    if len(full) == 1:
        return Decision(full[0], Message("loader.order_proved", {"order": full[0]}))
    if not full:
        best = max(orders, key=lambda o: can[o])
        share = can[best] / total
        return Decision(best, Message("loader.order_mixed", {"order": best}), share >= 0.98)
    scores = dict.fromkeys(full, 0.0)
    for column in spelled.values():
        _by_span(column, scores)
    _by_distance(list(spelled.values()), scores)
    _by_stated(cells, preamble, scores)
    ranked = sorted(full, key=lambda o: -scores[o])
    shown = len(ranked) < 2 or scores[ranked[0]] - scores[ranked[1]] >= 1.5
    _by_custom(cells, header, hints, scores)
    shown = shown or language(header) != "en"  # English is written in both orders
    ranked = sorted(full, key=lambda o: (-scores[o], orders.index(o)))
    clear = shown and (len(ranked) < 2 or scores[ranked[0]] - scores[ranked[1]] >= 2.5)
    code = "loader.order_likely" if clear else "loader.order_open"
    return Decision(ranked[0], Message(code, {"order": ranked[0]}), clear)


@dataclass(frozen=True)
class _Spelled:
    """The dates of one column: the different spellings, and which one stands in each row."""

    parts: list[Parts]
    rows: npt.NDArray[np.intp]

    @classmethod
    def of(cls, cells: Sequence[Parts]) -> _Spelled:
        """The dates of a column; equal cells are best given as one object."""
        places: dict[int, int] = {}
        rows = [places.setdefault(id(parts), len(places)) for parts in cells]
        by_id = {id(parts): parts for parts in cells}
        return cls([by_id[key] for key in places], np.array(rows, dtype=np.intp))

    def counted(self) -> list[tuple[Parts, int]]:
        """Each spelling with the number of its rows."""
        often = np.bincount(self.rows, minlength=len(self.parts)).tolist()
        return list(zip(self.parts, often, strict=True))

    def of_kinds(self, *kinds: str) -> npt.NDArray[np.bool_]:
        """Which rows are dates of these kinds."""
        return np.array([p.kind in kinds for p in self.parts], dtype=bool)[self.rows]

    def days(self, order: str, kinds: Collection[str] = _KINDS) -> npt.NDArray[np.float64]:
        """The day of each row as a number; NaN where it is of another kind or no date."""
        found = [
            date.toordinal()
            if p.kind in kinds and (date := dates.resolve(p, order, 2024))
            else np.nan
            for p in self.parts
        ]
        return np.array(found, dtype=float)[self.rows]


def _by_span(column: _Spelled, scores: dict[str, float]) -> None:
    """A statement covers weeks and runs in one direction: the order that makes it so is right."""
    spans, turns = {}, {}
    for order in scores:
        days = column.days(order, ("xy", "short"))
        days = days[~np.isnan(days)]
        if len(days) < 2:
            return
        steps = np.diff(days)
        spans[order] = float(days.max() - days.min())
        turns[order] = int(min((steps > 0).sum(), (steps < 0).sum()))
    rows = int(column.of_kinds("xy", "short").sum())
    least = min(turns.values())
    for order in scores:
        if turns[order] == least and any(t > least for t in turns.values()):
            scores[order] += 3.0 if max(turns.values()) >= 2 + 2 * least else 1.5
        others = [spans[o] for o in spans if o != order]
        if others and spans[order] * 3 < min(others):
            scores[order] += 3.0 if rows >= 3 else 1.5


def _by_distance(columns: Sequence[_Spelled], scores: dict[str, float]) -> None:
    """Booking follows the purchase by days, not by months."""
    if len(columns) < 2:
        return
    first, second = columns[:2]
    both = min(len(first.rows), len(second.rows))
    for order in scores:
        gaps = np.abs(second.days(order)[:both] - first.days(order)[:both])
        gaps = np.sort(gaps[~np.isnan(gaps)])
        if len(gaps) and gaps[len(gaps) // 2] <= 10 and gaps[-1] <= 45:
            scores[order] += 2.0


def _by_stated(cells: Sequence[Parts], preamble: str, scores: dict[str, float]) -> None:
    """Rows lie within the period the file states."""
    sure = [
        d
        for p in stated_dates(preamble)
        if p.kind in ("ymd", "named") and (d := dates.resolve(p, "ymd"))
    ]
    if not sure:
        return
    low, high = min(sure) - dt.timedelta(days=40), max(sure) + dt.timedelta(days=3)
    for order in scores:
        found = [d for p in cells if (d := dates.resolve(p, order))]
        if found and all(low <= d <= high for d in found):
            scores[order] += 2.0


def _by_custom(
    cells: Sequence[Parts],
    header: Sequence[str],
    hints: Mapping[str, str],
    scores: dict[str, float],
) -> None:
    """What a country writes: the weakest evidence, and enough only beside other evidence."""
    tongue = language(header)
    if "ymd" in scores:
        years = {p.numbers[0] for p in cells if p.kind == "short"}
        ends = {p.numbers[2] for p in cells if p.kind == "short"}
        if tongue in ("zh", "ja", "ko") or (len(years) <= 2 and min(years) >= 15 and len(ends) > 2):
            scores["ymd"] += 2.5
    currency = hints.get("currency", "")
    american = sum(any(a in header_form(h) for a in _AMERICAN) for h in header)
    if currency in ("USD", "$") or (not currency and tongue == "en" and american >= 1):
        scores["mdy"] = scores.get("mdy", 0.0) + (
            2.5 if currency == "USD" or american >= 2 else 1.0
        )
    elif currency not in ("", "XXX", "PHP", "CAD") or tongue == "other" or hints.get("mark") == ",":
        scores["dmy"] = scores.get("dmy", 0.0) + 2.5
    else:
        scores["dmy"] = scores.get("dmy", 0.0) + 0.5
