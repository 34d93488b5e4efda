"""LaTeX to text with the markup of CSL-JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.latex_text.decoder import Decoder
from citekit.latex_text.runs import join


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r'\"o \"{o} {\"o} {\"{o}} \" o', "ö ö ö ö ö"),
        (r"\v s\v{s} \'\i{} \'{\i} \c{c}\c c \k{a} \r{a} \H{o} \u{g}", "šš í í çç ą å ő ğ"),
        (r"\.z \=a \d{a} \b{b} \~n \^e \`e", "ż ā ạ ḇ ñ ê è"),
        (r"\ss{} \ae \AE \o \O \l \L \aa \AA \oe \dj \th \ng \i", "ß æÆøØłŁåÅœđþŋı"),
        (r"{\'{\^e}} \'{\~o}", "ế ṍ"),
        (r"``a'' `b' -- --- \ldots \textemdash{}x \textendash", "“a” ‘b’ – — …—x –"),
        (r"a~b \& \% \$ \# \_ \{ \}", "a\u00a0b & % $ # _ { }"),
        (r"\textbackslash{} \textasciitilde{} \^{} \~{}", "\\ ~ ^ ~"),
        (r"\emph{a} \textit{b} {\it c} {\em d}", "<i>a</i> <i>b</i> <i>c</i> <i>d</i>"),
        (r"\textbf{e} {\bfseries f}", "<b>e</b> <b>f</b>"),
        (r"\textsc{g}", '<span style="font-variant:small-caps;">g</span>'),
        (r"\textsuperscript{2} $^{2}$ $_2$", "<sup>2</sup> <sup>2</sup> <sub>2</sub>"),
        (r"H$_{2}$O 10$^{-3}$ 20$^\circ$C", "H<sub>2</sub>O 10<sup>−3</sup> 20°C"),
        (r"$\alpha$-helix $x \leq y$ \ensuremath{\beta}", "α-helix x≤y β"),
        (r"$\mathbb{R}$ $\mathrm{Fe}$ \(n\)", "ℝ Fe n"),
        (r"\enquote{a \enquote{b}} \mkbibquote{c} \enquote*{d}", "“a ‘b’” “c” ‘d’"),
        (r"\url{http://x/a_b%20} \href{http://x}{Text} \nolinkurl{a~b}", "http://x/a_b%20 Text a~b"),
        (r"\TeX{} and \LaTeX\ x \slash y \hyphen z", "TeX and LaTeX x /y -z"),
        (r"\foreignlanguage{german}{Hund} \MakeUppercase{abc} \noopsort{1}x \mbox{y}", "Hund ABC x y"),
        (r"a\-b\/c\,d \\ e \ f", "abc\u2009d e f"),
        ("costs $5 and $10", "costs $5 and $10"),
        ("{a {b} c} {}d", "a b c d"),
        ("a } b { c", "a b c"),
        ("<i>a</i> & b < c 100%", "<i>a</i> & b < c 100%"),
        ("it's 'x'", "it's 'x'"),
        (r"\char229 \symbol{233} {\accent23 a} \accent127u", "å é å ü"),
        ("A &amp; B &lt; C <em>d</em>", "A & B < C <i>d</i>"),
        (r"A \&amp; B", "A &amp; B"),
    ],
)  # fmt: skip
def test_decoding(latex: str, text: str) -> None:
    """Accents of every form, letters, ligatures, signs, emphasis, mathematics, quotes, links."""
    decoder = Decoder()
    assert " ".join(decoder.text(latex).split(" ")) == " ".join(text.split(" "))
    assert not decoder.unknown


@pytest.mark.parametrize(
    ("latex", "text", "unknown"),
    [
        (r"a \foo{b}{c} d", "a bc d", [r"\foo"]),
        (r"a \foo d", "a d", [r"\foo"]),
        (r"$\frac{a}{b}$ x", r"$\frac{a}{b}$ x", [r"$\frac{a}{b}$"]),
        (r"\footnote{x}", "x", [r"\footnote"]),
    ],
)
def test_what_is_unknown_keeps_its_argument_and_is_named(latex: str, text: str, unknown: list[str]) -> None:
    """No word is lost to a command nobody knows."""
    decoder = Decoder()
    assert decoder.text(latex) == text
    assert list(decoder.unknown) == unknown


@given(st.text(alphabet=r"""\{}$~`'"-^_&%#abAB .:()[]<>/i""", max_size=30) | st.text(max_size=20))
def test_decoding_never_fails(value: str) -> None:
    """Any value is text, and text of which no whole word is lost."""
    for decoded in (Decoder().text(value), Decoder().plain(value), join(Decoder().title(value))):
        assert isinstance(decoded, str)


def test_braces_nested_deep_are_no_danger() -> None:
    """Thousands of braces are read as none."""
    assert Decoder().text("{" * 5000 + "x" + "}" * 5000) == "x"
    assert Decoder().text("$" + "{" * 5000 + "x" + "}" * 5000 + "$") != ""
