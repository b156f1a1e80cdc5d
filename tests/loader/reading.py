"""Reading a small statement in a test, and saying in one line per row what was read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from dupcharge.loader import load
from dupcharge.money import amount_text
from dupcharge.statement import Statement


def read(*files: str | bytes, encoding: str = "utf-8", **options: Any) -> Statement:
    """The statement made of these files, which stand in a folder of their own as 1.csv, 2.csv, …

    Args:
        encoding: of the files given as text.
        options: those of `dupcharge.load`; `said_encoding` is its `encoding`.
    """
    if "said_encoding" in options:
        options["encoding"] = options.pop("said_encoding")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, content in enumerate(files, 1):
            path = Path(folder, f"{number}.csv")
            path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
            paths.append(path)
        return load(*paths, **options)


def rows(statement: Statement) -> list[str]:
    """Per row, in file order: class, time as far as it is known, amount, text ("-" unknown)."""
    frame = statement.transactions.sort_values(["file", "row"])
    return [_row(statement, row) for row in frame.to_dict("records")]


def _row(statement: Statement, row: dict[Any, Any]) -> str:
    time = "-"
    if not pd.isna(row["time"]):
        text = row["time"].isoformat(" ")
        time = text[: {"day": 10, "minute": 16, "second": 19}[row["written"]]]
    currency = row["currency"]
    amount = amount_text(row["amount"], currency, statement.exponents[currency])
    merchant = "-" if pd.isna(row["merchant"]) else row["merchant"]
    return f"{row['class']} {time} {amount} {merchant}"


def warnings(statement: Statement) -> list[str]:
    """The warnings of the first file in English, after both languages were asked for."""
    found = statement.files[0].warnings
    assert all(w.text("zh") for w in found)
    return [w.text("en") for w in found]


def codes(statement: Statement) -> list[str]:
    """The codes of the first file's warnings, without their room."""
    return [w.code.removeprefix("loader.") for w in statement.files[0].warnings]
