"""The steps from a paper with keys to the edits that finish it.

Number the notes, turn citations by key into citations of the processor, format them, write each in the
paper's format, and find the place of the bibliography. What follows a citation in a note style, and where a
citation within a note gets brackets, is pandoc's convention (Pandoc manual, "Citations in note styles").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Final

from citekit.csl.citation import BibliographyEntry, Citation, Mode, Notice, RenderedCitation, Result
from citekit.csl.locator import words_of
from citekit.csl.model.style import Style
from citekit.csl.processor import process
from citekit.documents.blocks import Block, BlockKind
from citekit.documents.citations import AsideKind, KeyCitation, KeyCite, to_csl
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.reference_headings import is_reference_heading
from citekit.errors import Problem, did_you_mean
from citekit.item.item import Item
from citekit.language.fold import nearest
from citekit.markup.tree import Markup, Text, plain
from citekit.output.base import unlinked
from citekit.rendering.commanded import as_commanded, is_mention, without_common_prefix
from citekit.rendering.drawn_tables import redrawn
from citekit.rendering.head_values import in_head_values
from citekit.rendering.lists import BibliographyList, annotated, lists_of
from citekit.rendering.target import NewNote, Target, anchor_of
from citekit.rendering.typed import understood

__all__ = [
    "Cited",
    "Options",
    "Rendering",
    "as_note",
    "cite",
    "names_place",
    "note_place",
    "render",
    "within_note",
]

_SPACE: Final = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?\Z")
_TIED: Final = re.compile(r"[ \t\u00a0~]*(?:\r?\n[ \t]*)?\Z")
"""The same in LaTeX, where ``~`` is a space."""
_MARKS: Final = re.compile(r"[\"'”’»]*[.,;:!?]+[\"'”’»]*")
"""The punctuation that a note's mark stands after."""
_ENDS_APART: Final = re.compile(r"(?:\r?\n|\r)(?:\r?\n|\r)\Z")
_COMMANDED: Final = frozenset(("latex", "typst"))
"""Formats in which what cites may print something else than a citation."""
_LISTING: Final = frozenset(("org", "typst"))
"""Formats in which a citation may list a work and print nothing."""
_NO_FORM: Final = "[NO_PRINTED_FORM]"
_SENTENCE_ENDS: Final = (".", "!", "?", ":", ";", "—", "(")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What finishes a paper: edits of its parts, and what was printed."""

    edits: tuple[Edit, ...]
    cited: Cited


def render(
    document: Document,
    style: Style,
    items: Mapping[str, Item],
    target: Target,
    options: Options = Options(),
) -> Rendering:
    """Return what finishes ``document``.

    ``items`` gives the item of every key that may be cited, former keys too.
    """
    cited = cite(document, style, items, options)
    writing = _Writing(document, style, target, links=options.links)
    for typed, rendered in cited.citations:
        writing.citation(typed, rendered)
    writing.requests()
    ending = list(target.notes(writing.definitions)) if writing.definitions else []
    if cited.has_bibliography and cited.result.bibliography:
        ending += writing.bibliography(cited, options)
    if ending:
        writing.append(ending)
    return Rendering(edits=tuple(redrawn(document, in_head_values(document, writing.edits))), cited=cited)


def cite(document: Document, style: Style, items: Mapping[str, Item], options: Options) -> Cited:
    """Return the citations of ``document`` and its bibliography as they print, wherever they go."""
    words = words_of(style.locale)
    ordered = [understood(one, words, format_=document.format) for one in document.in_reading_order()]
    numbers = _note_numbers(document, ordered) if style.is_note else {}
    sent = [without_common_prefix(one) if document.format == "latex" else one for one in ordered]
    citations = [_citation(one, index, numbers, items) for index, one in enumerate(sent)]
    listed = _listed(document, citations, items)
    printed = options.bibliography and not document.metadata.suppress_bibliography
    links = options.links and printed and style.bibliography is not None
    leads = links and options.citation_links and document.metadata.link_citations is not False
    anchor = (lambda key: f"#{anchor_of(key)}") if leads else None
    # A work that is named in the sentence is no citation that another is the same as.
    apart = [style.is_note and _is_mention(document, one) for one in ordered]
    cited = [one for one, is_apart in zip(citations, apart, strict=True) if not is_apart]
    named = [one for one, is_apart in zip(citations, apart, strict=True) if is_apart]
    result = process(style, listed, cited, anchor=anchor)
    printed_apart = process(style, listed, named).citations if named else ()
    by_id = {rendered.id: rendered for rendered in (*result.citations, *printed_apart)}
    entries = {entry.id: entry.markup for entry in result.bibliography or ()}
    printed_as = partial(_printed_as, document, items=items, entries=entries)
    result = replace(result, bibliography=_entries(document, result, listed, options))
    return Cited(
        result=result,
        citations=tuple((typed, printed_as(typed, by_id[str(index)])) for index, typed in enumerate(ordered)),
        items=tuple(listed),
        has_bibliography=printed,
        links=links,
        lists=lists_of(document, result.bibliography or (), items, options.tags) if printed else (),
        missing=tuple(_missing(document, items, {*items, *options.known})),
        warnings=tuple(notice for notice in result.warnings if notice.where in {item.id for item in listed}),
    )


def _is_mention(document: Document, typed: KeyCitation) -> bool:
    return document.format in _COMMANDED and is_mention(typed)


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
    if typed.mode is Mode.COMPOSITE and len(typed.cites) == 1 and typed.cites[0].key not in items:
        # the key with its question mark is all there is to print, and once is enough
        rendered = replace(rendered, markup=rendered.names)
    return as_commanded(typed, rendered, items, entries) if document.format in _COMMANDED else rendered


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


def _note_numbers(document: Document, ordered: Sequence[KeyCitation]) -> dict[Span, int]:
    """Return the number of the note that each citation stands in once the new notes are made."""
    references = {note.number: note.reference for note in document.notes if note.reference is not None}
    starts = [document.reading_position(span) for span in references.values()]
    starts += [
        document.reading_position(one.span)
        for one in ordered
        if not one.note and (one.makes_note or not _is_mention(document, one))
    ]
    by_start = {start: number for number, start in enumerate(sorted(set(starts)), start=1)}
    numbers = {}
    for one in ordered:
        reference = references.get(one.note)
        span = reference if reference is not None else one.span
        numbers[one.span] = by_start.get(document.reading_position(span), 0)
    return numbers


def _citation(
    typed: KeyCitation, index: int, numbers: Mapping[Span, int], items: Mapping[str, Item]
) -> Citation:
    citation = to_csl(typed, id_=str(index))
    cites = tuple(
        replace(cite, id=items[cite.id].id) if cite.id in items else cite for cite in citation.cites
    )
    return replace(citation, cites=cites, note_number=numbers.get(typed.span, 0))


def _listed(document: Document, citations: Sequence[Citation], items: Mapping[str, Item]) -> list[Item]:
    """Return the items of the bibliography: those cited, and those that the paper lists uncited."""
    by_id = {item.id: item for item in items.values()}
    keys = [cite.id for citation in citations for cite in citation.cites]
    keys += [items[cite.key].id for cite in document.metadata.nocite if cite.key in items]
    if document.metadata.nocite_all:
        keys += list(by_id)
    return [by_id[key] for key in dict.fromkeys(keys) if key in by_id]


def _missing(document: Document, items: Mapping[str, Item], known: Collection[str]) -> Iterator[Problem]:
    cites: list[KeyCite] = [cite for one in document.all_citations() for cite in one.cites]
    for cite in (*cites, *document.metadata.nocite):
        if cite.key not in items and cite.key != "*":
            place = document.place(cite.key_span)
            near = did_you_mean(nearest(cite.key, known)) or "add the record, or mend the key"
            yield Problem(
                Path(place.path), place.line, place.column, "", f'no record has the key "{cite.key}"', near
            )


class _Writing:
    """The edits of one paper as they gather, and the notes that belong at its end."""

    def __init__(self, document: Document, style: Style, target: Target, *, links: bool) -> None:
        self.document = document
        self.style = style
        self.target = target
        self.links = links
        self.edits: list[Edit] = []
        self.definitions: list[str] = []
        self._notes = 0

    def citation(self, typed: KeyCitation, rendered: RenderedCitation) -> None:
        if typed.makes_note and not typed.note:
            self._print(typed, self._note(typed, rendered).mark)
        elif not self.style.is_note or _is_mention(self.document, typed):
            self._put(typed, typed.span, rendered.markup)
        elif typed.note:
            self._put(typed, typed.span, within_note(self.document, typed, rendered))
        else:
            self._new_note(typed, rendered)

    def _put(self, typed: KeyCitation, span: Span, markup: Markup, mark: str = "") -> None:
        before, after = typed.around
        if typed.apart is None and not (typed.shares_span or before or after):
            text = self.document.parts[span.part].text
            before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        if after[:1] == "." and _is_mention(self.document, typed):
            markup = _without_stop(markup)
        written = self.target.write(self._markup(markup), before=before[-1:], after=mark[:1] or after[:1])
        self._print(typed, written + mark, span, is_note=False)

    def _print(
        self, typed: KeyCitation, written: str, span: Span | None = None, *, is_note: bool = True
    ) -> None:
        """Put source where a citation is printed, which may be elsewhere than where it is asked for."""
        span = span or typed.span
        if typed.apart is None:
            before, after = typed.around
            written = before + written + after
            if typed.shares_span and self.edits and self.edits[-1].span == span:
                written = f"{self.edits.pop().new}{written}"
            self.edits.append(Edit(span, written))
            return
        head, place, tail = typed.apart
        text = self.document.parts[place.part].text
        space = "" if is_note or text[place.start - 1 : place.start].isspace() else " "
        self.edits += [Edit(typed.span, head), Edit(place, space + written + tail)]

    def _markup(self, markup: Markup) -> Markup:
        return markup if self.links else unlinked(markup)

    def _new_note(self, typed: KeyCitation, rendered: RenderedCitation) -> None:
        """Put the citation into a note whose mark stands after the punctuation that follows it."""
        note = self._note(typed, rendered)
        if typed.apart is not None or typed.shares_span or any(typed.around):
            if typed.mode is Mode.COMPOSITE:
                self._put(typed, typed.span, rendered.names, note.mark)
            else:
                self._print(typed, note.mark)
            return
        if typed.mode is Mode.COMPOSITE:
            place, marks = names_place(self.document, typed)
            self._put(typed, place, rendered.names, marks + note.mark)
            return
        place, taken = note_place(self.document, typed, in_quote=self.style.locale.punctuation_in_quote)
        self.edits.append(Edit(place, taken + note.mark))

    def _note(self, typed: KeyCitation, rendered: RenderedCitation) -> NewNote:
        self._notes += 1
        note = self.target.note(self._notes, self._markup(as_note(typed, rendered)), self.document)
        if note.definition:
            self.definitions.append(note.definition)
        return note

    def requests(self) -> None:
        """Take out what only lists works, with its line where it stands alone in it."""
        for aside in self.document.asides:
            if aside.kind is AsideKind.NOCITE and self.document.format in _LISTING:
                start, end, part = aside.span
                text = self.document.parts[part].text
                line = text.rfind("\n", 0, start) + 1
                after = text.find("\n", end) + 1 or len(text)
                is_alone = not text[line:start].strip() and not text[end:after].strip()
                self.edits.append(Edit(Span(line, after, part) if is_alone else aside.span, ""))

    def bibliography(self, cited: Cited, options: Options) -> list[str]:
        """Put the bibliography where the paper asks for it; return it where it belongs at the end."""
        write = partial(self.target.bibliography, layout=cited.result.layout, links=cited.links)
        for place, asked in cited.lists:
            stop = "" if place.inner == place.span else "\n"
            written = write(self._entries(asked), title="", framed=bool(stop))
            above = place.heading if written or place.tail else ""
            self.edits.append(Edit(place.inner, above + written + stop + place.tail))
        if cited.lists:
            return []
        entries = self._entries(cited.result.bibliography or ())
        heading = _empty_heading(self.document)
        if heading is not None:
            self._below(heading, write(entries, title="", framed=False))
            return []
        title = self.document.metadata.reference_section_title if options.title is None else options.title
        return [write(entries, title=title, framed=False)]

    def _entries(self, entries: Sequence[BibliographyEntry]) -> list[BibliographyEntry]:
        return [BibliographyEntry(entry.id, self._markup(entry.markup)) for entry in entries]

    def _below(self, heading: Block, written: str) -> None:
        """Put the bibliography under the heading that waits for it."""
        text = self.document.parts[heading.span.part].text
        at = self.target.below(text, heading.span)
        is_inline = self.target.APART == "\n"
        lead = "\n" if is_inline or text[at - 1] in "\r\n" else "\n\n"
        at_line_end = text[at : at + 1] in ("\r", "\n")
        trail = "" if is_inline and at_line_end else "\n" if at_line_end or at == len(text) else "\n\n"
        self.edits.append(Edit(Span(at, at, heading.span.part), f"{lead}{written}{trail}"))

    def append(self, texts: Sequence[str]) -> None:
        """Put ``texts`` at the end of the first part."""
        text = self.document.parts[0].text
        at = self.target.end(text)
        lead = "" if not at or _ENDS_APART.search(text, 0, at) else "\n" if text[at - 1] in "\r\n" else "\n\n"
        if self.target.APART == "\n" and lead:
            lead = lead[1:]
        self.edits.append(Edit(Span(at, at), lead + self.target.APART.join(texts) + "\n"))


def _empty_heading(document: Document) -> Block | None:
    """Return the heading over a list of references that has no list yet; the last of several."""
    blocks = [block for block in document.blocks if not block.note and block.kind is not BlockKind.METADATA]
    for block, after in reversed(list(zip_longest(blocks, blocks[1:]))):
        if block.kind is BlockKind.HEADING and is_reference_heading(block.text):
            ends = after is None or (after.kind is BlockKind.HEADING and after.level <= block.level)
            return block if ends else None
    return None


def _end_of_block(document: Document, typed: KeyCitation) -> int:
    block = document.blocks[typed.block] if typed.block >= 0 else None
    return block.span.end if block else len(document.parts[typed.span.part].text)


def names_place(document: Document, typed: KeyCitation) -> tuple[Span, str]:
    """Return what gives way to the names of a narrative citation, and what stands before its note's mark."""
    span = typed.span
    text = document.parts[span.part].text
    marks = _MARKS.match(text, span.end, _end_of_block(document, typed))
    after = Span(span.start, marks.end(), span.part) if marks else span
    return after, text[span.end : after.end]


def note_place(document: Document, typed: KeyCitation, *, in_quote: bool = False) -> tuple[Span, str]:
    """Return what gives way to the mark of a citation's note, and the punctuation that stays before it.

    ``in_quote`` puts a comma or a full stop before a closing quotation mark, as Americans do.
    """
    span = typed.span
    block = document.blocks[typed.block] if typed.block >= 0 else None
    text = document.parts[span.part].text
    first, last = (block.span.start, block.span.end) if block else (0, len(text))
    space = _TIED if document.format == "latex" else _SPACE
    before = space.search(text, first, span.start)
    start = before.start() if before else span.start
    marks = _MARKS.match(text, span.end, last)
    end = marks.end() if marks else span.end
    taken = text[span.end : end]
    if taken and text[start - 1 : start] == taken[:1]:
        # the sentence has ended already: "It is so. [@doe]."
        taken = taken[1:]
    quote = text[max(start - 1, first) : start]
    if in_quote and taken[:1] in (",", ".") and quote in ('"', "”") and text[start - 2 : start - 1] != "\\":
        return Span(start - 1, end, span.part), taken[:1] + quote + taken[1:]
    return Span(start, end, span.part), taken


def within_note(document: Document, typed: KeyCitation, rendered: RenderedCitation) -> Markup:
    """Return a citation as it stands in a note that the author typed: a sentence, or part of one."""
    block = document.blocks[typed.block]
    text = document.parts[typed.span.part].text
    before = text[block.span.start : typed.span.start].rstrip()
    after = text[typed.span.end : block.span.end].strip()
    if typed.mode is Mode.COMPOSITE:
        return _without_stop(rendered.rest) if after else rendered.rest
    whole = rendered.markup
    if before and not before.endswith(_SENTENCE_ENDS):
        return (Text("("), *_without_stop(whole), Text(")"))
    return _without_stop(whole) if after[:1] in (".", ",", ";", ":", "!", "?", ")") else whole


def as_note(typed: KeyCitation, rendered: RenderedCitation) -> Markup:
    """Return a citation as a note of its own: a prefix that begins it begins a sentence."""
    if typed.mode is Mode.COMPOSITE or not typed.cites[0].prefix:
        return rendered.rest
    return _with_capital(rendered.rest)


def _with_capital(markup: Markup) -> Markup:
    """Return ``markup`` with its first letter a capital."""
    if not markup:
        return markup
    first, *others = markup
    if isinstance(first, Text):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)
    return (replace(first, children=_with_capital(first.children)), *others)


def _without_stop(markup: Markup) -> Markup:
    """Return ``markup`` without the full stop that the style puts at the end of a note."""
    if not plain(markup).endswith("."):
        return markup
    last = markup[-1]
    if isinstance(last, Text):
        return (*markup[:-1], replace(last, text=last.text[:-1]))
    return (*markup[:-1], replace(last, children=_without_stop(last.children)))
