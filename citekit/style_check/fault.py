"""What is wrong at one place of a style, and how elements and values are called in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citekit.style_check.source import Element

__all__ = ["Fault", "at", "bare", "described", "listed", "shown", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: where, what, what to do. One with ``fatal`` false is a warning."""

    line: int | None
    column: int | None
    message: str
    hint: str = ""
    fatal: bool = True


def at(element: Element, message: str, hint: str = "", *, attribute: str = "", fatal: bool = True) -> Fault:
    """Return the fault at ``element``, or at one of its attributes."""
    line, column = element.place(attribute) if attribute else (element.line, element.column)
    return Fault(line, column, message, hint, fatal)


def warning(element: Element, message: str, hint: str = "", *, attribute: str = "") -> Fault:
    """Return a fault that does not keep the style from being used."""
    return at(element, message, hint, attribute=attribute, fatal=False)


_TELLING: Final = ("macro", "variable", "term", "value", "name", "rel", "type", "form", "xml:lang")
"""The attributes by which an author knows which element is meant."""

_LONGEST: Final = 40


def described(element: Element, *, but: str = "") -> str:
    """Return the element as its author knows it: ``<text variable="title">``; not by the attribute ``but``."""
    for name in _TELLING:
        if name in element.attributes and name != but:
            return f"<{bare(element.tag)} {name}={shown(element.attributes[name])}>"
    return f"<{bare(element.tag)}>"


def shown(value: str) -> str:
    """Return a value in quotation marks on one line, cut if it is long."""
    value = " ".join(value.split()) if value.strip() else " " * len(value)
    return f'"{value}"' if len(value) <= _LONGEST else f'"{value[: _LONGEST - 1]}…"'


def bare(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def listed(words: Sequence[str], last: str = "or", *, most: int = 5) -> str:
    """Return ``words`` as a list in a sentence: ``a, b or c``; of many, the first."""
    if len(words) > most:
        return f"{', '.join(words[:most])} {last} others"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
