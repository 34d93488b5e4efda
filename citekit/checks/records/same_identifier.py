"""Two records carry one work's identifier: the work is there twice, or the identifier is copied wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.shelf import Shelf
from citekit.library.duplicates import Kinship

__all__ = ["CHECK"]

_FIELDS: Final = {"DOI": "DOI", "ISBN": "ISBN", "PMID": "PMID", "PMCID": "PMCID", "report": "number"}


def _find(shelf: Shelf) -> Iterator[Finding]:
    for pair in shelf.pairs:
        likeness = pair.likeness
        shared = [
            reason.removeprefix("same ")
            for reason in likeness.reasons
            if reason.startswith("same ") and reason.split()[1] in (*_FIELDS, "arXiv")
        ]
        if likeness.kinship is not Kinship.DUPLICATE or not shared:
            continue
        one, other = shelf.by_key[pair.one], shelf.by_key[pair.other]
        apart = [reason for reason in likeness.reasons if not reason.startswith("same ")]
        titles, authors = "the titles differ" in apart, "the first authors differ" in apart
        if titles and authors:
            advice = "one of the two is copied wrongly"
        elif titles:
            advice = "they are one work under two titles, or one of the two is copied wrongly"
        else:
            advice = "they are one work"
        # A book and what is printed in it may share an ISBN; a DOI belongs to one work.
        level = Level.ERROR if titles and authors and shared[0].startswith("DOI") else Level.WARNING
        but = f", and {', '.join(apart)}" if apart else ""
        yield Finding(
            check="same-identifier",
            level=level,
            where=shelf.where(other, _FIELDS.get(shared[0].split()[0], "")),
            message=f"{other.key} and {one.key} have the same {shared[0]}{but}: {advice}.",
            quote=shared[0],
            related=(Related(where=shelf.where(one), words=one.key),),
        )


CHECK = RecordCheck(
    id="same-identifier",
    title="Two records with one identifier",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "A DOI, an arXiv or PubMed number and an ISBN belong to one work each. Two records of it stand twice "
        "in a reference list, as 2019a and 2019b."
    ),
    remedy="Merge the two with `citekit merge`, or correct the identifier that is not the work's.",
    source="DOI Handbook, 1.6",
    example=Example(
        wrong="type: book\ntitle: Why we sleep\nDOI: 10.1093/sleep/44.2\n",
        right="type: book\ntitle: Why we sleep\nDOI: 10.1093/sleep/44.3\n",
        records={"walker2017": "type: book\ntitle: Why we wake\nDOI: 10.1093/sleep/44.2\n"},
    ),
    find=_find,
)
