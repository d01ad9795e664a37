"""The page in a real Chromium: uncertain times, search in either script, the close-up, and what an address keeps."""

from __future__ import annotations

import importlib.util
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import msgspec
import pytest

from jishi.exports.page_fold import fold_pairs
from jishi.records import Argument, Disagreement

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample
SVG = "{http://www.w3.org/2000/svg}"
WINDOWS = ["#r=2022-03-01..2022-04-30", "#r=2020-01-01..2024-12-31", "#r=1930-01-01..2029-12-31"]


def lines(tab):
    """The part of the exported picture with the lines."""
    return ET.fromstring(tab.export("svg")).findall(f"{SVG}g")[2]


def fading(tab):
    """How many fading strips the whole picture has; only uncertain times fade."""
    return tab.export("svg").decode().count('stop-opacity="0"') / 2


def one_event(time, **more):
    """A graph of one event of two actors."""
    graph = Graph()
    graph.tell(["王毅", "布林肯"], "会见", time, **more)
    return graph


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("time", ["2022-03", "2022-03-10~", "2022-03-01/2022-03-28?", "2022-03-10"])
def test_an_uncertain_time_is_seen_however_wide_the_window(browser, tmp_path, window, time):
    """A month, a doubtful day or end fades from a window of weeks to one of a century; a plain day never does."""
    with Tab(browser, one_event(time), tmp_path, address=window) as tab:
        assert (fading(tab) > 0) == (time != "2022-03-10")


@pytest.mark.parametrize("window", WINDOWS[1:])
def test_a_short_stretch_has_its_ends(browser, tmp_path, window):
    """What lasts some known days is drawn with an end on either side, and does not fade."""
    strips = {}
    for time in ("2022-03-10", "2022-03-10/2022-03-12"):
        with Tab(browser, one_event(time), tmp_path, address=window) as tab:
            strips[time] = len(list(lines(tab).iter(f"{SVG}rect")))
            assert fading(tab) == 0
    assert strips["2022-03-10/2022-03-12"] == strips["2022-03-10"] + 3


def test_a_planned_month_is_hollow(browser, tmp_path):
    """A wide time that is only planned is a dashed outline, not a full bar."""
    shaded = {}
    for modality in ("actual", "planned", "negated"):
        with Tab(browser, one_event("2022-03", modality=modality), tmp_path, address=WINDOWS[0]) as tab:
            group = lines(tab)
            shaded[modality] = [
                (one.tag.removeprefix(SVG), one.get("stroke-dasharray") is not None)
                for one in group.iter()
                if "url(" in (one.get("fill") or "") + (one.get("stroke") or "")
            ]
    assert set(shaded["actual"]) == {("rect", False)}
    assert set(shaded["planned"]) == {("path", True)}
    assert set(shaded["negated"]) == {("path", False)}


@pytest.mark.parametrize(
    ("time", "middle"),
    [("2022-03", date(2022, 3, 16)), ("2022-02-10/2022-03-20", date(2022, 3, 1)), ("2022-03-10", date(2022, 3, 10))],
)
def test_lines_bend_in_the_middle_of_a_time(browser, tmp_path, time, middle):
    """Where two actors share an event their lines meet, at the middle of its time if that is long or vague."""
    first, days = date(2022, 1, 1), 151
    with Tab(browser, one_event(time), tmp_path, address="#r=2022-01-01..2022-05-31&l=story") as tab:
        wide = tab.tab.evaluate("document.querySelector('.lines').clientWidth")
        bends = [re.findall(r"C[-\d. ]+", path.get("d")) for path in lines(tab).iter(f"{SVG}path")]
        ends = [float(bend.split()[-2]) for found in bends for bend in found]
        meet = 128 + ((middle - first).days + 0.5) * (wide - 140) / days
        assert len(ends) == 4
        assert all(abs(end - meet) < 3.5 or abs(end - meet - 26) < 0.5 for end in ends)


def test_the_legend_tells_uncertain_times_from_others(opened):
    """The overview explains each look of a mark, in the language of the page."""
    assert "日期不确定" in opened.text(".panel .looks")
    assert opened.tab.locator(".panel .looks svg").count() == 6
    opened.tab.click(".tools button:nth-child(4)")
    assert "uncertain date" in opened.text(".panel .looks")


TOLD = [
    ("贸易", "談到貿易", "貿易"),
    ("貿易", "谈到贸易", "贸易"),
    ("nato", "与ＮＡＴＯ代表", "ＮＡＴＯ"),
    ("ＮＡＴＯ", "与Nato代表", "Nato"),
    ("裏海", "在里海沿岸", "里海"),
    ("g20", "出席G20峰會", "G20"),
]


@pytest.mark.parametrize(("query", "told", "found"), TOLD)
def test_sentences_are_found_in_either_script_width_and_case(browser, tmp_path, query, told, found):
    """The hit shows the words as they are printed, marked in their place."""
    graph = Graph()
    graph.tell(["王毅"], "会晤", "2022-04-01", sentence="王毅4月1日会晤客人。")
    graph.tell(["莫迪"], "会晤", "2022-04-02", sentence=f"莫迪4月2日會晤客人𠮷野，{told}，隨後離開。")
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.fill("#search", query)
        assert tab.tab.locator("#hits [role=option] mark").all_inner_texts() == [found]
        assert told in tab.text("#hits [role=option]:has(mark) bdi")
        tab.tab.keyboard.press("Enter")
        assert told in tab.text("blockquote")


@pytest.mark.parametrize("query", ["台北", "臺北", "ｔｂｓ", "TBS"])
def test_names_are_found_as_sentences_are(browser, tmp_path, query):
    """Script, width and case are one for names too."""
    graph = sample()
    graph.tell(["臺北市TBS電視"], "通报", "2022-04-02")
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.fill("#search", query)
        assert tab.text("#hits [role=option]").startswith("臺北市TBS電視")


def test_only_variants_of_what_occurs_are_shipped():
    """Both ways round, and nothing for what is not in the page."""
    variants, letters = fold_pairs("貿国")
    pairs = dict(zip(variants, letters, strict=True))
    assert pairs["貿"] == "贸"
    assert pairs["國"] == "国"
    assert set(letters) == {"贸", "国"}
    assert fold_pairs("ab，") == ("", "")


def busy(solo, shared):
    """An actor with many events of its own and many with others."""
    graph = Graph()
    for number in range(solo):
        graph.tell(["王毅"], "表示", f"2022-01-{number % 28 + 1:02d}", kind="statement")
    for number in range(shared):
        graph.tell(["王毅", f"客人{number % 90}"], "会见", f"2022-02-{number % 28 + 1:02d}")
    return graph


RECORD = """() => {
  const Real = vis.DataSet;
  window.sets = [];
  vis.DataSet = function (rows) { window.sets.push(rows.map((row) => row.id)); return new Real(rows); };
}"""


def drawn_near(tab):
    """The ids that vis-network is given for the next choice: actors are numbers, events begin with e."""
    return tab.tab.evaluate("sets.at(-2)")


@pytest.mark.parametrize(("solo", "shared"), [(300, 200), (900, 400)])
def test_the_close_up_holds_a_thousand_nodes_the_best_connected(browser, tmp_path, solo, shared):
    """All that fits is drawn; beyond a thousand, events with others stay, and what is left out is counted."""
    graph = busy(solo, shared)
    with Tab(browser, graph, tmp_path, address="#v=near") as tab:
        tab.tab.wait_for_selector(".near canvas")
        tab.tab.evaluate(RECORD)
        tab.tab.click("ol.lanes button[title=王毅]")
        assert tab.until(lambda: tab.tab.evaluate("sets.length") == 2)
        ids = drawn_near(tab)
        events = [one for one in ids if isinstance(one, str)]
        assert len(ids) == min(solo + shared + 91, 1000)
        assert len(ids) - len(events) == 91
        left = solo + shared - len(events)
        assert (f"略去 {left} 个事件" in tab.text(".note")) == (left > 0)
        with_others = {str(place) for place, event in enumerate(in_order(graph)) if len(event.participants) == 2}
        assert with_others <= {one[1:] for one in events}
        assert tab.problems == []


def in_order(graph):
    """The events as the page numbers them."""
    return sorted(graph.events, key=lambda event: (event.begin, event.end, event.id))


def test_a_brushed_close_up_says_what_it_leaves_out(browser, tmp_path):
    """A window with too many actors shows the thousand in most events; one that fits shows its events as well."""
    graph = Graph()
    for number in range(1100):
        graph.tell([f"甲{number}", "王毅"], "会见", f"2022-{number % 5 + 1:02d}-{number % 28 + 1:02d}")
    graph.tell(["布林肯", "王毅"], "会见", "2022-07-01")
    with Tab(browser, graph, tmp_path, address="#v=near") as tab:
        tab.tab.wait_for_selector(".near canvas")
        tab.tab.evaluate(RECORD)
        tab.tab.evaluate("location.hash = '#v=near&r=2022-01-01..2022-06-30'")
        assert tab.until(lambda: tab.tab.evaluate("sets.length") == 2)
        assert len(drawn_near(tab)) == 1000
        assert "1000 位参与者（共 1101）" in tab.text(".note")
        assert "1100 个事件合为连线" in tab.text(".note")
        tab.tab.evaluate("location.hash = '#v=near&r=2022-01-01..2022-01-10'")
        assert tab.until(lambda: tab.tab.evaluate("sets.length") == 4)
        assert {type(one) for one in drawn_near(tab)} == {int, str}
        assert tab.text(".note") == "由 vis-network 绘制"


def test_a_zoomed_axis_is_in_the_address(browser, tmp_path):
    """The wheel over the histogram zooms the axis; the address brings it back."""
    with Tab(browser, sample(), tmp_path) as tab:
        box = tab.tab.locator(".hist canvas").bounding_box()
        tab.tab.mouse.move(box["x"] + 500, box["y"] + 30)
        tab.tab.mouse.wheel(0, -500)
        address = tab.hash()
        shown = tab.tab.get_attribute(".hist canvas", "aria-valuetext")
        assert re.fullmatch(r"#d=2022-\d\d-\d\d\.\.2022-\d\d-\d\d", address)
    with Tab(browser, sample(), tmp_path, address=address) as again:
        assert again.tab.get_attribute(".hist canvas", "aria-valuetext") == shown
        assert again.hash() == address
        again.tab.keyboard.press("0")
        assert again.hash() == ""


def long_table():
    """Three pages of events, some of them without a date."""
    graph = Graph()
    names = ["王毅", "布林肯", "莫迪", "岸田文雄"]
    for number in range(240):
        kind, trigger = [("meeting", "会见"), ("call", "通话"), ("sanction", "制裁")][number % 3]
        time = None if number % 80 == 5 else f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        outlet = ["新华社", "中新网"][number % 2]
        graph.tell([names[number % 4]], trigger, time, kind=kind, outlets=(outlet,))
    return graph


def test_undated_events_and_lists_are_in_the_address(browser, tmp_path):
    """The list of events without a date, and that of a mark with a figure, come back."""
    for select in (lambda tab: tab.tab.click(".chips button:visible"), lambda tab: pick_list(tab)):
        with Tab(browser, long_table(), tmp_path) as tab:
            select(tab)
            address, heading, rows = tab.hash(), tab.heading(), tab.text(".panel .events")
            assert re.search(r"\d", heading)
        with Tab(browser, long_table(), tmp_path, address=address) as again:
            assert (again.heading(), again.text(".panel .events")) == (heading, rows)
            assert again.hash() == address
            assert again.problems == []


def pick_list(tab):
    """Clicks the first mark that stands for several events."""
    box = tab.tab.locator(".lines canvas").bounding_box()
    for across in range(150, 900, 6):
        tab.tab.mouse.click(box["x"] + across, box["y"] + 33)
        if tab.tab.locator(".panel .events li").count() > 1 and "此处" in tab.heading():
            return
    pytest.fail("no mark with a figure")


@pytest.mark.parametrize("address", ["#o=-type&p=2&v=table", "#o=source&p=3&v=table", "#o=-date&v=table"])
def test_the_page_and_order_of_the_table_are_in_the_address(browser, tmp_path, address):
    """What the heads and the buttons under the table do is what the address says."""
    with Tab(browser, long_table(), tmp_path, address="#v=table") as tab:
        order, page = re.search(r"o=(-?)(\w+)", address), re.search(r"p=(\d)", address)
        name = order[2]
        for _ in range(1 + (order[1] == "-") - (name == "date")):
            tab.tab.click(f"thead [data-keep={name}]")
        for _ in range(int(page[1]) - 1 if page else 0):
            tab.tab.click(".pager [data-keep=next]")
        assert tab.hash() == address
        text = tab.text(".table")
    with Tab(browser, long_table(), tmp_path, address=address) as again:
        assert again.text(".table") == text
        assert again.hash() == address
        again.tab.click("ol.lanes button[title=王毅]")
        assert "p=" not in again.hash()


def test_the_table_sorts_by_what_its_heads_say(browser, tmp_path):
    """Each order is the order of that column; events without a date are last both ways."""
    with Tab(browser, long_table(), tmp_path, address="#v=table") as tab:
        rows = tab.tab.locator("tbody tr")
        for name, column in (("type", 1), ("who", 2), ("source", 4)):
            tab.tab.click(f"thead [data-keep={name}]")
            up = rows.evaluate_all(f"list => list.map((row) => row.children[{column}].textContent)")
            groups = list(dict.fromkeys(up))
            assert up == sorted(up, key=groups.index)
            tab.tab.click(f"thead [data-keep={name}]")
            assert (
                tab.tab.locator("thead [aria-sort=descending]")
                .inner_text()
                .startswith(tab.tab.locator(f"thead [data-keep={name}]").inner_text()[:2])
            )
            down = rows.evaluate_all(f"list => list.map((row) => row.children[{column}].textContent)")
            assert down[0] not in groups[:1]
        for _ in range(2):
            tab.tab.click("thead [data-keep=date]")
            for _ in range(2):
                tab.tab.click(".pager [data-keep=next]")
            dates = rows.evaluate_all("list => list.map((row) => row.children[0].textContent)")
            assert dates[-3:] == ["无日期"] * 3
            assert "无日期" not in dates[:-3]


def test_the_table_turns_to_the_chosen_event(browser, tmp_path):
    """An event on a later page is shown there, and the followed actor's list stays."""
    graph = long_table()
    last = in_order(type("Dated", (), {"events": [event for event in graph.events if event.begin]}))[-1]
    with Tab(browser, graph, tmp_path, address=f"#v=table&s=e:{last.id}") as tab:
        assert tab.tab.locator("tr.chosen").count() == 1
        assert "201–240" in tab.text("caption")
        tab.tab.click("ol.lanes button[title=王毅]")
        assert "共 60" in tab.text("caption")
        tab.tab.locator("tbody th button").nth(3).click()
        assert "共 60" in tab.text("caption")
        address = tab.hash()
    with Tab(browser, long_table(), tmp_path, address=address) as again:
        assert "共 60" in again.text("caption")
        assert again.hash() == address


@pytest.mark.parametrize(
    "address",
    [
        "#d=x..y&p=0&o=nothing&of=none",
        "#d=1500-01-01..1600-01-01&p=-3&s=l:,,",
        "#d=2022-03-01..2022-03-02&p=1e9&s=l:none,%2C",
        "#d=2022-05-01..2022-01-01&p=99999999999&s=v:u&of=%00",
        "#d=..&p=2.5&o=--date&s=l:",
    ],
)
def test_nonsense_in_the_new_parts_of_an_address_is_left_out(browser, tmp_path, address):
    """An axis beside all events or of no width, a page that is none, an unknown order or list: as if not said."""
    with Tab(browser, sample(), tmp_path, address=f"{address}&v=table") as tab:
        assert tab.counts() == (40, 10)
        assert tab.text("caption") == "事件 1–40，共 40"
        assert tab.heading() == "纪事"
        tab.tab.click(".segmented button:nth-child(1)")
        assert tab.hash() == ""
        assert tab.problems == []


def test_a_page_beyond_the_table_is_its_last(browser, tmp_path):
    """A page number from a longer list shows the end of this one."""
    with Tab(browser, long_table(), tmp_path, address="#v=table&p=77") as tab:
        assert tab.text("caption") == "事件 201–240，共 240"


def test_thousands_of_different_characters_come_back(browser, tmp_path):
    """Texts by rank are read back character by character, one unit or two, also beyond the basic plane."""
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 9000)) + "𠮷𡃁👍"
    graph = Graph()
    for start in range(0, len(letters), 500):
        graph.tell(["王毅"], "宣读", "2022-01-10", sentence=f"王毅宣读{letters[start : start + 500] * 4}。")
    told = {event.id: event.evidence[0].evidence for event in graph.events}
    with Tab(browser, graph, tmp_path) as tab:
        for identity, text in told.items():
            tab.tab.evaluate("id => { location.hash = `#s=e:${id}`; }", identity)
            assert tab.until(lambda text=text: tab.tab.locator("blockquote").text_content() == text)


def test_a_marked_name_leads_to_its_actor_even_if_that_takes_no_part(browser, tmp_path):
    """Marks of participants and of others lead to whom they name."""
    graph = sample()
    other = graph.actor("莫迪")
    event = graph.tell(["布林肯", "王毅"], "会见", "2022-04-02", sentence="王毅会见布林肯，莫迪的信也到了。")
    proof = event.evidence[0]
    at = proof.start + proof.evidence.index("莫迪")
    extra = Argument(role="source", actor=other, start=at, end=at + 2)
    proof = msgspec.structs.replace(proof, arguments=(*proof.arguments, extra))
    graph.events[-1] = msgspec.structs.replace(event, evidence=(proof,))
    for name in ("王毅", "布林肯", "莫迪"):
        with Tab(browser, graph, tmp_path, address=f"#s=e:{event.id}") as tab:
            tab.tab.locator("mark.goes", has_text=name).click()
            assert tab.heading() == name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hits_and_notes_lie_free_on_a_phone(browser, tmp_path, lang):
    """The list of hits is in sight from edge to edge, and the note of the close-up is not on the legend."""
    graph = sample()
    for kind in ("organization", "country", "place", "group"):
        graph.actor(f"{kind}甲", kind)
        graph.tell([f"{kind}甲"], "通报", "2022-04-02")
        graph.events[-1] = msgspec.structs.replace(
            graph.events[-1],
            participants=tuple(
                msgspec.structs.replace(part, entity=graph.actor(f"{kind}甲", kind))
                for part in graph.events[-1].participants
            ),
        )
    with Tab(browser, graph, tmp_path, address=f"#v=near&lang={lang}", view=support.NARROW) as tab:
        tab.tab.wait_for_selector(".near canvas")
        note, legend = (tab.tab.locator(name).bounding_box() for name in (".note", ".legend"))
        assert tab.tab.locator(".legend span").count() == 5
        assert note["y"] + note["height"] <= legend["y"] + 2 or note["x"] >= legend["x"] + legend["width"]
        tab.tab.fill("#search", "王")
        hits = tab.tab.locator("#hits").bounding_box()
        assert hits["x"] >= 0
        assert hits["x"] + hits["width"] <= 390


@pytest.mark.parametrize(("lang", "said"), [("zh", "数字：人数"), ("en", "Figure: 人数")])
def test_what_reports_disagree_on_is_said_in_words(browser, tmp_path, lang, said):
    """The name of a field is a word of the page's language, and what is counted stays as it is."""
    graph = one_event("2022-03-10")
    article = next(iter(graph.articles))
    note = Disagreement(field="figure: 人数", values={"12名": (article,), "20名": (article,)})
    graph.events[-1] = msgspec.structs.replace(graph.events[-1], disagreements=(note,))
    with Tab(browser, graph, tmp_path, address=f"#lang={lang}&s=e:{graph.events[-1].id}") as tab:
        assert tab.text(".disagree h4") == said


def test_a_bar_within_a_bend_lies_where_the_lines_meet(browser, tmp_path):
    """A short bar is drawn once, at the height of the knot; a long one on each lane that it belongs to."""
    heights = {}
    for name, window in (("short", "#r=2022-01-01..2022-12-31&l=story"), ("long", "#r=2022-02-20..2022-04-01&l=story")):
        with Tab(browser, one_event("2022-03-07/2022-03-20"), tmp_path, address=window) as tab:
            bars = [one for one in lines(tab).iter(f"{SVG}rect") if "url(" in one.get("fill")]
            heights[name] = [float(one.get("y")) + 4 for one in bars]
    assert heights["short"] == [44]  # between the lanes at 33 and 55
    assert sorted(heights["long"]) == [33, 55]


def test_the_networks_tell_plans_from_deeds(browser, tmp_path):
    """Overview and close-up draw what is planned hollow and dashed, and what did not happen hollow."""
    for modality, dashed, filled in (("actual", 0, True), ("planned", 1, False), ("negated", 0, False)):
        with Tab(browser, one_event("2022-03-10", modality=modality), tmp_path) as tab:
            network = ET.fromstring(tab.export("svg")).findall(f"{SVG}g")[0]
            assert sum(one.get("stroke-dasharray") is not None for one in network.iter()) == dashed
            tab.tab.click(".segmented button:nth-child(2)")
            tab.tab.wait_for_selector(".near canvas")
            tab.tab.evaluate(
                "() => { const Real = vis.DataSet; window.sets = [];"
                " vis.DataSet = function (rows) { window.sets.push(rows); return new Real(rows); }; }"
            )
            tab.tab.click("ol.lanes button[title=王毅]")
            assert tab.until(lambda tab=tab: tab.tab.evaluate("sets.length") == 2)
            event = tab.tab.evaluate("sets[0].find((row) => typeof row.id === 'string')")
            assert bool(event["shapeProperties"]["borderDashes"]) == bool(dashed)
            assert (event["color"]["border"] != event["color"]["background"]) is True
            paper = tab.tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
            assert (event["color"]["background"] != paper) == filled
