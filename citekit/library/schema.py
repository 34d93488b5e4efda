"""The record's schema: a YAML file to a `Record`, and what people type to what stands in the file.

The vocabulary is CSL 1.0.2's (`citekit.item.variables`) and citekit's own fields (`OWN_FIELDS`). Every
scalar is text until a field's kind says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from citekit.errors import InvalidValue, Problem, UnknownField, UnknownType, UnreadableText, did_you_mean
from citekit.files import stamp
from citekit.item.date import Date, parse_edtf
from citekit.item.identifier import parse_identifiers
from citekit.item.item import Item, Value
from citekit.item.name import Name, describe, parse_name, parse_names
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, VARIABLES, Kind
from citekit.language.fold import nearest
from citekit.library.field_values import (
    CHECKED,
    NAME_FLAGS,
    NAME_PARTS,
    PROSE,
    Faults,
    make_name,
    read_access,
    read_archived,
    read_date,
    read_list,
    read_names,
    read_provenance,
    read_tags,
    read_text,
    tidy,
)
from citekit.library.foreign_names import similar_fields
from citekit.library.record import OWN_FIELDS, Access, Record, Shape
from citekit.yaml_text.reading import RECORD_LIMITS, Node, Scalar, Sequence, decode, read_yaml
from citekit.yaml_text.reading import Mapping as YamlMapping
from citekit.yaml_text.values import Layout, YamlValue, write_pair

__all__ = [
    "RECORD_ORDER",
    "check_field",
    "describe_value",
    "list_items",
    "parse_field",
    "read_record",
    "same_meaning",
    "to_yaml_value",
    "write_record",
]

_FIRST: Final = (
    *("type", "genre", "title", "title-short", "author", "editor", "translator", "container-title"),
    *("container-title-short", "collection-title", "collection-number", "edition", "volume", "issue"),
    *("number", "page", "publisher", "publisher-place", "issued", "DOI", "ISBN", "ISSN", "PMID", "PMCID"),
    *("URL", "accessed", "access", "archived"),
)
_LAST: Final = ("abstract", "note", "annote", "keyword", *OWN_FIELDS)

RECORD_ORDER: Final = tuple(
    dict.fromkeys((*_FIRST, *(name for name in RECORD_VARIABLES if name not in _LAST), *_LAST))
)
"""Every field of a record, in the order in which a new one is written: what people look for first, first."""


class _Field(NamedTuple):
    """How a field is read: the map of the item that takes it, its name there, and the reader."""

    slot: str
    name: str
    read: Callable[[Faults, str, Node], Any]


_SLOTS: Final = {Kind.TEXT: "text", Kind.NUMBER: "number", Kind.NAME: "names", Kind.DATE: "dates"}
_BY_KIND: Final[Mapping[Kind, Callable[[Faults, str, Node], Any]]] = {
    Kind.TEXT: read_text,
    Kind.NUMBER: read_text,
    Kind.NAME: read_names,
    Kind.DATE: read_date,
}


def _variable(field: str) -> _Field:
    name = ALIASES.get(field, field)
    kind = VARIABLES[name].kind
    return _Field(_SLOTS[kind], name, _BY_KIND[kind])


def _read_type(faults: Faults, field: str, node: Node) -> str | None:
    if not isinstance(node, Scalar):
        faults.add_shape(node, field, "one word, such as report")
        return None
    word = node.value.strip()
    if word in TYPES:
        return word
    remedy = did_you_mean(nearest(word, TYPES)) or "choose one of CSL's, such as report, book or webpage"
    faults.add(node, field, f'no item type "{word}"' if word else "is empty", remedy)
    return None


_FIELDS: Final[Mapping[str, _Field]] = {
    **{field: _variable(field) for field in (*RECORD_VARIABLES, *ALIASES)},
    "type": _Field("own", "type", _read_type),
    "access": _Field("own", "access", read_access),
    "archived": _Field("own", "archived", read_archived),
    "tags": _Field("own", "tags", read_tags),
    "aliases": _Field("own", "aliases", read_list),
    "files": _Field("own", "files", read_list),
    "supersedes": _Field("own", "supersedes", read_list),
    "provenance": _Field("own", "provenance", read_provenance),
}


def read_record(data: bytes, *, path: Path, key: str) -> Record:
    """Return the record in a file that holds ``data``; ``path`` is where it is, for its problems.

    Never raises: whatever is wrong stands in ``problems``, the fatal ones first, and all that can be
    read is there.
    """
    faults = Faults(path)
    own: dict[str, Any] = {}
    item = Item(id=key, type="")
    try:
        root = _root(data, faults)
    except UnreadableText as error:
        faults.problems.append(Problem(path, error.line, error.column, "", error.reason, error.hint or ""))
    else:
        if root is not None:
            item, own = _read_fields(root, faults, key)
    return Record(
        key=key, item=item, path=path, stamp=stamp(data), problems=_in_order(faults.problems), **own
    )


def _root(data: bytes, faults: Faults) -> YamlMapping | None:
    if len(data) > _MOST_BYTES:
        size = (
            f"has {len(data) / 1e6:.0f} MB, more than the {_MOST_BYTES / 1e6:.0f} MB that a record may have"
        )
        raise UnreadableText(faults.path, size, hint="keep one work in a file, and no copy of its text")
    root = read_yaml(decode(data, name=faults.path), name=faults.path).root
    if root is None:
        faults.add(None, "", "is empty", "write `type: report`, and the other fields below it")
    elif isinstance(root, YamlMapping):
        return root
    else:
        held = "a list" if isinstance(root, Sequence) else "text"
        faults.add(root, "", f"holds {held} where fields belong", "write `field: value`, one a line")
    return None


_MOST_BYTES: Final = 4 * RECORD_LIMITS.characters
"""No text within the limit takes more bytes in UTF-8; what does is refused before it is decoded."""


def _read_fields(root: YamlMapping, faults: Faults, key: str) -> tuple[Item, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {"text": {}, "number": {}, "names": {}, "dates": {}, "own": {}}
    custom: dict[str, str] = {}
    for name, node in root.pairs:
        field = _FIELDS.get(name.value)
        if field is None:
            _read_unknown(faults, name, node, custom)
            continue
        value = field.read(faults, name.value, node)
        if value is None:
            continue
        if field.name in found[field.slot]:
            message = f"says again what {field.name} says; one of the two is left out"
            faults.add(name, name.value, message, f"keep {field.name}", fatal=False)
            if name.value != field.name:
                continue
        found[field.slot][field.name] = value
    own = found.pop("own")
    if "type" not in {name.value for name, _ in root.pairs}:
        faults.add(root, "type", "is missing", "add a line such as `type: report`")
    return Item(id=key, type=own.pop("type", ""), custom=custom, **found), own


def _read_unknown(faults: Faults, name: Scalar, node: Node, custom: dict[str, str]) -> None:
    field = name.value
    if field in ("id", "citation-key"):
        faults.add(name, field, "is not read: the file's name is the key", "remove it", fatal=False)
    elif field in VARIABLES:
        faults.add(name, field, "is not read: citing fills it in", "remove it", fatal=False)
    else:
        remedy = did_you_mean(similar_fields(field)) or "remove it, or keep it as your own"
        faults.add(name, field, "is no field of CSL or of citekit", remedy, fatal=False)
        if isinstance(node, Scalar) and (text := tidy(node.value, prose=True)):
            custom[field] = text


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    if len(problems) < 2:
        return tuple(problems)
    return tuple(sorted(problems, key=lambda problem: (not problem.fatal, problem.line or 0)))


def check_field(field: str) -> None:
    """Pass if a record can hold ``field``.

    Raises:
        UnknownField: it cannot; names the nearest that it can.
        InvalidValue: citing fills the field in.
    """
    if field in VARIABLES and field not in RECORD_VARIABLES:
        raise InvalidValue("field", field, "is filled in by citing; no record holds it", "leave it out")
    if field not in _FIELDS:
        raise UnknownField(field, similar_fields(field))


def parse_field(field: str, text: str) -> YamlValue:
    """Return what stands in the file for ``field=text`` as a person types it.

    Names are separated by semicolons, tags and keys by commas or semicolons, files by semicolons; a date
    is EDTF; a copy in an archive is its address, and its date after a space. Identifiers come out in
    their normal form.

    Raises:
        UnknownField, UnknownType: a field or type that there is not; names the nearest.
        InvalidValue: the field cannot hold that text.
    """
    check_field(field)
    name = ALIASES.get(field, field)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InvalidValue(field, ascii(text)[1:-1], "holds bytes that are no text", "type it in UTF-8")
    text = tidy(text, prose=name in PROSE)
    if not text:
        raise InvalidValue(field, text, "is empty", f"remove the field with --unset {field}")
    if name == "type":
        if text not in TYPES:
            raise UnknownType(text, nearest(text, TYPES))
        return text
    try:
        return _parse_own(name, text) if name in OWN_FIELDS else _parse_variable(name, text)
    except InvalidValue as error:
        raise InvalidValue(field, error.value, error.reason, error.hint) from None


def _parse_variable(name: str, text: str) -> YamlValue:
    kind = VARIABLES[name].kind
    if kind is Kind.NAME:
        return to_yaml_value(name, parse_names(text))
    if kind is Kind.DATE:
        parse_edtf(text)
    if name in CHECKED:
        return " ".join(identifier.value for identifier in parse_identifiers(CHECKED[name], text))
    return text


def _parse_own(name: str, text: str) -> YamlValue:
    if OWN_FIELDS[name].shape is Shape.LIST:
        # The name of a file may hold a comma.
        parts = re.split(";" if name == "files" else "[,;]", text)
        return [part.strip() for part in parts if part.strip()]
    if name == "access":
        if text.lower() not in list(Access):
            similar = nearest(text, Access) or tuple(Access)
            raise InvalidValue(name, text, "is no kind of access", did_you_mean(similar))
        return text.lower()
    if name == "archived":
        return _parse_archived(text)
    return {"source": text}


_AS_IN_A_FILE: Final = re.compile(
    r"\{\s*url:\s*[\"']?(?P<url>[^\s\"',}]+)[\"']?(?:,\s*date:\s*[\"']?(?P<date>[^\s\"'}]+))?[\"'\s]*\}"
)
_WAYBACK_DAY: Final = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d*")


def _parse_archived(text: str) -> YamlValue:
    """Return an archived copy: typed as its address, and its date after a space, or as it stands in files.

    The Wayback Machine has the day of the copy in its address.
    """
    mapping = _AS_IN_A_FILE.fullmatch(text)
    url, date = (mapping["url"], mapping["date"] or "") if mapping else text.partition(" ")[::2]
    day = _WAYBACK_DAY.match(url)
    try:
        value = {"url": str(_parse_variable("URL", url))}
    except InvalidValue as error:
        hint = (
            "write its address and, after a space, the day of the copy: https://web.archive.org/… 2022-02-01"
        )
        raise InvalidValue("archived", url, error.reason, hint) from None
    date = date.strip() or ("-".join(day.groups()) if day else "")
    if date:
        parse_edtf(date)
        value["date"] = date
    return value


def to_yaml_value(variable: str, value: Value) -> YamlValue:
    """Return what stands in the file for the value of ``variable``: names as mappings, dates as EDTF."""
    if isinstance(value, str):
        return value if variable in CHECKED else tidy(value, prose=variable in PROSE)
    if isinstance(value, Date):
        return {"literal": value.literal} if value.literal else value.edtf()
    return [_name_to_yaml(name) for name in value]


def _name_to_yaml(name: Name) -> dict[str, YamlValue]:
    parts = {part: str(getattr(name, part.replace("-", "_"))) for part in NAME_PARTS}
    flags = {flag: "true" for flag in NAME_FLAGS if getattr(name, flag.replace("-", "_"))}
    return {part: text for part, text in (parts | flags).items() if text}


def list_items(value: YamlValue) -> list[YamlValue]:
    """Return the items of a list, or the one value in its place."""
    return [value] if isinstance(value, str | Mapping) else list(value)


def same_meaning(field: str, one: YamlValue, other: YamlValue) -> bool:
    """Return whether two items of a field's list mean the same: a name is one however it is written."""
    if one == other:
        return True
    if field in VARIABLES and VARIABLES[field].kind is Kind.NAME:
        return _meant_name(one) == _meant_name(other) is not None
    return False


def _meant_name(value: YamlValue) -> Name | None:
    if isinstance(value, str):
        try:
            return parse_name(value)
        except InvalidValue:
            return None
    if isinstance(value, Mapping):
        return make_name({part: text for part, text in value.items() if isinstance(text, str)})
    return None


def describe_value(field: str, value: YamlValue) -> str:
    """Return what was understood, for the person who typed it: ``family Doe, given Jane``."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _describe_mapping(field, value)
    between = "; " if field in VARIABLES or field == "files" else ", "
    return between.join(describe_value(field, item) for item in value)


def _describe_mapping(field: str, value: Mapping[str, YamlValue]) -> str:
    if field in VARIABLES and VARIABLES[field].kind is Kind.NAME:
        return describe(make_name({part: text for part, text in value.items() if isinstance(text, str)}))
    return ", ".join(f"{part} {describe_value(field, held)}" for part, held in value.items())


def write_record(fields: Mapping[str, YamlValue]) -> str:
    """Return the text of a new record's file, its fields in `RECORD_ORDER`.

    Fields that a record does not have come last, in their own order. An empty text leaves the value open,
    for a person to fill in.
    """
    ranks = {field: rank for rank, field in enumerate(RECORD_ORDER)}
    layout = Layout()
    lines = []
    for field in sorted(fields, key=lambda field: ranks.get(field, len(ranks))):
        value = fields[field]
        lines.append(write_pair(field, value, 0, layout) if value != "" else f"{field}:")
    return "\n".join((*lines, ""))
