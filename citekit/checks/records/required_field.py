"""A field is missing without which no style can print a work of the type so that it is found again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.item.item import Item
from citekit.item.variables import VARIABLES

__all__ = ["CHECK"]


class _Wanted(NamedTuple):
    """What a type wants: of each tuple one field. Without the ``usual`` ones a work may be complete."""

    needed: tuple[tuple[str, ...], ...]
    usual: tuple[tuple[str, ...], ...] = ()


_TITLE: Final = ("title", "title-short", "genre", "reviewed-title", "part-title", "volume-title")
_CONTAINER: Final = ("container-title", "container-title-short")
_DATE: Final = ("issued", "status", "available-date", "original-date", "submitted", "event-date")
_PEOPLE: Final = (
    *("author", "editor", "editor-translator", "compiler", "director", "translator", "composer"),
    *("performer", "producer", "host", "script-writer", "series-creator", "executive-producer", "curator"),
    *("illustrator", "collection-editor", "organizer", "chair", "interviewer", "guest", "narrator"),
    *("contributor", "editorial-director"),
)
_WHO: Final = (*_PEOPLE, "publisher", "authority")
_FOUND: Final = ("page", "number", "DOI", "URL", "PMID", "PMCID", "status", "available-date")

_ARTICLE: Final = _Wanted((_TITLE, _CONTAINER), (_DATE, ("volume", "issue", *_FOUND)))
_PRESS: Final = _Wanted((_TITLE, _CONTAINER), (_DATE,))
_ENTRY: Final = _Wanted((_TITLE, (*_CONTAINER, "publisher", "URL")))
_BOOK: Final = _Wanted((_TITLE,), (_PEOPLE, _DATE, ("publisher", "publisher-place", "DOI", "URL")))
_ON_THE_WEB: Final = _Wanted((_TITLE, ("URL", "DOI", "archive")))
_WORK_OF_ART: Final = _Wanted((_TITLE,), (_WHO, _DATE))

_WANTED: Final[Mapping[str, _Wanted]] = {
    "article": _Wanted(
        (_TITLE, _WHO), (_DATE, ("number", "DOI", "URL", "publisher", "archive", *_CONTAINER))
    ),
    "article-journal": _ARTICLE,
    "article-magazine": _PRESS,
    "article-newspaper": _PRESS,
    "bill": _Wanted(((*_TITLE, "number"),), (_DATE,)),
    "book": _BOOK,
    "broadcast": _WORK_OF_ART,
    "chapter": _Wanted((_TITLE, _CONTAINER), (_DATE, ("publisher", "publisher-place", "DOI", "URL"))),
    "dataset": _Wanted((_TITLE,), (_WHO, _DATE, ("publisher", "DOI", "URL", "archive"))),
    "entry-dictionary": _ENTRY,
    "entry-encyclopedia": _ENTRY,
    "interview": _Wanted((("author", "interviewer", "guest", "contributor"),), (_DATE,)),
    "legal_case": _Wanted(
        (("title", "title-short", "number"),), (("authority", *_CONTAINER, "number"), _DATE)
    ),
    "legislation": _Wanted(((*_TITLE, "number"),)),
    "motion_picture": _WORK_OF_ART,
    "paper-conference": _Wanted(
        (_TITLE, (*_CONTAINER, "event-title", "collection-title", "publisher", "DOI", "URL")),
        (_PEOPLE, _DATE),
    ),
    "patent": _Wanted((_TITLE, ("number",)), (_PEOPLE, (*_DATE, "submitted"))),
    "personal_communication": _Wanted((("author", "title", "genre"),), (_DATE,)),
    "post": _Wanted((("title", "abstract", "genre"), ("URL", "DOI", "archive"))),
    "post-weblog": _ON_THE_WEB,
    "regulation": _Wanted(((*_TITLE, "number"),)),
    "report": _Wanted((_TITLE, _WHO), (_DATE,)),
    "review-book": _Wanted((_TITLE, (*_CONTAINER, "URL", "DOI")), (_DATE,)),
    "software": _Wanted((_TITLE,), (_WHO,)),
    "standard": _Wanted((_TITLE, ("number", "publisher", "authority")), (_DATE,)),
    "thesis": _Wanted((("author",), _TITLE, ("publisher", "archive", "authority")), (_DATE, ("genre",))),
    "webpage": _ON_THE_WEB,
}
"""For each type what it wants. APA 7, 9.4 and chapter 10: author, date, title, source; Chicago 17, chapter
14; MLA 9, chapter 5. A type that is not here wants nothing that all its works have."""


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        wanted = _WANTED.get(record.item.type)
        if wanted is None or not record.usable:
            continue  # what is wrong with a record that cannot be used may be why a field is missing
        item = record.item
        for fields in wanted.needed:
            if not _has(item, fields):
                yield _missing(shelf, record.key, fields, Level.WARNING)
        for fields in wanted.usual:
            if not _has(item, fields):
                yield _missing(shelf, record.key, fields, Level.LOOK)


def _has(item: Item, fields: tuple[str, ...]) -> bool:
    return any(
        name in item.text or name in item.names or name in item.dates or name in item.number
        for name in fields
    )


def _missing(shelf: Shelf, key: str, fields: tuple[str, ...], level: Level) -> Finding:
    record = shelf.by_key[key]
    field, kind = fields[0], _called(record.item.type)
    if field == _DATE[0] and level is Level.LOOK:
        message = f"{key} has no date ({field}); {kind} without one is printed as n.d."
    elif fields is _PEOPLE or fields is _WHO:
        message = f"{key} names nobody who made it: no author, no editor, no other"
    elif fields[-len(_FOUND) :] == _FOUND:
        message = f"{key} has no volume, issue, page or DOI by which the article is found"
    else:
        others = f" (or {fields[1]})" if len(fields) > 1 and fields[1] != "title-short" else ""
        message = f"{key} has no {field}{others}, which {kind} needs: {_purpose(field)}"
    return Finding(
        check="required-field",
        level=level,
        where=shelf.where(record, ""),
        message=f"{message}.",
        expected=f"{field}: …",
        habit=f"no {field} in {kind}",
    )


def _called(type_: str) -> str:
    word = type_.replace("_", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _purpose(field: str) -> str:
    text = VARIABLES[field].description.rstrip(".")
    return text[0].lower() + text[1:]


CHECK = RecordCheck(
    id="required-field",
    title="A field is missing that works of this type need",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "A reference tells who made a work, when, what it is called and where it is found. Styles print what "
        "the record holds; what is missing there is missing in every reference list."
    ),
    remedy="Look at the work, and add the field with `citekit set KEY field=value`.",
    source="APA 7, 9.4; Chicago 17, 14.19 and 14.168; MLA 9, 5.1",
    example=Example(
        wrong="""\
type: article-journal
title: Attention and effort
author: [{family: Doe, given: Jane}]
issued: 2019
volume: 12
""",
        right="""\
type: article-journal
title: Attention and effort
author: [{family: Doe, given: Jane}]
issued: 2019
container-title: Journal of Sleep
volume: 12
""",
    ),
    find=_find,
)
