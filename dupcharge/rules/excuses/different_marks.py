"""different-marks: the rows name two different stores, seats, tickets, plans or parts.

What it does: where both rows print a store number, a city or a branch and these differ, or their
file says in a column that two people paid or two cost centres bear it, or their texts are equal but
for short numbers or letters (ticket 1 and 2, part 2/6 and 3/6, plan A and B), or their order
numbers are parts of one order (7712-1, 7712-2), or they name two tickets, invoices, cheques or
policies by their numbers, the pair is no finding. Where only an order's number in the text differs,
or a number that no other merchant prints, it is at most `possible`; so it is where the names end on
a star and two codes, or hold two long numbers of which one follows the other (tickets in a row).
Dates, the card that paid and what a terminal gives to every try do not count, nor do numbers that
the file gives to every row, or the merchant to every visit, nor a city that two banks print in two
ways; nor do two holders of one account, where there are no more, of a large sum to the cent.

Why it matters: these marks are the merchant's own word that the purchases are two.

Example:
    2024-03-02  Burger Corner #531  -9.50
    2024-03-02  Burger Corner #282  -9.50
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pandas as pd

from dupcharge.dates import without_dates
from dupcharge.merchants import OF, parse, without_bank_code, without_card
from dupcharge.rules.numbers import (
    Shapes,
    Things,
    long_numbers,
    other_numbers,
    shapes,
    tell_apart,
    things,
    without_shapes,
)
from dupcharge.rules.other_name import other_way, sent_on
from dupcharge.rules.pairs import Ends, ends, excuses
from dupcharge.rules.policy import AT_ONCE, DAY, NEIGHBOURHOOD, Policy
from dupcharge.rules.rule import Excuse
from dupcharge.rules.same_bill import numbered
from dupcharge.rules.texts import AFTER, BEFORE, OF_THE_TRY, own_description, texts_at

_WORD = re.compile(r"[0-9]+|[^\W\d_]+", re.UNICODE)
_ORDER = re.compile(
    r"(?:(?:order|booking|invoice|bestell\w*|auftrags?\w*|rechnungs?\w*|commande|pedido|ordine)"
    r"[\s.:-]*(?:no|nr|num|number|id|#|n°)|\b(?:lot|item|article|artikel|ticket|seat|policy)|订单号|訂單編號|注文番号)"
    r"[\s.:#°]*\w*\d"
)
"""Words that make a long number the merchant's own; other long numbers are the bank's and always
new, so that they tell nothing."""

_INSTALMENT = re.compile(rf"(?<![\d/])\d{{1,2}}\s?{OF}\s?\d{{1,2}}(?![\d/])")
"""A part of a plan: 3/4, 3 of 4. Two plans of one shop are collected on the same day."""

_TEXTS = ["merchant", "description"]

_LAST_PART = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})\s*$")

ENOUGH = 1000
"""Rows, evenly taken, that show whether a file numbers its rows itself."""

NEAR = NEIGHBOURHOOD // DAY
"""Days around a pair that are still the same visit."""

_LONG_NUMBER = re.compile(r"(?<!\d)\d{6,13}(?!\d)")

_SHORT = 4
"""Digits: seats, parts and tickets have few; longer numbers are references that always change."""


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose printed texts tell two purchases apart."""
    at = ends(rows, pairs)
    mine = np.unique(np.r_[at.left, at.right])
    names = _differing(rows["merchant"].iloc[mine], mine, at)
    texts = _differing(own_description(rows[_TEXTS].iloc[mine]), mine, at)
    heads = _heads(rows.iloc[at.left])
    told = zip(names, texts, heads, strict=True)
    case = np.array([_judge(n, t, head) for n, t, head in told], dtype=object)
    at_once = at.fine & (at.gap <= AT_ONCE)
    case[_routine(rows, at, (case == "code") & ~_own_codes(names))] = ""
    of_file = _shapes_of_files(rows, at)
    orders = _told_apart(rows, at, of_file, _other_order)
    orders |= _numbered_apart(rows, at, of_file)
    case[orders & (case == "")] = "code"
    case[(case == "code") & at_once & ~orders] = ""
    in_a_row = np.array([n is not None and _in_a_row(*n) for n in names], dtype=bool)
    case[in_a_row & (case == "")] = "code"
    # Nobody pays at two branches within seconds; then one shop prints itself in two ways.
    case[(case == "branch-or-guise") & at_once] = ""
    # Two banks print one city in two ways.
    file = rows["file"].to_numpy()
    case[np.isin(case, ("place", "branch-or-guise")) & (file[at.left] != file[at.right])] = ""
    case[np.isin(case, ("place", "branch-or-guise"))] = "branch"
    case[_order_parts(rows, at) & (case == "")] = "part"
    case[_other_instalment(names, rows["day"].to_numpy(), at)] = "part"
    case[_told_apart(rows, at, of_file, tell_apart)] = "number"
    case[_other(rows["booked_to"], rows, at)] = "allocation"
    payer = _other(rows["payer"], rows, at)
    case[payer & ~_one_of_a_pair(rows, pairs, at)] = "payer"
    bound = (pairs["rule"] != "same-order").to_numpy() | np.isin(
        case, ("part", "number", "allocation")
    )
    bound &= ~numbered(pairs) | np.isin(case, ("part", "allocation"))
    series = np.array(
        [params["case"] in ("some", "many") for params in pairs["params"]], dtype=bool
    )
    bound &= ~(series & (case == "code"))  # in an outage every try gets a number of its own
    return excuses(pairs, EXCUSE.name, (case != "") & bound, case)


def _own_codes(names: list[tuple[str, str] | None]) -> np.ndarray:
    """Links of two names that end on a star and the merchant's own code of each order."""
    codes = ((parse(n[0]).code, parse(n[1]).code) if n else ("", "") for n in names)
    return np.array([bool(a and b and a != b) for a, b in codes], dtype=bool)


def _other(column: pd.Series, rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Links between two codes of one file: two people, each for himself, or two cost centres."""
    code, file = column.to_numpy(), rows["file"].to_numpy()
    one, two = code[at.left], code[at.right]
    return np.asarray((one >= 0) & (two >= 0) & (one != two) & (file[at.left] == file[at.right]))


def _one_of_a_pair(rows: pd.DataFrame, pairs: pd.DataFrame, at: Ends) -> np.ndarray:
    """Links of a large sum to the cent, in files of two card holders: hardly each for himself."""
    payer, file = rows["payer"].to_numpy(), rows["file"].to_numpy()
    known = pd.DataFrame({"file": file, "payer": payer})[payer >= 0].drop_duplicates()
    holders = np.bincount(known["file"], minlength=int(file.max(initial=0)) + 1)
    odd = np.array([params["case"] == "odd" for params in pairs["params"]], dtype=bool)
    return np.asarray(odd & rows["sizeable"].to_numpy()[at.left] & (holders[file[at.left]] == 2))


def _differing(column: pd.Series, mine: np.ndarray, at: Ends) -> list[tuple[str, str] | None]:
    """Per link both texts of `column` (of the rows `mine`), None where missing or equal."""
    left, right = (
        column.iloc[np.searchsorted(mine, end)].fillna("").to_list() for end in (at.left, at.right)
    )
    return [None if a == b or not a or not b else (a, b) for a, b in zip(left, right, strict=True)]


def _heads(rows: pd.DataFrame) -> list[str]:
    """What the bank prints before each name of a file, "" where it prints nothing."""
    return [
        key.removesuffix(name).strip() if name and key.endswith(name) else ""
        for key, name in zip(rows["merchant_key"], rows["name"], strict=True)
    ]


def _judge(name: tuple[str, str] | None, text: tuple[str, str] | None, head: str) -> str:
    if name is not None:
        a, b = parse(name[0]), parse(name[1])
        if _other_order(things(name[0]), things(name[1])):
            return "code"
        if other := _other_branch(*(n.key.removeprefix(head).strip() for n in (a, b))):
            return other
        if a.code and b.code and a.code != b.code:
            return "code"
    return _parts(*text) if text is not None else ""


def _other_order(left: Things, right: Things) -> bool:
    """Both carry an order's number, each its own: two orders, or one that was sent anew."""
    one, two = ({thing for thing in named if thing[0] == "order"} for named in (left, right))
    return bool(one and two and not one & two)


def _other_branch(a: str, b: str) -> str:
    """Both names carry something after the common part (number, city, branch), each its own.

    "branch" where both are numbers, "place" where both are words, "branch-or-guise" where one of
    each.
    """
    one, two = a.split(), b.split()
    while len(one) > 1 and len(two) > 1 and one[-1] == two[-1]:  # the branch, behind a city
        one, two = one[:-1], two[:-1]
    if sent_on(a, b) or sent_on(b, a) or other_way(a, b):
        return ""
    common = 0
    while common < min(len(one), len(two)) and one[common] == two[common]:
        common += 1
    rest = ("".join(one[common:]), "".join(two[common:]))
    if not common or not all(rest):
        return ""
    if rest[0].startswith(rest[1]) or rest[1].startswith(rest[0]):
        return ""  # merely cut off
    digits = [any(c.isdigit() for c in text) for text in rest]
    return "branch-or-guise" if any(digits) != all(digits) else "branch" if digits[0] else "place"


def _in_a_row(left: str, right: str) -> bool:
    """Two names that differ in one long number, one up: tickets of one booking."""
    one, two = _LONG_NUMBER.findall(left), _LONG_NUMBER.findall(right)
    if len(one) != 1 or len(two) != 1 or one == two:
        return False
    alike = _LONG_NUMBER.sub("", left) == _LONG_NUMBER.sub("", right)
    return alike and abs(int(one[0]) - int(two[0])) == 1


def _counted_on(differing: list[tuple[str, str]]) -> bool:
    """A count and a long number that both go one up: passenger 1 and 2, each with a ticket."""
    if not all(x.isdigit() and y.isdigit() for x, y in differing):
        return False
    steps = {int(y) - int(x) for x, y in differing}
    short = [len(x) <= _SHORT for x, _ in differing]
    return steps in ({1}, {-1}) and any(short) and not all(short)


def _parts(left: str, right: str) -> str:
    """Tell whether texts differ in short marks only ("part"), or in an order number ("code")."""
    left, right = (
        without_bank_code(unicodedata.normalize("NFKC", text).casefold()) for text in (left, right)
    )
    a, b = (
        _WORD.findall(without_card(without_dates(OF_THE_TRY.sub(" ", text))))
        for text in (left, right)
    )
    if len(a) != len(b) or a == b:
        return ""
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    one, two = _INSTALMENT.search(left), _INSTALMENT.search(right)
    if one and two:
        # One part of one plan, by the plan's number: what else differs is the bank's.
        plan = set(_LONG_NUMBER.findall(left)) & set(_LONG_NUMBER.findall(right))
        numbers = any(x.isdigit() and y.isdigit() for x, y in differing)
        return "part" if numbers and (one[0] != two[0] or not plan) else ""
    if _counted_on(differing):
        return "part"
    if all(x.isdigit() and y.isdigit() for x, y in differing):
        if all(len(x) <= _SHORT and len(y) <= _SHORT for x, y in differing):
            return "part"
        return "code" if _ORDER.search(left.casefold()) else ""
    if len(a) > 1 and all(len(x) == 1 and len(y) == 1 and x.isascii() for x, y in differing):
        return "part"
    return ""


def _told_apart(
    rows: pd.DataFrame, at: Ends, of_file: dict[int, Shapes], tell: Callable[[Things, Things], bool]
) -> np.ndarray:
    """Links between rows whose texts name two things by numbers that are not the file's own."""
    mine = np.unique(np.r_[at.left, at.right])
    named = dict(zip(mine.tolist(), map(things, _texts(rows, mine)), strict=True))
    file = rows["file"].to_numpy()
    differ = np.zeros(len(at.left), dtype=bool)
    for n, (a, b) in enumerate(zip(at.left.tolist(), at.right.tolist(), strict=True)):
        if tell(named[a], named[b]):
            own = of_file[file[a]].own
            differ[n] = tell(*(without_shapes(named[p], own) for p in (a, b)))
    return differ


def _numbered_apart(rows: pd.DataFrame, at: Ends, of_file: dict[int, Shapes]) -> np.ndarray:
    """Links of two numbers that only this merchant prints, and not at its other visits too.

    What it prints at every visit is a number of the receipt, new with every try.
    """
    file = rows["file"].to_numpy()
    mine = np.unique(np.r_[at.left, at.right])
    text = dict(zip(mine.tolist(), _texts(rows, mine), strict=True))
    differ = np.zeros(len(at.left), dtype=bool)
    pairs = list(zip(at.left.tolist(), at.right.tolist(), strict=True))
    for n, (a, b) in enumerate(pairs):
        differ[n] = other_numbers(text[a], text[b], of_file[file[a]].places)
    return np.asarray(differ & ~_routine(rows, at, differ))


def _routine(rows: pd.DataFrame, at: Ends, asked: np.ndarray) -> np.ndarray:
    """Of the links `asked`, those whose merchant prints such numbers at its other visits too."""
    place, day = rows["place"].to_numpy(), rows["day"].to_numpy()
    elsewhere = np.flatnonzero(np.isin(place, place[at.left[asked]]))
    carries = np.array([bool(long_numbers(t)) for t in _texts(rows, elsewhere)], dtype=bool)
    visits = pd.DataFrame({"place": place[elsewhere], "day": day[elsewhere]})[carries]
    days = visits.groupby("place")["day"].agg(["min", "max"])
    first, last = (place_days.reindex(place[at.left]).to_numpy() for place_days in
                   (days["min"], days["max"]))  # fmt: skip
    alone = (first >= day[at.left] - NEAR) & (last <= day[at.right] + NEAR)
    return np.asarray(asked & ~alone)


def _shapes_of_files(rows: pd.DataFrame, at: Ends) -> dict[int, Shapes]:
    """Shapes of the numbers in every file with links, from rows evenly taken."""
    file, place = rows["file"].to_numpy(), rows["place"].to_numpy()
    out = {}
    for code in np.unique(file[at.left]).tolist():
        here = np.flatnonzero(file == code)
        here = here[:: len(here) // ENOUGH + 1]
        out[code] = shapes(_texts(rows, here), place[here].tolist())
    return out


def _texts(rows: pd.DataFrame, at: np.ndarray) -> list[str]:
    code, texts = texts_at(rows, at)
    return [texts[c] for c in code.tolist()]


def _other_instalment(names: list[tuple[str, str] | None], day: np.ndarray, at: Ends) -> np.ndarray:
    """Unequal names that end on parts of one count, 02/06, which are not the rows' days.

    Two parts of one plan, or two plans of other numbers at the same part.
    """
    out = np.zeros(len(names), dtype=bool)
    for n, pair in enumerate(names):
        if pair is None:
            continue
        one, two = (_LAST_PART.search(name) for name in pair)
        if one and two and one[2] == two[2]:
            near = [
                _is_day(match, int(day[end[n]])) for match, end in ((one, at.left), (two, at.right))
            ]
            counted = max(int(one[1]), int(two[1])) <= int(one[2])
            numbered_apart = pair[0][: one.start()] != pair[1][: two.start()]
            out[n] = counted and not all(near) and (one[1] != two[1] or numbered_apart)
    return out


def _is_day(match: re.Match[str], day: int) -> bool:
    """The two figures are a day and a month about the row's own day."""
    around = np.arange(day - BEFORE, day + AFTER + 1).astype("datetime64[D]").astype(str)
    a, b = int(match[1]), int(match[2])
    return any(text[5:] in (f"{a:02d}-{b:02d}", f"{b:02d}-{a:02d}") for text in around)


def _order_parts(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Order numbers that are equal but for a part number at the end: 7712-1 and 7712-2."""
    left, right = (
        rows["order_id"].iloc[p].str.extract(r"^(.{4,})[-_/.](\d{1,2})$").to_numpy(object)
        for p in (at.left, at.right)
    )
    pairs = zip(left, right, strict=True)
    equal = [isinstance(a[0], str) and a[0] == b[0] and a[1] != b[1] for a, b in pairs]
    return np.array(equal, dtype=bool)


EXCUSE = Excuse("different-marks", find, ())
