"""The real oxigraph server, and a gate to put in front of it that can refuse, stall and fail."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of an oxigraph server that holds its data in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "the test extra installs the oxigraph server"
    port = free_port()
    process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


class Gate(BaseHTTPRequestHandler):
    """Lets requests through to the server as the test says."""

    protocol_version = "HTTP/1.1"

    def do_any(self):
        state = self.server.state
        state["requests"].append((self.command, self.path, self.headers.get("Authorization")))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if state["stall"]:
            time.sleep(state["stall"])
        if state["failures"]:
            return self.answer(state["failures"].pop(0), b"busy", {"Retry-After": "0"})
        if state["authorization"] and self.headers.get("Authorization") != state["authorization"]:
            return self.answer(401, b"who are you?", {})
        host = state["target"].removeprefix("http://")
        connection = http.client.HTTPConnection(host)
        wanted = {name: value for name, value in self.headers.items() if name in ("Content-Type", "Accept")}
        connection.request(self.command, self.path, body, wanted)
        found = connection.getresponse()
        return self.answer(found.status, found.read(), {"Content-Type": found.getheader("Content-Type") or ""})

    do_POST = do_PUT = do_GET = do_DELETE = do_any  # noqa: N815

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def gate_before(target: str) -> Iterator[tuple[str, dict]]:
    """(address, state) of a gate in front of a server; `state` says what it does."""
    front = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    front.handle_error = lambda *args: None  # a client that has gone away is no news
    front.state = {"target": target, "requests": [], "failures": [], "stall": 0, "authorization": None}
    thread = threading.Thread(target=front.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{front.server_port}", front.state
    front.shutdown()
    front.server_close()


class _Page(BaseHTTPRequestHandler):
    """Answers everything with a page."""

    def do_POST(self) -> None:
        body = b"<!doctype html><p>Welcome"
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def page() -> Iterator[str]:
    """The address of a server of pages that knows no SPARQL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
