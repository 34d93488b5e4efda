"""A record that is not written yet: fields from flags, files and pages, brought together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import click

from citekit.cli.record_view import show_value
from citekit.formats.pasted_page.draft import FoundField, PageDraft
from citekit.item.name import describe
from citekit.item.variables import ALIASES
from citekit.library.incoming import item_fields
from citekit.library.schema import parse_field
from citekit.yaml_text.values import YamlValue

__all__ = ["Draft", "from_assignments", "from_page", "merged", "understood"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a record to be, as they will stand in its file, and its key if it came with one."""

    fields: Mapping[str, YamlValue]
    key: str | None = None


def from_assignments(words: Sequence[str]) -> Draft:
    """Return the draft of ``FIELD=VALUE`` words; a field that is given twice is a list of both.

    Raises:
        click.UsageError: a word without ``=``.
        UnknownField, UnknownType, InvalidValue: as `parse_field` does.
    """
    texts: dict[str, list[str]] = {}
    for word in words:
        field, equals, text = word.partition("=")
        if not equals:
            raise click.UsageError(f'"{word}" is no FIELD=VALUE')
        field = ALIASES.get(field.strip(), field.strip())
        texts.setdefault(field, []).append(text)
    return Draft({field: parse_field(field, "; ".join(several)) for field, several in texts.items()})


def from_page(page: PageDraft) -> Draft:
    """Return the draft of what a page says."""
    return Draft(item_fields(page.item("")) | dict(page.own_fields()))


def merged(draft: Draft, given: Mapping[str, YamlValue], without: Collection[str] = ()) -> Draft:
    """Return the draft with the fields ``given`` in place of its own, and without those named."""
    fields = {name: value for name, value in draft.fields.items() if name not in without}
    return Draft(fields | dict(given), draft.key)


def understood(page: PageDraft) -> list[str]:
    """Return a line for each field that a page gave: the value, how sure, from which line, and why."""
    lines = []
    for found in page.fields:
        value = _shown(found).replace("\n", "; ")
        lines.append(f"{found.field}: {value}")
        lines.append(f"    {found.confidence} confidence, line {found.line}: {found.reason}")
        if found.choices:
            lines.append(f"    it may be {' or '.join(show_value(choice) for choice in found.choices)}")
    return [*lines, *page.notes]


def _shown(found: FoundField) -> str:
    if isinstance(found.value, tuple):
        return "\n".join(describe(name) for name in found.value)
    return show_value(found.value)
