"""Names of people, told from those of shops."""

from __future__ import annotations

import pytest

from dupcharge.rules.people import is_person

from . import build
from .build import background, charge


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Nadine Holzapfel", True),
        ("NADINE HOLZAPFEL", True),
        ("Payment to Inés Quintero Ruiz", True),
        ("VIR INST ANAÏS DELORME", True),
        ("Mrs O'Hara", True),
        ("Siu-Ming Wong", False),  # the given name is none of the list
        ("CHAN TAI KEI", True),
        ("Chan Noodle", False),
        ("TO SIU MING", True),
        ("Payment to Brimo Pro", False),  # this To is no family name
        ("Paid to Jyoti Opticals", False),
        ("Anna Bakery", False),
        ("Ruth and Sons", False),
        ("Ruth", False),
        ("Harbour Anna Holzapfel", False),  # what stands before is no bank's word
        ("Anna Holzapfel 24", False),
        ("SHOPWAY *ANNA HOLZAPFEL", False),
    ],
)
def test_is_person(name: str, person: bool) -> None:
    assert is_person(name) is person


@pytest.mark.parametrize(
    ("name", "word"), [("Nadine Holzapfel", "possible"), ("Holzapfel Optics", "strong")]
)
def test_a_payment_to_a_person_is_at_most_possible(name: str, word: str) -> None:
    rows = [charge(f"2024-02-03 10:00:{s}", name, "61.37") for s in ("00", "20")]
    assert build.only(build.find(background() + rows)).confidence == word
