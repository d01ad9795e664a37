"""One pass over the text: triggers, function words and cues; then a token sequence a sentence.

All words of all rules go into one Aho-Corasick automaton that takes the leftmost, longest match,
so that a blocker (会谈室, 小说) swallows the trigger inside it without any further test.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final

import ahocorasick_rs

from ...records import Mention, Time
from ..sentences import Sentence
from .colons import hear_colon
from .cues import compile_cues
from .cuts import crossed
from .headings import mark_headings
from .phrases import LONG_QUOTE as LONG_QUOTE
from .phrases import tidy, with_gaps
from .rules import TYPE_LETTERS, Rules, Trigger
from .tokens import Line as Line
from .tokens import Token as Token

PUNCTUATION: Final = {
    ",": ",", ";": ";", ":": ":", "、": "、", "。": ".", "!": ".", "?": ".",
    "“": "“", "”": "”", "「": "“", "」": "”", "『": "“", "』": "”", "\"": "\"", "(": "(", ")": ")",
    "《": "《", "》": "》",
}  # fmt: skip
_MOODS: Final = {"appeal": "Q", "demand": "Q", "promise": "F"}
"""Stance of a reporting verb → letter of the mood of what follows: wished, or planned."""
_NOMINAL: Final = re.compile("者|人士|率(?![领团队先])|权(?![利衡力])|性(?![侵骚质命])|犯(?![下罪])")
"""Suffixes that make what stands before them a person, a rate, a right or a quality: no happening."""
_NUMBERED: Final = re.compile(
    "号(?:洪水|台风|热带|飓风|线|公路|国道|楼|院|文件|机组|令|馆|选手|种子|病毒|通知|公告|风球|信号|航站)"
)
"""第5号洪水: a number that is no day."""
_BEFORE: Final = 28
_YEARS_AGO: Final = re.compile("[近满]?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:个)?周年")
_PAST: Final = frozenset({"accident", "attack", "disaster", "deescalation"})
_PAST_NAME: Final = re.compile("[^,;。]{0,12}" + _YEARS_AGO.pattern)
"""What stands in the name of what is commemorated: 反法西斯战争胜利77周年."""
_AFTER: Final = 52
"""Characters behind a word that its rule may look at: the longest name of a law is some forty."""


@lru_cache(maxsize=1024)
def _regex(source: str) -> re.Pattern[str]:
    return re.compile(source)


@lru_cache(maxsize=1024)
def _ending(source: str) -> re.Pattern[str]:
    return re.compile(f"(?:{source})$")


_INSIDE: Final = 6
"""Characters behind a trigger that a word beginning inside it may reach to."""
_START: Final = itemgetter(Token._fields.index("start"))
_END: Final = itemgetter(Token._fields.index("end"))


def admits(trigger: Trigger, norm: str, token: Token) -> bool:
    """Whether the text around the word lets it be this trigger; 发表50周年 is an anniversary alone."""
    if trigger.type != "anniversary" and _YEARS_AGO.match(norm, token.end):
        return False
    if trigger.type in _PAST and _PAST_NAME.match(norm, token.end):
        return False
    if trigger.after or trigger.not_after:  # these are the cheaper ones
        right = norm[token.end : token.end + _AFTER]
        if trigger.after and not _regex(trigger.after).match(right):
            return False
        if trigger.not_after and _regex(trigger.not_after).match(right):
            return False
    if trigger.before or trigger.not_before:
        left = norm[max(0, token.start - _BEFORE) : token.start]
        if trigger.before and not _ending(trigger.before).search(left):
            return False
        if trigger.not_before and _ending(trigger.not_before).search(left):
            return False
    return True


def fits_line(trigger: Trigger, line: Line) -> bool:
    """Whether the sentence speaks of what the word means here: 胜出 in a sentence about votes is no match."""
    asked, barred = trigger.options.get("line"), trigger.options.get("not_line")
    if asked and not _regex(asked).search(line.norm, line.start, line.end):
        return False
    return not (barred and _regex(barred).search(line.norm, line.start, line.end))


def is_other(trigger: Trigger) -> bool:
    """Whether it names an act only where no other type claims the word."""
    return trigger.type == "other_action"


class Lexer:
    """The automaton over all words of `rules`, with what each word means."""

    def __init__(self, rules: Rules) -> None:
        self.triggers: dict[str, list[Trigger]] = {}
        letters: dict[str, str] = {}
        vocabulary: set[str] = set(PUNCTUATION)
        for name, words in rules.words.items():
            letter = rules.tables["letters"].get(name, "")
            for word in words:
                letters.setdefault(word, letter)
                vocabulary.add(word)
        for kind in rules.types.values():
            vocabulary.update(kind.blockers)
            for trigger in kind.triggers:
                if trigger.options.get("figure"):
                    continue  # figures are found by their numbers
                for word in trigger.words:
                    self.triggers.setdefault(word, []).append(trigger)
                    vocabulary.add(word)
        self.words: list[str] = sorted(vocabulary)
        self.plain = letters
        self.letter: list[str] = [self._letter(word, letters) for word in self.words]
        self.by_word: list[tuple[Trigger, ...]] = [
            tuple(sorted(self.triggers.get(word, ()), key=is_other)) for word in self.words
        ]
        self.asking: dict[int, str] = {
            i: _MOODS[t.stance] for i, kinds in enumerate(self.by_word) for t in kinds if t.stance in _MOODS
        }
        compounds = rules.tables.get("compounds", {})
        self.modified: frozenset[str] = frozenset(compounds.get("types", ()))
        self.compound = re.compile("|".join(compounds.get("nouns", ())) or "(?!)")
        self.in_times = [t for k in rules.types.values() for t in k.triggers if t.options.get("in_times")]
        statements = rules.types.get("statement")
        self.stances = compile_cues(statements.extra.get("stances", {}) if statements else {})
        self.bonus = {kind.type: kind.bonus for kind in rules.types.values()}
        self.automaton = ahocorasick_rs.AhoCorasick(
            self.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def _letter(self, word: str, letters: dict[str, str]) -> str:
        if word in PUNCTUATION:
            return PUNCTUATION[word]
        kinds = self.triggers.get(word, [])
        if kinds:
            return "R" if any(t.type == "statement" for t in kinds) else "V"
        return letters.get(word, "")

    def admitted(self, token: Token, norm: str) -> list[Trigger]:
        """The triggers that a word may be with the text around it, but for the nouns that it only modifies."""
        kinds: Sequence[Trigger] = self.by_word[token.word]
        if kinds and self.compound.match(norm, token.end):
            kinds = [t for t in kinds if t.type not in self.modified]
        return [t for t in kinds if admits(t, norm, token)]

    def _settled(self, token: Token, admitted: Sequence[Trigger], norm: str) -> str:
        """The letter of a trigger; where nothing admits it that of what it is else (取消 calls off), or none."""
        plain = self.plain.get(self.words[token.word], "")
        if not admitted or (plain and all(t.options.get("alone") for t in admitted)):
            return plain
        return plain if _NOMINAL.match(norm, token.end) else token.letter

    def lines(
        self, norm: str, sentences: Sequence[Sentence], times: Sequence[Time], mentions: Sequence[Mention], title: int
    ) -> list[Line]:
        """The sentences as token sequences.

        Args:
            norm: the normalised text.
            sentences, times, mentions: the findings so far, by start.
            title: end of the title, 0 without one.
        """
        meant: dict[int, Sequence[Trigger]] = {}
        items = _merge(self._tokens(norm, times, mentions, meant))
        starts = [t.start for t in items]
        found: list[Line] = []
        paragraph = 0
        last = 0
        for index, sentence in enumerate(sentences):
            paragraph += "\n" in norm[last : sentence.start]  # blank lines between are no paragraphs
            last = sentence.start
            low, high = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
            line = Line(
                index, sentence.start, sentence.end, norm=norm, title=sentence.end <= title, paragraph=paragraph
            )
            line.meant = meant
            line.tokens = with_gaps(norm, tidy(items[low:high], norm), sentence.start, sentence.end)
            line.letters = "".join([t.letter for t in line.tokens])
            if not found or found[-1].paragraph < paragraph:
                hear_colon(line)
            found.append(line)
        mark_headings(found)
        return found

    def _tokens(
        self, norm: str, times: Sequence[Time], mentions: Sequence[Mention], meant: dict[int, Sequence[Trigger]]
    ) -> list[Token]:
        """Times, mentions and words; notes in `meant` what the words mean."""
        items = [Token("t", t.start, t.end, time=t) for t in times if not _NUMBERED.match(norm, t.end - 1)]
        end = -1
        for mention in mentions:
            if mention.start >= end:  # what lies inside a longer mention is part of it
                letter = TYPE_LETTERS.get(mention.type, "g") if mention.actors else "u"
                items.append(Token(letter, mention.start, mention.end, mention=mention))
                end = mention.end
        letters = self.letter
        blanked = _blanked(norm, items)
        for word, start, end in self._matches(blanked):
            letter = letters[word]
            if letter == "," and norm[start - 1 : start].isdigit() and norm[end : end + 1].isdigit():
                continue  # 1,000
            if letter == "V" or letter == "R":
                token = Token(letter, start, end, None, None, word)
                meant[start] = admitted = self.admitted(token, norm)
                settled = self._settled(token, admitted, norm)
                if settled == letter:
                    items.append(token)
                elif settled:
                    items.append(Token(settled, start, end, None, None, word))
            elif letter:  # words without a letter have done their part: they swallowed what is inside them
                items.append(Token(letter, start, end, None, None, word))
        return items

    def _matches(self, blanked: str) -> Iterator[tuple[int, int, int]]:
        """Words with their places; where a trigger is cut across, the word that begins inside it instead."""
        for word, start, end in self.automaton.find_matches_as_indexes(blanked):
            if self.letter[word] == "V" and crossed(blanked, start, end):
                inside = self.automaton.find_matches_as_indexes(blanked[start + 1 : end + _INSIDE])
                word, start, end = next(
                    ((w, start + 1 + s, start + 1 + e) for w, s, e in inside if start + 1 + s < end), (-1, 0, 0)
                )
            if word >= 0:
                yield word, start, end


def _blanked(norm: str, items: list[Token]) -> str:
    """`norm` with mentions and times blanked, so that no word reaches across their borders."""
    parts: list[str] = []
    at = 0
    for token in sorted(items, key=_START):
        if token.end > at:
            start = max(at, token.start)
            parts += [norm[at:start], "\0" * (token.end - start)]
            at = token.end
    return "".join([*parts, norm[at:]])


def _merge(items: list[Token]) -> list[Token]:
    """By start; a time inside a mention (or the reverse) stays behind the longer of the two."""
    kept: list[Token] = []
    items.sort(key=_END, reverse=True)
    items.sort(key=_START)
    end = -1
    for token in items:
        if token.start >= end:
            kept.append(token)
            end = token.end
    return kept
