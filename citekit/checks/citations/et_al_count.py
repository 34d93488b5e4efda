"""The words "et al." where all authors are named, or all authors where "et al." stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.likeness import name_key
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import at_block, edits, list_has, quoted
from citekit.checks.style_facts import EtAl, System
from citekit.checks.wording import cited_as, style_called
from citekit.checks.years import base_years
from citekit.documents.in_text.citation import InTextCite

__all__ = ["CHECK"]

_LINKED = (LinkKind.EXACT, LinkKind.YEAR, LinkKind.NAME, LinkKind.LETTER)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite that is shortened otherwise than its number of authors asks for."""
    if paper.system not in (System.AUTHOR_DATE, System.AUTHOR_PAGE):
        return
    yield from _in_prose(paper)
    seen: set[int] = set()
    for citation, cite, link in paper.linked(*_LINKED):
        reference = paper.reference(link.references[0])
        is_first = reference.number not in seen
        seen.add(reference.number)
        if reference.is_institution or not _names_stand(paper.block_text(citation), cite, citation.start):
            continue
        message, level = _judge(paper, cite, reference, is_first=is_first)
        if not message:
            continue
        words = quoted(paper, citation, cite, reference=reference.number)
        expected = cited_as(paper, reference, citation.kind, cite, year=cite.year)
        fix = None
        if expected and len(citation.cites) == 1 and not cite.prefix and not cite.suffix:
            fix = Fix(text=expected, edits=edits(paper, citation.block, words.start, words.end, expected))
        elif expected and len(citation.cites) > 1:
            expected = expected.strip("()")
        yield Finding(
            check=CHECK.id,
            level=level,
            where=words.where,
            quote=words.text,
            expected=expected,
            message=f"{message}{f' Write {expected}.' if expected else ''}",
            fix=fix,
            related=(list_has(paper, reference.number),),
            habit="“et al.” left out" if not cite.has_et_al else "“et al.” too early",
        )


def _in_prose(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "et al." in a sentence after somebody whose works have no third author."""
    works: dict[str, list[ListedReference]] = {}
    for reference in paper.references:
        if reference.names and not reference.is_institution:
            works.setdefault(reference.names[0], []).append(reference)
    listed = paper.listed_blocks
    for index, block in enumerate(paper.document.blocks):
        if index in listed or block.note or "et al." not in block.text:
            continue
        cited = [(one.start, one.end) for one in paper.cites if one.block == index]
        for match in _ET_AL.finditer(block.text):
            theirs = works.get(match["name"], [])
            if not theirs or any(a <= match.start() < b for a, b in cited):
                continue
            if any(len(one.names) > _TWO or one.has_et_al for one in theirs):
                continue
            words = at_block(paper, index, match.start(), match.end())
            yield Finding(
                check=CHECK.id,
                level=Level.ERROR,
                where=words.where,
                quote=words.text,
                message=f"No work of {match['name']} in your list has three authors or more.",
                related=tuple(list_has(paper, one.number) for one in theirs),
            )


_TWO: Final = 2
_ET_AL: Final = re.compile(r"(?<![\w-])(?P<name>[^\W\d_a-z][\w’'-]+),? et al\.")


def _judge(
    paper: Paper, cite: InTextCite, reference: ListedReference, *, is_first: bool
) -> tuple[str, Level]:
    """Return what is wrong, empty if nothing is, and how sure that is."""
    called = cite.names[0] if cite.names else ""
    count = len(reference.names)
    if cite.has_et_al and not reference.has_et_al and count <= len(cite.names):
        authors = "one author" if count == 1 else f"{count} authors"
        return f"This work of {called} has only {authors}: “et al.” stands for nobody.", Level.ERROR
    facts = paper.facts
    if facts is None or not reference.names or _has_a_double(paper, reference):
        return "", Level.LOOK
    rule: EtAl = facts.et_al if is_first else facts.et_al_later
    either = (facts.et_al.names_for(count), facts.et_al_later.names_for(count))
    style = style_called(paper)
    if cite.has_et_al:
        if not reference.has_et_al and count in either and count == min(either):
            return f"This work has {count} authors, and {style} names them all.", Level.WARNING
        if len(cite.names) > max(shown for shown in either if shown < count or reference.has_et_al):
            return f"{style} names fewer authors before “et al.”.", Level.WARNING
        return "", Level.LOOK
    if reference.has_et_al and rule.least and max(count + 1, facts.et_al_list.least) >= rule.least:
        return f"This work has more authors; {style} shortens them.", Level.WARNING
    if rule.names_for(count) < count and len(cite.names) == count:
        return f"This work has {count} authors; from {rule.least} on {style} writes “et al.”.", Level.WARNING
    return "", Level.LOOK


def _names_stand(text: str, cite: InTextCite, bracket: int) -> bool:
    """Whether the names stand in this cite, or far before its year, and were not taken from another cite."""
    if cite.is_far and len(cite.names) > _TWO:
        series = rf"{re.escape(cite.names[0])},.{{0,60}}\b{re.escape(cite.names[-1])}\b[^.;()]*$"
        return bool(re.search(series, text[:bracket]))
    return bool(cite.names) and cite.names[0].split()[-1] in text[cite.start : cite.end]


def _has_a_double(paper: Paper, reference: ListedReference) -> bool:
    """Whether another work begins alike in the same year: longer forms tell the two apart then."""
    return any(
        other.number != reference.number
        and other.names[:1]
        and name_key(other.names[0]) == name_key(reference.names[0])
        and bool(base_years(other.year) & base_years(reference.year))
        and other.names != reference.names
        for other in paper.references
    )


CHECK = PaperCheck(
    id="et-al-count",
    title="“et al.” does not fit the number of authors",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="“et al.” means “and others”. Each style says from how many authors on it stands.",
    remedy="Count the authors of the entry and shorten them as the style does.",
    source="APA 7, table 8.1 (three or more); MLA 9, section 6.5; Chicago 18, section 13.107.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Naps help (Taylor et al., 2010).\n\n# References\n\n"
            "Taylor, D. J., & Bramoweth, A. D. (2010). *Patterns of sleep*. Sage.\n"
        ),
        right=(
            "Naps help (Taylor & Bramoweth, 2010).\n\n# References\n\n"
            "Taylor, D. J., & Bramoweth, A. D. (2010). *Patterns of sleep*. Sage.\n"
        ),
    ),
    find=find,
)
