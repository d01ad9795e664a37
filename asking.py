"""The commands that ask a built folder or a server, or write what is in it: all that `jishi` does after `build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .errors import JishiError, StoreError
from .terminal import (
    AllowService,
    Base,
    File,
    Folder,
    Format,
    Limit,
    StoreGraph,
    StorePassword,
    StoreToken,
    StoreUpdate,
    StoreUrl,
    StoreUser,
    TableFormat,
    Timeouts,
    check_edtf,
    complain,
    parameters,
    remote,
    say,
    tell_cut,
    write,
)


def query(
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="[DIR] QUERY",
            help="An output folder of `jishi build`; a .rq file, a ready query's name, or SPARQL. "
            "With --store there is no need of a folder.",
            show_default=False,
        ),
    ],
    set: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the query; may be repeated.")
    ] = None,
    format: Format = TableFormat.table,
    timeout: Timeouts = 60.0,
    limit: Limit = 100_000,
    allow_service: AllowService = False,
    base: Base = None,
    store: StoreUrl = None,
    store_user: StoreUser = None,
    store_password: StorePassword = None,
    store_token: StoreToken = None,
    store_update: StoreUpdate = None,
    store_graph: StoreGraph = None,
) -> None:
    """Ask the graph with SPARQL, in an output folder or on a server.

    \b
    Example:
        jishi query out actor-timeline --set actor=王毅
        jishi query out 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }' --format csv
        jishi query top-pairs --store https://host/sparql
        jishi query out wikidata-offices --set actor=王毅 --allow-service
    """
    from .folder import query_folder
    from .rendering import render

    *folder, text = asked
    if len(folder) > 1 or (store is None and not folder):
        raise typer.BadParameter("give a folder and one query, or --store and one query")
    given = parameters(set or [])
    if store is None:
        if base is not None:
            raise typer.BadParameter("a folder knows its own base; --base goes with --store")
        found = query_folder(
            Path(folder[0]), text, given, timeout=timeout, limit=limit, allow_service=allow_service, say=complain
        )
    else:
        with remote(store, store_user, store_password, store_token, store_update, store_graph, base=base) as server:
            found = server.query(text, given, timeout=timeout, limit=limit, allow_service=allow_service)
    say(render(found.columns, found.rows, format))
    tell_cut(found, limit)


def queries(format: Format = TableFormat.table) -> None:
    """List the ready-made queries and their parameters.

    \b
    Example:
        jishi queries
    """
    from .folder import ready_queries
    from .rendering import render

    say(render(("name", "title", "parameters", "example"), ready_queries(), format))


def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="SQL", help="SQL over timeline, actors, relations, evidence.")],
    format: Format = TableFormat.table,
    timeout: Timeouts = 60.0,
    limit: Limit = 100_000,
) -> None:
    """Ask the tables with SQL (DuckDB): timeline, actors, relations, evidence.

    \b
    Example:
        jishi sql out "SELECT type, count(*) AS n FROM timeline GROUP BY type ORDER BY n DESC"
    """
    from .folder import sql_folder
    from .rendering import render

    found = sql_folder(folder, query, timeout=timeout, limit=limit)
    say(render(found.columns, found.rows, format))
    tell_cut(found, limit)


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

    check_edtf("--from", start)
    check_edtf("--to", end)
    kg = load(folder)
    chosen = kg.timeline(actor=actor, type=type or None, start=start, end=end)
    write(out, timeline_csv(kg, chosen))


def export(
    folder: Folder,
    out: File,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="By default after the ending.")
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for Excel.")] = False,
) -> None:
    """Write the graph: trig, turtle, nt, nq, jsonld, graphml, gexf, ics, timelinejs, plover, html, csv, parquet.

    csv and parquet hold the timeline, or the table that the file is named after: actors, relations, evidence.

    \b
    Example:
        jishi export out --bom -o relations.csv
    """
    from .folder import export_bytes, export_folder

    if out == "-":
        write(out, export_bytes(folder, format, bom=bom))
    else:
        export_folder(folder, Path(out), format, bom=bom)


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
        raise StoreError("no page here", where=str(folder), mend="Make it with `jishi build INPUT -o DIR`.")
    say(str(page))
    if not no_open:
        webbrowser.open(page.as_uri())


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

    say(describe(load(folder), key))


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
