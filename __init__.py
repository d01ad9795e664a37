"""纪事 jishi: turns a pile of Chinese news into a sourced timeline and a knowledge graph.

    >>> import jishi
    >>> [time.value for time in jishi.read_times("王毅27日同布林肯通电话。", reference="2022-01-27")]
    ['2022-01-27']

Names are imported when they are first asked for, so `import jishi` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edtf import EDTF
    from .errors import JishiError
    from .extract import extract as extract_article
    from .extract.time import read_times
    from .folder import load
    from .graph.knowledge import KnowledgeGraph
    from .pipeline import build, read
    from .records import Actor, Article, ArticleRecord, Entity, Event, MergedEvent, Relation, Time

__version__ = "0.1.0"

_HOME = {
    "EDTF": ("edtf", "EDTF"),
    "JishiError": ("errors", "JishiError"),
    "KnowledgeGraph": ("graph.knowledge", "KnowledgeGraph"),
    "build": ("pipeline", "build"),
    "extract_article": ("extract", "extract"),
    "load": ("folder", "load"),
    "read": ("pipeline", "read"),
    "read_times": ("extract.time", "read_times"),
} | {
    name: ("records", name)
    for name in ("Actor", "Article", "ArticleRecord", "Entity", "Event", "MergedEvent", "Relation", "Time")
}

__all__ = [
    "EDTF",
    "Actor",
    "Article",
    "ArticleRecord",
    "Entity",
    "Event",
    "JishiError",
    "KnowledgeGraph",
    "MergedEvent",
    "Relation",
    "Time",
    "build",
    "extract_article",
    "load",
    "read",
    "read_times",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOME[name]
    value: object = getattr(import_module(f".{module}", __name__), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
