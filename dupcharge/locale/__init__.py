"""Every sentence a user reads, in English and Chinese, and the one function that says it.

A sentence has a code "room.name"; the texts stand in `locale/<language>/<room>.py`, as a dict
MESSAGES. Only the room that is asked for is imported, so `--help` stays quick. A text is a
str.format template; where a count decides the wording it is a pair (one, other) chosen by the
parameter `n`. Parameters are plain values; Money and dates are written in the reader's form here.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("en", "zh")

Text = str | tuple[str, str]


@dataclass(frozen=True)
class Message:
    """A sentence not yet said: its code and its values. Warnings and reasons travel as this."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        return say(lang, self.code, **self.params)


def room(lang: str, name: str) -> dict[str, Text]:
    """All texts of one room in one language."""
    module = importlib.import_module(f"dupcharge.locale.{lang}.{name}")
    messages: dict[str, Text] = module.MESSAGES
    return messages


def say(lang: str, code: str, /, **params: Any) -> str:
    """The sentence `code` in `lang`, its parameters written in the reader's form.

    Raises:
        KeyError: no such code (a fault of ours).
    """
    name, _, key = code.partition(".")
    text = room(lang, name)[key]
    if isinstance(text, tuple):
        text = text[0] if params.get("n") == 1 else text[1]
    return text.format(**{k: shown(v, lang) for k, v in params.items()})


def shown(value: Any, lang: str) -> Any:
    """A value as the reader of `lang` expects it: grouped counts, ISO dates, money with code."""
    if isinstance(value, str):
        return value
    from dupcharge.money import NO_CURRENCY, Money

    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, Money):
        sign, whole = ("-", value.text[1:]) if value.minor < 0 else ("", value.text)
        whole, dot, part = whole.partition(".")
        text = f"{sign}{int(whole):,}{dot}{part}"
        return text if value.currency == NO_CURRENCY else f"{value.currency} {text}"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "zh" else ", ").join(str(shown(v, lang)) for v in value)
    return value
