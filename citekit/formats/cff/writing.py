"""Items to a CITATION.cff: the first as the work itself if it is software or data, the rest as references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from citekit.formats.base import WriteOptions
from citekit.formats.cff.names import read_name, write_name
from citekit.formats.cff.tables import (
    ANONYMOUS,
    COLLECTIONS,
    DOI,
    IDENTIFIERS,
    JOURNALS,
    KEY,
    LANGUAGE,
    LICENCES,
    NAMES,
    STAND_IN,
    STATUS,
    TEXTS,
    TYPES_READ,
    TYPES_WRITTEN,
    UNTITLED,
    URL,
)
from citekit.formats.fidelity import DateDetail, Fidelity, kept
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES
from citekit.yaml_text.values import Layout, YamlValue, write_pair

__all__ = ["FIDELITY", "write"]

_MESSAGE: Final = "If you use this work, please cite it using these metadata."
_ROOT_TEXT: Final = frozenset(("title", "abstract", "DOI", "URL", "keyword", "license"))
_SCHOOLS: Final = frozenset(("thesis", "report"))
"""CSL types whose publisher is an institution."""

_PAGES: Final = re.compile(r"([^\s–-][^–-]*)[–-]([^–-]*[^\s–-])")


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  the format leaves no choice
    """Return a CITATION.cff: the first item is the work itself if it is software or data and fits."""
    left = [kept(item, FIDELITY) for item in items]
    root: dict[str, YamlValue] = {"cff-version": "1.2.0"}
    if left and _fits_root(left[0]):
        root |= {"message": _MESSAGE, **_root(left.pop(0))}
    else:
        root |= {"message": STAND_IN, "title": "References", "authors": [{"name": ANONYMOUS}]}
    if left:
        root["references"] = [_reference(item) for item in left]
    layout = Layout()
    return "".join(f"{write_pair(field, value, 0, layout)}\n" for field, value in root.items())


def _settle(item: Item) -> Item:
    """Return what is left of an item whose values have to be of a certain form."""
    text = _settle_text(item)
    number = dict(item.number)
    if "page" in number:
        number["page"] = "-".join(_pages(number["page"]))
    if re.search("[–-]", number.get("number-of-pages", "")):
        del number["number-of-pages"]
    dates = {
        variable: narrow
        for variable, date in item.dates.items()
        if (narrow := _narrow(variable, date)) and (variable != "event-date" or "event-title" in text)
    }
    names = {variable: unlike for variable, value in item.names.items() if (unlike := _unlike(value))}
    return replace(item, text=text, number=number, dates=dates, names=names)


def _unlike(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names as they are read again, each once."""
    found = (read_name(write_name(name)) for name in names)
    return tuple(dict.fromkeys(name for name in found if name))


def _settle_text(item: Item) -> dict[str, str]:
    text = {
        variable: settled
        for variable, value in item.text.items()
        if _fits(variable, value, item.type) and (settled := _SETTLED.get(variable, str)(value))
    }
    for variable in ("title", "title-short"):
        if text.get(variable) == UNTITLED:
            del text[variable]
    for variable, needed in (("publisher-place", "publisher"), ("event-place", "event-title")):
        if needed not in text:
            text.pop(variable, None)
    if item.type not in JOURNALS and "container-title" in text:
        text.pop("collection-title", None)
    return text


def _fits(variable: str, value: str, type_: str) -> bool:
    if variable == "URL":
        return URL.fullmatch(value) is not None
    if variable == "status":
        return type_ != "article" and value in STATUS.values()
    return True


def _language(tag: str) -> str:
    primary = re.split("[-_]", tag)[0].lower()
    return primary if LANGUAGE.fullmatch(primary) else ""


def _keywords(text: str) -> list[str]:
    words = (word.strip() for word in re.split("[,;]", text))
    return list(dict.fromkeys(word for word in words if word))


def _settled_keywords(text: str) -> str:
    return ", ".join(_keywords(text))


_SETTLED: Final[Mapping[str, Callable[[str], str]]] = {"language": _language, "keyword": _settled_keywords}


def _pages(text: str) -> tuple[str, ...]:
    """Return the first and the last page, or the text whole if it is no plain range."""
    match = _PAGES.fullmatch(text)
    return (match[1].strip(), match[2].strip()) if match else (text,)


def _narrow(variable: str, date: Date) -> Date | None:
    """Return what of a date the format can hold."""
    start = date.start
    if start is None or start.year < 1 or start.year > 9999:
        return None
    if variable == "issued":
        return Date(start=DateParts(start.year) if start.season else start)
    if variable == "original-date":
        return Date(start=DateParts(start.year))
    if start.day is None:
        return None
    if variable == "event-date" and date.end and date.end.day:
        return Date(start=start, end=date.end)
    return Date(start=start)


_TYPES: Final = {type_: TYPES_READ[written] for type_, written in TYPES_WRITTEN.items()} | {
    "article": "article",
    "chapter": "chapter",
    "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-dictionary",
    "entry-encyclopedia": "entry-encyclopedia",
}
_ENTRIES: Final = frozenset(("entry-dictionary", "entry-encyclopedia"))
_PLAIN: Final = frozenset(TYPES) - {"entry", *_ENTRIES}

FIDELITY: Final = Fidelity(
    types=_TYPES,
    variables=frozenset(
        (
            *TEXTS.values(),
            *NAMES.values(),
            *IDENTIFIERS,
            *("title", "author", "container-title", "collection-title", "DOI", "URL", "keyword", "language"),
            *("license", "status", "genre", "publisher", "publisher-place", "authority", "event-title"),
            *("event-place", "page", "number-of-pages", "issued", "accessed", "original-date", "event-date"),
        )
    ),
    only_for={
        "authority": frozenset(TYPES) - _SCHOOLS,
        "genre": frozenset(("thesis", "dataset")),
        "collection-title": _PLAIN - {"chapter"},
    },
    limits={
        "URL": "only of the web",
        "accessed": "only a day",
        "collection-title": "only for articles in journals, and for other works without a container-title",
        "event-date": "only days, with an event-title",
        "event-place": "only with an event-title",
        "keyword": "each once",
        "language": "only the language itself, without region",
        "number-of-pages": "only without a dash",
        "original-date": "only the year",
        "publisher-place": "only with a publisher",
        "status": "only the states that the format knows",
    },
    name_parts=frozenset(("family", "given", "non_dropping_particle", "suffix", "literal")),
    dates=DateDetail.EDTF,
    date_words=False,
    markup=frozenset(),
    custom=False,
    settle=_settle,
)


def _fits_root(item: Item) -> bool:
    issued = item.dates.get("issued")
    return (
        item.type in ("software", "dataset")
        and item.text.keys() <= _ROOT_TEXT
        and item.text.get("license", "MIT") in LICENCES
        and item.number.keys() <= {"version"}
        and item.names.keys() <= {"author"}
        and item.dates.keys() <= {"issued"}
        and (issued is None or (issued.start is not None and issued.start.day is not None))
    )


def _root(item: Item) -> dict[str, YamlValue]:
    fields = _first_fields(item, item.text.get("title") or UNTITLED)
    fields["type"] = item.type
    if "abstract" in item.text:
        fields["abstract"] = item.text["abstract"]
    if "version" in item.number:
        fields["version"] = item.number["version"]
    issued = item.dates.get("issued")
    if issued:
        fields["date-released"] = issued.edtf()
    return fields | _web(item)


def _first_fields(item: Item, title: str) -> dict[str, YamlValue]:
    authors = item.names.get("author", ())
    return {"title": title, "authors": _names(authors) if authors else [{"name": ANONYMOUS}]}


def _names(names: tuple[Name, ...]) -> list[YamlValue]:
    return [write_name(name) for name in names]


def _reference(item: Item) -> dict[str, YamlValue]:
    """Return the reference for an item that holds no more than `FIDELITY` allows."""
    text = item.text
    entry = item.type in _ENTRIES
    title = text.get("container-title" if entry else "title") or UNTITLED
    fields: dict[str, YamlValue] = {"type": TYPES_WRITTEN[item.type], **_first_fields(item, title)}
    if entry:
        fields["term"] = text.get("title") or UNTITLED
    for field, variable in TEXTS.items():
        value = text.get(variable) or item.number.get(variable)
        if value:
            fields[field] = value
    for field, variable in NAMES.items():
        if variable in item.names:
            fields[field] = _names(item.names[variable])
    fields |= _collection(item)
    if "event-title" in text:
        fields["conference"] = _conference(item)
    fields |= _publisher(item)
    return fields | _details(item) | _dates(item) | _web(item)


def _details(item: Item) -> dict[str, YamlValue]:
    """Return pages, kind, language and state."""
    text, fields = item.text, dict[str, YamlValue]()
    if "page" in item.number:
        fields |= dict(zip(("start", "end"), _pages(item.number["page"]), strict=False))
    if "number-of-pages" in item.number:
        fields["pages"] = item.number["number-of-pages"]
    if "genre" in text:
        fields["thesis-type" if item.type == "thesis" else "data-type"] = text["genre"]
    if "language" in text:
        fields["languages"] = [text["language"]]
    if item.type == "article":
        fields["status"] = "preprint"
    elif "status" in text:
        fields["status"] = next(state for state, words in STATUS.items() if words == text["status"])
    return fields


def _collection(item: Item) -> dict[str, YamlValue]:
    """Return the journal or collection that an item is part of."""
    fields: dict[str, YamlValue] = {}
    container, series = item.text.get("container-title"), item.text.get("collection-title")
    if item.type in JOURNALS:
        if container:
            fields["journal"] = container
    elif item.type not in _ENTRIES and (container or item.type == "chapter"):
        if container:
            fields["collection-title"] = container
        fields["collection-type"] = COLLECTIONS.get(item.type, "work")
    if series:
        fields |= {"collection-title": series, "collection-type": "series"}
    return fields


def _conference(item: Item) -> dict[str, YamlValue]:
    conference: dict[str, YamlValue] = {"name": item.text["event-title"]}
    if "event-place" in item.text:
        conference["location"] = item.text["event-place"]
    date = item.dates.get("event-date")
    if date:
        start, _, end = date.edtf().partition("/")
        conference["date-start"] = start
        if end:
            conference["date-end"] = end
    return conference


def _publisher(item: Item) -> dict[str, YamlValue]:
    fields: dict[str, YamlValue] = {}
    if "publisher" in item.text:
        publisher = {"name": item.text["publisher"]}
        if "publisher-place" in item.text:
            publisher["city"] = item.text["publisher-place"]
        fields["institution" if item.type in _SCHOOLS else "publisher"] = publisher
    if "authority" in item.text:
        fields["institution"] = {"name": item.text["authority"]}
    return fields


def _dates(item: Item) -> dict[str, YamlValue]:
    fields: dict[str, YamlValue] = {}
    issued = item.dates.get("issued")
    if issued and issued.start:
        if issued.start.day:
            fields["date-published"] = issued.edtf()
        else:
            fields["year"] = str(issued.start.year)
            if issued.start.month:
                fields["month"] = str(issued.start.month)
    if "accessed" in item.dates:
        fields["date-accessed"] = item.dates["accessed"].edtf()
    original = item.dates.get("original-date")
    if original:
        fields["year-original"] = str(original.year)
    return fields


def _web(item: Item) -> dict[str, YamlValue]:
    """Return address, identifiers, keywords and licence."""
    text = item.text
    fields: dict[str, YamlValue] = {}
    others: list[YamlValue] = [{"type": "other", "value": item.id, "description": KEY}]
    if "DOI" in text:
        if DOI.fullmatch(text["DOI"]):
            fields["doi"] = text["DOI"]
        else:
            others.append({"type": "other", "value": text["DOI"], "description": "DOI"})
    for variable, pattern in IDENTIFIERS.items():
        value = text.get(variable)
        if value and pattern.fullmatch(value):
            fields[variable.lower()] = value
        elif value:
            others.append({"type": "other", "value": value, "description": variable})
    fields["identifiers"] = others
    if "URL" in text:
        fields["url"] = text["URL"]
    if "keyword" in text:
        fields["keywords"] = _keywords(text["keyword"])
    if "license" in text:
        fields["license" if text["license"] in LICENCES else "copyright"] = text["license"]
    return fields
