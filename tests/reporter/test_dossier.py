"""The written report as blocks of text: sums, ids, words, limits of the text to paste."""

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import find_duplicates, load
from dupcharge.locale import LANGUAGES, room
from dupcharge.reporter import Request, view
from dupcharge.reporter.dossier import compose
from dupcharge.reporter.dossier.timeline import WIDTH, Mark, draw
from tests.reporter import make

SAMPLES = Path(__file__).parents[2] / "samples"
STATEMENTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".csv", ".xls", ".xlsx"))
HARMFUL = re.compile(
    r"fraud|theft|stolen|guarantee|never refunded|100 ?%|obviously|triple|"
    r"(?<!not )proof|欺诈|盗刷|诈骗|假一赔|退一赔三|保证退|百分之百|必须赔",
    re.I,
)


def report(path, lang="en", **options):
    found = view.report(find_duplicates(load(path)))
    return compose(found, Request((lang,), **options), lang)


def texts(value):
    """Every text anywhere in a report."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            yield from texts(getattr(value, item.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def figure(text):
    return Decimal(re.sub(r"[^\d.-]", "", text))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", STATEMENTS, ids=lambda p: p.stem)
def test_the_claim_adds_up(path, lang):
    shown = report(path, lang)
    owed = [block for part in shown.sections for block in part.blocks if block.kind == "owed"]
    for sums, ask in zip(shown.letter.sums, shown.letter.asks, strict=True):
        code = ask.amount.split()[0] if " " in ask.amount else "XXX"
        rows = [row for block in owed if block.currency == code for row in block.rows]
        claimed = [row for row in rows if row.state == "claimed"]
        assert figure(sums.charged) - figure(sums.rightful) - figure(sums.refunded) == figure(
            sums.claimed
        )
        assert sums.claimed == ask.amount
        less = sum(figure(row.less.split()[1]) for row in claimed if row.less)
        assert sum(figure(row.amount) for row in claimed) - less == figure(ask.amount)
        assert ask.count.split()[0] == str(len(claimed))
    assert bool(shown.letter.asks) == (shown.kind == "owed")


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda p: p.stem)
def test_every_id_stands_in_the_quoted_row_it_names(path):
    shown = report(path)
    quoted = {(r.row, r.line): r.cells for e in shown.extracts for r in e.rows if r.cells}
    rows = [row for part in shown.sections for block in part.blocks for row in block.rows]
    for row in rows:
        cells = [cell.strip("\t '") for cell in quoted[tuple(row.place.split("/"))]]
        for number in (row.transaction_id, row.order_id):
            assert number is None or number in cells
    assert len(quoted) == len({row.place for row in rows})


def test_rows_of_other_business_are_not_quoted():
    shown = report(SAMPLES / "alipay-2024-11-11.csv")
    (extract,) = shown.extracts
    quoted = [row for row in extract.rows if row.cells]
    assert len(quoted) == 27
    omitted = [re.search(r"\d+", row.omitted).group() for row in extract.rows if row.omitted]
    assert sum(map(int, omitted)) + len(quoted) == 44
    assert all("松果烘焙（望江路店）" in row.cells for row in quoted)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", STATEMENTS, ids=lambda p: p.stem)
@pytest.mark.parametrize("route", [None, "merchant", "wallet", "bank", "regulator"])
def test_nothing_is_claimed_too_loudly(path, lang, route):
    shown = report(path, lang, route=route, jurisdiction="cn", legal_basis=True)
    assert [text for text in texts(shown) if HARMFUL.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_any_room_is_harmful(lang):
    for name in ("report", "dossier", "rules", "routes"):
        for key, text in room(lang, name).items():
            said = " ".join(text) if isinstance(text, tuple) else text
            assert not HARMFUL.search(said), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_claim_says_when_to_look_again(lang):
    shown = report(SAMPLES / "clean-month-2025-05.csv", lang)
    assert shown.letter.asks == () and shown.letter.request is None
    assert shown.deadlines == () and shown.basis is None
    assert any("2025" in line for line in shown.letter.result)


def many(groups, merchant="Shop"):
    """Findings of so many groups of three charges with long ids."""
    made = []
    for number in range(groups):
        rows = [
            make.row(
                3 * number + at + 1,
                merchant=f"{merchant} {number}",
                transaction_id=f"2024111122001405{number:06d}{at:06d}",
                order_id=f"ORDER{number:020d}",
            )
            for at in range(3)
        ]
        made.append(make.group(number + 1, rows))
    return view.report(make.findings(made))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("groups", [1, 5, 60, 400])
def test_the_text_to_paste_fits_into_a_form(lang, groups):
    shown = compose(many(groups), Request((lang,)), lang)
    assert len(shown.message) < 5000
    assert len(shown.message_short) < (200 if lang == "zh" else 400)
    total = shown.letter.asks[0].amount
    assert total in shown.message and total in shown.message_short
    told = re.findall(r"2024111122001405\d*", shown.message)
    assert all(len(number) == 28 for number in told)
    left_out = groups - len(re.findall(r"ORDER\d{20}\b", shown.message))
    assert not left_out or f"{left_out}" in shown.message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_leave_the_text_short(lang):
    shown = compose(many(60, merchant="長" * 5000), Request((lang,)), lang)
    assert len(shown.message) < 5000
    assert len(shown.message_short) < (200 if lang == "zh" else 400)


def test_the_number_of_a_report_names_its_contents():
    one, two = report(STATEMENTS[0]), report(STATEMENTS[0], "zh")
    assert one.number == two.number
    numbers = [report(path).number for path in STATEMENTS]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"DC-\d+-[0-9A-F]{6}", number) for number in numbers)


def test_the_date_is_the_files_or_a_blank(monkeypatch):
    def dates(path):
        return report(path).letter.facts[1].value

    assert dates(SAMPLES / "alipay-2024-11-11.csv") == "11 November 2024"
    assert dates(SAMPLES / "us-card-2025-03.csv") is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert dates(SAMPLES / "us-card-2025-03.csv") == "1 January 2025"


@given(
    st.lists(st.datetimes(allow_imaginary=False), min_size=2, max_size=60),
    st.sampled_from(["claimed", "refund"]),
)
def test_every_mark_stands_inside_the_picture(times, state):
    marks = [Mark(f"1.{n}", "rightful" if n == 1 else state, t) for n, t in enumerate(times, 1)]
    picture = draw(marks, "caption", lambda at, _: at.isoformat(), str)
    texts = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)<', picture.svg)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= picture.height for x, y, _ in texts)
    assert len(re.findall(r"<(?:rect|circle|polygon)", picture.svg)) == len(marks)
    places = [(x, y) for x, y, text in texts if text.startswith("1.")]
    assert len(set(places)) == len(places)  # none covers another
    assert "nan" not in picture.svg


def test_the_picture_tells_roles_by_shape():
    at = make.NOON
    marks = [Mark(s, s, at) for s in ("rightful", "claimed", "returned", "question", "refund")]
    picture = draw(marks, "c", lambda *_: "", str)
    shapes = re.findall(r"<(rect|circle|polygon)", picture.svg)
    assert sorted(shapes) == ["circle", "circle", "polygon", "polygon", "rect"]
    assert "#" not in picture.svg.replace("http://www.w3.org", "")  # no colour of its own
