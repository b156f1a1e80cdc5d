"""The JSON documents: shape, words and bytes as promised."""

import datetime as dt
import json

import pytest

from dupcharge import document
from dupcharge.errors import DupchargeError
from dupcharge.reporter import json as bytes_of
from dupcharge.reporter import view
from dupcharge.reporter.inspected import views
from tests.reporter import make

REPORT = ["schema", "tool", "files", "settings", "groups", "totals"]
FILE = ["path", "sha256", "bytes", "format", "encoding", "account", "period", "columns", "rows",
        "parts", "warnings"]  # fmt: skip
GROUP = ["id", "key", "rule", "rules", "confidence", "merchant", "currency", "amount", "charges",
         "refunds", "refunded", "overcharge", "settled", "evidence", "doubts"]  # fmt: skip
CHARGE = ["file", "row", "line", "time", "merchant", "amount", "transaction_id", "order_id",
          "role", "refunded", "copies"]  # fmt: skip
REFUND = ["file", "row", "line", "time", "amount", "transaction_id", "of"]
TOTAL = ["currency", "groups", "repeats", "overcharge", "to_check", "settled"]
ROWS = ["read", "charges", "refunds", "income", "neutral", "not_completed", "unreadable"]


@pytest.fixture
def report():
    return make.everything().to_dict("en")


def test_every_promised_field_is_there(report):
    assert set(REPORT) <= set(report)
    assert report["schema"] == "dupcharge/report/1"
    for file in report["files"]:
        assert set(FILE) <= set(file)
        assert list(file["rows"]) == ROWS
        assert file["rows"]["read"] == sum(list(file["rows"].values())[1:])
        assert set(file["parts"][0]) == {"name", "sheet", "account", "format", "rows"}
    for group in report["groups"]:
        assert set(GROUP) <= set(group)
        assert all(set(CHARGE) <= set(charge) for charge in group["charges"])
        assert all(set(REFUND) <= set(refund) for refund in group["refunds"])
        assert [c["role"] for c in group["charges"]].count("original") == 1
    assert all(list(total) == TOTAL for total in report["totals"])


def test_amounts_have_the_digits_of_their_currency(report):
    by_currency = {total["currency"]: total for total in report["totals"]}
    assert by_currency["CNY"]["overcharge"] == "43.80"
    assert by_currency["EUR"]["overcharge"] == "49.90"
    assert by_currency["JPY"]["to_check"] == "500"
    assert report["groups"][4]["charges"][0]["amount"] == "500"


def test_totals_are_the_sums_of_the_groups(report):
    for total in report["totals"]:
        own = [g for g in report["groups"] if g["currency"] == total["currency"]]
        owed = [g for g in own if g["counted"] and not g["settled"]]
        assert total["groups"] == len(owed)
        assert total["repeats"] == sum(len(g["charges"]) - 1 for g in owed)
        assert total["settled"] == len([g for g in own if g["counted"] and g["settled"]])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "2024-11-11T08:01:09"),
        ({"precision": "day"}, "2024-11-11"),
        ({"precision": "minute"}, "2024-11-11T08:01"),
        ({"utc_offset": 480}, "2024-11-11T08:01:09+08:00"),
        ({"utc_offset": -210}, "2024-11-11T08:01:09-03:30"),
        ({"utc_offset": 0}, "2024-11-11T08:01:09+00:00"),
        ({"time": dt.datetime(2024, 11, 11, 8, 1, 9, 250000)}, "2024-11-11T08:01:09.250000"),
        ({"time": None}, None),
    ],
)
def test_times_say_what_the_statement_says(values, expected):
    rows = [make.row(1, **values), make.row(2)]
    document = make.findings([make.group(1, rows)]).to_dict()
    assert document["groups"][0]["charges"][0]["time"] == expected


def test_copies_and_refunds_point_to_rows():
    report = make.everything().to_dict("en")
    assert report["groups"][4]["charges"][1]["copies"] == [{"file": 0, "row": 5, "line": 10}]
    assert [r["of"] for r in report["groups"][0]["refunds"]] == [3, 4]


def test_language_follows_the_statement_unless_told():
    warning = (make.said("x"),)
    zh = make.findings(files=[make.record(language="en"), make.record(warnings=warning)])
    assert view.report(zh).language == "zh"
    assert view.report(make.findings(files=[make.record(language="en")])).language == "en"
    both = document.report_of(view.report(zh), ("zh", "en"))
    assert both["files"][1]["warnings"] == ["x / x"]


def test_bytes_are_plain_utf8_and_equal_each_time():
    first = bytes_of.encode(make.everything().to_dict("zh"))
    assert first == bytes_of.encode(make.everything().to_dict("zh"))
    assert "青禾便利店".encode() in first
    assert first.endswith(b"\n}\n")
    assert first.startswith(b'{\n  "schema"')
    assert json.loads(first)["groups"][0]["charges"][0]["row"] == 10


def test_hostile_text_is_escaped_but_kept():
    nasty = 'a"\x1b[31m\x9b\u202e\n\u2028'
    group = make.group(1, [make.row(1, merchant=nasty), make.row(2, merchant=nasty)])
    content = bytes_of.encode(make.findings([group]).to_dict())
    assert json.loads(content)["groups"][0]["merchant"] == nasty
    assert not {"\x1b", "\x9b", "\u202e", "\u2028"} & set(content.decode())


def test_a_name_that_is_no_text_stays_valid_json():
    content = bytes_of.encode(make.findings(files=[make.record("a\udcff.csv")]).to_dict())
    assert json.loads(content)["files"][0]["path"] == "a\\xff.csv"


def inspected(rows, /, **values):
    found = make.findings(files=[make.record(**values)], rows=rows)
    return document.inspection(views(found.statement), [], ("en",))["files"][0]


def test_inspect_counts_what_was_read():
    rows = [
        make.row(1, **{"class": "not_completed", "time": None, "amount": 100, "side": None}),
        make.row(2, transaction_id="T1", order_id="O1"),
        make.row(3, currency="JPY", amount=500),
        make.row(4, **{"class": "refund", "side": "credit", "amount": 90}),
        make.row(5, **{"class": "unreadable", "side": None, "amount": 0, "merchant": None}),
    ]
    file = inspected(list(reversed(rows)))
    assert file["charge_total"] == {"CNY": "21.90", "JPY": "500"}
    assert file["refund_total"] == {"CNY": "0.90", "JPY": "0"}
    assert file["first"] == {
        "row": 1,
        "line": 6,
        "time": None,
        "merchant": "青禾便利店",
        "amount": "1.00",
        "currency": "CNY",
        "class": "not_completed",
        "transaction_id": None,
        "order_id": None,
    }
    assert (file["last"]["row"], file["last"]["class"], file["last"]["amount"]) == (
        5,
        "unreadable",
        None,
    )
    assert {"delimiter", "choices"} <= set(file)


def test_inspect_of_no_rows():
    file = inspected([], rows=make.counts(), period=(None, None))
    assert (file["first"], file["last"], file["charge_total"]) == (None, None, {})
    assert file["period"] == {"from": None, "to": None}


def test_inspect_lists_what_it_could_not_read():
    error = DupchargeError("no_such_file", file="b.csv")
    answer = document.inspection([], [error], ("en",))
    assert answer["schema"] == "dupcharge/inspect/1"
    assert answer["errors"][0]["path"] == "b.csv"
    assert "there is no such file" in answer["errors"][0]["message"]
