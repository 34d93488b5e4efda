"""Text with the markup of CSL-JSON to LaTeX, and back; titles in sentence case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.bibtex.latex_writing import encode, encode_title, settle
from citekit.formats.bibtex.title_case import braced, protected, sentence_case
from citekit.latex_text.decoder import Decoder
from citekit.latex_text.runs import join
from tests.formats.bibtex.strategies import MARKED, TEXT


def _title(value: str) -> str:
    return join(sentence_case(Decoder().title(value), "en"))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The Great Gatsby", "The great gatsby"),
        ("the {Great} Gatsby: A NASA iPod Story", "The Great gatsby: A NASA iPod story"),
        ("{Foo} {bar} x{Y}z", 'Foo <span class="nocase">bar</span> xYz'),
        ("A {fooBar}", 'A <span class="nocase">fooBar</span>'),
        ("{{Whole Title In Braces}}", "Whole Title In Braces"),
        ("{{Whole title}}", '<span class="nocase">Whole title</span>'),
        (r"Schr{\"o}dinger's {\"U}ber {\'e}lan", "Schrödinger's Über élan"),
        (r"\emph{Homo {Sapiens}} And \textsuperscript{Caps}", "<i>Homo Sapiens</i> and <sup>Caps</sup>"),
        (r"The \mkbibquote{De Motu} And \enquote{The Other}", "The “De Motu” and “the other”"),
        (r"On H$_2$O And The {E. coli}", 'On H<sub>2</sub>O and the <span class="nocase">E. coli</span>'),
        ("Strain: efficient catalysts? yes", "Strain: Efficient catalysts? Yes"),
        ("Growth of E. coli", "Growth of E. coli"),
        ("{}de Novo Design", "de novo design"),
        ("3D Printing in the 21St Century", "3D printing in the 21St century"),
        ("The <i>Drosophila</i> Gene", "The <i>drosophila</i> gene"),
    ],
)  # fmt: skip
def test_titles_in_english_are_put_in_sentence_case(latex: str, text: str) -> None:
    """Plain capitalised words are lowered; what stands in braces, mixed case and acronyms stay."""
    assert _title(latex) == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("The great Gatsby", "The great {Gatsby}"),
        ("iPod and NASA", "{}i{Pod} and {NASA}"),
        ('Growth at 400 <span class="nocase">nm</span>', "Growth at 400 {nm}"),
        ("A <i>Homo</i> & 100% <sup>x</sup>", r"A \emph{{Homo}} \& 100\% \textsuperscript{x}"),
        ("Foo: bar", "Foo: {}bar"),
    ],
)
def test_titles_in_english_are_written_with_braces(text: str, latex: str) -> None:
    """Each capital that a style would lower, and each small letter that reading would raise, is protected."""
    assert encode_title(text, ascii_only=False) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("R&D 100% #1 a_b $5 {x}", r"R\&D 100\% \#1 a\_b \$5 \{x\}"),
        ("a { b", r"a \textbraceleft{} b"),
        ("a~b^c\\d`e", r"a\textasciitilde{}b\textasciicircum{}c\textbackslash{}d\textasciigrave{}e"),
        ("a\u00a0b -- --- ''", "a~b -{}- -{}-{}- '{}'"),
        ("Über – “x”…", "Über – “x”…"),
    ],
)
def test_encoding(text: str, latex: str) -> None:
    """Unicode stays, what LaTeX takes for its own is escaped, and braces are never left open."""
    assert encode(text, ascii_only=False) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Über ß ø ł ế ő ı", r"{\"U}ber {\ss} {\o} {\l} {\'{\^e}} {\H o} {\i}"),
        ("a–b—c “x” … €", r"a--b---c ``x'' {\ldots} {\texteuro}"),
        ("α ≤ 中", r"\ensuremath{\alpha} \ensuremath{\leq} 中"),
    ],
)
def test_encoding_in_ascii(text: str, latex: str) -> None:
    """Letters become commands for programs that read nothing else; what has no command stays."""
    assert encode(text, ascii_only=True) == latex


@given(TEXT | MARKED, st.booleans())
def test_text_round_trip(text: str, ascii_only: bool) -> None:
    """What is written is read again, markup as far as LaTeX says it."""
    assert Decoder().text(encode(text, ascii_only=ascii_only)) == settle(text, title=False)


@given(TEXT | MARKED, st.booleans())
def test_title_round_trip(text: str, ascii_only: bool) -> None:
    """A title of any case comes back in its case."""
    assert _title(encode_title(text, ascii_only=ascii_only)) == settle(text, title=True)


@given(st.text("aBcD9 .:?!\"')]-,/|(", max_size=30))
def test_the_quick_way_of_bracing_is_the_long_way(title: str) -> None:
    """A plain title gets the same braces from `braced`, which is quick, as from `protected`."""
    pieces = protected([("text", title)], "en")

    assert braced(title) == "".join(f"{{{text}}}" if kind == "brace" else text for kind, text in pieces)
