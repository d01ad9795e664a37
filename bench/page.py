"""How fast and how large the page is, against pyvis's default page and vis-timeline.

    python bench/page.py [--quick] [--no-peers]

Everything runs in one headless Chromium without a GPU, one page after the other; the peers open the
same graph of 2,000 nodes. CPU seconds are those of all processes of the browser from the opening
to the moment when a person can act. Ratios count, not times: they depend on the machine.
vis-timeline is measured when it is installed (`npm ci` in exports/assets).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import page_graphs
from playwright.sync_api import Browser, sync_playwright

from jishi.exports import page as page_export
from jishi.exports.page_layout import layout
from jishi.exports.page_network import vis_bundle

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
VIEW = {"width": 1280, "height": 800}
VIS_TIMELINE = (
    Path(__file__).parent.parent / "exports/assets/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"
)

BRUSH = """async (seconds) => {
  const canvas = document.querySelector('.hist canvas'), box = canvas.getBoundingClientRect(), y = box.top + 30;
  const fire = (type, x) => canvas.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, bubbles: true }));
  canvas.setPointerCapture = () => {};
  const left = box.left + 150, room = box.width - 190, wide = room / 6;
  fire('pointerdown', left); fire('pointermove', left + wide); fire('pointerup', left + wide);
  await new Promise((done) => setTimeout(done, 300));
  fire('pointerdown', left + wide / 2);
  let frames = 0;
  const start = performance.now();
  await new Promise((done) => {
    const step = (now) => {
      const part = (now - start) / 1000 / seconds;
      if (part >= 1) return done();
      frames++;
      fire('pointermove', left + wide / 2 + (room - wide) * (0.5 - 0.5 * Math.cos(part * 6.2832)));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  const fps = frames / ((performance.now() - start) / 1000);
  fire('pointerup', left);
  return fps;
}"""


def cpu_of(root: int) -> float:
    """CPU seconds of a process and all below it, from /proc."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(fields[1])
        used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    total = 0.0
    for process, seconds in used.items():
        above = process
        while above and above != root:
            above = parents.get(above, 0)
        total += seconds if above == root else 0.0
    return total


def open_and_measure(browser: Browser, file: Path, ready: str, seconds: float) -> tuple[Any, float, float]:
    """The open page, CPU seconds and milliseconds until `ready` (JavaScript) holds; inf when it never did."""
    context = browser.new_context(viewport=VIEW, bypass_csp=True)
    context.route(re.compile("^https?:"), lambda route: route.abort())
    tab = context.new_page()
    # The browser and its process for files are running before the clock starts, for each page alike.
    empty = file.with_name("empty.html")
    empty.write_text("<!doctype html><meta charset=utf-8><title>空</title><p>空", encoding="utf-8")
    tab.goto(f"file://{empty}")
    tab.wait_for_timeout(400)
    before, start = cpu_of(os.getpid()), time.perf_counter()
    tab.goto(f"file://{file}", wait_until="commit")
    while not tab.evaluate(ready):
        if time.perf_counter() - start > seconds:
            return tab, cpu_of(os.getpid()) - before, float("inf")
        time.sleep(0.05)
    return tab, cpu_of(os.getpid()) - before, (time.perf_counter() - start) * 1000


def own_page(browser: Browser, file: Path) -> dict[str, float]:
    """CPU seconds and milliseconds to interactive, frames a second of the brush in both breadths."""
    ready = "performance.getEntriesByName('jishi:ready').length > 0"
    runs = []
    for _ in range(3):
        tab, cpu, _wall = open_and_measure(browser, file, ready, 60)
        runs.append((tab.evaluate("performance.getEntriesByName('jishi:ready')[0].startTime"), cpu))
        tab.wait_for_selector("html[data-ready=all]")
        if len(runs) < 3:
            tab.context.close()
    milliseconds, cpu = min(runs)
    tab.wait_for_timeout(500)
    main = tab.evaluate(BRUSH, 2.5)
    tab.evaluate("location.hash = '#n=all'")
    tab.wait_for_timeout(800)
    everything = tab.evaluate(BRUSH, 2.5)
    tab.context.close()
    return {"cpu": cpu, "ms": milliseconds, "fps": main, "fps all nodes": everything}


def pyvis_page(graph: page_graphs.SyntheticGraph, file: Path) -> None:
    """The same graph as pyvis writes it by default, without its remote addresses, which would stall."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line", height="750px", width="100%")
    network.nodes = [{"id": e.id, "label": e.name, "shape": "dot", "color": "#97c2fc"} for e in graph.entities.values()]
    network.nodes += [{"id": e.id, "label": e.label, "shape": "dot", "color": "#97c2fc"} for e in graph.events]
    network.node_ids = [node["id"] for node in network.nodes]
    network.edges = [{"from": e.id, "to": part.entity} for e in graph.events for part in e.participants]
    html = network.generate_html()
    file.write_text(re.sub(r"<(script|link)[^>]*https?:[^>]*>(</script>)?", "", html), encoding="utf-8")


def vis_timeline_page(graph: page_graphs.SyntheticGraph, file: Path, most: int) -> None:
    """The same events as items of vis-timeline."""
    items = [{"id": place, "content": e.label, "start": e.begin} for place, e in enumerate(graph.events[:most])]
    file.write_text(
        f"<!doctype html><meta charset=utf-8><div id=t></div><script>{VIS_TIMELINE.read_text('utf-8')}</script>"
        f"<script>var t = new vis.Timeline(document.getElementById('t'), new vis.DataSet({json.dumps(items)}),"
        " {height: '700px', start: '2022-01-01', end: '2022-12-31'});"
        "t.on('changed', function () { window.shown = true; });</script>",
        encoding="utf-8",
    )


VIS_PAN = """async (seconds) => {
  let frames = 0;
  const start = performance.now(), day = 86400000, base = Date.UTC(2022, 0, 1);
  await new Promise((done) => {
    const step = (now) => {
      const part = (now - start) / 1000 / seconds;
      if (part >= 1) return done();
      frames++;
      t.setWindow(base + part * 60 * day, base + (part * 60 + 300) * day, { animation: false });
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  return frames / ((performance.now() - start) / 1000);
}"""


def measure(work: Callable[[], Any]) -> tuple[Any, float]:
    """What `work` gives, and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def report_own(browser: Browser, folder: Path, sizes: list[int]) -> dict[int, dict[str, float]]:
    """Writes and opens our page at each size; prints a line each."""
    bundle, found = len(vis_bundle().encode()), {}
    print(
        "| nodes | events | edges | write CPU-s | MB without vis | bytes an event | CPU-s | interactive ms "
        "| brush fps | all nodes fps |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    program = (Path(page_export.__file__).parent / "assets" / "page.js").stat().st_size
    for size in sizes:
        graph = page_graphs.make(size)
        file = folder / f"own-{size}.html"
        _, cpu = measure(lambda graph=graph, file=file: page_export.write(graph, file))
        weight = file.stat().st_size - bundle
        row = own_page(browser, file)
        found[size] = row
        edges = sum(len(event.participants) for event in graph.events)
        print(
            f"| {size} | {len(graph.events)} | {edges} | {cpu:.2f} | {weight / 1e6:.2f} | "
            f"{(weight - program) / len(graph.events):.0f} | {row['cpu']:.2f} | {row['ms']:.0f} | {row['fps']:.0f} | "
            f"{row['fps all nodes']:.0f} |",
            flush=True,
        )
    return found


def report_layout() -> None:
    """CPU seconds of the layout alone, for as many nodes and twice as many edges."""
    for size in (10_000, 50_000):
        rng = np.random.default_rng(1)
        left = rng.integers(0, size, 2 * size)
        right = (left + rng.integers(1, 60, 2 * size)) % size
        when = rng.random(size)
        _, cpu = measure(lambda n=size, a=left, b=right, w=when: layout(n, a, b, w))
        print(f"layout of {size} nodes: {cpu:.2f} CPU-s", flush=True)


def report_writing(folder: Path) -> None:
    """CPU seconds and peak memory of writing 50,000 events, and what happens beyond the limit."""
    graph = page_graphs.make(66_667)
    _, cpu = measure(lambda: page_export.write(graph, folder / "fifty.html"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"writing {len(graph.events)} events: {cpu:.2f} CPU-s, peak memory of this process {peak:.2f} GB", flush=True)


def report_peers(browser: Browser, folder: Path, own: dict[str, float], timeout: float) -> None:
    """pyvis's default page and vis-timeline with the graph of 2,000 nodes."""
    graph = page_graphs.make(2000)
    file = folder / "pyvis.html"
    pyvis_page(graph, file)
    ready = "getComputedStyle(document.getElementById('loadingBar') ?? document.body).opacity === '0'"
    tab, cpu, wall = open_and_measure(browser, file, ready, timeout)
    if wall == float("inf"):
        more = cpu / own["cpu"]
        print(f"pyvis default, 2,000 nodes: not ready after {cpu:.0f} CPU-s: more than {more:.0f} × ours", flush=True)
    else:
        print(
            f"pyvis default, 2,000 nodes: {cpu:.0f} CPU-s, {wall / 1000:.0f} s: {cpu / own['cpu']:.0f} × ours",
            flush=True,
        )
    tab.context.close()
    if not VIS_TIMELINE.is_file():
        print("vis-timeline: not installed (npm ci in exports/assets)")
        return
    file = folder / "vis-timeline.html"
    vis_timeline_page(graph, file, 1500)
    tab, cpu, wall = open_and_measure(browser, file, "window.shown === true", timeout)
    fps = tab.evaluate(VIS_PAN, 3) if wall < float("inf") else 0
    print(f"vis-timeline, 1,500 events: {cpu:.1f} CPU-s, {wall:.0f} ms, pan {fps:.1f} fps", flush=True)
    tab.context.close()


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="only 2,000 nodes, no layout and no writing")
    parser.add_argument("--no-peers", action="store_true", help="leave out pyvis's default page and vis-timeline")
    parser.add_argument("--timeout", type=float, default=300, help="seconds to wait for a peer")
    parser.add_argument(
        "data", nargs="?", help="not used: the graphs are made up; taken so that all benches are called alike"
    )
    options = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        browser = play.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        sizes = [2000] if options.quick else [2000, 10_000, 50_000]
        own = report_own(browser, folder, sizes)
        if not options.quick:
            report_layout()
            report_writing(folder)
        if not options.no_peers:
            report_peers(browser, folder, own[2000], options.timeout)
        browser.close()


if __name__ == "__main__":
    main()
