"""Files to transactions: what each file is, how it is read, and every row accounted for.

`load` is the only way in. What a column or a word means is decided in infer and classify; bytes
become tables in readers; here files become one Statement.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dupcharge.errors import DupchargeError, FormatError, ManyErrors
from dupcharge.loader.formats import ROLES, Format, by_id, from_toml
from dupcharge.loader.infer import Options
from dupcharge.statement import Statement

__all__ = ["load", "options_of"]


def load(
    *paths: str | Path,
    password: str | None = None,
    ask: Callable[[str], str | None] | None = None,
    encoding: str | None = None,
    date_order: str | None = None,
    currency: str | None = None,
    mapping: Mapping[str, str] | None = None,
    statement_format: str | Format | None = None,
) -> Statement:
    """Read statements and take them together as one person's records.

    Args:
        paths: exported files; "-" is standard input. Their order never matters.
        password: for encrypted archives and workbooks.
        ask: called with a file's name when a password is needed and none was given.
        encoding: of text files, where the guess would be wrong; likewise the following.
        date_order: ymd, dmy or mdy.
        currency: ISO 4217 code.
        mapping: role -> column.
        statement_format: id of a known format, a TOML file, or a Format.

    Returns:
        Statement: `transactions` as schema.TRANSACTIONS, `files` sorted by path.

    Raises:
        ReadError, PasswordError, UnknownFormat: a file that cannot be used; with several,
            ManyErrors holds the error of each.
        FormatError: an option that does not fit the file.
    """
    from dupcharge.loader.assemble import assemble
    from dupcharge.loader.file import read_file

    if not paths:
        raise DupchargeError("no_files")
    options = options_of(encoding, date_order, currency, mapping, statement_format)
    read, errors = [], []
    for path in sorted(str(p) for p in paths):
        try:
            read.append(read_file(path, options, password, ask))
        except DupchargeError as error:
            error.file = error.file or path
            error.params["file"] = error.file
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    return assemble(read)


def options_of(
    encoding: str | None, date_order: str | None, currency: str | None,
    mapping: Mapping[str, str] | None, statement_format: str | Format | None,
) -> Options:  # fmt: skip
    """Check the reading options.

    Raises:
        FormatError: an unknown role, order, currency or format; with the closest known word.
    """
    from dupcharge.loader.vocabulary import currency_codes

    for role in mapping or ():
        _member(role, ROLES, "no_such_role")
    if date_order is not None:
        _member(date_order, ("ymd", "dmy", "mdy"), "no_such_order")
    if currency is not None:
        currency = currency.upper()
        _member(currency, (*sorted(currency_codes()), "XXX"), "no_such_currency")
    if isinstance(statement_format, str):
        statement_format = _format(statement_format)
    return Options(encoding, date_order, currency, dict(mapping or {}), statement_format)


def _member(value: str, allowed: tuple[str, ...], code: str) -> None:
    if value not in allowed:
        close = difflib.get_close_matches(value, allowed, 1)
        known: Any = allowed if len(allowed) < 40 else ()
        raise FormatError(code, name=value, close=close[0] if close else "", known=known)


def _format(name: str) -> Format:
    if not name.endswith(".toml"):
        return by_id(name)
    try:
        return from_toml(Path(name).read_text("utf-8"), name)
    except (OSError, UnicodeError):
        raise FormatError("no_format_file", name=name) from None
