"""One model, many media: every kind of file, read back, tells the same money and charges."""

import csv
import io
import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
import python_calamine

from dupcharge import find_duplicates, load, reporter
from dupcharge.reporter import Request, view
from tests.reporter.pdfread import Pdf

SAMPLES = Path(__file__).parents[2] / "samples"
STATEMENTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".csv", ".xls", ".xlsx"))
KINDS = sorted(reporter.RENDERERS)


@pytest.fixture(scope="module")
def shown():
    return {path.stem: view.report(find_duplicates(load(path))) for path in STATEMENTS}


def plain(kind, content):
    """What a reader of this kind of file sees, as text without layout."""
    if kind == ".pdf":
        text = Pdf(content).text
    elif kind == ".xlsx":
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = (row for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python())
        text = "\n".join(" ".join(map(str, row)) for row in rows)
    else:
        text = content.decode("utf-8-sig")
        if kind == ".html":
            text = unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<script.*?</script>", "", text)))
        if kind == ".md":
            text = text.replace("\\", "")
    return re.sub(r"[\s,]+", "", text)


def owed(document):
    return [t for t in document["totals"] if t["groups"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", [k for k in KINDS if k not in (".json", ".csv")])
@pytest.mark.parametrize("name", [path.stem for path in STATEMENTS])
def test_every_medium_tells_the_same_total(shown, name, kind, lang):
    document = json.loads(reporter.render(".json", shown[name], Request((lang,))))
    text = plain(kind, reporter.render(kind, shown[name], Request((lang,))))
    for total in owed(document):
        assert total["overcharge"] in text
    claimed = [g for g in document["groups"] if not g["settled"]]
    for group in claimed:
        for charge in group["charges"]:
            given_back = charge["refunded"] == charge["amount"]
            if kind == ".txt" and given_back:
                continue  # the claim names what is claimed
            assert charge["transaction_id"] is None or charge["transaction_id"] in text


@pytest.mark.parametrize("name", [path.stem for path in STATEMENTS])
def test_lines_of_the_tables_add_up_to_the_total(shown, name):
    document = json.loads(reporter.render(".json", shown[name], Request(("en",))))
    content = reporter.render(".csv", shown[name], Request(("en",))).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    for total in document["totals"]:
        of = [
            line
            for line in lines
            if line["currency"] == total["currency"]
            and line["counted"] == "true"
            and line["role"] == "repeat"
        ]
        left = sum(Decimal(line["amount"]) - Decimal(line["refunded"]) for line in of)
        assert left == Decimal(total["overcharge"])


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en")], ids="-".join)
@pytest.mark.parametrize("kind", KINDS)
def test_same_input_same_bytes(kind, languages):
    path = SAMPLES / "alipay-2024-11-11.csv"
    made = [
        reporter.render(
            kind, view.report(find_duplicates(load(path))), Request(languages, command="x")
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", KINDS)
def test_private_data_leaves_no_medium(kind, tmp_path):
    card, phone = "4111111111111111", "13912345678"
    path = tmp_path / "card.csv"
    rows = ["Date,Description,Amount,Card number,Order id"]
    rows += [f"2025-03-0{d} 10:00:0{s},SHOP {phone},-25.50,{card},A-77810{s}" for d, s in
             ((1, 1), (1, 4), (2, 2))]  # fmt: skip
    rows += ["2025-03-03 09:00:00,SECRET CLINIC,-88.00,4111111111111111,B-1"]
    path.write_text("\n".join(rows) + "\n")
    found = view.report(find_duplicates(load(path, currency="USD")))
    assert found.groups
    text = plain(kind, reporter.render(kind, found, Request(("en",))))
    assert card not in text and phone not in text
    assert "SECRETCLINIC" not in text  # belongs to no group


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_list_with_a_column_of_cardholders_is_written(tmp_path, kind, lang):
    """A role that only some statements have ends no report."""
    path = tmp_path / "card.csv"
    lines = ("1,Quill Studio,61.37", "1,Quill Studio,61.37", "2,Tern Optics,5.71")
    rows = [f"2024-05-0{line},EUR,H SILVA" for line in lines]
    path.write_text("\n".join(["Date,Merchant,Amount,Currency,Card Member", *rows]), "utf-8")
    statement = load(path)
    assert statement.files[0].columns["holder"]
    page = view.report(find_duplicates(statement))
    assert "61.37" in plain(kind, reporter.render(kind, page, Request((lang,))))
