"""different-text: the rows name two different goods, people or purposes.

What it does: where both rows carry a text and its words differ, the pair is at most `possible`
when seconds apart, and no finding when hours or days lie between. Deposit and balance of one order
are no repeat at all.

Why it matters: a charge that repeats by fault repeats with all it says. Two passengers' tickets,
two children's lessons or two different articles are two purchases.

What it does not do: look at numbers and codes that change with every row, at two guises of one
name, at words for how one pays (those that stand at a dozen merchants of the file, debit or
transfer), or at two texts that name one contract.

Example:
    2024-03-02  Lark Airways  -154.20  ticket R. Calloway
    2024-03-02  Lark Airways  -154.20  ticket D. Okafor
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.merchants import parse
from dupcharge.rules.numbers import things
from dupcharge.rules.other_name import one_name
from dupcharge.rules.pairs import ends, excuses
from dupcharge.rules.policy import AT_ONCE, Policy
from dupcharge.rules.rule import Excuse
from dupcharge.rules.texts import OF_THE_TRY, own_description, take_apart

_TEXTS = ["merchant", "description"]


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links whose descriptions differ in their words."""
    at = ends(rows, pairs)
    mine = np.unique(np.r_[at.left, at.right])
    text, file = own_description(rows[_TEXTS].iloc[mine]).fillna(""), rows["file"].to_numpy()
    same_file = file[at.left] == file[at.right]  # a wallet and a bank describe differently
    hold = np.array([params["case"] == "hold" for params in pairs["params"]], dtype=bool)
    left_at, right_at = (np.searchsorted(mine, end) for end in (at.left, at.right))
    left, right = text.iloc[left_at].to_list(), text.iloc[right_at].to_list()
    differ = np.array(
        [
            a != b and bool(a) and bool(b) and _other_words(a, b, guise)
            for a, b, guise in zip(left, right, pairs["rule"] == "other-name", strict=True)
        ],
        dtype=bool,
    )
    common = _common(text, rows, mine)
    differ &= ~(common[left_at] & common[right_at])
    # Of a name in two guises what is left of one text may differ, though both are one.
    stated = pd.factorize(rows["description"])[0]
    differ &= (stated[at.left] != stated[at.right]) | (stated[at.left] < 0)
    at_once = at.fine & (at.gap <= AT_ONCE)
    case = np.where(at_once, "at-once", "apart")
    return excuses(pairs, EXCUSE.name, differ & same_file & ~hold, case)


_HOW = frozenset(
    """lastschrift basislastschrift einzug ueberweisung überweisung dauerauftrag sepa direct debit
    transfer standing virement prelevement prélèvement bonifico addebito transferencia domiciliacion
    domiciliación adeudo przelew polecenie zaplaty zapłaty incasso overboeking autogiro
    e lasku elasku tilisiirto verkkomaksu efaktura overføring överföring""".split()
)
"""How a bill was paid: by debit or by transfer, it is the same one."""

COMMON = 12
"""Merchants at which the very same words say how one pays, not what for: scanned, in the shop."""


def _common(text: pd.Series, rows: pd.DataFrame, mine: np.ndarray) -> np.ndarray:
    """Which of these texts stand at so many merchants of their file, among all its rows."""
    file, place = rows["file"].to_numpy(), rows["place"].to_numpy()
    said = pd.DataFrame({"file": file, "place": place, "text": rows["description"].to_numpy()})
    said = said[said["text"].isin(set(text))].drop_duplicates()
    count = said.groupby(["file", "text"]).size()
    keys = pd.MultiIndex.from_arrays([file[mine], text.to_numpy()])
    return np.asarray(count.reindex(keys).fillna(0).to_numpy() >= COMMON)


def _other_words(left: str, right: str, guise: bool) -> bool:
    """Both have words, other ones, which are not the merchant's name in two guises.

    Where the names differ already, a text that only says less is no other one.
    """
    left, right = (OF_THE_TRY.sub(" ", text) for text in (left, right))
    one, two = take_apart(left).words, take_apart(right).words
    one, two = (tuple(w for w in words if w not in _HOW) for words in (one, two))
    if one == two or not one or not two:
        return False
    if any(kind == "contract" for kind, _ in things(left) & things(right)):
        return False  # one contract, paid in two ways
    if guise and (set(one) <= set(two) or set(two) <= set(one)):
        return False
    return not one_name(parse(left).key, parse(right).key)


EXCUSE = Excuse("different-text", find, ())
