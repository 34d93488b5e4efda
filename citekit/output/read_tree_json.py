"""Read back the JSON of a markup tree (see `citekit.output.tree_json`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final, TypeVar

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.errors import UnreadableText
from citekit.markup.tree import Block, Display, Format, Link, Markup, Node, Origin, Styled, Text
from citekit.output.tree_json import LAYOUT_KEYS

__all__ = ["read", "read_bibliography", "read_citations"]

T = TypeVar("T")

_FORMATS: Final = {format_.value: format_ for format_ in Format}
_DISPLAYS: Final = {display.value: display for display in Display}
_ORIGIN: Final = {field.name: int if field.name == "line" else str for field in fields(Origin)}
_LAYOUT: Final = {key: type(getattr(BibliographyLayout(), name)) for name, key in LAYOUT_KEYS.items()}

_WORDS: Final = {str: "string", int: "whole number", bool: "true or false", dict: "object", list: "array"}


class _WrongShape(Exception):
    """JSON that is no tree; says where in it, and why."""


def read(text: str, *, name: str = "<json>") -> Markup:
    """Return the markup that `tree_json.write` wrote; ``name`` is the file's, for errors.

    Raises:
        UnreadableText: it is not JSON, or not that of a markup.
    """
    return _read(text, name, _markup)


def read_citations(text: str, *, name: str = "<json>") -> tuple[Markup, ...]:
    """Return the citations that `tree_json.write_citations` wrote.

    Raises:
        UnreadableText: as of `read`.
    """
    return _read(text, name, _citations)


def read_bibliography(
    text: str, *, name: str = "<json>"
) -> tuple[tuple[BibliographyEntry, ...], BibliographyLayout]:
    """Return the entries and the layout that `tree_json.write_bibliography` wrote.

    Raises:
        UnreadableText: as of `read`.
    """
    return _read(text, name, _bibliography)


def _read(text: str, name: str, shape: Callable[[object, str], T]) -> T:
    try:
        return shape(json.loads(text), "")
    except json.JSONDecodeError as fault:
        raise UnreadableText(name, f"not JSON: {fault.msg}", line=fault.lineno, column=fault.colno) from None
    except ValueError as fault:  # a number of more digits than Python reads
        raise UnreadableText(name, str(fault)) from None
    except RecursionError:
        raise UnreadableText(name, "nested too deeply for a markup tree") from None
    except _WrongShape as fault:
        raise UnreadableText(name, str(fault), hint="is it from `citekit --to json`?") from None


def _citations(value: object, where: str) -> tuple[Markup, ...]:
    return tuple(_markup(one, f"{where}[{at}]") for at, one in enumerate(_list(value, where)))


def _bibliography(value: object, where: str) -> tuple[tuple[BibliographyEntry, ...], BibliographyLayout]:
    parts = _object(value, where, {"layout": dict, "entries": list}, needed=True)
    settings = _object(parts["layout"], "layout", _LAYOUT)
    entries = []
    for at, one in enumerate(_list(parts["entries"], "entries")):
        here = f"entries[{at}]"
        entry = _object(one, here, {"id": str, "markup": list}, needed=True)
        entries.append(BibliographyEntry(str(entry["id"]), _markup(entry["markup"], f"{here}.markup")))
    named = {name: settings[key] for name, key in LAYOUT_KEYS.items() if key in settings}
    return tuple(entries), BibliographyLayout(**named)


def _markup(value: object, where: str) -> Markup:
    return tuple(_node(one, f"{where}[{at}]") for at, one in enumerate(_list(value, where)))


def _node(value: object, where: str) -> Node:
    if not isinstance(value, dict):
        raise _WrongShape(f"{where} is no object")
    if "text" in value:
        parts = _object(value, where, {"text": str, "origin": dict})
        origin = parts.get("origin")
        found = None if origin is None else Origin(**_object(origin, f"{where}.origin", _ORIGIN))
        return Text(parts["text"], found)
    if len(value) != 2 or "children" not in value:
        raise _WrongShape(f'{where} has neither "text" nor one thing beside "children"')
    children = _markup(value["children"], f"{where}.children")
    (attribute, what), *_ = (pair for pair in value.items() if pair[0] != "children")
    if attribute == "link" and isinstance(what, str):
        return Link(what, children)
    if attribute == "display" and isinstance(what, str) and what in _DISPLAYS:
        return Block(_DISPLAYS[what], children)
    if isinstance(what, str) and (attribute, what) in _FORMATS:
        return Styled(_FORMATS[attribute, what], children)
    raise _WrongShape(
        f"{where}: {json.dumps(attribute)} is none of the formats, displays and links there are"
    )


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise _WrongShape(f"{where or 'the whole'} is no array")
    return value


def _object(value: object, where: str, kinds: Mapping[str, type], *, needed: bool = False) -> dict[str, Any]:
    """Return ``value`` if it is an object of those keys with values of those types, else complain."""
    if not isinstance(value, dict):
        raise _WrongShape(f"{where or 'the whole'} is no object")
    for key, one in value.items():
        if key not in kinds:
            raise _WrongShape(f"{where or 'the whole'} has the unknown key {json.dumps(key)}")
        if type(one) is not kinds[key]:  # an exact type, for true is an int too
            raise _WrongShape(f"{where + '.' if where else ''}{key} is no {_WORDS[kinds[key]]}")
    missing = [key for key in kinds if key not in value]
    if needed and missing:
        raise _WrongShape(f"{where or 'the whole'} lacks {json.dumps(missing[0])}")
    return value
