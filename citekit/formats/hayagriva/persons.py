"""Hayagriva's persons: a name in one string or with its parts named, to `Name` and back.

hayagriva ``docs/file-format.md``, "Person". Its prefix is what CSL calls a dropping particle, and a
particle at the start of its name the non-dropping one: so hayagriva's own CSL processor takes them. A name
without a comma is whole here, person or institution; hayagriva would take the lower-case words of
"Deutsches Institut für Normung" for a prefix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.name import Name, leading_particle
from citekit.yaml_text.values import YamlValue

__all__ = ["read_person", "settle_person", "write_person"]

_SUFFIX: Final = re.compile(r"(jr|sr|esq|ph\.?d|m\.?d)\.?|[ivx]{2,}|v", re.IGNORECASE)
_PARTS: Final = ("name", "given-name", "prefix", "suffix", "alias")


def read_person(value: YamlValue) -> Name | None:
    """Return the name that a person in the file has, None for an empty one.

    Raises:
        InvalidValue: it has no name, or more commas than a name can have.
    """
    if isinstance(value, str):
        return _of_string(value)
    if not isinstance(value, Mapping):
        raise InvalidValue("name", str(value), "is a list, not a name", "write it as Family, Given")
    parts = {
        part: " ".join(unicodedata.normalize("NFC", text).split())
        for part in _PARTS
        if isinstance(text := value.get(part, ""), str)
    }
    if not parts.get("name"):
        raise InvalidValue(
            "name", str(dict(value)), 'has no "name"', "name the family or the institution there"
        )
    return _of_parts(
        parts["name"], parts.get("given-name", ""), parts.get("prefix", ""), parts.get("suffix", "")
    )


def _of_string(text: str) -> Name | None:
    pieces = [" ".join(unicodedata.normalize("NFC", piece).split()) for piece in text.split(",")]
    if not any(pieces):
        return None
    if len(pieces) == 1 or not pieces[0]:
        return Name(literal=" ".join(", ".join(filter(None, pieces)).split()))
    if len(pieces) > 3:
        raise InvalidValue(
            "name",
            text,
            f"has {len(pieces) - 1} commas, more than one name can have",
            "name its parts instead",
        )
    family, given = pieces[0], pieces[-1]
    suffix = pieces[1] if len(pieces) == 3 else ""
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
        # hayagriva's manual has the suffix last, its parser in the middle; what it is tells
        given, suffix = suffix, given
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return _of_parts(" ".join(words[count:]), given, " ".join(words[:count]), suffix)


def _of_parts(name: str, given: str, prefix: str, suffix: str) -> Name:
    if not (given or prefix or suffix):
        return Name(literal=name)
    particle, family = leading_particle(name)
    return Name(
        family=family,
        given=given,
        non_dropping_particle=particle,
        dropping_particle=prefix,
        suffix=suffix,
    )


def write_person(name: Name) -> YamlValue:
    """Return a name as a string where hayagriva reads that string as this name, else by its parts."""
    if name.literal or not (name.family or name.non_dropping_particle):
        whole = name.literal or name.given or name.dropping_particle or name.suffix
        return (
            whole
            if _is_plain(whole) and not any(word[0].islower() for word in whole.split())
            else {"name": whole}
        )
    joint = "" if name.non_dropping_particle[-1:] in ("'", "’", "-", "‐", "") else " "
    family = f"{name.non_dropping_particle}{joint}{name.family}"
    if (
        name.given
        and not (name.dropping_particle or name.suffix)
        and _is_plain(family)
        and _is_plain(name.given)
        and not family[0].islower()
        and not any(word[0].islower() for word in family.split())
    ):
        return f"{family}, {name.given}"
    parts = {
        "name": family,
        "given-name": name.given,
        "prefix": name.dropping_particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def settle_person(name: Name) -> Name | None:
    """Return what comes back of a name that is written and read."""
    parts = name.non_dropping_particle or name.dropping_particle or name.suffix
    if not parts and name.given and name.family.isalpha() and _is_plain(name.given):
        return name  # nothing in it to split
    return read_person(write_person(name))


def _is_plain(text: str) -> bool:
    return "," not in text and text == " ".join(text.split())
