"""The vocabulary: classes and properties, generated from `ontology.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ..ontology import ontology

_CONTACT: Final = frozenset({"CommunicateAction", "InteractAction", "TravelAction"})
"""schema.org classes of the types in which two sides are in touch."""


@lru_cache(maxsize=1)
def contact_types() -> frozenset[str]:
    """Ids of the event types that are contacts between sides: call, meeting, visit, message."""
    return frozenset(key for key, kind in ontology().types.items() if kind.schema_org in _CONTACT)
