"""Who is named and yet is no actor of the article: its reporters, its sources, its platforms.

The publisher, the reporter, the photographer and the wire agency are not actors unless the article
is about them; nor are the platforms that somebody posts on, nor treaties and forums.
"""

from __future__ import annotations

import re
from typing import Final

from ..normalize import normalize
from .cues import cue
from .model import Doc, Ref

_SOURCE_AFTER: Final = re.compile(
    r"^[》」”\"）)]?(?:网站|新闻网|英文版|中文网|中文版|电视台|电台|旗下)?(?:今天|昨天|当天|当地时间)?.{0,12}?"
    r"(?:报道|报导|消息|专电|讯|电[,，)）]|引述|援引|获悉|独家|记者|直播|评论|社论|发表|刊登|刊发|撰文|称|说|指出|透露|披露|转载|电视|视频|截图|图片|供图|摄|新闻|综合|快讯|编译|的报道|的报导|的消息|的采访|采访|专访|节目|编辑|播出|客户端|版权|照片|民调|民意调查|的电邮|的邮件|的电子邮件)"
)
_SOURCE_BEFORE: Final = re.compile(
    r"(?:据|根据|引述|援引|图|来源|来自|接受|转引|发给|致|回复|转发的|综合|见|告诉|对|向|通过|[（(《「【\[/／：:©])\s*《?$"
)
_PLATFORM_BEFORE: Final = re.compile(r"(?:在|于|通过|透过|经|用|使用|个人|官方|其|的|自己|发|从|、|和|以及|他|她)\s*$")
_PLATFORM_AFTER: Final = re.compile(
    r"^(?:上|中|发文|发帖|用户|账号|帐号|账户|帐户|粉丝|消息|公众号|官方|贴文|网站|平台|专页|视频|群|直播|网友|说|写|发布|发表|等)"
)
_NO_ACTOR: Final = re.compile(
    r"(?:协定|协议|论坛|峰会|进程|条约|公约|嘉年华|大会堂|国宾馆|紫光阁|计划|战略|倡议|电影节|博览会|运动会)$"
)


def drop_sources(doc: Doc) -> None:
    """Takes out references to reporters, agencies, platforms, and treaties."""
    reporters = {
        key
        for ref in doc.refs
        for key in ref.keys
        if any(t.kind in cue("filters.reporter_kinds") or t.core in cue("filters.reporters") for t in ref.titles)
        and ref.name
        and not _told_of(doc, ref)
    }
    reporters |= {ref.keys[0] for ref in doc.refs if ref.type == "person" and ref.keys and _signs(doc, ref)}
    eras = _eras(doc)
    kept = []
    for ref in doc.refs:
        if ref.type == "person" and ref.keys and ref.keys[0] in eras:
            continue
        if ref.keys and ref.keys[0] in reporters and len(ref.keys) == 1:
            continue
        if ref.type == "organization" and ref.keys and _is_source(doc, ref):
            continue
        kept.append(ref)
    doc.refs = kept


_OFTEN: Final = 3


def _told_of(doc: Doc, ref: Ref) -> bool:
    """Whether the article is about a reporter: who only reports is named once or twice."""
    return sum(ref.keys == other.keys for other in doc.refs) >= _OFTEN and not _signs(doc, ref)


_ERA: Final = re.compile(r"(?:政府|内阁|执政|当政|主政|掌权)?(?:时期|时代|年代)")


def _eras(doc: Doc) -> set[str]:
    """People who are named only for their time (奥巴马时期)."""
    seen: dict[str, bool] = {}
    for ref in doc.refs:
        if ref.type == "person":
            for key in ref.keys:
                seen[key] = seen.get(key, True) and _ERA.match(doc.norm, ref.end) is not None
    return {key for key, only in seen.items() if only}


_SIGNED_BEFORE: Final = re.compile(
    r"(?:(?:记者|编辑|译者|摄影|编译|责编|撰稿|撰文|撰写|采写|审校|核稿|校对|美编|通讯员|供稿|[(（]文|[(（]图|监制)"
    r"(?:[:/\s]+(?:[\u4e00-\u9fff]{2,4}[、,/ ]\s*)*|(?:[\u4e00-\u9fff]{2,4}[、/ ]\s*)*)"
    r"|(?:作者|整理|文字|图文)[:/\s]+(?:[\u4e00-\u9fff]{2,4}[、,/ ]\s*)*)$"
)
"""By-lines; a comma joins names only behind a colon, and 作者认为, begins no by-line."""


_SIGNATURE: Final = re.compile(
    r"\s*[(]?[\u4e00-\u9fff]{2,4}(?:[/、 ][\u4e00-\u9fff]{2,4})*\s*"
    r"[(](?:综合|编译|整理|摘编|发自|作者|记者)[^)]{0,20}[)]\s*"
)
"""A line of names that ends an article: 王明/李红(综合报道)."""
_LONGEST_SIGNATURE: Final = 120
"""Code points; a longer line is no signature, and matching it for every name in it would be quadratic."""


def _signs(doc: Doc, ref: Ref) -> bool:
    """A name in a by-line or behind 编辑：, or in front of 摄."""
    start, end = ref.name_span or (ref.start, ref.end)
    line_start = doc.norm.rfind("\n", 0, start) + 1
    line_end = doc.norm.find("\n", end)
    line = doc.norm[line_start : line_end if line_end >= 0 else len(doc.norm)]
    if len(line) <= _LONGEST_SIGNATURE and _SIGNATURE.fullmatch(line):
        return True
    return bool(_SIGNED_BEFORE.search(doc.norm[max(0, start - 24) : start])) or doc.norm[end : end + 1] == "摄"


def _is_source(doc: Doc, ref: Ref) -> bool:
    index = doc.lexicon.index.get(ref.keys[0])
    kind = doc.lexicon.entities[index].kind if index is not None else ""
    name = normalize(doc.drafts[ref.keys[0]].name)
    before = doc.norm[max(0, ref.start - 6) : ref.start]
    after = doc.norm[ref.end : ref.end + 24]
    if ref.name in cue("filters.platforms") or ref.name.lower() in cue("filters.platforms"):
        return bool(_PLATFORM_BEFORE.search(before) or _PLATFORM_AFTER.search(after)) or True
    if _NO_ACTOR.search(name) or _NO_ACTOR.search(ref.name):
        return True
    if kind == "media" or (
        ref.rule == "suffix"
        and re.search(r"(?:新闻网|日报|晚报|时报|电视台|电台|新闻社|通讯社|周刊|传媒|分社)$", ref.name)
    ):
        credit = doc.article.text[ref.end : ref.end + 1] == "/"  # REUTERS/ and a photographer
        told = credit or _SOURCE_AFTER.search(after) or _SOURCE_BEFORE.search(before)
        return bool(told) or _in_outlet(doc, name, ref) or _publishes(doc, index)
    return False


def _publishes(doc: Doc, index: int | None) -> bool:
    """Whether an outlet's Latin name stands in the name or address of the article's own (REUTERS, cn.reuters.com)."""
    own = f"{doc.article.outlet or ''} {doc.article.url or ''}".lower()
    return index is not None and any(name in own for name in doc.lexicon.latin_names.get(index, ()))


def _in_outlet(doc: Doc, name: str, ref: Ref) -> bool:
    """The article's own publisher, or a signature at a line's beginning or end."""
    outlet = doc.article.outlet or ""
    if outlet and (name in outlet or ref.name in outlet or outlet in name):
        return True
    line_start = doc.norm.rfind("\n", 0, ref.start) + 1
    line_end = doc.norm.find("\n", ref.end)
    line_end = len(doc.norm) if line_end < 0 else line_end
    return ref.start - line_start <= 2 or line_end - ref.end <= 3
