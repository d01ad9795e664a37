"""Reports of one event become one event; look-alikes stay apart."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.graph import build_graph
from jishi.graph.overrides import Overrides
from jishi.records import to_json

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told

XI, BIDEN, PUTIN, WANG, BLINKEN = "习近平", "乔·拜登", "弗拉基米尔·普京", "王毅", "安东尼·布林肯"
SUGA, TRUMP, MORRISON = "菅义伟", "唐纳德·特朗普", "斯科特·莫里森"

# name → articles (source → published, report), and which sources tell one event
CLUSTERS = {
    "one call, three outlets": (
        {
            "a": ("2022-01-27", told("call", "王毅应约同美国国务卿布林肯通电话。", "通电话", "2022-01-27", participant=[WANG], initiator=[BLINKEN])),
            "b": ("2022-01-27", told("call", "布林肯周三同王毅通了电话。", "通了电话", "2022-01-27", participant=[WANG, BLINKEN])),
            "c": ("2022-01-28", told("call", "中美两国外长前一天通话。", "通话", "2022-01-27", participant=[WANG, BLINKEN])),
        },
        ["abc"],
    ),
    "a month later is told coarsely": (
        {
            "a": ("2021-11-16", told("meeting", "习近平同拜登举行视频会晤。", "视频会晤", "2021-11-16", participant=[XI, BIDEN], mode="video")),
            "b": ("2022-01-27", told("meeting", "落实两国元首去年11月视频会晤达成的共识。", "视频会晤", "2021-11", participant=[XI, BIDEN], mode="video")),
        },
        ["ab"],
    ),
    "a coarse report that can mean two stays alone": (
        {
            "a": ("2021-11-03", told("call", "习近平同普京通电话。", "通电话", "2021-11-03", participant=[XI, PUTIN])),
            "b": ("2021-11-24", told("call", "习近平与普京再次通话。", "通话", "2021-11-24", participant=[XI, PUTIN])),
            "c": ("2022-01-27", told("call", "两国元首去年11月通话。", "通话", "2021-11", participant=[XI, PUTIN])),
        },
        ["a", "b", "c"],
    ),
    "two calls of one evening": (
        {
            "a": ("2020-09-21", told("call", "菅义伟20日与特朗普通电话。", "通电话", "2020-09-20", participant=[SUGA, TRUMP])),
            "b": ("2020-09-21", told("call", "此前菅义伟与莫里森通电话。", "通电话", "2020-09-20", participant=[SUGA, MORRISON])),
        },
        ["a", "b"],
    ),
    "a telegram is no call": (
        {
            "a": ("2020-09-25", told("call", "菅义伟与习近平通话。", "通话", "2020-09-25", participant=[SUGA, XI])),
            "b": ("2020-09-25", told("message", "习近平致电菅义伟。", "致电", "2020-09-25", agent=[XI], recipient=[SUGA])),
        },
        ["a", "b"],
    ),
    "a day apart over the date line": (
        {
            "a": ("2020-11-12", told("call", "拜登周三晚与菅义伟通话。", "通话", "2020-11-11", participant=[BIDEN, SUGA])),
            "b": ("2020-11-12", told("call", "菅义伟12日与拜登电话会谈。", "电话会谈", "2020-11-12", participant=[BIDEN, SUGA])),
        },
        ["ab"],
    ),
    "days that exclude each other": (
        {
            "a": ("2020-08-09", told("meeting", "王毅会见拉夫罗夫。", "会见", "2020-08-09", participant=[WANG, "谢尔盖·拉夫罗夫"])),
            "b": ("2020-09-18", told("meeting", "王毅再次会见拉夫罗夫。", "会见", "2020-09-18", participant=[WANG, "谢尔盖·拉夫罗夫"])),
        },
        ["a", "b"],
    ),
    "a video meeting told as a call": (
        {
            "a": ("2021-11-16", told("meeting", "习近平同拜登视频会晤。", "视频会晤", "2021-11-16", participant=[XI, BIDEN], mode="video")),
            "b": ("2021-11-16", told("call", "拜登同习近平视频通话。", "视频通话", "2021-11-16", participant=[XI, BIDEN], mode="video")),
        },
        ["ab"],
    ),
    "a call and a meeting in person on one day": (
        {
            "a": ("2022-03-01", told("meeting", "王毅在北京当面会见布林肯。", "会见", "2022-03-01", participant=[WANG, BLINKEN], mode="in_person")),
            "b": ("2022-03-01", told("call", "王毅同布林肯通电话。", "通电话", "2022-03-01", participant=[WANG, BLINKEN], mode="phone")),
        },
        ["a", "b"],
    ),
    "numbered rounds": (
        {
            "a": ("2020-09-21", told("meeting", "中印两军第六轮军长级会谈举行。", "会谈", "2020-09-21", participant=["中国", "印度"])),
            "b": ("2020-09-22", told("meeting", "中印第6轮军长级会谈21日举行。", "会谈", "2020-09-21", participant=["中国", "印度"])),
            "c": ("2020-09-22", told("meeting", "双方商定第七轮军长级会谈的安排。", "会谈", "2020-09-21", participant=["中国", "印度"])),
        },
        ["ab", "c"],
    ),
    "a side named by its country": (
        {
            "a": ("2020-09-04", told("meeting", "魏凤和与印度防长辛格4日在莫斯科会晤。", "会晤", "2020-09-04", participant=["魏凤和", "拉杰纳特·辛格"])),
            "b": ("2020-09-05", told("meeting", "魏凤和在莫斯科与印方会谈。", "会谈", "2020-09-04", participant=["魏凤和", "印度"])),
        },
        ["ab"],
    ),
    "sanctions in both directions": (
        {
            "a": ("2020-08-10", told("sanction", "美国宣布制裁11名中国官员。", "制裁", "2020-08-10", agent=["美国"], patient=["中国"])),
            "b": ("2020-08-10", told("sanction", "中国宣布制裁11名美国人。", "制裁", "2020-08-10", agent=["中国"], patient=["美国"])),
            "c": ("2020-08-10", told("sanction", "中方对美方人员实施制裁。", "制裁", "2020-08-10", agent=["中国"], patient=["美国"])),
        },
        ["a", "bc"],
    ),
    "two countries suspend one after the other": (
        {
            "a": ("2020-07-20", told("sanction", "英国暂停与香港的引渡协议。", "暂停", "2020-07-20", agent=["英国"], patient=["香港"])),
            "b": ("2020-07-28", told("sanction", "新西兰暂停与香港的引渡协议。", "暂停", "2020-07-28", agent=["新西兰"], patient=["香港"])),
            "c": ("2020-07-29", told("sanction", "英国早前已暂停与香港的引渡协议。", "暂停", "2020-07", agent=["英国"], patient=["香港"])),
        },
        ["ac", "b"],
    ),
    "an arrest and a verdict": (
        {
            "a": ("2021-03-01", told("legal_action", "警方拘留了陈某。", "拘留", "2021-03-01", patient=["陈某"])),
            "b": ("2021-03-01", told("legal_action", "法院判处陈某罚金。", "判处", "2021-03-01", patient=["陈某"])),
        },
        ["a", "b"],
    ),
    "two men sentenced": (
        {
            "a": ("2020-08-06", told("legal_action", "法院判处甲某死刑。", "判处", "2020-08-06", patient=["甲某"])),
            "b": ("2020-08-07", told("legal_action", "法院判处乙某死刑。", "判处", "2020-08-07", patient=["乙某"])),
        },
        ["a", "b"],
    ),
    "an explosion with other figures": (
        {
            "a": ("2020-08-05", told("accident", "贝鲁特港口周二爆炸，至少60人死亡。", "爆炸", "2020-08-04", patient=[], place="贝鲁特")),
            "b": ("2020-08-05", told("accident", "黎巴嫩首都贝鲁特发生爆炸，逾100人死亡。", "爆炸", "2020-08-04", place="黎巴嫩首都贝鲁特")),
            "c": ("2020-08-05", told("accident", "贝鲁特一处仓库起火。", "起火", "2020-08-04", place="贝鲁特")),
        },
        ["ab", "c"],
    ),
    "two earthquakes": (
        {
            "a": ("2022-09-05", told("disaster", "泸定县发生6.8级地震。", "地震", "2022-09-05", place="泸定县")),
            "b": ("2022-09-06", told("disaster", "四川泸定县5日发生地震。", "地震", "2022-09-05", place="四川泸定县")),
            "c": ("2022-09-18", told("disaster", "台东县发生地震。", "地震", "2022-09-18", place="台东县")),
        },
        ["ab", "c"],
    ),
    "one statement, two wordings": (
        {
            "a": ("2020-08-31", told("statement", "王毅警告，挑战一个中国原则必将付出沉重代价。", "警告", "2020-08-31", agent=[WANG], stance="threaten", claim="挑战一个中国原则必将付出沉重代价")),
            "b": ("2020-08-31", told("statement", "王毅说，一定要让挑战一个中国原则的人付出沉重代价。", "说", "2020-08-31", agent=[WANG], stance="threaten", claim="一定要让挑战一个中国原则的人付出沉重代价")),
            "c": ("2020-08-31", told("statement", "王毅说，愿同欧方扩大贸易往来。", "说", "2020-08-31", agent=[WANG], stance="promise", claim="愿同欧方扩大贸易往来")),
        },
        ["ab", "c"],
    ),
    "planned and then held": (
        {
            "a": ("2022-11-10", told("meeting", "习近平将于14日会晤拜登。", "会晤", "2022-11-14", participant=[XI, BIDEN], modality="planned")),
            "b": ("2022-11-14", told("meeting", "习近平14日同拜登举行会晤。", "会晤", "2022-11-14", participant=[XI, BIDEN])),
        },
        ["ab"],
    ),
    "denied is not held": (
        {
            "a": ("2022-11-14", told("call", "发言人否认王毅曾与布林肯通话。", "通话", "2022-11-14", participant=[WANG, BLINKEN], modality="negated")),
            "b": ("2022-11-14", told("call", "王毅与布林肯通话。", "通话", "2022-11-14", participant=[WANG, BLINKEN])),
        },
        ["a", "b"],
    ),
    "a death recalled without a date": (
        {
            "a": ("2020-09-19", told("life_event", "金斯伯格周五去世。", "去世", "2020-09-18", patient=["金斯伯格"])),
            "b": ("2020-09-26", told("life_event", "填补金斯伯格去世后的空缺。", "去世", None, patient=["金斯伯格"])),
        },
        ["ab"],
    ),
    "one launch, the doer left out": (
        {
            "a": ("2020-07-23", told("launch", "天问一号今天发射升空。", "发射", "2020-07-23", patient=["天问一号"])),
            "b": ("2020-07-23", told("launch", "国家航天局今天发射天问一号。", "发射", "2020-07-23", agent=["国家航天局"], patient=["天问一号"])),
            "c": ("2020-07-23", told("launch", "希望号周一发射升空。", "发射", "2020-07-20", patient=["希望号"])),
        },
        ["ab", "c"],
    ),
}  # fmt: skip


def made(name):
    """The records of a cluster."""
    return [article(source, published, report) for source, (published, report) in CLUSTERS[name][0].items()]


def partition(kg):
    """Which sources share an event."""
    return sorted("".join(sorted({proof.source for proof in event.evidence})) for event in kg.events)


@pytest.mark.parametrize("name", CLUSTERS)
def test_cluster(name):
    """The reports of one event are one event, and look-alikes stay apart."""
    assert partition(build_graph(made(name))) == sorted(CLUSTERS[name][1])


def test_at_least_twenty_clusters():
    """The table does not shrink."""
    assert len(CLUSTERS) >= 20


@pytest.mark.parametrize("name", CLUSTERS)
def test_every_merge_keeps_its_reasons(name):
    """An event of n reports names n - 1 reasons or more, each between two of its reports."""
    for event in build_graph(made(name)).events:
        ids = {proof.event for proof in event.evidence}
        assert len(event.reasons) >= len(ids) - 1
        assert all({reason.left, reason.right} <= ids and reason.rule for reason in event.reasons)


def everything():
    """The records of all clusters, sources made unique."""
    found = []
    for at, (reports, _) in enumerate(CLUSTERS.values()):
        found += [article(f"{at}{source}", published, report) for source, (published, report) in reports.items()]
    return found


def as_bytes(kg):
    """All that the graph says."""
    things = [*kg.entities.values(), *kg.events, *kg.relations]
    return b"\n".join(to_json(thing) for thing in things)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_order_and_batches_do_not_show(random, batches):
    """Shuffled and split into batches, the same records give the same bytes."""
    records = everything()
    whole = as_bytes(build_graph(records))
    random.shuffle(records)
    parts = [records[at::batches] for at in range(batches)]
    assert as_bytes(build_graph(record for part in parts for record in part)) == whole


def test_no_event_holds_times_that_exclude_each_other_by_more_than_a_day():
    """Merged over all clusters at once, no event spans two days that are further apart than the date line."""
    from datetime import date

    for event in build_graph(everything()).events:
        days = {date.fromisoformat(p.time) for p in event.evidence if p.time and len(p.time) == 10}
        assert not days or (max(days) - min(days)).days <= 1


def test_one_kidnapping_told_366_times():
    """An event that 366 articles tell in many wordings and at many precisions is one event."""
    wordings = (
        ("武装分子{when}绑架了修女玛利亚。", "绑架", {"agent": ["武装分子"], "patient": ["修女玛利亚"]}),
        ("修女玛利亚{when}遭绑架。", "绑架", {"patient": ["修女玛利亚"]}),
        ("{when}，修女玛利亚被武装分子劫持。", "劫持", {"agent": ["武装分子"], "patient": ["修女玛利亚"]}),
    )
    whens = (("2017年2月7日", "2017-02-07"), ("2017年2月", "2017-02"), ("2017年", "2017"))
    people = {"武装分子": ("group", None, None), "修女玛利亚": ("person", None, None)}
    records = []
    for day in range(366):
        text, trigger, roles = wordings[day % 3]
        words, value = whens[(day // 3) % 3]
        published = f"20{17 + day // 300}-{1 + day % 300 // 25:02d}-{1 + day % 25:02d}"
        published = max(published, "2017-02-08")
        report = told("attack", text.format(when=words), trigger, value, **roles)
        records.append(article(f"s{day}", published, report, people=people))
    events = build_graph(records).events
    assert len(events) == 1
    assert len({proof.article for proof in events[0].evidence}) == 366
    assert events[0].time == "2017-02-07"


def test_disagreement_on_the_day_is_kept():
    """Both days of a call over the date line are listed with the articles that give them."""
    kg = build_graph(made("a day apart over the date line"))
    (item,) = [item for item in kg.events[0].disagreements if item.field == "time"]
    assert set(item.values) == {"2020-11-11", "2020-11-12"}
    assert all(len(articles) == 1 for articles in item.values.values())


def test_a_coarser_time_is_no_disagreement():
    """A month that holds the day is evidence, and the finer time wins."""
    event = build_graph(made("a month later is told coarsely")).events[0]
    assert (event.time, event.disagreements) == ("2021-11-16", ())
    assert {proof.time for proof in event.evidence} == {"2021-11-16", "2021-11"}


def test_disagreement_on_the_initiator_is_kept():
    """Two articles that name different initiators are set side by side."""
    first = told("call", "王毅应约同布林肯通电话。", "通电话", "2022-01-27", participant=[WANG], initiator=[BLINKEN])
    second = told("call", "布林肯应约同王毅通电话。", "通电话", "2022-01-27", participant=[BLINKEN], initiator=[WANG])
    kg = build_graph([article("a", "2022-01-27", first), article("b", "2022-01-27", second)])
    (item,) = kg.events[0].disagreements
    assert item.field == "initiator"
    assert sorted(item.values) == [BLINKEN, WANG]


def test_disagreement_on_figures_is_kept():
    """The numbers of dead that the reports give are set side by side, with their words."""
    kg = build_graph(made("an explosion with other figures"))
    event = next(event for event in kg.events if len({p.source for p in event.evidence}) == 2)
    (item,) = event.disagreements
    assert (item.field, sorted(item.values)) == ("figure: 死亡", ["至少60人", "逾100人"])


def test_the_origin_of_an_anniversary_is_the_event_itself():
    """An anniversary commemorates the event that other articles report."""
    mark = told("anniversary", "今年是上海公报发表50周年。", "50周年", "2022", of=("上海公报", "1972"))
    deed = told("agreement", "1972年2月28日，中美发表上海公报。", "发表", "1972-02-28", participant=["中国", "美国"])
    kg = build_graph([article("a", "2022-01-27", mark), article("b", "2012-02-28", deed)])
    anniversary = next(event for event in kg.events if event.type == "anniversary")
    origin = kg.event(anniversary.commemorates)
    assert (origin.type, origin.time) == ("agreement", "1972-02-28")
    assert {proof.source for proof in origin.evidence} == {"a", "b"}


def test_anniversaries_of_one_origin_share_it():
    """Where nobody reports the origin itself, all anniversaries share one event for it."""
    first = told("anniversary", "今年是乒乓外交50周年。", "50周年", "2021", of=("乒乓外交", "1971"))
    second = told("anniversary", "纪念中美“乒乓外交”40周年。", "40周年", "2011", of=("乒乓外交", "1971"))
    kg = build_graph([article("a", "2021-04-24", first), article("b", "2011-04-24", second)])
    marks = [event for event in kg.events if event.type == "anniversary"]
    assert len(marks) == 2
    assert len({event.commemorates for event in marks}) == 1
    assert kg.event(marks[0].commemorates).label == "乒乓外交"


def test_overrides_force_and_forbid():
    """The user's word stands above every rule, by report ids and by ids of merged events."""
    apart = build_graph(made("days that exclude each other"))
    ids = tuple(event.id for event in apart.events)
    forced = build_graph(made("days that exclude each other"), overrides=Overrides(same_events=(ids,)))
    assert partition(forced) == ["ab"]
    assert [reason.rule for reason in forced.events[0].reasons] == ["override"]
    one = build_graph(made("one call, three outlets")).events[0]
    first, *others = [proof.event for proof in one.evidence]
    forbidden = Overrides(other_events=tuple((first, other) for other in others))
    assert partition(build_graph(made("one call, three outlets"), overrides=forbidden)) == ["a", "bc"]


def test_further_places_of_one_article_are_evidence():
    """An article that tells an event twice proves it with both sentences."""
    record = article(
        "a", "2022-01-27", told("call", "王毅同布林肯通电话。", "通电话", "2022-01-27", participant=[WANG, BLINKEN])
    )
    kg = build_graph([record])
    assert [proof.evidence for proof in kg.events[0].evidence] == ["王毅同布林肯通电话。"]


def test_events_by_id_are_stable_when_later_reports_come():
    """The id of an event does not change when articles published later tell it too."""
    records = made("one call, three outlets")
    assert build_graph(records[:1]).events[0].id == build_graph(records).events[0].id


def test_groups_of_reports():
    """Every report is evidence of exactly one event."""
    seen = defaultdict(set)
    for event in build_graph(everything()).events:
        for proof in event.evidence:
            seen[proof.event].add(event.id)
    assert all(len(events) == 1 for events in seen.values())
