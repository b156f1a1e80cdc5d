"""same-bill: one bill, ticket, invoice or numbered order taken twice.

What it flags: two equal charges of one merchant whose texts name the same thing by its number: an
order, a booking, a ticket, an invoice, a cheque, a receipt, a parking session (strong within two
weeks, `likely` later, `possible` a whole cycle later), the renewal of one domain (strong), or one
moment to the second, such as a passage at a toll. Also texts that carry the same period or
reference, where this merchant's other charges each carry another, or a long number that no other
row of this merchant carries.

Why it matters: a standing debit names the month or the invoice it is for. The same month twice is
the same bill twice, even where the sum is small and the days differ.

When it is innocent: a bill paid in two equal parts (deposit and balance say so); a contract number
that happens to change rarely. A number that comes a third time after two weeks, that stands on
three different sums of this merchant, or that comes in a rhythm of days, names a contract or a
customer, and is no evidence.

Example:
    2024-05-06  City Water  period 2024-05  -23.60
    2024-05-08  City Water  period 2024-05  -23.60
    2024-06-06  City Water  period 2024-06  -21.15

Options: none; the rule is not bound by --window.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pandas as pd

from dupcharge import schema
from dupcharge.rules.numbers import LASTING, long_numbers, tell_apart, things
from dupcharge.rules.pairs import Steps, between, by, links, steps, together
from dupcharge.rules.policy import DAY, RHYTHM, WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_order import how_far
from dupcharge.rules.texts import take_apart, texts_at

_CASES = {"moment": "moment", "renewal": "name"}

AMOUNTS = 2
"""Different sums under one number: a bill in two parts; more of them, and it is a customer's."""

OWN_NUMBERS = 5
"""Different ones that a place must have printed before such a number needs no word before it."""

LONG = 6
"""Figures of such a number, where amounts or names differ."""

NUMBERED = ("number", "far", "cycle", "name", "moment")
IDENTIFIED = ("number", "far", "cycle", "name")
"""Of these, those that no habit excuses: two seats are billed in one second every month."""

_NUMBER = re.compile(r"\d{4}[-/.]?\d{2}|(?<!\d)(?:0[1-9]|1[0-2])[-/.]20\d{2}(?!\d)|\d{6}")

_LONG = re.compile(rf"\d[\da-z/-]{{{LONG - 1},}}")

_SURE = re.compile(r"(?<![^\W_])[a-z]{0,4}-?\d{6,}(?![^\W_])")
"""A number long enough to be one thing's own."""

_SHARED = re.compile(r"[a-z]{0,4}-?\d{8,}")
"""Long enough to be an order's, whatever stands before it."""

_PERIOD = re.compile(
    r"(?P<month>0[1-9]|1[0-2])[-/.](?P<year>20\d\d)|(?P<year2>20\d\d)[-/.](?P<month2>0[1-9]|1[0-2])"
)


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between charges of one place and amount with one reference in their texts."""
    found = steps(rows, rows["cell"].to_numpy())
    mine = np.unique(np.concatenate([found.left, found.right]))
    by_number = _numbered(rows, mine)
    return together([by_number, _changing(rows, mine, by_number)], schema.LINKS)


def _numbered(rows: pd.DataFrame, mine: np.ndarray) -> pd.DataFrame:
    """Links between rows that name one thing, which no row of the place names at another time."""
    place, day, cell = (rows[c].to_numpy() for c in ("place", "day", "cell"))
    of_mine = named(rows, mine)
    at, thing = _exploded(mine, of_mine)
    code, distinct = pd.factorize(thing)
    order = np.lexsort((at, code, cell[at]))
    same = (cell[at][order][1:] == cell[at][order][:-1]) & (code[order][1:] == code[order][:-1])
    left, right = order[:-1][same], order[1:][same]
    apart = how_far(between(rows, at[left], at[right]))
    here = np.flatnonzero(np.isin(place, place[at[left]]))
    lasting = _lasting(place, day, rows["amount"].to_numpy(), *_exploded(here, named(rows, here)))
    all_of = dict(zip(mine.tolist(), of_mine, strict=True))
    stated, when = rows["time"].to_numpy(), rows["when"].to_numpy()
    fine = rows["fine"].to_numpy()
    from_text = fine & (stated == stated.astype("datetime64[D]"))
    best: dict[tuple[int, int], str] = {}
    told = at[left].tolist(), at[right].tolist(), code[left].tolist(), apart.tolist()
    for a, b, c, far in zip(*told, strict=True):
        if (int(place[a]), distinct[c]) in lasting or best.get((a, b)) in ("number", far):
            continue
        if far != "near" and distinct[c][0] in _CASES:
            continue
        other_day = from_text[a] and from_text[b] and when[a] != when[b]
        together_posted = fine[a] and stated[a] == stated[b]  # rapid-repeat judges these
        late = abs(int(day[a]) - int(day[b])) * DAY > WINDOWS["booked"]
        if distinct[c][0] == "moment" and (together_posted or other_day or late):
            continue
        if not tell_apart(all_of[a], all_of[b]):  # two tickets of one booking
            best[a, b] = _CASES.get(distinct[c][0], "number" if far == "near" else far)
    pairs = np.array(sorted(best), dtype="int64").reshape(-1, 2)
    case = np.array([best[a, b] for a, b in pairs.tolist()], dtype=object)
    return links(rows, RULE.name, pairs[:, 0], pairs[:, 1], case)


def one_number(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pairs that carry one order number, or one ticket, booking or invoice in their texts."""
    stated = rows["order"].to_numpy()
    hit = np.asarray((stated[left] == stated[right]) & (stated[left] >= 0))
    mine = np.unique(np.r_[left[~hit], right[~hit]])
    code, texts = texts_at(rows, mine)
    long = [frozenset(_LONG.findall(text.casefold())) for text in texts]
    ends = (code[np.searchsorted(mine, end)].tolist() for end in (left[~hit], right[~hit]))
    both = ~hit
    both[~hit] = [not long[a].isdisjoint(long[b]) for a, b in zip(*ends, strict=True)]
    mine = np.unique(np.r_[left[both], right[both]])
    of = dict(zip(mine.tolist(), named(rows, mine), strict=True))
    for i in np.flatnonzero(both).tolist():
        a, b = of[int(left[i])], of[int(right[i])]
        hit[i] = any(map(_of_its_own, a & b)) and not tell_apart(a, b)
    return hit


def shared_number(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pairs of one place whose texts share a long number that no other row of the place carries."""
    of = _shared_numbers(rows, np.unique(np.concatenate([left, right])))
    both = [of[a] & of[b] for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    hit = np.array([bool(numbers) for numbers in both], dtype=bool)
    place = rows["place"].to_numpy()
    of = _shared_numbers(rows, np.flatnonzero(np.isin(place, place[left[hit]])))
    count = Counter((int(place[p]), number) for p, numbers in of.items() for number in numbers)
    for i in np.flatnonzero(hit).tolist():
        hit[i] = any(count[int(place[left[i]]), number] == 2 for number in both[i])
    return hit


def _shared_numbers(rows: pd.DataFrame, at: np.ndarray) -> dict[int, frozenset[str]]:
    """Long numbers in the texts at these positions; work per distinct text."""
    code, texts = texts_at(rows, at)
    told = [frozenset(n for n in long_numbers(text) if _SHARED.fullmatch(n)) for text in texts]
    return {p: told[c] for p, c in zip(at.tolist(), code.tolist(), strict=True)}


def _of_its_own(thing: tuple[str, str]) -> bool:
    """Paid once, and too long for a number that belongs to the merchant's name."""
    kind, number = thing
    return kind not in LASTING and kind not in _CASES and sum(map(str.isdigit, number)) >= LONG


def _exploded(at: np.ndarray, named_things: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One entry per row and thing it names that is paid once: positions and things."""
    told = [
        (p, thing)
        for p, things_here in zip(at.tolist(), named_things, strict=True)
        for thing in sorted(things_here)
        if thing[0] not in LASTING
    ]
    thing = np.empty(len(told), dtype=object)
    thing[:] = [t for _, t in told]
    return np.array([p for p, _ in told], dtype="int64"), thing


def _lasting(
    place: np.ndarray, day: np.ndarray, amount: np.ndarray, at: np.ndarray, thing: np.ndarray
) -> set[tuple[int, tuple[str, str]]]:
    """Things that a place names over and over: numbers of a customer, whatever they are called.

    Three or more over more than two weeks, on several other amounts, or in a rhythm of days.
    """
    seen: dict[tuple[int, tuple[str, str]], list[int]] = {}
    for p, t in zip(at.tolist(), thing, strict=True):
        seen.setdefault((int(place[p]), t), []).append(p)
    out = set()
    for key, positions in seen.items():
        days = np.sort(day[positions])
        steps_apart = np.diff(days)
        rhythm = len(days) > 2 and steps_apart.min() * DAY >= RHYTHM
        if (
            (days[-1] - days[0] > WINDOWS["order"] // DAY and len(days) > 2)
            or len(set(amount[positions].tolist())) > AMOUNTS
            or rhythm
        ):
            out.add(key)
    return out


def named(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """The things named by the rows at these positions; work per distinct text with a number."""
    code, texts = texts_at(rows, at)
    told = np.empty(len(texts), dtype=object)
    told[:] = [things(text) for text in texts]
    return np.asarray(told[code])


def _changing(rows: pd.DataFrame, mine: np.ndarray, told: pd.DataFrame) -> pd.DataFrame:
    """Links between rows of one text at a place where periods or references change; none twice."""
    place, cell = rows["place"].to_numpy(), rows["cell"].to_numpy()
    code, texts = texts_at(rows, mine)
    hit = np.array([_NUMBER.search(text) is not None for text in texts], dtype=bool)[code]
    mine, code = mine[hit], code[hit]
    _, block = np.unique(cell[mine] * (int(code.max(initial=0)) + 1) + code, return_inverse=True)
    found = steps(rows.iloc[mine], block, by(rows.iloc[mine], block))
    found = found.where(found.gap <= WINDOWS["order"])
    found = Steps(mine[found.left], mine[found.right], found.gap, found.fine)
    found = found.where(~np.isin(rows["txn"].to_numpy()[found.right], told["right"]))
    here = np.flatnonzero(np.isin(place, place[found.left]))
    code, texts = texts_at(rows, here)
    bills = np.array([*(_bill(text) for text in texts), ""], dtype=object)[code]
    found = found.where(bills[np.searchsorted(here, found.left)] != "")
    table = pd.DataFrame({"place": place[here], "bill": bills})
    table = table[table["bill"] != ""]
    count = table.groupby("place")["bill"].agg(["nunique", "size"])
    # Bills that change: nearly every row of the place has one of its own.
    repeated = count["size"] - count["nunique"]
    changing = count.index[(count["nunique"] >= 2) & (repeated * 2 <= count["nunique"])]
    found_bills = bills[np.searchsorted(here, found.left)]
    unique = _only_these(place[here], bills, place[found.left], found_bills)
    told_month = _of_month(rows, found, [bills[i] for i in np.searchsorted(here, found.left)])
    found = found.where(np.isin(place[found.left], changing) | told_month | unique)
    # A long number that nearly every row has anew is the thing's own, whatever stands before it.
    own = count.index[(count["nunique"] >= OWN_NUMBERS) & (repeated * 10 <= count["nunique"])]
    long = np.array([bool(long_numbers(text)) for text in texts], dtype=bool)[code]
    sure = long[np.searchsorted(here, found.left)] & np.isin(place[found.left], own)
    return links(rows, RULE.name, found.left, found.right, np.where(sure, "number", "text"))


def _only_these(
    place: np.ndarray, bills: np.ndarray, of_place: np.ndarray, of_bill: np.ndarray
) -> np.ndarray:
    """Pairs that alone carry a long number at their place, which other rows there do not carry."""
    rows = pd.DataFrame({"place": place, "bill": bills})
    with_bill = rows.groupby(["place", "bill"]).size()
    all_rows = rows.groupby("place").size()
    index = pd.MultiIndex.from_arrays([of_place, of_bill])
    two = with_bill.reindex(index).to_numpy() == 2
    others = all_rows.reindex(of_place).to_numpy() > 2
    long = np.array([_SURE.search(bill) is not None for bill in of_bill], dtype=bool)
    return np.asarray(two & others & long)


def _of_month(rows: pd.DataFrame, found: Steps, bills: list[str]) -> np.ndarray:
    """Pairs alone at their place, whose text names the month they were taken in, or one beside."""
    place, day = rows["place"].to_numpy(), rows["day"].to_numpy()
    alone = np.bincount(place, minlength=1)[place[found.left]] == 2
    months = day[found.left].astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    out = np.zeros(len(bills), dtype=bool)
    for i in np.flatnonzero(alone).tolist():
        match = _PERIOD.fullmatch(bills[i])
        if match:
            year, month = match["year"] or match["year2"], match["month"] or match["month2"]
            out[i] = abs((int(year) - 1970) * 12 + int(month) - 1 - int(months[i])) <= 1
    return out


def numbered(pairs: pd.DataFrame, cases: tuple[str, ...] = NUMBERED) -> np.ndarray:
    """Links whose rows name one thing by its number: no kind of place holds against it."""
    told = [
        params["case"] in (cases if rule == RULE.name else ("order",))
        for rule, params in zip(pairs["rule"], pairs["params"], strict=True)
    ]
    return np.array(told, dtype=bool)


def _bill(text: str) -> str:
    return " ".join(take_apart(text).references) if _NUMBER.search(text) else ""


RULE = Rule("same-bill", find, ("cell",))
