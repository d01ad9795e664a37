"""The close-up: a `pyvis.network.Network` of the best-connected actors, drawn by vis-network.

pyvis holds nodes, edges and options and renders our template; the vis-network bundle is the one
inside its wheel. Nodes and edges are put in as whole lists, because `Network.add_edge` looks
through all edges each time.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from importlib import resources
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from pyvis.network import Network  # type: ignore[import-untyped]

from ..errors import DataError
from .page_model import Model

MOST_NODES: Final = 1000
"""vis-network stays fluent up to about so many nodes (measured by `bench/page.py`)."""

_SHOWN_FIRST: Final = 60
_BUNDLE: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SCALE: Final = 600.0

_OPTIONS: Final[dict[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "multiselect": False, "keyboard": False, "hideEdgesOnDrag": True},
    "nodes": {"borderWidth": 1.5, "scaling": {"min": 5, "max": 22}, "font": {"size": 13, "strokeWidth": 4}},
    "edges": {"smooth": False, "scaling": {"min": 0.5, "max": 6}, "width": 1},
}


def close_up(model: Model, *, most: int = _SHOWN_FIRST) -> Network:
    """The network of the `most` best-connected actors; node ids are the actors' numbers."""
    most = min(most, len(model.actors), MOST_NODES)
    shared: dict[tuple[int, int], int] = {}
    shown = model.tie_actor < most
    ties = zip(model.tie_event[shown].tolist(), model.tie_actor[shown].tolist(), strict=True)
    for _, together in groupby(ties, key=itemgetter(0)):
        for pair in combinations([one for _, one in together], 2):
            shared[pair] = shared.get(pair, 0) + 1
    network = Network(height="100%", width="100%", heading="", cdn_resources="in_line")
    network.options = _OPTIONS
    network.nodes = [
        {
            "id": place,
            "label": actor.name[:40],
            "shape": "dot",
            "x": round(float(model.places[place, 0]) * _SCALE, 1),
            "y": round(float(model.places[place, 1]) * _SCALE, 1),
        }
        for place, actor in enumerate(model.actors[:most])
    ]
    network.node_ids = list(range(most))
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = [
        {"from": left, "to": right, "value": count, "id": f"{left}-{right}"}
        for (left, right), count in sorted(shared.items())
    ]
    return network


def packed_bundle() -> str:
    """`vis_bundle()` in gzip and base64: the page unpacks it when the close-up is first wanted."""
    return base64.b64encode(gzip.compress(vis_bundle().encode("utf-8"), 9, mtime=0)).decode("ascii")


def vis_bundle() -> str:
    """The source of vis-network in pyvis's wheel. Raises `DataError` when pyvis does not hold it."""
    place = resources.files("pyvis").joinpath(*_BUNDLE)
    if not place.is_file():
        raise DataError(
            "the installed pyvis does not hold vis-network 9.1.2",
            where="/".join(_BUNDLE),
            mend="Install pyvis 0.3.2: pip install 'pyvis==0.3.2'",
        )
    # A browser reads line ends as \n, and the policy's hash is over what it reads.
    return place.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def render(network: Network, template: Path, parts: dict[str, Any]) -> str:
    """The HTML of `network` in `template`, which also sees `parts`.

    Nothing is escaped but what the template escapes: scripts and styles must stay as they are hashed.
    """
    network.set_template_dir(str(template.parent), template.name)
    network.templateEnv.globals.update(parts)
    html: str = network.generate_html()
    return html


def digest(source: str) -> str:
    """The SHA-256 of an inline script or style, as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
