"""The JSON documents: `dupcharge/report/1` of a scan and `dupcharge/inspect/1`, as plain dicts.

Owns their field names and order; they change only with the schema number. Does not own bytes
(reporter.json), masking or what is shown at all (reporter.view).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dupcharge import __version__, masking
from dupcharge.errors import DupchargeError
from dupcharge.locale import Message
from dupcharge.money import Money
from dupcharge.reporter import view
from dupcharge.reporter.inspected import FileView, RowView
from dupcharge.reporter.visible import visible
from dupcharge.statement import FileRecord

if TYPE_CHECKING:
    from dupcharge.findings import Findings

REPORT = "dupcharge/report/1"
INSPECT = "dupcharge/inspect/1"


def report(findings: Findings, lang: str | None = None, *, mask: bool = True) -> dict[str, Any]:
    """The document of a scan.

    Args:
        findings: result of `find_duplicates`.
        lang: language of the sentences; None follows the statement.
        mask: show account and card numbers, phones and e-mails with the last four only.
    """
    shown = view.report(findings, mask=mask)
    return report_of(shown, (lang or shown.language,))


def report_of(shown: view.ReportView, languages: Sequence[str]) -> dict[str, Any]:
    """The document of a scan; with two languages each sentence is said in both."""
    settings = shown.settings
    return {
        "schema": REPORT,
        "tool": _tool(),
        "files": [_file(file, languages) for file in shown.files],
        "settings": {
            "window": settings.window,
            "min_confidence": settings.min_confidence,
            "since": settings.since,
            "until": settings.until,
        },
        "groups": [_group(group, languages) for group in shown.groups],
        "totals": [
            {
                "currency": total.overcharge.currency,
                "groups": total.groups,
                "repeats": total.repeats,
                "overcharge": total.overcharge.text,
                "to_check": total.to_check.text,
                "settled": total.settled,
            }
            for total in shown.totals
        ],
        "set_aside": dict(sorted(shown.set_aside.items())),
        "decided": [
            {
                "key": item.key,
                "verdict": item.verdict,
                "reason": item.reason,
                "merchant": item.merchant,
                "overcharge": _money(item.overcharge),
                "currency": item.overcharge.currency if item.overcharge else None,
            }
            for item in shown.decided
        ],
        "since_report": None
        if shown.changes is None
        else [
            {
                "key": item.key,
                "state": item.state,
                "group": item.id,
                "merchant": item.merchant,
                "before": _money(item.before),
                "now": _money(item.now),
                "refunded_since": _money(item.back),
                "currency": next(m.currency for m in (item.now, item.before) if m),
            }
            for item in shown.changes
        ],
    }


def inspection(
    files: Iterable[FileView],
    errors: Iterable[DupchargeError],
    languages: Sequence[str],
) -> dict[str, Any]:
    """The document of `inspect`: files that were read, and why the others were not."""
    return {
        "schema": INSPECT,
        "tool": _tool(),
        "files": [
            {
                **_file(file.record, languages),
                "delimiter": file.record.delimiter,
                "choices": [
                    {
                        "role": choice.role,
                        "value": choice.value,
                        "reason": said(choice.reason, languages),
                        "certain": choice.certain,
                    }
                    for choice in file.record.choices
                ],
                "charge_total": {c: m.text for c, m in file.charge_total.items()},
                "refund_total": {c: m.text for c, m in file.refund_total.items()},
                "first": _row(file.first),
                "last": _row(file.last),
            }
            for file in files
        ],
        "errors": [
            {
                "path": path(error.file),
                "message": " / ".join(masking.error(error).text(lang) for lang in languages),
            }
            for error in errors
        ],
    }


def said(message: Message, languages: Sequence[str]) -> str:
    """A sentence in each of `languages`."""
    return " / ".join(message.text(lang) for lang in languages)


def path(name: str | None) -> str | None:
    """A file name as text: bytes that are none are spelled out."""
    return name if name is None or name.isprintable() else visible(name)


def _money(amount: Money | None) -> str | None:
    return amount.text if amount else None


def _tool() -> dict[str, str]:
    return {"name": "dupcharge", "version": __version__}


def _counts(rows: Any) -> dict[str, int]:
    return {name: int(rows.get(name, 0)) for name in ("read", *view.COUNTS)}


def _file(file: FileRecord, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "path": path(file.path),
        "sha256": file.sha256,
        "bytes": file.size,
        "format": file.format,
        "encoding": file.encoding,
        "account": file.account,
        "period": {"from": file.period[0], "to": file.period[1]},
        "columns": dict(file.columns),
        "rows": _counts(file.rows),
        "parts": [
            {
                "name": part.name,
                "sheet": part.sheet,
                "account": part.account,
                "format": part.format,
                "rows": _counts(part.rows),
            }
            for part in file.parts
        ],
        "warnings": [said(warning, languages) for warning in file.warnings],
    }


def _group(group: view.GroupView, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "id": group.id,
        "key": group.key,
        "rule": group.rule,
        "rules": list(group.rules),
        "confidence": group.confidence,
        "merchant": group.merchant,
        "currency": group.amount.currency,
        "amount": group.amount.text,
        "charges": [
            {
                **_at(charge.at),
                "time": charge.time,
                "merchant": charge.merchant,
                "amount": charge.amount.text,
                "transaction_id": charge.transaction_id,
                "order_id": charge.order_id,
                "method": charge.method,
                "status": charge.status,
                "role": charge.role,
                "refunded": charge.refunded.text,
                "copies": [_at(copy) for copy in charge.copies],
            }
            for charge in group.charges
        ],
        "refunds": [
            {
                **_at(refund.at),
                "time": refund.time,
                "amount": refund.amount.text,
                "used": refund.used.text,
                "transaction_id": refund.transaction_id,
                "of": refund.of,
            }
            for refund in group.refunds
        ],
        "refunded": group.refunded.text,
        "overcharge": group.overcharge.text,
        "settled": group.settled,
        "counted": group.counted,
        "evidence": [said(message, languages) for message in group.evidence],
        "doubts": [said(message, languages) for message in group.doubts],
    }


def _at(spot: view.Sighting) -> dict[str, int]:
    return {"file": spot.file, "row": spot.row, "line": spot.line}


def _row(row: RowView | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "row": row.row,
        "line": row.line,
        "time": row.time,
        "merchant": row.merchant,
        "amount": row.amount.text if row.amount else None,
        "currency": row.amount.currency if row.amount else None,
        "class": row.klass,
        "transaction_id": row.transaction_id,
        "order_id": row.order_id,
    }
