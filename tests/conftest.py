"""Fixtures that several test files share."""

from __future__ import annotations

import importlib.util
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does; a test of it fails for no fault of ours.
settings.register_profile("jishi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jishi")

ROOT = Path(__file__).resolve().parent.parent


def _load(name: str):
    """A helper module beside this file; tests are no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location(f"jishi_tests_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example articles."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of a Chromium or Chrome; fails, never skips, when there is none."""
    browser = _load("browser")
    path = browser.find()
    if path is None:
        pytest.fail(f"no browser found. {browser.ADVICE}")
    return path


@pytest.fixture(scope="session")
def chromium_flags() -> tuple[str, ...]:
    """Flags for a headless browser that asks the network for nothing of its own."""
    return _load("browser").FLAGS


@pytest.fixture(scope="module")
def browser(chromium_path, chromium_flags):
    """One running Chromium for all tests of a file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium_path, args=list(chromium_flags))
        yield running
        running.close()


@pytest.fixture
def opened(browser, tmp_path):
    """The page of the sample graph, open at full size; fails when the page complained or asked for anything."""
    support = _load("page_support")
    with support.Tab(browser, support.sample(), tmp_path) as tab:
        yield tab
        assert tab.problems == []


@pytest.fixture
def no_hang():
    """Fails a test of endless input that has not ended after two minutes. What it takes is measured in bench/."""

    def stop(_signum, _frame):
        pytest.fail("has not ended after two minutes")

    kept = signal.signal(signal.SIGALRM, stop)
    signal.alarm(120)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, kept)


@pytest.fixture
def command_line(capfd):
    """Runs the command line in this process, which saves the start of another; gives (exit code, stdout, stderr)."""
    from jishi.cli import main

    def call(*arguments: object) -> tuple[int, str, str]:
        kept = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM)}
        capfd.readouterr()
        try:
            with pytest.raises(SystemExit) as end:
                main([str(argument) for argument in arguments])
        finally:
            for signum, handler in kept.items():
                signal.signal(signum, handler)
        return (int(end.value.code or 0), *capfd.readouterr())

    return call


@pytest.fixture(scope="session")
def sample():
    """The module `sample_graph`: a small graph for the tests of RDF, store and queries."""
    return _load("sample_graph")


@pytest.fixture(scope="session")
def sparql():
    """The module `sparql_server`: the real oxigraph server, and a gate before it."""
    return _load("sparql_server")


@pytest.fixture(scope="session")
def sparql_server(sparql):
    """Address of an oxigraph server that holds its data in memory."""
    with sparql.running() as address:
        yield address


@pytest.fixture
def empty(sparql_server) -> str:
    """The server, with nothing in it."""
    from jishi.graph.remote import Remote

    with Remote(f"{sparql_server}/query") as remote:
        remote._update("DROP ALL")
    return sparql_server


@pytest.fixture
def gate(sparql, empty):
    """(address, state) of a gate in front of the empty server."""
    with sparql.gate_before(empty) as found:
        yield found
