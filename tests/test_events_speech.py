"""Reported speech: who speaks, where a passage ends, what is no statement, and the stance of what is said."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from jishi.records import Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def statements(text: str, **fields: Any) -> list[Event]:
    """The statements of a marked-up text."""
    return [event for event in examples.events_of({"text": text, **fields})[1] if event.type == "statement"]


def speakers(text: str) -> list[tuple[str, ...]]:
    """Who speaks, statement by statement."""
    return [event.participants["agent"] for event in statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "[p李明]则公开表示，合作会继续。",
        "[p李明][t8日=2022-01-08]在一份声明中表示，合作会继续。",
        "[p李明]在社交平台发文说，合作会继续。",
        "[p李明]向记者表示，合作会继续。",
        "[o银行]首席经济学家[p李明]表示，合作会继续。",
        "[o银行]的副行长[p李明]表示，合作会继续。",
        "“合作会继续下去，”[p李明]在会后说。",
        "[p李明]发表评论文章说，合作会继续。",
        "[p李明]的微博专页也表示，合作会继续。",
        "[p李明]发布脸书透露，合作会继续。",
        "[p李明]分析数据指出，合作会继续。",
        "[p李明]出席会议，首次以主席身份表示，合作会继续。",
    ],
)
def test_one_speaker(text: str) -> None:
    """Adverbs, adjuncts and an office in front leave the person the speaker."""
    assert speakers(text) == [("李明",)]


@pytest.mark.parametrize(
    "text",
    [
        "[c德国]《每日论坛》点评了这项政策，称其不够周全。",
        "[o大学]政治学教授王小二表示，课程内容会调整。",
        "[c美国]选举人团在周一宣布，结果已经确定。",
        "[p李明]上月辞职。消息说，他的继任者已经选定。",
        "[p李明]出席了会议。调查结果表明，物价仍会上升。",
        "[p李明]尚未回应，拒绝评论。",
        "[c中国]对这一决定做出回应。",
        "[o公司]面临各项指控和质疑。",
    ],
)
def test_nobody_known_speaks(text: str) -> None:
    """Subjects that are no actors of the article hand their words to nobody else; nouns say nothing."""
    assert speakers(text) == []


def test_a_document_is_its_owners_words() -> None:
    """某部的声明还说: the ministry speaks; a newspaper of a country is not the country."""
    assert speakers("[o商务部]的声明还说，新规下月生效。") == [("商务部",)]
    assert speakers("[c德国]的一篇社论说，新规下月生效。") == []


def test_a_surname_alone_is_the_person_named_before() -> None:
    """Court reports go on with the surname; not where two bear it, nor before the full name."""
    assert speakers("[p李明]出庭。李供称，当晚在家。") == [("李明",)]
    assert speakers("[p李明]和[p李华]出庭。李供称，当晚在家。") == []
    assert speakers("李供称，当晚在家。[p李明]出庭。") == []
    assert speakers("[p曾华]出庭。曾表示，当晚在家。") == [("曾华",)]  # 曾 is the adverb; the subject is carried over


def test_a_paragraph_goes_on_behind_several_asides() -> None:
    """Two others quoted in a paragraph do not end the passage of the one who began it."""
    text = "[p李明]说，会谈有成果。[p张华]提出了三点建议。[p王强]也表示愿意推进合作。\n[p李明]说，今年会有更多交流。"
    assert speakers(text) == [("李明",), ("张华",), ("王强",)]


def test_a_stranger_is_not_the_last_speaker() -> None:
    """他 after a speaker whom nobody knows is not the one who spoke before."""
    text = "[p李明]说，港口会扩建。\n附近的渔民王老伯说，渔获越来越少。他说，日子并不好过。"
    assert speakers(text) == [("李明",)]


def test_a_document_speaks_for_its_author() -> None:
    """声明还说 goes on with whoever gave the statement out."""
    found = statements("[o白宫]发表声明说，会谈是坦诚的。[p李明]没有出席。声明还说，双方会保持联系。")
    assert [event.participants["agent"] for event in found] == [("白宫",)]
    assert len(found[0].reports) == 1


def test_other_news_in_between_ends_a_passage() -> None:
    """A paragraph about something else ends the passage: the same speaker later has a second statement."""
    text = "[p李明]说，销量会回升。\n今年前三个月的销量下降了一成。\n[p李明]说，新车型很受欢迎。"
    assert len(statements(text)) == 2


def test_another_occasion_is_another_statement() -> None:
    """What is said at a press conference does not go on with a written statement."""
    text = "[p李明]在声明中说，分歧仍然存在。[p李明]在记者会上说，谈判不会中断。"
    assert len(statements(text)) == 2


def test_an_aside_does_not_end_a_passage() -> None:
    """Somebody quoted within a paragraph leaves the passage of its speaker open."""
    text = "[p李明]说，会谈有成果。[p张华]也表示愿意推进合作。\n[p李明]说，今年会有更多交流。"
    assert speakers(text) == [("李明",), ("张华",)]


def test_attitudes_told_by_a_speaker_are_no_statements() -> None:
    """What a speaker says of another's wish is not said by the other."""
    assert speakers("[p李明]说，[p张华]希望推迟会议。") == [("李明",)]
    assert speakers("[p李明]说，[p张华]警告局势会失控。") == [("李明",), ("张华",)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("[p李明]表示，经常沟通十分重要，我们愿意以负责任的态度管控分歧。", "promise"),
        ("[p李明]表示，解决这一问题还是要回到原有协议上来。", "appeal"),
        ("[o外交部]说，这次通话是应对方要求进行的。", "neutral"),
        ("[p李明]说，这是对本国内政的粗暴干涉。", "accuse"),
        ("[p李明]说，必须立即停止施工。", "demand"),
        ("[p李明]说，有关报道纯属捏造。", "deny"),
        ("[p李明]说，绝不接受这样的条件。", "reject"),
        ("[p李明]说，对方一意孤行，一切后果由其承担，后果自负。", "threaten"),
        ("[p李明]说，对造成的不便深表歉意。", "concede"),
        ("[p李明]对救援人员表示感谢。", "support"),
        ("[p李明]说，展览将于下月开幕。", "neutral"),
        ("[o医院]警告，流感疫情下月会达到高峰。", "neutral"),
        ("[p李明]作出了减排的承诺。", "promise"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    """The stance by verb and by what is said."""
    assert [event.stance for event in statements(text)] == [stance]


def test_anothers_attitude_gives_no_stance() -> None:
    """An appeal that is only told of does not make the passage one."""
    assert statements("[p李明]说，[c法国]呼吁举行谈判。")[0].stance == "neutral"


def test_criticism_received() -> None:
    """遭到…批评: who criticises is the speaker."""
    found = statements("这一决定遭到[p李明]的批评。")
    assert [(event.participants["agent"], event.stance) for event in found] == [(("李明",), "accuse")]
