"""Reported speech: who says what, one statement per speaker and passage.

A passage goes on until somebody else speaks; speech inside speech is a statement of its own and
does not end the passage around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...records import Actor, Claim
from .clauses import Clause
from .cues import any_of
from .draft import Draft
from .heads import lend
from .lexer import Line, Token
from .papers import author, paper_of
from .topics import own_side

_LEADING: Final = re.compile(r"^(?:[了过]|道(?![歉理路德])|[说說称稱指](?=[,，:：“「])|[\s,,，:：。、“”「」\"])+")
_QUOTED: Final = re.compile(r"[“「\"]([^”」\"]+)[”」\"]")
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_MIN_CONTENT: Final = 4
_FEELING: Final = re.compile(any_of("event_statements.feelings"))
"""What somebody expresses with two characters (表示满意)."""
_BODY: Final = 3
_SAME: Final = 12
"""Characters that two reports of the same words have in common at least."""
_LEAD: Final = ',，:： “”「」"说称指'
_OPEN: Final = frozenset('“「『"')
_CLOSE: Final = frozenset('”」』"')
_ATTITUDES: Final = frozenset({"reject", "support", "demand"})
_WISHES: Final = frozenset({"希望", "期望", "盼望", "相信", "坚信", "主张", "同意", "一致同意"})
"""What somebody says of another's attitude is no speech of the other."""
_OCCASIONS: Final = re.compile(any_of("event_statements.occasions"))
_GOES_ON: Final = re.compile('[“「『"]|我们|我方|我国|中方|双方|第[一二三四五六七八九十]|[一二三四五六七八九十]是')
"""How a paragraph without a reporting verb begins that is still speech."""


@dataclass(slots=True)
class Passage:
    """The speech that is going on while the text is read.

    Attributes:
        before: the passages that others broke into, within the paragraph of `outer`.
        last: the paragraph of the last sentence of `outer`.
        stranger: somebody who is no known actor spoke last.
        strange: the sentence where that was.
        heard: speakers and their first words → the statement.
    """

    outer: Draft | None = None
    before: list[Draft] = field(default_factory=list)
    last: int = -1
    stranger: bool = False
    strange: int = -1
    drafts: list[Draft] = field(default_factory=list)
    heard: dict[tuple[str, ...], Draft] = field(default_factory=dict)


def in_scope(passage: Passage, draft: Draft, norm: str, actors: Mapping[str, Actor]) -> bool:
    """Whether a verb of view (支持, 希望 …) only tells what a speaker says of somebody.

    It stands inside speech when something was said earlier in the sentence, unless somebody else is
    its subject (王毅说，医学专家警告…); or when the passage goes on and its subject is a side or the
    speaker's own state (中方反对…). A comma or colon behind the verb opens speech.
    """
    tokens = [t for t in draft.found.get("agent", []) if t.letter in "pog"]
    outer = passage.outer
    if nested(draft):
        if speaks_for(passage, draft, actors):
            return True
        speaking = {n for t in draft.clause.speaker if t.mention for n in t.mention.actors}
        own = [t for t in tokens if t.mention and not set(t.mention.actors) & speaking]
        near = not draft.carried or draft.clause.opener == ","
        here = bool(own) and near and own[-1].start >= draft.clause.line.start
        return not here or draft.trigger.stance in _ATTITUDES or norm[draft.token.start : draft.token.end] in _WISHES
    if draft.clause.line.paragraph == passage.last and (speaks_for(passage, draft, actors) or _both(draft, outer)):
        return True
    opens = norm[draft.token.end : draft.token.end + 1] in ",:"
    if outer is None or opens or any(not _is_side(t) for t in tokens):
        return False
    return draft.clause.line.paragraph - outer.clause.line.paragraph <= 1


def _both(draft: Draft, outer: Draft | None) -> bool:
    """Whether both sides are the subject of a passage that one of them speaks (双方相互支持，…)."""
    found = draft.found.get("agent", [])
    return outer is not None and bool(found) and all(t.mention and len(t.mention.actors) > 1 for t in found)


def speaks_for(passage: Passage, draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """Whether the speaker of the passage only tells what his own state says (汪文斌说，中方对此表示遗憾)."""
    outer = passage.outer
    tokens = draft.found.get("agent", [])
    return outer is not None and _own_state(outer, tokens, actors)


def _own_state(outer: Draft, tokens: Sequence[Token], actors: Mapping[str, Actor]) -> bool:
    """Whether these are nothing but the state or the body for which somebody speaks who is not it himself."""
    own = own_side(outer, actors)
    offices = [role for a in own if a in actors for role in actors[a].roles]
    named = [actors[a] for t in tokens if t.mention for a in t.mention.actors if a in actors]
    return bool(named) and all(actor.id not in own and _heads(actor, own, offices) for actor in named)


def _heads(actor: Actor, own: set[str], offices: Sequence[str]) -> bool:
    """Whether a state is the speakers' own, or a body stands in one of their offices (最高法院院长)."""
    if actor.type == "country":
        return actor.country in own
    names = [name for name in (actor.name, *actor.mentions) if len(name) >= _BODY]
    return actor.type == "organization" and any(name in office for name in names for office in offices)


def _is_side(token: Token) -> bool:
    """Whether a word stands for those of whom the passage tells (双方, 两国), not for people that nobody names."""
    mention = token.mention
    if mention is None:
        return token.letter == "g"
    return len(mention.actors) > 1 or (token.letter == "g" and mention.rule != "unnamed")


def nested(draft: Draft) -> bool:
    """Whether the verb stands inside speech of its sentence, rather than behind a quotation that opens it."""
    if not draft.clause.said:
        return False
    line = draft.clause.line
    head = line.norm[line.start : draft.clause.tokens[0].start].rstrip(" ,")
    return not (head[:1] in _OPEN and head[-1:] in _CLOSE and len(head) > 1)


def has_content(draft: Draft, norm: str) -> bool:
    """Whether something is said: words behind the verb, or a quotation before it."""
    line, token = draft.clause.line, draft.token
    if draft.trigger.options.get("noun"):
        return True
    if any(t.letter == "d" and t.start < token.start for t in draft.clause.tokens):
        return True  # 对合作表示乐观
    behind = norm[token.end : line.end].strip("。!?，,;:“”「」『』\"' \n")
    if len(behind) >= _MIN_CONTENT or _FEELING.fullmatch(behind):
        return True
    ahead = _BRACKETS.sub("", norm[line.start : token.start])
    return bool(re.search(r"[”」』\"][^”」』\"]{0,60}$|,[^,]{0,30}$", ahead))


def claim_of(draft: Draft, text: str) -> Claim | None:
    """The content: what stands behind the verb in its sentence, else what stands before the speaker.

    “…,”王毅说。 quotes first; 王毅说,“…” and 王毅说,… follow.
    """
    line, token = draft.clause.line, draft.token
    if draft.trigger.options.get("noun"):
        start = draft.clause.tokens[0].start
        return Claim(text=text[start : token.end], start=start, end=token.end)
    start = token.end
    lead = _LEADING.match(text[start : line.end])
    start += lead.end() if lead else 0
    topic = next((t for t in draft.clause.tokens if t.letter == "d" and t.start < token.start), None)
    short = line.end - start < _MIN_CONTENT
    if not short or (topic is None and _FEELING.match(line.norm, start, line.end)):
        direct = any(c in text[token.end : start] for c in '“「"')
        return Claim(text=text[start : line.end], start=start, end=line.end, direct=direct)
    if topic is not None:  # 对合作表示乐观
        return Claim(text=text[topic.start : line.end], start=topic.start, end=line.end)
    first = draft.clause.tokens[0].start
    quotes = list(_QUOTED.finditer(text, line.start, token.start))
    if quotes:
        low, high = quotes[-1].span(1)
    else:
        said = [t.end for t in line.tokens if t.letter in "R:" and t.end <= first]
        low, high = max(said, default=line.start), first
    return Claim(text=text[low:high], start=low, end=high, direct=bool(quotes)) if high > low else None


def quote_before(draft: Draft, lines: Sequence[Line], norm: str) -> tuple[int, int] | None:
    """The quotation that is the whole sentence before: “…。”王毅说。"""
    index = draft.clause.line.index
    if index == 0 or len(norm[draft.token.end : draft.clause.line.end].strip("。 ")) >= _MIN_CONTENT:
        return None
    previous = lines[index - 1]
    if previous.paragraph != draft.clause.line.paragraph or norm[previous.end - 1] not in '”」』"':
        return None
    start = next((i for i in range(previous.start, previous.end) if norm[i] in '“「『"'), None)
    return None if start is None or previous.end - start < _MIN_CONTENT else (start + 1, previous.end - 1)


def enter(passage: Passage, draft: Draft, text: str, quote: tuple[int, int] | None = None) -> Draft | None:
    """Takes a statement into the passage: a new draft, or None when it continues one.

    Args:
        quote: the quotation of the sentence before that is its content, if so.
    """
    outer = passage.outer
    inside = nested(draft)
    known = _known(passage, draft)
    if known is not None:
        _continue(known, draft)
        if not inside:
            passage.outer, passage.last = known, draft.clause.line.paragraph
        return None
    draft.claim = (
        Claim(text=text[quote[0] : quote[1]], start=quote[0], end=quote[1], direct=True)
        if quote
        else claim_of(draft, text)
    )
    passage.drafts.append(draft)
    passage.heard.setdefault(_words(draft), draft)
    aside = bool(draft.trigger.options.get("noun")) or (outer is not None and _recalled(draft))
    if not (inside or aside):
        if outer is None or passage.last != draft.clause.line.paragraph:
            passage.before = []
        else:
            passage.before.append(outer)
        passage.outer, passage.last = draft, draft.clause.line.paragraph
    return draft


def _known(passage: Passage, draft: Draft) -> Draft | None:
    """The statement that this one goes on with: same speaker, same occasion, nothing told in between."""
    speakers = set(draft.names.get("agent", []))
    line = draft.clause.line
    again = passage.heard.get(_words(draft))
    if again is not None:
        return again
    near = line.paragraph - passage.last <= 1
    for known in (passage.outer, *reversed(passage.before)) if near else ():
        if known is not None and speakers == set(known.names.get("agent", [])) and _same_occasion(known, draft):
            return known
    for known in reversed(passage.drafts):
        if known.clause.line.paragraph != line.paragraph:
            break
        if speakers == set(known.names.get("agent", [])) and _same_occasion(known, draft):
            return known
    return None


def _words(draft: Draft) -> tuple[str, ...]:
    """The speakers and how their words begin; what is told again (a caption under the lead) begins alike."""
    line, token = draft.clause.line, draft.token
    said = line.norm[token.end : min(line.end, token.end + 2 * _SAME)].lstrip(_LEAD)[:_SAME]
    own = said if len(said) == _SAME else str(token.start)
    return (own, *sorted(draft.names.get("agent", [])))


def stand_in(passage: Passage, draft: Draft, norm: str, told: Sequence[Draft]) -> bool:
    """A pronoun that speaks is whoever spoke last, a document its author: 王毅说…。他还指出…。声明称…。

    False when a document speaks that nobody gave out, or a pronoun that stands for a stranger.

    Args:
        told: all events so far; a telegram's or report's author is whoever sent or published it.
    """
    paper = paper_of(draft, norm)
    if paper is not None:
        known = author(paper, told, norm)
        if known is not None:
            lend(draft, known, draft.clause.tokens[0])
        return known is not None
    tokens = draft.found.get("agent", [])
    outer = passage.outer
    if draft.carried and passage.strange == draft.clause.line.index:
        return False  # 某某认为…,并提到…
    if tokens and passage.stranger and all(t.mention is not None and t.mention.form == "pronoun" for t in tokens):
        return False
    if tokens and not draft.carried:
        passage.stranger = False
    if outer is None or not tokens or any(t.mention is None or t.mention.form != "pronoun" for t in tokens):
        return True
    if any(t.letter == tokens[0].letter for t in outer.found.get("agent", [])):
        lend(draft, outer, tokens[0])
    return True


def _recalled(draft: Draft) -> bool:
    """Whether the verb tells of earlier speech (已明确表示, 曾说), inside a passage of somebody else."""
    words = [t for t in draft.clause.tokens if t.letter == "P"]
    return bool(words) and words[-1].start < draft.token.start


def _same_occasion(left: Draft, right: Draft) -> bool:
    places = _occasion(left), _occasion(right)
    if all(places) and places[0] != places[1]:
        return False
    return right.time is None or left.time == right.time or right.inferred


def _occasion(draft: Draft) -> str:
    """The kind of place where the words fell (记者会, 声明), or ''."""
    line = draft.clause.line
    found = _OCCASIONS.findall(line.norm, draft.clause.tokens[0].start, draft.token.end)
    return found[-1] if found else ""


def _continue(known: Draft, draft: Draft) -> None:
    line = draft.clause.line
    if line.index != known.clause.line.index:
        known.reports.append(draft.report())
    for role, names in draft.names.items():
        have = known.names.setdefault(role, [])
        have.extend(n for n in names if n not in have)


def follow(passage: Passage, line: Line, text: str) -> None:
    """A sentence that changes no speaker prolongs the speech of its paragraph, or of a paragraph that goes on."""
    outer = passage.outer
    if outer is None or outer.claim is None or outer.claim.end > line.start:
        return
    if line.paragraph != passage.last:
        if line.paragraph != passage.last + 1 or not _GOES_ON.match(line.norm, line.start, line.end):
            return
        passage.last = line.paragraph
    start, end = outer.claim.start, outer.claim.end
    if outer.clause.line.paragraph == line.paragraph and text[end : line.start].strip() == "":
        outer.claim = Claim(text=text[start : line.end], start=start, end=line.end, direct=outer.claim.direct)
    else:
        outer.speech.append((line.start, line.end))


def link_claims(drafts: Sequence[Draft]) -> None:
    """Events told inside a claim are asserted by its statement."""
    statements = [d for d in drafts if d.type == "statement" and d.claim is not None]
    for draft in drafts:
        around = [s for s in statements if s is not draft and _inside(draft, s)]
        if around:
            nearest = max(around, key=lambda s: s.token.start)
            draft.claimed_by = nearest
            nearest.asserts.append(draft)


def _inside(draft: Draft, statement: Draft) -> bool:
    claim = statement.claim
    return claim is not None and claim.start <= draft.token.start < claim.end


def speaker_tokens(clause: Clause) -> tuple[Token, ...]:
    """The subject of the reporting verb, its own or carried over."""
    return clause.subject or clause.carried
