"""HTTP to a SPARQL server: one connection a host, credentials, timeouts, and asking a busy server again."""

from __future__ import annotations

import base64
import contextlib
import http.client
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from ..errors import QueryError, StoreError

FORM: Final = "application/x-www-form-urlencoded"

_AGAIN: Final = frozenset({408, 429, 502, 503, 504})
"""Answers after which asking again may help."""


@dataclass
class Transport:
    """Requests that are all idempotent, so that each may be repeated.

    Attributes:
        user, password: for HTTP Basic; token: for HTTP Bearer. They are never shown.
        timeout: seconds for each request; retries: how often a busy server is asked again.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    retries: int = 4
    sleep: Callable[[float], None] = time.sleep
    _connections: dict[str, http.client.HTTPConnection] = field(default_factory=dict, init=False, repr=False)

    def send(
        self, method: str, url: str, body: bytes, kind: str, accept: str = "*/*", timeout: float | None = None
    ) -> bytes:
        """The body of the answer to one request, repeated while the server is busy or out of reach.

        Raises `QueryError` for no answer in time or a query that is refused, else `StoreError`.
        """
        headers = {"Content-Type": kind, "Accept": accept, "User-Agent": "jishi"}
        headers |= _authorization(self.user, self.password, self.token)
        deadline = timeout or self.timeout
        for pause in (*self._pauses(), None):
            wait = pause
            try:
                status, answer, after = self._once(method, url, body, headers, deadline)
            except TimeoutError as error:
                raise QueryError(
                    f"no answer within {deadline:g} s", where=url.partition("?")[0], mend="Allow more time."
                ) from error
            except http.client.InvalidURL as error:
                raise StoreError(str(error), where=url.partition("?")[0]) from error
            except (OSError, http.client.HTTPException) as error:
                if wait is None:
                    raise StoreError(f"cannot be reached: {error}", where=url.partition("?")[0]) from error
            else:
                if status not in _AGAIN or wait is None:
                    return _checked(status, answer, url)
                wait = max(wait, min(after, 30.0))
            self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _pauses(self) -> Iterator[float]:
        return (0.25 * 2**turn for turn in range(self.retries))

    def _once(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], timeout: float
    ) -> tuple[int, bytes, float]:
        """Status, body, and the seconds after which the server wants to be asked again."""
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        connection = self._connections.pop(key, None)
        if connection is None:
            connection = _connect(parts.scheme, parts.netloc, timeout)
        elif connection.sock is not None:
            connection.sock.settimeout(timeout)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(connection.close)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body, dict(headers))
            response = connection.getresponse()
            answer = response.read()
            on_failure.pop_all()
        self._connections[key] = connection
        after = response.headers.get("Retry-After", "")
        return response.status, answer, float(after) if after.isdigit() else 0.0

    def close(self) -> None:
        """Closes the connections."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()


def _connect(scheme: str, netloc: str, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(netloc, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(netloc, timeout=timeout)


def _authorization(user: str | None, password: str | None, token: str | None) -> dict[str, str]:
    if token:
        return {"Authorization": f"Bearer {token}"}
    if user is None:
        return {}
    pair = base64.b64encode(f"{user}:{password or ''}".encode()).decode("ascii")
    return {"Authorization": f"Basic {pair}"}


def _checked(status: int, answer: bytes, url: str) -> bytes:
    """The body of a good answer. Raises what a bad one means."""
    where = url.partition("?")[0]
    said = answer.decode("utf-8", "replace").strip().splitlines()
    first = said[0][:200] if said else ""
    if 200 <= status < 300:
        return answer
    if status in (401, 403):
        raise StoreError(f"access refused ({status})", where=where, mend="Check user, password or token.")
    if status in (301, 302, 307, 308):
        raise StoreError(f"the server points elsewhere ({status})", where=where, mend="Give the final address.")
    if status == 400:
        raise QueryError(f"the server refuses the query: {first}", where=where)
    if status in (404, 405):
        raise StoreError(
            f"no such service ({status})", where=where, mend="Give its addresses of queries, updates and graphs."
        )
    raise StoreError(f"the server failed ({status}): {first}", where=where, mend="Try again later.")
