"""The knowledge graph as a networkx MultiDiGraph, and as a pyvis network.

Nodes are actors (`kind` actor), events and articles; edges are participation (actor → event),
commemoration (event → event), evidence (article → event) and relations (actor → actor). All
attributes are texts, whole numbers or decimal fractions, and what is not known is left out, so
that GraphML, GEXF and node-link JSON can hold every one of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from ..records import Entity, MergedEvent, Relation

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

    from .knowledge import KnowledgeGraph


def to_networkx(kg: KnowledgeGraph, *, articles: bool = True) -> nx.MultiDiGraph[str]:
    """Actors, events and articles as nodes; participation, evidence and relations as keyed edges.

    With `articles=False` the articles and the evidence edges are left out.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in sorted(kg.entities):
        graph.add_node(key, **_actor(kg.entities[key]))
    for event in kg.events:
        graph.add_node(event.id, **_event(event))
    for key in sorted(kg.articles) if articles else ():
        info = kg.articles[key]
        graph.add_node(
            key,
            **_known(
                kind="article", label=info.title or info.source, source=info.source, published=info.published,
                outlet=info.outlet, url=info.url,
            ),
        )  # fmt: skip
    for event in kg.events:
        _link_event(graph, event, articles)
    for relation in kg.relations:
        graph.add_edge(relation.left, relation.right, key=relation.id, **_relation(relation))
    return graph


_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""


def _known(**values: str | int | float | None) -> dict[str, str | int | float]:
    return {
        name: _UNWRITABLE.sub("", value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }


def _actor(entity: Entity) -> dict[str, Any]:
    return _known(
        kind="actor",
        label=entity.name,
        type=entity.type,
        qid=entity.qid,
        country=entity.country,
        aliases="|".join(entity.aliases) or None,
        roles="|".join(entity.roles) or None,
        articles=len(entity.articles),
    )


def _event(event: MergedEvent) -> dict[str, Any]:
    return _known(
        kind="event",
        label=event.label,
        type=event.type,
        time=event.time,
        begin=event.begin,
        end=event.end,
        precision=event.precision,
        mode=event.mode,
        modality=event.modality,
        stance=event.stance,
        place=event.place,
        claim=event.claim,
        claimed_only=int(event.claimed_only),
        sources=len({proof.article for proof in event.evidence}),
        disagreements="|".join(item.field for item in event.disagreements) or None,
    )


def _link_event(graph: nx.MultiDiGraph[str], event: MergedEvent, articles: bool) -> None:
    for participant in event.participants:
        graph.add_edge(
            participant.entity,
            event.id,
            key=f"{participant.role}:{participant.entity}:{event.id}",
            **_known(
                kind="participation", label=participant.role, role=participant.role, begin=event.begin,
                end=event.end, sources=len(participant.articles),
            ),
        )  # fmt: skip
    if event.commemorates:
        graph.add_edge(
            event.id, event.commemorates, key=f"commemorates:{event.id}", kind="commemorates", label="commemorates"
        )
    for article in sorted({proof.article for proof in event.evidence}) if articles else ():
        graph.add_edge(article, event.id, key=f"evidence:{article}:{event.id}", kind="evidence", label="evidence")


def _relation(relation: Relation) -> dict[str, Any]:
    return _known(
        kind="relation",
        label=relation.label or relation.kind,
        relation=relation.kind,
        begin=relation.first,
        end=relation.last,
        weight=relation.count,
        tone=relation.tone,
        by_type="|".join(f"{name}={count}" for name, count in relation.by_type.items()) or None,
        by_month="|".join(f"{name}={count}" for name, count in relation.by_month.items()) or None,
    )


_COLOURS = {
    "person": "#4477aa",
    "organization": "#66ccee",
    "country": "#228833",
    "place": "#ccbb44",
    "group": "#aa3377",
}


def to_pyvis(kg: KnowledgeGraph, actor: str | Entity | None = None, *, height: str = "700px") -> Network:
    """Actors and the relations between them; with `actor`, that one and its neighbours.

    The page that pyvis writes holds its scripts inside and asks for nothing: Bootstrap, which pyvis's template
    names at a remote address whatever `cdn_resources` says, is left out; the network needs none of it.
    """
    from .offline import OfflineNetwork

    net = OfflineNetwork(height=height, width="100%", directed=False, cdn_resources="in_line")
    centre = kg.find_actor(actor).id if actor is not None else None
    shown = [r for r in kg.relations if centre is None or centre in (r.left, r.right)]
    keys = {centre} if centre else set()
    keys |= {key for relation in shown for key in (relation.left, relation.right)}
    if centre is None:
        keys |= set(kg.entities)
    for key in sorted(keys):
        entity = kg.entities[key]
        net.add_node(
            key, label=entity.name, title=f"{entity.type} · {len(entity.articles)}", color=_COLOURS.get(entity.type)
        )
    for relation in shown:
        kinds = ", ".join(f"{name} {count}" for name, count in relation.by_type.items())
        net.add_edge(relation.left, relation.right, value=relation.count, title=relation.label or kinds)
    return net
