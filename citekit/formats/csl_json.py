"""CSL-JSON, what Zotero, pandoc and the processors of CSL exchange.

CSL-JSON 1.0, ``csl-data.json``. A file holds a list of items, one item, or a mapping with the list under
``items`` or ``references``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import Read
from citekit.formats.csl_item import item_from_csl, item_to_csl
from citekit.item.item import Item
from citekit.yaml_text.reading import decode

__all__ = ["EXTENSIONS", "NAME", "items_of", "looks_like", "read", "read_items", "write"]

NAME: Final = "csl-json"
EXTENSIONS: Final = (".json", ".csl")
_LISTS: Final = ("items", "references")


class _NotJson(ValueError):
    pass


def looks_like(text: str) -> bool:
    """Return whether a file that begins with ``text`` may be CSL-JSON."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{")


def read(data: bytes, *, name: str) -> Read:
    """Return the items of a CSL-JSON file. Numbers are kept as they are typed.

    Raises:
        UnreadableText: the file is not UTF-8, not JSON, or holds no list of items.
    """
    text = decode(data, name=name).removeprefix("\ufeff")
    doubled: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        one = dict(found)
        if len(one) < len(found):
            names = [key for key, _ in found]
            doubled.extend(key for key in one if names.count(key) > 1)
        return one

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_int=str, parse_float=str, parse_constant=_refuse
        )
    except json.JSONDecodeError as error:
        reason = "is empty" if not text.strip() else f"is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise UnreadableText(
            name,
            reason,
            line=error.lineno,
            column=error.colno,
            hint="export the file again, or mend it there",
        ) from error
    except _NotJson as error:
        raise UnreadableText(name, f"is not JSON: it holds {error}", hint="put a string there") from error
    except RecursionError as error:
        raise UnreadableText(name, "is nested too deeply to be a list of items") from error
    found = read_items(items_of(value, name), name=name)
    twice = tuple(
        Problem(
            None, None, None, key, f"stands twice in one object of {name}; the last one is used", fatal=False
        )
        for key in dict.fromkeys(doubled)
    )
    return Read(found.items, (*found.problems, *twice))


def _refuse(constant: str) -> Any:
    raise _NotJson(constant)


def items_of(value: object, name: str) -> list[object]:
    """Return the list of items in what a JSON or YAML file holds.

    Raises:
        UnreadableText: there is none.
    """
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        for key in _LISTS:
            if isinstance(value.get(key), list):
                return list(value[key])
        if "type" in value or "id" in value:
            return [value]
    raise UnreadableText(
        name, "holds no items", hint="a list of items is wanted, or one under `items` or `references`"
    )


def read_items(values: Iterable[object], *, name: str) -> Read:
    """Return the items of a list whose elements should be CSL-JSON objects.

    An element that is none costs only itself. Where an id comes twice the last item counts, as in every
    processor of CSL-JSON, and it is said.
    """
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for number, value in enumerate(values, start=1):
        if not isinstance(value, Mapping):
            problems.append(
                Problem(None, None, None, "", f"{name}: item {number} is no item but {type(value).__name__}")
            )
            continue
        item, faults = item_from_csl(value, fallback_id=f"item-{number}")
        problems += (
            Problem(None, None, None, fault.field, f"{name}: {item.id}: {fault.message}", fatal=False)
            for fault in faults
        )
        if item.id in items:
            problems.append(
                Problem(
                    None,
                    None,
                    None,
                    "id",
                    f"{name}: {item.id} comes twice; the last one is used",
                    fatal=False,
                )
            )
        items[item.id] = item
    return Read(tuple(items.values()), tuple(problems))


def write(items: Iterable[Item]) -> str:
    """Return a CSL-JSON file that holds ``items``."""
    return json.dumps([item_to_csl(item) for item in items], ensure_ascii=False, indent=2) + "\n"
