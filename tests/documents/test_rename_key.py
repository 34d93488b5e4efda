"""Renaming a cited key in a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.rename_key import rename_key
from citekit.errors import CannotEdit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[@g1, p. 3]", "[@h2, p. 3]"),
        ("@g1 says", "@h2 says"),
        ("see -@g1; @g1.", "see -@h2; @h2."),
        ("@{g1}", "@{h2}"),
        (r"\cite{g1}", r"\cite{h2}"),
        (r"\parencite[see][33]{a, g1,b}", r"\parencite[see][33]{a, h2,b}"),
        (r"\textcites(x)(y)[1]{g1}", r"\textcites(x)(y)[1]{h2}"),
        ("[cite:@g1;@b]", "[cite:@h2;@b]"),
    ],
)
def test_a_citation_of_the_key_cites_the_new_one(before: str, after: str) -> None:
    """Citations in Markdown, LaTeX and org are changed and nothing around them."""
    assert rename_key(before, "g1", "h2") == after


@pytest.mark.parametrize(
    "text",
    [
        "@g10 and @g1.b and @g1-b and @xg1",
        r"\cite{g10,xg1,g1b} \emph{g1} \label{g1}",
        "g1 without a sign",
        "someone@g1 is an address",
        "@{g10}",
    ],
)
def test_everything_else_stays(text: str) -> None:
    """Longer keys, addresses, labels and plain words are left alone."""
    assert rename_key(text, "g1", "h2") == text


def test_a_latex_paper_is_read() -> None:
    """Keys of every command are changed, those of the paper's own commands too; code and comments stay."""
    before = r"""
\newcommand{\seen}[1]{\parencite[see][]{#1}} \newcommand{\always}{\cite{g1}}
\parencites[1]{a}[2]{g1}[3]{g10} \seen{g1} \cite{b, g1 ,c} \nocite{g1} \citefield{g1}{year}
\cite[see \cite{g1}]{d}
% \cite{g1}
\verb|\cite{g1}| \label{g1} g1
"""
    after = r"""
\newcommand{\seen}[1]{\parencite[see][]{#1}} \newcommand{\always}{\cite{h2}}
\parencites[1]{a}[2]{h2}[3]{g10} \seen{h2} \cite{b, h2 ,c} \nocite{h2} \citefield{h2}{year}
\cite[see \cite{h2}]{d}
% \cite{g1}
\verb|\cite{g1}| \label{g1} g1
"""

    assert rename_key(before, "g1", "h2", name="paper.tex") == after


def test_a_typst_paper_is_read() -> None:
    """References, calls and attributions are changed; figures, strings, code and comments stay."""
    before = '@g1[see @g1] @g1x @g1. `@g1` // @g1\n#cite(<g1>) #cite(label("g1"), form: none) "g1"\n'
    before += '#quote(attribution: <g1>)[#"@g1"] #let c(k) = cite(k)\n#c(<g1>) <g10>'
    after = '@h2[see @h2] @g1x @h2. `@g1` // @g1\n#cite(<h2>) #cite(label("h2"), form: none) "g1"\n'
    after += '#quote(attribution: <h2>)[#"@g1"] #let c(k) = cite(k)\n#c(<h2>) <g10>'

    assert rename_key(before, "g1", "h2", name="paper.typ") == after
    assert rename_key("@g1 = A <g1>", "g1", "h2", name="paper.typ") == "@g1 = A <g1>"


def test_typst_cannot_cite_every_key() -> None:
    """A key that cannot stand after @ is refused, and nothing is changed."""
    with pytest.raises(CannotEdit, match=r'"h/2" cannot stand after @ in Typst'):
        rename_key("@g1", "g1", "h/2", name="paper.typ")


@given(st.text(alphabet="ab1@{}[]\\cite,. \n"))
def test_a_key_that_is_not_cited_changes_nothing(text: str) -> None:
    """A document that does not hold the key is the same afterwards."""
    assert rename_key(text, "zz9", "b") == text
