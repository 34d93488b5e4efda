"""What the writers of a paper's tree have in common: they go through it node by node."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from markdown_it.tree import SyntaxTreeNode

__all__ = ["TreeWriter"]


class TreeWriter(ABC):
    """A form's writer has its ``leaves``, which need nothing but themselves, and says what else becomes."""

    leaves: ClassVar[Mapping[str, Callable[[SyntaxTreeNode], str]]]

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """Return blocks, one after the other."""
        return "".join(map(self.block, nodes))

    def inlines(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """Return what stands within a block."""
        return "".join(map(self._inline, nodes))

    def _inline(self, node: SyntaxTreeNode) -> str:
        leaf = self.leaves.get(node.type)
        return self.branch(node) if leaf is None else leaf(node)

    @abstractmethod
    def block(self, node: SyntaxTreeNode) -> str:
        """Return a block."""

    @abstractmethod
    def branch(self, node: SyntaxTreeNode) -> str:
        """Return a node within a block that is no leaf."""
