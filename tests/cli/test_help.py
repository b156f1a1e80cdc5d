"""Help, version, languages, and the cost of starting."""

import json
import subprocess
import sys

import pytest

from dupcharge import __version__
from dupcharge.cli import language
from dupcharge.cli.command import COMMANDS, help_text
from dupcharge.locale import room
from dupcharge.reporter.layout import cells

PAGES = [[], *([name] for name in COMMANDS)]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: "".join(page) or "main")
def test_help_leads_with_examples_and_fits(page, lang, run):
    done = run(*page, "--help", "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) <= 65
    assert all(cells(line) <= 80 for line in lines)
    examples = lines.index({"en": "Examples:", "zh": "示例："}[lang])
    assert examples <= 6
    assert lines[examples + 1].startswith("  dupcharge ")
    assert run(*page, "-h", "--lang", lang).stdout == done.stdout
    # The language may stand anywhere, before the command too.
    assert run("--lang", lang, *page, "-h").stdout == done.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described_in_both_languages(command, lang, run):
    text = run(command, "--help", "--lang", lang).stdout
    names = {
        "scan": "--window --min-confidence --output --format --lang --since --until --decisions "
        "--since-report --route --jurisdiction --legal-basis --no-mask --encoding --date-order "
        "--currency --map --statement-format --password --password-file --fail-on-found --quiet "
        "--debug --help --version --force -w -o -q -h",
        "inspect": "--format --lang --encoding --date-order --currency --map --statement-format "
        "--save-format --password --password-file --no-mask --debug --help --version",
        "formats": "--format --lang --debug --help --version",
        "rules": "--format --lang --debug --help --version",
    }
    for name in names[command].split():
        assert f"{name} " in text or f"{name}," in text or f"{name}\n" in text


def test_help_says_every_exit_code(run):
    text = run("--help").stdout
    for code in ("0", "1", "2", "3", "130", "143", "141"):
        assert code in text
    assert "_DUPCHARGE_COMPLETE=bash_source" in text


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_locale_decides_the_language(environment, expected):
    assert language.from_locale(environment) == expected


@pytest.mark.parametrize(
    ("choice", "statement", "follow", "expected"),
    [
        ("auto", "zh", True, ("en",)),
        ("auto", "zh", False, ("zh",)),
        ("auto", "en", False, ("en",)),
        ("en", "zh", False, ("en",)),
        ("zh", "en", True, ("zh",)),
        ("both", "zh", False, ("zh", "en")),
        ("both", "zh", True, ("en", "zh")),
    ],
)
def test_who_decides_the_language_of_a_report(choice, statement, follow, expected):
    assert language.of_report(choice, statement, follow_locale=follow) == expected


def test_help_follows_the_locale(run):
    assert run("scan", "-h", env={"LANG": "zh_CN.UTF-8"}).stdout.startswith("用法：")
    assert run("scan", "-h", "--lang=en", env={"LANG": "zh_CN.UTF-8"}).stdout.startswith("Usage:")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "".join(page) or "main")
def test_version(page, run):
    done = run(*page, "--version")
    assert (done.exit_code, done.stdout) == (0, f"dupcharge {__version__}\n")


PROBE = """
import json, sys
from dupcharge.cli import program
try:
    program(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["scan", "--help"],
        ["inspect", "-h"],
        ["scan", "--lang", "zh", "-h"],
        ["scan"],
        ["scan", "--windwo"],
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments):
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, 2)
    heavy = {"pandas", "numpy", "rich", "python_calamine", "dateutil", "tempfile"}
    assert not heavy & {name.partition(".")[0] for name in modules}


def seconds(arguments):
    """Least processor time of some runs: the one the machine disturbed least."""
    resource = pytest.importorskip("resource")
    best = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(best)


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_costs_at_most_twice_the_import_of_click(argument):
    for _ in range(3):  # other work on the machine must not decide
        limit = 2 * seconds(["-c", "import click"])
        if seconds(["-m", "dupcharge", argument]) <= limit:
            return
    pytest.fail(f"dupcharge {argument} takes more than twice as long as importing click")


def test_every_text_of_the_command_line_is_used():
    """A text that nothing says is a text nobody corrects."""
    import re
    from pathlib import Path

    import dupcharge

    root = Path(dupcharge.__file__).parent
    code = "".join(p.read_text("utf-8") for p in [*root.glob("cli/*.py"), *root.glob("*.py")])
    made = ("opt_", "about_", "examples_", "after_", "short_", "section_", "kind_")
    for key in room("en", "cli"):
        assert key.startswith(made) or re.search(rf"[\".]{key}\b", code), key
    assert help_text  # the one that makes those names
