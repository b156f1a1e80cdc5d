"""Columns of figures: which is the amount, which the balance, which of two is money out.

Headers have proposed, contents decide: what adds up, what excludes what, what carries a sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from dupcharge.loader import amounts
from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import Profile, balance_pair, moves_with, proposals
from dupcharge.loader.conventions import money_in_words
from dupcharge.loader.headers import header_form
from dupcharge.loader.section import Section, data_rows, is_blank
from dupcharge.loader.vocabulary import normal
from dupcharge.locale import Message


def settle_money(taken: dict[int, str], by_index: Mapping[int, Profile], fixed: set[str]) -> None:
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


def settle_twins(
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


def find_money(found: Assigned, free: list[Profile], section: Section, names: list[str]) -> None:
    """Amount, or debit and credit, and the balance among columns whose headers say nothing."""
    taken = found.taken()
    figures = [
        p for p in free
        if p.index not in taken and _plain_amount(p) and not _is_counter(section, p)
    ]  # fmt: skip
    if not figures:
        return
    mark = next((m for p in figures if (m := _mark(section, p.index))), ".")
    values = {p.index: decimals(section, p, mark) for p in figures}
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


def second_amount(found: Assigned, free: list[Profile], section: Section, names: list[str]) -> None:
    """A second column of amounts, filled just where the first is empty.

    Of a known header it holds more amounts (on hold); of an unknown one it is the other side.
    """
    first = found.columns["amount"][0]
    for p in free:
        if p.index in found.taken() or not _plain_amount(p):
            continue
        if any(not is_blank(row[first]) and not is_blank(row[p.index]) for row in section.rows):
            continue
        if any(role == "amount" for role, _ in proposals(p)):
            found.give("amount", p.index, names[p.index], "neighbour", False)
            return
        if p.filled >= 2 and not p.signed and _is_whole(section, first, p.index):
            _split_sides(found, section, first, p, names)
            return


def _is_whole(section: Section, first: int, second: int) -> bool:
    """Whether each transaction fills exactly one of two columns, and the first has no signs."""
    rows = data_rows(section.rows)
    figures = [amounts.split(row[first]) for row in rows if not is_blank(row[first])]
    one = sum(is_blank(row[first]) != is_blank(row[second]) for row in rows)
    return len(figures) >= 2 and one >= 0.9 * len(rows) and not any(f and f.signed for f in figures)


def _split_sides(
    found: Assigned, section: Section, first: int, p: Profile, names: list[str]
) -> None:
    """Debit and credit of two complementary columns: by the balance, else by the rows' words."""
    mark = _mark(section, first) or _mark(section, p.index) or "."
    one, two = (_column(section, j, mark) for j in (first, p.index))
    debit_first, certain = True, False
    if (b := found.first("balance")) is not None:
        net = [
            None if x is None and y is None else (y or Decimal()) - (x or Decimal())
            for x, y in zip(one, two, strict=True)
        ]
        share, sign, tested = balance_pair(_column(section, b, mark), net)
        if share >= 0.6 and tested >= 1:
            debit_first, certain = sign > 0, True
    if not certain:
        came_in = money_in_words()
        rates = []
        for j in (first, p.index):
            texts = [normal(" ".join(r)) for r in section.rows[:400] if not is_blank(r[j])]
            rates.append(sum(map(came_in, texts)) / max(1, len(texts)))
        debit_first, certain = rates[0] <= rates[1], abs(rates[0] - rates[1]) >= 0.3
    found.columns.pop("amount")
    found.choices = [c for c in found.choices if c.role != "amount"]
    debit, credit = (first, p.index) if debit_first else (p.index, first)
    found.give("debit", debit, names[debit], "exclusive", certain)
    found.give("credit", credit, names[credit], "exclusive", certain)
    if not certain:
        params = {"debit": names[debit], "credit": names[credit]}
        found.doubts.append(Message("loader.pair_open", params))


def complete_pair(found: Assigned, free: list[Profile], names: list[str], have: str) -> None:
    """Only one of debit and credit has a known header: its neighbour may be the other."""
    j = found.columns[have][0]
    other = "credit" if have == "debit" else "debit"
    for p in sorted(free, key=lambda p: abs(p.index - j)):
        if p.index in found.taken() or abs(p.index - j) != 1:
            continue
        if (p.is_number or not p.filled) and p.filled < p.rows and not p.is_date:
            found.give(other, p.index, names[p.index], "neighbour", False)
            return


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


def decimals(section: Section, p: Profile, mark: str) -> list[Decimal | None]:
    """Signed figures of a column's first rows; None where a cell is none."""
    return _column(section, p.index, mark)


def _column(section: Section, index: int, mark: str) -> list[Decimal | None]:
    cells: list[Decimal | None] = []
    for row in section.rows[:400]:
        figure = amounts.split(row[index])
        size = amounts.value(figure, mark) if figure else None
        cells.append(None if size is None or figure is None else -size if figure.negative else size)
    return cells


def _mark(section: Section, index: int) -> str | None:
    return column_mark(row[index] for row in section.rows)[0]


def column_mark(cells: Iterable[str]) -> tuple[str | None, bool]:
    """Decimal mark of one column, decided over all its cells."""
    often = Counter(cells)
    known = [(f, n) for cell, n in often.items() if (f := amounts.split(cell))]
    return amounts.choose_mark([f for f, _ in known], [n for _, n in known])
