"""Markdown, read back by a CommonMark parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import markdown
from citekit.output.base import clean
from tests.output.trees import HOSTILE, TREES

_COMMONMARK = MarkdownIt("commonmark")
_GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_ELEMENTS = {Format.ITALIC: "i", Format.OBLIQUE: "i", Format.BOLD: "b", Format.SUPERSCRIPT: "sup"}


def _is_visible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) != "Cf"


class _Reader(HTMLParser):
    """Reads each character of a piece of HTML with the formats it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, frozenset[str]]] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        formats = frozenset(self.open) - {"p"}
        self.found += [(char, formats) for char in data if _is_visible(char)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in ("br", "hr", "img"):
            self.open.append({"em": "i", "strong": "b"}.get(tag, tag))
        if tag in ("hr", "img"):
            self.found.append((tag, frozenset()))

    def handle_endtag(self, tag: str) -> None:
        self.open.remove({"em": "i", "strong": "b"}.get(tag, tag))


def _characters(
    markup: Markup, formats: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each visible character of ``markup`` with the formats it stands in."""
    for node in markup:
        if isinstance(node, Text):
            yield from ((char, formats) for char in clean(node.text) if _is_visible(char))
        elif isinstance(node, Styled):
            tag = _ELEMENTS.get(node.format, {"subscript": "sub"}.get(node.format.name.lower(), "span"))
            yield from _characters(node.children, formats | {tag})
        elif isinstance(node, Link) and node.url.startswith("https"):
            yield from _characters(node.children, formats | {"a"})
        else:
            yield from _characters(node.children, formats)


@pytest.mark.parametrize("reader", [_COMMONMARK, _GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_one_paragraph_of_characters(reader: MarkdownIt, title: str) -> None:
    """No title makes a heading, list, rule, quotation, table, link, image, code or emphasis."""
    rendered = reader.render(markdown.write((Text(title),)))
    assert _Reader(rendered).found == list(_characters((Text(title),)))
    assert set(re.findall(r"<(\w+)", rendered)) <= {"p"}


@given(TREES)
def test_reads_back_as_the_tree(markup: Markup) -> None:
    """Each character comes back from CommonMark with the formats it has in the tree, and no other."""
    found = _Reader(_COMMONMARK.render(markdown.write(markup))).found
    assert found == list(_characters(markup))


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ((Text("Doe, J. "), Styled(Format.ITALIC, (Text("Title"),)), Text(".")), "Doe, J. *Title*."),
        ((Styled(Format.BOLD, (Text("12"),)), Text("(3)")), "**12**(3)"),
        ((Text("a"), Styled(Format.ITALIC, (Text("(b)"),)), Text("c")), "a<i>(b)</i>c"),
        (
            (Styled(Format.ITALIC, (Text("a "), Styled(Format.BOLD, (Text("b"),)), Text(" c"))),),
            "*a **b** c*",
        ),
        ((Text("CO"), Styled(Format.SUBSCRIPT, (Text("2"),))), "CO<sub>2</sub>"),
        ((Link("https://example.org", (Text("https://example.org"),)),), "<https://example.org>"),
        ((Link("https://example.org/a b", (Text("here"),)),), "[here](<https://example.org/a%20b>)"),
        ((Text("Look!"), Link("https://x.org", (Text("here"),))), "Look\\![here](<https://x.org>)"),
        ((Link("javascript:x", (Text("here"),)),), "here"),
        (
            (Block(Display.LEFT_MARGIN, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe."),))),
            "\\[1\\] Doe.",
        ),
        ((Text("Doe."), Block(Display.BLOCK, (Text("- note"),))), "Doe.\\\n\\- note"),
    ],
)
def test_writes_the_plain_form(markup: Markup, written: str) -> None:
    """Formats are asterisks where those work, and tags where not."""
    assert markdown.write(markup) == written


@pytest.mark.parametrize(
    "text",
    [
        "Doe, J. (2020). A title: a subtitle, pp. 3-5.",
        "A. Smith & B. Jones",
        "AT&T; R&D",
        "“Curly” quotes – and dashes…",
        "C# in 10% of cases = good + well-known!",
    ],
)
def test_leaves_alone_what_no_markdown_reads_as_markup(text: str) -> None:
    """Ordinary references are not littered with backslashes."""
    assert markdown.write((Text(text),)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see @doe2020", "see \\@doe2020"),
        ("$5 and $6", "\\$5 and \\$6"),
        ("wait... -- now", "wait\\... \\-- now"),
        ('"straight" isn\'t', '\\"straight\\" isn\\\'t'),
        ("(1) one", "(1\\) one"),
        ("1984. A novel", "1984\\. A novel"),
        ("AT&amp;T", "AT\\&amp;T"),
    ],
)
def test_escapes_what_pandoc_alone_reads_as_markup(text: str, written: str) -> None:
    """Citations, mathematics, smart punctuation and fancy lists of pandoc are escaped too."""
    assert markdown.write((Text(text),)) == written
