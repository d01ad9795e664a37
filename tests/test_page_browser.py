"""The page in a real Chromium: what a person does with it, by mouse and by keyboard."""

from __future__ import annotations

import csv
import importlib.util
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
import rdflib

from jishi.records import TimeReading

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample
SVG = "{http://www.w3.org/2000/svg}"


def pictures(tab):
    """The groups of the exported picture: the network, the histogram, the lines."""
    return ET.fromstring(tab.export("svg")).findall(f"{SVG}g")


def drawn_names(tab):
    """The names that the network really draws, from the picture that it draws for the export."""
    return {"".join(text.itertext()).strip("\u2068\u2069") for text in pictures(tab)[0].iter(f"{SVG}text")}


def table(tab):
    """The rows of the exported table."""
    return list(csv.DictReader(io.StringIO(tab.export("csv").decode("utf-8-sig"))))


def test_it_asks_for_nothing_and_says_nothing(opened):
    """The only request is the file itself, and the console stays empty in all three views."""
    for view in (2, 3, 1):
        opened.tab.click(f".segmented button:nth-child({view})")
        opened.tab.wait_for_timeout(150)
    assert [url for url in opened.requests if not url.startswith("data:")] == [f"file://{opened.file}"]


def test_the_policy_is_in_force(browser, tmp_path):
    """A script that was not there when the page was written does not run."""
    with Tab(browser, sample(), tmp_path) as tab:
        tab.tab.evaluate(
            """() => {
              const script = document.createElement('script');
              script.textContent = 'window.ran = 1';
              document.body.append(script);
            }"""
        )
        tab.tab.evaluate(
            """() => {
              const button = document.createElement('button');
              button.setAttribute('onclick', 'window.ran = 2');
              document.body.append(button);
              button.click();
            }"""
        )
        assert tab.tab.evaluate("window.ran") is None
        assert len(tab.problems) == 2
        assert all("Content Security Policy" in problem for problem in tab.problems)


def test_the_start_shows_the_whole(opened):
    """At first everything is there: counts, the busiest actors, the types, and a line an actor."""
    assert opened.counts() == (40, 10)
    assert opened.lanes()
    assert opened.tab.locator(".panel .bars li").count() > 8
    assert opened.tab.evaluate(
        "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
    )


def test_a_brush_filters_network_and_lanes(opened):
    """Dragging over the histogram leaves the events of that time, in the counts, the panel and the address."""
    whole, lines = drawn_names(opened), opened.lanes()
    opened.drag(".hist canvas", 0.2, 0.26)
    events, actors = opened.counts()
    assert 0 < events < 40
    acting = {name for row in table(opened) for name in row["participants"].split("; ") if name}
    assert drawn_names(opened) <= acting < whole
    assert set(opened.lanes()) <= acting < set(lines)
    assert 0 < actors <= 10
    assert re.match(r"#r=2022-\d\d-\d\d\.\.2022-\d\d-\d\d$", opened.hash())
    kinds = opened.tab.locator(".panel ul.bars .count").all_inner_texts()
    assert sum(map(int, kinds)) == events
    opened.tab.dblclick(".hist canvas", position={"x": 900, "y": 30})
    assert opened.counts() == (40, 10)
    assert drawn_names(opened) == whole


def faint(part):
    """How many things in a part of the picture are drawn with less than a third of their colour."""
    return sum(float(one.get("opacity", 1)) < 1 / 3 for one in part.iter() if one.get("d") != "")


def test_what_is_not_chosen_grows_faint(opened):
    """Choosing an actor dims the others in the network and in the lines."""
    network, _, lines = map(faint, pictures(opened))
    opened.tab.locator("ol.lanes button").first.click()
    chosen_network, _, chosen_lines = map(faint, pictures(opened))
    assert chosen_network > network + 5
    assert chosen_lines > lines + 5


def test_a_negated_event_is_struck(browser, tmp_path):
    """The mark of what did not happen has a stroke more than that of what did."""
    strokes = []
    for modality in ("actual", "negated"):
        graph = Graph()
        graph.tell(["王毅", "布林肯"], "会见", "2022-01-10", modality=modality)
        with Tab(browser, graph, tmp_path) as tab:
            lines = pictures(tab)[2]
        strokes.append(len(list(lines.iter(f"{SVG}path"))))
    assert strokes[1] > strokes[0]


def test_the_wheel_zooms_the_network(opened):
    """Over the network the wheel draws it larger."""
    before = opened.export("svg")
    box = opened.tab.locator(".stage canvas").first.bounding_box()
    opened.tab.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    opened.tab.mouse.wheel(0, -400)
    opened.tab.wait_for_timeout(200)
    assert opened.export("svg") != before


def test_the_panel_tells_claims(browser, tmp_path):
    """What is only claimed says so, and the claim itself is shown."""
    graph = Graph()
    graph.tell(["王毅"], "表示", "2022-01-10", kind="statement", claim="双方同意保持联系", claimed_only=True)
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.keyboard.press("ArrowRight")
        assert "双方同意保持联系" in tab.text(".panel dl.facts")
        assert "引述" in tab.text(".panel .notice")


def test_a_brush_can_be_moved_and_resized(opened):
    """Inside the window a drag moves it, at its edge it resizes."""
    opened.drag(".hist canvas", 0.3, 0.5)
    first = opened.hash()
    opened.drag(".hist canvas", 0.4, 0.6)
    second = opened.hash()
    days = [
        [tuple(map(int, day.split("-"))) for day in re.findall(r"\d{4}-\d\d-\d\d", text)] for text in (first, second)
    ]
    assert days[1][0] > days[0][0]
    assert days[1][1] > days[0][1]
    opened.drag(".hist canvas", 0.7, 0.9)
    assert opened.hash() != second


def test_a_range_can_be_typed(opened):
    """The two fields take a day, a month or a year; nonsense is marked and changes nothing."""
    opened.tab.fill(".range input:first-child", "2022-03")
    opened.tab.fill(".range input:last-child", "2022-04")
    opened.tab.keyboard.press("Enter")
    assert opened.hash() == "#r=2022-03-01..2022-04-30"
    opened.tab.fill(".range input:first-child", "2022-13-01")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.get_attribute(".range input:first-child", "aria-invalid") == "true"
    assert opened.hash() == "#r=2022-03-01..2022-04-30"


def test_the_wheel_zooms_the_axis_and_the_lines(opened):
    """Over the histogram the wheel narrows what it spans, over the lines the window."""
    opened.tab.hover(".hist canvas", position={"x": 500, "y": 30})
    before = opened.first_day()
    opened.tab.mouse.wheel(0, -400)
    assert opened.until(lambda: opened.first_day() > before)
    opened.tab.hover(".lines canvas", position={"x": 500, "y": 200})
    opened.tab.mouse.wheel(0, -400)
    assert opened.until(lambda: opened.hash().startswith("#r="))


def test_play_runs_the_window_through_time(opened):
    """Play makes a window, moves it, and stops when asked."""
    whole = opened.first_day()
    opened.tab.click(".time .bar button:first-child")
    assert opened.until(lambda: opened.first_day() > whole)
    first = opened.first_day()
    assert opened.until(lambda: opened.first_day() > first)
    opened.tab.click(".time .bar button:first-child")
    opened.tab.wait_for_timeout(300)
    still = opened.first_day()
    opened.tab.wait_for_timeout(400)
    assert opened.first_day() == still


def test_an_actor_is_followed(opened):
    """A click on a name pins its line and shows what it did, with whom, and who it is."""
    opened.tab.click("ol.lanes button[title=布林肯]")
    assert opened.heading() == "布林肯"
    panel = opened.text(".panel")
    assert "美国国务卿" in panel
    assert "安东尼·布林肯" in panel
    assert opened.tab.get_attribute(".panel a", "href") == "https://www.wikidata.org/wiki/Q7821917"
    assert opened.tab.get_attribute("ol.lanes button[title=布林肯]", "aria-pressed") == "true"
    assert opened.hash().startswith("#s=a:")


def test_an_event_shows_its_proof(browser, tmp_path):
    """A click on a mark opens the sentence with trigger, time and names marked, source, date and outlet."""
    graph = Graph()
    reading = TimeReading(
        value="2022-01-27T09:00",
        stated={"month": 1, "day": 27, "hour": 9},
        inferred={"year": 2022},
        anchor="publish day",
        anchor_value="2022-01-30",
    )
    graph.tell(
        ["王毅"], "会见", "2022-01-27", words="1月27日", outlets=("新华社", "路透社"), title="会见纪要", reading=reading
    )
    with Tab(browser, graph, tmp_path) as tab:
        box = tab.tab.locator(".lines canvas").bounding_box()
        tab.tab.mouse.click(box["x"] + (128 + box["width"] - 12) / 2, box["y"] + 22 + 11)
        assert tab.heading() == "王毅会见"
        assert [tab.text(f".report mark.{name}") for name in ("m-trigger", "m-time", "m-actor")] == [
            "会见",
            "1月27日",
            "王毅",
        ]
        assert tab.tab.locator(".report").count() == 2
        first = tab.text(".report")
        assert "会见纪要" in first
        assert "新华社 · 2022-01-30" in first
        assert tab.text(".report .dateread") == "1月27日 → 2022-01-27T09:00 → 2022-01-27"
        assert tab.text(".report .dateparts") == "本小句所写 · 写明：月、日、时 · 补出：2022年 · 据发布日 2022-01-30"
        assert tab.tab.get_attribute(".report cite a", "href") == "https://example.org/a"
        assert tab.tab.get_attribute(".report cite a", "rel") == "noopener noreferrer"
        assert tab.problems == []


def test_a_date_names_the_words_that_it_hangs_on(browser, tmp_path):
    """In both languages; of a report without a reading no more is told than its date and where it stands."""
    graph = Graph()
    reading = TimeReading(
        value="2022-01-27",
        stated={"days": 1},
        inferred={"year": 2022, "month": 1, "day": 27},
        anchor="text:3-8",
        anchor_text="1月26日",
        anchor_value="2022-01-26",
    )
    graph.tell(["王毅"], "会见", "2022-01-27", words="次日", reading=reading)
    graph.tell(["王毅"], "访问", "2022-01-28", words="")
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.keyboard.press("ArrowRight")
        assert tab.text(".report .dateparts") == (
            "本小句所写 · 写明：相对日 · 补出：2022年、1月、27日 · 据“1月26日”（2022-01-26）"
        )
        tab.tab.click("[aria-label$='Switch to English']")
        assert tab.until(lambda: "filled in: year 2022, month 1, day 27" in tab.text(".report .dateparts"))
        assert "from “1月26日” (2022-01-26)" in tab.text(".report .dateparts")
        tab.tab.keyboard.press("ArrowRight")
        assert tab.text(".report .dateread") == "2022-01-28"
        assert tab.text(".report .dateparts") == "in its clause"
        assert tab.problems == []


def test_every_report_can_be_reached(browser, tmp_path):
    """Of an event that many tell the first reports are shown, and one click shows all others."""
    graph = Graph()
    graph.tell(["王毅"], "会见", "2022-01-27", outlets=[f"报社{number}" for number in range(30)])
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.keyboard.press("ArrowRight")
        assert tab.tab.locator(".report").count() == 12
        tab.tab.click(".panel button.more")
        assert tab.tab.locator(".report").count() == 30
        assert "报社29" in tab.tab.locator(".report").last.inner_text()
        assert tab.problems == []


def test_a_name_in_the_network_can_be_clicked(browser, tmp_path):
    """One actor alone stands in the middle of the overview; a click follows it."""
    graph = Graph()
    graph.tell(["王毅"], "会见", "2022-01-27")
    with Tab(browser, graph, tmp_path) as tab:
        box = tab.tab.locator(".stage > canvas").bounding_box()
        tab.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert "王毅" in tab.text(".tip")
        tab.tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert tab.heading() == "王毅"


def test_reports_that_disagree_are_told(opened):
    """Which outlet gives which value."""
    opened.tab.fill("#search", "会谈")
    opened.tab.keyboard.press("Enter")
    text = opened.text(".disagree")
    assert "2022-01-26" in text
    assert "说法不一" in text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("拉夫罗", "拉夫罗夫"),
        ("lafuluofu", "拉夫罗夫"),
        ("lflf", "拉夫罗夫"),
        ("la fu", "拉夫罗夫"),
        ("chongq", "重庆市"),
        ("zhongqing", "重庆市"),
        ("blink", "布林肯"),
        ("安东尼", "布林肯"),
        ("waijb", "外交部"),
    ],
)
def test_search_finds_by_hanzi_pinyin_initials_and_alias(opened, query, name):
    """`/` goes to the box, typing lists hits, Enter takes the first; hits are lit in the lines too."""
    opened.tab.keyboard.press("/")
    opened.tab.keyboard.type(query)
    assert opened.text("#hits [role=option]").startswith(name)
    assert opened.tab.locator("ol.lanes button.hit").count() >= 1
    opened.tab.keyboard.press("Enter")
    assert opened.heading() == name


def test_search_finds_sentences_and_says_when_there_is_nothing(opened):
    """Words of a sentence lead to its event; a word that is nowhere is said to be nowhere."""
    opened.tab.fill("#search", "讲话，谈到贸易")
    assert opened.tab.locator("#hits [role=option]").count() == 1
    opened.tab.fill("#search", "没有这个词")
    assert opened.text("#hits") == "没有找到"


def test_filters_narrow_all_views(opened):
    """Type, modality, stance and source each take events away and give them back."""
    opened.tab.click("[aria-controls=filters]")
    for legend in ("类型", "情态", "立场", "来源"):
        box = opened.tab.locator("fieldset", has=opened.tab.locator("legend", has_text=legend))
        box.locator("input").first.uncheck()
        assert opened.counts()[0] < 40, legend
        box.locator("input").first.check()
        assert opened.counts() == (40, 10)
    opened.tab.locator("fieldset").first.get_by_text("全部隐藏").click()
    assert opened.counts()[0] == 0
    assert "此处没有事件" in opened.text(".stage")
    assert "-types=" in opened.hash()


def days_of(tab):
    """How many days lie between the two fields of the window."""
    first, last = (date.fromisoformat(tab.tab.input_value(f".range input:{end}-child")) for end in ("first", "last"))
    return (last - first).days


def test_keys_step_move_zoom_and_clear(opened):
    """Arrows go from event to event, brackets move the window, plus and minus zoom, 0 and Esc undo."""
    press = opened.tab.keyboard.press
    press("ArrowRight")
    first = opened.heading()
    press("ArrowRight")
    assert opened.heading() != first
    press("ArrowLeft")
    assert opened.heading() == first
    press("Escape")
    assert opened.heading() == "纪事"
    press("]")
    window = opened.hash()
    press("]")
    assert opened.hash() > window
    press("[")
    assert opened.hash() == window
    wide = days_of(opened)
    press("+")
    narrow = days_of(opened)
    assert narrow < wide
    press("-")
    assert days_of(opened) > narrow
    press("0")
    assert opened.hash() == ""


def test_everything_is_reached_with_the_keyboard(opened):
    """Tab comes to the search, each button, the fields, the histogram, each line and the panel, and back."""
    seen = []
    for _ in range(80):
        opened.tab.keyboard.press("Tab")
        seen.append(
            opened.tab.evaluate(
                """() => {
                  const one = document.activeElement, name = one.getAttribute('aria-label') || one.textContent;
                  return `${one.id || one.className || one.tagName}|${name.slice(0, 12)}`;
                }"""
            )
        )
    text = "\n".join(seen)
    for part in (
        "search|",
        "筛选",
        "导出",
        "明暗",
        "EN – ",
        "总览",
        "近景",
        "列表",
        "全部节点",
        "放大",
        "播放",
        "|起",
        "|止",
        "每段时间",
        "王毅",
        "panel",
    ):
        assert part in text, part


def test_the_histogram_obeys_the_arrows(opened):
    """With the focus on it, arrows move the window and its value is told."""
    opened.tab.focus(".hist canvas")
    opened.tab.keyboard.press("ArrowRight")
    opened.tab.keyboard.press("ArrowRight")
    assert opened.hash().startswith("#r=")
    assert "2022年" in opened.tab.get_attribute(".hist canvas", "aria-valuetext")


def test_an_address_brings_back_the_view(browser, tmp_path):
    """Window, choice, view, search, filters, language and theme come back from the address."""
    with Tab(browser, sample(), tmp_path) as tab:
        tab.tab.click("[aria-controls=filters]")
        tab.tab.locator("fieldset").first.locator("input").nth(1).uncheck()
        tab.tab.keyboard.press("Escape")
        tab.tab.click(".segmented button:nth-child(3)")
        tab.tab.fill("#search", "王")
        tab.tab.keyboard.press("Enter")
        tab.drag(".hist canvas", 0.2, 0.7)
        tab.tab.click(".tools button:nth-child(3)")
        tab.tab.click(".tools button:nth-child(4)")
        address, counts, panel, table = tab.hash(), tab.counts(), tab.text(".panel"), tab.text(".table")
    with Tab(browser, sample(), tmp_path, address=address) as again:
        assert (again.counts(), again.text(".panel"), again.text(".table")) == (counts, panel, table)
        assert again.tab.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]") == [
            "en",
            "light",
        ]
        assert again.tab.input_value("#search") == "王"
        assert again.hash() == address


@pytest.mark.parametrize(
    "address",
    ["#r=x..y&s=e:none&v=nowhere&lang=xx", "#r=2030-01-01..2020-01-01", "#%E0%A4%A&s=a:", "#s=q:1&-types=%00"],
)
def test_a_broken_address_is_taken_for_what_it_can_say(browser, tmp_path, address):
    """Nonsense in the address does no harm."""
    with Tab(browser, sample(), tmp_path, address=address) as tab:
        assert tab.counts() == (40, 10)
        assert tab.problems == []


def test_an_address_brings_back_filters_lines_and_breadth(browser, tmp_path):
    """What the address says of modalities, stances, outlets, lines and nodes is obeyed, and stays in it."""
    address = "#l=swim&n=all&-modalities=negated&-stances=support&-outlets=中新网"
    with Tab(browser, sample(), tmp_path, address=address) as tab:
        assert tab.tab.input_value("select") == "swim"
        both, kept = tab.hash(), tab.counts()[0]
        for part in address[1:].split("&"):
            assert part in both
        assert tab.tab.get_attribute(".counts", "aria-live") == "polite"
        for part in ("-modalities=negated", "-stances=support", "-outlets=中新网"):
            tab.tab.evaluate("hash => { location.hash = hash; }", address.replace(f"&{part}", ""))
            assert tab.until(lambda: tab.counts()[0] > kept), part
            tab.tab.evaluate("hash => { location.hash = hash; }", address)
            assert tab.until(lambda: tab.counts()[0] == kept)


def test_exports_are_files_that_others_read(opened):
    """PNG and SVG are pictures, CSV has a row an event, JSON-LD is read by rdflib."""
    png = opened.export("png")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1500
    svg = ET.fromstring(opened.export("svg"))
    assert "王毅" in "".join(svg.itertext())
    rows = list(csv.DictReader(io.StringIO(opened.export("csv").decode("utf-8-sig"))))
    assert len(rows) == 40
    assert rows[0]["begin"] <= rows[1]["begin"]
    assert {row["type"] for row in rows} >= {"meeting", "call", "statement", "sanction"}
    data = opened.export("jsonld").decode()
    assert len([node for node in json.loads(data)["@graph"] if "modality" in node]) == 40
    linked = rdflib.Graph().parse(data=data, format="json-ld")
    assert len(set(linked.subjects(rdflib.URIRef("https://schema.org/startDate")))) == 39
    acts = rdflib.URIRef("https://w3id.org/jishi/ns#participant")
    assert all(isinstance(actor, rdflib.URIRef) for actor in linked.objects(None, acts))


def test_an_export_holds_the_selection(opened):
    """With an actor chosen, the table has that actor's events only."""
    opened.tab.click("ol.lanes button[title=布林肯]")
    rows = list(csv.DictReader(io.StringIO(opened.export("csv").decode("utf-8-sig"))))
    assert rows
    assert all("布林肯" in row["participants"] for row in rows)


def test_uncertain_dates_fade_and_exact_ones_are_marks(browser, tmp_path):
    """A month is a bar that fades at both ends, a day is a mark; a plan is dashed, a denial struck."""
    pictures = {}
    for name, time, modality in (
        ("day", "2022-03-05", "actual"),
        ("month", "2022-03", "actual"),
        ("plan", "2022-03-05", "planned"),
    ):
        graph = Graph()
        graph.tell(["王毅"], "会见", time, modality=modality)
        with Tab(browser, graph, tmp_path) as tab:
            pictures[name] = tab.export("svg").decode()
    assert "linearGradient" not in pictures["day"]
    assert pictures["month"].count('stop-opacity="0"') == 2
    assert "stroke-dasharray" in pictures["plan"]
    assert "stroke-dasharray" not in pictures["day"]


def test_labels_never_overlap(browser, tmp_path):
    """However many names there are, those that are written do not touch each other."""
    graph = Graph()
    for number in range(300):
        graph.tell([f"人物{number % 120}号", f"机构{number * 7 % 120}"], "会见", f"2022-{number % 12 + 1:02d}-10")
    with Tab(browser, graph, tmp_path) as tab:
        svg = ET.fromstring(tab.export("svg"))
    boxes = []
    for text in svg.findall(f"{SVG}g")[0].iter(f"{SVG}text"):
        if text.get("fill") == "none":
            continue
        wide = sum(12 if ord(c) > 0x2E80 else 0 if c in "\u2068\u2069" else 6.4 for c in text.text)
        boxes.append((float(text.get("x")), float(text.get("y")), wide))
    assert len(boxes) > 20
    for (x, y, wide), (other, height, long) in itertools.combinations(boxes, 2):
        assert not (x < other + long and other < x + wide and abs(y - height) < 12)


def test_shared_events_bend_the_lines(opened):
    """Storylines are curves that meet, swimlanes are straight; both can be chosen."""
    opened.tab.select_option("select", "story")
    story = opened.export("svg").decode()
    opened.tab.select_option("select", "swim")
    swim = opened.export("svg").decode()
    assert story.count("C") > swim.count("C")
    assert opened.hash() == "#l=swim"


def test_the_close_up_is_drawn_by_vis_network(opened):
    """The bundle of pyvis draws the chosen actor with its events; a second look does not load it again."""
    assert opened.tab.evaluate("typeof vis") == "undefined"
    opened.tab.click("ol.lanes button[title=布林肯]")
    opened.tab.click(".segmented button:nth-child(2)")
    opened.tab.wait_for_selector(".near canvas")
    assert opened.tab.evaluate("typeof vis.Network") == "function"
    inked = """() => {
      const canvas = document.querySelector('.near canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
      return count;
    }"""
    assert opened.until(lambda: opened.tab.evaluate(inked) > 1000)
    assert b"<image " in opened.export("svg")
    assert opened.export("png").startswith(b"\x89PNG")
    assert opened.tab.locator("head script").count() == 1


def test_the_language_switches_and_the_theme_too(opened):
    """One button each; everything fixed is said in the other language, names stay."""
    opened.tab.click(".tools button:nth-child(4)")
    assert "40 events · 10 actors" in opened.text(".counts")
    fixed = opened.tab.evaluate(
        """[...document.querySelectorAll('.bar button, .tools button:not(:last-child), .panel h3, .panel dt')]
          .map((one) => one.textContent).join('')"""
    )
    assert not re.search("[\u4e00-\u9fff]", fixed)
    light = opened.tab.evaluate("getComputedStyle(document.body).backgroundColor")
    opened.tab.click(".tools button:nth-child(3)")
    opened.tab.click(".tools button:nth-child(3)")
    assert opened.tab.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_reduced_motion_is_kept(browser, tmp_path):
    """Nothing glides: play goes in steps of a whole window with pauses."""
    with Tab(browser, sample(), tmp_path, reduced_motion="reduce") as tab:
        tab.tab.click(".time .bar button:first-child")
        first, last = (
            date.fromisoformat(tab.tab.input_value(f".range input:{end}-child")) for end in ("first", "last")
        )
        assert tab.until(lambda: tab.first_day() > first.isoformat())
        assert date.fromisoformat(tab.first_day()) - first >= last - first
        assert tab.tab.evaluate("document.getAnimations().length") == 0


def test_it_is_usable_on_a_phone(browser, tmp_path):
    """At 390 × 844 nothing sticks out; the proof comes up as a sheet and goes away again."""
    with Tab(browser, sample(), tmp_path, view=support.NARROW, has_touch=True) as tab:
        assert tab.tab.evaluate("document.documentElement.scrollWidth") <= 390
        outside = tab.tab.evaluate(
            """[...document.querySelectorAll('button, input, select')].filter((one) => {
              const { left, right } = one.getBoundingClientRect();
              return one.offsetParent && (right > 391 || left < -1);
            }).map((one) => one.textContent)"""
        )
        assert outside == []
        assert not tab.tab.is_visible(".panel")
        tab.tab.tap("ol.lanes li:first-child button")
        assert tab.tab.is_visible(".panel")
        tab.tab.tap(".panel .close")
        assert not tab.tab.is_visible(".panel")
        assert tab.problems == []


def test_the_overview_opens_on_a_phone(browser, tmp_path):
    """Its button brings the sheet up; a second tap, the cross, `Esc` and a choice each put it away."""
    with Tab(browser, sample(), tmp_path, view=support.NARROW, has_touch=True) as tab:
        for away in (
            lambda: tab.tab.tap(".about"),
            lambda: tab.tab.tap(".panel .close"),
            lambda: tab.tab.keyboard.press("Escape"),
        ):
            tab.tab.tap(".about")
            assert tab.tab.is_visible(".panel .totals")
            assert tab.tab.get_attribute(".about", "aria-expanded") == "true"
            away()
            assert not tab.tab.is_visible(".panel")
            assert tab.tab.get_attribute(".about", "aria-expanded") == "false"
        tab.tab.tap(".about")
        tab.tab.tap(".panel .bars button")
        assert tab.tab.is_visible(".panel")
        assert tab.hash().startswith("#s=a:")
        tab.tab.tap(".panel .close")
        assert not tab.tab.is_visible(".panel")
        assert tab.problems == []


def test_undated_events_are_listed(opened):
    """They have no place on the axis; a chip tells how many there are and lists them."""
    opened.tab.click(".chips button:visible")
    assert opened.heading() == "马克龙讲话"
    assert "无日期" in opened.text(".panel .when")
