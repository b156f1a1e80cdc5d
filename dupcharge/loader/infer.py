"""From a table to a full reading of it: every column, and every convention, with its reason.

What a known Format (or the user) says holds; everything else is decided from the table. The
result is a Format again, so that a guess can be shown, saved, corrected and given back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dupcharge.loader import amounts, conventions, dates
from dupcharge.loader import currency as currencies
from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import Profile, profile
from dupcharge.loader.conventions import Decision
from dupcharge.loader.date_order import date_order
from dupcharge.loader.directions import direction_of, mostly_direction
from dupcharge.loader.figures import column_mark
from dupcharge.loader.formats import Column, Format
from dupcharge.loader.headers import counts_points, header_form, header_roles
from dupcharge.loader.roles import assign
from dupcharge.loader.section import Section
from dupcharge.loader.signs import sign_of_money_out
from dupcharge.loader.type_sides import type_sides
from dupcharge.loader.vocabulary import currency_of, normal, whole_units, words
from dupcharge.locale import Message
from dupcharge.money import NO_CURRENCY, digits
from dupcharge.statement import Choice

_MONEY = ("amount", "debit", "credit", "balance", "refunded", "original_amount")


@dataclass(frozen=True)
class Options:
    """What the user says about a file; None = decide from the file."""

    encoding: str | None = None
    date_order: str | None = None
    currency: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    statement_format: Format | None = None


@dataclass
class Reading:
    """How one section is read. `format` says it in names; the rest in column indexes."""

    format: Format
    columns: dict[str, list[int]]
    joined: set[str]
    by_side: dict[str, dict[str, int]]
    marks: dict[int, str]
    order: str
    sign: str  # "negative", "positive" or "unsigned": the sign of `amount` that is money out
    direction: dict[str, str]  # normal form of a direction cell -> side
    currency: str | None
    pair_reversed: bool
    choices: list[Choice]
    warnings: list[Message]
    column_currency: dict[int, str] = field(default_factory=dict)  # where columns differ in it
    fees: list[int] = field(default_factory=list)  # columns that hold only fees


def complete(section: Section, given: Format | None, options: Options) -> Reading | None:
    """A full reading of `section`; None when it has no date and no amount column.

    Raises:
        FormatError: a mapped column does not exist.
    """
    profiles = profile(section)
    named = given.columns if given else {}
    found = assign(section, profiles, named, options.mapping)
    if not _usable(found):
        if section.header is None or not section.rows or options.mapping:
            return None
        if any(map(counts_points, section.header)):
            return None
        # Headers that do not stand above their columns (rows shifted as a whole) mislead.
        section.header = [""] * section.width
        profiles = profile(section)
        found = assign(section, profiles, {}, {})
        if not _usable(found):
            return None
    choices = list(found.choices)
    warnings = list(found.doubts)
    tongue = conventions.language(section.header or [])
    currency = _currency(section, found, given, options, tongue, choices, warnings)
    marks = _marks(section, found, given, currency, choices, warnings)
    order = _order(section, found, given, options, currency, marks, choices, warnings)
    direction = _direction(section, found, given, profiles, choices)
    sign = sign_of_money_out(section, found, given, direction, marks, profiles, choices, warnings)
    own = _own_currencies(section, found)
    fees = [] if given else _fees(section, found, profiles)
    marks |= dict.fromkeys(fees, next(iter(marks.values()), "."))
    complete_format = _as_format(section, given, found, order, sign, direction, currency, marks)
    return Reading(
        complete_format, found.columns, found.joined, found.by_side, marks, order, sign,
        {normal(k): v for k, v in direction.items()}, currency, False, choices, warnings, own,
        fees,
    )  # fmt: skip


def _usable(found: Assigned) -> bool:
    return bool(found.columns.get("time")) and any(
        found.columns.get(r) for r in ("amount", "debit", "credit")
    )


def _fees(section: Section, found: Assigned, profiles: list[Profile]) -> list[int]:
    """Columns without a role whose header says fee and whose cells are amounts."""
    known = set(map(header_form, words("fee")["headers"]))
    return [
        p.index
        for p in profiles
        if p.index not in found.taken()
        and p.is_number
        and header_form(section.names[p.index]) in known
    ]


def _marks(
    section: Section,
    found: Assigned,
    given: Format | None,
    currency: str | None,
    choices: list[Choice],
    warnings: list[Message],
) -> dict[int, str]:
    """Decimal mark of each money column; a column that cannot tell takes its neighbours' mark."""
    indexes = [j for role in _MONEY for j in found.columns.get(role, ())]
    if given and given.decimal:
        return dict.fromkeys(indexes, given.decimal)
    own = {j: column_mark(row[j] for row in section.rows) for j in indexes}
    decided = [m for m, _ in own.values() if m]
    if decided:
        usual = max(dict.fromkeys(decided), key=decided.count)  # of equals the first column
    else:
        open_ = [j for j, (m, certain) in own.items() if m is None and not certain]
        usual = _mark_of_thousands(section, open_)
        if open_ and digits(currency or NO_CURRENCY) == 3:  # three digits are its decimals
            usual = "," if usual == "." else "."
        if open_ and digits(currency or NO_CURRENCY) > 0 and not whole_units(currency):
            name = section.names[open_[0]]
            warnings.append(Message("loader.mark_open", {"column": name, "mark": usual}))
    main = next((j for r in ("amount", "debit", "credit") for j in found.columns.get(r, ())), None)
    certain = main is None or own[main][0] is not None or own[main][1]
    choices.append(Choice("decimal", usual, Message("loader.why_decimal"), certain))
    return {j: (m or usual) for j, (m, _) in own.items()}


def _mark_of_thousands(section: Section, open_: list[int]) -> str:
    """Where every number could be thousands ("1,234"): the mark that makes them thousands."""
    for j in open_:
        for cell in dict.fromkeys(row[j] for row in section.rows):
            figure = amounts.split(cell)
            if figure and ("," in figure.body) != ("." in figure.body):
                return "." if "," in figure.body else ","
    return "."


def _currency(
    section: Section, found: Assigned, given: Format | None, options: Options, tongue: str,
    choices: list[Choice], warnings: list[Message],
) -> str | None:  # fmt: skip
    if options.currency:
        choices.append(Choice("currency", options.currency, Message("loader.why_option")))
        return options.currency
    if section.table.currency:
        choices.append(
            Choice("currency", section.table.currency, Message("loader.currency_stated"))
        )
        return section.table.currency
    money = [j for r in ("amount", "debit", "credit") for j in found.columns.get(r, ())]
    header = [section.header[j] for j in money] if section.header else []
    if (own := _own_currencies(section, found)) and not found.columns.get("currency"):
        named = " / ".join(section.names[j] for j in own)
        reason = Message("loader.currency_header", {"header": named})
        choices.append(Choice("currency", " / ".join(dict.fromkeys(own.values())), reason))
        return None
    if found.columns.get("currency"):
        if given and given.constants.get("currency"):
            return given.constants["currency"]
        if stated := currencies.stated_currency(header, ""):
            # The amounts' own header says more than a column that may speak of the purchase.
            found.columns["original_currency"] = found.columns.pop("currency")
            choices.append(Choice("currency", stated.value, stated.reason))
            return stated.value
        cells = {row[found.columns["currency"][0]] for row in section.rows[:2000]}
        codes = {c for cell in cells if cell and (c := currency_of(cell))}
        return codes.pop() if len(codes) == 1 else None
    if given and (usual := given.constants.get("currency")):
        said = currencies.stated_currency(header, section.preamble_text)
        if said is None or said.value == usual:
            said = Decision(usual, Message("loader.why_format"))
        choices.append(Choice("currency", said.value, said.reason))
        return said.value
    header += [h for h in section.header or () if "balance" in dict(header_roles(h))]
    signs: list[str] = []
    silent = 0  # amounts that name no currency
    for j in [*money, *found.columns.get("balance", ())]:
        for row in section.rows[:500]:
            figure = amounts.split(row[j])
            if figure and (figure.currency or figure.sign_mark):
                signs.append(figure.currency or figure.sign_mark or "")
            silent += figure is not None and figure.currency is None and j in money
    around = "\n".join(" ".join(r) for r in [section.header or [], *section.rows[:30]])
    decision = currencies.currency(header, signs, section.preamble_text, tongue, around)
    if decision:
        choices.append(Choice("currency", decision.value, decision.reason))
        return decision.value
    if signs and not silent:  # several currencies, one beside each amount
        several = " / ".join(sorted({s for s in signs if currency_of(s)}))
        choices.append(Choice("currency", several, Message("loader.currency_sign")))
        return None
    choices.append(Choice("currency", "XXX", Message("loader.currency_none"), False))
    warnings.append(Message("loader.no_currency"))
    return None


def _own_currencies(section: Section, found: Assigned) -> dict[int, str]:
    """Currency per column of amounts, where their headers name different ones."""
    money = [j for r in ("amount", "debit", "credit") for j in found.columns.get(r, ())]
    if not section.header or len(money) < 2:
        return {}
    codes = {j: c for j in money if (c := currencies.header_currency(section.header[j]))}
    return codes if len(set(codes.values())) > 1 else {}


def _order(
    section: Section, found: Assigned, given: Format | None, options: Options, currency: str | None,
    marks: Mapping[int, str], choices: list[Choice], warnings: list[Message],
) -> str:  # fmt: skip
    if options.date_order:
        choices.append(Choice("date_order", options.date_order, Message("loader.why_option")))
        return options.date_order
    if given and given.date_order:
        choices.append(Choice("date_order", given.date_order, Message("loader.why_format")))
        return given.date_order
    columns = {}
    for role in ("time", "posted"):
        for j in found.columns.get(role, ()):
            cells = [row[j] for row in section.rows]
            known = {cell: parts for cell in dict.fromkeys(cells) if (parts := dates.split(cell))}
            columns[f"{role}{j}"] = [known[cell] for cell in cells if cell in known]
    money = [j for r in ("amount", "debit", "credit") for j in found.columns.get(r, ())]
    mark = marks.get(money[0], ".") if money else "."
    signs = {
        f.sign_mark
        for row in section.rows[:50]
        for j in money
        if (f := amounts.split(row[j])) and f.sign_mark
    }
    hint = currency or ("$" if "$" in signs else "")
    decision = date_order(
        columns, section.header or [], section.preamble_text, {"currency": hint, "mark": mark}
    )
    choices.append(Choice("date_order", decision.value, decision.reason, decision.certain))
    if not decision.certain:
        warnings.append(Message("loader.date_order_open", {"order": decision.value}))
    return decision.value


def _direction(
    section: Section,
    found: Assigned,
    given: Format | None,
    profiles: list[Profile],
    choices: list[Choice],
) -> dict[str, str]:
    """Cell -> side for the direction column; empty where there is none."""
    index = found.first("direction")
    if index is None:
        return {}
    words = dict(given.direction) if given else {}
    known = {normal(w) for w in words}
    column = profiles[index]
    cells = dict.fromkeys(row[index] for row in section.rows)
    for cell in cells:
        if cell and normal(cell) not in known and (one := direction_of([cell])):
            words.update(one)
    if not (given and given.direction):
        words.update(mostly_direction(column) or {})
        for cell, side in type_sides(row[index] for row in section.rows).items():
            words.setdefault(cell, side)
    # Words that a row's side cannot be read from leave the sign to decide.
    return words


def _as_format(
    section: Section, given: Format | None, found: Assigned, order: str, sign: str,
    direction: Mapping[str, str], currency: str | None, marks: Mapping[int, str],
) -> Format:  # fmt: skip
    names = section.names
    columns = {
        role: Column(tuple(names[j] for j in indexes), joined=role in found.joined)
        for role, indexes in found.columns.items()
        if indexes and not role.startswith("_")
    }
    for role, pair in found.by_side.items():
        column = columns.get(role, Column())
        columns[role] = replace(
            column,
            debit=names[pair["debit"]] if "debit" in pair else None,
            credit=names[pair["credit"]] if "credit" in pair else None,
        )
    money = [j for r in ("amount", "debit", "credit") for j in found.columns.get(r, ())]
    base = given or Format(
        id="inferred",
        columns_required=tuple(h for h in (section.header or ()) if h.strip()),
        header=section.header is not None,
    )
    constants = dict(base.constants)
    if currency and not found.columns.get("currency"):
        constants["currency"] = currency
    return replace(
        base,
        columns=columns,
        date_order=order,
        decimal=marks.get(money[0]) if money else None,
        sign=sign if found.columns.get("amount") else None,
        direction=dict(direction),
        constants=constants,
    )


__all__ = ["Decision", "Options", "Reading", "complete"]
