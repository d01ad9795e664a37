"""Binds participants to a trigger by its constructions."""

from __future__ import annotations

import re
from typing import Final

from .clauses import CARRY_GAP, Clause, gap_before
from .cues import any_of
from .draft import Draft
from .lexer import Token
from .patterns import Construction
from .rules import Trigger

_ASKS: Final = re.compile(any_of("event_participants.asks") + "[,:]?$")
_INVITES: Final = re.compile(any_of("event_participants.invites") + "$")
_FROM: Final = re.compile("(?:从|自|来自|离开|由)$")
_IS: Final = re.compile("(?:^|[这那此其也都还只就仍可能应该])是[^,;。]{0,4}[一首第]")
_RELATIVE: Final = re.compile("[_tUZPEl]*X[^,;:RVp]*D[_cou]*[pg]")
_ON: Final = re.compile("(?:就|获悉|得知|惊悉|闻悉|对|为)[^,;。]{2,}")
"""What makes the word that follows the topic of an act: 李强就某某逝世致唁电."""
_TOPIC_OF: Final = re.compile("[^,;。就]{0,10}就(?![是要会能将被可已职任业读])[^,;。]{2,}")
_SPEAKS: Final = re.compile("[^,;。]{0,16}(?:发表|表示|回应|致电|致函|发声明|答|作出)")
_SENT: Final = re.compile(any_of("event_participants.sent") + "$")
_ATTRIBUTE: Final = re.compile("的(?!是|话|消息|时候|情况|原因|同时|同一|当天|当日|过程|第|前|后)")
_BY_STATES: Final = frozenset({"agreement", "diplomatic_relations"})
_DECIDES: Final = re.compile("宣布|决定|下令|承诺|签|命令|批准|指示|他|她|我")
_OUGHT: Final = re.compile("必须|应[当该]?(?![邀约])|务必|尽快|尽早|立即|需要|当务之急|不得|不应|不要")
_DURING: Final = re.compile("(?:的?过程)?(?:中(?![国方共央美俄日欧英法德印韩朝越])|上(?!海)|期间)")
_ACTORS: Final = re.compile("[pocgl]")
_PLEDGES: Final = re.compile(any_of("event_participants.pledges") + "[,:“]*$")
"""Verbs of saying after which the speaker mostly tells of his own acts."""
_GIVEN_OUT: Final = re.compile(any_of("event_participants.given_out") + "[,“]*$")
"""Nouns after which the same one goes on acting: 没有发布任何消息，秘密举行了…."""
_SPOKEN_GAP: Final = 2
"""The same as `CARRY_GAP` right behind a reporting verb, where those who are spoken of stand."""
_TITLE: Final = 5
"""Characters in front of a name that may hold its title."""


def bind(trigger: Trigger, clause: Clause, index: int, names: dict[str, str]) -> Draft:
    """A draft with the participants that the first fitting construction gives.

    Args:
        trigger: the rule.
        clause: where the trigger stands.
        index: the trigger's token in the line.
        names: actor id → name.
    """
    line = clause.line
    token = line.tokens[index]
    draft = Draft(trigger, token, clause, trigger.name, mode=trigger.mode, modality=trigger.modality or "actual")
    bare = line.tokens[clause.low : clause.high]
    letters = line.letters[clause.low : index] + "X" + line.letters[index + 1 : clause.high]
    if trigger.type != "statement" and _DURING.match(line.norm, token.end):
        # 在会晤中总结…: what follows is no part of the meeting
        letters, bare = letters[: index - clause.low + 1], bare[: index - clause.low + 1]
    carried = _carried_over(trigger, clause, index, letters)
    if carried and _told_to_do(trigger, clause, token):
        carried = ()  # 王毅强调，应尽快撤军: he speaks, others withdraw
        draft.withheld = trigger.type in _BY_STATES
    head = "".join([t.letter for t in carried])
    near, near_tokens = head + letters, [*carried, *bare]
    nobody = _ACTORS.search(near) is None
    for construction in trigger.constructions:
        if construction.wide:
            tokens = line.tokens
            text = line.letters[:index] + "X" + line.letters[index + 1 :]
        elif nobody:
            continue
        else:
            tokens, text = near_tokens, near
        if _apply(construction, text, tokens, draft, names):
            draft.rule = f"{trigger.name}/{construction.name}"
            _correct(draft, carried, names)
            own = {id(t) for t in bare}
            draft.carried = any(id(t) not in own for tokens in draft.found.values() for t in tokens)
            break
    return draft


def _correct(draft: Draft, carried: tuple[Token, ...], names: dict[str, str]) -> None:
    """Takes out of the roles whom the words around show to be in none of them, or in another."""
    _drop_unfit(draft, names)
    _drop_origin(draft, names)
    _drop_mourner(draft)
    _drop_self(draft, carried)
    _delegate(draft, names)


def _carried_over(trigger: Trigger, clause: Clause, index: int, letters: str) -> tuple[Token, ...]:
    """The subject of an earlier clause or the speaker, where the clause has none of its own and the words allow it.

    Args:
        index: the trigger's token in the line.
        letters: those of the clause, with X for the trigger.
    """
    if not trigger.carry or _own_subject(clause, index):
        return ()
    speech = trigger.type == "statement"
    carried = (clause.speaker if speech and not _he(clause) else ()) or clause.carried
    if not carried:
        return ()
    if not speech and clause.told:
        return ()  # …，目击者说。枪击发生在…: who spoke is not who did what comes next
    if clause.opener == "R" and _invites(clause):
        return ()  # 欢迎外企来华: they come, not who welcomes them
    if not speech and (_qualifies(clause, index, letters) or (clause.asked == "Q" and _asks_others(clause))):
        return ()  # who calls for it is not who does it
    may = trigger.options.get("carried")
    return () if may is not None and any(t.letter not in may for t in carried) else carried


def _qualifies(clause: Clause, index: int, letters: str) -> bool:
    """Whether the act only qualifies a noun: 抵港的外国人, 自称作者的流亡…, 曾出访台湾的某某, 这是一起绑架."""
    line = clause.line
    token = line.tokens[index]
    if _ATTRIBUTE.match(line.norm, token.end) or (index > clause.low and line.letters[index - 1] == "D"):
        return True
    return bool(_IS.search(line.norm, clause.tokens[0].start, token.start) or _RELATIVE.match(letters))


def _he(clause: Clause) -> bool:
    """Whether the clause before has 他 for its subject, behind a body that spoke (欧盟希望…，但他感到失望，认为…)."""
    tokens = clause.carried
    person = len(tokens) == 1 and tokens[0].mention is not None and tokens[0].mention.form == "pronoun"
    return person and tokens[0].letter == "p" and all(t.letter != "p" for t in clause.speaker)


def _told_to_do(trigger: Trigger, clause: Clause, token: Token) -> bool:
    """Whether a person only says that something ought to be done, or that states do it."""
    if trigger.type == "statement" or not clause.said or any(t.letter != "p" for t in clause.carried):
        return False
    if trigger.type in _BY_STATES and not _DECIDES.search(clause.line.norm, clause.line.start, token.start):
        return True
    return bool(_OUGHT.search(clause.line.norm, clause.tokens[0].start, token.start))


def _asks_others(clause: Clause) -> bool:
    """Whether the reporting verb in front of the clause asks others to act (呼吁, but not 希望)."""
    before = clause.line.norm[clause.line.start : clause.tokens[0].start]
    return bool(_ASKS.search(before))


def _invites(clause: Clause) -> bool:
    """Whether the verb in front of the clause is one of asking others in, and unknown others open the clause."""
    first = clause.tokens[0]
    return first.letter == "_" and bool(_INVITES.search(clause.line.norm, clause.line.start, first.start))


def _own_subject(clause: Clause, index: int) -> bool:
    if clause.line.norm[clause.tokens[0].start] == "《" and index > clause.low:
        return True  # a newspaper or document is the subject
    if clause.line.letters[clause.low] == "l" and index > clause.low + 1:
        return True  # 香港有条件加入…
    if clause.subject and clause.subject[-1].start < clause.line.tokens[index].start:
        return True
    gap = gap_before(clause, index)
    if gap > _SPOKEN_GAP and _tells(clause):
        return True  # 某官员表示，极端组织残忍杀害…: others, whom no mention covers
    return gap > CARRY_GAP


def _tells(clause: Clause) -> bool:
    """Whether the clause opens what somebody says of others, not what he pledges or tells of himself."""
    line = clause.line
    start = clause.tokens[0].start
    if not line.letters[: clause.low].rstrip(",:“").endswith("R"):
        return False
    return not (_PLEDGES.search(line.norm, line.start, start) or _GIVEN_OUT.search(line.norm, line.start, start))


def _apply(construction: Construction, text: str, tokens: list[Token], draft: Draft, names: dict[str, str]) -> bool:
    for letter in construction.asks:
        if letter not in text:
            return False
    match = construction.expression.search(text)
    if match is None:
        return False
    for group, role in construction.groups.items():
        if match.group(group) is None:
            continue
        for token in tokens[match.start(group) : match.end(group)]:
            if token.mention is not None:
                draft.found.setdefault(role, []).append(token)
                draft.add(role, token, names)
    return True


def _drop_unfit(draft: Draft, names: dict[str, str]) -> None:
    """Takes out of a role whoever the trigger's `unfit` says is never in it (the judge is not the accused)."""
    norm = draft.clause.line.norm
    for role, source in draft.trigger.options.get("unfit", {}).items():
        tokens = draft.found.get(role, [])
        others = [o.end for o in draft.clause.line.tokens if o.letter != "_"]
        fit = [
            t
            for t in tokens
            if not re.search(source, norm[max([0, t.start - _TITLE, *(e for e in others if e <= t.start)]) : t.end])
        ]
        if len(fit) < len(tokens):
            draft.found[role] = fit
            draft.names.pop(role, None)
            draft.arguments = [a for a in draft.arguments if a.role != role]
            for token in fit:
                draft.add(role, token, names)


def _drop_origin(draft: Draft, names: dict[str, str]) -> None:
    """Whence a visitor comes is not where he goes: 从香港前往台湾."""
    norm = draft.clause.line.norm
    left = [t for t in draft.found.get("host", []) if _FROM.search(norm, max(0, t.start - 2), t.start)]
    if draft.type == "visit" and left:
        gone = {names[a] for t in left if t.mention is not None for a in t.mention.actors if a in names}
        draft.drop("host", gone)


def _drop_mourner(draft: Draft) -> None:
    """Who acts on somebody's death does not die; who speaks 就某事 did not do it."""
    norm = draft.clause.line.norm
    gone = [t for t in draft.found.get("patient", []) if _ON.fullmatch(norm, t.end, draft.token.start)]
    tell = [t for t in draft.found.get("agent", []) if _TOPIC_OF.fullmatch(norm, t.end, draft.token.start)]
    if tell and len(tell) == len(draft.found["agent"]) and _SPEAKS.search(norm, draft.token.end, draft.clause.line.end):
        draft.drop("agent", draft.names["agent"][:])
    if draft.type == "life_event" and gone and len(gone) == len(draft.found["patient"]):
        draft.drop("patient", draft.names["patient"][:])


_SUFFERED: Final = ("patient", "recipient")


def _drop_self(draft: Draft, carried: tuple[Token, ...]) -> None:
    """Nobody does an act to himself: who is bound twice is the doer.

    A subject carried over goes out of `patient` with all that was carried (…, 被警方驳回).
    """
    agents = set(draft.names.get("agent", ()))
    if not draft.names.keys() - {"agent", "patient"} and _only_carried(draft, carried):
        draft.drop("agent", draft.names["agent"][:])
        return
    if agents & set(draft.names.get("patient", ())) and any(t in carried for t in draft.found.get("patient", ())):
        draft.drop("patient", draft.names["patient"][:])
    for role in _SUFFERED:
        twice = agents & set(draft.names.get(role, ()))
        if twice:
            draft.drop(role, twice)


def _only_carried(draft: Draft, carried: tuple[Token, ...]) -> bool:
    """Whether the agent is but carried over, and the clause names the same one as its patient (制裁某某)."""
    agents, patients = draft.found.get("agent", []), draft.found.get("patient", [])
    if not agents or not patients or set(draft.names.get("agent", ())) != set(draft.names.get("patient", ())):
        return False
    return all(t in carried for t in agents) and not any(t in carried for t in patients)


def _delegate(draft: Draft, names: dict[str, str]) -> None:
    """Who is sent or told to act acts: 派国务卿布林肯访华 has one visitor, and it is not the sender."""
    agents = draft.found.get("agent", [])
    if draft.type == "statement" or not agents:
        return
    tokens = draft.clause.tokens
    norm = draft.clause.line.norm
    last = agents[-1].end
    between = [i for i, t in enumerate(tokens) if t.letter in "pg" and last <= t.start < draft.token.start]
    first = next((i for i in between if _sent(norm, tokens[i])), None)
    if first is None:
        return
    sent = [tokens[first]]
    for index in range(first + 1, len(tokens) - 1, 2):
        if tokens[index].letter not in "w、" or tokens[index + 1].letter not in "pg":
            break
        sent.append(tokens[index + 1])
    draft.found["agent"] = sent
    del draft.names["agent"]
    draft.arguments = [a for a in draft.arguments if a.role != "agent"]
    for token in sent:
        draft.add("agent", token, names)


def _sent(norm: str, token: Token) -> bool:
    return bool(_SENT.search(norm, max(0, token.start - 3), token.start))


def meet_as_sides(draft: Draft, names: dict[str, str]) -> None:
    """States or people that hold a summit together are its sides, not its hosts."""
    hosts = draft.names.get("host", [])
    if draft.type != "gathering" or len(hosts) < 2 or {t.letter for t in draft.found["host"]} - {"c", "p"}:
        return
    tokens = draft.found.pop("host")
    del draft.names["host"]
    draft.arguments = [a for a in draft.arguments if a.role != "host"]
    for token in tokens:
        draft.found.setdefault("participant", []).append(token)
        draft.add("participant", token, names)


def imply(draft: Draft, names: dict[str, str]) -> None:
    """Adds what the word itself says (访华: the host is 中国), if the article names that actor."""
    for role, name in draft.trigger.options.get("implied", {}).items():
        if name in names.values() and name not in draft.names.get(role, []):
            draft.names.setdefault(role, []).append(name)
