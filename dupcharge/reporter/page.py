"""What stands on the page of a report, in which order, as sentences without layout.

Owns the contents that the terminal, text and Markdown reports share. Does not own lines, widths
and marks (terminal, markdown), nor the block of one group (group).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dupcharge.locale import Message, say
from dupcharge.reporter import words
from dupcharge.reporter.tables import Column
from dupcharge.reporter.view import ChangeView, GroupView, ReportView
from dupcharge.reporter.visible import visible
from dupcharge.schema import LEVELS

STEPS = {"owed": 4, "settled": 2, "to_check": 2, "clean": 2, "empty": 2}
"""Kind of result -> how many steps the reader is told to take next."""

MANY = 4
"""From so many groups on, the summary lists them before they are shown one by one."""


def _change(item: ChangeView) -> str:
    """What became of a group: its state, or that nothing was or is owed."""
    nothing = item.state == "owed" and item.now is not None and not item.now.minor
    return "settled" if nothing else item.state


class Page:
    """The report in one language."""

    def __init__(self, view: ReportView, lang: str) -> None:
        self.view, self.lang = view, lang
        self.several = len(view.files) > 1
        self.until = words.until(view.files, lang)

    def say(self, code: str, **params: object) -> str:
        """A sentence of the report room."""
        return say(self.lang, f"report.{code}", **params)

    def kind(self) -> str:
        """What the result comes to; decides the headline and what to do next."""
        view = self.view
        if not view.rows("read"):
            return "empty"
        if view.owed:
            return "owed"
        return "to_check" if view.to_check else "settled" if view.given_back else "clean"

    def subject(self) -> str:
        """What was scanned, and with which options that are not the usual ones."""
        view, lang = self.view, self.lang
        first = words.name(view.files[0].path.replace("\\", "/").rsplit("/", 1)[-1], lang)
        period = words.period(view.files, lang)
        text = self.say("subject", n=len(view.files), name=first, period=period)
        settings = view.settings
        extra = [
            self.say(f"setting_{name}", value=value)
            for name, value in (
                ("window", settings.window),
                ("since", settings.since),
                ("until", settings.until),
            )
            if value
        ]
        if settings.min_confidence != "likely":
            word = self.say(settings.min_confidence)
            extra.append(self.say("setting_min_confidence", value=word))
        return text + (self.say("settings", parts=tuple(extra)) if extra else "")

    def headline(self) -> list[str]:
        """The answer in the largest letters: one line per currency that is owed, else one."""
        kind, view = self.kind(), self.view
        if kind == "owed":
            owed = [total.overcharge for total in view.totals if total.groups]
            return [self.say("headline_owed", amount=amount) for amount in owed]
        n = len(view.given_back if kind == "settled" else view.to_check)
        return [self.say(f"headline_{kind}", n=n)]

    def findings(self) -> list[str]:
        """How many, how sure, what else; each one sentence."""
        view, out = self.view, []
        if self.kind() == "owed":
            groups = Message("report.n_groups", {"n": len(view.owed)})
            repeats = Message("report.n_repeats", {"n": sum(t.repeats for t in view.totals)})
            out.append(self.say("owed", groups=groups, repeats=repeats))
            back = sum(
                charge.role == "repeat" and charge.refunded.minor >= charge.amount.minor
                for group in view.owed
                for charge in group.charges
            )
            if back:
                out.append(self.say("came_back", n=back))
            out.append(self.sure(view.owed))
            if view.to_check:
                out.append(self.say("also_to_check", n=len(view.to_check)))
        elif self.kind() == "clean":
            out.append(self.say("clean", n=view.rows("charges")))
        if view.given_back and self.kind() != "settled":
            out.append(self.say("also_settled", n=len(view.given_back)))
        return out

    def digest(self) -> tuple[list[Column], list[list[str]]] | None:
        """One line per group that is owed, where there are too many to see at once."""
        groups = self.view.owed
        if len(groups) < MANY:
            return None
        columns = [
            Column(self.say("col_number"), ">"),
            Column(self.say("col_overcharge"), ">"),
            Column(self.say("col_repeats"), ">"),
            Column(self.say("col_confidence")),
            Column(self.say("col_shop")),
        ]
        rows = [
            [
                group.id,
                words.money(group.overcharge, self.lang),
                str(len(group.charges) - 1),
                self.say(group.confidence),
                words.short(group.merchant, self.lang),
            ]
            for group in groups
        ]
        return columns, rows

    def sure(self, groups: Sequence[GroupView]) -> str:
        """How many groups of each word, strongest first, with what the word means."""
        counts = Counter(g.confidence for g in groups)
        parts = [
            self.say(f"sure_{word}", n=counts[word]) for word in reversed(LEVELS) if counts[word]
        ]
        return self.say("sure", parts=self.say("and_then").join(parts))

    def steps(self) -> list[str]:
        """What to do next."""
        kind = self.kind()
        return [self.say(f"next_{kind}_{number}") for number in range(1, STEPS[kind] + 1)]

    def sections(self) -> list[tuple[str, tuple[GroupView, ...]]]:
        """Titles and their groups; only those that have any."""
        view = self.view
        kinds = (
            ("title_owed", view.owed),
            ("title_settled", view.given_back),
            ("title_to_check", view.to_check),
        )
        return [(self.say(title), groups) for title, groups in kinds if groups]

    def changes(self) -> list[str]:
        """What became of each group of the earlier report, and what is new."""
        return [
            self.say(
                f"change_{_change(item)}",
                merchant=words.free(item.merchant, self.lang),
                number=item.id or "-",
                before=item.before or "-",
                now=item.now or "-",
                back=item.back or "-",
            )
            for item in self.view.changes or ()
        ]

    def decided(self) -> list[str]:
        """What the user decided, and about which group."""
        out = []
        for item in self.view.decided:
            code = item.verdict.replace("-", "_") if item.overcharge else "no_group"
            out.append(
                self.say(
                    f"decided_{code}",
                    merchant=words.free(item.merchant, self.lang),
                    amount=item.overcharge or "-",
                    key=visible(item.key, words.LONGEST),
                    reason=visible(item.reason or "-", words.LONGEST),
                )
            )
        return out

    def lists(self) -> list[tuple[str, list[str]]]:
        """Titles and their lines, after the groups; only those that have any."""
        kinds = (
            ("title_decided", self.decided()),
            ("title_set_aside", self.set_aside()),
        )
        return [(self.say(title), lines) for title, lines in kinds if lines]

    def set_aside(self) -> list[str]:
        """Pairs that look alike but have an innocent explanation, counted by reason."""
        counts = [(name, n) for name, n in self.view.set_aside.items() if n]
        return [
            self.say("set_aside", reason=words.rule_title(name, self.lang), n=n)
            for name, n in sorted(counts, key=lambda item: (-item[1], item[0]))
        ]

    def files(self) -> list[tuple[str, list[str]]]:
        """How each file was read, in one sentence, and its warnings."""
        out = []
        for index, file in enumerate(self.view.files):
            mark = f"{words.letter(index)}  " if self.several else ""
            warnings = [
                visible(warning.text(self.lang), 4 * words.LONGEST) for warning in file.warnings
            ]
            out.append((mark + words.file_read(file, self.lang), warnings))
        return out

    def places(self) -> str | None:
        """How to read "12/17"; None where no place is shown."""
        if not self.view.groups:
            return None
        return self.say("places_letters" if self.several else "places")

    def closing(self) -> list[str]:
        """Limits and privacy, one sentence each."""
        return [
            self.say("limits"),
            self.say("privacy" if self.view.masked else "privacy_unmasked"),
        ]
