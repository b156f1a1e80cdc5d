"""Every sample against its truth, written by hand: through the program, as a user does."""

import csv
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTH = json.loads(Path(__file__).with_name("truth.json").read_text("utf-8"))


def test_every_sample_has_a_truth_and_is_explained():
    own = {"README.md", "make_reports.py"}
    files = {path.name for path in SAMPLES.iterdir() if path.is_file()} - own
    assert files == set(TRUTH)
    readme = (SAMPLES / "README.md").read_text("utf-8")
    for name, truth in TRUTH.items():
        assert readme.count(f"`{name}`") == 2, f"{name}: once in English, once in Chinese"
        for group in truth["groups"]:
            assert readme.count(group["overcharge"]) >= 2, f"{name}: {group['overcharge']}"


@pytest.mark.parametrize("name", TRUTH)
def test_bytes_are_as_written(name):
    """A converted line ending or encoding would still be readable, and show nothing any more."""
    assert hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest() == TRUTH[name]["sha256"]


def test_founding_case_agrees_with_its_own_preamble():
    text = (SAMPLES / "alipay-2024-11-11.csv").read_bytes().decode("gb18030")
    lines = text.split("\r\n")
    rows = list(csv.DictReader(lines[24:]))
    assert f"共{len(rows)}笔记录" in lines[:24]
    for word in ("支出", "收入", "不计收支"):
        amounts = [Decimal(row["金额"]) for row in rows if row["收/支"] == word]
        assert f"{word}：{len(amounts)}笔 {sum(amounts)}元" in lines[:24]

    cake = [row for row in rows if row["交易对方"] == "松果烘焙（望江路店）"]
    charged = [row for row in cake if row["收/支"] == "支出"]
    refunded = [row for row in cake if row["交易状态"] == "退款成功"]
    assert len(charged) == 22
    assert {row["商家订单号"] for row in cake} == {"SG2024111108115800417\t"}
    ids = {row["交易订单号"].strip() for row in charged}
    assert len(ids) == 22
    assert {row["交易订单号"].split("_")[0] for row in refunded} < ids
    owed = sum(Decimal(row["金额"]) for row in charged[1:])
    owed -= sum(Decimal(row["金额"]) for row in refunded)
    assert str(owed) == TRUTH["alipay-2024-11-11.csv"]["total"]["overcharge"]


@pytest.mark.parametrize("name", TRUTH)
def test_inspect_reads_the_sample(name, dupcharge):
    done = dupcharge("inspect", "--format", "json", f"samples/{name}")
    assert (done.returncode, done.stderr) == (0, "")
    (file,) = json.loads(done.stdout)["files"]
    truth = TRUTH[name]
    assert file["rows"] == truth["rows"]
    assert file["charge_total"] == truth["charge_total"]
    assert file["refund_total"] == truth["refund_total"]
    assert file["warnings"] == []
    assert file["sha256"] == truth["sha256"]
    if truth["format"]:
        assert file["format"] == truth["format"]
    if truth["encoding"]:
        assert file["encoding"] == truth["encoding"]


@pytest.mark.parametrize("name", TRUTH)
def test_scan_finds_what_the_sample_shows(name, dupcharge):
    done = dupcharge("scan", "--format", "json", f"samples/{name}")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    truth = TRUTH[name]

    counted = [group for group in report["groups"] if group["confidence"] != "possible"]
    assert sorted(map(shown, counted), key=str) == sorted(
        ({k: v for k, v in group.items() if k != "confidence"} for group in truth["groups"]),
        key=str,
    )
    words = {group["merchant"]: group["confidence"] for group in truth["groups"]}
    assert all(group["confidence"] in words[group["merchant"]] for group in counted)

    (total,) = report["totals"]
    assert {k: total[k] for k in truth["total"]} == truth["total"]


def shown(group):
    return {
        "merchant": group["merchant"],
        "amount": group["amount"],
        "charges": len(group["charges"]),
        "refunds": len(group["refunds"]),
        "refunded": group["refunded"],
        "overcharge": group["overcharge"],
        "settled": group["settled"],
    }


def test_founding_case_names_original_repeats_and_refunds(dupcharge):
    report = json.loads(
        dupcharge("scan", "--format", "json", "samples/alipay-2024-11-11.csv").stdout
    )
    (group,) = [g for g in report["groups"] if g["confidence"] == "strong"]
    original, *repeats = group["charges"]
    assert (original["role"], original["time"]) == ("original", "2024-11-11T08:12:07")
    assert {charge["role"] for charge in repeats} == {"repeat"}
    assert [charge["refunded"] for charge in group["charges"]] == (
        ["0.00"] + ["32.80"] * 5 + ["0.00"] * 16
    )
    assert sorted(refund["of"] for refund in group["refunds"]) == [1, 2, 3, 4, 5]
    assert group["rule"] == "same-order"
    assert report["files"][0]["period"] == {
        "from": "2024-11-11T07:50:09",
        "to": "2024-11-11T11:24:55",
    }


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["524.80", "22"]), ("zh", ["524.80", "22", "多扣"])]
)
def test_founding_case_in_the_terminal(lang, words, dupcharge):
    done = dupcharge("scan", "--lang", lang, "samples/alipay-2024-11-11.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "松果烘焙" in done.stdout
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize("picture", sorted((SAMPLES / "pictures").iterdir()), ids=lambda p: p.name)
def test_every_picture_is_shown(picture):
    readme = (SAMPLES.parent / "README.md").read_text("utf-8")
    assert f"(samples/pictures/{picture.name})" in readme
    assert picture.read_bytes().startswith(b"\x89PNG")
