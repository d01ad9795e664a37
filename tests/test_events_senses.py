"""Words that look like triggers and are none: cut across, of another sense, supposed, a rule."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from jishi.extract.events.cuts import crossed
from jishi.records import Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
assert SPEC is not None and SPEC.loader is not None
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def found(text: str, kind: str) -> list[Event]:
    """The events of one type in a marked-up text."""
    _, events = examples.events_of({"text": text})
    return [event for event in events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("要在市场条件下发挥作用", "下发"),
        ("油价飙升至每桶一百美元", "升至"),
        ("员工不能离开工作岗位", "开工"),
        ("企业违反制裁规定", "反制裁"),
        ("他再次被查出肿瘤", "被查"),
        ("双方按普通话指令操作", "通话"),
    ],
)
def test_likelier_words_cut_a_trigger_across(text: str, word: str) -> None:
    """The likeliest words of the text around it do not keep the trigger's borders."""
    at = text.index(word)
    assert crossed(text, at, at + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("双方会面前，民众到场抗议", "会面"),
        ("两国签署协定", "签署"),
        ("法院判决中指出", "判决"),
        ("总统访问期间", "访问"),
        ("工厂昨天开工，两百人到岗", "开工"),
    ],
)
def test_triggers_that_stand_alone_are_kept(text: str, word: str) -> None:
    """A word that could be cut across but more likely is not stays a trigger."""
    at = text.index(word)
    assert not crossed(text, at, at + len(word))


def test_the_trigger_inside_a_crossed_one_is_read() -> None:
    """被逮|捕 is 被|逮捕: the word that begins inside is the trigger."""
    [event] = found("[p张三][t20日=2022-01-20]在机场被逮捕。", "legal_action")
    assert event.trigger == "逮捕"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[p张三]说，就算他认罪，[o法院]也不会处理。", "legal_action"),
        ("[o上诉法院]可以驳回[p张三]的申请。", "legal_action"),
        ("[o公司]不会刑事起诉员工。", "legal_action"),
        ("[o铁路局]日均开行列车一万列。", "launch"),
        ("[p张三]在[l佛州]胜出，拿下该州选举人票。", "competition"),
        ("[t3日=2022-01-03]，队伍在[l广场]解散。", "launch"),
        ("[p李四]在任上对总统[p张三]发动攻击，指称他失职。", "attack"),
        ("[t3日=2022-01-03]，[l苏州]面对洪水等自然灾害。", "disaster"),
        ("[c美国]与[c英国]有引渡关系。", "legal_action"),
        ("[p张三]表示，每50人就有1人确诊。", "life_event"),
        ("[c美国]上周有七十万人申请失业救助金。", "aid"),
        ("[o商场]在[t6月=2021-06]登陆[l上海]。", "disaster"),
        ("[o集团]与[o工会]终止租约协议。", "sanction"),
    ],
)
def test_other_senses_and_suppositions_are_no_events(text: str, kind: str) -> None:
    """What may be done, is a rule, belongs to an election instead of a match, or to a forecast, is no such event."""
    assert found(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("若[p张三]当选，[c日本]将在[t3月1日=2022-03-01]举行仪式。", "gathering", "planned"),
        ("[o法院]押后案件至[t3月9日=2022-03-09]宣判[p张三]。", "legal_action", "planned"),
        ("[c美国]试图同[c伊朗]达成协议。", "agreement", "possible"),
        ("台风“海燕”[t8日=2022-01-08]在[l广东]登陆。", "disaster", "actual"),
        ("[o部队][t8日=2022-01-08]从[l前线]撤离。", "deescalation", "actual"),
    ],
)
def test_what_a_sentence_tells_all_the_same(text: str, kind: str, modality: str) -> None:
    """The same words where they do tell an event, with its modality."""
    events = found(text, kind)
    assert [event.modality for event in events] == [modality]


def test_others_spoken_of_are_not_the_speaker() -> None:
    """表示，极端组织残忍杀害…: those right behind the verb of saying acted, though no mention covers them."""
    events = found("[p张三]表示，极端组织[t3日=2022-01-03]残忍杀害平民。", "attack")
    assert [event.participants for event in events] == [{}]


def test_who_spoke_before_did_not_do_what_comes_next() -> None:
    """…，目击者说。警方逮捕…，枪击发生在…: the speaker of an earlier sentence acts in none that follows."""
    events = found("[g目击者]说，[o警方]赶到。[t3日=2022-01-03]枪击事件后道路关闭。", "attack")
    assert [event.participants for event in events] == [{}]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("[t3日=2022-01-28]，[c中国]成功将卫星发射升空。", "launch", "actual"),
        ("[c法国]呼吁各国停止合作，[c美国]已制裁[o公司]。", "sanction", "actual"),
        ("按照[o教育部]提高教学质量和改善办学条件的要求，[t3日=2022-01-03][o大学]成立研究院。", "launch", "actual"),
        ("假设[p张三]会见[p李四]，局势将改变。", "meeting", "possible"),
    ],
)
def test_reach_of_cues(text: str, kind: str, modality: str) -> None:
    """将 is 把 behind 成功, 已 ends a demand's reach, a demand under 按照 is none, a case put is possible."""
    assert [event.modality for event in found(text, kind)] == [modality]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[p李医生]讲解手术中血管的位置。", "life_event"),
        ("[p张三]就大屠杀遇难同胞祭日提出建议。", "life_event"),
        ("[p张三]的病情恶化，[t3日=2022-01-03]转往深切治疗部。", "visit"),
        ("[c美国]正在抵制[o政党]的不良影响。", "sanction"),
        ("[o银行]提供贷款，支持企业扩大生产。", "statement"),
    ],
)
def test_more_senses(text: str, kind: str) -> None:
    """Surgeons, memorial days, wards, influence and loans make other things of the words."""
    assert found(text, kind) == []


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("[c日本]火灾造成18人死亡，200多人受伤。", ["死亡", "受伤"]),
        ("[o公司]销售达到60亿元，同比增长8%。", ["销售", "销售"]),
    ],
)
def test_what_is_measured_is_named(text: str, indicators: list[str]) -> None:
    """What befell people, what stands in front without a typical ending, and a clause that goes on."""
    quantities = [event.quantity for event in found(text, "measurement")]
    assert [quantity.indicator for quantity in quantities if quantity] == indicators


def test_a_figure_of_nothing_is_none() -> None:
    """高达57.3米 without a subject, a name or a time measures nothing that a reader could use; with one it does."""
    assert found("这个高达57.3米的塑像不合规划。", "measurement") == []
    assert len(found("[l荆州]这个高达57.3米的塑像不合规划。", "measurement")) == 1


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("[g委员]要认真学习[p张三]在[o政治局]集体学习时的讲话。", "gathering", "actual"),
        ("[t3日=2022-01-03]，《推动设备更新的方案》启动[l苏州]的试点项目。", "launch", "actual"),
        ("[t3日=2022-01-03]，[c美国]与[c英国]的刺激计划会谈结束。", "meeting", "actual"),
        ("[o公司]原定[t3日=2022-01-03]上市的计划被[o监管机构]叫停。", "restriction", "actual"),
        ("[p张三]承诺，倘若[p李四]会见[p王五]，他将出席。", "meeting", "possible"),
    ],
)
def test_cues_that_belong_to_something_else(text: str, kind: str, modality: str) -> None:
    """A cue in a title, before 在…时的, in 刺激计划 or 原定 says nothing of the act; a case put stays one."""
    assert {event.modality for event in found(text, kind)} == {modality}


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("[c美国]将以[c土耳其]购买防空系统为由，对[c土耳其]实施制裁。", "sanction", "planned"),
        ("[p李梅]说，[c美国]会制裁[c伊朗]。", "sanction", "planned"),
        ("[p李梅]说，[c中国]会后制裁了[o公司]。", "sanction", "actual"),
    ],
)
def test_what_will_be_done(text: str, kind: str, modality: str) -> None:
    """将…为由 reaches over the comma, 会 behind an actor is a verb of the future, 会后 is none."""
    assert [event.modality for event in found(text, kind)] == [modality]


def test_an_act_whose_consequence_would_come_is_none() -> None:
    """对某国发动核攻击，将会引发战争 is only supposed."""
    assert found("[p李梅]说，对[c苏联]发动核攻击，将会引发战争。", "attack") == []
    assert found("[c苏联][t3日=2022-01-03]对[c芬兰]发动攻击，将会引发战争。", "attack")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[t去年8月=2021-08]，学生因伤人受审。", "legal_action"),
        ("草案[t今天=2022-01-28]提请常委会初次审议。", "legislation"),
        ("[t5月1日起=2022-05-01/..]实施了新的媒体法。", "legislation"),
        ("[p张三][t2016年=2016]嫁给[p李四]。", "life_event"),
        ("[l长江]流域[t1月1日起=2022-01-01/..]禁捕。", "restriction"),
    ],
)
def test_what_was_missed(text: str, kind: str) -> None:
    """A day before a comma is the clause's own; bills tabled, laws in force, a marriage, a ban on fishing."""
    assert len(found(text, kind)) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[t去年8月=2021-08]天气炎热，学生因伤人受审很少见。", "legal_action"),
        ("会议听取审议意见的说明。", "legislation"),
        ("公司[t5月1日=2022-05-01]实施计划。", "legislation"),
    ],
)
def test_what_is_still_none(text: str, kind: str) -> None:
    """A time further off, opinions given in a debate and a plan carried out."""
    assert found(text, kind) == []
