"""Archives: passwords proven by the checksum, Chinese names, bombs, what is left out."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import DupchargeError, PasswordError, ReadError
from dupcharge.loader import archive

CSV = "交易时间,金额\n2024-11-11 08:00:00,21.90\n".encode("gb18030")


def plain(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("_DOT_", "."), data)
    return out.getvalue()


def aes(password: str | bytes, data: bytes = CSV) -> bytes:
    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as made:
        made.setpassword(password if isinstance(password, bytes) else password.encode())
        made.writestr("账单.csv", data)
    return out.getvalue()


def zipcrypto(password: bytes, data: bytes = CSV, name: bytes = b"bill.csv") -> bytes:
    """One stored entry in PKWARE's old encryption, which no library here writes."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_of(n) for n in range(256)]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 255]
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 255]

    for byte in password:
        update(byte)
    crc = zipfile.crc32(data)
    out = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + data:
        mixed = (keys[2] & 0xFFFF) | 2
        out.append(byte ^ ((mixed * (mixed ^ 1)) >> 8) & 255)
        update(byte)
    common = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 33, crc, len(out), len(data), len(name), 0)
    local = b"PK\x03\x04" + common + name + bytes(out)
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + bytes(14) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def _crc_of(number: int) -> int:
    for _ in range(8):
        number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
    return number


def code_of(data: bytes, **options: object) -> str:
    with pytest.raises(ReadError) as error:
        archive.members(data, **options)  # type: ignore[arg-type]
    assert error.value.text("en") and error.value.text("zh")
    return error.value.code


@pytest.mark.parametrize("data", [aes("135246"), zipcrypto(b"135246")], ids=["aes", "zipcrypto"])
def test_password(data: bytes) -> None:
    assert code_of(data) == "password_needed"
    assert code_of(data, password="000000") == "wrong_password"
    assert code_of(data, password="") == "wrong_password"
    assert [m.data for m in archive.members(data, password="135246")] == [CSV]


def test_a_wrong_password_that_passes_the_check_byte_is_still_wrong() -> None:
    data = zipcrypto(b"secret")
    passed = 0
    for number in range(1500):
        with zipfile.ZipFile(io.BytesIO(data)) as lying:
            try:
                lying.open("bill.csv", pwd=b"%d" % number).close()
            except RuntimeError:
                continue
        passed += 1
        assert code_of(data, password=str(number)) == "wrong_password"
    assert passed  # else this test proves nothing


def test_the_password_is_asked_for_three_times_at_most() -> None:
    answers: Iterator[str | None] = iter(["no", "neither", "135246"])
    asked: list[str] = []

    def ask(name: str) -> str | None:
        asked.append(name)
        return next(answers)

    assert archive.members(aes("135246"), ask=ask)[0].data == CSV
    assert asked == ["账单.csv"] * 3
    assert code_of(aes("x"), ask=lambda name: "wrong") == "wrong_password"
    assert code_of(aes("x"), ask=lambda name: None) == "password_needed"
    with pytest.raises(PasswordError):
        archive.members(aes("x"), password="wrong", ask=lambda name: "x")


def test_a_password_typed_on_a_chinese_windows() -> None:
    assert archive.members(aes("密码".encode("gbk")), password="密码")[0].data == CSV


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_names_without_the_utf8_flag(encoding: str) -> None:
    name = "bill.csv" if encoding == "ascii" else "支付宝交易明细.csv"
    data = zipcrypto(b"1", name=name.encode(encoding))
    assert archive.members(data, password="1")[0].name == name


def test_what_is_no_statement_is_left_out_and_told() -> None:
    data = plain(
        **{
            "a_DOT_csv": CSV,
            "note_DOT_pdf": b"%PDF-1.4",
            "inner_DOT_zip": plain(x=CSV),
            "nothing_DOT_csv": b"",
            "__MACOSX/a_DOT_csv": b"\0\5\26\7",
            "folder/": b"",
            "../../etc/passwd\x1b[31m": CSV,
        }
    )
    found = archive.members(data)
    assert [(m.name, m.left_out.code if m.left_out else None) for m in found] == [
        ("a.csv", None),
        ("note.pdf", "readers.left_out"),
        ("inner.zip", "readers.left_out_archive"),
        ("nothing.csv", "readers.left_out_empty"),
        ("../../etc/passwd\ufffd[31m", None),
    ]
    assert all(m.data == b"" for m in found if m.left_out)
    for member in found:
        if member.left_out:
            assert member.name in member.left_out.text("en")
            assert member.name in member.left_out.text("zh")


def test_links_are_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("a.csv", CSV)
    first, second = archive.members(out.getvalue())
    assert first.left_out and first.left_out.code == "readers.left_out_link"
    assert second.data == CSV


def test_equal_names_are_two_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning):
        made.writestr("a.csv", b"1,2\n")
        made.writestr("a.csv", b"3,4\n")
    assert [m.data for m in archive.members(out.getvalue())] == [b"1,2\n", b"3,4\n"]


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(plain(a=b"0" * (20 << 20))) == "archive_bomb"  # a thousand to one
    assert code_of(plain(**{f"f{n}": b"x" for n in range(1001)})) == "archive_bomb"
    monkeypatch.setattr(archive, "MAX_EXPANDED", 1000)
    assert code_of(plain(a=b"12,\n" * 150, b=b"34,\n" * 150)) == "archive_bomb"


def test_damaged_and_empty() -> None:
    whole = plain(a=CSV * 20)
    assert code_of(whole[:-30]) == "broken_archive"
    at = whole.index(b"PK\x01\x02")
    assert code_of(whole[: at - 9] + b"\xff" + whole[at - 8 :]) == "broken_archive"
    method = bytearray(whole)
    method[8] = method[at + 10] = 9  # deflate64
    assert code_of(bytes(method)) == "archive_method"
    assert code_of(b"PK\x05\x06" + bytes(18)) == "archive_empty"
    assert code_of(plain(a=b"%PDF-1.4")) == "archive_without_statement"


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_archives_are_read_or_refused_cleanly(at: int, piece: bytes, locked: bool) -> None:
    whole = aes("1") if locked else plain(a=CSV, b=CSV)
    at %= len(whole)
    try:
        found = archive.members(whole[:at] + piece + whole[at + len(piece) :], password="1")
    except DupchargeError as error:
        assert error.text("en") and error.text("zh")
    else:
        assert all(CSV == m.data or m.left_out for m in found)  # the checksum vouches for it
