"""`dupcharge scan`: load, find, report. Owns the order of the run and what goes where."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from dupcharge.cli import language, output
from dupcharge.cli.command import SETTINGS, Command, lang_of
from dupcharge.cli.exits import ExitCode
from dupcharge.cli.options import (
    DAY,
    DURATION,
    REPORT,
    Choice,
    general,
    option,
    reading,
    speaking,
)
from dupcharge.cli.progress import Progress
from dupcharge.cli.reading import Reading
from dupcharge.cli.repeat import command
from dupcharge.locale import say
from dupcharge.reporter import Request, render
from dupcharge.reporter.routes import JURISDICTIONS, ROUTES

if TYPE_CHECKING:
    from dupcharge.reporter.view import ReportView


@dataclass(frozen=True)
class Finding:
    """Options that decide what is found and counted."""

    window: str | None
    min_confidence: str
    since: str | None
    until: str | None
    decisions: str | None
    since_report: str | None


@dataclass(frozen=True)
class Reporting:
    """Options that decide what is shown, and where."""

    outputs: tuple[str, ...]
    force: bool
    kind: str
    lang: str
    no_mask: bool
    route: str | None
    jurisdiction: str | None
    legal_basis: bool
    quiet: bool
    fail_on_found: bool
    command: str

    def request(self, languages: tuple[str, ...]) -> Request:
        """What a renderer needs to know."""
        return Request(languages, self.route, self.jurisdiction, self.legal_basis, self.command)


@click.command("scan", cls=Command, context_settings=SETTINGS)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option("-w", "--window", section="finding", type=DURATION)
@option(
    "--min-confidence",
    section="finding",
    type=Choice(["strong", "likely", "possible"]),
    default="likely",
)
@option("--since", section="finding", type=DAY)
@option("--until", section="finding", type=DAY)
@option("--decisions", section="finding", metavar="FILE")
@option("--since-report", section="finding", metavar="FILE")
@option("-o", "--output", "outputs", section="report", multiple=True, type=REPORT)
@option("--force", section="report", is_flag=True)
@speaking
@option("--no-mask", section="report", is_flag=True)
@option("--route", section="report", type=Choice(ROUTES))
@option(
    "--jurisdiction",
    section="report",
    type=Choice(JURISDICTIONS, case_sensitive=False),
)
@option("--legal-basis", section="report", is_flag=True)
@reading
@option("--fail-on-found", section="other", is_flag=True)
@option("-q", "--quiet", section="other", is_flag=True)
@general
@click.pass_context
def scan(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> int:
    """Find duplicate charges, print the report, write it to files."""
    ctx.meta["dupcharge.debug"] = options.pop("debug")
    if options["lang"] == "auto" and ctx.parent is not None:  # it may stand before the command
        options["lang"] = ctx.params["lang"] = ctx.parent.params.get("lang") or "auto"
    again = command(ctx, ctx.params)
    finding = Finding(**{name: options.pop(name) for name in Finding.__dataclass_fields__})
    reader = Reading(**{name: options.pop(name) for name in Reading.__dataclass_fields__})
    report = Reporting(**options, command=again)
    lang = lang_of(ctx)
    if finding.since and finding.until and finding.since > finding.until:
        raise click.UsageError(
            say(lang, "cli.since_after_until", since=finding.since, until=finding.until), ctx
        )
    _check_outputs(report, [*files, *reader.inputs(), *_named(finding)])
    with Progress(lang, quiet=report.quiet) as progress:
        shown = _find(files, reader, finding, lang, progress, mask=not report.no_mask)
        written = _files(shown, report)
        content = _stdout(shown, report)
    output.write_files(written)
    if isinstance(content, bytes):
        output.write_bytes(content)
    else:
        output.write_text(content)
    if not report.quiet:
        _notices(shown, report, written, lang)
    found = any(total.overcharge.minor > 0 for total in shown.totals)
    return ExitCode.FOUND if found and report.fail_on_found else ExitCode.DONE


def _named(finding: Finding) -> list[str]:
    return [name for name in (finding.decisions, finding.since_report) if name]


def _check_outputs(report: Reporting, inputs: list[str]) -> None:
    """Everything that would fail at the end fails now."""
    output.check_targets(report.outputs, inputs, force=report.force)


def _find(
    files: tuple[str, ...],
    reader: Reading,
    finding: Finding,
    lang: str,
    progress: Progress,
    *,
    mask: bool,
) -> ReportView:
    """Load, find, compare. Small files of the user come first: their faults show at once."""
    from dupcharge.reporter import view
    from dupcharge.rules import decisions, find_duplicates, since_report

    decided = decisions.read(finding.decisions) if finding.decisions else None
    earlier = since_report.read(finding.since_report) if finding.since_report else None
    statement = reader.load(files, lang, progress)
    findings = find_duplicates(
        statement,
        window=finding.window,
        min_confidence=finding.min_confidence,
        since=finding.since,
        until=finding.until,
        decisions=decided,
    )
    changes = None if earlier is None else since_report.compare(earlier, findings)
    return view.report(findings, mask=mask, changes=changes)


def _files(shown: ReportView, report: Reporting) -> dict[str, bytes]:
    """Every report that -o asks for, as bytes; files follow the statement's language."""
    languages = language.of_report(report.lang, shown.language, follow_locale=False)
    return {
        path: render(os.path.splitext(path)[1].lower(), shown, report.request(languages))
        for path in report.outputs
    }


def _stdout(shown: ReportView, report: Reporting) -> bytes | str:
    """What standard output gets."""
    if report.kind == "json":
        languages = language.of_report(report.lang, shown.language, follow_locale=False)
        return render(".json", shown, report.request(languages))
    languages = language.of_report(report.lang, shown.language, follow_locale=True)
    if report.quiet:
        from dupcharge.reporter.words import answer

        return "".join(answer(shown, lang) + "\n" for lang in languages)
    from dupcharge.reporter import terminal

    return terminal.render(shown, languages, output.width(), output.ink())


def _notices(shown: ReportView, report: Reporting, written: dict[str, bytes], lang: str) -> None:
    """Warnings that the reader of standard output would not see there, and what was written."""
    import sys

    if report.kind == "json" or not output.is_terminal(sys.stdout):
        for file in shown.files:
            for warning in file.warnings:
                output.notice("cli.warning", lang, file=file.path, text=warning)
    for item in shown.decided:
        if item.overcharge is None:
            output.notice("cli.no_such_group", lang, key=item.key)
    for path, content in written.items():
        output.notice("cli.written", lang, file=path, size=size_text(len(content)))


def size_text(count: int) -> str:
    """A size in the unit that a file manager would show.

    >>> size_text(812), size_text(5230), size_text(2_500_000)
    ('812 B', '5.2 kB', '2.5 MB')
    """
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
