"""Both languages say the same things: every room, every code, every parameter."""

import importlib
import pkgutil
import re
import string

import pytest

import dupcharge.locale.en
import dupcharge.locale.zh

ROOMS = sorted(
    {module.name for module in pkgutil.iter_modules(dupcharge.locale.en.__path__)}
    | {module.name for module in pkgutil.iter_modules(dupcharge.locale.zh.__path__)} - {"pages"}
)  # pages: rule pages; their English is the docstring of the rule


def texts(lang, room):
    messages = importlib.import_module(f"dupcharge.locale.{lang}.{room}").MESSAGES
    return {key: text if isinstance(text, tuple) else (text,) for key, text in messages.items()}


def fields(forms):
    return {name for text in forms for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_whole_in_both_languages(room):
    english, chinese = texts("en", room), texts("zh", room)
    assert set(english) == set(chinese)
    for key in english:
        missing = fields(chinese[key]) ^ fields(english[key])
        assert missing <= {"n"}, key  # a plural's count may stand in one language alone


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_is_left_in_the_other_language(room):
    for key, forms in texts("en", room).items():
        for text in forms:
            own = re.sub(r"\(.*?\)", "", text)  # a law is cited in its own language in brackets
            assert not any("\u4e00" <= char <= "\u9fff" for char in own), (key, text)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_role_of_a_column_has_a_name(lang):
    """Reports name the role of each column that was read; one without a name would end them."""
    from dupcharge.cli.options import ROLES as OF_MAP
    from dupcharge.loader.formats import ROLES
    from dupcharge.locale import room

    assert {f"role_{role}" for role in ROLES} <= set(room(lang, "report"))
    assert set(OF_MAP) <= set(ROLES)
