"""Plain data as YAML text, in the layout that people write by hand.

YAML 1.2.2, sections 7.4 (flow collections) and 8.2 (block collections).
"""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass
from typing import Final, TypeAlias

from citekit.yaml_text.reading import Mapping, Node, Scalar, Style
from citekit.yaml_text.scalars import write_scalar

__all__ = [
    "Layout",
    "YamlValue",
    "plain_value",
    "write_after_dash",
    "write_after_key",
    "write_flow",
    "write_flow_pair",
    "write_pair",
]

YamlValue: TypeAlias = "str | abc.Sequence[YamlValue] | abc.Mapping[str, YamlValue]"
"""What a field can hold: text, a list, or named values, to any depth."""

LINE_WIDTH: Final = 100
"""A list or mapping of plain text is written on one line when it ends before this column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is laid out, so that what is added looks like what is there.

    ``step`` is by how many spaces a mapping is indented under its field, ``list_step`` by how many the
    dashes of a list are. ``one_line`` lets short lists and mappings stand on one line. ``style`` is how
    scalars are written where they can be; ``json`` keeps to what JSON allows.
    """

    step: int = 2
    list_step: int = 2
    line_end: str = "\n"
    one_line: bool = True
    style: Style = Style.PLAIN
    json: bool = False


def plain_value(node: Node) -> YamlValue:
    """Return what ``node`` holds, without places and styles: text, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key.value: plain_value(value) for key, value in node.pairs}
    return [plain_value(item) for item in node.items]


def write_flow(value: YamlValue, layout: Layout) -> str:
    """Return ``value`` on one line, in brackets and braces where it is no text."""
    if isinstance(value, str):
        return write_scalar(value, flow=True, style=Style.DOUBLE if layout.json else layout.style)
    if isinstance(value, abc.Mapping):
        return "{" + ", ".join(write_flow_pair(key, part, layout) for key, part in value.items()) + "}"
    return "[" + ", ".join(write_flow(item, layout) for item in value) + "]"


def write_flow_pair(key: str, value: YamlValue, layout: Layout) -> str:
    """Return ``key: value`` as it stands in braces."""
    name = write_scalar(key, flow=True, key=True, style=Style.DOUBLE if layout.json else Style.PLAIN)
    return f"{name}: {write_flow(value, layout)}"


def write_pair(key: str, value: YamlValue, column: int, layout: Layout) -> str:
    """Return ``key: value`` in block style, for a key that starts ``column`` characters into its line.

    Further lines are indented to fit; the last has no line end.
    """
    name = write_scalar(key, key=True)
    return f"{name}:{write_after_key(value, column, len(name), layout)}"


def write_after_key(value: YamlValue, column: int, length: int, layout: Layout) -> str:
    """Return what follows the colon of a key ``length`` characters long; as `write_pair` otherwise."""
    line = _on_one_line(value, column + length + 2, column + layout.step, layout)
    if line is not None:
        return f" {line}"
    inner = column + (layout.step if isinstance(value, abc.Mapping) else layout.list_step)
    margin = layout.line_end + " " * inner
    return "".join(margin + line for line in _lines(value, inner, layout))


def write_after_dash(value: YamlValue, column: int, layout: Layout) -> str:
    """Return what follows a dash ``column`` characters into its line; as `write_pair` otherwise."""
    inner = column + 2
    line = _on_one_line(value, inner, inner, layout)
    if line is not None:
        return f" {line}"
    return " " + (layout.line_end + " " * inner).join(_lines(value, inner, layout))


def _lines(value: YamlValue, column: int, layout: Layout) -> list[str]:
    """Return the pairs or items of a collection in block style."""
    if isinstance(value, abc.Mapping):
        return [write_pair(key, part, column, layout) for key, part in value.items()]
    return [f"-{write_after_dash(item, column, layout)}" for item in value]


def _on_one_line(value: YamlValue, column: int, indent: int, layout: Layout) -> str | None:
    """Return ``value`` as it follows its key or dash, None where it needs lines of its own."""
    if isinstance(value, str):
        return write_scalar(value, style=layout.style, indent=indent, line_end=layout.line_end)
    if not value:
        return write_flow(value, layout)
    parts = list(value.values()) if isinstance(value, abc.Mapping) else list(value)
    is_single_pair = isinstance(value, abc.Mapping) and len(parts) == 1
    if not layout.one_line or is_single_pair or not all(isinstance(part, str) for part in parts):
        return None
    line = write_flow(value, layout)
    return line if column + len(line) <= LINE_WIDTH else None
