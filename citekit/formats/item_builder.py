"""Gathers the fields of an item from a file that names its fields otherwise than CSL does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from citekit.errors import Problem
from citekit.formats.base import Confidence, ItemSource, ReadResult, Unread
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES, Kind

__all__ = ["FileReading", "ItemBuilder"]


class ItemBuilder:
    """The fields of one item, as they are found one after the other."""

    def __init__(self, path: Path, line: int | None) -> None:
        self.type = "document"
        self.wanted_id = ""
        self.confidence: Confidence | None = None
        self.problems: list[Problem] = []
        self._path = path
        self._line = line
        self._texts: dict[str, str] = {}
        self._names: dict[str, list[Name]] = {}
        self._dates: dict[str, Date] = {}
        self._custom: dict[str, str] = {}
        self._files: dict[str, None] = {}

    def has(self, variable: str) -> bool:
        """Whether the variable has a value already."""
        return variable in self._texts or variable in self._names or variable in self._dates

    def text(self, variable: str) -> str:
        """Return the text of a variable, empty if it has none."""
        return self._texts.get(variable, "")

    def date(self, variable: str) -> Date | None:
        """Return the date of a variable, None if it has none."""
        return self._dates.get(variable)

    def custom(self, name: str) -> str:
        """Return what was kept under a name of its own, empty if nothing was."""
        return self._custom.get(name, "")

    def put(self, variable: str, value: str) -> None:
        """Set the text of a variable, in composed Unicode where it is no address or number."""
        value = value.strip(" \t\n")
        if value:
            verbatim = RECORD_VARIABLES[variable].verbatim
            self._texts[variable] = value if verbatim else unicodedata.normalize("NFC", value)

    def put_first(self, variable: str, value: str) -> bool:
        """Set the text of a variable that has none; return whether it now has this value."""
        if not self.has(variable):
            self.put(variable, value)
            return True
        return self._texts.get(variable) == unicodedata.normalize("NFC", value.strip(" \t\n"))

    def join(self, variable: str, value: str, between: str) -> None:
        """Add to the text of a variable what it does not hold yet."""
        old = self._texts.get(variable, "")
        if not old:
            self.put(variable, value)
        elif value.strip() and value not in old.split(between):
            self.put(variable, f"{old}{between}{value.strip()}")

    def move(self, variable: str, target: str) -> None:
        """Give the text of one variable to another."""
        self._texts[target] = self._texts.pop(variable)

    def drop(self, variable: str) -> None:
        """Take the text of a variable away."""
        self._texts.pop(variable, None)

    def add_names(self, variable: str, names: Iterable[Name]) -> None:
        """Add names to a variable."""
        found = list(names)
        if found:
            self._names.setdefault(variable, []).extend(found)

    def move_names(self, variable: str, target: str) -> None:
        """Give the names of one variable to another."""
        self._names[target] = self._names.pop(variable)

    def put_date(self, variable: str, date: Date) -> None:
        """Set the date of a variable."""
        self._dates[variable] = date

    def keep(self, name: str, value: str) -> None:
        """Keep what CSL has no place for, under its own name."""
        value = unicodedata.normalize("NFC", value.strip(" \t\n"))
        old = self._custom.get(name)
        if value and value != old:
            self._custom[name] = f"{old}; {value}" if old else value

    def add_file(self, path: str) -> None:
        """Add the path or address of an attachment."""
        if path.strip():
            self._files.setdefault(path.strip())

    def tell(self, field: str, message: str, remedy: str = "", *, line: int | None = None) -> None:
        """Note what is wrong with the item, which is read all the same."""
        self.problems.append(
            Problem(self._path, line or self._line, None, field, message, remedy, fatal=False)
        )

    def build(self, id_: str) -> Item:
        """Return the item."""
        text: dict[str, str] = {}
        number: dict[str, str] = {}
        for variable, value in self._texts.items():
            (number if RECORD_VARIABLES[variable].kind is Kind.NUMBER else text)[variable] = value
        names = {variable: tuple(value) for variable, value in self._names.items()}
        return Item(
            id=id_,
            type=self.type,
            text=text,
            number=number,
            names=names,
            dates=self._dates,
            custom=self._custom,
        )

    def source(self) -> ItemSource:
        """Return what is known beside the item."""
        return ItemSource(line=self._line, files=tuple(self._files), confidence=self.confidence)


class FileReading:
    """What was read of a file so far: items under ids of their own, problems, and what was not read."""

    def __init__(self, name: Path | str, problems: Iterable[Problem] = ()) -> None:
        self.path = Path(name)
        self.items: list[Item] = []
        self.problems = list(problems)
        self.unread: list[Unread] = []
        self._sources: dict[str, ItemSource] = {}

    def builder(self, line: int | None) -> ItemBuilder:
        """Return an empty item that begins in ``line``."""
        return ItemBuilder(self.path, line)

    def add(self, builder: ItemBuilder) -> None:
        """Add an item; one without an id, or with that of another, gets one of its own."""
        wanted = builder.wanted_id
        base = wanted or f"item-{len(self.items) + 1}"
        id_, counter = base, 1
        while id_ in self._sources:
            counter += 1
            id_ = f"{base}-{counter}"
        if wanted and id_ != wanted:
            builder.tell("", f'has the id "{wanted}" of another record; it is called "{id_}" here')
        self.problems.extend(builder.problems)
        self.items.append(builder.build(id_))
        self._sources[id_] = builder.source()

    def give_up(self, text: str, line: int | None, message: str, remedy: str = "") -> None:
        """Note a piece of the file that could not be read, with its text."""
        problem = Problem(self.path, line, None, "", message, remedy)
        self.problems.append(problem)
        self.unread.append(Unread(text, problem))

    def result(self) -> ReadResult:
        """Return everything."""
        return ReadResult(tuple(self.items), tuple(self.problems), self._sources, tuple(self.unread))
