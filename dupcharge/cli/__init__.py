"""The command line: options in, words and exit codes out.

Owns everything that prints, asks or ends the program. Does not own loading, finding or the
contents of reports. Commands import pandas only when they run, so help and version are quick.
"""

from __future__ import annotations

import click

from dupcharge import __version__
from dupcharge.cli.command import SETTINGS, Program
from dupcharge.cli.language import CHOICES
from dupcharge.cli.options import Choice, option

__all__ = ["main", "program"]


@click.group("dupcharge", cls=Program, context_settings=SETTINGS)
@option("--lang", section="other", type=Choice(CHOICES), default="auto")
@click.version_option(__version__, prog_name="dupcharge", message="%(prog)s %(version)s")
def program(lang: str) -> None:
    """Find charges that were taken more than once, and what is owed."""


def main() -> None:
    """Run the program; the entry point of the `dupcharge` command."""
    program()
