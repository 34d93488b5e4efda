"""A finished paper in Word: citations as runs, notes as footnotes, the bibliography as paragraphs of a style.

Only the runs with citations change, and what is asked to give way to the bibliography. Notes are footnotes of
Word; where none can stand (in text boxes) the citation stands in brackets. Citations lead to bookmarks around
the entries, entries to addresses. With ``fields`` citations and list are fields of Zotero's instead, without
links, so that co-authors who use Zotero can go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from citekit.csl.citation import BibliographyEntry, Mode, RenderedCitation
from citekit.csl.model.style import Style
from citekit.documents.citations import KeyCitation
from citekit.documents.document import BibliographyPlace, Document
from citekit.documents.places import Span
from citekit.documents.word.editing import cuts_of, end_of_tracked, refuses_links, text_pieces, texts_of
from citekit.item.item import Item
from citekit.markup.tree import Link, Markup, Node, Styled, Text, plain
from citekit.output.base import clean, safe_url, unlinked
from citekit.rendering.cited import Cited, Options, cite
from citekit.rendering.docx_entries import Entries, bookmark_of
from citekit.rendering.notes import as_note, names_place, note_place, within_note
from citekit.rendering.raised import closed_up, ends_of_citations, raised_place
from citekit.rendering.zotero_fields import citation_instruction, preferences
from citekit.word.field_writing import begin_field, end_field
from citekit.word.footnote_writing import FootnoteWriter
from citekit.word.package_editing import PackageEditor
from citekit.word.property_writing import set_chunked
from citekit.word.run_writing import Properties, TextPiece, write_runs
from citekit.word.story import Place, StoryKind
from citekit.word.story_editing import Replacement, Splice, edit_story, end_of_body
from citekit.word.style_writing import StyleWriter

__all__ = ["FinishedDocument", "render"]

_BOOKMARK_ID: Final = re.compile(rb"""<\w+:bookmarkStart\s[^>]*?\w+:id\s*=\s*["'](-?\d+)["']""")


@dataclass(frozen=True, slots=True)
class FinishedDocument:
    """The finished file, and what was printed in it."""

    data: bytes
    cited: Cited


def render(
    document: Document, style: Style, items: Mapping[str, Item], options: Options, *, fields: bool = False
) -> FinishedDocument:
    """Return the Word paper ``document``, finished; one without citations is the file as it was.

    ``items`` gives the item of every key that may be cited. A key that Word has given a capital letter at
    the beginning of a sentence is found too.

    Raises:
        CannotEdit: the text of a citation is not written plainly, or a part is not in UTF-8.
    """
    items = with_capitals(document, items)
    if fields:
        options = replace(options, links=False)
    cited = cite(document, style, items, options)
    if not cited.citations and not (cited.has_bibliography and cited.result.bibliography):
        return FinishedDocument(document.data, cited)
    writing = _Writing(document, style, options, items if fields else {})
    for typed, rendered in cited.citations:
        writing.citation(typed, rendered)
    if cited.has_bibliography and cited.result.bibliography:
        writing.bibliography(cited)
    if fields:
        set_chunked(writing.editor, "ZOTERO_PREF", preferences(style))
    return FinishedDocument(writing.finish(), cited)


def with_capitals(document: Document, items: Mapping[str, Item]) -> Mapping[str, Item]:
    """Return ``items`` with the keys of ``document`` that differ from one of theirs in a first capital."""
    more = {}
    for citation in document.all_citations():
        for key in citation.keys:
            small = key[:1].lower() + key[1:]
            if key not in items and small in items:
                more[key] = items[small]
    return {**items, **more}


class Field(NamedTuple):
    """A field: its instruction and what it shows."""

    instruction: str
    shown: tuple[TextPiece, ...]


def _runs(
    pieces: Sequence[TextPiece | Field], properties: Properties, relate: Callable[[str], str] | None
) -> str:
    written: list[str] = []
    for is_field, group in groupby(pieces, key=lambda piece: isinstance(piece, Field)):
        together = list(group)
        if not is_field:
            texts = [one for one in together if isinstance(one, TextPiece)]
            written.append(write_runs(texts, properties, relate))
        for one in together:
            if isinstance(one, Field):
                shown = write_runs(one.shown, properties, None)
                written += [begin_field(one.instruction, properties), shown, end_field(properties)]
    return "".join(written)


class _Writing:
    """The changes of one document as they gather, story by story.

    ``items`` are those whose citations become fields, by key; there are none where none is to be one.
    """

    def __init__(self, document: Document, style: Style, options: Options, items: Mapping[str, Item]) -> None:
        self.document = document
        self.style = style
        self.options = options
        self.items = items
        self.ends = ends_of_citations(document)
        self.new_notes = 0
        self.citations = 0
        self.editor = PackageEditor(document.data, name=document.name)
        self.texts = texts_of(document)
        self.styles = StyleWriter(self.editor)
        self.replacements: list[list[Replacement]] = [[] for _ in self.texts]
        self.splices: list[list[Splice]] = [[] for _ in self.texts]
        self.notes: FootnoteWriter | None = None
        self.own_notes = [
            (piece.start, piece.run.note.id)
            for line in self.texts[0].lines
            for piece in line
            if piece.run.note and piece.run.note.story is StoryKind.FOOTNOTES
        ]

    def finish(self) -> bytes:
        for text, replacements, splices in zip(self.texts, self.replacements, self.splices, strict=True):
            part = text.story.part
            if replacements or splices:
                data = self.editor.read(part)
                changed = edit_story(data, replacements, splices, name=f"{self.document.name}, {part}")
                self.editor.write(part, changed)
        if self.notes:
            self.notes.finish()
        return self.editor.finish()

    # Citations.

    def citation(self, typed: KeyCitation, rendered: RenderedCitation) -> None:
        if self.style.is_note and rendered.rest and not (typed.note or self.stands_in_box(typed.span)):
            self.new_note(typed, rendered)
            return
        note = typed.note + self.new_notes if typed.note > 0 else 0
        if self.style.is_note and rendered.rest:
            pieces = self.whole(typed, within_note(self.document, typed, rendered), note)
        elif typed.mode is Mode.COMPOSITE:
            rendered = replace(rendered, markup=closed_up(rendered.markup))
            names = plain(rendered.names)
            between = plain(rendered.markup)[len(names) :].removesuffix(plain(rendered.rest))
            if self.items and plain(rendered.markup) == names + between + plain(rendered.rest):
                before = self.pieces((*rendered.names, Text(between)))
                pieces = (*before, *self.whole(typed, rendered.rest, note))
            else:
                pieces = tuple(self.pieces(rendered.markup))
        else:
            pieces = self.whole(typed, rendered.markup, note)
        is_bound = self.style.is_note or typed.mode is Mode.COMPOSITE
        self.put(
            typed.span if is_bound else raised_place(self.document, typed, rendered.markup, self.ends), pieces
        )

    def whole(self, typed: KeyCitation, markup: Markup, note: int) -> tuple[TextPiece | Field, ...]:
        """Return a citation as text, or as a field where its works are known."""
        pieces = tuple(self.pieces(markup))
        self.citations += 1
        shown = "".join(piece.text for piece in pieces)
        splits = typed.mode is Mode.COMPOSITE and not self.style.is_note
        if splits:
            first, *rest = typed.cites
            typed = replace(typed, cites=(first._replace(mode=Mode.SUPPRESS_AUTHOR), *rest))
        instruction = citation_instruction(typed, self.items, shown, number=self.citations, note=note)
        return (Field(instruction, pieces),) if instruction else pieces

    def put(self, span: Span, pieces: Sequence[TextPiece | Field], *, mark: int = 0) -> None:
        """Put ``pieces`` in the place of ``span``, and after them the mark of the note ``mark``."""
        text = self.texts[span.part]
        cuts, old = cuts_of(text, span)
        relate = None if refuses_links(text, cuts) else self.relate_in(text.story.part)
        self.replacements[span.part].append(
            Replacement(cuts, old, partial(self.written, pieces, relate, mark))
        )

    def written(
        self,
        pieces: Sequence[TextPiece | Field],
        relate: Callable[[str], str] | None,
        mark: int,
        properties: Properties,
    ) -> str:
        runs = _runs(pieces, properties, relate)
        return runs + self.notes.mark(mark, properties) if mark and self.notes else runs

    def new_note(self, typed: KeyCitation, rendered: RenderedCitation) -> None:
        if self.notes is None:
            self.notes = FootnoteWriter(self.editor, self.styles)
        self.new_notes += 1
        before = sum(start < typed.span.start for start, _ in self.own_notes)
        pieces = self.whole(typed, as_note(typed, rendered), before + self.new_notes)
        runs = _runs(pieces, (), self.relate_in(self.notes.part))
        number = self.notes.add(runs, before=self.next_note(typed.span))
        until = end_of_tracked(self.texts[typed.span.part], typed.span)
        if typed.mode is Mode.COMPOSITE:
            place, marks = names_place(self.document, typed, until=until)
            names = tuple(self.pieces(rendered.names))
            self.put(place, (*names, TextPiece(marks)) if marks else names, mark=number)
            return
        in_quote = self.style.locale.punctuation_in_quote
        place, taken = note_place(self.document, typed, in_quote=in_quote, until=until)
        self.put(place, (TextPiece(taken),) if taken else (), mark=number)

    def next_note(self, span: Span) -> str:
        """Return the id of the first footnote of the author's own that is referred to after ``span``."""
        return next((id_ for start, id_ in self.own_notes if start >= span.start), "")

    def stands_in_box(self, span: Span) -> bool:
        """Whether ``span`` is in a text box, in which Word allows no notes."""
        line = self.document.parts[span.part].place(span.start).line
        return self.texts[span.part].story.paragraphs[line - 1].place is Place.TEXT_BOX

    def pieces(self, markup: Markup) -> Iterator[TextPiece]:
        return text_pieces(_cleaned(markup if self.options.links else unlinked(markup)))

    def relate_in(self, part: str) -> Callable[[str], str]:
        return partial(self._relate, part)

    def _relate(self, part: str, address: str) -> str:
        return self.editor.relate(part, "hyperlink", address, external=True)

    # The bibliography.

    def bibliography(self, cited: Cited) -> None:
        title = self.document.metadata.reference_section_title
        title = title if self.options.title is None else self.options.title
        lists = [(place, entries) for place, entries in cited.lists if place.inner.part == 0]
        bookmark = self.first_bookmark()
        for place, entries in lists:
            self.fill(place, self.entries(entries, cited, bookmark))
            bookmark += len(entries)
        if not lists:
            data = self.editor.read(self.texts[0].story.part)
            end = end_of_body(data, name=self.document.name)
            heading = self.heading(title) if title else ""
            written = self.entries(cited.result.bibliography or (), cited, bookmark)
            self.splices[0].append(Splice(end, end, heading + written))

    def entries(self, entries: Sequence[BibliographyEntry], cited: Cited, bookmark: int) -> str:
        """Return a list as paragraphs; its bookmarks are numbered from ``bookmark``."""
        kept = [
            BibliographyEntry(entry.id, entry.markup if self.options.links else unlinked(entry.markup))
            for entry in entries
        ]
        written = Entries(
            self.styles,
            kept,
            cited.result.layout,
            relate=self.relate_in(self.texts[0].story.part),
            first_bookmark=bookmark,
            is_field=bool(self.items),
        )
        return written.paragraphs(links=cited.links)

    def first_bookmark(self) -> int:
        """Return the first number that no bookmark of the document has."""
        ids = [int(match[1]) for match in _BOOKMARK_ID.finditer(self.texts[0].story.data)]
        return max([0, *ids]) + 1

    def fill(self, place: BibliographyPlace, xml: str) -> None:
        text = self.texts[0]
        paragraph = text.story.paragraphs[self.document.parts[0].place(place.inner.start).line - 1]
        start, end = paragraph.start, paragraph.end
        if place.inner.start == place.inner.end:
            self.splices[0].append(Splice(end, end, xml))
        elif b"sectPr" in text.story.data[start:end]:
            # A section ends with this paragraph, which has to stay.
            cuts, old = cuts_of(text, place.inner)
            self.replacements[0].append(Replacement(cuts, old, lambda _: ""))
            self.splices[0].append(Splice(start, start, xml))
        else:
            self.splices[0].append(Splice(start, end, xml))

    def heading(self, title: str) -> str:
        id_ = self.styles.find("heading 1", "paragraph")
        setting = f'<w:pPr><w:pStyle w:val="{id_}"/></w:pPr>' if id_ else ""
        return f"<w:p>{setting}{write_runs([TextPiece(clean(title))], (), None)}</w:p>"


def _cleaned(markup: Markup) -> Markup:
    """Return ``markup`` with nothing but characters in its texts, and links that are safe."""
    return tuple(_cleaned_nodes(markup))


def _cleaned_nodes(markup: Iterable[Node]) -> Iterator[Node]:
    for node in markup:
        if isinstance(node, Text):
            yield Text(clean(node.text), node.origin)
        elif isinstance(node, Link):
            url = safe_url(node.url)
            inner = _cleaned(node.children)
            if url.startswith("#"):
                yield Link(f"#{bookmark_of(node.url[1:])}", inner)
            elif url:
                yield Link(url, inner)
            else:
                yield from inner
        elif isinstance(node, Styled):
            yield Styled(node.format, _cleaned(node.children))
        else:
            yield from _cleaned(node.children)
