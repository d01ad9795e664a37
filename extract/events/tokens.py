"""What a sentence is read as: tokens with a letter each, in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...records import Mention, Time

if TYPE_CHECKING:
    from .rules import Trigger


class Token(NamedTuple):
    """One token: its letter in templates, its span, and what it stands for."""

    letter: str
    start: int
    end: int
    mention: Mention | None = None
    time: Time | None = None
    word: int = -1


@dataclass(slots=True)
class Line:
    """A sentence with its tokens; `letters` is the string that templates match.

    `meant` holds the triggers that words mean here, by where they start.
    """

    index: int
    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    letters: str = ""
    norm: str = ""
    title: bool = False
    paragraph: int = 0
    meant: Mapping[int, Sequence[Trigger]] = field(default_factory=dict)
    heading: bool = False
