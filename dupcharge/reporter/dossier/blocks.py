"""One group as a block: who, which lines, which is rightful, what speaks for and against it.

Owns the state of each line (rightful, claimed, returned, in question, refund) and the sentences
about what is the same and what differs in a group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from dupcharge.locale import Message
from dupcharge.money import Money
from dupcharge.reporter import words
from dupcharge.reporter.dossier.context import (
    SIGNS,
    Context,
    moment,
    open_charges,
    rightful,
    shape,
    zone,
)
from dupcharge.reporter.dossier.letter import when
from dupcharge.reporter.dossier.model import Block, Fact, Row, Section
from dupcharge.reporter.dossier.timeline import Mark, Timeline, draw
from dupcharge.reporter.group import heading, sums
from dupcharge.reporter.view import ChargeLine, GroupView, RefundLine
from dupcharge.reporter.visible import visible

LONG = 4 * words.LONGEST


def sections(about: Context) -> tuple[Section, ...]:
    """The groups by what they come to: claimed, given back, to check."""
    view = about.view
    kinds = (("owed", view.owed), ("settled", view.given_back), ("to_check", view.to_check))
    return tuple(
        Section(
            about.say(f"section_{kind}"),
            about.say(f"section_{kind}_intro"),
            tuple(_block(about, group, kind) for group in groups),
        )
        for kind, groups in kinds
        if groups
    )


def _block(about: Context, group: GroupView, kind: str) -> Block:
    rows = tuple(_rows(about, group, kind))
    claimed = open_charges(group)
    return Block(
        id=group.id,
        key=visible(group.key),
        kind=kind,
        merchant=about.free(group.merchant),
        confidence=group.confidence,
        word=about.say(f"word_{group.confidence}"),
        title=heading(group, about.lang),
        amount=about.money(group.refunded if kind == "settled" else group.overcharge),
        currency=group.amount.currency,
        minor=group.overcharge.minor,
        exponent=group.overcharge.exponent,
        open=len(claimed),
        sums=sums(group, about.lang),
        note=_note(about, group),
        rows=rows,
        facts=tuple(_facts(about, group)),
        timeline=_timeline(about, group, rows),
    )


def _note(about: Context, group: GroupView) -> str:
    times = [charge.time for charge in group.charges if charge.time]
    if not any("T" in time for time in times):
        return about.say("note_date_only")
    stated = zone(group)
    return about.say("note_zone", zone=stated) if stated else about.say("note_no_zone")


def state(charge: ChargeLine, kind: str) -> str:
    """What a charge is in its group."""
    if charge.role == "original":
        return "rightful"
    if charge.refunded.minor >= charge.amount.minor:
        return "returned"
    return "question" if kind == "to_check" else "claimed"


def _rows(about: Context, group: GroupView, kind: str) -> list[Row]:
    several, lang = about.several, about.lang
    merchants = {charge.merchant for charge in group.charges}
    methods = {charge.method for charge in group.charges}
    found = []
    for number, charge in enumerate(group.charges, 1):
        is_a = state(charge, kind)
        partly = 0 < charge.refunded.minor < charge.amount.minor
        found.append(
            Row(
                number=f"{group.id}.{number}",
                state=is_a,
                sign=SIGNS[is_a],
                role=about.say(f"role_{is_a}"),
                time=words.when(charge.time, lang),
                amount=about.money(charge.amount),
                less=about.say("less", amount=charge.refunded) if partly else None,
                transaction_id=shape(charge.transaction_id),
                order_id=shape(charge.order_id),
                merchant=about.free(charge.merchant) if len(merchants) > 1 else None,
                method=_method(charge.method, alike=len(methods) == 1, first=number == 1),
                status=_status(about, charge.status),
                place=words.place(charge.at, several),
            )
        )
    for number, refund in enumerate(group.refunds, 1):
        found.append(_refund(about, group, refund, number))
    return found


def _method(method: str | None, *, alike: bool, first: bool) -> str | None:
    """How a charge was paid: once where it is the same for all, else in every row."""
    if alike and not first:
        return None
    shown = visible(method, words.LONGEST) if method else None
    return shown if alike else shown or "-"


def _status(about: Context, word: str | None) -> str:
    return visible(word, 40) if word else about.say("status_posted")


def _refund(about: Context, group: GroupView, refund: RefundLine, number: int) -> Row:
    of = f"{group.id}.{refund.of + 1}"
    back = Money(-refund.used.minor, refund.used.currency, refund.used.exponent)
    return Row(
        number=f"{group.id}.R{number}",
        state="refund",
        sign=SIGNS["refund"],
        role=about.say("role_refund", of=of),
        time=words.when(refund.time, about.lang),
        amount=about.money(back),
        less=None,
        transaction_id=shape(refund.transaction_id),
        order_id=None,
        merchant=None,
        method=None,
        status="",
        place=words.place(refund.at, about.several),
    )


def _facts(about: Context, group: GroupView) -> list[Fact]:
    say, lang = about.say, about.lang
    kept = rightful(group)
    number = f"{group.id}.{group.charges.index(kept) + 1}"
    facts = [
        Fact(
            say("fact_rightful"),
            say(
                "rightful_id" if kept.transaction_id else "rightful",
                number=number,
                id=visible(kept.transaction_id or ""),
            ),
        ),
        Fact(say("fact_same"), _same(about, group, same=True)),
        Fact(say("fact_differs"), _same(about, group, same=False)),
        Fact(say("fact_reason"), _sentences(group.evidence, lang)),
        Fact(say("fact_doubt"), _sentences(group.doubts, lang) or say("no_doubt")),
        Fact(
            say("fact_refunds"),
            say("refunds_found", n=len(group.refunds), amount=group.refunded, until=about.until)
            if group.refunds
            else say("refunds_none", until=about.until),
        ),
    ]
    copies = [
        say(
            "copy",
            number=f"{group.id}.{at}",
            places=[words.place(spot, about.several) for spot in charge.copies],
        )
        for at, charge in enumerate(group.charges, 1)
        if charge.copies
    ]
    if copies:
        facts.append(Fact(say("fact_copies"), about.page.say("and_then").join(copies)))
    return [fact for fact in facts if fact.value]


def _sentences(messages: tuple[Message, ...], lang: str) -> str:
    gap = "" if lang == "zh" else " "
    return gap.join(visible(message.text(lang), LONG) for message in messages)


_FIELDS: tuple[tuple[str, Callable[[ChargeLine], object]], ...] = (
    ("merchant", lambda c: c.merchant),
    ("amount", lambda c: c.amount),
    ("order_id", lambda c: c.order_id),
    ("method", lambda c: c.method),
    ("transaction_id", lambda c: c.transaction_id),
)


def _same(about: Context, group: GroupView, *, same: bool) -> str:
    names = []
    for name, pick in _FIELDS:
        values = {pick(charge) for charge in group.charges}
        if values == {None}:
            continue
        if (len(values) == 1) == same:
            names.append(about.say(f"field_{name}"))
    if not same:
        names += _gaps(about, group)
    return about.say("list", items=tuple(names)) if names else ""


def _gaps(about: Context, group: GroupView) -> list[str]:
    times = sorted(t for charge in group.charges if (t := moment(charge.time)))
    timed = [charge.time for charge in group.charges if charge.time]
    if len(times) < 2 or len(times) < len(group.charges):
        return []
    gaps = [b - a for a, b in pairwise(times)]
    if all("T" not in time for time in timed):
        days = (times[-1] - times[0]).days
        return [about.say("gap_days", n=days) if days else about.say("gap_same_day")]
    low, high = min(gaps), max(gaps)
    if not high:
        return [about.say("gap_same_moment")]
    if low == high:
        return [about.say("gap_one", gap=about.span(low))]
    return [about.say("gap_range", low=about.span(low), high=about.span(high))]


def _timeline(about: Context, group: GroupView, rows: tuple[Row, ...]) -> Timeline | None:
    marks, dated = [], True
    lines: list[tuple[Row, str | None, str | None]] = [
        (row, charge.time, None) for row, charge in zip(rows, group.charges, strict=False)
    ]
    lines += [
        (row, refund.time, f"{group.id}.{refund.of + 1}")
        for row, refund in zip(rows[len(group.charges) :], group.refunds, strict=True)
    ]
    for row, time, of in lines:
        at = moment(time)
        if at is None:
            return None
        dated = dated and "T" not in (time or "")
        marks.append(Mark(row.number, row.state, at, of))

    days = {mark.time.date() for mark in marks}

    def tick(at: dt.datetime, span: dt.timedelta) -> str:
        if dated:
            return at.date().isoformat()
        clock = at.strftime("%H:%M" if span > dt.timedelta(days=2) else "%H:%M:%S")
        return clock if len(days) == 1 else f"{at:%m-%d} {clock}"

    states = dict.fromkeys(row.state for row in rows)
    caption = about.say(
        "caption",
        id=group.id,
        when=when(about, group),
        legend=about.say("list", items=tuple(about.say(f"legend_{name}") for name in states)),
    )
    return draw(marks, caption, tick, about.span)
