"""An author of the list who says something in the text, with no citation near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block, list_has
from citekit.checks.style_facts import System
from citekit.documents.blocks import BlockKind
from citekit.documents.name_text import begins_sentence
from citekit.language.fold import fold

__all__ = ["CHECK"]

_SHORTEST: Final = 4
_SAYS: Final = re.compile(
    r"(?:'s|’s)?(?: (?:and|&) [^\W\d_a-z][\w’'-]+| et al\.)?\s+(?:argu|claim|stat|show|found|find|report"
    r"|suggest|remark|demonstrat|conclud|maintain|assert|contend|propos|observ|emphasi|warn|describ|explain"
    r"|insist|recommend|tells? |wrote|writes|calls? |notes? |noted)\w*\b"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for the first sentence in which a listed author says something uncited.

    A paragraph that cites the author anywhere, or the one before it, is enough.
    """
    if paper.system in (System.AUTHOR_DATE, System.AUTHOR_PAGE):
        yield from _unlisted(paper)
    if paper.system not in (System.AUTHOR_DATE, System.NUMERIC):
        return
    names = _names(paper)
    cited = _cited_in(paper)
    listed = {index for list_ in paper.lists for index in (list_.heading, *list_.blocks)}
    told: set[str] = set()
    before: frozenset[str] = frozenset()
    for index, block in enumerate(paper.document.blocks):
        if index in listed or block.kind is not BlockKind.PARAGRAPH or block.note:
            continue
        here = cited.get(index, frozenset())
        for name, numbers in names.items():
            if name not in block.text or name in told or name in here or name in before:
                continue
            match = re.search(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", block.text)
            if (
                match
                and _SAYS.match(block.text, _after_others(block.text, match.end()))
                and not _has_year(block.text, match.end())
            ):
                told.add(name)
                words = at_block(paper, index, match.start(), match.end())
                yield Finding(
                    check=CHECK.id,
                    level=Level.LOOK,
                    where=words.where,
                    quote=_sentence(block.text, match.start()),
                    message=f"{name} is named here, and no citation is near. Is one missing?",
                    related=tuple(list_has(paper, number) for number in numbers[:2]),
                )
        before = here


def _unlisted(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each authority whom nothing cites: As Edward Said has argued, the East was made.

    Persons of a novel say and write things, too; that somebody has argued or shown is said of scholars.
    """
    listed = {index for list_ in paper.lists for index in (list_.heading, *list_.blocks)}
    in_list = fold(" ".join(one.text for one in paper.references))
    told: set[str] = set()
    for index, block in enumerate(paper.document.blocks):
        if index in listed or block.kind is not BlockKind.PARAGRAPH or block.note or block.in_quote:
            continue
        for match in _AUTHORITY.finditer(block.text):
            name = match["name"].split()[-1]
            sentence = _sentence(block.text, match.start())
            is_cited = re.search(r"\d|\(|\[", sentence) or _CITED_NEXT.match(block.text, match.end())
            if name in told or is_cited or fold(name) in in_list or begins_sentence(match["name"].split()[0]):
                continue
            told.add(name)
            words = at_block(paper, index, match.start("name"), match.end("name"))
            yield Finding(
                check=CHECK.id,
                level=Level.LOOK,
                where=words.where,
                quote=sentence,
                message=(
                    f"{match['name']} is named as an authority here, and nothing of theirs is cited or "
                    "listed. Cite the work."
                ),
            )


_AUTHORITY: Final = re.compile(
    r"\b[Aa]s (?P<name>[^\W\d_a-z][\w’'-]+(?:\s(?:[^\W\d_a-z]\.\s)?[^\W\d_a-z][\w’'-]+){0,2})"
    r" (?:has|have) (?:\w+ly )?(?:argued|shown|suggested|demonstrated|pointed out|noted|observed|claimed"
    r"|emphasi[sz]ed|contended|maintained|remarked|documented)\b"
)
_CITED_NEXT: Final = re.compile(r"[^.!?]*[.!?]\s[^.!?]{0,80}\(\d")
"""The page or year in the sentence after."""


def _names(paper: Paper) -> dict[str, list[int]]:
    names: dict[str, list[int]] = {}
    for reference in paper.references:
        if reference.names and not reference.is_institution and len(reference.names[0]) >= _SHORTEST:
            names.setdefault(reference.names[0], []).append(reference.number)
    return names


def _cited_in(paper: Paper) -> dict[int, frozenset[str]]:
    """Return for each block the first authors that are cited in it."""
    cited: dict[int, set[str]] = {}
    for citation, cite, link in paper.linked(*LinkKind):
        found = cited.setdefault(citation.block, set())
        found.update(cite.names)
        found.update(name for number in link.references for name in paper.reference(number).names)
    for link in paper.links:
        if paper.cites[link.citation].numbers:
            found = cited.setdefault(paper.cites[link.citation].block, set())
            found.update(name for number in link.references for name in paper.reference(number).names)
    return {block: frozenset(names) for block, names in cited.items()}


def _after_others(text: str, at: int) -> int:
    """Return where what follows a name and its co-author begins: Spellberg and Gilbert remark."""
    match = _OTHERS.match(text, at)
    return match.end() if match else at


_OTHERS: Final = re.compile(r"\s+(?:(?:and|&)\s+(?:[^\W\d_a-z]\w+|colleagues|others)|et al\.?)")


def _has_year(text: str, at: int) -> bool:
    return bool(re.search(r"(?:1[5-9]|20)\d\d", text[at : at + 120]))


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in (". ", "? ", "! ", "\n")) + 1
    end = text.find(". ", at)
    return " ".join(text[start : end + 1 if end >= 0 else len(text)].split())


CHECK = PaperCheck(
    id="named-without-citation",
    title="An author is named without a citation",
    group=Group.CITATIONS,
    level=Level.LOOK,
    reason="A reader wants to know in which work somebody says so.",
    remedy="Add the year after the name where you first name the author in a paragraph.",
    source="APA 7, sections 8.11 and 8.16.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep matters (Owens, 2014).\n\nMuch has been written about the night since.\n\n"
            "Carskadon argues that schools begin too early.\n\nIt is so (Carskadon, 2011).\n\n"
            "# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Owens, J. (2014). *The quiet hours*. Sage.\n"
        ),
        right=(
            "Sleep matters (Owens, 2014).\n\nMuch has been written about the night since.\n\n"
            "Carskadon (2011) argues that schools begin too early.\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Owens, J. (2014). *The quiet hours*. Sage.\n"
        ),
    ),
    find=find,
)
