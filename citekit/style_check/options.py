"""Options that do not go with the kind of style, or do nothing without another.

CSL 1.0.2, "Options": "Disambiguation", "Cite Grouping", "Cite Collapsing", "Reference Grouping".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.style_check.fault import Fault, listed, shown, warning
from citekit.style_check.outline import Outline
from citekit.style_check.source import Element

__all__ = ["check_options"]

_NEEDS: Final = (
    ("citation", "givenname-disambiguation-rule", "disambiguate-add-givenname"),
    ("citation", "year-suffix-delimiter", "collapse"),
    ("citation", "after-collapse-delimiter", "collapse"),
    ("bibliography", "subsequent-author-substitute-rule", "subsequent-author-substitute"),
)
"""Options that do nothing without another: the element, the option, what it needs."""


def check_options(outline: Outline) -> Iterator[Fault]:
    """Yield the options that contradict the kind of style or each other."""
    for tag, option, needed in _NEEDS:
        part = outline.root.child(tag)
        if part is not None and option in part.attributes and not _is_set(part, needed):
            yield warning(
                part, f"{option} does nothing without {needed}", f"set {needed} too", attribute=option
            )
    citation = outline.citation
    if citation is None:
        return
    yield from _kind(outline)
    numbers = _prints_number(outline, citation)
    if citation.get("collapse") == "citation-number" and not numbers:
        yield warning(
            citation,
            'collapse="citation-number" in a citation that prints no citation-number',
            'print <text variable="citation-number"/>, or collapse by year',
            attribute="collapse",
        )
    if outline.citation_format == "numeric":
        yield from _numeric(outline, citation, numbers=numbers)


def _is_set(part: Element, option: str) -> bool:
    return part.attributes.get(option, "false") not in ("false", "0")


def _prints_number(outline: Outline, part: Element) -> bool:
    return any(
        each.get("variable") == "citation-number"
        for each in outline.parts_of(part)
        if each.tag in ("text", "number")
    )


def _numeric(outline: Outline, citation: Element, *, numbers: bool) -> Iterator[Fault]:
    if not numbers:
        info = outline.info or outline.root
        category = next((each for each in info.children if "citation-format" in each.attributes), info)
        yield warning(
            category,
            "says that it is numeric, but its citations print no citation-number",
            'print <text variable="citation-number"/>, or name the right citation-format',
            attribute="citation-format",
        )
        return
    useless = [
        option
        for option in ("disambiguate-add-year-suffix", "disambiguate-add-names", "disambiguate-add-givenname")
        if _is_set(citation, option)
    ]
    if useless:
        verb = "does" if len(useless) == 1 else "do"
        yield warning(
            citation,
            f"{listed(useless, 'and')} {verb} nothing good in a numeric style: numbers tell works apart",
            "take it out" if len(useless) == 1 else "take them out",
            attribute=useless[0],
        )
    if citation.get("collapse").startswith("year"):
        yield warning(
            citation,
            f"collapse={shown(citation.get('collapse'))} in a numeric style, whose citations print no years",
            'write collapse="citation-number"',
            attribute="collapse",
        )


def _kind(outline: Outline) -> Iterator[Fault]:
    class_, kind = outline.root.get("class"), outline.citation_format
    if class_ == "in-text" and kind == "note":
        yield warning(
            outline.root,
            'class="in-text", but the citation-format is note',
            'write class="note", or name the right citation-format',
            attribute="class",
        )
    elif class_ == "note" and kind and kind != "note":
        yield warning(
            outline.root,
            f'class="note", but the citation-format is {kind}',
            'write class="in-text", or citation-format="note"',
            attribute="class",
        )
