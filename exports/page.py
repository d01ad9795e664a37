"""One HTML file that shows a graph as timeline and network, works offline, and asks for nothing.

The template is rendered by pyvis (see `page_network`), the data are columns (see `page_data`), the
program is `assets/page.js`, which is built from `assets/src` (see `docs/page.md`).
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any, Final

from ..errors import JishiError
from ..graph.collector import without_collector
from ..graph.rdf import base_of
from .files import write_text
from .page_data import pack
from .page_model import PageGraph, build_model
from .page_network import MOST_NODES, close_up, digest, packed_bundle, render, vis_bundle

MOST_EVENTS: Final = 100_000
"""Beyond so many events the page takes those with the best-connected actors, and says so."""

_LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}


def write(
    kg: PageGraph, path: Path | str, *, title: str = "纪事", language: str = "zh", max_events: int = MOST_EVENTS
) -> None:
    """Write the page of `kg` to `path`, whole or not at all.

    Args:
        kg: the graph: `articles`, `entities`, `events` and, when it has them, `relations`.
        path: the file to write.
        title: shown in the window's title and beside the name of the page.
        language: of the page at first sight, `zh` or `en`; readers can switch.
        max_events: at most so many events; the page tells how many were left out.

    Raises:
        JishiError: the language is unknown, or a part of the installation is damaged.
        OSError: the file cannot be written.
    """
    write_text(Path(path), html(kg, title=title, language=language, max_events=max_events))


def html(kg: PageGraph, *, title: str = "纪事", language: str = "zh", max_events: int = MOST_EVENTS) -> str:
    """The page of `kg` as text; the same graph gives the same text."""
    if language not in _LANGUAGES:
        raise JishiError(f"no such language of the page: {language!r}", mend="Use zh or en.")
    meta = {"title": title, "language": language, "closeUp": MOST_NODES}
    with without_collector():
        model = build_model(kg, max_events=max_events)
        network = close_up(model)
        first, later = pack(model, meta, base_of(kg))
    script, style, vis = _asset("page.js"), _asset("page.css"), vis_bundle()
    policy = (
        f"default-src 'none'; script-src '{digest(script)}' '{digest(vis)}'; style-src '{digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    seed = {"nodes": network.nodes, "edges": network.edges, "options": network.options}
    parts: dict[str, Any] = {
        "page_title": title,
        "page_language": _LANGUAGES[language],
        "page_policy": policy,
        "page_style": style,
        "page_script": script,
        "page_vis": packed_bundle(),
        "page_network": _inert_json(seed),
        "page_first": first,
        "page_later": later,
    }
    with resources.as_file(resources.files(__package__) / "templates" / "page.html") as template:
        return render(network, template, parts)


def _asset(name: str) -> str:
    text = (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")
    if "</script" in text.lower() or "</style" in text.lower():
        raise JishiError("the built page ends its own element", where=name, mend="Rebuild it: see docs/page.md.")
    return text


def _inert_json(value: object) -> str:
    """JSON that cannot end the element it stands in, whatever its texts are."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
