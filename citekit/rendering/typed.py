"""What is typed around a key, understood as the paper's language and format have it.

Readers take locators apart by English words; in another language its own count ("S. 3" is a page in German).
Markdown and Org write dashes with hyphens (Pandoc manual, "Extension: smart"; Org manual, "Special Symbols").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.locator import WORDS, split_locator
from citekit.documents.citations import KeyCitation, KeyCite
from citekit.documents.typed_markup import cut_markup
from citekit.markup.tree import Markup, Text, plain

__all__ = ["understood"]

_DASHES: Final = (("---", "\u2014"), ("--", "\u2013"), ("...", "\u2026"))


def understood(citation: KeyCitation, words: Mapping[str, str], *, has_dashes: bool) -> KeyCitation:
    """Return ``citation`` with its locators understood, and its dashes if they are typed with hyphens.

    ``words`` are those that mean a label in the language of the paper (`citekit.csl.locator.words_of`).
    """
    cites = citation.cites
    if words is not WORDS:
        cites = tuple(_in_language(cite, words) for cite in cites)
    if has_dashes:
        cites = tuple(_with_dashes(cite) for cite in cites)
    if citation.mode is Mode.COMPOSITE:
        cites = (_with_comma(cites[0]), *cites[1:])
    return citation if cites == citation.cites else replace(citation, cites=cites)


def _with_comma(cite: KeyCite) -> KeyCite:
    """Return the cite of "Doe (2005, see p. 3)" with the comma that "@doe [see p. 3]" lacks."""
    is_word = cite.locator is None and plain(cite.suffix)[:1].isalnum()
    return cite._replace(suffix=(Text(", "), *cite.suffix)) if is_word else cite


def _in_language(cite: KeyCite, words: Mapping[str, str]) -> KeyCite:
    locator, cut = split_locator(plain(cite.after), words)
    return cite._replace(locator=locator, suffix=cut_markup(cite.after, cut))


def _with_dashes(cite: KeyCite) -> KeyCite:
    locator = cite.locator
    return cite._replace(
        prefix=_dashed(cite.prefix),
        suffix=_dashed(cite.suffix),
        locator=replace(locator, value=_dash(locator.value)) if locator else None,
    )


def _dashed(markup: Markup) -> Markup:
    return tuple(
        replace(node, text=_dash(node.text))
        if isinstance(node, Text)
        else replace(node, children=_dashed(node.children))
        for node in markup
    )


def _dash(text: str) -> str:
    for typed, meant in _DASHES:
        text = text.replace(typed, meant)
    return text
