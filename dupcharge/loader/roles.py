"""Which column holds which role: what a Format names, then what headers propose, then contents.

Yields columns by index and a reason for each; the conventions of the cells (date order, decimal
mark, sign) are decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from dupcharge.errors import FormatError
from dupcharge.loader import amounts
from dupcharge.loader.columns import (
    Profile,
    accepts,
    balance_pair,
    mostly_direction,
    moves_with,
    proposals,
)
from dupcharge.loader.formats import Column
from dupcharge.loader.layout import Section, data_rows, is_blank
from dupcharge.loader.vocabulary import header_form, header_roles, normal, test_for
from dupcharge.locale import Message
from dupcharge.statement import Choice

_MANY = ("merchant", "description", "type")  # several columns may share these
_EVERY = 6
_PLAIN_NAMES = {
    "name",
    "naam",
    "nom",
    "nome",
    "nombre",
    "namn",
    "navn",
    "nimi",
    "company",
    "vendor",
}


@dataclass
class Assigned:
    """Column indexes by role, first choice first, and why."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    by_side: dict[str, dict[str, int]] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)

    def first(self, role: str) -> int | None:
        """Index of the role's first column."""
        return self.columns[role][0] if self.columns.get(role) else None

    def taken(self) -> set[int]:
        """Indexes that have a role."""
        return {j for js in self.columns.values() for j in js} | {
            j for pair in self.by_side.values() for j in pair.values()
        }

    def give(self, role: str, index: int, header: str, reason: str, certain: bool = True) -> None:
        """Give a column a role and note the reason."""
        self.columns.setdefault(role, []).append(index)
        self.choices.append(Choice(role, header, Message(f"loader.why_{reason}"), certain))


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
    _by_header(found, free, names, fixed)
    free = [p for p in profiles if p.index not in found.taken()]
    _by_contents(found, free, section, fixed)
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
    taken: dict[int, str] = {} if "merchant" in fixed else _both_parties(free)
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
    _drop_constant_texts(taken, by_index)
    _settle_money(taken, by_index, fixed)
    _settle_twins(found, taken, by_index, names)
    _settle_parties(found, taken, by_index, names, fixed)
    for j, role in sorted(taken.items(), key=lambda item: _preference(item[1], by_index[item[0]])):
        found.give(role, j, names[j], "header")
    found.columns["_ignored"] = sorted(ignored)


def _drop_constant_texts(taken: dict[int, str], by_index: Mapping[int, Profile]) -> None:
    """The same text on every row is the account or its holder, unless nothing else is there."""
    texts = [j for j, r in taken.items() if r in ("merchant", "description", "payer", "payee")]
    constant = [j for j in texts if len(by_index[j].distinct) == 1 and by_index[j].filled >= 3]
    others = [by_index[j] for j in texts if j not in constant]
    if any(p.is_text and p.share(p.spaced) >= 0.3 for p in others):
        for j in constant:  # a statement of one shop keeps its merchant's column
            shop = taken[j] == "merchant" and header_form(by_index[j].header) not in _PLAIN_NAMES
            if by_index[j].filled == by_index[j].rows and not shop:
                del taken[j]
    named = [j for j in taken if taken[j] == "merchant"]
    sure = {j for j in named if dict(header_roles(by_index[j].header)).get("merchant", 0.0) >= 0.6}
    for j in named:
        if sure and j not in sure:
            taken[j] = "description"
    named = [j for j in named if not sure or j in sure]
    plain = [j for j in named if header_form(by_index[j].header) in _PLAIN_NAMES]
    if len(plain) < len(named):  # beside a counterparty's column a plain "name" is the holder
        for j in plain:
            del taken[j]


def _both_parties(free: list[Profile]) -> dict[int, str]:
    """Payer and payee, where each has a column of words: then neither is simply the merchant."""
    sides: dict[str, list[int]] = {"payer": [], "payee": []}
    for p in free:
        roles = dict(header_roles(p.header))
        for side, found in sides.items():
            if roles.get(side, 0.0) >= 0.6 and (p.is_text or not p.filled):
                found.append(p.index)
    payers, payees = sides["payer"], [j for j in sides["payee"] if j not in sides["payer"]]
    if not payers or not payees:
        return {}
    words = [p for p in free if p.index in (payers[0], payees[0]) and p.is_text]
    return {payers[0]: "payer", payees[0]: "payee"} if len(words) == 2 else {}


def _preference(role: str, p: Profile) -> tuple[str, float, int]:
    """Order among columns that share a role: the surest header, well filled, first in the file."""
    sure = dict(proposals(p)).get(role, 0.0)
    filled = p.filled / p.rows if p.rows else 0.0
    # A handful of words over and over is the kind of payment, not what it was for.
    kind = role == "description" and p.filled >= 5 and len(p.distinct) <= 0.3 * p.filled
    return (role, -(sure + 0.5 * (filled > 0) + 0.3 * filled - 0.6 * kind), p.index)


def _settle_money(taken: dict[int, str], by_index: Mapping[int, Profile], fixed: set[str]) -> None:
    """Amount or debit and credit: a signed amount is enough; an unsigned one yields to the pair."""
    roles = {role: j for j, role in taken.items() if role in ("amount", "debit", "credit")}
    if len(roles) < 2 or fixed & {"amount", "debit", "credit"}:
        return
    if "amount" in roles and ("debit" in roles or "credit" in roles):
        amount = by_index[roles["amount"]]
        pair = [by_index[roles[r]] for r in ("debit", "credit") if r in roles]
        whole = len(pair) == 2 and sum(p.filled for p in pair) >= 0.8 * amount.filled
        if whole and not amount.negative:
            del taken[amount.index]
        else:
            for p in pair:
                del taken[p.index]
    elif ("debit" in roles and "credit" not in roles) or (
        "credit" in roles and "debit" not in roles
    ):
        return


def _settle_twins(
    found: Assigned, taken: dict[int, str], by_index: Mapping[int, Profile], names: list[str]
) -> None:
    """Two columns of one header: the account's amount is the one whose currency never changes."""
    chosen = next((j for j, role in taken.items() if role == "amount"), None)
    if chosen is None:
        return
    form = header_form(by_index[chosen].header)
    twins = [
        p
        for p in by_index.values()
        if header_form(p.header) == form and p.is_number and p.filled >= by_index[chosen].filled
    ]
    if len(twins) < 2 or len({tuple(p.distinct) for p in twins}) == 1:
        return

    def currencies(p: Profile) -> int:
        beside = by_index.get(p.index + 1)
        return len(beside.distinct) if beside and beside.share(beside.currency) >= 0.7 else 0

    steady = [p for p in twins if currencies(p) == 1]
    if len(steady) == 1:
        best, sure = steady[0], True
    else:
        best, sure = twins[-1], False  # the foreign amount is written first
    if best.index != chosen:
        del taken[chosen]
        taken[best.index] = "amount"
    if currencies(best):
        for j in [j for j, role in taken.items() if role == "currency"]:
            del taken[j]
        taken[best.index + 1] = "currency"
    if not sure:
        found.doubts.append(
            Message("loader.twin_headers", {"header": best.header, "column": names[best.index]})
        )


def _settle_parties(
    found: Assigned,
    taken: dict[int, str],
    by_index: Mapping[int, Profile],
    names: list[str],
    fixed: set[str],
) -> None:
    """Payer and payee in two columns: the counterparty is the one for the row's side."""
    parties = {role: j for j, role in taken.items() if role in ("payer", "payee")}
    for j in parties.values():
        del taken[j]
    if "merchant" in fixed:
        return
    if len(parties) == 1 and (j := next(iter(parties.values()))) is not None:
        if by_index[j].is_text:
            taken[j] = "merchant"
        return
    if len(parties) == 2:
        merchants = [j for j, r in taken.items() if r == "merchant"]
        if any(by_index[j].filled >= 0.9 * by_index[j].rows for j in merchants):
            return
        for j in merchants:
            taken[j] = "description"
        found.by_side["merchant"] = {"debit": parties["payee"], "credit": parties["payer"]}
        header = f"{names[parties['payee']]} / {names[parties['payer']]}"
        found.choices.append(Choice("merchant", header, Message("loader.why_parties")))


def _decimals(section: Section, p: Profile, mark: str) -> list[Decimal | None]:
    cells: list[Decimal | None] = []
    for row in section.rows[:400]:
        figure = amounts.split(row[p.index])
        size = amounts.value(figure, mark) if figure else None
        cells.append(None if size is None or figure is None else -size if figure.negative else size)
    return cells


def column_mark(section: Section, index: int) -> tuple[str | None, bool]:
    """Decimal mark of one column, decided over all its rows."""
    figures = (amounts.split(row[index]) for row in section.rows)
    return amounts.choose_mark(f for f in figures if f)


def _by_contents(found: Assigned, free: list[Profile], section: Section, fixed: set[str]) -> None:
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
        _find_money(found, unknown, section, names)
        if not any(found.columns.get(r) for r in ("amount", "debit", "credit")):
            _find_money(found, free, section, names)  # even a "net" column is an amount
    elif have == {"amount"}:
        _second_amount(found, unknown, section, names)
    elif len(have) == 1 and "amount" not in have:
        _complete_pair(found, unknown, names, next(iter(have)))
    if not found.columns.get("direction") and found.columns.get("amount"):
        for p in unknown:
            if p.index not in found.taken() and (sides := mostly_direction(p)):
                if set(sides.values()) >= {"debit"} and len(p.distinct) <= 5 and not p.is_number:
                    found.give("direction", p.index, names[p.index], "contents", False)
                    break
    if not found.columns.get("currency"):
        for p in unknown:
            if p.index not in found.taken() and p.share(p.currency) >= 0.9:
                found.give("currency", p.index, names[p.index], "contents")
                break
    if not found.columns.get("status"):
        _find_status(found, unknown, names)
    if not found.by_side.get("merchant") and _text_coverage(found, section) < 0.7:
        _find_text(found, unknown, names)


def _text_coverage(found: Assigned, section: Section) -> float:
    """Share of rows with a merchant or a description."""
    texts = [j for r in ("merchant", "description") for j in found.columns.get(r, ())]
    rows = data_rows(section.rows)[:500]
    if not texts or not rows:
        return 0.0 if rows else 1.0
    return sum(any(not is_blank(row[j]) for j in texts) for row in rows) / len(rows)


def _second_amount(
    found: Assigned, free: list[Profile], section: Section, names: list[str]
) -> None:
    """A second column of amounts, filled just where the first is empty (amounts on hold)."""
    first = found.columns["amount"][0]
    for p in free:
        if p.index in found.taken() or not _plain_amount(p):
            continue
        if not any(role == "amount" for role, _ in proposals(p)):
            continue
        if not any(not is_blank(row[first]) and not is_blank(row[p.index]) for row in section.rows):
            found.give("amount", p.index, names[p.index], "neighbour", False)
            return


def _find_status(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """A column whose every cell is a word for booked, pending or void."""
    tests = [test_for("status", key) for key in ("pending", "cancelled", "booked")]
    for p in free:
        if p.index in found.taken() or not p.filled or len(p.distinct) > 8 or p.is_number:
            continue
        forms = [normal(cell) for cell in p.distinct]
        if any(len(f) < 3 for f in forms):
            continue
        hits = [next((i for i, test in enumerate(tests) if test(f)), 3) for f in forms]
        if max(hits) < 3 and min(hits) < 2:
            found.give("status", p.index, names[p.index], "contents", False)
            return


def _find_time(found: Assigned, free: list[Profile], names: list[str]) -> None:
    if found.columns.get("posted"):
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


def _plain_amount(p: Profile) -> bool:
    if not p.is_number or p.is_date or p.long_digits * 2 > p.filled:
        return False
    return not p.clock * 2 > p.filled or p.decimals > 0 or p.signed > 0


def _is_counter(section: Section, p: Profile) -> bool:
    """Row numbers: whole, and one more (or less) each row."""
    cells = [row[p.index] for row in section.rows[:50] if row[p.index]]
    if len(cells) < 2 or not all(c.isdigit() for c in cells):
        return False
    steps = {int(b) - int(a) for a, b in pairwise(cells)}
    return steps in ({1}, {-1})


def _find_money(found: Assigned, free: list[Profile], section: Section, names: list[str]) -> None:
    taken = found.taken()
    figures = [
        p for p in free
        if p.index not in taken and _plain_amount(p) and not _is_counter(section, p)
    ]  # fmt: skip
    if not figures:
        return
    mark = next((m for p in figures if (m := column_mark(section, p.index)[0])), ".")
    values = {p.index: _decimals(section, p, mark) for p in figures}
    # A signed or decimal column is likelier an amount than a code of digits.
    exclusive = _exclusive(figures, values)
    best: tuple[float, Profile, Profile] | None = None
    for balance in figures:
        for change in figures:
            if balance is change or balance.filled < 3:
                continue
            share = moves_with(values[balance.index], values[change.index])
            if share >= 0.75 and (best is None or share > best[0]):
                best = (share, balance, change)
    if exclusive and (best is None or best[2] in exclusive):
        first, second = exclusive
        debit_first = True
        certain = False
        for balance in figures:
            if balance in exclusive:
                continue
            net = [
                None if a is None and b is None else (b or Decimal()) - (a or Decimal())
                for a, b in zip(values[first.index], values[second.index], strict=True)
            ]
            share, sign, tested = balance_pair(values[balance.index], net)
            if share >= 0.6 and tested >= 1:
                debit_first, certain = sign > 0, True
                found.give("balance", balance.index, names[balance.index], "balance")
                break
        debit, credit = (first, second) if debit_first else (second, first)
        found.give("debit", debit.index, names[debit.index], "exclusive", certain)
        found.give("credit", credit.index, names[credit.index], "exclusive", certain)
        if not certain:
            found.doubts.append(
                Message(
                    "loader.pair_open", {"debit": names[debit.index], "credit": names[credit.index]}
                )
            )
        return
    if best:
        found.give("balance", best[1].index, names[best[1].index], "balance")
        found.give("amount", best[2].index, names[best[2].index], "balance")
        return
    by_two = _opening_and_closing(figures, values)
    amount = by_two or max(
        figures, key=lambda p: (p.negative > 0, p.signed > 0, p.decimals > 0, p.filled, -p.index)
    )
    found.give(
        "amount",
        amount.index,
        names[amount.index],
        "contents",
        by_two is not None or len(figures) == 1,
    )


def _opening_and_closing(
    figures: list[Profile], values: Mapping[int, list[Decimal | None]]
) -> Profile | None:
    """The amount where a row states the balance before and after: after - before = amount."""
    for before in figures:
        for after in figures:
            for change in figures:
                if len({before.index, after.index, change.index}) < 3:
                    continue
                rows = list(
                    zip(
                        values[before.index], values[after.index], values[change.index], strict=True
                    )
                )
                known = [r for r in rows if None not in r]
                if known and all(b - a == c for a, b, c in known if None not in (a, b, c)):  # type: ignore[operator]
                    if any(c for _, _, c in known):
                        return change
    return None


def _exclusive(
    figures: list[Profile], values: Mapping[int, list[Decimal | None]]
) -> tuple[Profile, Profile] | None:
    """Two columns of which each row fills exactly one (the other empty or zero)."""
    for i, first in enumerate(figures):
        for second in figures[i + 1 :]:
            a, b = values[first.index], values[second.index]
            both = sum(bool(x) and bool(y) for x, y in zip(a, b, strict=True))
            one = sum(bool(x) != bool(y) for x, y in zip(a, b, strict=True))
            if (
                both == 0
                and one >= 2
                and any(a)
                and any(b)
                and not (first.negative and second.negative == 0 and first.filled == second.filled)
            ):
                if one >= 0.9 * max(
                    1, len([x for x, y in zip(a, b, strict=True) if x is not None or y is not None])
                ):
                    return first, second
    return None


def _complete_pair(found: Assigned, free: list[Profile], names: list[str], have: str) -> None:
    """Only one of debit and credit has a known header: its neighbour may be the other."""
    j = found.columns[have][0]
    other = "credit" if have == "debit" else "debit"
    for p in sorted(free, key=lambda p: abs(p.index - j)):
        if p.index in found.taken() or abs(p.index - j) != 1:
            continue
        if (p.is_number or not p.filled) and p.filled < p.rows and not p.is_date:
            found.give(other, p.index, names[p.index], "neighbour", False)
            return


def _find_text(found: Assigned, free: list[Profile], names: list[str]) -> None:
    texts = [p for p in free if p.index not in found.taken() and p.is_text]
    texts = [p for p in texts if len(p.distinct) > 1 or p.rows <= 3] or texts
    if not texts:
        texts = [p for p in free if p.index not in found.taken() and p.filled and p.letters]

    def weight(p: Profile) -> float:
        mean = p.length / max(1, p.filled)
        unlike = len(p.distinct) / max(1, p.filled)
        return p.filled / max(1, p.rows) * (min(mean, 40) + 20 * unlike + 15 * p.share(p.spaced))

    for p in sorted(texts, key=lambda p: (-weight(p), p.index))[:2]:
        found.give("description", p.index, names[p.index], "contents", len(texts) == 1)
