"""One pass over the text: triggers, function words and cues; then a token sequence a sentence.

All words of all rules go into one Aho-Corasick automaton that takes the leftmost, longest match,
so that a blocker (会谈室, 小说) swallows the trigger inside it without any further test.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import ahocorasick_rs

from ...records import Mention, Time
from ..sentences import Sentence
from .colons import hear_colon
from .cues import compile_cues
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
_HEAD_GAP: Final = 10
_OFFICES: Final = (
    "籍|军人|老兵|歌手|演员|导演|作家|艺人|商人|富豪|高官|移民|难民|船员|机组|乘客|留学生|学生|记者|官员|专家|学者|将领|媒体|代表团|代表(?!团)|发言人|记者|总统|总理|外长|外相|部长|主席|议员|议会|国会|军方|警方|法院|民众|公民|企业|公司"
    "|律师|分析师|经济学家|首席|智库|男子|女子|人士|网民|球员|科学家|研究人员|负责人|当局|居民|市民|大使|特使|国务卿|国防部|财政部"
    "|外交部|人(?![民大均权寿物士造类工员])|高官|领导人|防长|财长|州长|市长|省长|书记|院长|校长|局长|总裁|董事长|教授|医生|士兵|飞行员|选手|球队|游客|学生|工人|农民"
)
_RANKS: Final = frozenset(
    {"新", "前", "时任", "现任", "首任", "候任", "当选", "首位", "副", "新任", "前任", "准", "代理"}
)
"""Words between a state and its officer."""
_NOUNS: Final = {
    "c": re.compile(
        f"(?:前|副|高级|知名|著名|资深|一名|多名|主要|驻[^,。]{{1,8}}?)?(?:{_OFFICES}|语(?!言)|(?:一些|有些|某些|个别|部分|少数)(?:人|政客|势力|媒体|国家)|政客)(?!大选|选举|竞选|选战|初选|府|令|制)"
    ),
    "o": re.compile(
        "(?:前|副|高级|首席|资深|的(?:首席|高级|资深))?(?:官员|专家|学者|发言人|分析师|经济学家|负责人|总裁|董事长|教授|高管|董事|主管|创始人)"
    ),
    "p": re.compile(
        "(?:的)?(?:一?[名位](?:辩护)?(?:律师|亲属|亲友|朋友|助手|顾问)|咨询公司|公司|基金会|图书馆|研究所|手下|身边|支持者|律师团|律师|团队|办公室|政府|阵营|幕僚|家人|夫人|妻子|丈夫|儿子|女儿|竞选团队|粉丝|母亲|父亲|亲信|顾问|家属|儿媳|亲属|遗孀|遗属|后人|友人|同事|同学|战友|部下|追随者|岳父|岳母|哥哥|弟弟|姐姐|妹妹|胞弟|胞妹|女婿|的特使|的代表|的发言人|的朋友)"
    ),
}
"""Letter of an actor → the nouns behind it that are the actor instead."""
_OFFICER: Final = re.compile(
    "(?:创党|创会|前|副|荣誉|候任|署理|执行|常务|代理|首席|助理|资深|新任|时任|[一二三四五])*(?:主席|秘书长|党魁|总裁|会长|委员|议员|成员|干事|总干事"
    "|主任|院长|局长|部长|署长|处长|司长|厅长|召集人|立委|发言人|主管|总监|董事长|行政总裁|首席执行官|经理|总经理|书记|理事长|总书记|校长|教授)(?:兼[^,;。]{1,8})?"
)
"""What stands between a body and its officer's name: the body only belongs to the title."""
_NOMINAL: Final = re.compile("者|人士|率(?![领团队先])|权(?![利衡力])|性(?![侵骚质命])|犯(?![下罪])")
"""Suffixes that make what stands before them a person, a rate, a right or a quality: no happening."""
_ATTENDANTS: Final = re.compile("[oc、]*(p(?:[、,oc]+p)+)J")
_YEARS_AGO: Final = re.compile("[近满]?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:个)?周年")
_BEFORE: Final = 28
_AFTER: Final = 52
"""Characters behind a word that its rule may look at: the longest name of a law is some forty."""
_AND: Final = frozenset({"以及", "及", "和"})
_TITLE: Final = 40
"""Characters within which the title of a document ends."""
LONG_QUOTE: Final = 12
"""Quoted stretches of fewer characters are names or terms, not speech."""


@lru_cache(maxsize=1024)
def _regex(source: str) -> re.Pattern[str]:
    return re.compile(source)


def admits(trigger: Trigger, norm: str, token: Token) -> bool:
    """Whether the text around the word lets it be this trigger; 发表50周年 is an anniversary alone."""
    if trigger.type != "anniversary" and _YEARS_AGO.match(norm, token.end):
        return False
    left = norm[max(0, token.start - _BEFORE) : token.start]
    right = norm[token.end : token.end + _AFTER]
    if trigger.before and not _regex(f"(?:{trigger.before})$").search(left):
        return False
    if trigger.not_before and _regex(f"(?:{trigger.not_before})$").search(left):
        return False
    if trigger.after and not _regex(trigger.after).match(right):
        return False
    return not (trigger.not_after and _regex(trigger.not_after).match(right))


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
        self.by_word: list[tuple[Trigger, ...]] = [tuple(self.triggers.get(word, ())) for word in self.words]
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

    def meant(self, token: Token, norm: str) -> Sequence[Trigger]:
        """The triggers that a word may be, but for the nouns that it only modifies."""
        kinds = self.by_word[token.word]
        if self.compound.match(norm, token.end):
            return [t for t in kinds if t.type not in self.modified]
        return kinds

    def _settle(self, token: Token, norm: str) -> Token:
        """A trigger that the words around it do not admit is what it is else (取消 calls off), or nothing."""
        admitted = [] if _NOMINAL.match(norm, token.end) else self.meant(token, norm)
        admitted = [t for t in admitted if admits(t, norm, token)]
        plain = self.plain.get(self.words[token.word], "")
        if not admitted or (plain and all(t.options.get("alone") for t in admitted)):
            return token._replace(letter=plain)
        return token

    def lines(
        self, norm: str, sentences: Sequence[Sentence], times: Sequence[Time], mentions: Sequence[Mention], title: int
    ) -> list[Line]:
        """The sentences as token sequences.

        Args:
            norm: the normalised text.
            sentences, times, mentions: the findings so far, by start.
            title: end of the title, 0 without one.
        """
        items = _merge(self._tokens(norm, times, mentions))
        starts = [t.start for t in items]
        found = []
        paragraph = 0
        last = 0
        for index, sentence in enumerate(sentences):
            paragraph += "\n" in norm[last : sentence.start]  # blank lines between are no paragraphs
            last = sentence.start
            low, high = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
            line = Line(
                index, sentence.start, sentence.end, norm=norm, title=sentence.end <= title, paragraph=paragraph
            )
            line.tokens = _with_gaps(norm, _tidy(items[low:high], norm), sentence.start, sentence.end)
            line.letters = "".join(t.letter for t in line.tokens)
            if not found or found[-1].paragraph < paragraph:
                hear_colon(line)
            found.append(line)
        return found

    def _tokens(self, norm: str, times: Sequence[Time], mentions: Sequence[Mention]) -> list[Token]:
        items = [Token("t", t.start, t.end, time=t) for t in times]
        end = -1
        for mention in mentions:
            if mention.start >= end:  # what lies inside a longer mention is part of it
                letter = TYPE_LETTERS.get(mention.type, "g") if mention.actors else "u"
                items.append(Token(letter, mention.start, mention.end, mention=mention))
                end = mention.end
        letters = self.letter
        for word, start, end in self.automaton.find_matches_as_indexes(_blanked(norm, items)):
            letter = letters[word]
            if letter == "," and norm[start - 1 : start].isdigit() and norm[end : end + 1].isdigit():
                continue  # 1,000
            if letter == "V" or letter == "R":
                token = self._settle(Token(letter, start, end, word=word), norm)
                if token.letter:
                    items.append(token)
            elif letter:  # words without a letter have done their part: they swallowed what is inside them
                items.append(Token(letter, start, end, None, None, word))
        return items


def _blanked(norm: str, items: list[Token]) -> str:
    """`norm` with mentions and times blanked, so that no word reaches across their borders."""
    parts: list[str] = []
    at = 0
    for token in sorted(items, key=lambda t: t.start):
        if token.end > at:
            start = max(at, token.start)
            parts += [norm[at:start], "\0" * (token.end - start)]
            at = token.end
    return "".join([*parts, norm[at:]])


def _merge(items: list[Token]) -> list[Token]:
    """By start; a time inside a mention (or the reverse) stays behind the longer of the two."""
    kept: list[Token] = []
    for token in sorted(items, key=lambda t: (t.start, -t.end)):
        if not kept or token.start >= kept[-1].end:
            kept.append(token)
    return kept


def _tidy(items: list[Token], norm: str) -> list[Token]:
    """Drops brackets with what is in them, short quotes' marks, and words without a meaning."""
    out: list[Token] = []
    depth = 0
    title = 0
    closes = {t.start for t in items if t.letter == ")"}
    quotes = _short_quotes(items)
    for token in items:
        if token.letter in "《》":
            title = max(0, title + (1 if token.letter == "《" else -1))
        elif title and token.letter in "VRHKJ" and norm.find("》", token.end, token.end + _TITLE) > 0:
            continue  # what a title names is told by what happens to it
        if token.letter == "(":
            depth += any(c > token.start for c in closes)
        elif token.letter == ")":
            depth = max(0, depth - 1)
        elif (depth == 0 and token.letter and token.start not in quotes and token.letter not in "《》") or (
            depth == 1 and token.letter == "t"
        ):
            out.append(token)
    return _objects(_lists(_without_modifiers(_heads(out, norm)), norm))


def _short_quotes(items: list[Token]) -> set[int]:
    short: set[int] = set()
    opened: Token | None = None
    for token in items:
        if token.letter == "“":
            opened = token
        elif token.letter == "”" and opened is not None:
            if token.start - opened.end < LONG_QUOTE:
                short |= {opened.start, token.start}
            opened = None
    return short


def _heads(items: list[Token], norm: str) -> list[Token]:
    """A state or person in front of a noun that is the real actor (美国|高级将领, 特朗普|支持者) is none itself.

    It goes when that actor is a mention close behind (美国|前国务卿基辛格), else stays as unresolved.
    """
    out: list[Token] = []
    for index, token in enumerate(items):
        follows = items[index + 1] if index + 1 < len(items) else None
        if (
            token.letter == "c"
            and follows is not None
            and follows.letter in "pg"
            and norm[token.end : follows.start] in _RANKS
        ):
            continue
        if (
            token.letter == "o"
            and follows is not None
            and follows.letter == "p"
            and _OFFICER.fullmatch(norm, token.end, follows.start)
        ):
            continue
        pattern = _NOUNS.get(token.letter)
        if pattern is not None and pattern.match(norm, token.end):
            if follows is not None and follows.letter in "pog" and follows.start - token.end <= _HEAD_GAP:
                continue
            token = token._replace(letter="u")
        out.append(token)
    return out


def _without_modifiers(items: list[Token]) -> list[Token]:
    """Drops a country in front of the actor that belongs to it (美国|国务院)."""
    out: list[Token] = []
    for token in items:
        if out and token.letter in "pog" and out[-1].letter in "col" and out[-1].end == token.start:
            out.pop()
        out.append(token)
    return out


def _lists(items: list[Token], norm: str) -> list[Token]:
    """A comma in front of 以及 goes on with the list before it (A、B，以及C); so does one between its members."""
    out = _attendants(items)
    for index in range(len(out) - 2, 0, -1):
        token, before, behind = out[index], out[index - 1], out[index + 1]
        if token.letter != "," or before.letter not in "pocg" or behind.start - token.end > _HEAD_GAP:
            continue
        last = behind.letter == "w" and behind.start == token.end and norm[behind.start : behind.end] in _AND
        if last or (behind.letter == before.letter and _listed(out, index)):
            out[index] = token._replace(letter="、")
            if last:
                out[index + 1] = behind._replace(letter="")
    return [t for t in out if t.letter]


def _attendants(items: list[Token]) -> list[Token]:
    """Those who attend, named at the head of a sentence with their titles, are one list whatever parts them."""
    match = _ATTENDANTS.match("".join(t.letter for t in items))
    if match is None:
        return list(items)
    out: list[Token] = []
    for token in items[match.start(1) : match.end(1)]:
        if token.letter == "p":
            out.append(token)
        elif out and out[-1].letter == "p" and token.letter in "、,":
            out.append(token._replace(letter="、"))
    return [*items[: match.start(1)], *out, *items[match.end(1) :]]


def _listed(items: list[Token], index: int) -> bool:
    """Whether the members on both sides of a comma belong to one list: it went on behind and began before."""
    letters = "".join(t.letter for t in items[max(0, index - 3) : index + 4])
    at = min(index, 3)
    return (
        letters[at + 2 : at + 3] == "、" and "、" in letters[:at] and items[index + 2].start <= items[index + 1].end + 1
    )


def _is_place(token: Token) -> bool:
    return token.mention is not None and token.mention.type in ("place", "country")


def _objects(items: list[Token]) -> list[Token]:
    """将 right before an actor and behind its agent takes an object (警方将王某拘留), else it is the future."""
    out: list[Token] = []
    for index, token in enumerate(items):
        follows = items[index + 1] if index + 1 < len(items) else None
        if token.letter == "u" and out and out[-1].letter == "Z" and out[-1].end == token.start and _is_place(token):
            token = token._replace(letter="l")  # 在北京: a place that acts nowhere is still where it happens
        single = token.letter == "F" and token.end - token.start == 1
        if single and follows and follows.letter in "pocgl" and follows.start == token.end:
            token = token._replace(letter="C")
        out.append(token)
    return out


def _with_gaps(norm: str, items: list[Token], start: int, end: int) -> list[Token]:
    out: list[Token] = []
    at = start
    for token in items:
        if token.start > at and not norm[at : token.start].isspace():
            out.append(Token("_", at, token.start))
        out.append(token)
        at = max(at, token.end)
    if at < end:
        out.append(Token("_", at, end))
    return out
