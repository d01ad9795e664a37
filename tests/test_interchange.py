"""GraphML, GEXF, iCalendar, TimelineJS and PLOVER-style JSON Lines: exact output, opened by real readers."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import icalendar
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jishi.errors import InputError
from jishi.exports import ics, interchange
from jishi.graph import build_graph
from jishi.graph.tone import tone_of

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told

WANG, BLINKEN = "王毅", "安东尼·布林肯"


@pytest.fixture(scope="module")
def kg():
    """A call with a day, a sanction with a year, a denied visit, an event without a time."""
    call = told(
        "call",
        "王毅应约同布林肯通电话。",
        "通电话",
        "2022-01-27",
        participant=[WANG],
        initiator=[BLINKEN],
        mode="phone",
    )
    sanction = told(
        "sanction", "美国2018年对中国加征关税；\x0b双方对立。", "加征关税", "2018", agent=["美国"], patient=["中国"]
    )
    visit = told(
        "visit", "布林肯取消访问北京。", "访问", "2023-02-05", agent=[BLINKEN], modality="negated", place="北京"
    )
    loose = told("release", "中方发布报告。", "发布", None, agent=["中国"])
    return build_graph(
        [
            article(
                "a.md", "2023-02-06", call, sanction, visit, loose, outlet="甲报", url="https://example.org/a?x=1&y=2"
            )
        ]
    )


def write(kg, path, **options):
    """The text of an export."""
    interchange.write(kg, path, **options)
    return path.read_bytes().decode()


def test_graphml_is_read_by_networkx(kg, tmp_path):
    """GraphML gives back every node and edge with its attributes."""
    write(kg, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    graph = kg.to_networkx()
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))


def test_node_link_json_is_read_by_networkx(kg):
    """The node-link form survives JSON."""
    graph = kg.to_networkx()
    back = nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges")
    assert nx.utils.graphs_equal(graph, back)


def test_gexf_is_read_by_networkx(kg, tmp_path):
    """GEXF gives back nodes and edges; articles are left out."""
    write(kg, tmp_path / "g.gexf")
    back = nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    graph = kg.to_networkx(articles=False)
    assert set(back.nodes) == set(graph.nodes)
    assert back.number_of_edges() == graph.number_of_edges()
    assert {back.nodes[key]["label"] for key in back} == {data["label"] for _, data in graph.nodes(data=True)}


def test_gexf_has_time_intervals(kg, tmp_path):
    """Events and participations carry the interval that Gephi's timeline needs, and no clock time."""
    text = write(kg, tmp_path / "g.gexf")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'label="安东尼·布林肯与王毅通电话" start="2022-01-27" end="2022-01-27"' in text
    assert 'start="2018-01-01" end="2018-12-31"' in text
    assert "lastmodified" not in text


def test_gexf_is_exactly_this(tmp_path):
    """The GEXF of one event with one actor, byte for byte."""
    small = build_graph(
        [article("a.md", "2022-01-27", told("release", "中国发布“报告”。", "发布", "2022-01", agent=["中国"]))]
    )
    (event,) = small.events
    assert write(small, tmp_path / "g.gexf") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        "<meta><creator>jishi</creator></meta>\n"
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
        '<attributes class="node" mode="static">\n'
        '<attribute id="0" title="articles" type="long"/>\n'
        '<attribute id="1" title="begin" type="string"/>\n'
        '<attribute id="2" title="claimed_only" type="long"/>\n'
        '<attribute id="3" title="country" type="string"/>\n'
        '<attribute id="4" title="end" type="string"/>\n'
        '<attribute id="5" title="kind" type="string"/>\n'
        '<attribute id="6" title="modality" type="string"/>\n'
        '<attribute id="7" title="precision" type="string"/>\n'
        '<attribute id="8" title="qid" type="string"/>\n'
        '<attribute id="9" title="sources" type="long"/>\n'
        '<attribute id="10" title="time" type="string"/>\n'
        '<attribute id="11" title="type" type="string"/>\n'
        "</attributes>\n"
        '<attributes class="edge" mode="static">\n'
        '<attribute id="0" title="begin" type="string"/>\n'
        '<attribute id="1" title="end" type="string"/>\n'
        '<attribute id="2" title="kind" type="string"/>\n'
        '<attribute id="3" title="role" type="string"/>\n'
        '<attribute id="4" title="sources" type="long"/>\n'
        "</attributes>\n"
        "<nodes>\n"
        '<node id="Q148" label="中国"><attvalues><attvalue for="0" value="1"/><attvalue for="3" value="CN"/>'
        '<attvalue for="5" value="actor"/><attvalue for="8" value="Q148"/><attvalue for="11" value="country"/>'
        "</attvalues></node>\n"
        f'<node id="{event.id}" label="中国发布" start="2022-01-01" end="2022-01-31"><attvalues>'
        '<attvalue for="1" value="2022-01-01"/><attvalue for="2" value="0"/><attvalue for="4" value="2022-01-31"/>'
        '<attvalue for="5" value="event"/><attvalue for="6" value="actual"/><attvalue for="7" value="month"/>'
        '<attvalue for="9" value="1"/><attvalue for="10" value="2022-01"/><attvalue for="11" value="release"/>'
        "</attvalues></node>\n"
        "</nodes>\n"
        "<edges>\n"
        f'<edge id="agent:Q148:{event.id}" source="Q148" target="{event.id}" label="agent" start="2022-01-01" '
        'end="2022-01-31"><attvalues><attvalue for="0" value="2022-01-01"/><attvalue for="1" value="2022-01-31"/>'
        '<attvalue for="2" value="participation"/><attvalue for="3" value="agent"/><attvalue for="4" value="1"/>'
        "</attvalues></edge>\n"
        "</edges>\n"
        "</graph>\n"
        "</gexf>\n"
    )


def test_calendar_is_exactly_this(kg, tmp_path):
    """Three entries: a certain day, an uncertain year, a cancelled day; folded lines end in CRLF."""
    text = write(kg, tmp_path / "c.ics")
    year, call, visit = (event for event in kg.events if event.time)
    entry = "BEGIN:VEVENT\r\nUID:{}@jishi\r\nDTSTAMP:20230206T000000Z\r\n"
    tail = "URL:https://example.org/a?x=1&y=2\r\nSTATUS:{}\r\nTRANSP:TRANSPARENT\r\nX-JISHI-EDTF:{}\r\nEND:VEVENT\r\n"
    assert text == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//jishi//timeline//ZH\r\nCALSCALE:GREGORIAN\r\n"
        + entry.format(year.id)
        + "DTSTART;VALUE=DATE:20180101\r\nDTEND;VALUE=DATE:20190101\r\nSUMMARY:约 2018：美国加征关税中国\r\n"
        + "CATEGORIES:制裁\r\nDESCRIPTION:美国2018年对中国加征关税；双方对立。\\n甲报\r\n"
        + tail.format("TENTATIVE", "2018")
        + entry.format(call.id)
        + "DTSTART;VALUE=DATE:20220127\r\nDTEND;VALUE=DATE:20220128\r\nSUMMARY:安东尼·布林肯与王毅通电话\r\n"
        + "CATEGORIES:通话\r\nDESCRIPTION:王毅应约同布林肯通电话。\\n甲报\r\n"
        + tail.format("CONFIRMED", "2022-01-27")
        + entry.format(visit.id)
        + "DTSTART;VALUE=DATE:20230205\r\nDTEND;VALUE=DATE:20230206\r\nSUMMARY:安东尼·布林肯访问北京\r\n"
        + "CATEGORIES:访问\r\nDESCRIPTION:布林肯取消访问北京。\\n甲报\r\nLOCATION:北京\r\n"
        + tail.format("CANCELLED", "2023-02-05")
        + "END:VCALENDAR\r\n"
    )


def test_calendar_is_read_by_icalendar(kg, tmp_path):
    """A calendar program finds all-day entries with an end that is not included."""
    found = icalendar.Calendar.from_ical(write(kg, tmp_path / "c.ics")).walk("VEVENT")
    assert [(str(e["DTSTART"].dt), str(e["DTEND"].dt)) for e in found] == [
        ("2018-01-01", "2019-01-01"),
        ("2022-01-27", "2022-01-28"),
        ("2023-02-05", "2023-02-06"),
    ]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folded_lines_are_short_and_whole(text):
    """No line of a calendar is longer than 75 octets, and unfolding gives the text back."""
    folded = ics._folded(f"SUMMARY:{text}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == f"SUMMARY:{text}"


def test_timelinejs_is_exactly_this(kg, tmp_path):
    """A slide for each event with a time; a year has no month, texts are escaped."""
    year, call, visit = (event for event in kg.events if event.time)
    link = '<p><a href="https://example.org/a?x=1&amp;y=2">甲报</a></p>'
    assert json.loads(write(kg, tmp_path / "t.json")) == {
        "events": [
            {
                "unique_id": year.id,
                "start_date": {"year": 2018},
                "display_date": "2018",
                "group": "制裁",
                "text": {"headline": "美国加征关税中国", "text": "美国2018年对中国加征关税；\x0b双方对立。" + link},
            },
            {
                "unique_id": call.id,
                "start_date": {"year": 2022, "month": 1, "day": 27},
                "display_date": "2022-01-27",
                "group": "通话",
                "text": {"headline": "安东尼·布林肯与王毅通电话", "text": "王毅应约同布林肯通电话。" + link},
            },
            {
                "unique_id": visit.id,
                "start_date": {"year": 2023, "month": 2, "day": 5},
                "display_date": "2023-02-05",
                "group": "访问",
                "text": {"headline": "安东尼·布林肯访问北京", "text": "布林肯取消访问北京。" + link},
            },
        ]
    }


def test_timelinejs_writes_no_scripts(tmp_path):
    """A link that is no web address is not linked, and markup is escaped."""
    report = told("release", "<script>发布</script>", "发布", "2022", agent=["中国"])
    kg = build_graph([article("a.md", "2022-01-27", report, url="javascript:alert(1)")])
    text = write(kg, tmp_path / "t.json")
    assert "<script" not in text
    assert "javascript:" not in text


def test_plover_lines_are_exactly_this(kg, tmp_path):
    """A line for each event that PLOVER has a category for."""
    lines = [json.loads(line) for line in write(kg, tmp_path / "p.jsonl").splitlines()]
    assert [(line["event"], line["mode"], line["quad_class"], line["score"], line["status"]) for line in lines] == [
        ("SANCTION", "discontinue", "material_conflict", -6.0, "actual"),
        ("CONSULT", "phone", "verbal_cooperation", 1.5, "actual"),
        ("CONSULT", "visit", "verbal_cooperation", 4.0, "negated"),
    ]
    call = next(event for event in kg.events if event.type == "call")
    assert lines[1] == {
        "id": call.id,
        "date": "2022-01-27",
        "start_date": "2022-01-27",
        "end_date": "2022-01-27",
        "actor": [
            {"id": "Q7821917", "name": "安东尼·布林肯", "type": "person", "country": "US", "wikidata": "Q7821917"},
            {"id": "Q1135862", "name": "王毅", "type": "person", "country": "CN", "wikidata": "Q1135862"},
        ],
        "recip": [],
        "event": "CONSULT",
        "mode": "phone",
        "quad_class": "verbal_cooperation",
        "score": 1.5,
        "status": "actual",
        "type": "call",
        "stance": None,
        "place": None,
        "text": "王毅应约同布林肯通电话。",
        "source": "甲报",
        "url": "https://example.org/a?x=1&y=2",
        "publication_date": "2023-02-06",
        "n_sources": 1,
    }


@pytest.mark.parametrize(
    ("kind", "trigger", "stance", "category"),
    [
        ("diplomatic_relations", "建交", None, "SUPPORT"),
        ("diplomatic_relations", "断交", None, "SANCTION"),
        ("legal_action", "逮捕", None, "COERCE"),
        ("legal_action", "起诉", None, "ACCUSE"),
        ("statement", "说", "threaten", "THREATEN"),
        ("statement", "说", None, None),
        ("disaster", "地震", None, None),
    ],
)
def test_tone_by_trigger_and_stance(kind, trigger, stance, category):
    """Types that cover two categories are told apart by their trigger, statements by their stance."""
    report = told(kind, f"中国{trigger}美国。", trigger, "2022", agent=["中国"], patient=["美国"], stance=stance)
    (event,) = build_graph([article("a", "2022-01-01", report)]).events
    assert tone_of(event).category == category


def test_an_event_before_christ_and_an_open_end(tmp_path):
    """Years before 1 and open ends are left out of calendars and intervals, and kept elsewhere."""
    old = told("launch", "公元前221年秦建立。", "建立", "-0220", agent=["中国"])
    since = told("military_activity", "自1日起中国演习。", "演习", "2022-01-01/..", agent=["中国"])
    kg = build_graph([article("a", "2022-01-01", old, since)])
    assert "VEVENT" not in write(kg, tmp_path / "c.ics")
    gexf = write(kg, tmp_path / "g.gexf")
    assert 'start="-' not in gexf
    assert 'end="9999' not in gexf
    slides = json.loads(write(kg, tmp_path / "t.json"))["events"]
    assert [slide["start_date"] for slide in slides] == [{"year": -220}, {"year": 2022, "month": 1, "day": 1}]


def test_unknown_formats(kg, tmp_path):
    """A format that is not known is refused with what is known."""
    with pytest.raises(InputError, match=r"no such format.*graphml"):
        write(kg, tmp_path / "g.xyz")


def test_formats_by_option(kg, tmp_path):
    """The option stands above the suffix."""
    assert write(kg, tmp_path / "g.txt", format="ics").startswith("BEGIN:VCALENDAR")
