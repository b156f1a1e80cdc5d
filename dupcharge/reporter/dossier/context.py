"""What every block of the written report needs: the view, the language, dates, the claim's number.

Owns facts that are derived once: which kind of result it is, the report number, the date of the
report, which charges are claimed, and how money, moments and lists read in a sentence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING

from dupcharge.locale import say
from dupcharge.money import Money
from dupcharge.reporter import words
from dupcharge.reporter.page import Page
from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ChargeLine, GroupView, ReportView

SIGNS = {
    "rightful": "\u25a0",
    "claimed": "\u25cb",
    "returned": "\u25d1",
    "question": "\u25c7",
    "refund": "\u25c1",
}
"""State of a line -> its shape as a character; all are in the font of the PDF."""


class Context:
    """One report in one language."""

    def __init__(self, view: ReportView, request: Request, lang: str) -> None:
        self.view, self.request, self.lang = view, request, lang
        self.page = Page(view, lang)
        self.kind = self.page.kind()
        self.several = len(view.files) > 1
        self.until = words.until(view.files, lang)

    def say(self, code: str, **params: object) -> str:
        """A sentence of the dossier room."""
        return say(self.lang, f"dossier.{code}", **params)

    @property
    def product(self) -> str:
        """Program and version."""
        from dupcharge import __version__

        return f"dupcharge {__version__}"

    @cached_property
    def number(self) -> str:
        """Number of the report: from its files and groups, so that the same input has the same."""
        content = "\n".join([*(f.sha256 for f in self.view.files), *(g.key for g in self.groups)])
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        first = self.first_day or self.last_day
        day = first.strftime("%Y%m%d") if first else "0"
        return f"DC-{day}-{digest[:6].upper()}"

    @cached_property
    def date(self) -> dt.date | None:
        """Date of the report: when the statement was exported; None where no file says so.

        SOURCE_DATE_EPOCH (reproducible-builds.org) overrides it.
        """
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        known = [file.exported for file in self.view.files if file.exported]
        return max(known).date() if known else None

    @property
    def groups(self) -> tuple[GroupView, ...]:
        """Groups whose overcharge is claimed."""
        return self.view.owed

    @cached_property
    def first_day(self) -> dt.date | None:
        """Day of the earliest claimed charge."""
        days = [
            dt.date.fromisoformat(charge.time[:10])
            for group in self.groups
            for charge in open_charges(group)
            if charge.time
        ]
        return min(days, default=None)

    @cached_property
    def last_day(self) -> dt.date | None:
        """Last day that the files know of: their export, else their last row."""
        days = [file.exported.date() for file in self.view.files if file.exported]
        days += [dt.date.fromisoformat(f.period[1][:10]) for f in self.view.files if f.period[1]]
        return max(days, default=None)

    @cached_property
    def asks(self) -> tuple[tuple[Money, int], ...]:
        """Per currency what is claimed and in how many charges."""
        counts: dict[str, int] = {}
        for group in self.groups:
            code = group.amount.currency
            counts[code] = counts.get(code, 0) + len(open_charges(group))
        return tuple(
            (total.overcharge, counts[total.overcharge.currency])
            for total in self.view.totals
            if total.overcharge.currency in counts
        )

    def money(self, amount: Money) -> str:
        """With its code: "CNY 1,459.90"."""
        return words.money(amount, self.lang)

    def day(self, date: dt.date) -> str:
        """A date in the long form of the language."""
        if self.lang == "zh":
            return f"{date.year}年{date.month}月{date.day}日"
        return f"{date.day} {self.say('months').split()[date.month - 1]} {date.year}"

    def span(self, gap: dt.timedelta) -> str:
        """A length of time in its largest two units that matter: "51 s", "2 min 47 s", "3 days"."""
        seconds = int(gap.total_seconds())
        days, rest = divmod(seconds, 86400)
        if days >= 3 or (days and not rest):
            return self.say("span_days", n=days)
        hours, rest = divmod(seconds, 3600)
        minutes, left = divmod(rest, 60)
        if hours:
            return self.say("span_hours", hours=hours, minutes=minutes)
        if minutes:
            return (
                self.say("span_minutes", minutes=minutes, seconds=left)
                if left
                else self.say("span_whole_minutes", minutes=minutes)
            )
        return self.say("span_seconds", n=left)

    def free(self, text: str | None) -> str:
        """A merchant or another free text of the statement."""
        return words.free(text, self.lang)


def open_charges(group: GroupView) -> tuple[ChargeLine, ...]:
    """Repeats of a group that were not, or not wholly, given back."""
    return tuple(
        charge
        for charge in group.charges
        if charge.role != "original" and charge.refunded.minor < charge.amount.minor
    )


def rightful(group: GroupView) -> ChargeLine:
    """The charge that is not disputed."""
    return next(charge for charge in group.charges if charge.role == "original")


def moment(time: str | None) -> dt.datetime | None:
    """A time of a report as a value; its zone is dropped, all of one group have the same."""
    return dt.datetime.fromisoformat(time).replace(tzinfo=None) if time else None


def zone(group: GroupView) -> str | None:
    """The offset that the statement states for the times of a group."""
    offsets = {offset(charge.time) for charge in group.charges if charge.time}
    return offsets.pop() if len(offsets) == 1 else None


def offset(time: str) -> str | None:
    """The offset at the end of a moment, "+08:00"; None where the statement states none."""
    return time[-6:] if "T" in time and time[-6:-5] in ("+", "-") else None


def sum_of(amounts: list[Money]) -> Money:
    """Sum of amounts of one currency; at least one."""
    first = amounts[0]
    return Money(sum(a.minor for a in amounts), first.currency, first.exponent)


def shape(text: str | None) -> str | None:
    """An id, whole, safe to show."""
    return visible(text) if text else None
