"""From reading options to a call of the loader: passwords, mappings, where to ask.

Owns how scan and inspect call `dupcharge.load`. Does not own what the loader does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dupcharge.cli.options import mapping
from dupcharge.cli.output import is_terminal
from dupcharge.cli.progress import Progress
from dupcharge.errors import DupchargeError
from dupcharge.locale import say
from dupcharge.reporter.visible import visible

if TYPE_CHECKING:
    from dupcharge.loader.formats import Format
    from dupcharge.statement import Statement


@dataclass(frozen=True)
class Reading:
    """The reading options of one run. The password is never shown, not even in a trace."""

    encoding: str | None
    date_order: str | None
    currency: str | None
    maps: tuple[str, ...]
    statement_format: str | None
    password: str | None
    password_file: str | None

    def __repr__(self) -> str:
        return "Reading(…)"

    def inputs(self) -> list[str]:
        """Files that these options name; no output may replace them."""
        names = [self.password_file, self.statement_format]
        return [name for name in names if name]

    def load(self, files: Sequence[str], lang: str, progress: Progress) -> Statement:
        """Read `files` as one person's records; ask for a password where a person can answer."""
        from dupcharge.loader import load

        _check_input(files)
        return load(
            *files,
            password=self._password(),
            ask=asker(lang, progress),
            encoding=self.encoding,
            date_order=self.date_order,
            currency=self.currency,
            mapping=mapping(self.maps),
            statement_format=self.statement_format,
        )

    def load_with_format(
        self, path: str, lang: str, progress: Progress
    ) -> tuple[Statement, list[Format]]:
        """Read one file, and say in which formats its parts were read (usually one)."""
        from dupcharge.loader import options_of
        from dupcharge.loader.assemble import assemble
        from dupcharge.loader.file import read_file

        _check_input([path])
        options = options_of(
            self.encoding,
            self.date_order,
            self.currency,
            mapping(self.maps),
            self.statement_format,
        )
        try:
            read = read_file(path, options, self._password(), asker(lang, progress))
        except DupchargeError as error:
            error.file = error.file or path
            error.params["file"] = error.file
            raise
        found = [part.reading.format for part in read.parts]
        return assemble([read]), [f for n, f in enumerate(found) if f not in found[:n]]

    def _password(self) -> str | None:
        if self.password_file is None:
            return self.password
        text = text_of(self.password_file, "--password-file")
        first = text.split("\n", 1)[0].removesuffix("\r")
        if not first:
            raise DupchargeError("password_file_empty", file=self.password_file)
        return first


def _check_input(files: Sequence[str]) -> None:
    """Silence the libraries, and refuse to wait for a statement to be typed."""
    import logging

    logging.disable(logging.CRITICAL)
    if "-" in files and is_terminal(sys.stdin):
        raise DupchargeError("stdin_terminal")


def asker(lang: str, progress: Progress) -> Callable[[str], str | None] | None:
    """How to ask for the password of a file, without showing it; None where nobody can answer."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return None

    def ask(path: str) -> str | None:
        import getpass

        prompt = say(lang, "cli.ask_password", file=visible(path, 200))
        try:
            answer = progress.pausing(lambda: getpass.getpass(prompt, stream=sys.stderr))
        except EOFError:
            return None
        return answer or None

    return ask


def text_of(path: str, option: str) -> str:
    """Contents of a small text file that an option names.

    Raises:
        DupchargeError: missing, unreadable or not UTF-8 text.
    """
    try:
        with open(path, "rb") as stream:
            return stream.read(1 << 20).decode("utf-8-sig")
    except FileNotFoundError:
        raise DupchargeError("option_file_missing", file=path, option=option) from None
    except UnicodeDecodeError:
        reason = "not UTF-8"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
    raise DupchargeError("option_file_unreadable", file=path, option=option, reason=reason)
