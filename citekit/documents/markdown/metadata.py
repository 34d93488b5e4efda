"""The YAML at the head of a Markdown paper, or between its paragraphs: values, and where text stands in it.

Pandoc manual, "Extension: yaml_metadata_block".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from citekit.errors import Problem, UnreadableText
from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, read_yaml
from citekit.yaml_text.values import plain_value

__all__ = ["Head", "TextValue", "read_head"]

_NO_TEXT = frozenset(
    (
        "bibliography",
        "csl",
        "citation-style",
        "lang",
        "references",
        "css",
        "filters",
        "format",
        "header-includes",
    )
)
"""Fields whose values are names of files, data or another language, in which nothing is cited."""


class TextValue(NamedTuple):
    """A scalar that may cite: its field of the first level, and the lines that it is typed on."""

    field: str
    lines: tuple[tuple[int, int], ...]


class Head(NamedTuple):
    """One block of metadata: its values, where those of the first level stand, and the text in it."""

    values: dict[str, Any]
    spans: dict[str, tuple[int, int]]
    texts: tuple[TextValue, ...]
    problem: Problem | None = None


def read_head(text: str, start: int, end: int, *, name: str, line: int) -> Head:
    """Return the metadata from ``start`` to ``end`` of ``text``; ``line`` is the line of ``start``."""
    source = text[start:end]
    try:
        root = read_yaml(source, name=name).root
    except UnreadableText as error:
        found = None if error.line is None else line + error.line - 1
        message = f"the metadata cannot be read: {error.reason}"
        return Head(
            {}, {}, (), Problem(Path(name), found, error.column, "", message, error.hint or "", fatal=False)
        )
    if not isinstance(root, Mapping):
        if root is None:
            return Head({}, {}, ())
        message = "the metadata is no list of names and values, so nothing in it is used"
        return Head(
            {}, {}, (), Problem(Path(name), line, None, "", message, 'write "name: value"', fatal=False)
        )
    values, spans, texts = {}, {}, []
    for key, value in root.pairs:
        values[key.value] = plain_value(value)
        spans[key.value] = (start + value.span.start, start + value.span.end)
        if key.value not in _NO_TEXT:
            texts += [
                TextValue(key.value, tuple(_lines(source, scalar, start)))
                for scalar in _scalars(value)
                if "@" in scalar.value
            ]
    return Head(values, spans, tuple(texts))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, value in node.pairs:
            yield from _scalars(value)


def _lines(source: str, scalar: Scalar, offset: int) -> Iterator[tuple[int, int]]:
    """Yield where the text of a scalar stands, line by line, without quotes, marks and indentation."""
    start, end = scalar.span.start, scalar.span.end
    if source.startswith(("'", '"'), start):
        start, end = start + 1, end - 1
    elif source.startswith(("|", ">"), start):
        start = min(source.find("\n", start) % (len(source) + 1) + 1, end)
    while start < end:
        stop = source.find("\n", start, end)
        stop = end if stop < 0 else stop
        kept = source[start:stop]
        if kept.strip():
            yield offset + start + len(kept) - len(kept.lstrip()), offset + start + len(kept.rstrip())
        start = stop + 1
