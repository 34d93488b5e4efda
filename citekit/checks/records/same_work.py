"""Two records describe one work: title, first author and year agree, and nothing contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.shelf import Shelf
from citekit.library.duplicates import Kinship

__all__ = ["CHECK"]

_IDENTIFIERS: Final = tuple(
    f"same {name} " for name in ("DOI", "ISBN", "PMID", "PMCID", "arXiv", "report number")
)


def _find(shelf: Shelf) -> Iterator[Finding]:
    for pair in shelf.pairs:
        likeness = pair.likeness
        if likeness.kinship is not Kinship.DUPLICATE:
            continue
        if any(reason.startswith(_IDENTIFIERS) for reason in likeness.reasons):
            continue  # `same-identifier` tells it
        one, other = shelf.by_key[pair.one], shelf.by_key[pair.other]
        yield Finding(
            check="same-work",
            level=Level.WARNING if likeness.certain else Level.LOOK,
            where=shelf.where(other),
            message=f"{other.key} and {one.key} seem to be one work: {', '.join(likeness.reasons)}.",
            quote=other.item.text.get("title", ""),
            related=(Related(where=shelf.where(one), words=one.key),),
        )


CHECK = RecordCheck(
    id="same-work",
    title="Two records of one work",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="A work that is there twice is cited as two, and its data are corrected in one place only.",
    remedy="Merge the two with `citekit merge`; `citekit duplicates` shows what each of them has.",
    example=Example(
        wrong="""\
type: book
title: Why we sleep
author: [{family: Walker, given: Matthew}]
issued: 2017
""",
        right="""\
type: book
title: Why we sleep
author: [{family: Walker, given: Matthew}]
issued: 2017
edition: 2
""",
        records={
            "walker2017": """\
type: book
title: Why we sleep
author: [{family: Walker, given: M.}]
issued: 2017
edition: 1
"""
        },
    ),
    find=_find,
)
