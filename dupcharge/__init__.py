"""dupcharge: find the charges that were taken more than once, and say what is owed.

>>> import dupcharge
>>> statement = dupcharge.load("statement.csv")           # doctest: +SKIP
>>> dupcharge.find_duplicates(statement).to_dict()        # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["DupchargeError", "Findings", "Statement", "__version__", "find_duplicates", "load"]

if TYPE_CHECKING:
    from dupcharge.errors import DupchargeError
    from dupcharge.findings import Findings
    from dupcharge.loader import load
    from dupcharge.rules import find_duplicates
    from dupcharge.statement import Statement

# Imported when first asked for: pandas costs more than everything else of a start.
_HOMES = {
    "DupchargeError": "dupcharge.errors",
    "Findings": "dupcharge.findings",
    "Statement": "dupcharge.statement",
    "load": "dupcharge.loader",
    "find_duplicates": "dupcharge.rules",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dupcharge' has no attribute {name!r}")
