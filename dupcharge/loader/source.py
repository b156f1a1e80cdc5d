"""A file as bytes: opened safely, measured, never changed.

Owns: what may be opened at all (regular files and standard input), early refusal of what cannot
be a statement, the digest. Does not own: what the bytes are (sniff) or mean (readers).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from dataclasses import dataclass, field
from typing import IO

from dupcharge.errors import ReadError
from dupcharge.loader import sniff

MAX_WORKBOOK = 1 << 30
"""Bytes of the largest workbook, archive or structured file; plain text has no limit."""

HEAD = 1 << 20
"""Bytes looked at before the rest is read."""


@dataclass(frozen=True)
class Source:
    """One input: its path as given ("-" is standard input), its bytes and their digest."""

    path: str
    data: bytes = field(repr=False)
    sha256: str
    size: int


def read(path: str) -> Source:
    """Read all of a regular file, or standard input for "-".

    Raises:
        ReadError: missing, a directory, not a regular file, no permission, empty, too large, or
            of bytes that no statement consists of.
    """
    data = _standard_input() if path == "-" else _file(path)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("empty_file", file=path)
    return Source(path, data, hashlib.sha256(data).hexdigest(), len(data))


def _standard_input() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("no_standard_input", file="-")
    try:
        return _all(stream, "-", None)
    except OSError as error:
        raise ReadError("cannot_open", file="-", reason=error.strerror or str(error)) from None


def _file(path: str) -> bytes:
    try:
        _regular(os.stat(path), path)
        # O_NONBLOCK: what was a file a moment ago may be a pipe by now, and must not hang.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            _regular(status, path)
            return _all(stream, path, status.st_size)
    except ValueError:  # a NUL in the name
        raise ReadError("no_such_file", file=path) from None
    except OSError as error:
        code = {
            errno.ENOENT: "no_such_file",
            errno.ENOTDIR: "no_such_file",
            errno.ENAMETOOLONG: "no_such_file",
            errno.EACCES: "no_permission",
            errno.EPERM: "no_permission",
            errno.EISDIR: "is_directory",
        }.get(error.errno or 0, "cannot_open")
        raise ReadError(code, file=path, reason=error.strerror or str(error)) from None


def _regular(status: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("is_directory", file=path)
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("not_regular", file=path)


def _all(stream: IO[bytes], path: str, size: int | None) -> bytes:
    """Everything in `stream`, after its head was found worth reading."""
    head = stream.read(HEAD)
    sniff.refuse_early(head, file=path)
    limit = None if sniff.is_text(head) else MAX_WORKBOOK
    if limit is None:
        return head + stream.read() if len(head) == HEAD else head
    if size is not None and size > limit:
        raise ReadError("too_large", file=path, size=size, limit=limit >> 20)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise ReadError("too_large", file=path, size=len(data), limit=limit >> 20)
    return data
