"""A document understood as a paper: its lists, its citations, and how each stands to the list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from citekit.checks.acronyms import find_acronyms
from citekit.checks.comparison.compare import compare
from citekit.checks.comparison.difference import Comparison
from citekit.checks.linking import Linker
from citekit.checks.list_form import list_form
from citekit.checks.listed import italic_spans, listed_references
from citekit.checks.match import Band, Matcher
from citekit.checks.matches import find_matches
from citekit.checks.paper import Coverage, ListedReference, Paper
from citekit.checks.printed import print_list
from citekit.checks.source_files import SourceFiles
from citekit.checks.style_facts import StyleFacts, System, style_facts
from citekit.checks.style_vote import FEWEST, held_against, vote
from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation, InTextKind
from citekit.documents.in_text.in_text import find_in_text
from citekit.documents.reference_list import find_reference_lists
from citekit.documents.typed_notes import with_typed_notes
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ReferenceParser
from citekit.item.item import Item
from citekit.language.fold import fold

__all__ = ["understand"]

_NO_ITEMS: Mapping[str, Item] = {}


def understand(
    document: Document,
    *,
    today: dt.date,
    items: Mapping[str, Item] = _NO_ITEMS,
    matcher: Matcher | None = None,
    style: Style | None = None,
    style_name: str = "",
    style_is_given: bool = False,
    families: Callable[[], Mapping[str, Style]] | None = None,
    parser: ReferenceParser = parse_reference,
    sources: SourceFiles | None = None,
) -> Paper:
    """Return what is understood of ``document``.

    ``matcher`` finds the records among ``items``; without it one is made, which takes its time for many.
    ``families`` gives the styles of `citekit.checks.style_vote.FAMILIES`, among which the list's own is told;
    it is the paper's where ``style`` is None. ``parser`` reads the typed references.
    ``sources`` gives the files of the works among ``items``.
    Raises nothing: what cannot be read is counted in the paper's ``coverage``.
    """
    document = with_typed_notes(document)
    lists = find_reference_lists(document)
    references = listed_references(lists, parser)
    authors = frozenset(fold(reference.names[0]) for reference in references if reference.names)
    cites = find_in_text(document, authors=authors)
    acronyms = find_acronyms(document, cites, references)
    paper = Paper(
        document=document,
        today=today,
        items=items,
        lists=lists,
        references=references,
        cites=cites,
        acronyms=acronyms,
        matches=find_matches(references, matcher or Matcher(items)) if items else {},
        coverage=_coverage(document, references, cites, len(lists)),
        sources=sources,
    )
    if families is not None and len(references) >= FEWEST:
        # A dash for the author tells nothing of how a style writes names.
        typed = {one.number: one.reference.text for one in references if not one.repeats_names}
        read = {one.number: one.parsed.item(f"reference-{one.number}") for one in references}
        system = _system(cites, None)
        if style is not None:
            told = held_against(style, typed, read, families, system=system)
        else:
            styles = families()
            told = vote(typed, read, styles, system=system)
            if told is not None:
                style, style_name = styles[told.style], told.style
        paper = replace(paper, vote=told)
    return _held_to(paper, style, style_name=style_name, style_is_given=style_is_given)


def _held_to(
    paper: Paper, style: Style | None, *, style_name: str = "", style_is_given: bool = False
) -> Paper:
    """Return ``paper`` held to ``style``, its citations linked as that style makes them."""
    facts = style_facts(style) if style is not None else None
    system = _system(paper.cites, facts)
    linker = Linker(paper.document, paper.references, paper.acronyms, system)
    return replace(
        paper,
        style=style,
        style_name=style_name,
        style_is_given=style_is_given,
        facts=facts,
        system=system,
        links=tuple(linker.links(paper.cites)),
        form=list_form(style) if style is not None and (paper.references or paper.document.notes) else None,
        comparisons=_comparisons(paper, style) if style is not None else {},
    )


def _comparisons(paper: Paper, style: Style) -> dict[int, Comparison]:
    """Compare the references of which the record is sure; they are printed as one list."""
    keys = {number: match.key for number, match in paper.matches.items() if match.band is Band.MATCH}
    if not keys:
        return {}
    printed = print_list(style, [paper.items[key] for key in dict.fromkeys(keys.values())])
    return {
        number: compare(
            paper.reference(number).reference.text,
            printed[key],
            paper.items[key],
            italics=italic_spans(paper.reference(number).reference) if paper.document.shows_italics else None,
        )
        for number, key in keys.items()
        if key in printed
    }


def _system(cites: Sequence[InTextCitation], facts: StyleFacts | None) -> System | None:
    """Tell how the paper points to its sources: by what it does most, the style where that is even."""
    kinds = Counter(citation.kind for citation in cites)
    counts = {
        System.AUTHOR_DATE: kinds[InTextKind.PARENTHETICAL] + kinds[InTextKind.NARRATIVE],
        System.NUMERIC: kinds[InTextKind.NUMERIC],
        System.NOTE: kinds[InTextKind.NOTE],
        System.AUTHOR_PAGE: kinds[InTextKind.AUTHOR_PAGE],
    }
    most = max(counts.values())
    if not most:
        return None
    if facts is not None and counts[facts.system] * 2 >= most:
        return facts.system
    return next(system for system, count in counts.items() if count == most)


def _coverage(
    document: Document, references: Sequence[ListedReference], cites: Sequence[InTextCitation], lists: int
) -> Coverage:
    return Coverage(
        lists=lists,
        references=len(references),
        unread=tuple(
            reference.number
            for reference in references
            if not ((reference.names or reference.title) and reference.year)
        ),
        citations=len(cites),
        keys=len(document.citations),
        notes=len(document.notes),
        italics=document.shows_italics,
    )
