"""The page in a real Chromium: every way that leads to somebody, and what is said where there is nothing."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import rdflib

from jishi.graph.rdf import layers

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample

PINYIN = [
    ("xiamen", "厦门"),
    ("changsha", "长沙"),
    ("bolin", "柏林"),
    ("dubolin", "都柏林"),
    ("zengqinghong", "曾庆红"),
    ("shanjixiang", "单霁翔"),
    ("lüxiulian", "吕秀莲"),
    ("lyuxiulian", "吕秀莲"),
    ("lvxiulian", "吕秀莲"),
    ("Zēng Qìnghóng", "曾庆红"),
    ("zqh", "曾庆红"),
    ("chaoxian", "朝鲜"),
]


def test_names_are_found_by_each_of_their_readings(browser, tmp_path):
    """Both readings, ü as it is typed, tones or none, first letters; and no name by what nobody reads."""
    graph = Graph()
    for name in dict.fromkeys(name for _, name in PINYIN):
        graph.tell([name], "通报", "2022-04-02")
    with Tab(browser, graph, tmp_path) as tab:
        for query, name in PINYIN:
            tab.tab.fill("#search", query)
            found = tab.tab.locator("#hits [role=option] bdi").all_inner_texts()
            assert name in found, query
        tab.tab.fill("#search", "yunanren")
        assert tab.text("#hits") == "没有找到"


@pytest.mark.parametrize("query", ["AI", "ai", "ＥＵ", "x"])
def test_one_or_two_letters_are_found_in_sentences(browser, tmp_path, query):
    """A short word in Latin letters is a word."""
    graph = Graph()
    graph.tell(["王毅"], "表示", "2022-04-02", sentence="王毅表示，AI发展很快，EU与X公司也在做。")
    with Tab(browser, graph, tmp_path) as tab:
        tab.tab.fill("#search", query)
        assert tab.tab.locator("#hits [role=option] mark").count() == 1


def test_an_undated_event_tells_its_words(browser, tmp_path):
    """Words that led to no date are shown, and that they did not; no words, no line."""
    graph = Graph()
    for words in ("日前", ""):
        graph.tell(["王毅"], "讲话", None, words=words)
    with Tab(browser, graph, tmp_path) as tab:
        for event, said in zip(graph.events, ("“日前” → 未能定到日期", None), strict=True):
            tab.tab.evaluate("id => { location.hash = `#s=e:${id}`; }", event.id)
            assert tab.until(lambda: tab.tab.locator("blockquote").count() == 1)
            assert tab.until(lambda said=said: tab.tab.locator(".dateread").count() == (1 if said else 0))
            if said:
                assert tab.tab.locator(".dateread q").inner_text() == "日前"
                assert "未能定到日期" in tab.text(".dateread")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_marked_names_are_reached_by_key(browser, tmp_path, key):
    """A name in the sentence takes the focus and leads to its actor."""
    graph = sample()
    with Tab(browser, graph, tmp_path, address=f"#s=e:{graph.events[-1].id}") as tab:
        name = tab.tab.locator("mark.goes").first
        whom = name.inner_text()
        assert name.get_attribute("role") == "button"
        for _ in range(80):
            tab.tab.keyboard.press("Tab")
            if tab.tab.evaluate("document.activeElement.matches('mark.goes')"):
                break
        tab.tab.keyboard.press(key)
        assert tab.heading() == whom


@pytest.mark.parametrize(
    ("hide", "said", "back"),
    [
        ("r=2021-12-24..2021-12-31", "事件都在时间窗之外。", "全部时间"),
        ("-modalities=actual,planned,possible,negated", "事件都被筛选隐藏。", "取消筛选"),
    ],
)
@pytest.mark.parametrize("view", ["map", "table"])
def test_who_is_followed_without_events_says_why(browser, tmp_path, hide, said, back, view):
    """Where window or filters hide all events of an actor the panel and the table say so and lead back."""
    with Tab(browser, sample(), tmp_path) as tab:
        tab.tab.click("ol.lanes button[title=王毅]")
        address = tab.hash()
    place = ".panel .nothing" if view == "map" else ".table .nothing"
    with Tab(browser, sample(), tmp_path, address=f"{address}&{hide}&v={view}") as tab:
        assert said in tab.text(place)
        assert tab.tab.locator(".panel .events li").count() == 0
        tab.tab.locator(place).get_by_role("button", name=back).click()
        assert tab.tab.locator(".panel .events li").count() == 11
        assert tab.tab.locator(place).count() == 0


@pytest.mark.parametrize("typed", ["202", "20", "2"])
def test_a_half_typed_year_moves_nothing(browser, tmp_path, typed):
    """A year has four figures; what has fewer is marked as not understood."""
    with Tab(browser, sample(), tmp_path) as tab:
        tab.tab.fill(".range input:first-child", typed)
        tab.tab.keyboard.press("Enter")
        assert tab.tab.get_attribute(".range input:first-child", "aria-invalid") == "true"
        assert tab.hash() == ""
        tab.tab.fill(".range input:first-child", "2022-02")
        tab.tab.keyboard.press("Enter")
        assert tab.hash().startswith("#r=2022-02-01..")


def test_the_chosen_event_is_marked_in_the_close_up(browser, tmp_path):
    """Its node has an edge in the colour of what is chosen, and no other has."""
    graph = sample()
    with Tab(browser, graph, tmp_path, address="#v=near") as tab:
        tab.tab.wait_for_selector(".near canvas")
        tab.tab.evaluate(
            "() => { const Real = vis.DataSet; window.sets = [];"
            " vis.DataSet = function (rows) { window.sets.push(rows); return new Real(rows); }; }"
        )
        tab.tab.evaluate("id => { location.hash = `#v=near&s=e:${id}`; }", graph.events[-1].id)
        assert tab.until(lambda: tab.tab.evaluate("sets.length") == 2)
        edges = tab.tab.evaluate("sets[0].map((row) => [row.id, row.color.border, row.borderWidth])")
        accent = tab.tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
        marked = [(one, width) for one, border, width in edges if border == accent]
        assert [(str(one)[0], width) for one, width in marked] == [("e", 3)]
        assert len(edges) > 1


def test_linked_data_are_a_part_of_the_rdf_export(browser, tmp_path, sample):
    """What the page's JSON-LD says of events and actors the RDF says too, in the same terms."""
    kg = sample.graph()
    lines = [line for graph, found in layers(kg) if not graph for line in found]
    whole = set(rdflib.Graph().parse(data="".join(f"{line} .\n" for line in lines), format="nt"))
    with Tab(browser, kg, tmp_path) as tab:
        linked = rdflib.Graph().parse(data=tab.export("jsonld").decode(), format="json-ld")
    own = {rdflib.URIRef(f"https://schema.org/{name}") for name in ("startDate", "endDate", "subjectOf")}
    said = {one for one in linked if isinstance(one[0], rdflib.URIRef) and one[1] not in own}
    assert len({one[0] for one in said if "/event/" in one[0]}) == len(kg.events)
    assert {one[1].split("#")[-1] for one in said} >= {"type", "label", "edtf", "begin", "modality", "claimedOnly"}
    assert said <= whole
