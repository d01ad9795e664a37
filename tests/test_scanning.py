"""Searches by first characters find what `re` finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jishi.extract.actors import default_lexicon
from jishi.extract.actors.letters import Pairs
from jishi.extract.actors.voices import jieba_voice
from jishi.extract.scanning import alternatives, matches_at

SOURCES = ["(?:严重|深切)关切", "(?<!获)支持", "(?<=,)愿", "(?<![获得到])帮助", "抗议", "不(?:会|再)退", "(?:甲|乙)?丙"]
SIGNS = "严重深切关获支持,愿得到帮助抗议不会再退甲乙丙中"


@given(st.text(SIGNS, max_size=40))
def test_alternatives_match_what_their_sources_match(text):
    """Writing an expression so that a character begins it changes none of its matches."""
    plain, written = re.compile("|".join(SOURCES)), re.compile(alternatives(SOURCES))
    assert [m.span() for m in written.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("(?:严重|深切)关切", "严重关切|深切关切"),
        ("(?<!获)支持", "支(?<!获支)持"),
        ("(?:甲|乙)?丙", "(?:甲|乙)?丙"),  # it may begin with either or with what follows
        ("(?<=,)愿?", "(?<=,)愿?"),
    ],
)
def test_alternatives_begin_with_a_character(source, written):
    """Groups are written out and looks behind moved; what is optional stays as it is."""
    assert alternatives([source]) == written


@given(st.text("第0123456789百一二十年月 /-.a", max_size=40), st.integers(0, 5), st.integers(0, 40))
def test_matches_at_first_characters_are_those_of_a_search(text, start, size):
    """The same matches in the same order, within the same bounds."""
    expression = re.compile(r"(?<![\d.])(第)?(\d{1,3}|[百一二十]++)(?:年|月|(?= |$))")
    heads = re.compile(r"[第\d百一二十]")
    found = matches_at(heads, expression, text, start, start + size)
    assert [m.span() for m in found] == [m.span() for m in expression.finditer(text, start, start + size)]


def test_pairs_are_forgotten_when_there_are_too_many(monkeypatch):
    """The table of pairs stays small however many texts are read, and answers the same afterwards."""
    monkeypatch.setattr("jishi.extract.actors.letters._MOST_PAIRS", 3)
    pairs = Pairs({"中国": -60}, {"民国": (7,)})
    for pair in ("中国", "民国", "甲乙", "乙丙", "中国"):
        known = pairs[pair]
        assert len(pairs) <= 3
    assert known == (-60, ())
    assert pairs["甲乙"] is None


def test_the_voice_cuts_as_jieba_does():
    """Our word graph and its likeliest way give jieba's own cut of the same counts."""
    import jieba

    voice = jieba_voice(default_lexicon())
    text = "外交部发言人在例行记者会上回答提问,说双方将继续磋商"
    words = [word.text for word in voice.cut(text)]
    own = jieba.Tokenizer()
    known = voice._tokenizer.FREQ
    own.FREQ = dict.fromkeys((w[:n] for w in known for n in range(1, len(w))), 0) | known
    own.total, own.initialized = voice._tokenizer.total, True
    assert words == list(own.cut(text, HMM=False))
