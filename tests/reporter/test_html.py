"""The HTML report read back: whole without scripts, inert, sealed by its policy, accessible."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import reporter
from dupcharge.locale import LANGUAGES, room
from dupcharge.reporter import Request, view
from dupcharge.reporter.dossier import compose
from dupcharge.reporter.html import markup
from tests.reporter import make

CASES = {
    "everything": make.everything,
    "outage": lambda: make.findings([make.outage()]),
    "decided": make.decided,
    "clean": make.clean,
    "nothing": make.nothing,
}
VOID = {"meta", "br", "input", "img", "link", "hr", "wbr"}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags, **attributes):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            e
            for e in self.walk()
            if (not tags or e.tag in tags)
            and all(
                name in e.attributes
                and (value is True or value in (e.attributes[name] or "").split())
                for name, value in wanted.items()
            )
        ]

    @property
    def text(self):
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def label(self):
        return " ".join(self.text.split())


class Reader(HTMLParser):
    """A tree of elements; every element must be closed where it was opened."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("document", {}, None)

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        made = Element(tag, dict(attrs), self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def read(content):
    reader = Reader()
    reader.feed(content.decode())
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root


def page(found, *languages, **options):
    shown = view.report(found)
    request = Request(languages or ("en",), command="dupcharge scan wallet.csv", **options)
    return read(reporter.render(".html", shown, request))


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name != "svg":
                yield from texts_of(getattr(value, name))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_everything_that_is_said_stands_on_the_page(case, lang):
    found = CASES[case]()
    (main,) = page(found, lang).all("main")  # scripts stand outside
    whole = "".join(main.text.split())
    report = compose(
        view.report(found), Request((lang,), command="dupcharge scan wallet.csv"), lang
    )
    letter = report.letter
    parts = [letter.title, letter.facts, letter.result, letter.story,
             report.set_aside, report.method, report.limits, report.steps,
             report.sources, report.extracts, report.repeat, report.decided]  # fmt: skip
    if report.kind == "owed":
        parts += [letter, report.ticks, report.attachments, report.log, report.declaration,
                  report.message, report.message_short]  # fmt: skip
    for section in report.sections:
        parts += [section.intro, section.title]
        for block in section.blocks:
            parts += [block.merchant, block.word, block.amount, block.sums, block.note, block.facts]
            parts += [block.timeline.caption if block.timeline else "", block.rows]
    codes = {"owed", "to_check", "settled", "rightful", "claimed", "returned", "question", "refund"}
    for part in parts:
        for text in texts_of(part):
            if text not in codes:
                assert "".join(text.split()) in whole, text


@pytest.mark.parametrize("case", CASES)
def test_nothing_but_the_page_itself_may_run_or_be_fetched(case):
    root = page(CASES[case](), "en", "zh")
    (policy,) = (
        e.attributes["content"]
        for e in root.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy and "http" not in policy
    (style,) = root.all("style")
    scripts = [e for e in root.all("script") if "type" not in e.attributes]
    for name, element in (("style-src", style), ("script-src", *scripts)):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert "url(" not in style.text and "@import" not in style.text
    for element in root.walk():
        names = set(element.attributes)
        assert not {"style", "src", "srcset", "action"} & names
        assert not [name for name in names if name.startswith("on")]
        if "href" in names:
            assert element.attributes["href"].startswith("#")
    assert {e.attributes.get("type") for e in root.all("script")} == {None, "application/json"}


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en")])
@pytest.mark.parametrize("case", CASES)
def test_markup_is_accessible(case, languages):
    root = page(CASES[case](), *languages)
    (top,) = root.all("html")
    assert top.attributes["lang"] == {"zh": "zh-Hans"}.get(languages[0], languages[0])
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    targets = {e.attributes["href"][1:] for e in root.all("a")}
    assert targets <= set(ids)
    assert len(root.all("main")) == 1
    for edition in root.all("div", class_="edition"):
        heads = [int(e.tag[1]) for e in edition.all("h1", "h2", "h3", "h4")]
        assert heads[0] == 1 and heads.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(heads))
        assert edition.all("a")[0].attributes["class"] == "skip"
    for table in root.all("table"):
        assert table.all("caption")[0].label
        assert all(e.attributes.get("scope") for e in table.all("th"))
        assert all(e.label for e in table.all("th"))
        width = sum(int(e.attributes.get("colspan", 1)) for e in table.all("tr")[0].all("th", "td"))
        for line in table.all("tr"):
            cells = line.all("th", "td")
            assert sum(int(e.attributes.get("colspan", 1)) for e in cells) == width
    labelled = {e.attributes["for"] for e in root.all("label", for_=True)}
    for control in root.all("input", "select", "textarea"):
        named = {"aria-label", "aria-labelledby"} & set(control.attributes)
        inside = control.parent.tag == "label" and control.parent.label
        assert named or inside or control.attributes.get("id") in labelled
    for element in root.all(aria_labelledby=True):
        assert element.attributes["aria-labelledby"] in ids
    for picture in root.all("svg"):
        assert picture.attributes["role"] == "img" and picture.all("title")[0].label


@pytest.mark.parametrize(
    ("case", "begins"),
    [
        ("everything", "CNY 43.80, EUR 49.90 - Request for refund"),
        ("outage", "CNY 416.10 - Request for refund"),
        ("clean", "No repeated charges found."),
        ("nothing", "No transactions in this statement"),
    ],
)
def test_title_holds_the_big_number(case, begins):
    assert page(CASES[case]()).all("title")[0].text.startswith(begins)


@pytest.mark.parametrize("case", ["clean", "nothing"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_is_claimed_nothing_is_asked_or_signed(case, lang):
    root = page(CASES[case](), lang)
    names = {e.attributes["id"].removeprefix(f"{lang}-") for e in root.all("section", id=True)}
    assert not names & {"declaration", "log", "attachments", "ticks"}
    assert not root.all("textarea") and not root.all(data_claim=True)
    assert root.all("p", class_="result")[0].label


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_stand_whole_in_one_element(lang):
    found = make.everything()
    whole = {e.text for e in page(found, lang).all("code", class_="id")}
    for group in view.report(found).groups:
        for charge in group.charges:
            for name in (charge.transaction_id, charge.order_id):
                assert name is None or name in whole


def test_first_claimed_row_stays_with_the_rightful_one():
    root = page(make.everything())
    for group in root.all("article", class_="group"):
        first = [
            line.attributes["class"] for line in group.all("tbody", class_="together")[0].all("tr")
        ]
        assert "rightful" in first and len(first) > 1


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</textarea></title></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "<!-- <script>",
    "{{ 7 * 7 }} {n} {asks} {% raw %}",
    "\u202egnp.exe\u202c",
    "\u2028\u2029\u0000\u001b[31m",
    "\ud800",
    "مطعم النخيل 24 (7)",
    "ร้านกาแฟ",
    "चाय की दुकान",
    "🍜 👨\u200d👩\u200d👧",
    "=cmd|' /C calc'!A0",
    "memo " * 1000,
]


def hostile(text):
    rows = [
        make.row(n, merchant=text, order_id="A-1", transaction_id=f"T-{n}", method=text,
                 status_text=text, file=0)
        for n in (1, 2)
    ]  # fmt: skip
    record = make.record(f"{text[:40]}.csv", account=text[:40], warnings=(make.said(text),))
    return make.findings([make.group(1, rows, evidence=(make.said(text),))], [record])


def shape(root):
    return [(e.tag, sorted(e.attributes)) for e in root.walk()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t)[:24])
def test_text_of_a_statement_is_inert(text, lang):
    root, plain = page(hostile(text), lang), page(hostile("Shop"), lang)
    without = [[e for e in shape(r) if e[0] != "bdi"] for r in (root, plain)]
    assert without[0] == without[1]
    steering = "[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
    assert not re.search(steering, root.text)


@given(st.text(min_size=1, max_size=60))
def test_prose_keeps_every_sign(text):
    root = read(str(markup.prose(text)).encode("utf-8", "surrogatepass").decode(
        "utf-8", "replace").encode())  # fmt: skip
    assert root.text.replace("\r", "\n") == text.encode("utf-8", "surrogatepass").decode(
        "utf-8", "replace"
    ).replace("\r", "\n")
    assert {e.tag for e in root.walk()} <= {"document", "bdi"}


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("charges by مطعم النخيل (24), each", ["مطعم النخيل"]),
        ("Shop שלום and עולם", ["שלום", "עולם"]),
        ("Shop <b>", []),
    ],
)
def test_text_from_right_to_left_is_set_apart(text, isolated):
    assert [e.text for e in read(str(markup.prose(text)).encode()).all("bdi")] == isolated


@pytest.mark.parametrize(
    ("text", "code"),
    [("CNY 1,459.90", "CNY"), ("JPY 500", "JPY"), ("1,459.90", None), ("CNY x", None),
     ("BTC -0.00000001", "BTC")],
)  # fmt: skip
def test_the_code_of_an_amount_is_set_apart(text, code):
    root = read(str(markup.amount(text)).encode())
    assert root.text == text
    assert [e.text for e in root.all("span")] == ([code] if code else [])


def test_data_of_the_script_is_exact():
    huge = 9_007_199_254_740_993
    rows = [make.row(n, amount=huge, order_id="A-1", transaction_id=f"T{n}") for n in (1, 2)]
    root = page(make.findings([make.group(1, rows)]), "en", "zh")
    (element,) = root.all("script", type="application/json")
    assert not set("<>&") & set(element.text)
    data = json.loads(element.text)
    assert list(data) == ["en", "zh"]
    (piece,) = data["en"]["draft"]["pieces"]
    assert piece["claimed"] == str(huge) and piece["charged"] == str(2 * huge)


def test_two_languages_are_both_whole():
    root = page(make.everything(), "zh", "en")
    editions = root.all("div", class_="edition")
    assert [e.attributes["lang"] for e in editions] == ["zh-Hans", "en"]
    for edition, lang in zip(editions, ("zh", "en"), strict=True):
        (alone,) = page(make.everything(), lang).all("div", class_="edition")
        lines = [[x.label for x in e.all("h1", "h2", "h3", "th", "dt")] for e in (edition, alone)]
        assert lines[0] == lines[1]
        switch = edition.all("div", class_="languages")[0].all("a")
        assert [a.attributes["href"] for a in switch] == ["#zh", "#en"]


@pytest.mark.parametrize("languages", [("en",), ("zh", "en")])
def test_same_input_same_bytes(languages):
    shown = view.report(make.everything())
    one, two = (reporter.render(".html", shown, Request(languages)) for _ in "ab")
    assert one == two and b"\r" not in one


def test_both_languages_have_the_same_words():
    one, two = room("en", "html"), room("zh", "html")
    assert list(one) == list(two)

    def values(text):
        return set(re.findall(r"{\w+}", text if isinstance(text, str) else text[1]))

    assert all(values(one[key]) == values(two[key]) for key in one)
