"""Page 1: who asks whom for what, why, and which charge is not disputed. Stands alone.

Owns the facts, the ask, the sums and the story. One sentence per fact; no law, no blame.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dupcharge.locale import Message
from dupcharge.money import Money
from dupcharge.reporter import routes, words
from dupcharge.reporter.dossier.context import (
    Context,
    moment,
    open_charges,
    rightful,
    sum_of,
    zone,
)
from dupcharge.reporter.dossier.model import Ask, Fact, Letter, SumRow
from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.reporter.view import GroupView

TOLD = 3
"""Groups that the letter tells about; the rest stands in the tables."""

AGAIN = dt.timedelta(days=14)
"""After so long open holds have been posted or released at most banks (1-14 business days)."""


def letter(about: Context) -> Letter:
    """The first page."""
    owed = about.kind == "owed"
    return Letter(
        title=about.say("title" if owed else "title_result"),
        facts=_facts(about),
        asks_title=about.say("asks_title"),
        asks=tuple(
            Ask(about.say("ask_count", n=count), about.money(amount))
            for amount, count in about.asks
        ),
        request=_request(about) if owed else None,
        sums_head=SumRow(*(about.say(f"sum_{name}") for name in _SUMS)),
        sums=tuple(_sums(about)),
        result=() if owed else _result(about),
        story_title=about.say("story_title" if owed else "result_title"),
        story=tuple(_story(about)),
        sign=tuple(Fact(about.say(f"sign_{name}"), None) for name in ("name", "date")),
    )


_SUMS = ("charged", "rightful", "refunded", "claimed")


def _facts(about: Context) -> tuple[Fact, ...]:
    say, request = about.say, about.request
    accounts = list(dict.fromkeys(f.account for f in about.view.files if f.account))
    facts = [
        Fact(say("fact_number"), about.number),
        Fact(say("fact_date"), about.day(about.date) if about.date else None),
    ]
    if about.kind == "owed":
        to = routes.recipient(request.route).text(about.lang)
        facts += [Fact(say("fact_to"), to), Fact(say("fact_addressee"), None)]
        facts += [Fact(say(f"fact_{name}"), None) for name in ("from", "phone", "mail")]
    if accounts:
        facts.append(Fact(say("fact_account"), visible("、".join(accounts), words.LONGEST)))
    facts.append(Fact(say("fact_period"), words.period(about.view.files, about.lang)))
    return tuple(facts)


def _request(about: Context) -> str:
    asked = routes.ask(about.request.route, about.request.jurisdiction).text(about.lang)
    return about.say("request", ask=asked)


def _sums(about: Context) -> list[SumRow]:
    rows = []
    for amount, _ in about.asks:
        of = [g for g in about.groups if g.amount.currency == amount.currency]
        charged = sum_of([c.amount for g in of for c in g.charges])
        kept = sum_of([rightful(g).amount for g in of])
        # What came back and counts: a refund above a repeat's own amount lowers no other claim.
        back = Money(charged.minor - kept.minor - amount.minor, amount.currency, amount.exponent)
        rows.append(SumRow(*(about.money(m) for m in (charged, kept, back, amount))))
    return rows


def _result(about: Context) -> tuple[str, ...]:
    """What stands instead of an ask, and when to look again."""
    lines = [*about.page.headline(), *about.page.findings()]
    if about.kind == "empty":
        return tuple(lines)
    if about.last_day:
        lines.append(about.say("look_again", date=about.day(about.last_day + AGAIN)))
    else:
        lines.append(about.say("look_again_bare"))
    return tuple(lines)


def _story(about: Context) -> list[str]:
    if about.kind != "owed":
        return [about.say("result_claim")]
    told = about.groups[:TOLD]
    lines = [line for group in told for line in told_of(about, group)]
    if len(about.groups) > len(told):
        rest = len(about.groups) - len(told)
        lines.append(about.say("story_more", n=rest))
    backs = sum(len(group.refunds) for group in about.groups)
    lines.append(
        about.say("story_refunds", n=backs, until=about.until)
        if backs
        else about.say("story_no_refund", until=about.until)
    )
    if about.view.to_check:
        lines.append(about.say("story_to_check", n=len(about.view.to_check)))
    return lines


def told_of(about: Context, group: GroupView) -> list[str]:
    """What the letter says about one group."""
    kept, claimed = rightful(group), open_charges(group)
    orders = {charge.order_id for charge in group.charges}
    order = orders.pop() if len(orders) == 1 else None
    alike = len({charge.amount for charge in group.charges}) == 1
    first = about.say(
        "story_charged",
        number=group.id,
        when=when(about, group),
        merchant=about.free(group.merchant),
        order=Message("dossier.story_order", {"order_id": visible(order)}) if order else "",
        n=len(group.charges),
        amount=Message(
            "dossier.story_each" if alike else "dossier.story_total",
            {"amount": group.amount if alike else sum_of([c.amount for c in group.charges])},
        ),
    )
    place = words.place(kept.at, about.several)
    number = f"{group.id}.{group.charges.index(kept) + 1}"
    second = about.say(
        "story_rightful_id" if kept.transaction_id else "story_rightful",
        number=number,
        id=visible(kept.transaction_id or ""),
        time=words.when(kept.time, about.lang),
        place=place,
    )
    third = about.say("story_claimed", n=len(claimed), amount=group.overcharge)
    return [first, second, third]


def when(about: Context, group: GroupView) -> str:
    """When the charges of a group were made, and in which zone the file says."""
    times = [charge.time for charge in group.charges if charge.time]
    if not times:
        return about.say("when_unknown")
    first, last = min(times), max(times)
    stated = zone(group)
    tail = about.say("when_zone", zone=stated) if stated else ""
    start, end = moment(first), moment(last)
    assert start and end
    if not any("T" in time for time in times):
        if start == end:
            return about.say("when_day", day=about.day(start.date()))
        return about.say("when_days", start=about.day(start.date()), end=about.day(end.date()))

    def clock(time: str) -> str:
        return time[11:].removesuffix(stated or "") if "T" in time else ""

    if start.date() == end.date():
        return (
            about.say(
                "when_clock",
                day=about.day(start.date()),
                start=clock(first),
                end=clock(last),
            )
            + tail
        )
    return (
        about.say(
            "when_clocks",
            start=f"{about.day(start.date())} {clock(first)}".strip(),
            end=f"{about.day(end.date())} {clock(last)}".strip(),
        )
        + tail
    )
