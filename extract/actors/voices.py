"""Second opinions on where words begin and end: jieba by default, any tagger by the same interface.

Our own cut makes up names that no table holds. A `Voice` is asked about the clauses where such a
name is uncertain (see `doubts`), and, if it says that it finds names by itself, about every sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from ...errors import DataError
from .letters import is_han

if TYPE_CHECKING:
    from jieba import Tokenizer  # type: ignore[import-untyped]

    from .lexicon import Lexicon


class Word(NamedTuple):
    """A word of a voice's cut.

    `tag` is a part of speech in jieba's letters (`nr` a person, `ns` a place, `nt` an organisation,
    other `n…` nouns, `v…` verbs …), empty where the voice only guesses that this is a word.
    """

    text: str
    tag: str


class Voice(Protocol):
    """Cuts a piece of normalised text into words.

    `finds_names` says that its `nr`, `ns` and `nt` are names found by reading the sentence, so that
    they count where jishi has found nothing; it is then asked about every sentence.
    """

    finds_names: bool

    def cut(self, text: str) -> list[Word]:
        """The words of a text in order; joined they are the text."""
        ...


def words_of(voice: Voice, text: str) -> list[Word]:
    """What a voice cuts a text into; raises `DataError` where the words do not join to the text again.

    Every offset is counted by the words' lengths, so that a word more or less would move all names behind it.
    """
    words = voice.cut(text)
    if "".join(word.text for word in words) != text:
        raise DataError(
            "the words are not the text that was asked about",
            where=type(voice).__name__,
            mend="Let `cut` give back every character, blanks included, in order.",
        )
    return words


class JiebaVoice:
    """jieba's own segmentation over its whole dictionary, with the lexicon's forms in front of it.

    jieba and its dictionary are loaded when the first question is asked. Words that jieba does not
    hold are left as single characters (its guesses at them are not asked for: in news they run into
    the verb behind a name more often than ours do).
    """

    finds_names = False

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tags: dict[str, str] = {}
        self._tokenizer: Tokenizer | None = None

    def cut(self, text: str) -> list[Word]:
        if self._tokenizer is None:
            self._tokenizer = self._load()
        return [Word(word, self._tags.get(word, "")) for word in self._tokenizer.cut(text, HMM=False)]

    def _load(self) -> Tokenizer:
        """A tokenizer of our own: jieba's shared one, and its cache file, are left alone."""
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as file:
            cells = file.read().decode("utf-8").split()  # word, count, tag, word, count, tag …
        counts = dict(zip(cells[0::3], map(int, cells[1::3]), strict=True))
        total = sum(counts.values())
        self._tags = dict(zip(cells[0::3], cells[2::3], strict=True))
        for form, known in self._lexicon.forms.items():
            if len(form) > 1 and is_han(form[0]):
                counts[form] = max(counts.get(form, 0), _COUNT if len(form) > 2 else _SHORT_COUNT)
                self._tags.setdefault(form, "n" if known.title or known.group else "nz")
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = counts, total, True
        tokenizer.get_DAG = partial(_word_graph, counts)
        tokenizer.calc = partial(_likeliest, counts, math.log(total))
        return tokenizer


def _word_graph(counts: Mapping[str, int], text: str) -> dict[int, list[int]]:
    """Where the words end that begin at each character, as jieba's own method gives it.

    jieba looks on as long as what it has read begins some word; to look at every short piece gives
    the same graph and spares the third of a million beginnings.
    """
    graph = {}
    for start in range(len(text)):
        stop = min(start + _LONGEST, len(text))
        ends = [end - 1 for end in range(start + 1, stop + 1) if counts.get(text[start:end])]
        graph[start] = ends or [start]
    return graph


def _likeliest(
    counts: Mapping[str, int], log_total: float, text: str, graph: dict[int, list[int]], route: dict[int, object]
) -> None:
    """Sets the likeliest way from each character to the end of the text, as jieba's own method does it."""
    score = [0.0] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        ways = [
            (math.log(counts.get(text[start : end + 1]) or 1) - log_total + score[end + 1], end) for end in graph[start]
        ]
        route[start] = best = max(ways)
        score[start] = best[0]


_LONGEST: Final = 16
_COUNT: Final = 1000
_SHORT_COUNT: Final = 100
"""Counts given to the lexicon's forms in jieba's dictionary (60 million words)."""


@lru_cache(maxsize=4)
def jieba_voice(lexicon: Lexicon) -> JiebaVoice:
    """The voice for a lexicon, kept for the next article."""
    return JiebaVoice(lexicon)
