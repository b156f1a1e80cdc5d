"""The command line without loader and rules: what it is given, what it is told to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dupcharge.loader
import dupcharge.rules
from dupcharge.cli import program
from dupcharge.findings import Findings
from dupcharge.statement import Statement
from tests.reporter import make


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """A plain English environment, whatever the machine's."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the program in this process."""

    def invoke(*arguments: Any, **options: Any) -> Result:
        return CliRunner().invoke(program, [str(a) for a in arguments], **options)

    return invoke


class Rooms:
    """Stand-ins for loader and rules; remembers how they were called."""

    def __init__(self) -> None:
        self.findings = make.everything()
        self.error: BaseException | dict[str, BaseException] | None = None
        self.loaded: list[tuple[tuple[str, ...], dict[str, Any]]] = []
        self.found: dict[str, Any] = {}

    def load(self, *paths: str, **options: Any) -> Statement:
        self.loaded.append((paths, options))
        error = self.error.get(paths[0]) if isinstance(self.error, dict) else self.error
        if error is not None:
            raise error
        return self.findings.statement

    def find(self, statement: Statement, **options: Any) -> Findings:
        self.found = options
        return self.findings


@pytest.fixture
def rooms(monkeypatch) -> Rooms:
    fake = Rooms()
    monkeypatch.setattr(dupcharge.loader, "load", fake.load, raising=False)
    monkeypatch.setattr(dupcharge.rules, "find_duplicates", fake.find)
    return fake
