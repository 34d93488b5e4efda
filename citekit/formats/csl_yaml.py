"""CSL-YAML: CSL-JSON spelled in YAML, as pandoc reads it from ``references:``.

Every scalar is a string, so a title ``No``, an issue ``007`` and a page ``12:30`` are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from citekit.errors import UnreadableText
from citekit.formats.base import Format, ItemSource, ReadResult, WriteOptions, decode
from citekit.formats.csl_item import ItemReader, item_to_json
from citekit.formats.fidelity import Fidelity
from citekit.formats.note_fields import unpack_note
from citekit.formats.yaml_head import lines_of_yaml
from citekit.item.item import Item
from citekit.yaml_text.reading import Limits, Mapping, Node, Sequence, read_yaml
from citekit.yaml_text.values import Layout, YamlValue, plain_value, write_pair

__all__ = ["FORMAT", "read", "write"]

_CLOSING_LINE = re.compile(r"\n---\s*\Z")
"""What pandoc ends a block of metadata with, and YAML takes for a second document."""
_BEGINS: Final = re.compile(rb"\s*(?:(?:references|items):|- +(?:id|type):)")
_LIMITS: Final = Limits(characters=100_000_000, levels=50, nodes=5_000_000)
"""A bibliography is larger than a record, and no deeper than a name in a list of an item in a list."""


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the items in ``data``: under ``references:``, in a list, or one item.

    Raises:
        UnreadableText: the text is no YAML, with line and column, or holds no items.
    """
    text = _CLOSING_LINE.sub("\n", decode(data, name=name))
    root = read_yaml(text, name=name, limits=_LIMITS).root
    reader = ItemReader(name)
    items = []
    sources = {}
    for number, node in enumerate(_nodes(root, name), start=1):
        item = reader.read(plain_value(node), number=number, line=node.span.line)
        if item is not None:
            items.append(item)
            sources[item.id] = ItemSource(line=node.span.line)
    return ReadResult(tuple(items), tuple(reader.problems), sources)


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  CSL-YAML leaves no choice
    """Return ``items`` as a list under ``references:``, dates in EDTF."""
    written = [_item_to_yaml(item) for item in items]
    return write_pair("references", written, 0, Layout(list_step=0)) + "\n"


def _nodes(root: Node | None, name: Path | str) -> tuple[Node, ...]:
    if isinstance(root, Sequence):
        return root.items
    if isinstance(root, Mapping):
        fields = {key.value: value for key, value in root.pairs}
        for wrapper in ("references", "items"):
            found = fields.get(wrapper)
            if isinstance(found, Sequence):
                return found.items
        if "type" in fields:
            return (root,)
    raise UnreadableText(
        name, "holds no items", hint="CSL-YAML is a list of items, alone or under `references:`"
    )


def _item_to_yaml(item: Item) -> YamlValue:
    fields = item_to_json(item)
    for variable, date in item.dates.items():
        fields[variable] = {"literal": date.literal} if date.literal else date.edtf()
    return _strings(fields)


def _strings(value: object) -> YamlValue:
    if isinstance(value, dict):
        return {str(key): _strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_strings(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


FORMAT: Final = Format(
    name="csl-yaml",
    title="CSL-YAML",
    description="CSL-YAML, of pandoc: CSL-JSON spelled in YAML",
    extensions=(".yaml", ".yml"),
    recognise=lambda head: any(map(_BEGINS.match, lines_of_yaml(head)[:1])),
    read=read,
    write=write,
    fidelity=Fidelity(settle=unpack_note),
)
