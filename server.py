"""A small server over a built folder, for this machine only: explorer, SPARQL 1.1 Protocol, Graph Store to read.

`/` lists the ready queries, `/view` is the page, `/query/NAME` a ready query as a table, JSON or
CSV, `/sparql` the protocol with content negotiation, `/store?graph=IRI` one graph. It listens on
loopback addresses only, answers no other host name (a web page cannot reach it by a name of its
own), changes nothing, and stops queries that take too long.
"""

from __future__ import annotations

import csv
import io
import ipaddress
import json
import sys
import threading
from collections.abc import Callable, Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from .errors import JishiError, QueryError
from .graph.catalog import Query, parse_query, queries
from .graph.protocol import Answer, answer, graph_bytes

if TYPE_CHECKING:
    from .graph.rows import Rows
    from .graph.store import Store

_MOST_BODY: Final = 1 << 20
_MOST_ROWS: Final = 10_000
_AT_ONCE: Final = 4
"""Queries that run at the same time; others wait."""

_HTML: Final = "text/html; charset=utf-8"
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"
_STYLE: Final = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left;vertical-align:top}"
    "textarea{width:100%;height:10rem;font:14px monospace}li{margin:.3rem 0}"
)


class Explorer(ThreadingHTTPServer):
    """The server with its store."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], store: Store, folder: Path, timeout: float) -> None:
        self.store, self.folder, self.seconds = store, folder, timeout
        self.turns = threading.BoundedSemaphore(_AT_ONCE)
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Explorer

    def do_GET(self) -> None:
        self._respond(lambda: self._get())

    def do_HEAD(self) -> None:
        self._respond(lambda: self._get())

    def do_POST(self) -> None:
        self._respond(lambda: self._post())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the terminal belongs to the user."""

    # ------------------------------------------------------------ routes

    def _get(self) -> Answer:
        url = self._address()
        given = parse_qs(url.query, keep_blank_values=True)
        if url.path == "/":
            return Answer(200, _HTML, _front().encode())
        if url.path == "/view":
            return self._view()
        if url.path.startswith("/query/"):
            return self._ready(unquote(url.path.removeprefix("/query/")), given)
        if url.path == "/sparql":
            return self._sparql(given)
        if url.path == "/store":
            return graph_bytes(self.server.store, given, self.headers.get("Accept", ""))
        return Answer(404, "text/plain", b"there is no such page\n")

    def _address(self) -> SplitResult:
        try:
            return urlsplit(self.path)
        except ValueError as error:
            raise QueryError("no address", where=self.path, mend="Ask for a path such as /sparql.") from error

    def _post(self) -> Answer:
        if self._address().path != "/sparql":
            return Answer(405, "text/plain", b"only /sparql takes POST\n")
        length = self.headers.get("Content-Length") or ""
        if not length.isdecimal():
            self.close_connection = True
            return Answer(411, "text/plain", b"say how long the query is\n")
        size = int(length)
        if size > _MOST_BODY:
            self.close_connection = True
            return Answer(413, "text/plain", b"the query is too long\n")
        body = self.rfile.read(size).decode("utf-8", "replace")
        kind = (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        given = parse_qs(self._address().query)
        if kind == "application/sparql-query":
            return self._sparql({**given, "query": [body]})
        if kind == "application/x-www-form-urlencoded":
            return self._sparql(parse_qs(body, keep_blank_values=True))
        return Answer(415, "text/plain", b"send application/sparql-query or a form with query=\n")

    def _sparql(self, given: Mapping[str, list[str]]) -> Answer:
        with self.server.turns:
            return answer(self.server.store, given, self.headers.get("Accept", ""), self.server.seconds)

    def _view(self) -> Answer:
        try:
            return Answer(200, _HTML, (self.server.folder / "view.html").read_bytes(), policy=False)
        except OSError:
            return Answer(404, "text/plain", b"there is no view.html here: run `jishi view`\n")

    def _ready(self, name: str, given: Mapping[str, list[str]]) -> Answer:
        if name not in queries():
            return Answer(404, "text/plain", b"there is no ready query of this name\n")
        query = queries()[name]
        form = (given.get("format") or ["html"])[0]
        values = {key: found[0] for key, found in given.items() if key != "format"}
        missing = [item.name for item in query.parameters if item.default is None and not values.get(item.name)]
        if missing and form == "html":
            return Answer(200, _HTML, _page(query, values, None).encode())
        with self.server.turns:
            rows = self.server.store.query(name, values, timeout=self.server.seconds, limit=_MOST_ROWS)
        if form == "json":
            body = json.dumps(
                {"columns": rows.columns, "rows": rows.rows, "truncated": rows.truncated}, ensure_ascii=False
            )
            return Answer(200, "application/json", body.encode())
        if form == "csv":
            text = io.StringIO()
            csv.writer(text).writerows([rows.columns, *rows.rows])
            return Answer(200, "text/csv; charset=utf-8", text.getvalue().encode())
        return Answer(200, _HTML, _page(query, values, rows).encode())

    # ------------------------------------------------------------ answering

    def _respond(self, work: Callable[[], Answer]) -> None:
        if not _local(self.headers.get("Host", "")):
            self.close_connection = True
            self._send(Answer(403, "text/plain", b"this server answers to localhost only\n"))
            return
        try:
            self._send(work())
        except QueryError as error:
            status = 503 if "took more than" in error.what else 400
            self._send(Answer(status, "text/plain; charset=utf-8", f"{error}\n".encode()))
        except JishiError as error:
            self._send(Answer(500, "text/plain; charset=utf-8", f"{error}\n".encode()))

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        self.send_header("Content-Type", found.kind)
        self.send_header("Content-Length", str(len(found.body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if found.policy:
            self.send_header("Content-Security-Policy", _POLICY)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)


def _local(host: str) -> bool:
    """Whether a Host header names this machine's loopback."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return _is_loopback(name.strip("[]"))


def _is_loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _front() -> str:
    items = "".join(
        f'<li><a href="/query/{escape(name)}">{escape(query.zh)}</a> · {escape(query.en)}: {escape(query.about)}</li>'
        for name, query in queries().items()
        if not query.needs
    )
    example = parse_query("x", next(iter(queries().values())).text).text.replace("$", "?")
    return _document(
        "纪事 jishi",
        f'<p><a href="/view">时间线 · timeline</a></p><h2>查询 · queries</h2><ul>{items}</ul>'
        f'<h2>SPARQL</h2><form action="/sparql" method="post"><textarea name="query">{escape(example)}</textarea>'
        "<p><button>运行 · run</button></p></form>",
    )


def _page(query: Query, values: Mapping[str, str], rows: Rows | None) -> str:
    fields = "".join(
        f"<p><label>{escape(item.about or item.name)} "
        f'<input name="{escape(item.name)}" value="{escape(values.get(item.name, item.default or ""))}"></label></p>'
        for item in query.parameters
    )
    table = rows._repr_html_() if rows is not None else ""
    return _document(
        f"{query.zh} · {query.en}",
        f"<p>{escape(query.about)}</p><form>{fields}<button>运行 · run</button></form>{table}"
        f'<p><a href="/">纪事 jishi</a></p><pre>{escape(query.text)}</pre>',
    )


def _document(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="zh">{head}<h1>{escape(title)}</h1>{body}</html>'


def make_server(
    store: Store, folder: Path, *, host: str = "127.0.0.1", port: int = 0, timeout: float = 30.0
) -> Explorer:
    """A server that listens but does not serve yet. Raises `JishiError` for an address of the network."""
    if not _is_loopback(host):
        raise JishiError(
            "serves this machine only", where=host, mend="Use 127.0.0.1, behind a proxy of yours where others may ask."
        )
    try:
        return Explorer((host, port), store, folder, timeout)
    except OSError as error:
        raise JishiError(
            f"cannot listen: {error.strerror}", where=f"{host}:{port}", mend="Take another --port."
        ) from error


def serve(folder: Path, *, host: str = "127.0.0.1", port: int = 8321, timeout: float = 30.0) -> None:
    """Serves a built folder until Ctrl-C."""
    from .folder import open_store

    def say(text: str) -> None:
        sys.stderr.write(text + "\n")

    with open_store(folder, say) as store, make_server(store, folder, host=host, port=port, timeout=timeout) as server:
        sys.stderr.write(f"http://{host}:{server.server_port}/\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
