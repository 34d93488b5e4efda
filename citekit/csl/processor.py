"""The processor: items and citations in, what is to be printed out.

CSL 1.0.2. `process` runs the steps in the order in which they need each other: number the items, tell
them apart, find positions, render and collapse citations, render the bibliography, settle punctuation.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from citekit.csl.bibliography import print_bibliography
from citekit.csl.citation import (
    BibliographyEntry,
    BibliographyLayout,
    Citation,
    Mode,
    Notice,
    RenderedCitation,
    Result,
)
from citekit.csl.document import Document, Placed
from citekit.csl.model.style import Style
from citekit.item.item import Item

__all__ = ["process"]


def process(
    style: Style,
    items: Iterable[Item],
    citations: Sequence[Citation] = (),
    *,
    uncited: bool = True,
    anchor: Callable[[str], str] | None = None,
) -> Result:
    """Format ``citations`` and the bibliography of ``items`` in ``style``.

    Citations come in document order. The bibliography holds the items that they cite and, with
    ``uncited``, all others too; where the style does not sort it, cited items come first, in the order of
    their first cite. A cite of an id that no item has prints as the id in bold with a question mark, and
    is among the warnings. Raises nothing for any item: what cannot be printed is left out.

    ``anchor`` gives for an item's id the address that its cites lead to, as ``#ref-doe2020``; without it they
    lead nowhere.
    """
    with uncollected():
        return _process(style, items, citations, uncited=uncited, anchor=anchor)


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back the cyclic garbage collector.

    Nothing here makes cycles, but it makes millions of tuples, which the collector would go through
    again and again: that was a third of the time for 10,000 items.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _process(
    style: Style,
    items: Iterable[Item],
    citations: Sequence[Citation],
    *,
    uncited: bool,
    anchor: Callable[[str], str] | None,
) -> Result:
    known: dict[str, Item] = {}
    for item in items:
        known[item.id] = item
    cited = dict.fromkeys(cite.id for citation in citations for cite in citation.cites if cite.id in known)
    order = list(cited)
    if uncited:
        order += [key for key in known if key not in cited]
    document = Document(style, [known[key] for key in order], citations, anchor=anchor)
    rendered = tuple(
        _rendered(document, citation, placed)
        for citation, placed in zip(citations, document.arrange(citations), strict=True)
    )
    bibliography: tuple[BibliographyEntry, ...] | None = None
    layout = BibliographyLayout()
    if style.bibliography is not None:
        bibliography, layout = print_bibliography(document)
    unknown = dict.fromkeys(
        cite.id for citation in citations for cite in citation.cites if cite.id not in known
    )
    return Result(
        citations=rendered,
        bibliography=bibliography,
        layout=layout,
        warnings=(
            *(Notice(key, "is cited, but there is no such item") for key in unknown),
            *document.warnings,
        ),
    )


def _rendered(document: Document, citation: Citation, placed: Placed) -> RenderedCitation:
    if citation.mode is Mode.COMPOSITE:
        names, rest = document.narrative(placed)
        markup = document.joined(names, rest, citation.infix)
        return RenderedCitation(citation.id, markup, names, rest)
    markup = document.citation(placed, citation.mode)
    return RenderedCitation(citation.id, markup, rest=markup)
