"""Which column holds which role: what a Format names, then what headers propose, then contents.

Yields columns by index and a reason for each; the conventions of the cells (date order, decimal
mark, sign) are decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from dupcharge.errors import FormatError
from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import Profile, accepts, proposals
from dupcharge.loader.directions import direction_of, mostly_direction
from dupcharge.loader.figures import (
    complete_pair,
    find_money,
    second_amount,
    settle_money,
    settle_twins,
)
from dupcharge.loader.formats import Column
from dupcharge.loader.headers import counts_points, header_form, header_roles
from dupcharge.loader.parties import (
    both_parties,
    drop_constant_texts,
    find_notes,
    find_purpose,
    find_text,
    kinds_of_payment,
    preference,
    settle_parties,
    text_coverage,
)
from dupcharge.loader.section import Section, is_blank
from dupcharge.loader.type_sides import type_sides
from dupcharge.loader.vocabulary import normal, test_for

# Several columns may share one of these.
_MANY = ("merchant", "description", "type", "holder", "allocation")
_EVERY = 6
_FIGURES = ("amount", "debit", "credit", "balance", "refunded", "original_amount")


def column_index(section: Section, name: str) -> int | None:
    """Index of the column a Format names: by header, or "#n" by place."""
    if name.startswith("#") and name[1:].isdigit() and 1 <= int(name[1:]) <= section.width:
        return int(name[1:]) - 1
    wanted = header_form(name)
    for j, header in enumerate(section.header or ()):
        if header_form(header) == wanted:
            return j
    return None


def assign(
    section: Section,
    profiles: list[Profile],
    named: Mapping[str, Column],
    mapping: Mapping[str, str],
) -> Assigned:
    """Give every column its role.

    Args:
        section: the table.
        profiles: one per column.
        named: columns of a known format; headers that are absent here are passed over.
        mapping: the user's `--map ROLE=COLUMN`, which overrides everything.

    Raises:
        FormatError: a mapped column does not exist; with the columns seen.
    """
    found = Assigned()
    names = section.names
    for role, name in mapping.items():
        j = column_index(section, name)
        if j is None:
            raise FormatError("no_such_column", name=name, known=[n for n in names if n])
        found.give(role, j, names[j], "mapped")
    for role, column in named.items():
        if role in mapping:
            continue
        _from_format(found, role, column, section, names)
    free = [p for p in profiles if p.index not in found.taken()]
    fixed = set(found.columns) | set(found.by_side)
    if any(role in named for role in _FIGURES[:3]):  # a known layout names all its figures
        fixed |= set(_FIGURES)
    _by_header(found, free, names, fixed)
    free = [p for p in profiles if p.index not in found.taken()]
    _by_contents(found, free, section, fixed, profiles)
    return found


def _from_format(
    found: Assigned, role: str, column: Column, section: Section, names: list[str]
) -> None:
    for name in column.headers:
        if (j := column_index(section, name)) is not None:
            found.give(role, j, names[j], "named")
    if column.joined:
        found.joined.add(role)
    pair = {
        side: j
        for side, name in (("debit", column.debit), ("credit", column.credit))
        if name and (j := column_index(section, name)) is not None
    }
    if pair:
        found.by_side[role] = pair


def _by_header(found: Assigned, free: list[Profile], names: list[str], fixed: set[str]) -> None:
    """Roles proposed by headers; each column gets one, each single role the best column."""
    offers: list[tuple[float, float, int, str]] = []
    ignored: set[int] = set()
    by_index = {p.index: p for p in free}
    for p in free:
        wanted = proposals(p)
        if wanted and wanted[0][0] == "ignore" and wanted[0][1] > 0.29:
            better = [w for w in wanted[1:] if w[1] >= 0.6]
            if not better:
                ignored.add(p.index)
                continue
        for role, sure in wanted:
            if role != "ignore" and role not in fixed:
                filled = p.filled / p.rows if p.rows else 0.0
                offers.append((sure, filled, -p.index, role))
    # A nearly empty column yields to a full one of nearly the same claim.
    offers.sort(key=lambda o: (-(o[0] + 0.25 * min(1.0, o[1] * 1.5)), -o[2], o[3]))
    taken: dict[int, str] = {} if "merchant" in fixed else both_parties(free)
    single: dict[str, int] = {}
    for sure, _, minus, role in offers:
        j = -minus
        if j in taken or j in ignored:
            continue
        if role in ("payer", "payee") and "merchant" in fixed:
            continue
        if role in single and role not in _MANY:
            continue
        if role in _MANY and sum(r == role for r in taken.values()) >= _EVERY:
            continue
        if role in ("amount", "balance", "original_amount", "refunded") and sure < 0.25:
            continue
        taken[j] = role
        single.setdefault(role, j)
    _settle_day(taken, by_index)
    drop_constant_texts(taken, by_index)
    settle_money(taken, by_index, fixed)
    settle_twins(found, taken, by_index, names)
    settle_parties(found, taken, by_index, names, fixed)
    kinds = kinds_of_payment(taken, by_index)
    order = sorted(taken.items(), key=lambda item: preference(item[1], by_index[item[0]], kinds))
    for j, role in order:
        found.give(role, j, names[j], "header")
    found.columns["_ignored"] = sorted(ignored)


def _settle_day(taken: dict[int, str], by_index: dict[int, Profile]) -> None:
    """A day that may be the booking's yields to one that can only be the purchase's."""
    chosen = next((by_index[j] for j, role in taken.items() if role == "time"), None)
    if chosen is None or "posted" not in dict(header_roles(chosen.header)):
        return
    for p in by_index.values():
        roles = dict(header_roles(p.header))
        free = p.index not in taken and p.is_date and p.timed >= chosen.timed
        if free and roles.get("time", 0.0) >= 0.6 and "posted" not in roles:
            if p.filled >= 0.95 * chosen.filled:
                del taken[chosen.index]
                if "posted" not in taken.values():
                    taken[chosen.index] = "posted"
                taken[p.index] = "time"
                return


def _by_contents(
    found: Assigned, free: list[Profile], section: Section, fixed: set[str], profiles: list[Profile]
) -> None:
    """Roles that no header gave: dates, amounts and texts by what stands in the cells."""
    ignored = set(found.columns.pop("_ignored", ()))
    names = section.names
    unknown = [p for p in free if p.index not in ignored]
    if section.header is None:
        unknown = list(free)
    if not found.columns.get("time"):
        _find_time(found, unknown, names)
    have = {r for r in ("amount", "debit", "credit") if found.columns.get(r)}
    if not have:
        find_money(found, [p for p in unknown if not counts_points(p.header)], section, names)
        if not any(found.columns.get(r) for r in ("amount", "debit", "credit")):
            money = [p for p in free if not counts_points(p.header)]
            find_money(found, money, section, names)  # even a "net" column is an amount
    elif set(_FIGURES) <= fixed:
        pass
    elif have == {"amount"}:
        second_amount(found, unknown, section, names)
    elif len(have) == 1 and "amount" not in have:
        complete_pair(found, unknown, names, next(iter(have)))
    if not found.columns.get("clock"):
        _find_clock(found, unknown, profiles, names)
    if not found.columns.get("direction") and found.columns.get("amount"):
        for p in unknown:
            if p.index not in found.taken() and (sides := mostly_direction(p)):
                if set(sides.values()) >= {"debit"} and len(p.distinct) <= 5 and not p.is_number:
                    found.give("direction", p.index, names[p.index], "contents", False)
                    break
        if not found.columns.get("direction") and not set(_FIGURES[:3]) & fixed:
            _kinds_under_direction(found, unknown, names)
            _types_as_direction(found, profiles, names)
    if not found.columns.get("currency"):
        for p in unknown:
            if p.index not in found.taken() and p.share(p.currency) >= 0.9:
                found.give("currency", p.index, names[p.index], "contents")
                break
    if not found.columns.get("status"):
        _find_status(found, unknown, names)
    if "status" not in fixed:
        _more_states(found, unknown, names)
    if not found.by_side.get("merchant") and text_coverage(found, section) < 0.7:
        find_text(found, unknown, names)
    find_purpose(found, unknown, profiles, names)
    find_notes(found, unknown, names)


def _find_clock(
    found: Assigned, free: list[Profile], profiles: list[Profile], names: list[str]
) -> None:
    """The one column of nothing but times of day, beside dates that have none."""
    times = found.columns.get("time", [])
    if len(times) != 1 or profiles[times[0]].timed:
        return
    clocks = [
        p
        for p in free
        if p.index not in found.taken()
        and p.filled >= 0.8 * p.rows
        and p.share(p.clock) >= 0.95
        and all(":" in cell for cell in p.distinct if cell)
    ]
    if len(clocks) == 1:
        found.give("clock", clocks[0].index, names[clocks[0].index], "contents")


def _kinds_under_direction(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """Under a header that says direction stand kinds of rows: payment, top-up."""
    for p in free:
        said = dict(header_roles(p.header)).get("direction", 0.0) >= 0.6
        if said and p.index not in found.taken() and type_sides(p.distinct):
            found.give("type", p.index, names[p.index], "header")
            return


def _types_as_direction(found: Assigned, profiles: list[Profile], names: list[str]) -> None:
    """A column of kinds of rows that says nothing but in and out is also the direction."""
    amount = next(p for p in profiles if p.index == found.columns["amount"][0])
    if amount.negative:
        return
    for j in found.columns.get("type", ()):
        p = next(p for p in profiles if p.index == j)
        sides = direction_of(list(p.distinct), p.header)
        if sides and set(sides.values()) == {"debit", "credit"} and p.filled == p.rows:
            found.give("direction", j, names[j], "contents")
            return


def _find_status(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """A column whose every cell is a word for booked, pending or void."""
    for p in free:
        if p.index in found.taken() or not p.filled or len(p.distinct) > 8 or p.is_number:
            continue
        forms = [normal(cell) for cell in p.distinct]
        said = _states_said(forms)
        if min(map(len, forms)) >= 3 and "" not in said and said & {"pending", "cancelled"}:
            found.give("status", p.index, names[p.index], "contents", False)
            return


def _more_states(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """Beside a status, such as "captured", columns that call some rows declined."""
    if "status" not in found.columns:
        return
    for p in free:
        headed = dict(header_roles(p.header)).get("status", 0.0) > 0.0
        if p.index in found.taken() or not p.filled or len(p.distinct) > 8 or not headed:
            continue
        said = _states_said([form for form in map(normal, p.distinct) if not is_blank(form)])
        if "cancelled" in said and "" not in said and len(said) > 1:
            found.give("status", p.index, names[p.index], "header", False)


def _states_said(forms: list[str]) -> set[str]:
    """Which states these words mean; "" for a word that means none."""
    tests = {key: test_for("status", key) for key in ("cancelled", "pending", "booked")}
    return {next((key for key, fits in tests.items() if fits(form)), "") for form in forms}


def _find_time(found: Assigned, free: list[Profile], names: list[str]) -> None:
    if found.columns.get("posted"):
        filled = max(p.filled for p in free) if free else 0
        timed = [p for p in free if p.index not in found.taken() and p.timed >= 0.95 * filled > 0]
        if len(timed) == 1 and timed[0].is_date:  # beside the day of booking the moment itself
            found.give("time", timed[0].index, names[timed[0].index], "contents")
            return
        j = found.columns["posted"].pop(0)
        if not found.columns["posted"]:
            del found.columns["posted"]
        found.choices = [c for c in found.choices if c.role != "posted"]
        found.give("time", j, names[j], "only_date")
        return
    dated = [p for p in free if p.index not in found.taken() and accepts(p, "time") >= 0.75]
    dated.sort(key=lambda p: (-(p.is_date), -p.filled, p.index))
    for role, p in zip(("time", "posted"), dated, strict=False):
        found.give(role, p.index, names[p.index], "contents", len(dated) == 1)
