"""Typst markup, read back by Typst itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import typst
from tests.output.trees import HOSTILE, LINES, PAGES, SAFE_URLS, Look, known, look

_compiler = pytest.importorskip("typst", reason="the package typst, which reads Typst, is not installed")

_LOOK = """#let look(it) = {
  let name = repr(it.func())
  let fields = it.fields()
  if name == "sequence" { (name, fields.children.map(look)) }
  else if name in ("text", "symbol") { (name, fields.text) }
  else if name == "styled" { (name, (look(fields.child),)) }
  else if name == "link" { (name, (look(fields.body),), fields.dest) }
  else if "body" in fields { (name, (look(fields.body),)) }
  else { (name,) }
}
"""
"""A function of Typst that says which elements a piece of content is made of."""

_ELEMENTS = {
    "emph": Format.ITALIC,
    "strong": Format.BOLD,
    "smallcaps": Format.SMALL_CAPS,
    "underline": Format.UNDERLINE,
    "super": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
    "styled": Format.OBLIQUE,
}
_SHOWN = {Format.LIGHT: Format.OBLIQUE}
"""Typst calls both "styled"."""

_IRIS = {"https://example.org/ä%22%5C%7B%7D": SAFE_URLS['https://example.org/ä"\\{}']}


"""Typst looks for fonts when it is first called."""


def _read(pieces: Sequence[str]) -> list[list[Look]]:
    """Return the looks of each of some pieces of Typst, as Typst understands them."""
    source = _LOOK + "".join(f"#metadata(look[{piece}])<found>\n" for piece in pieces)
    found = json.loads(_compiler.query(source.encode(), "<found>", field="value"))
    assert len(found) == len(pieces)
    return [known(_looks(one, frozenset(), ""), {}, spaces=False) for one in found]


def _looks(element: list[Any], formats: frozenset[Format], url: str) -> Iterator[Look]:
    name, inner, *target = [*element, ""]
    if name in ("text", "symbol"):
        yield from (Look(char, formats, url) for char in inner)
        return
    if name in _ELEMENTS:
        formats |= {_ELEMENTS[name]}
    elif name == "link":
        url = _IRIS.get(target[0], target[0])
    else:
        assert name in ("sequence", "space", "linebreak", "parbreak", "block", "par", "box"), name
    for child in inner:
        yield from _looks(child, formats, url)


def _expected(markup: Markup) -> list[Look]:
    return known(look(markup), _SHOWN, spaces=False)


def test_a_hostile_title_is_characters() -> None:
    """No title calls a function, reads a file, opens mathematics, raw text, a heading or a list."""
    titles = [(Text(title),) for title in HOSTILE]

    assert _read([typst.write(title) for title in titles]) == [_expected(title) for title in titles]


@given(st.lists(LINES, max_size=5))
def test_reads_back_as_the_tree(markups: list[Markup]) -> None:
    """Each character comes back with its formats and address, out of no elements but the writer's."""
    assert _read([typst.write(markup) for markup in markups]) == [_expected(markup) for markup in markups]


@given(st.text("[](){}#;.:=-/*_~<>@$`'\"\\+,!?1a0 \u00a0", max_size=12), st.sampled_from(Format))
def test_signs_after_our_own_calls_stay_text(text: str, format_: Format) -> None:
    """What follows a call is neither its argument nor a method, and ends it not."""
    markup = (Text(text), Styled(format_, (Text(text or "x"),)), Text(text))

    assert _read([typst.write(markup)]) == [_expected(markup)]


@given(pages=st.lists(PAGES, max_size=3), align=st.sampled_from(["", "flush", "margin"]))
def test_lists_read_back(pages: list[Markup], align: str) -> None:
    """Citations and bibliography hold the words of each entry, and no others."""
    wanted = [one for page in pages for one in _expected(page)]
    entries = [BibliographyEntry("x", page) for page in pages]
    layout = BibliographyLayout(second_field_align=align)

    written = [typst.write_citations(pages), typst.write_bibliography(entries, layout)]

    assert _read(written) == [wanted, wanted]


@pytest.mark.parametrize(
    "text", ["10.1000/xyz-abc", "Well-known (2020), pp. 3; 5: “A – b” & c|d 50%!", "A.B. 1984."]
)
def test_leaves_alone_what_typst_reads_as_text(text: str) -> None:
    """Ordinary references are not littered with backslashes."""
    assert typst.write((Text(text),)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3-5 -- x", r"3\-5 \-\- x"),
        ("1984. A novel", r"1984\. A novel"),
        ("https://x.org // c", r"https:\/\/x.org \/\/ c"),
        ("#eval(\"1\") $x$ 'a'", r"\#eval(\"1\") \$x\$ \'a\'"),
        ("a... b", r"a\.\.\. b"),
    ],
)
def test_escapes_what_typst_reads_as_markup(text: str, written: str) -> None:
    """Dashes, minus signs, lists, comments, addresses, code, quotes and ellipses are escaped."""
    assert typst.write((Text(text),)) == written


def test_formats_and_links() -> None:
    """Formats are functions, each call ended by a semicolon; a plain format takes the outer one off."""
    normal = Styled(Format.NORMAL_STYLE, (Text("Homo"),))
    title = Styled(Format.ITALIC, (Text("On "), normal, Styled(Format.BOLD, (Text("b"),))))
    link = Link("https://x.org/?a&b", (Text("x"),))

    assert typst.write((title, Text("(3)"), link)) == (
        '#emph[On ];Homo#emph[#strong[b];];(3)#link("https://x.org/?a&b")[x];'
    )


def test_paragraphs_of_a_bibliography() -> None:
    """Hanging indents, labels in boxes, indented blocks; space stands before an entry."""
    note = Block(Display.INDENT, (Text("Note."),))
    numbered = (Block(Display.LEFT_MARGIN, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe."),)))

    hanging = typst.write_bibliography(
        [BibliographyEntry("a", (Text("A"), note))], BibliographyLayout(hanging_indent=True)
    )
    margin = typst.write_bibliography(
        [BibliographyEntry("b", numbered)], BibliographyLayout(second_field_align="margin", entry_spacing=0)
    )

    paragraph = "#par(leading: 0.65em, first-line-indent: 0em, hanging-indent: {})"
    assert hanging.split("\n") == [
        f"#block(above: 1.95em, below: 0.65em, inset: (left: 0em))[{paragraph.format('2em')}[A]]",
        f"#block(above: 0.65em, below: 0.65em, inset: (left: 2em))[{paragraph.format('0em')}[Note.]]",
    ]
    assert margin == (
        f"#block(above: 0.65em, below: 0.65em, inset: (left: -2em))[{paragraph.format('2em')}"
        r"[#box(width: 2em)[\[1\]];Doe.]]"
    )
    assert _compiler.compile(f"{hanging}\n\n{margin}".encode())
