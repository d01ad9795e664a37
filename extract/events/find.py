"""The way from an article's times and mentions to its events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...records import Actor, Article, Event, Mention, Time
from ..normalize import normalize
from ..sentences import Sentence
from .anniversaries import read_anniversary
from .apart import several
from .clauses import Clause, speaks_first, split_clauses
from .cues import any_of
from .draft import Draft
from .figures import FigureReader, fill, says_nothing
from .governments import resolve_governments
from .hearing import Hearing
from .lexer import Lexer, Line, Token, admits, fits_line, is_other
from .merge import merge_reports, settle_titles
from .modality import find_modality, split_moved, supposed
from .needs import enough, may_be_enough
from .occasions import (
    attach_attendants,
    attach_hosts,
    beside_the_occasion,
    date_by_occasion,
    refers_back,
    set_mode,
    told_at,
)  # fmt: skip
from .participants import bind, imply, meet_as_sides
from .places import find_place
from .rules import Rules, Trigger, default_rules
from .selves import resolve_pronouns
from .stance import set_stance
from .statements import enter, follow, link_claims, quote_before
from .states import act_for_state
from .surnames import resolve_surnames
from .timing import Reference, find_reference, keep_period, set_time
from .topics import find_topic

_HAPPENED = re.compile("(?:发生|爆发|突发|遭遇|举行|召开|举办|展开|实施|遭到)(?:了|的)?[^,;。]{0,8}$")
"""Verbs that make a noun behind them a happening: 发生爆炸, 举行选举."""
_ANNOUNCES = re.compile("(?:宣布|宣告|决定|公告|下令|批准)[,:]?$")
_HABIT = re.compile("(?:" + any_of("event_worth.habits") + "|常(?=[因被在与和向对会]))[^,;。]{0,16}$")
"""Words that make an act a habit, which happens on no day."""
_POLICY = re.compile(any_of("event_worth.policy") + "$")
"""Denials of what is not done as a rule, rather than of what did not happen."""
_RECURS = re.compile("每(?:[月年周逢当]|星期)[^,;。]{0,16}$")
"""Those that make even a named day one of many: 每月20日公布."""
_TOPIC = re.compile("了?(?:你|您|自己人)|了?[^,;。的]{0,8}的" + any_of("event_worth.topics"))
"""What follows a word that only says what a fear, a right or a means is of."""
_ABLE = re.compile(
    "(?:可(?!能)以?|(?<!可)能够?(?!否)|有权|无权|得以|难以|足以|容易|善于|擅长|乐于|敢于|(?:才|方|均|都|也)可)[^,;。]{0,10}$"
)
"""What somebody can or may do is no single act: 可以审议法律."""
_FAR = 12
"""A participant further from the trigger than so many characters may belong to something else."""
_BETWEEN = frozenset({"meeting", "call", "agreement", "visit"})
"""Types that are told as nouns as often: 中美之间的会谈, 对日本的访问."""
_REPORTED = frozenset({"message", "meeting", "gathering", "call", "agreement", "release"})
"""Types that the reporter's own words tell of the occasion, unless they say otherwise."""


@lru_cache(maxsize=1)
def _default_readers() -> tuple[Lexer, FigureReader]:
    return Lexer(default_rules()), FigureReader(default_rules())


class _Finder:
    """The state of one article's reading."""

    def __init__(
        self,
        article: Article,
        lexer: Lexer,
        figures: FigureReader,
        actors: Sequence[Actor],
        lines: list[Line],
        norm: str,
    ) -> None:
        self.article = article
        self.lexer = lexer
        self.actors = {a.id: a for a in actors}
        self.names = {a.id: a.name for a in actors}
        self.lines = lines
        self.norm = norm
        self.reference: Reference = find_reference(article, lines)
        self.drafts: list[Draft] = []
        self.hearing = Hearing(lines, norm, self.names, self.actors)
        self.figures = figures
        self.topic: tuple[Token, ...] = ()
        self.clauses: dict[int, list[Clause]] = {}

    def run(self) -> list[Draft]:
        before: tuple[Token, ...] = ()
        paragraph = -1
        person: Token | None = None
        spoke = False
        for line in self.lines:
            if line.paragraph != paragraph:
                before, paragraph = (), line.paragraph
                self.hearing.open_paragraph(line)
            clauses = split_clauses(line, before, self.lexer.asking)
            outer = self.hearing.passage.outer
            speaker = outer.found.get("agent", []) if outer is not None else []
            if resolve_pronouns(line, clauses, speaker, person):
                clauses = split_clauses(line, before, self.lexer.asking)
            self.clauses[line.index] = clauses
            for clause in clauses:
                clause.told = bool(before) and spoke and clause.carried is before
            self._read_line(line, clauses)
            self.topic = next((c.subject for c in clauses if c.subject), self.topic)
            subject = next((c.subject for c in clauses if c.subject), ())
            spoke = speaks_first(clauses) if subject else spoke
            before = subject or before
            if len(subject) == 1 and subject[0].letter == "p":
                person = subject[0]
        self.drafts = merge_reports(settle_titles(self.drafts))
        for draft in self.drafts:
            if draft.type == "statement":
                set_stance(draft, self.lines, self.norm, self.lexer, self.actors)
                find_topic(draft, self.lines, self.actors)
        link_claims(self.drafts)
        return self.drafts

    def _read_line(self, line: Line, clauses: list[Clause]) -> None:
        outer = self.hearing.passage.outer
        for clause in clauses:
            for index in range(clause.low, clause.high):
                token = line.tokens[index]
                if token.letter not in "VRtHK":
                    continue
                told = len(self.drafts)
                for trigger in self._triggers(token, line):
                    if not (is_other(trigger) and any(d.token is token for d in self.drafts[told:])):
                        self._read(trigger, clause, index, clauses)
        if "M" in line.letters:
            attach_hosts(line, self.drafts, self.names)
        if "J" in line.letters:
            attach_attendants(line, self.drafts, self.names)
        if outer is self.hearing.passage.outer:
            follow(self.hearing.passage, line, self.article.text)
        for draft in self.figures.find(line, clauses, self.norm, self.article.text):
            self._read_figure(draft, clauses)

    def _read_figure(self, draft: Draft, clauses: list[Clause]) -> None:
        speaker = self.hearing.passage.outer if self._claimed(draft.clause) else None
        fill(draft, self.actors, speaker, self.topic)
        set_time(draft, clauses, self.reference, "occasion")
        draft.modality = find_modality(draft, clauses, self.reference.published)
        if draft.modality == "planned":
            draft.modality = "possible"  # a forecast
        if draft.modality == "possible" and self.figures.of_survey(draft, self.norm):
            draft.modality = "actual"  # what people expect is an answer given
        self.figures.date_by_survey(draft, self.lines, self.norm, self.names)
        if draft.time_rule == "survey":
            draft.modality = "actual"
        keep_period(draft, next((d for d in reversed(self.drafts) if d.type == draft.type), None))
        if enough(draft, self.drafts) and not says_nothing(draft):
            find_place(draft, self.article.text)
            self.drafts.append(draft)

    def _triggers(self, token: Token, line: Line) -> Sequence[Trigger]:
        """The triggers that a token is, those of `other_action` last."""
        if token.letter == "t":
            if token.time is None or "周年" not in self.norm[token.start : token.end]:
                return ()
            return [t for t in self.lexer.in_times if admits(t, self.norm, token)]
        known = line.meant.get(token.start)
        return self.lexer.admitted(token, self.norm) if known is None else known

    def _read(self, trigger: Trigger, clause: Clause, index: int, clauses: list[Clause]) -> bool:
        """Reads one trigger; True when it is reported speech."""
        token = clause.line.tokens[index]
        if trigger.options.get("alone") and any(t.letter == "V" and t is not token for t in clause.tokens):
            return False
        if not fits_line(trigger, clause.line):
            return False
        draft = bind(trigger, clause, index, self.names)
        if trigger.type == "statement":
            return self._read_statement(draft, clauses)
        imply(draft, self.names)
        meet_as_sides(draft, self.names)
        act_for_state(draft, self.actors)
        if not may_be_enough(draft):
            return False
        default = "occasion" if self._of_occasion(draft) else "none"
        set_mode(draft)
        set_time(draft, clauses, self.reference, default)
        if draft.time is None or draft.time_rule in ("occasion", "publish day"):
            date_by_occasion(draft, self.drafts, self.lexer.by_word)
        if trigger.type == "anniversary" and not read_anniversary(draft, self.norm, self.article, self.names):
            return False
        draft.modality = find_modality(draft, clauses, self.reference.published)
        find_place(draft, self.article.text)
        if not enough(draft, self.drafts) or self._worth(draft) < trigger.threshold:
            return False
        known = refers_back(draft, self.drafts, self.norm)
        if known is not None:
            known.reports.append(draft.report())
            return False
        self.drafts.extend(one for part in several(draft, self.names) for one in split_moved(part))
        return False

    def _read_statement(self, draft: Draft, clauses: list[Clause]) -> bool:
        if not self.hearing.hears(draft, self.drafts):
            return False
        if self.hearing.is_view(draft):
            return True
        set_time(draft, clauses, self.reference, "occasion")
        met = told_at(draft, self.drafts, clauses) if draft.inferred else None
        if met is not None:
            draft.time, draft.time_token, draft.time_rule = met.time, met.time_token, "told at"
        quote = quote_before(draft, self.lines, self.norm)
        taken = enter(self.hearing.passage, draft, self.article.text, quote)
        if taken is not None:
            self.drafts.append(taken)
        return True

    def _of_occasion(self, draft: Draft) -> bool:
        """Whether an event without a time word happened at the occasion that the article reports."""
        line = draft.clause.line
        if line.title or line.index <= 1 or beside_the_occasion(line):
            return True
        return draft.type in _REPORTED and not self._claimed(draft.clause)

    def _claimed(self, clause: Clause) -> bool:
        outer = self.hearing.passage.outer
        return clause.said or (outer is not None and outer.clause.line.paragraph == clause.line.paragraph)

    def _worth(self, draft: Draft) -> int:
        bonus = self.lexer.bonus[draft.type].get(self.norm[draft.token.start : draft.token.end], 0)
        start = draft.clause.tokens[0].start
        coarse = draft.time_rule != "clause" or len(draft.time or "") <= len("2000")
        habit = _RECURS if not coarse else _HABIT
        if habit.search(self.norm, start, draft.token.start):
            bonus -= 3
        if _announced(draft.clause):
            bonus = max(bonus, 0)
        if _TOPIC.match(self.norm, draft.token.end):
            bonus -= 1
        if coarse:
            bonus -= self._supposed(draft)
        if _HAPPENED.search(self.norm, max(draft.clause.line.start, draft.token.start - 12), draft.token.start):
            bonus = max(bonus, 0) + 1
        return worth(draft, self._claimed(draft.clause) and not _announced(draft.clause), bonus)

    def _supposed(self, draft: Draft) -> int:
        """What it costs to be only put as a case, or as what somebody may, can or will not do.

        就算他认罪, 法院可以审理, 公司不会起诉.
        """
        if draft.modality not in ("possible", "negated"):
            return 0
        start = draft.clause.tokens[0].start
        if draft.modality == "negated":
            denied = [o for o in draft.clause.tokens if o.letter == "O" and o.start < draft.token.start]
            if denied and _POLICY.search(self.norm, start, denied[-1].end):
                return 2
        elif _ABLE.search(self.norm, start, draft.token.start):
            return 2
        return int(supposed(draft, self.clauses[draft.clause.line.index], questions=False))


def _announced(clause: Clause) -> bool:
    """Whether the words in front of the clause do what they say: 宣布将制裁, 决定召回."""
    return clause.opener == "R" and bool(_ANNOUNCES.search(clause.line.norm, clause.line.start, clause.tokens[0].start))


def worth(draft: Draft, claimed: bool, bonus: int) -> int:
    """How much speaks for a happening rather than a topic; the weights are rounded log odds (of a half).

    They were fitted on annotated articles: the word itself says most (`bonus` is -1 for words that
    more often name a topic), then a time or place, then whether somebody only speaks of it.

    Args:
        claimed: the words stand inside reported speech.
    """
    timed = draft.time_rule in ("clause", "sentence")
    letters = {token.letter for tokens in draft.found.values() for token in tokens}
    near = [_distance(draft.token, token) for tokens in draft.found.values() for token in tokens]
    score = 2 * (draft.trigger.weight + bonus) + timed + (draft.place is not None)
    score += (draft.token.end - draft.token.start > 2) + (len(draft.people) > 1)
    if claimed:
        score += 1 if draft.time_rule == "clause" else draft.trigger.speech - 1
    if not timed and _is_object_of(draft):
        score -= 1
    if draft.type not in _BETWEEN:
        score -= 2 * _is_noun(draft)
    score -= (draft.modality == "possible" and not draft.clause.asked) + (
        claimed and not draft.clause.asked and letters == {"c"}
    )
    return score - (bool(near) and min(near) > _FAR)


def _is_noun(draft: Draft) -> bool:
    """Whether the trigger stands behind 的: a thing spoken of (他面临的指控), not a verb."""
    line = draft.clause.line
    at = draft.clause.low + next(i for i, t in enumerate(draft.clause.tokens) if t is draft.token)
    return at > 0 and line.letters[at - 1] == "D"


def _is_object_of(draft: Draft) -> bool:
    """Whether a preposition stands right in front of the trigger: 为谈判设下最后期限."""
    before = [t for t in draft.clause.tokens if t.end == draft.token.start]
    return bool(before) and before[0].letter == "d"


def _distance(trigger: Token, other: Token) -> int:
    return max(other.start - trigger.end, trigger.start - other.end)


def find_events(
    article: Article,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    rules: Rules | None = None,
) -> list[Event]:
    """The events that an article tells, in the order of their triggers.

    Args:
        article: as read.
        sentences, times, mentions, actors: the findings of the other rooms, by start.
        rules: the rules to read by; jishi's own when None.
    """
    lexer, figures = _default_readers() if rules is None else (Lexer(rules), FigureReader(rules))
    norm = normalize(article.text)
    title = len(article.title) if article.title and article.text.startswith(article.title) else 0
    lines = lexer.lines(norm, sentences, times, mentions, title)
    resolve_governments(lines, actors, norm)
    resolve_surnames(lines, mentions, actors, norm)
    finder = _Finder(article, lexer, figures, actors, lines, norm)
    drafts = finder.run()
    ids = {id(d): d.identify(article) for d in drafts}
    unique: dict[str, Draft] = {}
    for draft in drafts:
        unique.setdefault(ids[id(draft)], draft)
    ordered = sorted(unique.values(), key=lambda d: (d.token.start, d.token.end, d.type, ids[id(d)]))
    return [d.record(article, ids) for d in ordered]
