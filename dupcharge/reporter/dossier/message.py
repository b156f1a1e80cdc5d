"""The claim as plain text to paste into a form or a chat: whole, and in a short form.

Owns the limits. 5,000 characters is what the explanation of a duplicate may hold in the dispute
forms of a large card issuer's processor (its API reference, 2026); the short form stays under 200
Chinese characters (400 Latin ones), for forms that ask for a summary. Ids are never cut: what
does not fit is counted and referred to the attached report.
"""

from __future__ import annotations

from dupcharge.locale import Message
from dupcharge.reporter import routes, words
from dupcharge.reporter.dossier.context import Context, open_charges, rightful
from dupcharge.reporter.dossier.letter import when
from dupcharge.reporter.view import ChargeLine, GroupView
from dupcharge.reporter.visible import visible

LIMIT = 4400
"""Of the full text of all languages of a report; the short forms and titles fit in the rest."""

SHORT = {"zh": 195, "en": 390}
SHORT_AMOUNTS = 3
"""Currencies that the short form names."""


def message(about: Context) -> str:
    """The claim in full, below 5,000 characters."""
    if about.kind != "owed":
        return "\n".join([*about.page.headline(), about.say("result_claim")])
    say = about.say
    head = [
        say("title"),
        say("message_ask", asks=_asks(about)),
        routes.ask(about.request.route, about.request.jurisdiction).text(about.lang),
        "",
    ]
    tail = ["", *closing(about)]
    room = LIMIT // len(about.request.languages)
    room -= sum(len(line) + 1 for line in head + tail) + len(say("message_more", n=10**6))
    body: list[str] = []
    shown = 0
    for group in about.groups:
        block = lines_of(about, group, room - sum(len(line) + 1 for line in body))
        if block is None:
            break
        body += block
        shown += 1
    if shown < len(about.groups):
        body.append(say("message_more", n=len(about.groups) - shown))
    return "\n".join(head + body + tail)


def _asks(about: Context) -> tuple[str, ...]:
    return tuple(
        about.say("ask", count=about.say("ask_count", n=n), amount=about.money(amount))
        for amount, n in about.asks
    )


def closing(about: Context) -> list[str]:
    """Last lines: refunds, source, limits."""
    names = [words.name(file.path.replace("\\", "/").rsplit("/", 1)[-1], about.lang)
             for file in about.view.files]  # fmt: skip
    return [
        about.say("message_refunds", until=about.until),
        about.say("message_source", names=tuple(names[:5]), number=about.number),
        about.say("limit_indication"),
    ]


def lines_of(about: Context, group: GroupView, room: int) -> list[str] | None:
    """Lines of one group that fit into `room` characters; None where even its head does not."""
    kept, claimed = rightful(group), open_charges(group)
    orders = {charge.order_id for charge in group.charges}
    order = orders.pop() if len(orders) == 1 else None
    alike = len({charge.amount for charge in group.charges}) == 1
    lines = [
        about.say(
            "message_group",
            number=group.id,
            merchant=about.free(group.merchant),
            when=when(about, group),
            n=len(group.charges),
            each=Message("dossier.story_each", {"amount": group.amount}) if alike else "",
            order=Message("dossier.story_order", {"order_id": visible(order)}) if order else "",
        ),
        about.say("message_rightful", what=_line(about, kept)),
        about.say("message_claimed", n=len(claimed), amount=group.overcharge),
    ]
    used = sum(len(line) + 1 for line in lines)
    if used > room:
        return None
    for number, charge in enumerate(claimed):
        line = f"- {_line(about, charge)}"
        rest = about.say("message_rest", n=len(claimed) - number)
        if used + len(line) + 1 + len(rest) + 1 > room:
            lines.append(rest)
            break
        lines.append(line)
        used += len(line) + 1
    return lines


def _line(about: Context, charge: ChargeLine) -> str:
    parts = [words.when(charge.time, about.lang), about.money(charge.amount)]
    if 0 < charge.refunded.minor < charge.amount.minor:
        parts.append(about.say("less", amount=charge.refunded))
    if charge.transaction_id:
        parts.append(visible(charge.transaction_id))
    else:
        parts.append(about.say("message_place", place=words.place(charge.at, about.several)))
    return about.page.say("and_then").join(parts)


def short(about: Context) -> str:
    """The claim in a sentence or two; the first group stands for all."""
    if about.kind != "owed":
        return about.page.headline()[0]
    group = about.groups[0]
    kept = rightful(group)
    for with_id in (True, False):
        text = about.say(
            "short_one" if len(about.groups) == 1 else "short_many",
            when=when(about, group),
            merchant=words.short(group.merchant, about.lang, 30),
            n=len(group.charges),
            groups=len(about.groups),
            kept=about.say("short_kept", id=visible(kept.transaction_id))
            if with_id and kept.transaction_id
            else "",
            repeats=sum(len(open_charges(g)) for g in about.groups),
            amounts=tuple(about.money(amount) for amount, _ in about.asks[:SHORT_AMOUNTS]),
        )
        if len(text) <= SHORT[about.lang]:
            return text
    return about.say(
        "short_least", amounts=tuple(about.money(a) for a, _ in about.asks[:SHORT_AMOUNTS])
    )
