"""LaTeX, read back by a strict reader that knows no control sequence but the writer's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import latex
from tests.output.trees import HOSTILE, LINES, PAGES, Look, known, look

_PDFLATEX = shutil.which("pdflatex")
_SIGN = re.compile(r"\\[A-Za-z]+\*? ?|\\.|.", re.DOTALL)
_WRAPPERS = {
    r"\textit": Format.ITALIC,
    r"\textsl": Format.OBLIQUE,
    r"\textbf": Format.BOLD,
    r"\textsc": Format.SMALL_CAPS,
    r"\underline": Format.UNDERLINE,
    r"\textsuperscript": Format.SUPERSCRIPT,
    r"\textsubscript": Format.SUBSCRIPT,
}
_CHARACTERS = {
    r"\textbackslash": ("", "\\"),
    r"\textasciitilde": ("", "~"),
    r"\textasciicircum": ("", "^"),
    r"\textless": ("", "<"),
    r"\textgreater": ("", ">"),
    r"\textbar": ("", "|"),
    r"\symbol": ("34", '"'),
    r"\hspace": ("0pt", "\u200b"),
    r"\ensuremath": ("-", "\u2212"),
    r"\allowbreak": ("", ""),
}
_SHOWN = {Format.LIGHT: None}
_HIDDEN = "\u061c\u200e\u200f\u202a\u202b\u2060\u2066\u2067\u2068\ufeff"


class _Reader:
    """Reads text with groups; whatever is not known, or acts in TeX, is an error."""

    def __init__(self, text: str) -> None:
        self.signs = iter(_SIGN.findall(text))

    def group(self, formats: frozenset[Format] = frozenset(), url: str = "") -> Iterator[Look]:
        for sign in self.signs:
            if sign == "}":
                return
            if sign == "{":
                yield from self.group(formats, url)
            elif sign in _WRAPPERS:
                self.expect("{")
                yield from self.group(formats | {_WRAPPERS[sign]}, url)
            elif sign == r"\href":
                target = self.argument()
                self.expect("{")
                yield from self.group(formats, target)
            elif sign in _CHARACTERS:
                argument, char = _CHARACTERS[sign]
                assert self.argument() == argument
                yield from (Look(one, formats, url) for one in char)
            elif sign not in ("\\/", r"\newline "):
                yield Look(self.char(sign), formats, url)

    def char(self, sign: str) -> str:
        if sign.startswith("\\"):
            assert sign in (r"\{", r"\}", r"\$", r"\&", r"\#", r"\_", r"\%", r"\,")
            return sign[1].replace(",", "\u202f")
        assert sign not in "\\{}$&#^_%\n"
        return sign.replace("~", "\u00a0")

    def expect(self, sign: str) -> None:
        assert next(self.signs) == sign

    def argument(self) -> str:
        """Read an argument without groups, as addresses and lengths are."""
        self.expect("{")
        parts = []
        for sign in self.signs:
            if sign == "}":
                break
            assert sign not in "{\\$&#^_%~\n"
            assert not sign.startswith("\\") or sign in (r"\%", r"\#", r"\&", r"\_")
            parts.append(sign.removeprefix("\\"))
        return "".join(parts)


def _read(text: str) -> list[Look]:
    """Return the looks of ``text``, which must hold no two signs that TeX draws as one."""
    assert not re.search(r"--|''|``|[?!]`|(?<!\\),,", text)
    reader = _Reader(text)
    looks = list(reader.group())
    assert not list(reader.signs), "a group closes that none opened"
    return known(looks, {})


def _expected(markup: Markup, *, links: bool, spaces: bool = True) -> list[Look]:
    looks = [
        Look(
            one.char.replace("\u2009", "\u202f"),
            one.formats,
            one.url.replace("~", "%7E").replace("$", "%24") if links else "",
        )
        for one in look(markup)
    ]
    return known(looks, _SHOWN, hidden=_HIDDEN, spaces=spaces)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_characters(title: str) -> None:
    """No title makes a control sequence, a comment, mathematics or a group of its own."""
    assert _read(latex.write((Text(title),))) == _expected((Text(title),), links=False)


@given(markup=LINES, links=st.booleans())
def test_reads_back_as_the_tree(markup: Markup, *, links: bool) -> None:
    """Each character comes back with its formats and address, and no control sequence is unknown."""
    assert _read(latex.write(markup, links=links)) == _expected(markup, links=links)


@given(PAGES)
def test_blocks_read_back(markup: Markup) -> None:
    """Blocks are lines, and no word is lost."""
    found = known(_read(latex.write(markup)), {}, spaces=False)

    assert found == _expected(markup, links=False, spaces=False)


_FRAME = re.compile(
    r"\\begin\{list\}\{\}\{%\n"
    r"(?:  (?:\\linespread\{\d+\}\\selectfont|\\setlength\{\\\w+\}\{[-\d.]+(?:em|pt|\\baselineskip)\})%\n)+"
    r"  \\renewcommand\{\\makelabel\}\[1\]\{#1\\hfil\}%\n"
    r"  \\providecommand\{\\href\}\[2\]\{#2\}\\frenchspacing\\sloppy\}\n"
    r"(?P<items>.*)\n\\end\{list\}",
    re.DOTALL,
)
_OURS = re.compile(
    r"^\\item(?:\[(?=\{))?|(?<=\})\](?= )"
    r"|^  \{\\par\\leftskip-?[\d.]+em\\parindent-?[\d.]+em\\relax|\\par\}$",
    re.MULTILINE,
)


@given(
    pages=st.lists(PAGES, max_size=3), hanging=st.booleans(), align=st.sampled_from(["", "flush", "margin"])
)
def test_a_bibliography_holds_our_control_sequences_alone(
    pages: list[Markup], align: str, *, hanging: bool
) -> None:
    """Around the text of the entries stands one list with its items, and nothing else."""
    entries = [BibliographyEntry("x", page) for page in pages]
    layout = BibliographyLayout(hanging_indent=hanging, second_field_align=align, line_spacing=1 + hanging)
    wanted = [one for page in pages for one in _expected(page, links=True, spaces=False)]

    written = latex.write_bibliography(entries, layout)

    frame = _FRAME.fullmatch(written)
    assert frame or not written
    items = _OURS.sub("", frame["items"]).replace("\n", " ") if frame else ""
    assert known(_read(items), {}, spaces=False) == wanted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D_x 50% #1 $5", r"R\&D\_x 50\% \#1 \$5"),
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("^^5c ~", r"\textasciicircum{}\textasciicircum{}5c \textasciitilde{}"),
        ("[1]", "{[}1{]}"),
        ("-- --- ''", r"-\/- -\/-\/- '\/'"),
        ("S.\u00a05\u202f%, 3\u22125", r"S.~5\,\%, 3\ensuremath{-}5"),
        ('"a"', r"\symbol{34}a\symbol{34}"),
        ("“Où – ?” isn't Æ…", "“Où – ?” isn't Æ…"),
    ],
)
def test_characters(text: str, written: str) -> None:
    """Signs of TeX are escaped, ligatures kept apart; what LaTeX knows as it is stays."""
    assert latex.write((Text(text),)) == written


def test_formats() -> None:
    """Formats nest, and what a plain one takes off stands outside."""
    normal = Styled(Format.NORMAL_STYLE, (Text("Homo"),))
    markup = (Styled(Format.ITALIC, (Text("On "), normal, Styled(Format.BOLD, (Text("b"),)))),)
    assert latex.write(markup) == r"\textit{On }Homo\textit{\textbf{b}}"


def test_links_are_text_unless_asked_for() -> None:
    r"""A pasted citation compiles without hyperref; with links, slashes are places to break a line."""
    markup = (Link("https://x.org/a_b?c&d%20", (Text("https://x.org/a_b"),)),)

    assert latex.write(markup) == r"https://x.org/\allowbreak{}a\_b"
    assert latex.write(markup, links=True) == (
        r"\href{https://x.org/a\_b?c\&d\%20}{https://x.org/\allowbreak{}a\_b}"
    )


def test_the_shape_of_a_bibliography() -> None:
    """A list with a hanging indent, whose further blocks are paragraphs of the item."""
    note = Block(Display.INDENT, (Text("Note."),))
    entries = [BibliographyEntry("a", (Text("[A]"), note)), BibliographyEntry("b", (Text("B"),))]

    assert latex.write_bibliography(entries, BibliographyLayout(hanging_indent=True)).split("\n") == [
        r"\begin{list}{}{%",
        r"  \setlength{\leftmargin}{2em}%",
        r"  \setlength{\labelwidth}{0em}%",
        r"  \setlength{\labelsep}{0em}%",
        r"  \setlength{\itemindent}{-2em}%",
        r"  \setlength{\parsep}{0pt}%",
        r"  \setlength{\itemsep}{1\baselineskip}%",
        r"  \renewcommand{\makelabel}[1]{#1\hfil}%",
        r"  \providecommand{\href}[2]{#2}\frenchspacing\sloppy}",
        r"\item {[}A{]}",
        r"  {\par\leftskip0em\parindent0em\relax Note.\par}",
        r"\item B",
        r"\end{list}",
    ]


def test_labels_stand_in_the_margin_of_the_list() -> None:
    """A second field aligned flush has its label within the text, one aligned to the margin outside."""
    numbered = (Block(Display.LEFT_MARGIN, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe."),)))
    entries = [BibliographyEntry("a", numbered)]

    flush = latex.write_bibliography(entries, BibliographyLayout(second_field_align="flush"))
    margin = latex.write_bibliography(entries, BibliographyLayout(second_field_align="margin"))

    assert "\n\\item[{{[}1{]}}] Doe.\n" in flush
    assert "\\leftmargin}{2em}" in flush
    assert "\\leftmargin}{0em}" in margin


@pytest.mark.skipif(_PDFLATEX is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("preamble", ["", "\\usepackage{hyperref}"])
def test_compiles_in_a_bare_article(tmp_path: Path, preamble: str) -> None:
    """PdfLaTeX sets every hostile title and every format without an error, with hyperref and without."""
    link = Link("https://x.org/a_b~c?d=%20&e#f$", (Text("https://x.org/a_b"),))
    block = Block(Display.BLOCK, (Text("[note]"),))
    titles = [title for title in HOSTILE if latex.write((Text(title),)).isascii()]
    pages: list[Markup] = [
        (Text(title), *(Styled(each, (Text(title),)) for each in Format), link, block) for title in titles
    ]
    numbered = [(Block(Display.LEFT_MARGIN, (Text("[1]"),)), *page) for page in pages]
    parts = [latex.write_citations(pages)]
    for layout in (BibliographyLayout(hanging_indent=True), BibliographyLayout(line_spacing=2)):
        parts += [
            latex.write_bibliography([BibliographyEntry("x", page) for page in found], layout)
            for found in (pages, numbered)
        ]
    source = "\n\n".join(
        ["\\documentclass{article}", preamble, "\\begin{document}", *parts, "\\end{document}"]
    )
    (tmp_path / "paper.tex").write_text(source, "utf-8")

    done = subprocess.run(
        [str(_PDFLATEX), "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
