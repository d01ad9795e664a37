"""Put on a child's path as `sitecustomize.py`: an extraction that is fast, slow, or deadly as the text asks.

It stands in for the real extraction, so that tests of the runner last seconds.
"""

import os
import signal
import time

import jishi.extract as room
import jishi.extract.actors as actors
from jishi.records import FORMAT_VERSION, ArticleRecord, Event
from jishi.runner import driver

driver.SHARD_ARTICLES = 20
driver.PART_ARTICLES = 10
driver._LARGE = 1 << 10
PAUSE = float(os.environ.get("PAUSE", "0"))


def extract(article, lexicon=None):
    text = article.text
    if "崩溃" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "停住" in text:
        time.sleep(1000)
    if "内存" in text:
        bytearray(1 << 42)
    if "出错" in text:
        raise ValueError("a fault\nof two lines")
    if "递归" in text:
        extract(article)
    time.sleep(PAUSE)
    end = len(text.split("\n")[0])
    event = Event(
        id=f"e{article.id}",
        type="statement",
        trigger=text[:2],
        trigger_start=0,
        trigger_end=2,
        evidence=text[:end],
        start=0,
        end=end,
        rule="stub",
        time="2022-01-27",
    )
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    return ArticleRecord(format=FORMAT_VERSION, extractor="stub", events=(event,), **fields)


room.extract = extract
actors.default_lexicon = lambda: None
