"""Options that several commands share, and the kinds of values they take.

Owns parsing and validation of option values: a wrong value is a usage error that names the
nearest right one. Does not own what the values do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dupcharge.cli.command import Option, lang_of, nearest
from dupcharge.cli.language import CHOICES as LANGUAGES
from dupcharge.errors import PolicyError
from dupcharge.locale import say

F = TypeVar("F", bound=Callable[..., Any])

ROLES = (
    "time clock posted merchant description amount debit credit direction status type currency "
    "transaction_id order_id method holder allocation account balance refunded"
).split()
"""What a column can be: the words of --map."""


class Choice(click.Choice[str]):
    """One of a few words; a wrong one is answered with the nearest."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Say which words there are, and which one was meant."""
        return not_a_choice(str(value), [str(choice) for choice in self.choices], lang_of(ctx))


def not_a_choice(value: str, choices: Sequence[str], lang: str) -> str:
    """The sentence for a word that is none of `choices`."""
    from difflib import get_close_matches

    text = say(lang, "cli.not_a_choice", value=value, choices=tuple(choices))
    return text + nearest(get_close_matches(value.lower(), choices, n=1, cutoff=0.5), lang)


if TYPE_CHECKING:
    _Type = click.ParamType[str, str]
else:
    _Type = click.ParamType  # takes no parameters before click 8.4


class Checked(_Type):
    """A value that `check` returns in its normal form, or refuses with ValueError.

    The message of the ValueError is the reason; where it has none, the sentence `code` is it.
    """

    def __init__(self, name: str, code: str, check: Callable[[str, str], str]) -> None:
        self.name, self.code, self.check = name, code, check

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the value in the help."""
        return self.name

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The checked value, or a usage error."""
        lang = lang_of(ctx)
        try:
            return self.check(value.strip(), lang)
        except ValueError as error:
            self.fail(str(error) or say(lang, f"cli.{self.code}", value=value), param, ctx)


def _duration(value: str, lang: str) -> str:
    from dupcharge.rules.policy import duration

    try:
        seconds = duration(value)
    except PolicyError:
        seconds = 0
    if not seconds:
        raise ValueError
    return value.lower().replace(" ", "")


def _day(value: str, lang: str) -> str:
    import datetime as dt

    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", value, re.ASCII)
    if not found:
        raise ValueError
    try:
        return dt.date(*map(int, found.groups())).isoformat()
    except ValueError:
        raise ValueError from None


def _currency(value: str, lang: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", value):
        raise ValueError
    return value.upper()


def _encoding(value: str, lang: str) -> str:
    import io

    try:
        io.TextIOWrapper(io.BytesIO(), encoding=value)  # refuses base64 and the like, too
    except (LookupError, ValueError):
        raise ValueError from None
    return value


def _mapping(value: str, lang: str) -> str:
    role, _, column = (part.strip() for part in value.partition("="))
    if not role or not column:
        raise ValueError
    if role not in ROLES:
        raise ValueError(not_a_choice(role, ROLES, lang))
    return f"{role}={column}"


def _report(value: str, lang: str) -> str:
    from dupcharge.reporter import RENDERERS

    kinds = tuple(sorted(RENDERERS))
    if os.path.splitext(value)[1].lower() not in kinds:
        raise ValueError(say(lang, "cli.not_a_report", value=value, kinds=kinds))
    return value


DURATION = Checked("DURATION", "not_a_duration", _duration)
DAY = Checked("DATE", "not_a_date", _day)
CURRENCY = Checked("CODE", "not_a_currency", _currency)
ENCODING = Checked("NAME", "not_an_encoding", _encoding)
MAPPING = Checked("ROLE=COLUMN", "not_a_mapping", _mapping)
REPORT = Checked("PATH", "not_a_report", _report)


def mapping(pairs: Sequence[str]) -> dict[str, str] | None:
    """--map values as role -> column; None where none was given."""
    return {role: column for role, _, column in (p.partition("=") for p in pairs)} or None


def option(*names: str, section: str, **attrs: Any) -> Callable[[F], F]:
    """A click option with help in both languages."""
    return click.option(*names, cls=Option, section=section, **attrs)


def _all(decorators: Sequence[Callable[[F], F]]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def reading(function: F) -> F:
    """How to read a file when the guess is wrong."""
    decorate: Callable[[F], F] = _all(
        [
            option("--encoding", section="reading", type=ENCODING),
            option("--date-order", section="reading", type=Choice(["ymd", "dmy", "mdy"])),
            option("--currency", section="reading", type=CURRENCY),
            option("--map", "maps", section="reading", multiple=True, type=MAPPING),
            option("--statement-format", section="reading", metavar="ID|FILE.toml"),
            option("--password", section="reading", metavar="TEXT"),
            option("--password-file", section="reading", metavar="PATH"),
        ]
    )
    return decorate(function)


def speaking(function: F) -> F:
    """What standard output gets, and in which language."""
    decorate: Callable[[F], F] = _all(
        [
            option(
                "--format", "kind", section="report", type=Choice(["text", "json"]), default="text"
            ),
            option("--lang", section="report", type=Choice(LANGUAGES), default="auto"),
        ]
    )
    return decorate(function)


def general(function: F) -> F:
    """Traces and the version."""
    from dupcharge import __version__

    decorate: Callable[[F], F] = _all(
        [
            option("--debug", section="other", is_flag=True),
            click.version_option(
                __version__, prog_name="dupcharge", message="%(prog)s %(version)s"
            ),
        ]
    )
    return decorate(function)
