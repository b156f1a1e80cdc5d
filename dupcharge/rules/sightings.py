"""What several files tell of one payment: the value that overlap hands on.

Owns: the type only. Does not own: how sightings are matched (overlap).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dupcharge import schema


@dataclass(frozen=True)
class Sightings:
    """`copies`: schema.COPIES. `names`: merchant key on the card -> key in the wallet.

    `unrecorded`: txn of card debits that carry the wallet's name and are not in the wallet.
    `adopted`: of these, where their file names no currency, txn -> the wallet's currency and the
    amount in its minor units.
    """

    copies: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.COPIES))
    names: dict[str, str] = field(default_factory=dict)
    unrecorded: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype="int64"))
    adopted: dict[int, tuple[str, int]] = field(default_factory=dict)
