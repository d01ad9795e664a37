"""Measurements: a figure with its unit, its indicator, and what it measures.

Numbers with a unit are found first; the words around them decide whether they measure something
(增长3.2%, 已有4000多人受伤) or only count (三名代表). One event a figure, as a reader would note it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...records import Actor, Argument, Quantity
from ..scanning import matches_at
from .clauses import Clause
from .draft import Draft
from .lexer import Line, Token
from .rules import Rules, Trigger

_NUMERAL = re.compile("[百0-9一二三四五六七八九十千两]")
_AROUND = 16
_CLOSE = 2
"""A verb of one character stands right before its number, or is part of some other word."""
_INDICATOR = re.compile(
    r"([一-鿿A-Za-z]{2,12}?(?:率|额|值|量|价|数|指数|人数|病例|收入|利润|人口|GDP|顺差|逆差|票房|产能|运力|存款|贷款|股价|市值))"
)


_GOES_ON = re.compile("(?:同比|环比|较|比|达到?|为|增长?|下降|增加|减少|[上下]?[涨跌升降]|占)")
"""How a clause begins that goes on with the figure before it: …用电量3亿千瓦时，同比增长4%."""
_DEAD = re.compile("死|亡|伤|遇难|失踪|确诊|感染|病例")
_ASKED = re.compile("受访|民调|成[^,;。]{0,3}(?:企业|民众|公司)|选民|网民")
_VOTES = re.compile("票|支持率|民调|民望|身价|财富|身家|年薪|捐|负债|善款")
"""What may be counted of a person."""
_FIGURES_OF = re.compile(
    "(?:的|最新|所|公布的?|发布的?|今天|昨天|[0-9月日]){0,4}(?:数据|统计|数字|调查|民调|报告|测算|通报|估算|估计)(?!局|部|处)"
)
"""What stands behind a body whose figures are told."""
_ABOUT = re.compile("(?:达|逾|超|约)(?:到|过|了)?$")
_FEW = re.compile("[一二两三四五六七八九几]")
"""A bare numeral before a unit (二级, 一条) ranks or counts, it measures nothing."""
_NO_SURVEY = frozenset({"duration", "set", "anniversary"})
_SURVEYED = re.compile(
    "[^,;。]{0,10}(?:进行|展开|完成)(?:了|的)?[^,;。]{0,8}(?:调查|民调|访问|问卷)|[^,;。]{0,6}(?:访问|调查)了[^,;。]{0,16}[0-9]"
)
_LIMIT = re.compile("(?:不得|不能|不可|不准|最多|上限|限制?在?|规定的)[^,;。]{0,5}$")
"""What a rule allows is no figure that was measured."""
_EARNED = re.compile(
    "(?:出口|进口|顺差|逆差|营收|净利|净利润|亏损|净亏损|盈利|获利|盈余)(?:额|总额|值|总值|仅|为|约|了|达|共|总计|合计|分别)*$"
)
"""What a sum of money right behind it measures without any verb."""
_SHARE_OF = re.compile("受访|民调|调查|选民|网民|[成%][^,;。]{0,6}(?:企业|民众|公司|港企|市民|人士|雇主|家庭)")
_SURVEY_ON = re.compile("(?:调查|民调|问卷)[^,;。]{0,6}[于在]$")
"""How the days of a survey are told: 于9至10月进行调查, 民调于3日至5日进行."""
_EXPECTED = re.compile("预计|预期|预测|预估|估计|前值")
"""What a figure is only measured against."""
_MEDIA = re.compile("(?:社|报|报社|通讯社|电视台|日报|新闻网|时报|杂志|广播公司|电台|广播|统计局|分析师|专家)$")
"""Whoever only reports figures is not what they measure."""


class FigureReader:
    """The expressions of `measurement.toml`, compiled."""

    def __init__(self, rules: Rules) -> None:
        kind = rules.types.get("measurement")
        self.trigger: Trigger | None = (
            next((t for t in kind.triggers if t.options.get("figure")), None) if kind else None
        )
        table: dict[str, Any] = dict(kind.extra.get("figures", {})) if kind else {}
        if self.trigger is None or not table:
            self.number: re.Pattern[str] | None = None
            return
        units = "|".join(f"(?P<{name}>{table[name]})" for name in ("percent", "money", "people", "things"))
        self.number = re.compile(f"(?P<hundredth>百分之)?(?P<number>{table['number']})(?:{units}|(?(hundredth)|(?!)))")
        self.toll = re.compile(table["toll"])
        self.level = re.compile(table["level"])
        self.share = re.compile(table["share"])
        self.compared = re.compile(table["compared"])
        self.measured = re.compile(table.get("measured", "(?!)"))
        self.counted = re.compile(table.get("counted", "(?!)"))
        self.verb = re.compile("|".join(sorted(self.trigger.words, key=len, reverse=True)))

    def find(self, line: Line, clauses: Sequence[Clause], norm: str, text: str) -> list[Draft]:
        """Drafts of the measurements in a sentence, without participants and time."""
        if self.number is None or self.trigger is None or line.title:
            return []
        found: list[Draft] = []
        for match in matches_at(_NUMERAL, self.number, norm, line.start, line.end):
            clause = _clause_at(clauses, match.start())
            if clause is None or _taken(line, match.start(), match.end()) or not self._measures(match, clause, norm):
                continue
            low = clause.tokens[0].start
            verbs = [
                verb
                for verb in self.verb.finditer(norm, max(low, match.start() - _AROUND), min(line.end, match.end() + 4))
                if len(verb.group()) > 1 or 0 <= match.start() - verb.end() <= _CLOSE
            ]
            span = verbs[-1].span() if verbs else match.span()
            draft = Draft(self.trigger, Token("V", *span), clause, f"{self.trigger.name}/{_kind(match)}")
            indicator = self._indicator(norm[low : match.start()], norm[match.end() : line.end], _kind(match))
            if indicator is None and found and found[-1].quantity and _GOES_ON.match(norm, low):
                indicator = found[-1].quantity.indicator
            draft.quantity = Quantity(
                value=match.group("number").replace(" ", ""),
                unit="%" if match.group("hundredth") else norm[match.end("number") : match.end()],
                indicator=indicator,
                start=match.start(),
                end=match.end(),
            )
            found.append(draft)
        return found

    def of_survey(self, draft: Draft, norm: str) -> bool:
        """Whether a share of those asked is told (三分之二受访企业预期…)."""
        tokens = draft.clause.tokens
        return draft.rule.endswith("/percent") and bool(_ASKED.search(norm, tokens[0].start, tokens[-1].end))

    def date_by_survey(self, draft: Draft, lines: Sequence[Line], norm: str, names: dict[str, str]) -> None:
        """Dates the share of those asked by the days on which they were asked, and names who asked them.

        Args:
            lines: all sentences, one of which may tell of the survey.
            names: actor id → name.
        """
        line = draft.clause.line
        if not draft.rule.endswith("/percent") or not _SHARE_OF.search(norm, line.start, line.end):
            return
        survey = next(_surveys(lines, norm), None)
        if survey is None or survey[1].time is None:
            return
        told, token = survey
        draft.time, draft.time_token, draft.time_rule = survey[1].time.value, token.time, "survey"
        draft.inferred = told is not line
        bodies = [t for t in told.tokens if t.letter == "o"]
        if bodies and not draft.names.get("agent"):
            draft.add("agent", bodies[0], names)

    def _indicator(self, before: str, after: str, kind: str) -> str | None:
        """What a figure measures, by the words in front of it or, of people, by what befell them."""
        named = _INDICATOR.findall(before) or self.measured.findall(before)
        if named:
            return str(named[-1])
        befell = self.counted.match(after) if kind == "people" else None
        return befell.group(1) if befell else None

    def _measures(self, match: re.Match[str], clause: Clause, norm: str) -> bool:
        low, high = clause.tokens[0].start, clause.tokens[-1].end
        before, after = norm[low : match.start()], norm[match.end() : max(high, match.end())]
        if _LIMIT.search(before[-8:]):
            return False
        compared = self.compared.search(before)
        if compared and (_EXPECTED.search(compared.group()) or not self.level.search(compared.group())):
            return False
        near = before[-_AROUND:] + after[:_AROUND]
        if _kind(match) != "percent" and _FEW.fullmatch(match.group("number")) and not _DEAD.search(near):
            return False
        if (
            match.group("things")
            and match.group("things") in ("级", "条", "次", "件")
            and _FEW.fullmatch(match.group("number"))
        ):
            return False
        if _kind(match) == "percent":
            return bool(self.share.search(before + after))
        if match.group("people"):
            if len(match.group("number")) == 1 and not _DEAD.search(near):
                return False  # 逮捕3名 counts people of a story, not of a statistic
            return bool(self.toll.search(before[-10:]) or self.toll.search(after[:10]))
        if match.group("money"):
            if before.endswith(("(约", "(")) or "(" in before[-8:]:
                return False  # the same sum in other money
            return bool(self.level.search(near) or _ABOUT.search(before) or _EARNED.search(before))
        return bool(self.level.search(before[-6:]) or _ABOUT.search(before))


def _surveys(lines: Sequence[Line], norm: str) -> Iterator[tuple[Line, Token]]:
    """The sentences that tell when a survey was made, with that time."""
    for line in lines:
        for token in line.tokens:
            if token.time is None or token.time.kind in _NO_SURVEY or not token.time.value:
                continue
            if _SURVEYED.match(norm, token.end, line.end) or _SURVEY_ON.search(norm, line.start, token.start):
                yield line, token


def _kind(match: re.Match[str]) -> str:
    """The group of units that a figure has; 百分之三十 is a percentage without one."""
    return "percent" if match.group("hundredth") else str(match.lastgroup)


def _clause_at(clauses: Sequence[Clause], at: int) -> Clause | None:
    found = None
    for clause in clauses:
        if clause.tokens and clause.tokens[0].start <= at:
            found = clause
    return found


def _taken(line: Line, start: int, end: int) -> bool:
    """Whether a mention or a time covers the number."""
    return any(t.start < end and start < t.end and (t.mention or t.time) for t in line.tokens)


def says_nothing(draft: Draft) -> bool:
    """Whether a figure has neither a subject nor a name nor a time of its own (高达57.3米); shares are told apart."""
    named = draft.names or (draft.quantity is not None and draft.quantity.indicator)
    return not named and draft.time_rule in ("occasion", "publish day", None) and not draft.rule.endswith("/percent")


def fill(draft: Draft, actors: Mapping[str, Actor], speaker: Draft | None, fallback: Sequence[Token]) -> None:
    """Binds what is measured and who says so.

    What the figure's clause names is measured; where that is only whoever gives the figure, it is
    the country of that office (a ministry counts its country's cases).

    Args:
        speaker: the statement that the figure stands in, if any.
        fallback: the subject of earlier text, when the clause names nobody.
    """
    assert draft.quantity is not None
    at = draft.quantity.start
    said_by = {a.actor for a in speaker.arguments if a.role == "agent"} if speaker else set()
    tokens = [t for t in draft.clause.tokens if t.mention is not None and t.mention.actors and t.letter in "colgp"]
    before = [t for t in tokens if t.end <= at]
    names = {key: actor.name for key, actor in actors.items()}
    skipped = said_by | {key for key, name in names.items() if _MEDIA.search(name)}
    votes = bool(_VOTES.search(draft.clause.line.norm))
    others = [
        t
        for t in before[::-1] + tokens
        if t.mention and not set(t.mention.actors) & skipped and (votes or t.letter != "p")
    ]
    spare = [
        t
        for t in (*draft.clause.carried, *fallback)
        if t.mention
        and t.letter in ("cl" if draft.rule.endswith("people") else "clo")
        and not _MEDIA.search(names[t.mention.actors[0]])
    ]
    for token in (others or spare)[:1]:
        country = _country(token, actors) if token.letter == "o" and not others else None
        if country is not None:
            draft.names["topic"] = [actors[country].name]
            draft.arguments.append(Argument(role="topic", actor=country, start=token.start, end=token.end))
        else:
            draft.add("topic", token, names)
    if speaker is None:
        source = _source(draft.clause.line)
        if source is not None:
            draft.add("agent", source, names)
    if speaker is not None and said_by:
        draft.names["agent"] = list(speaker.names["agent"])
        draft.arguments += [a for a in speaker.arguments if a.role == "agent"]


def _source(line: Line) -> Token | None:
    """Whose figures they are: 据某部统计, 某局的数据显示."""
    for token in line.tokens:
        if token.mention is not None and token.letter in "og" and _FIGURES_OF.match(line.norm, token.end):
            return token
    return None


def _country(token: Token, actors: Mapping[str, Actor]) -> str | None:
    """The country or place among the actors that an organisation belongs to."""
    assert token.mention is not None
    own = actors.get(token.mention.actors[0])
    if own is None:
        return None
    state = next(
        (key for key, a in actors.items() if a.type == "country" and own.country and a.country == own.country), None
    )
    # an office of a place is named after it (台湾财政部)
    return state or next((key for key, a in actors.items() if a.type == "place" and own.name.startswith(a.name)), None)
