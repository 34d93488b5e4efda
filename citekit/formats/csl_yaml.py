"""CSL-YAML, what pandoc keeps in a document's metadata: CSL-JSON's fields, as YAML.

pandoc User's Guide, "Specifying bibliographic data". Every scalar is read as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citekit.errors import UnreadableText
from citekit.formats.base import Read
from citekit.formats.csl_item import item_to_csl
from citekit.formats.csl_json import items_of, read_items
from citekit.item.item import Item
from citekit.yaml_text.reading import Limits, decode, read_yaml
from citekit.yaml_text.values import Layout, YamlValue, plain_value, write_pair

__all__ = ["EXTENSIONS", "NAME", "looks_like", "read", "write"]

NAME: Final = "csl-yaml"
EXTENSIONS: Final = (".yaml", ".yml")

_LIMITS: Final = Limits(characters=200_000_000, levels=200, nodes=20_000_000)
"""A bibliography is many records in one file."""


def looks_like(text: str) -> bool:
    """Return whether a file that begins with ``text`` may be CSL-YAML."""
    start = text.lstrip("\ufeff \t\r\n")
    return start.startswith(("---", "references:", "- ")) and not start.startswith("- -")


def read(data: bytes, *, name: str) -> Read:
    """Return the items of a CSL-YAML file; `---` may stand before and after them.

    Raises:
        UnreadableText: the file is not UTF-8, not YAML, or holds no list of items.
    """
    text = decode(data, name=name)
    body = text.rstrip()
    if body.endswith("\n---"):
        # pandoc writes its metadata between two of these; to YAML the second would begin a document.
        text = body.removesuffix("---")
    root = read_yaml(text, name=name, limits=_LIMITS).root
    if root is None:
        raise UnreadableText(name, "is empty", line=1)
    return read_items(items_of(plain_value(root), name), name=name)


def write(items: Iterable[Item]) -> str:
    """Return a CSL-YAML file that holds ``items``, with every value quoted that YAML would retype."""
    references: list[YamlValue] = [_strings(item_to_csl(item)) for item in items]
    return write_pair("references", references, 0, Layout()) + "\n"


def _strings(value: object) -> YamlValue:
    if isinstance(value, dict):
        return {str(key): _strings(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_strings(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
