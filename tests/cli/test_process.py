"""The program as a process of its own: signals, closed pipes, poor consoles, hostile folders."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAIN = [sys.executable, "-m", "dupcharge"]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX systems")


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    return kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"} | more


def run(*arguments, **options):
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "env": environment()} | options
    return subprocess.run([*MAIN, *map(str, arguments)], timeout=60, check=False, **options)


def test_the_command_and_the_module_are_the_same():
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: dupcharge [OPTIONS]")


@pytest.mark.parametrize("name", ["pandas", "click", "json", "numpy"])
def test_a_module_in_the_current_folder_is_not_run(name, tmp_path):
    (tmp_path / f"{name}.py").write_text("raise SystemExit('run from the current folder')")
    done = run("rules", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


@posix
@pytest.mark.parametrize("arguments", [["rules"], ["rules", "--format", "json"]], ids=" ".join)
def test_a_closed_pipe_is_silent(arguments):
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments, stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@posix
def test_a_full_disk_is_one_message():
    with open("/dev/full", "wb") as full:
        done = run("rules", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: standard output cannot be written: No space")
    assert len(done.stderr.splitlines()) == 1


@posix
@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 0), (">&- 2>&-", 1)])
def test_closed_streams(closed, code):
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *MAIN, "rules"],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@posix
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_signals_are_silent(number, code, tmp_path):
    target = tmp_path / "report.json"
    process = subprocess.Popen(
        [*MAIN, "scan", "-", "-o", str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    time.sleep(2.5)  # it waits for standard input by then
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (code, b"", b"")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp936"])
def test_no_console_is_too_poor(encoding):
    done = run("rules", "--lang", "zh", env=environment(PYTHONIOENCODING=encoding))
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode(encoding)
    if encoding == "cp936":
        assert "规则" in done.stdout.decode(encoding)


@posix
def test_a_name_that_is_no_text_is_an_error_not_a_crash(tmp_path):
    name = os.fsencode(tmp_path) + b"/a\xff\x1b[31m.csv"
    done = subprocess.run(
        [*map(os.fsencode, MAIN), b"scan", name],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"a\\xff\\x1b[31m.csv: there is no such file" in done.stderr


@posix
def test_colour_only_on_a_terminal():
    import pty

    def on_terminal(**more):
        main, side = pty.openpty()
        process = subprocess.Popen(
            [*MAIN, "rules"],
            stdin=side,
            stdout=side,
            stderr=side,
            env=environment(**{"TERM": "xterm", "NO_COLOR": ""} | more),
        )
        os.close(side)
        out = b""
        try:
            while block := os.read(main, 4096):
                out += block
        except OSError:  # the other side closed
            pass
        os.close(main)
        assert process.wait(30) == 0
        return out

    assert b"\x1b[1m" in on_terminal()
    assert b"\x1b[" not in on_terminal(NO_COLOR="1")
    assert b"\x1b[" not in on_terminal(TERM="dumb")
    assert b"\x1b[" not in run("rules").stdout


def test_completion_is_clicks_own():
    done = run(env=environment(_DUPCHARGE_COMPLETE="bash_source"))
    assert done.returncode == 0
    assert b"_DUPCHARGE_COMPLETE=bash_complete" in done.stdout
    words = environment(
        _DUPCHARGE_COMPLETE="bash_complete", COMP_WORDS="dupcharge scan --wi", COMP_CWORD="2"
    )
    assert b"--window" in run(env=words).stdout
    words |= {"COMP_WORDS": "dupcharge scan --min-confidence str", "COMP_CWORD": "3"}
    assert b"strong" in run(env=words).stdout


def test_no_numeric_library_starts_threads_for_a_small_scan():
    code = (
        "import os, sys; sys.argv = ['dupcharge', '--version']\n"
        "import dupcharge.cli\n"
        "try: dupcharge.cli.main()\n"
        "except SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(),
                          check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == b"1"
