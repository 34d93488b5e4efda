"""A paper's text as HTML, with marks where findings are and the findings beside their paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.checks.finding import Finding, Level
from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Format
from citekit.reports.html.markup import attribute, words

__all__ = ["LEVEL_WORDS", "Numbered", "block_of", "write_text"]

LEVEL_WORDS: Final[Mapping[Level, tuple[str, str]]] = {
    Level.ERROR: ("✖", "Error"),
    Level.WARNING: ("▲", "Warning"),
    Level.LOOK: ("●", "To look at"),
    Level.UNCHECKED: ("?", "Could not check"),
}
"""The sign and the words of each level."""

_TAGS: Final[tuple[tuple[Format, str, str], ...]] = (
    (Format.ITALIC, "<i>", "</i>"),
    (Format.OBLIQUE, "<i>", "</i>"),
    (Format.BOLD, "<b>", "</b>"),
    (Format.SUPERSCRIPT, "<sup>", "</sup>"),
    (Format.SUBSCRIPT, "<sub>", "</sub>"),
    (Format.SMALL_CAPS, '<span class="small-caps">', "</span>"),
    (Format.UNDERLINE, '<span class="underlined">', "</span>"),
)
_SURENESS: Final = tuple(Level)
_HEADING: Final = 3
"""The level of the page's heading over the paper's text."""
_LOWEST_HEADING: Final = 6


class Numbered(NamedTuple):
    """A finding and its number on the page: its anchors are ``f3`` in the margin and ``t3`` in the text."""

    number: int
    finding: Finding


def block_of(document: Document, span: Span) -> int | None:
    """Return the index of the block that ``span`` begins in, or of the last before it, None without one."""
    found = None
    for index, block in enumerate(document.blocks):
        if block.span.part == span.part and block.span.start <= span.start:
            if span.start < block.span.end:
                return index
            found = index
    return found


def write_text(
    document: Document,
    numbered: Sequence[Numbered],
    *,
    anchor: str,
    card: Callable[[Numbered], str],
) -> Iterator[str]:
    """Yield the blocks of ``document`` with their findings, each made by ``card``.

    ``anchor`` begins the ids of the paper's blocks, which are as unique as the numbers are.
    """
    beside: dict[int, list[Numbered]] = {}
    for each in numbered:
        span = each.finding.where.span
        index = block_of(document, span) if span is not None else None
        if index is not None:
            beside.setdefault(index, []).append(each)
    marks = _Marks(document, numbered)
    level = _HEADING
    for index, block in enumerate(document.blocks):
        inner = marks.write(block, beside.get(index, []))
        if not inner.strip():
            continue
        if block.kind is BlockKind.HEADING:
            # No level is left out on the page, whatever the paper leaves out.
            level = min(block.level + _HEADING, level + 1, _LOWEST_HEADING)
        yield f'<div class="row" id="{anchor}b{index}">\n{_block(block, inner, level)}\n'
        if index in beside:
            yield '<ol class="margin" aria-label="Findings here">\n'
            yield from (f"<li>{card(each)}</li>\n" for each in beside[index])
            yield "</ol>\n"
        yield "</div>\n"


def _block(block: Block, inner: str, level: int) -> str:
    marker = f"{words(block.marker)} " if block.marker else ""
    note = f'<span class="note-label">Note {block.note}: </span>' if block.note > 0 else ""
    if block.kind is BlockKind.HEADING:
        return f"<h{level}>{marker}{inner}</h{level}>"
    if block.kind is BlockKind.CODE:
        return f"<pre>{inner}</pre>"
    if block.in_quote:
        return f"<blockquote><p>{note}{marker}{inner}</p></blockquote>"
    class_ = ' class="reference"' if block.hanging else ""
    return f"<p{class_}>{note}{marker}{inner}</p>"


class _Marks:
    """Writes the runs of blocks, cut where findings begin and end."""

    def __init__(self, document: Document, numbered: Sequence[Numbered]) -> None:
        self._notes = {note.reference: note.number for note in document.notes if note.reference}
        self._spans = [(each.finding.where.span, each) for each in numbered if each.finding.where.span]

    def write(self, block: Block, beside: Sequence[Numbered]) -> str:
        here = [
            (span, each)
            for span, each in self._spans
            if span.part == block.span.part and span.start < block.span.end and block.span.start < span.end
        ]
        pieces = [piece for run in block.runs for piece in _cut(run, [span for span, _ in here])]
        covered = [self._covering(piece, here) for piece in pieces]
        last = {each.number: at for at, found in enumerate(covered) for each in found}
        written: list[str] = []
        for at, (piece, found) in enumerate(zip(pieces, covered, strict=True)):
            written.append(self._piece(piece, found))
            written += [_link(each) for each in beside if last.get(each.number) == at]
        # What is about markup alone has no characters to mark.
        written += [_link(each) for each in beside if each.number not in last]
        return "".join(written)

    @staticmethod
    def _covering(piece: Run, here: Sequence[tuple[Span, Numbered]]) -> list[Numbered]:
        return [each for span, each in here if span.start < piece.span.end and piece.span.start < span.end]

    def _piece(self, piece: Run, found: Sequence[Numbered]) -> str:
        if piece.kind is RunKind.NOTE:
            number = self._notes.get(piece.span)
            return f"<sup>{number}</sup>" if number is not None and number > 0 else ""
        text = words(piece.text)
        if piece.kind is RunKind.CODE:
            text = f"<code>{text}</code>"
        for format_, before, after in _TAGS:
            if format_ in piece.formats:
                text = f"{before}{text}{after}"
        if not found:
            return text
        surest = min((each.finding.level for each in found), key=_SURENESS.index)
        return f'<mark class="{surest.value}">{text}</mark>'


def _link(each: Numbered) -> str:
    word = LEVEL_WORDS[each.finding.level][1]
    number, label = each.number, attribute(f"Finding {each.number}: {word}")
    return f'<a class="number-link" id="t{number}" href="#f{number}" aria-label="{label}">{number}</a>'


def _cut(run: Run, spans: Sequence[Span]) -> Iterator[Run]:
    """Yield ``run`` in pieces, cut where one of ``spans`` begins or ends."""
    start, end = run.span.start, run.span.end
    if len(run.text) != end - start:
        yield run  # its characters are not the source's own
        return
    cuts = {place for span in spans for place in (span.start, span.end) if start < place < end}
    for first, last in pairwise([start, *sorted(cuts), end]):
        span = Span(first, last, run.span.part)
        yield run._replace(text=run.text[first - start : last - start], span=span)
