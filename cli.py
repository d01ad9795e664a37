"""The command line: thin. Results go to stdout, everything else to stderr.

Exit codes: 0 all went well; 1 something was skipped or has no publish date; 2 wrong usage or input;
3 a query is wrong; 4 the output folder or store cannot be used; 130 and 143 broken off by Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from . import asking
from .errors import InputError, JishiError, StoreError
from .terminal import (
    Base,
    Engine,
    Format,
    Inputs,
    Json,
    Lexicon,
    Memory,
    Merge,
    Out,
    Quiet,
    StoreGraph,
    StorePassword,
    StoreToken,
    StoreUpdate,
    StoreUrl,
    StoreUser,
    TableFormat,
    Timeout,
    Workers,
    complain,
    end_of_reading,
    listing,
    remote,
    say,
    watcher,
)

if TYPE_CHECKING:
    from .graph.remote import Remote

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
    merge: Annotated[
        Merge, typer.Option("--merge", help="Where records are merged: on disk takes longer and little memory.")
    ] = Merge.auto,
    base: Base = None,
    article_timeout: Timeout = 60.0,
    article_memory: Memory = 2048,
    quiet: Quiet = False,
    json: Json = False,
    store: StoreUrl = None,
    store_user: StoreUser = None,
    store_password: StorePassword = None,
    store_token: StoreToken = None,
    store_update: StoreUpdate = None,
    store_graph: StoreGraph = None,
) -> None:
    """Read articles and write records, tables, RDF and the page.

    Only what is new or changed since the last run is read again. Exit code 1 tells that something
    was skipped or has no publish date: it is named on stderr and in DIR/report.json. With --store
    the graph also goes to a SPARQL server, which is sent only what it does not have yet.

    \b
    Example:
        jishi build news/ -o out --workers 4
        jishi build news/ -o out --store https://host/sparql --store-user editor
        find archive -name '*.html' | jishi build - -o out
    """
    from .pipeline import Options, run
    from .rendering import summary

    server = None
    if store is not None:
        server = remote(store, store_user, store_password, store_token, store_update, store_graph)
    options = Options(
        workers=workers,
        lexicon=tuple(lexicon or ()),
        overrides=overrides,
        prune=prune,
        engine=engine.value,
        master=master,
        merge=merge.value,
        base=base,
        article_timeout=article_timeout,
        article_memory=article_memory,
        listing=listing(inputs),
    )
    result = run(inputs, out, options, watcher(quiet=quiet, json=json))
    counts = result.report.counts
    if not quiet:
        say(summary([item.source for item in result.report.inputs if item.articles], counts))
        for name in ("timeline.csv", "graph.trig", "view.html", "report.json"):
            say(str(out / name))
    if server is not None and counts["articles"]:
        _send(out, server, quiet=quiet)
    end_of_reading(counts)


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
        listing=listing(inputs),
    )
    counts = extract_to(inputs, out, options, watcher(quiet=quiet, json=json))
    if not quiet:
        say(f"{counted(counts['articles'], 'article')}, {counts['skipped']} skipped: {out}")
    end_of_reading(counts)


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
    say(render(("text", "value", "kind", "rule", "start", "end"), rows, format))


def _send(out: Path, server: Remote, *, quiet: bool) -> None:
    from .folder import open_store
    from .rendering import counted

    with open_store(out, complain) as local, server:
        server.base = local.base
        change = server.push_layers(local.layers())
    if not quiet:
        sent = f"{counted(change.sent, 'article')} sent, {change.withdrawn} withdrawn"
        say(f"{server.query_url}: {sent}, {counted(change.added + change.removed, 'triple')} of the whole changed")


for command in (
    asking.query,
    asking.queries,
    asking.sql,
    asking.timeline,
    asking.export,
    asking.view,
    asking.show,
    asking.serve,
):
    app.command()(command)


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
        complain(f"Error: {error}")
        sys.exit(error.exit_code)
    except UnicodeError as error:  # of an argument, of stdin, or of a file that is given as an argument
        complain(f"Error: not valid UTF-8: {error}")
        sys.exit(InputError.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"Error: {where}{error.strerror or error}. What is done is kept: run the same command again.")
        sys.exit(StoreError.exit_code)
    except _Stopped as stopped:
        complain("stopped; what is done is kept, and the same command goes on from here")
        sys.exit(stopped.exit_code)
    sys.exit(0)
