"""What a page carries for machines, gathered in one pass over its tokens and not yet understood."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from citekit.formats.html_page.tokens import Close, Comment, Open, read_tokens

__all__ = ["Node", "PageData", "gather"]

Node = dict[str, Any]
"""An object of JSON-LD or microdata: properties by name, ``@type`` among them."""

_VOID: Final = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    }
)  # fmt: skip
_VALUE_ATTRIBUTES: Final = {
    "meta": "content", "a": "href", "link": "href", "area": "href", "img": "src", "time": "datetime",
    "data": "value", "audio": "src", "video": "src", "object": "data",
}  # fmt: skip
_LARGEST_BLOCK: Final = 4_000_000
_PREFIX: Final = re.compile(r"^(dc|dcterms|prism|eprints)[:.]+")
_TRAILING_COMMA: Final = re.compile(r",\s*(?=[}\]])")
_SAVED: Final = re.compile(
    r"saved from url=\(\d+\)(?P<chrome>\S+)"
    r"|\burl:\s*(?P<single>https?://\S+)(?:\s+saved date:\s*(?P<date>[^\n]+))?"
)
_MOST_OPEN: Final = 8
"""So many elements inside each other have their text gathered."""

_MOST: Final = 5000
"""More of one kind (meta tags, references) has no page of any good faith."""


@dataclass(slots=True)
class PageData:
    """The page's own words about itself.

    ``metas`` are names in small letters, each with its values in order. ``nodes`` are JSON-LD and microdata,
    ``coins`` the ContextObjects of references, ``broken`` counts blocks of JSON-LD that cannot be read.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    microdata: list[Node] = field(default_factory=list)
    coins: list[str] = field(default_factory=list)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    canonical: str = ""
    base: str = ""
    saved_from: str = ""
    saved_on: str = ""
    broken: int = 0
    tags: int = 0

    def all(self, *names: str) -> list[str]:
        """Return the values of the first of the names that has any."""
        return next((self.metas[name] for name in names if name in self.metas), [])

    def first(self, *names: str) -> str:
        """Return the first value of the first of the names that has any, else an empty text."""
        return next(iter(self.all(*names)), "")


@dataclass(slots=True)
class _Element:
    """An open element whose text is wanted: for a property of microdata, a heading, a time."""

    depth: int
    wanted: str
    node: Node | None
    text: list[str] = field(default_factory=list)


class _Gatherer:
    """One pass over one page."""

    def __init__(self) -> None:
        self.data = PageData()
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._scopes: list[tuple[int, Node]] = []
        self._texts: list[_Element] = []

    def open(self, tag: Open) -> None:
        """Take a start tag."""
        data = self.data
        data.tags += 1
        if tag.name == "meta":
            self._meta(tag)
        elif tag.name == "link":
            if "canonical" in tag.get("rel").lower().split() and not data.canonical:
                data.canonical = tag.get("href")
        elif tag.name == "html":
            data.language = data.language or tag.get("lang") or tag.get("xml:lang")
        elif tag.name == "base":
            data.base = data.base or tag.get("href")
        elif "z3988" in tag.get("class").lower().split() and len(data.coins) < _MOST:
            data.coins.append(tag.get("title"))
        if tag.name not in _VOID:
            self._open.append(tag.name)
            self._counts[tag.name] = self._counts.get(tag.name, 0) + 1
        if tag.name in {"h1", "time"} and len(self._texts) < _MOST_OPEN:
            about = {"datetime": tag.get("datetime"), "class": tag.get("class")}
            self._texts.append(_Element(len(self._open), tag.name, about))
        if "itemprop" in tag.attributes or "itemscope" in tag.attributes:
            self._microdata(tag)

    def _meta(self, tag: Open) -> None:
        content = tag.get("content")
        if not content or len(self.data.metas) > _MOST:
            return
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            for name in tag.get(attribute).lower().split():
                values = self.data.metas.setdefault(_PREFIX.sub(r"\1.", name), [])
                if content not in values and len(values) < _MOST:
                    values.append(content)

    def _microdata(self, tag: Open) -> None:
        names = tag.get("itemprop").split()
        holder = self._scopes[-1][1] if self._scopes else None
        value: object = None
        if "itemscope" in tag.attributes:
            node: Node = {"@type": tag.get("itemtype").rstrip("/").rsplit("/", 1)[-1]}
            if len(self.data.microdata) < _MOST and not (names and holder is not None):
                self.data.microdata.append(node)
            if tag.name not in _VOID:
                self._scopes.append((len(self._open), node))
            value = node
        else:
            attribute = _VALUE_ATTRIBUTES.get(tag.name, "content")
            value = tag.get(attribute) or tag.get("content")
        if holder is None:
            return
        for name in names:
            if value or tag.name in _VOID:
                _add(holder, name, value)
            elif len(self._texts) < _MOST_OPEN:
                self._texts.append(_Element(len(self._open), name, holder))

    def close(self, tag: Close) -> None:
        """Take an end tag: it ends the nearest element of its name, and all that is open in it."""
        if not self._counts.get(tag.name):
            return
        while True:
            name = self._open.pop()
            self._counts[name] -= 1
            depth = len(self._open)
            while self._texts and self._texts[-1].depth > depth:
                self._end_text(self._texts.pop())
            while self._scopes and self._scopes[-1][0] > depth:
                self._scopes.pop()
            if name == tag.name:
                return

    def text(self, text: str) -> None:
        """Take text, if any that is open wants it."""
        if self._open and self._open[-1] in {"style", "textarea"}:
            return
        if not self._texts:
            if (
                self._open
                and self._open[-1] == "title"
                and not self._counts.get("svg")
                and not self.data.title
            ):
                self.data.title = " ".join(text.split())
            return
        for element in self._texts:
            element.text.append(text)

    def _end_text(self, element: _Element) -> None:
        text = " ".join("".join(element.text).split())
        if element.wanted == "h1":
            if text and len(self.data.headings) < 20:
                self.data.headings.append(text)
        elif element.node is not None and element.wanted == "time" and "@type" not in element.node:
            if len(self.data.times) < _MOST:
                self.data.times.append((element.node["datetime"] or text, element.node["class"]))
        elif element.node is not None:
            _add(element.node, element.wanted, text)

    def comment(self, comment: Comment) -> None:
        """Take a comment, in which browsers note where and when they saved the page."""
        saved = _SAVED.search(comment.text[:2000]) if not self.data.saved_from else None
        if saved:
            self.data.saved_from = saved["chrome"] or saved["single"]
            self.data.saved_on = (saved["date"] or "").strip()

    def script(self, tag: Open, text: str) -> None:
        """Take the content of a script, if it is JSON-LD."""
        if "ld+json" not in tag.get("type").lower() or not text.strip():
            return
        value = _json(text)
        if value is None:
            self.data.broken += 1
        else:
            self.data.nodes.extend(_nodes(value))


def gather(page: str) -> PageData:
    """Return what the page carries."""
    gatherer = _Gatherer()
    script: Open | None = None
    for token in read_tokens(page):
        if isinstance(token, str):
            if script is not None:
                gatherer.script(script, token)
            else:
                gatherer.text(token)
        elif isinstance(token, Open):
            script = token if token.name == "script" else None
            gatherer.open(token)
        elif isinstance(token, Close):
            script = None
            gatherer.close(token)
        else:
            gatherer.comment(token)
    return gatherer.data


def _add(node: Node, name: str, value: object) -> None:
    if not value:
        return
    old = node.get(name)
    if old is None:
        node[name] = value
    elif isinstance(old, list):
        old.append(value)
    else:
        node[name] = [old, value]


def _json(text: str) -> object:
    """Return the value that a block of JSON-LD holds, None if it cannot be read even when mended."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    if len(text) > _LARGEST_BLOCK:
        return None
    for tried in (text, _TRAILING_COMMA.sub("", text)):
        try:
            value: object = json.loads(tried, strict=False, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _nodes(value: object, depth: int = 0) -> list[Node]:
    """Return the objects at the top of a block: itself, those of its list, those of its graph."""
    if isinstance(value, list) and depth < 5:
        return [node for one in value[:_MOST] for node in _nodes(one, depth + 1)]
    if not isinstance(value, Mapping):
        return []
    return _nodes(value["@graph"], depth + 1) if isinstance(value.get("@graph"), list) else [dict(value)]
