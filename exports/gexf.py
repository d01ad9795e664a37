"""GEXF 1.3 with time intervals, for Gephi's timeline.

networkx's own writer puts today's date into the file; this one depends on the graph alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    import networkx as nx

_TYPES: Final = {str: "string", int: "long", float: "double"}
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    "<meta><creator>jishi</creator></meta>\n"
    '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
)


def gexf(graph: nx.MultiDiGraph[str]) -> str:
    """The GEXF text of a graph; `begin` and `end` of nodes and edges become their intervals."""
    return "".join(_lines(graph))


def _lines(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    nodes: list[tuple[str, dict[str, Any]]] = [(key, dict(graph.nodes[key])) for key in graph]
    edges: list[tuple[str, str, str, dict[str, Any]]] = list(graph.edges(keys=True, data=True))
    node_ids = _attribute_ids([data for _, data in nodes])
    edge_ids = _attribute_ids([edge[3] for edge in edges])
    yield _HEAD
    yield from _declared("node", node_ids)
    yield from _declared("edge", edge_ids)
    yield "<nodes>\n"
    for name, data in nodes:
        head = f"<node id={quoteattr(name)} label={quoteattr(str(data.get('label', name)))}{_interval(data)}>"
        yield head + _values(data, node_ids) + "</node>\n"
    yield "</nodes>\n<edges>\n"
    for left, right, key, facts in edges:
        weight = f' weight="{facts["weight"]}"' if "weight" in facts else ""
        ends = f"source={quoteattr(left)} target={quoteattr(right)}"
        label = f" label={quoteattr(str(facts.get('label', '')))}"
        yield f"<edge id={quoteattr(str(key))} {ends}{label}{weight}{_interval(facts)}>"
        yield _values(facts, edge_ids) + "</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attribute_ids(rows: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Attribute → (id, type); label and weight are GEXF's own."""
    kinds: dict[str, str] = {}
    for data in rows:
        for name, value in data.items():
            if name not in ("label", "weight"):
                kinds.setdefault(name, _TYPES[type(value)])
    return {name: (str(at), kinds[name]) for at, name in enumerate(sorted(kinds))}


def _declared(kind: str, ids: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, (key, type_name) in ids.items():
        yield f'<attribute id="{key}" title={quoteattr(name)} type="{type_name}"/>\n'
    yield "</attributes>\n"


def _interval(data: Mapping[str, Any]) -> str:
    """`start` and `end`; open ends and years that Gephi cannot read (before 1) are left out."""
    made = ""
    for name, attribute in (("begin", "start"), ("end", "end")):
        day = data.get(name)
        if isinstance(day, str) and not day.startswith(("-", "9999", "0000")):
            made += f' {attribute}="{day}"'
    return made


def _values(data: Mapping[str, Any], ids: Mapping[str, tuple[str, str]]) -> str:
    found = "".join(
        f'<attvalue for="{ids[name][0]}" value={quoteattr(str(data[name]))}/>' for name in ids if name in data
    )
    return f"<attvalues>{found}</attvalues>" if found else ""
