"""`KnowledgeGraph` → files, one module a format."""
