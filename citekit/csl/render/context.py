"""What a renderer needs to know: the item, the cite, and how far names are to be told apart.

One `Entry` wraps each item; one `Context` is made for each cite or bibliography entry.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.csl.render.person import Person, person_of
from citekit.item.date import Date
from citekit.item.item import Item

__all__ = ["FIRST", "IBID", "IBID_WITH_LOCATOR", "NEAR_NOTE", "SUBSEQUENT", "Context", "Entry", "NamesPlan"]

FIRST: Final = 1
SUBSEQUENT: Final = 2
IBID: Final = 4
IBID_WITH_LOCATOR: Final = 8
NEAR_NOTE: Final = 16

_NUMBER_LABELS: Final = {"sub verbo": "sub-verbo"}


_NUMBERED: Final = frozenset({"issue", "number", "page", "page-first", "volume"})
"""Where a dash alone says that there is none."""


class Entry:
    """An item as the engine sees it: text and number variables in one map, names split, memory for more."""

    __slots__ = (
        "_persons", "dates", "id", "item", "label", "language", "memory", "order", "present", "type",
        "values",
    )  # fmt: skip

    def __init__(self, item: Item, order: int = 0) -> None:
        self.item = item
        self.id = item.id
        self.type = item.type
        self.order = order
        values = {**item.text, **item.number} if item.number else dict(item.text)
        for variable in _NUMBERED & values.keys():
            if not values[variable].strip("-–— "):
                del values[variable]
        if "event-title" in values:
            values.setdefault("event", values["event-title"])
        if "page" in values and "page-first" not in values:
            values["page-first"] = _first_page(values["page"])
        self.values = values
        self.dates: dict[str, Date] = dict(item.dates)
        self.language = values.get("language", "")
        self.present = {*values, *item.dates}
        """Every variable that has a value."""
        for variable, names in item.names.items():
            if any(name.family or name.given or name.literal for name in names):
                self.present.add(variable)
        self._persons: dict[str, tuple[Person, ...]] = {}
        self.memory: dict[object, Any] = {}
        self.label = ""

    def persons(self, variable: str) -> tuple[Person, ...]:
        """Return the names of ``variable``, each taken apart; empty if there are none."""
        found = self._persons.get(variable)
        if found is None:
            names = self.item.names.get(variable, ())
            found = tuple(person for name in names if (person := person_of(name)).is_something)
            self._persons[variable] = found
        return found


_AFTER_FIRST_PAGE: Final = re.compile(r"(?<=.)(?:[&;–—]|(?<!\\)-|,\s)")
"""What ends the first page: a mark that parts it from more, but no comma or escaped hyphen within it."""


def _first_page(page: str) -> str:
    return _AFTER_FIRST_PAGE.split(page, maxsplit=1)[0].strip()


class NamesPlan:
    """What disambiguation settled for one item: how many names to show, and how fully to give each.

    ``shown`` goes by the index of the cs:names in the cite, in the order they printed; ``levels`` by that
    index and the index of the name: 0 as the style has it, 1 with initials, 2 with full given names.
    """

    __slots__ = ("everything", "levels", "shown")

    def __init__(
        self, shown: dict[int, int] | None = None, levels: dict[tuple[int, int], int] | None = None
    ) -> None:
        self.shown = {} if shown is None else shown
        self.levels = {} if levels is None else levels
        self.everything = False
        """Whether all names are to be shown in full, whatever else is said."""

    def copy(self) -> NamesPlan:
        """Return a plan of its own with the same settings."""
        return NamesPlan(dict(self.shown), dict(self.levels))


class Context:
    """One rendering: what moves from cite to cite."""

    __slots__ = (
        "conditions",
        "conditions_met",
        "entry",
        "first_note",
        "key_only",
        "label",
        "locator",
        "namesets",
        "number",
        "plan",
        "position",
        "started",
        "substituting",
        "suffix",
        "suffix_placed",
        "suppressed",
    )  # fmt: skip

    def __init__(self, entry: Entry, label: str = "") -> None:
        self.entry = entry
        self.locator = ""
        self.label = label
        """What the locator counts; without a locator, what conditions take it to count."""
        self.position = 0
        self.number = 0
        self.first_note = 0
        self.suffix: int | None = None
        self.suffix_placed = False
        self.plan: NamesPlan | None = None
        self.conditions = 0
        """How many tests of ``disambiguate`` are to be true."""
        self.conditions_met = 0
        self.suppressed: set[str] | None = None
        self.substituting = False
        self.started = False
        """Whether something has printed already (a term at the very start may need a capital)."""
        self.namesets: list[Any] = []
        self.key_only = False
        """Whether this rendering only serves to compare cites: no suffix, no accessed date."""

    def set_locator(self, label: str, value: str) -> None:
        """Give the cite a locator, of pages where it has no label; an empty value is none."""
        if value:
            self.locator = value
            self.label = _NUMBER_LABELS.get(label, label) or "page"
