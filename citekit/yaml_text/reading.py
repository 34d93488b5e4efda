"""YAML text to a tree of strings with places: every scalar is the text that was typed.

YAML 1.2.2, chapters 3 and 5 to 9, through libyaml where PyYAML has it. No scalar is ever taken for a
number, a date, a boolean or null. What a record has no use for is refused in a sentence: further
documents, keys that are not text, keys that come twice, merge keys, application tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from yaml import events
from yaml.error import MarkedYAMLError, YAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from citekit.errors import UnreadableText
from citekit.yaml_text.faults import explain

__all__ = [
    "RECORD_LIMITS",
    "Alias",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Span",
    "Style",
    "YamlDocument",
    "decode",
    "read_yaml",
]


class Span(NamedTuple):
    """Where a node stands: characters ``start`` to ``end`` of the text, from 0; line and column from 1.

    A collection in block style ends where the next thing begins, comments and blank lines included.
    """

    start: int
    end: int
    line: int
    column: int


class Style(StrEnum):
    """How a scalar is written (YAML 1.2.2, section 3.2.3.1); the value is what it opens with."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text."""

    value: str
    span: Span
    style: Style


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; ``flow`` says whether it is written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the text; no key comes twice. ``flow``: written in braces."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span
    flow: bool


Node = Scalar | Sequence | Mapping


class Alias(NamedTuple):
    """A ``*name``: where it stands, and the span of the node that ``&name`` marks."""

    name: str
    span: Span
    target: Span


class Limits(NamedTuple):
    """How much text is read, in characters, levels of nesting, and nodes with each alias counted in full."""

    characters: int
    levels: int
    nodes: int


RECORD_LIMITS: Final = Limits(characters=1_000_000, levels=200, nodes=100_000)
"""More than any record needs; what is larger is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What a text holds.

    ``root`` is None where there is nothing but comments and blank lines. A node at an alias has the
    alias's own span and the contents of what it stands for. ``text`` is what spans count in: the text
    without a byte order mark.
    """

    root: Node | None
    text: str
    aliases: tuple[Alias, ...] = ()


def decode(data: bytes, *, name: Path | str) -> str:
    """Return the text of a file in UTF-8; a byte order mark and the line ends stay as they are.

    Raises:
        UnreadableText: the file is in another encoding, or holds a control character; says in what line.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, name) from None
    _refuse_control_characters(text, name)
    return text


def read_yaml(text: str, *, name: Path | str, limits: Limits = RECORD_LIMITS) -> YamlDocument:
    """Return the one document that ``text`` holds; ``name`` is the file's, for errors.

    Raises:
        UnreadableText: the text is no YAML, is more than ``limits`` allow, or is YAML of a kind that no
            record needs.
    """
    return _read(text, name, limits, _PARSER)


class _PythonParser(Reader, Scanner, Parser):
    """The parser to fall back on where PyYAML was built without libyaml: thirty times slower."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


_PARSER: Final[Callable[[str], Any]] = getattr(yaml, "CBaseLoader", _PythonParser)

_STYLES: Final[dict[str | None, Style]] = {None: Style.PLAIN, **{style.value: style for style in Style}}

_NOT_PRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no YAML text may hold (YAML 1.2.2, section 5.1)."""

_OLD_BREAKS: Final = "\x85\u2028\u2029"
_BREAK: Final = re.compile("\r\n|\r|\n")

_SCALAR_TAGS: Final = frozenset(
    ["!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp"))]
)
_COLLECTION_TAGS: Final = frozenset(("!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"))


def _read(text: str, name: Path | str, limits: Limits, parser: Callable[[str], Any]) -> YamlDocument:
    if len(text) > limits.characters:
        raise UnreadableText(
            name,
            f"has {len(text):,} characters, more than the {limits.characters:,} that are read",
            hint="split it, or move what is no data of the work elsewhere",
        )
    text = text.removeprefix("\ufeff")
    source, stand_ins = text, None
    if any(char in text for char in _OLD_BREAKS):
        source, stand_ins = _hide_old_breaks(text)
    composer = _Composer(name, limits, stand_ins)
    try:
        root = composer.compose(parser(source).get_event)
    except MarkedYAMLError as error:
        raise explain(error, text, name) from None
    except (YAMLError, UnicodeEncodeError) as error:
        # The parser refuses a character before it reads anything, and does not say in what line.
        _refuse_control_characters(text, name)
        raise UnreadableText(name, f"is no YAML ({error})") from None
    return YamlDocument(root, text, tuple(composer.aliases))


def _hide_old_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Put private characters where NEL, LS and PS stand, and say how to put them back.

    They end a line in YAML 1.1, which libyaml reads, but are plain characters in 1.2 (section 5.4), in
    editors and in the text that people paste.
    """
    unused = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    stand_ins = {ord(char): next(unused) for char in _OLD_BREAKS}
    return text.translate(stand_ins), {ord(new): chr(old) for old, new in stand_ins.items()}


class _Open(NamedTuple):
    """A collection whose end has not come: the event that opened it, the nodes and the count before it."""

    event: Any
    before: list[Node]
    counted: int


_STARTS: Final = frozenset((events.SequenceStartEvent, events.MappingStartEvent))
_ENDS: Final = frozenset((events.SequenceEndEvent, events.MappingEndEvent))


class _Composer:
    """Puts the events of one document together; what moves while it does is its own."""

    def __init__(self, name: Path | str, limits: Limits, stand_ins: dict[int, str] | None) -> None:
        self.aliases: list[Alias] = []
        self._name = name
        self._limits = limits
        self._stand_ins = stand_ins
        self._count = 0
        self._documents = 0
        self._anchors: dict[str, tuple[Node, int]] = {}

    def compose(self, next_event: Callable[[], Any]) -> Node | None:
        """Return the root of the one document, None where there is none."""
        scalar_event, styles, stand_ins = events.ScalarEvent, _STYLES, self._stand_ins
        nodes: list[Node] = []
        opened: list[_Open] = []
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is scalar_event:
                value = event.value if stand_ins is None else event.value.translate(stand_ins)
                start = event.start_mark
                span = Span(start.index, event.end_mark.index, start.line + 1, start.column + 1)
                node: Node = Scalar(value, span, styles[event.style])
                self._count += 1
                if event.tag is not None or event.anchor is not None:
                    self._mark(event, node, 1, _SCALAR_TAGS)
            elif kind in _STARTS:
                if len(opened) == self._limits.levels:
                    raise self._fault(event, "is nested too deeply", "a record needs three or four levels")
                opened.append(_Open(event, nodes, self._count))
                self._count += 1
                nodes = []
                continue
            elif kind in _ENDS:
                node = self._close(opened[-1], event, nodes)
                nodes = opened.pop().before
            elif kind is events.AliasEvent:
                node = self._at_alias(event)
            else:
                self._count_documents(event)
                continue
            if self._count > self._limits.nodes:
                most = f"{self._limits.nodes:,}"
                raise self._fault(event, f"holds more than {most} values, with aliases written out", None)
            nodes.append(node)
        return nodes[0] if nodes and not _is_nothing(nodes[0]) else None

    def _close(self, opened: _Open, end: Any, nodes: list[Node]) -> Node:
        event = opened.event
        start = event.start_mark
        span = Span(start.index, end.end_mark.index, start.line + 1, start.column + 1)
        node: Node
        if event.__class__ is events.SequenceStartEvent:
            node = Sequence(tuple(nodes), span, bool(event.flow_style))
        else:
            node = Mapping(self._pairs(nodes), span, bool(event.flow_style))
        if event.tag is not None or event.anchor is not None:
            self._mark(event, node, self._count - opened.counted, _COLLECTION_TAGS)
        return node

    def _mark(self, event: Any, node: Node, size: int, tags: frozenset[str]) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = node, size
        if event.tag is not None and event.tag not in tags:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            hint = "remove it; put a value that starts with ! in quotes"
            raise self._fault(event, f"the tag {tag} is not understood", hint)

    def _count_documents(self, event: Any) -> None:
        self._documents += event.__class__ is events.DocumentStartEvent
        if self._documents > 1:
            raise self._fault(
                event, "a second document starts here", "keep one in a file; remove the line of ---"
            )

    def _at_alias(self, event: Any) -> Node:
        name, start = event.anchor, event.start_mark
        if name not in self._anchors:
            raise self._fault(
                event, f"*{name} refers to no &{name} above", "put a value that starts with * in quotes"
            )
        target, size = self._anchors[name]
        self._count += size
        span = Span(start.index, event.end_mark.index, start.line + 1, start.column + 1)
        self.aliases.append(Alias(name, span, target.span))
        return replace(target, span=span)

    def _pairs(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        pairs: list[tuple[Scalar, Node]] = []
        lines: dict[str, int] = {}
        values = iter(nodes)
        for key, value in zip(values, values, strict=True):
            if not isinstance(key, Scalar):
                raise self._wrong_key(
                    key, "the name of a field must be text", "put a value that starts with [ or { in quotes"
                )
            if key.value in lines:
                reason = f'"{key.value}" is here a second time, after line {lines[key.value]}'
                raise self._wrong_key(key, reason, "keep one of the two")
            if key.value == "<<" and key.style is Style.PLAIN:
                raise self._wrong_key(key, "merge keys (<<) are not understood", "write the fields out")
            lines[key.value] = key.span.line
            pairs.append((key, value))
        return tuple(pairs)

    def _wrong_key(self, key: Node, reason: str, hint: str) -> UnreadableText:
        return UnreadableText(self._name, reason, line=key.span.line, column=key.span.column, hint=hint)

    def _fault(self, event: Any, reason: str, hint: str | None) -> UnreadableText:
        mark = event.start_mark
        return UnreadableText(self._name, reason, line=mark.line + 1, column=mark.column + 1, hint=hint)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value and node.style is Style.PLAIN


def _refuse_control_characters(text: str, name: Path | str) -> None:
    found = _NOT_PRINTABLE.search(text)
    if not found:
        return
    line, column = _place(text, found.start())
    raise UnreadableText(
        name,
        f"holds the control character U+{ord(found.group()):04X}",
        line=line,
        column=column,
        hint="remove it",
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: Path | str) -> UnreadableText:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UnreadableText(name, "is in UTF-16, not UTF-8", hint="save it as UTF-8")
    before = data[: error.start].decode()
    line, column = _place(before, len(before))
    return UnreadableText(
        name,
        f"holds the byte 0x{data[error.start]:02X}, which is not UTF-8",
        line=line,
        column=column,
        hint="save the file as UTF-8",
    )


def _place(text: str, position: int) -> tuple[int, int]:
    lines = _BREAK.split(text[:position].removeprefix("\ufeff"))
    return len(lines), len(lines[-1]) + 1
