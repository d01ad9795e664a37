"""Sets that grow together: union by the smaller key, so that the order of unions does not show."""

from __future__ import annotations

from collections.abc import Iterable


class UnionFind:
    """Disjoint sets of strings; the smallest member stands for its set."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parent = {member: member for member in members}

    def find(self, member: str) -> str:
        """The member that stands for the set of `member`."""
        parent = self._parent
        root = parent.setdefault(member, member)
        while parent[root] != root:
            root = parent[root]
        while parent[member] != root:
            parent[member], member = root, parent[member]
        return root

    def union(self, left: str, right: str) -> str:
        """Joins two sets; returns the member that stands for both."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return a
        low, high = (a, b) if a < b else (b, a)
        self._parent[high] = low
        return low
