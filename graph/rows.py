"""Results of queries: `Rows`, and running a query with a limit of rows and of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Final

from ..errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph

Value = str | int | float | bool | None

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_MADE: Final[dict[str, Callable[[str], Value]]] = {
    f"{_XSD}integer": int,
    f"{_XSD}boolean": lambda value: value == "true",
    f"{_XSD}decimal": lambda value: float(Decimal(value)),
    f"{_XSD}double": float,
    f"{_XSD}float": float,
}
"""Datatype → the Python value of its text; all others stay text."""
_SHOWN: Final = 50
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a query.

    Attributes:
        columns: names, in the order of the query.
        rows: tuples of plain values: str for words, dates and IRIs, int, float, bool, None where unbound.
        truncated: whether there was more than the limit allowed.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Value]]:
        """One dict a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{'' if cell is None else escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self.rows) - _SHOWN
        return f"<table><tr>{head}</tr>{body}</table>" + (f"<p>… {more}</p>" if more > 0 else "")


def plain(term: object, base: str | None = None) -> Value:
    """The Python value of a pyoxigraph term: numbers and booleans as such, all else as its text.

    With a `base` given, IRIs of things under it become their ids, as the tables have them.
    """
    if term is None:
        return None
    kind = type(term).__name__
    if kind == "Literal":
        value: str = term.value  # type: ignore[attr-defined]
        made = _MADE.get(term.datatype.value)  # type: ignore[attr-defined]
        return value if made is None else made(value)
    value = str(getattr(term, "value", term))
    if base is not None and kind == "NamedNode" and value.startswith(base):
        return value[len(base) :].partition("/")[2]
    return value


def execute(store: pyoxigraph.Store, query: str, limit: int | None = None, base: str | None = None) -> Rows:
    """Runs a query on a pyoxigraph store in this process. Raises `QueryError` where it is malformed.

    IRIs under `base` are shortened to ids when it is given.
    """
    import pyoxigraph

    try:
        found = store.query(query)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Rows(("answer",), ((bool(found),),))
        if isinstance(found, pyoxigraph.QueryTriples):
            names: tuple[str, ...] = ("subject", "predicate", "object")
            rows = ((plain(t.subject, base), plain(t.predicate), plain(t.object, base)) for t in found)
            return _taken(names, iter(sorted(set(rows), key=repr)), limit)
        names = tuple(variable.value for variable in found.variables)
        return _taken(names, (tuple([plain(term, base) for term in solution]) for solution in found), limit)
    except SyntaxError as error:
        raise QueryError(f"not SPARQL: {error.msg or error}", where="query", mend="See docs/queries.md.") from error
    except (OSError, ValueError) as error:
        raise QueryError(f"the query failed: {error}", where="query") from error


def _taken(names: tuple[str, ...], rows: Iterator[tuple[Value, ...]], limit: int | None) -> Rows:
    taken: list[tuple[Value, ...]] = []
    for row in rows:
        if limit is not None and len(taken) >= limit:
            return Rows(names, tuple(taken), truncated=True)
        taken.append(row)
    return Rows(names, tuple(taken))
