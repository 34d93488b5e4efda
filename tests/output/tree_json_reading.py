"""Read back the JSON of a markup tree, which shows that `citekit.output.tree_json` loses nothing."""

from __future__ import annotations

import json
from typing import Any, Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Node, Origin, Styled, Text
from citekit.output.tree_json import LAYOUT_KEYS

__all__ = ["read", "read_bibliography", "read_citations"]

_FORMATS: Final = {format_.value: format_ for format_ in Format}


def read(text: str) -> Markup:
    """Return the markup that `tree_json.write` wrote."""
    return _markup(json.loads(text))


def read_citations(text: str) -> tuple[Markup, ...]:
    """Return the citations that `tree_json.write_citations` wrote."""
    return tuple(_markup(one) for one in json.loads(text))


def read_bibliography(text: str) -> tuple[tuple[BibliographyEntry, ...], BibliographyLayout]:
    """Return the entries and the layout that `tree_json.write_bibliography` wrote."""
    value = json.loads(text)
    layout = BibliographyLayout(**{name: value["layout"][key] for name, key in LAYOUT_KEYS.items()})
    return tuple(BibliographyEntry(one["id"], _markup(one["markup"])) for one in value["entries"]), layout


def _markup(nodes: list[dict[str, Any]]) -> Markup:
    return tuple(_node(node) for node in nodes)


def _node(node: dict[str, Any]) -> Node:
    match node:
        case {"text": text, **rest}:
            return Text(text, Origin(**rest["origin"]) if rest else None)
        case {"link": url, "children": children}:
            return Link(url, _markup(children))
        case {"display": display, "children": children}:
            return Block(Display(display), _markup(children))
    ((attribute, value),) = ((key, value) for key, value in node.items() if key != "children")
    return Styled(_FORMATS[attribute, value], _markup(node["children"]))
