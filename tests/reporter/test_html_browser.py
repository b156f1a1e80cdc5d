"""The HTML report in a real browser: the claim follows the ticks, nothing is lost on any screen."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from dupcharge import reporter
from dupcharge.locale import LANGUAGES, room
from dupcharge.reporter import Request, view
from dupcharge.reporter.dossier import compose
from tests.reporter import browser, make

FOUND = browser.find()
pytestmark = pytest.mark.skipif(FOUND is None, reason="no Chromium is installed")

HUGE = 9_007_199_254_740_993  # 2**53 + 1: a float would lose it


@pytest.fixture(scope="module")
def tab():
    with browser.page(FOUND) as page:
        yield page


def pair(number, **values):
    rows = [
        make.row(
            10 * number + n,
            transaction_id=f"2024{number:04d}{n:020d}",
            order_id=f"ORDER-20241111-{number:06d}",
            **{"merchant": f"Shop {number}", **values},
        )
        for n in range(2 + number % 3)
    ]
    return make.group(number, rows, confidence="strong" if number % 2 else "likely")


def many():
    return [pair(n, amount=1000 + 37 * n) for n in range(1, 61)]


def mixed():
    """Currencies of every kind, a refund, text from right to left, braces, no ids."""
    partly = [make.row(n, amount=500, merchant="{n} {asks} & <b>", refunded=0) for n in (901, 902)]
    partly[1]["refunded"] = 120
    weak = [make.row(n, amount=350) for n in (941, 942)]
    return [
        make.outage(5),
        pair(2, currency="JPY", amount=12345, merchant="مطعم 24 שלום"),
        make.group(3, partly, [make.row(903, amount=120)]),
        pair(4, currency="XXX", amount=105, merchant="🍜 Noodle 👨\u200d👩\u200d👧"),
        pair(5, currency="EUR", amount=HUGE),
        pair(6, currency="KWD", amount=1005),
        make.group(7, weak, confidence="possible", counted=False),
    ]


CURRENCIES = ("CNY", "EUR", "JPY", "KWD", "XXX")
CASES = {"outage": lambda: [make.outage()], "mixed": mixed, "many": many}


def shown(groups):
    """The view of some groups, with the currencies of these alone."""
    used = [c for c in CURRENCIES if any(g.currency == c for g in groups)]
    return view.report(make.findings(groups, currencies=used))


def save(folder, groups, *languages):
    path = folder / "report.html"
    request = Request(languages or ("en",), command="dupcharge scan wallet.csv")
    path.write_bytes(reporter.render(".html", shown(groups), request))
    return path


READ = """(lang => {
  const edition = document.getElementById(lang);
  const texts = (root, selector) => [...root.querySelectorAll(selector)].map(e => e.textContent);
  return {
    asks: [...edition.querySelectorAll("[data-asks] p")].map(p => texts(p, "strong, p > span")),
    sums: [...edition.querySelectorAll("[data-sums] tr")].map(tr => texts(tr, "td")),
    story: texts(edition, "[data-story] span"),
    message: document.getElementById(lang + "-message").value,
    short: document.getElementById(lang + "-message_short").value,
    title: document.title,
  };
})"""


def told(tab, lang):
    return tab.run(f"{READ}({lang!r})")


def expected(groups, lang, number, languages=1):
    """What a report of these groups alone says, under the number of the whole one."""
    request = Request((lang,) * languages, command="dupcharge scan wallet.csv")
    report = compose(shown(groups), request, lang)

    def same(text):
        return text.replace(report.number, number)

    asks = report.letter.asks
    return {
        "asks": [[ask.amount, ask.count] for ask in asks],
        "sums": [[s.charged, s.rightful, s.refunded, s.claimed] for s in report.letter.sums],
        "story": list(report.letter.story),
        "message": same(report.message),
        "short": report.message_short,
        "title": ", ".join(ask.amount for ask in asks) + f" - {report.letter.title}",
    }


def click(tab, number):
    tab.run(f"document.querySelector('.group [data-claim=\"{number}\"]').click()")


LEFT_OUT = {
    "outage": [()],
    "mixed": [(), (1,), (2,), (3,), (4,), (5, 6), (1, 2, 3), (2, 3, 4, 5, 6)],
    "many": [(), (1,), (2, 5), tuple(range(2, 61)), tuple(range(1, 58)), tuple(range(1, 61, 2))],
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_claim_follows_the_ticks(tab, tmp_path, case, lang):
    groups = CASES[case]()
    number = compose(shown(groups), Request((lang,)), lang).number
    tab.open(save(tmp_path, groups, lang))
    assert told(tab, lang) == expected(groups, lang, number)
    click(tab, groups[-1 if groups[-1].counted else 0].id)  # from here on the script has written
    click(tab, groups[-1 if groups[-1].counted else 0].id)
    for out in LEFT_OUT[case]:
        for each in out:
            click(tab, each)
        kept = [g for g in groups if int(g.id) not in out]
        assert told(tab, lang) == expected(kept, lang, number), out
        for each in out:
            click(tab, each)
    assert told(tab, lang) == expected(groups, lang, number)
    assert tab.complaints() == []


def test_with_every_group_left_out_nothing_is_claimed(tab, tmp_path):
    tab.open(save(tmp_path, [make.outage(), pair(2, currency="JPY")]))
    for number in (1, 2):
        click(tab, number)
    texts = told(tab, "en")
    nothing = room("en", "dossier")["result_claim"]
    assert texts["message"] == texts["short"] == nothing and texts["story"] == [nothing]
    assert texts["asks"] == [["CNY 0.00", "0 charges"], ["JPY 0", "0 charges"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_left_out_says_so_on_screen_and_on_paper(tab, tmp_path, lang):
    tab.open(save(tmp_path, mixed(), lang))
    words = room(lang, "html")["not_claimed"]
    seen = "document.querySelector('[data-group=\"2\"] .badge').checkVisibility()"
    rows = "document.querySelectorAll('[data-group=\"2\"] .claimed .name')"
    roles = f"[...{rows}].map(e => e.textContent)"
    before = tab.run(roles)
    assert not tab.run(seen) and words not in before
    click(tab, 2)
    tab.send("Emulation.setEmulatedMedia", media="print")
    assert tab.run(seen)
    assert set(tab.run(roles)) == {words}
    tab.send("Emulation.setEmulatedMedia", media="")
    box = tab.run("document.querySelector('.overview [data-claim=\"2\"]').checked")
    assert box is False
    click(tab, 2)
    assert tab.run(roles) == before and not tab.run(seen)


def test_both_languages_follow_one_tick(tab, tmp_path):
    groups = mixed()
    tab.open(save(tmp_path, groups, "zh", "en"))
    click(tab, 2)
    kept = [g for g in groups if g.id != "2"]
    for lang in ("zh", "en"):
        number = compose(shown(groups), Request((lang,)), lang).number
        texts, wanted = told(tab, lang), expected(kept, lang, number, languages=2)
        assert texts | {"title": ""} == wanted | {"title": ""}


def test_ticks_that_the_browser_brings_back_count(tab, tmp_path):
    groups = mixed()
    tab.open(save(tmp_path, groups))
    tab.run("document.querySelector('.group [data-claim=\"2\"]').checked = false")
    tab.run("dispatchEvent(new Event('pageshow'))")
    number = compose(shown(groups), Request(("en",)), "en").number
    assert told(tab, "en") == expected([g for g in groups if g.id != "2"], "en", number)


def test_nothing_is_fetched_and_nothing_foreign_runs(tab, tmp_path):
    path = save(tmp_path, mixed(), "en", "zh")
    tab.open(path)
    assert tab.requests() == [path.as_uri()]
    assert tab.complaints() == []
    before = tab.run("getComputedStyle(document.body).color")
    style = "Object.assign(document.createElement('style'), {textContent: 'body{color:red}'})"
    tab.run(f"document.head.append({style})")
    assert tab.run("getComputedStyle(document.body).color") == before
    for foreign in (
        "document.body.setAttribute('onclick', 'window.ran = 1')",
        "document.body.innerHTML += '<img src=x onerror=\"window.ran = 1\">'",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'ran = 1'}))",
    ):
        assert tab.run(f"(() => {{ try {{ {foreign} }} catch {{ return true }} }})()") is True
    assert tab.run("document.body.click(); window.ran === undefined")
    assert tab.complaints()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_all_is_there_and_open(tab, tmp_path, lang):
    tab.open(save(tmp_path, many(), lang), scripts=False)
    hidden = tab.run(
        "[...document.querySelectorAll('article, details > *, .rows td, figure, .paste textarea')]"
        ".filter(e => !e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"
    )
    assert hidden == []
    assert tab.run("document.querySelectorAll('article.group').length") == 60
    dead = "[...document.querySelectorAll('.tools, .choice, .js, button')]"
    assert not tab.run(f"{dead}.some(e => e.checkVisibility())")


def test_many_groups_are_folded_on_screen_and_open_when_linked_to_or_printed(tab, tmp_path):
    tab.open(save(tmp_path, many()))
    opened = "document.querySelectorAll('.group > details[open]').length"
    visible = (
        "[...document.querySelectorAll('.group .rows')].filter(e => e.checkVisibility()).length"
    )
    assert tab.run(opened) == 0 and tab.run(visible) == 10
    tab.run("location.hash = '#en-group-33'; new Promise(done => setTimeout(done, 50))")
    assert tab.run(opened) == 1
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert tab.run(visible) == 60
    tab.run("dispatchEvent(new Event('afterprint'))")
    assert tab.run(opened) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext is installed")
def test_printed_page_1_is_the_letter_and_every_group_is_on_paper(tab, tmp_path):
    groups = many()
    tab.open(save(tmp_path, groups))
    find = "document.querySelector('[data-find]')"
    tab.run(f"{find}.value = 'Shop 7'; {find}.dispatchEvent(new Event('input'))")
    Path(tmp_path / "report.pdf").write_bytes(tab.pdf())
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    pages = text.split("\f")
    report = compose(shown(groups), Request(("en",)), "en")
    assert report.letter.title in pages[0] and report.letter.asks[0].amount in pages[0]
    assert "Group 1." in pages[0] and "Claimed groups" not in pages[0]
    assert "Claimed groups" in pages[1]
    for group in groups:
        assert f"Group {group.id} " in text
    assert all(report.number in page for page in pages if page.strip())
    for words in (report.steps.title, room("en", "html")["message"], room("en", "html")["copy"]):
        assert words not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 640, 880, 1000, 1220, 1280, 1900])
def test_no_screen_loses_a_column(tab, tmp_path, width, lang):
    long = pair(8, merchant="Extraordinarily-Long-" * 7, status_text="W" * 40, method="M" * 60)
    tab.open(save(tmp_path, [*mixed(), long], lang), width=width)
    assert tab.run("document.documentElement.scrollWidth") <= width
    lost = tab.run(
        """[...document.querySelectorAll(".rows td, .rows th[scope=row], .sums td, .form td")]
        .filter(e => e.textContent.trim() && (!e.checkVisibility() ||
          e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1))
        .map(e => e.className + e.textContent)"""
    )
    assert lost == []
    wider = tab.run(
        """[...document.querySelectorAll(".sheet table, .sheet dl, .sheet p, .sheet figure")]
        .filter(e => e.checkVisibility() && !e.closest(".scroll"))
        .filter(e => e.getBoundingClientRect().right >
          e.closest(".group, .sheet").getBoundingClientRect().right + 1).map(e => e.outerHTML)"""
    )
    assert wider == []


CONTRAST = """(() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const under = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
  };
  const low = [];
  for (const e of document.querySelectorAll("main *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(rgb(e.closest("svg") ? style.fill : style.color)), light(under(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([e.tagName, e.className, ratio]);
  }
  return low;
})()"""


@pytest.mark.parametrize("dark", [False, True])
def test_contrast(tab, tmp_path, dark):
    tab.open(save(tmp_path, mixed()), dark=dark)
    click(tab, 2)
    assert tab.run(CONTRAST) == []


def ids(tab):
    return tab.run(
        "[...document.querySelectorAll('[data-groups=owed] [data-group]')]"
        ".filter(e => e.checkVisibility()).map(e => e.dataset.group)"
    )


def choose(tab, name, value):
    control = f"document.querySelector('[data-{name}]')"
    event = "change" if name == "sort" else "input"
    tab.run(f"{control}.value = {value!r}; {control}.dispatchEvent(new Event({event!r}))")


def test_find_and_sort(tab, tmp_path):
    day = dt.datetime(2024, 11, 1, 8)
    groups = [
        pair(1, amount=500, time=day.replace(day=3), merchant="Blue Shop"),
        pair(2, amount=900, time=day.replace(day=1), currency="JPY", merchant="Red Shop"),
        pair(3, amount=20_000, time=day.replace(day=2), merchant="Blue Bar"),
        pair(4, amount=700, time=day.replace(day=4), merchant="Red Bar"),
    ]
    tab.open(save(tmp_path, groups))
    for name, order in (("amount", "3412"), ("time", "2314"), ("sure", "1324"), ("listed", "1234")):
        choose(tab, "sort", name)
        assert ids(tab) == list(order), name
        lines = "[...document.querySelectorAll('.overview [data-line]')].map(e => e.dataset.line)"
        assert tab.run(lines) == list(order)
    for text, order in (("blue", "13"), ("BAR red", "4"), ("2024000300", "3"), ("xyz", "")):
        choose(tab, "find", text)
        assert ids(tab) == list(order), text
        assert tab.run("document.querySelector('[data-shown]').textContent") == (
            f"{len(order)} of 4 groups shown"
        )
    choose(tab, "find", "")
    choose(tab, "sure", "likely")
    assert ids(tab) == ["2", "4"]


@pytest.mark.parametrize("allowed", [True, False])
def test_copy_gives_whole_ids_and_the_text_and_says_so(tab, tmp_path, allowed):
    tab.open(save(tmp_path, [make.outage()]))
    tab.run("window.taken = []")
    if allowed:
        tab.run("navigator.clipboard.writeText = async text => { taken.push(text) }")
    else:
        tab.run("navigator.clipboard.writeText = async () => { throw new Error() }")
        tab.run("document.addEventListener('copy', () => taken.push("
                "document.activeElement.value ?? String(getSelection())))")  # fmt: skip
    for button in (".rows .transaction_id .copy", ".paste .copy"):
        tab.run(f"document.querySelector('{button}').click(); new Promise(d => setTimeout(d, 50))")
        assert tab.run(f"document.querySelector('{button}').dataset.said") == "Copied"
        assert tab.run("document.querySelector('[role=status].unseen').textContent") == "Copied"
    first = tab.run("document.querySelector('.rows .transaction_id code').textContent")
    taken = tab.run("taken")
    assert taken[-1] == told(tab, "en")["message"]
    if allowed:
        assert taken[0] == first == "20241111220014" + "0" * 14


def test_blanks_can_be_filled_in(tab, tmp_path):
    tab.open(save(tmp_path, [make.outage()]))
    blank = "document.querySelector('.about .blank')"
    tab.run(f"{blank}.focus()")
    tab.send("Input.insertText", text="王小明 & co")
    assert tab.run(f"{blank}.textContent") == "王小明 & co"
    assert tab.run(f"{blank}.getAttribute('aria-label')").startswith("Date (")
