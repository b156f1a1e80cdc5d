"""What a rule and an excuse are: a name, a pure function over frames, and a page.

Owns: the two small types, and the reading of pages. Does not own: levels and windows (policy),
money (detect), sentences (locale room `rules`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dupcharge.locale import Message, room
from dupcharge.rules.policy import Policy


@dataclass(frozen=True)
class Rule:
    """Evidence for a repeat. `find(rows, policy)` gives schema.LINKS inside each `block`."""

    name: str
    find: Callable[[pd.DataFrame, Policy], pd.DataFrame]
    block: tuple[str, ...]

    @property
    def title(self) -> Message:
        """One line that says what the rule looks for."""
        return Message(f"rules.title.{self.name}")

    def page(self, lang: str = "en") -> str:
        """The page of the rule in `lang`."""
        return _page(self.name, self.find.__module__, lang)


@dataclass(frozen=True)
class Excuse:
    """An innocent explanation. `find(rows, links, policy)` gives schema.EXCUSES of those links."""

    name: str
    find: Callable[[pd.DataFrame, pd.DataFrame, Policy], pd.DataFrame]
    block: tuple[str, ...]

    @property
    def title(self) -> Message:
        """One line that says what the excuse looks for."""
        return Message(f"rules.title.{self.name}")

    def page(self, lang: str = "en") -> str:
        """The page of the excuse in `lang`."""
        return _page(self.name, self.find.__module__, lang)


def _page(name: str, module: str, lang: str) -> str:
    if lang == "zh":
        return str(room("zh", "pages")[name])
    return (sys.modules[module].__doc__ or "").strip()
