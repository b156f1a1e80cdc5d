"""What stands behind the groups: set aside, quoted rows, sources, method, deadlines, log, signing.

Owns the order of facts in these blocks. Facts of law and of recipients come from routes.
"""

from __future__ import annotations

from dupcharge.reporter import routes, words
from dupcharge.reporter.dossier.context import SIGNS, Context
from dupcharge.reporter.dossier.model import (
    Deadline,
    Extract,
    Fact,
    Listing,
    QuotedRow,
    SourceFile,
    Table,
    Words,
)
from dupcharge.reporter.visible import visible
from dupcharge.statement import FileRecord

LOG_ROWS = 6
LONG = 4 * words.LONGEST

_WORDS = "number role time amount transaction_id order_id merchant method status place fill"
_TICKS = ("one_order", "one_receipt", "one_delivery", "failure_shown", "shop_confirms")
_METHOD = ("read", "compare", "excuse", "net", "grade")
_LIMITS = ("indication", "cannot_see", "records_decide")
_LOG = ("when", "channel", "person", "case", "said", "promised")
_ATTACHMENTS = ("certificate", "receipt", "order", "bank_message", "chat")


def words_of(about: Context) -> Words:
    """Headings and small words."""
    legend = "  ".join(f"{sign} {about.say(f'legend_{name}')}" for name, sign in SIGNS.items())
    return Words(
        **{name: about.say(f"col_{name}") for name in _WORDS.split()},
        page=about.say("col_page", page="{page}", pages="{pages}"),
        legend=legend,
    )


def ticks(about: Context) -> Listing:
    """What only the user can know, for the user to tick."""
    return Listing(
        about.say("ticks_title"),
        about.say("ticks_lead"),
        tuple(about.say(f"tick_{name}") for name in _TICKS),
    )


def set_aside(about: Context) -> Listing:
    """What looked alike and was left out, counted by reason."""
    items = [*about.page.set_aside()]
    waiting = about.view.rows("not_completed")
    if waiting:
        items.append(about.say("aside_not_completed", n=waiting))
    settled, weak = len(about.view.given_back), len(about.view.to_check)
    if settled:
        items.append(about.say("aside_settled", n=settled))
    if weak:
        items.append(about.say("aside_to_check", n=weak))
    return Listing(
        about.say("aside_title"), about.say("aside_lead"), tuple(items) or (about.say("none"),)
    )


def decided(about: Context) -> Listing | None:
    """What the user decided about groups."""
    items = about.page.decided()
    return Listing(about.page.say("title_decided"), None, tuple(items)) if items else None


def changes(about: Context) -> Listing | None:
    """What became of the groups of an earlier report."""
    if about.view.changes is None:
        return None
    items = about.page.changes() or [about.say("none")]
    return Listing(about.page.say("title_changes"), None, tuple(items))


def extracts(about: Context) -> tuple[Extract, ...]:
    """The quoted rows, with what was left out between them."""
    found = []
    for extract in about.view.extracts:
        rows: list[QuotedRow] = []
        for at, gap in enumerate(extract.gaps):
            if gap:
                rows.append(QuotedRow("", "", (), about.say("omitted", n=gap)))
            if at < len(extract.rows):
                quoted = extract.rows[at]
                cells = tuple(visible(cell, LONG) for cell in quoted.cells)
                rows.append(QuotedRow(str(quoted.row), str(quoted.line), cells))
        name = words.name(base(about.view.files[extract.file].path), about.lang)
        title = f"{words.letter(extract.file)}  {name}"
        if extract.part:
            title += f"  {visible(extract.part, words.LONGEST)}"
        header = tuple(visible(cell, words.LONGEST) for cell in extract.header)
        found.append(Extract(title, header, tuple(rows)))
    return tuple(found)


def base(path: str) -> str:
    """The name of a file without its directories, which may name a person."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def sources(about: Context) -> tuple[SourceFile, ...]:
    """What each file is, how it was read, and how every row of it is accounted for."""
    return tuple(_source(about, file, at) for at, file in enumerate(about.view.files))


def _source(about: Context, file: FileRecord, at: int) -> SourceFile:
    say, lang = about.say, about.lang
    exported = file.exported.isoformat(" ", "seconds") if file.exported else None
    facts = [
        Fact(say("source_size"), say("bytes", n=file.size)),
        Fact(say("source_format"), words.format_name(file, lang)),
        Fact(say("source_encoding"), file.encoding or about.page.say("no_encoding")),
        Fact(say("source_account"), visible(file.account or say("not_stated"), words.LONGEST)),
        Fact(say("source_period"), words.period((file,), lang)),
        Fact(say("source_exported"), exported or say("not_stated")),
        Fact(say("source_rows"), words.accounting(file, lang)),
        Fact(
            say("source_columns"),
            say(
                "list",
                items=tuple(
                    f"{about.page.say(f'role_{role}')} = {visible(name, 60)}"
                    for role, name in file.columns.items()
                ),
            ),
        ),
    ]
    return SourceFile(
        f"{words.letter(at)}  {words.name(base(file.path), lang)}",
        tuple(facts),
        file.sha256,
        tuple(visible(warning.text(lang), LONG) for warning in file.warnings),
    )


def repeat(about: Context) -> Fact:
    """The command that makes this report again from the same files."""
    return Fact(about.say("repeat"), visible(about.request.command or "dupcharge scan"))


def method(about: Context) -> Listing:
    """How groups were found, in plain sentences."""
    settings = about.view.settings
    items = [about.say(f"method_{name}") for name in _METHOD]
    if settings.window:
        items.append(about.say("method_window", window=settings.window))
    return Listing(about.say("method_title"), None, tuple(items))


def limits(about: Context) -> Listing:
    """What this report is not."""
    items = [about.say(f"limit_{name}") for name in _LIMITS]
    items.append(about.page.closing()[-1])
    return Listing(about.say("limits_title"), None, tuple(items))


def deadlines(about: Context) -> tuple[Deadline, ...]:
    """At most three dates not to miss, counted from the earliest claimed charge."""
    return tuple(
        Deadline(
            about.day(item.date) if item.date else None,
            item.title.text(about.lang),
            item.rule.text(about.lang),
            item.source,
        )
        for item in _deadlines(about)
    )


def deadlines_lead(about: Context) -> str:
    """From which charge the dates count, and when the rules were read."""
    checked = min((item.checked for item in _deadlines(about)), default="")
    return about.say("deadlines_lead", checked=checked)


def _deadlines(about: Context) -> tuple[routes.Deadline, ...]:
    if not about.groups:
        return ()
    ways = routes.ways(about.view)
    request = about.request
    return routes.deadlines(request.route, request.jurisdiction, about.first_day, ways)


def basis(about: Context) -> Listing | None:
    """Articles that may apply, only where the user asked for them."""
    request, lang = about.request, about.lang
    if not request.legal_basis or not about.groups:
        return None
    found = routes.basis(request.route, request.jurisdiction)
    items = tuple(
        about.say("basis_item", article=item.article.text(lang), text=item.text.text(lang))
        for item in found
    )
    if not items:
        return None
    return Listing(about.say("basis_title"), about.say("basis_lead"), items)


def log(about: Context) -> Table:
    """An empty table for the user's contacts."""
    head = tuple(about.say(f"log_{name}") for name in _LOG)
    return Table(head, tuple(("",) * len(head) for _ in range(LOG_ROWS)))


def attachments(about: Context) -> Table:
    """Numbered: what is attached, where it is from, what it shows."""
    say = about.say
    head = tuple(say(f"attach_col_{name}") for name in ("number", "item", "source", "shows"))
    rows = []
    for at, file in enumerate(about.view.files):
        name = words.name(base(file.path), about.lang)
        item = say("attach_export", letter=words.letter(at), name=name)
        rows.append((item, say("attach_export_source"), say("attach_export_shows")))
    rows += [
        (say(f"attach_{name}"), say(f"attach_{name}_source"), say(f"attach_{name}_shows"))
        for name in _ATTACHMENTS
    ]
    return Table(head, tuple((str(n), *row) for n, row in enumerate(rows, 1)))


def declaration(about: Context) -> Listing:
    """What the user declares and signs; the program never signs."""
    return Listing(
        about.say("declaration_title"),
        None,
        tuple(about.say(f"declaration_{n}") for n in (1, 2, 3)),
    )


def signature(about: Context) -> tuple[Fact, ...]:
    """Blanks under the declaration."""
    return tuple(Fact(about.say(f"sign_{name}"), None) for name in ("name", "signature", "date"))


def steps(about: Context) -> Listing:
    """Before sending: for the user, not for the recipient."""
    if about.kind != "owed":
        return Listing(about.say("steps_title_result"), None, tuple(about.page.steps()))
    items = tuple(step.text(about.lang) for step in routes.steps(about.request.route))
    return Listing(about.say("steps_title"), None, items)
