"""Hayagriva YAML as a format of the table."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Format
from citekit.formats.hayagriva.reading import read
from citekit.formats.hayagriva.writing import FIDELITY, write
from citekit.formats.yaml_head import lines_of_yaml

__all__ = ["FORMAT"]

_KEY: Final = re.compile(rb"[ \t]*(?!references:|items:|cff-version:|title:|type:|id:)[^\s#:\-\[{].*:[ \t]*")
_FIELD: Final = re.compile(rb"[ \t]+(?:type|title|author|date|parent|url|publisher):")


def _is_hayagriva(head: bytes) -> bool:
    """Whether the first line that says something is a key, and the second, indented, a field of an entry."""
    lines = lines_of_yaml(head)
    return len(lines) > 1 and bool(_KEY.fullmatch(lines[0]) and _FIELD.match(lines[1]))


FORMAT: Final = Format(
    name="hayagriva",
    title="hayagriva YAML",
    description="hayagriva YAML, the bibliography format of Typst",
    extensions=(".yml", ".yaml"),
    recognise=_is_hayagriva,
    read=read,
    write=write,
    fidelity=FIDELITY,
)
