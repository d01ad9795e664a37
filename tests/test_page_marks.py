"""The page in a real Chromium: what happened, is planned, or did not happen is told apart; light and figures."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
Tab, Graph, sample = support.Tab, support.Graph, support.sample
SVG = "{http://www.w3.org/2000/svg}"
STRIKES = """() => {
  const { moveTo, lineTo } = CanvasRenderingContext2D.prototype;
  let from = null;
  window.strikes = 0;
  CanvasRenderingContext2D.prototype.moveTo = function (x, y) { from = [x, y]; return moveTo.call(this, x, y); };
  CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
    if (from && this.canvas.closest('.near') && x - from[0] === 10 && y - from[1] === -10) window.strikes++;
    return lineTo.call(this, x, y);
  };
}"""


def picture(tab, place):
    """A part of the exported picture: 0 the network, 1 the histogram, 2 the lines."""
    return ET.fromstring(tab.export("svg")).findall(f"{SVG}g")[place]


def one_event(modality):
    """A graph of one event of two actors."""
    graph = Graph()
    graph.tell(["王毅", "布林肯"], "会见", "2022-03-10", modality=modality)
    return graph


def looks(tab, place):
    """Of the swatches in a place: hollow, dashed, struck, and whether the inside is painted."""
    return tab.tab.locator(f"{place} svg[class*='swatch g']").evaluate_all(
        "list => list.map((one) => [one.classList.contains('hollow'), one.classList.contains('dashed'),"
        " one.querySelector('.strike') !== null, getComputedStyle(one).fill !== 'none'])"
    )


LOOKS = {
    "actual": [False, False, False, True],
    "planned": [True, True, False, False],
    "negated": [True, False, True, False],
}


@pytest.mark.parametrize("modality", LOOKS)
def test_lists_tell_what_did_not_happen(browser, tmp_path, modality):
    """Table, an actor's list, the list of undated events and the hits have the look of the lines, and the word."""
    graph = Graph()
    graph.tell(["王毅", "布林肯"], "会见", "2022-03-10", modality=modality)
    for _ in range(2):
        graph.tell(["王毅", "布林肯"], "会见", None, words="", modality=modality)
    word = "" if modality == "actual" else None
    with Tab(browser, graph, tmp_path, address="#v=table") as tab:

        def check(place):
            nonlocal word
            found = looks(tab, place)
            assert found
            assert all(look == LOOKS[modality] for look in found), place
            tags = tab.tab.locator(f"{place} .tag").all_inner_texts()
            assert len(tags) == (0 if modality == "actual" else len(found))
            word = word if word is not None else tags[0]
            assert all(tag == word for tag in tags)

        check("tbody")
        tab.tab.click("ol.lanes button[title=王毅]")
        check(".panel .events")
        tab.tab.fill("#search", "会见")
        check("#hits")
        tab.tab.keyboard.press("Escape")
        tab.tab.click(".chips button:visible")
        check(".panel .events")
        tab.tab.locator(".panel .events button").first.click()
        check(".panel .kicker")


@pytest.mark.parametrize(("modality", "struck"), [("actual", False), ("planned", False), ("negated", True)])
def test_the_close_up_strikes_what_did_not_happen(browser, tmp_path, modality, struck):
    """On vis-network's canvas a line crosses the mark of a denied event, and no other."""
    with Tab(browser, one_event(modality), tmp_path, address="#v=near") as tab:
        tab.tab.wait_for_selector(".near canvas")
        tab.tab.evaluate(STRIKES)
        tab.tab.evaluate(
            "() => { const Real = vis.DataSet; window.sets = 0; vis.DataSet = function (rows) {"
            " window.sets++; return new Real(rows); }; }"
        )
        tab.tab.click("ol.lanes button[title=王毅]")
        assert tab.until(lambda: tab.tab.evaluate("sets") == 2)
        tab.tab.wait_for_timeout(200)
        assert (tab.tab.evaluate("strikes") > 0) == struck


@pytest.mark.parametrize("modality", ["actual", "negated"])
def test_all_nodes_shows_a_hole_where_nothing_happened(browser, tmp_path, modality):
    """The small squares of all nodes are hollow too."""
    with Tab(browser, one_event(modality), tmp_path, address="#n=all") as tab:
        squares = [one for one in picture(tab, 0).iter(f"{SVG}rect") if one.get("width") in ("3.2", "1.8")]
        assert len(squares) == (1 if modality == "actual" else 2)


def crowd(modalities):
    """Events of one actor on one day."""
    graph = Graph()
    for modality in modalities:
        graph.tell(["王毅"], "讲话", "2022-03-10", kind="message", modality=modality)
    graph.tell(["布林肯"], "讲话", "2022-06-10", kind="message")
    return graph


MIXED = [
    (["actual", "actual"], "2", False, False, False),
    (["planned", "planned", "planned"], "3", False, True, False),
    (["negated", "negated"], "2", False, False, True),
    (["planned", "negated"], "2", False, True, True),
    (["actual", "negated"], "2", True, False, True),
    (["planned", "actual", "actual"], "3", True, True, False),
]


@pytest.mark.parametrize(("modalities", "figure", "half", "dashed", "struck"), MIXED)
def test_a_mark_for_several_has_a_figure_and_the_look_of_all(
    browser, tmp_path, modalities, figure, half, dashed, struck
):
    """From two on the figure is written; plans among deeds, and denials among plans, are seen."""
    with Tab(browser, crowd(modalities), tmp_path, address="#l=swim") as tab:
        group = picture(tab, 2)
        figures = [one.text for one in group.iter(f"{SVG}text") if one.get("font-weight") == "600"]
        assert figures == [figure, figure]  # once its edge, once itself
        paths = list(group.iter(f"{SVG}path"))
        assert any(one.get("stroke-dasharray") for one in paths) == dashed
        strikes = [
            one
            for one in paths
            if one.get("d").count("L") == 1 and "C" not in one.get("d") and one.get("stroke-width") == "1.4"
        ]
        assert bool(strikes) == struck
        clips = list(group.iter(f"{SVG}clipPath"))
        assert len(clips) == (2 if half else 1)  # the lines' own, and the half of the mark


def alphas(tab):
    """How strong the marks of events in the overview are: their opacities."""
    fills = {
        tab.tab.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--g{n}').trim()")
        for n in range(8)
    }
    return [float(one.get("opacity", 1)) for one in picture(tab, 0).iter(f"{SVG}path") if one.get("fill") in fills]


@pytest.mark.parametrize(
    ("choose", "lit"),
    [
        (lambda tab: tab.tab.click("ol.lanes button[title=莫迪]"), 2),
        (lambda tab: tab.tab.fill("#search", "粮食"), 1),
        (lambda tab: tab.tab.keyboard.press("ArrowRight"), 1),
    ],
)
def test_the_overview_lights_events_and_dims_the_rest(browser, tmp_path, choose, lit):
    """Of whom is followed, what is found, and what is chosen."""
    graph = Graph()
    graph.tell(["王毅", "布林肯"], "会见", "2022-03-01")
    graph.tell(["王毅", "莫迪"], "会见", "2022-03-11", sentence="王毅会见莫迪，谈到粮食。")
    graph.tell(["莫迪", "马克龙"], "会见", "2022-03-21")
    graph.tell(["布林肯", "马克龙"], "会见", "2022-03-25")
    with Tab(browser, graph, tmp_path) as tab:
        assert alphas(tab) == [1, 1, 1, 1]
        choose(tab)
        tab.tab.wait_for_timeout(400)
        found = alphas(tab)
        assert len(found) == 4
        assert found.count(1) == lit
        assert max(one for one in found if one < 1) < 0.4
