"""`dupcharge formats`: the statement formats known by name, or one of them in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from dupcharge.cli import language, output
from dupcharge.cli.command import SETTINGS, Command, lang_of
from dupcharge.cli.exits import ExitCode
from dupcharge.cli.options import general, not_a_choice, speaking
from dupcharge.locale import room, say
from dupcharge.reporter.layout import listing, readable, wrap

if TYPE_CHECKING:
    from dupcharge.loader.formats import Column, Format

SCHEMA = "dupcharge/formats/1"


@click.command("formats", cls=Command, context_settings=SETTINGS)
@click.argument("name", required=False, metavar="[ID]")
@speaking
@general
@click.pass_context
def formats(ctx: click.Context, /, name: str | None, kind: str, lang: str, debug: bool) -> int:
    """Show the formats known by name; one with its columns."""
    ctx.meta["dupcharge.debug"] = debug
    from dupcharge.loader.formats import all_formats

    known = {item.id: item for item in all_formats()}
    if name is not None and name not in known:
        raise click.UsageError(not_a_choice(name, list(known), lang_of(ctx)), ctx)
    shown = [known[name]] if name else list(known.values())
    languages = language.of_report(lang, "en", follow_locale=kind == "text")
    if kind == "json":
        from dupcharge.reporter.json import encode

        entries = [_entry(item) for item in shown]
        output.write_bytes(encode({"schema": SCHEMA, "formats": entries}))
        return ExitCode.DONE
    width, ink = readable(output.width()), output.ink()
    if name:
        blocks = [_page(known[name], one, width) for one in languages]
    else:
        blocks = []
        for one in languages:
            pairs = [(item.id, text_in(item.title, one)) for item in shown]
            blocks.append(listing(say(one, "cli.formats_title"), pairs, width, ink))
            blocks.append("\n".join(wrap(say(one, "cli.formats_hint"), width)))
    output.write_text("\n\n".join(blocks) + "\n")
    return ExitCode.DONE


def text_in(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in English, else in any language there is."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _headers(column: Column) -> str:
    return (" + " if column.joined else " / ").join(column.names)


def _entry(item: Format) -> dict[str, Any]:
    """One format in the JSON; texts in every language they have."""
    return {
        "id": item.id,
        "title": dict(item.title),
        "kind": item.kind,
        "country": item.country or None,
        "reader": item.reader,
        "columns": {role: list(column.names) for role, column in item.columns.items()},
        "recognised_by": list(item.columns_required),
        "how_to_export": dict(item.how_to_export),
        "source": item.source or None,
    }


def _page(item: Format, lang: str, width: int) -> str:
    """One format in full: what it is, how to export it, which column is what."""
    facts = [(say(lang, "cli.format_kind"), say(lang, f"cli.kind_{item.kind}"))]
    how = text_in(item.how_to_export, lang)
    if how:
        facts.append((say(lang, "cli.format_export"), how))
    if item.columns_required:
        found = say(lang, "cli.format_columns", columns=item.columns_required)
        facts.append((say(lang, "cli.format_known"), found))
    blocks = [listing(f"{item.id}: {text_in(item.title, lang)}", facts, width)]
    names = room(lang, "report")
    pairs = [
        (str(names.get(f"role_{role}", role)), _headers(column))
        for role, column in item.columns.items()
    ]
    if pairs:
        blocks.append(listing(say(lang, "cli.format_reads"), pairs, width))
    else:
        blocks.append("\n".join(wrap(say(lang, "cli.format_fixed"), width)))
    return "\n\n".join(blocks)
