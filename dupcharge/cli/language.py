"""Which language the user is spoken to: --lang when given, else the locale.

Owns the choice; the sentences stand in dupcharge.locale.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

CHOICES = ("auto", "en", "zh", "both")


def from_locale(environment: Mapping[str, str] | None = None) -> str:
    """Chinese (zh) for a Chinese locale, else en. POSIX order: LC_ALL, LC_MESSAGES, LANG."""
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        # Primary language of the user interface; 0x04 is LANG_CHINESE in winnt.h.
        chinese = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04
        return "zh" if chinese else "en"
    return "en"


def of_arguments(arguments: Sequence[str]) -> str:
    """Language of help and errors, known before anything is parsed: the last --lang wins."""
    chosen = "auto"
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and number + 1 < len(arguments):
            chosen = arguments[number + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return chosen if chosen in ("en", "zh") else from_locale()


def of_report(choice: str, statement: str, *, follow_locale: bool) -> tuple[str, ...]:
    """Languages of a report.

    Args:
        choice: one of CHOICES.
        statement: language of the statement.
        follow_locale: for text that a person reads now; files and JSON follow the statement, so
            that they are the same on every machine.
    """
    first = from_locale() if follow_locale else statement
    if choice == "both":
        return (first, "en" if first == "zh" else "zh")
    return (first,) if choice == "auto" else (choice,)
