"""The only place that joins the rooms: inputs → records → graph → files.

>>> import jishi
>>> kg = jishi.build(["examples/"])                 # doctest: +SKIP
>>> kg = jishi.build(["examples/"], out="out")      # doctest: +SKIP
"""

from __future__ import annotations

import hashlib
import importlib.resources
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .errors import DataError, InputError
from .folder import OVERRIDES, RECORDS, REPORT, load, read_report, set_base
from .outputs import OUTPUTS, Made, make_graph, still_there
from .records import Article, Skipped, record_from_json
from .runner.driver import Known, Run
from .runner.files import remove_leftovers, write_bytes
from .runner.inputs import Found, Input, find_inputs
from .runner.ledger import Ledger
from .runner.lock import single_writer
from .runner.memory import MemoryLedger, work_here
from .runner.onefile import OneFileEach
from .runner.progress import Watcher
from .runner.protocol import Settings
from .runner.report import Report, make_report, report_json
from .runner.spark import SparkRun

if TYPE_CHECKING:
    from .graph.knowledge import KnowledgeGraph
    from .graph.overrides import Overrides


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to run.

    Attributes:
        workers: processes that extract.
        lexicon: further TSV files of actors.
        overrides: a TOML file of what the user knows better; it is copied into the output folder,
            and one that lies there holds until another is given.
        prune: take out articles whose input is gone.
        article_timeout: seconds one article may take, 0 for any.
        article_memory: megabytes one article may take, 0 for any.
        listing: the paths that an input `-` stands for.
        engine: `local`, or `spark` for extraction on a cluster; master: its address, where pyspark
            is not told it otherwise.
        merge: where records are merged, one of `folder.MERGES`: the result does not depend on it.
        base: base of the IRIs in the RDF; it holds in the output folder until another is given.
    """

    workers: int = 1
    lexicon: tuple[Path, ...] = ()
    overrides: Path | None = None
    prune: bool = False
    article_timeout: float = 60.0
    article_memory: int = 2048
    listing: tuple[str, ...] = ()
    engine: str = "local"
    master: str | None = None
    merge: str = "auto"
    base: str | None = None

    def settings(self) -> Settings:
        """What a worker is told."""
        return Settings(tuple(map(os.fsencode, self.lexicon)), self.article_memory << 20)


class Result(msgspec.Struct, frozen=True):
    """What a run came to: its report, the folder, and whether the graph was made anew."""

    report: Report
    out: Path
    changed: bool


def build(
    inputs: Sequence[str | Path],
    out: str | Path | None = None,
    *,
    workers: int = 1,
    lexicon: Sequence[str | Path] = (),
    overrides: str | Path | Overrides | None = None,
    prune: bool = False,
    base: str | None = None,
    progress: Watcher | None = None,
) -> KnowledgeGraph:
    """The knowledge graph of all articles in `inputs`.

    Args:
        inputs: files, folders and glob patterns; one of them alone may be given as it is.
        out: the output folder; in memory only when None.
        workers: processes that extract, when `out` is given.
        lexicon: TSV files of actors that jishi does not know; bad rows are told to `progress` and left out.
        overrides: decisions of the user that stand above every rule, or the file that holds them
            (with `out`, a file).
        prune: take out of `out` what is in none of the inputs any more.
        base: base of the IRIs in the RDF (an absolute IRI that ends in / or #).
        progress: is told what is read, done and skipped.

    Raises:
        InputError: nothing could be read.
        DataError: the overrides or the base are malformed, or a lexicon is no table of actors at all.
        StoreError: `out` is in use, damaged, or of a newer jishi.
    """
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    watcher = progress or Watcher()
    extra = tuple(map(Path, lexicon))
    if out is None:
        return set_base(_build_here(given, extra, _overrides(overrides), watcher), base)
    if overrides is not None and not isinstance(overrides, str | Path):
        raise InputError("with an output folder, overrides are given as a file", where="overrides")
    chosen = Path(overrides) if overrides is not None else None
    options = Options(workers=workers, lexicon=extra, overrides=chosen, prune=prune, base=base)
    run(given, Path(out), options, watcher)
    return load(out)


def read(*inputs: str | Path) -> Iterator[Article]:
    """The articles of files, folders and glob patterns, in order of their names.

    What cannot be read is left out; `build` reports it. Raises `InputError` when an input is missing.
    """
    from .extract.reading import read_file

    for item in find_inputs(inputs):
        if isinstance(item, Skipped):
            raise InputError(item.reason, where=item.source, mend=item.hint)
        if isinstance(item, Input):
            yield from (found for found in read_file(item.path, item.name) if isinstance(found, Article))


def run(inputs: Sequence[str | Path], out: Path, options: Options, watcher: Watcher) -> Result:
    """Build into `out` what has changed since the last run, and write the report.

    What is finished stays finished, however the run ends; the same call goes on from there.
    """
    made_by = fingerprint_of_extraction(options.lexicon)
    faults = lexicon_faults(options.lexicon)
    base = _base(options.base, out)
    with single_writer(out), watcher:
        _tell(faults, watcher)
        for name in (*OUTPUTS, REPORT, OVERRIDES):
            remove_leftovers(out, name)
        ledger = Ledger(out / RECORDS, made_by)
        for text in ledger.notes:
            watcher.note(text)
        work = extract_inputs(inputs, out, options, watcher, ledger)
        manifest = ledger.commit(prune=options.prune)
        graph = fingerprint_of_graph(manifest.fingerprint, _keep_overrides(options.overrides, out), base)
        old = read_report(out)
        changed = old is None or old.graph != graph or not still_there(old, out, watcher)
        made = make_graph(out, graph, options.merge, base, watcher) if changed or old is None else Made.of(old)
        versions = {"jishi": version("jishi"), "made_by": made_by, "fingerprint": manifest.fingerprint, "graph": graph}
        report = make_report(
            ledger.units(),
            work.skipped,
            work.left_out,
            faults=faults,
            versions=versions,
            counts=made.counts,
            outputs=OUTPUTS,
            notes=made.notes,
            disagreements=made.disagreements,
            digests=made.digests,
            base=base,
        )
        data = report_json(report)
        if not (out / REPORT).exists() or (out / REPORT).read_bytes() != data:
            write_bytes(out / REPORT, data)
    return Result(report, out, changed)


def _base(given: str | None, out: Path) -> str:
    """The base that is given, else the one of the last run, else ''."""
    if given is not None:
        from .graph.terms import check_base

        return check_base(given)
    old = read_report(out)
    return old.base if old is not None else ""


def extract_to(inputs: Sequence[str | Path], out: Path, options: Options, watcher: Watcher) -> dict[str, int]:
    """Write one JSON file an article into `out`; returns the counts of `articles`, `skipped` and
    `undated` (articles without a publish date).

    A file is named as the article's source with its last extension replaced by `.json`, and lies in
    the same sub-folder; see `runner/onefile.py` for sources that would give one name.
    """
    ledger = OneFileEach(out)
    faults = lexicon_faults(options.lexicon)
    with single_writer(out), watcher:
        _tell(faults, watcher)
        work = extract_inputs(inputs, out, options, watcher, ledger)
    skipped = len(faults) + len(work.skipped) + ledger.skipped
    return {"articles": ledger.articles, "skipped": skipped, "undated": ledger.undated}


def extract_inputs(
    inputs: Sequence[str | Path], out: Path, options: Options, watcher: Watcher, ledger: Known
) -> Run | SparkRun:
    """Read and extract what `ledger` does not know, and store it there."""

    def found() -> Iterator[Found]:
        return find_inputs(inputs, listing=options.listing, out=out)

    watcher.expect(lambda: sum(isinstance(item, Input) for item in found()))
    watcher.stage("reading")
    if options.engine == "spark":
        spread = SparkRun(found(), ledger, watcher, out)
        spread.work(options.settings(), options.article_timeout, options.master)
        return spread
    work = Run(found(), ledger, watcher)
    work.work(options.workers, options.settings(), options.article_timeout)
    return work


def _build_here(
    inputs: Sequence[str | Path], lexicon: Sequence[Path], overrides: Overrides | None, watcher: Watcher
) -> KnowledgeGraph:
    from .graph import build_graph

    ledger = MemoryLedger()
    faults = lexicon_faults(lexicon)
    with watcher:
        _tell(faults, watcher)
        work = Run(find_inputs(inputs), ledger, watcher)
        work_here(work, lexicon)
    if not ledger.lines and work.skipped:
        first = work.skipped[0]
        raise InputError(first.reason, where=first.source, mend=first.hint)
    kg = build_graph((record_from_json(line) for line in ledger.lines), overrides=overrides)
    kg.notes = (*(f"{item.source}: {item.reason}. {item.hint}" for item in faults), *kg.notes)
    return kg


def _overrides(given: str | Path | Overrides | None) -> Overrides | None:
    if given is None or not isinstance(given, str | Path):
        return given
    from .graph.overrides import load_overrides

    return load_overrides(Path(given))


def _keep_overrides(given: Path | None, out: Path) -> bytes:
    """Check the overrides given and put them into `out`; the bytes of those that hold."""
    kept = out / OVERRIDES
    if given is not None:
        _overrides(given)
        data = given.read_bytes()
        if not kept.exists() or kept.read_bytes() != data:
            write_bytes(kept, data)
    return kept.read_bytes() if kept.exists() else b""


def lexicon_faults(lexicon: Sequence[Path]) -> list[Skipped]:
    """The rows of the user's lexicons that are not used, each with its file and line and what was expected.

    Raises `DataError` for a file that is no table of actors at all, or that has no usable row.
    """
    if not lexicon:
        return []
    from .extract.actors import read_user_rows

    found: list[DataError] = []
    read_user_rows(lexicon, found)
    return [Skipped(source=error.where, reason=error.what, hint=error.mend) for error in found]


def _tell(faults: Iterable[Skipped], watcher: Watcher) -> None:
    for item in faults:
        watcher.skipped(item)


def fingerprint_of_extraction(lexicon: Sequence[Path]) -> str:
    """Hash of the code and data that make records, and of the user's lexicons: what makes a record current."""
    from .extract import EXTRACTOR

    total = hashlib.blake2b(EXTRACTOR.encode(), digest_size=12)
    total.update(_hash_of_code("extract", "records.py", "edtf.py"))
    for path in lexicon:
        try:
            total.update(hashlib.blake2b(path.read_bytes()).digest())
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return total.hexdigest()


def fingerprint_of_graph(records: str, overrides: bytes, base: str = "") -> str:
    """Hash of what makes the graph: the records' fingerprint, code, the overrides, the base of IRIs."""
    total = hashlib.blake2b(records.encode(), digest_size=12)
    total.update(_hash_of_code("graph", "exports", "ontology.toml", "folder.py"))
    total.update(overrides)
    total.update(base.encode())
    return total.hexdigest()


@lru_cache(maxsize=8)
def _hash_of_code(*names: str) -> bytes:
    total = hashlib.blake2b(digest_size=16)
    for name in names:
        for item in _files(importlib.resources.files(__package__) / name):
            total.update(item.name.encode() + b"\0" + item.read_bytes())
    return total.digest()


def _files(item: Traversable) -> Iterable[Traversable]:
    """The files under a resource, by name; compiled code and the sources of built assets left out."""
    if item.is_file():
        yield item
    elif item.name not in ("__pycache__", "node_modules", "src"):
        for child in sorted(item.iterdir(), key=lambda child: child.name):
            yield from _files(child)
