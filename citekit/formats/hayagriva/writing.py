"""Items to hayagriva's entries, each with the parents that Typst needs to print it as what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from citekit.formats.base import WriteOptions
from citekit.formats.fidelity import DateDetail, Fidelity, kept
from citekit.formats.hayagriva.persons import settle_person, write_person
from citekit.formats.hayagriva.strings import read_chunks, write_chunks
from citekit.formats.hayagriva.tables import FORMATTED, PLAIN, ROLES, SERIAL_NUMBERS, SERIES, SHAPES, Shape
from citekit.formats.hayagriva.values import is_address, is_language, is_numeric, narrow_date, write_date
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES
from citekit.yaml_text.values import Layout, YamlValue, write_pair

__all__ = ["FIDELITY", "write"]

_RESERVED: Final = frozenset(
    (
        *(
            "type",
            "title",
            "author",
            "date",
            "parent",
            "editor",
            "affiliated",
            "publisher",
            "location",
            "issue",
        ),
        *("volume", "edition", "time-range", "url", "serial-number", "doi", "isbn", "issn", "pmid", "pmcid"),
        *("arxiv", *FORMATTED, *PLAIN),
    )
)
"""The names of hayagriva's own fields; any other field stays what it is, and Typst passes over it."""

_FORMATTED_VARIABLES: Final = frozenset(
    (
        *("title", "title-short", "container-title", "container-title-short", "collection-title"),
        *("event-title", "event-place", "source", "publisher", "publisher-place"),
        *("original-title", "original-publisher", "original-publisher-place", *FORMATTED.values()),
    )
)
_CONTAINER: Final = frozenset(("container-title", "container-title-short", "container-author"))
_ELSEWHERE: Final = frozenset(
    (
        *("collection-title", "collection-number", "collection-editor", "event-title", "event-place"),
        *("event-date", "source", "original-title", "original-author", "original-date"),
        *("original-publisher", "original-publisher-place"),
    )
)
"""Variables that stand in a parent, which makes a film or a song a broadcast."""

_ALONE: Final = frozenset(("motion_picture", "song"))
_LAWS: Final = frozenset(("bill", "legislation"))
_VARIABLES: Final = (
    _FORMATTED_VARIABLES
    | _CONTAINER
    | _ELSEWHERE
    | frozenset((*ROLES.values(), *PLAIN.values(), *SERIAL_NUMBERS.values()))
    | frozenset(("author", "editor", "editor-translator", "issued", "accessed", "URL", "volume", "issue"))
    | frozenset(("edition", "part-number"))
)
_ENCYCLOPEDIA: Final = "entry-encyclopedia"


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  the format leaves no choice
    """Return ``items`` as a mapping of keys to entries; the second of two equal keys gets a number."""
    layout = Layout()
    entries: dict[str, dict[str, YamlValue]] = {}
    for item in items:
        key, counter = item.id, 1
        while key in entries:
            counter += 1
            key = f"{item.id}-{counter}"
        entries[key] = _entry(kept(item, FIDELITY))
    written = [write_pair(key, entry, 0, layout) for key, entry in entries.items()]
    return "\n\n".join(written) + "\n" if written else "{}\n"


def _settle(item: Item) -> Item:
    """Return what is left of an item whose fields depend on each other, or have to be of a certain form."""
    text = _settle_text(item)
    number = {
        variable: value
        for variable, value in item.number.items()
        if is_numeric(value) or variable not in ("number-of-pages", "number-of-volumes")
    }
    if "volume" not in number:
        number.pop("part-number", None)
    dates = {
        variable: narrow
        for variable, date in item.dates.items()
        if (narrow := narrow_date(date)) and (variable != "accessed" or "URL" in text)
    }
    names = {
        variable: tuple(filter(None, (settle_person(name) for name in value)))
        for variable, value in item.names.items()
    }
    both = names.pop("editor-translator", ())
    if both and not names.keys() & {"editor", "translator"}:
        names["editor"] = names["translator"] = both
    type_ = item.type
    if type_ in _LAWS:
        type_ = "legislation" if text.keys() & {"publisher", "publisher-place"} else "bill"
    elif type_ == "entry" and (text.keys() | names.keys()) & _CONTAINER:
        type_ = _ENCYCLOPEDIA
    custom = {name: value for name, value in item.custom.items() if name == "arxiv" or name not in _RESERVED}
    return replace(item, type=type_, text=text, number=number, dates=dates, names=names, custom=custom)


def _settle_text(item: Item) -> dict[str, str]:
    text = {
        variable: value
        for variable, written in item.text.items()
        if (value := read_chunks(write_chunks(written)) if variable in _FORMATTED_VARIABLES else written)
    }
    for variable in ("title", "container-title"):
        if variable not in text:
            text.pop(f"{variable}-short", None)
    if not is_address(text.get("URL", "")):
        text.pop("URL", None)
    if not is_language(text.get("language", "")):
        text.pop("language", None)
    return text


_NO_WHOLE: Final = frozenset(
    ("book", "classic", "collection", "event", "pamphlet", "performance", "periodical")
)
_CONTAINED: Final = frozenset(TYPES) - _ALONE - _NO_WHOLE
_TYPES: Final = {
    "article-magazine": "article-journal",
    "classic": "book",
    "dataset": "software",
    "entry-dictionary": _ENCYCLOPEDIA,
    "hearing": "document",
    "interview": "document",
    "map": "graphic",
    "pamphlet": "book",
    "personal_communication": "document",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "speech": "document",
    "standard": "report",
    "treaty": "legislation",
}

FIDELITY: Final = Fidelity(
    types={type_: _TYPES.get(type_, type_) for type_ in TYPES},
    variables=_VARIABLES,
    only_for=dict.fromkeys(_CONTAINER, _CONTAINED)
    | dict.fromkeys(_ELSEWHERE, frozenset(TYPES) - _ALONE)
    | {"part-number": frozenset(("chapter", "musical_score"))},
    limits={
        "URL": "only a whole address, with its scheme",
        "accessed": "only with a URL",
        "container-title-short": "only with a container-title",
        "editor-translator": "as editor and translator, if there are no others",
        "language": "only a language tag",
        "number-of-pages": "only a number",
        "number-of-volumes": "only a number",
        "part-number": "only with a volume",
        "title-short": "only with a title",
    },
    name_parts=frozenset(
        ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    ),
    dates=DateDetail.EDTF,
    date_words=False,
    markup=frozenset(("nocase",)),
    settle=_settle,
)


def _entry(item: Item) -> dict[str, YamlValue]:
    """Return the entry of an item that holds no more than `FIDELITY` allows."""
    shape = _shape(item)
    entry: dict[str, YamlValue] = {"type": shape.type}
    container = _Parent(shape.container)
    home = container if shape.holds else _Parent("")
    entry |= _title(item, "title")
    entry |= _persons(item, author="author")
    _add_date(entry, item.dates.get("issued"))
    publisher = _publisher(item, "publisher", "publisher-place")
    for variable in ("volume", "issue", "edition"):
        if variable in item.number:
            home[variable] = item.number[variable]
    home |= _persons(item, editor="editor") | publisher
    container |= _title(item, "container-title") | _persons(item, author="container-author")
    if "part-number" in item.number:
        entry["volume"] = item.number["part-number"]
    if home is not container:
        entry |= home
    entry |= _own_fields(item)
    parents = _parents(item, shape, container)
    if parents:
        entry["parent"] = parents[0] if len(parents) == 1 else parents
    return entry | {name: value for name, value in item.custom.items() if name != "arxiv"}


def _own_fields(item: Item) -> dict[str, YamlValue]:
    """Return the fields that an entry has whatever its parents are."""
    fields: dict[str, YamlValue] = {}
    affiliated = [
        {"role": role, "names": _names(item.names[variable])}
        for role, variable in ROLES.items()
        if variable in item.names
    ]
    if affiliated:
        fields["affiliated"] = affiliated
    for field, variable in PLAIN.items():
        value = item.number.get(variable) or item.text.get(variable)
        if value:
            fields[field] = value
    fields |= _web(item)
    for field, variable in FORMATTED.items():
        if variable in item.text:
            fields[field] = write_chunks(item.text[variable])
    return fields


class _Parent(dict[str, YamlValue]):
    """The fields of a parent, without its type, which ``kind`` holds."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def whole(self) -> dict[str, YamlValue]:
        return {"type": self.kind, **self}


def _shape(item: Item) -> Shape:
    shape = SHAPES[item.type]
    words = f"{item.text.get('genre', '')} {item.text.get('medium', '')}".lower()
    if item.type == "broadcast" and any(word in words for word in ("podcast", "radio", "audio")):
        return Shape("audio", "audio", required=True)
    return shape


def _parents(item: Item, shape: Shape, container: _Parent) -> list[dict[str, YamlValue]]:
    parents: list[dict[str, YamlValue]] = []
    series = _Parent("") | _title(item, "collection-title") | _persons(item, editor="collection-editor")
    if "collection-number" in item.number:
        series["volume"] = item.number["collection-number"]
    has_container = bool(container) or shape.required
    if series and has_container and container.kind in SERIES:
        container["parent"] = {"type": container.kind, **series}
        series = {}
    if has_container:
        parents.append(container.whole())
    if item.type == "periodical":
        parents.append({"type": "periodical"})
    if series:
        parents.append(_series_parent(shape, series))
    event = _event(item)
    if event:
        # hayagriva takes a conference for the container of an article, before a journal or newspaper
        lone = shape.type == "article" and not (has_container and container.kind in ("proceedings", "book"))
        parents.append({"type": "misc" if lone else "conference", **event})
    if "source" in item.text:
        parents.append({"type": "repository", "title": write_chunks(item.text["source"])})
    original = _title(item, "original-title") | _persons(item, author="original-author")
    _add_date(original, item.dates.get("original-date"))
    original |= _publisher(item, "original-publisher", "original-publisher-place")
    if original:
        parents.append({"type": "original", **original})
    return parents


def _series_parent(shape: Shape, series: dict[str, YamlValue]) -> dict[str, YamlValue]:
    """Return the parent for a series that no container has."""
    if shape.type in SERIES:
        return {"type": shape.type if shape.type == "book" else "anthology", **series}
    return {"type": "anthology", "parent": {"type": "anthology", **series}}


def _event(item: Item) -> dict[str, YamlValue]:
    event = _title(item, "event-title")
    if "event-place" in item.text:
        event["location"] = write_chunks(item.text["event-place"])
    _add_date(event, item.dates.get("event-date"))
    return event


def _title(item: Item, variable: str) -> dict[str, YamlValue]:
    title = item.text.get(variable)
    if not title:
        return {}
    short = item.text.get(f"{variable}-short")
    written = write_chunks(title)
    return {"title": {"value": written, "short": write_chunks(short)} if short else written}


def _publisher(item: Item, name: str, place: str) -> dict[str, YamlValue]:
    publisher, location = item.text.get(name, ""), item.text.get(place, "")
    if not location:
        return {"publisher": write_chunks(publisher)} if publisher else {}
    named = {"name": write_chunks(publisher)} if publisher else {}
    return {"publisher": {**named, "location": write_chunks(location)}}


def _persons(item: Item, **fields: str) -> dict[str, YamlValue]:
    return {
        field: _names(item.names[variable]) for field, variable in fields.items() if item.names.get(variable)
    }


def _names(names: tuple[Name, ...]) -> YamlValue:
    written = [write_person(name) for name in names]
    return written[0] if len(written) == 1 else written


def _add_date(entry: dict[str, YamlValue], date: Date | None) -> None:
    if date:
        entry["date"] = write_date(date)


def _web(item: Item) -> dict[str, YamlValue]:
    """Return the address of an item and its identifiers."""
    written: dict[str, YamlValue] = {}
    address = item.text.get("URL")
    if address:
        accessed = item.dates.get("accessed")
        written["url"] = {"value": address, "date": write_date(accessed)} if accessed else address
    numbers: dict[str, str] = {
        key: value
        for key, variable in SERIAL_NUMBERS.items()
        if (value := item.number.get(variable) or item.text.get(variable))
    }
    if "arxiv" in item.custom:
        numbers["arxiv"] = item.custom["arxiv"]
    if numbers:
        written["serial-number"] = _serial(numbers)
    return written


def _serial(numbers: Mapping[str, str]) -> YamlValue:
    return numbers["serial"] if list(numbers) == ["serial"] else dict(numbers)
