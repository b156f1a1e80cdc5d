"""Statement formats as data: what a Format says, how its TOML is read and written, who is whose.

A Format need not say everything: what it leaves out is inferred from the file. Inference yields
a Format too, so a guess can be saved, corrected and given back. The vocabulary is closed; an
unknown key is an error that names the closest one.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from dupcharge.errors import FormatError
from dupcharge.loader.headers import header_form
from dupcharge.schema import CLASSES, NATURES, SIDES, STATUSES

ROLES = (
    "time", "clock", "posted", "merchant", "description", "amount", "debit", "credit", "direction",
    "status", "type", "currency", "transaction_id", "order_id", "related_id", "method", "account",
    "balance", "refunded", "original_amount", "original_currency", "holder", "allocation",
)  # fmt: skip
KINDS = ("wallet", "card", "bank", "shop", "any")
READERS = ("table", "ofx", "qif", "camt", "mt940")


@dataclass(frozen=True)
class Column:
    """Which headers hold a role: the first that is filled in, row by row, or all `joined`.

    A header "#3" means the third column of a table without headers. `debit` and `credit` name
    the column for rows of that side, where payer and payee have a column each.
    """

    headers: tuple[str, ...] = ()
    joined: bool = False
    debit: str | None = None
    credit: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every header it may read."""
        return (*self.headers, *(n for n in (self.debit, self.credit) if n))


@dataclass(frozen=True)
class When:
    """One line of meaning: if every role's cell matches, set these. First match wins."""

    conditions: Mapping[str, tuple[str, ...]]
    set: Mapping[str, str]


@dataclass(frozen=True)
class Format:
    """How one kind of statement is read. Empty = left to inference.

    `sign`: which sign of `amount` is money out, "negative" (accounts) or "positive" (cards).
    `direction`: cell word -> debit, credit or neutral. `constants`: currency, account.
    `control`: name -> pattern of a count or total that the statement states about itself.
    """

    id: str
    title: Mapping[str, str] = field(default_factory=dict)
    kind: str = "any"
    country: str = ""
    reader: str = "table"
    columns_required: tuple[str, ...] = ()
    columns_absent: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    header: bool = True
    footer: str | None = None
    columns: Mapping[str, Column] = field(default_factory=dict)
    date_order: str | None = None
    decimal: str | None = None
    sign: str | None = None
    direction: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    when: tuple[When, ...] = ()
    control: Mapping[str, str] = field(default_factory=dict)
    how_to_export: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def to_toml(self) -> str:
        """The format as a TOML file that `from_toml` reads back to an equal Format."""
        from dupcharge.loader.formats.toml import dump

        return dump(self)


_TABLE_KEYS = {
    "": {"id", "title", "kind", "country", "reader", "source"},
    "match": {"columns", "absent", "text"},
    "table": {"header", "footer"},
    "read": {"date_order", "decimal", "sign"},
    "constants": {"currency", "account"},
}
_SETTABLE: dict[str, tuple[str, ...]] = {
    "class": CLASSES,
    "status": STATUSES,
    "nature": NATURES,
    "side": SIDES,
}
_TOP = {*_TABLE_KEYS[""], "match", "table", "read", "columns", "constants", "direction", "when",
        "control", "how_to_export"}  # fmt: skip
_CONTROLS = (
    "rows", "debit_total", "credit_total", "debit_count", "credit_count", "opening", "closing",
    "exported", "account", "from", "to",
)  # fmt: skip

_HEAD = re.compile(r"^(?=\[+(?!match\]))", re.MULTILINE)  # where the tables behind [match] begin


def _known(key: str, allowed: Sequence[str] | set[str], file: str, where: str) -> None:
    if key not in allowed:
        close = difflib.get_close_matches(key, sorted(allowed), 1)
        raise FormatError(
            "unknown_key",
            file=file,
            key=key,
            where=where,
            close=close[0] if close else "",
            known=sorted(allowed),
        )


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)


def from_toml(text: str, name: str) -> Format:
    """Read a format file.

    Raises:
        FormatError: not TOML, an unknown key, role, class or kind; with the closest known word.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError("not_toml", file=name, reason=str(error)) from None
    for key in data:
        _known(key, _TOP, name, "")
    for section, keys in _TABLE_KEYS.items():
        for key in data.get(section, {}) if section else ():
            _known(key, keys, name, section)
    if "id" not in data:
        raise FormatError("no_format_id", file=name)
    match, table, read = data.get("match", {}), data.get("table", {}), data.get("read", {})
    for key in data.get("control", {}):
        _known(key, _CONTROLS, name, "control")
    _known(data.get("kind", "any"), KINDS, name, "kind")
    _known(data.get("reader", "table"), READERS, name, "reader")
    title = data.get("title", {})
    return Format(
        id=data["id"],
        title={"en": title, "zh": title} if isinstance(title, str) else title,
        kind=data.get("kind", "any"),
        country=data.get("country", ""),
        reader=data.get("reader", "table"),
        source=data.get("source", ""),
        columns_required=_texts(match.get("columns", ())),
        columns_absent=_texts(match.get("absent", ())),
        text=_texts(match.get("text", ())),
        header=table.get("header", True),
        footer=table.get("footer"),
        columns={
            role: _column(role, value, name) for role, value in data.get("columns", {}).items()
        },
        date_order=read.get("date_order"),
        decimal=read.get("decimal"),
        sign=read.get("sign"),
        direction=_direction(data.get("direction", {}), name),
        constants=data.get("constants", {}),
        when=tuple(_when(item, name) for item in data.get("when", ())),
        control=data.get("control", {}),
        how_to_export=data.get("how_to_export", {}),
    )


def _column(role: str, value: Any, file: str) -> Column:
    _known(role, ROLES, file, "columns")
    if isinstance(value, dict):
        for key in value:
            _known(key, {"from", "join", "debit", "credit"}, file, f"columns.{role}")
        if "join" in value:
            return Column(_texts(value["join"]), joined=True)
        return Column(_texts(value.get("from", ())), False, value.get("debit"), value.get("credit"))
    return Column(_texts(value))


def _direction(value: Mapping[str, Any], file: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for side, cells in value.items():
        _known(side, {*SIDES, "neutral"}, file, "direction")
        for cell in _texts(cells):
            found[cell] = side
    return found


def _when(item: Mapping[str, Any], file: str) -> When:
    conditions = {}
    for role, value in item.items():
        if role == "set":
            continue
        _known(role, ROLES, file, "when")
        conditions[role] = _texts(value)
    for key, value in item.get("set", {}).items():
        _known(key, set(_SETTABLE), file, "when.set")
        _known(value, _SETTABLE[key], file, f"when.set.{key}")
    return When(conditions, dict(item.get("set", {})))


@cache
def _files() -> Mapping[str, str]:
    """The text of each format file by its id, which is its name, sorted."""
    folder = files("dupcharge.loader.formats")
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    found = {entry.name.removesuffix(".toml"): entry.read_text("utf-8") for entry in entries}
    return dict(sorted(found.items()))


@cache
def _heads() -> tuple[Format, ...]:
    """What each format file says up to its [match]: enough to tell whose a statement is."""
    return tuple(from_toml(_HEAD.split(text, 1)[0], name) for name, text in _files().items())


@cache
def _read(name: str) -> Format:
    return from_toml(_files()[name], f"{name}.toml")


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format known by name, sorted by id."""
    return tuple(map(_read, _files()))


def by_id(name: str) -> Format:
    """The format with that id.

    Raises:
        FormatError: no such format; with the closest id.
    """
    if name not in _files():
        ids = list(_files())
        close = difflib.get_close_matches(name, ids, 1)
        raise FormatError("no_such_format", name=name, close=close[0] if close else "", known=ids)
    return _read(name)


def identify(headers: Sequence[str], preamble: str, reader: str = "table") -> Format | None:
    """The format whose required columns all stand in `headers` (and text in the preamble).

    Contents decide, never the file name. Of several the one that asks for most wins, because a
    layout with more columns is a later edition of one with fewer.

    Raises:
        FormatError: two formats claim the file with equal right (a fault in the format files).
    """
    have = {header_form(h) for h in headers}
    best: list[tuple[int, Format]] = []
    for known in _heads():
        if known.reader != reader or not (known.columns_required or known.text):
            continue
        if not {header_form(c) for c in known.columns_required} <= have:
            continue
        if have & {header_form(c) for c in known.columns_absent}:
            continue
        if known.text and not any(re.search(t, preamble) for t in known.text):
            continue
        best.append((len(known.columns_required) + 3 * bool(known.text), known))
    if not best:
        return None
    top = max(weight for weight, _ in best)
    winners = [known for weight, known in best if weight == top]
    if len(winners) > 1:
        raise FormatError("several_formats", names=[w.id for w in winners])
    return by_id(winners[0].id)


FIELDS = tuple(f.name for f in fields(Format))
