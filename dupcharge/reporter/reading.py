"""How files were read, as text for `inspect`: one screen each."""

from __future__ import annotations

from collections.abc import Sequence

from dupcharge.locale import room, say
from dupcharge.reporter import words
from dupcharge.reporter.inspected import FileView, RowView
from dupcharge.reporter.layout import Ink, cells, pad, readable, wrap
from dupcharge.reporter.visible import visible
from dupcharge.statement import Choice, FileRecord

# The order in which columns are listed, and the reasons that go without saying.
_ORDER = (
    "time", "clock", "posted", "merchant", "description", "amount", "debit", "credit",
    "direction", "currency", "balance", "status", "type",
)  # fmt: skip
_PLAIN = ("loader.why_header", "loader.why_named", "loader.header_at")


def render(files: Sequence[FileView], languages: Sequence[str], width: int, ink: Ink) -> str:
    """`inspect` as text: one block per file and language, ending in a newline."""
    width = readable(width)
    blocks = [
        "\n".join(_block(file, lang, width, ink)) + "\n" for lang in languages for file in files
    ]
    return "\n".join(blocks)


def _block(file: FileView, lang: str, width: int, ink: Ink) -> list[str]:
    record = file.record
    out = [ink.strong(line) for line in wrap(words.name(record.path, lang), width)]
    out += _facts(_file_facts(record, lang), width)
    reasons = {choice.role: choice for choice in record.choices}
    columns = [
        (_role(role, lang), _found(record.columns[role], reasons.get(role), lang))
        for role in sorted(record.columns, key=_place)
    ]
    if columns:
        if unused := _unused(record) if len(record.parts) < 2 else []:
            columns.append((say(lang, "loader.inspect_unused"), ", ".join(unused)))
        out += [say(lang, "report.fact_columns"), *_facts(columns, width)]
    conventions = [
        (_role(choice.role, lang), _found(_convention(choice, lang), choice, lang))
        for choice in record.choices
        if choice.role not in record.columns and choice.role not in ("encoding", "format")
    ]
    if conventions:
        out += [say(lang, "report.fact_conventions"), *_facts(conventions, width)]
    out += [say(lang, "report.fact_counted"), *_facts(_counted(file, lang), width)]
    out += _warnings(record, lang, width, ink)
    if columns:
        out += wrap(say(lang, "loader.inspect_hint"), width, "  ")
    return out


def _place(role: str) -> int:
    """Where a role stands in the list: what a person checks first comes first."""
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def _found(header: str, choice: Choice | None, lang: str) -> str:
    """A column's header; the reason only where it is more than the header itself."""
    if choice is not None and choice.certain and choice.reason.code in _PLAIN:
        return visible(header, words.LONGEST)
    return _because(header, choice, lang)


def _unused(record: FileRecord) -> list[str]:
    """Headers that nothing was read from."""
    used = {name for value in record.columns.values() for name in value.split(" + ")}
    names = dict.fromkeys(h for h in record.same_columns if h.strip() and h not in used)
    return [visible(name, 30) for name in names]


def _file_facts(record: FileRecord, lang: str) -> list[tuple[str, str]]:
    reasons = {choice.role: choice for choice in record.choices}
    encoding = record.encoding or say(lang, "report.no_encoding")
    facts = [
        ("format", _because(words.format_name(record, lang), reasons.get("format"), lang)),
        ("encoding", _because(encoding, reasons.get("encoding"), lang)),
    ]
    if record.delimiter:
        facts.append(("delimiter", _delimiter(record.delimiter, lang)))
    if record.account:
        facts.append(("account", visible(record.account, words.LONGEST)))
    facts.append(("period", words.period([record], lang)))
    return [(say(lang, f"report.fact_{name}"), value) for name, value in facts]


def _counted(file: FileView, lang: str) -> list[tuple[str, str]]:
    record = file.record
    rows = [(say(lang, "report.fact_rows"), words.accounting(record, lang))]
    if len(record.parts) > 1:
        for part in record.parts:
            name = _part(part.name, part.sheet, part.account)
            n = part.rows.get("read", 0)
            rows.append(("", say(lang, "report.part", name=name, format=part.format, n=n)))
    for title, totals in (("charges", file.charge_total), ("refunds", file.refund_total)):
        amounts = tuple(totals.values())
        text = say(lang, "report.plain", text=amounts) if amounts else say(lang, "report.none")
        rows.append((say(lang, f"report.fact_{title}"), text))
    rows.append((say(lang, "report.fact_first"), _row(file.first, lang)))
    rows.append((say(lang, "report.fact_last"), _row(file.last, lang)))
    return rows


def _facts(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    names = max((cells(name) for name, _ in pairs), default=0)
    out = []
    for name, value in pairs:
        out += wrap(value, width, f"  {pad(name, names)}  ")
    return out


def _warnings(file: FileRecord, lang: str, width: int, ink: Ink) -> list[str]:
    out = []
    for warning in file.warnings:
        text = visible(warning.text(lang), 4 * words.LONGEST)
        out += [ink.caution(line) for line in wrap(text, width, "  ! ")]
    return out


def _role(role: str, lang: str) -> str:
    key = f"role_{role}"
    for name in ("report", "loader"):
        if key in room(lang, name):
            return say(lang, f"{name}.{key}")
    return visible(role)


def _convention(choice: Choice, lang: str) -> str:
    """What was decided, in words where it is one of our own codes."""
    key = f"value_{choice.role}_{choice.value}"
    return say(lang, f"report.{key}") if key in room(lang, "report") else choice.value


def _because(value: str, choice: Choice | None, lang: str) -> str:
    """A header or a decision, with the reason why it was understood so."""
    value = visible(value, words.LONGEST)
    if choice is None:
        return value
    reason = visible(choice.reason.text(lang), 4 * words.LONGEST)
    code = "report.because" if choice.certain else "report.because_unsure"
    return say(lang, code, value=value, reason=reason)


def _delimiter(sign: str, lang: str) -> str:
    names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
    return say(lang, f"report.delimiter_{names[sign]}") if sign in names else visible(sign)


def _part(*names: str | None) -> str:
    return " / ".join(visible(name, words.LONGEST) for name in names if name) or "-"


def _row(row: RowView | None, lang: str) -> str:
    if row is None:
        return say(lang, "report.none")
    return say(
        lang,
        "report.row",
        row=row.row,
        line=row.line,
        time=words.when(row.time, lang),
        merchant=words.free(row.merchant, lang),
        amount=words.money(row.amount, lang) if row.amount else say(lang, "report.no_amount"),
        klass=say(lang, f"report.class_{row.klass}"),
    )
