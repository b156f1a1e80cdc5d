"""scan: what goes where, with which exit code."""

import json

import pytest

from dupcharge.errors import DupchargeError, ManyErrors, PasswordError, ReadError
from tests.reporter import make


def test_text_goes_to_standard_output(run, rooms):
    done = run("scan", "wallet.csv", "card.csv")
    assert done.exit_code == 0
    assert done.stdout.startswith("dupcharge looked at 2 files")
    assert done.stdout.splitlines()[-1].startswith("Total: CNY 43.80, EUR 49.90")
    assert "\x1b" not in done.stdout
    # Standard output is no terminal here, so the warnings are said once more.
    assert done.stderr == "Warning: card.csv: 2 rows could not be read: lines 17 and 203, amount\n"


def test_json_goes_to_standard_output(run, rooms):
    done = run("scan", "wallet.csv", "--format", "json")
    assert json.loads(done.stdout)["schema"] == "dupcharge/report/1"
    assert done.stdout_bytes == run("scan", "wallet.csv", "--format", "json").stdout_bytes
    # The statement decides the language of files, not the machine.
    other = run("scan", "wallet.csv", "--format", "json", env={"LANG": "zh_CN.UTF-8"})
    assert other.stdout_bytes == done.stdout_bytes


def test_text_follows_the_locale_and_lang(run, rooms):
    assert "合计：" in run("scan", "x", env={"LANG": "zh_CN.UTF-8"}).stdout
    assert "合计：" in run("scan", "x", "--lang", "zh").stdout
    both = run("scan", "x", "--lang", "both").stdout
    assert both.index("Total: ") < both.index("合计：")


def test_quiet_prints_the_total_line_only(run, rooms):
    done = run("scan", "x", "-q")
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith("Total: ")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("findings", "options", "code"),
    [
        (make.everything, [], 0),
        (make.everything, ["--fail-on-found"], 3),
        (make.clean, ["--fail-on-found"], 0),
        (make.nothing, ["--fail-on-found"], 0),
    ],
)
def test_finding_something_is_not_an_error(findings, options, code, run, rooms):
    rooms.findings = findings()
    done = run("scan", "x", *options)
    assert done.exit_code == code
    assert done.stdout


def test_only_weak_or_settled_groups_do_not_fail(run, rooms):
    weak = make.group(1, [make.row(1), make.row(2)], counted=False, confidence="possible")
    settled = make.group(2, [make.row(3), make.row(4)], [make.row(5)])
    rooms.findings = make.findings([settled, weak])
    assert run("scan", "x", "--fail-on-found").exit_code == 0


def test_a_statement_without_rows_is_not_called_clean(run, rooms):
    rooms.findings = make.nothing()
    done = run("scan", "x")
    assert done.exit_code == 0
    assert "nothing to check" in done.stdout
    assert "No repeated charges" not in done.stdout
    assert "there is a header, but no rows" in done.stderr


def test_options_reach_the_rooms(run, rooms, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("open sesame\r\nsecond line\n")
    done = run(
        "scan", "a.csv", "b.csv", "-w", "24H", "--min-confidence", "strong", "--since",
        "2024/1/2", "--until", "2024-02-03", "--encoding", "gb18030", "--date-order", "dmy",
        "--currency", "eur", "--map", "amount=Total", "--map", "time = Date = Time",
        "--statement-format", "mine.toml", "--password-file", secret,
    )  # fmt: skip
    assert done.exit_code == 0
    ((paths, options),) = rooms.loaded
    assert paths == ("a.csv", "b.csv")
    assert options == {
        "password": "open sesame",
        "ask": None,  # nobody is there to answer
        "encoding": "gb18030",
        "date_order": "dmy",
        "currency": "EUR",
        "mapping": {"amount": "Total", "time": "Date = Time"},
        "statement_format": "mine.toml",
    }
    assert {k: rooms.found[k] for k in ("window", "min_confidence", "since", "until")} == {
        "window": "24h",
        "min_confidence": "strong",
        "since": "2024-01-02",
        "until": "2024-02-03",
    }


@pytest.mark.parametrize(
    "options", [["--route", "bank"], ["--jurisdiction", "cn"], ["--legal-basis"]]
)
def test_options_of_the_written_report_are_accepted(options, run, rooms):
    assert run("scan", "x", *options).stdout == run("scan", "x").stdout


@pytest.mark.parametrize(
    ("option", "content", "word"),
    [
        ("--decisions", None, "cannot be read"),
        ("--decisions", "group = 1", "not known"),
        ("--since-report", None, "cannot be read"),
        ("--since-report", "{}", "no JSON report of dupcharge"),
    ],
)
def test_faults_of_small_files_show_before_any_work(option, content, word, run, rooms, tmp_path):
    path = tmp_path / "file"
    if content is not None:
        path.write_text(content)
    done = run("scan", "a.csv", option, path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {path}: ")
    assert word in done.stderr
    assert not rooms.loaded


def test_decisions_reach_the_rules_and_the_report(run, rooms, tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_text('[[group]]\nkey = "key-4"\nverdict = "not a duplicate"\nreason = "two of us"\n')
    rooms.findings = make.decided()
    done = run("scan", "a.csv", "--decisions", path)
    assert rooms.found["decisions"].items[0].key == "key-4"
    assert "Your decisions" in done.stdout
    assert "left out: not a duplicate (two of us) [key-4]" in " ".join(done.stdout.split())
    answer = json.loads(run("scan", "a.csv", "--format", "json").stdout)
    assert answer["decided"][0]["verdict"] == "not-a-duplicate"
    assert answer["decided"][0]["overcharge"] == "3.50"
    assert answer["decided"][1] == {
        "key": "no-such-key",
        "verdict": "mine",
        "reason": "",
        "merchant": None,
        "overcharge": None,
        "currency": None,
    }


def test_an_earlier_report_is_compared(run, rooms, tmp_path):
    path = tmp_path / "before.json"
    rooms.findings = make.findings(
        [make.outage(5, back=0), make.group(7, [make.row(7), make.row(8)])]
    )
    run("scan", "a.csv", "-o", path)
    rooms.findings = make.everything()
    done = run("scan", "a.csv", "--since-report", path)
    text = " ".join(done.stdout.split())
    assert "Since the earlier report" in text
    assert "CNY 43.80 still owed; it was CNY 87.60, CNY 43.80 came back since" in text
    assert "EUR 49.90, new" in text
    assert "CNY 21.90, no longer found" in text
    answer = json.loads(run("scan", "a", "--since-report", path, "--format", "json").stdout)
    states = {item["key"]: item["state"] for item in answer["since_report"]}
    assert states == {
        "key-1": "owed", "key-2": "new", "key-3": "new", "key-4": "new", "key-5": "new",
        "key-7": "gone",
    }  # fmt: skip
    assert json.loads(run("scan", "a", "--format", "json").stdout)["since_report"] is None


def test_one_error_one_message(run, rooms):
    rooms.error = ReadError("no_such_file", file="a.csv")
    done = run("scan", "a.csv", "--format", "json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: a.csv: there is no such file")
    assert len(done.stderr.splitlines()) == 1


def test_all_unusable_files_are_named(run, rooms):
    rooms.error = ManyErrors(
        [ReadError("no_such_file", file="a.csv"), ReadError("empty_file", file="b.csv")]
    )
    done = run("scan", "a.csv", "b.csv", "c.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("Error: a.csv: ")
    assert second.startswith("Error: b.csv: ")


def test_errors_are_safe_and_masked_and_in_both_languages(run, rooms):
    rooms.error = DupchargeError(
        "option_file_unreadable", file="a\x1b[2J\n.csv", option="x", reason="4111111111111111\u202e"
    )
    done = run("scan", "x", "--lang", "zh")
    assert done.stderr.splitlines() == [
        "错误：a\\x1b[2J⏎.csv: 无法读取（由 x 指定）：****1111\\u202e"
    ]


SECRET = "ALICE SMITH 4111"


@pytest.mark.parametrize("error", [KeyError(SECRET), ZeroDivisionError(), RecursionError(SECRET)])
def test_a_fault_of_ours_is_one_line_without_private_data(error, run, rooms):
    rooms.error = error
    done = run("scan", "a.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert type(error).__name__ in done.stderr
    assert "Please report this line" in done.stderr
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_sentence_is_a_fault_of_ours(run, rooms):
    rooms.error = ReadError("no_such_sentence", file="a.csv")
    done = run("scan", "a.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Please report this line" in done.stderr


def test_debug_shows_the_trace(run, rooms):
    rooms.error = KeyError(SECRET)
    done = run("scan", "a.csv", "--debug")
    assert done.exit_code == 1
    assert "Traceback" in done.stderr
    assert SECRET in done.stderr


def test_no_memory_is_said(run, rooms):
    rooms.error = MemoryError()
    done = run("scan", "a.csv")
    assert done.exit_code == 1
    assert "memory" in done.stderr


def test_ctrl_c_is_silent(run, rooms):
    rooms.error = KeyboardInterrupt()
    done = run("scan", "a.csv")
    assert (done.exit_code, done.output) == (130, "")


def test_a_password_is_never_said(run, rooms):
    rooms.error = PasswordError("wrong_password", file="a.zip")
    for option in (["--debug"], []):
        done = run("scan", "a.zip", "--password", "hunter2", *option)
        assert done.exit_code == 1
        assert "hunter2" not in done.output.replace("--password hunter2", "")


@pytest.mark.parametrize("content", [None, "", "\n", b"\xff\xfe"])
def test_a_bad_password_file_is_one_message(content, run, rooms, tmp_path):
    path = tmp_path / "password"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("scan", "a.zip", "--password-file", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(path) in done.stderr
    assert not rooms.loaded


def test_no_mask(run, rooms):
    row = {"merchant": "Shop", "account": None}
    group = make.group(1, [make.row(1, **row), make.row(2, **row)], merchant="13812345678")
    rooms.findings = make.findings([group])
    assert "13812345678" not in run("scan", "x").output
    assert "****5678" in run("scan", "x").output
    assert "13812345678" in run("scan", "x", "--no-mask").output


def test_a_decision_about_no_group_is_a_warning(tmp_path):
    from click.testing import CliRunner

    from dupcharge.cli import program

    statement = tmp_path / "a.csv"
    statement.write_text("Date,Payee,Amount (EUR)\n2025-03-01,Shop,-5.00\n2025-03-02,Bar,-7.00\n")
    decisions = tmp_path / "decisions.toml"
    decisions.write_text('[[group]]\nkey = "no-such"\nverdict = "not a duplicate"\nreason = "x"\n')
    done = CliRunner().invoke(
        program, ["scan", str(statement), "--decisions", str(decisions), "--lang", "en"]
    )
    assert done.exit_code == 0
    assert "no group has the key no-such" in done.stderr
