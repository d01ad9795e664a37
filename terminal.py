"""What the commands share: their options, what they print and where, and how reading ends.

Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import InputError, QueryError

if TYPE_CHECKING:
    from .graph.remote import Remote
    from .graph.rows import Rows
    from .runner.progress import Watcher

SKIPPED = 1
"""Exit code when something was skipped or has no publish date."""


class TableFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Engine(StrEnum):
    """Who runs the extraction."""

    local = "local"
    spark = "spark"


class Merge(StrEnum):
    """Where records are merged."""

    auto = "auto"
    memory = "memory"
    disk = "disk"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, glob patterns; - for a list of paths on stdin.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="An output folder of `jishi build`.", show_default=False)]


def _file(value: str) -> str:
    if value != "-" and (not Path(value).name or Path(value).is_dir()):
        raise typer.BadParameter(f"{value!r} is no name of a file")
    return value


def _out_folder(text: str) -> Path:
    if not text:
        raise typer.BadParameter("an empty name; write . for the present folder")
    return Path(text)


Out = Annotated[
    Path,
    typer.Option("-o", "--out", metavar="DIR", help="The folder to write.", show_default=False, parser=_out_folder),
]
File = Annotated[
    str, typer.Option("-o", "--out", metavar="FILE", help="The file to write; - for stdout.", callback=_file)
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=512, help="How many processes extract.")]
Lexicon = Annotated[
    list[Path] | None, typer.Option("--lexicon", metavar="FILE", help="A TSV file of further actors; may be repeated.")
]
Timeout = Annotated[float, typer.Option("--article-timeout", min=0, help="Seconds an article may take; 0 for any.")]
Memory = Annotated[int, typer.Option("--article-memory", min=0, help="Megabytes an article may take; 0 for any.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Tell progress as JSON lines on stderr.")]
Timeouts = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds the query may take.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Rows to print at most.")]
AllowService = Annotated[
    bool, typer.Option("--allow-service", help="Let the query ask other servers (SERVICE), if you trust it.")
]
Base = Annotated[
    str | None,
    typer.Option("--base", metavar="IRI", help="Base of the IRIs in RDF, with / or # at its end; it is kept."),
]
Format = Annotated[TableFormat, typer.Option("--format", help="How to print rows.")]

# A command line is seen by everybody on the machine: what is secret can also come from the environment.
StoreUrl = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="A SPARQL 1.1 server, by its address of queries: https://host/sparql."),
]
StoreUser = Annotated[
    str | None, typer.Option("--store-user", metavar="NAME", envvar="JISHI_STORE_USER", help="For HTTP Basic.")
]
StorePassword = Annotated[
    str | None,
    typer.Option("--store-password", metavar="WORD", envvar="JISHI_STORE_PASSWORD", help="Best left to the variable."),
]
StoreToken = Annotated[
    str | None,
    typer.Option("--store-token", metavar="TOKEN", envvar="JISHI_STORE_TOKEN", help="For HTTP Bearer."),
]
StoreUpdate = Annotated[
    str | None,
    typer.Option(
        "--store-update",
        metavar="URL",
        envvar="JISHI_STORE_UPDATE",
        help="Address of updates, where it is not …/update.",
    ),
]
StoreGraph = Annotated[
    str | None,
    typer.Option(
        "--store-graph",
        metavar="URL",
        envvar="JISHI_STORE_GRAPH",
        help="Address of the Graph Store protocol, where it is not …/store beside …/query, …/data beside …/sparql.",
    ),
]


def listing(inputs: Iterable[str]) -> tuple[str, ...]:
    """The paths on stdin, a line or a NUL each, where an input is `-`."""
    if "-" not in inputs:
        return ()
    text = sys.stdin.buffer.read().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return tuple(text.split("\0") if "\0" in text else text.splitlines())


def watcher(*, quiet: bool, json: bool) -> Watcher:
    """Who is told of the progress: nobody, a program, a terminal or a log."""
    from .runner import progress

    if json:
        return progress.JsonLines()
    if quiet:
        return progress.Watcher()
    return progress.Bar() if sys.stderr.isatty() else progress.Lines()


def end_of_reading(counts: dict[str, int]) -> None:
    """Ends a command that reads: exit code 1 where something is missing. Raises `InputError` for nothing read."""
    if not counts["articles"]:
        mend = "See what was skipped, above." if counts["skipped"] else "The inputs hold no files to read."
        raise InputError("not one article could be read", mend=mend)
    if counts["skipped"] or counts["undated"]:
        raise typer.Exit(SKIPPED)


def check_edtf(option: str, value: str | None) -> None:
    """Raises `InputError` where the value of an option is no date."""
    from .edtf import EDTF, EDTFError

    if value is not None:
        try:
            EDTF.parse(value)
        except EDTFError as error:
            mend = "Write a date such as 2022, 2022-01 or 2022-01-27."
            raise InputError(str(error), where=option, mend=mend) from error


def parameters(pairs: Iterable[str]) -> dict[str, str]:
    """`NAME=VALUE` pairs → values. Raises `QueryError` for what is none."""
    made = {}
    for pair in pairs:
        name, found, value = pair.partition("=")
        if not found or not name.isidentifier():
            raise QueryError(f"not NAME=VALUE: {pair!r}", where="--set", mend="Write for instance --set actor=王毅.")
        made[name] = value
    return made


def remote(
    url: str,
    user: str | None,
    password: str | None,
    token: str | None,
    update: str | None,
    graph: str | None,
    *,
    base: str | None = None,
) -> Remote:
    """The server of `--store` and what goes with it.

    Raises `StoreError` for what is no address, `InputError` for a password that is nobody's.
    """
    from .graph.remote import Remote
    from .graph.terms import DEFAULT_BASE

    if password is not None and user is None:
        raise InputError("a password without a user", where="--store-password", mend="Give --store-user, too.")
    return Remote(
        url,
        user=user,
        password=password,
        token=token,
        update_url=update,
        graph_url=graph,
        base=base if base is not None else DEFAULT_BASE,
    )


def tell_cut(rows: Rows, limit: int) -> None:
    """Says so where there are more rows than were printed."""
    if rows.truncated:
        complain(f"only the first {limit} rows: raise --limit for more")


def write(out: str, data: bytes) -> None:
    """Puts bytes into a file, or on stdout for `-`."""
    from .runner.files import write_bytes

    if out == "-":
        say(data)
        return
    try:
        write_bytes(Path(out), data)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=out) from error


def say(data: bytes | str) -> None:
    """Put a result on stdout. When its reader has gone (`| head`), end without a word."""
    try:
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def complain(text: str) -> None:
    """Puts a line on stderr."""
    sys.stderr.write(text.encode("utf-8", "replace").decode() + "\n")
