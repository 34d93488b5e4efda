"""A journal's or book's title with things in it that have fields of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf

__all__ = ["CHECK"]


class _Pollution(NamedTuple):
    """What is looked for, what it is called, and whether the rest alone is the title."""

    pattern: re.Pattern[str]
    called: str
    rest_is_title: bool = True
    advice: str = "that has a field of its own"


_ANYWHERE: Final = (
    _Pollution(re.compile(r"\(?\bhttps?://\S+|\bwww\.\S+"), "an address"),
    _Pollution(re.compile(r"[,;.]?\s*\b(?:doi:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE), "a DOI"),
    _Pollution(re.compile(r"^In:\s+", re.IGNORECASE), '"In:"', advice="styles add their own"),
    _Pollution(
        re.compile(r"^arXiv preprint arXiv:\S+.*", re.IGNORECASE), "an arXiv number", rest_is_title=False
    ),
    _Pollution(re.compile(r"[,;]\s*pp?\.\s*\d+.*$"), "pages"),
)
_IN_JOURNALS: Final = (
    _Pollution(re.compile(r"[,;]?\s+\d+\s*\(\d+(?:[-–]\d+)?\)(?:\s*[,:].*)?$"), "volume and issue"),
    _Pollution(re.compile(r"[,;]\s*(?:[Vv]ol(?:ume|\.)?|[Nn]o\.|[Ii]ssue)\s*\d+.*$"), "volume or issue"),
    _Pollution(re.compile(r"(?:,\s*|\s*\()(?:1[6-9]|20)\d\d\)?$"), "a year"),
    _Pollution(
        re.compile(r"\s+\([A-Z][^()]*(?:,|\s:)\s[^()]*\)$"),
        "the place that a database added",
        advice="leave it out",
    ),
)
_JOURNALS: Final = frozenset(("article-journal", "article-magazine"))


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        title = record.item.text.get("container-title", "")
        if not title:
            continue
        kinds = (*_ANYWHERE, *_IN_JOURNALS) if record.item.type in _JOURNALS else _ANYWHERE
        for kind in kinds:
            match = kind.pattern.search(title)
            if match is None:
                continue
            rest = (
                (title[: match.start()] + title[match.end() :]).strip(" ,;:.") if kind.rest_is_title else ""
            )
            yield Finding(
                check="container-polluted",
                level=Level.LOOK,
                where=shelf.where(record, "container-title"),
                message=f'{record.key}: container-title "{title}" has {kind.called} in it; {kind.advice}.',
                quote=title,
                expected=rest,
                fix=Fix(text=rest, fields=(("container-title", rest),)) if rest else None,
                habit=f"{kind.called} in container-title",
            )
            break


CHECK = RecordCheck(
    id="container-polluted",
    title="The title of a journal or book with something else in it",
    group=Group.RECORDS,
    level=Level.LOOK,
    reason=(
        "Volume, year, pages and addresses have fields of their own; within the title they are printed "
        "twice, in italics, and the journal is not found to be the same as elsewhere."
    ),
    remedy="Leave the title alone in container-title, and move the rest into its field.",
    example=Example(
        wrong="""\
type: article-journal
title: Sleep and grades
container-title: Journal of Sleep, vol. 12
issued: 2019
""",
        right="""\
type: article-journal
title: Sleep and grades
container-title: Journal of Sleep
volume: 12
issued: 2019
""",
    ),
    find=_find,
)
