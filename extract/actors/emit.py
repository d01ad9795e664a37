"""From resolved references to the records: mentions in order, actors numbered by first mention."""

from __future__ import annotations

from ...records import Actor, Mention
from ..normalize import to_traditional
from .cues import cue
from .model import Doc, Draft, Ref, Title


def emit(doc: Doc) -> tuple[list[Mention], list[Actor]]:
    """The article's mentions and actors; actor names are made unique by a title or a number."""
    text = doc.article.text
    ids: dict[str, str] = {}
    surfaces: dict[str, list[str]] = {}
    mentions = []
    for ref in sorted(doc.refs, key=lambda r: (r.start, -r.end)):
        if not ref.keys and ref.form != "place":
            continue
        for key in ref.keys:
            ids.setdefault(key, f"a{len(ids) + 1}")
            forms = surfaces.setdefault(key, [])
            if ref.form in cue("emit.no_surface"):
                continue
            for start, end in [(ref.start, ref.end)] + ([ref.name_span] if ref.name_span else []):
                if text[start:end] not in forms:
                    forms.append(text[start:end])
            _add_roles(doc, doc.drafts[key], ref)
        mentions.append(
            Mention(start=ref.start, end=ref.end, text=text[ref.start : ref.end], type=ref.type, form=ref.form,
                    rule=ref.rule, actors=tuple(ids[key] for key in ref.keys),
                    title=text[ref.titles[0].start : ref.titles[-1].end] if ref.titles else None)
        )  # fmt: skip
    names: set[str] = set()
    actors = [_actor(doc.drafts[key], actor_id, surfaces[key], names) for key, actor_id in ids.items()]
    return mentions, actors


def _add_roles(doc: Doc, draft: Draft, ref: Ref) -> None:
    if draft.type != "person" or ref.rule == "unnamed" or len(ref.keys) > 1:
        return
    for title in ref.titles:
        role = _role(doc, draft, title)
        if title.kind not in ("honorific", "kin") and role not in draft.roles:
            draft.roles.append(role)


def _role(doc: Doc, draft: Draft, title: Title) -> str:
    """The office as printed, with its country in front where that is certain."""
    text = doc.article.text[title.start : title.end]
    iso = title.iso or draft.country
    if title.country_span is not None or iso is None or iso not in doc.lexicon.country_index:
        return text
    if title.org is not None and not (title.org == "国务院" or (title.org.endswith("部") and len(title.org) < 6)):
        return text
    if title.kind not in cue("emit.state_kinds") or "中央" in title.words or "全国" in title.words:
        return text
    offices = doc.lexicon.office_titles.get(title.words) or doc.lexicon.office_titles.get(title.core) or []
    if offices and all(office.jurisdiction != iso for office in offices):
        return text  # 欧盟委员会主席 is no office of her country
    country = doc.lexicon.entities[doc.lexicon.country_index[iso]].name
    if title.words.startswith(country[:2]):
        return text
    return (to_traditional(country) if doc.article.script == "Hant" else country) + text


def _actor(draft: Draft, actor_id: str, mentions: list[str], names: set[str]) -> Actor:
    name = draft.name
    if name in names:
        name = next((m for m in sorted(mentions, key=len, reverse=True) if m not in names), f"{name}（{actor_id}）")
    names.add(name)
    return Actor(
        id=actor_id, name=name, type=draft.type, qid=draft.qid, mentions=tuple(mentions), roles=tuple(draft.roles),
        aliases=tuple(a for a in dict.fromkeys(draft.aliases) if a != name), country=draft.country, score=draft.score,
        rule=draft.rule,
    )  # fmt: skip
