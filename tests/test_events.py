"""The events room: passages of speech, times, modality, merging, links, errors, a type added by files."""

from __future__ import annotations

import importlib.util
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.errors import DataError
from jishi.extract.events import find_events, load_rules
from jishi.extract.sentences import split_sentences
from jishi.ontology import parse_ontology
from jishi.records import Article, Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def found(text: str, kind: str | None = None, **fields: Any) -> list[Event]:
    """The events of a marked-up text, of one type if given."""
    _, events = examples.events_of({"text": text, **fields})
    return [event for event in events if kind in (None, event.type)]


def test_one_statement_a_passage() -> None:
    """Sentences of the same speaker are one statement, with the further ones as reports."""
    statements = found("[p王毅]表示，合作有前景。他指出，分歧可以管控。[p王毅]强调，对话优于对抗。", "statement")
    assert len(statements) == 1
    assert len(statements[0].reports) == 2


def test_change_of_speaker_starts_a_statement() -> None:
    """A, then B, then A again are three statements in three paragraphs."""
    text = "[p王毅]表示，合作有前景。\n[p布林肯]表示，愿意沟通。\n[p王毅]表示，要尊重核心利益。"
    assert [s.participants["agent"] for s in found(text, "statement")] == [("王毅",), ("布林肯",), ("王毅",)]


def test_nested_speech_is_its_own_statement() -> None:
    """Speech inside speech has its own speaker and is asserted by the statement around it."""
    statements = found("[p王毅]表示，[p拜登]在会晤中强调不寻求冷战。", "statement")
    assert [s.participants["agent"] for s in statements] == [("王毅",), ("拜登",)]
    assert statements[1].claimed_by == statements[0].id
    assert statements[1].id in statements[0].asserts


def test_what_a_claim_asserts_is_marked() -> None:
    """An event told inside a claim is claimed by the statement, and the statement asserts it."""
    events = found("[o乌克兰国防部]称，[c俄罗斯][t22日=2022-01-22]空袭[l基辅]。")
    attack = next(e for e in events if e.type == "attack")
    statement = next(e for e in events if e.type == "statement")
    assert attack.claimed_by == statement.id
    assert statement.asserts == (attack.id,)


def test_plain_fact_is_not_claimed() -> None:
    """What the reporter tells has no claimant."""
    assert found("[c俄罗斯][t22日=2022-01-22]空袭[l基辅]。", "attack")[0].claimed_by is None


@pytest.mark.parametrize(
    ("text", "direct", "content"),
    [
        ("[p王毅]说：“合作有前景。”", True, "合作有前景。”"),
        ("“合作有前景，”[p王毅]说。", True, "合作有前景，"),
        ("[p王毅]说，合作有前景。", False, "合作有前景。"),
    ],
)
def test_claim_is_the_content(text: str, direct: bool, content: str) -> None:
    """Direct and reported speech, before and behind the speaker."""
    claim = found(text, "statement")[0].claim
    assert claim is not None
    assert (claim.direct, claim.text) == (direct, content)


def test_speech_behind_a_closed_quotation() -> None:
    """“…。”王毅说。 is two sentences: the quotation of the first is the claim of the second."""
    statement = found("“前景广阔，合作会更加深入。”[p王毅]说。", "statement")[0]
    assert statement.claim is not None
    assert statement.claim.text.startswith("前景广阔")


def test_source_is_no_speaker() -> None:
    """据…报道 names a source: what it reports is told in the article's own voice."""
    assert not found("据[o新华社]报道，[c汤加]发生海啸。", "statement")


@pytest.mark.parametrize(
    ("text", "time", "rule"),
    [
        ("[p王毅][t5日=2022-01-05]访问[c肯尼亚]。", "2022-01-05", "clause"),
        ("[t5日=2022-01-05]，[p王毅]访问[c肯尼亚]。", "2022-01-05", "sentence"),
        (
            "[p王毅][t5日=2022-01-05]抵达[l蒙巴萨]。\n会谈后，[p王毅]同[p奥马莫]会见记者并签署协议。",
            "2022-01-05",
            "occasion",
        ),
        ("[p王毅]同[p奥马莫]会谈。", "2022-01-28", "publish day"),
        ("[p王毅]日前访问[c肯尼亚]。", None, None),
    ],
)
def test_time_by_order_of_evidence(text: str, time: str | None, rule: str | None) -> None:
    """Own clause, then sentence, then the occasion, then the publish day; 日前 is no day."""
    last = [e for e in found(text) if e.type in ("visit", "meeting", "agreement")][-1]
    assert (last.time, last.time_rule) == (time, rule)
    assert last.time_inferred == (rule not in ("clause", None))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[p王毅]会见[p布林肯]。", "actual"),
        ("[p王毅]将会见[p布林肯]。", "planned"),
        ("[p王毅]没有会见[p布林肯]。", "negated"),
        ("[p王毅]可能会见[p布林肯]。", "possible"),
        ("[p王毅]同[p布林肯]的会谈取消。", "negated"),
        ("如果[p王毅]会见[p布林肯]，局势或缓和。", "possible"),
        ("[p王毅][t2月3日=2022-02-03]会见[p布林肯]。", "planned"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    """Cues before the trigger, cancellation behind it, and a day ahead of the publish day."""
    assert found(text, "meeting")[0].modality == modality


def test_reports_of_one_event_merge() -> None:
    """Lead and body tell one call."""
    text = "[p王毅][t27日=2022-01-27]同[p布林肯]通电话。\n在通话中，[p王毅]谈到台湾。[p王毅]与[p布林肯]通话约一小时。"
    calls = found(text, "call")
    assert len(calls) == 1
    assert calls[0].reports


def test_different_days_do_not_merge() -> None:
    """Two calls on two days stay two."""
    text = "[p王毅][t7日=2022-01-07]同[p布林肯]通电话。[p王毅][t27日=2022-01-27]同[p布林肯]通电话。"
    assert [e.time for e in found(text, "call")] == ["2022-01-07", "2022-01-27"]


def test_separate_meetings_are_told_apart() -> None:
    """分别会见 A 和 B is two meetings with two ids."""
    meetings = found("[p陈昌智][t3日=2022-01-03]分别会见了[p利物浦]和[p斯凯里特]。", "meeting")
    assert [m.participants["participant"] for m in meetings] == [("陈昌智", "利物浦"), ("陈昌智", "斯凯里特")]
    assert len({m.id for m in meetings}) == 2


def test_subject_is_carried_over() -> None:
    """A clause without a subject has that of the clause before."""
    events = found("[p王毅][t5日=2022-01-05]访问[c日本]，会见[p岸田文雄]。")
    assert set(next(e for e in events if e.type == "meeting").participants["participant"]) == {"王毅", "岸田文雄"}


def test_measurement_keeps_its_quantity() -> None:
    """Value, unit and offsets of the figure."""
    event = found("[c日本][t12月=2021-12]出口增长17.5%。", "measurement")[0]
    assert event.quantity is not None
    assert (event.quantity.value, event.quantity.unit) == ("17.5", "%")


def test_ids_are_stable_and_distinct() -> None:
    """The same article gives the same ids, no two alike."""
    text = "[p王毅]表示，[c日本][t12月=2021-12]出口增长17.5%、进口增长41.1%。"
    first, second = found(text), found(text)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first)


def test_empty_text_has_no_events() -> None:
    """Nothing in, nothing out."""
    article = Article(id="x", source="x", file="x", title=None, text="")
    assert find_events(article, [], [], [], []) == []


def test_text_without_actors_or_days_abstains() -> None:
    """Words that nobody does are no events."""
    text = "访问、会谈、签署与声明都是常见的词。"
    article = Article(id="x", source="x", file="x", title=None, text=text)
    assert find_events(article, split_sentences(text), [], [], []) == []


PIECES = st.sampled_from(
    [
        "[p王毅]",
        "[c美国]",
        "[o外交部]",
        "[l北京]",
        "[t5日=2022-01-05]",
        "同",
        "的",
        "将",
        "在",
        "，",
        "。",
        "\n",
        "“",
        "”",
        "（",
        "）",
        "表示",
        "会见",
        "访问",
        "制裁",
        "通电话",
        "增长3.2%",
        "50周年",
        "他",
        "我",
        "说",
        "取消",
        "如果",
        "爆炸",
        "签署",
        "A1",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=24))
def test_any_text_keeps_its_spans_and_links(pieces: list[str]) -> None:
    """Whatever the words, spans equal their text, links lead to events, and names are actors of the text."""
    article, events = examples.events_of({"text": "".join(pieces)})
    ids = {event.id for event in events}
    assert len(ids) == len(events)
    for event in events:
        assert article.text[event.trigger_start : event.trigger_end] == event.trigger
        assert article.text[event.start : event.end] == event.evidence
        assert event.claim is None or article.text[event.claim.start : event.claim.end] == event.claim.text
        assert set(event.asserts) <= ids
        assert event.claimed_by in ids | {None}
        assert all(names for names in event.participants.values())


ODE = """
[types.serenade]
label = { zh = "小夜曲", en = "serenade" }
class = "Serenade"
group = "society"
definition = "Somebody sings under a window"
roles = { agent = "+", patient = "?" }
"""

RULES = """
type = "serenade"
use = ["sung"]
needs = ["agent"]
weight = 1

[roles.agent]
types = ["person"]

[roles.patient]
types = ["person"]

[constructions]
sung = "<agent> .. TO _? <patient> .. X"

[[triggers]]
id = "sing"
words = ["献唱"]
"""


@pytest.fixture
def extended(tmp_path: Path) -> tuple[Any, Path]:
    """jishi's ontology with a made-up type, and a rule file for it."""
    source = resources.files("jishi").joinpath("ontology.toml")
    path = tmp_path / "serenade.toml"
    path.write_text(RULES, encoding="utf-8")
    return parse_ontology(source.read_text(encoding="utf-8") + ODE), path


def test_a_type_is_one_row_and_one_file(extended: tuple[Any, Path]) -> None:
    """A row in the ontology and a rule file are all that a new type needs."""
    terms, path = extended
    rules = load_rules([path], ontology=terms)
    _, events = examples.events_of({"text": "[p李四][t5日=2022-01-05]在窗下向[p王五]献唱。"}, rules)
    assert [(e.type, e.participants, e.time) for e in events] == [
        ("serenade", {"agent": ("李四",), "patient": ("王五",)}, "2022-01-05")
    ]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('type = "serenade"', 'type = "aubade"', "aubade"),
        ("TO _?", "NOWHERE _?", "NOWHERE"),
        ('types = ["person"]', 'types = ["ghost"]', "ghost"),
        ("<patient>", "<victim>", "victim"),
        ('use = ["sung"]', 'use = ["hummed"]', "hummed"),
        ("[[triggers]]", "[[triggers", "TOML"),
    ],
)
def test_faults_in_rules_are_named(extended: tuple[Any, Path], old: str, new: str, word: str) -> None:
    """A fault in a rule file is an error that names the file and the word at fault."""
    terms, path = extended
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=word) as fault:
        load_rules([path], ontology=terms)
    assert "serenade.toml" in str(fault.value)
