"""The datatypes of XML Schema, as libxml2 understands them."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from citekit.style_check.datatypes import Datatype

CASES = {
    "anyURI": [
        *("", "http://example.org/a", "a b", "urn:x", "100%", "%zz", "%20", "é", "style-name"),
        *("[", "a]b", "?[", "#[1]", "//[::1]:80/x", "//[", "a%5B", "a:%5"),
        *("1:a", ":a", "./1:a", "a:1:b", "a#b#c", "a?b?c", "\u2028a:b", "1\u00a0:"),
        *("//", "a://", "//a:b", "//a:", "//u:p@a:1/", "///a"),
    ],
    "boolean": ["true", "false", "1", "0", " true ", "True", "yes", ""],
    "integer": ["1", "-1", "+1", "01", " 3 ", "1.0", "one", "", "٣"],
    "nonNegativeInteger": ["0", "1", "+1", "-0", "-1", "", "1e3"],
    "language": ["de", "de-DE", "sr-Latn-RS", "x-klingon", "de_DE", "", "deutschland", "de-", "1"],
    "NMTOKEN": ["a", "a-b", "a.b_c:d", "1", "-", "é", "a b", "a/b", "", "(a)", " a "],
    "dateTime": [
        "2024-05-31T12:00:00+00:00",
        "2024-05-31T12:00:00Z",
        "2024-05-31T12:00:00",
        "2024-05-31T12:00:00.123-05:00",
        "2024-02-29T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "2024-05-31",
        "2024-05-31T12:00",
        "2024-13-01T00:00:00Z",
        "2024-05-31T25:00:00Z",
        "2024-05-31T24:00:00Z",
        "2024-05-31T24:00:01Z",
        "2024-05-31T12:60:00Z",
        "2024-05-31T12:00:00+14:00",
        "2024-05-31T12:00:00+14:01",
        "24-05-31T12:00:00Z",
        "12024-05-31T12:00:00Z",
        "-0044-03-15T12:00:00Z",
        " 2024-05-31T12:00:00Z ",
        "31 May 2024",
        "",
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_a_datatype_accepts_what_libxml2_accepts(name: str) -> None:
    """Text for text, so that citekit and the schema never disagree."""
    schema = etree.RelaxNG(
        etree.fromstring(
            '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"'
            f' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><data type="{name}"/></element>'
        )
    )
    for text in CASES[name]:
        element = etree.Element("a")
        element.text = text

        assert Datatype(name).accepts(text) == schema.validate(element), text


def test_a_string_is_held_against_its_pattern_as_it_stands() -> None:
    """White space counts in a string, and the pattern must match all of it."""
    issn = Datatype("string", re.compile(r"\d{4}-\d{3}(\d|x|X)"))

    assert issn.accepts("1234-567X")
    assert not issn.accepts(" 1234-567X")
    assert not issn.accepts("1234-567X9")


def test_a_number_is_held_against_its_limit() -> None:
    """The limit itself is not above it."""
    assert Datatype("integer", above=0).accepts("1")
    assert not Datatype("integer", above=0).accepts("0")
