"""Whom the written report is for: recipient, wording, deadlines and legal basis by jurisdiction.

Owns which facts fit a route and a jurisdiction, and the dates that follow from a charge. The facts
stand in routes.toml, each with its source; the sentences in the locale room `routes`. Does not own
layout, nor which charges are claimed (rules). Importing this is cheap: the command line takes its
choices from here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from dupcharge.locale import Message

if TYPE_CHECKING:
    from dupcharge.reporter.view import ReportView

ROUTES = ("merchant", "wallet", "bank", "regulator")
"""Recipients a report can be written for; None is neutral."""

JURISDICTIONS = ("cn", "us", "eu", "uk", "in", "au", "ca", "hk", "jp", "br")
"""Where at least one fact of its own was read; elsewhere nothing is printed."""

MOST = 3
"""Deadlines of one report: more are not read."""

_KNOWN_STARTS = ("debit", "processing")  # a statement gives these; the others must be asked for
_CALENDAR = ("days", "weeks", "months", "years")


@dataclass(frozen=True)
class Deadline:
    """One period that runs, or that somebody else has to keep.

    `start` and `date` are both None where the statement cannot give the start, or where the period
    counts working days: then `rule` says what it counts from. `date` is the last day. `source` is
    cited as its own language does; `checked` is the month in which it was read ("2026-11").
    """

    key: str
    title: Message
    rule: Message
    start: dt.date | None
    date: dt.date | None
    source: str
    checked: str


@dataclass(frozen=True)
class Basis:
    """One article, and in one sentence what it says."""

    article: Message
    text: Message


@dataclass(frozen=True)
class DeadlineFact:
    """A [[deadline]] of routes.toml; the head of that file explains the fields."""

    key: str
    start: str
    length: int
    unit: str
    mark: str
    source: str
    checked: str
    jurisdictions: tuple[str, ...]
    routes: tuple[str, ...]
    rank: int
    note: str
    longest: int | None = None
    networks: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()


@dataclass(frozen=True)
class BasisFact:
    """A [[basis]] of routes.toml."""

    key: str
    mark: str
    source: str
    checked: str
    jurisdictions: tuple[str, ...]
    routes: tuple[str, ...]
    note: str
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """A [wording.<route>] of routes.toml: codes of sentences."""

    recipient: str
    ask: str
    steps: tuple[str, ...]
    ask_in: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """All of routes.toml. `words`: kind -> name of a network or provider -> words for it."""

    deadlines: tuple[DeadlineFact, ...]
    bases: tuple[BasisFact, ...]
    wording: Mapping[str, Wording]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def facts() -> Facts:
    """The data file, read once."""
    import tomllib
    from importlib.resources import files

    data = tomllib.loads((files("dupcharge.reporter") / "routes.toml").read_text("utf-8"))
    return Facts(
        deadlines=tuple(DeadlineFact(**_frozen(entry)) for entry in data["deadline"]),
        bases=tuple(BasisFact(**_frozen(entry)) for entry in data["basis"]),
        wording={name: Wording(**_frozen(entry)) for name, entry in data["wording"].items()},
        words={kind: _frozen(names) for kind, names in data["words"].items()},
    )


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


def deadlines(
    route: str | None,
    jurisdiction: str | None,
    first: dt.date | None,
    ways: Iterable[str] = (),
) -> tuple[Deadline, ...]:
    """The most useful deadlines, at most three: those with a date first, earliest first.

    Args:
        route: one of ROUTES; None takes the most useful of all routes.
        jurisdiction: one of JURISDICTIONS; None gives no deadline.
        first: day of the earliest claimed charge, so that nobody is late; None: no dates.
        ways: words of the statement about how was paid (cards, file formats): they tell which card
            networks and providers matter.

    >>> [(d.key, str(d.date)) for d in deadlines("bank", "uk", dt.date(2024, 11, 11), ["VISA"])]
    [('net-visa-dup', '2025-03-11'), ('uk-psr-notify', '2025-12-11'), ('uk-answer', 'None')]
    """
    if jurisdiction is None:
        return ()
    text = "\n".join(ways)
    networks = _named("networks", text) or {"unknown"}
    providers = _named("providers", text)
    fitting = [
        fact
        for fact in facts().deadlines
        if _fits(fact, route, jurisdiction)
        and (not fact.networks or networks & set(fact.networks))
        and (not fact.providers or providers & set(fact.providers))
    ]
    best = sorted(fitting, key=lambda fact: fact.rank)[:MOST]
    made = [_deadline(fact, first) for fact in best]
    return tuple(sorted(made, key=lambda item: item.date or dt.date.max))


def basis(route: str | None, jurisdiction: str | None) -> tuple[Basis, ...]:
    """Articles that fit; to be printed only where the user asked for the legal basis."""
    return tuple(
        Basis(
            Message(f"routes.article.{fact.key}"),
            Message(f"routes.basis.{fact.key}", dict(fact.values)),
        )
        for fact in facts().bases
        if jurisdiction is not None and _fits(fact, route, jurisdiction)
    )


def recipient(route: str | None) -> Message:
    """What stands behind "To:"."""
    return Message(f"routes.recipient.{_wording(route).recipient}")


def ask(route: str | None, jurisdiction: str | None = None) -> Message:
    """The sentence that asks, in the words this recipient sorts cases by."""
    wording = _wording(route)
    return Message(f"routes.ask.{wording.ask_in.get(jurisdiction or '', wording.ask)}")


def steps(route: str | None) -> tuple[Message, ...]:
    """What to do before sending, for the user: ten short lines."""
    return tuple(Message(f"routes.step.{code}") for code in _wording(route).steps)


def ways(view: ReportView) -> tuple[str, ...]:
    """What the claimed charges and their files say about how was paid."""
    charges = [charge for group in view.owed for charge in group.charges]
    found = {charge.method for charge in charges if charge.method}
    return tuple(sorted(found | {view.files[charge.at.file].format for charge in charges}))


def _wording(route: str | None) -> Wording:
    return facts().wording[route or "neutral"]


def _fits(fact: DeadlineFact | BasisFact, route: str | None, jurisdiction: str) -> bool:
    here = jurisdiction in fact.jurisdictions or "*" in fact.jurisdictions
    return here and (route is None or route in fact.routes)


def _named(kind: str, text: str) -> set[str]:
    """Networks or providers that `text` names as words of their own."""
    return {
        name
        for name, words in facts().words[kind].items()
        if any(re.search(rf"(?<![a-z]){re.escape(w)}(?![a-z])", text, re.I) for w in words)
    }


def _deadline(fact: DeadlineFact, first: dt.date | None) -> Deadline:
    date = None
    if fact.start in _KNOWN_STARTS and fact.unit in _CALENDAR and first is not None:
        date = after(first, fact.length, fact.unit)
    params = {
        name: Message(f"routes.{fact.unit}", {"n": number})
        for name, number in (("period", fact.length), ("longest", fact.longest))
        if number
    }
    return Deadline(
        key=fact.key,
        title=Message(f"routes.title.{fact.key}"),
        rule=Message(f"routes.rule.{fact.key}", params),
        start=first if date else None,
        date=date,
        source=fact.source,
        checked=fact.checked,
    )


def after(first: dt.date, length: int, unit: str) -> dt.date | None:
    """The last day of a period; None beyond the calendar.

    The day of the event is not counted. Months and years end on the same day number, else at the
    end of the month. A last day on a holiday is not moved: earlier is safe.

    >>> after(dt.date(2024, 1, 31), 13, "months"), after(dt.date(2024, 2, 29), 3, "years")
    (datetime.date(2025, 2, 28), datetime.date(2027, 2, 28))
    """
    from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped,unused-ignore]

    span: dict[str, Any] = {unit: length}
    try:
        end: dt.date = first + relativedelta(**span)
    except (OverflowError, ValueError):
        return None
    return end
