r"""JSON: the markup tree itself, with formats, links, blocks and where each run came from.

A node is an object: ``{"text": …, "origin": {"variable", "part", "element", "line"}}``, or what it does
to its ``children``, named by the CSL attribute and value: ``{"font-style": "italic", "children": […]}``,
``{"display": "block", …}``, ``{"link": "https://…", …}``. Empty parts of an origin are left out. This is
data for programs: text and addresses are exact, and whoever makes a page of them must escape and check
them; what could act on a terminal or within an HTML page stands as ``\uXXXX``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Link, Markup, Node, Origin, Styled, Text

__all__ = ["DESCRIPTION", "EXTENSION", "LAYOUT_KEYS", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "JSON of the markup tree with the origin of each run, for programs"
EXTENSION: str = ".json"

LAYOUT_KEYS: Final = {field.name: field.name.replace("_", "-") for field in fields(BibliographyLayout)}
"""Each field of the layout with its key: the CSL attribute of that name, and ``max-offset``."""

# DEL and C1, soft hyphen, marks of direction and the like, surrogates, noncharacters; "<" ends a script.
_ESCAPED = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff<]"
)


def write(markup: Markup) -> str:
    """Return ``markup`` as a JSON array of its nodes, on one line."""
    return _dump([_node(node) for node in markup])


def write_citations(citations: Sequence[Markup]) -> str:
    """Return a JSON array of the citations, one a line."""
    return _array(map(write, citations))


def write_bibliography(entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
    """Return an object of ``layout`` and ``entries``, each of which has ``id`` and ``markup``."""
    settings = _dump({key: getattr(layout, name) for name, key in LAYOUT_KEYS.items()})
    written = (f'{{"id": {_dump(entry.id)}, "markup": {write(entry.markup)}}}' for entry in entries)
    return f'{{"layout": {settings}, "entries": {_array(written)}}}'


def _array(written: Iterable[str]) -> str:
    inner = ",\n".join(written)
    return f"[\n{inner}\n]" if inner else "[]"


def _dump(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _node(node: Node) -> dict[str, object]:
    if isinstance(node, Text):
        return {"text": node.text} | ({} if node.origin is None else {"origin": _origin(node.origin)})
    children = [_node(child) for child in node.children]
    if isinstance(node, Styled):
        attribute, value = node.format.value
        return {attribute: value, "children": children}
    if isinstance(node, Link):
        return {"link": node.url, "children": children}
    return {"display": node.display.value, "children": children}


def _origin(origin: Origin) -> dict[str, object]:
    pairs = ((field.name, getattr(origin, field.name)) for field in fields(origin))
    return {name: value for name, value in pairs if value not in {"", None}}
