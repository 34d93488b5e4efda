"""The processor: items and citations in, what is to be printed out.

CSL 1.0.2. `process` runs the steps in the order in which they need each other: number the items, tell
them apart, find positions, render and collapse citations, render the bibliography, settle punctuation.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from citekit.csl.citation import (
    BibliographyEntry,
    BibliographyLayout,
    Citation,
    Notice,
    RenderedCitation,
    Result,
)
from citekit.csl.document import Document
from citekit.csl.model.style import Style
from citekit.item.item import Item

__all__ = ["process"]


def process(
    style: Style, items: Iterable[Item], citations: Sequence[Citation] = (), *, uncited: bool = True
) -> Result:
    """Format ``citations`` and the bibliography of ``items`` in ``style``.

    Citations come in document order. The bibliography holds the items that they cite and, with
    ``uncited``, all others too; where the style does not sort it, cited items come first, in the order of
    their first cite. A cite of an id that no item has prints as the id in bold with a question mark, and
    is among the warnings. Raises nothing for any item: what cannot be printed is left out.
    """
    with uncollected():
        return _process(style, items, citations, uncited=uncited)


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


def _process(style: Style, items: Iterable[Item], citations: Sequence[Citation], *, uncited: bool) -> Result:
    known: dict[str, Item] = {}
    for item in items:
        known[item.id] = item
    cited = dict.fromkeys(cite.id for citation in citations for cite in citation.cites if cite.id in known)
    order = list(cited)
    if uncited:
        order += [key for key in known if key not in cited]
    document = Document(style, [known[key] for key in order], citations)
    rendered = tuple(
        RenderedCitation(citation.id, document.citation(placed, citation.mode, infix=citation.infix))
        for citation, placed in zip(citations, document.arrange(citations), strict=True)
    )
    bibliography: tuple[BibliographyEntry, ...] | None = None
    layout = BibliographyLayout()
    if style.bibliography is not None:
        bibliography, layout = document.bibliography()
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
