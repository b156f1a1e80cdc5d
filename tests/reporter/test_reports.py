"""What the reports say, in every medium: the same money, whole ids, calm words, golden pages."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dupcharge import reporter
from dupcharge.locale import room
from dupcharge.reporter import Request, reading, terminal, view, words
from dupcharge.reporter import csv as table
from dupcharge.reporter.inspected import views
from dupcharge.reporter.layout import Ink, cells
from dupcharge.reporter.page import Page
from tests.reporter import make

GOLDEN = Path(__file__).parent / "golden"
CASES = {"everything": make.everything, "clean": make.clean, "nothing": make.nothing}


def text(found, lang="en", width=80, colour=False):
    return terminal.render(view.report(found), (lang,), width, Ink(colour))


@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CASES)
def test_terminal_page(case, lang, width, golden):
    golden(GOLDEN / f"{case}.{lang}.{width}.txt", text(CASES[case](), lang, width))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_markdown_page(lang, golden):
    content = reporter.render(".md", view.report(make.everything()), Request((lang,)))
    golden(GOLDEN / f"everything.{lang}.md", content.decode())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_inspect_page(lang, golden):
    rows = [make.row(1), make.row(2, **{"class": "refund", "side": "credit"})]
    files = [make.record(warnings=(make.said("day and month could be swapped: --date-order"),))]
    found = make.findings(files=files, rows=rows)
    golden(
        GOLDEN / f"inspect.{lang}.txt",
        reading.render(views(found.statement), (lang,), 80, Ink()),
    )


def test_no_golden_file_is_left_over():
    names = {f"{c}.{g}.{w}.txt" for c in CASES for g in ("en", "zh") for w in (80, 50)}
    names |= {f"everything.{g}.md" for g in ("en", "zh")}
    names |= {f"inspect.{g}.txt" for g in ("en", "zh")}
    assert {path.name for path in GOLDEN.iterdir()} == names


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 50, 80, 200])
def test_prose_keeps_the_width_and_ids_stay_whole(lang, width):
    page = text(make.everything(), lang, width)
    ids = re.findall(r"[0-9A-Z]{20,}", page)
    assert len([i for i in ids if i.startswith("2024")]) == 7
    *prose, last = page.splitlines()
    assert last.startswith(("Total:", "合计："))
    for line in prose:
        assert cells(line) <= max(width, 40) or re.search(r"\S{18,}", line)


def test_the_first_screen_answers():
    first = text(make.everything()).split("Repeated charges\n")[0]
    for word in ("CNY 43.80", "EUR 49.90", "2 groups", "5 repeats", "1 strong", "1 likely", "next"):
        assert word in " ".join(first.split())
    assert len(first.splitlines()) <= 24


def test_many_groups_are_listed_first():
    name = "某某某某某某某某某某某某某某某某某某某某公司"
    groups = [make.group(n, [make.row(9 * n, merchant=name), make.row(9 * n + 1, merchant=name)])
              for n in range(1, 6)]  # fmt: skip
    first = text(make.findings(groups)).split("What next")[0]
    lines = [line for line in first.splitlines() if line.endswith("某…")]
    assert len(lines) == 5
    assert lines[0].split()[:5] == ["1", "CNY", "21.90", "1", "strong"]
    assert "Too much" not in text(make.findings(groups[:3]))


def test_every_medium_has_the_same_money():
    shown = view.report(make.everything())
    document = json.loads(reporter.render(".json", shown, Request(("en",))))
    expected = {t["currency"]: t["overcharge"] for t in document["totals"] if t["groups"]}
    assert expected == {"CNY": "43.80", "EUR": "49.90"}
    last = reporter.render(".md", shown, Request(("en",))).decode().strip().splitlines()[-1]
    assert "CNY 43.80, EUR 49.90 charged too much" in last
    ask = reporter.render(".txt", shown, Request(("en",))).decode().splitlines()[1]
    assert "CNY 43.80" in ask and "EUR 49.90" in ask
    content = reporter.render(".csv", shown, Request(("en",))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len([r for r in rows if r["role"] != "refund"]) == sum(
        len(g["charges"]) for g in document["groups"]
    )
    ids = {c["transaction_id"] for g in document["groups"] for c in g["charges"]}
    assert {r["transaction_id"] or None for r in rows if r["role"] != "refund"} == ids


def test_the_last_line_alone():
    shown = view.report(make.clean())
    assert words.answer(shown, "en") == (
        "Total: no repeated charges among 36 charges; all 44 rows read."
    )
    assert words.answer(view.report(make.nothing()), "zh") == "合计：没有交易，无可检查。"


def test_settled_groups_are_not_called_clean():
    rows = [make.row(1), make.row(2)]
    found = make.findings([make.group(1, rows, [make.row(3)])])
    page = text(found)
    assert "Nothing left to claim" in page
    assert "No repeated charges found" not in page
    assert "nothing left to claim, 1 group" in page.splitlines()[-1]


def test_no_currency_is_printed_without_code():
    rows = [make.row(1, currency="XXX"), make.row(2, currency="XXX")]
    page = text(make.findings([make.group(1, rows)], currencies=("XXX",)))
    assert "XXX" not in page
    assert "21.90 charged too much" in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_languages_stand_one_after_the_other(lang):
    other = "zh" if lang == "en" else "en"
    page = terminal.render(view.report(make.clean()), (lang, other), 80, Ink())
    assert text(make.clean(), lang) in page
    assert text(make.clean(), other) in page


def test_colour_changes_nothing_but_colour():
    coloured = text(make.everything(), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(make.everything())


def hostile():
    nasty = "Shop\x1b[31m\u202eevil\nTotal: nothing | <b>x</b> [a](http://x) `c` =1+1"
    rows = [make.row(1, merchant=nasty, transaction_id="=cmd|' /C calc'!A0", order_id="a\x07"),
            make.row(2, merchant=nasty, transaction_id="@x\r\ny", order_id="b")]  # fmt: skip
    group = make.group(1, rows, merchant=nasty, evidence=(make.said(nasty),))
    return make.findings([group], [make.record("a\x1b]0;x\x07.csv", warnings=(make.said(nasty),))])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".json"])
def test_hostile_text_is_inert(suffix):
    content = reporter.render(suffix, view.report(hostile()), Request(("en",))).decode()
    assert not set(content.removeprefix("\ufeff")) & set("\x1b\x07\u202e\x9b")
    assert len([line for line in content.splitlines() if line.startswith("Total:")]) <= 1


def test_hostile_markdown_has_no_markup():
    content = reporter.render(".md", view.report(hostile()), Request(("en",))).decode()
    assert "<b>" not in content.replace("\\<", "")
    assert "](" not in content.replace("\\]", "")
    assert "http://" not in content


def test_hostile_csv_has_no_formula():
    content = reporter.render(".csv", view.report(hostile()), Request(("en",))).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert table.inert("-1") == "'-1"


def test_a_huge_cell_does_not_fill_the_screen():
    rows = [make.row(1, merchant="x" * 500_000), make.row(2, merchant="x" * 500_000)]
    assert len(text(make.findings([make.group(1, rows)]))) < 5_000


AVOID = re.compile(r"fraud|theft|proof|guarantee|obvious|100 ?%|%|欺诈|盗刷|诈骗|证明|必须赔", re.I)


@pytest.mark.parametrize("name", ["report", "cli"])
def test_words_of_the_avoid_list_are_nowhere(name):
    for lang in ("en", "zh"):
        for key, value in room(lang, name).items():
            for sentence in [value] if isinstance(value, str) else value:
                assert not AVOID.search(sentence), key


@pytest.mark.parametrize("name", ["report", "cli", "errors"])
def test_both_languages_say_the_same_things(name):
    def holes(value):
        both = value if isinstance(value, tuple) else (value, value)
        return set(re.findall(r"{(\w+)}", both[1]))

    english, chinese = room("en", name), room("zh", name)
    assert set(english) == set(chinese)
    for key, value in english.items():
        assert holes(value) == holes(chinese[key]), key


def test_a_group_that_stays_settled_is_not_called_owed():
    rows = [make.row(1), make.row(2)]
    found = make.findings([make.group(1, rows, [make.row(3)])])
    shown = view.report(found)
    nothing = shown.groups[0].overcharge
    change = view.ChangeView("owed", "key-1", "1", "Shop", nothing, nothing, nothing)
    lines = Page(replace(shown, changes=(change,)), "en").changes()
    assert lines == ["Group 1, Shop: nothing is owed, as before"]
