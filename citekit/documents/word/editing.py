"""A Word paper with other words put in: only the runs that are replaced change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.word.story_text import STORIES, StoryText, text_of
from citekit.errors import CannotEdit
from citekit.markup.tree import Format, Link, Markup, Styled, Text
from citekit.word.package_editing import PackageEditor
from citekit.word.reading import read_document
from citekit.word.run_writing import Properties, TextPiece, write_runs
from citekit.word.story_editing import Cut, Replacement, edit_story

__all__ = ["cuts_of", "edit", "end_of_tracked", "refuses_links", "text_pieces", "texts_of"]

_FORMATS: Final = {
    Format.ITALIC: "italic",
    Format.OBLIQUE: "italic",
    Format.BOLD: "bold",
    Format.SMALL_CAPS: "small-caps",
    Format.UNDERLINE: "underline",
    Format.SUPERSCRIPT: "superscript",
    Format.SUBSCRIPT: "subscript",
}
"""There is none for LIGHT: Word knows bold and not bold."""


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`. What is new looks like the text around it.

    Raises:
        CannotEdit: a span stands where no text of the file does, or two edits meet.
    """
    editor = PackageEditor(document.data, name=document.name)
    for part, text in enumerate(texts_of(document)):
        mine = [edit for edit in edits if edit.span.part == part]
        if not mine:
            continue
        name = text.story.part

        replacements = []
        for span, new in mine:
            cuts, old = cuts_of(text, span)
            markup: Markup = (Text(new),) if isinstance(new, str) else new
            relate = None if refuses_links(text, cuts) else partial(_relate, editor, name)
            replacements.append(Replacement(cuts, old, partial(_written, tuple(text_pieces(markup)), relate)))
        editor.write(name, edit_story(editor.read(name), replacements, (), name=f"{document.name}, {name}"))
    return {document.name: editor.finish()}


def _relate(editor: PackageEditor, part: str, address: str) -> str:
    return editor.relate(part, "hyperlink", address, external=True)


def _written(pieces: Sequence[TextPiece], relate: Callable[[str], str] | None, properties: Properties) -> str:
    return write_runs(pieces, properties, relate)


def texts_of(document: Document) -> list[StoryText]:
    """Return the stories that the parts of ``document`` are, with their places in the file."""
    stories = read_document(document.data, name=document.name)
    return [text_of(story) for kind in STORIES if (story := stories.story(kind))]


def cuts_of(text: StoryText, span: Span) -> tuple[tuple[Cut, ...], str]:
    """Return what of which runs is ``span``, and its text; an empty span stands at the end of a run.

    Raises:
        CannotEdit: no run stands there.
    """
    before = None
    cuts: list[Cut] = []
    old: list[str] = []
    first, last = bisect_right(text.starts, span.start) - 1, bisect_right(text.starts, span.end)
    for line in text.lines[max(first, 0) : last]:
        for piece in line:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start < end:
                shift = piece.into - piece.start
                cuts.append(Cut(piece.run.start, start + shift, end + shift))
                old.append(piece.text[start - piece.start : end - piece.start])
            elif piece.start <= span.start <= piece.end and piece.text and before is None:
                at = span.start - piece.start + piece.into
                before = Cut(piece.run.start, at, at)
    if cuts:
        return tuple(cuts), "".join(old)
    if before is None:
        raise CannotEdit(text.story.part, "there is no text to put the new text beside", "type a word there")
    return (before,), ""


def refuses_links(text: StoryText, cuts: Sequence[Cut]) -> bool:
    """Whether the first of ``cuts`` stands where no link may: in another, or in a tracked insertion.

    An insertion holds runs and no links (ECMA-376-1, 17.13.5.18); Word and LibreOffice lose what is in one.
    """
    first = cuts[0].run
    return any(
        piece.run.link or piece.run.inserted
        for line in text.lines
        for piece in line
        if piece.run.start == first
    )


def end_of_tracked(text: StoryText, span: Span) -> int | None:
    """Return the end of ``span`` where what follows is inserted by another hand or by none; else None.

    Either may be rejected, and what was moved from one into the other would go with it.
    """
    pieces = [piece for line in text.lines for piece in line if piece.start <= span.end and piece.text]
    here = next((piece.run.inserted for piece in pieces if piece.start < span.end <= piece.end), False)
    after = next((piece.run.inserted for piece in pieces if piece.start <= span.end < piece.end), here)
    return None if here == after else span.end


def text_pieces(markup: Markup, formats: frozenset[str] = frozenset(), link: str = "") -> Iterator[TextPiece]:
    """Yield ``markup`` as characters that look alike.

    The plain formats take nothing off: text within italics that is not to be italic has no counterpart.
    """
    for node in markup:
        if isinstance(node, Text):
            if node.text:
                yield TextPiece(node.text, formats, link)
        elif isinstance(node, Styled):
            inner = _inside(node.format, formats)
            yield from text_pieces(node.children, inner, link)
        else:
            yield from text_pieces(node.children, formats, node.url if isinstance(node, Link) else link)


def _inside(format_: Format, formats: frozenset[str]) -> frozenset[str]:
    """Return ``formats`` with those of the attribute of ``format_`` replaced by it."""
    off = {_FORMATS[one] for one in _FORMATS if one.attribute == format_.attribute}
    name = _FORMATS.get(format_)
    return (formats - off) | ({name} if name else set())
