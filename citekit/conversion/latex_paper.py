"""A paper as a LaTeX file of its own, for pdfLaTeX, XeLaTeX or LuaLaTeX with the packages of every TeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from citekit.conversion.markdown_tree import Paper, figure_of
from citekit.conversion.tree_writer import TreeWriter
from citekit.markup.tree import Text
from citekit.output import latex
from citekit.rendering.floating_notes import behind

__all__ = ["write_paper"]

_HEADINGS: Final = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")
_COMMANDS: Final = {
    "em": "emph", "strong": "textbf", "s": "sout", "sup": "textsuperscript", "sub": "textsubscript",
    "i": "textit", "b": "textbf", "u": "underline",
}  # fmt: skip
_ENVIRONMENTS: Final = {
    "blockquote": "quote", "bullet_list": "itemize", "ordered_list": "enumerate", "dl": "description",
}  # fmt: skip
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)(?P<rest>[^>]*)>", re.IGNORECASE)
_IN_ADDRESS: Final = str.maketrans(
    {"\\": "", "{": "", "}": "", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_"}
)
_LONG: Final = 30
"""Characters of a cell above which its column is set in lines."""
_PACKAGES: Final = (
    (r"\includegraphics", r"\usepackage{graphicx}"),
    (r"\sout", r"\usepackage[normalem]{ulem}"),
    (r"\(", r"\usepackage{amsmath}"),
    (r"\[", r"\usepackage{amsmath}"),
)


def write_paper(paper: Paper) -> str:
    """Return the file."""
    return _Writing(paper).write()


def _image(node: SyntaxTreeNode) -> str:
    return f"\\includegraphics[width=\\linewidth,height=\\textheight,keepaspectratio]{{{node.attrs['src']}}}"


def _text(node: SyntaxTreeNode) -> str:
    return latex.write((Text(node.content),))


_LEAVES: Final[Mapping[str, Callable[[SyntaxTreeNode], str]]] = {
    "text": _text,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\\\\\n",
    "code_inline": lambda node: f"\\texttt{{{_text(node)}}}",
    "image": _image,
    "math_inline": lambda node: f"\\({node.content}\\)",
    "math_inline_double": lambda node: f"\\[{node.content}\\]",
    "footnote_anchor": lambda _: "",
}


class _Writing(TreeWriter):
    """The file of one paper.

    ``floating`` are the notes of the table or figure that is being written, None outside of one; ``tags``
    what ends the tags of HTML that are open, and ``within`` the numbers of the notes that are being written.
    """

    leaves = _LEAVES

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._floating: list[str] | None = None
        self._tags: list[str] = []
        self._within: set[int] = set()

    def write(self) -> str:
        paper = self._paper
        head = [f"\\title{{{self.inlines(paper.title.children)}}}"] if paper.title else []
        if paper.authors:
            names = r" \and ".join(self.inlines(one.children) for one in paper.authors)
            head.append(f"\\author{{{names}}}")
        head.append(f"\\date{{{self.inlines(paper.date.children) if paper.date else ''}}}")
        made = r"\maketitle" + "\n\n" if paper.title or paper.authors else ""
        body = self.blocks(paper.blocks).rstrip("\n")
        everything = "".join((*head, body))
        packages = list(dict.fromkeys(package for sign, package in _PACKAGES if sign in everything))
        return "\n".join(
            [
                r"\documentclass{article}",
                r"\usepackage{iftex}",
                r"\ifPDFTeX\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\fi",
                *packages,
                r"\usepackage[hidelinks]{hyperref}",
                r"\setcounter{secnumdepth}{0}",
                r"\setlength{\parindent}{0pt}",
                r"\setlength{\parskip}{6pt plus 2pt minus 1pt}",
                *head,
                r"\begin{document}",
                f"{made}{body}",
                r"\end{document}",
                "",
            ]
        )

    # Blocks.

    def block(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        writers: Mapping[str, Callable[[SyntaxTreeNode], str]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "table": self._table,
            "div": self._div,
            "list_item": self._item,
            "dt": lambda one: f"\\item[{{{self.inlines(one.children)}}}]\n",
            "dd": lambda one: self.blocks(one.children),
            "fence": self._code,
            "code_block": self._code,
            "math_block": lambda one: f"\\[{one.content.strip()}\\]\n\n",
            "hr": lambda _: "\\par\\noindent\\hrulefill\\par\n\n",
            "caption": lambda _: "",
            "html_block": lambda _: "",
        }
        if kind in writers:
            return writers[kind](node)
        name = _ENVIRONMENTS.get(kind)
        start = _start(node) if kind == "ordered_list" else ""
        written = self.blocks(node.children)
        return f"\\begin{{{name}}}\n{start}{written.rstrip()}\n\\end{{{name}}}\n\n" if name else written

    def _heading(self, node: SyntaxTreeNode) -> str:
        name = _HEADINGS[int(node.tag[1]) - 1]
        star = "*" if "unnumbered" in str(node.attrs.get("class", "")).split() else ""
        words = _protected(self.inlines(node.children))
        return f"\\{name}{star}{{{words}}}{_target(node)}\n\n"

    def _paragraph(self, node: SyntaxTreeNode) -> str:
        image = figure_of(node)
        if image is None:
            return self.inlines(node.children) + ("\n" if node.hidden else "\n\n")
        caption, notes = self._apart(lambda: _protected(self.inlines(image.children)))
        lines = (r"\begin{figure}", r"\centering", _image(image), f"\\caption{{{caption}}}", r"\end{figure}")
        return "\n".join(lines) + f"{notes}\n\n"

    def _table(self, node: SyntaxTreeNode) -> str:
        rows = [row for part in node.children for row in part.children]
        columns = "".join(self._column(rows, number) for number in range(len(rows[0].children)))
        beside = (node.next_sibling, node.previous_sibling)
        caption = next((one for one in beside if one is not None and one.type == "caption"), None)

        def write() -> str:
            # the caption first, as its notes come first on the page
            said = f"\\caption{{{_protected(self.inlines(caption.children))}}}\n" if caption else ""
            lines = [
                " & ".join(self.inlines(cell.children) for cell in row.children) + r" \\" for row in rows
            ]
            inner = "\n".join([r"\hline", lines[0], r"\hline", *lines[1:], r"\hline"])
            return f"{said}\\begin{{tabular}}{{{columns}}}\n{inner}\n\\end{{tabular}}\n"

        written, notes = self._apart(write)
        around = ("table", "[htbp]\n\\centering") if caption else ("center", "")
        return f"\\begin{{{around[0]}}}{around[1]}\n{written}\\end{{{around[0]}}}{notes}\n\n"

    def _column(self, rows: Sequence[SyntaxTreeNode], number: int) -> str:
        if any(len(row.children[number].children[0].content) > _LONG for row in rows):
            return f"p{{{0.9 / len(rows[0].children):.2f}\\linewidth}}"
        style = str(rows[0].children[number].attrs.get("style", ""))
        return "r" if "right" in style else "c" if "center" in style else "l"

    def _div(self, node: SyntaxTreeNode) -> str:
        written = self.blocks(node.children)
        if "csl-entry" not in str(node.attrs.get("class", "")).split():
            return f"{_target(node)}{written}"
        parent = node.parent
        hangs = parent is not None and "hanging-indent" in str(parent.attrs.get("class", "")).split()
        shape = r"\hangindent=2em\hangafter=1 " if hangs else ""
        return f"{{{shape}\\noindent{_target(node) or '{}'}{written.rstrip()}\\par}}\n\n"

    def _item(self, node: SyntaxTreeNode) -> str:
        return f"\\item {self.blocks(node.children).rstrip()}\n"

    def _code(self, node: SyntaxTreeNode) -> str:
        if not self._within:
            return f"\\begin{{verbatim}}\n{node.content.rstrip()}\n\\end{{verbatim}}\n\n"
        # no argument of a command, as a note is, may hold an environment for code
        lines = [f"\\texttt{{{latex.write((Text(line),))}}}" for line in node.content.rstrip().split("\n")]
        return "\\\\\n".join(lines) + "\n\n"

    def _apart(self, write: Callable[[], str]) -> tuple[str, str]:
        """Return what is written within a float, and the texts of its notes, which go behind it."""
        self._floating = []
        written = write()
        notes, self._floating = self._floating, None
        return written, "".join(behind(notes)) if notes else ""

    # Inlines.

    def branch(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        if kind == "inline":
            written = self.inlines(node.children)
            while self._tags:
                written += self._tags.pop()
            return written
        if kind == "link":
            return self._link(node)
        if kind == "html_inline":
            return self._tag(node.content)
        if kind == "footnote_ref":
            return self._note(int(node.meta["id"]))
        written = self.inlines(node.children)
        if kind == "span" and "smallcaps" in str(node.attrs.get("class", "")).split():
            return f"\\textsc{{{written}}}"
        command = _COMMANDS.get(kind)
        return f"\\{command}{{{written}}}" if command else f"{_target(node)}{written}"

    def _link(self, node: SyntaxTreeNode) -> str:
        address = str(node.attrs["href"])
        written = self.inlines(node.children)
        if address.startswith("#"):
            return f"\\hyperlink{{{address[1:]}}}{{{written}}}"
        return f"\\href{{{address.translate(_IN_ADDRESS)}}}{{{written}}}"

    def _tag(self, typed: str) -> str:
        """Return what a tag of HTML begins or ends; those that LaTeX has no word for are left out."""
        tag = _TAG.fullmatch(typed)
        if tag is None:
            return ""
        if tag["close"]:
            return self._tags.pop() if self._tags else ""
        name = tag["name"].lower()
        if name == "br":
            return r"\\ "
        command = _COMMANDS.get(name, "")
        if name == "span":
            rest = tag["rest"]
            command = "textsc" if "small-caps" in rest else "underline" if "underline" in rest else ""
        self._tags.append("}" if command else "")
        return f"\\{command}{{" if command else ""

    def _note(self, number: int) -> str:
        if number in self._within:
            return ""  # a note that refers to itself
        outer, self._floating, tags, self._tags = self._floating, None, self._tags, []
        self._within.add(number)
        written = self.blocks(self._paper.notes[number].children).rstrip()
        self._within.discard(number)
        self._floating, self._tags = outer, tags
        if self._floating is None:
            return f"\\footnote{{{written}}}"
        self._floating.append(written)
        return r"\footnotemark{}"


def _protected(written: str) -> str:
    """Return what LaTeX writes to a file and reads again, with its fragile commands protected."""
    return re.sub(
        r"\\(?=(?:footnote|footnotemark|hyperlink|hypertarget|href)(?![A-Za-z]))", r"\\protect\\", written
    )


def _start(node: SyntaxTreeNode) -> str:
    """Return what makes a list count from its first number."""
    depth, above = 1, node.parent
    while above is not None:
        depth += above.type == "ordered_list"
        above = above.parent
    first = int(str(node.attrs.get("start", 1)))
    return f"\\setcounter{{enum{'i' * min(depth, 3)}}}{{{first - 1}}}\n" if first != 1 else ""


def _target(node: SyntaxTreeNode) -> str:
    return f"\\hypertarget{{{node.attrs['id']}}}{{}}" if node.attrs.get("id") else ""
