"""Small graphs for the tests of the page, and a browser tab that notes whatever goes wrong in it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec

from jishi.edtf import EDTF
from jishi.exports import page
from jishi.records import Argument, ArticleInfo, Disagreement, Entity, MergedEvent, Participant, Provenance

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def digest(*parts):
    """A stand-in for content hashes."""
    return hashlib.sha256("|".join(map(str, parts)).encode("utf-8", errors="replace")).hexdigest()[:16]


class Graph:
    """What the page needs of a knowledge graph, filled by `tell`."""

    def __init__(self):
        self.articles, self.entities, self.events, self.relations = {}, {}, [], ()

    def actor(self, name, kind="person", **more):
        """The id of the actor of that name, made when new."""
        key = digest(kind, name)
        self.entities.setdefault(key, Entity(id=key, name=name, type=kind, **more))
        return key

    def tell(
        self,
        names,
        trigger,
        time=None,
        *,
        kind="meeting",
        outlets=("新华社",),
        modality="actual",
        stance=None,
        sentence=None,
        title="一篇报道",
        url="https://example.org/a",
        words=None,
        disagree=(),
        label=None,
        reading=None,
        **more,
    ):
        """One event: `names` act, `trigger` is the word, `time` is EDTF; one report an outlet."""
        ids = [self.actor(name) for name in names]
        words = words if words is not None else time or ""
        text = sentence or f"{words}，{'与'.join(names)}{trigger}，谈到贸易。"
        value = EDTF.parse(time) if time else None
        number = len(self.events)
        proofs = [
            msgspec.structs.replace(
                self._proof(number, outlet, text, trigger, time, words, names, ids, modality, title, url),
                time_reading=reading,
            )
            for outlet in outlets
        ]
        self.events.append(
            MergedEvent(
                id=digest("event", number, *names),
                type=kind,
                label=f"{'与'.join(names)}{trigger}" if label is None else label,
                time=time,
                begin=str(value.begin) if value else None,
                end=str(value.end) if value else None,
                precision=value.precision if value else None,
                time_inferred=False,
                mode=None,
                modality=modality,
                stance=stance,
                participants=tuple(Participant(role="participant", entity=one) for one in ids),
                place=more.get("place"),
                origin=None,
                commemorates=None,
                claim=more.get("claim"),
                quantity=None,
                claimed_only=more.get("claimed_only", False),
                evidence=tuple(proofs),
                disagreements=tuple(disagree),
            )
        )
        return self.events[-1]

    def _proof(self, number, outlet, text, trigger, time, words, names, ids, modality, title, url):
        key = digest("article", number, outlet)
        self.articles[key] = ArticleInfo(
            id=key,
            source=f"{number}.html",
            file=f"{number}.html",
            title=title,
            published="2022-01-30T08:00:00+08:00",
            outlet=outlet,
            url=url,
            extractor="test",
        )
        shift, at = 100, text.find(trigger)
        arguments = tuple(
            Argument(
                role="participant", actor=one, start=shift + text.find(name), end=shift + text.find(name) + len(name)
            )
            for one, name in zip(ids, names, strict=True)
            if name and name in text
        )
        return Provenance(
            article=key,
            event=digest("mention", number, outlet),
            source=f"{number}.html",
            outlet=outlet,
            url=url,
            title=title,
            published="2022-01-30T08:00:00+08:00",
            evidence=text,
            start=shift,
            end=shift + len(text),
            trigger=trigger,
            trigger_start=shift + at,
            trigger_end=shift + at + len(trigger),
            time=time,
            time_text=words or None,
            time_start=shift if words and text.startswith(words) else None,
            time_end=shift + len(words) if words else None,
            time_rule="clause",
            time_inferred=False,
            modality=modality,
            rule="test",
            extractor="test",
            arguments=arguments,
        )


def sample():
    """Forty events of ten actors in the first half of 2022, with all that the page has to tell apart."""
    graph = Graph()
    names = ["王毅", "布林肯", "拉夫罗夫", "重庆市", "莫迪", "岸田文雄", "朔尔茨", "马克龙", "外交部", "佩洛西"]
    graph.actor("布林肯", aliases=("安东尼·布林肯", "Blinken"), roles=("美国国务卿",), country="US", qid="Q7821917")
    for number in range(36):
        pair = [names[number % 10], names[(number * 3 + 1) % 10]]
        kind, trigger = [("meeting", "会见"), ("call", "通话"), ("statement", "表示"), ("sanction", "制裁")][number % 4]
        graph.tell(
            list(dict.fromkeys(pair)),
            trigger,
            f"2022-{number // 6 + 1:02d}-{number % 6 * 4 + 3:02d}",
            kind=kind,
            modality=["actual", "actual", "planned", "negated"][number % 4],
            stance="support" if kind == "statement" else None,
            outlets=["新华社", "人民网"] if number % 5 == 0 else ["中新网"],
        )
    graph.tell(["王毅", "布林肯"], "会晤", "2022-03", words="3月")
    graph.tell(["王毅"], "访问", "2022", kind="visit")
    graph.tell(["马克龙"], "讲话", None, kind="message")
    articles = list(graph.articles)
    graph.tell(
        ["王毅", "布林肯"],
        "会谈",
        "2022-01-27",
        outlets=("新华社", "路透社"),
        words="1月27日",
        disagree=[Disagreement(field="time", values={"2022-01-27": (articles[0],), "2022-01-26": (articles[1],)})],
    )
    return graph


class Tab:
    """An open page. `problems` holds console errors, exceptions and requests other than for the file."""

    def __init__(self, browser, graph, folder, *, address="", view=WIDE, html=None, wait=True, **context):
        self.file = Path(folder) / "page.html"
        if graph is not None:
            page.write(graph, self.file)
        if html is not None:
            self.file.write_text(html(self.file.read_text(encoding="utf-8")), encoding="utf-8")
        self.problems, self.requests = [], []
        self.context = browser.new_context(viewport=view, accept_downloads=True, **context)
        self.context.route(re.compile(r"^(?!file:|data:|blob:)"), self._refuse)
        self.tab = self.context.new_page()
        self.tab.on(
            "console", lambda note: self.problems.append(note.text) if note.type in ("error", "warning") else None
        )
        self.tab.on("pageerror", lambda error: self.problems.append(str(error)))
        self.tab.on("dialog", lambda dialog: (self.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.goto(f"file://{self.file}{address}")
        if wait:
            self.settle()

    def _refuse(self, route):
        self.problems.append(f"request {route.request.url}")
        route.abort()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def settle(self):
        """Waits until everything is unpacked and drawn."""
        self.tab.wait_for_selector("html[data-ready=all]", timeout=20_000)
        self.tab.wait_for_timeout(60)

    def text(self, selector):
        """The visible text of an element."""
        return self.tab.locator(selector).first.inner_text()

    def heading(self):
        """The heading of the panel: who or what is shown."""
        return self.text(".panel h2")

    def counts(self):
        """(events, actors) of the window."""
        events, actors = self.text(".counts").split(" · ")
        return int(re.search(r"\d+", events)[0]), int(re.search(r"\d+", actors)[0])

    def lanes(self):
        """Names of the lines from top to bottom."""
        return self.tab.locator("ol.lanes button").evaluate_all("list => list.map((one) => one.title)")

    def until(self, check, seconds=15):
        """Waits until `check()` holds, however slow the machine is; whether it did."""
        for _ in range(seconds * 20):
            if check():
                return True
            self.tab.wait_for_timeout(50)
        return False

    def hash(self):
        """The state in the address, once it is written and stays."""
        before = None
        while True:
            self.tab.wait_for_timeout(260)
            now = self.tab.evaluate("decodeURIComponent(location.hash)")
            if now == before:
                return now
            before = now

    def first_day(self):
        """The first day of the window, from its field."""
        return self.tab.input_value(".range input:first-child")

    def drag(self, selector, start, stop):
        """Drags across an element, from one share of its width to another."""
        box = self.tab.locator(selector).bounding_box()
        y = box["y"] + 30
        self.tab.mouse.move(box["x"] + box["width"] * start, y)
        self.tab.mouse.down()
        self.tab.mouse.move(box["x"] + box["width"] * (start + stop) / 2, y)
        self.tab.mouse.move(box["x"] + box["width"] * stop, y)
        self.tab.mouse.up()
        self.tab.wait_for_timeout(60)

    def export(self, kind):
        """The bytes of one export."""
        self.tab.click("[aria-controls=exports]")
        with self.tab.expect_download() as waiting:
            self.tab.click(f"[data-export={kind}]")
        return Path(waiting.value.path()).read_bytes()
