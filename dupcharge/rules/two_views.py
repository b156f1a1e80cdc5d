"""A wallet's and a card's view of one payment, matched one to one.

Owns: which row of one account is the other account's sighting of the same payment; which names
the two give one merchant; which card debits their wallet never recorded. Does not own: exports of
one account (overlap).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dupcharge.merchants import parse
from dupcharge.money import NO_CURRENCY
from dupcharge.rules.guises import without_heads
from dupcharge.rules.other_name import one_name
from dupcharge.rules.policy import MINUTE, WINDOWS
from dupcharge.rules.sightings import ADOPTED

AGREEING = 3
"""Fewer equal rows prove no relation: two coffees on two days are equal in any two files."""

RELATED = 0.3
"""Share of a card's rows that a wallet must explain before a match without the wallet's name on it
is trusted."""

CLOSE = 5
"""Seconds between the wallet's and the bank's clock for one payment without further evidence."""

REACHES = (1, CLOSE, WINDOWS["same-payment"])
"""Seconds of distance allowed in turn, so that the closest rows find each other first."""

LAGS = (0, 1, 2, 3, 4, 5)
"""Days a card may take to book what the wallet has at once: three, and a weekend."""

CROWD = 40
"""Equal amounts tried per row: more unmatched ones in so short a time are not told apart."""

WALLET_SIGNS = (
    r"(?i)paypal|支付宝|财付通|微信支付|alipay|wechat|tenpay|apple pay|google pay|venmo|klarna"
)
"""What the best known wallets print on a card; others are learned from the two files."""

SIGN = 4
"""Letters of a wallet's sign at least, and of a name by which it is found behind the sign. Signs of
scripts without an alphabet say twice as much in a sign."""


@dataclass
class Views:
    """What the comparisons have told so far: see sightings.Sightings for the fields."""

    names: dict[str, str] = field(default_factory=dict)
    unrecorded: list[int] = field(default_factory=list)
    money: list[pd.DataFrame] = field(default_factory=list)

    def adopted(self) -> pd.DataFrame:
        """Rows whose currency another file tells, each once."""
        told = [frame for frame in self.money if len(frame)]
        if not told:
            return pd.DataFrame(columns=ADOPTED)
        return pd.concat(told, ignore_index=True).drop_duplicates("txn")


def match_views(
    a: pd.DataFrame, b: pd.DataFrame, of: dict[int, int], views: Views, *, one_account: bool = False
) -> None:
    """Match two views of one payment, one to one: a wallet's and a card's, or two of one account.

    `a` and `b` are the rows of the two (see overlap), whatever days they cover; with `one_account`
    both tell of one account, in other columns, so that nothing can be missing in either.
    """
    names = _names_of_equal_rows(a, b)
    sign, tail = learned_sign(names), learned_tail(names, a, b)
    signed_a, signed_b = (_signed(x, sign, tail) for x in (a, b))
    named_a, named_b = (_signed(x, sign, tail, ("merchant",)) for x in (a, b))
    # The side that prints the wallet's name, in place of the merchant's above all, is the card.
    if (named_a.sum(), signed_a.sum()) > (named_b.sum(), signed_b.sum()):
        a, b, signed_b = b, a, signed_a
    a = a.assign(name=_alone(_without(tail, a["merchant_key"]), a), signed=False)
    b = b.assign(name=_alone(_without(tail, _behind(b, sign)), b), signed=signed_b)
    whole_a, whole_b = a, b
    from_day, to_day = max(a["day"].min(), b["day"].min()), min(a["day"].max(), b["day"].max())
    a = a[a["day"].between(from_day - LAGS[-1], to_day + LAGS[-1])]
    inside = b["day"].between(from_day - LAGS[-1], to_day + LAGS[-1]).to_numpy()
    b, signed_b = b[inside], signed_b[inside]
    if not len(a) or not len(b):
        return
    left, right = _in_step(a, b)
    if not signed_b.any():  # nothing tells which side books later: the one that explains more
        mine, yours = _in_step(b, a)
        if len(mine) > len(left):
            a, b, signed_b, left, right = b, a, np.zeros(len(a), bool), mine, yours
            whole_a, whole_b = whole_b, whole_a
    fine = a["fine"].to_numpy()[left] & b["fine"].to_numpy()[right]
    gap = np.abs(a["when"].to_numpy()[left] - b["when"].to_numpy()[right])
    related = len(left) >= max(AGREEING, RELATED * min(len(a), len(b)))
    # A wallet's name proves nothing where another wallet of that name paid nearly all such rows.
    known = signed_b[right].sum() >= RELATED * signed_b.sum()
    trusted = (signed_b[right] & known) | related | (fine & (gap <= CLOSE))
    left, right = left[trusted], right[trusted]
    txn_a, txn_b = a["txn"].to_numpy(), b["txn"].to_numpy()
    votes: dict[str, Counter[str]] = {}
    for i, j in zip(left, right, strict=True):
        of[int(txn_b[j])] = int(txn_a[i])
        votes.setdefault(str(b["merchant_key"].iat[j]), Counter())[
            str(a["merchant_key"].iat[i])
        ] += 1
    for key, counts in votes.items():
        views.names[key] = min(counts, key=lambda name: (-counts[name], name))
    if len(left) >= AGREEING:
        used = np.zeros(len(b), bool)
        used[right] = True
        covered = b["day"].between(from_day, to_day).to_numpy()
        extra = signed_b & ~used & covered & (b["class"] == "charge").to_numpy()
        if not one_account:
            views.unrecorded.extend(b["txn"].to_numpy()[extra].tolist())
        views.money.append(adopted(whole_a, b.iloc[right]))
        views.money.append(adopted(whole_b, a.iloc[left]))


def adopted(nameless: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Currency and amount of an account whose files name none, as `known` payments count them."""
    money = known["currency"]
    here = (nameless["currency"] == NO_CURRENCY).all() and len(known) and money.nunique() == 1
    if not here or money.iat[0] == NO_CURRENCY:
        return pd.DataFrame(columns=ADOPTED)
    unit = int((known["value"] // known["amount"]).max())
    whole = nameless[nameless["value"] % unit == 0]
    return pd.DataFrame(
        {"txn": whole["txn"], "currency": money.iat[0], "amount": whole["value"] // unit}
    )


def _names_of_equal_rows(a: pd.DataFrame, b: pd.DataFrame) -> list[tuple[str, str]]:
    """The two merchants of rows of one day, side and amount, each pair once."""
    columns = ["day", "side", "value", "merchant"]
    both = a[columns].merge(b[columns], on=columns[:3])
    both = both.drop_duplicates(["merchant_x", "merchant_y"]).dropna()
    return list(zip(both["merchant_x"], both["merchant_y"], strict=True))


def learned_sign(names: list[tuple[str, str]]) -> str:
    """What one side prints before the names of the other, "" where there is no such thing.

    A wallet that no list knows is known by its work: rows of one day and amount whose name on one
    side is the other side's name behind one and the same sign, at three merchants at least.
    """
    found: dict[str, set[str]] = {}
    for one, two in names:
        short, long = sorted((_folded(one), _folded(two)), key=len)
        at = long.find(short[:SIGN]) if short[:SIGN].isalpha() and len(short) >= SIGN else -1
        if at + sum(letter >= "\u2e80" for letter in long[: max(at, 0)]) >= SIGN:
            found.setdefault(long[:at], set()).add(short[:SIGN])
    best = max(found, key=lambda sign: (len(found[sign]), sign), default="")
    return best if best and len(found[best]) >= AGREEING else ""


def learned_tail(names: list[tuple[str, str]], a: pd.DataFrame, b: pd.DataFrame) -> str:
    """The words with which one side ends what the other paid, "" where there are no such.

    Two words at least behind a stroke, at three merchants: SHOP-0417-PAID BY ZING.
    """
    ends = [(one, two, _tail(one), _tail(two)) for one, two in names]
    ends = [end for end in ends if end[2] != end[3]]
    if not ends:
        return ""
    keys = {
        name: str(key)
        for side in (a, b)
        for name, key in zip(side["merchant"], _alone(side["merchant_key"], side), strict=True)
    }
    found: Counter[str] = Counter()
    for one, two, mine, yours in ends:
        if one_name(keys[one], keys[two]):
            found.update(end for end in (mine, yours) if end)
    best = max(found, key=lambda end: (found[end], end), default="")
    return best if found[best] >= AGREEING else ""


def _tail(name: str) -> str:
    """The last two words of a name behind a stroke, "" where it does not end so."""
    last = name.rpartition("-")[2] if "-" in name else ""
    return " ".join(last.casefold().split()) if " " in last.strip() else ""


def _without(tail: str, names: pd.Series) -> pd.Series:
    """The names without the words with which a wallet's payments end."""
    return names.str.removesuffix(f" {tail}") if tail else names


def _behind(rows: pd.DataFrame, sign: str) -> pd.Series:
    """Normal form of each name, of those that carry the wallet's sign what stands behind it."""
    if not sign:
        return rows["merchant_key"]
    codes, printed = pd.factorize(rows["merchant"], use_na_sentinel=True)
    behind = []
    for text in printed:
        at = 0
        while at < len(text) and len(_folded(text[:at])) < len(sign):
            at += 1
        behind.append(parse(text[at:]).key if _folded(text[:at]) == sign else "")
    told = pd.Series(pd.array([*behind, ""], dtype="str")[codes], index=rows.index)
    return rows["merchant_key"].where(told == "", told)


def _alone(names: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """The names without what each file prints before most of its own."""
    return without_heads(names, rows["file"].to_numpy())


def _folded(text: str) -> str:
    """Case, width and spaces aside."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _signed(
    rows: pd.DataFrame,
    sign: str,
    tail: str,
    columns: tuple[str, ...] = ("merchant", "description"),
) -> np.ndarray:
    """Which rows print the wallet's name in these columns."""
    text = rows[columns[0]].fillna("")
    for column in columns[1:]:
        text = text + " " + rows[column].fillna("")
    known = text.str.contains(WALLET_SIGNS, regex=True).to_numpy(dtype=bool)
    if tail:
        known = known | np.array([_tail(str(n)) == tail for n in rows["merchant"]], dtype=bool)
    if not sign:
        return known
    codes, names = pd.factorize(rows["merchant"], use_na_sentinel=True)
    begins = np.array([*(_folded(str(name)).startswith(sign) for name in names), False], bool)
    return np.asarray(known | begins[codes])


def _in_step(a: pd.DataFrame, b: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of equal side and amount close in time, one to one, the closest first.

    A file that states no currency fits any.
    """
    content = pd.concat([a, b])
    code = content.groupby(["side", "value"], sort=False).ngroup().to_numpy()
    shared = np.intersect1d(code[: len(a)], code[len(a) :])
    lists = [_by_code(code[: len(a)], a, shared), _by_code(code[len(a) :], b, shared)]
    walk = _Walk(a, b)
    for one in shared:
        mine, yours = lists[0][int(one)], lists[1][int(one)]
        # What prints the wallet's name is its own, before what was paid with the card itself.
        mine = walk.match(mine, [j for j in yours if walk.signed[j]])
        walk.match(mine, [j for j in yours if not walk.signed[j]])
    return np.array(walk.left, dtype="int64"), np.array(walk.right, dtype="int64")


class _Walk:
    """Walks two lists of rows in order of time, several times, each time allowing more distance."""

    def __init__(self, a: pd.DataFrame, b: pd.DataFrame) -> None:
        self.when = [x["when"].to_numpy() for x in (a, b)]
        self.day = [x["day"].to_numpy() for x in (a, b)]
        self.fine = [x["fine"].to_numpy() for x in (a, b)]
        self.second = [x["second"].to_numpy() for x in (a, b)]
        self.signed = b["signed"].to_numpy()
        self.name = [x["name"].to_numpy(dtype=object) for x in (a, b)]
        self.file = [x["file"].to_numpy() for x in (a, b)]
        self.money = [x["currency"].to_numpy(dtype=object) for x in (a, b)]
        self.left: list[int] = []
        self.right: list[int] = []

    def match(self, mine: list[int], yours: list[int]) -> list[int]:
        """Match what fits, and return those of `mine` that found none."""
        for fine, reach in (*((True, r) for r in REACHES), *((False, d) for d in LAGS)):
            used_mine, used_yours = set(), set()
            start = 0
            for i in mine:
                while start < len(yours) and self._before(yours[start], i, fine, reach):
                    start += 1
                for n in range(start, min(start + CROWD, len(yours))):
                    j = yours[n]
                    if j in used_yours:
                        continue
                    if self._fits(i, j, fine, reach):
                        used_mine.add(i)
                        used_yours.add(j)
                        self.left.append(i)
                        self.right.append(j)
                        break
            mine = [i for i in mine if i not in used_mine]
            yours = [j for j in yours if j not in used_yours]
        return mine

    def _before(self, j: int, i: int, fine: bool, reach: int) -> bool:
        """The other row is too early for this one and for all later ones."""
        if fine:
            return bool(self.when[1][j] < self.when[0][i] - reach - 86400)
        return bool(self.day[1][j] < self.day[0][i])

    def _fits(self, i: int, j: int, fine: bool, reach: int) -> bool:
        both = self.fine[0][i] and self.fine[1][j]
        one, two = self.money[0][i], self.money[1][j]
        if both != fine or (one != two and NO_CURRENCY not in (one, two)):
            return False
        if self.file[0][i] == self.file[1][j]:  # two rows of one list are two payments
            return False
        if fine:
            mine, yours = self.when[0][i], self.when[1][j]
            if not (self.second[0][i] and self.second[1][j]):  # one clock leaves the seconds out
                mine, yours = mine // MINUTE * MINUTE, yours // MINUTE * MINUTE
            near = abs(mine - yours) <= reach
        else:
            near = self.day[1][j] - self.day[0][i] == reach
        return bool(near) and one_name(self.name[0][i], self.name[1][j])


def _by_code(code: np.ndarray, rows: pd.DataFrame, shared: np.ndarray) -> dict[int, list[int]]:
    order = np.lexsort((rows["txn"].to_numpy(), rows["when"].to_numpy()))
    out: dict[int, list[int]] = {int(c): [] for c in shared}
    wanted = np.isin(code[order], shared)
    for position in order[wanted]:
        out[int(code[position])].append(int(position))
    return out
