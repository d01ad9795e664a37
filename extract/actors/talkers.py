"""Who speaks and is nobody known: the subject of a verb of saying that no reference covers.

The words between the beginning of a clause and a verb of saying, without times, adverbs and phrases
(在声明中, 对此) at either end, are a speaker where they end in a noun for people or bodies, in a
surname with 先生 and the like, or are a name in Latin letters or one that the cut takes for a name.
该公司 is the body named before.
"""

from __future__ import annotations

import re
from typing import Final

from ..normalize import normalize
from ..scanning import alternatives
from .cues import cue
from .model import Doc, Draft, Ref
from .subjects import ONE, cover
from .thatbody import body_before


def _any(name: str) -> str:
    """An expression for any word of a list, the longest first."""
    return "|".join(sorted(cue(name), key=lambda word: (-len(word), word)))


_VERB: Final = re.compile(
    alternatives(
        (
            f"(?:{_any('talkers.says')})(?![的者书信性中里])",
            "(?:发表|发布|公布)(?:声明|公告|通告|新闻稿)(?:称|说|指|表示)?",
            "(?:声明|公告|通报|报告)(?:称|说|指)",
            "(?:称|说|指)(?=[,:“「。])",
            "(?:解释|补充|回忆|评论|分析|总结|报告|回答|答复)[说称道]",
        )
    )
)
"""Verbs of saying, in the normal form of the text."""
_ASKS: Final = re.compile(_VERB.pattern + f"|{_any('talkers.asks')}")
"""Verbs whose object the last noun would be: 要求警方说明."""
_EDGE: Final = frozenset('。!?,;:、“”「」『』\n"…')
_LEAD: Final = re.compile(
    "(?:而|但|但是|不过|此外|另外|同时|其中|另|据|根据|还有|也有|亦有|另有|有|连|因此|所以|目前|对此|随后|当地时间|然而|与此同时|当时|至于|例如|比如|近日|日前|此前|早前|其后|接着)"
)
_TAIL: Final = re.compile(
    "(?:[也都则还又并均就却亦曾已再更仍续便]|闻言|严正|已经|再次|一致|普遍|大多|纷纷|随后|之后|另外|同时|此前|稍后|早前|日前|近日|当天|当日|今天|昨天|昨日|今日|当时|进一步|强烈|公开"
    "|明确|严厉|一再|多次|最后|事后|会后|对此|就此|为此|随即|一直|主动|坚决|郑重|首次|共同|联合|分别|特别|反复|后来|最近|[一-鿿]{2,3}地|星期[一二三四五六日天]|周[一二三四五六日天]|[上下]午|晚间?|[早晚]上)$"
)
_LONGEST_TAIL: Final = 6
"""No word of `_TAIL` has more code points."""
_PHRASE: Final = re.compile("在|于|对|就|向|针对|接受|通过|透过|以|应询|被问|谈到|谈及|提到")
_HEAD: Final = re.compile(f"(?P<people>(?:{_any('talkers.people')})们?)$|(?P<body>{_any('talkers.bodies')})$")
_CALLED: Final = re.compile("(?<![一-鿿]{9})[一-鿿](?:先生|女士|小姐|太太|姓[一-鿿]{2,4}|某某?)$")
_LATIN: Final = re.compile("[A-Z][A-Za-z.&'’-]+(?: [A-Z][A-Za-z.&'’-]+){0,3}")
_THAT: Final = re.compile("[该本]((?:中)?[一-鿿]{1,4})")
_NOBODY: Final = re.compile(
    "消息人士|知情人士?|消息灵通|(?:业内|有关|相关|圈内)人士|熟悉[^,]*人士|有人|匿名|媒体|记者|作者|编辑|网站"
)
_WITHHELD: Final = re.compile(
    "(?:不愿|不願|不想|不便|要求|拒绝)(?:透露|公开|披露|具|意?具)?(?:姓名|身份|名字|匿名|名)?的|不具名的?|未具名的?"
)
_ONE_PERSON: Final = re.compile("发言人$|驻[^们等]+代表$|^[一-鿿]姓")
"""One who speaks or is posted for others, or is known by a surname alone."""
_COUNT: Final = re.compile(
    "(?:(?:该国?|其)(?=..))?(?:(?:[0-9]+|[一二两三四五六七八九十几多数]+)岁的|"
    "(?:[一二两三四五六七八九十几多数0-9]+|许多|不少|很多|部分|有些|一些|约|近)?[名位个家批些间](?!人)|许多|不少|很多|部分|有些|一些)?"
)
"""A number, an age, or 该 in front, without which a speaker is known."""
_WORDS: Final = (
    *("n", "b", "j", "l", "s", "f", "vn", "an", "uj", "m", "q", "k"),
    *("form", "org", "eng", "foreign", "chinese"),
)
"""Tags that words of a noun phrase begin with."""
_NAMES: Final = ("chinese", "foreign")
_LONGEST: Final = 18
_FAR: Final = 36
"""Code points of a noun phrase, and of a clause up to its verb."""
_FIRM: Final = re.compile(f"(?:{_any('talkers.firms')})$")
"""Nouns in front of a Latin name that is no person's."""
_BARE_OUT: Final = cue("talkers.bare")
"""Heads that stand for nobody without a word in front."""


def find_talkers(doc: Doc) -> None:
    """Adds a reference for each subject of a verb of saying that is a speaker and that none covers yet."""
    known = {ref.end for ref in doc.refs if ref.keys and ref.form != "inside"}
    known |= {ref.end for ref in doc.refs if len(ref.entities) > 1 and ref.type == "organization"}  # whose 外交部?
    # A name whose end a voice has moved is not read again in its longer form.
    people = [ref for ref in doc.refs if ref.type == "person"]
    cut = {ref.name_span[0] if ref.name_span else ref.start for ref in people}
    taken: set[int] = set()
    for match in _VERB.finditer(doc.norm):
        span = _subject(doc, match.start())
        if span is None or span[1] in known or span[1] in taken:
            continue
        name = doc.ending.get(span[1])
        if name is not None and name.tag in _NAMES and name.start in cut:
            continue
        if _add(doc, *span):
            taken.add(span[1])
    if taken:
        doc.refs.sort(key=lambda r: (r.start, -r.end))


def _subject(doc: Doc, verb: int) -> tuple[int, int] | None:
    """The span of the words that speak in front of a verb, None when they are no noun phrase for a speaker."""
    norm = doc.norm
    start = verb
    while start > 0 and verb - start < _FAR and norm[start - 1] not in _EDGE:
        start -= 1
    whole = start == 0 or norm[start - 1] in _EDGE
    low, high = _without_lead(doc, start, verb), _without_tail(doc, start, verb)
    for end in [high, *(_without_tail(doc, start, low + m.start()) for m in _PHRASE.finditer(norm[low:high]))]:
        if (name := _new_name(doc, low, end)) is not None:
            return name, end  # 某党某某说: a name that only the verb shows to be one
        if whole and low < end <= low + _LONGEST and norm[low] != "的" and _is_speaker(doc, low, end):
            return low, end
        of = norm.rfind("的", low, end) + 1
        if low < of < end and _is_speaker(doc, of, end):
            return of, end  # 总部位于某市的人权组织
    return None


def _new_name(doc: Doc, low: int, end: int) -> int | None:
    """Where a name begins that ends there and is no word of the dictionary, None when there is none."""
    name = doc.ending.get(end)
    if name is None or name.tag not in _NAMES or name.start < low or _ASKS.search(doc.norm, low, end):
        return None
    if not doc.lexicon.tags.get(name.text, "nr").startswith("nr"):
        return None
    before = doc.ending.get(name.start) if name.start > low else None
    if before is None:
        return name.start
    noun = before.tag.startswith(("n", "j", "l", "org", "form")) and before.tag not in ("ns", "nr")
    return name.start if noun and len(before.text) > 1 and "·" not in doc.norm[low : name.start] else None


def _without_lead(doc: Doc, start: int, end: int) -> int:
    """The offset behind times, blanks and connectives at the beginning."""
    times = doc.times_from
    while start < end:
        if start in times and times[start] <= end:
            start = times[start]
        elif doc.norm[start] in " \t　":
            start += 1
        elif lead := _LEAD.match(doc.norm, start, end):
            start = lead.end()
        else:
            break
    return start


def _without_tail(doc: Doc, start: int, end: int) -> int:
    """The offset in front of times, adverbs and brackets at the end."""
    times = doc.times_to
    while end > start:
        if end in times and times[end] >= start:
            end = times[end]
        elif doc.norm[end - 1] == " ":
            end -= 1
        elif doc.norm[end - 1] == ")" and (opened := doc.norm.rfind("(", start, end)) > start:
            end = opened
        elif tail := _TAIL.search(doc.norm, max(start, end - _LONGEST_TAIL), end):
            end = tail.start()
        else:
            break
    return end


def _is_speaker(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a noun phrase that may speak."""
    words = doc.norm[start:end]
    if _NOBODY.search(words) or _ASKS.search(_WITHHELD.sub("", words)):
        return False
    if _LATIN.fullmatch(words) or _THAT.fullmatch(words):
        return True
    plain = _WITHHELD.search(words)
    head = _HEAD.search(words) or _CALLED.search(words) or (_LATIN.search(words) if words[-1].isascii() else None)
    if head is None or head.end() != len(words):
        return False
    bare = _COUNT.sub("", words, count=1)
    if (head.group() in _BARE_OUT and bare == head.group()) or words.startswith(("一份", "这份")):
        return False
    tokens = [t for t in doc.over(start, end) if plain is None or t.start >= start + plain.end()]
    if not tokens or tokens[-1].end > end or (plain is None and tokens[0].start < start):
        return False
    return all(
        t.tag.startswith(_WORDS)
        or t.is_title
        or t.end > start + head.start()
        or t.text in "驻前该其"
        or (n > 0 and t.tag == "v" and len(t.text) > 1 and "的" not in doc.norm[t.end : end])
        for n, t in enumerate(tokens)
    )


def _add(doc: Doc, start: int, end: int) -> bool:
    """Adds the reference; False when 该… has nobody to stand for."""
    norm = doc.norm
    words = norm[start:end]
    that = _THAT.fullmatch(words)
    if that:
        key = body_before(doc, start, that.group(1))
        if key is None:
            return False
        doc.refs.append(Ref(start, end, doc.drafts[key].type, "short", "that body", words, keys=(key,)))
        return True
    inner = [
        r for r in doc.refs if r.keys and r.type == "person" and start <= r.start and norm[r.end : r.end + 1] == "的"
    ]
    start = max([start, *(r.end + 1 for r in inner if r.end + 1 < end)])
    shown = _shown(norm, start, end)
    key = _same(doc, start, shown, end)
    if key is None:
        if norm[shown:end] == "发言人":
            return False
        name, kind = _name_of(doc, shown, end), _kind(doc, start, shown, end)
        key = f"{kind}:{normalize(name)}"
        doc.drafts.setdefault(key, Draft(key, name, kind, score=0.6, rule="unnamed speaker"))
    ref = Ref(
        start, end, doc.drafts[key].type, "group", "unnamed", norm[shown:end], keys=(key,), name_span=(shown, end)
    )
    cover(doc, start, end, ref)
    doc.refs.append(ref)
    return True


def _shown(norm: str, start: int, end: int) -> int:
    """Where the words begin by which the speaker is known: behind numbers, 不愿具名的, and what a Latin name is."""
    withheld = _WITHHELD.search(norm, start, end)
    if withheld:
        start = withheld.end()
    count = _COUNT.match(norm, start, end)
    if count and count.end() < end:
        start = count.end()
    latin = _LATIN.search(norm, start, end)
    if (
        latin
        and latin.end() == end
        and (_FIRM.search(norm, start, latin.start()) or _HEAD.search(norm, start, latin.start()))
    ):
        return latin.start()
    return start


def _name_of(doc: Doc, shown: int, end: int) -> str:
    """The words as printed; a Latin name in full where the text has it before (Ong: David Ong)."""
    words = doc.article.text[shown:end]
    names = _full_names(doc, words, shown)
    return names.pop() if len(names) == 1 else words


def _full_names(doc: Doc, words: str, shown: int) -> set[str]:
    """The longer Latin names of the text in front that have the words, one word, as their first or last part."""
    if not words.isascii() or " " in words:
        return set()
    one, own = "[A-Z][a-z][A-Za-z.'’-]*", re.escape(words)
    full = re.finditer(rf"(?<![A-Za-z])(?:(?:{one} ){{1,2}}{own}(?![A-Za-z])|{own}(?: {one}){{1,2}})", doc.norm[:shown])
    return {match.group() for match in full}


def _same(doc: Doc, start: int, shown: int, end: int) -> str | None:
    """Who spoke before under the same office, where no more than the office is said now (发言人, 该官员)."""
    head = doc.norm[shown:end]
    if _HEAD.fullmatch(head) is None or ONE.search(doc.norm, start, shown):
        return None
    for ref in sorted((r for r in doc.refs if r.end <= start and len(r.keys) == 1), key=lambda r: -r.end):
        if ref.rule == "unnamed" and doc.norm[ref.start : ref.end].endswith(head):
            return ref.keys[0]
        if ref.type == "person" and any(title.core == head for title in ref.titles):
            return ref.keys[0]
    return None


def _kind(doc: Doc, start: int, shown: int, end: int) -> str:
    """person, group or organization, by the words."""
    words = doc.norm[shown:end]
    last = doc.ending.get(end)
    if last is not None and last.tag in _NAMES and last.start == shown:
        return "person"
    if _LATIN.fullmatch(words):
        person = " " in words or bool(_full_names(doc, words, shown)) or shown > start
        return "person" if person and not _FIRM.search(doc.norm, start, shown) else "organization"
    head = _HEAD.search(words)
    if head is None or ONE.search(doc.norm, start, shown + 1) or _ONE_PERSON.search(words):
        return "person"
    return "organization" if head.group("body") else "group"
