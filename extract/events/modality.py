"""Whether an event happened, is planned, did not happen, or only may: by cues around the trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ... import edtf
from .clauses import Clause
from .cues import any_of
from .draft import Draft
from .lexer import Token
from .timing import usable

_NEAR: Final = 3
"""Tokens between a trigger and the cancellation behind it."""
_RESET: Final = frozenset({"推迟", "延期", "延后", "改期", "押后", "顺延"})
_OVER: Final = re.compile("(?<!成)就[再又会能可已]?$|情况下|[却便]")
"""Words that end the reach of a negation: 没有经过决战就当选."""
_WISHED: Final = re.compile("(?:因?应|根据|按照?|依照?|响应|接受|满足|答应|同意)[^,;。]{0,10}$")
"""What makes a demand a noun that was granted: 应委员要求召开."""
_MAYBE: Final = re.compile("可能|[或恐]|有望")
"""What may make the word in front of it uncertain: 会晤可能取消."""
_UNSAID: Final = re.compile("[^,;。]{0,3}" + any_of("event_modality.unsaid"))
"""Verbs whose denial does not deny what they are about: 没有评论他的被捕."""
_CLOSED: Final = re.compile("[^《]*》.*")
"""What ends the title that a cue stands in: 《推动设备更新的方案》启动."""
_OR: Final = re.compile(any_of("event_modality.acts") + "$")
"""Behind an act 或 is a plain or: 死亡或失踪."""
_DONE: Final = re.compile("(?:成功|已经?|先后|顺利|当场|首次|随即|再度|正式|一举|连夜|全部)$")
"""What makes 将 behind it a 把: 成功将卫星送入轨道."""
_WILL: Final = re.compile("会(?![议谈见面晤长员上中场同客计党战师合展堂费址众籍友社期务诊考试审后前])")
_WILL_REACH: Final = 12
_ADVERBS: Final = frozenset("也还就才都定快终均仍便则再先他她们方者或必很")
_ADJUNCT: Final = re.compile(
    "(?:以|在|于|借|趁|就|按|根据|依据|通过|随)[^;。]*(?:为由|为契机|为名|期间|之际|框架下|基础上|过程中|时|之?后)"
)
_WOULD: Final = re.compile(
    "[,、]?(?:这|那|此举)?(?:将|会|将会|只会|势必|必将|可能|恐)[^,;。]{0,6}(?:引发|导致|造成|带来|使|令|引起|损害|影响|意味)"
)
_AT_IT: Final = re.compile("(?:上|中|期间)(?!海|国)")
_AT_THE_TIME: Final = re.compile("时的")
_PREPARED: Final = re.compile("[^,;。并]{0,6}(?:做好?|作好?)(?:充分)?准备|的准备")
"""What is only prepared: 为就任做准备."""
_HELD: Final = frozenset({"call", "competition", "election", "gathering", "meeting", "protest", "visit"})
"""Types that are named by nouns, whose verb then tells whether they are held."""
_HOLDS: Final = "(?:举行|召开|举办|进行|开始|开幕|登场|展开|重启|恢复|继续|如期|结束|延期|投票|复会|开启|成行|实现)"
_HOLDING: Final = (
    ("F", re.compile(f"[^,;。的]{{0,12}}?(?:将|拟|定于|预定|预计|计划|有望|料)[^,;。]{{0,16}}?{_HOLDS}")),
    ("F", re.compile("[^,;。]{0,6}(?:计划|筹备|安排|酝酿)之?中")),
    ("O", re.compile(f"[^,;。的]{{0,6}}?(?:没有|未能|未|不会|无法|并未)[^,;。]{{0,5}}?{_HOLDS}")),
    ("Q", re.compile(f"[^,;。的]{{0,6}}?(?:可能|或将|或会|恐)[^,;。]{{0,10}}?{_HOLDS}")),
)
"""What a noun's own verb says of it: 峰会将于下周举行, 会谈未能举行, 会面正在计划中."""
_DOUBLE: Final = re.compile("(?:没有|未|并未|从未|从不|不会?)拒绝[^,;。]{0,20}$")
_SO: Final = re.compile("而(?!且|不)")
_FOR: Final = re.compile("因(?!此)|由于|出于|为了")
_DENIED: Final = re.compile("(?:否认|驳斥|辟谣)[,:]?$")
_ENDED: Final = re.compile("而|后|之后|以后|引发|导致")
"""Words between a trigger and a cancellation that make the one the other's cause or sequel: 因访问而中断的对话."""
_PLAN: Final = re.compile("的?(?:计划|行程|安排|打算|日程|申请)")
_ANCHOR: Final = re.compile("(?:之|以)?[前后](?!任|线|者|景|往)|期间|前夕|之际|以来")
"""What makes an act the time of another: 未能在大选前达成协议 does not deny the election."""
_WITH_OBJECT: Final = frozenset(
    {"agreement", "legal_action", "legislation", "message", "release", "restriction", "sanction"}
)
"""Types told by verbs whose object may say what is called off."""
_MEANS: Final = re.compile("(?:[被已遭将也均都全再又则却竟的]|因故|宣布|突然|临时|决定|最终|随后)*")
_STOPS: Final = frozenset({"restriction", "sanction"})
_TOUCHES: Final = 2
_TO: Final = re.compile("(?:(?:案件|聆讯|审讯|此案|会议|比赛|活动))?[至到于在]")
_ITS_OWN: Final = re.compile("的(?:要求|请求|决定|计划|呼声)")
_DOUBTED: Final = re.compile("(?:不|未|没有|并不|从不)(?:认为|相信|觉得|预期|期望)$|(?:怀疑|担心|担忧|忧虑|声称要)$")
"""Verbs that doubt what follows."""
_FORECAST: Final = re.compile(any_of("event_modality.foretells") + "[,:]?$")
_FORETOLD: Final = frozenset({"disaster", "epidemic", "measurement"})
"""Types that somebody may foretell without a cue of their own: 预计未来一周，局地有暴雨."""
_CUES: Final = {"F": "planned", "O": "negated", "Q": "possible"}


def find_modality(draft: Draft, clauses: Sequence[Clause], published: str | None) -> str:
    """One of actual, planned, negated, possible.

    Args:
        clauses: the clauses of the sentence.
        published: the publish day, to tell what lies ahead.
    """
    if draft.modality != "actual":
        return draft.modality
    found = _cue(draft) or _condition(draft, clauses) or _follows_up(draft, clauses)
    modality = _CUES.get(found, "actual")
    ahead = _ahead(draft.time, published)
    if ahead is False and draft.time_rule == "clause" and modality in ("planned", "possible"):
        return "actual"
    if modality == "actual" and ahead:
        return "planned"
    return modality


def _cue(draft: Draft) -> str:
    """The last cue before the trigger in its clause; one right behind it, or a cancellation anywhere, wins."""
    found = "F" if _will(draft) else ""
    follows = ""
    anchor = bool(_ANCHOR.match(draft.clause.line.norm, draft.token.end))
    tokens = draft.clause.tokens
    at = sum(t.start < draft.token.start for t in tokens)
    for index, token in enumerate(tokens):
        if token.letter == "K" and _calls_off(draft, index, at):
            if draft.clause.line.norm[token.start : token.end] in _RESET and _moved(draft):
                return "F"
            return "O"
        if index < at and token.letter in _CUES:
            if anchor and token.letter in "OQ" and draft.token.start - token.end > _TOUCHES:
                continue
            if _elsewhere(draft, token):
                continue
            over = token.letter == "O" and _OVER.search(draft.clause.line.norm, token.end, draft.token.start)
            found = "" if over else token.letter
        elif (
            token.start == draft.token.end and token.letter == "Q" and _MAYBE.match(draft.clause.line.norm, token.start)
        ):
            follows = "Q"
    if draft.clause.line.norm.startswith(("的可能", "可能性"), draft.token.end):
        follows = "Q"
    if _PREPARED.match(draft.clause.line.norm, draft.token.end):
        follows = "F"
    if not follows and draft.type in _HELD:
        held = next((letter for letter, words in _HOLDING if words.match(draft.clause.line.norm, draft.token.end)), "")
        follows = held
    if not follows and found == "O" and _hypothetical(draft):
        return "Q"
    return follows or found


def _will(draft: Draft) -> bool:
    """Whether 会 stands in front of the trigger as a verb (表示会回到…): behind an actor, a time or an adverb."""
    norm, tokens = draft.clause.line.norm, draft.clause.tokens
    start = tokens[0].start
    for match in _WILL.finditer(norm, max(start, draft.token.start - _WILL_REACH), draft.token.start):
        at = match.start()
        if at == start:
            return draft.clause.opener == "R"
        ends = any(t.end == at and t.letter in "pocgth" for t in tokens)
        if (ends or norm[at - 1] in _ADVERBS) and draft.clause.said:
            return True
    return False


def _follows_up(draft: Draft, clauses: Sequence[Clause]) -> str:
    """The cue that reaches over a comma: 将以某事为由，实施制裁; and the act whose consequence only would come."""
    at, norm = draft.clause.index, draft.clause.line.norm
    line = draft.clause.line
    if at and draft.clause.opener == "," and not draft.clause.subject:
        before = clauses[at - 1]
        planned = [t for t in before.tokens if t.letter == "F"]
        if planned and _ADJUNCT.fullmatch(norm, planned[-1].end, before.tokens[-1].end):
            return "F"
    if draft.clause.said and draft.time_rule not in ("clause", "sentence"):
        end = draft.clause.tokens[-1].end
        if _WOULD.match(norm, end, line.end) and "了" not in norm[draft.token.start : end]:
            return "Q"
    return ""


def _hypothetical(draft: Draft) -> bool:
    """Whether what is denied is only a case put, or the denial itself is denied: 若无人当选, 没有拒绝会面."""
    line = draft.clause.line
    if "Y" in line.letters[draft.clause.low : draft.clause.high]:
        return True
    return bool(_DOUBLE.search(line.norm, draft.clause.tokens[0].start, draft.token.start))


def _elsewhere(draft: Draft, token: Token) -> bool:
    """Whether a cue belongs to something else: a demand that was granted, a lack of comment, what is done 在会议上."""
    norm = draft.clause.line.norm
    if _CLOSED.fullmatch(norm, token.end, draft.token.start):
        return True
    if norm[token.start : token.end] == "或" and _OR.search(norm, max(0, token.start - 4), token.start):
        return True
    if token.letter == "F" and norm[token.start : token.end] == "将" and _DONE.search(norm, 0, token.start):
        return True
    if token.letter == "Q" and _granted(draft, token):
        return True
    if token.letter == "O" and _UNSAID.match(norm, token.end, draft.token.start):
        return True
    between = [t for t in draft.clause.tokens if token.end <= t.start < draft.token.start]
    at_it = _AT_IT.match(norm, draft.token.end) or (token.letter == "Q" and _AT_THE_TIME.match(norm, draft.token.end))
    return bool(at_it) and any(t.letter == "Z" for t in between)


def _granted(draft: Draft, token: Token) -> bool:
    """Whether a wish is the reason of an act, not its mood: 应委员要求召开, 因担心安全而辞职."""
    norm = draft.clause.line.norm
    start = draft.clause.tokens[0].start
    if norm[token.start : token.end] in ("要求", "请求", "呼吁", "建议") and _WISHED.search(norm, start, token.start):
        return True
    return bool(_SO.search(norm, token.end, draft.token.start)) and bool(_FOR.search(norm, start, token.start))


def _calls_off(draft: Draft, index: int, at: int) -> bool:
    """Whether a word of cancellation belongs to the trigger: right behind it, or before with no verb between."""
    line = draft.clause.line
    letters = line.letters[draft.clause.low : draft.clause.high]
    if index > at:
        between = line.norm[draft.token.end : draft.clause.tokens[index].start]
        near = _NEAR + 2 * bool(_PLAN.match(between))  # 访问|的|计划|被|取消
        if draft.type in _WITH_OBJECT and between and not _PLAN.match(between) and not _MEANS.fullmatch(between):
            return False  # 签署命令取消…: the content of the order
        return index - at <= near and not _ENDED.search(between)
    word = draft.clause.tokens[index]
    if draft.type in _STOPS and line.norm[word.start] == "原":
        return False  # 原定…上市的计划被叫停: it is the stop that happened
    if _ENDED.search(line.norm[word.end : draft.token.start]) or _ITS_OWN.match(line.norm[draft.token.end : line.end]):
        return False
    verbs = {"V", "R"} if letters[at - 1 : at] == "D" else {"V", "R", "H"}  # 推迟原定今天举行的会谈
    if line.norm[word.start] == "原":
        verbs = {"V", "R"}  # 原定今天举行游行
    return not set(letters[index + 1 : at]) & verbs and index != at


def _moved(draft: Draft) -> bool:
    """Whether the text behind the trigger names the new date (改至10月18日)."""
    norm = draft.clause.line.norm
    for token in draft.clause.tokens:
        if token.letter == "K" and token.end <= draft.token.start and _TO.match(norm, token.end):
            return True  # 押后至周二判刑
    return bool(
        re.search(
            "改至|改到|改于|改在|改为|延至|延到|(?:推迟|延期|延后|顺延|押后|改期)(?:到|至|于|在)",
            draft.clause.line.norm[draft.token.end : draft.clause.line.end],
        )
    )


def split_moved(draft: Draft) -> list[Draft]:
    """What was put off from a day to another: not held on the old day, planned for the new one; else the draft."""
    tokens = draft.clause.tokens
    norm = draft.clause.line.norm
    word = next((t for t in tokens if t.letter == "K" and norm[t.start : t.end] in _RESET), None)
    if word is None or draft.type == "statement" or not _moved(draft):
        return [draft]
    old = [t.time for t in tokens if usable(t) and t.end <= word.start]
    new = [t.time for t in tokens if usable(t) and t.start >= word.end]
    if not old or not new:
        return [draft]
    both = []
    for time, modality in ((old[-1], "negated"), (new[-1], "planned")):
        one = replace(draft, names=dict(draft.names), arguments=list(draft.arguments), reports=[], moved=True)
        one.modality, one.inferred, one.time_rule = modality, False, "clause"
        one.time, one.time_token = (time.value, time) if time is not None else (None, None)
        both.append(one)
    return both


def _condition(draft: Draft, clauses: Sequence[Clause]) -> str:
    """The cue that an earlier clause of the same sentence sets for this one (如果 …, 呼吁 …)."""
    if draft.clause.asked and not _already(draft):
        return "Q" if supposed(draft, clauses, questions=False) else draft.clause.asked
    if draft.type in _FORETOLD and _forecast(draft, clauses):
        return "Q"
    if draft.clause.opener == "R" and _DENIED.search(
        draft.clause.line.norm, draft.clause.line.start, draft.clause.tokens[0].start
    ):
        return "O"
    if draft.clause.opener == "R" and _DOUBTED.search(
        draft.clause.line.norm, draft.clause.line.start, draft.clause.tokens[0].start
    ):
        return "Q"
    if draft.clause.opener == "R" and _DOUBLE.search(
        draft.clause.line.norm, draft.clause.line.start, draft.clause.tokens[0].start
    ):
        return "Q"
    return "Q" if supposed(draft, clauses) else ""


def supposed(draft: Draft, clauses: Sequence[Clause], questions: bool = True) -> bool:
    """Whether a word of condition (如果, 就算) stands in front, in the same clause or the one before.

    Args:
        clauses: those of the sentence.
        questions: 是否, 会否 and 能否 count too.
    """
    at = draft.clause.index
    norm = draft.clause.line.norm
    return any(
        token.letter == "Y" and token.start < draft.token.start and (questions or norm[token.end - 1] != "否")
        for clause in clauses[max(0, at - 1) : at + 1]
        for token in clause.tokens
    )


def _already(draft: Draft) -> bool:
    """Whether 已 stands in front of the trigger in its clause, so that what was asked for before does not reach it."""
    tokens = draft.clause.tokens
    norm = draft.clause.line.norm
    return any(t.letter == "P" and t.end <= draft.token.start and norm[t.start] == "已" for t in tokens)


def _forecast(draft: Draft, clauses: Sequence[Clause]) -> bool:
    """Whether the last reporting verb in front of a figure foretells it."""
    for clause in clauses[: draft.clause.index][::-1]:
        if clause.line.letters[clause.high - 1] == "R":
            return bool(_FORECAST.search(clause.line.norm, clause.tokens[-1].start, clause.tokens[-1].end))
    return False


def _ahead(time: str | None, published: str | None) -> bool | None:
    """True when the time lies after the publish day, False when before it, None when unknown."""
    if time is None or published is None:
        return None
    try:
        value, day = edtf.EDTF.parse(time), edtf.EDTF.parse(published)
    except edtf.EDTFError:
        return None
    if value.begin > day.end:
        return True
    return False if value.end < day.begin else None
