"""Who is meant: by name, by office, by side, by pronoun."""

from .find import find_actors
from .lexicon import Lexicon, default_lexicon, load_lexicon
from .userrows import read_user_rows
from .voices import Voice, Word

__all__ = ["Lexicon", "Voice", "Word", "default_lexicon", "find_actors", "load_lexicon", "read_user_rows"]
