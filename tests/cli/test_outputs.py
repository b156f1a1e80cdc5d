"""-o: complete or absent, never over an input, said on standard error."""

import json
import os
import stat

import pytest

from dupcharge.cli import output
from dupcharge.errors import OutputError


def test_reports_are_written_and_confirmed(run, rooms, tmp_path):
    paths = [tmp_path / name for name in ("a.json", "b.TXT", "c.md", "d.csv", "e.xlsx")]
    done = run("scan", "x.csv", *(word for path in paths for word in ("-o", path)))
    assert done.exit_code == 0
    for path in paths:
        size = output_size(path)
        assert f"Wrote {path} ({size})." in done.stderr
    assert json.loads(paths[0].read_bytes())["schema"] == "dupcharge/report/1"
    # Files follow the statement's language (Chinese headers), the terminal the locale.
    assert "请求退回重复扣款：" in paths[1].read_text("utf-8")
    assert "Total: " in done.stdout
    assert sorted(os.listdir(tmp_path)) == ["a.json", "b.TXT", "c.md", "d.csv", "e.xlsx"]


def output_size(path):
    from dupcharge.cli.scan import size_text

    return size_text(path.stat().st_size)


def test_standard_output_and_file_are_the_same_json(run, rooms, tmp_path):
    path = tmp_path / "report.json"
    done = run("scan", "x", "--format", "json", "-o", path)
    assert path.read_bytes() == done.stdout_bytes


def test_existing_files_need_force(run, rooms, tmp_path):
    path = tmp_path / "report.json"
    path.write_text("mine")
    done = run("scan", "x", "-o", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "--force" in done.stderr
    assert path.read_text() == "mine"
    assert not rooms.loaded  # refused before any work
    assert run("scan", "x", "-o", path, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"{")


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_input_is_never_written_over(force, run, rooms, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_text("mine")
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    hard = tmp_path / "hard.csv"
    os.link(path, hard)
    for target in (path, link, hard, tmp_path / "." / "statement.csv"):
        done = run("scan", path, "-o", target, *force)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "never written over" in done.stderr
    for option in ("--password-file", "--statement-format"):
        done = run("scan", "other.csv", option, path, "-o", path, *force)
        assert (done.exit_code, done.stdout) == (1, "")
    assert path.read_text() == "mine"
    assert not rooms.loaded


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("missing/report.json", "there is no folder"),
        ("folder.json", "this is a folder"),
    ],
)
def test_what_cannot_be_written_is_said_before_any_work(name, word, run, rooms, tmp_path):
    (tmp_path / "folder.json").mkdir()
    done = run("scan", "x", "-o", tmp_path / name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert word in done.stderr
    assert not rooms.loaded


def test_one_name_twice(run, rooms, tmp_path):
    done = run("scan", "x", "-o", tmp_path / "a.json", "-o", tmp_path / "." / "a.json")
    assert done.exit_code == 1
    assert "twice" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(run, rooms, tmp_path):
    tmp_path.chmod(0o500)
    try:
        done = run("scan", "x", "-o", tmp_path / "a.json")
    finally:
        tmp_path.chmod(0o700)
    assert done.exit_code == 1
    assert "no permission" in done.stderr


def test_a_full_disk_leaves_nothing(run, rooms, tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("scan", "x", "-o", tmp_path / "a.json", "-o", tmp_path / "b.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "No space left on device" in done.stderr
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_write_leaves_nothing(error, run, rooms, tmp_path, monkeypatch):
    def stop(*names):
        raise error

    monkeypatch.setattr(os, "replace", stop)
    assert run("scan", "x", "-o", tmp_path / "a.json").exit_code in (1, 130)
    assert os.listdir(tmp_path) == []


def test_permissions_are_the_usual_ones(tmp_path):
    old = os.umask(0o027)
    try:
        output.write_files({str(tmp_path / "a.txt"): b"x"})
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    output.check_targets([str(link)], [], force=True)
    output.write_files({str(link): b"new"})
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    with pytest.raises(OutputError):
        output.check_targets([str(link)], [], force=False)


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (("--lang", "en"), (), "# CNY 43.80 charged too much"),
        ((), ("--lang", "en"), "# CNY 43.80 charged too much"),
        (("--lang", "en"), ("--lang", "zh"), "# 多扣 CNY 43.80"),
        ((), (), "# 多扣 CNY 43.80"),
    ],
)
def test_a_language_chosen_before_or_behind_the_command_is_that_of_files(
    run, rooms, tmp_path, before, after, title
):
    path = tmp_path / "claim.md"
    assert run(*before, "scan", *after, "x.csv", "-o", path).exit_code == 0
    assert path.read_text("utf-8").startswith(title)
