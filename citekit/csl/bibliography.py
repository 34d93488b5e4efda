"""The bibliography of a document: its entries in order, as they print, and how they are to be set.

CSL 1.0.2, "Bibliography", "Reference Grouping", "Whitespace" (second-field-align, hanging-indent).
"""

from __future__ import annotations

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.csl.document import NOTHING_PRINTED, Document
from citekit.csl.program import Program
from citekit.csl.render.context import Entry
from citekit.csl.render.nodes import SEQUENCE, TEXT, WRAP, Node, Wrap
from citekit.csl.steps.position import Position
from citekit.csl.steps.punctuation import settle
from citekit.csl.steps.subsequent_author import NamesKey, names_key, substitute_author
from citekit.markup.tree import Block, Display, Markup, plain

__all__ = ["print_bibliography"]


def print_bibliography(document: Document) -> tuple[tuple[BibliographyEntry, ...], BibliographyLayout]:
    """Return the entries of ``document`` in the order of its style, and how they are to be set.

    A style without a bibliography has none, and an item that prints nothing has no entry, unless the
    entries are numbered: a gap in the numbers would be worse than an entry that says it is empty.
    """
    program = document.program
    if document.style.bibliography is None:
        return (), BibliographyLayout()
    entries = []
    before: NamesKey | None = None
    for entry in document.sorted:
        node = _entry_node(document, entry)
        if node is None:
            continue
        if program.substitute is not None:
            key = names_key(node)
            node = substitute_author(node, before, program.substitute, program.substitute_rule)
            before = key
        entries.append(BibliographyEntry(entry.id, settle(node, program.quotes)))
    offset = max((_offset(entry.markup) for entry in entries), default=0) if program.second_field else 0
    return tuple(entries), BibliographyLayout(
        hanging_indent=program.hanging_indent,
        entry_spacing=program.entry_spacing,
        line_spacing=program.line_spacing,
        second_field_align=program.second_field,
        max_offset=offset,
    )


_NO_POSITION = Position(0, 0)


def _entry_node(document: Document, entry: Entry) -> Node | None:
    """Return the node of one entry; None if it prints nothing."""
    program = document.program
    ctx = document.context(entry, None, _NO_POSITION)
    parts: list[Node] = []
    for renderer in program.entry_parts:
        node = renderer.render(ctx)
        if node is not None and node[1] >= 0:
            parts.append(node)
    if not parts:
        return (1, TEXT, f"{ctx.number}. {NOTHING_PRINTED}", None) if program.numbers_entries else None
    look = program.entry_look
    if not program.second_field:
        return _wrapped(
            program, (1, SEQUENCE, tuple(parts), "", program.entry_origin), look.prefix, look.suffix
        )
    if len(parts) < 2:
        return (1, WRAP, _wrapped(program, parts[0], look.prefix, look.suffix), program.left)
    first = _wrapped(program, parts[0], look.prefix, "")
    rest = _wrapped(program, (1, SEQUENCE, tuple(parts[1:]), "", program.entry_origin), "", look.suffix)
    return (1, SEQUENCE, ((1, WRAP, first, program.left), (1, WRAP, rest, program.right)), "", None)


def _wrapped(program: Program, node: Node, prefix: str, suffix: str) -> Node:
    """Put the affixes and formats of the layout around ``node``, the affixes inside."""
    formats = program.entry_look.formats
    if prefix or suffix:
        node = (1, WRAP, node, Wrap(prefix, suffix, (), False, None, program.entry_origin))
    if formats:
        node = (1, WRAP, node, Wrap("", "", formats, False, None, program.entry_origin))
    return node


def _offset(markup: Markup) -> int:
    """Return the width of an entry's left margin, in characters."""
    for node in markup:
        if isinstance(node, Block) and node.display is Display.LEFT_MARGIN:
            return len(plain(node.children))
    return 0
