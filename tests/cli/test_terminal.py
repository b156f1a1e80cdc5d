"""A person at a terminal: a sign of life, a password that is not shown, no raw device."""

import getpass
import io
import time

import pytest

from dupcharge.cli import progress, reading
from dupcharge.cli.progress import Progress


class Screen(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch) -> Screen:
    """Put the screen in place; within a test, for pytest has its own streams before."""
    made = Screen()
    monkeypatch.setattr("sys.stderr", made)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    return made


def test_a_sign_of_life_comes_late_and_goes(monkeypatch):
    screen = watched(monkeypatch)
    with Progress("en"):
        time.sleep(0.3)
    assert "working" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")
    assert "\n" not in screen.getvalue()


def test_quick_work_and_quiet_work_show_nothing(monkeypatch):
    screen = watched(monkeypatch)
    with Progress("en"):
        pass
    with Progress("en", quiet=True):
        time.sleep(0.2)
    assert screen.getvalue() == ""


def test_nobody_watches_a_pipe(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    with Progress("en"):
        time.sleep(0.2)
    assert stream.getvalue() == ""


def test_a_password_is_asked_for_without_echo(monkeypatch):
    screen = watched(monkeypatch)
    asked = []

    def hidden(prompt, stream):
        asked.append(prompt)
        return "hunter2"

    monkeypatch.setattr("sys.stdin", Screen())
    monkeypatch.setattr(getpass, "getpass", hidden)
    with Progress("zh") as shown:
        ask = reading.asker("zh", shown)
        assert ask is not None
        assert ask("a\x1b[31m.zip") == "hunter2"
    assert asked == ["请输入 a\\x1b[31m.zip 的密码（不显示）："]
    assert "hunter2" not in screen.getvalue()


@pytest.mark.parametrize("answer", ["", EOFError()])
def test_no_answer_is_no_password(answer, monkeypatch):
    watched(monkeypatch)

    def hidden(prompt, stream):
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr("sys.stdin", Screen())
    monkeypatch.setattr(getpass, "getpass", hidden)
    with Progress("en") as shown:
        ask = reading.asker("en", shown)
        assert ask is not None
        assert ask("a.zip") is None


def test_nobody_is_asked_without_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with Progress("en") as shown:
        assert reading.asker("en", shown) is None


def test_standard_input_must_not_be_the_keyboard(run, rooms, monkeypatch):
    monkeypatch.setattr(reading, "is_terminal", lambda stream: True)
    done = run("scan", "-")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "standard input is a terminal" in done.stderr
    assert not rooms.loaded
