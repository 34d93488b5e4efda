"""Two records of one work made into one: which value of each field stays, and why.

The record that is kept wins where nothing speaks for another's value. What does: only the other has one; it
is a fuller list of names, a more precise date, a title with its subtitle, words that are not all capitals, a
journal's name in full, pages with their end. Lists that are a person's own (tags, files) are united, and the
keys of the others become aliases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.date import Date
from citekit.item.name import Name
from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS
from citekit.library.record import Record
from citekit.library.schema import RECORD_ORDER, to_yaml_value
from citekit.yaml_text.editing import set_field
from citekit.yaml_text.values import YamlValue

__all__ = ["Choice", "field_values", "merge_edit", "merge_records"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one field: the value that stays, whose it is, why, and what each record has.

    ``key`` is empty where the value is put together from several. ``values`` hold the values as they stand
    in files, by key, of the records that have the field. ``changes`` says whether the kept record's changes.
    """

    field: str
    value: YamlValue
    key: str
    reason: str
    values: Mapping[str, YamlValue]
    changes: bool


def field_values(record: Record) -> dict[str, YamlValue]:
    """Return every field of a record as it stands in files, but for its aliases and provenance."""
    item = record.item
    found: dict[str, YamlValue] = {"type": item.type} if item.type else {}
    for variable in item.variables():
        value = item.get(variable)
        if value is not None:
            found[variable] = to_yaml_value(variable, value)
    found.update(item.custom)
    archived = record.archived
    if archived:
        date = archived.date.edtf() if archived.date else ""
        found["archived"] = {"url": archived.url} | ({"date": date} if date else {})
    if record.access:
        found["access"] = record.access.value
    for name in _UNITED:
        if values := getattr(record, name):
            found[name] = list(values)
    return found


_UNITED: Final = ("tags", "files", "supersedes")


def merge_records(
    keep: Record, others: Sequence[Record], *, chosen: Mapping[str, str] = MappingProxyType({})
) -> tuple[Choice, ...]:
    """Return what becomes of each field when ``others`` are merged into ``keep``, in the usual order.

    ``chosen`` names for a field the key of the record whose value stays.

    Raises:
        InvalidValue: ``chosen`` names a record that is not merged, or has no such field.
    """
    records = (keep, *others)
    fields = {record.key: field_values(record) for record in records}
    for field, key in chosen.items():
        _check_choice(field, key, fields)
    names = dict.fromkeys(name for own in fields.values() for name in own)
    ranks = {field: rank for rank, field in enumerate(RECORD_ORDER)}
    choices = [
        _choose(field, records, fields, chosen.get(field))
        for field in sorted(names, key=lambda field: ranks.get(field, len(ranks)))
    ]
    return tuple(choices)


def _check_choice(field: str, key: str, fields: Mapping[str, Mapping[str, YamlValue]]) -> None:
    if key not in fields:
        raise InvalidValue(
            "--field", f"{field}={key}", "names no record that is merged", f"there are {', '.join(fields)}"
        )
    if field not in fields[key]:
        raise InvalidValue("--field", f"{field}={key}", f"names a field that {key} does not have")


def _choose(
    field: str, records: Sequence[Record], fields: Mapping[str, Mapping[str, YamlValue]], chosen: str | None
) -> Choice:
    keep = records[0]
    values = {key: own[field] for key, own in fields.items() if field in own}
    held = values.get(keep.key)
    if chosen is not None:
        return Choice(field, values[chosen], chosen, "as you said", values, values[chosen] != held)
    if field in _UNITED:
        united = list(dict.fromkeys(str(value) for listed in values.values() for value in listed))
        if field == "supersedes":
            united = [key for key in united if key not in fields]
        return Choice(field, united, "", "all of them", values, united != held)
    best, reason = keep.key, ""
    if held is None:
        best, reason = next(iter(values)), f"{keep.key} has none"
    by_key = {record.key: record for record in records}
    for key, value in values.items():
        if key != best and value != values[best]:
            why = _why_better(field, by_key[key], by_key[best])
            if why:
                best, reason = key, why
    if not reason:
        same = all(value == values[best] for value in values.values())
        reason = "the same" if same and len(values) > 1 else f"{keep.key} is kept"
    return Choice(field, values[best], best, reason, values, values[best] != held)


def _why_better(field: str, record: Record, than: Record) -> str:
    """Return why the record's value of the field is better than the other's, or nothing."""
    if field == "type":
        vague = than.item.type in _VAGUE and record.item.type not in _VAGUE
        return "says more exactly what it is" if vague else ""
    new, old = record.item.get(field), than.item.get(field)
    if isinstance(new, Date) and isinstance(old, Date):
        return _better_date(new, old)
    if isinstance(new, tuple) and isinstance(old, tuple):
        return _better_names(new, old)
    if isinstance(new, str) and isinstance(old, str):
        return _better_text(field, new, old)
    return ""


_VAGUE: Final = frozenset(("", "document", "webpage", "manuscript", "article"))


def _better_date(new: Date, old: Date) -> str:
    if old.literal and not new.literal:
        return "is a date, not words"
    if new.start and old.start and not old.end and not new.end:
        if new.start.year != old.start.year:
            return ""
        if old.start.month is None and old.start.season is None and new.start.month is not None:
            return "is more precise"
        if new.start.month == old.start.month and old.start.day is None and new.start.day is not None:
            return "is more precise"
    return ""


def _better_names(new: tuple[Name, ...], old: tuple[Name, ...]) -> str:
    families = [[_plain(name.sort_family) for name in names] for names in (new, old)]
    if len(new) > len(old) and families[0][: len(old)] == families[1]:
        return "names more people"
    if families[0] != families[1]:
        return ""
    if _is_shouted(" ".join(name.display() for name in old)) and not _is_shouted(
        " ".join(name.display() for name in new)
    ):
        return "is not in capitals"
    letters = [sum(len(_plain(name.given)) for name in names) for names in (new, old)]
    return "has the given names in full" if letters[0] > letters[1] and _abbreviates(old, new) else ""


def _abbreviates(short: tuple[Name, ...], full: tuple[Name, ...]) -> bool:
    """Whether the given names of one list begin as those of the other."""
    for one, other in zip(short, full, strict=True):
        for initial, given in zip(words(one.given), words(other.given), strict=False):
            if not given.startswith(initial):
                return False
    return True


def _better_text(field: str, new: str, old: str) -> str:
    better: Callable[[str, str], str] | None = _BETTER.get(field)
    if better and (why := better(new, old)):
        return why
    if field in _CASED and _is_shouted(old) and not _is_shouted(new):
        return "is not in capitals"
    return ""


def _with_subtitle(new: str, old: str) -> str:
    longer = _plain(new).startswith(_plain(old)) and len(_plain(new)) > len(_plain(old))
    return "has the subtitle too" if longer and not _is_shouted(new) else ""


def _in_full(new: str, old: str) -> str:
    here, there = words(new), words(old)
    abbreviated = "." in old and "." not in new
    begins = len(here) >= len(there) and all(
        a.startswith(b)
        for a, b in zip(
            [w for w in here if w not in SMALL_WORDS],
            [w for w in there if w not in SMALL_WORDS],
            strict=False,
        )
    )
    return "is in full" if abbreviated and begins and len(new) > len(old) else ""


def _with_end(new: str, old: str) -> str:
    return "has the last page too" if re.match(rf"{re.escape(old.strip())}\s*[-–—]+\s*\S", new) else ""


def _secure(new: str, old: str) -> str:
    return "is the secure address" if new.startswith("https://") and old == f"http://{new[8:]}" else ""


def _longer(new: str, old: str) -> str:
    return "says more" if len(new) > len(old) * 1.2 else ""


_BETTER: Final[Mapping[str, Callable[[str, str], str]]] = {
    "title": _with_subtitle,
    "container-title": _in_full,
    "collection-title": _in_full,
    "page": _with_end,
    "URL": _secure,
    "abstract": _longer,
}
_CASED: Final = frozenset(("title", "container-title", "collection-title", "publisher", "title-short"))


def _plain(text: str) -> str:
    return "".join(words(text))


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 4 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def merge_edit(
    choices: Sequence[Choice], keep: Record, others: Sequence[Record], *, aliases: bool = True
) -> Callable[[str], str]:
    """Return what makes the merged record's text of the kept one's: it changes the fields that change.

    With ``aliases`` the others' keys, and their former keys, become former keys of the kept record.
    """
    former = [key for other in others for key in (other.key, *other.aliases)] if aliases else []
    united = list(dict.fromkeys((*keep.aliases, *(key for key in former if key != keep.key))))

    def edit(text: str) -> str:
        for choice in choices:
            if choice.changes:
                text = set_field(text, choice.field, choice.value, order=RECORD_ORDER)
        if united != list(keep.aliases):
            text = set_field(text, "aliases", united, order=RECORD_ORDER)
        return text

    return edit
