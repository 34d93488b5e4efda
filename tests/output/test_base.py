"""What every writer does to characters and addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.output.base import ascii_url, clean, close_bidi, safe_url


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\x07 back\x08 nul\x00 del\x7f csi\x9b", "bell back nul del csi"),
        ("two\nlines\r\tand a\u2028third", "two lines  and a third"),
        ("over\u202eride\u202d", "override"),
        ("half \ud83d a pair", "half \ufffd a pair"),
    ],
)
def test_control_characters_are_gone(text: str, cleaned: str) -> None:
    """Nothing that a terminal obeys, and no line break, passes."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Ōe, Kenzaburō: 万延元年のフットボール",
        "\u200fعربي\u200e (Arabic)",
        "\u2067עברית\u2069 and \u202bعربي\u202c",
        "zero\u200bwidth, soft\u00adhyphen, non\u00a0break, narrow\u202fspace",
        "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    ],
)
def test_leaves_alone_what_writing_systems_need(text: str) -> None:
    """Marks, isolates, embeddings, joiners and unusual spaces are kept."""
    assert clean(text) == text


@given(st.text())
def test_nothing_of_category_control_is_left(text: str) -> None:
    """Whatever went in, no control character or surrogate comes out; cleaning twice is cleaning once."""
    cleaned = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("plain", "plain"),
        ("\u2067open", "\u2067open\u2069"),
        ("\u202bopen \u2066twice", "\u202bopen \u2066twice\u2069\u202c"),
        ("\u2067\u202bx\u2069 shut by the isolate", "\u2067\u202bx\u2069 shut by the isolate"),
        ("\u2067balanced\u2069", "\u2067balanced\u2069"),
        ("stray \u2069 and \u202c", "stray \u2069 and \u202c"),
    ],
)
def test_what_a_title_opens_is_closed(line: str, closed: str) -> None:
    """An embedding or isolate ends where its entry ends, so that it turns round nothing else."""
    assert close_bidi(line) == closed


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a(b)?c=d&e=%20#f", "https://example.org/a(b)?c=d&e=%20#f"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("https://de.wikipedia.org/wiki/Köln", "https://de.wikipedia.org/wiki/Köln"),
        ('https://x/"><script>', "https://x/%22%3E%3Cscript%3E"),
        ("https://x/a b\n\x1b\u202e", "https://x/a%20b%0A%1B%E2%80%AE"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        (" https://x", ""),
        ("10.1000/x", ""),
        ("", ""),
    ],
)
def test_only_addresses_that_cannot_act_are_links(url: str, safe: str) -> None:
    """Web addresses pass with their breaking characters encoded; scripts and local files do not."""
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("url", "ascii_"),
    [
        ("https://example.org/a(b)?c=d&e=%20#f~$", "https://example.org/a(b)?c=d&e=%20#f~$"),
        ("https://de.wikipedia.org/wiki/Köln", "https://de.wikipedia.org/wiki/K%C3%B6ln"),
    ],
)
def test_an_address_for_forms_in_ascii(url: str, ascii_: str) -> None:
    """What is beyond ASCII is percent-encoded; what is encoded already, and all signs, stay."""
    assert ascii_url(url) == ascii_
