"""Where findings about typed references stand, what they quote, and the edits that mend them.

`to_retype` is the whole finding of the usual kind: a spot of a reference should read otherwise.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.finding import Finding, Fix, Level, Where
from citekit.checks.laws import is_law
from citekit.checks.paper import ListedReference, Paper
from citekit.documents.as_typed import as_typed
from citekit.documents.document import Edit

__all__ = [
    "Spot",
    "differences",
    "fix",
    "in_style",
    "is_article",
    "quote",
    "replaced",
    "to_retype",
    "typed_at",
    "without_record",
]

_LONGEST: Final = 90


class Spot(NamedTuple):
    """Characters ``start`` to ``end`` of a typed reference; equal where something is missing there."""

    listed: ListedReference
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters, as typed."""
        return self.listed.reference.text[self.start : self.end]


def typed_at(paper: Paper, spot: Spot) -> Where:
    """Return the place of a spot; of an empty one, that of the character before."""
    start = max(spot.start - 1, 0) if spot.start == spot.end else spot.start
    span = spot.listed.reference.span_of(start, max(spot.end, 1))
    return Where(place=paper.document.place(span), span=span, reference=spot.listed.number)


def quote(spot: Spot, *, reach: int = 0) -> str:
    """Return a spot as a finding quotes it: with ``reach`` words of context on each side, and cut if long."""
    found = replaced(spot, spot.text, reach=reach)
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST].rstrip()}…"


def replaced(spot: Spot, new: str, *, reach: int = 0) -> str:
    """Return ``new`` in the place of a spot, with the context that `quote` has, whole however long."""
    text = spot.listed.reference.text
    start, end = spot.start, spot.end
    before = re.search(rf"(?:\S+\s+){{0,{reach}}}\S*$", text[:start]) if reach else None
    after = re.match(rf"\S*(?:\s+\S+){{0,{reach}}}", text[end:]) if reach else None
    return " ".join(f"{before[0] if before else ''}{new}{after[0] if after else ''}".split())


def fix(paper: Paper, spot: Spot, new: str, *, safe: bool = False) -> Fix:
    """Return what puts ``new`` for a spot; it edits the paper where the characters are its own.

    An escape or markup between them would be lost with them: then the text is there to be pasted.
    """
    text = " ".join(new.split())
    if spot.start == spot.end:
        return Fix(text=text)
    span = spot.listed.reference.span_of(spot.start, spot.end)
    if paper.document.source(span) != spot.text:
        return Fix(text=text)
    return Fix(text=text, edits=(Edit(span, as_typed(new, paper.document)),), safe=safe)


def to_retype(
    check: str,
    paper: Paper,
    spot: Spot,
    new: str,
    *,
    message: str,
    habit: str = "",
    reach: int = 0,
    within: Spot | None = None,
    safe: bool = False,
) -> Finding:
    """Return the finding that ``new`` should stand for a spot.

    It is quoted with ``reach`` words of context on each side, or with the spot ``within`` which it lies: then
    the finding is about the whole of that.
    """
    whole = within or spot
    text = spot.listed.reference.text
    written = f"{text[whole.start : spot.start]}{new}{text[spot.end : whole.end]}"
    return Finding(
        check=check,
        level=Level.WARNING,
        where=typed_at(paper, whole),
        quote=quote(whole, reach=reach),
        expected=replaced(whole, written, reach=reach),
        message=message,
        fix=dataclasses.replace(fix(paper, spot, new, safe=safe), text=" ".join(written.split())),
        habit=habit,
    )


def differences(
    paper: Paper, *kinds: DifferenceKind, fields: frozenset[str] | None = None
) -> Iterator[tuple[Spot, Difference]]:
    """Yield the differences of these kinds, and in these fields, between references and their records."""
    odd = paper.vote.odd if paper.vote else {}
    for number, comparison in sorted(paper.comparisons.items()):
        if number in odd:
            continue
        listed = paper.reference(number)
        for difference in comparison.of(*kinds):
            if fields is None or difference.field in fields:
                yield Spot(listed, difference.start, difference.end), difference


def is_article(listed: ListedReference) -> bool:
    """Whether a reference was read for sure as that of an article in a journal."""
    parsed = listed.parsed
    if parsed.type != "article-journal" or parsed.part("editor") or _NO_ARTICLE.search(listed.reference.text):
        return False
    if not (parsed.part("author") or listed.repeats_names):
        return False
    if not all(parsed.part(field) for field in ("title", "container-title", "issued")):
        return False
    if not (parsed.part("volume") or (parsed.part("issue") and parsed.part("page"))):
        return False
    container, page = parsed.part("container-title"), parsed.part("page")
    text = listed.reference.text
    return not (
        (container and re.search(r"\d(?!\d*(?:st|nd|rd|th)\b)", text[container.start : container.end]))
        or (page and _YEAR.fullmatch(text[page.start : page.end]))
    )


_NO_ARTICLE: Final = re.compile(
    r"(?-i:\sv\.\s|[”\"]\sIn\s)|\bU\.\s?S\.\s\d|\bISO\b|\bthesis\b|dissertation", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d")


def in_style(paper: Paper) -> Iterator[ListedReference]:
    """Yield the references without those that are in another style altogether, which is told once for all.

    Laws are left out, too: every country has its own form for them, and CSL none. So are references whose
    accents a scan has torn from their letters, D´ıaz: their names cannot be read.
    """
    odd = paper.vote.odd if paper.vote else {}
    return (
        listed
        for listed in paper.references
        if listed.number not in odd
        and not (listed.names and is_law(listed.names[0]))
        and not _TORN.search(listed.reference.text)
    )


_TORN: Final = re.compile(r"[^\W\d_]\s?[´¨˜¸]\s?[^\W\d_]|\s[´¨˜¸]\s")


def without_record(paper: Paper) -> Iterator[ListedReference]:
    """Yield the references of which no record is known, which must be looked at by themselves."""
    for listed in in_style(paper):
        comparison = paper.comparisons.get(listed.number)
        if comparison is None or comparison.is_other_work:
            yield listed
