"""Papers in LaTeX, by the commands that take papers."""

from __future__ import annotations

import os

from tests.conftest import Citekit

RECORDS = """\
@book{doe2020, author = {Doe, Jane}, title = {Sleep}, year = {2020}, publisher = {Press}}
@article{roe2021, author = {Roe, Tom}, title = {Waking}, journal = {Nature}, year = {2021}, pages = {1--9}}
"""
PAPER = r"""\documentclass{article}
\usepackage{biblatex}
\addbibresource{refs.bib}
\begin{document}
Words \parencite[12]{doe2020}.
\input{parts/one}
\printbibliography
\end{document}
"""


def write(citekit: Citekit, **files: str) -> None:
    """Write a paper and its files into the folder."""
    (citekit.cwd / "parts").mkdir()
    (citekit.cwd / "refs.bib").write_text(RECORDS, "utf-8")
    (citekit.cwd / "paper.tex").write_text(PAPER, "utf-8")
    for name, text in files.items():
        (citekit.cwd / "parts" / f"{name}.tex").write_text(text, "utf-8")


def test_a_fix_goes_into_the_file_that_needs_it(citekit: Citekit) -> None:
    """Findings name the file that is read in, and its words are mended; the paper's own file stays."""
    list_ = "Doe, J., \\& Roe, T. (2021). \\emph{A book}. Press."
    write(citekit, one=f"Cited (Doe and Roe, 2021).\n\\section*{{References}}\n\n{list_}\n")

    ended = citekit("check", "paper.tex", "--style", "apa", "--only", "and-or-ampersand", "--fix", "--yes")

    assert "parts/one.tex:1:" in ended.err + ended.out
    assert r"Cited (Doe \& Roe, 2021)." in (citekit.cwd / "parts" / "one.tex").read_text("utf-8")
    assert (citekit.cwd / "paper.tex").read_text("utf-8") == PAPER


def test_keys_are_held_against_the_papers_records(citekit: Citekit) -> None:
    """A key that its file lacks is told where it stands, with the nearest."""
    write(citekit, one="See \\textcite{roe2012}.\n")

    ended = citekit("check", "paper.tex", "--only", "unknown-key")

    assert "parts/one.tex:1:15: error: unknown-key" in ended.out
    assert "Did you mean roe2021?" in ended.out
    assert ended.status == 1


def test_what_latex_found_counts_only_while_it_is_fresh(citekit: Citekit) -> None:
    """An .aux file names works that no command shows, unless the paper or a part was changed since."""
    write(citekit, one="Nothing here.\n")
    aux = citekit.cwd / "paper.aux"
    aux.write_text("\\citation{doe2020}\n\\citation{roe2021}\n", "utf-8")
    part = citekit.cwd / "parts" / "one.tex"
    for path, time in ((citekit.cwd / "paper.tex", 100), (part, 100), (aux, 200)):
        os.utime(path, (time, time))
    check = ("check", "paper.tex", "--only", "record-never-cited")

    fresh = citekit(*check).out
    os.utime(part, (300, 300))
    stale = citekit(*check).out

    assert "roe2021" not in fresh
    assert "The paper never cites roe2021" in stale


def test_a_part_that_is_not_there_is_told(citekit: Citekit) -> None:
    """With the place of the command that names it."""
    write(citekit)

    ended = citekit("check", "paper.tex")

    assert 'paper.tex:6:1: "parts/one" is not there to be read' in ended.out


def test_a_paper_is_finished_as_one_file(citekit: Citekit) -> None:
    """With the parts that it reads in, which stay as they are."""
    write(citekit, one="See \\textcite{roe2021}.\n")

    citekit.ok("render", "paper.tex", "--style", "apa", "-o", "finished.tex")

    finished = (citekit.cwd / "finished.tex").read_text("utf-8")
    assert "Words (Doe, 2020, p. 12).\nSee Roe (2021).\n" in finished
    assert "\\item Doe, J. (2020). \\textit{Sleep}. Press." in finished
    assert (citekit.cwd / "parts" / "one.tex").read_text("utf-8") == "See \\textcite{roe2021}.\n"


def test_a_key_is_renamed_in_a_paper(citekit: Citekit) -> None:
    """In every command that cites it."""
    write(citekit)
    citekit.ok("import", "refs.bib")

    citekit.ok("rename", "doe2020", "doe2020sleep", "--in", "paper.tex")

    assert (citekit.cwd / "paper.tex").read_text("utf-8") == PAPER.replace("{doe2020}", "{doe2020sleep}")
