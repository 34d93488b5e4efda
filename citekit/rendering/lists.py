r"""The bibliographies that a paper asks for: which entries each has, and the notes under them.

A list is narrowed by ``type``, ``keyword`` and ``tag`` and what refuses them, ``nottype`` and so on, as Org
("Bibliography printing") and BibLaTeX (``\printbibliography``) have them, and by ``cited-in=section``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from citekit.csl.citation import BibliographyEntry
from citekit.documents.blocks import Block, BlockKind
from citekit.documents.document import BibliographyPlace, Document
from citekit.documents.places import Span
from citekit.formats.bibtex.entry_writing import entry_type
from citekit.item.item import Item
from citekit.markup.inline import parse_inline
from citekit.markup.tree import Block as MarkupBlock
from citekit.markup.tree import Display
from citekit.rendering.habits import habits_of

__all__ = ["BibliographyList", "annotated", "lists_of"]

_NO: Final = frozenset(("no", "false", "off", "0"))
_AGAIN: Final = "--"
"""What parts the id of an entry from the number of its list, where an earlier list has it already."""


class BibliographyList(NamedTuple):
    """One of a paper's bibliographies.

    An entry that an earlier list has goes by another id, so that citations lead to the first.
    """

    place: BibliographyPlace
    entries: tuple[BibliographyEntry, ...]


def lists_of(
    document: Document,
    entries: Sequence[BibliographyEntry],
    items: Mapping[str, Item],
    tags: Mapping[str, Collection[str]],
) -> tuple[BibliographyList, ...]:
    """Return the lists that ``document`` asks for, of ``entries``, each with those that it lets in.

    ``items`` gives the item of every key, ``tags`` the tags of records by their ids.
    """
    by_id = {item.id: item for item in items.values()}
    biblatex = habits_of(document.format).has_biblatex_types
    had: set[str] = set()
    lists = []
    for number, place in enumerate(document.bibliographies, start=1):
        asked = {name.removeprefix("data-"): value for name, value in place.attributes.items()}
        let_in = [
            entry
            for entry in entries
            if entry.id not in by_id
            or _is_asked(by_id[entry.id], asked, tags.get(entry.id, ()), biblatex=biblatex)
        ]
        if _words(asked.get("cited-in", "")) & {"section"}:
            cited = _cited_in(document, place, items)
            let_in = [entry for entry in let_in if entry.id in cited]
        if _is_annotated(asked):
            let_in = [annotated(entry, by_id.get(entry.id)) for entry in let_in]
        lists.append(
            BibliographyList(
                place,
                tuple(
                    replace(entry, id=f"{entry.id}{_AGAIN}{number}") if entry.id in had else entry
                    for entry in let_in
                ),
            )
        )
        had |= {entry.id for entry in let_in}
    return tuple(lists)


def annotated(entry: BibliographyEntry, item: Item | None) -> BibliographyEntry:
    """Return ``entry`` with the annotation of its item, else the note, as paragraphs under it."""
    text = (item.text.get("annote") or item.text.get("note") or "") if item else ""
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip()]
    if not paragraphs:
        return entry
    notes = tuple(MarkupBlock(Display.INDENT, parse_inline(paragraph)) for paragraph in paragraphs)
    return replace(entry, markup=(*entry.markup, *notes))


def _is_annotated(asked: Mapping[str, str]) -> bool:
    if "annotated" in asked.get("class", "").split():
        return True
    return "annotated" in asked and asked["annotated"].lower() not in _NO


def _words(value: str) -> set[str]:
    return {word.strip().lower() for word in value.split(",")} - {""}


def _is_asked(item: Item, asked: Mapping[str, str], tags: Collection[str], *, biblatex: bool) -> bool:
    """Whether the filters of a bibliography let ``item`` in; of several values one is enough.

    With ``biblatex`` the types are BibLaTeX's.
    """
    type_ = entry_type(item, biblatex=True) if biblatex else item.type
    words = _words(item.text.get("keyword", "")) | {tag.lower() for tag in tags}
    for name, held in (("type", {type_}), ("keyword", words), ("tag", words)):
        wanted, refused = _words(asked.get(name, "")), _words(asked.get(f"not{name}", ""))
        if (wanted and not wanted & held) or refused & held:
            return False
    return True


def _cited_in(document: Document, place: BibliographyPlace, items: Mapping[str, Item]) -> set[str]:
    """Return the ids of what is cited in the section that the list stands in.

    A section in which nothing is cited, as that of a heading "References", stands for the one around it.
    """
    references = {note.number: note.reference for note in document.notes}
    for section in _sections(document, place):
        cited = {
            items[key].id
            for citation in document.citations
            if _lies_in(references.get(citation.note) or citation.span, section)
            for key in citation.keys
            if key in items
        }
        if cited:
            return cited
    return set()


def _lies_in(span: Span, section: Span) -> bool:
    return span.part == section.part and section.start <= span.start < section.end


def _sections(document: Document, place: BibliographyPlace) -> Iterator[Span]:
    """Yield the sections around a list, the innermost first, and at last the whole text."""
    part = place.span.part
    headings = [
        block
        for block in document.blocks
        if block.kind is BlockKind.HEADING and block.span.part == part and not block.note
    ]
    level = None
    for heading in reversed([block for block in headings if block.span.start < place.span.start]):
        if level is None or heading.level < level:
            level = heading.level
            yield Span(heading.span.start, _end(document, headings, heading), part)
    yield Span(0, len(document.parts[part].text), part)


def _end(document: Document, headings: Sequence[Block], heading: Block) -> int:
    later = (
        block.span.start
        for block in headings
        if block.span.start > heading.span.start and block.level <= heading.level
    )
    return next(later, len(document.parts[heading.span.part].text))
