"""The picture of a group: every mark inside, none over another, arrows that do not cross."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.reporter.dossier.timeline import WIDTH, Mark, draw

NOON = dt.datetime(2024, 11, 11, 12)
SVG = "{http://www.w3.org/2000/svg}"


def picture(seconds, refunds=()):
    marks = [
        Mark(f"1.{n}", "claimed" if n > 1 else "rightful", NOON + dt.timedelta(seconds=at))
        for n, at in enumerate(seconds, 1)
    ]
    marks += [
        Mark(f"1.R{n}", "refund", NOON + dt.timedelta(seconds=at), of)
        for n, (at, of) in enumerate(refunds, 1)
    ]
    made = draw(marks, "a <caption>", lambda at, span: at.isoformat(), lambda gap: str(gap))
    return made, ET.fromstring(made.svg)


def places(root):
    """Middles of the charges, from left to right."""
    found = [float(c.get("cx")) for c in root.iter(f"{SVG}circle")]
    return sorted(
        found + [float(r.get("x")) + float(r.get("width")) / 2 for r in root.iter(f"{SVG}rect")]
    )


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=200))
def test_marks_stay_inside_and_apart(seconds):
    made, root = picture(sorted(seconds))
    found = places(root)
    assert len(found) == len(seconds)
    assert min(found) >= 0
    assert max(found) <= WIDTH
    width = {float(c.get("r")) * 2 for c in root.iter(f"{SVG}circle")}
    gaps = [b - a for a, b in pairwise(found)]
    assert min(gaps) > max(width) - 0.2 or len(seconds) > 130
    assert (made.width, made.height) == (WIDTH, int(root.get("height")))


def test_few_marks_stand_at_their_moment():
    _, root = picture([0, 60, 120])
    low, middle, high = places(root)
    assert middle == pytest.approx((low + high) / 2, abs=0.2)


def test_each_refund_points_back_to_its_charge_on_a_way_of_its_own():
    _, root = picture([0, 10, 20, 30], [(100, "1.2"), (110, "1.3"), (120, "1.4")])
    ways = [
        re.match(r"M([\d.]+) ([\d.]+) H([\d.]+) V", p.get("d")) for p in root.iter(f"{SVG}path")
    ]
    assert len(ways) == 3
    found = sorted((float(w[3]), float(w[2])) for w in ways)  # charge, depth
    assert [depth for _, depth in found] == sorted((d for _, d in found), reverse=True)
    assert len({depth for _, depth in found}) == 3


def test_a_long_wait_is_cut_and_named():
    made, _ = picture([0, 5, 9], [(10**6, "1.2")])
    assert str(dt.timedelta(seconds=10**6 - 9)) in made.svg
    assert str(dt.timedelta(seconds=5)) not in made.svg


def test_one_mark_is_no_picture_and_words_are_escaped():
    assert draw([Mark("1.1", "rightful", NOON)], "", lambda *_: "", str) is None
    made, root = picture([0, 0])
    assert root.find(f"{SVG}title").text == made.caption == "a <caption>"
