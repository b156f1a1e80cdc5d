"""inspect: each file on its own, the good ones shown, the bad ones named."""

import json

from dupcharge.errors import ReadError
from tests.reporter import make


def one_file(path="a.csv", **values):
    return make.findings(files=[make.record(path, **values)], rows=[make.row(1), make.row(2)])


def test_text_is_one_screen(run, rooms):
    rooms.findings = one_file()
    done = run("inspect", "a.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "a.csv"
    assert len(lines) <= 24
    for word in ("gb18030", "comma", "交易时间", "44 rows", "CNY 43.80", "row 2, line 7"):
        assert word in done.stdout


def test_json_has_totals_and_ends(run, rooms):
    rooms.findings = one_file()
    answer = json.loads(run("inspect", "a.csv", "--format", "json").stdout)
    assert answer["schema"] == "dupcharge/inspect/1"
    (file,) = answer["files"]
    assert file["charge_total"] == {"CNY": "43.80"}
    assert file["refund_total"] == {"CNY": "0.00"}
    assert (file["first"]["row"], file["last"]["row"]) == (1, 2)
    assert file["first"]["class"] == "charge"
    assert answer["errors"] == []


def test_good_files_are_reported_beside_bad_ones(run, rooms):
    rooms.findings = one_file("b.csv", language="en")
    rooms.error = {"a.csv": ReadError("empty_file", file="a.csv")}
    done = run("inspect", "b.csv", "a.csv", "b.csv", "--format", "json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert [file["path"] for file in answer["files"]] == ["b.csv"]
    assert [error["path"] for error in answer["errors"]] == ["a.csv"]
    assert "empty" in answer["errors"][0]["message"]
    assert done.stderr.startswith("Error: a.csv: ")
    text = run("inspect", "b.csv", "a.csv")
    assert text.exit_code == 1
    assert text.stdout.startswith("b.csv\n")


def test_a_bad_file_alone_leaves_standard_output_empty(run, rooms):
    rooms.error = ReadError("empty_file", file="a.csv")
    done = run("inspect", "a.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_files_are_sorted_and_read_one_by_one(run, rooms):
    run("inspect", "b.csv", "a.csv", "b.csv", "--date-order", "dmy", "--map", "amount=Total")
    assert [paths for paths, _ in rooms.loaded] == [("a.csv",), ("b.csv",)]
    assert rooms.loaded[0][1]["date_order"] == "dmy"
    assert rooms.loaded[0][1]["mapping"] == {"amount": "Total"}


def test_warnings_reach_standard_error_when_nobody_sees_the_page(run, rooms):
    rooms.findings = one_file(warnings=(make.said("two orders are possible"),))
    done = run("inspect", "a.csv", "--format", "json")
    assert done.stderr == "Warning: a.csv: two orders are possible\n"
