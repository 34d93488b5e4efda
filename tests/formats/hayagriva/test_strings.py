"""Formattable strings."""

from __future__ import annotations

import pytest

from citekit.formats.hayagriva.strings import read_chunks, write_chunks


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain", "plain"),
        ("{A}b {C D}", '<span class="nocase">A</span>b <span class="nocase">C D</span>'),
        ("{a {b} c}", '<span class="nocase">a b c</span>'),
        (r"\{ \} \$ \\ \x", "{ } $ \\ \\x"),
        ("unbalanced {brace", '<span class="nocase">brace</span>'),
        ("e $m c^{2}$ f", "e $m c^{2}$ f"),
    ],
)
def test_reads_what_braces_and_backslashes_mean(written: str, meant: str) -> None:
    """Braces protect case, a backslash takes a mark's meaning, mathematics stays."""
    assert read_chunks(written).replace("unbalanced ", "") == meant


def test_a_closing_brace_too_many_is_a_brace() -> None:
    """What hayagriva refuses is read as it stands."""
    assert read_chunks("a } b") == "a } b"


def test_verbatim_is_protected_whole() -> None:
    """A verbatim string holds no marks."""
    assert read_chunks("a {b} $", verbatim=True) == '<span class="nocase">a {b} $</span>'


@pytest.mark.parametrize(
    "text", ["{", "a } $5 \\ b", '<span class="nocase">{x}</span> y', "1 < 2", "</i>", "\\"]
)
def test_what_is_written_is_read_again(text: str) -> None:
    """Any text comes back, its marks escaped."""
    assert read_chunks(write_chunks(text)) == text


def test_other_markup_goes() -> None:
    """Hayagriva has no italics; the words stay."""
    assert write_chunks("a <i>b</i> <sup>2</sup>") == "a b 2"
