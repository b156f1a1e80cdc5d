"""The written report as blocks of finished text in one language: what HTML and PDF lay out.

Owns the shapes only. Every text here is safe to show (steering characters spelled out) and
masked; a `None` value of a Fact is a blank that the reader fills in by hand. Media add markup,
never words.
"""

from __future__ import annotations

from dataclasses import dataclass

from dupcharge.reporter.dossier.timeline import Timeline


@dataclass(frozen=True)
class Fact:
    """A label and its value; None is a blank to fill in."""

    label: str
    value: str | None


@dataclass(frozen=True)
class Ask:
    """What is asked for in one currency: "16 charges", "CNY 524.80"."""

    count: str
    amount: str


@dataclass(frozen=True)
class SumRow:
    """How a claim adds up, per currency, as figures with their code."""

    charged: str
    rightful: str
    refunded: str
    claimed: str


@dataclass(frozen=True)
class Table:
    """Headings and rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Letter:
    """Page 1; stands alone. `asks` is empty where nothing is claimed: then `result` says why."""

    title: str
    facts: tuple[Fact, ...]  # report number, date, to, from ..., account, period
    asks_title: str
    asks: tuple[Ask, ...]
    request: str | None
    sums_head: SumRow
    sums: tuple[SumRow, ...]
    result: tuple[str, ...]
    story_title: str
    story: tuple[str, ...]
    sign: tuple[Fact, ...]  # blanks at the foot


@dataclass(frozen=True)
class Row:
    """One charge or refund of a group.

    `state`: rightful, claimed, returned, question or refund; `sign` is its shape as a character.
    Ids are whole. `less`: what of a claimed charge came back already, as text.
    """

    number: str  # "1.2"
    state: str
    sign: str
    role: str
    time: str
    amount: str
    less: str | None
    transaction_id: str | None
    order_id: str | None
    merchant: str | None
    method: str | None
    status: str
    place: str


@dataclass(frozen=True)
class Block:
    """One group. `kind`: owed, settled or to_check. `minor`: the open overcharge, minor units."""

    id: str
    key: str
    kind: str
    merchant: str
    confidence: str
    word: str  # the confidence in the reader's language
    title: str
    amount: str
    currency: str
    minor: int
    exponent: int
    open: int  # repeats that are still claimed
    sums: str
    note: str  # what zone the times are in, or that the file gives a date only
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...]  # same, differs, refunds, for, against, also seen
    timeline: Timeline | None


@dataclass(frozen=True)
class Section:
    """A titled list of blocks."""

    title: str
    intro: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class QuotedRow:
    """A row of the statement, or (no cells) the words for the rows left out there."""

    row: str
    line: str
    cells: tuple[str, ...]
    omitted: str | None = None


@dataclass(frozen=True)
class Extract:
    """Quoted rows of one table in its own columns."""

    title: str
    header: tuple[str, ...]
    rows: tuple[QuotedRow, ...]


@dataclass(frozen=True)
class SourceFile:
    """One file: its name, facts about it, and what the reader of the file warned of."""

    title: str
    facts: tuple[Fact, ...]
    sha256: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Deadline:
    """A date or, without one, how to find it; the rule, its source, when it was last checked."""

    date: str | None
    title: str
    rule: str
    source: str


@dataclass(frozen=True)
class Listing:
    """A titled list of sentences; `lead` stands before it."""

    title: str
    lead: str | None
    items: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """A sentence whose count is left open: `one` where it is 1, else `other` with "{n}" in it."""

    one: str
    other: str


@dataclass(frozen=True)
class Piece:
    """What one claimed group adds to the letter and to the text to paste; money in minor units."""

    id: str
    currency: str
    charged: int
    rightful: int
    claimed: int
    open: int  # charges that are claimed
    refunds: int
    story: tuple[str, ...]
    head: tuple[str, ...]  # of the text to paste, then one line per claimed charge
    lines: tuple[str, ...]
    when: str
    merchant: str  # as the short text has it
    charges: int
    kept: str  # the rightful charge in the short text; empty where it has no id


@dataclass(frozen=True)
class Draft:
    """The claim in pieces, so that a reader may leave a group out and the sentences follow.

    Joined with every piece it gives the letter's story and both texts to paste, sign by sign.
    Templates hold names in braces; `currencies` are (code, exponent, digits always shown), in the
    order of the totals.
    """

    currencies: tuple[tuple[str, int, int], ...]
    pieces: tuple[Piece, ...]
    join: str  # between the parts of an enumeration
    count: Phrase
    ask: str
    nothing: str  # stands for the claim where every group is left out
    told: int  # groups that the letter tells about
    more: Phrase
    refunds: Phrase
    no_refund: str
    to_check: str | None
    title: str  # from here on: the text to paste
    asks: str
    request: str
    rest: Phrase
    others: Phrase
    closing: tuple[str, ...]
    room: int  # characters of the whole text
    short_one: str
    short_many: str
    short_least: str
    short_room: int
    short_amounts: int  # currencies that the short text names


@dataclass(frozen=True)
class Words:
    """Small words that a medium needs beside the blocks."""

    number: str
    role: str
    time: str
    amount: str
    transaction_id: str
    order_id: str
    merchant: str
    method: str
    status: str
    place: str
    page: str  # "Page {page} of {pages}"
    fill: str  # what a blank says to a screen reader
    legend: str  # the shapes in words


@dataclass(frozen=True)
class Dossier:
    """A report in one language, in reading order."""

    lang: str
    kind: str  # owed, to_check, settled, clean, empty
    number: str
    product: str  # "dupcharge 0.1.0"
    words: Words
    letter: Letter
    sections: tuple[Section, ...]
    ticks: Listing
    decided: Listing | None
    changes: Listing | None
    set_aside: Listing
    extract_title: str
    extract_lead: str
    extracts: tuple[Extract, ...]
    sources_title: str
    sources: tuple[SourceFile, ...]
    repeat: Fact  # the command that makes this report again
    method: Listing
    limits: Listing
    deadlines_title: str
    deadlines_lead: str
    deadlines: tuple[Deadline, ...]
    basis: Listing | None
    log_title: str
    log: Table  # rows are empty: for the user's pen
    attachments_title: str
    attachments: Table  # number, item, source, what it shows
    declaration: Listing
    declaration_sign: tuple[Fact, ...]
    steps: Listing  # for the user, not for the recipient
    message: str  # the claim as text to paste
    message_short: str
    draft: Draft | None  # None where nothing is claimed
