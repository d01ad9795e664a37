"""SPARQL texts: splitting into tokens, putting values in, and refusing what reaches outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..errors import QueryError

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3}
          | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-%]|\\.)*)
      | (?P<tag>@[A-Za-z][A-Za-z0-9\-]*)
      | (?P<word>\w+)
      | (?P<other>\s+|.)""",
    re.X | re.S,
)
_CODE_POINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OUTSIDE: Final = {
    "SERVICE": "asks another server",
    "LOAD": "loads a file or an address",
}
_ALLOW: Final = "If you trust the query: --allow-service, or allow_service=True in Python."
_CHANGING: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """(kind, text) of each token, spaces included: joined they are the query again."""
    for match in _TOKEN.finditer(query):
        yield match.lastgroup or "other", match[0]


def form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; '' where the text has none of them."""
    found = (text.upper() for kind, text in tokens(query) if kind == "word")
    return next((word for word in found if word in _FORMS), "")


def check(query: str, *, allow_service: bool = False) -> None:
    """Raises `QueryError` where a query reaches outside the graph or would change it.

    The text is looked at as it stands and with its `\\u` escapes resolved, since engines may
    resolve them before they parse.
    """
    plain = _CODE_POINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    for text in (query, plain) if plain != query else (query,):
        first = next((t.upper() for k, t in tokens(text) if k == "word" and t.upper() not in ("PREFIX", "BASE")), "")
        if first in _CHANGING or first == "WITH":
            raise QueryError("a query may not change the graph", where=first, mend="Use SELECT, ASK or CONSTRUCT.")
        for kind, token in tokens(text):
            word = token.upper()
            if kind == "word" and word in _OUTSIDE and not (word == "SERVICE" and allow_service):
                mend = _ALLOW if word == "SERVICE" else ""
                raise QueryError(f"{word} {_OUTSIDE[word]}, which is not allowed", where="query", mend=mend)


def substitute(query: str, values: Mapping[str, str]) -> str:
    """The query with each `$name` of `values` replaced by its term; `?name` stays a variable.

    Values are N-Triples terms made by `terms.py`; nothing inside strings, IRIs or comments is touched.
    """
    return "".join(
        values.get(text[1:], text) if kind == "variable" and text[0] == "$" else text for kind, text in tokens(query)
    )


def is_limited(query: str) -> bool:
    """Whether a LIMIT stands after the last closing brace."""
    limited = False
    for kind, text in tokens(query):
        if text == "}":
            limited = False
        elif kind == "word" and text.upper() == "LIMIT":
            limited = True
    return limited
