"""Text for a terminal, read back by a small terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import ansi
from tests.output.trees import HOSTILE, LINES, PAGES, Look, known, look

_SIGN = re.compile(r"\x1b\[([0-9;]+)m|\x1b\]8;;([!-~]*)\x1b\\|([^\x00-\x09\x0b-\x1f\x7f-\x9f])")
_CODES = {
    "1": {Format.BOLD},
    "2": {Format.LIGHT},
    "3": {Format.ITALIC},
    "4": {Format.UNDERLINE},
    "22": {Format.BOLD, Format.LIGHT},
    "23": {Format.ITALIC},
    "24": {Format.UNDERLINE},
}
_SHOWN = {
    Format.OBLIQUE: Format.ITALIC,
    Format.SMALL_CAPS: None,
    Format.SUPERSCRIPT: None,
    Format.SUBSCRIPT: None,
}


def _read(text: str) -> list[Look]:
    """Return what a terminal shows; all that was put on must be off at the end of each line."""
    found = []
    formats: set[Format] = set()
    url = ""
    at = 0
    while at < len(text):
        sign = _SIGN.match(text, at)
        assert sign, f"a control sequence of somebody else: {text[at : at + 9]!r}"
        at = sign.end()
        codes, target, char = sign.groups()
        for code in codes.split(";") if codes else ():
            formats = formats - _CODES[code] if len(code) == 2 else formats | _CODES[code]
        if target is not None:
            url = target
        if char:
            found.append(Look(char, frozenset(formats), url))
            assert char != "\n" or not (formats or url)
    assert not formats
    assert not url
    return found


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_characters(title: str) -> None:
    """No title moves the cursor, sets a colour, makes a link or renames the window."""
    assert known(_read(ansi.write((Text(title),))), {}) == known(look((Text(title),)), {})


@given(markup=LINES, links=st.booleans())
def test_reads_back_as_the_tree(markup: Markup, *, links: bool) -> None:
    """Each character comes back with its formats, and with its address if links are asked for."""
    wanted = [Look(one.char, one.formats, one.url if links else "") for one in look(markup)]

    assert known(_read(ansi.write(markup, links=links)), {}) == known(wanted, _SHOWN)


@given(pages=st.lists(PAGES, max_size=3), links=st.booleans())
def test_lists_read_back(pages: list[Markup], *, links: bool) -> None:
    """Citations and bibliography hold the words of each entry, and no others."""
    wanted = [
        Look(one.char, one.formats, one.url if links else "")
        for page in pages
        for one in known(look(page), _SHOWN, spaces=False)
    ]
    entries = [BibliographyEntry("x", page) for page in pages]

    citations = ansi.write_citations(pages, links=links)
    bibliography = ansi.write_bibliography(entries, BibliographyLayout(), links=links)

    assert known(_read(citations), {}, spaces=False) == wanted
    assert known(_read(bibliography), {}, spaces=False) == wanted


def test_formats() -> None:
    """Italics, bold and underline are put on and off by their own codes, so that a colour around stays."""
    normal = Styled(Format.NORMAL_STYLE, (Text("Homo"),))
    markup = (Styled(Format.ITALIC, (Text("On "), normal, Styled(Format.BOLD, (Text("b"),)))),)

    assert ansi.write(markup) == "\x1b[3mOn \x1b[23mHomo\x1b[3;1mb\x1b[23;22m"


def test_links_are_off_unless_asked_for() -> None:
    """An address is clickable only if whoever prints it says that the terminal knows links."""
    markup = (Link("https://x.org", (Text("x"),)),)

    assert ansi.write(markup) == "x"
    assert ansi.write(markup, links=True) == "\x1b]8;;https://x.org\x1b\\x\x1b]8;;\x1b\\"


def test_labels_are_equally_wide() -> None:
    """The texts of numbered entries begin below each other; blocks have their own lines."""
    entries = [
        BibliographyEntry(
            label,
            (
                Block(Display.LEFT_MARGIN, (Text(label),)),
                Block(Display.RIGHT_INLINE, (Text("Doe."),)),
                Block(Display.INDENT, (Text("Note."),)),
            ),
        )
        for label in ("[1]", "[10]")
    ]

    assert ansi.write_bibliography(entries, BibliographyLayout(max_offset=4)) == (
        "[1]  Doe.\n    Note.\n\n[10] Doe.\n    Note."
    )
