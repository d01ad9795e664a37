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
