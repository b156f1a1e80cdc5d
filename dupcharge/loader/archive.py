"""Zip archives: what is inside, read in memory and never written to disk.

Owns: names, passwords, counters against bombs, which members are left out from the start. Does
not own: whether a member is a statement; that is found out by reading it.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from dupcharge.errors import PasswordError, ReadError
from dupcharge.loader import sniff
from dupcharge.locale import Message

MAX_ENTRIES = 1_000
MAX_EXPANDED = 512 << 20
MAX_RATIO = 200
_RATIO_FROM = 4 << 20  # below this no ratio can do harm
_CHUNK = 1 << 20
_TRIES = 3

Ask = Callable[[str], str | None]
"""Asks the user for the password of a named entry; None when there is nobody to ask."""


@dataclass(frozen=True)
class Member:
    """One file of an archive.

    `left_out` says why it is no statement (a PDF, a picture, an archive); then `data` is empty.
    """

    name: str
    data: bytes
    left_out: Message | None = None


def members(data: bytes, *, password: str | None = None, ask: Ask | None = None) -> list[Member]:
    """Every file in the archive, in its order; folders and the system's own files excepted.

    Args:
        data: a zip archive: plain, ZipCrypto or AES.
        password: tried first for encrypted entries. A wrong one is an error at once.
        ask: asked, three times at most, when an entry is encrypted and no password was given.

    Raises:
        PasswordError: password_needed, wrong_password.
        ReadError: broken_archive, archive_bomb, archive_empty, archive_method.
    """
    import pyzipper

    found: list[Member] = []
    try:
        with pyzipper.AESZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise ReadError("archive_bomb", entries=MAX_ENTRIES, size=MAX_EXPANDED >> 20)
            opener = _Opener(archive, password, ask)
            for entry in entries:
                name = entry_name(entry)
                if entry.is_dir() or _is_system_file(name):
                    continue
                if stat.S_ISLNK(entry.external_attr >> 16):
                    found.append(
                        Member(name, b"", Message("readers.left_out_link", {"name": name}))
                    )
                    continue
                found.append(_member(name, opener.read(entry, name)))
    except ReadError:
        raise
    except NotImplementedError:
        raise ReadError("archive_method") from None
    except Exception:  # BadZipFile, zlib.error, EOFError, struct.error and what else it trips over
        raise ReadError("broken_archive") from None
    if not found:
        raise ReadError("archive_empty")
    if all(member.left_out for member in found):
        raise ReadError("archive_without_statement", names=[member.name for member in found[:10]])
    return found


def entry_name(entry: Any) -> str:
    """The name of an entry; without the UTF-8 flag it is what the packing system spoke.

    Windows in China writes GBK there, other programs UTF-8 without saying so.
    """
    name: str = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", name)


def _member(name: str, data: bytes) -> Member:
    if not data.strip():
        return Member(name, b"", Message("readers.left_out_empty", {"name": name}))
    try:
        kind = sniff.kind(data)
    except ReadError as error:
        what = error.params.get("what") or Message("readers.what_binary")
        return Member(name, b"", Message("readers.left_out", {"name": name, "what": what}))
    if kind == "zip":
        return Member(name, b"", Message("readers.left_out_archive", {"name": name}))
    return Member(name, data)


def _is_system_file(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].lower() in (".ds_store", "thumbs.db", "desktop.ini")


class _Opener:
    """Reads entries to their end, so that a wrong password and a lying size are found out."""

    def __init__(self, archive: Any, password: str | None, ask: Ask | None) -> None:
        self.archive = archive
        self.given = password
        self.ask = ask
        self.known: list[str] = [password] if password is not None else []
        self.total = 0

    def read(self, entry: Any, name: str) -> bytes:
        if not entry.flag_bits & 1:
            return self._expand(entry, None)
        for password in self.known:
            data = self._try(entry, password)
            if data is not None:
                return data
        if self.given is not None:
            raise PasswordError("wrong_password")
        for _ in range(_TRIES):
            answer = self.ask(name) if self.ask else None
            if answer is None:
                raise PasswordError("password_needed")
            data = self._try(entry, answer)
            if data is not None:
                self.known.append(answer)
                return data
        raise PasswordError("wrong_password")

    def _try(self, entry: Any, password: str) -> bytes | None:
        """Contents, or None when the password does not fit.

        The check byte of ZipCrypto lets one wrong password in 256 pass, so only the checksum at
        the end of the entry is believed; and a password typed on a Chinese Windows is GBK.
        """
        before = self.total
        for raw in _encodings(password):
            try:
                return self._expand(entry, raw)
            except ReadError:
                raise
            except NotImplementedError:
                raise
            except Exception:
                self.total = before
        return None

    def _expand(self, entry: Any, password: bytes | None) -> bytes:
        pieces, size = [], 0
        with self.archive.open(entry, pwd=password) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                self.total += len(piece)
                ratio = size > _RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1)
                if ratio or self.total > MAX_EXPANDED:
                    raise ReadError("archive_bomb", entries=MAX_ENTRIES, size=MAX_EXPANDED >> 20)
                pieces.append(piece)
        return b"".join(pieces)


def _encodings(password: str) -> Iterator[bytes]:
    seen = set()
    for encoding in ("utf-8", "gb18030"):
        raw = password.encode(encoding, "replace")
        if raw not in seen:
            seen.add(raw)
            yield raw
