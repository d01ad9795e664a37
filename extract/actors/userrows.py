"""A user's own actors: TSV files with a head line.

    name	type	qid	country	aliases
    星河研究所	organization		CN	星河所|Xinghe Institute

`name` and `type` are required; `type` is person, organization, country, place or group; `qid` a
Wikidata id; `country` an ISO 3166 code; `aliases` further forms with `|` between them. The order
of the columns is free, lines that begin with `#` are comments.

A bad row is reported and left out, the others are used. A file that cannot be read as a table at
all, or without one usable row, is an error.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import category

from ...errors import DataError
from ..normalize import normalize
from .forms import LOWER

TYPES: Final = ("person", "organization", "country", "place", "group")
_COLUMNS: Final = ("name", "type", "qid", "country", "aliases")
_NEEDED: Final = ("name", "type")


class UserRow(NamedTuple):
    """One actor of a user's table, with its place for messages."""

    name: str
    type: str
    qid: str
    country: str
    aliases: tuple[str, ...]
    where: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases as matching compares them: Simplified, half width, small letters."""
        return tuple(normalize(form).translate(LOWER) for form in (self.name, *self.aliases))


def read_user_rows(paths: Sequence[Path], problems: list[DataError]) -> list[UserRow]:
    """The good rows of all files; what is wrong with the others goes to `problems`, in order.

    Two rows contradict each other that give one form to two actors, or one Wikidata id two names,
    types or countries: the first is kept, the second reported with the place of the first.

    Raises:
        DataError: a file cannot be read, its head line is not UTF-8, has no columns `name` and `type`
            or one of its columns twice, or there is no usable row.
    """
    rows: list[UserRow] = []
    owner: dict[str, UserRow] = {}
    for path in paths:
        before = len(rows)
        found: list[DataError] = []
        for row in _read(path, found):
            fault = _contradiction(row, owner)
            if fault is not None:
                found.append(fault)
                continue
            owner.update(dict.fromkeys(row.forms, row))
            if row.qid:
                owner.setdefault(row.qid, row)
            rows.append(row)
        if len(rows) == before:
            first = f" (first: {found[0]})" if found else ""
            raise DataError(f"no usable row{first}", where=str(path), mend="Expected a row for each actor.")
        problems += found
    return rows


def _contradiction(row: UserRow, owner: dict[str, UserRow]) -> DataError | None:
    """What is wrong with a row beside those kept before it: `owner` gives their forms and ids."""
    for form, shown in zip(row.forms, (row.name, *row.aliases), strict=True):
        other = owner.get(form)
        if other is not None and _differ(other, row):
            return DataError(
                f"{_actor(row)} contradicts {other.where}, where {shown!r} means {_actor(other)}",
                where=row.where,
                mend="Expected each form in one row only: take it out of one of the two.",
            )
    other = owner.get(row.qid) if row.qid else None
    if other is not None and _differ(other, row):
        return DataError(
            f"{_actor(row)} contradicts {other.where}, where the id is that of {_actor(other)}",
            where=row.where,
            mend="Expected each id in one row only: mend it, or put the name among the aliases of the other row.",
        )
    return None


def _differ(one: UserRow, other: UserRow) -> bool:
    return one[:4] != other[:4]


def _actor(row: UserRow) -> str:
    return f"{row.name} ({', '.join(part for part in (row.type, row.qid, row.country) if part)})"


def _read(path: Path, problems: list[DataError]) -> Iterator[UserRow]:
    """The rows of one file that are good by themselves."""
    head: list[str] | None = None
    for number, data in enumerate(_lines(path), 1):
        if not data.strip() or data.startswith(b"#"):
            continue
        where = f"{path}:{number}"
        try:
            cells = [cell.strip(" \u3000\xa0") for cell in data.decode("utf-8").split("\t")]
        except UnicodeDecodeError as error:
            if head is None:
                raise DataError("is not UTF-8", where=str(path), mend="Save the table as UTF-8.") from error
            problems.append(_not_utf8(data, error, where))
            continue
        if head is None:
            head = cells
            problems += _check_head(head, where)
            continue
        row = _row(head, cells, where)
        if isinstance(row, UserRow):
            yield row
        else:
            problems.append(row)


_BREAKS: Final = re.compile(rb"\r\n|\n|\r")
"""Ends of lines; a separator such as U+2028 or VT inside a cell ends none."""


def _lines(path: Path) -> list[bytes]:
    try:
        return _BREAKS.split(path.read_bytes().removeprefix(BOM_UTF8))
    except OSError as error:
        raise DataError("cannot be read", where=str(path), mend=error.strerror or "Check the path.") from error


def _not_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> DataError:
    """The fault of a row with a byte that is no UTF-8, by its place in the row."""
    column = data.count(b"\t", 0, error.start) + 1
    return DataError(
        f"cell {column} is not UTF-8 (byte 0x{data[error.start]:02X})", where=where, mend="Save the row as UTF-8."
    )


def _check_head(head: list[str], where: str) -> list[DataError]:
    """The columns that nobody knows; raises `DataError` where a needed one is missing or one stands twice."""
    known = f"Expected tab-separated columns out of: {', '.join(_COLUMNS)}."
    missing = [column for column in _NEEDED if column not in head]
    if missing:
        named = " and ".join(f"`{column}`" for column in missing)
        raise DataError(f"the head line has no column {named}", where=where, mend=known)
    twice = sorted({column for column in head if head.count(column) > 1})
    if twice:
        raise DataError(f"the head line has {twice[0]!r} twice", where=where, mend="Expected each column once.")
    return [
        DataError(f"{column!r} is no column, and what stands in it is not used", where=where, mend=known)
        for column in head
        if column not in _COLUMNS
    ]


def _row(head: list[str], cells: list[str], where: str) -> UserRow | DataError:
    """The row, or what is wrong with it."""

    def bad(what: str, mend: str) -> DataError:
        return DataError(what, where=where, mend=mend)

    if len(cells) > len(head):
        return bad(f"{len(cells)} cells where the head line has {len(head)}", "Expected one cell a column.")
    row = dict.fromkeys(_COLUMNS, "") | dict(zip(head, cells, strict=False))
    if not row["name"]:
        return bad("the name is empty", "Expected the actor's fullest name.")
    if row["type"] not in TYPES:
        return bad(f"{row['type']!r} is no type of actor", f"Expected one of: {', '.join(TYPES)}.")
    if row["qid"] and not re.fullmatch(r"Q[1-9][0-9]*", row["qid"]):
        return bad(f"{row['qid']!r} is no Wikidata id", "Expected Q and digits, such as Q15031, or nothing.")
    if row["country"] and not re.fullmatch(r"[A-Z]{2}", row["country"]):
        return bad(f"{row['country']!r} is no country code", "Expected two capital letters, such as CN, or nothing.")
    aliases = tuple(alias for part in row["aliases"].split("|") if (alias := part.strip()))
    forms = (row["name"], *aliases)
    odd = next((form for form in forms if any(category(char) in ("Cc", "Zl", "Zp") for char in form)), None)
    if odd is not None:
        return bad(f"{odd!r} holds a control character or a line separator", "Expected names on one line.")
    short = next((form for form in forms if len(form) < _SHORTEST), None)
    if short is not None:
        return bad(f"{short!r} would be found inside other words", "Expected names of two and more characters.")
    return UserRow(row["name"], row["type"], row["qid"], row["country"], aliases, where)


_SHORTEST: Final = 2
"""Characters of a form: one character alone stands in hundreds of words."""
