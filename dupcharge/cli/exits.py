"""How the program ends: the exit codes, and the way from any exception to one of them.

Owns codes and what is said on the way out. A traceback never reaches the user without --debug.
"""

from __future__ import annotations

import enum
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from dupcharge.cli.output import complain, mute, say_error
from dupcharge.errors import DupchargeError


class ExitCode(enum.IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1  # could not do what was asked; one message says why
    USAGE = 2  # wrong use of the command line
    FOUND = 3  # only with --fail-on-found
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143


class Terminated(BaseException):
    """SIGTERM arrived: unwind, so that nothing half-written stays."""


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough; let the clean-up finish
    raise Terminated


def catch_terminate() -> None:
    """Turn SIGTERM into an exception, where the system and the thread allow it."""
    try:
        signal.signal(signal.SIGTERM, _terminate)
    except (ValueError, OSError, AttributeError):
        pass


def code_of(error: BaseException, lang: str, *, debug: bool) -> int:
    """Say what `error` means to the user, and return the exit code. Never raises."""
    if debug and not isinstance(error, click.ClickException):
        import traceback

        complain("".join(traceback.format_exception(error)))
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return ExitCode.INTERRUPTED
    if isinstance(error, Terminated):
        return ExitCode.TERMINATED
    if isinstance(error, BrokenPipeError):
        mute()
        return ExitCode.PIPE_CLOSED
    if isinstance(error, MemoryError):
        error = DupchargeError("no_memory")
    if isinstance(error, DupchargeError):
        try:
            say_error(error, lang)
        except Exception as fault:  # a sentence is missing: ours, too
            error = fault
        else:
            return ExitCode.FAILED
    say_error(_unexpected(error), lang)
    return ExitCode.FAILED


def _unexpected(error: BaseException) -> DupchargeError:
    """A fault of ours: kind and place only, for the text of an exception may quote a row."""
    from dupcharge import __version__

    place, trace = "?", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{os.sep}dupcharge{os.sep}" in file:
            place = f"{os.path.basename(os.path.dirname(file))}/{os.path.basename(file)}"
            place = f"{place}:{trace.tb_lineno}"
        trace = trace.tb_next
    python = ".".join(map(str, sys.version_info[:3]))
    kind = type(error).__name__
    return DupchargeError("unexpected", kind=kind, place=place, version=__version__, python=python)
