"""other-name: the same charge again under another guise of the merchant's name.

What it flags: equal amounts, close in time, whose merchant names differ only by a processor's
prefix, a store number, a city, a cut-off ending, a word such as WEB or AUTO or the like; or whose
names differ altogether while both carry one order number, on one day.

Why it matters: the second try often takes another way (the shop's terminal, then its web shop or a
processor), and the statement prints another name.

When it is innocent: two branches of a chain (both names carry a number, and they differ); two
people with similar names.

Example:
    2024-03-02 10:55:08  Camber Cycles        -136.40
    2024-03-02 10:55:28  CAMBER CYCLES #6746  -136.40

Options: --window replaces the longest gap, but not of one order number.
"""

from __future__ import annotations

import functools
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from dupcharge.rules.guises import without_number
from dupcharge.rules.pairs import by, links, steps
from dupcharge.rules.policy import DAY, WINDOWS, Policy
from dupcharge.rules.rule import Rule
from dupcharge.rules.same_bill import one_number
from dupcharge.rules.same_day import price_case

REACH = 3
"""Rows of equal amount that are looked at after each row: more than a few other merchants with
the very same amount in three days do not happen where the amount means anything."""

LIKENESS = 0.85
"""Share of equal letters from which two names are guises of one (usual for typed text)."""

PROCESSOR = 10
"""Letters of a processor's name that may stand before the merchant's."""

PREFIX = 4
"""Letters a cut-off name must keep; two where each is a word of its own, as in Chinese."""


def find(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Links between charges of equal amount and alike names."""
    money, amount = rows["money"].to_numpy(), rows["amount"].to_numpy()
    block = pd.factorize(pd.factorize(amount)[0] * (int(money.max(initial=0)) + 1) + money)[0]
    order = by(rows, block)
    when, day, fine, place = (rows[c].to_numpy() for c in ("when", "day", "fine", "place"))
    longest = min(WINDOWS["re-presented"], policy.admits("re-presented"))
    lefts, rights = _of_one_order(rows, block)
    for ahead in range(1, REACH + 1):
        left, right = order[:-ahead], order[ahead:]
        both = fine[left] & fine[right]
        gap = np.where(both, when[right] - when[left], (day[right] - day[left]) * DAY)
        near = (block[left] == block[right]) & (place[left] != place[right])
        near &= gap <= max(longest, DAY)
        lefts.append(left[near])
        rights.append(right[near])
    pairs = np.unique(np.concatenate(lefts) * len(rows) + np.concatenate(rights))
    left, right = np.divmod(pairs, max(len(rows), 1))
    both = fine[left] & fine[right]
    gap = np.where(both, when[right] - when[left], (day[right] - day[left]) * DAY)
    same_day = np.where(both, gap <= DAY, gap < DAY)
    case = price_case(rows, left)
    case[both & (gap <= WINDOWS["minutes"])] = "minutes"
    one_order = same_day.copy()
    one_order[same_day] = _one_order(rows, left[same_day], right[same_day])
    case[one_order] = "order"
    wanted = np.isin(case, ("odd", "minutes")) | (same_day & rows["sizeable"].to_numpy()[left])
    wanted = (wanted & (gap <= longest)) | one_order
    left, right, case = left[wanted], right[wanted], case[wanted]
    codes, names = pd.factorize(rows["name"])
    wanted = _alike(codes[left].astype("int64"), codes[right].astype("int64"), names)
    wanted |= case == "order"
    return links(rows, RULE.name, left[wanted], right[wanted], case[wanted])


def _of_one_order(
    rows: pd.DataFrame, block: np.ndarray
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Steps of one order number from one merchant to another, whatever was paid between them."""
    stated, place = rows["order"].to_numpy(), rows["place"].to_numpy()
    at = np.flatnonzero(stated >= 0)
    code = pd.factorize(stated[at] * (int(block.max(initial=0)) + 1) + block[at])[0]
    part = rows.iloc[at]
    found = steps(part, code, by(part, code))
    left, right = at[found.left], at[found.right]
    other = (place[left] != place[right]) & (found.gap <= DAY)
    return [left[other]], [right[other]]


def _one_order(rows: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pairs that carry one order number, in a column or in their texts, under two merchants.

    Where a file has no column of merchants the whole text is the name: one that holds the number
    itself may differ in the words of a deposit and a balance.
    """
    hit = (rows["odd"] | rows["sizeable"]).to_numpy()[left]
    stated = rows["order"].to_numpy()
    hit |= (stated[left] == stated[right]) & (stated[left] >= 0)
    hit[hit] = one_number(rows, left[hit], right[hit])
    names = rows["merchant"].iloc[left[hit]].fillna("")
    hit[hit] = ~names.str.contains(r"\d{6}", regex=True).to_numpy(bool)
    return np.asarray(hit)


def _alike(a: np.ndarray, b: np.ndarray, names: pd.Index) -> np.ndarray:
    """Per pair of names, given by their codes: may both be one. Work per distinct likely pair."""
    used, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    names = names[used]
    a, b = ends[: len(a)].astype("int64"), ends[len(a) :].astype("int64")
    stems = [_stem(str(name)) for name in names]
    behind = [_stem(str(name).partition(" ")[2]) for name in names]
    heads = [s[: PREFIX if s.isascii() else 2] for s in (*stems, *behind)]
    head, later = np.split(pd.factorize(np.array(heads, object))[0], 2)
    tails = pd.factorize(np.array([s[-3:] for s in stems], object))[0]
    # Guises share how they begin, after a processor's name too, or how they end.
    maybe = (head[a] == head[b]) | (tails[a] == tails[b])
    maybe |= (head[a] == later[b]) | (later[a] == head[b])
    out = np.zeros(len(a), bool)
    pairs = a[maybe] * (len(stems) + 1) + b[maybe]
    distinct, inverse = np.unique(pairs, return_inverse=True)
    told = [
        one_name(str(names[p // (len(stems) + 1)]), str(names[p % (len(stems) + 1)]))
        for p in distinct.tolist()
    ]
    out[maybe] = np.array(told, dtype=bool)[inverse]
    return out


@functools.lru_cache(maxsize=1 << 18)
def one_name(left: str, right: str) -> bool:
    """May two normal forms be guises of one name: cut off, spaced otherwise, or mistyped."""
    if left == right:
        return bool(left)
    a, b = sorted((_stem(left), _stem(right)), key=len)
    if not a or a.isdigit() or b.isdigit():
        return False
    least = PREFIX if a.isascii() else 2
    if len(a) >= least and b.startswith(a):
        return True
    # A processor's own name before the merchant's, whose last word may look like a branch.
    whole = sorted((left.replace(" ", ""), right.replace(" ", "")), key=len)
    for short, long in ((a, b), whole):
        if len(short) >= least + 2 and long.endswith(short) and len(long) - len(short) <= PROCESSOR:
            return True
    one, two = without_number(left), without_number(right)
    if other_way(one, two) or _mistyped(one, two) or sent_on(one, two) or sent_on(two, one):
        return True
    return _numbered_inside(left, right) or _numbered_inside(right, left)


_ORDERED = frozenset("web auto autopay online ecom pos ivr app epay billpay recurring".split())
"""Words for how a merchant was reached, which it prints behind its name."""


def other_way(left: str, right: str) -> bool:
    """One long enough name, but for the words of how the merchant was reached.

    >>> other_way("city light web derby", "city light auto derby")
    True
    """
    one, two = ([w for w in name.split() if w not in _ORDERED] for name in (left, right))
    return one == two and len("".join(one)) >= 2 * PREFIX


def _mistyped(left: str, right: str) -> bool:
    """Word for word the same but for letters: nothing that names another person or thing."""
    a, b = left.split(), right.split()
    if len(a) != len(b):
        return False
    least = 2 if a[0] == b[0] and len(a[0]) >= PREFIX else 3
    for one, two in zip(a, b, strict=True):
        short, long = sorted((one, two), key=len)
        if one == two or (len(short) >= least and long.startswith(short)):
            continue
        if not one.isalpha() or not two.isalpha() or len(short) < 4:
            return False
        if 2 * len(short) < LIKENESS * (len(short) + len(long)):
            return False
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        if matcher.quick_ratio() < LIKENESS or matcher.ratio() < LIKENESS:
            return False
    return True


def _numbered_inside(name: str, longer: str) -> bool:
    """Is `longer` the same name with the store's number before the city."""
    words = longer.split()
    without = (words[:i] + words[i + 1 :] for i, word in enumerate(words) if word.isdigit())
    return len(name) >= 2 * PREFIX and any(kept == name.split() for kept in without)


def sent_on(name: str, longer: str) -> bool:
    """Has `longer` the other's name behind a processor's, either of the two cut off or going on.

    >>> sent_on("next door clothing derby", "ztl next door clothing")
    True
    """
    words, more = name.split(), longer.split()
    if len(more) < 2 or len(more[0]) > PROCESSOR:
        return False
    if len(more) == len(words) + 1 and words[0] == more[0]:  # one processor behind the other
        more = more[:1] + more[2:]
        return more == words and len("".join(words)) >= PROCESSOR
    one, two = "".join(words), "".join(more[1:])
    short, long = sorted((one, two), key=len)
    return len(short) >= 2 * PREFIX and long.startswith(short)


def _stem(name: str) -> str:
    """A name without its store number, and without spaces, as processors print it."""
    return without_number(name).replace(" ", "")[:80]


RULE = Rule("other-name", find, ("money", "amount"))
