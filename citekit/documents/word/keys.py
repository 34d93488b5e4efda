"""Citations by key in the text of a Word paragraph, through what Word makes of them while they are typed.

Word cuts a text into runs wherever its checks or its history differ, puts no-break spaces before semicolons
in French and dashes for hyphens. What is set in italics within the brackets stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citekit.documents.blocks import Run
from citekit.documents.citations import Aside, KeyCitation
from citekit.documents.markdown.inline.inline import Inline, Kind, RawCite
from citekit.documents.markdown.inlines import read_inlines
from citekit.documents.stretch import Piece, Stretch, take_apart
from citekit.markup.tree import Format

__all__ = ["find_keys"]

_AS_TYPED: Final = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{NON-BREAKING HYPHEN}": "-",
    }
)
_DASHED: Final = ("–@", "—@", "\N{MINUS SIGN}@")


def find_keys(runs: Sequence[Run]) -> tuple[tuple[KeyCitation, ...], tuple[Aside, ...]]:
    """Return the citations by key in the text of ``runs``, and what looks like one and is none."""
    text = "".join([run.text for run in runs])
    if "@" not in text:
        return (), ()
    typed = text.translate(_AS_TYPED)
    for dashed in _DASHED:
        typed = typed.replace(dashed, "-@")
    pieces = []
    position = 0
    for run in runs:
        if run.text:
            after = position + len(run.text)
            pieces.append(Piece(typed[position:after], run.span.start, run.span.end))
            position = after
    stretch = Stretch(pieces)
    nodes = tuple(_with_formats(node, runs) for node in read_inlines(typed, has_markup=False))
    found = take_apart(stretch, nodes)
    part = runs[0].span.part
    return tuple(_in_part(one, part) for one in found.citations), tuple(
        aside._replace(span=aside.span._replace(part=part)) for aside in found.asides
    )


def _in_part(citation: KeyCitation, part: int) -> KeyCitation:
    if part == 0:
        return citation
    return replace(
        citation,
        span=citation.span._replace(part=part),
        cites=tuple(cite._replace(key_span=cite.key_span._replace(part=part)) for cite in citation.cites),
        nested=tuple(_in_part(one, part) for one in citation.nested),
    )


def _with_formats(node: Inline, runs: Sequence[Run]) -> Inline:
    """Return a citation with the formats of what stands before and after its keys."""
    if node.citation is None:
        return node._replace(children=tuple(_with_formats(inner, runs) for inner in node.children))
    around = _formats_at(runs, node.start)

    def styled(inner: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(piece for one in inner for piece in _styled(one, runs, around))

    cites = tuple(
        RawCite(cite.key, cite.start, cite.end, styled(cite.prefix), styled(cite.after), cite.suppress_author)
        for cite in node.citation.cites
    )
    return node._replace(citation=node.citation._replace(cites=cites))


def _styled(node: Inline, runs: Sequence[Run], around: frozenset[Format]) -> Iterator[Inline]:
    if node.kind is not Kind.TEXT:
        yield node
        return
    position = 0
    for run in runs:
        start, end = max(position, node.start), min(position + len(run.text), node.end)
        position += len(run.text)
        if start < end:
            piece = node._replace(start=start, end=end)
            for format_ in sorted(run.formats - around, key=lambda each: each.name):
                piece = Inline(Kind.STYLED, start, end, (piece,), format=format_)
            yield piece


def _formats_at(runs: Sequence[Run], place: int) -> frozenset[Format]:
    position = 0
    for run in runs:
        position += len(run.text)
        if place < position:
            return run.formats
    return frozenset()
