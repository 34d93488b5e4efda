"""A finished Markdown paper as a tree: CommonMark, and of pandoc's extensions what papers have most.

Pipe tables, footnotes, definition lists, divs, spans, attributes of headings, raised and lowered text, struck
out text, mathematics between dollars, quotation marks and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from citekit.conversion.divs import divs_plugin, read_attributes
from citekit.documents.markdown import markdown

__all__ = ["Paper", "figure_of", "read_paper", "text_of"]

_HEAD: Final = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{(?P<typed>[^{}]*)\}[ \t]*\Z")
_DASHES: Final = (("---", "\u2014"), ("--", "\u2013"), ("...", "\u2026"))
_NO_WORD: Final = re.compile(r"[^\w\s.-]")
_IMAGE_ATTRIBUTES: Final = re.compile(r"\A\{[^{}]*\}")
_CAPTION: Final = re.compile(r"(?:[Tt]able)?:[ \t]+")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as trees; the notes go by their numbers, from 0."""

    title: SyntaxTreeNode | None
    authors: tuple[SyntaxTreeNode, ...]
    date: SyntaxTreeNode | None
    blocks: tuple[SyntaxTreeNode, ...]
    notes: Mapping[int, SyntaxTreeNode]
    lang: str


def read_paper(data: bytes, *, name: str) -> Paper:
    """Return the paper in ``data``.

    Raises:
        UnreadableText: it is no text.
    """
    document = markdown.read(data, name=name)
    values = document.metadata.values
    listed = values.get("author", ())
    heads = [
        [_said(values.get("title"))],
        [_said(one) for one in (listed if isinstance(listed, list | tuple) else (listed,))],
        [_said(values.get("date"))],
    ]
    body = _HEAD.sub("", document.parts[0].text.replace("\r\n", "\n"), count=1)
    # the head's texts are read as paragraphs before all others, since they share their notes
    said = [text for texts in heads for text in texts if text]
    root = SyntaxTreeNode(_parser().parse("\n\n".join([*said, body])))
    blocks = list(root.children)
    first = [[blocks.pop(0) for text in texts if text] for texts in heads]
    return Paper(
        title=first[0][0] if first[0] else None,
        authors=tuple(first[1]),
        date=first[2][0] if first[2] else None,
        blocks=tuple(block for block in blocks if block.type != "footnote_block"),
        notes={
            int(node.meta["id"]): node
            for block in blocks
            if block.type == "footnote_block"
            for node in block.children
        },
        lang=document.metadata.lang,
    )


def _said(value: Any) -> str:
    text = value.get("name", "") if isinstance(value, Mapping) else value
    return " ".join(text.split()) if isinstance(text, str) else ""


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "strikethrough", "smartquotes"])
    md.use(footnote_plugin).use(deflist_plugin).use(divs_plugin)
    md.use(dollarmath_plugin, allow_space=False, double_inline=True).use(attrs_plugin, spans=True)
    md.use(superscript_plugin).use(sub_plugin)
    md.core.ruler.before("inline", "headings", _name_headings)
    md.core.ruler.before("inline", "captions", _find_captions)
    md.core.ruler.before("text_join", "dashes", _put_dashes)
    md.core.ruler.after("text_join", "image_attributes", _drop_image_attributes)
    return md


def _name_headings(state: StateCore) -> None:
    """Give each heading the attributes at its end, and a name that links can lead to."""
    taken: set[str] = set()
    for token, inner in pairwise(state.tokens):
        if token.type != "heading_open":
            continue
        attributes = {}
        if found := _ATTRIBUTES.search(inner.content):
            attributes = read_attributes(found["typed"])
            inner.content = inner.content[: found.start()]
        id_ = attributes.get("id") or "-".join(_NO_WORD.sub("", inner.content).lower().split()) or "section"
        while id_ in taken:
            id_ += "-1"
        taken.add(id_)
        token.attrs = {**attributes, "id": id_}


def _find_captions(state: StateCore) -> None:
    """Make a paragraph beside a table that begins with a colon, or with "Table:" above it, its caption."""
    tokens = state.tokens
    for index, token in enumerate(tokens[:-2]):
        if token.type != "paragraph_open" or not (mark := _CAPTION.match(tokens[index + 1].content)):
            continue
        follows = index > 0 and tokens[index - 1].type == "table_close"
        precedes = index + 3 < len(tokens) and tokens[index + 3].type == "table_open" and len(mark[0]) > 2
        if follows or precedes:
            token.type, tokens[index + 2].type = "caption_open", "caption_close"
            tokens[index + 1].content = tokens[index + 1].content[mark.end() :]


def _put_dashes(state: StateCore) -> None:
    for token in state.tokens:
        for inner in token.children or []:
            if inner.type == "text":
                for typed, meant in _DASHES:
                    inner.content = inner.content.replace(typed, meant)


def _drop_image_attributes(state: StateCore) -> None:
    """Take off what pandoc reads as an image's size, and the text that is left empty."""
    for token in state.tokens:
        for image, after in pairwise(token.children or []):
            if image.type == "image" and after.type == "text":
                after.content = _IMAGE_ATTRIBUTES.sub("", after.content)
        if token.children:
            token.children = [one for one in token.children if one.type != "text" or one.content]


def figure_of(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """Return the image that a paragraph consists of, if it has a caption."""
    if node.type != "paragraph" or len(node.children) != 1:
        return None
    inner = node.children[0].children
    return inner[0] if len(inner) == 1 and inner[0].type == "image" and inner[0].children else None


def text_of(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Return the characters of nodes."""
    return "".join(
        " "
        if one.type in ("softbreak", "hardbreak")
        else one.content
        if not one.children
        else text_of(one.children)
        for one in nodes
        if one.type != "footnote_ref"
    )
