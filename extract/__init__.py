"""ONE article → `ArticleRecord`. Knows no graph, no network, no clock.

    Article → sentences → times → mentions and actors → events = ArticleRecord

The rooms are joined only here: `reading` and `time` and `actors` know nothing of each other,
`events` knows the findings of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..records import FORMAT_VERSION, Article, ArticleRecord

if TYPE_CHECKING:
    from .actors import Lexicon, Voice

EXTRACTOR: Final = "jishi 0.1.0"
"""Name and version of the extractor, kept with every record as provenance."""


def extract(article: Article, lexicon: Lexicon | None = None, *, voice: Voice | None = None) -> ArticleRecord:
    """Everything that can be found in one article.

    Args:
        article: as `reading` gives it.
        lexicon: what is known of actors; jishi's own when None.
        voice: who is asked about uncertain names, such as a neural tagger; jieba when None.
    """
    from .actors import default_lexicon, find_actors
    from .events import find_events
    from .sentences import split_sentences
    from .time import find_times

    sentences = split_sentences(article.text)
    times = find_times(article)
    mentions, actors = find_actors(article, sentences, times, lexicon or default_lexicon(), voice=voice)
    events = find_events(article, sentences, times, mentions, actors)
    return ArticleRecord(
        format=FORMAT_VERSION,
        extractor=EXTRACTOR,
        times=tuple(times),
        mentions=tuple(mentions),
        actors=tuple(actors),
        events=tuple(events),
        **{field: getattr(article, field) for field in Article.__struct_fields__},
    )
