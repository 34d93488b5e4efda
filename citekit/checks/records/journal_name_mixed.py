"""One journal under several names: in full here, abbreviated there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level, Related
from citekit.checks.journal_names import abbreviations_among
from citekit.checks.shelf import Shelf
from citekit.library.record import Record

__all__ = ["CHECK"]

_JOURNALS: Final = frozenset(("article-journal", "article-magazine", "review", "review-book"))


def _find(shelf: Shelf) -> Iterator[Finding]:
    by_name: dict[str, list[Record]] = defaultdict(list)
    for record in shelf.records:
        name = record.item.text.get("container-title", "")
        if name and record.item.type in _JOURNALS:
            by_name[name].append(record)
    for short, full in abbreviations_among(by_name).items():
        first, other = by_name[short][0], by_name[full][0]
        fields: tuple[tuple[str, str | None], ...] = (("container-title", full),)
        if "container-title-short" not in first.item.text:
            fields = (*fields, ("container-title-short", short))
        yield Finding(
            check="journal-name-mixed",
            level=Level.LOOK,
            where=shelf.where(first, "container-title"),
            message=(
                f'one journal is "{short}" in {_counted(by_name[short])} ({first.key}), '
                f'and "{full}" in {_counted(by_name[full])} ({other.key}).'
            ),
            quote=short,
            expected=full,
            fix=Fix(text=f"container-title: {full}", fields=fields),
            related=(Related(where=shelf.where(other, "container-title"), words=f"{other.key} has {full}"),),
        )


def _counted(records: Sequence[Record]) -> str:
    return "1 record" if len(records) == 1 else f"{len(records)} records"


CHECK = RecordCheck(
    id="journal-name-mixed",
    title="One journal under two names",
    group=Group.RECORDS,
    level=Level.LOOK,
    reason="A reference list that has a journal in full here and abbreviated there looks careless.",
    remedy="Put the full title into container-title, and the abbreviation into container-title-short.",
    source="APA 7, 9.25; CSL 1.0.2, container-title-short",
    example=Example(
        wrong="""\
type: article-journal
title: Sleep and grades
container-title: J. Biol. Chem.
issued: 2019
""",
        right="""\
type: article-journal
title: Sleep and grades
container-title: Journal of Biological Chemistry
issued: 2019
""",
        records={
            "doe2018": """\
type: article-journal
title: Waking
container-title: Journal of Biological Chemistry
issued: 2018
"""
        },
    ),
    find=_find,
)
