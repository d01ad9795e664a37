"""What is known of actors: forms, offices, tenures, groups, titles, and who held what when."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import ahocorasick_rs as ac

from ...errors import DataError
from ..normalize import normalize
from .compiling import build_compiled, covers_same, decode
from .forms import FULL, LOWER, SHARED, TRADES, Compiled, Entity, Form, Office, Tenure
from .tenures import covers, touches
from .userrows import UserRow, read_user_rows


class Lexicon:
    """Forms with what they may mean, offices with their holders; immutable once made.

    Args:
        compiled: the content of the tables.
        rows: a user's own rows; their forms come before jishi's.
        pins: form → Wikidata id (or an entity's key) that it always means, as of an overrides file.
    """

    def __init__(self, compiled: Compiled, rows: Sequence[UserRow] = (), pins: Mapping[str, str] | None = None) -> None:
        self._compiled = compiled
        self.entities: list[Entity] = list(compiled.entities)
        self.index: dict[str, int] = {entity.key: i for i, entity in enumerate(self.entities)}
        self._own: dict[str, tuple[tuple[int, int], ...]] = {}
        for row in rows:
            self._add_row(row)
        self.pins: dict[str, int] = {}
        for form, key in (pins or {}).items():
            self._pin(normalize(form).translate(LOWER), key)

    def _add_row(self, row: UserRow) -> None:
        key = row.qid or f"{row.type}:{row.name}"
        entity = Entity(key, row.type, row.name, row.qid, row.country, "user", "", "", 1000)
        if key not in self.index:
            self.index[key] = len(self.entities)
            self.entities.append(entity)
        elif self.entities[self.index[key]].type != row.type:
            self.entities[self.index[key]] = entity  # the user knows better what bears this id
        for form in (row.name, *row.aliases):
            self._own[normalize(form).translate(LOWER)] = ((self.index[key], FULL),)

    def _pin(self, form: str, key: str) -> None:
        if key not in self.index:
            qid = key if key[:1] == "Q" and key[1:].isdigit() else ""
            known = self._compiled.forms.get(form, Form()).entities
            kind = self.entities[known[0][0]].type if known else "person"
            self.index[key] = len(self.entities)
            self.entities.append(Entity(key, kind, form, qid, "", "user", "", "", 1000))
        self.pins[form] = self.index[key]
        self._own[form] = ((self.index[key], FULL),)

    def with_pins(self, pins: Mapping[str, str]) -> Lexicon:
        """The same lexicon with names tied to ids: the hook of an overrides file."""
        copy = Lexicon(self._compiled)
        copy.entities, copy.index = list(self.entities), dict(self.index)
        copy._own, copy.pins = dict(self._own), dict(self.pins)
        for form, key in pins.items():
            copy._pin(normalize(form).translate(LOWER), key)
        return copy

    # ------------------------------------------------------------ forms

    def meanings(self, form: str) -> tuple[tuple[int, int], ...]:
        """The entities that a normalised form may mean, the user's own first, with sureness."""
        found = self.forms.get(form.translate(LOWER))
        return found.entities if found else ()

    @cached_property
    def _names(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for text, form in self._compiled.forms.items():
            if len(form.entities) == 1 and form.entities[0][1] < SHARED and len(text) > 2 and not text.isascii():
                found.setdefault(form.entities[0][0], []).append(text)
        return found

    def own_names(self, entity: int) -> list[str]:
        """The forms of three and more characters that mean this entity alone."""
        return self._names.get(entity, [])

    @cached_property
    def latin_names(self) -> dict[int, list[str]]:
        """Entity → its forms in Latin letters, in small letters, of three letters and more."""
        found: dict[int, list[str]] = {}
        for text, form in self.forms.items():
            if text.isascii() and len(text) > 2:
                for entity, _ in form.entities:
                    found.setdefault(entity, []).append(text)
        return found

    @cached_property
    def forms(self) -> dict[str, Form]:
        """Every normalised form that matching looks for; the user's own replace jishi's."""
        own = {key: Form(entities) for key, entities in self._own.items()}
        return {**self._compiled.forms, **own} if own else self._compiled.forms

    def form(self, text: str) -> Form | None:
        """What a piece of normalised text may be; Latin letters in any case."""
        return self.forms.get(text.translate(LOWER))

    @property
    def own_forms(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The user's own forms and pins, which come before all others."""
        return self._own

    @cached_property
    def matcher(self) -> tuple[ac.AhoCorasick, list[str]]:
        """The automaton over forms, and over the words that `word_ends` leaves out; the texts behind its indexes.

        The other words are looked up by their ends: an automaton over them too would take longer to build than
        all else that is loaded, and finds them no faster.
        """
        patterns = list(self.forms)
        patterns += [word for word in self.words if word.endswith(TRADES) and word not in self.forms]
        automaton = ac.AhoCorasick(
            patterns,
            matchkind=ac.MatchKind.Standard,
            store_patterns=False,
            implementation=ac.Implementation.ContiguousNFA,  # a DFA takes far more memory and is no faster
        )
        return automaton, patterns

    @cached_property
    def word_ends(self) -> dict[str, tuple[int, ...]]:
        """Two characters → the lengths of longer common words that end with them; none for the ends in `TRADES`."""
        return self._compiled.words.by_end()

    @property
    def chars(self) -> dict[str, list[str]]:
        """One-character country forms → ISO codes they may stand for (美 → US)."""
        return self._compiled.chars

    @property
    def titles(self) -> dict[str, tuple[str, int]]:
        """Title → (kind, 1 for a modifier such as 前)."""
        return self._compiled.titles

    @property
    def surnames(self) -> dict[str, int]:
        """Surname → ten times the logarithm of its share among surnames."""
        return self._compiled.surnames

    @property
    def given(self) -> dict[str, int]:
        """Character of Chinese given names → ten times the logarithm of its share."""
        return self._compiled.given

    @property
    def translit(self) -> dict[str, int]:
        """Character of transliterated names → ten times the logarithm of its share."""
        return self._compiled.translit

    @cached_property
    def words(self) -> dict[str, int]:
        """Common word → ten times the logarithm of its share in running text, after jieba's dictionary."""
        return self._compiled.words.by_score()

    @cached_property
    def tags(self) -> dict[str, str]:
        """Common word → jieba's tag."""
        return self._compiled.words.by_tag(self.words)

    @cached_property
    def name_edges(self) -> tuple[frozenset[str], frozenset[str]]:
        """The characters with which transliterated names were seen to begin, and to end."""
        first, last = self._compiled.edges
        return frozenset(first), frozenset(last)

    @property
    def org_suffixes(self) -> dict[str, str]:
        """Endings of organisations' names → kind."""
        return self._compiled.org_suffixes

    @cached_property
    def org_ends(self) -> frozenset[str]:
        """The last characters of those endings, and of 当局."""
        return frozenset(suffix[-1] for suffix in (*self.org_suffixes, "当局", "政府"))

    @cached_property
    def group_ends(self) -> frozenset[str]:
        """The last characters of nouns for people in the plural."""
        return frozenset(head[-1] for head in self.group_heads)

    @property
    def group_heads(self) -> dict[str, str]:
        """Nouns for people in the plural (居民, 官员) → kind."""
        return self._compiled.group_heads

    def clashes(self, norm: str, start: int, end: int) -> bool:
        """Whether a form that is an everyday word too stands as that word here (see `clashes.tsv`)."""
        clash = self._compiled.clashes.get(norm[start:end])
        if clash is None or norm[start:end] in self._own:
            return False
        before, after, needs = clash
        if needs and not re.search(needs, norm):
            return True
        return bool((before and re.search(f"(?:{before})$", norm[:start])) or (after and re.match(after, norm[end:])))

    def gender(self, key: str) -> str:
        """f or m for a person whose gender is known, else empty."""
        return self._compiled.genders.get(key, "")

    # ------------------------------------------------------------ countries

    @cached_property
    def country_index(self) -> dict[str, int]:
        """ISO code → entity."""
        return {e.country: i for i, e in enumerate(self.entities) if e.kind == "state"}

    def country_of(self, form: str) -> str | None:
        """The ISO code of a normalised country form, else None."""
        return self._compiled.country_forms.get(form)

    # ------------------------------------------------------------ offices

    @cached_property
    def office_titles(self) -> dict[str, list[Office]]:
        """Normalised title → offices of all jurisdictions that bear it."""
        found: dict[str, list[Office]] = {}
        for office in self._compiled.offices:
            for title in office.titles:
                found.setdefault(title, []).append(office)
        return found

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {office.id: office for office in self._compiled.offices}

    @cached_property
    def _by_jurisdiction(self) -> dict[str, list[Office]]:
        found: dict[str, list[Office]] = {}
        for office in self._compiled.offices:
            found.setdefault(office.jurisdiction, []).append(office)
        return found

    @cached_property
    def _by_office(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self._compiled.tenures:
            found.setdefault(tenure.office, []).append(tenure)
        return found

    @cached_property
    def _by_holder(self) -> dict[int, list[Tenure]]:
        found: dict[int, list[Tenure]] = {}
        for tenure in self._compiled.tenures:
            found.setdefault(tenure.entity, []).append(tenure)
        return found

    def offices_of(self, jurisdiction: str, title: str) -> list[Office]:
        """The offices of a country (ISO code) that a normalised title names."""
        return [office for office in self.office_titles.get(title, ()) if office.jurisdiction == jurisdiction]

    def offices_at_level(self, jurisdiction: str, level: str) -> list[Office]:
        """The offices of a country at a level such as `head_of_state`."""
        return [office for office in self._by_jurisdiction.get(jurisdiction, ()) if level in office.levels]

    def tenures_of(self, entity: int) -> list[tuple[Tenure, Office]]:
        """What a person held, with the offices."""
        return [(t, self._offices[t.office]) for t in self._by_holder.get(entity, ()) if t.office in self._offices]

    def holders(self, offices: Iterable[Office], day: str) -> list[int]:
        """Who held one of the offices on a day (`YYYY-MM-DD`).

        Where several tenures can cover the day because their ends are known to the month or year
        only, those that surely cover it are kept. An open tenure is not trusted more than a year
        and a half past the day to which it was known.
        """
        possible: list[int] = []
        sure: list[int] = []
        for office in offices:
            for tenure in self._by_office.get(office.id, ()):
                if not covers(tenure, day, surely=False):
                    continue
                possible.append(tenure.entity)
                if covers(tenure, day, surely=True):
                    sure.append(tenure.entity)
        return list(dict.fromkeys(sure or possible))

    def has_holders(self, office: Office) -> bool:
        """Whether the tables know anybody who held an office."""
        return office.id in self._by_office

    def holder(self, offices: Iterable[Office], day: str | None, last: str | None = None) -> int | None:
        """The one holder on a day, or None when there is none, or more than one, or no day.

        With `last` the one who surely held it on all days from `day` to `last`, and nobody else on any.
        """
        if day is None:
            return None
        if last in (None, day):
            found = self.holders(offices, day)
            return found[0] if len(found) == 1 else None
        inside = [t for office in offices for t in self._by_office.get(office.id, ()) if touches(t, day, last or day)]
        whole = [t for t in inside if covers(t, day, surely=True) and covers(t, last or day, surely=True)]
        return whole[0].entity if whole and len({t.entity for t in inside}) == 1 else None


def _folder() -> Path:
    with importlib.resources.as_file(importlib.resources.files("jishi.extract.lexicon")) as folder:
        return Path(folder)


@lru_cache(maxsize=1)
def _compiled() -> Compiled:
    """The compiled form, made anew when it is missing or not that of the tables beside it."""
    folder = _folder()
    data = (folder / "lexicon.bin").read_bytes() if (folder / "lexicon.bin").exists() else b""
    if not covers_same(data, folder):
        return build_compiled(folder)
    return decode(data)


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """jishi's own knowledge of actors."""
    return Lexicon(_compiled())


def load_lexicon(extra: Sequence[Path], problems: list[DataError] | None = None) -> Lexicon:
    """jishi's own knowledge with a user's tables in front of it.

    Args:
        extra: TSV files; see `userrows.read_user_rows` for their form.
        problems: where malformed or contradicting rows are reported while the others are kept;
            without it they are raised as one `DataError`.

    Raises:
        DataError: a file is no such table at all, or holds no usable row.
    """
    found: list[DataError] = []
    rows = read_user_rows(extra, found)
    if problems is not None:
        problems.extend(found)
    elif found:
        raise found[0] if len(found) == 1 else DataError("; ".join(str(e) for e in found), mend="")
    return Lexicon(_compiled(), rows) if rows else default_lexicon()
