"""An event while it is being read: mutable, becomes a record at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import dataclass, field

from ...records import Argument, Article, Claim, Event, Origin, Quantity, Report, Time
from .clauses import Clause
from .lexer import Token
from .rules import Trigger


@dataclass(slots=True)
class Draft:
    """What is known of an event so far.

    Attributes:
        found: role → tokens that were bound to it.
        carried: some participant stands in an earlier clause only.
        speech: sentences of the passage beyond the claim (start, end).
        apart: one of several events that the same words tell (分别会见A和B).
        withheld: the only one who might take part just speaks of it (冯德莱恩表示，…达成协定).
        moved: the old or the new day of what was put off.
    """

    trigger: Trigger
    token: Token
    clause: Clause
    rule: str
    found: dict[str, list[Token]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    arguments: list[Argument] = field(default_factory=list)
    time: str | None = None
    time_token: Time | None = None
    time_rule: str | None = None
    inferred: bool = False
    carried: bool = False
    apart: bool = False
    moved: bool = False
    withheld: bool = False
    modality: str = "actual"
    mode: str | None = None
    stance: str | None = None
    place: tuple[str, int, int] | None = None
    of: Origin | None = None
    claim: Claim | None = None
    quantity: Quantity | None = None
    reports: list[Report] = field(default_factory=list)
    asserts: list[Draft] = field(default_factory=list)
    claimed_by: Draft | None = None
    speech: list[tuple[int, int]] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The event type."""
        return self.trigger.type

    @property
    def people(self) -> set[str]:
        """Names in all roles."""
        return {name for names in self.names.values() for name in names}

    def add(self, role: str, token: Token, names: dict[str, str]) -> None:
        """Binds the actors of a token's mention to a role, once each."""
        assert token.mention is not None
        for actor in token.mention.actors:
            name = names.get(actor)
            if name is None or name in self.names.get(role, []):
                continue
            self.names.setdefault(role, []).append(name)
            self.arguments.append(Argument(role=role, actor=actor, start=token.start, end=token.end))

    def drop(self, role: str, names: Container[str]) -> None:
        """Takes the actors of these names out of a role."""
        bound = zip(self.names.pop(role, []), [a for a in self.arguments if a.role == role], strict=True)
        kept = [(name, argument) for name, argument in bound if name not in names]
        self.arguments = [a for a in self.arguments if a.role != role] + [argument for _, argument in kept]
        if kept:
            self.names[role] = [name for name, _ in kept]
            self.found[role] = [t for t in self.found[role] if any(a.start == t.start for _, a in kept)]
        else:
            self.found.pop(role, None)

    def identify(self, article: Article) -> str:
        """Hash of article, type and trigger span."""
        key = f"{article.id}\x1f{self.type}\x1f{self.token.start}\x1f{self.token.end}"
        if self.quantity is not None:
            key += f"\x1f{self.quantity.start}"
        if self.apart:
            key += "\x1f" + "\x1f".join(sorted(self.people))
        if self.moved:
            key += f"\x1f{self.time}"
        return hashlib.sha256(key.encode()).hexdigest()[:20]

    def report(self, note: str | None = None) -> Report:
        """This telling as a further place of an event that is told elsewhere in the article."""
        line, token, time = self.clause.line, self.token, self.time_token
        return Report(
            start=line.start,
            end=line.end,
            trigger_start=token.start,
            trigger_end=token.end,
            time=self.time,
            note=note,
            time_start=time.start if time else None,
            time_end=time.end if time else None,
            time_rule=self.time_rule,
        )

    def record(self, article: Article, ids: dict[int, str]) -> Event:
        """The event record. `ids`: id() of a draft → its identifier."""
        line = self.clause.line
        time = self.time_token
        return Event(
            id=ids[id(self)],
            type=self.type,
            trigger=article.text[self.token.start : self.token.end],
            trigger_start=self.token.start,
            trigger_end=self.token.end,
            evidence=article.text[line.start : line.end],
            start=line.start,
            end=line.end,
            rule=self.rule,
            mode=self.mode,
            time=self.time,
            time_start=time.start if time else None,
            time_end=time.end if time else None,
            time_rule=self.time_rule,
            time_inferred=self.inferred,
            modality=self.modality,
            stance=self.stance,
            participants={role: tuple(names) for role, names in self.names.items() if names},
            arguments=tuple(self.arguments),
            place=self.place[0] if self.place else None,
            place_start=self.place[1] if self.place else None,
            place_end=self.place[2] if self.place else None,
            of=self.of,
            claim=self.claim,
            quantity=self.quantity,
            asserts=tuple(ids[id(d)] for d in self.asserts if id(d) in ids),
            claimed_by=ids.get(id(self.claimed_by)) if self.claimed_by else None,
            reports=tuple(self.reports),
        )
