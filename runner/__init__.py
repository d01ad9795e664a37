"""The machinery of a run over many inputs: finding them, working on them, losing none.

inputs → units → worker processes → checked record shards → manifest. Knows `extract`, no graph.
"""
