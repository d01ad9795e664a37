"""Who is meant: by name, by office, by side, by pronoun."""

from .find import find_actors
from .lexicon import Lexicon, default_lexicon, load_lexicon

__all__ = ["Lexicon", "default_lexicon", "find_actors", "load_lexicon"]
