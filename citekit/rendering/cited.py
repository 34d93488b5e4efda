"""What a paper cites, as it prints: its citations and its bibliography, wherever they go.

Number the notes, turn citations by key into citations of the processor, format them, and give each what its
command asks for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from citekit.csl.citation import BibliographyEntry, Citation, Mode, Notice, RenderedCitation, Result
from citekit.csl.locator import words_of
from citekit.csl.model.style import Style
from citekit.csl.processor import process
from citekit.documents.citations import KeyCitation, KeyCite, to_csl
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.errors import Problem, did_you_mean
from citekit.item.item import Item
from citekit.language.fold import nearest
from citekit.markup.tree import Markup, plain
from citekit.output.base import unlinked
from citekit.rendering.commanded import as_commanded, is_mention, without_common_prefix
from citekit.rendering.habits import habits_of
from citekit.rendering.lists import BibliographyList, annotated, lists_of
from citekit.rendering.nested import spelled_out, with_nested, with_places, within_brackets
from citekit.rendering.target import anchor_of
from citekit.rendering.typed import understood

__all__ = ["Cited", "Options", "cite", "is_named", "missing_cites"]

_NO_FORM: Final = "[NO_PRINTED_FORM]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a paper is finished.

    ``links`` makes citations lead to their entries, and entries to their works; without ``citation_links``
    the entries are places that nothing leads to. ``title`` stands above the
    bibliography, None for what the paper says. ``bibliography`` False leaves it out, ``annotated`` puts the
    annotation of each item under its entry. ``tags`` are those of records, by their ids, for lists that ask
    for some. ``known`` are keys that there are beside those cited, of which the nearest is named for one that
    there is not.
    """

    links: bool = True
    citation_links: bool = True
    title: str | None = None
    bibliography: bool = True
    annotated: bool = False
    tags: Mapping[str, Collection[str]] = field(default_factory=dict)
    known: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a paper cites, as it prints: its citations in reading order, each with what was typed.

    ``items`` are those of the bibliography: cited, or listed uncited. ``links`` says that entries are places
    that citations can lead to. ``lists`` are the bibliographies for which the paper has places. ``missing``
    are the cites whose key nothing has, with their places and the nearest keys; each is printed as its key in
    bold with a question mark.
    """

    result: Result
    citations: tuple[tuple[KeyCitation, RenderedCitation], ...]
    items: tuple[Item, ...]
    has_bibliography: bool
    links: bool
    lists: tuple[BibliographyList, ...]
    missing: tuple[Problem, ...]
    warnings: tuple[Notice, ...]

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The ids of entries that none of the paper's bibliographies lets in."""
        listed = {entry.id for one in self.lists for entry in one.entries}
        entries = self.result.bibliography or () if self.lists else ()
        return tuple(entry.id for entry in entries if entry.id not in listed)


def cite(document: Document, style: Style, items: Mapping[str, Item], options: Options) -> Cited:
    """Return the citations of ``document`` and its bibliography as they print, wherever they go."""
    words, habits = words_of(style.locale), habits_of(document.format)
    understand = partial(understood, words=words, has_dashes=habits.has_dashes)
    ordered = [understand(one) for one in document.in_reading_order()]
    numbers = _note_numbers(document, ordered, items) if style.is_note else {}
    asked: dict[str, KeyCitation] = {}
    citations: list[Citation] = []
    for index, one in enumerate(ordered):
        outer = understand(with_places(one, document, words)) if one.nested else one
        inner = [within_brackets(understand(within)) for within in outer.nested]
        for id_, typed in zip(_ids(index, len(inner)), (outer, *inner), strict=True):
            asked[id_] = typed
            sent = without_common_prefix(typed) if habits.shares_prefix else typed
            citations.append(_citation(sent, id_, numbers.get(one.span, 0), items))
    listed = _listed(document, citations, items)
    printed = options.bibliography and not document.metadata.suppress_bibliography
    links = options.links and printed and style.bibliography is not None
    leads = links and options.citation_links and document.metadata.link_citations is not False
    anchor = (lambda key: f"#{anchor_of(key)}") if leads else None
    # A work that is named in the sentence is no citation that another is the same as.
    apart = {id_ for id_, one in asked.items() if style.is_note and is_named(document, one)}
    named = [one for one in citations if one.id in apart]
    result = process(style, listed, [one for one in citations if one.id not in apart], anchor=anchor)
    printed_apart = process(style, listed, named).citations if named else ()
    entries = {entry.id: entry.markup for entry in result.bibliography or ()}
    by_id = {
        one.id: _printed_as(document, asked[one.id], one, items=items, entries=entries)
        for one in (*result.citations, *printed_apart)
    }
    said = list(ordered)
    for index in range(len(ordered)):
        id_, *inner_ids = _ids(index, len(asked[str(index)].nested))
        if inner_ids:
            nested = [by_id[inner_id] for inner_id in inner_ids]
            by_id[id_] = with_nested(by_id[id_], ordered[index], nested, is_note=style.is_note)
            said[index] = spelled_out(asked[id_], ordered[index], nested)
    result = replace(result, bibliography=_entries(document, result, listed, options))
    return Cited(
        result=result,
        citations=tuple((typed, by_id[str(index)]) for index, typed in enumerate(said)),
        items=tuple(listed),
        has_bibliography=printed,
        links=links,
        lists=lists_of(document, result.bibliography or (), items, options.tags) if printed else (),
        missing=tuple(missing_cites(document, items, {*items, *options.known})),
        warnings=tuple(notice for notice in result.warnings if notice.where in {item.id for item in listed}),
    )


def is_named(document: Document, typed: KeyCitation) -> bool:
    """Whether a work is named in the sentence by its command, and is no citation of the style's."""
    return habits_of(document.format).has_commands and is_mention(typed)


def _printed_as(
    document: Document,
    typed: KeyCitation,
    rendered: RenderedCitation,
    *,
    items: Mapping[str, Item],
    entries: Mapping[str, Markup],
) -> RenderedCitation:
    """Return ``rendered`` as what was typed asks for it."""
    rendered = _without_no_form(typed, rendered)
    if _is_key_alone(typed, items):
        rendered = replace(rendered, markup=rendered.names, rest=())
    has_commands = habits_of(document.format).has_commands
    return as_commanded(typed, rendered, items, entries) if has_commands else rendered


def _is_key_alone(typed: KeyCitation, items: Mapping[str, Item]) -> bool:
    """Whether a key with its question mark is all that a narrative citation prints: once is enough."""
    return typed.mode is Mode.COMPOSITE and len(typed.cites) == 1 and typed.cites[0].key not in items


def _entries(
    document: Document, result: Result, listed: Sequence[Item], options: Options
) -> tuple[BibliographyEntry, ...] | None:
    """Return the entries as the paper and the options want them: with annotations, without links."""
    entries = result.bibliography
    if entries and options.annotated:
        by_id = {item.id: item for item in listed}
        entries = tuple(annotated(entry, by_id.get(entry.id)) for entry in entries)
    if entries and document.metadata.link_bibliography is False:
        entries = tuple(replace(entry, markup=unlinked(entry.markup)) for entry in entries)
    return entries


def _without_no_form(typed: KeyCitation, rendered: RenderedCitation) -> RenderedCitation:
    """Return ``rendered``, or nothing where the author is left out and the style prints nothing else."""
    is_bare = all(one.mode is Mode.SUPPRESS_AUTHOR for one in typed.cites)
    return (
        replace(rendered, markup=(), rest=()) if is_bare and plain(rendered.markup) == _NO_FORM else rendered
    )


def _note_numbers(
    document: Document, ordered: Sequence[KeyCitation], items: Mapping[str, Item]
) -> dict[Span, int]:
    """Return the number of the note that each citation stands in once the new notes are made."""
    references = {note.number: note.reference for note in document.notes if note.reference is not None}
    starts = [document.reading_position(span) for span in references.values()]
    starts += [
        document.reading_position(one.span)
        for one in ordered
        if not one.note and (one.makes_note or not (is_named(document, one) or _is_key_alone(one, items)))
    ]
    by_start = {start: number for number, start in enumerate(sorted(set(starts)), start=1)}
    numbers = {}
    for one in ordered:
        reference = references.get(one.note)
        span = reference if reference is not None else one.span
        numbers[one.span] = by_start.get(document.reading_position(span), 0)
    return numbers


def _ids(index: int, nested: int) -> list[str]:
    """Return the id of the citation of a number, and those of the ones nested in it."""
    return [str(index), *(f"{index}.{number}" for number in range(nested))]


def _citation(typed: KeyCitation, id_: str, note_number: int, items: Mapping[str, Item]) -> Citation:
    citation = to_csl(typed, id_=id_)
    cites = tuple(
        replace(cite, id=items[cite.id].id) if cite.id in items else cite for cite in citation.cites
    )
    return replace(citation, cites=cites, note_number=note_number)


def _listed(document: Document, citations: Sequence[Citation], items: Mapping[str, Item]) -> list[Item]:
    """Return the items of the bibliography: those cited, and those that the paper lists uncited."""
    by_id = {item.id: item for item in items.values()}
    keys = [cite.id for citation in citations for cite in citation.cites]
    keys += [items[cite.key].id for cite in document.metadata.nocite if cite.key in items]
    if document.metadata.nocite_all:
        keys += list(by_id)
    return [by_id[key] for key in dict.fromkeys(keys) if key in by_id]


def missing_cites(document: Document, items: Mapping[str, Item], known: Collection[str]) -> Iterator[Problem]:
    """Yield the cites of ``document`` whose key nothing has, with the nearest of those ``known``."""
    cites: list[KeyCite] = [cite for one in document.all_citations() for cite in one.cites]
    for cite in (*cites, *document.metadata.nocite):
        if cite.key not in items and cite.key != "*":
            place = document.place(cite.key_span)
            near = did_you_mean(nearest(cite.key, known)) or "add the record, or mend the key"
            yield Problem(
                Path(place.path), place.line, place.column, "", f'no record has the key "{cite.key}"', near
            )
