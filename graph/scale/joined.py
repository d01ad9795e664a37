"""Disjoint sets of numbers, the smallest standing for its set: four bytes a member."""

from __future__ import annotations

from array import array


class Joined:
    """Sets of the numbers from 0 to `count` - 1."""

    def __init__(self, count: int) -> None:
        self._parent = array("i", range(count))

    def find(self, member: int) -> int:
        """The member that stands for the set of `member`."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def union(self, left: int, right: int) -> None:
        """Join two sets."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
