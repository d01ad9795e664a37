"""Which of the actors in front of a reporting verb is the speaker: the person behind an office, the head of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ...records import Argument
from .draft import Draft
from .lexer import Token

ADVERBS: Final = re.compile(
    "(?:[他她]|[并又还也亦更再则均都却便就仍在遂]|同时|此外|另外|并且|随后|最后|接着|进一步|特别|继续|一致|公开|明确|强烈|坚决"
    "|严厉|重点|就此|对此|为此|多次|反复|曾|已|分别|共同|不过|但|然而|一再|其后|之后|因此|所以|会上|会中|席间|期间|当天|当日|[,，、]|说|时"
    "|主动|再次|首次|高度|充分|完全|十分|非常|热烈|衷心|日前|近日|稍早|稍后|随即|仅|只|故|而|且|更是|转而|当场|现场|通过视频)*"
)
"""All that may stand between a carried-over speaker's clause and its verb."""
_JOINED: Final = re.compile(
    "(?:等|方面|一行|双方|两国|[^,、和与及]{0,2}[长员使统理席])*(?:[、,;]|和|与|及|以及|暨|同|跟|同样)"
)
"""How a list goes on behind one of its members."""
_ASKED: Final = re.compile(
    "(?:被[^,。;:]{0,4}问|回应|回答|谈到|谈及|提到|宣布|得知|获悉|发表)[^。;:“”]{2,60}(?:时|之际|一事)[^,。;:]{0,4}$"
)
"""What somebody was asked or speaks of, in front of the verb."""
_CITES: Final = re.compile("引述|援引|引用|转述")
_WORDS_OF: Final = re.compile(r"(?:\([^)]*\))?(?:等人?)?的(?:话|说法|发言|分析)(?:报道|报导)?")
_PART: Final = re.compile("[和与及暨].{2,}[局部署处司会院系所](?:.{2,})?")
"""The rest of a body's name, and an office in it: 海关|与边境保护局助理专员|某某."""
_RANKED: Final = re.compile("[长员官家师席任人授者裁记理统相使帅监主管首领袖尉校将军委]$")
_APART: Final = frozenset("wdBCIRZ,;:“”、.")
FAR: Final = 16
_REACH: Final = 100
"""Characters and tokens in front of the verb where a question may stand."""
_STATE_S: Final = 3


def nearest(draft: Draft, names: Mapping[str, str]) -> None:
    """The person behind the office: 美国国际开发署副署长格里克表示 has one speaker, not the agency.

    The actor that a construction finds first is replaced by the last person before the verb that is
    linked to it by an office, by 的 or by nothing but other names.
    """
    tokens = draft.found.get("agent", [])
    if not tokens or draft.carried:
        return
    line = draft.clause.line
    last = tokens[-1]
    rest = [t for t in draft.clause.tokens if last.end <= t.start < draft.token.start]
    letters = "pgo" if last.letter == "c" else "pg"
    people = [i for i, t in enumerate(rest) if t.letter in letters and t.mention is not None and t.mention.actors]
    if not people:
        return
    person = rest[people[-1]]
    between = rest[: people[-1]]
    listed = last.letter in "oc" and person.mention is not None and person.mention.title is not None
    apart = _APART - frozenset("w、") if listed and between else _APART  # 某银行汇率、利率和策略主管某某
    gap = re.sub(r"\([^)]*\)", "", line.norm[last.end : person.start])
    if any(t.letter in apart for t in between) or len(gap) > FAR * (1 + len(between)):
        return
    if "就" in gap or ("D" not in [t.letter for t in between] and last.letter == "p"):
        return
    own = person.mention is not None and person.mention.title is not None
    own |= person.letter == "o" and len(gap) <= _STATE_S  # 某国国营电视台
    if gap and not own and not _RANKED.search(gap) and not gap.endswith("的"):
        return
    follow = draft.clause.tokens[draft.clause.tokens.index(person) + 1]
    if follow.letter == "D":
        return
    rebind(draft, [person], names)


def relative_head(draft: Draft, names: Mapping[str, str]) -> None:
    """Whoever stands right before the verb, behind 的 or another verb, speaks, not those further in front.

    研究中日关系的某大学教授表示: neither of the two states. 法院驳回某公司要求…: the company.
    """
    tokens = draft.found.get("agent", [])
    line = draft.clause.line
    low = draft.clause.low
    at = low + draft.clause.tokens.index(draft.token)
    while (
        at > low
        and line.letters[at - 1] in "_tnE"
        and ADVERBS.fullmatch(line.norm, line.tokens[at - 1].start, line.tokens[at - 1].end)
    ):
        at -= 1
    head = line.tokens[at - 1] if at - 1 > low else None
    if not tokens or head is None or head.letter not in "pog" or head in tokens:
        return
    acted = re.search("V_?$", line.letters[low : at - 1]) and head.end == draft.token.start
    if line.letters[at - 2] != "D" and not acted:
        return
    if not any(t.letter in "dBCZRL,:" for t in draft.clause.tokens if tokens[0].start <= t.start < head.start):
        rebind(draft, [head], names)


def asked(draft: Draft, names: Mapping[str, str]) -> bool:
    """Makes whoever is asked or answers the speaker, though others stand in what he was asked; whether there is one.

    李明被问到王强能否出国时称…: 李明.
    """
    line = draft.clause.line
    match = _ASKED.search(line.norm, max(line.start, draft.token.start - _REACH), draft.token.start)
    if match is None:
        return False
    low, high = match.start() - _REACH, match.start()
    index = draft.clause.low + draft.clause.tokens.index(draft.token)
    ahead = [
        t for t in line.tokens[max(0, index - _REACH) : index] if t.letter in "pog" and low <= t.start < t.end <= high
    ]
    if not ahead or draft.trigger.id == "source":
        return False
    apart = re.search("[。;,]", line.norm[ahead[-1].end : match.start()])
    if apart is None:
        rebind(draft, [ahead[-1]], names)
        draft.carried = False
    return apart is None


def cited(draft: Draft, names: Mapping[str, str]) -> bool:
    """Makes whoever is cited the speaker instead of the one who cites; False when nobody known is.

    报道援引李明的话说: 李明. 李明引述消息人士的话称: nobody.
    """
    line, start = draft.clause.line, draft.clause.tokens[0].start
    matches = list(_CITES.finditer(line.norm, start, draft.token.start))
    if not matches:
        return True
    match = matches[-1]
    people = [t for t in draft.clause.tokens if t.letter in "pog" and match.end() <= t.start < draft.token.start]
    gap = line.norm[people[-1].end : draft.token.start] if people else ""
    if not people or not (_WORDS_OF.fullmatch(gap) or ADVERBS.fullmatch(gap)):
        return not any(t in people for t in draft.found.get("agent", ()))
    if draft.found.get("agent") != people[-1:]:
        rebind(draft, people[-1:], names)
        draft.carried = False
    return True


def part_lists(draft: Draft, names: Mapping[str, str]) -> None:
    """Takes apart what only looks like a list: words stand between the first member and the conjunction.

    某联盟某处和某部主任李明说 has one speaker, and so has 李明用中文和某国文字发文.
    """
    tokens = draft.found.get("agent", [])
    norm = draft.clause.line.norm
    for left, right in pairwise(tokens):
        gap = re.sub(r"\([^)]*\)|\s", "", norm[left.end : right.start])
        part = left.letter in "oc" and right.letter == "p" and _PART.fullmatch(gap)
        if right.start < left.end or (_JOINED.match(gap) and not part):
            continue
        keeps = left.letter in "oc" and right.letter == "p"
        at = tokens.index(right)
        rebind(draft, tokens[at:] if keeps else tokens[:at], names)
        return


def rebind(draft: Draft, tokens: Sequence[Token], names: Mapping[str, str]) -> None:
    """Makes these tokens the speaker."""
    draft.found["agent"] = list(tokens)
    draft.names["agent"] = []
    draft.arguments = [a for a in draft.arguments if a.role != "agent"]
    for token in tokens:
        draft.add("agent", token, dict(names))


def lend(draft: Draft, other: Draft, token: Token) -> None:
    """The speaker of another statement speaks here too, in the words of `token` (他, 声明)."""
    draft.found["agent"] = list(other.found.get("agent", []))
    draft.names["agent"] = list(other.names.get("agent", []))
    draft.arguments = [a for a in draft.arguments if a.role != "agent"] + [
        Argument(role="agent", actor=a.actor, start=token.start, end=token.end)
        for a in other.arguments
        if a.role == "agent"
    ]
