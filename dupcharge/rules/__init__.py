"""What repeats: rules (evidence for), excuses (evidence against), and the one way through them.

Owns: the registries RULES and EXCUSES and `find_duplicates`. Does not own: how a file is read
(loader), how findings are shown (reporter).
"""

from __future__ import annotations

from dupcharge.rules.engine import find_duplicates
from dupcharge.rules.registry import EXCUSES, RULES
from dupcharge.rules.rule import Excuse, Rule

__all__ = ["EXCUSES", "RULES", "Excuse", "Rule", "find_duplicates"]
