"""RTF, read back by a strict reader that knows no control word but the writer's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import rtf
from tests.output.trees import HOSTILE, LINES, PAGES, Look, known, look

_SIGN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([ -z|~])|(\n)", re.DOTALL)
_FORMATS = {
    "i": Format.ITALIC,
    "b": Format.BOLD,
    "scaps": Format.SMALL_CAPS,
    "ul": Format.UNDERLINE,
    "super": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
}
_SETTINGS = {"pard", "li", "fi", "sa", "sl", "slmult", "tx", "field", "fldrslt"}
_HEAD = {"rtf", "ansi", "ansicpg", "deff", "uc", "fonttbl", "f", "froman", "fcharset", "fs"}
_SHOWN = {Format.OBLIQUE: Format.ITALIC, Format.LIGHT: None}


@dataclass(slots=True)
class _Group:
    formats: frozenset[Format] = frozenset()
    is_instruction: bool = False
    url: str = ""


@dataclass(slots=True)
class _Reader:
    """Reads a document or a piece of one; what is not known is an error."""

    text: str
    is_document: bool = False
    found: list[Look] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    skip: int = 0

    def read(self) -> list[Look]:
        at = 0
        while at < len(self.text):
            sign = _SIGN.match(self.text, at)
            assert sign, f"no RTF: {self.text[at : at + 9]!r}"
            at = sign.end()
            word, number, code, escaped, brace, char, _ = sign.groups()
            if word:
                self.word(word, number)
            elif brace == "{":
                last = self.groups[-1]
                self.groups.append(_Group(last.formats, last.is_instruction, last.url))
            elif brace:
                closed = self.groups.pop()
                if closed.is_instruction:
                    self.groups[-1].url = closed.url
            elif escaped == "*":
                self.groups[-1].is_instruction = True
            elif escaped:
                assert escaped in "\\{}"
                self.char(escaped)
            elif code:
                self.char(chr(int(code, 16)))
            elif char:
                self.char(char)
        assert len(self.groups) == 1
        return self.found

    def word(self, word: str, number: str | None) -> None:
        if word == "u":
            assert number
            self.units.append(int(number) % 0x10000)
            self.skip = 1
        elif word in _FORMATS:
            self.groups[-1].formats |= {_FORMATS[word]}
        elif word == "fldinst":
            assert self.groups[-1].is_instruction
        elif word in ("line", "par", "tab"):
            self.show(" ")
        else:
            assert word in _SETTINGS | (_HEAD if self.is_document else set()), word

    def char(self, char: str) -> None:
        group = self.groups[-1]
        if self.skip:
            self.skip = 0
            assert char == "?"
            data = b"".join(unit.to_bytes(2, "little") for unit in self.units)
            if not 0xD800 <= self.units[-1] < 0xDC00:
                self.units.clear()
                self.show(data.decode("utf-16-le"))
        elif group.is_instruction:
            group.url += char
        else:
            self.show(char)

    def show(self, char: str) -> None:
        group = self.groups[-1]
        instruction = re.fullmatch(r'(?:HYPERLINK "([!-~]+)")?', group.url)
        assert instruction
        self.found.append(Look(char, group.formats, instruction[1] or ""))


def _read(text: str) -> list[Look]:
    assert text.isascii()
    return known(_Reader(text).read(), {})


def _body(text: str) -> str:
    """Return the paragraphs of a document, which must have the one head and foot."""
    lines = text.split("\n")
    assert re.fullmatch(r"\{\\rtf1\\ansi.*\{\\fonttbl.*;\}\}\\f0\\fs24", lines[0])
    assert lines[-1] == "}"
    return "\n".join(lines[1:-1])


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_characters(title: str) -> None:
    """No title makes a group, a control word, a field or a destination."""
    assert _read(rtf.write((Text(title),))) == known(look((Text(title),)), {})


@given(LINES)
def test_reads_back_as_the_tree(markup: Markup) -> None:
    """Each character comes back with its formats and address, and no control word is unknown."""
    assert _read(rtf.write(markup)) == known(look(markup), _SHOWN)


@given(pages=st.lists(PAGES, max_size=3), align=st.sampled_from(["", "flush", "margin"]))
def test_documents_read_back(pages: list[Markup], align: str) -> None:
    """Citations and bibliography are whole documents that hold the words of each entry, and no others."""
    wanted = [one for page in pages for one in known(look(page), _SHOWN, spaces=False)]
    entries = [BibliographyEntry("x", page) for page in pages]
    layout = BibliographyLayout(second_field_align=align)

    for text in (rtf.write_citations(pages), rtf.write_bibliography(entries, layout)):
        assert known(_read(_body(text)), {}, spaces=False) == wanted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{\\rtf1}", r"\{\\rtf1\}"),
        ("é", r"\u233\'3f"),
        ("5\u2014\uff01", r"5\u8212\'3f\u-255\'3f"),
        ("👩", r"\u-10179\'3f\u-9111\'3f"),
        ("R&D <b> $x$ #1", "R&D <b> $x$ #1"),
    ],
)
def test_characters(text: str, written: str) -> None:
    """Signs of RTF are escaped, what is beyond ASCII is UTF-16 in signed numbers, all else stays."""
    assert rtf.write((Text(text),)) == written


def test_formats_and_links() -> None:
    """A run is a group with its control words; a link is a HYPERLINK field."""
    normal = Styled(Format.NORMAL_STYLE, (Text("Homo"),))
    title = Styled(Format.ITALIC, (Text("On "), normal, Styled(Format.BOLD, (Text("12"),))))
    link = Link("https://x.org/?a&b", (Text("x"),))

    assert rtf.write((title, link)) == (
        r'{\i On }Homo{\i\b 12}{\field{\*\fldinst HYPERLINK "https://x.org/?a&b"}{\fldrslt x}}'
    )


def test_paragraphs_of_a_bibliography() -> None:
    """Hanging indents, labels with a tab, indented blocks; space stands after the whole entry."""
    note = Block(Display.INDENT, (Text("Note."),))
    numbered = (Block(Display.LEFT_MARGIN, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe."),)))
    plain = BibliographyEntry("a", (Text("A"), note))
    layout = BibliographyLayout(hanging_indent=True, line_spacing=2)

    assert _body(rtf.write_bibliography([plain], layout)).split("\n") == [
        r"\pard\li480\fi-480\sa0\sl480\slmult1 A\par",
        r"\pard\li480\fi0\sa480\sl480\slmult1 Note.\par",
    ]
    assert _body(rtf.write_bibliography([BibliographyEntry("b", numbered)], BibliographyLayout())) == (
        r"\pard\li480\fi-480\sa240\sl240\slmult1\tx480 [1]\tab Doe.\par"
    )


def test_an_empty_document_opens() -> None:
    """Without citations there is the frame alone."""
    assert _body(rtf.write_citations([])) == ""
