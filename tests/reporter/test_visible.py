"""No text of a statement steers a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.reporter.visible import lines, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café 青禾 🍜", "Café 青禾 🍜"),
        ("\x1b[2J\x1b]8;;http://a\x07", "\\x1b[2J\\x1b]8;;http://a\\x07"),
        ("paid\rERROR\x08", "paid⏎ERROR\\x08"),
        ("one\r\ntwo\u2028three", "one⏎two⏎three"),
        ("tab\there", "tab here"),
        ("\u202egnp.exe\u2066", "\\u202egnp.exe\\u2066"),
        ("\x9b31m", "\\x9b31m"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("name\udcff.csv", "name\\xff.csv"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_is_shown(text, expected):
    assert visible(text) == expected


@given(st.text())
def test_one_line_without_control_characters(text):
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in shown)
    assert not set(shown) & set(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"
    )
    assert visible(shown) == shown


@given(st.text(), st.integers(1, 20))
def test_a_limit_says_how_much_is_missing(text, limit):
    shown = visible(text, limit)
    if len(text) > limit:
        assert shown.endswith(f"…(+{len(text) - limit})")
    else:
        assert shown == visible(text)


def test_own_line_breaks_stay():
    assert lines("one\ntwo\x1b") == "one\ntwo\\x1b"
