"""Citations within what is said around another: "[@doe, as cited in @roe]".

The words around a cite go through the processor as text, so a letter that hardly any paper has holds the
place of such a citation, until it is put there as it prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode, RenderedCitation
from citekit.csl.locator import split_locator
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.markup.tree import Markup, Node, Text, plain
from citekit.output.base import unlinked
from citekit.rendering.commanded import without_brackets
from citekit.rendering.notes import without_stop

__all__ = ["spelled_out", "with_nested", "with_places", "within_brackets"]

_PLACES: Final = "\u02a9\u02aa\u02ab\u02ac\u02ad\u02ae\u02af"
"""Letters of speech pathology, which have no case: before and after them stand the spaces of words."""


def with_places(citation: KeyCitation, document: Document, words: Mapping[str, str]) -> KeyCitation:
    """Return ``citation`` with a letter in the place of each nested one, and those that have a place.

    ``words`` mean a label of a locator, which may follow a nested one without brackets.
    """
    cites, kept, places = list(citation.cites), list[KeyCitation](), _places(citation)
    for nested in citation.nested:
        typed = " ".join((nested.typed or document.source(nested.span)).split())
        place = places[len(kept) : len(kept) + 1]
        if not (typed and place):
            continue
        for index, cite in enumerate(cites):
            prefix, _ = _replaced(cite.prefix, typed, place, None)
            after, located = _replaced(cite.after, typed, place, words if _is_bare(nested) else None)
            suffix, _ = _replaced(cite.suffix, typed, place, words if _is_bare(nested) else None)
            if (prefix, after) != (cite.prefix, cite.after):
                in_prefix = prefix != cite.prefix
                cites[index] = (
                    cite._replace(prefix=prefix) if in_prefix else cite._replace(after=after, suffix=suffix)
                )
                kept.append(nested if in_prefix or not located else _located(nested, located, words))
                break
    return replace(citation, cites=tuple(cites), nested=tuple(kept))


def _places(citation: KeyCitation) -> str:
    """Return the letters that nothing said in ``citation`` has."""
    said = "".join(plain((*cite.prefix, *cite.after)) for cite in citation.cites)
    return "".join(letter for letter in _PLACES if letter not in said)


def _is_bare(nested: KeyCitation) -> bool:
    """Whether all that is typed is "@roe", so that a locator may follow it."""
    return nested.mode is Mode.COMPOSITE and len(nested.cites) == 1 and not nested.cites[0].after


def _located(nested: KeyCitation, after: str, words: Mapping[str, str]) -> KeyCitation:
    locator, _ = split_locator(after, words)
    return replace(nested, cites=(nested.cites[0]._replace(after=(Text(after),), locator=locator),))


def _replaced(markup: Markup, typed: str, place: str, words: Mapping[str, str] | None) -> tuple[Markup, str]:
    """Return ``markup`` with the first text ``typed`` replaced, and with ``words`` the locator behind it."""
    for index, node in enumerate(markup):
        after = ""
        if isinstance(node, Text):
            before, found, behind = node.text.partition(typed)
            if found and words is not None:
                _, cut = split_locator(behind, words)
                after, behind = behind[:cut], behind[cut:]
            new: Node = replace(node, text=f"{before}{place}{behind}") if found else node
        else:
            children, after = _replaced(node.children, typed, place, words)
            new = replace(node, children=children)
        if new != node:
            return (*markup[:index], new, *markup[index + 1 :]), after
    return markup, ""


def within_brackets(typed: KeyCitation) -> KeyCitation:
    """Return a nested citation as it is formatted: what is narrative there stands within brackets."""
    return replace(typed, mode=Mode.NORMAL) if typed.mode is Mode.COMPOSITE else typed


def with_nested(
    rendered: RenderedCitation, typed: KeyCitation, inner: Sequence[RenderedCitation], *, is_note: bool
) -> RenderedCitation:
    """Return ``rendered`` with the citations nested in ``typed``, as they stand within a sentence.

    A nested one loses brackets of the kind that the whole stands in, and in a note the full stop at its end.
    """
    is_within = without_brackets(rendered.markup) != rendered.markup
    opening = plain(rendered.markup)[:1] if is_within else ""
    printed = {}
    for place, one in zip(_places(typed), inner, strict=False):
        markup = without_stop(one.markup) if is_note else one.markup
        printed[place] = without_brackets(markup) if opening and plain(markup)[:1] == opening else markup
    return replace(
        rendered,
        markup=_filled(rendered.markup, printed),
        names=_filled(rendered.names, printed),
        rest=_filled(rendered.rest, printed),
    )


def spelled_out(citation: KeyCitation, typed: KeyCitation, inner: Sequence[RenderedCitation]) -> KeyCitation:
    """Return ``citation``, which `with_places` made of ``typed``, with what its nested ones print."""
    printed = {
        place: without_stop(without_brackets(unlinked(one.markup)))
        for place, one in zip(_places(typed), inner, strict=False)
    }
    return replace(
        citation,
        cites=tuple(
            cite._replace(
                prefix=_filled(cite.prefix, printed),
                after=_filled(cite.after, printed),
                suffix=_filled(cite.suffix, printed),
            )
            for cite in citation.cites
        ),
    )


def _filled(markup: Markup, printed: Mapping[str, Markup]) -> Markup:
    result: list[Node] = []
    for node in markup:
        if not isinstance(node, Text):
            result.append(replace(node, children=_filled(node.children, printed)))
            continue
        start = 0
        for position, char in enumerate(node.text):
            if char in printed:
                if start < position:
                    result.append(replace(node, text=node.text[start:position]))
                result += printed[char]
                start = position + 1
        if start < len(node.text) or not node.text:
            result.append(replace(node, text=node.text[start:]))
    return tuple(result)
