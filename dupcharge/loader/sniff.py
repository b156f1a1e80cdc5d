"""What a file is, decided by its bytes and never by its name.

Owns: the list of kinds that have a reader, and of kinds that are no statement, each with the way
to a file that can be read (locale room `readers`). Does not own: whether the contents are a
statement; that is found out by reading them.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from dupcharge.errors import ReadError
from dupcharge.loader.readers import ole
from dupcharge.locale import Message

HEAD = 1 << 16

WORKBOOKS = ("xlsx", "xls", "xlsb", "ods", "encrypted")
"""Kinds for readers.workbook; `encrypted` is a workbook that needs its password first."""

MAX_LINE = 1 << 20
"""Bytes of text without a line end after which nothing tabular can follow."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# First bytes of what people pass by mistake. Longest first where one begins another.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"SQLite format 3\0", "database"),
    (b"\0\x01\0\0Standard Jet DB", "database"),
    (b"\0\x01\0\0Standard ACE DB", "database"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"{\\rtf", "document"),
    (b"PAR1", "data_file"),
    (b"ARROW1", "data_file"),
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    (b"\x09\x08\x08\x00", "old_excel"),
    (b"\x09\x08\x10\x00", "old_excel"),
)

_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PROLOG = re.compile(
    r"\A\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.I | re.S
)
_HTML = re.compile(
    r"\A(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html|head|meta|body|table|title|style|script|div"
    r"|link|center|font|form|p|h[1-6]|br)\b",
    re.I | re.S,
)
_OFX = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:OFXHEADER\s*[:=]|<\?OFX\b|<OFX>)|^\s*<OFX>", re.I | re.M
)
_QIF = re.compile(r"\A\s*!(?:Type:|Account|Option:|Clear:)", re.I)
_SWIFT = re.compile(r"^(?:\{4:)?\s*:20:", re.M)
_SWIFT_BODY = re.compile(r"^:(?:25P?|60[FM]|61):", re.M)
_JSON = re.compile(
    r'\A\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\{\s*\}\s*\Z|\[\s*[\[{]\s*["\[{\]}]|\[\s*\]\s*\Z)'
)
_MAIL = re.compile(
    r"\A(?:From |Return-Path:|Received:|Delivered-To:|MIME-Version:|X-[\w-]+:|Date: \w{3},|"
    r"From: [^\n]*[<@])"
)
_MAIL_MORE = re.compile(r"^(?:Content-Type|Subject|MIME-Version|Message-ID):", re.I | re.M)
_LOGIN = re.compile(r"""type\s*=\s*["']?password|log[ -]?in|sign[ -]?in|登录|登錄|验证码""", re.I)


def kind(data: bytes) -> str:
    """The reader that `data` is for.

    Returns:
        zip, xlsx, xls, xlsb, ods, encrypted, html, spreadsheetml, ofx, qif, camt, mt940 or text.

    Raises:
        ReadError: the bytes are something else; the error names it and the way to a statement.
    """
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(ole.MAGIC):
        return _ole_kind(data)
    found = _by_magic(data[:HEAD])
    if found:
        raise not_a_statement(found)
    refuse_early(data[:MAX_LINE])
    return _text_kind(head_text(data), data)


def not_a_statement(what: str) -> ReadError:
    """The error for a file that is `what` (a key of the room `readers`: what_…, how_…)."""
    return ReadError(
        "not_a_statement", what=Message(f"readers.what_{what}"), how=Message(f"readers.how_{what}")
    )


def is_text(head: bytes) -> bool:
    """Whether `head` begins plain text or a markup that is read as a stream of text."""
    return not head.startswith((*_ZIP, ole.MAGIC)) and not head.lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith(b"<")


def refuse_early(head: bytes, *, file: str | None = None) -> None:
    """Refuse by the first MiB what no reader could make a table of, however long it is.

    Raises:
        ReadError: NULs that are not UTF-16, or no line end within MAX_LINE bytes.
    """
    if not head.strip() or head.startswith((*_ZIP, ole.MAGIC)) or _by_magic(head):
        return
    if wide(head) is None and _nul_share(head) > 0.02:
        error = not_a_statement("binary")
        error.file = error.params["file"] = file
        raise error
    ends = (b"\n", b"\r", b"\x85")
    if len(head) >= MAX_LINE and is_text(head) and not any(end in head for end in ends):
        if not _OFX.search(head_text(head)):
            raise ReadError("no_line_end", file=file)


def wide(head: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` when the byte order mark or the place of the NULs says so."""
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = head[: HEAD & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # Even Chinese text has an ASCII digit or separator in every second cell or so.
    if odd >= 8 and odd > 20 * even and odd * 25 > len(sample):
        return "utf-16-le"
    if even >= 8 and even > 20 * odd and even * 25 > len(sample):
        return "utf-16-be"
    return None


def head_text(data: bytes, size: int = HEAD) -> str:
    """The beginning of `data` as text, good enough to recognise ASCII words in it."""
    head = data[:size]
    encoding = wide(head)
    if encoding:
        return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _nul_share(head: bytes) -> float:
    body = head.rstrip(b"\0")
    if not body:
        return 1.0
    # A download that broke off leaves NULs at the end only: still a statement, with a warning.
    return body.count(0) / len(body) if len(head) < MAX_LINE else head.count(0) / len(head)


def _by_magic(head: bytes) -> str | None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "image" if head[8:12] == b"WEBP" else "media"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "media"
    if head.startswith((b"ID3", b"OggS", b"\x1aE\xdf\xa3")):
        return "media"
    if head.startswith(b"BM") and len(head) > 18 and head[6:10] == b"\0\0\0\0":
        return "image"
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return "program"
    if head[257:262] == b"ustar":
        return "packed"
    return None


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {entry.filename.replace("\\", "/").lower() for entry in archive.infolist()}
            first = next(iter(archive.infolist()), None)
            mime = b""
            if first is not None and first.filename == "mimetype" and first.file_size < 200:
                mime = archive.read(first)
    except Exception:  # damaged or hostile: archive.members says how
        return "zip"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mime or any(n in names for n in ("word/document.xml", "ppt/presentation.xml")):
        raise not_a_statement("document")
    if "index/document.iwa" in names or "index.zip" in names:
        raise not_a_statement("numbers")
    if {"androidmanifest.xml", "meta-inf/manifest.mf"} & names:
        raise not_a_statement("program")
    return "zip"


def _ole_kind(data: bytes) -> str:
    names = ole.stream_names(data)
    if "encryptedpackage" in names:
        return "encrypted"
    if {"workbook", "book"} & names:
        return "encrypted" if ole.is_locked_biff(data) else "xls"
    if "worddocument" in names or "powerpoint document" in names:
        raise not_a_statement("document")
    if any(name.startswith("__properties_version") for name in names):
        raise not_a_statement("mail")
    if not names:
        raise ReadError("broken_workbook")
    raise not_a_statement("binary")


def _text_kind(text: str, data: bytes) -> str:
    if _OFX.search(text[:8192]):
        return "ofx"
    if text.lstrip().startswith("<"):
        return _markup_kind(text, data)
    if _QIF.match(text) or _headless_qif(text):
        return "qif"
    if _SWIFT.search(text) and _SWIFT_BODY.search(text):
        return "mt940"
    if _JSON.match(text):
        raise not_a_statement("json")
    if _MAIL.match(text) and _MAIL_MORE.search(text):
        raise not_a_statement("mail")
    controls = sum(map(text.count, "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12\x13\x14\x15\x16"))
    if controls > len(text) // 100 + 2:
        raise not_a_statement("binary")
    return "text"


def _markup_kind(text: str, data: bytes) -> str:
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    name = root.group(1) if root else ""
    if name.lower() == "ofx":
        return "ofx"
    if name == "Workbook" and "schemas-microsoft-com:office:spreadsheet" in text:
        return "spreadsheetml"
    if (
        re.search(r"<(?:[\w.-]+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b", text)
        or "camt.05" in text[:4096]
    ):
        return "camt"
    if name.lower() == "html" or _HTML.match(text):
        # A row of several cells makes a table; a form for a password, or no table, a page.
        if not re.search(rb"type\s*=\s*[\"']?password", data[: 1 << 20], re.I) and _has_table(data):
            return "html"
        words = text + "".join(data[:HEAD].decode(e, "ignore") for e in ("utf-8", "gb18030"))
        raise not_a_statement("login_page" if _LOGIN.search(words) else "web_page")
    if root and (
        text.lstrip().startswith("<?xml")
        or re.search(rf"</\s*(?:[\w.-]+:)?{re.escape(name)}\s*>", text)
    ):
        raise not_a_statement("xml")
    return "text"


def _has_table(data: bytes) -> bool:
    encoding = wide(data[:HEAD])
    if encoding:
        data = data[: 1 << 22].decode(encoding, "ignore").encode("utf-8", "ignore")
    return b"<table" in data.lower() and len(re.findall(rb"<t[dh]\b", data[: 1 << 22], re.I)) >= 2


def _headless_qif(text: str) -> bool:
    lines = text.splitlines()[:60]
    if len(lines) < 3 or not re.match(r"D\s*\d", lines[0]):
        return False
    return "^" in (line.strip() for line in lines) and all(
        re.match(r"[A-Z$^!*]", line) for line in lines if line.strip()
    )
