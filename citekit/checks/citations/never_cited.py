"""In the list, and never cited in the text."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.likeness import likeness, name_key
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import at_reference, quoted
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.blocks import BlockKind
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
    cited = {number for link in paper.links if link.kind not in _NO_LINK for number in link.references}
    # What a wrong number was meant for is not known: the rule of numbers tells of it.
    astray = _astray(paper)
    uncited = [one for one in paper.references if one.number not in cited and not _is_exempt(paper, one)]
    if not cited or len(uncited) <= astray:
        return  # a list that nothing in the text points to is cited in a way that was not understood
    mentioned = _mentioned(paper)
    for reference in paper.references:
        if reference.number in cited or _is_exempt(paper, reference):
            continue
        if reference.names and mentioned.intersection(_name_words(reference.names[0])):
            continue
        if not reference.names and _is_called(paper, reference):
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
    heading = fold(paper.document.blocks[paper.lists[reference.list_number - 1].heading].text)
    if "further" in heading or "recommended" in heading:
        return True
    # An asterisk marks the studies that a meta-analysis counts; they need not be cited.
    return reference.reference.text.lstrip().startswith(("*", "†")) or not (
        reference.names or reference.title
    )


def _mentioned(paper: Paper) -> frozenset[str]:
    """Return the words of the text, where a name in the sentence cites: with pages, and in notes."""
    if paper.system not in (System.AUTHOR_PAGE, System.NOTE):
        return frozenset()
    listed = {index for list_ in paper.lists for index in (list_.heading, *list_.blocks)}
    return frozenset(
        word
        for index, block in enumerate(paper.document.blocks)
        if index not in listed and block.kind not in (BlockKind.CODE, BlockKind.METADATA)
        for word in words(block.text)
    )


def _is_called(paper: Paper, reference: ListedReference) -> bool:
    """Whether a work without author is called by its title in the text, as legal cases and films are."""
    wanted = words(reference.title)
    return len(wanted) > 1 and any(
        " ".join(wanted) in " ".join(words(block.text))
        for index, block in enumerate(paper.document.blocks)
        if not any(index in list_.blocks for list_ in paper.lists)
    )


def _name_words(name: str) -> tuple[str, ...]:
    return words(name)[-1:]


def _astray(paper: Paper) -> int:
    """Return how many citations lead nowhere that could have led to any entry."""
    numbers = {
        paper.cites[link.citation].numbers[link.index]
        for link in paper.links
        if link.kind is LinkKind.MISSING and link.index < len(paper.cites[link.citation].numbers)
    }
    return len(numbers)


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
