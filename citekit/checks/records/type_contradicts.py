"""The type says one thing and the fields another: an article with an ISBN and no journal is a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.item.item import Item

__all__ = ["CHECK"]


class _Sign(NamedTuple):
    """Of the types, one that has all of ``has`` and none of ``lacks`` is likely ``meant``."""

    types: frozenset[str]
    has: Sequence[str]
    lacks: Sequence[str]
    meant: str


_SIGNS: Final = (
    _Sign(
        frozenset(("article-journal", "article-magazine")),
        ("ISBN", "publisher"),
        ("container-title", "container-title-short", "ISSN", "volume", "issue"),
        "book",
    ),
    _Sign(
        frozenset(("article-journal", "article-magazine")),
        ("ISBN", "publisher", "container-title", "page"),
        ("ISSN", "volume", "issue"),
        "chapter",
    ),
    _Sign(frozenset(("book",)), ("container-title", "volume", "issue", "page"), ("ISBN",), "article-journal"),
    _Sign(frozenset(("book",)), ("container-title", "page", "publisher"), ("issue",), "chapter"),
    _Sign(
        frozenset(("chapter", "webpage", "report", "document", "thesis", "manuscript")),
        ("container-title", "volume", "issue", "page"),
        ("ISBN", "editor", "event-title"),
        "article-journal",
    ),
    _Sign(frozenset(("webpage",)), ("ISBN", "publisher"), ("URL", "container-title"), "book"),
)

_ARXIV: Final = re.compile(
    r"arXiv(?:\.org)?(?: (?:preprint|e-prints).*)?|(?:bio|med|chem)Rxiv.*|SSRN(?: .*)?", re.IGNORECASE
)


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        item = record.item
        told = _contradiction(item)
        if told:
            meant, why = told
            yield Finding(
                check="type-contradicts",
                level=Level.LOOK,
                where=shelf.where(record, "type"),
                message=f"{record.key} is called {item.type} and {why}; it looks like {_called(meant)}.",
                quote=item.type,
                expected=meant,
                fix=Fix(text=f"type: {meant}", fields=(("type", meant),)),
                habit=f"{item.type} for {meant}",
            )


def _contradiction(item: Item) -> tuple[str, str] | None:
    if (
        item.type == "article-journal"
        and _ARXIV.fullmatch(item.text.get("container-title", ""))
        and not {"volume", "issue"} & item.number.keys()
    ):
        return "article", f"stands in {item.text['container-title']}, which is no journal"
    for sign in _SIGNS:
        if item.type not in sign.types or not all(_has(item, field) for field in sign.has):
            continue
        if any(_has(item, field) for field in sign.lacks):
            continue
        without = f" and no {sign.lacks[0]}" if sign.meant == "book" else ""
        return sign.meant, f"has {', '.join(sign.has)}{without}"
    return None


def _has(item: Item, field: str) -> bool:
    return field in item.text or field in item.number or field in item.names


def _called(type_: str) -> str:
    word = type_.replace("_", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


CHECK = RecordCheck(
    id="type-contradicts",
    title="The type contradicts the data",
    group=Group.RECORDS,
    level=Level.LOOK,
    reason=(
        "The type decides what a style prints, and in what order: an article with a publisher loses it, and "
        "the volume of a journal is printed as that of a book."
    ),
    remedy="Choose the type of what the work is: book, chapter, article-journal, report, webpage.",
    source="CSL 1.0.2, Appendix III",
    example=Example(
        wrong="""\
type: article-journal
title: Sleep
author: [{family: Doe, given: Jane}]
issued: 2019
publisher: Hart
ISBN: 978-1-84946-324-9
""",
        right="""\
type: book
title: Sleep
author: [{family: Doe, given: Jane}]
issued: 2019
publisher: Hart
ISBN: 978-1-84946-324-9
""",
    ),
    find=_find,
)
