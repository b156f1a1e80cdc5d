"""One group of charges as lines of text: heading, sums, table, what speaks for and against.

Owns the block of a group in the terminal and text reports. Does not own the page around it.
"""

from __future__ import annotations

from collections.abc import Callable

from dupcharge.locale import Message, say
from dupcharge.money import Money
from dupcharge.reporter import words
from dupcharge.reporter.layout import Ink, cells, pad, wrap
from dupcharge.reporter.tables import Column, table
from dupcharge.reporter.view import ChargeLine, GroupView
from dupcharge.reporter.visible import visible

INDENT = "   "


def block(
    group: GroupView, lang: str, width: int, ink: Ink, *, several: bool, until: str
) -> list[str]:
    """Lines of one group.

    Args:
        group: what to show.
        lang: its language.
        width: cells of a line.
        ink: colours.
        several: more than one file was scanned, so places carry the letter of their file.
        until: last time that the files cover, for "no refund up to".
    """
    style = ink.claimed if _kind(group) == "owed" else ink.strong
    out = [style(line) for line in wrap(heading(group, lang), width, f"{group.id}. ", INDENT)]
    for sentence in (sums(group, lang), same_order(group, lang)):
        out += wrap(sentence, width, INDENT) if sentence else []
    columns, rows = lines_of(group, lang, several=several)
    styles = [ink.fine if charge.role == "original" else str for charge in group.charges]
    styles += [ink.quiet] * len(group.refunds)
    out += ["", *table(columns, rows, width, INDENT, styles), ""]
    labelled = facts(group, lang, several=several, until=until)
    column = max(cells(label) for label, _ in labelled)
    for label, sentences in labelled:
        for sentence in sentences:
            out += wrap(sentence, width, f"{INDENT}{pad(label, column)}  ")
            label = ""
    return out


def _kind(group: GroupView) -> str:
    return "to_check" if not group.counted else "settled" if group.settled else "owed"


def heading(group: GroupView, lang: str) -> str:
    """Merchant, money and word in one line."""
    kind = _kind(group)
    return say(
        lang,
        f"report.heading_{kind}",
        merchant=words.free(group.merchant, lang),
        amount=group.refunded if kind == "settled" else group.overcharge,
        confidence=say(lang, f"report.{group.confidence}"),
    )


def sums(group: GroupView, lang: str) -> str:
    """How the claim adds up."""
    amounts = [charge.amount for charge in group.charges]
    first = amounts[0]
    total = Money(sum(a.minor for a in amounts), first.currency, first.exponent)
    rightful = [c.amount for c in group.charges if c.role == "original"]
    kept = Money(sum(a.minor for a in rightful), first.currency, first.exponent)
    alike = all(a.minor == first.minor for a in amounts)
    each = words.figure(first, lang)
    kind = _kind(group)
    return say(
        lang,
        "report.sums",
        what=Message(
            "report.sums_alike" if alike else "report.sums_all", {"n": len(amounts), "each": each}
        ),
        charged=total,
        rightful=words.figure(kept, lang),
        refunded=words.figure(group.refunded, lang),
        left=Message(f"report.left_{kind}", {"text": words.figure(group.overcharge, lang)}),
    )


def same_order(group: GroupView, lang: str) -> str | None:
    """The one order id of all charges, where there is one."""
    order = _shared_order(group)
    return say(lang, "report.same_order", order=visible(order)) if order else None


def _shared_order(group: GroupView) -> str | None:
    orders = {charge.order_id for charge in group.charges}
    return orders.pop() if len(orders) == 1 else None


def _differs(group: GroupView, pick: Callable[[ChargeLine], str | None]) -> bool:
    return len({pick(charge) for charge in group.charges}) > 1


def _clock(group: GroupView, lang: str) -> tuple[str, Callable[[str | None], str]]:
    """Heading of the time column and how a time is written there.

    Where all happened on one day, the day is the heading, so that lines stay short.
    """
    times = [c.time for c in group.charges] + [r.time for r in group.refunds]
    days = {time.partition("T")[0] if time and "T" in time else None for time in times}
    if len(days) == 1 and None not in days:
        return str(days.pop()), lambda time: words.when((time or "").partition("T")[2], lang)
    dated = not any(time and "T" in time for time in times)
    title = say(lang, "report.col_date" if dated else "report.col_time")
    return title, lambda time: words.when(time, lang)


def lines_of(group: GroupView, lang: str, *, several: bool) -> tuple[list[Column], list[list[str]]]:
    """The table of a group: its columns, and one row per charge and then per refund."""
    title, when = _clock(group, lang)
    columns = [
        Column(say(lang, "report.col_number"), ">"),
        Column(say(lang, "report.col_role")),
        Column(title),
        Column(say(lang, "report.col_amount"), ">"),
        Column(say(lang, "report.col_place"), ">"),
    ]
    more: list[tuple[str, Callable[[ChargeLine], str]]] = []
    if any(c.transaction_id for c in group.charges):
        more.append(("col_transaction_id", lambda c: visible(c.transaction_id or "-")))
    if _shared_order(group) is None and any(c.order_id for c in group.charges):
        more.append(("col_order_id", lambda c: visible(c.order_id or "-")))
    if _differs(group, lambda c: c.merchant):
        more.append(("col_merchant", lambda c: words.free(c.merchant, lang)))
    if _differs(group, lambda c: c.method):
        more.append(("col_method", lambda c: visible(c.method or "-", words.LONGEST)))
    columns += [Column(say(lang, f"report.{title}")) for title, _ in more]
    rows = []
    for number, charge in enumerate(group.charges, 1):
        rows.append(
            [
                str(number),
                say(lang, f"report.{charge.role}"),
                when(charge.time),
                words.figure(charge.amount, lang),
                words.place(charge.at, several),
                *(pick(charge) for _, pick in more),
            ]
        )
    for refund in group.refunds:
        back = Money(-refund.used.minor, refund.used.currency, refund.used.exponent)
        ids = {"col_transaction_id": visible(refund.transaction_id or "-")}
        rows.append(
            [
                "",
                say(lang, "report.refund_of", number=refund.of + 1),
                when(refund.time),
                words.figure(back, lang),
                words.place(refund.at, several),
                *(ids.get(title, "") for title, _ in more),
            ]
        )
    return columns, rows


def facts(group: GroupView, lang: str, *, several: bool, until: str) -> list[tuple[str, list[str]]]:
    """What speaks for and against a repeat, refunds, other sightings: label and sentences."""
    refunds = (
        say(lang, "report.refunds_found", n=len(group.refunds), amount=group.refunded, until=until)
        if group.refunds
        else say(lang, "report.no_refund", until=until)
    )
    copies = [
        say(lang, "report.copies", number=number, places=[words.place(c, several) for c in copies])
        for number, copies in enumerate((charge.copies for charge in group.charges), 1)
        if copies
    ]
    nothing = [say(lang, "report.nothing_seen")]
    found = [
        ("for", [_sentence(m, lang) for m in group.evidence] or nothing),
        ("against", [_sentence(m, lang) for m in group.doubts] or nothing),
        ("refunds", [refunds]),
        ("copies", copies),
        ("key", [visible(group.key)]),
    ]
    return [(say(lang, f"report.label_{name}"), said) for name, said in found if said]


def _sentence(message: Message, lang: str) -> str:
    return visible(message.text(lang), 4 * words.LONGEST)
