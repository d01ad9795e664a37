"""The Spark engine gives the bytes of the local one, also when an executor's worker is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jishi.runner import driver

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
        reason="needs the extra jishi[spark] and Java",
    ),
    pytest.mark.timeout(600),
]

OUTPUTS = ("timeline.csv", "actors.csv", "relations.csv", "evidence.csv", "graph.trig", "report.json")


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    """Small files, a bad one, and a large file of many articles: of two parts."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(12):
        body = f"王毅27日会见第{number}个代表团。双方商定保持联系。"
        text = f"---\ntitle: 第{number}次会谈\ndate: 2022-01-27\n---\n\n{body}\n"
        (folder / f"{number:03d}.md").write_text(text, encoding="utf-8")
    (folder / "empty.md").write_text("")
    body, rest = "中国外交部发言人28日表示，中方愿同各方保持沟通。", "-" * 2600
    lines = [
        {"title": f"合集第{n}条", "text": f"{body}第{n}条。", "published": "2022-01-28", "x": rest} for n in range(110)
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "many.jsonl").write_text(text, encoding="utf-8")
    assert (folder / "many.jsonl").stat().st_size > driver._LARGE, "not worked on in parts"
    return folder


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "jishi", *map(str, arguments), "--quiet"]
    # A job of seconds gains nothing from the second compiler and the web pages, which take most of its time.
    options = "--conf spark.ui.enabled=false --driver-java-options -XX:TieredStopAtLevel=1 pyspark-shell"
    settings = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": options}
    env = {**os.environ, **settings}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(run: subprocess.Popen[str]) -> None:
    _, err = run.communicate()
    assert run.returncode == 1, err
    assert "Traceback" not in err


def files(out: Path) -> dict[str, bytes]:
    shards = {path.name: path.read_bytes() for path in (out / "records").iterdir()}
    return {name: (out / name).read_bytes() for name in OUTPUTS} | shards


@pytest.fixture(scope="module")
def local(articles, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local") / "out"
    finish(start("build", articles, "-o", out))
    return files(out)


def test_spark_gives_the_bytes_of_the_local_engine(articles, local, tmp_path) -> None:
    """Tables, RDF, report and shards are the same, and a rerun does nothing."""
    for _ in range(2):
        finish(start("build", articles, "-o", tmp_path / "out", "--engine", "spark", "--master", "local[2,4]"))
        assert files(tmp_path / "out") == local
    assert not (tmp_path / "out" / ".spark").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_killed_python_workers_of_spark_lose_nothing(articles, local, tmp_path) -> None:
    """Spark's own Python workers die by kill -9 in the middle of the job: the same bytes in the end."""
    run = start("build", articles, "-o", tmp_path / "out", "--engine", "spark", "--master", "local[2,8]")
    kills = 0
    while run.poll() is None and kills < 2:
        time.sleep(0.5)
        workers = [pid for pid in descendants(run.pid) if "pyspark.daemon" in command_of(pid)]
        if len(workers) > 1:  # the first is the daemon that forks the others
            os.kill(workers[-1], signal.SIGKILL)
            kills += 1
    finish(run)
    assert kills
    assert files(tmp_path / "out") == local


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
