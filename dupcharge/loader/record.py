"""How one file was read: its parts, its counts, its period, its warnings and choices."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from dupcharge.loader import stated
from dupcharge.loader.conventions import language
from dupcharge.loader.file import ReadFile, ReadPart
from dupcharge.locale import Message
from dupcharge.schema import CLASSES
from dupcharge.statement import Choice, FileRecord, Part

_MOST_LISTED = 50


def record(file: ReadFile, frame: pd.DataFrame) -> FileRecord:
    """What the reader of a report is told about one file.

    Args:
        file: the file as read.
        frame: its rows, numbered, as loader.assemble joins them.
    """
    counts = _counts(frame)
    single = len(file.parts) == 1
    rows = [frame if single else frame[frame["part"] == p] for p in range(len(file.parts))]
    parts = tuple(
        Part(
            part.section.table.member,
            part.section.table.sheet,
            _account(held),
            part.reading.format.id,
            counts if single else _counts(held),
        )
        for part, held in zip(file.parts, rows, strict=True)
    )
    first = file.parts[0]
    formats = list(dict.fromkeys(p.reading.format.id for p in file.parts))
    columns: dict[str, str] = {}
    choices: list[Choice] = []
    for part in file.parts:
        for role, column in part.reading.format.columns.items():
            columns.setdefault(role, " + ".join(column.names))
    choices = _choices(first)
    header = tuple(h for p in file.parts for h in (p.section.header or ()))
    exported = next(
        (e for p in file.parts if (e := stated.exported(p.text, p.reading.format))), None
    )
    accounts = list(dict.fromkeys(p.account for p in parts if p.account))
    return FileRecord(
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        format="+".join(formats),
        encoding=first.section.table.encoding,
        delimiter=first.section.table.delimiter,
        account=accounts[0] if len(accounts) == 1 else None,
        period=_period(frame),
        columns=columns,
        rows=counts,
        parts=parts,
        warnings=tuple(_warnings(file, frame)),
        choices=tuple(choices),
        language="zh" if language(header) == "zh" else "en",
        exported=exported,
        same_columns=header,
    )


def _choices(part: ReadPart) -> list[Choice]:
    format_id = part.reading.format.id
    why = Message("loader.format_inferred" if format_id == "inferred" else "loader.format_matched")
    head = [Choice("format", format_id, why)]
    if part.section.header_line:
        reason = Message("loader.header_at", {"line": part.section.header_line})
        head.append(Choice("header", str(part.section.header_line), reason))
    elif part.section.header is None:
        head.append(Choice("header", "-", Message("loader.header_none")))
    if part.rows.others:
        kinds = Counter(kind for _, kind in part.rows.others)
        said = [Message(f"loader.other_{kind}", {"n": n}) for kind, n in sorted(kinds.items())]
        head.append(
            Choice(
                "other_lines",
                str(len(part.rows.others)),
                Message("loader.other_lines", {"what": said}),
            )
        )
    return head + part.reading.choices


def _counts(frame: pd.DataFrame) -> dict[str, int]:
    classes = Counter(frame["class"].to_numpy(dtype=object).tolist())
    names = {"charge": "charges", "refund": "refunds"}
    counts = {"read": len(frame)}
    counts |= {names.get(c, c): classes[c] for c in CLASSES}
    return counts


def _account(frame: pd.DataFrame) -> str | None:
    known = [a for a in frame["account"].unique() if isinstance(a, str) and a]
    return known[0] if len(known) == 1 else None


def _period(frame: pd.DataFrame) -> tuple[str | None, str | None]:
    """First and last time, as far as each is written."""
    times, written = frame["time"].to_numpy(), frame["written"].to_numpy(dtype=object)
    known = ~np.isnat(times)
    if not known.any():
        return None, None
    first, last = times[known].min(), times[known].max()
    return (
        _time_text(first, min(written[times == first])),
        _time_text(last, max(written[times == last])),
    )


def _time_text(time: np.datetime64, written: str) -> str:
    unit = {"day": "D", "minute": "m", "second": "s"}[written]
    return str(time.astype(f"datetime64[{unit}]"))


def _odd_dates(frame: pd.DataFrame) -> list[Message]:
    """Dates long before or after the others: probably misread or mistyped."""
    times, lines = frame["time"].to_numpy(), frame["line"].to_numpy()
    known = ~np.isnat(times)
    if known.sum() < 3:
        return []
    times, lines = times[known], lines[known]
    days, middle = times.astype("datetime64[D]"), np.sort(times)[len(times) // 2]
    odd = (days < np.datetime64("1970")) | (times - middle >= np.timedelta64(731, "D"))
    if not odd.any():
        return []
    at = int(odd.argmax())
    params = {"n": int(odd.sum()), "line": str(lines[at]), "date": str(days[at])}
    return [Message("loader.odd_dates", params)]


def _warnings(file: ReadFile, frame: pd.DataFrame) -> list[Message]:
    warnings = list(file.warnings)
    for part in file.parts:
        warnings += [w for w in part.rows.warnings if w not in warnings]
    warnings += _odd_dates(frame)
    if not len(frame):
        warnings.append(Message("loader.no_rows"))
    bad = frame[frame["class"] == "unreadable"]
    for line, reason in list(zip(bad["line"], bad["reason"], strict=True))[:_MOST_LISTED]:
        warnings.append(Message("loader.unreadable", {"line": str(line), "reason": reason}))
    if len(bad) > _MOST_LISTED:
        warnings.append(Message("loader.unreadable_more", {"n": len(bad) - _MOST_LISTED}))
    return warnings
