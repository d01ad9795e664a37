"""Spans are law: every pair of offsets cuts out the text that stands beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jishi
from jishi.edtf import is_edtf
from jishi.extract import extract
from jishi.extract.normalize import normalize
from jishi.extract.sentences import split_sentences
from jishi.ontology import ontology
from jishi.records import Article, ArticleRecord, to_json

PAIRS = [
    ("start", "end", "text"),
    ("trigger_start", "trigger_end", "trigger"),
    ("start", "end", "evidence"),
]

PIECES = [
    "王毅", "布林肯", "美国国务卿", "中方", "双方", "习近平", "拜登", "外交部发言人", "國務卿", "欧盟", "他",
    "27日", "去年11月", "1972年", "昨天", "50周年", "今年以来", "二〇二二年", "截至5日20时30分", "除夕", "3月底",
    "同", "应约", "通电话", "会见", "表示", "称", "发表声明", "签署协议", "将访问", "没有", "否认", "警告", "地震造成",
    "46人死亡", "增长5.3%", "在北京", "举行会谈", "，", "。", "：“", "”", "（", "）", "\n", "、", " ", "　", "𠮷", "é",
    "\u200b", "<b>", "&amp;", "\"", "'", "🙂", "１２", "ABC",
]  # fmt: skip


def article_of(text: str, published: str | None = "2022-01-28") -> Article:
    return Article(
        id="a0", source="x.md", file="x.md", title=text.split("\n")[0] or None, text=text, published=published
    )


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a record's plain form, with where it stands."""
    if isinstance(value, dict):
        yield path, value
        for key, child in value.items():
            yield from objects(child, f"{path}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from objects(child, f"{path}[{number}]")


def check(record: ArticleRecord) -> None:
    """All that must hold of any record, whatever was read."""
    text, plain = record.text, json.loads(to_json(record))
    for where, item in objects(plain):
        for start, end, words in PAIRS:
            if item.get(start) is not None and item.get(words) is not None and where:
                assert text[item[start] : item[end]] == item[words], where
    times = {(time.start, time.end) for time in record.times}
    for telling in (seen for event in record.events for seen in (event, *event.reports)):
        assert telling.time_start is None or (telling.time_start, telling.time_end) in times
        for start in [key for key in item if key == "start" or key.endswith("_start")]:
            end = start.removesuffix("start") + "end"
            if item[start] is not None:
                assert 0 <= item[start] < item[end] <= len(text), f"{where}.{start}"
    check_times(record)
    check_actors(record)
    check_events(record)


def check_times(record: ArticleRecord) -> None:
    ends = 0
    for time in record.times:
        assert time.start >= ends, "times overlap or are not in order"
        ends = time.end
        assert time.value is None or is_edtf(time.value), time.value


def check_actors(record: ArticleRecord) -> None:
    names = [actor.name for actor in record.actors]
    ids = [actor.id for actor in record.actors]
    assert len(set(names)) == len(names)
    assert ids == [f"a{number}" for number in range(1, len(ids) + 1)]
    assert [m.start for m in record.mentions] == sorted(m.start for m in record.mentions)
    assert {key for mention in record.mentions for key in mention.actors} <= set(ids)


def check_events(record: ArticleRecord) -> None:
    known, names = ontology(), {actor.name for actor in record.actors}
    by_id = {actor.id: actor.name for actor in record.actors}
    ids = [event.id for event in record.events]
    assert len(set(ids)) == len(ids)
    for event in record.events:
        assert event.type in known.types
        assert event.modality in {"actual", "planned", "negated", "possible"}
        assert event.time is None or is_edtf(event.time), event.time
        assert {name for found in event.participants.values() for name in found} <= names
        for argument in event.arguments:
            assert by_id[argument.actor] in event.participants[argument.role]
        assert event.start <= event.trigger_start < event.trigger_end <= event.end
        assert set(event.asserts) <= set(ids)
        assert event.claimed_by is None or event.claimed_by in ids


def test_every_span_of_the_examples_equals_its_text(examples) -> None:
    """Times, mentions, events and all their parts, in every input shape."""
    found = [jishi.extract_article(article) for article in jishi.read(examples)]
    assert len(found) >= 14
    for record in found:
        check(record)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["2022-01-28", None]))
def test_every_span_of_any_text_equals_its_text(text, published) -> None:
    """Words of news in any order, with signs outside the Basic Plane and markup: spans hold."""
    check(extract(article_of(text, published)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_extraction(text) -> None:
    """Any Unicode text gives a record."""
    check(extract(article_of(text)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100))
def test_the_normal_form_keeps_every_offset(text) -> None:
    """`normalize` keeps the number of code points and changes nothing when done again."""
    assert len(normalize(text)) == len(text)
    assert normalize(normalize(text)) == normalize(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="甲乙。！？\n”’」 a.", max_size=60))
def test_sentences_cover_the_text_in_order(text) -> None:
    """Sentences are sorted, apart, stripped, and leave out white space alone."""
    found = split_sentences(text)
    assert all(text[s:e] == text[s:e].strip() and s < e for s, e in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    covered = {at for s, e in found for at in range(s, e)}
    assert all(text[at].isspace() or text[at] in "”’」" for at in set(range(len(text))) - covered)


@pytest.mark.parametrize("published", ["2022-01-28", None])
def test_without_a_publish_day_nothing_relative_is_dated(published) -> None:
    """今天 and 去年 get a value from the publish day, and none without it."""
    record = extract(article_of("外长会谈\n中国外长今天同俄罗斯外长举行会谈。双方去年11月签署协议。", published))
    relative = [time.value for time in record.times if time.text in {"今天", "去年11月"}]
    assert relative == (["2022-01-28", "2021-11"] if published else [None, None])
