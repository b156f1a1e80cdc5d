"""The PDF: what it carries, what it promises a reader and an archive, and what cannot break it."""

import dataclasses
import hashlib
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import find_duplicates, load, reporter
from dupcharge.errors import OutputError
from dupcharge.locale import room, say
from dupcharge.reporter import Request, view
from dupcharge.reporter.extract import Extract, Quoted
from dupcharge.reporter.pdf import cut, glyphs, render
from tests.reporter import make
from tests.reporter.pdfread import Pdf

SAMPLES = Path(__file__).parents[2] / "samples"
FONT = "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"
LETTERS = "042fe2cc0b933e328410d7acbd0aa6a1873dca5aef81875f4bc214b08825c7b9"
LIMIT = 2 * 1024 * 1024


def request(*languages, **values):
    return Request(languages or ("en",), command="dupcharge scan wallet.csv", **values)


def pdf(found, *languages, **values):
    shown = found if isinstance(found, view.ReportView) else view.report(found)
    return Pdf(render(shown, request(*languages, **values)))


def sample(name):
    return view.report(find_duplicates(load(SAMPLES / name)))


@pytest.fixture(scope="module")
def outage():
    return sample("alipay-2024-11-11.csv")


def pairs(count, **values):
    """`count` groups of two charges, each with its own ids and amount."""
    return [
        make.group(
            n,
            [
                make.row(
                    2 * n + k,
                    transaction_id=f"20241111220014059570{n:06d}{k:02d}",
                    order_id=f"T{n:09d}",
                    method="余额",
                    status_text="交易成功",
                    amount=1000 + n,
                    **values,
                )
                for k in (0, 1)
            ],
        )
        for n in range(1, count + 1)
    ]


def ids(shown):
    return [
        text
        for group in shown.groups
        for line in (*group.charges, *group.refunds)
        for text in (line.transaction_id, getattr(line, "order_id", None))
        if text
    ]


@pytest.mark.parametrize(
    ("name", "languages", "pages"),
    [
        ("alipay-2024-11-11.csv", ("zh",), 4),
        ("alipay-2024-11-11.csv", ("en",), 4),
        ("alipay-2024-11-11.csv", ("zh", "en"), 8),
        ("european-bank-2025-02.csv", ("en",), 3),
        ("us-card-2025-03.csv", ("en",), 3),
        ("bank-card-2024-05.xls", ("zh",), 3),
        ("clean-month-2025-05.csv", ("en",), 1),
    ],
)
def test_page_budgets(name, languages, pages):
    made = pdf(sample(name), *languages)
    assert len(made.pages) <= pages
    assert len(made.content) <= LIMIT
    assert all(len(page) > 100 for page in made.pages)  # none is blank


def test_sixty_groups_stay_within_ten_pages_and_name_the_annex():
    shown = view.report(make.findings(pairs(60)))
    for lang in ("en", "zh"):
        made = pdf(shown, lang)
        assert len(made.pages) <= 10
        assert len(made.content) <= LIMIT
        kept, left = ids(shown)[:60:2], ids(shown)[120::2]
        assert all(text in made.text for text in kept)
        assert not any(text in made.text for text in left)
        assert say(lang, "pdf.rest_lines", n=60) in made.text
        assert say(lang, "pdf.rest_groups", n=30) in made.text
        annex = reporter.render(".csv", shown, request(lang))
        assert hashlib.sha256(annex).hexdigest() in made.text
        assert f"CNY {sum(g.overcharge.minor for g in shown.groups) / 100:.2f}" in made.pages[0]


def test_a_long_group_shows_its_first_lines():
    made = pdf(make.findings([make.outage(200, back=0)]))
    assert len(made.pages) <= 10
    assert "1.60" in made.text
    assert f"20241111220014{60:014d}" not in made.text
    assert "140 more lines are not printed here." in made.text
    assert "left out altogether" not in made.text


def test_everything_fits_together():
    made = pdf(make.everything(), "en", "zh")
    assert "CNY 43.80" in made.pages[0]
    assert "EUR 49.90" in made.pages[0]
    assert not re.search("[\ue000-\uf8ff]", made.text)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_id_can_be_read_back(outage, lang):
    text = pdf(outage, lang).text
    assert len(set(ids(outage))) > 20
    assert [one for one in ids(outage) if one not in text] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_other_programs_copy_ids_whole(outage, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(outage, "zh").content)
    for options in ([], ["-layout"]):
        done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
        words = set(re.findall(r"[\w-]+", done.stdout.decode()))
        short = [one for one in ids(outage) if len(one) <= 32]
        assert len(short) > 20
        assert [one for one in short if one not in words] == []  # on one line
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    done = subprocess.run(["pdfdetach", "-list", path], capture_output=True, check=True)
    assert done.stdout.decode().split("\n")[:2] == ["1 embedded files", "1: report.json"]


@pytest.mark.parametrize("languages", [("en",), ("zh", "en")])
def test_the_findings_are_attached_and_nothing_else(languages):
    shown = view.report(make.everything())
    expected = reporter.render(".json", shown, request(*languages))
    assert pdf(shown, *languages).attachments == {"report.json": expected}


def test_it_is_an_archive_file_that_a_screen_reader_can_follow(outage):
    made = pdf(outage, "zh")
    assert re.search(r"pdfaid:part>3<.*pdfaid:conformance>A<", made.metadata)
    assert "pdfuaid:part>1<" in made.metadata
    title = say("zh", "dossier.title")
    assert title in made.metadata
    assert b"/Lang(zh)" in made.catalog
    assert b"/Marked true" in made.catalog
    (picture,) = made.find(b"/S/Figure")
    assert b"/Alt" in made.head(picture)
    assert made.find(b"/S/TH")
    assert b"/JavaScript" not in made.content


def test_only_the_packaged_fonts_are_in_it(outage):
    made = pdf(outage, "zh")
    assert {name.partition(b"+")[2].partition(b"-")[0] for name in made.fonts()} == {
        b"NotoSansCJKsc",
        b"NotoSansMonoCJKsc",
        b"SourceSans3",
    }
    described = made.find(b"/Type/FontDescriptor")
    assert len(described) == 3
    assert all(b"/FontFile" in made.head(number) for number in described)


def test_the_font_is_the_one_that_was_looked_at():
    assert hashlib.sha256(glyphs.font().read_bytes()).hexdigest() == FONT
    assert hashlib.sha256(glyphs.letters().read_bytes()).hexdigest() == LETTERS


def test_its_map_is_read_right():
    have = glyphs.drawable()
    assert len(have) == 45630  # 44,810 of the collection, the rest letters of the other
    assert all(ord(char) in have for char in "A9é松镕楽ᄀ한яΩ■○◑◇◁□⏎")
    assert all(ord(char) in have for char in "łęąčřžůőűşğıİșțіїєґάΐώ₹₽₺₴₦ẞ")
    assert not any(ord(char) in have for char in "🍜مไรא\ue000\ue001\x00")


def test_the_same_report_has_the_same_bytes():
    shown = view.report(make.everything())
    first = render(shown, request("en", "zh"))
    assert first == render(shown, request("en", "zh"))
    code = (
        "import sys; from dupcharge.reporter import Request, pdf, view; "
        "from tests.reporter import make; "
        "sys.stdout.buffer.write(pdf.render(view.report(make.everything()), "
        "Request(('en', 'zh'), command='dupcharge scan wallet.csv')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=SAMPLES.parent,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        check=True,
    )
    assert done.stdout == first


def test_the_amount_is_the_largest_on_the_first_page(outage):
    runs = pdf(outage, "en").runs[0]
    (largest,) = {text for size, text in runs if size == max(size for size, _ in runs)}
    assert largest == "CNY 524.80"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_page_stands_alone(outage, lang):
    page = pdf(outage, lang).pages[0]
    rightful = next(c for c in outage.groups[0].charges if c.role == "original")
    for text in (rightful.transaction_id, rightful.order_id, "CNY 524.80", "CNY 721.60"):
        assert text in page
    for name in ("fact_to", "fact_addressee", "fact_from", "sign_name", "asks_title"):
        assert say(lang, f"dossier.{name}") in page
    pages = len(pdf(outage, lang).pages)
    assert say(lang, "dossier.col_page", page="1", pages=str(pages)) in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_for_the_user_alone_stays_out(outage, lang):
    text = pdf(outage, lang).text
    assert say(lang, "dossier.declaration_title") in text
    assert say(lang, "dossier.steps_title") not in text
    for name in room(lang, "routes"):
        if name.startswith("step."):
            assert say(lang, f"routes.{name}") not in text


@pytest.mark.parametrize("case", [make.clean, make.nothing, make.everything])
def test_nothing_is_asked_or_signed_where_nothing_is_claimed(case):
    shown = view.report(case())
    groups = tuple(g for g in shown.groups if not g.counted or g.settled)
    totals = tuple(
        dataclasses.replace(t, groups=0, overcharge=dataclasses.replace(t.overcharge, minor=0))
        for t in shown.totals
    )
    made = pdf(dataclasses.replace(shown, groups=groups, totals=totals))
    assert len(made.pages) <= 3
    assert say("en", "dossier.result_claim") in made.text
    for name in (
        "asks_title",
        "declaration_title",
        "log_title",
        "attachments_title",
        "ticks_title",
    ):
        assert say("en", f"dossier.{name}") not in made.text


@pytest.mark.parametrize(("jurisdiction", "box"), [(None, 595), ("eu", 595), ("us", 612)])
def test_paper_is_the_one_in_use_there(jurisdiction, box):
    made = pdf(make.findings(pairs(1)), jurisdiction=jurisdiction)
    boxes = re.findall(rb"/MediaBox\[0 0 (\d+)", made.content)
    assert {int(width) for width in boxes} == {box}


def test_the_rightful_charge_and_the_first_claimed_one_share_a_page():
    shown = view.report(make.findings([make.outage(9, back=0), *pairs(30)[1:]]))
    made = pdf(shown)
    for group in shown.groups[:20]:
        first, second = (charge.transaction_id for charge in group.charges[:2])
        tables = [
            page for page in made.pages[1:] if f"RIGHTFUL{group.charges[0].time[:10]}" in page
        ]
        assert any(first in page and second in page for page in tables), group.id


# Characters without a glyph.

FOREIGN = {
    "مطعم النخيل": "U+0645 U+0637 U+0639 U+0645 U+0020 U+0627 U+0644 U+0646 U+062E U+064A U+0644",
    "ร้าน": "U+0E23 U+0E49 U+0E32 U+0E19",
    "राम": "U+0930 U+093E U+092E",
    "\U0001f35c": "U+1F35C",
    "👨\u200d👩": "U+1F468 U+200D U+1F469",
    "שלום": "U+05E9 U+05DC U+05D5 U+05DD",
}


@pytest.mark.parametrize("word", FOREIGN)
def test_a_character_without_a_glyph_is_a_box_with_a_footnote(word):
    merchant = f"{word} Bar"
    groups = pairs(1, merchant=merchant)
    made = pdf(make.findings(groups))
    boxes = re.sub("[^ ]", "□", word.replace("\u200d", ""))
    assert f"{boxes}[1] Bar" in made.pages[0]
    for page in made.pages[:1]:
        assert f"{say('en', 'pdf.glyphs')} {FOREIGN[word]}" in page
    assert merchant in made.attachments["report.json"].decode()  # whole there
    assert "[2]" not in made.text


def test_equal_runs_share_a_footnote():
    groups = [*pairs(1, merchant="🍜 A"), *pairs(3, merchant="🍜 B"), *pairs(4, merchant="🦊")][2:5]
    text = pdf(
        make.findings([dataclasses.replace(g, id=str(n)) for n, g in enumerate(groups, 1)])
    ).text
    assert text.count("U+1F35C") == 1
    assert text.count("U+1F98A") <= 1


@pytest.mark.parametrize(
    ("text", "shown", "notes"),
    [
        ("plain", "plain", []),
        ("松果 é Ω я", "松果 é Ω я", []),
        ("a🍜b", "a□\ue0001\ue001b", ["U+1F35C"]),
        ("ไร ไร x ไร ไร", "□□ □□\ue0001\ue001 x □□ □□\ue0001\ue001",
         ["U+0E44 U+0E23 U+0020 U+0E44 U+0E23"]),
        ("\ue00012\ue001", "□\ue0001\ue00112□\ue0002\ue001", ["U+E000", "U+E001"]),
        ("a\u200db", "a□\ue0001\ue001b", ["U+200D"]),
        ("x\u00a0y\u202fz", "x\u00a0y\u202fz", []),
    ],
)  # fmt: skip
def test_boxes(text, shown, notes):
    boxes = glyphs.Boxes()
    assert boxes.text(text) == shown
    assert boxes.notes == notes


@given(st.text())
def test_no_character_is_lost(text):
    boxes = glyphs.Boxes()
    shown = boxes.text(text)
    back = re.sub(
        "[□ ]+\ue000(\\d+)\ue001",
        lambda m: "".join(chr(int(c[2:], 16)) for c in boxes.notes[int(m[1]) - 1].split()),
        shown,
    )
    if "□" not in text and not re.search(" [^\x00-\x7f]", text):
        assert back == text


def test_an_error_of_the_page_setter_names_what_is_missing():
    said = 'the text `"\\u{e31}"` could not be displayed with font `"Noto Sans CJK SC"`'
    assert glyphs.named(said) == {"\u0e31"}
    assert "\u0323" in glyphs.named('the text `"e"` could not be displayed')
    assert glyphs.named("unclosed delimiter") == frozenset()


def test_what_the_map_promises_in_vain_is_found_when_the_page_is_set(monkeypatch):
    promised = glyphs.drawable() | {ord("🍜")}
    monkeypatch.setattr(glyphs, "drawable", lambda: promised)
    made = pdf(make.findings(pairs(1, merchant="🍜 Bar")))
    assert "□[1] Bar" in made.pages[0] and "U+1F35C" in made.pages[0]


@pytest.mark.parametrize("word", ["Żabka Łódź", "İğdır Çiçek", "Παπαδόπουλος", "Київ Ґонта", "₹ ₺"])
def test_letters_of_europe_are_shown(word):
    made = pdf(make.findings(pairs(1, merchant=word)))
    assert word in made.pages[0]
    assert "□" not in made.pages[0]


# Hostile statements.

HOSTILE = [
    '#eval("1")',
    "$x^2$ *bold* _it_ `raw` <label> @ref \\ #h(1fr)",
    "= Heading\n#pagebreak()",
    '"); #panic("out")',
    "=cmd|' /C calc'!A0",
    "</title><script>alert(1)</script>",
    "W" * 5000,
    "很长" * 2500,
    "x-" * 2500,
    "\u202eevil\u2066\u200f",
    "a\x00\x1b[31m\x85\u2028",
    "\ue0001\ue001",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_cells_are_text_wherever_they_stand(text):
    rows = [
        make.row(
            n,
            merchant=text,
            transaction_id=f"{text}{n}",
            order_id=text,
            method=text,
            status_text=text,
        )
        for n in (1, 2)
    ]
    groups = [make.group(1, rows, evidence=(make.said(text.replace("{", "")),))]
    shown = view.report(make.findings(groups, [make.record(f"{text[:50]}.csv", account=text)]))
    quoted = tuple(Quoted(n, n + 5, (text, "21.90", text)) for n in (1, 2))
    extract = Extract(0, text[:9], (text[:80], "amount", "memo"), quoted, (0, 3, 0))
    made = pdf(dataclasses.replace(shown, extracts=(extract,)))
    assert len(made.pages) <= 20
    assert len(made.find(b"/S/H1")) == 12  # no heading of a statement's making
    if text.isascii() and text.isprintable() and len(text) < 80:
        assert text in made.text


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_document(merchant, memo):
    rows = [make.row(n, merchant=merchant, status_text=memo, order_id=memo) for n in (1, 2)]
    shown = view.report(make.findings([make.group(1, rows)]))
    quoted = (Quoted(1, 6, (merchant, memo)),)
    extract = Extract(0, None, ("a", "b"), quoted, (0, 0))
    made = pdf(dataclasses.replace(shown, extracts=(extract,)))
    assert list(made.attachments) == ["report.json"]


@pytest.mark.parametrize("columns", [1, 8, 15, 30, 80])
def test_any_number_of_columns_can_be_quoted(columns):
    header = tuple(f"column {n}" for n in range(columns))
    rows = tuple(Quoted(n, n, tuple(f"c{n:03d}x{m}" for m in range(columns))) for n in range(1, 9))
    shown = view.report(make.findings(pairs(4)))
    extract = Extract(
        0, None, header, tuple(dataclasses.replace(r, row=2 + r.row - 1) for r in rows), (0,) * 9
    )
    text = pdf(dataclasses.replace(shown, extracts=(extract,))).text
    assert all(cell in text for row in rows for cell in row.cells)


# What is kept of a long report.


@given(
    st.lists(st.integers(2, 70), max_size=30),
    st.integers(1, 2),
)
def test_every_line_is_shown_or_counted(sizes, languages):
    groups = [
        SimpleNamespace(id=str(n), charges=range(size - 1), refunds=range(1))
        for n, size in enumerate(sizes, 1)
    ]
    shown = SimpleNamespace(owed=tuple(groups[:9]), given_back=(), to_check=tuple(groups[9:]))
    kept = cut.choose(shown, languages)
    assert sum(kept.shown.values()) + kept.lines == sum(sizes)
    assert len(kept.shown) + kept.groups == len(sizes)
    assert sum(kept.shown.values()) <= cut.LINES // languages
    assert list(kept.shown) == [g.id for g in cut.ordered(shown)][: len(kept.shown)]


@given(st.sets(st.integers(1, 80), min_size=1, max_size=70), st.data())
def test_rows_left_out_join_the_gaps(numbers, data):
    rows = sorted(numbers)
    lines = tuple(SimpleNamespace(at=view.Sighting(0, n, n), copies=()) for n in rows)
    group = SimpleNamespace(id="1", charges=lines, refunds=(), counted=True, settled=False)
    gaps = tuple(b - a - 1 for a, b in pairwise([0, *rows, 81]))
    quoted = tuple(Quoted(n, n, ("x",)) for n in rows)
    shown = dataclasses.replace(
        view.report(make.nothing()),
        groups=(group,),
        extracts=(Extract(0, None, ("a",), quoted, gaps),),
    )
    count = data.draw(st.integers(0, len(rows)))
    kept = cut.quoted(shown, cut.Cut({"1": count} if count else {}, 0, 0)).extracts
    if not count:
        assert kept == ()
        return
    (extract,) = kept
    assert [q.row for q in extract.rows] == rows[:count]
    assert len(extract.rows) + sum(extract.gaps) == 80
    assert len(extract.gaps) == len(extract.rows) + 1


# Where it cannot be made.


@pytest.mark.parametrize("module", ["typst", "noto_cjk_sans_otc", "fontpkg_source_sans_3"])
def test_without_a_page_setter_it_says_what_to_do(module, monkeypatch):
    from dupcharge.reporter import pdf as package

    monkeypatch.setitem(sys.modules, module, None)
    package._fonts.cache_clear()
    glyphs.font.cache_clear()
    glyphs.letters.cache_clear()
    with pytest.raises(OutputError) as caught:
        render(view.report(make.clean()), request())
    assert caught.value.code == "pdf_unavailable"
    for lang in ("en", "zh"):
        assert "report.html" in caught.value.text(lang)


def test_typst_is_loaded_only_for_a_pdf():
    code = "import sys, dupcharge.reporter.csv, dupcharge.cli; sys.exit('typst' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=SAMPLES.parent)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_ids_of_48_signs_are_copied_whole(tmp_path):
    found = view.report(find_duplicates(load(SAMPLES / "alipay-2024-11-11.csv")))
    path = tmp_path / "report.pdf"
    path.write_bytes(reporter.render(".pdf", found, Request(("zh",))))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    for group in found.groups:
        for row in (*group.charges, *group.refunds):
            assert row.transaction_id in text
