"""The bench itself: reproducible, and its labels point at the rows they speak of."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bench import life, score
from tests.bench.layout import arrange
from tests.bench.layouts_asia import CMB_DEBIT, half_width
from tests.bench.model import DEV, HOLDOUT


def lines(path: Path, label: dict) -> list[str]:
    text = path.read_bytes().decode(label["encoding"]).replace("\r\n", "\n")
    first = label["first_data_line"] - 1
    return text.split("\n")[first : first + label["rows"]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    out = tmp_path_factory.mktemp("bench")
    return out, life.build(out, len(life.LAYOUTS), 6, 3, DEV)


def test_the_same_seed_gives_the_same_bytes(bench, tmp_path):
    out, labels = bench
    again = life.build(tmp_path, len(life.LAYOUTS), 6, 3, DEV)
    assert json.dumps(again, sort_keys=True) == json.dumps(labels, sort_keys=True)
    for name in labels["files"]:
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


def test_labels_point_at_transaction_rows(bench):
    out, labels = bench
    for name, label in labels["files"].items():
        rows = lines(out / name, label)
        assert len(rows) == label["rows"]
        assert all(row.strip() for row in rows)
        for group in label["groups"]:
            assert len(set(group["rows"])) == len(group["rows"]) > 1
            assert group["overcharge"] in group["accept"]
            assert group["settled"] == (Decimal(group["overcharge"]) == 0)
            assert not set(group["rows"]) & set(group["refund_rows"])
        marked = [row for group in label["groups"] for row in group["rows"]]
        assert max(Counter(marked).values(), default=1) == 1


def test_no_row_is_both_a_fault_and_a_decoy(bench):
    _, labels = bench
    for label in [*labels["files"].values(), *labels["sets"].values()]:
        faulty = {row for group in label["groups"] for row in group["rows"]}
        innocent = {row for decoy in label["decoys"] for row in decoy["rows"]}
        assert not faulty & innocent


def test_a_charge_that_two_exports_show_is_the_same_line_in_both(bench):
    out, labels = bench
    seen = 0
    for name, label in labels["sets"].items():
        if not label["kind"].startswith(("overlap", "three")):
            continue
        rows = {file: lines(out / file, labels["files"][file]) for file in label["files"]}
        for copy, first in label["alias"].items():
            one, two = (pair.rsplit(":", 1) for pair in (copy, first))
            assert rows[one[0]][int(one[1]) - 1] == rows[two[0]][int(two[1]) - 1], name
            seen += 1
    assert seen > 50


def test_a_clean_life_has_no_fault_and_the_halves_share_no_shop():
    clean = life.invent(CMB_DEBIT, "a", DEV, months=6)
    other = life.invent(CMB_DEBIT, "a", HOLDOUT, months=6)
    assert not any(entry.fault for entry in clean.entries)
    shops = {entry.name for entry in arrange(CMB_DEBIT, clean.entries) if entry.shop}
    assert not shops & {entry.name for entry in other.entries if entry.shop}


def test_half_width_is_undone_by_compatibility_folding():
    import unicodedata

    assert half_width("ガギパピー・メトロ") == "ｶﾞｷﾞﾊﾟﾋﾟｰ･ﾒﾄﾛ"
    assert unicodedata.normalize("NFKC", half_width("バス")) == "バス"


LABEL = {
    "groups": [
        {"kind": "retry", "evidence": "strong", "rows": [2, 3], "refund_rows": [],
         "overcharge": "5.00", "accept": ["5.00"], "currency": "EUR", "settled": False},
        {"kind": "doubtful", "evidence": "weak", "rows": [8, 9], "refund_rows": [],
         "overcharge": "1.00", "accept": ["1.00"], "currency": "EUR", "settled": False},
    ],
    "decoys": [{"kind": "bar", "rows": [5, 6, 7]},
               {"kind": "pool", "rows": [11, 12], "ambiguous": True}],
}  # fmt: skip


def answer(*groups):
    return {
        "files": [{"path": "x/a.csv"}],
        "groups": [
            {"charges": [{"file": 0, "row": row} for row in rows], "confidence": word,
             "overcharge": money, "currency": "EUR"}
            for rows, word, money in groups
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([([2, 3], "strong", "5.00")], {"found": 1, "paid": 1, "exact": 1}),
        ([([2, 3], "likely", "4.00")], {"found": 1, "paid": 0, "exact": 0}),
        ([([2, 3], "possible", "5.00")], {"found": 0, "missed": 1, "possible": 1}),
        ([([2, 3], "strong", "5.00"), ([5, 6], "likely", "9.00")], {"false": 1, "exact": 0}),
        ([([2, 3], "strong", "5.00"), ([8, 9], "likely", "1.00")], {"false": 0, "exact": 1}),
        ([([2, 3], "strong", "5.00"), ([11, 12], "likely", "1.00")], {"false": 0, "exact": 1}),
        ([([2, 3, 4, 5], "strong", "15.00")], {"found": 1, "paid": 0}),
        ([([2, 3, 4, 5, 6], "strong", "20.00")], {"found": 0, "missed": 1, "false": 1}),
    ],
)
def test_the_scorer_counts(groups, expected):
    result = score.judge("a.csv", LABEL, 20, answer(*groups))
    assert {key: result.tally[key] for key in expected} == expected


def test_the_scorer_sees_copies_of_one_payment_as_one():
    label = LABEL | {"alias": {"b.csv:1": "a.csv:4"}}
    two = {
        "files": [{"path": "a.csv"}, {"path": "b.csv"}],
        "groups": [
            {"charges": [{"file": 0, "row": 4}, {"file": 1, "row": 1}], "confidence": "strong",
             "overcharge": "5.00", "currency": "EUR"}
        ],
    }  # fmt: skip
    result = score.judge("a.csv", label, 20, two)
    assert result.tally["false"] == 1
    assert result.kinds["false     copies of one payment"]["n"] == 1
