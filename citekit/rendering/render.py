"""The edits that finish a paper: each citation in the paper's format, its notes, and the bibliography."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Final

from citekit.csl.citation import BibliographyEntry, Mode, RenderedCitation
from citekit.csl.model.style import Style
from citekit.documents.blocks import Block, BlockKind
from citekit.documents.citations import AsideKind, KeyCitation
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.reference_headings import is_reference_heading
from citekit.item.item import Item
from citekit.markup.tree import Markup
from citekit.output.base import unlinked
from citekit.rendering.cited import Cited, Options, cite, is_named
from citekit.rendering.drawn_tables import redrawn
from citekit.rendering.floating_notes import in_floats
from citekit.rendering.habits import habits_of
from citekit.rendering.head_values import in_head_values
from citekit.rendering.moving_arguments import in_moving_arguments
from citekit.rendering.notes import as_note, names_place, note_place, within_note, without_stop
from citekit.rendering.raised import closed_up, ends_of_citations, raised_place
from citekit.rendering.target import NewNote, Target

__all__ = ["Rendering", "render"]

_ENDS_APART: Final = re.compile(r"(?:\r?\n|\r)(?:\r?\n|\r)\Z")


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
    options: Options,
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
    edits: Sequence[Edit] = writing.edits
    for fitted in (in_head_values, in_floats, in_moving_arguments, redrawn):
        edits = fitted(document, edits)
    return Rendering(edits=tuple(edits), cited=cited)


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
        self._ends = ends_of_citations(document)

    def citation(self, typed: KeyCitation, rendered: RenderedCitation) -> None:
        if typed.makes_note and not typed.note:
            self._print(typed, self._note(typed, rendered).mark)
        elif not self.style.is_note or is_named(self.document, typed) or not rendered.rest:
            self._put_in_text(typed, rendered.markup)
        elif typed.note:
            self._put(typed, typed.span, within_note(self.document, typed, rendered))
        else:
            self._new_note(typed, rendered)

    def _put_in_text(self, typed: KeyCitation, markup: Markup) -> None:
        if not habits_of(self.document.format).raises:
            self._put(typed, typed.span, markup)
            return
        is_bound = typed.apart is not None or typed.shares_span or any(typed.around)
        place = typed.span if is_bound else raised_place(self.document, typed, markup, self._ends)
        self._put(typed, place, closed_up(markup))

    def _put(self, typed: KeyCitation, span: Span, markup: Markup, mark: str = "") -> None:
        before, after = typed.around
        if typed.apart is None and not (typed.shares_span or before or after):
            text = self.document.parts[span.part].text
            before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        if after[:1] == "." and is_named(self.document, typed):
            markup = without_stop(markup)
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
        lists_in_text = habits_of(self.document.format).lists_in_text
        for aside in self.document.asides:
            if aside.kind is AsideKind.NOCITE and lists_in_text:
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
