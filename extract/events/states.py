"""Who speaks for a state does not act in its stead: what a spokesman announces, the state does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...records import Actor, Argument
from .draft import Draft

_OF_STATES: Final = frozenset(
    {"aid", "diplomatic_relations", "legislation", "military_activity", "restriction", "sanction", "visit"}
)
"""Types of what states do and spokesmen only tell of."""
_SPEAKS: Final = "发言人"


def act_for_state(draft: Draft, actors: Mapping[str, Actor]) -> None:
    """Puts the country in the place of a spokesman who is its agent; without that country nobody is."""
    if draft.type not in _OF_STATES or not draft.clause.said:
        return
    spokesmen = {a.actor for a in draft.arguments if a.role == "agent" and _is_spokesman(actors.get(a.actor))}
    if not spokesmen:
        return
    arguments: list[Argument] = []
    for argument in draft.arguments:
        if argument.role != "agent" or argument.actor not in spokesmen:
            arguments.append(argument)
            continue
        state = _country(actors[argument.actor], actors)
        if state is not None and draft.type != "visit":
            arguments.append(Argument(role="agent", actor=state, start=argument.start, end=argument.end))
    draft.arguments = arguments
    agents = list(dict.fromkeys(actors[a.actor].name for a in arguments if a.role == "agent"))
    draft.names.pop("agent", None)
    if agents:
        draft.names["agent"] = agents


def _is_spokesman(actor: Actor | None) -> bool:
    return actor is not None and actor.type == "person" and any(_SPEAKS in role for role in actor.roles)


def _country(person: Actor, actors: Mapping[str, Actor]) -> str | None:
    if person.country is None:
        return None
    return next((k for k, a in sorted(actors.items()) if a.type == "country" and a.country == person.country), None)
