"""The text spells a name otherwise than the list does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.likeness import is_spelt_alike, likeness, name_key
from citekit.checks.named_before_pages import misspelt_before_pages
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import at_block, edits, list_has, quoted, to_replace
from citekit.documents.in_text.citation import InTextCite, InTextKind

__all__ = ["CHECK"]

_SLIP = 0.75


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite that means a listed work and spells a name of it otherwise."""
    yield from _with_initials(paper)
    yield from _turned_in_full(paper)
    yield from _before_pages(paper)
    yield from _in_other_letters(paper)
    for citation, cite, link in paper.linked(LinkKind.NAME):
        reference = paper.reference(link.references[0])
        pair = _differing(cite, reference)
        if pair is None:
            continue
        ours, theirs = pair
        words = quoted(paper, citation, cite, reference=reference.number)
        at = paper.block_text(citation).find(ours, words.start, words.end)
        expected = words.text.replace(ours, theirs)
        fix = None
        if at >= 0:
            fix = Fix(text=expected, edits=edits(paper, citation.block, at, at + len(ours), theirs))
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING if _only_accents(ours, theirs) else Level.ERROR,
            where=words.where,
            quote=words.text,
            expected=expected,
            message=(
                f"The text has “{ours}”, the list has “{theirs}”. Use one spelling; "
                "the one on the publication is right."
            ),
            fix=fix,
            related=(list_has(paper, reference.number),),
            habit=f"“{ours}” for “{theirs}”",
        )
    yield from _given_in_notes(paper)


def _before_pages(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each author before a page who is nearly the list's: Updyke says so (92)."""
    for slip in misspelt_before_pages(paper):
        if _in_plain_letters(slip.name) == _in_plain_letters(slip.reference.names[0]):
            continue  # told wherever it stands
        theirs = slip.reference.names[0]
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, slip.block, slip.start, slip.end, reference=slip.reference.number),
            (slip.start, slip.end),
            theirs,
            message=(
                f"The text has “{slip.name}”, the list has “{theirs}”. Use one spelling; "
                "the one on the publication is right."
            ),
            related=(list_has(paper, slip.reference.number),),
            habit=f"“{slip.name}” for “{theirs}”",
        )


def _in_other_letters(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each listed name that a sentence spells in other letters: Duering."""
    known = frozenset(word for one in paper.references for word in re.findall(r"[^\W\d_]+", one.text))
    by_key: dict[str, ListedReference] = {}
    for reference in paper.references:
        name = reference.names[0] if reference.names and not reference.is_institution else ""
        if not name.isascii() or re.search(r"[a-z][A-Z]", name):
            by_key.setdefault(_in_plain_letters(reference.names[0]), reference)
    for index, block in paper.prose() if by_key else ():
        cited = [(one.start, one.end) for one in paper.cites if one.block == index]
        for match in _NAME.finditer(block.text):
            meant = by_key.get(_in_plain_letters(match[0]))
            is_cited = any(start <= match.start() < end for start, end in cited)
            if meant is None or is_cited or match[0] in known:
                continue
            theirs = meant.names[0]
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, index, match.start(), match.end(), reference=meant.number),
                match.span(),
                theirs,
                message=(
                    f"The text has “{match[0]}”, the list has “{theirs}”. If both are one person, use one "
                    "spelling."
                ),
                level=Level.LOOK,
                related=(list_has(paper, meant.number),),
                habit=f"“{match[0]}” for “{theirs}”",
            )


_NAME: Final = re.compile(r"(?<![\w’'-])[^\W\d_a-z][^\W\d_]{3,}(?![\w-])")


def _in_plain_letters(name: str) -> str:
    """Return a name as one writes it who has no other letters: Duering and Düring are one."""
    return name_key(re.sub(r"([aou])e(?=[bcdfghjklmnpqrstvwxz])", r"\1", name.casefold()))


def _given_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each given name in a note that is nearly the list's: Shoshanna for Shoshana."""
    for citation, cite, link in paper.linked(LinkKind.EXACT, LinkKind.YEAR):
        if citation.kind is not InTextKind.NOTE or len(link.references) != 1 or not cite.names:
            continue
        reference = paper.reference(link.references[0])
        people = reference.parsed.value("author")
        theirs = people[0].given.split(" ")[0] if isinstance(people, tuple) and people else ""
        text = paper.block_text(citation)
        at = text.find(cite.names[0], citation.start, citation.end)
        match = _GIVEN_BEFORE.search(text, citation.start, at) if at >= 0 else None
        if match is None or len(theirs) < _SHORTEST or match["given"] == theirs:
            continue
        ours = match["given"]
        if likeness(ours, theirs) < _SLIP or theirs.startswith(ours) or ours.startswith(theirs):
            continue
        start, end = match.start("given"), at + len(cite.names[0])
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, citation.block, start, end, reference=reference.number),
            match.span("given"),
            theirs,
            message=(
                f"The note has “{ours}”, the list has “{theirs}”. Use one spelling; "
                "the one on the publication is right."
            ),
            related=(list_has(paper, reference.number),),
        )


_SHORTEST = 4
_GIVEN_BEFORE = re.compile(
    r"(?P<given>[^\W\d_a-z][\w’'-]{3,})\s(?:(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]+)\s)*$"
)


_TITLE = re.compile(r"[\s.)]*[‘“\"'*]?[^\W\d_a-z]")


def _with_initials(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each name that is turned round in a sentence as in the list: Castro, J. (2006)."""
    works = {(one.names[0], one.year): one for one in paper.references if len(one.names) == 1}
    for index, block in paper.prose():
        for match in _TURNED.finditer(block.text):
            reference = works.get((match["name"], match["year"]))
            if reference is None or (
                not block.text[: match.start()].strip() and _TITLE.match(block.text, match.end())
            ):
                continue  # a reference in a list of what to read
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, index, match.start(), match.end()),
                match.span("initials"),
                " ",
                message=f"The text has the family name alone: {match['name']}; initials stand in the list.",
                related=(list_has(paper, reference.number),),
                habit="initials after names in the text",
                safe=True,
            )


_TURNED: Final = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_a-z][\w’'-]+)(?P<initials>,\s(?:[^\W\d_a-z]\.\s?)+)\((?P<year>(?:1[4-9]|20)\d\d[a-z]?)[^()]{0,40}\)"
)


def _turned_in_full(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each full name that is turned round in a sentence: As Burt, Stephanie says."""
    turned: dict[str, ListedReference] = {}
    for reference in paper.references:
        people = reference.parsed.value("author")
        given = people[0].given if isinstance(people, tuple) and people else ""
        if _SPELT_OUT.match(given) and reference.names and not reference.is_institution:
            turned[f"{reference.names[0]}, {given}"] = reference
    for index, block in paper.prose():
        for name, reference in turned.items():
            at = block.text.find(name)
            after = block.text[at + len(name) :]
            is_in_bracket = block.text[:at].count("(") > block.text[:at].count(")")
            if at < 0 or is_in_bracket or not re.match(r"[’']s?\s|\s[a-z]", after):
                continue
            family, _, given = name.partition(", ")
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, index, at, at + len(name), reference=reference.number),
                (at, at + len(name)),
                f"{given} {family}",
                message=f"Names are turned round in the list alone: {given} {family}.",
                related=(list_has(paper, reference.number),),
                habit="names turned round in the text",
            )


_SPELT_OUT: Final = re.compile(r"[^\W\d_]{2}")
"""A given name that is no initial."""


def _differing(cite: InTextCite, reference: ListedReference) -> tuple[str, str] | None:
    for ours, theirs in zip(cite.names, reference.names, strict=False):
        if not is_spelt_alike(ours, theirs) and likeness(ours, theirs) >= _SLIP:
            return ours, theirs
    return None


def _only_accents(one: str, other: str) -> bool:
    def bare(name: str) -> str:
        apart = unicodedata.normalize("NFKD", name)
        return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()

    return bare(one) == bare(other)


CHECK = PaperCheck(
    id="name-differs",
    title="Text and list spell a name differently",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="A reader, and every index of citations, takes two spellings for two people.",
    remedy="Look at the publication and use its spelling in both places.",
    source="APA 7, sections 8.10 and 9.8: names stand as on the work.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep matters (Müller, 2018).\n\n# References\n\n"
            "Mueller, H. (2018). *The phone at night*. Sage.\n"
        ),
        right=(
            "Sleep matters (Mueller, 2018).\n\n# References\n\n"
            "Mueller, H. (2018). *The phone at night*. Sage.\n"
        ),
    ),
    find=find,
)
