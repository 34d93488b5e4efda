"""Rich text as EndNote XML has it: runs of characters, each with the faces it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citekit.markup.inline import parse_inline
from citekit.markup.tree import Format, Markup, Styled, Text

__all__ = ["FACES", "Run", "runs_of", "text_of"]

Run = tuple[frozenset[str], str]
"""The tags of CSL-JSON that hold for some text, and the text."""

FACES: Final = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
"""What EndNote calls a face, and the tag of CSL-JSON."""

_TAGS: Final = {
    Format.ITALIC: "i",
    Format.OBLIQUE: "i",
    Format.BOLD: "b",
    Format.SUPERSCRIPT: "sup",
    Format.SUBSCRIPT: "sub",
}


def runs_of(text: str) -> list[Run]:
    """Return the runs of a field value; text of one kind is one run."""
    runs: list[Run] = []
    _collect(parse_inline(text), frozenset(), runs)
    return runs


def _collect(markup: Markup, faces: frozenset[str], runs: list[Run]) -> None:
    for node in markup:
        if isinstance(node, Text):
            if runs and runs[-1][0] == faces:
                runs[-1] = (faces, runs[-1][1] + node.text)
            else:
                runs.append((faces, node.text))
        elif isinstance(node, Styled):
            tag = _TAGS.get(node.format)
            _collect(node.children, faces | {tag} if tag else faces, runs)


def text_of(runs: Iterable[Run]) -> str:
    """Return the field value with these runs; a face that lasts longer stands around one that ends before."""
    found = [run for run in runs if run[1]]
    parts: list[str] = []
    open_: list[str] = []
    for place, (faces, text) in enumerate(found):
        while not faces.issuperset(open_):
            parts.append(f"</{open_.pop()}>")
        new = sorted(
            faces.difference(open_), key=lambda face: (-_length(found, place, face), _ORDER.index(face))
        )
        for face in new:
            parts.append(f"<{face}>")
            open_.append(face)
        parts.append(text)
    parts += [f"</{face}>" for face in reversed(open_)]
    return "".join(parts)


_ORDER: Final = ("i", "b", "sup", "sub")


def _length(runs: list[Run], place: int, face: str) -> int:
    """Return for how many runs from ``place`` on a face holds."""
    for count, (faces, _) in enumerate(runs[place:]):
        if face not in faces:
            return count
    return len(runs) - place
