"""MANY records → `KnowledgeGraph`."""
