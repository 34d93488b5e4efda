"""What pandoc hands a filter: the tree of a paper as JSON, with its citations, notes and metadata found.

pandoc-types, "Text.Pandoc.Definition" (API 1.22 and later); pandoc manual, "Citations", "Metadata variables".
The tree is walked by what its nodes are, whatever holds them, so that what later versions add is walked too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Block, BlockKind
from citekit.documents.citations import KeyCitation, KeyCite
from citekit.documents.document import BibliographyPlace, Document, Note
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Part, Span
from citekit.documents.typed_markup import cut_markup, trim_markup
from citekit.errors import UnreadableText
from citekit.markup.inline import write_inline
from citekit.markup.tree import Format, Link, Markup, Node, Styled, Text, plain

__all__ = ["PandocPaper", "children_of", "is_inlines", "read_pandoc_tree"]

NAME: Final = "<pandoc>"
_OLDEST: Final = (1, 22)

_INLINES: Final = frozenset(
    (
        *("Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"),
        *("Quoted", "Cite", "Code", "Space", "SoftBreak", "LineBreak", "Math", "RawInline", "Link", "Image"),
        *("Note", "Span"),
    )
)
_SPACES: Final = frozenset(("Space", "SoftBreak", "LineBreak"))
_FORMATS: Final = {
    "Emph": Format.ITALIC,
    "Strong": Format.BOLD,
    "SmallCaps": Format.SMALL_CAPS,
    "Superscript": Format.SUPERSCRIPT,
    "Subscript": Format.SUBSCRIPT,
    "Underline": Format.UNDERLINE,
}
_MODES: Final = {"SuppressAuthor": Mode.SUPPRESS_AUTHOR}
_QUOTES: Final = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_PLACE: Final = "\ufffc"
"""What stands for a citation or the mark of a note in the text of a block."""
_NOT_PRINTED: Final = frozenset(("nocite", "references", "bibliography", "csl", "citation-style", "lang"))
"""Metadata that tells how to cite, and is no text of the paper."""


@dataclass(frozen=True, slots=True)
class PandocPaper:
    """A paper as pandoc hands it over.

    ``document`` has the text that is cited in, its spans in a text that was made for them. ``nodes`` are the
    citations of the tree, by the spans they have in the document, and ``divs`` those of its bibliographies.
    """

    tree: Mapping[str, Any]
    document: Document
    nodes: Mapping[Span, Any]
    divs: tuple[Any, ...]


def read_pandoc_tree(data: bytes) -> PandocPaper:
    """Return the paper in ``data``.

    Raises:
        UnreadableText: it is no tree of pandoc's, or one of a version before pandoc 2.11.
    """
    try:
        tree = json.loads(data)
    except RecursionError:
        raise UnreadableText(NAME, "nests too deeply for a paper") from None
    except ValueError as error:
        raise UnreadableText(NAME, f"is no JSON: {error}", hint=_HINT) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("blocks"), list):
        raise UnreadableText(NAME, "is JSON without blocks, so it is no paper of pandoc's", hint=_HINT)
    version = tree.get("pandoc-api-version")
    if not isinstance(version, list) or not all(isinstance(part, int) for part in version):
        raise UnreadableText(NAME, "does not say which version of pandoc it is of", hint=_HINT)
    if tuple(version[:2]) < _OLDEST:
        shown = ".".join(map(str, version))
        raise UnreadableText(
            NAME, f"is of pandoc-types {shown}, before 1.22", hint="use pandoc 2.11 or later"
        )
    try:
        return _read(tree)
    except RecursionError:
        raise UnreadableText(NAME, "nests too deeply for a paper") from None
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableText(NAME, f"holds a node that is none of pandoc's: {error}", hint=_HINT) from None


_HINT: Final = "run it as a filter: pandoc --filter citekit-filter paper.md"


def is_inlines(value: Any) -> bool:
    """Whether ``value`` is a list of inlines, which are text."""
    return bool(
        isinstance(value, list) and value and isinstance(value[0], dict) and value[0].get("t") in _INLINES
    )


def children_of(node: Any) -> Iterator[Any]:
    """Yield the inlines within an inline, each list of them a value."""
    content = node.get("c")
    if is_inlines(content):
        yield content
    elif isinstance(content, list):
        yield from (part for part in content if is_inlines(part))


def _read(tree: Mapping[str, Any]) -> PandocPaper:
    reader = _Reader()
    meta = tree.get("meta") or {}
    for name in sorted(meta):
        if name not in _NOT_PRINTED:
            reader.blocks_of(meta[name], 0, BlockKind.METADATA)
    reader.blocks_of(tree["blocks"], 0)
    text = "".join(reader.pieces)
    nocite = [cite for node in _cites_in(meta.get("nocite")) for cite in _cites(node, Span(0, 0))]
    values = {name: _value(value) for name, value in meta.items() if name != "nocite"}
    document = Document(
        name=NAME,
        format="pandoc",
        parts=(Part(NAME, text),),
        blocks=tuple(reader.blocks),
        citations=tuple(one for one, _ in reader.citations),
        notes=tuple(reader.notes),
        metadata=read_metadata(values, {}, nocite),
        bibliographies=tuple(place for place, _ in reader.divs),
    )
    return PandocPaper(
        tree,
        document,
        {one.span: node for one, node in reader.citations},
        tuple(node for _, node in reader.divs),
    )


class _Reader:
    """Walks the tree; the text of the paper grows in ``pieces``, paragraph by paragraph."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.citations: list[tuple[KeyCitation, Any]] = []
        self.notes: list[Note] = []
        self.divs: list[tuple[BibliographyPlace, Any]] = []

    def blocks_of(
        self, value: Any, note: int, kind: BlockKind = BlockKind.PARAGRAPH, *, level: int = 0
    ) -> None:
        """Read whatever holds text: blocks, tables, lists, metadata."""
        if is_inlines(value):
            self.paragraph(value, note, kind, level)
        elif isinstance(value, list):
            for part in value:
                self.blocks_of(part, note, kind, level=level)
        elif isinstance(value, dict):
            content: Any = value.get("c") if "t" in value else list(value.values())
            if value.get("t") == "Header":
                kind, level = BlockKind.HEADING, content[0]
            elif value.get("t") == "Div":
                self.div(value)
            self.blocks_of(content, note, kind, level=level)

    def div(self, node: Any) -> None:
        """Keep a div that a bibliography belongs in: ``refs``, or one of that class."""
        id_, classes, pairs = node["c"][0]
        if id_ == "refs" or "refs" in classes:
            here = Span(self.length, self.length)
            attributes = {**dict(pairs), "id": id_, "class": " ".join(classes)}
            self.divs.append((BibliographyPlace(here, here, MappingProxyType(attributes)), node))

    def paragraph(self, inlines: Sequence[Any], note: int, kind: BlockKind, level: int) -> None:
        start, index = self.length, len(self.blocks)
        self.blocks.append(Block(kind=kind, span=Span(start, start), note=note, level=level))
        notes: list[tuple[Any, Span]] = []
        self.text(inlines, index, note, notes)
        self.blocks[index] = Block(kind=kind, span=Span(start, self.length), note=note, level=level)
        self.add("\n")
        for content, reference in notes:
            number = len(self.notes) + 1
            self.notes.append(Note(number, str(number), reference, Span(self.length, self.length)))
            self.blocks_of(content, number)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def text(self, inlines: Sequence[Any], block: int, note: int, notes: list[tuple[Any, Span]]) -> None:
        for node in inlines:
            kind = node["t"]
            if kind == "Cite":
                span = Span(self.length, self.length + 1)
                self.add(_PLACE)
                self.citations.append((_citation(node, span, block, note), node))
            elif kind == "Note":
                notes.append((node["c"], Span(self.length, self.length + 1)))
                self.add(_PLACE)
            elif kind in _SPACES:
                self.add(" ")
            elif kind == "Str":
                self.add(node["c"])
            elif kind in ("Code", "Math"):
                self.add(node["c"][1])
            else:
                opening, closing = _QUOTES[node["c"][0]["t"]] if kind == "Quoted" else ("", "")
                self.add(opening)
                for children in children_of(node):
                    self.text(children, block, note, notes)
                self.add(closing)


def _citation(node: Any, span: Span, block: int, note: int) -> KeyCitation:
    is_narrative = node["c"][0][0]["citationMode"]["t"] == "AuthorInText"
    mode = Mode.COMPOSITE if is_narrative else Mode.NORMAL
    around = [part for cite in node["c"][0] for part in (cite["citationPrefix"], cite["citationSuffix"])]
    return KeyCitation(
        span=span,
        cites=tuple(_cites(node, span)),
        mode=mode,
        note=note,
        block=block,
        nested=tuple(_citation(inner, span, block, note) for inner in _cites_in(around)),
        typed=_typed(node),
    )


def _cites(node: Any, span: Span) -> Iterator[KeyCite]:
    for cite in node["c"][0]:
        after = trim_markup(_markup(cite["citationSuffix"]), left=False)
        locator, cut = split_locator(plain(after))
        yield KeyCite(
            key=cite["citationId"],
            key_span=span,
            prefix=trim_markup(_markup(cite["citationPrefix"])),
            after=after,
            locator=locator,
            suffix=cut_markup(after, cut),
            mode=_MODES.get(cite["citationMode"]["t"], Mode.NORMAL),
        )


def _cites_in(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if value.get("t") == "Cite":
            yield value
        else:
            yield from _cites_in(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _cites_in(part)


def _markup(inlines: Sequence[Any]) -> Markup:
    """Return inlines as markup; what markup cannot hold is left out."""
    nodes: list[Node] = []
    for node in inlines:
        kind = node["t"]
        if kind == "Str":
            nodes.append(Text(node["c"]))
        elif kind in _SPACES:
            nodes.append(Text(" "))
        elif kind in ("Code", "Math"):
            nodes.append(Text(node["c"][1]))
        elif kind in _FORMATS:
            nodes.append(Styled(_FORMATS[kind], _markup(node["c"])))
        elif kind == "Cite":
            nodes.append(Text(_typed(node)))
        elif kind == "Link":
            nodes.append(Link(node["c"][2][0], _markup(node["c"][1])))
        elif kind == "Quoted":
            opening, closing = _QUOTES[node["c"][0]["t"]]
            nodes += [Text(opening), *_markup(node["c"][1]), Text(closing)]
        else:
            for children in children_of(node):
                nodes += _markup(children)
    return _joined(nodes)


def _typed(node: Any) -> str:
    """Return what stands in a citation, its keys where that is source of another format."""
    return plain(_markup(node["c"][1])) or "; ".join(f"@{cite['citationId']}" for cite in node["c"][0])


def _joined(nodes: Sequence[Node]) -> Markup:
    """Return ``nodes`` with neighbouring texts as one, which a locator may reach over."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and result and isinstance(last := result[-1], Text):
            result[-1] = Text(last.text + node.text)
        else:
            result.append(node)
    return tuple(result)


def _value(meta: Any) -> Any:
    """Return metadata as lists, mappings and text with the markup that fields may have."""
    kind, content = meta["t"], meta.get("c")
    if kind == "MetaMap":
        return {name: _value(value) for name, value in content.items()}
    if kind == "MetaList":
        return [_value(value) for value in content]
    if kind == "MetaBool":
        return "true" if content else "false"
    if kind == "MetaInlines":
        return write_inline(_markup(content))
    if kind == "MetaBlocks":
        return "\n\n".join(
            write_inline(_markup(inlines)) for block in content for inlines in children_of(block)
        )
    return str(content)
