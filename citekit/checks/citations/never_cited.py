"""In the list, and never cited in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.citations.raised_number_lost import cited_in_line
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.likeness import likeness, name_key
from citekit.checks.mentions import Mentions
from citekit.checks.named_before_pages import misspelt_before_pages
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import at_reference, quoted
from citekit.checks.said_uncited import said_uncited
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCite, InTextKind
from citekit.language.fold import fold, words

__all__ = ["CHECK"]

_NEAR = 0.8
_OPEN_HEADINGS = (
    "bibliograph",
    "further",
    "consulted",
    "sources",
    "literatur",
    "recommended",
    "selected",
    "background",
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference that nothing cites, no other rule's contradiction among them."""
    cited = _cited(paper)
    uncited = [one for one in paper.references if one.number not in cited and not _is_exempt(paper, one)]
    if not cited:
        return  # a list that nothing in the text points to is cited in a way that was not understood
    meant = _meant(paper, uncited)
    mentions = Mentions(paper)
    told = meant | frozenset(cited_in_line(paper)) | _told_by_name(paper)
    for reference in uncited:
        if reference.number in told or mentions.has(reference):
            continue
        if paper.system is not System.NUMERIC and _is_twin_of_cited(paper, reference, cited):
            continue
        near = list(_near_misses(paper, reference))
        open_list = _is_open(paper, reference)
        level = Level.LOOK if near or open_list else Level.WARNING
        yield Finding(
            check=CHECK.id,
            level=level,
            where=at_reference(paper, reference),
            quote=reference.text if len(reference.text) <= _QUOTED else f"{reference.text[:_QUOTED]}…",
            message=_message(paper, reference, is_open=open_list),
            related=tuple(near),
        )


def _is_twin_of_cited(paper: Paper, reference: ListedReference, cited: frozenset[int]) -> bool:
    """Whether the same entry stands in the list once more and is cited: that it is there twice is told."""
    own = (reference.names, words(reference.title), reference.year)
    return any(
        one.number in cited and (one.names, words(one.title), one.year) == own
        for one in paper.references
        if one is not reference
    )


def _told_by_name(paper: Paper) -> frozenset[int]:
    """Return the references whose authors the text names in a way of which another check tells."""
    misspelt = {one.reference.number for one in misspelt_before_pages(paper)}
    if paper.system is not System.AUTHOR_DATE:
        return frozenset(misspelt)
    return frozenset(misspelt.union(*(said.references for said in said_uncited(paper))))


def _cited(paper: Paper) -> frozenset[int]:
    """Return the references that something cites; a wrong year means the nearest, or nobody knows which."""
    found = {
        number
        for link in paper.links
        if link.kind not in (*_NO_LINK, LinkKind.YEAR)
        for number in link.references
    }
    for citation, cite, link in paper.linked(LinkKind.YEAR):
        is_sure = citation.kind is not InTextKind.NOTE and _is_nearest_alone(paper, cite, link.references)
        found.update(link.references[:1] if is_sure else link.references)
    return frozenset(found)


def _is_nearest_alone(paper: Paper, cite: InTextCite, references: Sequence[int]) -> bool:
    """Whether the first of the works that a wrong year may mean is nearer to it than all others."""
    years = [paper.reference(number).year[:4] for number in references]
    if not all(year.isdecimal() for year in (*years, cite.year[:4])):
        return False
    nearest, *others = (abs(int(year) - int(cite.year[:4])) for year in years)
    return all(nearest < other for other in others)


_NO_LINK = (LinkKind.MISSING, LinkKind.EXEMPT)
_QUOTED = 90


def _message(paper: Paper, reference: ListedReference, *, is_open: bool) -> str:
    if is_open:
        return f"{reference.called()} is in the list and not cited; is it there for further reading?"
    facts = paper.facts
    only = (
        f" {style_called(paper)} lists only what you cite."
        if facts is not None and facts.conventions.lists_only_cited
        else ""
    )
    return f"{reference.called()} is in the list but never cited.{only} Cite it, or remove it."


def _is_open(paper: Paper, reference: ListedReference) -> bool:
    """Whether the list may hold what is not cited: by its heading, unless the style says otherwise."""
    heading = fold(paper.document.blocks[paper.lists[reference.list_number - 1].heading].text)
    lists_only_cited = paper.facts is not None and paper.facts.conventions.lists_only_cited
    return not lists_only_cited and any(word in heading for word in _OPEN_HEADINGS)


def _is_exempt(paper: Paper, reference: ListedReference) -> bool:
    unlisted = paper.facts is not None and paper.facts.conventions.personal_unlisted
    if unlisted and re.search(r"\bpersonal communication\b", reference.text, re.IGNORECASE):
        return True  # it has no place in the list at all
    heading = fold(paper.document.blocks[paper.lists[reference.list_number - 1].heading].text)
    if "further" in heading or "recommended" in heading:
        return True
    # An asterisk marks the studies that a meta-analysis counts; they need not be cited.
    return reference.reference.text.lstrip().startswith(("*", "†")) or not (
        reference.names or reference.title
    )


def _meant(paper: Paper, uncited: Sequence[ListedReference]) -> frozenset[int]:
    """Return the references that a number without an entry was meant for, which the rule of numbers tells.

    Where works are numbered as they are cited, a wrong number in the place of the next one means that, if
    later works are cited after it or the two look alike (21 for 12): the last entry may be uncited as well.
    Otherwise nobody knows: each wrong number accounts for one reference that nothing cites.
    """
    by_label: dict[str, set[int]] = {}
    for one in uncited:
        for label in (str(one.number), re.sub(r"\D", "", one.label)):
            by_label.setdefault(label, set()).add(one.number)
    goes_on = paper.facts is not None and not paper.facts.list_sorted
    most = 0
    astray: set[int] = set()
    meant: set[int] = set()
    last = max(
        (number for link in paper.links if link.kind is LinkKind.EXACT for number in link.references),
        default=0,
    )
    for link in paper.links:
        numbers = paper.cites[link.citation].numbers
        if link.index >= len(numbers):
            continue
        value = numbers[link.index]
        if link.kind is LinkKind.MISSING:
            astray.add(value)
            following = by_label.get(str(most + 1))
            if following and (min(following) < last or _is_slip(value, most + 1)):
                meant |= following
        elif link.kind is LinkKind.EXACT:
            most = max(most, value)
    if not goes_on and len(uncited) <= len(astray):
        return frozenset(one.number for one in uncited)
    return frozenset(meant)


def _is_slip(typed: int, meant: int) -> bool:
    """Whether a number is another with its digits turned round, one too many, or one another: 21, 112, 13."""
    ours, theirs = str(typed), str(meant)
    if sorted(ours) == sorted(theirs):
        return True
    if len(ours) == len(theirs):
        return sum(one != other for one, other in zip(ours, theirs, strict=True)) == 1
    return len(ours) == len(theirs) + 1 and any(
        ours[:at] + ours[at + 1 :] == theirs for at in range(len(ours))
    )


def _near_misses(paper: Paper, reference: ListedReference) -> Iterator[Related]:
    """Yield cites that may mean the reference, though they were not found to."""
    for citation, cite, link in paper.linked(LinkKind.MISSING):
        near = reference.number in link.references or (
            cite.names
            and reference.names
            and name_key(cite.names[0])[:1] == name_key(reference.names[0])[:1]
            and likeness(cite.names[0], reference.names[0]) >= _NEAR
        )
        if near:
            words_ = quoted(paper, citation, cite)
            yield Related(where=words_.where, words=f"the text cites {words_.text}")


CHECK = PaperCheck(
    id="never-cited",
    title="A reference is in the list and never cited",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="A list of references shows what the text rests on; an entry that nothing points to misleads.",
    remedy="Cite the work where you used it, or remove it from the list.",
    source="APA 7, section 8.4; MLA 9, section 5.1.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep matters (Carskadon, 2011).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Smith, J. (2005). *The quiet hours*. Sage.\n"
        ),
        right=(
            "Sleep matters (Carskadon, 2011; Smith, 2005).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Smith, J. (2005). *The quiet hours*. Sage.\n"
        ),
    ),
    find=find,
)
