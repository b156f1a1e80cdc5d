"""formats and rules: one line each, or one in full; text and JSON, both languages."""

import json

import pytest

from dupcharge.loader.formats import all_formats
from dupcharge.rules import EXCUSES, RULES


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_and_excuse_is_listed(lang, run):
    done = run("rules", "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    for item in (*RULES, *EXCUSES):
        assert f"  {item.name} " in done.stdout
    answer = json.loads(run("rules", "--format", "json", "--lang", lang).stdout)
    assert answer["schema"] == "dupcharge/rules/1"
    assert [entry["name"] for entry in answer["rules"]] == [i.name for i in (*RULES, *EXCUSES)]
    assert {entry["kind"] for entry in answer["rules"]} == {"rule", "excuse"}
    assert all(entry["title"] and entry["page"] for entry in answer["rules"])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", [item.name for item in (*RULES, *EXCUSES)])
def test_every_rule_has_a_page(name, lang, run):
    done = run("rules", name, "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(done.stdout) > 100


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_is_listed(lang, run):
    done = run("formats", "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    for item in all_formats():
        assert f"  {item.id} " in done.stdout
    answer = json.loads(run("formats", "--format", "json").stdout)
    assert answer["schema"] == "dupcharge/formats/1"
    assert [entry["id"] for entry in answer["formats"]] == [f.id for f in all_formats()]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", [item.id for item in all_formats()])
def test_every_format_has_a_page(name, lang, run):
    done = run("formats", name, "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{name}: ")
    (entry,) = json.loads(run("formats", name, "--format", "json").stdout)["formats"]
    assert entry["id"] == name


def test_json_does_not_follow_the_locale(run):
    one = run("rules", "habit", "--format", "json")
    assert one.stdout == run("rules", "habit", "--format", "json", env={"LANG": "zh_CN"}).stdout
