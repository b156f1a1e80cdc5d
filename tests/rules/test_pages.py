"""Every rule and excuse has a title and a page in both languages, and sentences for every case."""

from __future__ import annotations

import string

import pytest

from dupcharge.locale import LANGUAGES, room
from dupcharge.rules import EXCUSES, RULES
from dupcharge.rules.policy import CAPS, LEVELS

EVERY = [*RULES, *EXCUSES]
VALUES = set(
    "n amount other first last span within gap order merchant names methods currency".split()
)


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_names_itself_and_shows_two_lines(item: object, lang: str) -> None:
    page = item.page(lang)  # type: ignore[attr-defined]
    name = item.name  # type: ignore[attr-defined]
    assert page.startswith(name)
    example = page[max(page.find("Example"), page.find("示例")) :]
    assert example.count("    ") >= 2, "no example of two lines"
    assert item.title.text(lang)  # type: ignore[attr-defined]


@pytest.mark.parametrize("item", RULES, ids=lambda item: item.name)
def test_a_page_of_a_rule_says_when_it_is_innocent_and_its_options(item: object) -> None:
    english, chinese = item.page("en"), item.page("zh")  # type: ignore[attr-defined]
    for part in ("What it flags:", "Why it matters:", "When it is innocent:", "Options:"):
        assert part in english
    for part in ("标记什么：", "为什么重要：", "何时属于正常：", "选项："):
        assert part in chinese


def test_names_are_unique() -> None:
    assert len({item.name for item in EVERY}) == len(EVERY)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_case_that_can_be_said_has_a_sentence(lang: str) -> None:
    texts = room(lang, "rules")
    needed = {f"{rule}.{case}" for rule, case in LEVELS}
    needed |= {f"{excuse}.{case}" for (excuse, case), cap in CAPS.items() if cap != "none"}
    assert needed <= set(texts)


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    english, chinese = room("en", "rules"), room("zh", "rules")
    assert set(english) == set(chinese)
    for key, text in english.items():
        one, two = (_fields(t) for t in (text, chinese[key]))
        assert one == two, key
        assert one <= VALUES


def _fields(text: object) -> set[str]:
    whole = " ".join(text) if isinstance(text, tuple) else str(text)
    return {name for _, name, _, _ in string.Formatter().parse(whole) if name}
