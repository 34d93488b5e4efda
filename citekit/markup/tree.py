"""Rich text as a tree: what the engine returns and every output form writes.

A markup is a tuple of nodes. Nodes are values; writers walk them and add nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

__all__ = [
    "Block",
    "Display",
    "Format",
    "Link",
    "Markup",
    "Node",
    "Origin",
    "Styled",
    "Text",
    "plain",
    "walk",
]


class Format(Enum):
    """One value of a CSL formatting attribute (CSL 1.0.2, "Formatting"): the attribute, its value.

    The plain values (``normal``, ``none``, ``baseline``) are formats too: they take off, within a run,
    what the text around it has on.
    """

    ITALIC = ("font-style", "italic")
    OBLIQUE = ("font-style", "oblique")
    NORMAL_STYLE = ("font-style", "normal")
    BOLD = ("font-weight", "bold")
    LIGHT = ("font-weight", "light")
    NORMAL_WEIGHT = ("font-weight", "normal")
    SMALL_CAPS = ("font-variant", "small-caps")
    NORMAL_VARIANT = ("font-variant", "normal")
    UNDERLINE = ("text-decoration", "underline")
    NO_DECORATION = ("text-decoration", "none")
    SUPERSCRIPT = ("vertical-align", "sup")
    SUBSCRIPT = ("vertical-align", "sub")
    BASELINE = ("vertical-align", "baseline")

    @property
    def attribute(self) -> str:
        """The CSL attribute, as ``font-style``."""
        return self.value[0]


class Display(Enum):
    """How a part of a bibliography entry stands on the page (CSL 1.0.2, "Display")."""

    BLOCK = "block"
    LEFT_MARGIN = "left-margin"
    RIGHT_INLINE = "right-inline"
    INDENT = "indent"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of output came from: the field of the item and the place in the style.

    ``variable`` is empty for text that the style itself adds. ``part`` names the piece of the variable
    ("family", "year"). ``element`` and ``line`` are the style's element and where it stands.
    """

    variable: str = ""
    part: str = ""
    element: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters, as they are to be read (not escaped for any format)."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """Nodes that carry one format."""

    format: Format
    children: Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Nodes that lead to ``url``."""

    url: str
    children: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """Nodes that stand as a block of their own within a bibliography entry."""

    display: Display
    children: Markup


Node = Text | Styled | Link | Block
Markup = tuple[Node, ...]


def walk(markup: Markup) -> Iterator[Node]:
    """Yield every node of ``markup``, parents before children, in reading order."""
    for node in markup:
        yield node
        if not isinstance(node, Text):
            yield from walk(node.children)


def plain(markup: Markup) -> str:
    """Return the characters of ``markup`` alone, without formats or links."""
    return "".join(node.text for node in walk(markup) if isinstance(node, Text))
