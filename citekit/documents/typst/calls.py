"""What calls of Typst's functions say: citations, labels, bibliographies, and what a function does to text.

Typst documentation, "Cite", "Bibliography", "Ref", "Footnote", "Quote".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from citekit.documents.typst.tree import Kind, Node, calls_in
from citekit.markup.tree import Format

__all__ = [
    "APART",
    "FORMATS",
    "HIDDEN",
    "CiteCall",
    "KeyAt",
    "aliases_in",
    "bare_name",
    "formats_of_text",
    "labels_in",
    "read_cite",
    "strings_in",
]

HIDDEN: Final = "none"
"""The form of a citation that lists a work and prints nothing."""

FORMATS: Final[Mapping[str, Format]] = {
    "emph": Format.ITALIC,
    "strong": Format.BOLD,
    "smallcaps": Format.SMALL_CAPS,
    "underline": Format.UNDERLINE,
    "super": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
}
APART: Final = frozenset(
    (
        *("figure", "table", "grid", "stack", "align", "block", "rect", "circle", "ellipse", "square"),
        *("page", "place", "pad", "columns", "list", "enum", "terms", "heading", "par", "list.item"),
        *("enum.item", "terms.item", "table.cell", "table.header", "table.footer", "grid.cell"),
        *("grid.header", "grid.footer", "figure.caption", "title", "float", "rotate", "scale", "move"),
    )
)
"""The functions whose contents are paragraphs of their own."""

_PROSE: Final = re.compile(r"prose|text|citet\b|cite-?t\b", re.IGNORECASE)
_CITES: Final = re.compile(r"cite(?!-?key)", re.IGNORECASE)
_WEIGHTS: Final = frozenset(("bold", "extrabold", "black", "semibold"))


class KeyAt(NamedTuple):
    """A key, and where it stands."""

    key: str
    start: int
    end: int


class CiteCall(NamedTuple):
    """A citation as it is typed: what is cited, in which form, with what beside."""

    keys: tuple[KeyAt, ...]
    form: str
    supplement: Node | None


def bare_name(call: Node) -> str:
    """Return the name of the function that is called, without the name of the standard library."""
    return call.value.removeprefix("std.")


def read_cite(node: Node, aliases: Mapping[str, str], labels: frozenset[str]) -> CiteCall | None:
    """Return what a reference or call cites; None if it cites nothing.

    ``aliases`` are functions of the paper's own that cite, with the form they cite in. ``labels`` are those
    that the paper itself defines.
    """
    if node.kind is Kind.REFERENCE:
        key = KeyAt(node.value, node.start + 1, node.start + 1 + len(node.value))
        return CiteCall((key,), "normal", node.children[0] if node.children else None)
    if node.kind is not Kind.CALL:
        return None
    name = bare_name(node)
    if name != "ref" and name not in aliases and not _CITES.search(name):
        return None
    keys = tuple(one for value in node.values() for one in _keys(value, is_cite=name == "cite"))
    is_cite = name == "cite" or name in aliases
    if not keys or (not is_cite and any(one.key in labels for one in keys)):
        return None
    usual = aliases.get(name) or ("prose" if _PROSE.search(name) else "normal")
    supplement = node.argument("supplement")
    if supplement is None:
        supplement = next((value for value in node.values() if value.kind is Kind.CONTENT), None)
    is_shown = supplement is not None and supplement.kind in (Kind.CONTENT, Kind.STRING)
    return CiteCall(keys, _form(node) or usual, supplement if is_shown else None)


def _form(call: Node) -> str:
    """Return the form that a call names, empty where it names none."""
    form = call.argument("form")
    if form is None or (form.kind is Kind.NAME and form.value == "auto"):
        return ""
    return form.value if form.kind in (Kind.STRING, Kind.NAME) else ""


def _keys(value: Node, *, is_cite: bool) -> Iterator[KeyAt]:
    """Yield the key of a label; of a string too, as Typst had it before version 0.11."""
    if value.kind is Kind.LABEL or (value.kind is Kind.STRING and is_cite):
        yield KeyAt(value.value, value.start + 1, value.end - 1)
    elif value.kind is Kind.CALL and bare_name(value) == "label":
        for inner in value.values():
            if inner.kind is Kind.STRING:
                yield KeyAt(inner.value, inner.start + 1, inner.end - 1)


def aliases_in(nodes: tuple[Node, ...]) -> dict[str, str]:
    """Return the functions that ``nodes`` define to cite in a form, as ``#let citet = cite.with(…)`` does."""
    found: dict[str, str] = {}
    for statement in calls_in(nodes):
        if statement.kind is not Kind.STATEMENT or statement.value != "let" or len(statement.children) < 2:
            continue
        name, *_, body = statement.children
        while body.kind in (Kind.BLOCK, Kind.CONTENT, Kind.CODE) and len(body.children) == 1:
            body = body.children[0]
        if body.kind is Kind.CALL and bare_name(body) in ("cite", "cite.with"):
            is_fixed = any(_keys(value, is_cite=True) for value in body.values() if value.kind is Kind.LABEL)
            if name.kind in (Kind.NAME, Kind.CALL) and not is_fixed:
                found[name.value] = _form(body) or "normal"
    return found


def labels_in(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Return the labels that ``nodes`` define; one that is an argument only refers to something."""
    found: set[str] = set()
    pending: list[tuple[Node, bool]] = [(node, True) for node in nodes]
    while pending:
        node, defines = pending.pop()
        if node.kind is Kind.LABEL and defines:
            found.add(node.value)
        elif node.kind is Kind.CODE and len(node.children) == 1 and bare_name(node.children[0]) == "label":
            found.update(one.value for one in node.children[0].values() if one.kind is Kind.STRING)
        defines = node.kind not in (Kind.ARGUMENT, Kind.STATEMENT) or node.value == "label"
        pending.extend((child, defines) for child in node.children)
    return frozenset(found)


def strings_in(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the strings among ``nodes`` and within arrays and calls of theirs, named arguments aside."""
    for node in nodes:
        if node.kind is Kind.STRING:
            yield node
        elif node.kind in (Kind.GROUP, Kind.CALL) or (node.kind is Kind.ARGUMENT and not node.value):
            yield from strings_in(node.children)


def formats_of_text(call: Node) -> frozenset[Format]:
    """Return the formats that ``text(style: …, weight: …)`` gives."""
    formats = set()
    style, weight = call.argument("style"), call.argument("weight")
    if style is not None and style.value in ("italic", "oblique"):
        formats.add(Format.ITALIC)
    if weight is not None and weight.value in _WEIGHTS:
        formats.add(Format.BOLD)
    return frozenset(formats)
