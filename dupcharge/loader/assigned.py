"""Which column holds which role, as it is found out: indexes by role, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from dupcharge.locale import Message
from dupcharge.statement import Choice


@dataclass
class Assigned:
    """Column indexes by role, first choice first, and why."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    by_side: dict[str, dict[str, int]] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)

    def first(self, role: str) -> int | None:
        """Index of the role's first column."""
        return self.columns[role][0] if self.columns.get(role) else None

    def taken(self) -> set[int]:
        """Indexes that have a role."""
        return {j for js in self.columns.values() for j in js} | {
            j for pair in self.by_side.values() for j in pair.values()
        }

    def give(self, role: str, index: int, header: str, reason: str, certain: bool = True) -> None:
        """Give a column a role and note the reason."""
        self.columns.setdefault(role, []).append(index)
        self.choices.append(Choice(role, header, Message(f"loader.why_{reason}"), certain))
