"""The tree of a Typst paper becomes what a reader of it sees: blocks with runs, citations, notes.

Citations that stand beside each other are one, as Typst prints them ("Cite").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import BlockKind, Run, RunKind
from citekit.documents.citations import Aside, AsideKind, KeyCitation, KeyCite
from citekit.documents.document import BibliographyPlace
from citekit.documents.places import Span
from citekit.documents.typed_markup import cut_markup, markup_of, trim_markup
from citekit.documents.typst.blocks import Around, Blocks
from citekit.documents.typst.calls import (
    APART,
    FORMATS,
    HIDDEN,
    CiteCall,
    KeyAt,
    bare_name,
    formats_of_text,
    read_cite,
)
from citekit.documents.typst.settings import Settings
from citekit.documents.typst.tree import Kind, Node, all_in
from citekit.markup.tree import Format, Markup, Text, plain

__all__ = ["Reading"]

IN_CODE: Final = ("[", "]")
"""What stands around text in the place of an expression."""

_MODES: Final = {"prose": Mode.COMPOSITE, "author": Mode.AUTHOR_ONLY}
_OTHER_LABEL: Final = re.compile(
    r"(?:fig|tab|tbl|table|eq|eqt|sec|lst|alg|chap|app|thm|lem|def):", re.IGNORECASE
)
"""Beginnings of labels that refer to figures and their like, whatever defines them."""
_CHARACTERS: Final = {
    Kind.TEXT: RunKind.TEXT,
    Kind.REPLACED: RunKind.TEXT,
    Kind.ADDRESS: RunKind.TEXT,
    Kind.REFERENCE: RunKind.TEXT,
    Kind.RAW: RunKind.CODE,
    Kind.MATH: RunKind.MATH,
}
_EMPHASES: Final = {Kind.STRONG: Format.BOLD, Kind.EMPHASIS: Format.ITALIC}
_METADATA: Final = frozenset(("title", "subtitle", "abstract", "keywords"))


class Reading:
    """Reads the parts of a paper in the order in which they are printed; what was found grows.

    ``labels`` are those that the paper defines, ``aliases`` its own functions that cite, ``included`` the
    parts that its statements read in, by the part and the end of what includes them.
    """

    def __init__(
        self,
        texts: Sequence[str],
        settings: Settings,
        *,
        labels: frozenset[str],
        aliases: Mapping[str, str],
        included: Mapping[tuple[int, int], tuple[int, tuple[Node, ...]]],
    ) -> None:
        self._texts = texts
        self._settings = settings
        self._labels = labels
        self._aliases = aliases
        self._included = included
        self._part = 0
        self.blocks = Blocks()
        self.citations: list[KeyCitation] = []
        self.asides: list[Aside] = []
        self.nocite: list[KeyCite] = []
        self.places: list[BibliographyPlace] = []
        self.notes: dict[str, Span] = {}
        self.references: list[tuple[str, Span]] = []

    def read(self, part: int, nodes: tuple[Node, ...]) -> None:
        """Read a part, and those that it includes."""
        kept, self._part = self._part, part
        self._walk(nodes, Around())
        self.blocks.close()
        self._part = kept

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self._part)

    def _source(self, node: Node) -> str:
        return self._texts[self._part][node.start : node.end]

    def _text(self, text: str, start: int, end: int, around: Around, kind: RunKind = RunKind.TEXT) -> None:
        self.blocks.add(Run(text, self._span(start, end), around.formats, kind, around.url), around)

    # Markup

    def _walk(self, nodes: Sequence[Node], around: Around) -> None:
        index = 0
        while index < len(nodes):
            node = nodes[index]
            cited = self._cited(node)
            if cited:
                index = self._cluster(nodes, index, around)
                continue
            self._one(node, around)
            index += 1

    def _one(self, node: Node, around: Around) -> None:
        if node.kind is Kind.MATH and any(self._cited(inner) for inner in all_in(node.children)):
            self._walk(node.children, around)
        elif node.kind in _CHARACTERS:
            inner = replace(around, url=node.value) if node.kind is Kind.ADDRESS else around
            is_typed = node.kind in (Kind.TEXT, Kind.MATH, Kind.REFERENCE)
            text = self._source(node) if is_typed else node.value
            self._text(text, node.start, node.end, inner, _CHARACTERS[node.kind])
            if node.kind is Kind.REFERENCE:
                span = self._span(node.start, node.end)
                self.asides.append(Aside(AsideKind.CROSS_REFERENCE, span, node.value))
        elif node.kind in _EMPHASES:
            formats = around.formats | {_EMPHASES[node.kind]}
            self._walk(node.children, replace(around, formats=formats))
        elif node.kind is Kind.BREAK:
            self.blocks.close()
        elif node.kind is Kind.RAW_BLOCK:
            self.blocks.add_code(self._span(node.start, node.end), around.note)
        elif node.kind in (Kind.HEADING, Kind.ITEM):
            self._paragraph(node, around)
        elif node.kind is Kind.CODE:
            self._embedded(node, around)

    def _paragraph(self, node: Node, around: Around) -> None:
        self.blocks.close()
        if node.kind is Kind.HEADING:
            inner = replace(around, kind=BlockKind.HEADING, level=len(node.value))
        else:
            self.blocks.marker = node.value
            inner = replace(around, in_list=True)
        self._walk(node.children, inner)
        self.blocks.close()
        self.blocks.marker = ""

    def _embedded(self, node: Node, around: Around) -> None:
        """Read code within markup; a string of it is printed."""
        if self._include(node.end):
            return
        for child in node.children:
            if child.kind is Kind.STRING:
                self._text(child.value, node.start, node.end, around)
            elif child.kind is Kind.CALL and bare_name(child) == "bibliography" and len(node.children) == 1:
                self.blocks.close()
                self._bibliography(child, node)
            elif child.kind is Kind.CALL and bare_name(child) == "footnote":
                self._footnote(child, self._span(node.start, node.end), around)
            else:
                self._code((child,), around)

    # Citations

    def _cited(self, node: Node) -> CiteCall | None:
        """Return what ``node`` in markup cites."""
        if node.kind is Kind.CODE and len(node.children) == 1:
            node = node.children[0]
        if node.kind not in (Kind.REFERENCE, Kind.CALL):
            return None
        if node.kind is Kind.REFERENCE and (node.value in self._labels or _OTHER_LABEL.match(node.value)):
            return None
        return read_cite(node, self._aliases, self._labels)

    def _cluster(self, nodes: Sequence[Node], index: int, around: Around) -> int:
        """Keep the citation that begins at ``index``, with those beside it; return the index after it.

        One in another form than the usual is a citation of its own.
        """
        cited: list[CiteCall] = []
        first = last = index
        while index < len(nodes):
            one = self._cited(nodes[index])
            if one is not None and (not cited or (_joins(one) and _joins(cited[0]))):
                cited.append(one)
                last = index
                if not _joins(one):
                    break
            elif not _is_space(nodes[index], self._texts[self._part]):
                break
            index += 1
        self._cite(cited, nodes[first].start, nodes[last].end, around)
        return last + 1

    def _cite(
        self,
        cited: Sequence[CiteCall],
        start: int,
        end: int,
        around: Around,
        beside: tuple[str, str] = ("", ""),
    ) -> None:
        span = self._span(start, end)
        nested: list[KeyCitation] = []
        cites: list[KeyCite] = []
        for one in cited:
            made = self._cites(one, nested)
            if one.form == HIDDEN:
                self.nocite += made
            else:
                cites += made
        if not cites:
            keys = ";".join(key.key for one in cited for key in one.keys)
            self.asides.append(Aside(AsideKind.NOCITE, span, keys))
            return
        self._text(self._texts[self._part][start:end], start, end, around, RunKind.CITATION)
        form = next(one.form for one in cited if one.form != HIDDEN)
        self.citations.append(
            KeyCitation(
                span=span,
                cites=tuple(cites),
                mode=_MODES.get(form, Mode.NORMAL),
                block=self.blocks.index,
                command="" if form == "normal" else form,
                nested=tuple(nested),
                around=beside,
            )
        )

    def _cites(self, one: CiteCall, nested: list[KeyCitation]) -> list[KeyCite]:
        mode = Mode.SUPPRESS_AUTHOR if one.form == "year" else Mode.NORMAL
        cites = [KeyCite(key=key.key, key_span=self._span(key.start, key.end), mode=mode) for key in one.keys]
        said = self._supplement(one.supplement, nested)
        if plain(said).strip():
            after: Markup = (Text(", "), *said)
            locator, cut = split_locator(plain(after))
            cites[-1] = cites[-1]._replace(after=after, locator=locator, suffix=cut_markup(after, cut))
        return cites

    def _supplement(self, supplement: Node | None, nested: list[KeyCitation]) -> Markup:
        if supplement is None:
            return ()
        if supplement.kind is Kind.STRING:
            return (Text(supplement.value),)
        kept, self.citations = self.citations, nested
        with self.blocks.within_citation() as runs:
            self._walk(supplement.children, Around())
        self.citations = kept
        return trim_markup(markup_of(runs))

    # Code

    def _code(self, nodes: Sequence[Node], around: Around) -> None:
        """Read the contents within code, whatever the code does with them."""
        for node in nodes:
            if node.kind is Kind.CONTENT:
                self._walk(node.children, around)
            elif node.kind is Kind.CALL:
                self._call(node, around)
            elif node.kind is Kind.STATEMENT:
                self._statement(node, around)
            elif node.kind is Kind.ARGUMENT and node.value:
                self._named(node, around)
            else:
                self._code(node.children, around)

    def _include(self, end: int) -> bool:
        """Read the part that what ends there includes; tell whether there is one."""
        included = self._included.get((self._part, end))
        if included is not None:
            self.blocks.close()
            self.read(*included)
        return included is not None

    def _statement(self, node: Node, around: Around) -> None:
        if self._include(node.end):
            return
        children = node.children
        if node.value == "set":  # what is called is only spoken of
            children = tuple(inner for child in children for inner in child.children)
        with self.blocks.apart():
            self._code(children, replace(around, formats=frozenset(), url=""))

    def _named(self, argument: Node, around: Around) -> None:
        """Read an argument with a name, which stands apart from the text."""
        kind = around.kind
        if argument.value == "caption":
            kind = BlockKind.CAPTION
        elif argument.value in _METADATA:
            kind = BlockKind.METADATA
        with self.blocks.apart():
            self._code(argument.children, replace(around, kind=kind))

    def _call(self, call: Node, around: Around) -> None:
        name = bare_name(call)
        cited = self._cited(call)
        if cited:
            self._cite([cited], call.start, call.end, around, IN_CODE)
        elif name == "footnote":
            self._footnote(call, self._span(call.start, call.end), around)
        elif name == "bibliography":
            self._bibliography(call, call, in_code=True)
        elif name == "quote":
            self._quote(call, around)
        elif name in APART:
            self.blocks.close()
            kind = BlockKind.TABLE_CELL if name.startswith("table") else around.kind
            kind = BlockKind.HEADING if name == "heading" else kind
            for child in call.children:
                self._code((child,), replace(around, kind=kind))
                self.blocks.close()
        elif name == "raw":
            for value in call.values():
                if value.kind is Kind.STRING:
                    self._text(value.value, value.start, value.end, around, RunKind.CODE)
        else:
            self._inline_call(call, name, around)

    def _inline_call(self, call: Node, name: str, around: Around) -> None:
        inner = around
        if name in FORMATS:
            inner = replace(around, formats=around.formats | {FORMATS[name]})
        elif name == "text":
            inner = replace(around, formats=around.formats | formats_of_text(call))
        elif name == "link":
            address = next((one.value for one in call.values() if one.kind is Kind.STRING), "")
            inner = replace(around, url=address)
        for child in call.children:
            is_bare = child.kind is Kind.ARGUMENT and not child.value and len(child.children) == 1
            if is_bare and child.children[0].kind is Kind.STRING and name in (*FORMATS, "text"):
                string = child.children[0]
                self._text(string.value, string.start, string.end, inner)
            else:
                self._code((child,), inner)

    def _quote(self, call: Node, around: Around) -> None:
        block = call.argument("block")
        is_block = block is not None and block.value == "true"
        if is_block:
            self.blocks.close()
        for child in call.children:
            if child.kind is Kind.ARGUMENT and child.value == "attribution":
                with self.blocks.apart():
                    self._attribution(child, around, is_block=is_block)
            elif is_block:
                self._code((child,), replace(around, in_quote=True))
            elif child.kind is Kind.CONTENT or not child.value:
                self._text("“", call.start, child.start + 1, around)
                self._code((child,), around)
                self._text("”", child.end, child.end, around)
        if is_block:
            self.blocks.close()

    def _attribution(self, argument: Node, around: Around, *, is_block: bool) -> None:
        """Read whom a quotation is by; a label is a key, cited as in a sentence below a block.

        Within a sentence Typst prints nothing but a label.
        """
        for value in argument.children:
            if value.kind is Kind.LABEL and value.value not in self._labels:
                key = KeyAt(value.value, value.start + 1, value.end - 1)
                cited = CiteCall((key,), "prose" if is_block else "normal", None)
                self._cite([cited], value.start, value.end, around, IN_CODE)
            elif is_block:
                self._code((value,), around)

    def _footnote(self, call: Node, span: Span, around: Around) -> None:
        """Read a note; one that is only a label refers to another."""
        content = next((value for value in call.values() if value.kind is Kind.CONTENT), None)
        self.blocks.add(Run("", span, frozenset(), RunKind.NOTE), around)
        if content is None:
            return
        label = f"^{span.part}:{span.start}"
        self.references.append((label, span))
        self.notes[label] = self._span(content.start + 1, max(content.end - 1, content.start + 1))
        with self.blocks.apart():
            self._walk(content.children, Around(note=label))

    def _bibliography(self, call: Node, whole: Node, *, in_code: bool = False) -> None:
        """Keep a request for the bibliography, and the heading that Typst puts above it."""
        span = self._span(whole.start, whole.end)
        title = self._settings.title_of(call, self._texts[self._part])
        heading = f"#heading(numbering: none)[{title}]\n" if title else ""
        opening, closing = IN_CODE if in_code else ("", "")
        self.places.append(BibliographyPlace(span, span, heading=f"{opening}{heading}", tail=closing))


def _joins(cited: CiteCall) -> bool:
    return cited.form in ("normal", HIDDEN)


def _is_space(node: Node, text: str) -> bool:
    if node.kind is Kind.TEXT:
        return not text[node.start : node.end].strip(" \t\n")
    return node.kind is Kind.COMMENT and text[node.start] == "/"
