"""A draft → an `Article`: its title, its zones, its publish time, its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from ...records import Article, DateCandidate, RelatedItem
from ..normalize import normalize, script_of
from .body import Body, find_body
from .bounds import is_wire
from .dates import choose_date, lead_stamp, url_stamp
from .draft import Draft, Stamp
from .lines import Line, measure
from .moments import moment_in
from .threads import without_comments
from .title import NameParts, choose_title, declared, read_name, site_parts, squeeze
from .zones import Layout, dateline_of, language_of, lay_out, related_items

_WINDOW: Final = 8
"""How many lines around the title may hold the publish date."""


def assemble(draft: Draft, source: str) -> Article | None:
    """The article of a draft; None when no text is left of it."""
    name = read_name(source)
    lines = measure(draft.blocks)
    if draft.shape == "page":
        lines = without_comments(lines)
    guess = declared(draft.titles, draft.outlet) or name.title
    body = find_body(draft, lines, guess)
    title = choose_title(draft.titles, draft.outlet, lines, body, name)
    kept = _without_title(body.lines, title, site_parts(draft.titles))
    if not kept:
        return None
    layout = lay_out(title, kept)
    if not layout.text.strip():
        return None
    hint = f"{draft.url or ''} {draft.outlet or ''} {draft.author or ''}"
    published = choose_date(_stamps(draft, lines, body, title, name, layout), hint)
    related = related_items(lines, body)
    candidates = _placed(published.candidates, layout.text)
    if published.value is None:
        candidates += _strangers(related)
    return Article(
        id=article_id(layout.text, source),
        source=source,
        file=PurePosixPath(source.partition("#")[0]).name,
        title=title,
        text=layout.text,
        published=published.value,
        published_assumed=published.assumed,
        published_candidates=candidates,
        outlet=draft.outlet,
        author=draft.author,
        url=draft.url,
        language=draft.language or language_of(layout.text),
        script=script_of(layout.text),
        zones=layout.zones,
        related=related,
    )


def _strangers(related: Sequence[RelatedItem]) -> tuple[DateCandidate, ...]:
    """The dates of other articles on a page that tells none of its own: shown, and refused."""
    days = {item.published: item.text for item in reversed(related) if item.published is not None}
    return tuple(
        DateCandidate(value=day, origin="related", text=days[day], weight=0.0, note="refused: another article's date")
        for day in sorted(days)[-3:]
    )


_PUBLISHED: Final = re.compile(r"发布|发表|刊登|日期|时间")


def article_id(text: str, source: str) -> str:
    """20 hex digits of the SHA-256 of the normalised text without white space and the source."""
    squeezed = "".join(normalize(text).split())
    return hashlib.sha256(f"{source}\n{squeezed}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _without_title(lines: Sequence[Line], title: str | None, site: frozenset[str]) -> list[Line]:
    """The lines without the title and, at their end, the name of a section or the site alone in a line."""
    lines = list(lines)
    while lines and len(lines[-1].text) <= 12 and "".join(lines[-1].text.split()) in site:
        lines.pop()
    if title is None:
        return list(lines)
    wanted = squeeze(title)
    return [line for line in lines if len(line.text) > 2 * len(title) + 20 or "".join(line.text.split()) != wanted]


def _stamps(
    draft: Draft, lines: Sequence[Line], body: Body, title: str | None, name: NameParts, layout: Layout
) -> list[Stamp]:
    """Every place that may tell the publish date, in the order of the issue: head, page, lead, name."""
    stamps = list(draft.stamps)
    if draft.url and (stamp := url_stamp(draft.url)):
        stamps.append(stamp)
    if draft.shape != "clean":
        stamps += _window(lines, body, title) or _issue(lines[: body.start])
    stamps += [Stamp(words, "credit", 0.5) for words in layout.stamps]
    if layout.lead_start >= 0:
        lead = layout.text[layout.lead_start : layout.lead_start + 120].partition("\n")[0]
        dateline = dateline_of(layout.text, layout.zones)
        if stamp := lead_stamp(lead, dateline):
            stamps.append(stamp)
    if name.date is not None:
        stamps.append(Stamp(name.date, "file name", 0.65))
    return stamps or _closing(lines, body)


def _closing(lines: Sequence[Line], body: Body) -> list[Stamp]:
    """The day that a letter or notice ends with: a line of its own, last in the text or right below it."""
    for line in lines[max(0, body.end - 1) : body.end + 1]:
        if line.loose:
            break
        moment = moment_in(line.text) if line.role == "stamp" else None
        if moment is not None and moment.end - moment.start >= len(line.text) - 2:
            return [Stamp(line.block.text, "closing", 0.45)]
    return []


def _window(lines: Sequence[Line], body: Body, title: str | None) -> list[Stamp]:
    """Dates printed around the title: between it and the text, else right above the text."""
    if not body.lines:
        return []
    wanted = squeeze(title) if title else None
    at = next((i for i, line in enumerate(lines[: body.start + 4]) if "".join(line.text.split()) == wanted), None)
    first = max(0, body.start - _WINDOW) if at is None else max(0, at - 3)
    inside = {id(line) for line in body.lines if not is_wire(line)}
    inside |= {id(line) for a, b in body.boxes for line in lines[a:b]}
    found = []
    for number, line in enumerate(lines[first : body.start + 4], first):
        if id(line) in inside or len(line.text) > 100 or "今天是" in line.text:
            continue
        if number >= body.end and not _PUBLISHED.search(line.text):
            continue
        if moment_in(line.text) is not None:
            found.append(Stamp(line.block.text, "title window", 0.75))
    return found[:3]


_EDITION: Final = re.compile(r"第?\s?[A-Za-z]?\d{1,3}\s?版(?:[:：]|$)|[上下]一版(?:\W|$)")


def _issue(above: Sequence[Line]) -> list[Stamp]:
    """The date in the head of a newspaper's page: where the page counts its sheets and tells one day only."""
    if not any(_EDITION.match(line.text) for line in above):
        return []
    dated = [line for line in above if line.role == "stamp" and len(line.text) < 40 and "今天是" not in line.text]
    found = [(line, moment) for line in dated if (moment := moment_in(line.text)) is not None]
    if len({moment.day for _, moment in found}) != 1:
        return []
    return [Stamp(found[0][0].block.text, "issue", 0.5)]


def _placed(candidates: Sequence[DateCandidate], text: str) -> tuple[DateCandidate, ...]:
    """Candidates with offsets where their words stand in the text."""
    placed = []
    for c in candidates:
        start = text.find(c.text) if c.origin in ("lead", "dateline") else -1
        if start >= 0:
            c = DateCandidate(
                value=c.value, origin=c.origin, text=c.text, weight=c.weight, chosen=c.chosen, start=start,
                end=start + len(c.text), note=c.note,
            )  # fmt: skip
        placed.append(c)
    return tuple(placed)
