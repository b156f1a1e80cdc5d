"""`dupcharge inspect`: show how each file was read, each on its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dupcharge.cli import language, output
from dupcharge.cli.command import SETTINGS, Command, lang_of
from dupcharge.cli.exits import ExitCode
from dupcharge.cli.options import general, option, reading, speaking
from dupcharge.cli.progress import Progress
from dupcharge.cli.reading import Reading
from dupcharge.errors import DupchargeError, ManyErrors
from dupcharge.locale import say

if TYPE_CHECKING:
    from dupcharge.loader.formats import Format
    from dupcharge.reporter.inspected import FileView


@click.command("inspect", cls=Command, context_settings=SETTINGS)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@speaking
@option("--no-mask", section="report", is_flag=True)
@reading
@option("--save-format", section="reading", metavar="FILE.toml")
@option("--force", section="reading", is_flag=True)
@general
@click.pass_context
def inspect(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    kind: str,
    lang: str,
    no_mask: bool,
    save_format: str | None,
    force: bool,
    debug: bool,
    **options: Any,
) -> int:
    """Show how each file was read: format, encoding, columns, row accounting."""
    ctx.meta["dupcharge.debug"] = debug
    spoken, reader = lang_of(ctx), Reading(**options)
    if save_format and len(files) > 1:
        raise click.UsageError(say(spoken, "cli.one_file_only"), ctx)
    targets = [save_format] if save_format else []
    output.check_targets(targets, [*files, *reader.inputs()], force=force)
    views: list[FileView] = []
    errors: list[DupchargeError] = []
    written: dict[str, bytes] = {}
    with Progress(spoken) as progress:
        from dupcharge.reporter import inspected

        for path in sorted(dict.fromkeys(files)):
            try:
                if save_format:
                    statement, found = reader.load_with_format(path, spoken, progress)
                    written[save_format] = _format_file(found)
                else:
                    statement = reader.load([path], spoken, progress)
            except ManyErrors as error:
                errors += error.errors
            except DupchargeError as error:
                errors.append(error)
            else:
                views += inspected.views(statement, mask=not no_mask)
    output.write_files(written)
    _show(views, errors, kind, lang)
    for fault in errors:
        output.say_error(fault, spoken)
    if kind == "json" or not output.is_terminal(sys.stdout):
        for file in views:
            for warning in file.record.warnings:
                output.notice("cli.warning", spoken, file=file.record.path, text=warning)
    for target in written:
        output.notice("cli.saved_format", spoken, file=target)
    return ExitCode.FAILED if errors else ExitCode.DONE


def _format_file(found: list[Format]) -> bytes:
    """The format that was found, to correct and keep; of several, each but the first commented."""
    first, *others = [item.to_toml().rstrip("\n") for item in found]
    blocks = [first, *("\n".join(f"# {line}" for line in other.split("\n")) for other in others)]
    return ("\n\n".join(blocks) + "\n").encode()


def _show(views: list[FileView], errors: list[DupchargeError], kind: str, lang: str) -> None:
    from dupcharge.reporter import view

    statement = view.language(tuple(file.record for file in views))
    if kind == "json":
        from dupcharge.document import inspection
        from dupcharge.reporter.json import encode

        languages = language.of_report(lang, statement, follow_locale=False)
        output.write_bytes(encode(inspection(views, errors, languages)))
    elif views:
        from dupcharge.reporter.reading import render

        languages = language.of_report(lang, statement, follow_locale=True)
        output.write_text(render(views, languages, output.width(), output.ink()))
