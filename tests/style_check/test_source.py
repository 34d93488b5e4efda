"""Styles as elements that know their place, and attacks that come to nothing."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from citekit.csl.read.xml import read_xml
from citekit.errors import InvalidStyle
from citekit.style_check.source import Element, read_source
from citekit.style_check.unreadable import Unreadable
from tests.style_check.styles import check, style

START = '<style xmlns="http://purl.org/net/xbiblio/csl">'


def root_of(text: str) -> Element:
    """Return the root of a text that is XML."""
    root = read_source(text.encode())
    assert isinstance(root, Element)
    return root


def test_lines_and_columns_count_characters_from_one() -> None:
    """Letters of several bytes are one column; a byte order mark is none."""
    root = root_of('\ufeff<a b="é𝄞">\n\té<c/></a>')

    assert (root.line, root.column) == (1, 1)
    assert (root.children[0].line, root.children[0].column) == (2, 3)
    assert (root.text_line, root.text_column) == (2, 2)


@pytest.mark.parametrize(
    ("tag", "attribute", "place"),
    [
        ('<a b="1" c="2"/>', "c", (1, 10)),
        ("<a b='1 c=\"2\"' c = '3'/>", "c", (1, 16)),
        ('<a\n  b="é"\n\tc="2"/>', "c", (3, 2)),
        ('<a b="é" c="2"/>', "c", (1, 10)),
        ('<a b="x > y" c="2"/>', "c", (1, 14)),
        ('<a xml:lang="de"/>', "xml:lang", (1, 4)),
        ('<p:a xmlns:p="urn:x" p:b="1"/>', "{urn:x}b", (1, 22)),
        ('<a b="1"/>', "missing", (1, 1)),
    ],
)
def test_an_attribute_is_found_where_it_stands(tag: str, attribute: str, place: tuple[int, int]) -> None:
    """Over lines, with either quotation mark, after values that look like attributes."""
    assert root_of(tag).place(attribute) == place


def test_names_of_csl_are_bare_and_others_are_not() -> None:
    """A prefix for CSL makes no difference; other namespaces do."""
    root = root_of(
        '<c:style xmlns:c="http://purl.org/net/xbiblio/csl" x="1"><c:info/><o xmlns="urn:o"/></c:style>'
    )

    assert [element.tag for element in root.walk()] == ["style", "info", "{urn:o}o"]


ATTACKS = {
    "entities that expand": '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><style>&b;</style>',
    "an entity from a file": '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><style>&x;</style>',
    "a DTD from the network": '<!DOCTYPE s SYSTEM "http://example.com/s.dtd"><style/>',
    "a parameter entity": '<!DOCTYPE s [<!ENTITY % x SYSTEM "http://example.com/"> %x;]><style/>',
    "ten thousand levels": START + "<group>" * 10_000 + "</group>" * 10_000 + "</style>",
    "a hundred megabytes": START + " " * 100_000_000,
    "a million elements": START + "<a/>" * 400_000 + "</style>",
    "a hundred thousand attributes": "<style " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>",
}


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yield the names of what is opened, connected to or started, as the interpreter reports it."""
    seen: list[str] = []
    _WATCHERS.append(seen)
    try:
        yield seen
    finally:
        _WATCHERS.remove(seen)


_WATCHERS: list[list[str]] = []


def _report(event: str, arguments: tuple[object, ...]) -> None:
    # an audit hook cannot be taken away again, so there is one for all tests
    if _WATCHERS and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        for seen in _WATCHERS:
            seen.append(f"{event} {arguments[:1]}")


sys.addaudithook(_report)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gets_a_sentence(attack: str) -> None:
    """It is one problem, opens no file and no connection, and takes little memory beside the data."""
    data = ATTACKS[attack].encode()
    check(style())  # the schema is read once

    tracemalloc.start()
    with watched() as seen:
        problems = check(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(problems) == 1
    assert seen == []
    assert peak < 30_000_000


def test_inclusions_and_stylesheets_are_not_followed() -> None:
    """XInclude is a foreign element and a processing instruction is nothing."""
    text = style(citation='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')
    check(style())

    with watched() as seen:
        problems = check('<?xml-stylesheet href="http://example.com/x.xsl"?>' + text)

    assert seen == []
    assert [problem.message for problem in problems] == ["<include> is not of CSL's namespace"]


def test_what_is_declared_as_encoding_does_not_count() -> None:
    """A style is UTF-8, as everywhere in citekit."""
    root = read_source('<?xml version="1.0" encoding="utf-16"?><a b="é"/>'.encode())

    assert not isinstance(root, Unreadable)
    assert root.attributes == {"b": "é"}


@pytest.mark.parametrize("depth", [50, 56, 57, 58, 200])
def test_what_is_too_deep_for_the_engine_is_too_deep_here(depth: int) -> None:
    """A style that passes can be used: the check and the engine refuse the same depth."""
    text = style(citation="<group>" * depth + '<text value="x"/>' + "</group>" * depth)
    try:
        read_xml(text, name="case.csl")
        refused = False
    except InvalidStyle:
        refused = True

    assert bool(check(text)) == refused
