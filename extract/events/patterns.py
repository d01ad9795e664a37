"""Word order templates: how a construction is written, compiled and matched.

A sentence is a string with one letter a token; a template becomes a regular expression over it:

    <agent> .. WITH <participant> .. X

`<role>` is a coordinated list (A、B和C) of mentions whose actor type may fill the role, `<role:pc>`
narrows the types; where a list begins freely it may not stand behind a preposition or in front of 的,
unless written `<!role>`. `X` is the trigger, `..` anything within the clause, `...` anything within the
sentence, `_` other words, and the names of `WORD_LETTERS` stand for classes of function words.
`?`, `*`, `|`, `(…)` and `^` keep their meaning from regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ...errors import DataError

WORD_LETTERS: Final = {
    "WITH": "w",
    "TO": "d",
    "BY": "B",
    "AT": "Z",
    "OBJ": "C",
    "OF": "D",
    "TIME": "t",
    "LIGHT": "H",
    "ATTEND": "J",
    "SOURCE": "L",
    "HOSTED": "M",
    "INVITED": "I",
    "SENT": "N",
    "SAY": "R",
    "VERB": "V",
    "EACH": "E",
    "COMMA": ",",
}
"""Name in a template → letter of the token."""

_PART: Final = re.compile(r"<!?(\w+)(?::(\w+))?>|\.\.\.|\.\.|\b[A-Z]{2,}\b|X|_|[()|?*+^$]|\[[^\]]*\]|\s+|\S")
_PREPOSITION: Final = "wdBZCI"


@dataclass(frozen=True, slots=True)
class Construction:
    """A compiled template.

    Attributes:
        groups: name of the expression's group → role.
        asks: letters without which no line fits; they are looked for first, for that costs next to nothing.
        wide: it looks at the whole sentence, not at the clause.
    """

    name: str
    pattern: str
    expression: re.Pattern[str]
    groups: Mapping[str, str]
    asks: str = ""
    wide: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the template can bind."""
        return frozenset(self.groups.values())


def _mentions(group: str, letters: str, free: bool) -> str:
    one = f"[{letters}]"
    several = f"(?P<{group}>{one}(?:_?[、w]_?{one})*)"
    return f"(?<![{_PREPOSITION}、])(?<!、_)(?<![dB]_)(?<![dB]_D){several}(?!D)" if free else several


def _asked(pattern: str) -> str:
    """The letters of the words that stand outside brackets and are not optional."""
    bare = re.sub(r"\([^()]*\)[?*+]?|\[[^\]]*\][?*+]*|<[^>]*>", " ", pattern)
    if "|" in bare or "(" in bare:
        return ""
    return "".join(WORD_LETTERS[w] for w in re.findall(r"\b([A-Z]{2,})\b(?!\s*[?*])", bare) if w in WORD_LETTERS)


@lru_cache(maxsize=4096)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def compile_construction(name: str, pattern: str, fillers: Mapping[str, str], where: str) -> Construction:
    """The construction of a template.

    Args:
        name: how records name it.
        pattern: the template.
        fillers: role → letters of the actor types that may fill it.
        where: the file, for errors.

    Raises:
        DataError: the template uses a word or role that does not exist, or is no expression.
    """
    groups: dict[str, str] = {}
    out: list[str] = []
    previous = ""
    for match in _PART.finditer(pattern):
        part = match.group()
        if part.isspace():
            continue
        if match.group(1):
            role = match.group(1)
            letters = match.group(2) or fillers.get(role)
            if letters is None:
                raise DataError(f"construction {name}: no [roles.{role}]", where=where, mend="Say what may fill it.")
            group = f"{role}_{len(groups)}"
            groups[group] = role
            free = previous in ("", "..", "...", "^", "(", "|") and not part.startswith("<!")
            out.append(_mentions(group, letters, free))
        elif part == "..":
            out.append("[^,;:]*?")
        elif part == "...":
            out.append(".*?")
        elif part in WORD_LETTERS:
            out.append(re.escape(WORD_LETTERS[part]))
        elif part.isalpha() and part != "X" and part.isupper() and len(part) > 1:
            raise DataError(f"construction {name}: unknown word {part}", where=where, mend="See docs/events.md.")
        else:
            out.append(part)
        previous = part
    try:
        return Construction(name, pattern, _compiled("".join(out)), groups, _asked(pattern), "..." in pattern)
    except re.error as error:
        raise DataError(f"construction {name}: {error}", where=where, mend="Correct the template.") from error
