"""A paper as a web page of its own: notes at its end, entries that hang, no file beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from citekit.conversion.markdown_tree import Paper, figure_of, text_of
from citekit.conversion.tree_writer import TreeWriter

__all__ = ["write_page"]

_STYLE: Final = """\
    body { max-width: 36em; margin: 2em auto; padding: 0 1em; font-family: serif; line-height: 1.5; }
    header { text-align: center; }
    .hanging-indent > .csl-entry { margin-left: 2em; text-indent: -2em; }
    .smallcaps { font-variant: small-caps; }
    table { border-collapse: collapse; margin: 1em auto; }
    th { border-bottom: 1px solid; }
    th, td { padding: 0.2em 0.6em; text-align: left; }
    img { max-width: 100%; }
"""
_TAGS: Final = {
    "em": "em", "strong": "strong", "s": "del", "sup": "sup", "sub": "sub", "span": "span",
    "blockquote": "blockquote", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "dl": "dl",
    "dt": "dt", "dd": "dd", "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td",
    "div": "div", "paragraph": "p",
}  # fmt: skip
_BLOCKS: Final = frozenset(
    ("blockquote", "bullet_list", "ordered_list", "dl", "thead", "tbody", "tr", "div", "list_item", "dd")
)


def write_page(paper: Paper) -> str:
    """Return the page."""
    return _Page(paper).write()


def _image(node: SyntaxTreeNode) -> str:
    return f'<img src="{escape(str(node.attrs["src"]))}" alt="{escape(text_of(node.children))}">'


def _math(node: SyntaxTreeNode) -> str:
    return f'<span class="math inline">\\({_text(node)}\\)</span>'


def _text(node: SyntaxTreeNode) -> str:
    return escape(node.content, quote=False)


_LEAVES: Final[Mapping[str, Callable[[SyntaxTreeNode], str]]] = {
    "text": _text,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "<br>\n",
    "code_inline": lambda node: f"<code>{_text(node)}</code>",
    "html_inline": lambda node: node.content,
    "image": _image,
    "math_inline": _math,
    "math_inline_double": _math,
    "footnote_anchor": lambda _: "",
}


class _Page(TreeWriter):
    """The notes come in the order of the first mark of each, as they are numbered."""

    leaves = _LEAVES

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._marks: dict[int, int] = {}

    def write(self) -> str:
        paper = self._paper
        title = text_of(paper.title.children) if paper.title else ""
        language = f' lang="{escape(paper.lang)}"' if paper.lang else ""
        head = self._head()
        body = self.blocks(paper.blocks)
        return (
            f'<!DOCTYPE html>\n<html{language}>\n<head>\n  <meta charset="utf-8">\n'
            f"  <title>{escape(title, quote=False)}</title>\n  <style>\n{_STYLE}  </style>\n</head>\n<body>\n"
            f"{head}{body}{self._notes()}</body>\n</html>\n"
        )

    def _head(self) -> str:
        paper = self._paper
        lines = [f"<h1>{self.inlines(paper.title.children)}</h1>\n"] if paper.title else []
        lines += [f'<p class="author">{self.inlines(one.children)}</p>\n' for one in paper.authors]
        lines += [f'<p class="date">{self.inlines(paper.date.children)}</p>\n'] if paper.date else []
        return f"<header>\n{''.join(lines)}</header>\n" if lines else ""

    def _notes(self) -> str:
        items = []
        for number, id_ in enumerate(self._paper.notes, start=1):
            back = f'<a href="#fnref{number}" role="doc-backlink">↩</a>'
            written = self.blocks(self._paper.notes[id_].children).rstrip()
            stem, end, rest = written.rpartition("</p>")
            written = f"{stem} {back}{end}{rest}" if end and not rest else f"{written} {back}"
            items.append(f'<li id="fn{number}">{written}</li>\n')
        return (
            f'<section role="doc-endnotes">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</section>\n' if items else ""
        )

    def block(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        if kind == "heading":
            return f"<{node.tag}{_attributes(node)}>{self.inlines(node.children)}</{node.tag}>\n"
        if kind == "paragraph":
            return self._paragraph(node)
        if kind == "table":
            return f"<table>\n{self._caption(node)}{self.blocks(node.children)}</table>\n"
        if kind in ("fence", "code_block"):
            language = node.info.split()[0] if node.info.split() else ""
            named = f' class="language-{escape(language)}"' if language else ""
            return f"<pre><code{named}>{escape(node.content, quote=False)}</code></pre>\n"
        if kind == "math_block":
            return f'<p class="math display">\\[{escape(node.content.strip(), quote=False)}\\]</p>\n'
        if kind == "html_block":
            return node.content
        if kind == "hr":
            return "<hr>\n"
        if kind == "caption":
            return ""
        tag = _TAGS.get(kind, "div")
        if kind in _BLOCKS:
            return f"<{tag}{_attributes(node)}>\n{self.blocks(node.children)}</{tag}>\n"
        return f"<{tag}{_attributes(node)}>{self.inlines(node.children)}</{tag}>\n"

    def _paragraph(self, node: SyntaxTreeNode) -> str:
        image = figure_of(node)
        if image is not None:
            caption = f"<figcaption>{self.inlines(image.children)}</figcaption>"
            return f"<figure>\n{_image(image)}\n{caption}\n</figure>\n"
        written = self.inlines(node.children)
        return f"{written}\n" if node.hidden else f"<p>{written}</p>\n"

    def _caption(self, table: SyntaxTreeNode) -> str:
        for one in (table.next_sibling, table.previous_sibling):
            if one is not None and one.type == "caption":
                return f"<caption>{self.inlines(one.children)}</caption>\n"
        return ""

    def branch(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        if kind == "inline":
            return self.inlines(node.children)
        if kind == "link":
            return f'<a href="{escape(str(node.attrs["href"]))}">{self.inlines(node.children)}</a>'
        if kind == "footnote_ref":
            return self._mark(int(node.meta["id"]))
        tag = _TAGS.get(kind, "span")
        return f"<{tag}{_attributes(node)}>{self.inlines(node.children)}</{tag}>"

    def _mark(self, id_: int) -> str:
        number = list(self._paper.notes).index(id_) + 1
        again = self._marks[number] = self._marks.get(number, 0) + 1
        name = f"fnref{number}" if again == 1 else f"fnref{number}-{again}"
        return f'<sup><a id="{name}" href="#fn{number}" role="doc-noteref">{number}</a></sup>'


_SAFE: Final = re.compile(r"(?:id|class|style|start|data-[\w-]+)\Z")


def _attributes(node: SyntaxTreeNode) -> str:
    return "".join(
        f' {name}="{escape(str(value))}"' for name, value in node.attrs.items() if _SAFE.match(name)
    )
