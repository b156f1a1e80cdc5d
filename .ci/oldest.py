"""Print every dependency of pyproject.toml at its lower bound, as a constraints file."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
for requirement in project["dependencies"]:
    found = re.fullmatch(r"([\w.-]+)(?:>=|==)([\w.]+)(?:,<[\w.]+)?(?:\s*;.*)?", requirement)
    if found is None:
        raise SystemExit(f"no lower bound to test: {requirement}")
    print(f"{found[1]}=={found[2]}")
