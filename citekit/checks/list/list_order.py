"""References that are not in alphabetical order, or one author's not by year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_reference
from citekit.checks.spoken_names import names_as_spoken
from citekit.checks.style_facts import System
from citekit.documents.blocks import BlockKind
from citekit.item.name import leading_particle
from citekit.language.fold import fold

__all__ = ["CHECK"]

_ARTICLES: Final = re.compile(
    r"^(?:the|an?|der|die|das|ein|eine|le|la|les|l'|un|une|el|los|las|il|lo)\s+|^l'"
)
_NOT_LETTERS: Final = re.compile(r"[^\w\s]")
_MOSTLY: Final = 0.6

_Key = tuple[str, ...]
"""What a reference is filed under; see `_key`."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference that has to move; the longest run in order stays where it is."""
    if paper.system is System.NUMERIC or (paper.facts is not None and not paper.facts.list_sorted):
        return
    # Without years in the text, one author's works go by title.
    by_year = paper.system is System.AUTHOR_DATE
    by_particle = paper.facts is not None and paper.facts.demotes_particles
    # "Jane Doe" among family names has to be turned round, and stands right then.
    spoken = names_as_spoken(paper)
    for _, group in groupby(paper.references, key=lambda reference: _part(paper, reference)):
        references = [one for one in group if (one.names or one.title) and one.number not in spoken]
        if any(reference.label for reference in references):
            continue
        initials = _initials(references)
        keys = [
            _key(reference, initial, demoted=False, by_year=by_year)
            for reference, initial in zip(references, initials, strict=True)
        ]
        other_keys = [
            _key(reference, initial, demoted=True, by_year=by_year)
            for reference, initial in zip(references, initials, strict=True)
        ]
        misplaced, other = _misplaced(keys), _misplaced(other_keys)
        # Whether "van Dijk" is filed under V or D: either, if the whole list is in order so.
        if len(other) < len(misplaced) or (by_particle and len(other) == len(misplaced)):
            misplaced, keys = other, other_keys
        if len(misplaced) > (1 - _MOSTLY) * len(references):
            continue  # sorted by something else, or not at all
        for place in misplaced:
            yield _finding(paper, place, references, keys, misplaced, by_year=by_year)


def _part(paper: Paper, reference: ListedReference) -> tuple[int, int]:
    """Return the list that a reference is in, and under which of the headings that part it."""
    list_ = paper.lists[reference.list_number - 1]
    blocks = paper.document.blocks[list_.blocks.start : min(reference.reference.blocks)]
    return reference.list_number, sum(block.kind is BlockKind.HEADING for block in blocks)


def _initials(references: Sequence[ListedReference]) -> list[str]:
    """Return the first initial of each first author, empty for all of a family name where one lacks it.

    One person may be typed with a second initial here and without it there.
    """
    found: list[str] = []
    lacking: set[str] = set()
    for reference in references:
        part = reference.parsed.part("author") or reference.parsed.part("editor")
        value = part.value if part else ()
        given = value[0].given if isinstance(value, tuple) and value else ""
        if reference.repeats_names and found:
            found.append(found[-1])
            continue
        found.append(fold(given)[:1])
        if not given and reference.names:
            lacking.add(fold(reference.names[0]))
    return [
        "" if reference.names and fold(reference.names[0]) in lacking else initial
        for reference, initial in zip(references, found, strict=True)
    ]


def _key(reference: ListedReference, initial: str, *, demoted: bool, by_year: bool) -> _Key:
    """Return what a reference is filed under: letters alone, sole authors first, then year, then title."""
    names = [_letters(_filed(name, demoted=demoted)) for name in reference.names]
    if not names:
        return (_letters(_ARTICLES.sub("", fold(reference.title))), "", "", "", "")
    # A work may be listed twice, with its subtitle and without.
    title = _letters(_ARTICLES.sub("", fold(reference.title.partition(":")[0])))
    return (names[0], initial, "\t".join(names[1:]), _year(reference.year) if by_year else "", title)


def _filed(name: str, *, demoted: bool) -> str:
    bare = _ARTICLES.sub("", fold(name)) if name[:4].lower() == "the " else name
    return leading_particle(bare)[1] or bare if demoted else bare


def _letters(text: str) -> str:
    """Return letters and spaces: nothing stands before something, O'Neil is filed as Oneil."""
    return " ".join(_NOT_LETTERS.sub("", fold(text).replace("-", " ")).split())


def _year(year: str) -> str:
    found = re.findall(r"\d{4}[a-z]?", year)
    if found:
        return str(found[-1])
    # without a date first, "in press" last
    return "0000" if re.search(r"[nso]\.\s?[dj]", fold(year)) or not year else "9999"


def _misplaced(keys: Sequence[_Key]) -> list[int]:
    """Return the places outside the longest run that is in order."""
    ends: list[_Key] = []
    last: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        at = bisect_right(ends, key)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(key)
            last.append(index)
        else:
            ends[at] = key
            last[at] = index
    kept: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(keys)) if index not in kept]


def _finding(
    paper: Paper,
    place: int,
    references: Sequence[ListedReference],
    keys: Sequence[_Key],
    misplaced: Sequence[int],
    *,
    by_year: bool,
) -> Finding:
    reference, own = references[place], keys[place]
    turned = [
        one
        for index, one in enumerate(references)
        if (keys[index] > own) is (index < place) and index != place
    ]
    moved = frozenset(misplaced)
    staying = [index for index in range(len(references)) if index not in moved]
    stays = [references[index] for index in staying]
    after = next((references[index] for index in staying if keys[index] > own), None)
    before = next((index for index in reversed(staying) if keys[index] <= own), None)
    if before is not None and before > place:
        # It has to go down: that it goes before what it stands before already would say nothing.
        target = f"after {references[before].called()}"
        neighbour: ListedReference | None = references[before]
    else:
        target = (
            f"before {after.called()}" if after else f"after {stays[-1].called()}" if stays else "elsewhere"
        )
        neighbour = after or (stays[-1] if stays else None)
    same_author = (
        neighbour is not None and neighbour.names[:1] == reference.names[:1] and bool(reference.names)
    )
    how = "year" if by_year else "title"
    why = f" One author's works go by {how}, those with co-authors last." if same_author else ""
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=at_reference(paper, reference),
        quote=reference.called(),
        message=f"{reference.called()} should stand {target}.{why}",
        related=tuple(
            Related(where=at_reference(paper, one), words=one.called())
            for one in dict.fromkeys([neighbour, *(turned if len(turned) == 1 else ())])
            if one is not None
        ),
    )


CHECK = PaperCheck(
    id="list-order",
    title="A reference is out of order",
    group=Group.LIST,
    level=Level.WARNING,
    reason="Readers look for a name where the alphabet has it.",
    remedy="Sort the list letter by letter; one author's works by year, works with co-authors after them.",
    source="APA 7, sections 9.44 to 9.48; MLA 9, section 5.123; Chicago 18, section 13.65.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=(
            "Sleep (Adams, 2014; van Dijk, 2009; Walker, 2017; Young, 2011).\n\n# References\n\n"
            "Adams, B. (2014). *Night*. Sage.\n\nWalker, M. (2017). *Why we sleep*. Scribner.\n\n"
            "van Dijk, J. (2009). *The deepening divide*. Sage.\n\nYoung, C. (2011). *Days*. Sage.\n"
        ),
        right=(
            "Sleep (Adams, 2014; van Dijk, 2009; Walker, 2017; Young, 2011).\n\n# References\n\n"
            "Adams, B. (2014). *Night*. Sage.\n\nvan Dijk, J. (2009). *The deepening divide*. Sage.\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n\nYoung, C. (2011). *Days*. Sage.\n"
        ),
    ),
    find=find,
)
