"""An organisation cited by its acronym before its name has been given."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.likeness import is_acronym_of, name_key
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import list_has, quoted
from citekit.documents.blocks import BlockKind

__all__ = ["CHECK"]

_LONGEST = 12


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for the first cite of each acronym of a listed organisation, if it is unexplained."""
    told: set[str] = set()
    for citation, cite, link in paper.linked(LinkKind.EXACT):
        if len(cite.names) != 1 or cite.acronym:
            continue
        acronym = cite.names[0]
        reference = paper.reference(link.references[0])
        if (
            not acronym.isupper()
            or len(acronym) > _LONGEST
            or name_key(acronym) in told
            or not reference.is_institution
            or not is_acronym_of(acronym, reference.names[0])
        ):
            continue
        told.add(name_key(acronym))
        if _is_named_before(paper, reference.names[0], citation.block, cite.start):
            continue
        words = quoted(paper, citation, cite, reference=reference.number)
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=(
                f"“{acronym}” stands here before its name does. Write {reference.names[0]} ({acronym}) the "
                "first time, and the acronym after that."
            ),
            related=(list_has(paper, reference.number),),
        )


def _is_named_before(paper: Paper, name: str, block: int, start: int) -> bool:
    """Whether the full name stands anywhere in the text up to the cite."""
    wanted = name_key(name.removeprefix("The "))
    blocks = paper.document.blocks
    if wanted in name_key(blocks[block].text[:start]):
        return True
    return any(
        wanted in name_key(one.text)
        for one in blocks[:block]
        if one.kind not in (BlockKind.CODE, BlockKind.METADATA)
    )


CHECK = PaperCheck(
    id="acronym-not-introduced",
    title="An acronym is used before its name is given",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="A reader who looks for WHO in the list finds nothing under W-H-O.",
    remedy="Give the full name with the acronym at its first citation.",
    source="APA 7, section 8.21.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep is a right (WHO, 2020).\n\n# References\n\n"
            "World Health Organization. (2020). *Guidelines on sleep*. https://www.who.int/sleep\n"
        ),
        right=(
            "Sleep is a right (World Health Organization [WHO], 2020), and a duty (WHO, 2020).\n\n"
            "# References\n\n"
            "World Health Organization. (2020). *Guidelines on sleep*. https://www.who.int/sleep\n"
        ),
    ),
    find=find,
)
