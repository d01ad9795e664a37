"""Whatever is killed, hangs or breaks: no article is lost, none is counted twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

SITE = Path(__file__).with_name("data") / "faulty_site.py"
COUNT = 240
OUTPUTS = ("timeline.csv", "actors.csv", "relations.csv", "evidence.csv", "graph.trig", "report.json")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A folder whose sitecustomize puts a quick extraction in the place of the real one."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(SITE, folder / "sitecustomize.py")
    return folder


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    """Short articles in files of their own, and some in a file of many."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        write_article(folder / f"{number:03d}.md", number)
    lines = [
        json.dumps({"title": f"合集第{n}条", "text": body(n + 1000), "published": "2022-01-27"}) for n in range(55)
    ]
    (folder / "many.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def body(number: int) -> str:
    return f"第{number}号代表团今天抵达北京，同有关部门负责人就第{number}项议题交换意见。双方商定继续保持联系。"


def write_article(path: Path, number: int, extra: str = "") -> None:
    text = f"---\ntitle: 第{number}号代表团抵达\ndate: 2022-01-27\n---\n\n{body(number)}{extra}\n"
    path.write_text(text, encoding="utf-8")


def start(site: Path, *arguments: str | Path, pause: float = 0.0) -> subprocess.Popen[str]:
    """A run of the command line with the quick extraction."""
    command = [sys.executable, "-m", "jishi", *map(str, arguments)]
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    env = {**os.environ, "PYTHONPATH": path, "PAUSE": str(pause)}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str], code: int = 0) -> tuple[str, str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    return out, err


def workers_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in OUTPUTS}


@pytest.fixture(scope="module")
def undisturbed(site, articles, tmp_path_factory) -> dict[str, bytes]:
    """What a run that nothing happens to writes."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    finish(start(site, "build", articles, "-o", out, "--workers", "2"))
    made = outputs(out)
    assert json.loads(made["report.json"])["counts"]["articles"] == COUNT + 55
    return made


def test_twenty_killed_workers_lose_nothing(site, articles, undisturbed, tmp_path) -> None:
    """Twenty workers killed at random moments of one run: the same bytes in the end."""
    chance = random.Random(20)
    run = start(site, "build", articles, "-o", tmp_path / "out", "--workers", "2", pause=0.05)
    kills = 0
    while kills < 20 and run.poll() is None:
        time.sleep(chance.uniform(0.05, 0.5))
        if workers := workers_of(run.pid):
            os.kill(chance.choice(workers), signal.SIGKILL)
            kills += 1
    finish(run)
    assert kills >= 10
    assert outputs(tmp_path / "out") == undisturbed


def test_twenty_killed_drivers_lose_nothing(site, articles, undisturbed, tmp_path) -> None:
    """The driver killed twenty times at random moments, then left alone: the same bytes in the end."""
    chance = random.Random(21)
    arguments = ("build", articles, "-o", tmp_path / "out", "--workers", "2")
    for _ in range(20):
        run = start(site, *arguments, pause=0.005)
        time.sleep(chance.uniform(0.1, 1.5))
        run.kill()
        run.communicate()
    finish(start(site, *arguments))
    assert outputs(tmp_path / "out") == undisturbed
    assert not list((tmp_path / "out").rglob(".*.tmp"))


def test_a_killed_driver_leaves_no_worker_behind(site, articles, tmp_path) -> None:
    """Workers end with their driver, also in the middle of an article."""
    run = start(site, "build", articles, "-o", tmp_path / "out", "--workers", "2", pause=5)
    workers = wait_for_workers(run)
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def wait_for_workers(run: subprocess.Popen[str]) -> list[int]:
    deadline = time.monotonic() + 30
    while not (workers := workers_of(run.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert workers
    return workers


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_so_and_goes_on_later(site, articles, undisturbed, tmp_path, signum, code) -> None:
    """Ctrl-C and SIGTERM end a run with one line, no traceback, and no lost article."""
    arguments = ("build", articles, "-o", tmp_path / "out", "--workers", "2")
    run = start(site, *arguments, pause=0.02)
    wait_for_workers(run)
    time.sleep(1)
    run.send_signal(signum)
    _, err = finish(run, code)
    assert err.strip() == "stopped; what is done is kept, and the same command goes on from here"
    finish(start(site, *arguments))
    assert outputs(tmp_path / "out") == undisturbed


def test_a_second_run_into_the_same_folder_is_refused(site, articles, tmp_path) -> None:
    """While one run writes, another is told which process holds the folder."""
    first = start(site, "build", articles, "-o", tmp_path / "out", pause=5)
    wait_for_workers(first)
    _, err = finish(start(site, "build", articles, "-o", tmp_path / "out"), 4)
    assert f"another run is writing here (process {first.pid})" in err
    assert "Traceback" not in err
    first.kill()
    first.communicate()


@pytest.mark.parametrize(
    ("word", "option", "reason"),
    [
        ("崩溃", (), "ended by signal 11"),
        ("停住", ("--article-timeout", "1"), "takes longer than 1 s"),
        ("内存", ("--article-memory", "1000"), "needs more memory"),
        ("出错", (), "ValueError: a fault"),
        ("递归", (), "RecursionError"),
    ],
)
def test_a_poisonous_article_is_set_aside(site, tmp_path, word, option, reason) -> None:
    """An article that kills, hangs, eats memory or breaks is named with the reason; its neighbours are read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        write_article(folder / f"{number:02d}.md", number, word if number == 13 else "")
    _, err = finish(start(site, "build", folder, "-o", tmp_path / "out", *option), 1)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["counts"]["articles"] == 29
    assert [item["source"] for item in report["skipped"]] == ["13.md"]
    assert reason in report["skipped"][0]["reason"]
    assert err.count("skipped 13.md") == 1
    assert "Traceback" not in err


def test_a_poisonous_article_of_a_large_file_is_set_aside_alone(site, tmp_path) -> None:
    """Of a file of many articles only the deadly one is missing."""
    lines = [
        {"title": f"合集第{n}条", "text": body(n) + ("崩溃" if n == 17 else ""), "published": "2022-01-27"}
        for n in range(40)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    finish(start(site, "build", path, "-o", tmp_path / "out"), 1)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["counts"]["articles"] == 39
    assert [item["source"] for item in report["skipped"]] == ["many.jsonl#18"]


def test_the_number_of_workers_does_not_show(site, articles, undisturbed, tmp_path) -> None:
    """One worker, two or five: the same bytes, the shards included."""
    found = []
    for workers in ("1", "5"):
        out = tmp_path / workers
        finish(start(site, "build", articles, "-o", out, "--workers", workers))
        assert outputs(out) == undisturbed
        found.append({path.name: path.read_bytes() for path in (out / "records").iterdir()})
    assert found[0] == found[1]
