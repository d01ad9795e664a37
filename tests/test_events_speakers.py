"""Where the speaker stands: in front, behind, in the middle, sentences away, or nowhere in the article."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def speakers(text: str) -> list[tuple[str, ...]]:
    """Who speaks, statement by statement."""
    return [e.participants["agent"] for e in examples.events_of({"text": text})[1] if e.type == "statement"]


LI = [("李明",)]

POSITIONS = [
    # in front
    ("[p李明]说，大桥年底通车。", LI),
    ("[p李明]：“大桥年底一定通车。”", LI),
    ("[p李明][t8日=2022-01-08]在开工仪式上说，大桥年底通车。", LI),
    ("[p李明]在接受电视台采访时表示，大桥年底通车。", LI),
    ("[p李明]對記者強調，大橋年底通車。", LI),
    ("[p李明]昨天直言，大桥的工期太紧。", LI),
    ("[p李明]痛批工期安排荒谬，損害市民利益。", LI),
    ("[p李明]坦言，大桥的造价已经翻倍。", LI),
    ("[p李明]发推文称，大桥年底通车。", LI),
    ("[p李明]发表署名文章，称大桥年底通车。", LI),
    ("[p李明]并未出席，但发表声明说，大桥年底通车。", LI),
    ("[p李明]被问到工期会否延长时称，大桥年底通车。", LI),
    ("[p李明]回应有关[o路政局]造价翻倍的提问时表示，账目都已公开。", LI),
    ("在谈到[c法国]的工程时，[p李明]表示，经验可以借鉴。", LI),
    ("[o路政局]局长[p李明]透露，大桥年底通车。", LI),
    ("[o路政局](简称路政)的局长[p李明]表示，大桥年底通车。", LI),
    ("参加验收的[p李明]说，大桥的质量合格。", LI),
    ("即将于年底退休的[p李明]说，大桥的质量合格。", LI),
    ("主管桥梁与[l江城]水务关系的[p李明]表示，大桥的质量合格。", LI),
    ("[o海关]与边境保护局[p李明](Li Ming)对媒体表示，新规明天生效。", LI),
    ("[p李明]用中文和[c法国]的朋友发文说，大桥年底通车。", LI),
    # behind
    ("“大桥年底通车，”[p李明]说。", LI),
    ("“大桥的质量没有问题。”[p李明]说道。", LI),
    ("“大桥年底通车。”[o路政局](Road Bureau, the body in charge of bridges)局长[p李明]在会后表示。", LI),
    ("大桥年底就会通车，[p李明]如此说。", LI),
    # in the middle
    ("“大桥年底通车，”[p李明]说，“造价没有超支。”", LI),
    ("“大桥年底通车。”[p李明]补充说：“造价没有超支。”", LI),
    # sentences away
    ("[p李明]主持了验收。他表示，大桥年底通车。", LI),
    ("[p李明]出席会议，并强调大桥年底通车。", LI),
    ("[p李明]说，大桥年底通车。他还指出，造价没有超支。\n他又说，人手不够。", LI),
    ("[p李明]说，大桥年底通车。\n\n[p李明]还说，造价没有超支。", LI),
    ("[o路政局]局长[p李明]指出，大桥年底通车；并强调造价没有超支。", LI),
    # documents and sources
    ("[o路政局]发布公告称，大桥年底通车。", [("路政局",)]),
    ("据[o路政局]消息，大桥年底通车。", [("路政局",)]),
    ("[o路政局]发布白皮书指出，桥梁老化。白皮书还说，经费不足。", [("路政局",)]),
    ("[o国务院][t31日=2022-01-31]对大桥建成发出贺电。贺电说，这是重要的成果。", [("国务院",)]),
    ("[o路政局]在上月的通知称，大桥年底通车。", [("路政局",)]),
    ("[o银行]分析表示，利率仍会上升。", [("银行",)]),
    ("[o公民实验室](Citizen Lab)周二公布的研究指出，资讯被删除。", [("公民实验室",)]),
    ("[o华安证券]去年11月的一份调查报告称，市场最大。", [("华安证券",)]),
    ("[o研究中心]的「人口分析报告」称，人口增加。", [("研究中心",)]),
    ("报道援引[p李明]的话说，工期太紧。", LI),
    ("电台在转述了[p李明]的讲话后指出，工期太紧。", []),
    ("[p李明]等听取工程情况介绍，并察看大桥。", []),
    ("部分愤怒的民众今天闯入[o外交部]，宣告这里是总部。", []),
    ("[p李明]遭警方逮捕，指她涉嫌诈骗。", []),
    ("[p李明]对当地的做法表示充分肯定。", LI),
    ("选美于百年前由某记者倡议创办，[c法国]后来才承认。", []),
    ("相关负责人并未回应[c中国]的禁令，但表示办法不针对谁。", []),
    ("[p李明]离开，有两名内地生留守至凌晨，希望见证这一刻。", []),
    ("他们抗议[o路政局]加价，呼吁各方抵制。", []),
    ("为落实[p李明]要求，工地已经停工。", []),
    ("[p李明]在[o警方]多次警告下仍然留守。", []),
    # groups and sides
    ("行业和[g工会官员]表示，工期太紧。", [("工会官员",)]),
    ("[p李明]和[p张华]都表示，工期太紧。", [("李明", "张华")]),
    # nobody that the article knows
    ("[o路政局]下属桥梁队昨天称，工期太紧。", []),
    ("[o大学]一名金融系教授称，利率仍会上升。", []),
    ("[p李明]一名律师的话称，他会上诉。", []),
    ("“桥梁观察站”共同编辑、[l江城]大学博士王小二在接受采访时说，工期太紧。", []),
    ("[p李明]被捕，部分被捕者家属昨天到警察总部报案，要求公开录像。", []),
    ("警方拘捕三人：[p李明]、[p张华]、[p王强]，指他们参与斗殴。", []),
    ("[p李明]未立即回复置评请求。", []),
    ("[p李明]没有正面回应，只是摇头。", []),
    ("请[c中国]予以证实，有关做法是否合适？", []),
    ("有记者在[o外交部]例行记者会上提到，疫情仍在蔓延。", []),
    ("[c中国]60岁以上人口占比预计达到17%。", []),
    ("当局的做法引起[c法国]社会的强烈谴责，学校也已停课。", []),
    ("[g学生]走上街头，抗议学费上涨太快。", []),
]


@pytest.mark.parametrize(("text", "expected"), POSITIONS)
def test_position_of_the_speaker(text: str, expected: list[tuple[str, ...]]) -> None:
    """One statement by whoever says it; none where nobody that the article knows does."""
    assert speakers(text) == expected


def test_enough_positions_are_tried() -> None:
    """The table is meant to cover the language, not a few articles."""
    assert len(POSITIONS) >= 40


INTERVIEWS = [
    (
        "[o外交部]发言人[p汪文斌]主持例行记者会。\n问：有何评论？\n答：我们反对单边制裁。\n问：还有补充吗？\n答：没有其他补充的消息。",
        [("汪文斌",), ("汪文斌",)],
    ),
    ("法新社记者：贵方会参加吗？\n[p王毅]：我们愿意参加，也欢迎各方参加。", [("王毅",)]),
    ("有记者问：据报道，贵方会参加，有何评论？\n[p华春莹]说：我们已经多次表明立场。", [("华春莹",)]),
    ("记者：你怎么看？\n村民[p李明]：“今年的收成比去年好得多。”", [("李明",)]),
    ("[p钟国斌]：很意外。我早就料到会有影响。\n电台：你担心吗？\n[p钟国斌]：当然担心，订单都在减少。", [("钟国斌",)]),
    ("问：有何评论？\n答：我们反对单边制裁。", []),  # nobody is known to answer
    ("记者：[p李明]\n大桥年底通车。", []),  # a credit
    ("图：[p李明]出席会议，大家合影留念。", []),
    ("主持人[p李明]：欢迎各位来到我们的节目现场。", []),
    ("[p李明]说，销量会回升。\n问：还有呢？\n他说，新车型很受欢迎。", [("李明",)]),  # the question was somebody else's
]


@pytest.mark.parametrize(("text", "expected"), INTERVIEWS)
def test_questions_and_answers(text: str, expected: list[tuple[str, ...]]) -> None:
    """The answers are statements, each behind its question; questions, credits and captions are none."""
    assert speakers(text) == expected


HEADINGS = [
    ("大会昨天闭幕。\n[p李明]称大桥年底通车\n[p李明]昨天说，大桥年底通车。", LI),
    ("[p李明]说，大桥年底\n通车，造价没有超支。", LI),  # only broken into lines
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings_tell_what_the_text_tells(text: str, expected: list[tuple[str, ...]]) -> None:
    """A heading inside the text makes no second statement."""
    assert speakers(text) == expected


def test_a_caption_that_repeats_the_lead_is_no_second_statement() -> None:
    """The same words of the same speaker again are one statement with two reports."""
    told = "[p李明]昨天说，大桥年底通车，造价没有超支。"
    text = f"{told}\n工程队加班。\n桥长三公里。\n{told}"
    found = [e for e in examples.events_of({"text": text})[1] if e.type == "statement"]
    assert len(found) == 1
    assert len(found[0].reports) == 1
