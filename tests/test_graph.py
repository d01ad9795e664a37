"""Entities, relations, overrides, figures, networkx and what users ask a graph."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from jishi.edtf import EDTF, Day
from jishi.errors import DataError, QueryError
from jishi.extract import extract
from jishi.graph import build_graph
from jishi.graph.entities import resolve_entities
from jishi.graph.figures import figures, number
from jishi.graph.kinds import kind_of
from jishi.graph.names import fold, parts
from jishi.graph.overrides import Overrides, load_overrides, parse_overrides
from jishi.graph.reports import day_number
from jishi.records import Actor, Article, ArticleRecord
from jishi.rendering import describe

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told

WANG, BLINKEN, XI, BIDEN = "王毅", "安东尼·布林肯", "习近平", "乔·拜登"


def record(key, *actors, published="2022-01-27"):
    """A record with actors and nothing else: (name, type, id, country, aliases, roles)."""
    made = tuple(
        Actor(id=f"a{at}", name=name, type=kind, qid=qid, country=country, aliases=tuple(aliases), roles=tuple(roles))
        for at, (name, kind, qid, country, aliases, roles) in enumerate(actors, 1)
    )
    return ArticleRecord(
        format=1, extractor="t", id=key, source=key, file=key, title=key, published=published, text=key, actors=made
    )


def person(name, qid=None, country=None, aliases=(), roles=()):
    """An actor row."""
    return name, "person", qid, country, aliases, roles


def names(records, overrides=None):
    """The names of each entity, sorted."""
    index = resolve_entities(records, overrides or Overrides())
    groups = {}
    for (_, name), key in index.ids.items():
        groups.setdefault(key, set()).add(name)
    return sorted(sorted(group) for group in groups.values())


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (person("特朗普", "Q22686"), person("川普", "Q22686"), True),
        (person("菅義偉"), person("菅义伟"), True),
        (person("凯莉·克拉夫特"), person("凯莉•克拉夫特"), True),
        (person("王岐山"), person("王歧山"), False),
        (person("王岐山"), person("布林肯"), False),
        (person("李强", "Q1"), person("李强", "Q2"), False),
        (person("安东尼·布林肯", "Q7821917", "US"), person("布林肯", None, "US"), True),
        (person("乔治·布什", "Q23505"), person("布什", None, "GB"), True),
        (person("乔治·布什", "Q23505", "US"), person("布什", None, "GB"), False),
        (person("鲁思·巴德·金斯伯格", None, "US"), person("露丝·巴德尔·金斯伯格", None, "US"), True),
        (person("比尔·克林顿", None, "US"), person("希拉里·克林顿", None, "US"), False),
        (person("易卜拉欣·凯塔", None, None, ("Ibrahim Keita",)), person("Ibrahim Keita"), True),
        (("印度军方", "group", None, "IN", (), ()), ("印度军方", "organization", None, None, (), ()), True),
        (person("他"), person("他"), False),
        (("警方", "group", None, None, (), ()), ("警方", "group", None, None, (), ()), False),
        (("华盛顿", "place", None, "US", (), ()), person("华盛顿"), False),
    ],
)
def test_who_is_who(left, right, same):
    """Ids, folded names, short forms and spellings join; other characters, ids and countries part."""
    assert len(resolve_entities([record("x", left), record("y", right)]).entities) == (1 if same else 2)


def test_a_short_form_of_two_names_joins_neither():
    """布什 alone, beside two people of that name, stays apart."""
    found = names(
        [record("x", person("乔治·布什", "Q1", "US"), person("杰布·布什", "Q2", "US")), record("y", person("布什"))]
    )
    assert ["布什"] in found


def test_entity_ids_are_wikidata_or_hashes():
    """A linked actor has its Wikidata id, another a hash of its class and name, whatever the order."""
    records = [record("x", person(WANG, "Q1135862")), record("y", person("陈某"))]
    ids = list(resolve_entities(records).entities)
    assert ids == list(resolve_entities(records[::-1]).entities)
    assert "Q1135862" in ids
    assert any(key.startswith("a") and len(key) == 13 for key in ids)


def test_joins_of_entities_keep_their_reasons():
    """An entity says which names were taken for one, and by which rule."""
    records = [record("x", person("安东尼·布林肯", "Q7821917", "US")), record("y", person("布林肯", None, "US"))]
    (entity,) = resolve_entities(records).entities.values()
    assert [reason.rule for reason in entity.reasons] == ["short form of one full name"]
    assert entity.aliases == ("布林肯",)


def test_overrides_pin_join_and_part():
    """The user's pins and pairs stand above the rules."""
    records = [record("x", person("陈某")), record("y", person("陈先生"))]
    pinned = resolve_entities(records, Overrides(names={"陈某": "Q5"}))
    assert "Q5" in pinned.entities
    assert len(resolve_entities(records, Overrides(same_actors=(("陈某", "陈先生"),))).entities) == 1
    blinken = [record("x", person("安东尼·布林肯", "Q7821917")), record("y", person("布林肯"))]
    assert len(resolve_entities(blinken, Overrides(other_actors=(("安东尼·布林肯", "布林肯"),))).entities) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[names", "not TOML"),
        ("[other]\na = 1", "unknown table"),
        ("[actors]\nequal = []", "unknown key 'equal'"),
        ("[names]\n王毅 = 3", "not TOML"),
        ('[names]\n"王毅" = 3', "is not a text"),
        ('[names]\n"王毅" = "X!! <b>"', r"\[names\]: 'X!! <b>', given to '王毅', is no id"),
        ('[names]\n"中国" = "俄罗斯"', "'俄罗斯', given to '中国', is no id"),
        ('[names]\n"王毅" = "Q01"', "'Q01', given to '王毅', is no id"),
        ('[names]\n"王毅" = "Q1\\n"', "is no id"),
        ('[events]\nsame = "x"', "not a list of lists"),
        ('[events]\nsame = [["x"]]', "two or more"),
        ('[events]\nsame = [["x", "y"]]\nnot_same = [["y", "x"]]', "the same and not the same"),
    ],
)
def test_malformed_overrides_say_what_is_wrong(text, message):
    """Each mistake in overrides.toml is named with its place."""
    with pytest.raises(DataError, match=message):
        parse_overrides(text)


@pytest.mark.parametrize("key", ["Q15031", "a0123456789ab", "mine-7", "Quelle.9", "x"])
def test_ids_that_names_may_have(key):
    """Wikidata's, those of actors.csv, and the user's own."""
    assert parse_overrides(f'[names]\n"王毅" = "{key}"').names == {"王毅": key}


def test_overrides_are_read_from_a_file(tmp_path):
    """Groups of three are all their pairs; a missing file is named."""
    path = tmp_path / "overrides.toml"
    path.write_text('[names]\n"王毅" = "Q1"\n[actors]\nsame = [["a", "b", "c"]]\n', encoding="utf-8")
    made = load_overrides(path)
    assert made.same_actors == (("a", "b"), ("a", "c"), ("b", "c"))
    with pytest.raises(DataError, match=r"none\.toml"):
        load_overrides(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("爆炸造成至少60人死亡，2500人受伤。", [("死亡", 60), ("受伤", 2500)]),
        ("死亡人數超過１００人", [("死亡", 100)]),
        ("逾2,750人受伤，20人失踪", [("受伤", 2750), ("失踪", 20)]),
        ("双方通话约25分钟", [("时长", 25)]),
        ("大约10万人上街", [("人数", 100_000)]),
        ("制裁十一名官员", [("人数", 11)]),
        ("出动24架次军机", [("架次", 24)]),
        ("成千上万人参加", [("人数", None)]),
        ("他说没有数字", []),
    ],
)
def test_figures(sentence, found):
    """Numbers with units and the word that says what they count."""
    assert [(figure.counted, figure.value) for figure in figures(sentence)] == found


@pytest.mark.parametrize(
    ("text", "value"),
    [("3700多", 3700), ("十一", 11), ("两百五十", 250), ("20万", 200_000), ("1.5亿", 150_000_000), ("数百", None)],
)
def test_numbers(text, value):
    """Arabic and Chinese digits with 万 and 亿; a vague number has no value."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("kind", "trigger", "found"),
    [
        ("legal_action", "判處", "verdict"),
        ("legal_action", "逮捕", "arrest"),
        ("accident", "大爆炸", "explosion"),
        ("disaster", "余震", "quake"),
        ("position_change", "宣誓就职", "in"),
        ("position_change", "总辞", "out"),
        ("accident", "事故", None),
        ("call", "通话", None),
    ],
)
def test_kinds(kind, trigger, found):
    """Triggers name finer kinds, in either script; generic ones name none."""
    assert kind_of(kind, trigger) == found


def test_folded_names():
    """Script, width, dots and quotes do not show; characters do."""
    assert fold("「凱莉‧克拉夫特」") == fold("凯莉·克拉夫特") == "凯莉克拉夫特"
    assert fold("王岐山") != fold("王歧山")
    assert parts("乔·拜登") == ("乔", "拜登")


@pytest.mark.parametrize(
    ("day", "before"), [("2022-03-01", "2022-02-28"), ("2020-03-01", "2020-02-29"), ("2000-01-01", "1999-12-31")]
)
def test_day_numbers_are_consecutive(day, before):
    """A day follows the one before, over months, leap years and centuries."""
    assert day_number(EDTF.parse(day).begin) - day_number(EDTF.parse(before).begin) == 1


def test_day_numbers_before_christ():
    """Years before 1 count on."""
    assert day_number(Day(1, 1, 1)) - day_number(Day(0, 12, 31)) == 1


@pytest.fixture(scope="module")
def kg():
    """Calls, a sanction and a statement over three months."""
    roles = {"王毅": ("person", "Q1135862", "CN")}
    reports = [
        ("2021-11-16", told("meeting", "习近平同拜登视频会晤。", "会晤", "2021-11-16", participant=[XI, BIDEN])),
        ("2022-01-27", told("call", "王毅同布林肯通电话。", "通电话", "2022-01-27", participant=[WANG, BLINKEN])),
        (
            "2022-01-28",
            told("statement", "王毅警告美国。", "警告", "2022-01-28", agent=[WANG], topic=["美国"], stance="threaten"),
        ),
        ("2022-02-10", told("sanction", "美国制裁中国。", "制裁", "2022-02", agent=["美国"], patient=["中国"])),
        (
            "2022-02-11",
            told(
                "sanction",
                "美国或将再制裁中国。",
                "制裁",
                "2022-03",
                agent=["美国"],
                patient=["中国"],
                modality="possible",
            ),
        ),
    ]
    return build_graph(article(f"{at}.md", day, report, people=roles) for at, (day, report) in enumerate(reports))


def test_timeline_by_actor_type_and_window(kg):
    """The timeline of an actor, of a type, and of a window that an imprecise event can touch."""
    assert [event.type for event in kg.timeline("王毅")] == ["call", "statement"]
    assert [event.type for event in kg.timeline("王毅", type="call")] == ["call"]
    assert [event.type for event in kg.timeline(type=["call", "meeting"])] == ["meeting", "call"]
    assert [event.time for event in kg.timeline(start="2022-02-20", end="2022-02-25")] == ["2022-02"]
    assert len(kg.timeline(end="2021")) == 1


def test_a_count_up_to_a_day_is_in_no_window_before():
    """截至5日 has no beginning, yet says nothing of other years."""
    count = told("measurement", "截至5日，地震已造成46人遇难。", "遇难", "../2022-09-05")
    graph = build_graph([article("a", "2022-09-05", count)])
    assert not graph.timeline(start="1900", end="1900")
    assert len(graph.timeline(start="2022-09", end="2022-09")) == len(graph.timeline(start="2022")) == 1


def test_a_wrong_date_is_named(kg):
    """A window that is no date says which end it is."""
    with pytest.raises(QueryError, match="start"):
        kg.timeline(start="gestern")
    with pytest.raises(QueryError, match="no event type"):
        kg.timeline(type="phone call")
    with pytest.raises(QueryError, match="2021 is before 2022-02"):
        kg.timeline(start="2022-02", end="2021")


def test_find_actor(kg):
    """By id, name, name in another script, last part of a name; unknown names get near ones."""
    assert kg.find_actor("Q1135862").name == "王毅"
    assert kg.find_actor("習近平").name == "习近平"
    assert kg.find_actor("美國").id == "Q30"
    assert kg.find_actor("布林肯").name == "安东尼·布林肯"
    with pytest.raises(QueryError, match=r"no actor of this name.*习近平"):
        kg.find_actor("习近")


def test_relations_between_two(kg):
    """The events that join two actors, in either direction, with tone by month; what may be is not counted."""
    (relation,) = kg.relations("中国", "美国")
    assert kg.relations("美国", "中国") == (relation,)
    assert (relation.count, relation.by_type, relation.first, relation.last) == (
        1, {"sanction": 1}, "2022-02-01", "2022-02-28",
    )  # fmt: skip
    assert (relation.tone, relation.tone_by_month) == (-6.0, {"2022-02": -6.0})
    assert len(relation.events) == 2
    (warned,) = kg.relations("王毅", "美国")
    assert warned.tone == -3.5


def test_offices_with_the_days_that_attest_them():
    """An office printed in articles of two days is one relation from the first to the last."""
    us = ("美国", "country", "Q30", "US", (), ())
    treasury = ("美国财政部", "organization", "Q501542", "US", (), ())
    records = [
        record("x", us, treasury, person("姆努钦", None, "US", (), ("美国财政部长",)), published="2020-08-01"),
        record("y", us, person("姆努钦", None, "US", (), ("财政部长",)), published="2020-09-01"),
        record("z", us, person("布林肯", None, "US", (), ("美国国务卿",)), published="2021-02-01"),
        record("w", us, person("布林肯", None, "US", (), ("新任国务卿", "前副国务卿")), published="2021-01-27"),
    ]
    offices = [r for r in build_graph(records).relations if r.kind == "office"]
    state = next(r for r in offices if r.label.endswith("国务卿"))
    assert (state.right, state.first, state.last, state.count) == ("Q30", "2021-01-27", "2021-02-01", 2)
    assert any(r.right == "Q501542" for r in offices)
    assert not any("前" in r.label for r in offices)


def test_networkx_nodes_and_edges(kg):
    """Typed nodes; participation from actor to event; no value that GraphML cannot hold."""
    graph = kg.to_networkx()
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds == {"actor", "event", "article"}
    call = kg.timeline(type="call")[0]
    assert graph["Q1135862"][call.id][f"participant:Q1135862:{call.id}"]["role"] == "participant"
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert all(type(value) in (str, int, float) for value in values)


def test_pyvis_of_one_actor(kg):
    """The network of one actor holds that one and those it is joined with."""
    net = kg.to_pyvis("中国")
    assert {node["label"] for node in net.nodes} == {"中国", "美国"}


def test_the_page_of_pyvis_names_no_other_host(kg):
    """Its scripts and styles lie inside; what pyvis's template would fetch from elsewhere is left out."""
    html = kg.to_pyvis("中国").generate_html()
    assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)\s*=\s*.(?:https?:|//)[^>]*>", html) == []
    assert "jsdelivr" not in html
    assert "new vis.Network(" in html


def test_notebook_view_is_escaped(kg):
    """The notebook shows a table of events, markup in texts escaped."""
    assert "<table>" in kg._repr_html_()
    report = told("release", "<b>发布</b>", "发布", "2022", agent=["中国"])
    assert "<b>" not in build_graph([article("a", "2022-01-01", report)])._repr_html_()


def test_events_by_id(kg):
    """An event is found by its id; another id is named."""
    assert kg.event(kg.events[0].id) is kg.events[0]
    with pytest.raises(QueryError, match="ev0"):
        kg.event("ev0")


def test_records_are_read_when_asked_for(kg):
    """A graph made with a function reads its records when they are first wanted."""
    from jishi.graph.knowledge import KnowledgeGraph

    calls = []

    def read():
        calls.append(1)
        return kg.records

    lazy = KnowledgeGraph(articles={}, entities={}, events=(), relations=(), records=read)
    assert not calls
    assert lazy.records == kg.records == lazy.records
    assert len(calls) == 1


def test_an_empty_graph():
    """No records make an empty graph that still answers."""
    empty = build_graph([])
    assert (empty.events, empty.entities, empty.timeline()) == ((), {}, ())
    assert empty.to_networkx().number_of_nodes() == 0


@pytest.mark.parametrize(
    ("kind", "trigger", "roles", "more", "label"),
    [
        ("call", "通電話", {"participant": [XI, BIDEN]}, {}, "习近平与乔·拜登通电话"),
        ("visit", "访问", {"agent": [BLINKEN], "host": ["中国"]}, {}, "安东尼·布林肯访问中国"),
        ("visit", "访华", {"agent": [BLINKEN], "host": ["中国"]}, {}, "安东尼·布林肯访华"),
        ("message", "致电", {"agent": [XI], "recipient": [BIDEN]}, {}, "习近平向乔·拜登致电"),
        ("sanction", "制裁", {"agent": ["美国"], "patient": ["中国"]}, {}, "美国制裁中国"),
        ("life_event", "逝世", {"patient": [XI]}, {}, "习近平逝世"),
        ("disaster", "地震", {}, {"place": "泸定县"}, "泸定县地震"),
        ("measurement", "增长", {"topic": ["中国"]}, {"quantity": ("5.2", "%", "GDP")}, "中国GDP5.2%"),
        ("anniversary", "周年", {}, {"of": ("上海公报", "1972")}, "上海公报50周年"),
    ],
)
def test_headings(kind, trigger, roles, more, label):
    """Short headings from participants, trigger and what is recalled."""
    sentence = f"{trigger}…{more.get('of', ('',))[0]}{more.get('quantity', ('',))[0]}"
    kg = build_graph([article("a", "2022-01-01", told(kind, sentence, trigger, "2022-01-01", **roles, **more))])
    assert label in {event.label for event in kg.events}


def test_provenance_tells_how_a_time_was_read():
    """The parts that the words say, those filled in, and the day or the words that filled them in."""
    text = "外长会谈\n王毅1月26日同布林肯举行会谈。次日，王毅会见了拉夫罗夫。"
    read = Article(id="a1", source="a.md", file="a.md", title="外长会谈", text=text, published="2022-01-28")
    kg = build_graph([extract(read)])
    proofs = {proof.time_text: proof for event in kg.events for proof in event.evidence if proof.time_reading}
    first = proofs["1月26日"].time_reading
    assert (first.value, first.anchor, first.anchor_text, first.anchor_value) == (
        "2022-01-26", "publish day", None, "2022-01-28",
    )  # fmt: skip
    assert (list(first.stated.items()), first.inferred) == ([("month", 1), ("day", 26)], {"year": 2022})
    second = proofs["次日"].time_reading
    assert (second.value, second.anchor_text, second.anchor_value) == ("2022-01-27", "1月26日", "2022-01-26")
    assert list(second.inferred) == ["year", "month", "day"]
    assert "“次日” → 2022-01-27" in describe(kg, next(e.id for e in kg.events if proofs["次日"] in e.evidence))
