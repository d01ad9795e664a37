"""Speech inside speech, and what a claim asserts: events that are claimed, never plain facts."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from jishi.records import Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def statements(text: str) -> list[Event]:
    """The statements of a marked-up text."""
    return [event for event in examples.events_of({"text": text})[1] if event.type == "statement"]


# Text → who speaks, statement by statement.
NESTED = [
    # another's words told by a speaker are a statement of his own
    ("[p李明]说，[p张华]说过会来。", ["李明", "张华"]),
    ("[p李明]说，[p张华]警告局势会失控。", ["李明", "张华"]),
    ("[p李明]表示，[o卫生部]宣布学校停课。", ["李明", "卫生部"]),
    ("[p李明]透露，[p张华]昨天告诉他，工期太紧。", ["李明", "张华"]),
    ("[p李明]说：“[o路政局]去年指出，桥面需要加固。”", ["李明", "路政局"]),
    ("[p李明]引述[p张华]的话说，工期太紧。", ["张华"]),
    ("[p李明]援引[p张华]表示，工期太紧。", ["张华"]),
    ("据[o路政局]介绍，[p李明]曾表示工期太紧。", ["路政局", "李明"]),
    ("[p李明]称，[o卫生部]在声明中表示会复查。", ["李明", "卫生部"]),
    ("[p李明]说，专家也认为，工期太紧。[p张华]说，经费不足。", ["李明", "张华"]),
    ("[p李明]回忆说，[p张华]当年承诺过拨款，后来没有拨。", ["李明", "张华"]),
    ("[p李明]引述消息人士的话称，工期太紧。", []),
    ("[p李明]告诉记者，[p张华]指工程有问题。", ["李明", "张华"]),
    # who breaks in does not end the passage around him
    ("[p李明]说，[p张华]说过会来。李明还说，会场已经备好。", ["李明", "张华"]),
    ("[p李明]表示，[o卫生部]宣布学校停课。他强调，家长不必担心。", ["李明", "卫生部"]),
    ("[p李明]说，会谈有成果。[p张华]也表示满意。\n[p李明]说，下次会谈定在春天。", ["李明", "张华"]),
    # attitudes and wishes of others are only told of
    ("[p李明]说，[p张华]希望推迟会议。", ["李明"]),
    ("[p李明]说，[c法国]反对这项计划。", ["李明"]),
    ("[p李明]说，[c法国]支持这项计划。", ["李明"]),
    ("[p李明]说，[c法国]要求重开谈判。", ["李明"]),
    ("[p李明]说，[c法国]拒绝让步。", ["李明"]),
    ("[p李明]认为，[c法国]和[c德国]同意延期。", ["李明"]),
    ("[p李明]指出，[p张华]相信工期够用。", ["李明"]),
    # nobody speaks where the verb is a noun, an attribute, denied or wished
    ("[p李明]说，[p张华]没有表示反对。", ["李明"]),
    ("[p李明]说，[p张华]尚未回应。", ["李明"]),
    ("[p李明]说，[p张华]提出的批评没有道理。", ["李明"]),
    ("[p李明]说，[p张华]的说法不实。", ["李明"]),
    ("[p李明]说，[p张华]应当说明情况。", ["李明"]),
    ("[p李明]呼吁[o路政局]说明情况。", ["李明"]),
    ("[p李明]要求[p张华]解释账目。", ["李明"]),
    ("[p李明]敦促[o路政局]澄清事实。", ["李明"]),
    ("[p李明]希望[p张华]表明立场。", ["李明"]),
    ("[p李明]说，这是[p张华]面临的指控。", ["李明"]),
    # his own further verbs are his own passage
    ("[p李明]说，他认为工期太紧，并强调经费不足。", ["李明"]),
    ("[p李明]说：“我认为工期太紧，我建议延期。”", ["李明"]),
    ("[p李明]说，我们反对加价，也希望各方克制。", ["李明"]),
    ("[p李明]说，自己一再表示过，工期太紧。", ["李明"]),
    # two who speak together, and each alone
    ("[p李明]和[p张华]说，工期太紧。[p李明]说，经费也不足。", ["李明+张华", "李明"]),
    ("[p李明]说，工期太紧，[p张华]则说，经费不足。", ["李明", "张华"]),
    ("[p李明]说，工期太紧；[p张华]回应称，经费充足。", ["李明", "张华"]),
    # media hand on, they do not speak
    ("据电视台报道，[p李明]说，工期太紧。", ["李明"]),
    ("报道援引[p李明]的话说，[p张华]警告过他。", ["李明", "张华"]),
    ("有消息说，[p李明]表示工期太紧。", ["李明"]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_speech_inside_speech(text: str, expected: list[str]) -> None:
    """Each speaker's words once; what a speaker tells of others' views or wishes is his own."""
    assert ["+".join(event.participants["agent"]) for event in statements(text)] == expected


def test_enough_nestings_are_tried() -> None:
    """The table is meant to cover the language, not a few articles."""
    assert len(NESTED) >= 40


def told(text: str) -> tuple[str, list[Event]]:
    """The plain text and all its events."""
    article, events = examples.events_of({"text": text})
    return article.text, events


# Text → types of the events that the first statement asserts.
ASSERTED = [
    ("[p李明]说，[p王强][t8日=2022-01-08]在[l北京]会见了[p张华]。", {"meeting"}),
    ("[p李明]表示，[c法国][t去年=2021]向[c乍得]提供了援助。", {"aid"}),
    ("“[c法国][t去年=2021]签署了协定，”[p李明]说。", {"agreement"}),
    ("[p李明]称，敌军[t8日=2022-01-08]空袭了[l江城]。", {"attack"}),
    ("[o路政局]发表声明说，[p王强][t8日=2022-01-08]已经辞职。", {"position_change"}),
    ("[p李明]说，工期太紧。", set()),
    ("[p李明]：“[p王强][t8日=2022-01-08]在[l北京]会见了[p张华]。”", {"meeting"}),
]


@pytest.mark.parametrize(("text", "types"), ASSERTED)
def test_what_a_claim_asserts(text: str, types: set[str]) -> None:
    """Events inside a claim are linked both ways, so that none of them reads as a plain fact."""
    _, events = told(text)
    by_id = {event.id: event for event in events}
    statement = next(event for event in events if event.type == "statement")
    assert {by_id[i].type for i in statement.asserts} == types
    assert all(by_id[i].claimed_by == statement.id for i in statement.asserts)


def test_facts_beside_a_claim_are_not_claimed() -> None:
    """What the reporter tells himself has no claimant; what is said has the one who says it."""
    _, events = told("[p王强][t7日=2022-01-07]会见了[p张华]。[p李明]说，[c法国][t去年=2021]签署了协定。")
    claimed = {event.type: event.claimed_by for event in events if event.type != "statement"}
    assert claimed["meeting"] is None
    assert claimed["agreement"] is not None


def test_a_claim_inside_a_claim_belongs_to_the_nearest_speaker() -> None:
    """李明说，张华宣布…签署: the signing is 张华's claim, the announcement 李明's."""
    _, events = told("[p李明]说，[p张华]昨天宣布，[c法国][t去年=2021]签署了协定。")
    outer, inner = (event for event in events if event.type == "statement")
    deal = next(event for event in events if event.type == "agreement")
    assert deal.claimed_by == inner.id
    assert inner.claimed_by == outer.id
    assert inner.id in outer.asserts
    assert deal.id not in outer.asserts


# Text → the claim's words, and whether they stand in quotation marks.
CLAIMS = [
    ("[p李明]说，大桥年底通车。", "大桥年底通车。", False),
    ("[p李明]说：“大桥年底通车。”", "大桥年底通车。”", True),
    ("“大桥年底通车，”[p李明]说。", "大桥年底通车，", True),
    ("“大桥年底通车。”[p李明]说。", "大桥年底通车。", True),
    ("[p李明]：“大桥年底通车。”", "大桥年底通车。”", True),
    ("[p李明]道歉说，工期拖得太久。", "工期拖得太久。", False),
    ("[p李明]表示道歉，工期拖得太久。", "道歉，工期拖得太久。", False),
    ("[p李明]对合作表示乐观。", "对合作表示乐观。", False),
    ("[p李明]也表示满意。", "满意。", False),
    ("[p李明]说，大桥年底通车。造价没有超支。", "大桥年底通车。造价没有超支。", False),
    ("大桥年底就会通车，[p李明]如此说。", "大桥年底就会通车，", False),
]


@pytest.mark.parametrize(("text", "words", "direct"), CLAIMS)
def test_the_claim_and_its_offsets(text: str, words: str, direct: bool) -> None:
    """`text[start:end]` is the claim; quoted words are direct speech."""
    plain, events = told(text)
    claim = next(event.claim for event in events if event.type == "statement")
    assert claim is not None
    assert (claim.text, claim.direct) == (words, direct)
    assert plain[claim.start : claim.end] == claim.text
