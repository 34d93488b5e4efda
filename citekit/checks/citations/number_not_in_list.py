"""A number in the text that no entry of the list has, or that comes before smaller ones were cited."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block, at_reference
from citekit.checks.style_facts import System
from citekit.documents.in_text.citation import InTextCitation

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each number without an entry, then for those that are cited out of their order."""
    if paper.system is not System.NUMERIC or not paper.references:
        return
    cited = {number for link in paper.links if link.kind is LinkKind.EXACT for number in link.references}
    uncited = [reference for reference in paper.references if reference.number not in cited]
    missing: dict[int, list[int]] = {}
    for link in paper.links:
        numbers = paper.cites[link.citation].numbers
        if link.kind is LinkKind.MISSING and link.index < len(numbers):
            missing.setdefault(link.citation, []).append(numbers[link.index])
    for index, values in missing.items():
        citation = paper.cites[index]
        words = at_block(paper, citation.block, citation.start, citation.end)
        told = str(values[0]) if len(values) == 1 else f"{values[0]} to {values[-1]}"
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            message=f"There is no entry {told}: your list has {len(paper.references)}.",
            related=tuple(
                Related(where=at_reference(paper, one), words=f"nothing cites {one.label} {one.called()}")
                for one in uncited[:3]
            ),
        )
    yield from _out_of_order(paper)


def _out_of_order(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each number that is cited before one below it ever was."""
    if paper.facts is None or paper.facts.list_sorted or paper.facts.system is not System.NUMERIC:
        return
    most = 0
    for number, citation in _first_cites(paper):
        if most + 1 < number <= len(paper.references):
            later = {other for other, _ in _first_cites(paper)}
            skipped = [one for one in range(most + 1, number) if one in later]
            if skipped:
                yield _finding(paper, citation, number, skipped)
        if number <= len(paper.references):
            most = max(most, number)


def _first_cites(paper: Paper) -> Iterator[tuple[int, InTextCitation]]:
    seen: set[int] = set()
    for citation in paper.cites:
        for number in citation.numbers:
            if number not in seen:
                seen.add(number)
                yield number, citation


def _finding(paper: Paper, citation: InTextCitation, number: int, skipped: list[int]) -> Finding:
    words = at_block(paper, citation.block, citation.start, citation.end)
    before = f"{skipped[0]} is" if len(skipped) == 1 else f"{skipped[0]} to {skipped[-1]} are"
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        message=(
            f"{number} is cited here before {before}; numbers go by the order in which works are first cited."
        ),
    )


CHECK = PaperCheck(
    id="number-not-in-list",
    title="A number has no entry, or comes too early",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="A number is all that leads a reader to the source.",
    remedy="Add the entry or correct the number; where works are numbered as cited, number them anew.",
    source="IEEE Reference Guide; AMA 11, section 3.6; Citing Medicine, appendix.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        style="ieee",
        wrong=(
            "Nets work [1], [3].\n\n# References\n\n"
            "[1] J. Smith, “Deep nets,” *IEEE Trans. Neural Netw.*, vol. 3, no. 2, pp. 1–9, 2015.\n\n"
            "[2] B. Lee, *Learning*. Cambridge, MA, USA: MIT Press, 2016.\n"
        ),
        right=(
            "Nets work [1], [2].\n\n# References\n\n"
            "[1] J. Smith, “Deep nets,” *IEEE Trans. Neural Netw.*, vol. 3, no. 2, pp. 1–9, 2015.\n\n"
            "[2] B. Lee, *Learning*. Cambridge, MA, USA: MIT Press, 2016.\n"
        ),
    ),
    find=find,
)
