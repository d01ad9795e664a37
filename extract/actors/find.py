"""From an article to its mentions and actors."""

from __future__ import annotations

from typing import Final

from ...records import Actor, Article, Mention, Time
from ..normalize import normalize
from ..sentences import Sentence
from .brackets import add_aliases, read_latin_brackets
from .cues import cue
from .doubts import add_heard_names, settle_doubts
from .emit import emit
from .filters import drop_sources
from .focus import resolve_focus
from .groups import find_groups, resolve_groups
from .identity import link_people
from .introduced import read_introduced
from .lexicon import Lexicon
from .longer import join_longer_names
from .model import Doc, Ref
from .names import NAMED_AFTER, find_names, find_repeats, stands_as_name
from .offices import acts
from .orgs import find_organizations
from .owners import merge_short_forms, resolve_names
from .places import GOVERNED, join_places
from .presence import drop_bystanders
from .segment import Token, segmenter_of
from .sides import join_sides
from .titles import read_titles
from .torn import mend_torn
from .voices import Voice, jieba_voice


def find_actors(
    article: Article, sentences: list[Sentence], times: list[Time], lexicon: Lexicon, *, voice: Voice | None = None
) -> tuple[list[Mention], list[Actor]]:
    """The mentions of an article in order, and the actors they name.

    Args:
        article, sentences, times, lexicon: the text, what was found in it, and what is known.
        voice: who is asked about names that are uncertain; jieba when None.
    """
    norm = normalize(article.text)
    segmenter = segmenter_of(lexicon)
    words = join_sides(join_places(segmenter.tokens(norm), lexicon), lexicon)
    tokens = find_organizations(mend_torn(join_longer_names(words, lexicon), lexicon), lexicon)
    doc = Doc(article, norm, lexicon, segmenter, tokens, sentences, times)
    used = read_titles(doc)
    find_groups(doc, used)
    find_names(doc, used)
    for i in _referring(tokens):
        if i not in used and not _everyday(doc, i) and not lexicon.clashes(norm, tokens[i].start, tokens[i].end):
            _read_token(doc, tokens[i])
    voice = voice or jieba_voice(lexicon)
    settle_doubts(doc, voice)
    add_heard_names(doc, voice)
    find_repeats(doc)
    resolve_groups(doc)
    resolve_names(doc)
    merge_short_forms(doc)
    read_introduced(doc)
    read_latin_brackets(doc)
    link_people(doc)
    resolve_focus(doc)
    drop_sources(doc)
    drop_bystanders(doc)
    add_aliases(doc)
    return emit(doc)


def _referring(tokens: list[Token]) -> list[int]:
    """The words with a form and those that may refer to somebody without one; most words do neither."""
    return [
        i
        for i, token in enumerate(tokens)
        if token.form is not None or token.tag == "ns" or token.text in _NAMELESS or token.tag[:4] == "org:"
    ]


_BODIES: Final = cue("bodies.heads") | cue("bodies.sides")
_NAMELESS: Final = _BODIES | {"他", "她", "其"}
"""Common nouns and pronouns that may refer to an actor."""


def _everyday(doc: Doc, i: int) -> bool:
    """A person's name that is an everyday word, and stands as one."""
    token = doc.tokens[i]
    if not token.entities:
        return False
    tag = doc.lexicon.tags.get(token.text, "nr")
    if len(token.text) > 2 and token.text[0] in doc.lexicon.surnames:
        return False  # 周恩来 is no everyday word, whatever its tag
    if tag.startswith(("nr", "ns", "nz", "nt")) or doc.lexicon.words[token.text] < -145:
        return False
    if token.text in doc.lexicon.own_forms:
        return False
    kinds = {doc.lexicon.entities[index].type for index, _ in token.entities}
    return kinds == {"person"} and not stands_as_name(doc, i)


def _read_token(doc: Doc, token: Token) -> None:
    lexicon = doc.lexicon
    people = tuple(pair for pair in token.entities if lexicon.entities[pair[0]].type == "person")
    others = tuple(pair for pair in token.entities if lexicon.entities[pair[0]].type != "person")
    if token.text in ("他", "她", "其"):
        doc.refs.append(Ref(token.start, token.end, "person", "pronoun", "pronoun"))
    elif token.tag == "ns" and not token.form and len(token.text) > 1:
        # A town or county may act; of other words for places nobody says what they are.
        form = "name" if len(token.text) > 2 and token.text.endswith(GOVERNED) else "place"
        doc.refs.append(Ref(token.start, token.end, "place", form, "ns", token.text))
    elif token.form and token.form.group and not token.tag.startswith("org:"):
        doc.refs.append(Ref(token.start, token.end, "country", "group_form", "group", token.text))
    elif not token.entities and token.text in _BODIES:
        if acts(doc, token.start, token.end):
            kind = "group" if token.text in cue("bodies.sides") else "organization"
            doc.refs.append(Ref(token.start, token.end, kind, "name", "body", token.text))
    elif others:
        kind = lexicon.entities[others[0][0]].type
        doc.refs.append(Ref(token.start, token.end, kind, "name", "lexicon", token.text, others, owner=token.owner))
    elif people and NAMED_AFTER.match(doc.norm, token.end) is None:
        doc.refs.append(Ref(token.start, token.end, "person", "name", "lexicon", token.text, people))
    elif token.tag.startswith("org:"):
        doc.refs.append(Ref(token.start, token.end, "organization", "name", "suffix", token.text, owner=token.owner))
