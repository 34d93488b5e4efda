"""Records that come from elsewhere: which are new, under what keys, and what of those that are there already.

`plan_import` decides for every incoming item in its order and changes nothing; the `ImportPlan` it returns is
carried out as one change. What cannot be told by rule, what to do with a work that is there already, is
asked of ``decide``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.item import Item
from citekit.item.variables import RECORD_VARIABLES
from citekit.library.citekey import DEFAULT_PATTERN, free_key, key_base
from citekit.library.duplicates import Kinship, Likeness, Register
from citekit.library.key import key_fault
from citekit.library.merge import Choice, field_values, merge_edit, merge_records
from citekit.library.record import OWN_FIELDS, Record
from citekit.library.schema import RECORD_ORDER, parse_field, read_record, to_yaml_value, write_record
from citekit.library.store import Plan
from citekit.library.traits import Traits, traits_of
from citekit.yaml_text.editing import remove_field, set_field
from citekit.yaml_text.values import YamlValue

__all__ = ["Arrival", "Decide", "Decision", "ImportPlan", "Incoming", "item_fields", "plan_import"]


class Decision(StrEnum):
    """What to do with an item whose work is there already."""

    SKIP = "skip"
    MERGE = "merge"
    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An item of another program, with the ``fields`` of a record to be and the ``place`` it comes from.

    ``key`` is the one it had there, empty if it had none.
    """

    item: Item
    fields: Mapping[str, YamlValue]
    place: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What becomes of an incoming item.

    ``key`` is the record that it is, or makes. ``decision`` is None for a new work. ``same`` is the record of
    the same work, with ``likeness``; ``nothing_new`` says that it has all of the item already. ``choices``
    tell of a merge, ``notes`` what else a person should know.
    """

    incoming: Incoming
    key: str
    decision: Decision | None = None
    same: str = ""
    likeness: Likeness | None = None
    nothing_new: bool = False
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it becomes a record of its own."""
        return self.decision in (None, Decision.KEEP)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What becomes of each item, and the plan that does it."""

    arrivals: tuple[Arrival, ...]
    plan: Plan


Decide = Callable[[Incoming, Record, Likeness], Decision]
"""Chooses what to do with an item, given the record of the same work."""


def item_fields(item: Item) -> dict[str, YamlValue]:
    """Return the fields of a record for an item that another format carried.

    What CSL does not know keeps its name; citekit's own fields come back as what they are.
    """
    fields: dict[str, YamlValue] = {"type": item.type}
    for variable in item.variables():
        value = item.get(variable)
        if value is not None:
            fields[variable] = to_yaml_value(variable, value)
    for name, text in item.custom.items():
        if name in OWN_FIELDS:
            fields[name] = _own_value(name, text)
        else:
            # "type" is there for a type that CSL does not have.
            fields[f"imported-{name}" if name in _RESERVED else name] = text
    return fields


_RESERVED: Final = frozenset(("type", "id", "citation-key", *RECORD_VARIABLES))


def _own_value(name: str, text: str) -> YamlValue:
    try:
        return parse_field(name, text)
    except InvalidValue:
        return text


def plan_import(
    incoming: Iterable[Incoming],
    *,
    items: Iterable[Item],
    text_of: Callable[[str], str],
    taken: Iterable[str],
    decide: Decide,
    pattern: str = DEFAULT_PATTERN,
    state: str = "",
) -> ImportPlan:
    """Return what becomes of each incoming item in a library.

    ``items`` are those of the library that may be of the same work as one of them, ``text_of`` gives a
    record's text by key, ``taken`` are the keys that no new record may have; ``state`` is that of the
    library, for the plan.

    Raises:
        InvalidValue: the pattern cannot make keys.
        Whatever ``decide`` raises.
    """
    planner = _Planner(text_of, taken, decide, pattern)
    for item in items:
        planner.register.add(item.id, traits_of(item))
    arrivals = tuple([planner.take(one) for one in incoming])
    edited = {key: _in_turn(edits) for key, edits in planner.edits.items()}
    return ImportPlan(arrivals, Plan(added=planner.texts, edited=edited, state=state))


def _in_turn(edits: Sequence[Callable[[str], str]]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


class _Planner:
    """What is planned so far; an item may be of the same work as one before it."""

    def __init__(
        self, text_of: Callable[[str], str], taken: Iterable[str], decide: Decide, pattern: str
    ) -> None:
        self.register = Register()
        self.texts: dict[str, str] = {}
        self.edits: dict[str, list[Callable[[str], str]]] = {}
        self._text_of = text_of
        self._records: dict[str, Record] = {}
        self._now: dict[str, str] = {}
        self._taken = {key.casefold() for key in taken}
        self._decide = decide
        self._pattern = pattern

    def take(self, incoming: Incoming) -> Arrival:
        # What was imported before comes again, and may have neither author nor year to be told by.
        if incoming.key in self.register and self._has(incoming.key, incoming):
            return _there_already(incoming, incoming.key)
        traits = traits_of(incoming.item)
        found = [one for one in self.register.find(traits) if one[1].kinship is Kinship.DUPLICATE]
        certain = next((one for one in found if one[1].certain), None)
        if certain is None:
            arrival = self._new(traits, Arrival(incoming=incoming, key=""))
            return replace(arrival, notes=(*arrival.notes, *map(_maybe, found[:1])))
        key, likeness = certain
        if self._has(key, incoming):
            return _there_already(incoming, key)
        known = self._known(key)
        arrival = Arrival(incoming=incoming, key=key, same=key, likeness=likeness)
        decision = self._decide(incoming, known, likeness)
        arrival = replace(arrival, decision=decision)
        if decision is Decision.KEEP:
            return self._new(traits, arrival)
        if decision is Decision.MERGE:
            return self._merge(arrival, known, _record(incoming))
        if decision is Decision.REPLACE:
            return self._replace(arrival, known)
        return arrival

    def _has(self, key: str, incoming: Incoming) -> bool:
        return _adds_nothing(_record(incoming), self._known(key))

    def _known(self, key: str) -> Record:
        if key not in self._now:
            self._now[key] = self._text_of(key)
        if key not in self._records:
            self._records[key] = _read(self._now[key], key, Path(key))
        return self._records[key]

    def _new(self, traits: Traits, arrival: Arrival) -> Arrival:
        incoming = arrival.incoming
        key, own, note = self._key(incoming)
        notes = [note] if note else []
        fields = dict(incoming.fields)
        held = fields.pop("aliases", [])
        aliases = []
        for alias in (*([held] if isinstance(held, str) else map(str, held)), *([own] if own else [])):
            if alias.casefold() in self._taken or alias.casefold() == key.casefold():
                if alias != key:
                    notes.append(
                        f"the former key {alias} is that of another record, and goes on finding that"
                    )
                continue
            self._taken.add(alias.casefold())
            aliases.append(alias)
        if aliases:
            fields["aliases"] = aliases
        self._taken.add(key.casefold())
        self.texts[key] = self._now[key] = write_record(fields)
        self.register.add(key, traits)
        return replace(arrival, key=key, notes=tuple(notes))

    def _key(self, incoming: Incoming) -> tuple[str, str, str]:
        """Return a key for the item, its own key if that is to be an alias, and what to tell."""
        wanted = incoming.key
        if not wanted:
            return free_key(key_base(incoming.item, pattern=self._pattern), self._taken), "", ""
        fault = key_fault(wanted)
        if fault:
            key = free_key(key_base(incoming.item, pattern=self._pattern), self._taken)
            alias = wanted if wanted.isprintable() and wanted.strip() == wanted else ""
            kept = ", which goes on finding it" if alias else ""
            return key, alias, f"the key {wanted!a} {fault}; the record is called {key} in place of it{kept}"
        key = free_key(wanted, self._taken)
        note = (
            f"the key {wanted} is that of another record; this one is called {key}" if key != wanted else ""
        )
        return key, "", note

    def _merge(self, arrival: Arrival, known: Record, record: Record) -> Arrival:
        key = known.key
        name = arrival.incoming.key or arrival.incoming.place
        other = replace(record, key=name if name != key else arrival.incoming.place)
        choices = merge_records(known, (other,))
        former = arrival.incoming.key
        keep_alias = bool(former) and former.isprintable() and former.casefold() not in self._taken
        if keep_alias:
            self._taken.add(former.casefold())
        edit = merge_edit(choices, known, (other,), aliases=keep_alias)
        self._edit(key, edit)
        return replace(arrival, choices=choices)

    def _replace(self, arrival: Arrival, known: Record) -> Arrival:
        new = arrival.incoming.fields
        gone = [name for name in field_values(known) if name not in OWN_FIELDS and name not in new]
        set_ = {
            name: value
            for name, value in new.items()
            if not (name in _A_PERSONS_OWN and getattr(known, name))
        }

        def edit(text: str) -> str:
            for name, value in set_.items():
                text = set_field(text, name, value, order=RECORD_ORDER)
            for name in gone:
                text = remove_field(text, name)
            return text

        self._edit(known.key, edit)
        return arrival

    def _edit(self, key: str, edit: Callable[[str], str]) -> None:
        text = self._now[key] = edit(self._now[key])
        self._records[key] = _read(text, key, Path(key))
        if key in self.texts:
            self.texts[key] = text
        else:
            self.edits.setdefault(key, []).append(edit)


def _record(incoming: Incoming) -> Record:
    return _read(write_record(incoming.fields), incoming.key or "record", Path(incoming.place))


def _there_already(incoming: Incoming, key: str) -> Arrival:
    return Arrival(incoming=incoming, key=key, same=key, decision=Decision.SKIP, nothing_new=True)


def _maybe(found: tuple[str, Likeness]) -> str:
    key, likeness = found
    return f"it may be the same work as {key} ({'; '.join(likeness.reasons)}); see `citekit duplicates`"


def _read(text: str, key: str, path: Path) -> Record:
    return read_record(text.encode("utf-8", "replace"), path=path, key=key)


_A_PERSONS_OWN: Final = frozenset(("tags", "files", "aliases", "supersedes"))
"""What a record keeps when its data are replaced."""


def _adds_nothing(record: Record, known: Record) -> bool:
    """Whether all that the incoming record says stands in the known one."""
    there = field_values(known)
    for name, value in field_values(record).items():
        if name in ("tags", "files"):
            if not set(getattr(record, name)) <= set(getattr(known, name)):
                return False
        elif there.get(name) != value:
            return False
    return True
