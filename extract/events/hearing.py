"""Who is being heard while an article is read: the passage that goes on, and the speaker of each reporting verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...records import Actor
from .colons import answerer, is_question
from .draft import Draft
from .heads import asked, cited, nearest, part_lists, rebind, relative_head
from .lexer import Line, Token
from .papers import owner
from .speakers import other_subject, speaks, stranger
from .statements import Passage, has_content, in_scope, nested, quote_before, speaks_for, stand_in


class Hearing:
    """Settles for each reporting verb whether somebody speaks, and who.

    Attributes:
        passage: the speech that is going on.
        host: whoever gives the press conference or the interview.
        persons: starts of the tokens bound first → the persons behind them, for subjects that are carried over.
    """

    def __init__(self, lines: Sequence[Line], norm: str, names: Mapping[str, str], actors: Mapping[str, Actor]) -> None:
        self.lines = lines
        self.norm = norm
        self.names = names
        self.actors = actors
        self.passage = Passage()
        self.host: Token | None = None
        self.persons: dict[tuple[int, ...], list[Token]] = {}

    def open_paragraph(self, line: Line) -> None:
        """A question ends the passage of whoever answered before; he who holds the press conference answers."""
        if is_question(line):
            self.passage.outer = None
            self._strange(line)
        self.host = answerer(line) or self.host

    def hears(self, draft: Draft, told: Sequence[Draft]) -> bool:
        """Whether the draft is a statement of somebody; its speaker is settled then.

        Args:
            told: all events so far.
        """
        line = draft.clause.line
        if line.title or line.heading or not self._says_something(draft):
            return False
        owned = owner(draft, self.norm, self.names)
        if stranger(draft, self.norm):
            self._strange(line)
        if draft.trigger.id == "answer" and self.host is not None:
            rebind(draft, [self.host], self.names)
            owned = True
        if not cited(draft, self.names):
            return False
        if not asked(draft, self.names) and not self._speaks(draft, owned):
            return False
        return stand_in(self.passage, draft, self.norm, told)

    def _says_something(self, draft: Draft) -> bool:
        return has_content(draft, self.norm) or quote_before(draft, self.lines, self.norm) is not None

    def _speaks(self, draft: Draft, owned: bool) -> bool:
        if not draft.names.get("agent"):
            return False
        self._name_speaker(draft)
        if not speaks(draft, self.norm):
            return False
        other = not owned and other_subject(draft, self.norm)
        if other and not (draft.carried or draft.trigger.options.get("weak") or draft.trigger.id == "source"):
            self._strange(draft.clause.line)
        return not other

    def is_view(self, draft: Draft) -> bool:
        """Whether the words only tell what a speaker says of somebody's view, or what his own state says."""
        if draft.trigger.options.get("weak"):
            return in_scope(self.passage, draft, self.norm, self.actors)
        return nested(draft) and speaks_for(self.passage, draft, self.actors)

    def _strange(self, line: Line) -> None:
        self.passage.stranger, self.passage.strange = True, line.index

    def _name_speaker(self, draft: Draft) -> None:
        """The person behind an office speaks; so he does where that subject is carried over."""
        bound = tuple(t.start for t in draft.found.get("agent", ()))
        if draft.carried and bound in self.persons:
            rebind(draft, self.persons[bound], self.names)
            return
        relative_head(draft, self.names)
        part_lists(draft, self.names)
        nearest(draft, self.names)
        named = draft.found.get("agent", [])
        if tuple(t.start for t in named) != bound:
            self.persons[bound] = named
