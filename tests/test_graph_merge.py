"""Reports of one event become one event; look-alikes stay apart."""

from __future__ import annotations

import importlib.util
import tomllib
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.graph import build_graph
from jishi.graph.overrides import Overrides
from jishi.records import Mention, Report, to_json

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told

XI, BIDEN, WANG, BLINKEN = "习近平", "乔·拜登", "王毅", "安东尼·布林肯"
SUGA, TRUMP, MORRISON = "菅义伟", "唐纳德·特朗普", "斯科特·莫里森"

DATA = Path(__file__).parent / "data" / "merge_clusters.toml"


def _clusters():
    """Name → reports (source → published, report) and the sources that tell one event."""
    found = {}
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["cluster"]:
        reports = {}
        for report in row["report"]:
            fields = dict(report)
            source, published, kind = fields.pop("source"), fields.pop("published"), fields.pop("type")
            sentence, trigger, time = fields.pop("sentence"), fields.pop("trigger"), fields.pop("time", None)
            reports[source] = published, told(kind, sentence, trigger, time, **fields)
        found[row["name"]] = reports, row["events"]
    return found


CLUSTERS = _clusters()


PLA = {
    "解放军": ("organization", None, "CN"),
    "解放军东部战区": ("organization", None, "CN"),
}


def made(name):
    """The records of a cluster."""
    return [article(source, published, report, people=PLA) for source, (published, report) in CLUSTERS[name][0].items()]


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


def _arrests(*sentences):
    """One arrest as so many outlets tell it; what the one merged event says in disagreement."""
    reports = [
        article(f"outlet {n}", "2021-01-06", told("legal_action", sentence, "拘捕", "2021-01-06", agent=["香港"]))
        for n, sentence in enumerate(sentences)
    ]
    (event,) = build_graph(reports).events
    return {item.field: sorted(item.values) for item in event.disagreements}


def test_who_tells_a_further_figure_contradicts_nobody():
    """Figures differ only where each side has a value that the other lacks."""
    one = told("accident", "爆炸造成60人死亡。", "爆炸", "2020-08-04", place="贝鲁特")
    more = told(
        "accident", "爆炸造成60人死亡，一名死亡的是外国人，共3人死亡于医院。", "爆炸", "2020-08-04", place="贝鲁特"
    )
    kg = build_graph([article("a", "2020-08-05", one), article("b", "2020-08-05", more)])
    assert [event.disagreements for event in kg.events] == [()]


def test_only_people_counted_beside_the_trigger_are_its_figures():
    """Whom the rest of the sentence counts, and 一名, disagree with nothing."""
    assert _arrests("香港6日拘捕53人。", "香港6日拘捕52人，出动1000人。") == {"figure: 人数": ["52人", "53人"]}
    assert _arrests("香港6日拘捕53人。", "香港6日拘捕53人，其中一名律师，出动1000人。") == {}
    assert _arrests("香港6日拘捕一名议员。", "香港6日拘捕53人。") == {}


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


def test_forcing_two_events_together_tears_neither_apart():
    """Whoever joins two events by their ids gets all of both; what shall not be one with a part of it stays out."""
    whole, other = made("one call, three outlets"), made("days that exclude each other")
    kg = build_graph([*whole, msgspec.structs.replace(other[0], id="z", source="z")])
    big, small = sorted(kg.events, key=lambda event: -len(event.evidence))
    assert len(big.evidence) > 2
    records = [*whole, msgspec.structs.replace(other[0], id="z", source="z")]
    for pair in ((small.id, big.id), (small.evidence[0].event, big.id), (big.evidence[-1].event, small.id)):
        forced = build_graph(records, overrides=Overrides(same_events=(pair,)))
        assert partition(forced) == ["abcz"], pair
    first, *_, last = [proof.event for proof in big.evidence]
    chosen = Overrides(same_events=((first, small.id),), other_events=((last, small.id),))
    kept = build_graph(records, overrides=chosen)
    homes = {proof.event: event.id for event in kept.events for proof in event.evidence}
    assert homes[first] == homes[small.evidence[0].event] != homes[last]


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


def mixed(first, second, **more):
    """The record of an article whose event holds a further place that tells another one."""
    everybody = [SUGA, TRUMP, MORRISON] if first.startswith("菅义伟") else ["中国", "印度"]
    record = article("a.md", "2020-09-21", told("call", first, "会谈", "2020-09-20", participant=everybody, **more))
    text = f"{record.text}\n{second}"
    start = len(record.text) + 1
    at = start + second.index("会谈")
    further = Report(start=start, end=len(text), trigger_start=at, trigger_end=at + 2, time="2020-09-20")
    mentions = [
        Mention(
            start=begin, end=begin + len(name), text=name, type=actor.type, form="name", rule="t", actors=(actor.id,)
        )
        for actor in record.actors
        for name in (actor.name, actor.name.split("·")[-1])
        for begin in range(len(text))
        if text.startswith(name, begin)
    ]
    event = msgspec.structs.replace(record.events[0], reports=(further,))
    return msgspec.structs.replace(record, text=text, mentions=tuple(mentions), events=(event,))


def test_an_article_that_mixes_two_calls_is_told_apart():
    """A further place that names other people is an event of its own, with those that it names."""
    kg = build_graph([mixed("菅义伟20日与特朗普电话会谈。", "此前菅义伟与莫里森电话会谈。")])
    sides = {frozenset(kg.entities[p.entity].name for p in event.participants) for event in kg.events}
    assert sides == {frozenset({SUGA, TRUMP}), frozenset({SUGA, MORRISON})}


def test_another_numbered_round_is_told_apart():
    """A further place that tells of another round is an event of its own."""
    kg = build_graph([mixed("中国和印度第八轮军长级会谈举行。", "中国和印度在第六轮会谈中达成一致。")])
    assert len(kg.events) == 2
    assert {len(event.participants) for event in kg.events} == {2}


def test_further_places_of_the_same_event_are_its_evidence():
    """A further place that names the same people stays evidence of the event."""
    kg = build_graph([mixed("菅义伟20日与特朗普及莫里森会谈。", "菅义伟、特朗普和莫里森的会谈持续一小时。")])
    assert [len(event.evidence) for event in kg.events] == [2]


def recalled(time_rule):
    """An old meeting, and an article of weeks later that recalls it far behind its beginning."""
    old = told("meeting", "王毅8月9日会见拉夫罗夫。", "会见", "2020-08-09", participant=[WANG, "谢尔盖·拉夫罗夫"])
    late = told("release", "中方发布白皮书。" + "报告回顾多年来的合作。" * 30, "发布", "2020-09-20", agent=["中国"])
    passing = told(
        "meeting", "就在王毅会见拉夫罗夫的那几天，双方谈到此事。", "会见", "2020-09-20",
        participant=[WANG, "谢尔盖·拉夫罗夫"], time_inferred=True, time_rule=time_rule,
    )  # fmt: skip
    return [article("a.md", "2020-08-09", old), article("b.md", "2020-09-20", late, passing)]


@pytest.mark.parametrize(("time_rule", "meetings"), [("occasion", 1), ("clause", 2)])
def test_what_is_recalled_in_passing_finds_its_event(time_rule, meetings):
    """A day that only the article's occasion lends does not part a passing mention from its event; a stated does."""
    events = build_graph(recalled(time_rule)).events
    found = [event for event in events if event.type == "meeting"]
    assert len(found) == meetings
    assert found[0].time == "2020-08-09"


def test_plan_and_outcome_keep_their_modalities():
    """The event has the modality of what became of it; the plan stays as evidence."""
    (event,) = build_graph(made("planned and then held")).events
    assert event.modality == "actual"
    assert sorted(proof.modality for proof in event.evidence) == ["actual", "planned"]


def test_one_odd_list_of_participants_does_not_part_an_event():
    """Where one of many reports errs in who took part, the event stays whole and keeps what each says."""
    calls = [
        told("call", f"习近平同拜登通电话{n}。", "通电话", "2021-02-11", participant=[XI, BIDEN]) for n in range(4)
    ]
    odd = told("call", "习近平同拜登、布林肯通电话。", "通电话", "2021-02-11", participant=[XI, BIDEN, BLINKEN])
    records = [article(f"{at}.md", "2021-02-11", call) for at, call in enumerate([*calls, odd])]
    (event,) = build_graph(records).events
    told_by = {participant.entity: len(participant.articles) for participant in event.participants}
    assert sorted(told_by.values()) == [1, 5, 5]


def test_groups_of_reports():
    """Every report is evidence of exactly one event."""
    seen = defaultdict(set)
    for event in build_graph(everything()).events:
        for proof in event.evidence:
            seen[proof.event].add(event.id)
    assert all(len(events) == 1 for events in seen.values())


APART = {
    "an arrest and the day in court": (
        ("2020-12-03", told("legal_action", "黎智英8月10日在香港被拘捕。", "拘捕", "2020-08-10", patient=["黎智英"])),
        ("2020-12-04", told("legal_action", "黎智英被带到法院提讯。", "提讯", "2020-08-10", patient=["黎智英"])),
    ),
    "a way back and a way there": (
        ("2020-12-03", told("visit", "他称将结束行程返港。", "返港", "2020-12-04", agent=["许智峰"])),
        ("2020-12-05", told("visit", "许智峰抵达伦敦。", "抵达", "2020-12-04", agent=["许智峰"], host=["英国"])),
    ),
    "meetings of two years": (
        ("2020-11-08", told("meeting", "2012年拜登与习近平会面。", "会面", "2012", participant=[XI, BIDEN])),
        ("2020-12-04", told("meeting", "2013年拜登与习近平会面。", "会面", "2013", participant=[XI, BIDEN])),
    ),
    "who appoints and who takes office": (
        ("2020-12-01", told("position_change", "经济团队的专家由拜登任命。", "任命", "2020-12-01", agent=[BIDEN])),
        ("2020-12-02", told("position_change", "新总统上任，各国发来贺电。", "上任", "2020-12-01", patient=[BIDEN])),
    ),
    "two earthquakes of one year": (
        ("2020-11-02", told("disaster", "当年的强烈地震令台湾感念至今。", "地震", "2020", place="台湾")),
        ("2020-11-06", told("disaster", "6日上午海域发生规模5.4地震。", "地震", "2020-11-06", place="台湾")),
    ),
    "what may be done to one": (
        ("2020-11-02", told("sanction", "早就应该反击中国的宣传攻势。", "反击", agent=["美国"], patient=["中国"])),
        ("2020-11-06", told("sanction", "盟友可以用来反击扩张。", "反击", agent=["美国"], patient=["中国"])),
    ),
}


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("modality", ["actual", "possible"])
def test_alike_but_apart(name, modality):
    """One actor and one type are not enough where act, year, direction or words are others."""
    records = []
    for source, (published, report) in zip("ab", APART[name], strict=True):
        records.append(article(source, published, report | {"more": report["more"] | {"modality": modality}}))
    assert partition(build_graph(records)) == ["a", "b"]


def test_the_same_told_alike_still_joins():
    """What those rules keep apart is told by other words: the same words on the same day join."""
    reports = [
        told("visit", "许智峰4日抵达伦敦。", "抵达", "2020-12-04", agent=["许智峰"], host=["英国"]),
        told("visit", "许智峰4日晚抵达英国伦敦。", "抵达", "2020-12-04", agent=["许智峰"], host=["英国"]),
    ]
    assert partition(build_graph([article(s, "2020-12-05", r) for s, r in zip("ab", reports, strict=True)])) == ["ab"]
