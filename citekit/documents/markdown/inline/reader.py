"""The reading of a block character by character: what may begin there is asked, what was found is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from citekit.documents.markdown.inline.inline import Inline, Kind

__all__ = ["QUOTES", "Handler", "Reader"]

_PLAIN: Final = re.compile(r"(?:[^`*_~^\[!$<\\@&{\-\];]+|--+|-(?!@)|!(?!\[)|\{(?!\{<))+")
_QUOTABLE: Final = re.compile(r"(?:[^`*_~^\[!$<\\@&{\-\];\"'“‘]+|--+|-(?!@)|!(?!\[)|\{(?!\{<))+")
_SPACE: Final = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_WEB: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"\]]+")
QUOTES: Final = 1
"""Of the contexts of a reading: quotation marks count within brackets."""
_DEEPEST: Final = 40
"""Inlines nested deeper are text: a hostile paper must not exhaust the stack."""
_STEPS_PER_CHARACTER: Final = 10
_FREE_STEPS: Final = 20_000
"""How many openers are tried in a block; a hostile one must not take for ever."""


class Reader:
    """One reading of one block. ``known`` keeps what begins at a character, in each of the contexts."""

    def __init__(
        self,
        text: str,
        notes: frozenset[str],
        examples: frozenset[str],
        handlers: Mapping[str, Handler],
        *,
        has_markup: bool,
    ) -> None:
        self.text = text
        self.has_markup = has_markup
        self.handlers = handlers
        self.length = len(text)
        self.notes = notes
        self.examples = examples
        self.known: dict[int, Inline] = {}
        self.depth = 0
        self.steps = _FREE_STEPS + _STEPS_PER_CHARACTER * len(text)
        self.key_ends: set[int] = set()
        self.emphasis_ends: set[int] = set()
        self.last_at = text.rfind("@")
        self.last_comment = max(text.rfind(end) for end in ("-->", "?>", "]]>"))
        self.last_end = text.rfind("\\end{")
        self.addresses: dict[int, tuple[int, int]] = {}
        if self.last_at >= 0 and "://" in text:
            for match in _WEB.finditer(text):
                for position in range(match.start(), match.end()):
                    if text[position] == "@":
                        self.addresses[position] = match.span()

    def read(self) -> tuple[Inline, ...]:
        """Return the inlines of the whole block."""
        nodes, _ = self.until(0, 0, lambda _: False)
        return nodes

    def until(
        self, position: int, context: int, stop: Callable[[int], bool]
    ) -> tuple[tuple[Inline, ...], int]:
        """Return the inlines from ``position`` to where ``stop`` says so, or to the end."""
        nodes: list[Inline] = []
        while position < self.length and not stop(position):
            node = self.inline(position, context)
            nodes.append(node)
            position = node.end
        return tuple(nodes), position

    def inline(self, position: int, context: int) -> Inline:
        """Return what begins at ``position``; a character that begins nothing is text."""
        match = (_QUOTABLE if context else _PLAIN).match(self.text, position)
        if match:
            return Inline(Kind.TEXT, position, match.end())
        memo = position * 8 + context
        node = self.known.get(memo)
        if node is None:
            self.steps -= 1
            handler = self.handlers.get(self.text[position])
            found = None
            if handler is not None and self.depth < _DEEPEST and self.steps > 0:
                self.depth += 1
                found = handler(self, position, context)
                self.depth -= 1
            node = found or Inline(Kind.TEXT, position, position + 1)
            self.known[memo] = node
        else:
            self.steps -= 1
        return node

    def space(self, position: int) -> int:
        """Return the position behind spaces and one line break."""
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def is_after_word(self, position: int) -> bool:
        """Whether a word or its full stop ends right before ``position``: no key begins there."""
        if position == 0 or position in self.key_ends:
            return False
        before = self.text[position - 1]
        if position in self.emphasis_ends:
            return True
        if before == "." and self.text[position - 2 : position - 1] == "\\":
            return False
        return before.isalnum() or before == "."


Handler = Callable[[Reader, int, int], Inline | None]
"""Reads what begins at a position, in a context; None if nothing does."""
