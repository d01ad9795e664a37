"""The page as Python writes it: columns, places, pinyin, policy, and what it must not hold."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import json
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyvis.network import Network

import jishi.exports.page as page
from jishi.errors import JishiError
from jishi.exports.page_columns import Columns, utf16_length
from jishi.exports.page_data import BAR, FADING, UNDATED, UP_TO, _flags
from jishi.exports.page_layout import communities, layout
from jishi.exports.page_model import OPEN_BEGIN, OPEN_END, _day, _first_day, build_model
from jishi.exports.page_network import close_up, vis_bundle
from jishi.exports.page_pinyin import _OTHERS, _table, readings

spec = importlib.util.spec_from_file_location("page_support", Path(__file__).with_name("page_support.py"))
support = importlib.util.module_from_spec(spec)
spec.loader.exec_module(support)
ASSETS = Path(page.__file__).parent / "assets"


def unpack(block):
    """What the browser reads: meta and columns as lists."""
    raw = gzip.decompress(base64.b64decode(block))
    size = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + size])
    base = (4 + size + 7) // 8 * 8
    columns, ranked = {}, {}
    for column in head["columns"]:
        data = raw[base + column["at"] : base + column["at"] + column["bytes"]]
        if column["type"] == "ranks":
            ranked[column["name"]] = data
        elif column["type"] == "text":
            columns[column["name"]] = data.decode("utf-8")
        else:
            array = np.frombuffer(data, dtype=column["type"]).astype(np.int64)
            columns[column["name"]] = (np.cumsum(array) if column["delta"] else array).tolist()
    for name, data in ranked.items():
        columns[name] = unrank(data, columns[f"{name}@"])
    return head["meta"], columns


def unrank(data, alphabet):
    """The text whose UTF-16 units are told by their place in the alphabet, in one byte or two."""
    leads = next(count for count in range(257) if (256 - count) + 256 * count >= len(alphabet))
    single, units, left = 256 - leads, [], iter(data)
    for byte in left:
        units.append(alphabet[byte if byte < single else single + (byte - single) * 256 + next(left)])
    return np.array(units, dtype="<u2").tobytes().decode("utf-16-le")


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
@settings(max_examples=40, deadline=None)
def test_numbers_come_back_whatever_their_type(values):
    """A column of whole numbers is read back as it was."""
    columns = Columns()
    columns.numbers("n", values)
    assert unpack(columns.pack({}))[1]["n"] == values


@given(st.lists(st.integers(-4_400_000, 3_000_000)))
@settings(max_examples=40, deadline=None)
def test_sorted_numbers_come_back_from_their_differences(values):
    """A column of differences sums up to the sorted numbers."""
    columns = Columns()
    columns.numbers("n", sorted(values), delta=True)
    assert unpack(columns.pack({}))[1]["n"] == sorted(values)


@given(st.lists(st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_texts_are_cut_out_by_utf16_lengths(values):
    """Each text is found by summing the UTF-16 lengths, as the browser does, whatever characters it holds."""
    columns = Columns()
    columns.texts("t", values)
    _, found = unpack(columns.pack({}))
    units, at, cut = found["t"].encode("utf-16-le"), 0, []
    for length in found["t#"]:
        cut.append(units[2 * at : 2 * (at + length)].decode("utf-16-le"))
        at += length + 1
    assert cut == [value.replace("\n", " ") for value in values]


def test_a_number_beyond_32_bits_is_refused():
    """A number that no column can hold is an error, not another number."""
    with pytest.raises(OverflowError, match="32 bits"):
        Columns().numbers("n", [2**40])


def test_characters_beyond_the_basic_plane_count_twice():
    """A rare Hanzi or an emoji is two units in JavaScript."""
    assert [utf16_length(text) for text in ("", "abc", "王毅", "𠮷野", "👍")] == [0, 3, 2, 3, 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1970-01-01", 0),
        ("2022-03-01", 19052),
        ("1500-01-01", -171664),
        ("-9999-01-01", OPEN_BEGIN),
        ("9999-12-31", OPEN_END),
    ],
)
def test_days_are_counted_in_the_proleptic_calendar(text, value):
    """A day is its distance from 1970-01-01, also far from today."""
    assert _day(text, 0) == value


@given(st.dates())
@settings(max_examples=60, deadline=None)
def test_days_agree_with_the_standard_library(day):
    """Where the standard library knows a day, the count is the same."""
    assert date(1970, 1, 1) + timedelta(days=_day(day.isoformat(), 0)) == day


@pytest.mark.parametrize(
    ("time", "flags"),
    [("2022-01-27", 0), ("2022-01-27T10:30", 0), ("2022-01", FADING), ("2022", FADING), ("2022-01-27~", FADING),
     ("2022-01-27/2022-01-29", BAR), ("2022-01-27/..", FADING + BAR), (None, UNDATED),
     ("../2022-01-27", FADING + UP_TO)],
)  # fmt: skip
def test_only_exact_days_are_points(time, flags):
    """A month, a year, an approximate day and an open interval fade; an interval with ends is a bar."""
    event = support.Graph().tell(["王毅"], "会见", time)
    begin, end = (_first_day(event), _day(event.end, 0)) if time else (0, 0)
    assert _flags(event, begin, end) == flags


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("布林肯", "bu lin ken"),
        ("重庆", "zhong/chong qing"),
        ("吕秀莲", "lv/lyu/lu xiu lian"),
        ("单霁翔", "dan/shan/chan ji xiang"),
        ("UN", ""),
        ("T3出行", "t 3 chu xing/hang"),
        ("", ""),
    ],
)
def test_names_have_their_readings(name, reading):
    """Pinyin without tones, both readings where there are two, letters as they are."""
    assert readings(name) == reading


@pytest.mark.parametrize("character", _OTHERS)
def test_each_other_reading_is_another_one(character):
    """A row that repeats the table's reading would hide that the other one is missing."""
    ways = [_table()[character], *_OTHERS[character].split()]
    assert len(ways) > 1
    assert len(set(ways)) == len(ways)
    assert readings(character).split("/") == [
        way for one in ways for way in ([one] if "v" not in one else [one, "lyu", "lu"])
    ]


def test_a_name_of_many_readings_keeps_all():
    """However many characters have two readings, none of them is lost."""
    assert readings("重行长都乐曾单解").count("/") == 9


def test_the_layout_is_the_same_each_time_and_within_bounds():
    """Places depend on the graph only, and lie within -1 … 1."""
    rng = np.random.default_rng(3)
    left, right, when = rng.integers(0, 300, 600), rng.integers(0, 300, 600), rng.random(300)
    first, second = layout(300, left, right, when), layout(300, left, right, when)
    assert np.array_equal(first, second)
    assert np.abs(first).max() <= 1.0


@pytest.mark.parametrize("size", [0, 1, 2])
def test_tiny_graphs_have_places(size):
    """No node, one node, two nodes without an edge: finite places."""
    none = np.zeros(0, dtype=np.int64)
    places = layout(size, none, none, np.full(size, np.nan))
    assert places.shape == (size, 2)
    assert np.isfinite(places).all()


def test_neighbours_lie_closer_than_strangers():
    """Two cliques come out as two heaps."""
    pairs = [(i, j) for block in (0, 20) for i in range(block, block + 20) for j in range(i) if j >= block]
    left, right = np.array(pairs).T
    places = layout(40, left, right, np.zeros(40))
    inside = np.linalg.norm(places[left] - places[right], axis=1).mean()
    across = np.linalg.norm(places[:20, None] - places[None, 20:], axis=2).mean()
    assert inside < 0.5 * across


def test_communities_follow_the_edges():
    """Two cliques are two communities."""
    pairs = [(i, j) for block in (0, 5) for i in range(block, block + 5) for j in range(block, i)]
    left, right = np.array(pairs).T
    assert communities(10, left, right, np.ones(len(left))).tolist() == [0] * 5 + [1] * 5


def test_the_same_graph_gives_the_same_page():
    """Nothing in the page depends on the clock, on chance, or on the order of the entities."""
    graph = support.sample()
    first = page.html(graph)
    graph.entities = dict(reversed(graph.entities.items()))
    graph.events = graph.events[::-1]
    assert page.html(graph) == first


def test_every_script_and_style_has_its_hash_in_the_policy():
    """The policy allows exactly the scripts and the style that the page holds, by their SHA-256."""
    html = page.html(support.sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    script, style = (
        re.search(r"<script>(.*?)</script>", html, re.S)[1],
        re.search(r"<style>(.*?)</style>", html, re.S)[1],
    )
    for part in (script, vis_bundle(), style):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy


def test_the_bundle_of_vis_network_is_in_the_page_word_for_word():
    """What the close-up unpacks is the file of pyvis's wheel, with its notice; outside it stands who made it."""
    html = page.html(support.sample())
    block = re.search(r'id="vis-source">([^<]*)<', html)[1]
    assert gzip.decompress(base64.b64decode(block)).decode() == vis_bundle()
    assert "Copyright (c) 2011-2017 Almende B.V" in html


def test_the_page_names_no_address_to_load_from():
    """No element has a source, a style sheet or an action outside the file."""
    html = page.html(support.sample())
    markup = re.sub(r"(<(script|style)\b[^>]*>).*?(</\2>)", r"\1\3", html, flags=re.S)
    assert re.findall(r"\s(?:src|href|action|data|poster)\s*=\s*[\"']?([^\"'>\s]*)", markup) == ["data:,"]
    assert "@import" not in html


def test_no_name_stands_in_the_html():
    """Names and sentences are in the packed columns only, so that they cannot be markup."""
    html = page.html(support.sample())
    assert "拉夫罗夫" not in html
    assert "谈到贸易" not in html


def test_a_title_is_escaped():
    """The title of the window is the one text of a user in the markup."""
    html = page.html(support.sample(), title="</title><script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;/title&gt;&lt;script&gt;alert(1)" in html


def test_the_close_up_is_a_pyvis_network():
    """pyvis holds nodes, edges and options, and its list of nodes is whole."""
    network = close_up(build_model(support.sample(), max_events=1000))
    assert isinstance(network, Network)
    assert [node["id"] for node in network.nodes] == list(range(10))
    assert {edge["from"] for edge in network.edges} <= set(range(10))


def test_beyond_the_limit_the_best_connected_stay_and_the_rest_is_counted():
    """A page with too many events takes those of the busiest actors and says how many are missing."""
    graph = support.Graph()
    for day in range(1, 21):
        graph.tell(["王毅", "布林肯"], "会见", f"2022-01-{day:02d}")
        graph.tell([f"某人{day}"], "讲话", f"2022-02-{day:02d}")
    model = build_model(graph, max_events=20)
    assert {actor.name for actor in model.actors} == {"王毅", "布林肯"}
    assert model.left_out == 20


def test_an_unknown_language_is_refused():
    """The page speaks two languages."""
    with pytest.raises(JishiError, match="fr"):
        page.html(support.sample(), language="fr")


def test_a_page_that_cannot_be_made_leaves_the_old_one(tmp_path, monkeypatch):
    """Writing is whole or not at all."""
    target = tmp_path / "view.html"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(JishiError):
        page.write(support.sample(), target, language="xx")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_checked_in_bundle_is_the_one_that_was_built():
    """The sums beside the bundle are those of the files."""
    for line in (ASSETS / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == digest, name


def test_the_lock_file_names_no_package_host():
    """Packages are known by name, version and hash; where they come from is up to who installs."""
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]
    assert not [name for name, row in lock["packages"].items() if "resolved" in row]


FORBIDDEN = (
    "innerHTML outerHTML insertAdjacentHTML document.write eval( Function( fetch( XMLHttpRequest localStorage WebSocket"
)


@pytest.mark.parametrize("word", FORBIDDEN.split())
def test_the_program_never_makes_markup_from_text_and_never_asks(word):
    """No source module turns text into markup or code, or talks to anybody."""
    assert [path.name for path in (ASSETS / "src").glob("*.js") if word in path.read_text(encoding="utf-8")] == []
