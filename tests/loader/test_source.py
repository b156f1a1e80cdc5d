"""Opening a file: regular files and standard input only, refused early, never hanging."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dupcharge.errors import ReadError
from dupcharge.loader import source


def code_of(path: Path | str) -> str:
    with pytest.raises(ReadError) as error:
        source.read(str(path))
    assert error.value.file == str(path)
    assert error.value.text("en").startswith(str(path)) and error.value.text("zh")
    return error.value.code


def test_a_file_is_its_bytes_and_their_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,amount\r\n")
    link = tmp_path / "link"
    link.symlink_to(path)
    found = source.read(str(link))
    assert (found.data, found.size) == (b"date,amount\r\n", 13)
    assert found.sha256 == hashlib.sha256(b"date,amount\r\n").hexdigest()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a;b\n1;2\n")))
    assert source.read("-").data == b"a;b\n1;2\n"
    monkeypatch.setattr(sys, "stdin", None)
    assert code_of("-") == "no_standard_input"


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x\n")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "missing.csv") == "no_such_file"
    assert code_of(tmp_path / "file" / "below") == "no_such_file"
    assert code_of(tmp_path / ("n" * 300)) == "no_such_file"
    assert code_of("nul\0byte") == "no_such_file"
    assert code_of(tmp_path) == "is_directory"
    assert code_of(tmp_path / "loop") == "cannot_open"
    assert code_of(tmp_path / "pipe") == "not_regular"
    assert code_of("/dev/zero") == "not_regular"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").write_bytes(b"x")
    (tmp_path / "closed").chmod(0)
    assert code_of(tmp_path / "closed") == "no_permission"


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 50])
def test_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "empty").write_bytes(data)
    assert code_of(tmp_path / "empty") in ("empty_file", "not_a_statement")


def test_gigabytes_of_zeros_are_refused_by_their_beginning(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    with path.open("wb") as stream:
        stream.truncate(20 << 30)
    assert code_of(path) == "not_a_statement"


def test_a_line_without_end_is_refused_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "line"
    path.write_bytes(b"a" * (3 << 20))
    assert code_of(path) == "no_line_end"


def test_one_line_of_markup_is_no_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "line"
    path.write_bytes(b"<OFX>" + b"<STMTTRN>" * 200_000)
    assert source.read(str(path)).size > 1 << 20


def test_size_of_workbooks_is_limited_but_not_of_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_WORKBOOK", 1000)
    (tmp_path / "text").write_bytes(b"a,b\n" * 1000)
    (tmp_path / "book").write_bytes(b"PK\x03\x04" + b"x" * 1000)
    assert source.read(str(tmp_path / "text")).size == 4000
    assert code_of(tmp_path / "book") == "too_large"
