"""The page in a real Chromium: what is searched, typed and sent is what is shown."""

from __future__ import annotations

import csv
import importlib.util
import io
from pathlib import Path
from urllib.parse import quote

import pytest

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample


def two_years():
    """Meetings over two years, a dozen of them with the same words."""
    graph = Graph()
    for number in range(24):
        sentence = f"双方第{number}次会见，议题是粮食运输。" if number % 2 else f"双方第{number}次会见。"
        graph.tell(
            ["王毅", "莫迪" if number % 2 else "马克龙"],
            "会见",
            f"{2022 + number // 12}-{number % 12 + 1:02d}-10",
            sentence=sentence,
            label="",
        )
    return graph


@pytest.mark.parametrize(
    ("first", "second", "window"),
    [
        ("first-child", "last-child", "#r=2023-01-01..2023-12-31"),
        ("last-child", "first-child", "#r=2021-01-01..2021-12-31"),
    ],
)
def test_a_typed_end_may_pass_the_other(browser, tmp_path, first, second, window):
    """A range that lies wholly beside the present one can be typed, one end after the other."""
    typed = dict(zip(("first-child", "last-child"), window.removeprefix("#r=").split(".."), strict=True))
    with Tab(browser, two_years(), tmp_path, address="#r=2022-01-01..2022-02-28") as tab:
        for field, key in ((first, "Tab"), (second, "Enter")):
            tab.tab.click(f".range input:{field}")
            tab.tab.keyboard.press("Control+a")
            tab.tab.keyboard.type(typed[field])
            tab.tab.keyboard.press(key)
        assert tab.hash() == window


def test_hits_in_sentences_are_lit_in_the_network(opened):
    """The actors of an event whose words are found take the colour of what is chosen."""
    accent = opened.tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")

    def lit():
        network = opened.export("svg").decode().split("<g", 2)[1]
        return network.count(f'fill="{accent}"')

    assert lit() == 0
    opened.tab.fill("#search", "讲话，谈到贸易")
    assert lit() > 0


def test_search_lists_what_lies_in_the_window_first(browser, tmp_path):
    """With a window over 2023 the hits of 2023 come first; those outside it say so; a last line lists them all."""
    with Tab(browser, two_years(), tmp_path, address="#r=2023-10-01..2023-12-31") as tab:
        tab.tab.fill("#search", "议题是粮食")
        options = tab.tab.locator("#hits [role=option]").all_inner_texts()
        assert "2023" in options[0]
        assert "2023" in options[1]
        assert ["时间窗外" in option for option in options] == [False, False, True, True, True, False]
        assert "另有 7 个" in options[5]
        tab.tab.locator("#hits [role=option]").nth(5).click()
        assert tab.tab.locator(".panel .events li").count() == 12


def test_an_event_outside_the_window_moves_it(browser, tmp_path):
    """Choosing a hit beside the window brings the window to it, as wide as it was, and its mark is lit."""
    with Tab(browser, two_years(), tmp_path, address="#r=2023-10-01..2023-10-31") as tab:
        tab.tab.fill("#search", "第1次会见，议题")
        tab.tab.keyboard.press("Enter")
        assert tab.hash().startswith("#r=2022-01-26..2022-02-25&s=e:")
        assert tab.counts() == (1, 2)


def test_an_outlet_with_a_comma_is_kept_in_the_address(browser, tmp_path):
    """What is hidden stays hidden when the address is opened anew, whatever its name holds."""
    graph = Graph()
    outlets = ("Reuters, London", "50%2C晚报", "新华社")
    for number, outlet in enumerate(outlets):
        graph.tell(["王毅", "莫迪"], "会见", f"2022-03-{number + 1:02d}", outlets=(outlet,))
    for hidden in outlets:
        with Tab(browser, graph, tmp_path) as tab:
            tab.tab.click("[aria-controls=filters]")
            tab.tab.locator("#filters").get_by_label(hidden).uncheck()
            assert tab.counts()[0] == 2
            tab.hash()
            sent = tab.tab.evaluate("location.hash")
        with Tab(browser, None, tmp_path, address=sent) as tab:
            assert tab.counts()[0] == 2, hidden
            tab.tab.click("[aria-controls=filters]")
            assert not tab.tab.locator("#filters").get_by_label(hidden).is_checked()


def test_arrows_step_through_events_after_a_brush(opened):
    """A brush by mouse leaves the arrows to the events: the window stays."""
    opened.drag(".hist canvas", 0.2, 0.6)
    window = opened.hash()
    opened.tab.keyboard.press("ArrowRight")
    assert opened.hash().startswith(f"{window}&s=e:")


def test_arrows_step_through_events_with_the_focus_on_the_choice_of_lines(opened):
    """The choice of lines takes up and down for itself; left and right go on to the events."""
    opened.tab.focus("select")
    opened.tab.keyboard.press("ArrowRight")
    assert opened.hash().startswith("#s=e:")
    assert opened.tab.input_value("select") == "auto"
    opened.tab.focus("select")
    opened.tab.keyboard.press("ArrowDown")
    assert opened.tab.input_value("select") == "story"


def test_a_row_names_a_report_that_is_shown(browser, tmp_path):
    """When the first of two outlets is hidden, the CSV and the table name the second."""
    graph = Graph()
    graph.tell(["王毅", "莫迪"], "会见", "2022-03-01", outlets=("甲报", "乙报"))
    with Tab(browser, graph, tmp_path, address=f"#-outlets={quote('甲报')}&v=table") as tab:
        (row,) = csv.DictReader(io.StringIO(tab.export("csv").decode("utf-8-sig")))
        assert row["outlet"] == "乙报"
        assert row["reports"] == "2"
        assert "乙报" in tab.text(".table tbody tr")


def test_english_counts_one_as_one(browser, tmp_path):
    """One event of one actor is told in the singular."""
    graph = Graph()
    graph.tell(["王毅"], "讲话", "2022-03-01", kind="message")
    with Tab(browser, graph, tmp_path, address="#lang=en") as tab:
        assert tab.text(".counts") == "1 event · 1 actor"
        tab.tab.click("ol.lanes button")
        assert tab.text(".panel .when") == "1 event"


def test_the_title_tells_the_view(opened):
    """The tab's title has the span of the graph, then the window, then who is chosen."""
    assert "2022" in opened.tab.title()
    opened.tab.fill(".range input:first-child", "2022-03")
    opened.tab.fill(".range input:last-child", "2022-04")
    opened.tab.keyboard.press("Enter")
    opened.tab.click("ol.lanes button[title=布林肯]")
    assert opened.tab.title() == "布林肯 · 2022年3月1日 – 2022年4月30日 · 纪事"
