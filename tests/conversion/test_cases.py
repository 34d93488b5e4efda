"""Markdown papers without pandoc: ``tests/cases/conversion/NAME.md`` becomes ``NAME.html`` and ``NAME.tex``.

``python -m tests.conversion.test_cases`` writes the expected files anew, to be read before they are
committed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citekit.conversion.html_page import write_page
from citekit.conversion.latex_paper import write_paper
from citekit.conversion.markdown_tree import read_paper
from tests.tables import CASES

FOLDER = CASES / "conversion"
PAPERS = sorted(FOLDER.glob("*.md"))
_PDFLATEX = shutil.which("pdflatex")
_NO_GROUPS = re.compile(
    r"\\begin\{verbatim\}.*?\\end\{verbatim\}|\\\(.*?\\\)|\\\[.*?\\\]|\\[\\{}]", re.DOTALL
)
"""Where braces are no groups: code, mathematics, and what is escaped."""
PIECES = st.lists(
    st.one_of(
        st.text("aB1 *_[](){}@:;#<>|-`~^\\/$&%'\".,\n\té", max_size=8),
        st.sampled_from(
            [
                *("\n\n", "\n# H {#h -}\n", "[^1]", "\n[^1]: n\n", "^[n *e*]", "\n::: {.a}\n", "\n:::\n"),
                *(
                    "\n| a | b |\n|---|--:|\n| c | d |\n",
                    "\n: Cap\n",
                    "![c](p.png)",
                    "<sup>",
                    "</sup>",
                    "<b>",
                ),
                *(
                    "\n- a\n",
                    "\n1. a\n",
                    "\n> q\n",
                    "\nT\n: d\n",
                    "```\n",
                    "$x$",
                    "[t](u)",
                    "---\ntitle: t\n---\n",
                ),
            ]
        ),
    ),
    max_size=10,
).map("".join)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_paper_is_converted(paper: Path) -> None:
    """It is the web page and the LaTeX file that stand beside it."""
    read = read_paper(paper.read_bytes(), name=paper.name)

    assert write_page(read) == paper.with_suffix(".html").read_text("utf-8")
    assert write_paper(read) == paper.with_suffix(".tex").read_text("utf-8")


@given(PIECES)
def test_anything_becomes_a_page_and_a_file(text: str) -> None:
    """Whatever a paper holds, nothing raises, and LaTeX has as many groups that end as begin."""
    paper = read_paper(text.encode(), name="paper.md")

    assert write_page(paper).endswith("</html>\n")
    written = _NO_GROUPS.sub("", write_paper(paper))
    assert written.count("{") == written.count("}")


@given(st.text("aé1 &<>\"'%$#_{}~^\\", min_size=1, max_size=20))
def test_text_is_text(text: str) -> None:
    """A page shows in its title what the paper says, and no character becomes markup."""
    typed = "".join(
        f"\\{char}" if char.isascii() and not char.isalnum() and char != " " else char for char in text
    )
    page = write_page(read_paper(f"x {typed}x\n".encode(), name="paper.md"))

    tree = etree.fromstring(page.encode(), etree.HTMLParser())
    [paragraph] = tree.findall(".//p")
    assert paragraph.text == f"x {text}x"
    assert len(paragraph) == 0


@pytest.mark.skipif(_PDFLATEX is None, reason="there is no pdflatex")
def test_the_file_compiles(tmp_path: Path) -> None:
    """PdfLaTeX makes pages of it without an error."""
    text = (FOLDER / "paper.tex").read_text("utf-8").replace(r"\includegraphics", "% ")
    (tmp_path / "paper.tex").write_text(text, "utf-8")

    run = subprocess.run(
        [_PDFLATEX or "", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout.decode("utf-8", "replace")[-2000:]


if __name__ == "__main__":
    for each in PAPERS:
        made = read_paper(each.read_bytes(), name=each.name)
        each.with_suffix(".html").write_text(write_page(made), "utf-8")
        each.with_suffix(".tex").write_text(write_paper(made), "utf-8")
