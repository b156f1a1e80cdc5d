"""The claim in pieces, one per group, for a medium in which the reader may leave a group out.

Owns which sentences depend on which group. Does not own the sentences: they come from the letter
and from the text to paste, which join the same pieces for everybody else.
"""

from __future__ import annotations

from dupcharge.money import digits
from dupcharge.reporter import routes, words
from dupcharge.reporter.dossier.context import Context, open_charges, rightful
from dupcharge.reporter.dossier.letter import TOLD, told_of, when
from dupcharge.reporter.dossier.message import LIMIT, SHORT, SHORT_AMOUNTS, closing, lines_of
from dupcharge.reporter.dossier.model import Draft, Phrase, Piece
from dupcharge.reporter.view import GroupView
from dupcharge.reporter.visible import visible

_ALL = 2**31
"""Room for every line of a group."""


def draft(about: Context) -> Draft:
    """The claim of a report in which something is claimed."""
    say = about.say
    asked = routes.ask(about.request.route, about.request.jurisdiction).text(about.lang)
    check = len(about.view.to_check)
    return Draft(
        currencies=tuple(
            (amount.currency, amount.exponent, digits(amount.currency)) for amount, _ in about.asks
        ),
        pieces=tuple(_piece(about, group) for group in about.groups),
        join=say("list", items=("", "")),
        count=_phrase(about, "ask_count"),
        ask=say("ask", count="{count}", amount="{amount}"),
        nothing=say("result_claim"),
        told=TOLD,
        more=_phrase(about, "story_more"),
        refunds=_phrase(about, "story_refunds", until=about.until),
        no_refund=say("story_no_refund", until=about.until),
        to_check=say("story_to_check", n=check) if check else None,
        title=say("title"),
        asks=say("message_ask", asks="{asks}"),
        request=asked,
        rest=_phrase(about, "message_rest"),
        others=_phrase(about, "message_more"),
        closing=tuple(closing(about)),
        room=LIMIT // len(about.request.languages) - len(say("message_more", n=10**6)),
        short_one=_short(about, "short_one"),
        short_many=_short(about, "short_many"),
        short_least=_short(about, "short_least"),
        short_room=SHORT[about.lang],
        short_amounts=SHORT_AMOUNTS,
    )


def _phrase(about: Context, code: str, **params: object) -> Phrase:
    return Phrase(about.say(code, n=1, **params), about.say(code, n="{n}", **params))


def _short(about: Context, code: str) -> str:
    names = ("when", "merchant", "n", "groups", "kept", "repeats", "amounts")
    return about.say(code, **{name: f"{{{name}}}" for name in names})


def _piece(about: Context, group: GroupView) -> Piece:
    kept, claimed = rightful(group), open_charges(group)
    lines = lines_of(about, group, _ALL) or []
    head = len(lines) - len(claimed)
    return Piece(
        id=group.id,
        currency=group.amount.currency,
        charged=sum(charge.amount.minor for charge in group.charges),
        rightful=kept.amount.minor,
        claimed=group.overcharge.minor,
        open=len(claimed),
        refunds=len(group.refunds),
        story=tuple(told_of(about, group)),
        head=tuple(lines[:head]),
        lines=tuple(lines[head:]),
        when=when(about, group),
        merchant=words.short(group.merchant, about.lang, 30),
        charges=len(group.charges),
        kept=about.say("short_kept", id=visible(kept.transaction_id))
        if kept.transaction_id
        else "",
    )
