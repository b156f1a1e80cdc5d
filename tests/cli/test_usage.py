"""Wrong use of the command line: exit 2, what is wrong, the nearest right word."""

import pytest

from dupcharge.cli.command import COMMANDS


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan"], ["at least one statement file"]),
        (["scan", "--windwo", "3d", "x"], ["--windwo", "Did you mean --window?"]),
        (["scan", "x", "--min-confidence", "strng"], ["'strng'", "Did you mean strong?"]),
        (["scan", "x", "--format", "jsno"], ["Did you mean json?"]),
        (["scan", "x", "--lang", "fr"], ["auto, en, zh, both"]),
        (["scan", "x", "--date-order", "dym"], ["ymd, dmy, mdy", "Did you mean"]),
        (["scna", "x"], ["There is no command 'scna'", "Did you mean scan?"]),
        (["--bogus"], ["There is no option --bogus"]),
        (["scan", "x", "--window", "5y"], ["--window", "'5y'", "90s, 10m, 24h or 3d"]),
        (["scan", "x", "--window", "0s"], ["above zero"]),
        (["scan", "x", "--window", "-5m"], ["'-5m'"]),
        (["scan", "x", "--window"], ["--window", "needs a value"]),
        (["scan", "x", "--force=yes"], ["--force takes no value"]),
        (["scan", "x", "--since", "11.11.2024"], ["--since", "2024-11-30"]),
        (["scan", "x", "--until", "2024-02-30"], ["not a day of the calendar"]),
        (["scan", "x", "--since", "2024-2-3", "--until", "2024-02-02"],
         ["--since 2024-02-03 is later than --until 2024-02-02"]),
        (["scan", "x", "--currency", "€"], ["three letters"]),
        (["scan", "x", "--encoding", "utf-9"], ["'utf-9'", "gb18030"]),
        (["scan", "x", "--encoding", "base64"], ["'base64'"]),
        (["scan", "x", "--map", "amount"], ["ROLE=COLUMN"]),
        (["scan", "x", "--map", "amout=Total"], ["'amout'", "Did you mean amount?"]),
        (["scan", "x", "-o", "report.doc"], ["'report.doc'", ".json"]),
        (["scan", "x", "-o", "report"], ["suffix"]),
        (["scan", "x", "--route", "court"], ["merchant, wallet, bank, regulator"]),
        (["rules", "habbit"], ["Did you mean habit?"]),
        (["formats", "ofxx"], ["Did you mean ofx?"]),
        (["inspect", "x", "--since", "2024-01-01"], ["There is no option --since"]),
    ],
    ids=lambda value: " ".join(value),
)  # fmt: skip
def test_exit_two_with_a_hint(arguments, words, run):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    for word in words:
        assert word in done.stderr
    usage, error, *rest = done.stderr.splitlines()
    assert usage.startswith("Usage: dupcharge")
    assert error.startswith("Error: ")
    command = f"dupcharge {arguments[0]}" if arguments[0] in COMMANDS else "dupcharge"
    assert rest == [f"Try '{command} --help'."]


def test_no_arguments_shows_the_help(run):
    done = run()
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Examples:" in done.stderr


def test_a_file_in_place_of_a_command(run, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_text("x")
    done = run(path)
    assert done.exit_code == 2
    assert f"dupcharge scan '{path}'" in done.stderr


def test_usage_errors_follow_the_language(run):
    done = run("scan", "--windwo", "--lang", "zh")
    assert "没有选项 --windwo。您是不是想用 --window？" in done.stderr
    assert run("scan", env={"LANG": "zh_CN.UTF-8"}).stderr.startswith("用法：")


def test_hostile_arguments_do_not_steer_the_terminal(run):
    done = run("scan", "x", "--window", "\x1b[31m\u202e")
    assert "\\x1b[31m\\u202e" in done.stderr
    assert "\x1b" not in done.stderr
