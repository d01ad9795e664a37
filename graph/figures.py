"""Figures of an event: dead, injured, people, minutes, aircraft, as its reports give them.

A figure is a number with its unit and the word that says what is counted. It is read from the
sentences that prove the event; where an article is about the event (it stands in the title or near
the beginning), also from its other sentences that speak of the same matter. Reports that give other
figures can so be set side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from .names import simplify
from .reports import Report

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_NUMBER: Final = r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?|[一二三四五六七八九十百千两〇零]+)"
_MANY: Final = r"(?:成千上万|数十万|数万|数千|数百|数十|上万|上千|上百)"
_UNITS: Final = "人次|人|名|位|个人|具|例|分钟|小时|架次|架|艘|枚|次|级|座|栋|天|日|轮"
_FIGURE: Final = re.compile(
    rf"(?P<vague>至少|超过|逾|约|大约|近|多达|最少|至多|超|将近)?"
    rf"(?P<number>{_NUMBER}(?:多|余|来)?[万亿]?(?:多|余)?|{_MANY})(?P<unit>{_UNITS})"
)
_COUNTED: Final = (
    ("死亡", "死|遇难|丧生|身亡|罹难|丧命|遇害|毙命|生命"),
    ("受伤", "伤"),
    ("失踪", "失踪|下落不明"),
    ("被困", "被困"),
    ("感染", "感染|确诊|病例"),
)
_HARM: Final = re.compile(
    "遇难|死亡|丧生|身亡|罹难|丧命|遇害|(?:受|重|轻)*伤|失踪|失联|下落不明|被困|感染|确诊|撤离|疏散|转移|获救"
)
_OF_UNIT: Final = {
    "人": "人数", "名": "人数", "位": "人数", "个人": "人数", "人次": "人数", "具": "死亡", "例": "感染",
    "分钟": "时长", "小时": "时长", "架": "架次", "架次": "架次", "艘": "艘数", "枚": "枚数", "次": "次数", "级": "级",
    "座": "座数", "栋": "栋数", "天": "天数",
}  # fmt: skip
_MAGNITUDE: Final = re.compile(r"(\d\.\d)级|(?:规模|里氏)(\d\.\d)级?")
_STOP: Final = re.compile("[,，、；;。：:()（）]|并|及|和")
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")

_CASUALTIES: Final = frozenset({"死亡", "受伤", "失踪", "被困", "感染"})
_MATTERS: Final[dict[str, tuple[frozenset[str], str]]] = {
    "accident": (_CASUALTIES, "死|伤|遇难|丧|失踪|被困|罹难"),
    "disaster": (_CASUALTIES, "死|伤|遇难|丧|失踪|被困|罹难"),
    "attack": (_CASUALTIES, "死|伤|遇难|丧|失踪|罹难|遇害"),
    "epidemic": (frozenset({"死亡", "感染"}), "死|感染|确诊|病例"),
    "protest": (frozenset({"人数"}), "示威|游行|集会|抗议|上街|走上街头"),
    "sanction": (frozenset({"人数"}), "制裁"),
    "call": (frozenset({"时长"}), "通话|电话|会谈|通电"),
    "meeting": (frozenset({"时长"}), "会谈|会晤|会面|会见|磋商|谈判"),
    "visit": (frozenset({"天数"}), "访问|停留|行程|逗留|之行"),
    "military_activity": (frozenset({"次数", "架次", "艘数", "枚数"}), "军机|战机|飞机|军舰|舰艇|广播|导弹|驱离|演"),
}
"""Type → what its figures count, and the words of sentences that speak of it."""

_PEOPLE: Final = _CASUALTIES | {"人数"}
_ONE: Final = re.compile("一(?:人|名|位|个人|次|天|日|架|架次|艘)$")
"""More often an indefinite article (一名男子) than a count, except of casualties."""

_HEAD: Final = 240
"""Code points from the beginning of a text within which an article says what it is about."""


_NEAR: Final = 12


class Figure(NamedTuple):
    """What is counted, how much (None for 成千上万), and the words."""

    counted: str
    value: float | None
    words: str


def figures_of(report: Report) -> Iterator[Figure]:
    """The figures that an article gives of an event."""
    return (item for item in _given(report) if item.counted in _CASUALTIES or not _ONE.match(item.words))


def _given(report: Report) -> Iterator[Figure]:
    event, text = report.event, report.record.text
    if event.type not in _MATTERS:
        yield from _beside(report)
        return
    counted, cue = _MATTERS[event.type]
    for sentence in (event.evidence, *(text[more.start : more.end] for more in event.reports)):
        yield from (figure for figure in figures(sentence) if figure.counted in counted)
        if event.type == "disaster":
            yield from magnitudes(sentence)
    if event.start > _HEAD:
        return
    for sentence in _sentences(text):
        if re.search(cue, sentence):
            yield from (
                figure for figure in figures(sentence) if figure.counted in counted and _close(figure, sentence, cue)
            )


def _beside(report: Report) -> Iterator[Figure]:
    """The people whom the trigger's own clause counts near it (逮捕53人), for types whose sentences count much else."""
    event, text = report.event, report.record.text
    behind = _STOP.split(text[event.trigger_end : event.trigger_end + _NEAR])[0]
    before = _STOP.split(text[max(event.start, event.trigger_start - _NEAR) : event.trigger_start])[-1]
    for near in (before, behind):
        yield from (figure for figure in figures(near) if figure.counted in _PEOPLE)


def _close(figure: Figure, sentence: str, cue: str) -> bool:
    """Whether a length of time stands close to the word of what lasted so long."""
    if figure.counted not in ("时长", "天数"):
        return True
    at = sentence.find(figure.words)
    return re.search(cue, sentence[max(0, at - _NEAR) : at + len(figure.words) + _NEAR]) is not None


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_SENTENCE.findall(simplify(text)))


def magnitudes(sentence: str) -> Iterator[Figure]:
    """The magnitudes of earthquakes that a sentence gives: 7.6级, 里氏7.4级, 规模7.2."""
    for found in _MAGNITUDE.finditer(simplify(sentence)):
        yield Figure("震级", float(found[1] or found[2]), found.group())


@lru_cache(maxsize=16_384)
def figures(sentence: str) -> tuple[Figure, ...]:
    """The figures of a sentence in order."""
    text = simplify(sentence)
    return tuple(
        Figure(_counted(text, found), number(found["number"]), found.group())
        for found in _FIGURE.finditer(text)
        if found["unit"] in _OF_UNIT
    )


def casualty(text: str, start: int, end: int) -> str | None:
    """What happened to the people that the figure `text[start:end]` counts, as printed: 遇难; None if nothing did."""
    plain = simplify(text)
    if len(plain) != len(text):
        return None
    behind = _STOP.split(plain[end : end + 8])[0]
    before = _STOP.split(plain[max(0, start - 8) : start])[-1]
    for near in (behind, before):
        found = _HARM.search(near)
        if found:
            return found.group()
    return None


def _counted(text: str, found: re.Match[str]) -> str:
    """What a figure counts: the nearest word behind or before it inside its clause, else its unit."""
    unit = found["unit"]
    behind = _STOP.split(text[found.end() : found.end() + 8])[0]
    before = _STOP.split(text[max(0, found.start() - 8) : found.start()])[-1]
    if unit in ("人", "名", "位", "个人", "例"):
        for near in (behind, before):
            for name, words in _COUNTED:
                if re.search(words, near):
                    return name
    return _OF_UNIT[unit]


def number(text: str) -> float | None:
    """The value of a number in Arabic or Chinese digits with 万 and 亿; None where it names none."""
    digits = re.sub("[,，多余来]", "", text)
    scale = {"万": 10_000.0, "亿": 100_000_000.0}.get(digits[-1:], 1.0)
    digits = digits.rstrip("万亿")
    if re.fullmatch(r"\d+(\.\d+)?", digits):
        return float(digits) * scale
    total = current = 0
    for char in digits:
        if char in _SCALES:
            total += (current or 1) * _SCALES[char]
            current = 0
        elif char in _DIGITS:
            current = _DIGITS[char]
        else:
            return None
    return (total + current) * scale
