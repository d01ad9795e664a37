"""Which words are the article's title: a vote among what the input declares and what it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from ..normalize import normalize
from .body import Body
from .likeness import pairs, share
from .lines import Line

_PART: Final = re.compile(
    r"\s+[-–—|｜]+\s+|[|｜]|_{1,2}|\s*[>»]\s*|-{2}(?=[\u3400-\u9fff]{2,8}$)"
    r"|(?<=[\u3400-\u9fff）)”])\s?[-–—]\s?(?=[\u3400-\u9fff]{2,}(?:网|報|报|社|台|$))"
)
_SITE: Final = re.compile(
    r"网|網|报$|報$|日报|晚报|时报|台$|臺$|电台|電台|电视|電視|社$|频道|頻道|在线|門戶|门户|资讯|資訊|快讯|新闻|新聞|公报|论坛|"
    r"博客|公众号|首页|中心$|头条|财经$|rfi|bbc|voa|news|times|\.com|\.cn|\.net|^\W*$",
    re.I,
)
_NAMED: Final = re.compile(
    r"^(?:\d+[_ -])?"
    r"(\d{4}-\d{2}-\d{2}(?:[ _T]\d{2}[:：_.-]\d{2}(?:[:：_.-]\d{2})?)?|\d{8}(?:\d{4,6})?)"
    r"[@_ -]+(?=\S*[\u3400-\u9fff])(.+)$"
)
_DATED_FIRST: Final = re.compile(r"^((?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[._]\d{1,2}[._]\d{1,2}(?!\d)))[@_ -]*")
_DATED_LAST: Final = re.compile(
    r"[@_ -]+((?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[.-]\d{1,2}[.-]\d{1,2}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))$"
)
_NUMBERED: Final = re.compile(r"^[\d_ .-]*(?=[\u3400-\u9fff“《【])")


_TOPIC: Final = re.compile(r"^\s*[\[【][^\[\]【】]{1,6}[\]】]\s*(?=.{6})")
"""The topic of a forum that stands before a title."""
_LONGEST: Final = 300
"""Characters of a declared title that is searched for the names of sites."""


class NameParts(NamedTuple):
    """What a file's bare name tells."""

    date: str | None
    title: str | None


def read_name(source: str) -> NameParts:
    """Date and title that stand in a file name such as `2018-05-14 15:54:06@标题.txt`."""
    stem = PurePosixPath(source.partition("#")[0]).name
    for suffix in (".gz", ".zst", ".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".markdown", ".csv"):
        stem = stem.removesuffix(suffix)
    if match := _NAMED.match(stem):
        return NameParts(match.group(1), match.group(2).strip("_ -"))
    for pattern in (_DATED_FIRST, _DATED_LAST):
        if match := pattern.search(stem):
            rest = (stem[: match.start()] + stem[match.end() :]).strip("_ -@")
            if sum("\u3400" <= c <= "\u9fff" for c in rest) >= 4:
                return NameParts(match.group(1), rest)
    title = _NUMBERED.sub("", stem)
    if sum("\u3400" <= c <= "\u9fff" for c in title) >= 6:
        return NameParts(None, title)
    return NameParts(None, None)


def strip_site(title: str, outlet: str | None = None) -> str:
    """`title` without the names of the site and its sections behind a separator."""
    if len(title) > _LONGEST:
        return title.strip(" _-|｜–—")
    while True:
        cuts = [m for m in _PART.finditer(title) if m.start() > 0]
        if not cuts:
            return title.strip(" _-|｜–—")
        cut = cuts[-1]
        tail = title[cut.end() :].strip()
        known = outlet is not None and tail.lower() in outlet.lower()
        if len(tail) > 24 or not (known or _SITE.search(tail)) or cut.start() < 4:
            return title.strip(" _|｜")
        title = title[: cut.start()]


def site_parts(titles: Sequence[tuple[str, str]]) -> frozenset[str]:
    """What stands behind the separators of the declared titles: names of sections and of the site."""
    parts = (part for words, _ in titles for part in _PART.split(words[:_LONGEST])[1:])
    return frozenset(squeeze(part.partition("(")[0]) for part in parts if part.strip())


def squeeze(text: str) -> str:
    """`text` in one script and width without white space, for comparison."""
    return "".join(normalize(text).split())


def declared(titles: Sequence[tuple[str, str]], outlet: str | None) -> str | None:
    """The first title that the input declares, without site names."""
    return next((strip_site(words, outlet) for words, _ in titles if words.strip(" _-|")), None)


_SURE: Final = ("front matter", "json key", "csv column", "feed")


def choose_title(
    titles: Sequence[tuple[str, str]], outlet: str | None, lines: Sequence[Line], body: Body, name: NameParts
) -> str | None:
    """The title as printed, or None.

    A field that can only be the title wins. On a page the printed line wins that a declared title
    begins with or holds; else a line above the body that tells what the body tells.
    """
    sure = [pair for pair in titles if pair[1] in _SURE]
    if sure:
        return declared(sure, outlet)
    above = [line for line in lines[: body.start + 3] if _titular(line)]
    wanted = [squeeze(words) for words, _ in titles]
    firsts = [squeeze(_first_part(words)) for words, _ in titles]
    best: Line | None = None
    for line in above:
        if line.text.startswith("—"):
            continue  # the second part of a title
        text = _TOPIC.sub("", "".join(line.text.split()))
        wholes = [*wanted, *firsts] if line.block.kind == "h1" else wanted
        if any(text in whole and 3 * len(text) > len(whole) for whole in wholes) and (
            best is None or len(text) > len(best.text)
        ):
            best = line
    told = "\n".join(line.text for line in body.lines)
    if best is not None and (len(best.text) >= 10 or share(pairs(best.text), told) >= 0.2):
        told_whole = any(squeeze(best.text) in whole for whole in wanted)
        return best.block.text if told_whole else _TOPIC.sub("", best.block.text)
    declared_title = _confirmed(titles, above) or declared(titles, outlet)
    declared_share = share(pairs(declared_title), told) if declared_title is not None else 0.0
    printed, printed_share = _printed(lines, body, told)
    if declared_share >= 0.3 and declared_share + 0.2 >= printed_share:
        return declared_title
    return printed or name.title or declared_title or _sole_heading(lines, body)


def _first_part(words: str) -> str:
    """A declared title up to its first separator."""
    return _PART.split(words[:_LONGEST], maxsplit=1)[0].strip()


def _confirmed(titles: Sequence[tuple[str, str]], above: Sequence[Line]) -> str | None:
    """The beginning of a declared title, up to a separator, that a line above the text ends with."""
    printed = ["".join(line.text.split()) for line in above]
    for words, _ in titles:
        for cut in _PART.finditer(words[:_LONGEST]):
            first = squeeze(words[: cut.start()])
            if len(first) >= _SURELY and any(line.endswith(first) for line in printed):
                return words[: cut.start()].strip()
    return None


_SURELY: Final = 8
"""Characters that the beginning of a title has at least."""


def _sole_heading(lines: Sequence[Line], body: Body) -> str | None:
    """The page's only first-rank heading, where it stands above the text."""
    found = [i for i, line in enumerate(lines) if line.block.kind == "h1" and _titular(line)]
    return lines[found[0]].block.text if len(found) == 1 and found[0] <= body.start else None


def _titular(line: Line) -> bool:
    return 4 <= len(line.text) <= 90 and line.role not in ("label", "stamp", "related")


def _printed(lines: Sequence[Line], body: Body, told: str) -> tuple[str | None, float]:
    """The line above the text that tells most of what the text tells, and how much of it.

    Headings are likelier, and so is a line with a date or source under it, or one that a link repeats: the
    sheets of newspapers list their titles.
    """
    first = next((i for i in range(body.start, len(lines)) if _runs(lines[i])), body.start)
    best, best_score, best_share = None, 0.4, 0.0
    listed = {line.text for line in lines if line.role == "link"}
    own = {id(line) for line in body.lines}
    signed = {line.text for line in body.lines[-_SIGNATURE:]}
    for i in range(max(0, first - 14), first):
        line = lines[i]
        wanted = pairs(line.text)
        if not _titular(line) or line.text in signed or line.text[-1] in "。;,:" or len(wanted) < 5:
            continue
        found = share(wanted, told.replace(line.text, "", 1) if id(line) in own else told)
        if found < 0.12:
            continue
        under = any(near.role == "stamp" or near.text.startswith(("来源", "作者")) for near in lines[i + 1 : i + 4])
        notice = _NOTICE.search(line.text) is not None
        score = (
            found
            + 0.5 * (notice or (line.role != "link" and line.text in listed))
            + 0.25 * line.block.kind.startswith("h")
            + 0.3 * under
            + 0.02 * min(len(wanted), 10)
        )
        if score >= best_score:
            best, best_score, best_share = line.block.text, score, found
    return best, best_share


_SIGNATURE: Final = 2
"""Lines at the end of a notice that name who signed it, and when: what the page's head says too is no title."""
_NOTICE: Final = re.compile(r"关于.{4,60}的(?:通知|通告|公告|公示|意见|决定|批复|复函|函|报告|办法|规定|请示|通报)$")
"""How authorities name their letters."""


def _runs(line: Line) -> bool:
    """A paragraph of running text, not a headline with a comma or a question mark."""
    return line.role == "text" and (len(line.text) > 60 or "。" in line.text)
