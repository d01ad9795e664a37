"""The command line: thin. Results go to stdout, everything else to stderr.

Exit codes: 0 all went well; 1 something was skipped or has no publish date; 2 wrong usage or input;
3 a query is wrong; 4 the output folder or store cannot be used; 130 and 143 broken off by Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .errors import InputError, JishiError, QueryError, StoreError

if TYPE_CHECKING:
    from .runner.progress import Watcher

SKIPPED = 1

app = typer.Typer(
    name="jishi",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="纪事: turns a pile of Chinese news into a sourced timeline and a knowledge graph.\n\n"
    "Exit codes: 0 all went well; 1 something was skipped or has no publish date; 2 wrong usage or input; "
    "3 a query is wrong; 4 the output folder or store cannot be used.",
)


class TableFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Engine(StrEnum):
    """Who runs the extraction."""

    local = "local"
    spark = "spark"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, glob patterns; - for a list of paths on stdin.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="An output folder of `jishi build`.", show_default=False)]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder to write.", show_default=False)]
File = Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="The file to write; - for stdout.")]
Workers = Annotated[int, typer.Option("--workers", min=1, max=512, help="How many processes extract.")]
Lexicon = Annotated[
    list[Path] | None, typer.Option("--lexicon", metavar="FILE", help="A TSV file of further actors; may be repeated.")
]
Timeout = Annotated[float, typer.Option("--article-timeout", min=0, help="Seconds an article may take; 0 for any.")]
Memory = Annotated[int, typer.Option("--article-memory", min=0, help="Megabytes an article may take; 0 for any.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Tell progress as JSON lines on stderr.")]
Timeouts = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds the query may take.")]
Format = Annotated[TableFormat, typer.Option("--format", help="How to print rows.")]


@app.command()
def build(
    inputs: Inputs,
    out: Out,
    workers: Workers = 1,
    lexicon: Lexicon = None,
    overrides: Annotated[
        Path | None, typer.Option("--overrides", metavar="FILE", help="A TOML file of what you know better.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Take out articles that no input holds any more.")] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="Where extraction runs.")] = Engine.local,
    master: Annotated[
        str | None, typer.Option("--master", metavar="URL", help="Spark's master, where spark-submit does not tell it.")
    ] = None,
    article_timeout: Timeout = 60.0,
    article_memory: Memory = 2048,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Read articles and write records, tables, RDF and the page.

    Only what is new or changed since the last run is read again. Exit code 1 tells that something
    was skipped or has no publish date: it is named on stderr and in DIR/report.json.

    \b
    Example:
        jishi build news/ -o out --workers 4
        find archive -name '*.html' | jishi build - -o out
    """
    from .pipeline import Options, run
    from .rendering import summary

    options = Options(
        workers=workers,
        lexicon=tuple(lexicon or ()),
        overrides=overrides,
        prune=prune,
        engine=engine.value,
        master=master,
        article_timeout=article_timeout,
        article_memory=article_memory,
        listing=_listing(inputs),
    )
    result = run(inputs, out, options, _watcher(quiet=quiet, json=json))
    counts = result.report.counts
    if not quiet:
        _say(summary([item.source for item in result.report.inputs if item.articles], counts))
        for name in ("timeline.csv", "graph.trig", "view.html", "report.json"):
            _say(str(out / name))
    _end_of_reading(counts)


@app.command()
def extract(
    inputs: Inputs,
    out: Out,
    workers: Workers = 1,
    lexicon: Lexicon = None,
    article_timeout: Timeout = 60.0,
    article_memory: Memory = 2048,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Write what is found in each article as one JSON file, named as the article with .json.

    The form is described in docs/records.md.

    \b
    Example:
        jishi extract news/ -o found
    """
    from .pipeline import Options, extract_to
    from .rendering import counted

    options = Options(
        workers=workers,
        lexicon=tuple(lexicon or ()),
        article_timeout=article_timeout,
        article_memory=article_memory,
        listing=_listing(inputs),
    )
    counts = extract_to(inputs, out, options, _watcher(quiet=quiet, json=json))
    if not quiet:
        _say(f"{counted(counts['articles'], 'article')}, {counts['skipped']} skipped: {out}")
    _end_of_reading(counts)


@app.command()
def times(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Chinese text; - for stdin.")],
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="DATE", help="The day the text was published.")
    ] = None,
    format: Format = TableFormat.table,
) -> None:
    """Print the time expressions of a text and what they mean (EDTF).

    \b
    Example:
        jishi times 两国元首去年11月举行视频会晤 --reference 2022-01-27
    """
    from .extract.time import read_times
    from .rendering import render

    found = read_times(sys.stdin.read() if text == "-" else text, reference)
    rows = [(time.text, time.value, time.kind, time.rule, time.start, time.end) for time in found]
    _say(render(("text", "value", "kind", "rule", "start", "end"), rows, format))


@app.command()
def query(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A .rq file, a ready query's name, or SPARQL.")],
    set: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the query; may be repeated.")
    ] = None,
    format: Format = TableFormat.table,
    timeout: Timeouts = 60.0,
) -> None:
    """Ask the graph with SPARQL.

    \b
    Example:
        jishi query out actor-timeline --set actor=王毅
        jishi query out 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }' --format csv
    """
    from .folder import query_folder
    from .rendering import render

    found = query_folder(folder, query, _parameters(set or []), timeout=timeout)
    _say(render(tuple(found.columns), found.rows, format))


@app.command()
def queries(format: Format = TableFormat.table) -> None:
    """List the ready-made queries and their parameters.

    \b
    Example:
        jishi queries
    """
    from .folder import ready_queries
    from .rendering import render

    _say(render(("name", "title", "parameters", "example"), ready_queries(), format))


@app.command()
def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="SQL", help="SQL over timeline, actors, relations, evidence.")],
    format: Format = TableFormat.table,
    timeout: Timeouts = 60.0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows to print at most.")] = 100_000,
) -> None:
    """Ask the tables with SQL (DuckDB): timeline, actors, relations, evidence.

    \b
    Example:
        jishi sql out "SELECT type, count(*) AS n FROM timeline GROUP BY type ORDER BY n DESC"
    """
    from .folder import sql_folder
    from .rendering import render

    found = sql_folder(folder, query, timeout=timeout, limit=limit)
    _say(render(found.columns, found.rows, format))
    if found.truncated:
        _complain(f"only the first {limit} rows: raise --limit for more")


@app.command()
def timeline(
    folder: Folder,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who takes part: a name or an id.")
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option("--type", metavar="T", help="An event type; may be repeated.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="EDTF", help="Not before: 2021, 2021-11, …")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="EDTF", help="Not after.")] = None,
    out: File = "-",
) -> None:
    """Print events in order of time, as CSV.

    \b
    Example:
        jishi timeline out --actor 王毅 --from 2022 --to 2022-06 -o wang.csv
    """
    from .folder import load, timeline_csv

    _check_edtf("--from", start)
    _check_edtf("--to", end)
    kg = load(folder)
    chosen = kg.timeline(actor=actor, type=type or None, start=start, end=end)
    _write(out, timeline_csv(kg, chosen))


@app.command()
def export(
    folder: Folder,
    out: File,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="By default after the ending.")
    ] = None,
) -> None:
    """Write the graph in one format: trig, turtle, nt, jsonld, graphml, gexf, csv, ics, html.

    \b
    Example:
        jishi export out --format graphml -o graph.graphml
    """
    from .folder import export_bytes, export_folder

    if out == "-":
        _write(out, export_bytes(folder, format))
    else:
        export_folder(folder, Path(out), format)


@app.command()
def view(
    folder: Folder,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the page's path.")] = False,
) -> None:
    """Open the page in the browser.

    \b
    Example:
        jishi view out
    """
    import webbrowser

    page = (folder / "view.html").resolve()
    if not page.is_file():
        raise InputError("no page here", where=str(folder), mend="Make it with `jishi build INPUT -o DIR`.")
    _say(str(page))
    if not no_open:
        webbrowser.open(page.as_uri())


@app.command()
def show(
    folder: Folder,
    key: Annotated[str, typer.Argument(metavar="ID", help="An event's or actor's id, or an actor's name.")],
) -> None:
    """Print one event or actor with all its evidence.

    \b
    Example:
        jishi show out 王毅
    """
    from .folder import load
    from .rendering import describe

    _say(describe(load(folder), key))


@app.command()
def serve(
    folder: Folder,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any free one.")] = 8321,
) -> None:
    """Serve the page and a SPARQL endpoint over a built folder.

    \b
    Example:
        jishi serve out --port 8321
    """
    from importlib import import_module

    try:
        server = import_module(".server", __package__)
    except ImportError as error:
        raise JishiError("this jishi has no server", mend="Use `jishi query` or `jishi view`.") from error
    server.serve(folder, host=host, port=port)


def _listing(inputs: Iterable[str]) -> tuple[str, ...]:
    if "-" not in inputs:
        return ()
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    return tuple(text.split("\0") if "\0" in text else text.splitlines())


def _watcher(*, quiet: bool, json: bool) -> Watcher:
    from .runner import progress

    if json:
        return progress.JsonLines()
    if quiet:
        return progress.Watcher()
    return progress.Bar() if sys.stderr.isatty() else progress.Lines()


def _end_of_reading(counts: dict[str, int]) -> None:
    if not counts["articles"]:
        raise InputError("not one article could be read", mend="See what was skipped, above.")
    if counts["skipped"] or counts["undated"]:
        raise typer.Exit(SKIPPED)


def _check_edtf(option: str, value: str | None) -> None:
    from .edtf import EDTF, EDTFError

    if value is not None:
        try:
            EDTF.parse(value)
        except EDTFError as error:
            mend = "Write a date such as 2022, 2022-01 or 2022-01-27."
            raise InputError(str(error), where=option, mend=mend) from error


def _parameters(pairs: Iterable[str]) -> dict[str, str]:
    made = {}
    for pair in pairs:
        name, found, value = pair.partition("=")
        if not found or not name.isidentifier():
            raise QueryError(f"not NAME=VALUE: {pair!r}", where="--set", mend="Write for instance --set actor=王毅.")
        made[name] = value
    return made


def _write(out: str, data: bytes) -> None:
    from .runner.files import write_bytes

    if out == "-":
        _say(data)
        return
    try:
        write_bytes(Path(out), data)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=out) from error


def _say(data: bytes | str) -> None:
    """Put a result on stdout. When its reader has gone (`| head`), end without a word."""
    try:
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


class _Stopped(BaseException):
    """SIGINT or SIGTERM has come."""

    def __init__(self, signum: int) -> None:
        self.exit_code = 128 + signum


def _stop(signum: int, frame: FrameType | None) -> NoReturn:
    raise _Stopped(signum)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit; errors become one line on stderr."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _stop)
    try:
        app(arguments, prog_name="jishi")
    except JishiError as error:
        _complain(f"Error: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"Error: {where}{error.strerror or error}. What is done is kept: run the same command again.")
        sys.exit(StoreError.exit_code)
    except _Stopped as stopped:
        _complain("stopped; what is done is kept, and the same command goes on from here")
        sys.exit(stopped.exit_code)
    sys.exit(0)


def _complain(text: str) -> None:
    sys.stderr.write(text.encode("utf-8", "replace").decode() + "\n")
