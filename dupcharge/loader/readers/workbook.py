"""Workbooks: XLSX, XLS, XLSB by python-calamine, ODS by readers.opendocument.

Owns: opening them safely (a forged file of two kilobytes can make the library ask for hundreds of
gigabytes and abort the process, so every file is inspected first), the password, one table per
sheet. Does not own: which sheet holds transactions.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from dupcharge.errors import PasswordError, ReadError
from dupcharge.loader import sniff
from dupcharge.loader.readers import cells, ole, opendocument, package
from dupcharge.loader.table import Table
from dupcharge.locale import Message


def read(data: bytes, kind: str, *, password: str | None = None) -> list[Table]:
    """Every worksheet as a table; `lines` are the sheet's own row numbers, hidden rows included.

    Args:
        data: the file.
        kind: xlsx, xls, xlsb, ods or encrypted (see sniff.kind).
        password: for an encrypted workbook.

    Raises:
        PasswordError: password_needed or wrong_password.
        ReadError: damaged, forged, or of a kind that cannot be decrypted.
    """
    if kind == "encrypted":
        data = decrypt(data, password)
        kind = sniff.kind(data)
        if kind not in sniff.WORKBOOKS or kind == "encrypted":
            raise ReadError("broken_workbook")
    if kind == "ods":
        return opendocument.read(data)
    notes: list[Message] = []
    if kind == "xls":
        ole.check_biff(data, cells.MAX_CELLS, cells.MAX_COLUMNS)
    else:
        notes = package.check(data, kind)
    tables = _tables(data)
    if tables:
        tables[0].notes = (*notes, *tables[0].notes)
    return tables


def decrypt(data: bytes, password: str | None) -> bytes:
    """The workbook inside an encrypted one.

    A workbook that is only protected against changes is encrypted with a password that Excel
    itself supplies; it is tried first.

    Raises:
        PasswordError: password_needed or wrong_password.
        ReadError: cannot_decrypt.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    package.check_encryption(data)
    for candidate in ("VelvetSweatshop", password):
        if candidate is None:
            raise PasswordError("password_needed")
        try:
            office: Any = msoffcrypto.OfficeFile(BytesIO(data))
            if hasattr(office, "keyTypes") and office.format == "ooxml":
                office.load_key(password=candidate, verify_password=True)
            else:
                office.load_key(password=candidate)
            plain = BytesIO()
            office.decrypt(plain)
            return plain.getvalue()
        except InvalidKeyError:
            continue
        except Exception:  # the library raises whatever its parsing trips over
            raise ReadError("cannot_decrypt") from None
    raise PasswordError("wrong_password")


def _tables(data: bytes) -> list[Table]:
    import python_calamine

    tables = []
    try:
        with python_calamine.load_workbook(BytesIO(data)) as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    tables.append(_table(book.get_sheet_by_index(index), sheet.name))
    except ReadError:
        raise
    except python_calamine.PasswordError:
        raise PasswordError("password_needed") from None
    except Exception:
        raise ReadError("broken_workbook") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library gave up on a damaged file
            raise
        raise ReadError("broken_workbook") from None
    if not tables:
        raise ReadError("workbook_without_sheet")
    return tables


def _table(sheet: Any, name: str) -> Table:
    text = cells.cell
    # The library keeps empty rows above the first cell, but not empty columns before it.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows = [[*left, *map(text, row)] for row in sheet.iter_rows()]
    lines = list(range(1, len(rows) + 1))
    cells.trim(rows, lines)
    merged = sheet.merged_cell_ranges or []
    blocks = [(top, left, bottom, right) for (top, left), (bottom, right) in merged]
    filled = cells.fill_merged(rows, blocks)
    notes = [Message("readers.merged_filled", {"sheet": name, "n": filled})] if filled else []
    return Table(rows, lines, "workbook", sheet=name, notes=notes)
