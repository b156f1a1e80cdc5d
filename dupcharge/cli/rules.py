"""`dupcharge rules`: the rules and excuses in one line each, or the page of one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dupcharge.cli import language, output
from dupcharge.cli.command import SETTINGS, Command, lang_of
from dupcharge.cli.exits import ExitCode
from dupcharge.cli.options import general, not_a_choice, speaking
from dupcharge.locale import say
from dupcharge.reporter.layout import cells, listing, readable, wrap

SCHEMA = "dupcharge/rules/1"


@click.command("rules", cls=Command, context_settings=SETTINGS)
@click.argument("name", required=False, metavar="[NAME]")
@speaking
@general
@click.pass_context
def rules(ctx: click.Context, /, name: str | None, kind: str, lang: str, debug: bool) -> int:
    """Show the rules and excuses; one with its page."""
    ctx.meta["dupcharge.debug"] = debug
    from dupcharge.rules import EXCUSES, RULES, Excuse, Rule

    every: list[Rule | Excuse] = [*RULES, *EXCUSES]
    known = {item.name: item for item in every}
    if name is not None and name not in known:
        raise click.UsageError(not_a_choice(name, list(known), lang_of(ctx)), ctx)
    excuses = {item.name for item in EXCUSES}
    shown = [known[name]] if name else list(known.values())
    languages = language.of_report(lang, "en", follow_locale=kind == "text")
    if kind == "json":
        from dupcharge.reporter.json import encode

        entries = [
            {
                "name": item.name,
                "kind": "excuse" if item.name in excuses else "rule",
                "title": " / ".join(item.title.text(one) for one in languages),
                "page": "\n\n".join(item.page(one) for one in languages),
            }
            for item in shown
        ]
        output.write_bytes(encode({"schema": SCHEMA, "rules": entries}))
        return ExitCode.DONE
    width = readable(output.width())
    if name:
        blocks = [page(item.page(one), width) for item in shown for one in languages]
    else:
        titled: tuple[tuple[str, Sequence[Rule | Excuse]], ...] = (
            ("rules_title", RULES),
            ("excuses_title", EXCUSES),
        )
        parts = [
            (say(one, f"cli.{title}"), [(item.name, item.title.text(one)) for item in items])
            for one in languages
            for title, items in titled
        ]
        blocks = [listing(title, pairs, width, output.ink()) for title, pairs in parts]
        blocks.append(say(languages[0], "cli.rules_hint"))
    output.write_text("\n\n".join(blocks) + "\n")
    return ExitCode.DONE


def page(text: str, width: int) -> str:
    """A page for this width: paragraphs flow, indented examples stay as they are."""
    out: list[str] = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        if any(line.startswith((" ", "-", "*", ">>>")) for line in lines):
            out.append(paragraph)
        else:
            # Chinese lines join without a space, others with one.
            joined = ""
            for line in lines:
                glue = "" if not joined or (cells(joined[-1]) == 2) else " "
                joined += glue + line.strip()
            out.append("\n".join(wrap(joined, width)))
    return "\n\n".join(out)
