"""What every test may use: the program as a user starts it, and golden files with one switch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# `--hypothesis-profile=fuzz` (make fuzz) looks much longer; CI machines are slow, not wrong.
# The same examples each time: a red run is the change's doing. `make fuzz` looks for new ones.
settings.register_profile("default", deadline=None, max_examples=15, derandomize=True)
settings.register_profile(
    "fuzz", deadline=None, max_examples=3000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program prints now into the golden files instead of comparing",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[Path, str], None]:
    """Compare text with a golden file, or write it with --update-golden."""

    def check(path: Path, actual: str) -> None:
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode("utf-8"))
        assert path.exists(), f"no golden file {path}: run pytest --update-golden and read it"
        assert actual == path.read_bytes().decode("utf-8")

    return check


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def dupcharge() -> Run:
    """Run the program from the project's folder with a plain environment, as a user would.

    Standard input is empty; the language is English and the terminal unknown unless `env` says
    otherwise.
    """

    def run(
        *arguments: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH", "TZ"):
            kept.pop(name, None)
        return subprocess.run(
            [sys.executable, "-m", "dupcharge", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
            | (env or {}),
            timeout=120,
            check=False,
        )

    return run
