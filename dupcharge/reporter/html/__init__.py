"""The written report as one HTML page: no network, no scripts needed, nothing inline but by hash.

Owns the page: which template, style and script go into it, its content policy, its title. Words
and figures come from the dossier, words of controls from the locale room "html". The script only
adds to a page that is whole without it; its data is the dossier's draft, embedded as JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dupcharge.locale import say
from dupcharge.reporter.dossier import Dossier, compose
from dupcharge.reporter.html import markup

if TYPE_CHECKING:
    from jinja2 import Environment

    from dupcharge.reporter import Request
    from dupcharge.reporter.view import ReportView

OPEN_GROUPS = 10
"""Groups from this number on are folded by the script; without it and on paper all are open."""

OVERVIEW = 4
"""From so many groups on, a section begins with a list of them."""

_FILTERS = "prose amount moment picture bodies columns paid_with one_order grid raw".split()
_CONTROLS = (
    "claim_group not_claimed shown characters copy copy_what copied copy_failed checksum"
).split()
"""Words that the script needs."""


def render(view: ReportView, request: Request) -> bytes:
    """The report of `view`, each language of `request` whole, one after the other."""
    reports = [compose(view, request, lang) for lang in request.languages]
    style = _read("screen.css") + _read("print.css") + "".join(map(_page_style, reports))
    script = _read("page.js")
    text = (
        _environment()
        .get_template("page.html")
        .render(
            reports=reports,
            title=_title(reports[0]),
            policy=_policy(style, script),
            style=style,
            script=script,
            data=_data(reports),
            word={report.lang: partial(say, report.lang) for report in reports},
            open_groups=OPEN_GROUPS,
            overview=OVERVIEW,
        )
    )
    return text.encode("utf-8", "backslashreplace")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("dupcharge.reporter", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in _FILTERS:
        made.filters[name] = getattr(markup, name)
    return made


@cache
def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _title(report: Dossier) -> str:
    """The big number first: a tab and a list of files show only the beginning."""
    asks = ", ".join(ask.amount for ask in report.letter.asks)
    return f"{asks or report.letter.result[0]} - {report.letter.title}"


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing runs but the one style and the one script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _page_style(report: Dossier) -> str:
    """Foot of a printed page: the number of the report, the page and how many there are."""
    parts = report.words.page.replace("{pages}", "\0").replace("{page}", "\1")
    count = "".join(
        {"\0": " counter(pages)", "\1": " counter(page)"}.get(part, f" {_quoted(part)}")
        for part in _split(parts)
    )
    name = f"report-{report.lang}"
    return (
        f"@page {name}{{@bottom-left{{content:{_quoted(report.number)}}}"
        f"@bottom-right{{content:{count}}}}}\n"
        f"@media print{{#{report.lang}{{page:{name}}}}}\n"
    )


def _quoted(text: str) -> str:
    """A string of a style sheet; only plain signs stand in it as they are."""
    kept = (c if c.isalnum() or c in " -" else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(kept)}"'


def _split(text: str) -> list[str]:
    """Text between the two marks of `_page_style`, and the marks, in order."""
    found = [""]
    for char in text:
        if char in "\0\1":
            found += [char, ""]
        else:
            found[-1] += char
    return [part for part in found if part]


def _data(reports: list[Dossier]) -> str:
    """What the script works with; no sign in it can end the element it stands in."""
    values: dict[str, Any] = {
        report.lang: {
            "draft": asdict(report.draft) if report.draft else None,
            "words": {name: _forms(report.lang, name) for name in _CONTROLS},
        }
        for report in reports
    }
    text = json.dumps(_exact(values), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _forms(lang: str, name: str) -> dict[str, str]:
    """A sentence for one and for many, its values left open."""
    open_values = {key: f"{{{key}}}" for key in ("number", "what", "shown")}
    return {
        "one": say(lang, f"html.{name}", n=1, **open_values),
        "other": say(lang, f"html.{name}", n="{n}", **open_values),
    }


_MONEY = ("charged", "rightful", "claimed")


def _exact(value: Any) -> Any:
    """Money as text: a number of JavaScript is exact only up to 2**53."""
    if isinstance(value, dict):
        return {
            key: str(item) if key in _MONEY and isinstance(item, int) else _exact(item)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_exact(item) for item in value]
    return value
