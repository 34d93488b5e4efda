"""Papers in LaTeX: each ``tests/cases/documents/latex/NAME.tex`` reads as ``NAME.read`` shows.

`python -m tests.documents.latex.test_latex` writes what is read anew, to be read before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.documents.document import Document, Edit
from citekit.documents.in_text.in_text import find_in_text
from citekit.documents.latex import latex
from citekit.markup.tree import plain
from tests.documents.latex.shown import shown
from tests.tables import CASES

PAPERS = sorted((CASES / "documents" / "latex").glob("*.tex"))


def read(text: str, **files: str) -> Document:
    """Return LaTeX as a document; ``files`` are what it may read in, without their endings."""

    def open_file(name: str) -> bytes:
        text = files.get(name.removesuffix(".tex"))
        if text is None:
            raise FileNotFoundError(name)
        return text.encode()

    return latex.read(text.encode(), name="paper.tex", open_file=open_file)


def keys(document: Document) -> list[str]:
    """Return the keys that are cited, in the order in which a reader comes upon them."""
    return [key for citation in document.in_reading_order() for key in citation.keys]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_paper_reads_as_shown(paper: Path) -> None:
    """Citations with all that is said about them, notes, blocks, emphasis, what is asked of the list."""
    document = latex.read(paper.read_bytes(), name=paper.name)

    assert shown(document) == paper.with_suffix(".read").read_text("utf-8")


def test_an_empty_note_of_all_cites_adds_nothing() -> None:
    """Brackets that hold nothing leave locator and suffix of the last cite as they are."""
    document = read(r"\parencites(see)(){a}[2]{b} \parencites()(){c}[3]{d}")

    cites = [cite for citation in document.citations for cite in citation.cites]
    assert [plain(cite.prefix) for cite in cites] == ["see", "", "", ""]
    assert [cite.locator and cite.locator.value for cite in cites] == [None, "2", None, "3"]
    assert not any(cite.suffix for cite in cites)


def test_files_are_read_where_they_stand() -> None:
    r"""What ``\input`` and its kin read in is a part of the document, and is cited there."""
    document = read(
        r"\begin{document}\cite{a}\input{one}\include{two}\import{in/}{three} \cite{d}\end{document}",
        one=r"\cite{b}\input two",
        two=r"\cite{c}",
        **{"in/three": r"\footnote{\cite{e}}"},
    )

    assert keys(document) == ["a", "b", "c", "e", "d"]
    assert [part.name for part in document.parts] == ["paper.tex", "one.tex", "two.tex", "in/three.tex"]
    assert [str(document.place(one.span)) for one in document.citations][1] == "one.tex:1:1"
    assert document.notices == ()


def test_a_subfile_is_read_from_its_document_on() -> None:
    """The head of a file that has one of its own says nothing about the paper."""
    document = read(
        r"\begin{document}\subfile{one}\cite{b}\end{document}",
        one=r"\documentclass[paper]{subfiles}\title{Not it}"
        "\n\\begin{document}\\cite{a}\\end{document}\\cite{c}",
    )

    assert keys(document) == ["a", "b"]
    assert document.metadata.title == ""


def test_files_that_are_not_there_are_told() -> None:
    """With the place of the command that names them; a file that reads in itself is read once."""
    document = read("\\cite{a}\n\\input{gone} \\input{round}", round=r"\cite{b}\input{round}\input{paper}")

    assert [str(notice) for notice in document.notices] == [
        'paper.tex:2:1: "gone" is not there to be read; its citations are not known'
    ]
    assert keys(document) == ["a", "b"]


def test_a_file_of_no_text_is_told() -> None:
    """One bad file spoils only itself."""
    document = read(r"\cite{a}\input{bad}", bad="\0\0\0")

    assert keys(document) == ["a"]
    assert "holds the control character U+0000" in str(document.notices[0])


@pytest.mark.parametrize(
    ("head", "call", "expected"),
    [
        (r"\newcommand{\x}[1]{\citep{#1}}", r"\x{a}", ["a"]),
        (r"\newcommand\x[2][p.~1]{\citep[#1]{#2}}", r"\x{a} \x[3]{b}", ["a", "b"]),
        (r"\def\x#1{\cite{#1}}", r"\x{a}", ["a"]),
        (r"\let\x=\citep", r"\x[3]{a}", ["a"]),
        (r"\newcommand{\x}{\citep}", r"\x{a}", []),
        (r"\newcommand{\y}[1]{\cite{#1}}\newcommand{\x}[1]{\y{#1}}", r"\x{a}", ["a"]),
        (r"\NewDocumentCommand\x{s O{} m}{\cite[#2]{#3}}", r"\x*[1]{a}\x{b}", ["a", "b"]),
        (r"\newcommand{\x}{\cite{always}}", r"\x{} and \x", ["always", "always"]),
        (r"\newcommand{\x}[1]{\textbf{#1}}", r"\x{see \cite{a} and \cite{b}}", ["a", "b"]),
        ("\\newcommand{\\x}[1]{% \\cite{no}\n\\cite{#1}}", r"\x{a}", ["a"]),
        (r"\def\x{\x\x\cite{a}}", r"\x", ["a"]),
    ],
)
def test_the_papers_own_commands_are_followed(head: str, call: str, expected: list[str]) -> None:
    """One level or several, with and without arguments; a definition itself cites nothing."""
    assert keys(read(f"{head}\\begin{{document}}{call}\\end{{document}}")) == expected


def test_a_macro_may_cite_more_than_once() -> None:
    """Its citations share the call, and each says what is printed before it."""
    document = read(
        r"\newcommand{\poss}[1]{\citeauthor{#1}'s (\citeyear{#1})}"
        r"\newcommand{\two}[2]{\poss{#1}, \poss{#2}.} \two{a}{b}"
    )

    assert [document.source(one.span) for one in document.citations] == [r"\two{a}{b}"] * 4
    assert [one.around for one in document.citations] == [("", ""), ("'s (", ")"), (", ", ""), ("'s (", ").")]


def test_what_a_macro_prints_twice_is_cited_once() -> None:
    """An argument that stands there once is one place."""
    document = read(r"\newcommand{\again}[1]{#1 and #1} \again{\cite{a}}")

    assert keys(document) == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        r"\cite{,}",
        r"\cite {}",
        r"\cite",
        r"\cite[",
        r"\citestyle{authoryear}",
        r"\newcommand{\cite}[1]{x}",
        r"% \cite{a}",
        r"\verb+\cite{a}+",
        "\\begin{lstlisting}\n\\cite{a}\n\\end{lstlisting}",
        "\\begin{minted}{latex}\n\\cite{a}\n\\end{minted}",
        r"\iffalse\cite{a}\fi",
        r"\lstinline{\cite{a}} \mintinline{tex}{\cite{a}}",
        r"\label{cite:a} \ref{cite:a} \excited{a}",
        r"\begin{document}\end{document}\cite{a}",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    """Comments, code, what is left out, labels, and commands without a key are left alone."""
    assert read(text).citations == ()


def test_blind_text_cites_nothing() -> None:
    """The numbers of what a package makes up are no numbers of references."""
    document = read("\\begin{document}\nWaves \\lipsum[1][2-3] and \\blindtext[4] rise [5].\n\\end{document}")

    assert [citation.numbers for citation in find_in_text(document)] == [(5,)]


@pytest.mark.parametrize(
    "text",
    [
        r"$x \text{ by \cite{a}}$",
        "\\begin{equation}\nx \\tag{\\cite{a}}\n\\end{equation}",
        r"\todo{\cite{a}}",
        "% \\begin{document}\n\\cite{a}",
        r"\section[\cite{a}]{One}",
        r"\unknown{\cite{a}}",
        r"\textquote[{\cite{a}}]{Words}",
    ],
)
def test_a_citation_may_stand_anywhere(text: str) -> None:
    """In formulas, in the margin, in arguments of commands that are not known."""
    assert keys(read(text)) == ["a"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (r"\printbibliography[category=x]", 'asks for a bibliography by "category", which is not heeded'),
        (
            r"\def\a{\b\b}\def\b{\c\c}\def\c{" + "x" * 9_000 + "}" + r"\a" * 40,
            "which are not followed further",
        ),
    ],
)
def test_what_is_not_done_is_told(text: str, told: str) -> None:
    """Whoever reads the report must be able to tell."""
    assert told in str(read(text).notices[0])


@pytest.mark.parametrize("sign", [r"\%", r"\\\%", r"100\,\%"])
def test_an_escaped_percent_sign_begins_no_comment(sign: str) -> None:
    """What follows it is read."""
    assert keys(read(rf"{sign} \cite{{a}}")) == ["a"]


def test_edits_change_the_file_they_stand_in() -> None:
    """Byte for byte, with the line ends of each file."""
    document = read("\\cite{a}\r\n\\input{one}\r\n", one="\u00e9 \\cite{b}\n")

    changed = latex.edit(document, [Edit(one.span, "X") for one in document.citations])

    assert changed == {"paper.tex": b"X\r\n\\input{one}\r\n", "one.tex": "\u00e9 X\n".encode()}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            {"paper.aux": "\\relax\n\\citation{a,b}\n\\@input{one.aux}\n", "one.aux": "\\citation{c}"},
            ["b", "c"],
        ),
        ({"paper.aux": "\\abx@aux@cite{0}{d}\n\\abx@aux@cite{e}\n"}, ["d", "e"]),
        ({"paper.bcf": '<bcf:citekey order="1">a</bcf:citekey><bcf:citekey>x&amp;y</bcf:citekey>'}, ["x&y"]),
        ({"paper.bcf": "<bcf:citekey>b</bcf:citekey>", "paper.aux": r"\citation{c}"}, ["b"]),
        ({"paper.aux": "\\@input{paper.aux}\n"}, []),
        ({}, []),
    ],
)
def test_what_latex_found_counts_as_listed(made: dict[str, str], expected: list[str]) -> None:
    """The files that it makes name every key, those too that no command shows."""
    document = read(r"\cite{a}", **made)

    assert [cite.key for cite in document.metadata.nocite] == expected


HOSTILE = [
    *(r"\cite{", "{", r"\cite[a", "$", r"\[", r"\footnote{", r"\begin{x}", r"{\end{x}", r"\textcquote{a}{"),
    *(r"\iffalse", r"\verb", r"\begin{verbatim}", r"\parencites[", r"\enquote{", r"\bibitem{a}", r"\title{"),
    *(r"\def\a{\a\a}\a", r"\newcommand{\b}[1]{\b{#1}}\b{", r"\input{x}", r"\href{", r"\item", "&"),
]


@pytest.mark.parametrize("atom", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(atom: str) -> None:
    """However often something is opened and never closed, reading ends and raises nothing."""
    read(atom * 3_000)


if __name__ == "__main__":
    for each in PAPERS:
        written = shown(latex.read(each.read_bytes(), name=each.name))
        each.with_suffix(".read").write_text(written, "utf-8")
