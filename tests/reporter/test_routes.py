"""Deadlines, legal basis, recipients and wording: dates by hand, sources, calm words."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.locale import Message, room
from dupcharge.reporter import routes, view
from dupcharge.reporter.routes import JURISDICTIONS, MOST, ROUTES
from tests.reporter import make

LANGUAGES = ("en", "zh")
DAY = dt.date(2024, 11, 11)
ALL_ROUTES = (None, *ROUTES)
ALL_PLACES = (None, *JURISDICTIONS)
FACTS = routes.facts()
DEADLINES = {fact.key: fact for fact in FACTS.deadlines}


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("cn-records", "2024-11-11", "2027-11-11"),
        ("cn-records", "2024-02-29", "2027-02-28"),
        ("cn-records-kept", "2024-11-11", "2029-11-11"),
        ("eu-psd2-notify", "2024-11-11", "2025-12-11"),
        ("eu-psd2-notify", "2024-01-31", "2025-02-28"),
        ("eu-psd2-notify", "2023-01-31", "2024-02-29"),
        ("uk-psr-notify", "2024-02-29", "2025-03-29"),
        ("uk-psr-notify", "2024-05-31", "2025-06-30"),
        ("sepa-core", "2024-11-11", "2025-01-06"),
        ("eu-psd2-payee", "2024-12-31", "2025-02-25"),
        ("in-tat", "2024-02-27", "2024-03-03"),
        ("in-tat", "2023-02-27", "2023-03-04"),
        ("net-visa-dup", "2024-11-11", "2025-03-11"),
        ("net-mc-dup", "2024-11-11", "2025-02-09"),
        ("net-discover-dup", "2024-11-11", "2025-01-10"),
        ("net-unknown-dup", "2024-02-29", "2024-05-29"),
        ("paypal-refund-link", "2024-11-11", "2025-05-10"),
        *((key, "2024-11-11", None) for key in (
            "cn-limitation", "cn-12315-accept", "cn-bank-answer", "us-rege", "us-regz", "us-cfpb",
            "uk-answer", "uk-fos", "in-entity-answer", "au-idr", "au-afca", "ca-obsi-answer",
            "ca-obsi", "hk-cobp", "jp-at-once",
        )),
    ],
)  # fmt: skip
def test_dates(key, first, last):
    day = dt.date.fromisoformat(first)
    made = shown(key, day)
    assert made.date == (dt.date.fromisoformat(last) if last else None)
    assert made.start == (day if last else None)
    assert shown(key, None).date is None


def shown(key, day):
    """The deadline `key` from the first report that shows it; each must be shown by some."""
    ways = ["Visa, Mastercard", "Discover", "PayPal", ""]
    return next(
        made
        for way in ways
        for place in JURISDICTIONS
        for route in ALL_ROUTES
        for made in routes.deadlines(route, place, day, [way])
        if made.key == key
    )


def test_every_deadline_has_its_date_in_the_table_above():
    table = next(mark for mark in test_dates.pytestmark if mark.name == "parametrize")
    assert {row[0] for row in table.args[1]} == set(DEADLINES)


@pytest.mark.parametrize(
    ("route", "place", "ways", "expected"),
    [
        (None, "cn", [], ["cn-records", "cn-limitation", "cn-12315-accept"]),
        ("merchant", "cn", ["余额"], ["net-unknown-dup", "cn-limitation"]),
        ("merchant", "cn", ["银联卡(1234)"], ["cn-limitation"]),
        ("wallet", "cn", [], ["cn-records", "cn-records-kept", "cn-limitation"]),
        ("regulator", "cn", [], ["cn-limitation", "cn-12315-accept"]),
        ("bank", "us", [], ["net-unknown-dup", "us-rege", "us-regz"]),
        ("bank", "us", ["VISA DEBIT ****1111"], ["net-visa-dup", "us-rege", "us-regz"]),
        ("bank", "us", ["Amex ****1005"], ["us-rege", "us-regz"]),
        ("bank", "us", ["Visalia Credit Union"], ["net-unknown-dup", "us-rege", "us-regz"]),
        ("bank", "eu", [], ["sepa-core", "net-unknown-dup", "eu-psd2-notify"]),
        ("bank", "eu", ["Maestro"], ["sepa-core", "net-mc-dup", "eu-psd2-notify"]),
        ("bank", "uk", ["Visa", "Mastercard"], ["net-mc-dup", "net-visa-dup", "uk-psr-notify"]),
        ("wallet", "uk", ["paypal"], ["paypal-refund-link", "uk-psr-notify", "uk-answer"]),
        ("regulator", "uk", [], ["uk-answer", "uk-fos"]),
        ("bank", "br", ["Discover"], ["net-discover-dup"]),
        ("regulator", "eu", [], []),
        ("bank", "sg", ["Visa"], ["net-visa-dup"]),
        ("bank", None, ["Visa"], []),
        (None, None, [], []),
    ],
)
def test_which_deadlines_are_shown(route, place, ways, expected):
    assert [d.key for d in routes.deadlines(route, place, DAY, ways)] == expected


@given(
    st.sampled_from(ALL_ROUTES),
    st.sampled_from(ALL_PLACES),
    st.none() | st.dates(),
    st.lists(st.sampled_from(["Visa", "mastercard", "PAYPAL", "余额", "x"]), max_size=3),
)
def test_at_most_three_earliest_first_undated_last(route, place, first, ways):
    made = routes.deadlines(route, place, first, ways)
    assert len(made) <= MOST
    assert place or not made
    dates = [d.date for d in made]
    assert dates == sorted(dates, key=lambda date: date or dt.date.max)
    for item in made:
        fact = DEADLINES[item.key]
        assert route is None or route in fact.routes
        assert place in fact.jurisdictions or fact.jurisdictions == ("*",)
        assert item.date is None or item.date > first
        if fact.unit == "working_days" or fact.start not in ("debit", "processing"):
            assert item.date is None
        for lang in LANGUAGES:
            assert item.title.text(lang)
            assert re.search(r"[.。]$", item.rule.text(lang))


def test_a_day_near_the_end_of_the_calendar_has_no_date():
    assert routes.deadlines("bank", "uk", dt.date.max)[0].date is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_working_days_and_unknown_starts_are_told_as_rules(lang):
    (_, accept) = routes.deadlines("regulator", "cn", DAY)
    assert (
        accept.rule.text(lang)
        == {
            "en": "The authority decides within 7 working days of receiving a complaint whether to "
            "take it up; note the day it was received.",
            "zh": "有关部门自收到投诉之日起 7 个工作日内决定是否受理；请记下收到日期。",
        }[lang]
    )
    for item in routes.deadlines("bank", "us", DAY)[1:]:
        assert {"en": "ask for it", "zh": "询问"}[lang] in item.rule.text(lang)
        assert {"en": "60 days", "zh": "60 日"}[lang] in item.rule.text(lang)


def test_every_place_has_a_fact_of_its_own_and_no_other_is_named():
    places = {p for fact in (*FACTS.deadlines, *FACTS.bases) for p in fact.jurisdictions}
    assert places - {"*"} == set(JURISDICTIONS)
    assert len(JURISDICTIONS) == len(set(JURISDICTIONS))


@pytest.mark.parametrize("fact", (*FACTS.deadlines, *FACTS.bases), ids=lambda fact: fact.key)
def test_every_fact_was_read_somewhere(fact):
    assert fact.mark in ("V", "S")
    assert fact.source.strip()
    assert fact.note.strip()
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", fact.checked)
    assert fact.routes
    assert set(fact.routes) <= set(ROUTES)


def test_deadlines_are_well_formed():
    units = {"days", "weeks", "months", "years", "working_days", "at_once"}
    starts = {"debit", "processing", "statement_sent", "statement_date", "complaint",
              "final_answer", "knew"}  # fmt: skip
    for fact in FACTS.deadlines:
        assert fact.unit in units
        assert fact.start in starts
        assert (fact.length > 0) == (fact.unit != "at_once")
        assert fact.longest is None or fact.longest > fact.length
        assert set(fact.networks) <= {*FACTS.words["networks"], "unknown"}
        assert set(fact.providers) <= set(FACTS.words["providers"])
        # A number in a sentence comes from the data; only names have numbers of their own.
        for lang in LANGUAGES:
            rule = room(lang, "routes")[f"rule.{fact.key}"]
            assert not re.search(r"\d", rule.replace("T+5", ""))
    keys = [fact.key for fact in (*FACTS.deadlines, *FACTS.bases)]
    assert len({(type(f), f.key) for f in (*FACTS.deadlines, *FACTS.bases)}) == len(keys)


def test_what_was_not_read_is_not_there():
    keys = " ".join((*DEADLINES, *(fact.key for fact in FACTS.bases)))
    assert not re.search(r"amex|jcb|unionpay|12363|12378|section-75|sg-", keys)
    for lang in LANGUAGES:
        for value in room(lang, "routes").values():
            assert not re.search(r"合同法|Contract Law|123\d\d|PSD3|ODR", str(value))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("route", ALL_ROUTES)
def test_wording_of_a_route(route, lang):
    steps = [step.text(lang) for step in routes.steps(route)]
    assert len(steps) == len(set(steps)) == 10
    assert all(len(step) <= 110 for step in steps)
    assert routes.recipient(route).text(lang)
    for place in ALL_PLACES:
        (sentence,) = routes.ask(route, place).text(lang).splitlines()
        assert len(sentence) <= 240


def test_each_route_asks_in_its_own_words():
    asks = {route: routes.ask(route).text("en") for route in ALL_ROUTES}
    assert len(set(asks.values())) == len(ALL_ROUTES)
    assert "duplicate of the valid transaction" in asks["bank"]
    assert "I assert an error in my account" in routes.ask("bank", "us").text("en")
    assert "I assert an error" not in routes.ask("bank", "uk").text("en")
    assert routes.ask("merchant", "us") == routes.ask("merchant")
    assert asks["regulator"].startswith("My demand: ")
    assert routes.recipient(None).text("en").count(" / ") == 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("route", ALL_ROUTES)
@pytest.mark.parametrize("place", ALL_PLACES)
def test_legal_basis(place, route, lang):
    found = routes.basis(route, place)
    assert place or not found
    for item in found:
        assert item.article.text(lang)
        assert re.fullmatch(r"[^.。]+[.。]", item.text.text(lang).replace("T+5", ""))


def test_legal_basis_fits_route_and_place():
    articles = [b.article.text("zh") for b in routes.basis("wallet", "cn")]
    assert "《中华人民共和国电子商务法》第五十五条" in articles
    assert "《中华人民共和国电子商务法》第五十五条" not in [
        b.article.text("zh") for b in routes.basis("merchant", "cn")
    ]
    assert "within 10 business days, or within 45 days" in routes.basis("bank", "us")[1].text.text(
        "en"
    )


def codes():
    for fact in FACTS.deadlines:
        yield from (f"title.{fact.key}", f"rule.{fact.key}")
        if fact.unit != "at_once":
            yield fact.unit
    for fact in FACTS.bases:
        yield from (f"article.{fact.key}", f"basis.{fact.key}")
    for wording in FACTS.wording.values():
        yield f"recipient.{wording.recipient}"
        yield from (f"ask.{code}" for code in (wording.ask, *wording.ask_in.values()))
        yield from (f"step.{code}" for code in wording.steps)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_a_sentence_and_every_sentence_has_a_code(lang):
    assert set(FACTS.wording) == {"neutral", *ROUTES}
    assert set(codes()) == set(room(lang, "routes"))


def test_both_languages_have_the_same_holes():
    def holes(value):
        return set(re.findall(r"{(\w+)}", value if isinstance(value, str) else value[1]))

    for key, value in room("en", "routes").items():
        assert holes(value) == holes(room("zh", "routes")[key]), key


AVOID = re.compile(
    r"fraud|theft|stolen|steal|cheat|proof|\bprove|guarantee|never refunded|triple|obvious|scam"
    r"|100 ?%|%|\bsue\b|lawsuit|lawyer|criminal|penalt|police|damages|compensat"
    r"|欺诈|盗刷|诈骗|盗窃|证明|保证|必须|三倍|退一赔三|起诉|违法|犯罪|报警|追究|法律责任|惩罚",
    re.I,
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_harm_are_nowhere(lang):
    for key, value in room(lang, "routes").items():
        for sentence in [value] if isinstance(value, str) else value:
            assert not AVOID.search(sentence), key


def test_ways_of_paying_come_from_the_claimed_groups():
    found = routes.ways(view.report(make.everything()))
    assert found == ("example-wallet-2024", "inferred", "余额")


def test_messages_are_not_said_yet():
    item = routes.deadlines("bank", "uk", DAY)[0]
    assert isinstance(item.title, Message)
    assert (item.source, item.checked) == ("Mastercard 4834; Visa 12.6.1", "2026-11")
