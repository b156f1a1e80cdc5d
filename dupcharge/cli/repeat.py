"""The command that makes a report again: what was asked for, without what belongs to one machine.

Directories are left out (they may name a person), and so are passwords and the names of outputs.
"""

from __future__ import annotations

import shlex
from typing import Any

import click

_SILENT = frozenset("password password_file outputs force kind debug quiet fail_on_found".split())
_PATHS = frozenset("decisions since_report statement_format".split())


def command(ctx: click.Context, params: dict[str, Any]) -> str:
    """The command line of this run, one spelling for the same run.

    Args:
        ctx: of the command; tells which options there are.
        params: parameter -> value, as click gave them.
    """
    words = ["dupcharge", str(ctx.info_name), *sorted(base(f) for f in params["files"])]
    for option in ctx.command.params:
        name = option.name or ""
        value = params.get(name)
        if (
            not isinstance(option, click.Option)
            or name in _SILENT
            or value in (None, False, ())
            or value == option.default
        ):
            continue
        flag = max(option.opts, key=len)
        for one in value if isinstance(value, tuple) else (value,):
            text = base(str(one)) if name in _PATHS else str(one)
            words += [flag] if one is True else [flag, text]
    return shlex.join(words)


def base(path: str) -> str:
    """A path without its directories."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]
