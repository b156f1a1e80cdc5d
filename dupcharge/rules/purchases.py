"""The working table of the rules: one row per payment, with what the whole file teaches of it.

Owns: the frame that rules and excuses see (PURCHASES below), sorted by (cell, when). Does not
own: which rows are copies of one payment (overlap), or any rule.

A `place` is one merchant in one currency under all its printed guises; a `cell` is one place and
one amount. `when` is seconds since 1970 by the statement's clock, an instant where every row
states its offset; a row that knows only its day stands at its midnight.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dupcharge.rules.guises import common_names, without_heads, without_tails
from dupcharge.rules.policy import DAY
from dupcharge.rules.records import NONE
from dupcharge.rules.sightings import Sightings
from dupcharge.rules.texts import moments, text_codes, texts_at

PURCHASES = {
    "txn": "int64",
    "cell": "int64",
    "place": "int64",
    "money": "int64",  # code of the currency
    "amount": "int64",
    "when": "int64",
    "day": "int64",
    "fine": "bool",  # the time of day is known
    "second": "bool",  # to the second
    "order": "int64",  # code of the merchant's order, -1 unknown
    "unrecorded": "bool",  # a card debit of a wallet that the wallet's own export lacks
    "instrument": "int64",  # code of account and paying card or balance
    "payer": "int64",  # code of the person who paid, -1 where the file does not say
    "booked_to": "int64",  # code of the cost centre or account, -1 where the file has none
    "step": "int64",  # the file's smallest step in this currency: 100 where cents are never used
    "odd": "bool",  # not an amount that stands on price lists
    "sizeable": "bool",  # not among the smallest quarter of the different amounts paid
    "tiny": "bool",  # small change beside the middle one
    "varied": "bool",  # at this place every visit costs something else
    "article": "bool",  # a price on shelves, and this person pays nothing else here
    "alone": "bool",  # the place has no other amounts, and this one is no shelf price
    "name": "str",  # merchant_key without the words that the file prints at most names
    "text": "int64",  # code of merchant and description together
    "record": "int64",  # code of a record printed twice (records), -1 unknown or none
}

MIDNIGHT_SHARE = 0.2
"""Where more rows than this stand at 00:00:00, midnight means "time unknown" (real buyers pay in
that second once in thousands of rows)."""

CLOCK_DAYS = 10
"""Days of a file in which nobody pays at the same second, or at one of two."""

LIST_PRICE = (25, 10)
"""Price lists end on quarters (4.50, 9.25), and in many countries on any ten (480 yen, 12.90).
Counted in the file's own smallest step, so that 480 yen or 15,000 dong are list prices too."""

FIGURES = (3, 4, 5)
"""Figures of an amount without its closing noughts. Two say little, whatever they are (110 dollars
of Taiwan are as good as round); four that end on no quarter or shelf price (1,707.00), and five of
any kind (41,825 pesos, 136.25), are nobody's list price."""

TENS_SHARE = 0.25
"""From this share on, amounts ending on a ten that is no quarter are list prices here; by chance
they would be one in twelve."""

VARIED = 0.8
"""Share of different amounts from which a place sells baskets, not single articles."""

VISITS = 4
"""Other visits needed to know that."""

SHELF = (99, 98, 97, 95, 49)
"""Last two figures of prices on shelves."""

ARTICLE = (99, 95, 49)
"""Of these, endings of one article; .98 and .97 are sums of two or three."""

TAGS = (50, 90)
"""Last two figures of price tags in countries where .99 is not the custom: 17.90, 110.50."""

FEW = 3
"""Rows of a purchase that was repeated, and of nothing else."""

KNOWN = 20
"""Different amounts needed before a file says what is small in it."""

SMALL_SHARE = 4
"""The smallest quarter of the different sums one pays are the everyday ones."""

TINY = 10
"""A tenth of the middle amount is small change."""

STEP_SHARE = 0.95
"""Nearly all amounts are multiples of the file's own smallest step."""

WHOLE, WHOLE_SHARE = 100, 0.85
"""Where so many sums are whole (in some countries two in three, in others one in ten), a whole one
is no list price for that."""


VALUE = 7
"""Days that a value date may lie before the booking and still be that of the purchase."""

_OF_ANOTHER = r"^(\w{8,}?)[_*]"
"""A wallet numbers a refund after its charge: 2024...88_2024...57."""

_DONE = [
    "part", "row", "line", "utc_offset", "precision", "written", "side", "status", "class",
    "original_amount", "original_currency", "related_id",
]  # fmt: skip
"""Columns that no rule reads once the clock and the classes are known."""


def purchases(transactions: pd.DataFrame, seen: Sightings) -> pd.DataFrame:
    """The charges of `transactions` (schema.TRANSACTIONS) as PURCHASES, text columns kept.

    Sightings that are copies are left out, because another row stands for them.
    """
    rows = transactions[(transactions["class"] == "charge") & (transactions["amount"] > 0)]
    if len(seen.copies):
        rows = rows[~rows["txn"].isin(seen.copies["txn"])]
    rows = rows.reset_index(drop=True)
    rows["text"] = text_codes(rows)
    when, fine, second = clock(rows)
    money = _codes(rows["currency"])
    keys = rows["merchant_key"].replace(seen.names) if seen.names else rows["merchant_key"]
    file = rows["file"].to_numpy()
    keys = without_heads(keys, file)
    if len(np.unique(file)) > 1:
        keys = without_tails(keys, file)
    names = common_names(keys)
    # A row without any text is its own place: two nameless rows prove nothing of each other.
    named = names >= 0
    names = np.where(named, names, names.max(initial=0) + 1 + np.arange(len(rows)))
    place = _pair(money, names)
    amount = rows["amount"].to_numpy("int64")
    cell = _pair(place, pd.factorize(amount)[0])
    account = _codes(rows["account"])
    order = _codes(_orders(rows, when))
    only = _count(place) == _count(cell)
    out = rows.drop(columns=_DONE).assign(
        cell=cell,
        place=place,
        money=money,
        when=when,
        day=when // DAY,
        fine=fine,
        second=second,
        order=np.where(order >= 0, _pair(money, order), -1),
        unrecorded=np.isin(rows["txn"], seen.unrecorded),
        instrument=_pair(account, _codes(rows["method"])),
        payer=_codes(rows["holder"]),
        booked_to=_codes(rows["allocation"]),
        varied=_varied(place, cell),
        name=keys,
        alone=only & (_count(cell) <= FEW) & ~_shelf_price(amount),
        article=only & np.isin(amount % 100, ARTICLE),
        record=NONE,
        **_prices(money, amount, cell),
    )
    return out.sort_values(["cell", "when", "order", "txn"], ignore_index=True)


def with_given_back(transactions: pd.DataFrame) -> pd.DataFrame:
    """`transactions` in which an order that a refund closed is a charge: it was paid all the same.

    These are the closed money-out rows of which refunds that carry their id returned the whole.
    """
    stated = transactions["transaction_id"]
    closed = (transactions["class"] == "not_completed") & (transactions["status"] == "cancelled")
    closed &= (transactions["side"] == "debit") & transactions["id_trusted"] & stated.notna()
    if not closed.any():
        return transactions
    refunds = transactions[(transactions["class"] == "refund") & transactions["id_trusted"]]
    own = refunds["transaction_id"]
    of = refunds["related_id"].fillna(own.str.extract(_OF_ANOTHER, expand=False))
    back = refunds["amount"].groupby([refunds["file"], of]).sum()
    mine = pd.MultiIndex.from_frame(transactions.loc[closed, ["file", "transaction_id"]])
    whole = back.reindex(mine).to_numpy() == transactions.loc[closed, "amount"].to_numpy()
    if not whole.any():
        return transactions
    kind = transactions["class"].to_numpy(dtype=object).copy()
    state = transactions["status"].to_numpy(dtype=object).copy()
    at = np.flatnonzero(closed)[whole]
    kind[at], state[at] = "charge", "booked"
    told = {"class": kind, "status": state}
    return transactions.assign(
        **{c: pd.Series(v, index=transactions.index, dtype="str") for c, v in told.items()}
    )


def clock(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Seconds since 1970 per row, whether the time of day is known, and whether to the second.

    Rows that all state an offset are compared as instants. Times of 00:00:00 are days where many
    rows have them (see MIDNIGHT_SHARE), and so is any time that is the same on all days. A row that
    knows only its day takes the date, and the time, that its text states. A row without any time
    stands at day 0 and knows nothing.
    """
    time = rows["time"].fillna(rows["posted"])
    known = time.notna().to_numpy()
    when = np.where(known, time.to_numpy("datetime64[s]").astype("int64"), 0)
    fine = (rows["precision"] != "day").to_numpy() & rows["time"].notna().to_numpy()
    second = fine & (rows["precision"] == "second").to_numpy()
    midnight = fine & (when % DAY == 0)
    if midnight.sum() > MIDNIGHT_SHARE * max(int(fine.sum()), 1):
        fine, second = fine & ~midnight, second & ~midnight
    stands = _clock_stands(rows["file"].to_numpy(), when, fine)
    fine, second = fine & ~stands, second & ~stands
    if len(rows) and rows["utc_offset"].notna().all():
        offset = rows["utc_offset"].to_numpy("int64")
        when = np.where(fine, when - offset * 60, when)
    # Banks book in one go what was bought on several days; the value date is the earlier one.
    posted = rows["posted"]
    value = np.where(posted.notna(), posted.to_numpy("datetime64[s]").astype("int64"), when)
    bought = (value < when) & (when - value <= VALUE * DAY)
    when = np.where(fine, when, np.where(bought, value, when) // DAY * DAY)
    if (coarse := np.flatnonzero(known & ~fine)).size:
        part = rows[["merchant", "description"]].iloc[coarse]
        told = texts_at(part.assign(text=text_codes(part)), np.arange(len(part)))
        found, stated, timed = moments(*told, when[coarse] // DAY)
        when[coarse] = np.where(found, stated, when[coarse])
        fine[coarse] = timed
    return when, fine, second


def _clock_stands(file: np.ndarray, when: np.ndarray, fine: np.ndarray) -> np.ndarray:
    """Rows of files that know two times of day over many days: midnight in another time zone.

    One in winter, another in summer.
    """
    stands = np.zeros(len(file), dtype=bool)
    for code in np.unique(file[fine]).tolist():
        here = fine & (file == code)
        day, hour = np.divmod(when[here], DAY)
        if len(np.unique(day)) >= CLOCK_DAYS and len(np.unique(hour)) <= 2:
            stands |= here
    return stands


def _orders(rows: pd.DataFrame, when: np.ndarray) -> pd.Series:
    """The order each row states; where a file has but one number, one that stands on two times.

    A number of the transaction itself is new with every row.
    """
    stated = rows["order_id"].where(rows["order_trusted"])
    own = rows["transaction_id"].where(rows["id_trusted"] & stated.isna())
    times = pd.Series(when, index=rows.index).groupby([rows["file"], own]).transform("nunique")
    return stated.where(stated.notna(), own.where(times > 1))


def _codes(column: pd.Series) -> np.ndarray:
    return pd.factorize(column, use_na_sentinel=True)[0].astype("int64")


def _pair(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """One dense code per distinct pair of codes (-1 is a code like any other)."""
    wide = (left + 1) * (int(right.max(initial=0)) + 2) + (right + 1)
    return np.asarray(pd.factorize(wide)[0].astype("int64"))


def _prices(money: np.ndarray, amount: np.ndarray, cell: np.ndarray) -> dict[str, np.ndarray]:
    """Per row: is the amount off the price list, and is it large for this file."""
    odd, sizeable, tiny = (np.zeros(len(amount), bool) for _ in range(3))
    steps = np.ones(len(amount), dtype="int64")
    first = np.zeros(len(amount), bool)
    first[np.unique(cell, return_index=True)[1]] = True
    for code in np.unique(money):
        here = money == code
        different = amount[here & first]
        steps[here] = step = _step(amount[here])
        quarter, ten = (step * part for part in LIST_PRICE)
        unround = different[different % quarter != 0]
        tens = len(unround) > 0 and (unround % ten == 0).mean() >= TENS_SHARE
        odd[here] = _off_list(amount[here], ten if tens else quarter)
        if len(different) < KNOWN:  # too few to know what is small here
            sizeable[here] = True
            continue
        ordered = np.sort(different)
        middle = int(ordered[len(ordered) // 2])
        sizeable[here] = amount[here] >= int(ordered[len(ordered) // SMALL_SHARE])
        tiny[here] = amount[here] * TINY <= middle
    return {"step": steps, "odd": odd, "sizeable": sizeable, "tiny": tiny}


def figures(amount: np.ndarray, least: int) -> np.ndarray:
    """Has each amount so many figures, noughts at its end aside."""
    return np.asarray(_without_noughts(amount) >= 10 ** (least - 1))


def on_a_tag(amount: np.ndarray) -> np.ndarray:
    """Ends each amount as prices of single things do: 24.99, 31.95."""
    return np.asarray(np.isin(amount % 100, ARTICLE))


def _without_noughts(amount: np.ndarray) -> np.ndarray:
    bare = amount.copy()
    while (ends_round := (bare % 10 == 0) & (bare > 0)).any():
        bare[ends_round] //= 10
    return bare


def _off_list(amount: np.ndarray, list_step: int) -> np.ndarray:
    """Amounts that no price list holds: of many figures, or off its steps and of a few at least."""
    bare = _without_noughts(amount)
    few, several, many = (bare >= 10 ** (n - 1) for n in FIGURES)
    precise = several & (bare % LIST_PRICE[0] != 0) & ~np.isin(bare % 100, SHELF)
    tagged = np.isin(amount % 100, TAGS) & ~many
    return np.asarray(~tagged & (many | precise | (few & (amount % list_step != 0))))


def _count(code: np.ndarray) -> np.ndarray:
    """How many rows each row's code has."""
    return np.asarray(np.bincount(code)[code] if len(code) else code)


def _shelf_price(amount: np.ndarray) -> np.ndarray:
    """Endings that shops put on single articles: 4.99, 12.95, 7.49, 3.80."""
    return np.asarray(np.isin(amount % 100, SHELF) | (amount % 10 == 0))


def _varied(place: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """Per row: do the place's other rows nearly all cost something else, each another sum."""
    first = np.zeros(len(cell), bool)
    first[np.unique(cell, return_index=True)[1]] = True
    cells_here = np.bincount(place, weights=first)[place] if len(place) else place
    others = _count(place) - _count(cell)
    return np.asarray((others >= VISITS) & (cells_here - 1 >= VARIED * others))


def _step(amounts: np.ndarray) -> int:
    """The largest power of ten of which nearly all amounts are multiples; a whole one of most."""
    step = 1
    while step < 10**12 and (amounts % (step * 10) == 0).mean() >= STEP_SHARE:
        step *= 10
    return max(step, WHOLE if (amounts % WHOLE == 0).mean() >= WHOLE_SHARE else 1)
