"""An item as CSL-JSON and CSL-YAML spell it, to `Item` and back.

CSL-JSON 1.0 (``csl-data.json`` of CSL 1.0.2). Reading takes what real files hold: numbers for text, lists
where a string belongs, types of Crossref, missing ids. What CSL has no place for goes to ``custom`` as text,
so that nothing is lost, and whatever had to be changed is told.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from citekit.errors import InvalidValue, Problem, did_you_mean
from citekit.formats.note_fields import unpack_note
from citekit.item.date import Date, date_from_parts, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name, parse_name
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, VARIABLES, Kind
from citekit.language.fold import nearest

__all__ = ["ItemReader", "NotANumber", "item_to_json", "name_to_json"]

TYPE_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "book-chapter": "chapter",
        "book-section": "chapter",
        "conference-paper": "paper-conference",
        "dissertation": "thesis",
        "edited-book": "book",
        "journal-article": "article-journal",
        "magazine-article": "article-magazine",
        "misc": "document",
        "monograph": "book",
        "newspaper-article": "article-newspaper",
        "other": "document",
        "peer-review": "review",
        "posted-content": "article",
        "preprint": "article",
        "proceedings": "book",
        "proceedings-article": "paper-conference",
        "reference-book": "book",
        "reference-entry": "entry",
        "report-component": "report",
    }
)
"""What Crossref and others call types, and the CSL type each means."""

_NAME_PARTS: Final = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_NAME_FLAGS: Final = {"comma-suffix": "comma_suffix", "static-ordering": "static_ordering"}
_NAME_NOISE: Final = frozenset({"parse-names", "isInstitution", "name", "sequence", "affiliation"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACED: Final = frozenset({"ISBN", "ISSN"})


class NotANumber(str):
    """What JavaScript writes for a number that it could not work out; no value of any field."""

    __slots__ = ()


class ItemReader:
    """Reads the items of one file, and gathers what is wrong with them in ``problems``."""

    def __init__(self, name: Path | str) -> None:
        self.problems: list[Problem] = []
        self._path = Path(name)
        self._ids: set[str] = set()

    def read(self, data: object, *, number: int, line: int | None = None) -> Item | None:
        """Return the item that ``data`` spells, None if it is none.

        ``number`` counts the items of the file from 1, ``line`` is where this one begins.
        """
        if not isinstance(data, Mapping):
            message = f"item {number} is {_kind(data)}, not an item with fields"
            self.problems.append(Problem(self._path, line, None, "", message))
            return None
        reading = _Reading(self._path, line, self.problems)
        item = unpack_note(reading.read(data, self._id(data, number, line)))
        self._ids.add(item.id)
        return item

    def _id(self, data: Mapping[str, object], number: int, line: int | None) -> str:
        """Return the id of an item, one of our own if it has none or that of another."""
        wanted = _plain(data.get("id")) or _plain(data.get("citation-key"))
        id_ = wanted or f"item-{number}"
        counter = 1
        while id_ in self._ids:
            counter += 1
            id_ = f"{wanted or f'item-{number}'}-{counter}"
        if id_ != wanted:
            fault = f'has the id "{wanted}" of another item' if wanted else "has no id"
            message = f'item {number} {fault}; it is called "{id_}" here'
            self.problems.append(Problem(self._path, line, None, "id", message, fatal=False))
        return id_


class _Reading:
    """The reading of one item."""

    def __init__(self, path: Path, line: int | None, problems: list[Problem]) -> None:
        self._path = path
        self._line = line
        self._problems = problems
        self._id = ""
        self._text: dict[str, str] = {}
        self._number: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date] = {}
        self._custom: dict[str, str] = {}

    def read(self, data: Mapping[str, object], id_: str) -> Item:
        self._id = id_
        for field in getattr(data, "repeated", ()):
            self._tell(field, "stands twice in this item; the last is used")
        for field, value in data.items():
            if field in ("id", "type") or _is_absent(value):
                continue
            if field == "custom" and isinstance(value, Mapping):
                for name, inner in value.items():
                    self._custom.setdefault(str(name), _as_text(inner))
            else:
                self._read_field(str(field), value, data)
        return Item(
            id=id_,
            type=self._type(data.get("type")),
            text=self._text,
            number=self._number,
            names=self._names,
            dates=self._dates,
            custom=self._custom,
        )

    def _tell(self, field: str, message: str, remedy: str = "") -> None:
        where = f"{self._id}, {field}" if field else self._id
        self._problems.append(Problem(self._path, self._line, None, where, message, remedy, fatal=False))

    def _type(self, value: object) -> str:
        written = _plain(value)
        wanted = written.replace(" ", "-").lower()
        for spelling in (wanted, wanted.replace("-", "_"), TYPE_ALIASES.get(wanted, "")):
            if spelling in TYPES:
                return spelling
        if not written:
            self._tell("type", 'is missing; the item is taken for a "document"')
            return "document"
        self._custom["type"] = written
        remedy = did_you_mean(nearest(wanted, TYPES)) or ""
        self._tell("type", f'"{written}" is no CSL type; the item is taken for a "document"', remedy)
        return "document"

    def _read_field(self, field: str, value: object, data: Mapping[str, object]) -> None:
        name = ALIASES.get(field, field)
        if name != field and not _is_absent(data.get(name)):
            # both spellings are there: the present one counts, the older is kept if it says something else
            if data[name] != value:
                self._custom[field] = _as_text(value)
            return
        variable = RECORD_VARIABLES.get(name)
        if variable is None:
            self._custom[field] = _as_text(value)
        elif variable.kind is Kind.NAME:
            names = tuple(self._read_names(field, value))
            if names:
                self._names[name] = names
        elif variable.kind is Kind.DATE:
            self._read_date(name, value)
        else:
            self._read_text(name, value, variable.kind, verbatim=variable.verbatim)

    def _read_text(self, field: str, value: object, kind: Kind, *, verbatim: bool) -> None:
        if isinstance(value, NotANumber):
            self._tell(field, f"is {value}, which is no value; it is left out")
            return
        if isinstance(value, list) and all(isinstance(part, str | int) for part in value):
            value = (" " if field in _SPACED else "; ").join(map(str, value))
        if not isinstance(value, str | int | float) and isinstance(value, Mapping | Sequence):
            self._tell(field, f"is {_kind(value)} where text belongs; it is kept, but not printed")
            self._custom[field] = _as_text(value)
            return
        text = _plain(value)
        if not verbatim:
            text = unicodedata.normalize("NFC", text)
        if text:
            (self._number if kind is Kind.NUMBER else self._text)[field] = text

    def _read_names(self, field: str, value: object) -> list[Name]:
        values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        names = []
        for place, one in enumerate(values, start=1):
            name = self._read_name(f"{field} {place}", one)
            if name is not None:
                names.append(name)
        return names

    def _read_name(self, field: str, value: object) -> Name | None:
        if isinstance(value, str):
            try:
                return parse_name(value) if value.strip() else None
            except InvalidValue as error:
                self._tell(field, f"{error.reason}; it is printed as it stands", error.hint or "")
                return Name(literal=value)
        if not isinstance(value, Mapping):
            self._tell(field, f"is {_kind(value)}, not a name; it is left out")
            return None
        parts = {
            _NAME_PARTS[theirs]: unicodedata.normalize("NFC", _plain(part))
            for theirs, part in value.items()
            if theirs in _NAME_PARTS and not _is_absent(part)
        }
        flags = {
            _NAME_FLAGS[theirs]: _is_true(flag) for theirs, flag in value.items() if theirs in _NAME_FLAGS
        }
        if not parts and _plain(value.get("name")):
            parts["literal"] = _plain(value.get("name"))
        if "isInstitution" in value and _is_true(value["isInstitution"]) and "family" in parts:
            parts = {"literal": parts["family"]}
        lost = [
            str(part)
            for part in value
            if part not in _NAME_PARTS and part not in _NAME_FLAGS and part not in _NAME_NOISE
        ]
        if lost:
            self._tell(field, f"has {', '.join(lost)}, which no CSL name has; left out")
        return Name(**parts, **flags) if parts else None  # type: ignore[arg-type]  # text and flags apart

    def _read_date(self, field: str, value: object) -> None:
        value = _one_mapping(value)
        if _is_absent(value):
            return
        try:
            self._dates[field] = _read_edtf(value) if isinstance(value, str) else date_from_parts(value)
        except InvalidValue as error:
            year = _year_alone(value)
            if year:
                self._dates[field] = year
                self._tell(field, f"{error.reason}; only the year {year.edtf()} is used", error.hint or "")
            else:
                self._custom[field] = _as_text(value)
                self._tell(field, f"{error.reason}; it is kept, but not printed", error.hint or "")


def _year_alone(value: object) -> Date | None:
    """Return the year of a date whose month or day cannot be, or whose two ends are at odds."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, Sequence) and parts else None
    year = first[0] if isinstance(first, Sequence) and first else None
    try:
        return date_from_parts({"date-parts": [[year]]})
    except InvalidValue:
        return None


def _read_edtf(text: str) -> Date:
    """Return the date that a bare string means; words that are no EDTF are a date in words."""
    try:
        return parse_edtf(text)
    except InvalidValue:
        return date_from_parts({"raw": text})


def _one_mapping(value: object) -> object:
    """Return a date as one mapping, where older versions of pandoc write a list of one or two."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    ends = [end for end in value if isinstance(end, Mapping) and "year" in end]
    if not ends or len(ends) != len(value):
        return {"date-parts": value}
    return {**ends[0], "date-parts": [[end.get(part) for part in ("year", "month", "day")] for end in ends]}


def _is_absent(value: object) -> bool:
    """Whether ``value`` says nothing: null, nothing but space, an empty list, date-parts of nothing."""
    if isinstance(value, str):
        return not value or value.isspace()
    if value is None or isinstance(value, int | float):
        return value is None
    if isinstance(value, Mapping):
        return all(map(_is_absent, value.values()))
    return isinstance(value, Sequence) and all(map(_is_absent, value))


def _plain(value: object) -> str:
    """Return a string, number or truth value as text, empty for anything else."""
    if isinstance(value, str):
        return value.strip() if value.isascii() else _SURROGATE.sub("\ufffd", value).strip()
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else ""


def _as_text(value: object) -> str:
    """Return any value as text, JSON where it has parts."""
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
    return _plain(value)


def _is_true(value: object) -> bool:
    return _plain(value).lower() not in ("", "0", "false", "no")


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a group of fields"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    return "text" if isinstance(value, str) else "a number"


_ORDER: Final = tuple(VARIABLES)


def item_to_json(item: Item) -> dict[str, object]:
    """Return an item as CSL-JSON: strings, lists and dictionaries in the usual order of the fields.

    What CSL does not know stands under ``custom``, as ``csl-data.json`` has it.
    """
    data: dict[str, object] = {"id": item.id, "type": item.type}
    for variable in _ORDER:
        value: Any = item.get(variable)
        if isinstance(value, str):
            data[variable] = value
        elif isinstance(value, Date):
            data[variable] = value.to_csl_json()
        elif value:
            data[variable] = [name_to_json(name) for name in value]
    if item.custom:
        data["custom"] = dict(item.custom)
    return data


def name_to_json(name: Name) -> dict[str, object]:
    """Return a name as CSL-JSON."""
    written: dict[str, object] = {}
    for theirs, ours in {**_NAME_PARTS, **_NAME_FLAGS}.items():
        value = getattr(name, ours)
        if value:
            written[theirs] = value
    return written
