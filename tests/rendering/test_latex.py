"""Papers in LaTeX, finished: what cases as files cannot show."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from citekit.documents.latex import latex
from citekit.errors import CannotEdit
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from tests.rendering.test_cases import CASES, ITEMS, style_called

_PDFLATEX = shutil.which("pdflatex")


def finished(text: str, style: str = "apa", **files: str) -> Finished:
    """Return a paper, finished; ``files`` are what it reads in."""

    def open_file(name: str) -> bytes:
        if name.removesuffix(".tex") not in files:
            raise FileNotFoundError(name)
        return files[name.removesuffix(".tex")].encode()

    document = latex.read(text.encode(), name="paper.tex", open_file=open_file)
    return finish(document, style_called(style), ITEMS, Options(bibliography=False))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"\cite{doe}", "(Doe, 2005)"),
        (r"\textcite[3]{doe}", "Doe (2005, p. 3)"),
        (r"\noindent\textcite{doe}", r"\noindent{}Doe (2005)"),
        (r"(\citealp[see][3]{doe})", "(see Doe, 2005, p. 3)"),
        (r"\citep[e.g.][]{roe,doe}", r"(e.g. Doe, 2005; Roe \& van Dyke, 2006)"),
        (r"\citeauthor{doe}, \citeyear{doe}", "Doe, 2005"),
        (r"\fullcite{doe}.", r"Doe, J. (2005). \textit{First book}. CUP."),
        (r"\citetitle[3]{doe}", r"\textit{First book}, 3"),
        (r"\footcite{doe}.", r"\footnote{(Doe, 2005)}."),
        (r"\textcquote[3]{doe}[.]{Words}", r"\textquote[][.]{Words} (Doe, 2005, p. 3)"),
        (r"\foreigntextcquote{german}{doe}{Wort}", r"\foreigntextquote{german}{Wort} (Doe, 2005)"),
        (r"\blockcquote{doe}{Words}", r"\blockquote{Words (Doe, 2005)}"),
        (
            "\\begin{displaycquote}{doe}\nWords.\n\\end{displaycquote}",
            "\\begin{displayquote}\nWords. (Doe, 2005)\n\\end{displayquote}",
        ),
        (
            r"\newcommand{\x}[1]{as \cite{#1} says} \x{doe}",
            r"\newcommand{\x}[1]{as \cite{#1} says} as (Doe, 2005) says",
        ),
        (
            r"\newcommand{\poss}[1]{\citeauthor{#1}'s (\citeyear{#1})} \poss{doe} and",
            r"\newcommand{\poss}[1]{\citeauthor{#1}'s (\citeyear{#1})} Doe's (2005) and",
        ),
        (r"\caption[\cite{doe}]{\cite{roe}}", r"\caption[(Doe, 2005)]{(Roe \& van Dyke, 2006)}"),
    ],
)
def test_what_is_typed_prints(typed: str, printed: str) -> None:
    """Each command as its manual says, in the style, and every other byte as it was."""
    assert finished(typed).data.decode() == printed


def test_notes_that_are_commanded_stand_where_they_are() -> None:
    r"""The mark of ``\footcite`` moves past no punctuation; names in the sentence are no notes."""
    done = finished(
        r"A\footcite{doe}, \citeauthor{doe}, B\footcite{doe}.", "chicago-notes-bibliography"
    ).data.decode()

    assert done == (
        r"A\footnote{John Doe, \textit{First Book} (CUP, 2005).}, John Doe, "
        r"B\footnote{Doe, \textit{First Book}.}."
    )


def test_a_macro_that_cites_twice_makes_two_notes() -> None:
    """Both where the macro prints them."""
    done = finished(
        r"\newcommand{\two}[2]{\cite{#1}\cite{#2}} A \two{doe}{agency}.", "chicago-notes-bibliography"
    ).data.decode()

    assert done.endswith(
        r" A \footnote{John Doe, \textit{First Book} (CUP, 2005).}"
        r"\footnote{The Agency, \textit{Annual Report}, A-1 (2010).}."
    )


def test_a_key_that_nothing_has_is_printed_and_told() -> None:
    """As its key in bold with a question mark."""
    done = finished(r"\parencite{nope}")

    assert r"\textbf{nope?}" in done.data.decode()
    assert [str(problem) for problem in done.cited.missing] == [
        'paper.tex:1:12: no record has the key "nope"; add the record, or mend the key'
    ]


def test_a_paper_of_several_files_becomes_one() -> None:
    """Each file stands where it is read in, finished; numbers follow the order in which it is read."""
    done = finished(
        "\\begin{document}\\cite{doe}\n\\input{one}\\include{two} \\cite{lee}\\end{document}",
        "ieee",
        one="One \\cite{roe}% end",
        two="\\documentclass{x}\n\\begin{document}Two \\cite{agency}\n\\end{document}\n",
    )

    assert done.data.decode() == (
        "\\begin{document}{[}1{]}\nOne {[}2{]}% end\n"
        "\\clearpage\nTwo {[}3{]}\n\\clearpage\n {[}4{]}\\end{document}"
    )


def test_a_list_that_is_typed_is_not_replaced() -> None:
    """Its citations belong to it: the paper is refused with what to do."""
    with pytest.raises(CannotEdit, match="has a list of its own"):
        finished(r"\cite{doe} \begin{thebibliography}{9}\bibitem{doe} Doe.\end{thebibliography}")


@pytest.mark.skipif(_PDFLATEX is None, reason="there is no pdflatex")
@pytest.mark.parametrize("name", ["ieee/numbers", "apa/moving", "chicago-notes-bibliography/moving"])
def test_a_finished_paper_compiles(tmp_path: Path, name: str) -> None:
    """PdfLaTeX makes pages of it without an error."""
    paper = (CASES / f"{name}.finished.tex").read_text("utf-8")
    (tmp_path / "paper.tex").write_text(paper.replace("[conference]{IEEEtran}", "{article}"), "utf-8")

    run = subprocess.run(
        [_PDFLATEX or "", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout.decode("utf-8", "replace")[-2000:]
    assert (tmp_path / "paper.pdf").exists()
