"""A user's own actors: TSV files with a head line.

    name	type	qid	country	aliases
    星河研究所	organization		CN	星河所|Xinghe Institute

`name` and `type` are required; `type` is person, organization, country, place or group; `qid` a
Wikidata id; `country` an ISO 3166 code; `aliases` further forms with `|` between them. The order
of the columns is free, lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ...errors import DataError

TYPES: Final = ("person", "organization", "country", "place", "group")
_COLUMNS: Final = ("name", "type", "qid", "country", "aliases")


class UserRow(NamedTuple):
    """One actor of a user's table, with its place for messages."""

    name: str
    type: str
    qid: str
    country: str
    aliases: tuple[str, ...]
    where: str


def read_user_rows(paths: Sequence[Path], problems: list[DataError]) -> list[UserRow]:
    """The good rows of all files; what is wrong with the others goes to `problems`.

    A form that two rows give to different actors contradicts itself: both rows are reported and
    the first is kept.
    """
    rows: list[UserRow] = []
    owner: dict[str, UserRow] = {}
    for path in paths:
        for row in _read(path, problems):
            clash = next((owner[f] for f in (row.name, *row.aliases) if f in owner and _differ(owner[f], row)), None)
            if clash:
                problems.append(
                    DataError(
                        f"{row.name} contradicts {clash.where}, which gives the same form to {clash.name} "
                        f"({clash.type}{', ' + clash.qid if clash.qid else ''})",
                        where=row.where,
                        mend="Keep one of the two rows, or take the shared form out of one.",
                    )
                )
                continue
            owner.update(dict.fromkeys((row.name, *row.aliases), row))
            rows.append(row)
    return rows


def _differ(one: UserRow, other: UserRow) -> bool:
    return (one.name, one.type, one.qid) != (other.name, other.type, other.qid)


def _read(path: Path, problems: list[DataError]) -> list[UserRow]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        problems.append(DataError("cannot be read", where=str(path), mend=error.strerror or "Check the path."))
        return []
    except UnicodeDecodeError:
        problems.append(DataError("is not UTF-8", where=str(path), mend="Save the table as UTF-8."))
        return []
    head: list[str] | None = None
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if head is None:
            head = cells
            if not {"name", "type"} <= set(head):
                problems.append(
                    DataError("the head line names no columns `name` and `type`", where=f"{path}:{number}",
                              mend=f"Expected tab-separated columns out of: {', '.join(_COLUMNS)}.")
                )  # fmt: skip
                return []
            continue
        row = _row(head, cells, f"{path}:{number}", problems)
        if row:
            rows.append(row)
    return rows


def _row(head: list[str], cells: list[str], where: str, problems: list[DataError]) -> UserRow | None:
    def bad(what: str, mend: str) -> UserRow | None:
        problems.append(DataError(what, where=where, mend=mend))
        return None

    if len(cells) > len(head):
        return bad(f"{len(cells)} cells where the head line has {len(head)}", "Expected one cell a column.")
    row = dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))
    if not row["name"]:
        return bad("the name is empty", "Expected the actor's fullest name.")
    if row["type"] not in TYPES:
        return bad(f"{row['type']!r} is no type of actor", f"Expected one of: {', '.join(TYPES)}.")
    if row.get("qid") and not re.fullmatch(r"Q[1-9][0-9]*", row["qid"]):
        return bad(f"{row['qid']!r} is no Wikidata id", "Expected Q and digits, such as Q15031, or nothing.")
    if row.get("country") and not re.fullmatch(r"[A-Z]{2}", row["country"]):
        return bad(f"{row['country']!r} is no country code", "Expected two capital letters, such as CN, or nothing.")
    aliases = tuple(alias for alias in row.get("aliases", "").split("|") if alias)
    return UserRow(row["name"], row["type"], row.get("qid", ""), row.get("country", ""), aliases, where)
