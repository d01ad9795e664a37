"""Who did what to whom, when, and who says so: triggers, participants, time, modality, claims.

normalised text → one pass of all words → tokens per sentence → clauses
→ per trigger: constructions bind participants → modality, time → merged reports → Event
"""

from .find import find_events
from .rules import Rules, default_rules, load_rules

__all__ = ["Rules", "default_rules", "find_events", "load_rules"]
