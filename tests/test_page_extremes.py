"""The page with hostile, extreme and missing data, and what assistive technology makes of it."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from pathlib import Path

import pytest

import jishi.exports.page as page
from jishi.records import Disagreement, Relation, TimeReading

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample

# Each sets window.hacked, opens a dialog, asks the network, or breaks out, if anything takes it for more than text.
MARKUP = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    "<svg onload=window.hacked=4>",
    "<svg><script>window.hacked=5</script></svg>",
    "<iframe srcdoc='<script>parent.hacked=6</script>'></iframe>",
    "<details open ontoggle=window.hacked=7>",
    "<body onload=window.hacked=8>",
    "<input autofocus onfocus=window.hacked=9>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hacked=10>",
    "<a href='javascript:window.hacked=11'>x</a>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<base href=https://example.org/>",
    "<object data=https://example.org/></object>",
    "<style>*{display:none}</style>",
    "--><script>window.hacked=12</script><!--",
    "]]><script>window.hacked=13</script>",
    "'\"><script>window.hacked=14</script>",
    "\" onmouseover=\"window.hacked=15",
    "{{constructor.constructor('window.hacked=16')()}}",
    "${window.hacked=17}",
    "{% include '/etc/passwd' %}{{ page_script }}",
    "%3Cscript%3Ewindow.hacked=18%3C/script%3E",
    "&lt;script&gt;window.hacked=19&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.hacked=20\\u003c/script\\u003e",
    "\u2028window.hacked=21\u2029",
    "\u202e>tpircs/<12=dekcah.wodniw>tpircs<",
    "\x00<script>window.hacked=22</script>",
    "\x1f\x08\x1b[31m",
    "__proto__",
    "constructor",
    "<noscript><p title=\"</noscript><img src=x onerror=window.hacked=23>\">",
    "<template><script>window.hacked=24</script></template>",
    "＜script＞window.hacked=25＜/script＞",
    "𠮷\ud83d王",
    "\ufeff<script>window.hacked=26</script>",
]  # fmt: skip
ADDRESSES = [
    "javascript:window.hacked=26",
    "JaVaScRiPt:window.hacked=27",
    " javascript:window.hacked=28",
    "java\nscript:window.hacked=29",
    "data:text/html,<script>window.hacked=30</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//example.org/no-scheme",
    "blob:https://example.org/1",
    "https://",
]


def walk(tab, events):
    """Opens each event, each view, each line, the search, the cards: every place where a text is shown.

    `events` is how many there are. Gives the headings of the events.
    """
    press = tab.tab.keyboard.press
    headings = []
    for _ in range(events):
        press("ArrowRight")
        headings.append(tab.heading())
    for view in (3, 2, 1):
        tab.tab.click(f".segmented button:nth-child({view})")
        tab.tab.wait_for_timeout(120)
        press("Escape")
        press("ArrowRight")
    for button in tab.tab.locator("ol.lanes button").all():
        button.hover()
        button.click()
    press("Escape")
    press("Escape")
    tab.tab.fill("#search", "a")
    tab.tab.keyboard.press("Escape")
    tab.tab.click("[aria-controls=filters]")
    press("Escape")
    for kind in ("svg", "csv", "jsonld"):
        tab.export(kind)
    return headings


def seen(text):
    """A text as a heading shows it: white space as one blank, half a character as a question mark."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def hostile():
    """Every text of the corpus as a name, a title, an outlet, a sentence, a claim; every address as a link."""
    graph = Graph()
    for number, text in enumerate(MARKUP):
        graph.actor(text, aliases=(text + "2",), roles=(text,), country=text, qid=text)
        graph.tell(
            [text, f"甲{number}"],
            "会见",
            f"2022-01-{number % 28 + 1:02d}",
            title=text,
            outlets=(text,),
            label=text,
            sentence=f"{text}与甲{number}会见。",
            words=text,
            reading=TimeReading(
                value=text, stated={text: 1}, inferred={text: text}, anchor=text, anchor_text=text, anchor_value=text
            ),
            disagree=[Disagreement(field=text, values={text: (text,)})],
            place=text,
            claim=text,
            url=ADDRESSES[number % len(ADDRESSES)],
        )
    for number, url in enumerate(ADDRESSES):
        graph.tell([f"乙{number}"], "通话", "2022-02-01", url=url)
    ids = list(graph.entities)
    graph.relations = tuple(
        Relation(text, ids[0], ids[number + 1], text, text, text, text, 1, {}, {}, None, {}, ())
        for number, text in enumerate(MARKUP)
    )
    graph.tell(
        ["丙"],
        text := "<b>粗</b>",
        text and "2022-02-02",
        kind="<i>type</i>",
        modality="<u>mode</u>",
        stance="<s>stance</s>",
    )
    return graph


def test_the_corpus_is_large_enough():
    """At least forty injections."""
    assert len(set(MARKUP)) + len(set(ADDRESSES)) >= 40


def test_injections_stay_text(browser, tmp_path):
    """Nothing of the corpus runs, loads, or becomes an element, wherever it is shown."""
    graph = hostile()
    with Tab(browser, graph, tmp_path) as tab:
        headings = walk(tab, len(graph.events))
        assert {seen(text) for text in MARKUP} <= {seen(text) for text in headings}
        assert tab.tab.evaluate("window.hacked") is None
        assert tab.problems == []
        kinds = (
            "img, iframe, object, base, math, template, details, form, body [onerror], body [onload], body [style*=url]"
        )
        strange = f"[...document.querySelectorAll('{kinds}')].map((one) => one.tagName)"
        assert tab.tab.evaluate(strange) == []
        assert tab.tab.locator("head meta").count() == 5
        assert [url for url in tab.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_hostile_text_is_shown_as_it_is(browser, tmp_path):
    """What looks like markup is read as text in the panel."""
    with Tab(browser, hostile(), tmp_path) as tab:
        tab.tab.fill("#search", "onerror=window.hacked=3>")
        tab.tab.keyboard.press("Enter")
        assert tab.heading() == "<img src=x onerror=window.hacked=3>"


def test_names_come_back_character_by_character(browser, tmp_path):
    """A mark of byte order, characters of two units and lone halves do not shift the names behind them."""
    names = ["\ufeff甲", "𠮷野家", "👍乙", "plain", "\u200f丙"]
    graph = Graph()
    for name in names:
        graph.tell([name], "会见", "2022-01-27", sentence=f"2022-01-27，{name}会见。", words="2022-01-27")
    with Tab(browser, graph, tmp_path) as tab:
        assert sorted(tab.lanes()) == sorted(names)
        tab.tab.evaluate("location.hash = '#v=table'")
        marked = []
        for _ in names:
            tab.tab.keyboard.press("ArrowRight")
            marked.append(tab.text(".report mark.m-actor"))
        assert sorted(marked) == sorted(names)
        assert tab.problems == []


def test_only_web_addresses_become_links(browser, tmp_path):
    """Links lead to http and https only; all else stays plain text."""
    graph = Graph()
    for number, url in enumerate([*ADDRESSES, "https://example.org/fine", "http://例子.中国/一"]):
        graph.tell([f"乙{number}"], "通话", f"2022-02-{number + 1:02d}", url=url)
    with Tab(browser, graph, tmp_path, address="#v=table") as tab:
        links = tab.tab.locator(".table a").evaluate_all("list => list.map((one) => one.href)")
        assert links == ["https://example.org/fine", "http://xn--fsqu00a.xn--fiqs8s/%E4%B8%80"]


def test_damaged_data_are_told(browser, tmp_path):
    """A cut file says that it cannot unfold, and why, instead of staying blank."""

    def cut(html):
        return re.sub(r'(id="block-first">.{200}).{400}', r"\1", html, flags=re.S)

    with Tab(browser, sample(), tmp_path, html=cut, wait=False) as tab:
        tab.tab.wait_for_selector("[role=alert]")
        told = tab.text("[role=alert]")
        assert "无法展开" in told
        assert "#block-first" in told


def test_damaged_sentences_are_told(browser, tmp_path):
    """When only the sentences are damaged the page says so too."""

    def cut(html):
        return re.sub(r'(id="block-later">.{200}).{400}', r"\1", html, flags=re.S)

    with Tab(browser, sample(), tmp_path, html=cut, wait=False) as tab:
        tab.tab.wait_for_selector("[role=alert]")


def test_it_says_that_it_loads_and_that_it_needs_a_program():
    """Before anything is unpacked there is a word for it; without JavaScript too."""
    html = page.html(sample())
    assert 'role="status"' in html.split("<noscript>")[0]
    assert "<noscript>" in html


def test_names_of_a_thousand_characters_fit(browser, tmp_path):
    """Long names are cut where they are labels, and wrap where they are headings."""
    long = "漫" * 1000
    graph = Graph()
    graph.tell([long, "a" * 1000], "会见", "2022-01-27", title=long, outlets=(long,))
    for view in (support.WIDE, support.NARROW):
        with Tab(browser, graph, tmp_path, view=view) as tab:
            tab.tab.locator("ol.lanes button").first.click()
            assert tab.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert tab.tab.evaluate(
                "(() => { const p = document.querySelector('.panel'); return p.scrollWidth <= p.clientWidth; })()"
            )
            tab.tab.keyboard.press("ArrowRight")
            roles = tab.tab.locator(".people .muted").evaluate_all("l => l.map((o) => o.getBoundingClientRect().right)")
            assert max(roles) <= view["width"]
            assert tab.problems == []


def test_an_empty_graph_says_so(browser, tmp_path):
    """No events: no error, a sentence instead of empty axes, and every control still harmless."""
    with Tab(browser, Graph(), tmp_path) as tab:
        assert tab.heading() == "没有事件"
        assert "没有读出事件" in tab.text(".stage")
        for key in ("ArrowRight", "]", "+", "0", "Escape"):
            tab.tab.keyboard.press(key)
        for view in (2, 3, 1):
            tab.tab.click(f".segmented button:nth-child({view})")
        tab.tab.click(".time .bar button:first-child")
        tab.tab.click(".hist canvas")
        for kind in ("png", "svg", "csv", "jsonld"):
            assert tab.export(kind)
        assert tab.problems == []


def test_one_event_is_a_whole_page(browser, tmp_path):
    """One event: one mark, one line each, and a week around it."""
    graph = Graph()
    graph.tell(["王毅", "布林肯"], "会见", "2022-01-27")
    with Tab(browser, graph, tmp_path) as tab:
        assert tab.counts() == (1, 2)
        assert [tab.tab.input_value(f".range input:{end}-child") for end in ("first", "last")] == [
            "2022-01-24",
            "2022-01-30",
        ]
        assert tab.problems == []


def test_events_without_any_date_are_not_lost(browser, tmp_path):
    """Without a single date there is no axis, but network, table and panel show everything."""
    graph = Graph()
    for name in ("王毅", "布林肯"):
        graph.tell([name], "会见", None)
    with Tab(browser, graph, tmp_path) as tab:
        assert tab.counts() == (2, 2)
        tab.tab.click(".chips button:visible")
        assert tab.tab.locator(".panel .events li").count() == 2
        for key in ("ArrowRight", "]", "[", "+", "-", "0"):
            tab.tab.keyboard.press(key)
        assert tab.problems == []


def test_all_on_one_day_fall_into_one_mark(browser, tmp_path):
    """Fifty events of one pair on one day are one mark with its count, which lists them."""
    graph = Graph()
    for _ in range(50):
        graph.tell(["王毅", "布林肯"], "会见", "2022-01-27")
    with Tab(browser, graph, tmp_path) as tab:
        box = tab.tab.locator(".lines canvas").bounding_box()
        tab.tab.mouse.click(box["x"] + (128 + box["width"] - 12) / 2, box["y"] + 22 + 11)
        assert tab.heading() == "此处 50 个事件"
        assert tab.problems == []


def test_six_centuries_fit_on_the_axis(browser, tmp_path):
    """From 1500 to 2100, and before Christ: the dense part first, the rest counted at the edges and one click away."""
    graph = Graph()
    for year in (-220, 1500, 1644, 1839, 2099, 2100):
        graph.tell(["中国"], "记载", f"{year:05d}" if year < 0 else str(year))
    for day in range(1, 29):
        graph.tell(["王毅"], "会见", f"2022-02-{day:02d}")
        graph.tell(["布林肯"], "通话", f"2022-02-{day:02d}")
    with Tab(browser, graph, tmp_path) as tab:
        assert tab.tab.input_value(".range input:first-child").startswith("2022-")
        assert tab.tab.locator(".chips button:visible").all_inner_texts() == ["‹ 更早 4", "更晚 2 ›"]
        tab.tab.click(".chips button:visible")
        assert tab.tab.input_value(".range input:first-child").startswith("-0")
        tab.tab.fill(".range input:first-child", "1500")
        tab.tab.fill(".range input:last-child", "1700")
        tab.tab.keyboard.press("Enter")
        assert tab.counts() == (2, 1)
        assert tab.problems == []


def test_open_ends_run_out_of_the_picture(browser, tmp_path):
    """An event with an open end is in every later window."""
    graph = Graph()
    graph.tell(["王毅"], "担任", "2013/..")
    for day in range(1, 20):
        graph.tell(["布林肯"], "会见", f"2022-02-{day:02d}")
    with Tab(browser, graph, tmp_path, address="#r=2022-02-01..2022-02-05") as tab:
        assert tab.counts() == (6, 2)
        assert "王毅" in tab.lanes()


def test_a_count_up_to_a_day_belongs_to_that_day(browser, tmp_path):
    """What has no beginning is in no window before its last day, and is said to be known up to it."""
    graph = Graph()
    graph.tell(["应急管理部"], "通报", "../2022-02-09", kind="measurement")
    for day in range(1, 20):
        graph.tell(["布林肯"], "会见", f"2022-02-{day:02d}")
    with Tab(browser, graph, tmp_path, address="#r=2022-02-01..2022-02-05") as tab:
        assert tab.counts() == (5, 1)
        tab.tab.evaluate("location.hash = '#r=2022-02-09..2022-02-09'")
        assert tab.until(lambda: tab.counts() == (2, 2))
        tab.tab.click("ol.lanes button[title=应急管理部]")
        assert tab.text(".panel .events time") == "2022年2月9日以前"
        row = next(csv.DictReader(io.StringIO(tab.export("csv").decode("utf-8-sig"))))
        assert (row["begin"], row["end"], row["time"]) == ("", "2022-02-09", "../2022-02-09")
        assert tab.problems == []


def test_the_axis_goes_to_an_event_beside_it(browser, tmp_path):
    """An event outside what the axis spans moves the axis, by keys and by an address; one button brings all back."""
    graph = Graph()
    graph.tell(["周恩来"], "会见", "1972-02-21")
    for day in range(1, 29):
        graph.tell(["王毅"], "会见", f"2022-02-{day:02d}")
    with Tab(browser, graph, tmp_path) as tab:
        first = tab.first_day()
        assert first.startswith("2022-")
        tab.tab.keyboard.press("ArrowRight")
        assert tab.until(lambda: tab.first_day().startswith("1972-"))
        address = tab.hash()
        tab.tab.click(".time .bar button:nth-of-type(2)")
        assert tab.until(lambda: tab.first_day() == first)
    with Tab(browser, graph, tmp_path, address=address) as again:
        assert again.heading() == "周恩来会见"
        assert again.first_day().startswith("1972-")


def test_right_to_left_text_keeps_its_place(browser, tmp_path):
    """Arabic names do not turn what stands beside them."""
    graph = Graph()
    graph.tell(
        ["محمد بن سلمان", "王毅"],
        "会见",
        "2022-01-27",
        title="زيارة رسمية",
        sentence="2022-01-27，محمد بن سلمان与王毅会见。",
        words="2022-01-27",
    )
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.keyboard.press("ArrowRight")
        assert tab.text(".report mark.m-trigger") == "会见"
        left, right = (
            tab.tab.locator(f".report mark.{name}").first.bounding_box()["x"] for name in ("m-time", "m-trigger")
        )
        assert left < right
        assert tab.tab.evaluate("document.querySelector('.people bdi').matches('bdi')")
        assert tab.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert tab.problems == []


def test_what_was_left_out_is_told(browser, tmp_path):
    """A page that could not take all events names the number of those that are missing."""
    graph = sample()
    target = tmp_path / "page.html"
    page.write(graph, target, max_events=30)
    with Tab(browser, None, tmp_path) as tab:
        assert "另有 10 个事件" in tab.text(".panel")


STATES = {
    "start": ("", []),
    "actor": ("", ["ol.lanes li:nth-child(2) button"]),
    "event": ("#r=2022-02-01..2022-02-20", ["key:ArrowRight"]),
    "table": ("#v=table&lang=en", []),
    "near": ("#v=near", []),
    "filters": ("", ["[aria-controls=filters]"]),
    "exports": ("#theme=dark", ["[aria-controls=exports]"]),
    "search": ("#theme=dark", ["#search", "type:w"]),
    "dark event": ("#theme=dark", ["key:ArrowRight"]),
    "nothing": ("#r=1990-01-01..1990-01-02", []),
}


@pytest.mark.parametrize(
    ("state", "view"),
    [
        *((state, support.WIDE) for state in STATES),
        *((state, support.NARROW) for state in ("start", "event", "filters")),
    ],
)
def test_axe_finds_nothing_to_mend(browser, tmp_path, state, view):
    """axe-core, with all its rules for WCAG 2.2 AA and good practice, reports no violation."""
    address, steps = STATES[state]
    with Tab(browser, sample(), tmp_path, address=address, view=view, reduced_motion="reduce") as tab:
        for step in steps:
            if step.startswith("key:"):
                tab.tab.keyboard.press(step[4:])
            elif step.startswith("type:"):
                tab.tab.keyboard.type(step[5:])
            else:
                tab.tab.click(step)
        tab.tab.wait_for_timeout(100)
        tab.tab.evaluate((Path(__file__).parent / "data" / "axe.min.js").read_text(encoding="utf-8"))
        found = tab.tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [
            (
                one["id"],
                one["help"],
                [node["html"][:160] + " | " + node["failureSummary"][:300] for node in one["nodes"][:3]],
            )
            for one in found["violations"]
        ] == []
