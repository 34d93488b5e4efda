"""A Word paper with remarks put to it: comments on its words, and changes that its author can accept.

ISO/IEC 29500-1, 17.13: comments and tracked changes. All other parts of the file, and all other text, stay
byte for byte. Word takes comments in the text alone, so a remark on a footnote stands at the note's mark, and
one on a text box at the paragraph before it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.word.editing import cuts_of, text_pieces, texts_of
from citekit.documents.word.story_text import Piece, StoryText
from citekit.errors import CannotEdit
from citekit.markup.tree import Markup, Text
from citekit.word.comment_writing import CommentWriter
from citekit.word.package_editing import PackageEditor
from citekit.word.run_writing import Properties, escaped, write_run, write_runs
from citekit.word.story import Place
from citekit.word.story_editing import Cut, Replacement, edit_story

__all__ = ["Remark", "mark", "trackable"]

_ID: Final = re.compile(rb"""\s\w+:id\s*=\s*["'](\d+)["']""")
_BODY: Final = 0


class Remark(NamedTuple):
    """What is said of a span, a paragraph each; None stands for the paper as a whole."""

    span: Span | None
    paragraphs: tuple[str, ...]


def trackable(document: Document, changes: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return those of ``changes`` that can be tracked, and so be taken back.

    In a field or a content control they cannot, for a program writes it anew; nor in text whose own
    insertion is still tracked.
    """
    texts = texts_of(document)
    return tuple(change for change in changes if _is_trackable(texts[change.span.part], change.span))


def mark(
    document: Document,
    remarks: Sequence[Remark],
    changes: Sequence[Edit],
    *,
    author: str,
    initials: str,
    date: dt.date,
) -> bytes:
    """Return the file with ``remarks`` as comments and ``changes``, which can be tracked, as tracked changes.

    Raises:
        CannotEdit: the paper has no text to put a comment to.
    """
    editor = PackageEditor(document.data, name=document.name)
    texts = texts_of(document)
    replacements: list[list[Replacement]] = [[] for _ in texts]
    comments = CommentWriter(editor, author=author, initials=initials, date=date)
    for remark in remarks:
        first, last = _ends(document, texts, remark.span)
        number = comments.add(remark.paragraphs)
        reference = write_run(f'<w:commentReference w:id="{number}"/>')
        replacements[_BODY] += [
            _put(first, f'<w:commentRangeStart w:id="{number}"/>'),
            _put(last, f'<w:commentRangeEnd w:id="{number}"/>{reference}'),
        ]
    by = f'w:author="{escaped(author)}" w:date="{date.isoformat()}T00:00:00Z"'
    ids = _ids(editor, texts)
    for change in changes:
        cuts, old = cuts_of(texts[change.span.part], change.span)
        replacements[change.span.part].append(_tracked(cuts, old, change.new, by, ids))
    for text, its in zip(texts, replacements, strict=True):
        if its:
            part = text.story.part
            editor.write(part, edit_story(editor.read(part), its, (), name=f"{document.name}, {part}"))
    comments.finish()
    return editor.finish()


def _put(cut: Cut, xml: str) -> Replacement:
    return Replacement((cut,), "", lambda _: xml)


def _ids(editor: PackageEditor, texts: Sequence[StoryText]) -> Iterator[int]:
    """Yield ids that no annotation of the document has."""
    taken = [int(match[1]) for text in texts for match in _ID.finditer(editor.read(text.story.part))]
    number = max(taken, default=0)
    while True:
        number += 1
        yield number


def _tracked(cuts: tuple[Cut, ...], old: str, new: str | Markup, by: str, ids: Iterator[int]) -> Replacement:
    pieces = tuple(text_pieces((Text(new),) if isinstance(new, str) else new))

    def write(properties: Properties) -> str:
        runs = write_runs(pieces, properties, None)
        return f'<w:ins w:id="{next(ids)}" {by}>{runs}</w:ins>' if runs else ""

    def keep(run: str) -> str:
        return f'<w:del w:id="{next(ids)}" {by}>{run}</w:del>'

    return Replacement(cuts, old, write, keep)


def _is_trackable(text: StoryText, span: Span) -> bool:
    runs = {cut.run for cut in cuts_of(text, span)[0]}
    own = [piece.run for line in text.lines for piece in line if piece.run.start in runs]
    return not any(run.fields or run.controls or run.inserted for run in own)


def _ends(document: Document, texts: Sequence[StoryText], span: Span | None) -> tuple[Cut, Cut]:
    """Return where in the text a comment on ``span`` begins and ends."""
    body = texts[_BODY]
    if span is not None and span.part != _BODY:
        span = next((note.reference for note in document.notes if _holds(note.span, span)), None)
    if span is not None:
        line = bisect_right(body.starts, span.start) - 1
        if body.story.paragraphs[line].place is Place.TEXT_BOX:
            span = _paragraph(reversed(range(line)), body)
    if span is None or not any(_touches(piece, span) for line in body.lines for piece in line):
        span = _paragraph(range(len(body.lines)), body)
    if span is None:
        raise CannotEdit(document.name, "it has no text to put a comment to", "type a word into it")
    cuts, _ = cuts_of(body, span)
    return Cut(cuts[0].run, cuts[0].start, cuts[0].start), Cut(cuts[-1].run, cuts[-1].end, cuts[-1].end)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.part == inner.part and outer.start <= inner.start <= outer.end


def _touches(piece: Piece, span: Span) -> bool:
    return bool(piece.text) and piece.start <= span.end and span.start <= piece.end


def _paragraph(lines: Iterable[int], body: StoryText) -> Span | None:
    """Return the first of the paragraphs ``lines`` that has words and stands in the text itself."""
    for line in lines:
        pieces = body.lines[line]
        is_boxed = body.story.paragraphs[line].place is Place.TEXT_BOX
        if not is_boxed and any(piece.text.strip() for piece in pieces):
            return Span(pieces[0].start, pieces[-1].end, _BODY)
    return None
