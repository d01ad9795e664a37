"""Who takes part in an event, when it was and whether, by the construction of the sentence."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from jishi.records import Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def found(text: str, kind: str) -> list[Event]:
    """The events of one type in a marked-up text of 2022-01-28."""
    _, events = examples.events_of({"text": text, "published": "2022-01-28"})
    return [event for event in events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("[p张三]转达了[p李四]对[p王五]的问候。", "message", {"agent": ("李四",), "recipient": ("王五",)}),
        ("[p张三]为[p李四]举行欢迎仪式。", "gathering", {"host": ("张三",), "participant": ("李四",)}),
        ("[p张三]派[p李四]访问[c日本]。", "visit", {"agent": ("李四",), "host": ("日本",)}),
        ("在[p张三]抵达[c丹麦]后，[p李四]表示欢迎。", "visit", {"agent": ("张三",), "host": ("丹麦",)}),
        ("[c韩国]同[c日本]举行联合军演。", "military_activity", {"agent": ("韩国", "日本")}),
        ("[o公司甲]被[o公司乙]收购。", "transaction", {"patient": ("公司甲",), "agent": ("公司乙",)}),
        ("[p张三]提起上诉。", "legal_action", {"agent": ("张三",)}),
        (
            "[c中国]对参议员[p张三]和[p李四]、众议员[p王五]等11人实施制裁。",
            "sanction",
            {"agent": ("中国",), "patient": ("张三", "李四", "王五")},
        ),
        ("今年是[c中越=中国+越南]建交[t72周年=1950]。", "anniversary", {"agent": ("中国", "越南")}),
    ],
)
def test_roles_by_construction(text: str, kind: str, roles: dict[str, tuple[str, ...]]) -> None:
    """Relays, delegates, recipients of honours, both sides of a drill, passives, lists behind 对."""
    assert [event.participants for event in found(text, kind)] == [roles]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "[p张三][t27日=2022-01-27]同[p李四]、[t26日=2022-01-26]同[p王五]通电话。",
            {("李四", "2022-01-27"), ("王五", "2022-01-26")},
        ),
        ("[p张三][t27日=2022-01-27]先后与[p李四]、与[p王五]通电话。", {("李四", "2022-01-27"), ("王五", "2022-01-27")}),
        (
            "[p张三][t27日=2022-01-27]同[p李四]通电话，随后又同[p王五]通电话。",
            {("李四", "2022-01-27"), ("王五", "2022-01-27")},
        ),
    ],
)
def test_each_group_is_a_call_of_its_own(text: str, sides: set[tuple[str, str]]) -> None:
    """Sides that have a preposition each were called one after the other, each at its own time."""
    calls = found(text, "call")
    assert {(call.participants["participant"][1], call.time) for call in calls} == sides
    assert {call.participants["participant"][0] for call in calls} == {"张三"}
    assert len({call.id for call in calls}) == 2


def test_act_behind_an_act_has_its_own_side() -> None:
    """同A通电话、同B会谈: one call and one meeting."""
    text = "[p张三][t27日=2022-01-27]同[p李四]通电话、同[p王五]举行会谈。"
    assert [c.participants["participant"] for c in found(text, "call")] == [("张三", "李四")]
    assert [m.participants["participant"] for m in found(text, "meeting")] == [("张三", "王五")]


def test_put_off_is_two_events() -> None:
    """The old day is negated, the new one planned; without an old day only the new one is told."""
    both = found("[o立法会]将原订[t3月6日=2022-03-06]举行的选举延后至[t9月5日=2022-09-05]。", "election")
    assert [(e.time, e.modality) for e in sorted(both, key=lambda e: str(e.time))] == [
        ("2022-03-06", "negated"),
        ("2022-09-05", "planned"),
    ]
    assert len({e.id for e in both}) == 2
    one = found("[o立法会]选举延后至[t9月5日=2022-09-05]。", "election")
    assert [(e.time, e.modality) for e in one] == [("2022-09-05", "planned")]


def test_reach_of_a_negation() -> None:
    """未能在大选前就…达成共识 denies the agreement, not the election; 没有经过决战就当选 denies no election."""
    text = "[c美国]和[c日本]未能在[t11月3日=2021-11-03]大选前就方案达成协议。"
    assert [e.modality for e in found(text, "agreement")] == ["negated"]
    assert [e.modality for e in found(text, "election")] == ["actual"]
    assert [e.modality for e in found("[p张三]没有经过决战就高票当选。", "election")] == ["actual"]


def test_denied_act_did_not_happen() -> None:
    """Whoever denies an act says that it did not happen."""
    assert [e.modality for e in found("[o北约]否认[c日本]加强军事部署。", "military_activity")] == ["negated"]


def test_blow_and_answer_are_two() -> None:
    """恐怖袭击发生后，甲国攻入乙国: the first has other sides than the second."""
    text = "[t2001年9月11日=2001-09-11]的恐怖袭击发生后，[c甲国]攻入[c乙国]。"
    attacks = found(text, "attack")
    assert len(attacks) == 2
    assert "agent" not in attacks[0].participants


def test_cancelled_plan_is_no_visit() -> None:
    """…访问的计划被取消: the visit did not happen, though the plan was what was cancelled."""
    assert [e.modality for e in found("[p张三]对[c日本]进行国事访问的计划被取消。", "visit")] == ["negated"]


def test_by_means_of_passes_no_law() -> None:
    """通过发布行政令 is a way of doing something, 通过《…法》 a vote."""
    assert not found("[p张三]通过发布行政令推动改革。", "legislation")
    law = "[o国会][t14日=2022-01-14]表决通过《关于进一步加强和改进某某地区公共卫生应急体系建设的促进法》。"
    assert found(law, "legislation")


def test_attribute_takes_no_carried_subject() -> None:
    """抵港的外国人 arrive themselves: not whoever was the subject before."""
    text = "[p张三]宣布，[t22日=2022-01-22]抵港的旅客须入住酒店。"
    assert all("张三" not in e.participants.get("agent", ()) for e in found(text, "visit"))


def test_nobody_refuses_himself() -> None:
    """Behind 被 stands who acts; the same actor as subject from before is not who suffers it."""
    text = "[o警方]称，有团体申请游行，但已被[o警方]驳回。"
    assert all("警方" not in e.participants.get("patient", ()) for e in found(text, "legal_action"))


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("[c土耳其]订购的疫苗运抵[c土耳其]。", "aid", {"agent": ("土耳其",)}),
        ("[c美国]制裁[c美国]和[c日本]的企业。", "sanction", {"agent": ("美国",), "patient": ("日本",)}),
        ("[c美国]起诉[c日本]、[c美国]的公司。", "legal_action", {"agent": ("美国",), "patient": ("日本",)}),
    ],
)
def test_nobody_acts_on_himself(text: str, kind: str, roles: dict[str, tuple[str, ...]]) -> None:
    """Who is bound as doer and as sufferer is the doer; the others stay."""
    assert [event.participants for event in found(text, kind)] == [roles]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("今年是“上海公报”发表[t50周年=1972]。", "“上海公报”发表"),
        ("[p张三]在纪念“乒乓外交”[t50周年=1972]活动上致辞。", "乒乓外交"),
        ("[p张三]在纪念中美“乒乓外交”的[t50周年=1972]活动上致辞。", "中美“乒乓外交”"),
    ],
)
def test_the_marks_of_an_origin_are_whole(text: str, name: str) -> None:
    """Quotation marks inside a name stay in pairs, those around it go."""
    (event,) = found(text, "anniversary")
    assert event.of is not None and event.of.name == name


def test_figures_keep_the_period() -> None:
    """A month named once holds for the figures that follow; a day does not."""
    month = "[c日本][t12月=2021-12]出口增长17.5%。[c日本]进口下降5.3%。"
    assert [e.time for e in found(month, "measurement")] == ["2021-12", "2021-12"]
    day = "[c日本][t12日=2022-01-12]出口增长17.5%。[c日本]进口下降5.3%。"
    assert [e.time_rule for e in found(day, "measurement")] == ["clause", "occasion"]


def test_list_goes_on_over_its_commas() -> None:
    """A、B、C，D，以及E is one list, however far 对 stands before it."""
    text = "[c中国]决定，对在此事上表现恶劣的议员[p甲某]、[p乙某]、[p丙某]，议员[p丁某]，以及院长[p戊某]实施制裁。"
    sanction = found(text, "sanction")[0]
    assert sanction.participants == {"agent": ("中国",), "patient": ("甲某", "乙某", "丙某", "丁某", "戊某")}


def test_comma_between_subjects_is_no_list() -> None:
    """会见A，B参加: the comma separates clauses."""
    meetings = found("[p张三]会见[p李四]，[p王五]、[p赵六]留在[l上海]。", "meeting")
    assert meetings[0].participants["participant"] == ("张三", "李四")


def test_visitor_stands_next_to_the_visit() -> None:
    """就A访问B，C批评: the speaker in front is no visitor."""
    visits = found("[p张三][t今天=2022-01-28]就[p李四]访问[c日本]，批评[p李四]挑衅。", "visit")
    assert [v.participants["agent"] for v in visits] == [("李四",)]


def test_what_ought_to_be_done_has_no_doer() -> None:
    """Whoever says that troops should be withdrawn does not withdraw them."""
    text = "[p张三]强调，双方应尽快撤军。"
    assert all("张三" not in e.participants.get("agent", ()) for e in found(text, "deescalation"))


def test_time_of_an_attribute_dates_nothing_else() -> None:
    """不同于上周会晤后发表的言论，…达成共识: last week is not the day of the agreement."""
    text = "不同于[t上周=2022-01-17/2022-01-23]会晤后发表的言论，[p张三]和[p李四]达成五点共识。"
    assert all(e.time != "2022-01-17/2022-01-23" for e in found(text, "agreement"))


def test_two_senders_sent_two_messages() -> None:
    """The same congratulation from two people is two."""
    text = "[p张三][t26日=2022-01-26]致电祝贺[p王五]当选。[p李四][t26日=2022-01-26]致电祝贺[p王五]当选。"
    assert [e.participants["agent"] for e in found(text, "message")] == [("张三",), ("李四",)]


def test_country_behind_an_unknown_verb_is_no_subject() -> None:
    """目的在遏制中国，去年召开会议: the one who is contained does not convene."""
    text = "目的是为了遏制[c中国]在当地的势力，[t去年9月=2021-09]在[l纽约]召开外长会议。"
    assert all("中国" not in e.participants.get("host", ()) for e in found(text, "gathering"))
    kept = "[o某社]报道，不过[c中国]已同[c日本]签署协议。"
    assert found(kept, "agreement")[0].participants["participant"] == ("中国", "日本")


def test_place_is_a_subject_of_its_own() -> None:
    """张三指，香港加入协定: the speaker joins nothing."""
    joined = found("[p张三]指出，[l香港]已经加入世贸组织。", "diplomatic_relations")
    assert [e.participants["agent"] for e in joined] == [("香港",)]


def test_attendants_at_the_head_are_one_list() -> None:
    """夫人甲，主任、委员乙，副主席丙、丁出席: four attend."""
    text = "夫人[p甲某]，主任、委员[p乙某]，副主席[p丙某]、[p丁某]等出席欢迎仪式。"
    assert found(text, "gathering")[0].participants["participant"] == ("甲某", "乙某", "丙某", "丁某")


def test_election_is_of_whoever_stands_nearest() -> None:
    """甲国和乙国的关系在丙国大选后: the election is that of 丙国."""
    text = "[c日本]和[c韩国]之间的关系在[t11月3日=2021-11-03][c美国]大选之后有变化。"
    assert [e.participants.get("agent") for e in found(text, "election")] == [("美国",)]


def test_fire_is_one_accident() -> None:
    """A fire in a building is an accident, a forest fire a disaster, neither is both."""
    assert found("[l河南][t周五=2022-01-21]发生火灾。", "accident")
    assert not found("[l河南][t周五=2022-01-21]发生火灾。", "disaster")
    assert found("[l加州][t周五=2022-01-21]发生山火。", "disaster")


def test_guest_of_a_talk_is_the_visitor() -> None:
    """在某地同来华访问的B会谈: A and B talk, B visits, and an unknown place between them parts nobody."""
    text = "[p张三][t24日=2022-01-24]在北京大会堂同来华进行国事访问的[p李四]举行会谈。"
    assert found(text, "meeting")[0].participants["participant"] == ("张三", "李四")
    assert {e.participants["agent"] for e in found(text, "visit")} == {("李四",)}


def test_who_came_for_a_summit_attends_it() -> None:
    """同来出席峰会的B会谈: B attends, not A."""
    text = "[p张三][t24日=2022-01-24]同来华出席领导人峰会的[p李四]举行会谈。"
    assert [e.participants["participant"] for e in found(text, "gathering")] == [("李四",)]


def test_office_with_and_is_one() -> None:
    """The 与 in a ministry's name joins nobody."""
    text = "[c美国]卫生与公共服务部长[p李四][t10日=2022-01-10]与[p张三]会面。"
    assert found(text, "meeting")[0].participants["participant"] == ("李四", "张三")


def test_article_of_a_treaty_is_no_figure() -> None:
    """《安全条约》第5条 counts nothing; 约15% does."""
    assert not found("[c日本]表示，《安全条约》第5条规定，[c美国]须保卫[c日本]。", "measurement")
    assert found("[c日本]出口增长约15%。", "measurement")


def test_same_strike_is_told_once() -> None:
    """罢工 and 大罢工 of one day are one, whoever is named beside them."""
    text = "[o工会甲][t9日=2022-01-09]发起大罢工。[t9日=2022-01-09]的罢工使[l巴黎]堵车。"
    assert len(found(text, "protest")) == 1


def test_attendants_join_the_meeting() -> None:
    """某某参加会见 tells of the meeting before."""
    meetings = found("[p张三]会见[p李四]。[p王五]参加会见。", "meeting")
    assert [meeting.participants["participant"] for meeting in meetings] == [("张三", "李四", "王五")]


def test_ceremony_is_one_anniversary() -> None:
    """A reception for an anniversary is no gathering beside it."""
    text = "[p张三]同[p李四]共同出席庆祝[c中巴=中国+巴基斯坦]建交[t75周年=1947]招待会。"
    assert not found(text, "gathering")
    assert found(text, "anniversary")[0].participants["participant"] == ("张三", "李四")


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("[p张三]和[p李四]决定推迟原定[t2月10日=2022-02-10]举行的会谈。", "meeting", "negated"),
        ("[c中国]宣布将对[c美国]实施制裁。", "sanction", "planned"),
        ("[p张三]不认为[c日本]会攻打[c韩国]，[p李四]认为[c韩国]可能袭击[c日本]。", "attack", "possible"),
        ("[p张三]访问行程取消后改以视频方式与[p李四]通话。", "call", "actual"),
    ],
)
def test_moods_by_scope(text: str, kind: str, modality: str) -> None:
    """A cue holds for its own act only."""
    assert {event.modality for event in found(text, kind)} == {modality}


def test_first_time_since_takes_no_day_of_the_span() -> None:
    """自…以来首次: the span's beginning is not the day of the call."""
    lead = "[p张三][t27日=2022-01-27]发表讲话。"
    calls = found(lead + "这是[p张三]去年[t1月20日=2021-01-20]就任以来，[g两国元首=张三+李四]首次通话。", "call")
    assert [(call.time, call.time_rule) for call in calls] == [("2022-01-27", "occasion")]


def test_day_of_a_count_dates_no_happening() -> None:
    """截至5日 dates the toll, not the quake."""
    text = "[t截至5日=../2022-01-05]，地震已造成46人遇难。"
    assert [e.time for e in found(text, "measurement")] == ["../2022-01-05"]
    assert all(e.time != "../2022-01-05" for e in found(text, "disaster"))


def test_rank_is_no_figure() -> None:
    """二级 and 一条 measure nothing."""
    assert not found("[o气象局]达到二级响应，发布约一条预警。", "measurement")
