"""CSL-JSON as the fixtures write it, to items: any shape of a value, and variables in the note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from citekit.errors import InvalidValue
from citekit.item.date import Date, DateParts, date_from_parts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import VARIABLES, Kind

__all__ = ["read_item"]

_ALIASES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_NOTE_LINE: Final = re.compile(r"([A-Za-z][-_A-Za-z]*)\s*:\s*(.+)\Z")
_NOTE_INLINE: Final = re.compile(r"\{:([-_A-Za-z]+):\s*([^}]*)\}")
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DECEMBER: Final = 12


def read_item(data: Mapping[str, Any]) -> Item:
    """Return the item that a CSL-JSON object describes; what cannot be understood is left out."""
    data = dict(data)
    _unpack_note(data)
    text: dict[str, str] = {}
    number: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    custom: dict[str, str] = {}
    for key, value in data.items():
        name = _ALIASES.get(key, key)
        if name in ("id", "type") or value in (None, "", [], {}) or isinstance(value, bool):
            continue
        variable = VARIABLES.get(name)
        if variable is None:
            if isinstance(value, str | int | float):
                custom[name] = str(value)
        elif variable.kind is Kind.NAME:
            found = _names(value)
            if found:
                names[name] = found
        elif variable.kind is Kind.DATE:
            date = _date(value)
            if date is not None:
                dates[name] = date
        elif isinstance(value, str | int | float):
            (text if variable.kind is Kind.TEXT else number)[name] = str(value)
    return Item(
        id=str(data.get("id", "")),
        type=str(data.get("type", "")),
        text=text,
        number=number,
        names=names,
        dates=dates,
        custom=custom,
    )


def _unpack_note(data: dict[str, Any]) -> None:  # noqa: C901  one branch per way to hide a field in a note
    note = data.get("note")
    if not isinstance(note, str):
        return
    found: list[tuple[str, str]] = []
    lines = note.split("\n")
    while lines:
        match = _NOTE_LINE.match(lines[0].strip())
        if match is None or (match[1] not in VARIABLES and match[1] != "type"):
            if found or len(lines) < 2 or _NOTE_LINE.match(lines[1].strip()) is None:
                break
            lines.pop(0)
            continue
        found.append((match[1], match[2]))
        lines.pop(0)
    rest = "\n".join(lines) if found else note

    def take(match: re.Match[str]) -> str:
        if match[1] not in VARIABLES and match[1] != "type":
            return match.group()
        found.append((match[1], match[2]))
        return ""

    rest = _NOTE_INLINE.sub(take, rest)
    if not found:
        return
    data["note"] = rest.strip()
    own = set(data)
    for key, value in found:
        variable = VARIABLES.get(key)
        if variable is not None and variable.kind is Kind.NAME and key not in own:
            family, _, given = value.partition("||")
            name = {"family": family.strip(), "given": given.strip()} if given else {"literal": value}
            data[key] = [*data.get(key, ()), name]
        elif variable is not None and variable.kind is Kind.DATE:
            data[key] = {"raw": value}
        elif key == "type" or key not in data:
            data[key] = value.strip()


def _names(value: Any) -> tuple[Name, ...]:
    if isinstance(value, str):
        return (Name(literal=value),)
    if not isinstance(value, list):
        return ()
    return tuple(name for one in value if (name := _name(one)) is not None)


def _name(value: Any) -> Name | None:
    if isinstance(value, str):
        return Name(literal=value) if value else None
    if not isinstance(value, dict):
        return None

    def part(key: str) -> str:
        found = value.get(key)
        return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""

    literal, family = part("literal"), part("family")
    if value.get("isInstitution") and family and not part("given"):
        literal, family = literal or family, ""
    if value.get("parse-names") in (False, 0, "false") and family:
        family = f'"{family}"'
    name = Name(
        family=family,
        given=part("given"),
        dropping_particle=part("dropping-particle"),
        non_dropping_particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        literal="" if family else literal,
        comma_suffix=value.get("comma-suffix") in (True, 1, "true", "1"),
        static_ordering=value.get("static-ordering") in (True, 1, "true", "1"),
    )
    return name if name.family or name.given or name.literal else None


def _date(value: Any) -> Date | None:
    if isinstance(value, str | int):
        return _raw(str(value))
    if not isinstance(value, dict):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        start = _parts(parts[0], value.get("season"))
        end, is_open = None, False
        if len(parts) > 1 and isinstance(parts[1], list) and parts[1]:
            end = _parts(parts[1], None)
            is_open = end is None
        if start is not None:
            return Date(start=start, end=end, open_end=is_open, approximate=circa)
    if value.get("literal"):
        return Date(literal=str(value["literal"]), approximate=circa)
    if value.get("raw"):
        date = _raw(str(value["raw"]))
        if date is not None and circa:
            return Date(
                start=date.start, end=date.end, open_end=date.open_end, approximate=True, literal=date.literal
            )
        return date
    return None


def _integer(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _parts(value: list[Any], season: Any) -> DateParts | None:
    numbers = [_integer(one) for one in value[:3]]
    year = numbers[0]
    if not year:
        return None
    month = numbers[1] if len(numbers) > 1 else None
    day = numbers[2] if len(numbers) > 2 else None
    if month is not None and _DECEMBER < month <= 24:
        return DateParts(year, season=(month - 1) % 4 + 1)
    if season is not None and not month:
        number = _integer(season) or _SEASONS.get(str(season).lower())
        if number:
            return DateParts(year, season=(number - 1) % 4 + 1)
    return DateParts(year, month, day)


def _raw(text: str) -> Date | None:
    text = text.strip()
    if not text:
        return None
    try:
        date = date_from_parts({"raw": text})
    except InvalidValue:
        return None
    return date if not date.literal else _raw_of_fixtures(text)


def _raw_of_fixtures(text: str) -> Date:
    """Return the date that a text means to the fixtures where it may mean two to citekit, or its words."""
    if text[0] == text[-1] == '"' and len(text) > 1:
        return Date(literal=text[1:-1])
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{3,4})", text)
    if match is None:
        return Date(literal=text)
    first, second = int(match[1]), int(match[2])
    return Date(start=DateParts(int(match[3]), *((second, first) if first > _DECEMBER else (first, second))))
