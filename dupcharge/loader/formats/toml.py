"""Writing a Format as TOML, in the layout of the format files, so that it can be corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dupcharge.loader.formats import Column, Format


def _text(value: str) -> str:
    # A JSON string is a TOML basic string once DEL and the like are escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str]) -> str:
    items = [_text(v) for v in values]
    return items[0] if len(items) == 1 else "[" + ", ".join(items) + "]"


def _key(name: str) -> str:
    return (
        name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else _text(name)
    )


def _column(column: Column) -> str:
    if column.joined:
        return f"{{ join = [{', '.join(map(_text, column.headers))}] }}"
    if column.debit or column.credit:
        parts = [f"from = {_list(column.headers)}"] if column.headers else []
        parts += [f"debit = {_text(column.debit)}"] if column.debit else []
        parts += [f"credit = {_text(column.credit)}"] if column.credit else []
        return "{ " + ", ".join(parts) + " }"
    return _list(column.headers)


def _section(name: str, values: Mapping[str, str | None]) -> list[str]:
    filled = [f"{_key(k)} = {_text(v)}" for k, v in values.items() if v]
    return ["", f"[{name}]", *filled] if filled else []


def dump(format: Format) -> str:
    """TOML text of a Format."""
    lines = [f"id = {_text(format.id)}"]
    if format.title:
        titles = ", ".join(f"{k} = {_text(v)}" for k, v in format.title.items())
        lines.append(f"title = {{ {titles} }}")
    for key, value in (("kind", format.kind), ("country", format.country), ("reader", format.reader),  # noqa: E501
                       ("source", format.source)):  # fmt: skip
        if value:
            lines.append(f"{key} = {_text(value)}")
    match = [
        f"{key} = [{', '.join(map(_text, values))}]"
        for key, values in (
            ("columns", format.columns_required),
            ("absent", format.columns_absent),
            ("text", format.text),
        )
        if values
    ]
    if match:
        lines += ["", "[match]", *match]
    if not format.header or format.footer:
        lines += ["", "[table]", *([] if format.header else ["header = false"])]
        lines += [f"footer = {_text(format.footer)}"] if format.footer else []
    lines += _section(
        "read", {"date_order": format.date_order, "decimal": format.decimal, "sign": format.sign}
    )
    if format.columns:
        lines += ["", "[columns]", *(f"{r} = {_column(c)}" for r, c in format.columns.items())]
    lines += _section("constants", format.constants)
    if format.direction:
        lines += ["", "[direction]"]
        for side in dict.fromkeys(format.direction.values()):
            cells = [c for c, s in format.direction.items() if s == side]
            lines.append(f"{side} = {_list(cells)}")
    for when in format.when:
        lines += ["", "[[when]]", *(f"{r} = {_list(c)}" for r, c in when.conditions.items())]
        settings = ", ".join(f"{k} = {_text(v)}" for k, v in when.set.items())
        lines.append(f"set = {{ {settings} }}")
    lines += _section("control", format.control)
    lines += _section("how_to_export", format.how_to_export)
    return "\n".join(lines) + "\n"
