"""Commands that speak both languages: help led by examples, nearest words, one way to end.

Owns how help and usage errors look. Texts are codes of the locale room `cli`; options carry the
code of their help. Imports neither pandas nor rich.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from dupcharge.cli import exits, language
from dupcharge.cli.output import complain, prepare_streams
from dupcharge.locale import room, say
from dupcharge.reporter.layout import cells, pad, wrap
from dupcharge.reporter.visible import lines as safe_lines

SETTINGS = {"help_option_names": ["-h", "--help"]}
LANG = "dupcharge.lang"
HELP_WIDTH = 80

COMMANDS = ("scan", "inspect", "formats", "rules")
"""Each is the function of its name in the module of its name."""


def lang_of(ctx: click.Context | None) -> str:
    """Language of help and errors of this run."""
    return str(ctx.meta.get(LANG) or language.from_locale()) if ctx else language.from_locale()


class Option(click.Option):
    """An option whose help is a code, and the section of the help it stands in."""

    def __init__(self, *args: Any, section: str = "other", **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.section = section


class Command(click.Command):
    """A command whose help begins with examples."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See to it that a usage error knows its command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help(self, ctx: click.Context) -> str:
        """The whole help text."""
        return help_text(self, ctx)


class Program(click.Group):
    """The group at the top: decides the language, and ends every run in one way."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole help text."""
        return help_text(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Decide the language before the first option can complain."""
        ctx.meta[LANG] = language.of_arguments(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported when it is asked for: each start pays for one only."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dupcharge.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A file where a command should stand is a forgotten `scan`; else the nearest command."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            if os.path.exists(name):
                raise click.UsageError(say(lang_of(ctx), "cli.forgot_command", file=name), ctx)
            from difflib import get_close_matches

            text = say(lang_of(ctx), "cli.no_such_command", command=name)
            close = get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
            raise click.UsageError(text + nearest(close, lang_of(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with one of the exit codes; never with a traceback."""
        words = list(sys.argv[1:] if args is None else args)
        debug, lang = "--debug" in words, language.of_arguments(words)
        prog_name = prog_name or "dupcharge"
        prepare_streams()
        try:
            if args is None:
                _own_process(debug)
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            show_usage_error(error, lang)
            code = error.exit_code
        except SystemExit:
            raise
        except BaseException as error:
            code = exits.code_of(error, lang, debug=debug)
        sys.exit(code if isinstance(code, int) else exits.ExitCode.DONE)

    def invoke(self, ctx: click.Context) -> Any:
        """Keep click from speaking at Ctrl-C and from swallowing a closed pipe."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, EOFError, OSError) as error:
            lang, debug = lang_of(ctx), bool(ctx.meta.get("dupcharge.debug"))
            raise click.exceptions.Exit(exits.code_of(error, lang, debug=debug)) from None


def _own_process(debug: bool) -> None:
    """Settings of a process that is ours alone; not made when called from other Python code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: start-up, not results
    gc.set_threshold(1_000_000, 50, 100)  # a run makes few cycles; looking for them costs a tenth
    atexit.register(gc.freeze)  # nor is there anything to collect for a process that ends
    exits.catch_terminate()
    if not debug:
        import warnings

        warnings.simplefilter("ignore")


# --- Help -----------------------------------------------------------------------------------


def help_text(command: click.Command, ctx: click.Context) -> str:
    """Usage, what it does, examples, commands or options by section, exit codes."""
    lang, width = lang_of(ctx), HELP_WIDTH
    texts = room(lang, "cli")
    name = command.name if ctx.parent else "main"
    out = [say(lang, "cli.usage", usage=_usage(command, ctx)), ""]
    for part in str(texts[f"about_{name}"]).split("\n"):
        out += wrap(part, width)
    out += ["", say(lang, "cli.examples")]
    for line in str(texts[f"examples_{name}"]).split("\n"):
        out.append(f"  {line}")
    if isinstance(command, click.Group):
        out += ["", say(lang, "cli.commands")]
        out += _pairs([(n, say(lang, f"cli.short_{n}")) for n in command.list_commands(ctx)], width)
    sections: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and not param.hidden:
            section = getattr(param, "section", "other")
            sections.setdefault(section, []).append(_described(param, ctx))
    for section, pairs in sections.items():
        out += ["", say(lang, f"cli.section_{section}")]
        out += _pairs(pairs, width)
    key = f"after_{name}"
    for part in str(texts[key]).split("\n") if key in texts else ():
        out += wrap(part, width)
    return "\n".join(out)


def _described(param: click.Option, ctx: click.Context) -> tuple[str, str]:
    """Names of an option and what it does, in the language of the run."""
    names = ", ".join(param.opts)
    if not param.is_flag:
        names += f" {param.make_metavar(ctx)}"
    code = "help" if "--help" in param.opts else param.name
    return names, say(lang_of(ctx), f"cli.opt_{code}")


def _usage(command: click.Command, ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names left, meanings right; a long name stands on a line of its own."""
    column = min(max(cells(name) for name, _ in pairs), 26)
    out = []
    for name, meaning in pairs:
        hang = " " * (column + 4)
        if cells(name) > column:
            out.append(f"  {name}")
            out += wrap(meaning, width, hang)
        else:
            out += wrap(meaning, width, f"  {pad(name, column)}  ")
    return out


# --- Usage errors -----------------------------------------------------------------------------


def show_usage_error(error: click.ClickException, lang: str) -> None:
    """Usage line, what is wrong with the nearest right word, where to find help."""
    ctx = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        complain(error.ctx.get_help() if error.ctx else "")
        return
    if ctx is not None:
        complain(say(lang, "cli.usage", usage=_usage(ctx.command, ctx)))
    complain(say(lang, "cli.error", text=safe_lines(usage_sentence(error, lang))))
    if ctx is not None:
        complain(say(lang, "cli.try_help", command=ctx.command_path))


def usage_sentence(error: click.ClickException, lang: str) -> str:
    """One sentence for a usage error, in `lang` for the kinds that people meet."""
    if isinstance(error, click.NoSuchOption):
        text = say(lang, "cli.no_such_option", option=error.option_name)
        return text + nearest(error.possibilities or (), lang)
    if isinstance(error, click.BadOptionUsage) and error.ctx is not None:
        flags = [p for p in error.ctx.command.params if isinstance(p, click.Option) and p.is_flag]
        is_flag = any(error.option_name in flag.opts for flag in flags)
        code = "takes_no_value" if is_flag else "needs_value"
        return say(lang, f"cli.{code}", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        if error.param is not None and error.param.param_type_name == "argument":
            return say(lang, "cli.missing_file")
        return error.format_message()
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = max(error.param.opts, key=len)
        return say(lang, "cli.bad_value", option=name, text=error.message)
    return error.format_message()


def nearest(words: Sequence[str], lang: str) -> str:
    """The question whether one of `words` was meant; empty where there is none."""
    return say(lang, "cli.did_you_mean", words=tuple(words[:3])) if words else ""
