"""The README says what is so: its commands, captured outputs, options, links and Python."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dupcharge.cli.exits import ExitCode

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
OUTPUT = re.compile(r"<!-- output: dupcharge ([^\n]+) -->\n```text\n(.*?)```", re.S)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text("utf-8"), re.S | re.M)


def test_two_commands_one_line_each_for_both_shells():
    posix = [line for block in blocks("sh") for line in block.splitlines()]
    windows = [line for block in blocks("powershell") for line in block.splitlines()]
    assert len(posix) == 2
    for line in posix:
        assert line.startswith("python3 -m venv .venv && ")  # what .ci/run looks for
    assert windows == [
        line.replace("python3 ", "py ", 1)
        .replace(" && ", "; ")
        .replace(".venv/bin/", ".venv\\Scripts\\")
        .replace("samples/", "samples\\")
        for line in posix
    ]


def test_ci_runs_the_readme_commands():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (pattern,) = re.findall(r"grep '(.+?)' \"\$root/README.md\"", script)
    found = [line for line in README.read_text("utf-8").splitlines() if re.match(pattern, line)]
    assert found == [line for block in blocks("sh") for line in block.splitlines()]


@pytest.mark.parametrize(
    "command", [found[0] for found in OUTPUT.findall(README.read_text("utf-8"))]
)
def test_captured_output_is_what_the_program_prints(command, dupcharge, update_golden):
    words, _, head = command.partition(" | head -")
    done = dupcharge(*shlex.split(words))
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    if head:
        assert len(lines) > int(head)
        lines = [*lines[: int(head)], "…"]
    actual = "".join(line + "\n" for line in lines)
    text = README.read_text("utf-8")
    (found,) = (match for match in OUTPUT.finditer(text) if match[1] == command)
    if update_golden:
        README.write_bytes((text[: found.start(2)] + actual + text[found.end(2) :]).encode("utf-8"))
    else:
        assert actual == found[2]


def test_options_named_in_the_text_exist(dupcharge):
    text = re.sub(r"^```.*?^```", "", README.read_text("utf-8"), flags=re.S | re.M)
    text += (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`(?:dupcharge [^`]*?)?(--[a-z-]+)", text))
    helps = "".join(dupcharge(command, "--help").stdout for command in ("scan", "inspect"))
    known = set(re.findall(r"--[a-z-]+", helps))
    assert named
    assert named <= known


def test_every_exit_code_is_explained():
    rows = re.findall(r"^\| ([\d, ]+) \|", README.read_text("utf-8"), re.M)
    assert sorted(int(code) for row in rows for code in row.split(",")) == sorted(ExitCode)


def test_python_example_runs():
    (example,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "overcharge=52480" in done.stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "samples/README.md"])
def test_links_lead_somewhere(page):
    path = ROOT / page
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        linked = path.parent / file if file else path
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.M)
            assert anchor in {h.lower().replace(" ", "-") for h in headings}, target
