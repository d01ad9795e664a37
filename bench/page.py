"""How fast and how large the page is, against pyvis's default page and vis-timeline.

    python bench/page.py [--quick] [--no-peers]
    python bench/page.py --folder out    # only the page of a folder that `jishi build` has written

Everything runs in one headless Chromium without a GPU, one page after the other; the peers open the
same graph of 2,000 nodes. CPU seconds are those of all processes of the browser from the opening
to the moment when a person can act, in the median of some runs: "gross" is all of it, "net" is less
what an empty page takes in the same browser. Ratios count, not times: they depend on the machine.
pyvis is let run until its loading bar goes. vis-timeline is measured when it is installed (`npm ci`
in exports/assets).
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import page_graphs
from page_opening import MARKED, SHOWN, STABLE, cpu_of, empty_page, open_and_measure
from playwright.sync_api import Browser, Page, sync_playwright

from jishi.exports import page as page_export
from jishi.exports.page_layout import layout
from jishi.exports.page_network import packed_bundle
from jishi.folder import load

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
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


@dataclass(frozen=True)
class Own:
    """Our page: medians of CPU seconds and milliseconds, and the brush in both breadths."""

    cpu: float
    ready: float
    complete: float
    main: Brush
    everything: Brush


@dataclass(frozen=True)
class Brush:
    """Frames a second of a brush, and CPU milliseconds that a frame takes in all processes of the browser.

    The frames a second are those of a machine that does nothing else; the milliseconds hold beside others too.
    """

    fps: float
    ms: float


def brush(browser: Browser, tab: Page, seconds: float = 2.5) -> Brush:
    """Drags a window of a sixth of the time to and fro."""
    clock = cpu_of(browser)
    before = clock()
    fps = tab.evaluate(BRUSH, seconds)
    return Brush(fps, (clock() - before) * 1000 / max(fps * seconds, 1))


def own_page(browser: Browser, file: Path, times: int) -> Own:
    """Opens the page `times` times, and brushes over it the last time."""
    cpu, marks = [], []
    for turn in range(times):
        tab, opening = open_and_measure(browser, file, MARKED, 60)
        cpu.append(opening.cpu)
        tab.wait_for_selector("html[data-ready=all]")
        marks.append(
            tab.evaluate("['ready', 'all'].map((m) => performance.getEntriesByName(`jishi:${m}`)[0].startTime)")
        )
        if turn < times - 1:
            tab.context.close()
    tab.wait_for_timeout(500)
    main = brush(browser, tab)
    tab.evaluate("location.hash = '#n=all'")
    tab.wait_for_timeout(800)
    everything = brush(browser, tab)
    tab.context.close()
    ready, complete = (statistics.median(column) for column in zip(*marks, strict=True))
    return Own(statistics.median(cpu), ready, complete, main, everything)


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


def report_own(browser: Browser, folder: Path, sizes: list[int], times: int, empty: float) -> dict[int, Own]:
    """Writes and opens our page at each size; prints a line each."""
    bundle, found = len(packed_bundle()), {}
    print(
        "| nodes | events | edges | write CPU-s | MB without vis | bytes an event | CPU-s gross | CPU-s net "
        "| interactive ms | all sentences ms | brush fps | CPU ms a frame | all nodes fps | CPU ms a frame |"
    )
    print("|" + " --- |" * 14)
    for size in sizes:
        graph = page_graphs.make(size)
        file = folder / f"own-{size}.html"
        _, cpu = measure(lambda graph=graph, file=file: page_export.write(graph, file))
        weight = file.stat().st_size - bundle
        row = found[size] = own_page(browser, file, times)
        edges = sum(len(event.participants) for event in graph.events)
        print(
            f"| {size} | {len(graph.events)} | {edges} | {cpu:.2f} | {weight / 1e6:.2f} | "
            f"{(weight - program_size()) / len(graph.events):.0f} | {row.cpu:.2f} | {row.cpu - empty:.2f} | "
            f"{row.ready:.0f} | {row.complete:.0f} | {row.main.fps:.0f} | {row.main.ms:.0f} | "
            f"{row.everything.fps:.0f} | {row.everything.ms:.0f} |",
            flush=True,
        )
    return found


def report_folder(browser: Browser, folder: Path, built: Path, times: int) -> None:
    """Writes and opens the page of a built folder: real texts pack differently from made-up ones."""
    graph, file = load(built), folder / "folder.html"
    _, cpu = measure(lambda: page_export.write(graph, file))
    weight = file.stat().st_size - len(packed_bundle())
    row = own_page(browser, file, times)
    reports = sum(len(event.evidence) for event in graph.events)
    print(
        f"{built.name}: {len(graph.events)} events with {reports} reports of {len(graph.articles)} articles: "
        f"{(weight - program_size()) / len(graph.events):.1f} bytes an event, {weight / 1e6:.2f} MB without vis, "
        f"written in {cpu:.2f} CPU-s, interactive in {row.ready:.0f} ms, all sentences in {row.complete:.0f} ms, "
        f"brush {row.main.fps:.0f} fps, all nodes {row.everything.fps:.0f} fps",
        flush=True,
    )


def program_size() -> int:
    """Bytes of the program, which each page holds whatever its graph is."""
    return (Path(page_export.__file__).parent / "assets" / "page.js").stat().st_size


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


def report_pyvis(browser: Browser, folder: Path, own: Own, empty: float, timeout: float) -> None:
    """pyvis's default page of the graph of 2,000 nodes, until vis-network has placed its nodes."""
    file = folder / "pyvis.html"
    pyvis_page(page_graphs.make(2000), file)
    tab, opening = open_and_measure(browser, file, STABLE, timeout)
    tab.context.close()
    least = "" if opening.ready else f"not ready in time ({opening.last or 'no round done'}), so at least "
    gross, net = opening.cpu / own.cpu, (opening.cpu - empty) / max(own.cpu - empty, 0.01)
    print(
        f"pyvis default, 2,000 nodes: {least}{opening.cpu:.0f} CPU-s, {opening.ms / 1000:.0f} s; "
        f"{gross:.0f} x ours gross, {net:.0f} x ours net of an empty page",
        flush=True,
    )


def report_vis_timeline(browser: Browser, folder: Path, timeout: float) -> None:
    """vis-timeline with 1,500 events: CPU seconds until it shows them, and frames a second while it is moved."""
    if not VIS_TIMELINE.is_file():
        print("vis-timeline: not installed (npm ci in exports/assets)")
        return
    file = folder / "vis-timeline.html"
    vis_timeline_page(page_graphs.make(2000), file, 1500)
    tab, opening = open_and_measure(browser, file, SHOWN, timeout)
    fps = tab.evaluate(VIS_PAN, 3) if opening.ready else 0
    print(f"vis-timeline, 1,500 events: {opening.cpu:.1f} CPU-s, {opening.ms:.0f} ms, pan {fps:.1f} fps", flush=True)
    tab.context.close()


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="only 2,000 nodes, no layout and no writing")
    parser.add_argument("--no-peers", action="store_true", help="leave out pyvis's default page and vis-timeline")
    parser.add_argument("--timeout", type=float, default=900, help="seconds to wait for a peer")
    parser.add_argument("--times", type=int, default=5, help="how often each of our pages is opened")
    parser.add_argument("--folder", type=Path, help="measure only the page of this folder, as `jishi build` wrote it")
    parser.add_argument(
        "data", nargs="?", help="not used: the graphs are made up; taken so that all benches are called alike"
    )
    options = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        browser = play.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        if options.folder:
            report_folder(browser, folder, options.folder, options.times)
            browser.close()
            return
        sizes = [2000] if options.quick else [2000, 10_000, 50_000]
        empty = empty_page(browser, folder, options.times)
        print(f"an empty page: {empty:.2f} CPU-s", flush=True)
        own = report_own(browser, folder, sizes, options.times, empty)
        if not options.quick:
            report_layout()
            report_writing(folder)
        if not options.no_peers:
            report_vis_timeline(browser, folder, options.timeout)
            report_pyvis(browser, folder, own[2000], empty, options.timeout)
        browser.close()


if __name__ == "__main__":
    main()
