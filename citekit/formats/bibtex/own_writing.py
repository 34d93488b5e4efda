"""What a dialect has no field for: fields of other programs under their names, and CSL's under ``csl-``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from citekit.formats.bibtex.fields.own import OWN_PREFIX
from citekit.formats.bibtex.fields.spoken_for import SPOKEN_FOR
from citekit.formats.bibtex.latex_writing import encode
from citekit.formats.bibtex.name_writing import write_names
from citekit.formats.bibtex.verbatim import write_verbatim
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.variables import RECORD_VARIABLES, Kind

__all__ = ["custom_fields", "own_fields"]

_PLAIN_FIELD: Final = re.compile(r"[a-z][a-z0-9_.:+-]*")
_ARCHIVE_FIELDS: Final = ("eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass")
_RAW_FIELDS: Final = frozenset({*_ARCHIVE_FIELDS, "related", "options"})


def custom_fields(item: Item, *, key: str, use_prefix: bool, ascii_only: bool) -> Iterator[tuple[str, str]]:
    """Yield the fields that CSL does not know, under their own names where these are free.

    ``key`` is that of the entry, ``use_prefix`` tells the option that the entry's names need.
    """
    custom = dict(item.custom)
    options = [custom.pop("options")] if _is_free_option(custom.get("options")) else []
    if use_prefix:
        options.append("useprefix=true")
    if options:
        yield "options", ", ".join(options)
    rest = {}
    for name in sorted(custom):
        value = custom[name]
        if name in _ARCHIVE_FIELDS and value == value.strip() and "\n" not in value and value:
            yield name, write_verbatim(value)
        elif _is_free(name, value):
            yield name, encode(value, ascii_only=ascii_only)
        else:
            rest[name] = value
    if key != item.id:
        yield f"{OWN_PREFIX}id", encode(item.id, ascii_only=ascii_only)
    if rest:
        written = json.dumps(rest, ensure_ascii=ascii_only, sort_keys=True)
        yield f"{OWN_PREFIX}custom", _without_braces(written)


def _is_free_option(value: str | None) -> bool:
    if not value or not re.fullmatch(r"[\w=-]+(, [\w=-]+)*", value):
        return False
    return not re.search(r"\b(?:useprefix|juniorcomma|url|doi)\b", value)


def _is_free(name: str, value: str) -> bool:
    """Whether a field of this name and value means nothing else when it is read."""
    if not _PLAIN_FIELD.fullmatch(name) or name in SPOKEN_FOR or name.startswith((OWN_PREFIX, "bdsk-")):
        return False
    return name not in _RAW_FIELDS and "<" not in value and bool(value) and value == " ".join(value.split())


def _without_braces(written: str) -> str:
    """Return JSON whose strings have no braces, so that BibTeX counts only those that match."""
    return re.sub(
        r'"(?:[^"\\]|\\.)*"',
        lambda string: string[0].replace("{", "\\u007b").replace("}", "\\u007d"),
        written,
    )


def own_fields(
    variables: Iterable[str],
    item: Item,
    values: Mapping[str, str],
    dates: Mapping[str, Date],
    *,
    ascii_only: bool,
) -> Iterator[tuple[str, str]]:
    """Yield ``variables``, for which there is no field, under the names of CSL.

    ``values`` are their texts and numbers, and ``dates`` their dates, as they are read again.
    """
    for variable in sorted(variables):
        name = f"{OWN_PREFIX}{variable.lower()}"
        known = RECORD_VARIABLES[variable]
        if known.kind is Kind.NAME:
            yield (
                name,
                write_names(item.names[variable], use_prefix=False, extended=True, ascii_only=ascii_only),
            )
        elif known.kind is Kind.DATE:
            date = dates[variable]
            yield name, encode(date.literal, ascii_only=ascii_only) if date.literal else date.edtf()
        elif known.verbatim:
            yield name, write_verbatim(values[variable])
        else:
            yield name, encode(values[variable], ascii_only=ascii_only)
