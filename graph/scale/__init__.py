"""Merging on disk: the same graph as in memory, byte for byte, for more records than memory holds."""
