"""jishi (纪事): Chinese news → a sourced timeline and a knowledge graph."""
__version__ = "0.1.0"
