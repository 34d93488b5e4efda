"""HTML as a stream of tags and text, in time that grows with its length and no faster.

WHATWG HTML, 13.2.5, as far as metadata needs it: comments, tags with attributes, and elements whose content
is no markup. Why no parser of others does this is written down in ``docs/decisions/``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Close", "Comment", "Open", "Token", "read_tokens"]


@dataclass(frozen=True, slots=True)
class Open:
    """A start tag: its name in small letters, its attributes with entities decoded."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)

    def get(self, attribute: str) -> str:
        """Return an attribute's value, empty if there is none."""
        return self.attributes.get(attribute, "").strip()


@dataclass(frozen=True, slots=True)
class Close:
    """An end tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """The text of a comment."""

    text: str


Token = Open | Close | Comment | str
"""A string is text between tags, with entities decoded."""

_MARKUP: Final = re.compile(r"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]{0,60})|[!?])")
_ATTRIBUTE: Final = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_END: Final = re.compile(r"[\s/=]*>?")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content is text, whatever it looks like."""

_CARRIERS: Final = frozenset({"base", "html", "link", "meta", "script", "time"})
"""Elements whose attributes always count; those of any other do with ``itemprop`` or the class of COinS."""

_METADATA: Final = re.compile(r"\bitem(?:prop|scope)\b|z3988", re.IGNORECASE)
_MOST_ATTRIBUTES: Final = 100


def read_tokens(page: str) -> Iterator[Token]:
    """Yield the tokens of a page; never fails, because what is no markup is text."""
    position = 0
    while True:
        found = _MARKUP.search(page, position)
        if found is None:
            if position < len(page):
                yield html.unescape(page[position:])
            return
        if found.start() > position:
            yield html.unescape(page[position : found.start()])
        position = found.end()
        if found["comment"]:
            end = page.find("-->", position)
            yield Comment(page[position : end if end >= 0 else position + 2000])
            position = end + 3 if end >= 0 else len(page)
        elif not found["name"]:
            end = page.find(">", position)
            position = end + 1 if end >= 0 else len(page)
        else:
            name = found["name"].lower()
            attributes, position = _attributes(page, position, name)
            if found["close"]:
                yield Close(name)
                continue
            yield Open(name, attributes)
            if name in _RAW:
                content, position = _raw(page, name, position)
                yield content
                yield Close(name)


def _attributes(page: str, position: int, name: str) -> tuple[dict[str, str], int]:
    """Return the attributes of a tag, and the place after it; none if they cannot hold metadata."""
    attributes: dict[str, str] = {}
    if name not in _CARRIERS:
        closed = page.find(">", position)
        plain = page[position : max(closed, position)]
        even = not (plain.count('"') % 2 or plain.count("'") % 2)
        if closed >= 0 and even and not _METADATA.search(plain):
            return attributes, closed + 1
    while True:
        found = _ATTRIBUTE.match(page, position)
        if found is None:
            end = _END.match(page, position)
            return attributes, end.end() if end and end.end() > position else position + 1
        position = found.end()
        attribute = found[1].lower()
        if len(attributes) < _MOST_ATTRIBUTES and attribute not in attributes:
            value = found[2] or found[3] or found[4] or ""
            attributes[attribute] = html.unescape(value) if "&" in value else value


def _raw(page: str, name: str, position: int) -> tuple[str, int]:
    """Return the text of an element that holds no markup, and the place after its end tag."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, position)
    if end is None:
        return page[position:], len(page)
    after = page.find(">", end.end())
    content = page[position : end.start()]
    if name in {"title", "textarea"}:
        content = html.unescape(content)
    return content, after + 1 if after >= 0 else len(page)
