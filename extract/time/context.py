"""What the resolver knows while it reads: the day of writing, the text, the times already read."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from typing import Final, NamedTuple

_CLAUSE_END: Final = re.compile(r"[。!?\n;]")
_FUTURE: Final = re.compile(
    r"(?<![上中少大名干部武战健老宿主爱已即])将(?![近士军领帅才门])[^,。的]{0,8}$|拟|(?<!原先)预[计期定]|(?<!原)[定订]于|(?<!原)定在|有望|即将[在于]?$|准备|打算|可望|可能[在于会最将]"
    r"|或将|或[于在]|料[将于在]|希望[在能]|期望|推迟[到至]|延期?至|改期?至|截止日?期?|如果|一旦|倘若|争取[在于]?$"
)
_INTENDS: Final = re.compile(r"(?:计划|规划|安排)(?:最[早快])?[在于从将到]?.{0,4}$")
_WILL: Final = (
    "将(?:[会在于对与同赴就再被是有到派迎开表发公启宣投审举召访出会参离返登实生结进提接取重两首]"
    "|前往|面临|面对|闭幕|通过|抵达|至|临近|签署|签订|讨论|商讨|成为|恢复|停止|实施|执行|率|飞往|亮相|推出"
    "|向|从|由|不|继续|持续|陆续|全面|正式|首次|分别|共同|联合|卸任)"
)
_AHEAD: Final = re.compile(
    r"^(?:晚间?|[上下]午|凌晨|早[上晨]?)?[也都就仍再又]?(?:正式|继续|分别|再次)?"
    rf"(?:拟|有望|即将|预计|登场|上路|揭晓|开跑|{_WILL})"
)
"""What is to come, said right behind the date; 将 before a noun only marks the object (周四将两家公司列入名单)."""
_THEN: Final = re.compile(rf"^,[^,。;:\n示称说布道诺求议告悉调认为讯透露如若]{{1,8}}{_WILL}")
"""The same behind a date in front of its sentence (周四晚,双方将会谈), where nobody is said to say so."""
_PAST: Final = re.compile(r"曾|已|了|过|当时|被|原|在.{0,6}后")
_SPEECH: Final = re.compile(r"[^\s,。:]{2,12}(?:表示|指出|强调|说|称|认为)[,:]")
_SAYS: Final = re.compile(r"表示|指出|强调|说|称|认为")
_DATELINE: Final = re.compile(
    r"(?:(\d{1,2})月)?(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日"
    r"(?:(?:专|综合|外)?(?:电(?![话影视脑力商子台邀贺告信缆网动池气报])|讯(?![问号息]))| ?[-—]{1,2} )"
)
_SENT: Final = re.compile("日(?:专|综合|外)?[电讯 —-]")
"""What every dateline holds, looked for first."""

PUBLISHED: Final = "publish day"
"""`Time.anchor` of what is counted from the day of writing."""

_HEAD: Final = 60
"""How far from the beginning of its line a dateline stands at most."""
_SPOKEN: Final = 1500
"""How far behind a day's date words count as said on that day."""
_MEMORY: Final = 60
"""How many times back an anchor is looked for: enough for any sentence, and a bound for any text."""


class Anchor(NamedTuple):
    """A time of the text that others can hang on: its first and last day, where it stands, its name."""

    begin: dt.date
    end: dt.date
    precision: str
    start: int
    stop: int
    background: bool = False
    absolute: bool = False

    @property
    def name(self) -> str:
        return f"text:{self.start}-{self.stop}"


class Dateline(NamedTuple):
    """The date of a dateline, where it stands, and its day."""

    start: int
    stop: int
    day: dt.date


class Context:
    """The state of one reading. `text` is normalised; `backward` is set while X以来 is read."""

    def __init__(self, text: str, reference: dt.date | None, roc: bool = False) -> None:
        self.text, self.reference, self.roc = text, reference, roc
        self.anchors: list[Anchor] = []
        self.backward = False
        self._datelines: list[Dateline] = []
        self._ends = [match.end() for match in _CLAUSE_END.finditer(self.text)]
        if self.reference is not None:
            for match in _DATELINE.finditer(self.text) if _SENT.search(self.text) else ():
                day = self._dateline(match, self.reference)
                begin = match.start() - _HEAD
                head = self.text[self.text.rfind("\n", max(0, begin), match.start()) + 1 : match.start()]
                dashed = match[0].endswith(" ")
                if day is not None and len(head) < _HEAD and not (dashed and "路透" not in head and "社" not in head):
                    self._datelines.append(Dateline(match.start(), match.end(2) + 1, day))

    @staticmethod
    def _dateline(match: re.Match[str], reference: dt.date) -> dt.date | None:
        """The day of a dateline, if it is within a fortnight before the day of publication."""
        from .numerals import parse_number

        month, day = match[1], parse_number(match[2])
        for back in range(-1, 14):
            date = reference - dt.timedelta(days=back)
            if date.day == day and (month is None or date.month == int(month)):
                return date
        return None

    def now(self, at: int) -> dt.date | None:
        """The day of writing for the words at `at`: the dateline in force, else the publish day."""
        dateline = self._dateline_at(at)
        return self.reference if dateline is None else dateline.day

    def _dateline_at(self, at: int) -> Dateline | None:
        """The dateline in force at `at`: the last one before, else the first of the text."""
        if not self._datelines:
            return None
        index = bisect_right(self._datelines, at, key=lambda dateline: dateline.start)
        return self._datelines[max(index - 1, 0)]

    def writing(self, at: int) -> str:
        """What gives the day of writing for the words at `at`: `publish day`, or a dateline of another day.

        A dateline itself hangs on the publish day.
        """
        dateline = self._dateline_at(at)
        if dateline is None or dateline.day == self.reference or dateline.start <= at < dateline.stop:
            return PUBLISHED
        return f"text:{dateline.start}-{dateline.stop}"

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds `at`."""
        return bisect_right(self._ends, at)

    def sentence_start(self, at: int) -> int:
        """Where the sentence that holds `at` begins."""
        index = bisect_right(self._ends, at)
        return self._ends[index - 1] if index else 0

    def sentence_end(self, at: int) -> int:
        """Where the sentence that holds `at` ends."""
        index = bisect_right(self._ends, at)
        return self._ends[index] if index < len(self._ends) else len(self.text)

    def clause(self, start: int, end: int) -> tuple[str, str]:
        """The words of the clause before and behind an expression, at most 24 and 16 characters."""
        left = self.text[max(self.sentence_start(start), start - 24) : start]
        right = self.text[end : end + 16]
        left = left[max(left.rfind(char) for char in ",:") + 1 :]
        for char in ",。;\n!?":
            at = right.find(char)
            if at >= 0:
                right = right[:at]
        return left, right

    def future(self, start: int, end: int) -> bool:
        """Whether the clause speaks of what is to come; never while `backward` (X以来)."""
        if self.backward:
            return False
        left, right = self.clause(start, end)
        if _FUTURE.search(left) or _INTENDS.search(left) or _AHEAD.search(right):
            return True
        return self.text.startswith(",", end) and _THEN.search(self.text[end : end + 24]) is not None

    def past(self, start: int, end: int) -> bool:
        """Whether the clause speaks of what is over."""
        if self.backward:
            return True
        left, right = self.clause(start, end)
        return bool(_PAST.search(right) or left.endswith(("曾", "曾在", "曾于", "早在", "原定", "原定于", "原定在")))

    def spoken_on(self, at: int) -> Anchor | None:
        """The day, given by its date in the same paragraph, on which the words at `at` are being said."""
        paragraph = self.text.rfind("\n", max(0, at - _SPOKEN), at) + 1
        if _SPEECH.match(self.text, paragraph, at):
            paragraph = 0
        for anchor in self.anchors[: -_MEMORY - 1 : -1]:
            if anchor.start < paragraph or at - anchor.start > _SPOKEN:
                return None
            if anchor.absolute and anchor.precision == "day":
                said = _SAYS.search(self.text, anchor.stop, at)
                return anchor if said else None
        return None

    def last(self, at: int, precisions: frozenset[str], reach: int = 3, background: bool = False) -> Anchor | None:
        """The latest time before `at` of one of the precisions, within `reach` sentences.

        Times in the background (继…, 较…, 自…) are what nothing else hangs on; they count only
        where `background` asks for them.
        """
        here = self.sentence(at)
        for anchor in self.anchors[: -_MEMORY - 1 : -1]:
            away = here - self.sentence(anchor.start)
            if away > reach:
                break
            if anchor.precision in precisions and anchor.start < at and (background or not anchor.background):
                return anchor
        return None
