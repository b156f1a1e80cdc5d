"""What several files tell of one payment: the value that overlap hands on.

Owns: the type, and transactions in the money that the files tell of each other. Does not own: how
sightings are matched (overlap).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dupcharge import schema

ADOPTED = ["txn", "currency", "amount"]


@dataclass(frozen=True)
class Sightings:
    """`copies`: schema.COPIES. `names`: merchant key on the card -> key in the wallet.

    `unrecorded`: txn of card debits that carry the wallet's name and are not in the wallet.
    `adopted`: rows of files that name no currency but are another view of payments in a file that
    does: columns txn, currency, amount (in minor units of that currency).
    """

    copies: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.COPIES))
    names: dict[str, str] = field(default_factory=dict)
    unrecorded: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype="int64"))
    adopted: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=ADOPTED))

    def in_known_money(self, transactions: pd.DataFrame) -> pd.DataFrame:
        """`transactions` with the currency and amount that the other file tells (adopted)."""
        if not len(self.adopted):
            return transactions
        told = self.adopted.set_index("txn").reindex(transactions["txn"])
        known = told["currency"].notna().to_numpy()
        amount = transactions["amount"].to_numpy("int64", copy=True)
        amount[known] = told["amount"].to_numpy()[known].astype("int64")
        currency = transactions["currency"].to_numpy(dtype=object).copy()
        currency[known] = told["currency"].to_numpy(dtype=object)[known]
        return transactions.assign(
            amount=amount, currency=pd.Series(currency, index=transactions.index, dtype="str")
        )
