"""Small phrases that every text report shares: amounts, times, places, counts, the last line.

Owns how values of a report read in a sentence. Does not own layout.
"""

from __future__ import annotations

from collections.abc import Iterable

from dupcharge.locale import Message, room, say
from dupcharge.money import Money
from dupcharge.reporter.layout import cells
from dupcharge.reporter.view import COUNTS, ReportView, Sighting
from dupcharge.reporter.visible import visible
from dupcharge.statement import FileRecord

LONGEST = 160
"""Characters of a merchant or a note that a text report shows; JSON has it whole."""


def money(amount: Money, lang: str) -> str:
    """With its code and grouped digits: "CNY 1,459.90"."""
    return say(lang, "report.plain", text=amount)


def figure(amount: Money, lang: str) -> str:
    """Without its code: "1,459.90"."""
    return money(amount, lang).removeprefix(f"{amount.currency} ")


def when(time: str | None, lang: str) -> str:
    """A time as a person reads it."""
    return say(lang, "report.no_time") if time is None else visible(time.replace("T", " ", 1))


def free(text: str | None, lang: str) -> str:
    """A merchant or another free text of the statement, safe and not too long."""
    return visible(text, LONGEST) if text else say(lang, "report.no_merchant")


def short(text: str | None, lang: str, width: int = 32) -> str:
    """A merchant cut to `width` cells, for lists that point to the whole one."""
    shown = free(text, lang)
    if cells(shown) <= width:
        return shown
    kept = ""
    for char in shown:
        if cells(kept + char) > width - 1:
            break
        kept += char
    return f"{kept}\u2026"


def letter(index: int) -> str:
    """A, B, … Z, AA: the name of a file in the report."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(spot: Sighting, several: bool) -> str:
    """Where a row stands: "12/17", with the letter of its file where there are several."""
    return f"{letter(spot.file)}:{spot.row}/{spot.line}" if several else f"{spot.row}/{spot.line}"


def accounting(file: FileRecord, lang: str) -> str:
    """Every row in its class: "44 rows = 36 charges + 8 income + 0 unreadable"."""
    always = ("charges", "unreadable")
    parts = [
        say(lang, f"report.count_{name}", n=file.rows.get(name, 0))
        for name in COUNTS
        if file.rows.get(name, 0) or name in always
    ]
    return say(lang, "report.accounting", n=file.rows.get("read", 0), parts=" + ".join(parts))


def period(files: Iterable[FileRecord], lang: str) -> str:
    """First to last time of the files, or that they state none."""
    known = [file.period for file in files]
    starts = [start for start, _ in known if start]
    ends = [end for _, end in known if end]
    if not starts or not ends:
        return say(lang, "report.no_period")
    return say(lang, "report.period", start=when(min(starts), lang), end=when(max(ends), lang))


def format_name(file: FileRecord, lang: str) -> str:
    """The id of a known format, or that the columns were found by their contents."""
    if file.format == "inferred":
        return say(lang, "report.inferred")
    return visible(file.format, LONGEST)


def file_read(file: FileRecord, lang: str) -> str:
    """How a file was read, in one sentence."""
    return say(
        lang,
        "report.file_read",
        name=name(file.path, lang),
        format=format_name(file, lang),
        encoding=file.encoding or say(lang, "report.no_encoding"),
        accounting=accounting(file, lang),
    )


def until(files: Iterable[FileRecord], lang: str) -> str:
    """The last moment the files know of: their export, else their last transaction."""
    ends = [
        file.exported.isoformat(timespec="seconds") if file.exported else file.period[1] or ""
        for file in files
    ]
    return when(max(ends, default="") or None, lang)


def name(path: str, lang: str) -> str:
    """A file as the user named it; standard input in words."""
    return say(lang, "report.standard_input") if path == "-" else visible(path)


def answer(view: ReportView, lang: str) -> str:
    """The last line of the report: groups, overcharge per currency, rows not read."""
    owed = [t for t in view.totals if t.groups]
    read, lost = view.rows("read"), view.rows("unreadable")
    if not read:
        return say(lang, "report.answer_empty")
    if owed:
        found = say(
            lang,
            "report.answer_found",
            groups=Message("report.n_groups", {"n": sum(t.groups for t in owed)}),
            repeats=Message("report.n_repeats", {"n": sum(t.repeats for t in owed)}),
            amounts=tuple(t.overcharge for t in owed),
        )
    elif view.given_back:
        found = say(lang, "report.answer_settled", n=len(view.given_back))
    else:
        found = say(lang, "report.answer_none", n=view.rows("charges"))
    parts = [found]
    if view.to_check:
        weak = tuple(t.to_check for t in view.totals if t.to_check.minor)
        parts.append(
            say(
                lang,
                "report.answer_to_check",
                groups=Message("report.n_groups", {"n": len(view.to_check)}),
                amounts=weak,
            )
            if weak
            else say(lang, "report.answer_to_check_bare", n=len(view.to_check))
        )
    parts.append(
        say(lang, "report.answer_lost", n=lost, read=read)
        if lost
        else say(lang, "report.answer_read", n=read)
    )
    return say(lang, "report.answer", text=say(lang, "report.and_then").join(parts))


def rule_title(rule: str, lang: str) -> str:
    """A rule or an excuse by its name in the reader's language."""
    key = f"title.{rule}"
    return say(lang, f"rules.{key}") if key in room(lang, "rules") else rule
