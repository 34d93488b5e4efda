"""MediaWiki citation templates: one ``{{cite …}}`` an item, on a line of its own.

Citation Style 1, https://en.wikipedia.org/wiki/Help:Citation_Style_1 and the pages of its templates.
Parameters stand in the order of those pages: names, date, title, container, publisher, numbers, identifiers,
address. What needs another parameter beside it is left out without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.errors import InvalidValue
from citekit.formats.base import Format, WriteOptions
from citekit.formats.fidelity import DateDetail, Fidelity, kept
from citekit.formats.mediawiki.wikitext import write_address, write_date, write_text
from citekit.item.date import Date, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES

__all__ = ["FORMAT", "write"]


class _Template(NamedTuple):
    """A template, the parameter for the container's title, and the CSL type that it is made for."""

    name: str
    container: str
    type: str


_JOURNAL: Final = _Template("cite journal", "journal", "article-journal")
_BOOK: Final = _Template("cite book", "", "book")
_WEB: Final = _Template("cite web", "website", "webpage")
_REPORT: Final = _Template("cite report", "work", "report")
_MEDIA: Final = _Template("cite AV media", "work", "motion_picture")
_ENTRY: Final = _Template("cite encyclopedia", "encyclopedia", "entry-encyclopedia")

_TEMPLATES: Final[Mapping[str, _Template]] = MappingProxyType(
    {
        "article-journal": _JOURNAL,
        "article-magazine": _Template("cite magazine", "magazine", "article-magazine"),
        "article-newspaper": _Template("cite news", "newspaper", "article-newspaper"),
        "book": _BOOK,
        "broadcast": _Template("cite episode", "series", "broadcast"),
        "chapter": _Template("cite book", "title", "chapter"),
        "classic": _BOOK,
        "collection": _BOOK,
        "entry": _ENTRY,
        "entry-dictionary": _ENTRY,
        "entry-encyclopedia": _ENTRY,
        "graphic": _MEDIA,
        "figure": _MEDIA,
        "interview": _Template("cite interview", "work", "interview"),
        "map": _Template("cite map", "work", "map"),
        "motion_picture": _MEDIA,
        "musical_score": _MEDIA,
        "pamphlet": _BOOK,
        "paper-conference": _Template("cite conference", "book-title", "paper-conference"),
        "performance": _MEDIA,
        "periodical": _BOOK,
        "report": _REPORT,
        "review": _JOURNAL,
        "review-book": _JOURNAL,
        "song": _MEDIA,
        "speech": _Template("cite speech", "work", "speech"),
        "thesis": _Template("cite thesis", "", "thesis"),
    }
)
"""The template of each type; any other is a web page if it has an address, else a report."""

_OTHERS: Final = {
    "director": "Directed by",
    "script-writer": "Written by",
    "composer": "Composed by",
    "performer": "Performed by",
    "narrator": "Narrated by",
    "producer": "Produced by",
    "illustrator": "Illustrated by",
    "compiler": "Compiled by",
}
"""Roles that the templates have no parameters for, in words."""

_PEOPLE: Final = {"author": "", "editor": "editor", "translator": "translator"}
_ACCESS: Final = frozenset(("subscription", "registration", "limited"))
_SNAPSHOT: Final = re.compile(r"https?://web\.archive\.org/web/([0-9]{4})([0-9]{2})([0-9]{2})[0-9]*[a-z_]*/")
_ET_AL: Final = frozenset(("others", "et al", "et al.", "and others"))
_EVENTS: Final = {"paper-conference": "conference", "speech": "event"}


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  templates leave no choice
    """Return a template for each of ``items``, one a line."""
    return "".join(f"{_template(kept(item, FIDELITY))}\n" for item in items)


def _choose(item: Item) -> _Template:
    known = _TEMPLATES.get(item.type)
    container = "container-title" in item.text
    if item.type == "broadcast" and not container:
        return _MEDIA
    if item.type == "broadcast" and "podcast" in item.text.get("genre", "").lower():
        return _Template("cite podcast", "website", "broadcast")
    if item.type == "chapter" and not container:
        return _BOOK
    if item.type in ("article-journal", "review", "review-book") and not container:
        return _WEB if "URL" in item.text else _REPORT
    if known:
        return known
    if item.type == "article" and container:
        return _JOURNAL
    return _WEB if "URL" in item.text else _REPORT


def _template(item: Item) -> str:
    template = _choose(item)
    parameters = (
        *_names(item),
        *_titles(item, template),
        *_numbers(item, template),
        *_web(item),
    )
    written = " ".join(f"|{name}={value}" for name, value in parameters if value)
    return f"{{{{{template.name} {written}}}}}" if written else f"{{{{{template.name}}}}}"


Parameters = Iterator[tuple[str, str]]


def _names(item: Item) -> Parameters:
    for variable, role in _PEOPLE.items():
        yield from _people(item.names.get(variable, ()), role)
    if item.type == "interview":
        yield from _people(item.names.get("interviewer", ()), "interviewer")
    others = [
        f"{words} {_listed(item.names[variable])}"
        for variable, words in _OTHERS.items()
        if variable in item.names
    ]
    yield "others", "; ".join(others)
    issued = item.dates.get("issued")
    yield "date", write_date(issued) if issued else ""
    original = item.dates.get("original-date")
    yield "orig-date", write_date(original) if original else ""


def _people(names: tuple[Name, ...], role: str) -> Parameters:
    """Yield last1, first1 and so on; an institution is one name, and "others" at the end are counted."""
    etal = bool(names) and names[-1].literal.lower() in _ET_AL
    for number, name in enumerate(names[:-1] if etal else names, start=1):
        prefix = f"{role}{number}-" if role else ""
        count = "" if role else str(number)
        if name.literal or not name.family:
            whole = name.literal or name.display()
            accepted = (
                f"(({write_text(whole)}))" if ";" in whole or whole.count(",") > 1 else write_text(whole)
            )
            yield (f"{role}{number}" if role else f"author{number}"), accepted
        else:
            family = replace(name, given="", dropping_particle="", suffix="").display()
            given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
            yield f"{prefix}last{count}", write_text(family)
            yield f"{prefix}first{count}", write_text(given)
    if etal:
        yield f"display-{role or 'author'}s", "etal"


def _listed(names: tuple[Name, ...]) -> str:
    return ", ".join(write_text(name.display()) for name in names)


def _titles(item: Item, template: _Template) -> Parameters:
    text = item.text
    title, container = text.get("title", ""), text.get("container-title", "")
    if template.container == "title":
        yield "chapter", write_text(title)
        yield "title", write_text(container)
    else:
        yield "title", write_text(title)
        yield template.container or "work", write_text(container) if template.container else ""
    yield "type", write_text(text.get("genre") or text.get("medium", ""))
    yield "series", write_text(text.get("collection-title", "")) if template.container != "series" else ""
    event = _EVENTS.get(item.type)
    if event:
        yield event, write_text(text.get("event-title", ""))
    yield "edition", write_text(_edition(item.number.get("edition", "")))
    yield "language", write_text(text.get("language", ""))
    place = text.get("event-place") if event else ""
    yield "location", write_text(place or text.get("publisher-place", ""))
    yield "publisher", write_text(text.get("publisher", ""))


def _edition(edition: str) -> str:
    """Return an edition without the word that the template adds, a number with its ending."""
    bare = re.sub(r"[ ,]*\b(edition|edn?\.?)$", "", edition, flags=re.IGNORECASE) or edition
    if not re.fullmatch("[0-9]+", bare):
        return bare
    endings = {"1": "st", "2": "nd", "3": "rd"}
    return bare + ("th" if re.search("1[0-9]$", bare) else endings.get(bare[-1], "th"))


def _numbers(item: Item, template: _Template) -> Parameters:
    number, text = item.number, item.text
    for variable in ("volume", "issue"):
        yield variable, write_text(number.get(variable, ""))
    yield "id", write_text(number.get("number", ""))
    yield "version", write_text(number.get("version", ""))
    page = number.get("page", "")
    if page:
        pages = re.sub(r"(?<=\w)\s*-{1,2}\s*(?=\w)", "–", page)
        several = re.search("[–,;&]", pages)
        numbered = re.search("[0-9]|^[ivxlc]+$", pages)
        yield ("pages" if several else "page") if numbered else "at", write_text(pages)
    yield "arxiv", write_text(item.custom.get("arxiv", ""))
    for variable in ("DOI", "ISBN", "ISSN", "PMID"):
        if variable != "ISSN" or template is not _BOOK:
            yield variable.lower(), write_text(text.get(variable, ""))
    yield "pmc", write_text(text.get("PMCID", "").removeprefix("PMC"))


def _web(item: Item) -> Parameters:
    text = item.text
    if "URL" not in text:
        return
    yield "url", write_address(text["URL"])
    access = item.custom.get("access", "")
    yield "url-access", access if access in _ACCESS else ""
    archived = _archived(item.custom.get("archived", ""))
    if archived:
        yield "archive-url", write_address(archived[0])
        yield "archive-date", write_date(archived[1])
    accessed = item.dates.get("accessed")
    yield "access-date", write_date(accessed) if accessed else ""
    yield "via", write_text(text.get("source", ""))


def _archived(field: str) -> tuple[str, Date] | None:
    """Return the copy that a record keeps, with its day, which the templates demand."""
    address, _, written = field.partition(" ")
    snapshot = _SNAPSHOT.match(address)
    try:
        date = parse_edtf(written or ("-".join(snapshot.groups()) if snapshot else ""))
    except InvalidValue:
        return None
    return (address, date) if date.start and date.start.day else None


def _settle(item: Item) -> Item:
    """Return what of an item its template shows."""
    template = _choose(item)
    text, names, custom = dict(item.text), dict(item.names), {}
    if not template.container:
        text.pop("container-title", None)
    if "genre" in text:
        text.pop("medium", None)
    if item.type in _EVENTS and "event-place" in text:
        text.pop("publisher-place", None)
    if template.container == "series":
        text.pop("collection-title", None)
    if template is _BOOK:
        text.pop("ISSN", None)
    dates = {variable: narrow for variable, date in item.dates.items() if (narrow := _narrow(variable, date))}
    if "URL" not in text:
        dates.pop("accessed", None)
        text.pop("source", None)
    elif "archived" in item.custom and _archived(item.custom["archived"]):
        custom["archived"] = item.custom["archived"]
    if "URL" in text and item.custom.get("access") in _ACCESS:
        custom["access"] = item.custom["access"]
    if "arxiv" in item.custom:
        custom["arxiv"] = item.custom["arxiv"]
    return replace(item, text=text, names=names, dates=dates, custom=custom)


def _narrow(variable: str, date: Date) -> Date | None:
    start = date.start
    if variable == "accessed":
        return Date(start=start) if start and start.day else None
    if date.circa and (start is None or date.end or start.month or start.season):
        return replace(date, approximate=False, uncertain=False)
    return date


FIDELITY: Final = Fidelity(
    types={
        type_: type_
        if type_ in _TEMPLATES and _TEMPLATES[type_].type == type_
        else _TEMPLATES.get(type_, _WEB).type
        for type_ in TYPES
    }
    | {"article": "article-journal"},
    variables=frozenset(
        (
            *_PEOPLE,
            *_OTHERS,
            *(
                "interviewer",
                "title",
                "container-title",
                "collection-title",
                "genre",
                "medium",
                "edition",
            ),
            *("event-title", "event-place", "publisher", "publisher-place", "language", "issued"),
            *("original-date", "accessed", "volume", "issue", "number", "version", "page", "DOI", "ISBN"),
            *("ISSN", "PMID", "PMCID", "URL", "source"),
        )
    ),
    only_for={
        "interviewer": frozenset(("interview",)),
        "event-title": frozenset(_EVENTS),
        "event-place": frozenset(_EVENTS),
    },
    limits={
        "ISSN": "not in cite book",
        "accessed": "only a day, with a URL",
        "container-title": "not in cite book and cite thesis",
        "medium": "only without a genre",
        "publisher-place": "not beside an event-place",
        "source": "only with a URL",
    },
    name_parts=frozenset(
        ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    ),
    dates=DateDetail.EDTF,
    markup=frozenset(("i", "b", "sup", "sub")),
    ids=False,
    settle=_settle,
)

FORMAT: Final = Format(
    name="mediawiki",
    title="MediaWiki templates",
    description="MediaWiki citation templates ({{cite book}} and its kin), as Wikipedia has them",
    extensions=(".wiki", ".mediawiki"),
    recognise=lambda head: False,  # noqa: ARG005  it is never read
    write=write,
    fidelity=FIDELITY,
)
