"""A paper in pandoc's tree, finished: citations as inlines, notes as notes, the bibliography as a div.

Classes and ids are those that pandoc's writers lay out; where the bibliography goes, and how a note's mark
and the punctuation beside it change places, is pandoc's convention (Pandoc manual, "Placement of the
bibliography", "Citations in note styles", "Including uncited items", "Other relevant metadata fields").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from citekit.csl.citation import BibliographyEntry, BibliographyLayout, Mode, RenderedCitation
from citekit.csl.model.style import Style
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.documents.pandoc_tree import PandocPaper, children_of, is_inlines
from citekit.item.item import Item
from citekit.markup.tree import Block, Display, Format, Link, Markup, Node, Styled, Text
from citekit.output.base import clean, safe_url, unlinked
from citekit.output.settled import settled
from citekit.rendering.cited import Cited, Options, cite
from citekit.rendering.notes import as_note, within_note
from citekit.rendering.target import anchor_of

__all__ = ["FinishedTree", "finish_tree"]

_ELEMENTS: Final = {
    Format.ITALIC: "Emph",
    Format.OBLIQUE: "Emph",
    Format.BOLD: "Strong",
    Format.SMALL_CAPS: "SmallCaps",
    Format.SUPERSCRIPT: "Superscript",
    Format.SUBSCRIPT: "Subscript",
    Format.UNDERLINE: "Underline",
}
_DISPLAYS: Final = {
    Display.BLOCK: "csl-block",
    Display.LEFT_MARGIN: "csl-left-margin",
    Display.RIGHT_INLINE: "csl-right-inline",
    Display.INDENT: "csl-indent",
}
_SPACES: Final = ("Space", "SoftBreak")
_MARKS: Final = re.compile(r"[\"'”’»]*[.,;:!?…]+[\"'”’»]*")
_WORDS: Final = re.compile(r" +|[^ ]+")


class FinishedTree(NamedTuple):
    """The finished tree, and what was printed in it."""

    tree: Mapping[str, Any]
    cited: Cited


def finish_tree(
    paper: PandocPaper, style: Style, items: Mapping[str, Item], options: Options, *, entry_style: str = ""
) -> FinishedTree:
    """Return ``paper`` with its citations and bibliography; ``items`` gives the item of every key.

    The metadata says whether citations lead to entries (``link-citations``, not unless it is so said) and
    whether titles and addresses lead to the works (``link-bibliography``). ``entry_style`` is the style of
    the entries' paragraphs, in formats that have such.
    """
    metadata = paper.document.metadata
    cited = cite(paper.document, style, items, options)
    links = _Links(
        to_entries=bool(metadata.link_citations) and cited.links,
        to_works=metadata.link_bibliography is not False,
        ids={anchor_of(entry.id): f"ref-{entry.id}" for entry in cited.result.bibliography or ()},
    )
    moves = metadata.values.get("notes-after-punctuation")
    printed = {typed.span: (typed, rendered) for typed, rendered in cited.citations}
    writing = _Writing(
        document=paper.document,
        printed={id(node): printed[span] for span, node in paper.nodes.items()},
        links=links,
        is_note_style=style.is_note,
        moves_marks=style.is_note if moves is None else moves == "true",
        in_quote=style.locale.punctuation_in_quote,
        lists={
            id(div): _references(one.entries, cited.result.layout, links, entry_style)
            for div, one in zip(paper.divs, cited.lists, strict=bool(cited.lists))
            if one.entries
        },
    )
    meta = paper.tree.get("meta") or {}
    tree = {
        **paper.tree,
        "meta": {
            name: value if name == "references" else writing.value(value)
            for name, value in meta.items()
            if name != "nocite"
        },
        "blocks": writing.value(paper.tree["blocks"]),
    }
    if cited.has_bibliography and cited.result.bibliography and not cited.lists:
        title = (meta.get("reference-section-title") or {}).get("c")
        heading = [_str(title)] if isinstance(title, str) else title
        references = _references(cited.result.bibliography, cited.result.layout, links, entry_style)
        tree["blocks"] = _with_references(tree["blocks"], references, heading)
    return FinishedTree(tree, cited)


@dataclass(frozen=True, slots=True)
class _Links:
    """Which links are made; ``ids`` are pandoc's names of the places of entries, by citekit's."""

    to_entries: bool
    to_works: bool
    ids: Mapping[str, str]

    def target(self, url: str) -> str:
        """Return where a link leads; empty for none."""
        if url.startswith("#"):
            return f"#{self.ids[url[1:]]}" if self.to_entries and url[1:] in self.ids else ""
        return safe_url(url) if self.to_works else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """Puts what is printed, by the identities of the nodes, into a tree that is made anew."""

    document: Document
    printed: Mapping[int, tuple[KeyCitation, RenderedCitation]]
    links: _Links
    is_note_style: bool
    moves_marks: bool
    in_quote: bool
    lists: Mapping[int, Any]

    def value(self, value: Any) -> Any:
        """Return any part of the tree, finished."""
        if isinstance(value, list):
            done = [self.value(part) for part in value]
            return self.settled(done) if is_inlines(value) else done
        if not isinstance(value, dict):
            return value
        if value.get("t") == "Cite":
            return self.cite(value)
        node = {name: self.value(part) for name, part in value.items()}
        return _filled(node, self.lists[id(value)]) if id(value) in self.lists else node

    def cite(self, node: Any) -> Any:
        if id(node) not in self.printed:
            return node  # within what another citation says
        return {"t": "Cite", "c": [node["c"][0], self.printed_as(*self.printed[id(node)])]}

    def printed_as(self, typed: KeyCitation, rendered: RenderedCitation) -> list[Any]:
        if not (self.is_note_style and rendered.rest):
            return _inlines(rendered.markup, self.links)
        if typed.note:
            return _inlines(within_note(self.document, typed, rendered), self.links)
        note = {"t": "Note", "c": [{"t": "Para", "c": _inlines(as_note(typed, rendered), self.links)}]}
        names = rendered.names if typed.mode is Mode.COMPOSITE else ()
        return [*_inlines(names, self.links), note]

    def settled(self, inlines: list[Any]) -> list[Any]:
        """Return inlines in which marks of notes stand behind punctuation, and no space before them."""
        result: list[Any] = []
        rest = deque(inlines)
        while rest:
            node = rest.popleft()
            if _is_mark(node):
                if len(node["c"][1]) == 1:
                    while result and result[-1]["t"] in _SPACES:
                        result.pop()
                punctuation = _take_marks(rest) if self.moves_marks else ""
                node = self.after(punctuation, node, result) if punctuation else node
            result.append(node)
        return result

    def after(self, punctuation: str, node: Any, before: list[Any]) -> Any:
        """Put ``punctuation`` before the mark of ``node``: into it, or at the end of what stands before."""
        *names, mark = node["c"][1]
        if names:
            return {"t": "Cite", "c": [node["c"][0], [*names, _str(punctuation), mark]]}
        if _last_character(before) == punctuation[0]:
            punctuation = punctuation[1:]  # the sentence has ended already
        if (
            punctuation
            and self.in_quote
            and punctuation[0] in ".,"
            and before
            and before[-1]["t"] == "Quoted"
        ):
            kind, quoted = before[-1]["c"]
            before[-1] = {"t": "Quoted", "c": [kind, [*quoted, _str(punctuation[0])]]}
            punctuation = punctuation[1:]
        if punctuation:
            before.append(_str(punctuation))
        return node


def _is_mark(node: Any) -> bool:
    """Whether an inline is a citation that ends in the mark of a note or a raised number."""
    return node["t"] == "Cite" and bool(node["c"][1]) and node["c"][1][-1]["t"] in ("Note", "Superscript")


def _take_marks(rest: deque[Any]) -> str:
    """Take the punctuation that the next inline begins with."""
    if not rest or rest[0]["t"] != "Str":
        return ""
    match = _MARKS.match(rest[0]["c"])
    if match is None:
        return ""
    text = rest.popleft()["c"][match.end() :]
    if text:
        rest.appendleft(_str(text))
    return match[0]


def _last_character(inlines: Sequence[Any]) -> str:
    if not inlines:
        return ""
    last = inlines[-1]
    if last["t"] == "Str":
        return str(last["c"][-1:])
    return next((_last_character(inner) for inner in children_of(last)), "")


def _str(text: str) -> Any:
    return {"t": "Str", "c": text}


def _inlines(markup: Markup, links: _Links) -> list[Any]:
    """Return what is printed as pandoc's inlines."""
    return _nodes(settled(markup), links)


def _nodes(markup: Markup, links: _Links) -> list[Any]:
    result: list[Any] = []
    for node in markup:
        if isinstance(node, Text):
            words = _WORDS.findall(clean(node.text))
            result += [{"t": "Space"} if word[0] == " " else _str(word) for word in words]
        elif isinstance(node, Link):
            url = links.target(node.url)
            inner = _nodes(unlinked(node.children) if url else node.children, links)
            result += [{"t": "Link", "c": [["", [], []], inner, [url, ""]]}] if url else inner
        elif isinstance(node, Styled):
            inner = _nodes(node.children, links)
            element = _ELEMENTS.get(node.format)
            result += [{"t": element, "c": inner}] if element else inner
        else:
            inner = _nodes(node.children, links)
            if node.display is Display.LEFT_MARGIN and inner and inner[-1]["t"] != "Space":
                inner.append({"t": "Space"})
            result.append({"t": "Span", "c": [["", [_DISPLAYS[node.display]], []], inner]})
    return result


def _references(
    entries: Sequence[BibliographyEntry], layout: BibliographyLayout, links: _Links, style: str
) -> Any:
    """Return a bibliography as a div, each entry a div in it."""
    classes = ["references", "csl-bib-body", *["hanging-indent"] * layout.hanging_indent]
    spacing = [
        [name, str(value)]
        for name, value in (("entry-spacing", layout.entry_spacing), ("line-spacing", layout.line_spacing))
        if value != 1
    ]
    written = [_entry(entry, links, style) for entry in entries]
    return {"t": "Div", "c": [["refs", classes, spacing], written]}


def _entry(entry: BibliographyEntry, links: _Links, style: str) -> Any:
    """Return an entry as a div: a paragraph, and one for each of its annotation under it."""
    end = len(entry.markup)
    while end and _is_indented(entry.markup[end - 1]):
        end -= 1
    blocks = [{"t": "Para", "c": _inlines(entry.markup[:end], links)}]
    for node in entry.markup[end:]:
        paragraph = {"t": "Para", "c": _inlines((node,), links)[0]["c"][1]}
        blocks.append({"t": "Div", "c": [["", ["csl-indent"], []], [paragraph]]})
    pairs = [["custom-style", style]] if style else []
    return {"t": "Div", "c": [[f"ref-{entry.id}", ["csl-entry"], pairs], blocks]}


def _is_indented(node: Node) -> bool:
    return isinstance(node, Block) and node.display is Display.INDENT


def _with_references(blocks: Any, references: Any, title: Any) -> Any:
    """Return ``blocks`` with the bibliography at the end.

    A heading that is the last block is the bibliography's, and is not numbered.
    """
    if title:
        return [*blocks, {"t": "Header", "c": [1, ["bibliography", ["unnumbered"], []], title]}, references]
    if blocks and blocks[-1]["t"] == "Header":
        level, (id_, classes, pairs), words = blocks[-1]["c"]
        attributes = [id_, [*classes, *["unnumbered"] * ("unnumbered" not in classes)], pairs]
        return [*blocks[:-1], {"t": "Header", "c": [level, attributes, words]}, references]
    return [*blocks, references]


def _filled(div: Any, references: Any) -> Any:
    """Return a div that waits for a bibliography with it."""
    (id_, classes, pairs), inner = div["c"]
    (_, more_classes, more_pairs), entries = references["c"]
    attributes = [id_, list(dict.fromkeys([*classes, *more_classes])), [*pairs, *more_pairs]]
    return {"t": "Div", "c": [attributes, [*inner, *entries]]}
