"""Where words and bytes leave the program: standard output, standard error, files.

Owns encodings of the streams, colour and width decisions, safe text in messages, and files that
are complete or absent. Nothing else in the package writes anywhere.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from dupcharge.errors import DupchargeError, ManyErrors, OutputError
from dupcharge.locale import Message, say
from dupcharge.reporter.layout import Ink
from dupcharge.reporter.visible import visible

TEXT_WIDTH = 80
"""Columns of text that goes anywhere but to a terminal."""


def prepare_streams() -> None:
    """No character may end the program, whatever the console's encoding."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a person looks at `stream`."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def ink(environment: Mapping[str, str] | None = None) -> Ink:
    """Colour on a terminal only, never with NO_COLOR or TERM=dumb."""
    environment = os.environ if environment is None else environment
    plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
    return Ink(colour=is_terminal(sys.stdout) and not plain)


def width() -> int:
    """Columns of the terminal, or TEXT_WIDTH where standard output is none."""
    if is_terminal(sys.stdout):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(sys.stdout.fileno()).columns or TEXT_WIDTH
    return TEXT_WIDTH


def write_text(text: str) -> None:
    """Text to standard output, in the encoding of the console."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if is_terminal(sys.stdout):
        _write(lambda: sys.stdout.write(text))
    else:
        _write_bytes(text.encode(encoding, "backslashreplace"))


def write_bytes(content: bytes) -> None:
    """Bytes to standard output as they are: the same on every machine."""
    _write_bytes(content)


def _write_bytes(content: bytes) -> None:
    def act() -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)

    _write(act)


def _write(act: Any) -> None:
    """Run `act` and flush.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: nothing can be written.
    """
    if sys.stdout is None:
        raise OutputError("stdout_failed", reason="closed")
    try:
        act()
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        mute()
        reason = getattr(error, "strerror", None) or "closed"
        raise OutputError("stdout_failed", reason=reason) from None


def mute() -> None:
    """Let nothing more reach standard output, so that the interpreter ends in silence."""
    with contextlib.suppress(Exception):
        void = os.open(os.devnull, os.O_WRONLY)
        os.dup2(void, sys.stdout.fileno())
        os.close(void)


def complain(text: str) -> None:
    """A line to standard error; where that is closed or full, nothing."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text if text.endswith("\n") else text + "\n")
        sys.stderr.flush()


def clean(value: Any) -> Any:
    """A value of a message, with nothing in it that steers a terminal."""
    if isinstance(value, str):
        return visible(value, 400)
    if isinstance(value, Message):
        return Message(value.code, {k: clean(v) for k, v in value.params.items()})
    if isinstance(value, (list, tuple)):
        return tuple(clean(item) for item in value)
    return value


def error_text(error: DupchargeError, lang: str) -> str:
    """What went wrong, safe to show, private values masked."""
    from dupcharge import masking

    if isinstance(error, ManyErrors):
        return "\n".join(error_text(each, lang) for each in error.errors)
    params = {k: clean(v) for k, v in masking.error(error).params.items()}
    return DupchargeError(error.code, **params).text(lang)


def say_error(error: DupchargeError, lang: str) -> None:
    """Each error as one message on standard error."""
    errors = error.errors if isinstance(error, ManyErrors) else (error,)
    for each in errors:
        complain(say(lang, "cli.error", text=error_text(each, lang)))


def notice(code: str, lang: str, **params: Any) -> None:
    """Something worth knowing, on standard error."""
    complain(say(lang, code, **{key: clean(value) for key, value in params.items()}))


def check_targets(paths: Sequence[str], inputs: Iterable[str], *, force: bool) -> None:
    """Refuse outputs that cannot or must not be written, before any work is done.

    Raises:
        OutputError: for the first of them: a folder, no folder, no permission, exists, named
            twice, or one of `inputs`.
    """
    taken = [name for name in inputs if name != "-"]
    seen: set[str] = set()
    for name in paths:
        where = os.path.realpath(name)
        folder = os.path.dirname(name) or os.curdir
        if os.path.isdir(name):
            raise OutputError(
                "output_is_folder", file=name, example=os.path.join(name, "report.json")
            )
        if not os.path.isdir(folder):
            raise OutputError("output_no_folder", file=name, folder=folder)
        if any(_same(name, other) for other in taken):
            raise OutputError("output_is_input", file=name)
        if where in seen:
            raise OutputError("output_twice", file=name)
        if os.path.lexists(name) and not force:
            raise OutputError("output_exists", file=name)
        if not os.access(os.path.dirname(where), os.W_OK):
            raise OutputError("output_not_writable", file=name, folder=folder)
        seen.add(where)


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.realpath(one) == os.path.realpath(other)


def write_files(contents: Mapping[str, bytes]) -> None:
    """Write every file next to its name and then move all into place: complete or absent.

    Raises:
        OutputError: which one could not be written; no temporary file is left.
    """
    waiting: dict[str, str] = {}
    name = ""
    try:
        for name, content in contents.items():
            waiting[name] = _beside(name, content)
        for name in list(waiting):
            os.replace(waiting[name], os.path.realpath(name))
            del waiting[name]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError("output_failed", file=name, reason=reason) from None
    finally:
        for path in waiting.values():
            with contextlib.suppress(OSError):
                os.unlink(path)


def _beside(name: str, content: bytes) -> str:
    """A finished, synced temporary file in the folder of `name`, with its usual permissions."""
    import tempfile

    target = os.path.realpath(name)
    handle, path = tempfile.mkstemp(prefix=".dupcharge-", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            mode = os.stat(target).st_mode & 0o777
        except OSError:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        os.chmod(path, mode)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise
    return path
