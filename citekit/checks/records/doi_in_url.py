"""A DOI that stands in another field, where no style finds it; or one that the address contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.item.identifier import Identifier, try_identifier
from citekit.item.identifiers import IdentifierKind, find_identifiers
from citekit.library.record import Record

__all__ = ["CHECK"]

_NOTES: Final = ("note", "annote")
_PUBLISHERS_PATH: Final = re.compile(
    r"/doi/(?:abs/|full/|pdf/|epdf/|pdfplus/|book/)?(10\.\d{4,9}/[^\s?#/]+)/?(?:abstract|full|pdf)?(?:[?#].*)?$"
)
"""How the addresses of many publishers hold the DOI."""


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        text = record.item.text
        url = text.get("URL", "")
        if "10." in url:
            yield from _in_url(shelf, record, url)
        elif "DOI" not in text:
            for field in _NOTES:
                if "10." in text.get(field, ""):
                    yield from _in_note(shelf, record, field)


def _in_url(shelf: Shelf, record: Record, url: str) -> Iterator[Finding]:
    in_url = {one.key: one.value for one in _dois(url.replace("\\", ""))}  # TeX left its marks in some
    if len(in_url) != 1:
        return
    ((key, doi),) = in_url.items()
    stored = record.item.text.get("DOI", "")
    is_resolver = "doi.org/10." in url
    if not stored:
        yield Finding(
            check="doi-in-url",
            level=Level.WARNING if is_resolver else Level.LOOK,
            where=shelf.where(record, "URL"),
            message=f"{record.key}: the DOI {doi} stands in URL, where no style sees that it is one.",
            quote=url,
            expected=f"DOI: {doi}",
            fix=Fix(
                text=f"DOI: {doi}",
                fields=(("DOI", doi), ("URL", None)) if is_resolver else (("DOI", doi),),
                safe=is_resolver,
            ),
            habit="the DOI in URL" if is_resolver else "",
        )
        return
    known = try_identifier(IdentifierKind.DOI, stored)
    if known and is_resolver and key != known.key and not _one_extends_the_other(key, known.key):
        yield Finding(
            check="doi-in-url",
            level=Level.ERROR,
            where=shelf.where(record, "URL"),
            message=f"{record.key}: URL leads to DOI {doi}, and DOI is {known.value}; one is another work's.",
            quote=url,
        )


def _one_extends_the_other(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _in_note(shelf: Shelf, record: Record, field: str) -> Iterator[Finding]:
    note = record.item.text[field]
    found = _dois(note)
    if len({one.key for one in found}) != 1:
        return
    doi = found[0].value
    yield Finding(
        check="doi-in-url",
        level=Level.LOOK,
        where=shelf.where(record, field),
        message=f"{record.key}: {field} holds the DOI {doi}; if it is this work's, it belongs into DOI.",
        quote=doi,
        expected=f"DOI: {doi}",
        fix=Fix(text=f"DOI: {doi}", fields=(("DOI", doi),)),
    )


def _dois(text: str) -> list[Identifier]:
    path = _PUBLISHERS_PATH.search(text)
    if path and (doi := try_identifier(IdentifierKind.DOI, path[1])):
        return [doi]
    return [one for one in find_identifiers(text) if one.kind is IdentifierKind.DOI]


CHECK = RecordCheck(
    id="doi-in-url",
    title="A DOI in URL or in a note",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "Styles that want DOIs look into the field DOI alone; in URL it is printed as any address, often "
        "with a date of access that no DOI needs, and two records of one work are not found to be one."
    ),
    remedy="Move the DOI into its own field.",
    source="APA 7, 9.35",
    example=Example(
        wrong="type: book\ntitle: Sleep\nURL: https://doi.org/10.1093/sleep/44.2\n",
        right="type: book\ntitle: Sleep\nDOI: 10.1093/sleep/44.2\n",
    ),
    find=_find,
)
