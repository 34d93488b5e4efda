"""2013 is cited where the list has 2013a and 2013b, or needs such letters."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import list_has, quoted
from citekit.checks.years import letter_of

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite whose letter does not lead to one reference."""
    if paper.facts is not None and not paper.facts.letters:
        return
    for citation, cite, link in paper.linked(LinkKind.LETTER):
        words = quoted(paper, citation, cite, reference=link.references[0])
        listed = [paper.reference(number) for number in link.references]
        letter = letter_of(cite.year)
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            message=_message(cite.year, letter, listed),
            related=tuple(list_has(paper, number) for number in link.references),
            habit="years without their letters" if not letter else "",
        )


def _message(year: str, letter: str, listed: list[ListedReference]) -> str:
    known = " or ".join(f"{reference.called()} {reference.title}".strip() for reference in listed[:4])
    lettered = any(letter_of(reference.year) for reference in listed)
    if letter:
        return f"Your list has no {year} by this author; it has {known}."
    if not lettered:
        return (
            f"This could be {known}. Give the entries letters ({year}a, {year}b), and cite the one you mean."
        )
    if len(listed) == 1:
        return (
            f"The list gives the year a letter, {listed[0].year}: cite it with the letter, or drop it there."
        )
    return f"This could be {known.rstrip('?')}{'?' if known.endswith('?') else '.'} Add the letter."


CHECK = PaperCheck(
    id="letter-missing",
    title="A year lacks the letter that tells two works apart",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="Two works of one author and year look the same in the text; only a letter says which is meant.",
    remedy="Give both entries letters after the year, in the order of their titles, and cite them so.",
    source="APA 7, section 8.19; Chicago 18, section 13.114.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Light keeps us awake (Brown, 2013).\n\n# References\n\n"
            "Brown, T. (2013a). *Sleep and light*. Sage.\n\nBrown, T. (2013b). *Sleep and noise*. Sage.\n"
        ),
        right=(
            "Light keeps us awake (Brown, 2013a).\n\n# References\n\n"
            "Brown, T. (2013a). *Sleep and light*. Sage.\n\nBrown, T. (2013b). *Sleep and noise*. Sage.\n"
        ),
    ),
    find=find,
)
