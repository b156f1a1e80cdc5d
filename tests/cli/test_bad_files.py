"""What people really hand in by mistake: one clear message, the promised exit code, no trace."""

import json

import pytest

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de") * 3
PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>Session expired</body></html>"
)
HEADER = b"Date,Description,Amount\n"
GOOD = HEADER + b"2024-03-01,COFFEE,-3.50\n2024-03-02,BOOKS,-12.00\n2024-03-04,TRAIN,-8.20\n"

BAD = {
    "missing": (None, "no such file"),
    "folder": ("folder", "folder"),
    "empty": (b"", "empty"),
    "blank": (b"\r\n \n", "empty"),
    "picture": (PNG, "picture"),
    "web page": (PAGE, "web page"),
    "no amounts": (b"Date,Name\n2024-03-01,Ann\n2024-03-02,Ben\n2024-03-03,Cem\n", "amount"),
    "prose": (b"Dear customer,\nthank you for your letter.\nYours\n", ""),
    "zip of nothing": (b"PK\x05\x06" + bytes(18), "archive"),
}


@pytest.fixture(params=BAD)
def bad(request, tmp_path):
    content, word = BAD[request.param]
    path = tmp_path / "statement.csv"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path, word


@pytest.mark.parametrize("command", ["scan", "inspect"])
def test_one_message_and_exit_one(command, bad, run):
    path, word = bad
    done = run(command, path)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Error: {path}")
    assert word in line
    assert "fault in dupcharge" not in line


@pytest.mark.parametrize("command", ["scan", "inspect"])
def test_standard_output_is_empty_or_json(command, bad, run):
    path, _ = bad
    done = run(command, path, "--format", "json")
    assert done.exit_code == 1
    if done.stdout:
        answer = json.loads(done.stdout)
        assert (answer["files"], answer["errors"][0]["path"]) == ([], str(path))


def test_the_message_is_chinese_for_a_chinese_user(bad, run):
    path, _ = bad
    done = run("scan", path, "--lang", "zh")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"错误：{path}")
    assert any("\u4e00" <= c <= "\u9fff" for c in done.stderr.split(str(path), 1)[1])


def test_every_unusable_file_is_named_and_nothing_else_is_done(run, tmp_path):
    good, empty = tmp_path / "good.csv", tmp_path / "empty.csv"
    good.write_bytes(GOOD)
    empty.write_bytes(b"")
    target = tmp_path / "report.json"
    done = run("scan", good, empty, tmp_path / "missing.csv", "-o", target)
    assert (done.exit_code, done.stdout) == (1, "")
    assert [str(empty) in line or "missing.csv" in line for line in done.stderr.splitlines()] == [
        True,
        True,
    ]
    assert not target.exists()


def test_a_header_without_rows_is_no_error_but_a_warning(run, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_bytes(HEADER)
    done = run("scan", path)
    assert done.exit_code == 0
    assert "nothing to check" in done.stdout
    assert "No repeated charges" not in done.stdout
    assert done.stderr.startswith("Warning: ")
    answer = json.loads(run("scan", path, "--format", "json").stdout)
    assert answer["files"][0]["rows"]["read"] == 0
    assert answer["files"][0]["warnings"]
    assert answer["groups"] == []


def test_a_good_file_from_end_to_end(run, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_bytes(GOOD + b"2024-03-04,TRAIN,-8.20\n")
    before = path.read_bytes()
    answer = json.loads(run("scan", path, "--format", "json").stdout)
    assert answer["files"][0]["rows"]["charges"] == 4
    assert answer["files"][0]["path"] == str(path)
    assert path.read_bytes() == before
    shown = json.loads(run("inspect", path, "--format", "json").stdout)["files"][0]
    assert (shown["first"]["amount"], shown["last"]["amount"]) == ("3.50", "8.20")
    assert (shown["first"]["line"], shown["last"]["row"]) == (2, 4)


def test_standard_input(run, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_bytes(GOOD)
    named = json.loads(run("scan", path, "--format", "json").stdout)
    piped = json.loads(run("scan", "-", "--format", "json", input=GOOD).stdout)
    assert piped["files"][0]["path"] == "-"
    assert piped["files"][0]["sha256"] == named["files"][0]["sha256"]
    assert piped["totals"] == named["totals"]


def test_order_of_files_changes_nothing(run, tmp_path):
    paths = [tmp_path / name for name in ("b.csv", "a.csv", "c.csv")]
    for number, path in enumerate(paths):
        path.write_bytes(GOOD.replace(b"2024-03", b"2024-0%d" % (3 + number)))
    first = run("scan", *paths, "--format", "json")
    assert first.stdout == run("scan", *reversed(paths), "--format", "json").stdout
    assert [f["path"] for f in json.loads(first.stdout)["files"]] == sorted(map(str, paths))


def test_save_format_is_read_back(run, tmp_path):
    path, target = tmp_path / "statement.csv", tmp_path / "mine.toml"
    path.write_bytes(GOOD)
    done = run("inspect", path, "--save-format", target)
    assert done.exit_code == 0
    assert str(target) in done.stderr
    first = json.loads(run("inspect", path, "--format", "json").stdout)["files"][0]
    again = run("inspect", path, "--statement-format", target, "--format", "json")
    second = json.loads(again.stdout)["files"][0]
    for name in ("rows", "charge_total", "first", "last", "columns"):
        assert first[name] == second[name]
    assert run("inspect", path, "--save-format", target).exit_code == 1  # it is there already
    assert run("inspect", path, path, "--save-format", tmp_path / "x.toml").exit_code == 2
