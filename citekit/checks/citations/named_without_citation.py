"""An author of the list who says something in the text, with no citation near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, list_has
from citekit.checks.said_uncited import said_uncited
from citekit.checks.style_facts import System
from citekit.documents.name_text import begins_sentence
from citekit.language.fold import fold

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for the first sentence in which a listed author says something uncited.

    A paragraph that cites the author anywhere, or the one before it, is enough.
    """
    if paper.system in (System.AUTHOR_DATE, System.AUTHOR_PAGE):
        yield from _unlisted(paper)
    if paper.system not in (System.AUTHOR_DATE, System.NUMERIC):
        return
    for said in said_uncited(paper):
        words = at_block(paper, said.block, said.start, said.end)
        yield Finding(
            check=CHECK.id,
            level=Level.LOOK,
            where=words.where,
            quote=_sentence(paper.document.blocks[said.block].text, said.start),
            message=f"{said.name} is named here, and no citation is near. Is one missing?",
            related=tuple(list_has(paper, number) for number in said.references[:2]),
        )


def _unlisted(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each authority whom nothing cites: As Edward Said has argued, the East was made.

    Persons of a novel say and write things, too; that somebody has argued or shown is said of scholars.
    """
    in_list = fold(" ".join(one.text for one in paper.references))
    told: set[str] = set()
    for index, block in paper.prose():
        if block.in_quote:
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
