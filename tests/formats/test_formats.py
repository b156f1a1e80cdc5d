"""Every format known by name: a sample of its layout is recognised and read as its truth says.

A folder per format id: `sample*` is an invented statement, `truth*.csv` beside it what it holds.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

import dupcharge
from dupcharge.loader.formats import all_formats, by_id, from_toml, identify
from dupcharge.loader.vocabulary import currency_codes

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("*/sample*"))
NAMED = [item for item in all_formats() if item.reader == "table"]
FIELDS = ("row", "line", "time", "class", "side", "status", "amount", "currency", "merchant",
          "transaction_id", "order_id")  # fmt: skip
# What a sample's layout leaves open by its nature; any other warning is a fault of the format.
OPEN = {"amex": {"loader.no_currency"}}
NEEDS_TITLE = {"cmb-credit"}  # its days have no year; the title has
CUT = [s for s in SAMPLES if s.suffix == ".csv" and s.parent.name not in NEEDS_TITLE]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def truth(sample: Path) -> list[dict[str, str]]:
    path = sample.with_name(sample.stem.replace("sample", "truth") + ".csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(statement: dupcharge.Statement) -> list[dict[str, str]]:
    """The transactions as truth writes them: text, amounts in major units, "" for unknown."""
    found = []
    frame = statement.transactions.sort_values(["part", "row"])
    for record in frame.to_dict("records"):
        exponent = statement.exponents.get(record["currency"], 2)
        record["amount"] = str(Decimal(record["amount"]).scaleb(-exponent))
        moment = record["time"].isoformat()
        record["time"] = moment[:10] if record["precision"] == "day" else moment
        found.append({k: "" if record[k] != record[k] or record[k] is None else str(record[k])
                      for k in FIELDS})  # fmt: skip
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_sample_is_read_as_its_truth_says(sample):
    statement = dupcharge.load(sample)
    (record,) = statement.files
    assert record.format == sample.parent.name
    assert rows(statement) == truth(sample)
    assert {w.code for w in record.warnings} == OPEN.get(record.format, set())


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_totals_agree(sample):
    charges = [row for row in truth(sample) if row["class"] == "charge"]
    frame = dupcharge.load(sample).transactions
    frame = frame[frame["class"] == "charge"]
    for currency in {row["currency"] for row in charges} | set(frame["currency"]):
        wanted = sum(Decimal(row["amount"]) for row in charges if row["currency"] == currency)
        assert (
            Decimal(int(frame.loc[frame["currency"] == currency, "amount"].sum())) == wanted * 100
        )


@pytest.mark.parametrize("sample", CUT, ids=name)
def test_sample_without_the_lines_before_its_header(sample, tmp_path):
    """People delete what stands above the table; the columns alone must do."""
    data = sample.read_bytes()
    encoding = next(
        e for e in ("utf-16", "utf-8-sig", "gb18030", "cp1252")
        if (e != "utf-16" or data[:2] in (b"\xff\xfe", b"\xfe\xff")) and _decodes(data, e)
    )  # fmt: skip
    lines = data.decode(encoding).splitlines(keepends=True)
    known = by_id(sample.parent.name)
    at = next(i for i, line in enumerate(lines) if all(c in line for c in known.columns_required))
    cut = tmp_path / "cut.csv"
    cut.write_bytes("".join(lines[at:]).encode(encoding))
    kept = ("time", "class", "side", "status", "amount", "currency", "merchant")
    found = rows(dupcharge.load(cut))
    assert [{k: row[k] for k in kept} for row in found] == [
        {k: row[k] for k in kept} for row in truth(sample)
    ]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


@pytest.mark.parametrize("known", NAMED, ids=lambda item: item.id)
def test_every_named_layout_has_a_sample(known):
    assert [s for s in SAMPLES if s.parent.name == known.id]


def test_every_folder_is_a_format():
    assert {s.parent.name for s in SAMPLES} == {item.id for item in NAMED}
    assert {s.stem.replace("sample", "truth") for s in SAMPLES} == {
        p.stem for p in HERE.glob("*/truth*.csv")
    }


@pytest.mark.parametrize("known", all_formats(), ids=lambda item: item.id)
def test_toml_round_trip(known):
    assert from_toml(known.to_toml(), known.id) == known


@pytest.mark.parametrize("known", all_formats(), ids=lambda item: item.id)
def test_a_format_tells_people_what_it_is(known):
    for texts in (known.title, known.how_to_export):
        assert set(texts) == {"en", "zh"}
        assert all(text.strip() == text != "" for text in texts.values())
    assert known.source
    assert re.fullmatch(r"([A-Z]{2})?", known.country)
    assert known.constants.get("currency", "CNY") in currency_codes()
    for pattern in known.control.values():
        assert re.compile(pattern).groups == 1


@pytest.mark.parametrize("known", NAMED, ids=lambda item: item.id)
def test_own_columns_are_claimed_by_nobody_else(known):
    """Whatever stands above the table, one format wins, and it reads the same columns."""
    banners = [t for other in NAMED for t in other.text]
    for banner in ("", *(re.sub(r"\[(.).*?\]", r"\1", b) for b in banners)):
        found = identify(known.columns_required, banner)
        assert found is not None
        assert found.id == known.id or found.columns == known.columns


@pytest.mark.parametrize("known", NAMED, ids=lambda item: item.id)
def test_another_column_more_changes_nothing(known):
    found = identify([*known.columns_required, "我的备注", "my note"], "")
    assert found is not None
    assert found.columns == known.columns
