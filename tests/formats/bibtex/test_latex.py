"""LaTeX in values, to text with the markup of CSL-JSON, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.bibtex.latex import Decoder, join
from citekit.formats.bibtex.latex_writing import encode, encode_title, settle
from citekit.formats.bibtex.title_case import sentence_case
from tests.formats.bibtex.strategies import MARKED, TEXT


def _title(value: str) -> str:
    return join(sentence_case(Decoder().title(value), "en"))


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


@given(st.text(alphabet=r"""\{}$~`'"-^_&%#abAB .:()[]<>/i""", max_size=30) | st.text(max_size=20))
def test_decoding_never_fails(value: str) -> None:
    """Any value is text, and text of which no whole word is lost."""
    for decoded in (Decoder().text(value), Decoder().plain(value), _title(value)):
        assert isinstance(decoded, str)


def test_braces_nested_deep_are_no_danger() -> None:
    """Thousands of braces are read as none."""
    assert Decoder().text("{" * 5000 + "x" + "}" * 5000) == "x"
    assert Decoder().text("$" + "{" * 5000 + "x" + "}" * 5000 + "$") != ""
