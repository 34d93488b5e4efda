"""How a typed reference differs from the one that the style prints of its record, field by field.

Each difference has the field of the printed words concerned, and the place among the typed ones. Only what
can be told apart is told: a field that the record lacks, another glyph of the same quotation mark, another
form of the same month are no differences. Where title, author and year disagree it is another work, and
nothing else is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.comparison.compared import NAMES, YEAR, Compared, Field, repeats_names
from citekit.checks.comparison.difference import Comparison, Difference
from citekit.checks.comparison.form import (
    differing_address,
    differing_case,
    differing_gaps,
    differing_italics,
    extras,
)
from citekit.checks.comparison.names import differing_names
from citekit.checks.comparison.values import differing_values
from citekit.checks.printed import Printed
from citekit.item.item import Item

__all__ = ["compare"]

_CASED: Final = frozenset(("title", "container-title"))
_ITALIC: Final = frozenset(("title", "container-title", "volume", "issue", "publisher", "collection-title"))
_SAME_TITLE: Final = 0.5
_HARDLY: Final = 0.2


def compare(
    text: str,
    printed: Printed,
    item: Item,
    *,
    italics: Sequence[tuple[int, int]] | None = None,
) -> Comparison:
    """Return how the typed reference ``text`` differs from ``printed``, which the style made of ``item``.

    ``italics`` are the spans of ``text`` in italics, None where the source does not show them.
    """
    compared = Compared(text, printed, item, italics)
    if len(_disagreeing(compared)) > 1 or _has_another_title(compared):
        return Comparison(key=printed.key, printed=printed.text, differences=(), is_other_work=True)
    differences = sorted(_differences(compared), key=lambda one: (one.start, one.end))
    return Comparison(key=printed.key, printed=printed.text, differences=tuple(differences))


def _disagreeing(compared: Compared) -> tuple[str, ...]:
    """Return which of title, author and year are not the record's."""
    found: list[str] = []
    for field in compared.fields:
        if field.variable in found:
            continue
        if field.variable == "title" and compared.share(field) < _SAME_TITLE:
            found.append("title")
        elif field.variable in ("author", "issued") and _is_other(compared, field):
            found.append(field.variable)
    return tuple(found)


def _has_another_title(compared: Compared) -> bool:
    """Whether hardly a word of the record's title was typed."""
    return any(
        field.variable == "title" and len(field.tokens) > 1 and compared.share(field) < _HARDLY
        for field in compared.fields
    )


def _differences(compared: Compared) -> Iterator[Difference]:
    """Yield every difference."""
    for field in compared.fields:
        if field.variable in NAMES and repeats_names(compared.text) and compared.share(field) == 0:
            continue
        yield from differing_values(compared, field)
        if field.variable in NAMES:
            yield from differing_names(compared, field)
        if field.variable in _CASED:
            yield from differing_case(compared, field)
        if field.variable in _ITALIC and compared.shows_italics:
            yield from differing_italics(compared, field)
        if field.variable in ("DOI", "URL"):
            yield from differing_address(compared, field)
    yield from differing_gaps(compared)
    yield from extras(compared)


def _is_other(compared: Compared, field: Field) -> bool:
    if field.variable == "issued":
        years = [i for i in field.tokens if YEAR.fullmatch(compared.tokens[i].key)]
        return bool(years) and not any(i in compared.alignment.pairs for i in years) and _has_year(compared)
    if repeats_names(compared.text):
        return False
    first = next((i for i in field.tokens if compared.tokens[i].part in ("family", "literal", "")), None)
    return first is not None and first not in compared.alignment.pairs and compared.share(field) == 0


def _has_year(compared: Compared) -> bool:
    return any(YEAR.fullmatch(token.key) for token in compared.typed)
