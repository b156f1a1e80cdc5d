"""What is published: the wheel's contents and metadata, declared dependencies, licences, pins."""

import ast
import email
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import dupcharge

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "dupcharge"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_wheel_holds_every_file_of_the_package_and_nothing_else(wheel):
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert any(name.endswith(".toml") for name in expected)
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == expected


def test_wheel_metadata(wheel):
    (name,) = [n for n in wheel.namelist() if n.endswith(".dist-info/METADATA")]
    fields = email.message_from_bytes(wheel.read(name))
    assert fields["Name"] == "dupcharge"
    assert fields["Version"] == dupcharge.__version__
    assert fields["License-Expression"] == "Apache-2.0"
    assert fields["License-File"] == "LICENSE"
    assert fields["Requires-Python"] == ">=3.11"
    (entry,) = [n for n in wheel.namelist() if n.endswith("entry_points.txt")]
    assert wheel.read(entry).decode() == "[console_scripts]\ndupcharge = dupcharge.cli:main\n"


def test_licence_text_is_apache_2():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def imported() -> set[str]:
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"dupcharge"}


def test_dependencies_are_exactly_what_is_imported():
    providers = metadata.packages_distributions()
    used = {canonical(providers[name][0]) for name in imported()}
    assert used == {canonical(name) for name in PROJECT["dependencies"]}


def test_every_dependency_may_be_passed_on():
    """All that a user installs with the program, with what it brings, is permissively licensed."""
    todo, seen = [canonical(name) for name in PROJECT["dependencies"]], set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = metadata.distribution(name)
        fields = found.metadata
        words = " ".join(
            [
                fields.get("License-Expression") or "",
                (fields.get("License") or "")[:200],
                *(c for c in fields.get_all("Classifier") or [] if c.startswith("License")),
            ]
        )
        assert re.search(r"MIT|BSD|Apache|PSF|Public Domain|ISC|OFL-1\.1", words), (name, words)
        assert not re.search(r"\b[AL]?GPL|GNU", words), (name, words)
        todo.extend(canonical(need) for need in found.requires or [] if ";" not in need)
    assert len(seen) > len(PROJECT["dependencies"])


def test_constraints_pin_every_dependency_and_name_no_host():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert all(re.fullmatch(r"[\w.]+", version) for version in pins.values())
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert {canonical(name) for name in wanted} <= {canonical(name) for name in pins}


def test_changelog_has_a_place_for_the_next_change():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(.+?)\]", text, re.M)[0] == "Unreleased"
    kinds = re.findall(r"^### (.+)$", text, re.M)
    assert set(kinds) <= {"Added", "Changed", "Fixed", "Removed", "Deprecated", "Security"}
