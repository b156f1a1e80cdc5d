"""everyday-place: a place where two or three equal charges are normal.

What it does: where the merchant's name, the text of the row or the statement's own category says
transit, parking, toll, vending, canteen, tickets, rooms and nights, conferences, top-up, games and
the like, a group of two or three stays `possible`, and pairs that lie hours apart are no finding.

Why it matters: without other rows of this merchant there is no habit to learn from. Two metro
rides at the turnstile are two people.

What it does not do: hold against one order number charged twice, a burst of ten or more (six, of a
sum to the cent, or of rides, parking, coffee and meals), a fee or another rate of exchange on the
same sum, a taxi's sum to the cent within the hour, a bill to the cent (or a second one within ten
seconds) where a person serves, or a pair seconds apart, by a clock of seconds, where the person's
other visits here are single ones; nor against an inn where every visit costs another sum, a sum to
the cent at an inn or an agent of journeys that prints its name in two ways or is paid from two
accounts, a gift that renews itself, or prints for a sum that is not small, a laundry's sum to the
cent, or a bill to the cent that is called a top-up. That of single visits does not lift it where
one pays for others by a second tap (fares, tickets, rooms, top-ups, games, gifts). One ticket or
order named by its number twice is open to no excuse of this kind.

Example:
    2024-03-02 10:07:03  City Metro  -3.00
    2024-03-02 10:07:15  City Metro  -3.00
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.kinds import EVERYDAY, FOR_OTHERS, SERVED, kinds
from dupcharge.rules.pairs import Ends, ends, excuses
from dupcharge.rules.policy import (
    AT_ONCE,
    LOOSENESS,
    NEIGHBOURHOOD,
    SAME_VISIT,
    SINGLE_VISITS,
    TAP,
    WINDOWS,
    Policy,
)
from dupcharge.rules.rule import Excuse
from dupcharge.rules.same_bill import numbered
from dupcharge.rules.same_day import price_case
from dupcharge.rules.sequence import Sequence
from dupcharge.rules.texts import says_recurring

_FREE = ("many", "hold", "fee")
"""Cases of rules: a series that nobody buys, a hold that was booked beside its charge, a fee's
exact share on the same sum."""

_NEARLY = ("exchange", "same-day")
"""Unequal sums a moment or a rate apart: free too, but where one buys for several people abroad."""

BOOKED = ("lodging", "travel")
"""Kinds of places where several rooms or seats are one booking."""

METERED = "ride"
"""A taxi's meter shows another sum every time; only flat fares are equal."""

ONE_BY_ONE = (METERED, "parking", "coffee", "canteen", "kiosk")
"""Kinds of which nobody has six in an hour, whoever pays."""

NOT_FOR = ("same-order", "unrecorded-debit")


def find(rows: pd.DataFrame, pairs: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Excuses for links at places whose words say that equal charges are normal."""
    at = ends(rows, pairs)
    kind = kinds(rows, at.left)
    everyday = np.isin(kind, list(EVERYDAY))
    for_others = np.isin(kind, list(FOR_OTHERS))
    lifted = known_single(rows, at) & ~for_others
    # A date alone says nothing at such a place, unless the sum is large.
    sizeable = rows["sizeable"].to_numpy()[at.left]
    telling = np.where(at.fine, at.gap <= AT_ONCE, sizeable)
    case = np.where(telling, "few", "apart")
    odd = price_case(rows, at.left) == "odd"
    to_count = told(pairs, ("some",)) & rows["odd"].to_numpy()[at.left]
    evening = (kind == "bar") & ~at.fine & ~sizeable  # of rounds
    bound = bound_to(pairs) & ~(to_count & ~evening)
    to_the_cent = rows["odd"].to_numpy()[at.left] & at.fine & (at.gap <= AT_ONCE)
    # Hours later one rides back, and an app asks the same for it.
    metered = (kind == METERED) & (odd | to_the_cent) & at.fine & (at.gap <= WINDOWS["errand"])
    bound &= ~(metered & (pairs["rule"] != "re-presented").to_numpy())
    bound &= ~(np.isin(kind, ONE_BY_ONE) & told(pairs, ("some",)))
    bound &= ~((kind == "printing") & sizeable)
    # A machine washes for a whole sum, credit is bought in one; to the cent it was a bill.
    billed = pairs["rule"].isin(("same-bill", "subscription-twice")).to_numpy()
    billed = billed | rows["varied"].to_numpy()[at.left]
    bound &= ~(((kind == "laundry") | ((kind == "topup") & billed)) & odd)
    bound &= (for_others & ~sizeable) | ~told(pairs, _NEARLY)
    # Where every visit costs another sum, one eats; and a gift that renews itself is no second one.
    bound &= ~((kind == "lodging") & rows["varied"].to_numpy()[at.left])
    # Rooms or seats of one booking are printed in one way, and paid from one account; on a
    # firm's list colleagues travel together.
    file = rows["file"].to_numpy()
    two = (pairs["rule"] == "two-cards").to_numpy() & (file[at.left] != file[at.right])
    apart = two | _printed_apart(rows, at)
    bound &= ~(np.isin(kind, list(BOOKED)) & odd & apart)
    renewed = (pairs["rule"] == "subscription-twice").to_numpy(copy=True)
    for end in (at.left, at.right):
        renewed[renewed] = says_recurring(rows.iloc[end[renewed]])
    bound &= ~renewed
    at_once = seconds_known(rows, at) & (at.gap <= TAP // 2)
    rounds = (kind == "bar") & _rounds(rows, at)
    bound &= ~(np.isin(kind, list(SERVED)) & ((odd & ~rounds) | at_once))
    return excuses(pairs, EXCUSE.name, everyday & ~lifted & bound, case)


def _printed_apart(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of one file that print the merchant's name in two ways, figures aside."""
    file = rows["file"].to_numpy()
    letters = [
        rows["merchant"].iloc[end].str.replace(r"[\d\W_]+", "", regex=True).fillna("").to_numpy()
        for end in (at.left, at.right)
    ]
    return np.asarray((letters[0] != letters[1]) & (file[at.left] == file[at.right]))


def _rounds(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of three equal charges of an evening, or four of a day that knows no hours."""
    when = rows["when"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), when)
    low, high = cells.bounds(at.left, when[at.left] - SAME_VISIT, when[at.right] + SAME_VISIT)
    apart = at.fine & (at.gap > WINDOWS["minutes"]) & (at.gap <= SAME_VISIT)
    several = high - low
    return np.asarray((apart & (several >= 3)) | (~at.fine & (several >= 4)))


def told(pairs: pd.DataFrame, cases: tuple[str, ...]) -> np.ndarray:
    """Links that argue from one of these cases; six equal charges in an hour are "some"."""
    return np.array([params["case"] in cases for params in pairs["params"]], dtype=bool)


def bound_to(pairs: pd.DataFrame) -> np.ndarray:
    """Links against which a kind of place holds: no proof of identity, no long series."""
    free = told(pairs, _FREE) | numbered(pairs)
    return np.asarray(~pairs["rule"].isin(NOT_FOR).to_numpy() & ~free)


def known_single(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs within a tap, at a place where all this person's other visits are single ones."""
    when = rows["when"].to_numpy()
    cells = Sequence(rows["cell"].to_numpy(), when)
    around = cells.bounds(at.left, when[at.left] - NEIGHBOURHOOD, when[at.right] + NEIGHBOURHOOD)
    closest, _ = cells.closest_outside(at.left, *around)
    visits = cells.rows_outside(at.left, *around)
    alone = closest > np.maximum(at.gap * LOOSENESS, AT_ONCE)
    at_once = seconds_known(rows, at) & (at.gap <= TAP)
    return np.asarray(at_once & (visits >= SINGLE_VISITS) & alone)


def seconds_known(rows: pd.DataFrame, at: Ends) -> np.ndarray:
    """Pairs of which both rows state their second; one minute may hold two rides."""
    second = rows["second"].to_numpy()
    return np.asarray(second[at.left] & second[at.right])


EXCUSE = Excuse("everyday-place", find, ("cell",))
