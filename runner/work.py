"""One job: read, extract, answer article by article. Runs in a worker process or in this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ..records import Article, ArticleRecord, Skipped, to_json
from .protocol import ARTICLES, ArticleJob, Began, Ended, Found, Job, Missed, Read, ReadJob, Reply, encode

if TYPE_CHECKING:
    from ..extract.actors import Lexicon

Answer = Callable[[Reply], None]
Result = TypeVar("Result")


def open_lexicon(extra: Sequence[bytes]) -> Lexicon:
    """jishi's own lexicon, with the good rows of the user's files in front.

    Who starts the run has told of the bad rows. Raises `DataError` for a file that is no lexicon at all.
    """
    from ..extract.actors import default_lexicon, load_lexicon

    return load_lexicon([Path(os.fsdecode(path)) for path in extra], []) if extra else default_lexicon()


def run_job(job: Job, lexicon: Lexicon, answer: Answer) -> None:
    """Do `job` and answer for each article and for the end. Lets `MemoryError` through."""
    for index, item in enumerate(_items(job)):
        if index < job.start:
            continue
        if isinstance(item, Skipped):
            answer(Missed(job.number, index, item))
        elif isinstance(job, ReadJob) and not job.whole:
            answer(Read(job.number, index, msgspec.Raw(encode(item)), item.source))
        else:
            answer(Began(job.number, index, item.source))
            answer(_extracted(job.number, index, item, lexicon))
    answer(Ended(job.number))


def _items(job: Job) -> Iterator[Article | Skipped]:
    """The articles of a job. A fault in reading ends them with a `Skipped` instead of an exception."""
    if isinstance(job, ArticleJob):
        yield from (ARTICLES.decode(article) for article in job.articles)
        return
    from ..extract.reading import read_file

    found = read_file(Path(os.fsdecode(job.path)), job.name)
    while (item := _guarded(lambda: next(found, None), job.name, "reading")) is not None:
        yield item


def _extracted(number: int, index: int, article: Article, lexicon: Lexicon) -> Found | Missed:
    from ..extract import extract

    def work() -> Found:
        record: ArticleRecord = extract(article, lexicon)
        undated = "" if article.published else article.source
        return Found(number, index, to_json(record), len(record.events), undated)

    found = _guarded(work, article.source, "extraction")
    return Missed(number, index, found) if isinstance(found, Skipped) else found


def _guarded(work: Callable[[], Result], source: str, stage: str) -> Result | Skipped:
    """The boundary of one article: a fault in reading or extracting it sets it aside and stops nothing else."""
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  (what a hostile article may raise is not known)
        return Skipped(
            source=source,
            reason=f"set aside: fault in {stage}: {type(error).__name__}: {error}"[:300],
            hint="Please report it with the file.",
        )
