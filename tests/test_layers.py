"""Who may import whom: rooms know only what lies to their left, and no module imports itself by a detour."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = {"records", "edtf", "ontology", "digests", "errors"}
OUTSIDE = {"tests", "bench", "examples", "docs", "build", "dist", "out"}

# Room → the rooms it may know besides itself and the base.
ALLOWED: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "digests": set(),
    "edtf": set(),
    "ontology": {"errors", "records", "edtf"},
    "extract": set(),
    "graph": set(),
    "exports": {"graph"},
    "runner": {"extract"},
    "folder": {"graph", "exports", "runner"},
    "outputs": {"graph", "runner", "folder"},
    "pipeline": {"extract", "graph", "exports", "runner", "folder", "outputs"},
    "rendering": {"graph", "exports"},
    "server": {"graph", "exports", "runner", "folder", "pipeline"},
    "terminal": {"graph", "runner"},
    "asking": {"graph", "exports", "runner", "folder", "pipeline", "rendering", "server", "terminal"},
    "cli": {"extract", "graph", "runner", "folder", "pipeline", "rendering", "terminal", "asking"},
    "__init__": {"extract", "graph", "folder", "pipeline"},
    "__main__": {"cli"},
}

# Room inside extract → the rooms of extract it may know; all may know the shared modules.
SHARED = {"normalize", "scanning", "sentences"}
INSIDE_EXTRACT: dict[str, set[str]] = {
    "reading": set(),
    "time": set(),
    "actors": set(),
    "events": {"time", "actors"},
    "lexicon": {"actors", "events"},
    "normalize": set(),
    "scanning": set(),
    "sentences": set(),
    "__init__": {"reading", "time", "actors", "events"},
}


def modules() -> dict[str, Path]:
    """Dotted name inside the package → file, for every module of the package."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in OUTSIDE or any(part.startswith(".") for part in parts):
            continue
        found[".".join(parts)] = path
    return found


MODULES = modules()


def imports(name: str, *, top_only: bool = False) -> set[str]:
    """The modules of the package that a module imports; with `top_only` those at its import alone."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    package = name.split(".")[:-1]
    found = set()
    for node in statements(tree) if top_only else ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
        dotted = ".".join(part for part in base if part)
        for alias in node.names:
            found.add(known(f"{dotted}.{alias.name}".lstrip(".")) or known(dotted) or f"?{dotted}.{alias.name}")
    return found


def statements(tree: ast.Module):
    """Statements that run on import: not those in functions, nor under TYPE_CHECKING."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def known(dotted: str) -> str | None:
    if dotted in MODULES:
        return dotted
    package = f"{dotted}.__init__" if dotted else "__init__"
    return package if package in MODULES else None


def room(name: str) -> str:
    return name.split(".")[0]


def room_inside(name: str) -> str:
    return name.split(".")[1]


def test_the_package_was_found() -> None:
    """The walk meets the modules that are surely there, so that no test below passes for want of any."""
    assert {"records", "cli", "extract.__init__", "graph.__init__", "runner.pool"} <= set(MODULES)
    assert len(MODULES) > 50


@pytest.mark.parametrize("name", sorted(MODULES))
def test_rooms_know_only_those_to_their_left(name: str) -> None:
    """A module imports from its own room, the base, and the rooms allowed to it."""
    if name.startswith("extract.lexicon.build"):
        pytest.skip("a tool for the data, not part of the way of an article")
    here = room(name)
    allowed = ALLOWED[here] | {here} | (BASE if here not in BASE else set())
    assert {room(other) for other in imports(name)} <= allowed


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.startswith("extract.")))
def test_rooms_of_extract_know_only_their_inputs(name: str) -> None:
    """Reading, time and actors know nothing of each other; events know time and actors."""
    here = room_inside(name)
    inside = {other for other in imports(name) if other.startswith("extract.")} - {"extract.__init__"}
    assert {room_inside(other) for other in inside} <= INSIDE_EXTRACT[here] | SHARED | {here, "lexicon"}


def test_no_module_imports_itself_by_a_detour() -> None:
    """What is imported on import forms no circle."""
    graph = {name: imports(name, top_only=True) - {name} for name in MODULES}
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name in done or name not in graph:
            return
        path.append(name)
        for other in sorted(graph[name]):
            visit(other)
        path.pop()
        done.add(name)

    for name in sorted(graph):
        visit(name)


def test_no_name_of_the_standard_library_at_the_root() -> None:
    """`python -c` in the checkout must not find our module where it looks for a standard one."""
    import sys

    assert not {room(name) for name in MODULES} & (set(sys.stdlib_module_names) - {"__main__"})


@pytest.mark.parametrize("name", sorted(name for name in MODULES if not name.startswith(("extract.lexicon.build",))))
def test_imports_inside_the_package_are_relative(name: str) -> None:
    """`import jishi…` inside the package would find another copy in some checkouts."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "jishi" for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            assert (node.module or "").split(".")[0] != "jishi"


def test_importing_jishi_loads_no_room() -> None:
    """`import jishi` costs nothing: rooms are loaded when a name is first asked for."""
    import subprocess
    import sys

    code = "import sys, jishi; print(sorted(n for n in sys.modules if n.startswith('jishi.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.anchor)
    assert done.stdout.strip() == "[]"


def test_every_name_of_the_face_is_there() -> None:
    """Each name in `jishi.__all__` can be had, and no other."""
    import jishi

    for name in jishi.__all__:
        assert getattr(jishi, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        jishi.nonsense  # noqa: B018
