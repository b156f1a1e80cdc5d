"""The one error family. A message says file, row, column, value, and what to do next.

Every error carries the code of its sentence (locale room `errors`) and the values in it, so it
can be said in both languages. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dupcharge.locale import say


class DupchargeError(Exception):
    """Anything dupcharge cannot do for a reason the user can act on.

    Args:
        code: name of the sentence in the locale room `errors`.
        file: path as the user gave it; None where no file is meant.
        line: physical line, or row of the sheet, 1-based.
        column: header of the column.
        value: the cell, as read (masked before it is shown).
        params: further values of the sentence.
    """

    def __init__(
        self,
        code: str,
        /,
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **params: Any,
    ) -> None:
        self.code, self.file, self.line, self.column = code, file, line, column
        self.params = {"file": file, "line": line, "column": column, "value": value, **params}
        super().__init__(code)

    def text(self, lang: str = "en") -> str:
        """`place: sentence` in `lang`; the place is "file:line: column" as far as known."""
        place = ":".join(str(p) for p in (self.file, self.line) if p is not None)
        parts = [p for p in (place, self.column) if p]
        return ": ".join([*parts, say(lang, f"errors.{self.code}", **self.params)])

    def __str__(self) -> str:
        return self.text("en")


class ReadError(DupchargeError):
    """The file cannot be read: missing, a directory, not a statement, truncated, too large."""


class PasswordError(ReadError):
    """An encrypted file needs a password, or the one given is wrong."""


class UnknownFormat(ReadError):
    """No table with a date and an amount was found, or several formats claim the file."""


class FormatError(DupchargeError):
    """A format file or a reading option is wrong: unknown key, role or column."""


class PolicyError(DupchargeError):
    """An option about finding is wrong: window, confidence, dates, decisions."""


class OutputError(DupchargeError):
    """A report cannot be written."""


class SchemaError(DupchargeError):
    """A table between two rooms is not what it promises. Always our fault."""


class ManyErrors(DupchargeError):
    """Several files cannot be used; each with its own error."""

    def __init__(self, errors: Sequence[DupchargeError]) -> None:
        self.errors = tuple(errors)
        super().__init__("many")

    def text(self, lang: str = "en") -> str:
        """The message of each error, one a line."""
        return "\n".join(error.text(lang) for error in self.errors)
