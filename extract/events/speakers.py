"""Who speaks: whether a reporting verb has a speaker at all, and which of the actors near it.

Subjects that are no actors of the article (消息说, 民调显示, 德国《…报》点评) must not hand the words to
whoever was named before; a document (声明称, 文章认为) speaks for its author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .clauses import Clause
from .cues import any_of
from .draft import Draft
from .heads import ADVERBS, FAR
from .lexer import Token
from .papers import PAPER

_STUDIES: Final = re.compile("(?:分析|调查|研究|统计|通知|报道|报导).{2}")
"""Nouns that are verbs with an object behind them."""
_STUDY: Final = re.compile("(?:最新)?(?:分析|研究|调查|预测)")
"""What somebody does who tells its result."""
_BY_MEANS: Final = re.compile("在|于|通过|透过|接受|出席|录制|贴出|发布|上传")
"""Behind these a noun is what a person speaks by (在推特贴出视频表示)."""
_TOWARDS: Final = re.compile("(?:方面)?[则也还又均都]?(?:对|就|针对)")
_WHILE: Final = re.compile("(?:时|之际|期间|之后|过程中)$")
_PHRASE: Final = re.compile(
    ADVERBS.pattern
    + "(?:(?:在|于|当|就|对|针对|以|从|用|通过|透过|经由|根据|按照|接受)[^,。:;“”]{1,16}?"
    + "(?:下|时|中|后|上|里|间|前|身[份分]|名义|方式|口吻|语气|采访|专访|访问|内|问题))"
    + ADVERBS.pattern
)
"""A phrase of place, time or manner that stands in front of the verb of a carried-over speaker: 在警诫下承认."""
_NOBODY: Final = re.compile(any_of("event_speakers.nobody") + "[^,。]{0,6}$")
"""Subjects that are no speaker, right in front of the verb."""
_HEADS: Final = re.compile(
    "(?:代表|发言人|教授|研究员|负责人|主任|老师|医生|学生|业者|作者|律师|律师团|专家|分析师|官员|人士|议员|学者|媒体|[日时晚周邮早]报|网站|》|成员|经济学家|居民|民众|支持者|领袖|团队|办公室"
    "|家属|法官|团体|组织|同事|员工|队员|代表团|人|(?:委员|协|学|工|商|基金|理事|董事|议|教|联合|研究)会|妻子|丈夫|儿子|女儿|母亲|父亲|律师行|专页|粉丝页)(?:们)?$"
)
"""Nouns that would be the speaker, if they were known."""
_NAMED: Final = re.compile(
    "(?:教授|研究员|分析师|专家|主任|所长|院长|总监|主管|经理|裁|经济学家|律师|编辑|主编|学者|策略师|发言人|会长|主席|顾问|董事|创办人|创始人"
    "|负责人|议员|老师|医生|博士|官员|成员|代表|秘书|委员|检察官|法官|[处局厅司科部州市县省院校行队组社署]长)[^,。:;、对就在向的]{2,14}$"
)
"""An office and a name behind it that no mention covers."""
_BODIES: Final = re.compile(
    "(?:[团局部院署社厅党会报刊组」”》]|官方|当局|机构|企业|银行|大学|[检警军]方|[州省市县镇外财防首]长|人)$"
)
"""Endings of a body whose state or place is only its modifier."""
_ADJUNCT: Final = re.compile(
    "(?:[\\s则也还都又再就均亦仍却曾已并]|\\([^)]*\\)|同时|随后|此前|稍早|早些时候|公开|当天|明确|多次|表态|当时|今天|昨天|一度|会上|会后)+$"
)
_NOUNED: Final = re.compile(
    "(?:[项份该此种些等何为大类个起宗]|这一|一带一路|全球|发展|安全|文明|系列|国际|主要|潜在|明显|重大|严重|军事|和平|书面|重要|资金|财政|技术|政策|经济|法律|后勤|舆论|民意)$"
)
"""Words in front that make a verb of view a noun."""
_ANONYMOUS: Final = re.compile("消息人士|知情人|消息源|匿名人士")
"""Sources that are no speakers."""
_SHARE: Final = re.compile("(?:半|成|%|多数|少数|比例|分之[一二三四五六七八九])的?$")
"""In front of people who were asked: 一半的选民认为 is a figure, no speech."""
_HANDS_ON: Final = re.compile("(?:发布|发表|刊登|回应|回复|答复|分析|点评|评论|解释|解读|发文|留言|致函|去信)$")
"""A verb of saying whose object ends with another one: 发布脸书透露, 分析白皮书内容指出, 回应查询时说."""
_CHARGED: Final = re.compile("被控|被指控|遭控|遭起诉|被起诉|获报|接报|报案")
"""Acts behind which 指 tells the charge or the report, not what the subject says."""
_GROUPED: Final = re.compile(
    "(?:[^,]{0,20}的?[一数大][群批]人|[他她]们|有?[一二两三四五六七八九十数多几0-9]+[名位][^,的]{1,8}|(?:部分|一些|有|多名|数名|多家|不少|许多|其|该)?(?:[^,的]{1,4}的)?[^,的]{0,6}(?:家属|群众|负责人|团体|社团|节目|报道|亲友|居民|民众|村民|市民|学生|员工|职工|工人|网民|网友|议员|律师|同事|邻居|媒体|官员|专家))"
    "(?!们?[的在])"
)
"""A clause that begins with people who are no actors of the article."""
_RELATION: Final = re.compile(
    "(?:双边|外交|两国|经贸|贸易)?(?:关系|边境|边界|局势|冲突|战争|摩擦|贸易战|议题|问题|事务)"
)
"""What lies between states, behind their names."""
_MEETING: Final = re.compile(
    "[^,。的]{0,4}(?:记者会|发布会|吹风会|论坛|峰会|大会|会议|座谈会|听证会|演讲会)(?:上|中|里|期间)"
)
"""Behind a body in 在…: the place of the words, not their speaker."""
_HEARD: Final = re.compile("(?:听取|聆听|听了)[^,。;:]*$")
_RIGHT: Final = re.compile("[^,。;:]{0,6}的(?:权力|权利|资格|理由|余地|机会)|下(?![个月周一次令调降午])")
"""Behind a verb of view: 有谴责他的权力, 在警方警告下."""
_OBEYS: Final = re.compile("(?:贯彻|落实|按照|根据|遵照|响应|符合|满足|不顾|履行)$")
"""In front of somebody whose wish is only obeyed: 落实总书记要求."""
_UNDER: Final = re.compile("(?:下属|旗下|所属|辖下|下辖|附属)(?!的?声明)")
"""What makes the body in front the owner of another that speaks."""
_SIDE: Final = re.compile("方面|政府|当局|官方|正式|一直|已经|随即|率先|至今")
_ABOUT: Final = re.compile("(?:针对|对于|就|有关|关于|回应)[^,。;:]{0,10}$")
_NAME: Final = 4
_REACH: Final = 200
"""Characters in front of a clause in which the subject of another one is looked for."""
_ADVERB: Final = 2
"""Characters of an adverb: 强烈谴责, 坚决反对."""


def speaks(draft: Draft, norm: str) -> bool:
    """Whether the verb reports speech of the actor that was bound to it: no noun, not denied, no other subject."""
    clause, token = draft.clause, draft.token
    at = clause.low + clause.tokens.index(token)
    if draft.trigger.options.get("noun"):
        return clause.line.letters[max(0, at - 1) : at] != "O"
    if _anonymous(draft, norm) or not _is_verb(draft, at, norm):
        return False
    if draft.trigger.options.get("weak") and (_is_noun(clause, at, norm) or _in_adjunct(draft, norm)):
        return False
    if clause.asked == "Q" and clause.opener == "R" and norm[token.end : token.end + 1] not in ",:“":
        return False  # 呼吁各方说明情况: who ought to speak has not spoken
    if _governed(draft, norm):
        return False
    if draft.carried:
        return _carries(draft, norm)
    bound = max((t.end for t in draft.found.get("agent", ()) if t.start < token.start), default=0)
    return not any(t.letter == "h" and bound <= t.start for t in clause.tokens)  # 谈到中国时他表示


def _governed(draft: Draft, norm: str) -> bool:
    """Whether the actor is asked to speak (请中方证实), names a relation (日韩关系), or is whom the verb is about.

    …某局取消了考试，要求某局解释: who asks it is somebody else.
    """
    found = draft.found.get("agent", [])
    if any(norm[t.start - 1 : t.start] == "请" or _RELATION.match(norm, t.end) for t in found):
        return True
    if draft.trigger.stance is not None and any(_OBEYS.search(norm, max(0, t.start - 2), t.start) for t in found):
        return True
    first = next((t.start for t in draft.clause.tokens if t.letter == "Z"), draft.token.start)
    if any(first < t.start and _MEETING.match(norm, t.end) for t in found):
        return True
    at = draft.clause.low + draft.clause.tokens.index(draft.token) + 1
    follow = next(iter(draft.clause.line.tokens[at : at + 1]), None)
    if follow is None or follow.start > draft.token.end:
        return False
    if draft.carried and norm.startswith("指", draft.token.start) and norm[follow.start] in "他她其":
        return True  # …被捕,指她涉嫌…
    if follow.mention is None or follow.mention.form == "pronoun":
        return False
    told = draft.trigger.stance is not None or norm.startswith("指", draft.token.start)
    named = {a for t in found if t.mention is not None for a in t.mention.actors}
    return draft.carried and told and bool(named) and set(follow.mention.actors) == named


def _anonymous(draft: Draft, norm: str) -> bool:
    """Whether those who would speak are a share of the people asked, or sources that hide."""
    return any(
        _SHARE.search(norm, max(0, t.start - 4), t.start)
        or (t.mention is not None and _ANONYMOUS.search(t.mention.text) is not None)
        for t in draft.found.get("agent", [])
    )


def _is_verb(draft: Draft, at: int, norm: str) -> bool:
    """Whether the word at `at` tells what was said: no attribute, not denied, suffered, planned or wished."""
    clause = draft.clause
    token, letters = clause.line.tokens[at], clause.line.letters
    before = letters[max(0, at - 1) : at]
    if letters[at + 1 : at + 2] == "D" or before in ("O", "B", "A"):
        return False
    if letters[max(0, at - 2) : at] == "O_" and token.start - clause.line.tokens[at - 2].end <= _NAME:
        return False  # 未立即回复, 没有正面回应
    if _HEARD.search(norm, clause.tokens[0].start, token.start) and norm[token.end : token.end + 1] in ",。;后时":
        return False  # 听取有关情况介绍
    if letters[max(0, at - 2) : at] == "B_" and norm.startswith("由", clause.line.tokens[at - 2].start):
        return False  # 由某记者倡议
    if before == "D" and not PAPER.match(norm, token.start):
        return False
    start = max((t.end for t in draft.found.get("agent", ()) if t.end <= token.start), default=0)
    return not any(t.letter in "FQ" and start <= t.start < token.start for t in clause.tokens)


def _carries(draft: Draft, norm: str) -> bool:
    """Whether the subject of an earlier clause reaches the verb: nothing else may be its subject."""
    clause, token = draft.clause, draft.token
    at = clause.low + clause.tokens.index(token)
    found = draft.found.get("agent", [])
    if "h" in clause.line.letters[clause.low : at] and [t.letter for t in found] != ["p"]:
        return False  # 他 is nobody that is known
    if _cut_off(draft, norm) or (draft.trigger.id == "forecast" and all(t.letter in "cl" for t in found)):
        return False  # 各国…,预计…: nobody forecasts
    ahead = norm[clause.tokens[0].start : token.start]
    return bool(ADVERBS.fullmatch(ahead) or PAPER.match(ahead) or _PHRASE.fullmatch(ahead) or _handed_on(draft, norm))


def _cut_off(draft: Draft, norm: str) -> bool:
    """Whether a clause in between has a subject that nobody knows (…, 家属报案, 要求…), or tells of a charge."""
    line, clause = draft.clause.line, draft.clause
    first = clause.tokens[0].start
    low = max(line.start, first - _REACH)
    start = max((t.end for t in draft.found.get("agent", ()) if low <= t.start < first), default=0)
    between = norm[start:first] if start else "," + norm[low:first]
    if start and any(norm[t.start - 1] == ":" for t in draft.found["agent"]):
        return True  # 拘捕三人:甲、乙、丙,指…
    if norm.startswith("指", draft.token.start) and _CHARGED.search(between):
        return True
    at = min((t.start for t in draft.found.get("agent", ()) if low <= t.start < first), default=low)
    ahead = norm[max(low, norm.rfind(",", low, at) + 1) : at]
    return bool(_GROUPED.match(ahead)) or any(_GROUPED.match(part) for part in between.split(",")[1:])


def _is_noun(clause: Clause, at: int, norm: str) -> bool:
    """Whether a verb of view is a noun by what stands in front of it: 一种威胁, 国际社会的强烈谴责."""
    token = clause.line.tokens[at]
    if norm[token.end : token.end + 1] in "。;)" and not norm.startswith("表示", token.start):
        return True  # …是主要威胁。
    if _NOUNED.search(norm, max(0, token.start - 4), token.start) or _RIGHT.match(norm, token.end):
        return True
    gap = clause.line.tokens[at - 1]
    adverb = gap.end == token.start and gap.end - gap.start <= _ADVERB
    return adverb and clause.line.letters[max(0, at - 2) : at] == "D_"


def _in_adjunct(draft: Draft, norm: str) -> bool:
    """Whether somebody else's view is only what the clause is about (针对美国要求…一事), or an act planned along."""
    clause, token = draft.clause, draft.token
    index = clause.tokens.index(token)
    near = clause.tokens[index - 1] if index else None
    if near is not None and near.letter in "pogc" and near not in draft.found.get("agent", ()):
        return bool(_ABOUT.search(norm, clause.tokens[0].start, near.start))
    ahead = clause.line.letters[: clause.low]
    return draft.carried and clause.opener == "," and "F" in ahead and "R" not in ahead


def _handed_on(draft: Draft, norm: str) -> bool:
    """Whether the words in front are the object of a verb of saying with the same subject (发布脸书透露)."""
    clause = draft.clause
    if clause.opener != "R" or any(t.letter in "pog" for t in clause.tokens if t.start < draft.token.start):
        return False
    start = clause.tokens[0].start
    if not _HANDS_ON.search(norm, max(clause.line.start, start - 2), start):
        return False
    ahead = norm[start : draft.token.start]
    return len(ahead) <= FAR and not (_HEADS.search(ahead) or _NOBODY.search(ahead) or _BODIES.search(ahead))


def stranger(draft: Draft, norm: str) -> bool:
    """Whether a verb of saying has a subject that is no known actor: a 他 that follows is that stranger."""
    if draft.trigger.options.get("weak") or draft.trigger.stance or draft.clause.said or draft.trigger.id == "source":
        return False
    if not _is_verb(draft, draft.clause.low + draft.clause.tokens.index(draft.token), norm):
        return False
    own = draft.clause.subject and draft.clause.subject[-1].end <= draft.token.start
    if own or (draft.names.get("agent") and not draft.carried):
        return False
    ahead = norm[draft.clause.tokens[0].start : draft.token.start]
    if len(ahead) <= 1 or ADVERBS.fullmatch(ahead) or PAPER.match(ahead) or _NOBODY.search(ahead):
        return False
    return not _PHRASE.fullmatch(ahead)


def other_subject(draft: Draft, norm: str) -> bool:
    """Whether words between the actor and the verb name somebody else, or nobody."""
    tokens = draft.found.get("agent", [])
    start = max((t.end for t in tokens if t.end <= draft.token.start), default=draft.clause.tokens[0].start)
    if draft.carried:
        start = draft.clause.tokens[0].start
    gap = norm[max(start, draft.token.start - 40) : draft.token.start]
    if _UNDER.match(gap) or _unknown(gap, tokens) or any(norm.startswith("《", t.end) for t in tokens):
        return True
    last = tokens[-1] if tokens else None
    if last is None or draft.carried or last.letter not in "colp":
        return False
    rest = [t for t in draft.clause.tokens if start <= t.start < draft.token.start]
    if last.letter == "p" and last.mention is not None and last.mention.form == "title" and gap[:1] != "(":
        own = _ADJUNCT.sub("", gap)
        if 1 < len(own) <= _NAME and [t.letter for t in rest] == ["_"] and not ADVERBS.fullmatch(own):
            return True  # 副主席某某指
    ahead = next((t.start for t in rest if t.letter in "Zd"), draft.token.start)
    bare = _ADJUNCT.sub("", re.sub(r"\([^)]*\)", "", norm[max(start, ahead - 40) : ahead]))
    if last.letter != "p" and (_NAMED.search(bare) or (ahead < draft.token.start and _HEADS.search(bare))):
        return True  # 宾夕法尼亚大学教授某某在记者会上表示, where nobody knows 某某
    if draft.trigger.options.get("weak") and last.letter == "c" and _about_it(rest, last, norm):
        return True
    if last.letter in "clg" and rest and rest[0].letter == "_" and rest[0].start == last.end:
        head = _ADJUNCT.sub("", norm[rest[0].start : rest[0].end])
        if _BODIES.search(head):
            return True  # 美国选举人团在周一宣布
    if {t.letter for t in rest} & {"Z", "d", "V", "w", ","}:
        return False
    return bool(_HEADS.search(_ADJUNCT.sub("", gap)))


def _about_it(rest: Sequence[Token], state: Token, norm: str) -> bool:
    """Whether a noun follows the state right away that is what the verb is about (某国失业率预计达到一成)."""
    if not rest or rest[0].letter != "_" or rest[0].start != state.end:
        return False
    words = norm[rest[0].start : rest[0].end].strip()
    return len(words) > _ADVERB and not (ADVERBS.fullmatch(words) or _PHRASE.fullmatch(words) or _SIDE.match(words))


def _unknown(gap: str, tokens: Sequence[Token]) -> bool:
    """Whether the words in front of the verb are no speaker (消息), unless he does it himself (李明分析数据)."""
    match = _NOBODY.search(gap)
    if match is None or not tokens:
        return match is not None
    if tokens[-1].letter in "pog" and _STUDY.fullmatch(gap):
        return False  # 某银行分析表示
    if _TOWARDS.match(gap):
        return False  # 对这一做法表示肯定
    if _BY_MEANS.search(gap, 0, match.start()) and _WHILE.search(gap):
        return False  # 在为协议辩护时说
    if tokens[-1].letter not in "pg":
        return True
    return not _STUDIES.match(gap) if match.start() == 0 else not _BY_MEANS.search(gap, 0, match.start())
