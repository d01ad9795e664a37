"""Put on a child's path as `sitecustomize.py`: an extraction that is fast, slow, or deadly as the text asks.

It stands in for the real extraction, so that tests of the runner last seconds. The page, which other
tests look at, is an empty file, and the knowledge of actors is not loaded: every process starts sooner.
"""

import os
import signal
import sys
import time
from importlib import import_module
from types import ModuleType

STUBS = {
    "jishi.extract.actors": {"default_lexicon": lambda: None, "load_lexicon": None, "Lexicon": object},
    "jishi.exports.page": {"write": lambda kg, path: path.write_text("")},
}
for name, content in STUBS.items():
    sys.modules[name] = ModuleType(name)
    vars(sys.modules[name]).update(content)

room, records, driver = map(import_module, ("jishi.extract", "jishi.records", "jishi.runner.driver"))

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
    event = records.Event(
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
    return records.ArticleRecord(format=records.FORMAT_VERSION, extractor="stub", events=(event,), **fields)


room.extract = extract
