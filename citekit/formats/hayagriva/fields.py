"""The fields of an entry of hayagriva, put into an item."""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence

from citekit.errors import InvalidValue
from citekit.formats.hayagriva.persons import read_person
from citekit.formats.hayagriva.strings import read_chunks
from citekit.formats.hayagriva.tables import ROLES, SERIAL_NUMBERS
from citekit.formats.hayagriva.values import read_date
from citekit.formats.item_builder import ItemBuilder
from citekit.item.name import Name
from citekit.yaml_text.values import YamlValue

__all__ = ["FieldReader"]


class FieldReader:
    """Puts one value after the other into ``item``, tells what cannot be used, and keeps it.

    ``lines`` are those of the entry's fields.
    """

    def __init__(self, item: ItemBuilder, lines: AnyMapping[str, int]) -> None:
        self.item = item
        self._lines = lines

    def tell(self, field: str, message: str, remedy: str = "") -> None:
        """Note what is wrong with a field, whose name may stand before other words."""
        line = self._lines.get(field.split(" ", maxsplit=1)[0])
        self.item.tell(f"{self.item.wanted_id}, {field}", message, remedy, line=line)

    def keep(self, name: str, value: YamlValue) -> None:
        """Keep what CSL has no place for."""
        if value not in ("", [], {}):
            self.item.keep(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def title(self, value: YamlValue | None, variable: str) -> None:
        """Put a title, with its short form and its translation."""
        self.formatted(value, variable, "title" if variable == "title" else "parent title")
        if isinstance(value, AnyMapping) and variable in ("title", "container-title"):
            short = value.get("short", value.get("shorthand"))
            if short is not None:
                self.formatted(short, f"{variable}-short", "title")
            translation = value.get("translation")
            if isinstance(translation, str) and translation:
                self.keep(f"{variable}-translation", translation)

    def formatted(self, value: YamlValue | None, variable: str, field: str) -> None:
        """Put text with its markup."""
        if isinstance(value, AnyMapping):
            inner = value.get("value")
            if isinstance(inner, AnyMapping):
                value = inner
                inner = inner.get("value")
            verbatim = value.get("verbatim")
            if not isinstance(inner, str):
                self.tell(field, 'has no "value"; it is kept, but not printed')
                self.keep(field, value)
                return
            text = read_chunks(inner, verbatim=verbatim == "true")
        elif isinstance(value, str):
            text = read_chunks(value)
        elif value is None:
            return
        else:
            self.tell(field, "is a list where text belongs; it is kept, but not printed")
            self.keep(field, value)
            return
        if text:
            self.item.put(variable, text)

    def plain(self, value: YamlValue | None, variable: str, field: str) -> None:
        """Put a number, or text that has no markup."""
        if value is None:
            return
        if not isinstance(value, str):
            self.tell(field, "is a group or a list where a number belongs; it is kept, but not printed")
            self.keep(field, value)
        else:
            self.item.put(variable, value)

    def names(self, value: YamlValue | None, variable: str, field: str) -> None:
        """Add one person or several."""
        if value is None:
            return
        names = []
        for one in value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]:
            try:
                name = read_person(one)
            except InvalidValue as error:
                whole = _words(one)
                done = "it is printed as it stands" if whole else "it is left out"
                self.tell(field, f"{error.reason}; {done}", error.hint or "")
                name = Name(literal=whole) if whole else None
            if isinstance(one, AnyMapping) and one.get("alias"):
                self.tell(field, "has an alias, which no CSL name has; it is left out")
            if name is not None:
                names.append(name)
        self.item.add_names(variable, names)

    def date(self, value: YamlValue | None, variable: str, field: str) -> None:
        """Put a date."""
        if value is None or value == "":
            return
        try:
            self.item.put_date(variable, read_date(value))
        except InvalidValue as error:
            self.tell(field, f"{error.reason}; it is kept, but not printed", error.hint or "")
            self.keep(field if "." not in field else variable, value)

    def affiliated(self, value: YamlValue | None) -> None:
        """Add the people who are neither authors nor editors, by their roles."""
        if value is None or value == "":
            return
        groups = value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]
        for group in groups:
            role = group.get("role", "") if isinstance(group, AnyMapping) else ""
            names = group.get("names") if isinstance(group, AnyMapping) else None
            folded = _kebab(role) if isinstance(role, str) else ""
            if folded in ROLES:
                self.names(names, ROLES[folded], "affiliated")
            else:
                self.tell(
                    "affiliated", f'has the role "{role}", which CSL has not; it is kept, but not printed'
                )
                self.keep("affiliated", value)

    def publisher(self, fields: dict[str, YamlValue], name: str, place: str) -> None:
        """Take publisher and location out of ``fields``, and put them."""
        value = fields.pop("publisher", None)
        location = fields.pop("location", None)
        if isinstance(value, AnyMapping) and ("name" in value or "location" in value):
            location = value.get("location", location)
            value = value.get("name")
        self.formatted(value, name, "publisher")
        self.formatted(location, place, "location")

    def address(self, value: YamlValue | None) -> None:
        """Put a web address, with the day on which it was looked at."""
        if isinstance(value, AnyMapping):
            self.date(value.get("date"), "accessed", "url")
            value = value.get("value")
        if isinstance(value, str):
            self.item.put("URL", value)

    def serial_numbers(self, value: YamlValue | None) -> None:
        """Put the identifiers of a work, or the one number that it has."""
        if isinstance(value, AnyMapping):
            for key, number in value.items():
                self.serial_number(key.lower(), number)
        else:
            self.plain(value, "number", "serial-number")

    def serial_number(self, key: str, value: YamlValue) -> None:
        """Put one identifier."""
        variable = SERIAL_NUMBERS.get(key)
        if variable in ("number", "version", "printing-number"):
            self.plain(value, variable, "serial-number")
        elif variable and isinstance(value, str):
            self.item.put(variable, value)
        else:
            self.keep(key, value)


def _kebab(role: str) -> str:
    """Return a role in the present spelling, where older files have ``CastMember``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in role.strip()).lstrip("-")


def _words(value: YamlValue) -> str:
    """Return the text in what should be a person."""
    parts = (
        value.values() if isinstance(value, AnyMapping) else () if not isinstance(value, str) else (value,)
    )
    return " ".join(" ".join(part for part in parts if isinstance(part, str)).split())
