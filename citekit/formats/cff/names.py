"""Persons and entities of CITATION.cff, to `Name` and back: an entity is an institution, and stays whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from citekit.formats.cff.tables import ANONYMOUS
from citekit.item.name import Name
from citekit.yaml_text.values import YamlValue

__all__ = ["read_name", "write_name"]

_PARTS = {
    "family-names": "family",
    "given-names": "given",
    "name-particle": "non_dropping_particle",
    "name-suffix": "suffix",
}


def read_name(value: YamlValue) -> Name | None:
    """Return the name of a person or an entity, None where there is none or it is the anonymous one."""
    if isinstance(value, str):
        whole = _plain(value)
        return Name(literal=whole) if whole and whole != ANONYMOUS else None
    if not isinstance(value, Mapping):
        return None
    parts = {ours: text for theirs, ours in _PARTS.items() if (text := _plain(value.get(theirs, "")))}
    if parts.keys() & {"family", "given"}:
        return Name(**parts)  # type: ignore[arg-type]  # all four are text
    whole = _plain(value.get("name", "")) or _plain(value.get("alias", ""))
    return Name(literal=whole) if whole and whole != ANONYMOUS else None


def _plain(value: YamlValue) -> str:
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else ""


def write_name(name: Name) -> dict[str, YamlValue]:
    """Return the person or entity that a name is."""
    if name.literal or not (name.family or name.given):
        return {"name": name.literal or name.non_dropping_particle or name.suffix}
    return {theirs: text for theirs, ours in _PARTS.items() if (text := getattr(name, ours))}
