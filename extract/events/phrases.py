"""What a line's tokens are once brackets, short quotations and the parts of noun phrases are settled."""

from __future__ import annotations

import re
from typing import Final

from .cues import any_of
from .tokens import Token

_HEAD_GAP: Final = 10
_OFFICES: Final = (
    "籍|军人|老兵|歌手|演员|导演|作家|艺人|商人|富豪|高官|移民|难民|船员|机组|乘客|留学生|学生|记者|官员|专家|学者|将领|媒体|代表团|代表(?!团)|发言人|记者|总统|总理|外长|外相|部长|主席|议员|议会|国会|军方|警方|法院|民众|公民|企业|公司"
    "|律师|分析师|经济学家|首席|智库|男子|女子|人士|网民|球员|球星|职篮|职棒|男篮|女篮|男足|女足|国家队|影星|明星|歌星|名将|老将|女孩|男孩|夫妇|科学家|研究人员|负责人|当局|居民|市民|大使|特使|国务卿|国防部|财政部"
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
        "(?:的)?(?:一?[名位](?:辩护)?(?:律师|亲属|亲友|朋友|助手|顾问)|咨询公司|公司|基金会|图书馆|研究所|手下|身边|支持者|律师团|律师|团队|办公室|政府|阵营|幕僚|家人|夫人|妻子|丈夫|儿子|女儿|竞选团队|粉丝|母亲|父亲|亲信|顾问|家属|儿媳|亲属|遗孀|遗属|后人|友人|同事|同学|战友|部下|追随者|岳父|岳母|哥哥|弟弟|姐姐|妹妹|胞弟|胞妹|女婿|兄长|姐夫|妹夫|姑丈|姑父|叔叔|伯父|舅舅|侄子|外甥|孙子|孙女|养子|养女|继子|前妻|前夫|女友|男友|遗体|死讯|秘书|下属|子女|儿女|父母|双亲|的特使|的代表|的发言人|的朋友)"
    ),
}
"""Letter of an actor → the nouns behind it that are the actor instead."""
_OFFICER: Final = re.compile(
    "(?:创党|创会|前|副|荣誉|候任|署理|执行|常务|代理|首席|助理|资深|新任|时任|[一二三四五])*"
    + any_of("event_phrases.officers")
    + "(?:兼[^,;。]{1,8})?"
)
"""What stands between a body and its officer's name: the body only belongs to the title."""
_ATTENDANTS: Final = re.compile("[oc、]*(p(?:[、,oc]+p)+)J")
_AND: Final = frozenset({"以及", "及", "和"})
_TITLE: Final = 40
"""Characters within which the title of a document ends."""
_PAUSE: Final = re.compile("[,。:;!?]")
_NAMED: Final = re.compile("(?:主题|专题|国际|高峰|视频|纪念|系列|全国|[一-鿿]{0,4})?" + any_of("event_phrases.named"))
LONG_QUOTE: Final = 12
"""Quoted stretches of fewer characters are names or terms, not speech."""


def tidy(items: list[Token], norm: str) -> list[Token]:
    """Drops brackets with what is in them, short quotes' marks, and words without a meaning."""
    letters = "".join([t.letter for t in items])
    out = items if _MARKS.isdisjoint(letters) else _without_brackets(items, norm)
    if not _HEADED.isdisjoint(letters):
        out = _without_modifiers(_heads(out, norm))
    if "," in letters or "J" in letters:
        out = _lists(out, norm)
    return out if _OBJECTS.isdisjoint(letters) else _objects(out)


_MARKS: Final = frozenset("()“”《》")
_HEADED: Final = frozenset("copl")
_OBJECTS: Final = frozenset("copuF")
"""Letters without which a step of `tidy` changes nothing."""


def _without_brackets(items: list[Token], norm: str) -> list[Token]:
    out: list[Token] = []
    depth = 0
    title = 0
    closes = {t.start for t in items if t.letter == ")"}
    quotes = _short_quotes(items, norm)
    for token in items:
        if token.letter in "《》":
            title = max(0, title + (1 if token.letter == "《" else -1))
        elif title and token.letter in "VRHKJclp" and norm.find("》", token.end, token.end + _TITLE) > 0:
            continue  # what a title names is told by what happens to it
        if token.letter == "(":
            depth += any(c > token.start for c in closes)
        elif token.letter == ")":
            depth = max(0, depth - 1)
        elif (depth == 0 and token.letter and token.start not in quotes and token.letter not in "《》") or (
            depth == 1 and token.letter == "t"
        ):
            out.append(token)
    return out


def _short_quotes(items: list[Token], norm: str) -> set[int]:
    """Where the marks stand around names and terms: short, or a longer name that a noun like 研讨会 follows."""
    short: set[int] = set()
    opened: Token | None = None
    for token in items:
        if token.letter == "“":
            opened = token
        elif token.letter == "”" and opened is not None:
            if token.start - opened.end < LONG_QUOTE or _is_name(norm, opened, token):
                short |= {opened.start, token.start}
            opened = None
    return short


def _is_name(norm: str, opened: Token, closed: Token) -> bool:
    """“2020年国际形势与中国外交”研讨会: quoted, without a pause, and the name of what follows."""
    inside = norm[opened.end : closed.start]
    return len(inside) <= _TITLE and not _PAUSE.search(inside) and bool(_NAMED.match(norm, closed.end))


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
    match = _ATTENDANTS.match("".join([t.letter for t in items]))
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
    letters = "".join([t.letter for t in items[max(0, index - 3) : index + 4]])
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


def with_gaps(norm: str, items: list[Token], start: int, end: int) -> list[Token]:
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
