"""The pasted text as lines."""

from __future__ import annotations

import pytest

from citekit.errors import UnreadableText
from citekit.formats.pasted_page.page import Page, Role, read_lines


def test_lines_keep_their_numbers() -> None:
    """Empty lines are left out, and the others know where they stood and what stood with them."""
    lines = read_lines("\nOne\nTwo\n\n\nThree\n")

    assert [(line.number, line.text, line.block) for line in lines] == [
        (2, "One", 1),
        (3, "Two", 1),
        (6, "Three", 2),
    ]
    assert {line.role for line in lines} == {Role.PLAIN}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  One   two\u00a0three ", "One two three"),
        ("One\u200b\u202etwo\ufeff", "Onetwo"),
        ("\x1b[31mRed\x1b[0m alert\x07", "Red alert"),
        ("\x1b]0;title\x07Red", "Red"),
        ("Cafe\u0301", "Café"),
        ("Page 1\tPorts", "Page 1 ¦ Ports"),
        ("Page 1     Ports", "Page 1 ¦ Ports"),
        ("\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0645\u06cc\u200c\u0631\u0648\u062f"),
    ],
)
def test_lines_are_cleaned(raw: str, text: str) -> None:
    """Invisible characters and escape sequences go, columns are marked, joiners of a script stay."""
    assert read_lines(raw)[0].text == text


def test_windows_and_old_mac_lines_count() -> None:
    """Every kind of line end counts as one."""
    assert [line.number for line in read_lines("One\r\nTwo\rThree\nFour")] == [1, 2, 3, 4]


def test_digits_of_other_scripts_are_read() -> None:
    """Patterns see ASCII digits, the reader sees the page's own."""
    (line,) = read_lines("٢٠ يناير ٢٠٢٢")

    assert line.plain == "20 يناير 2022"
    assert line.text == "٢٠ يناير ٢٠٢٢"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\u200b\n", "empty"),
        ("%PDF-1.7\n", "a PDF file"),
        ("PK\x03\x04rest", "a zip or Office file"),
        ("{\\rtf1\\ansi", "an RTF file"),
        ("<!DOCTYPE html><p>x", "HTML"),
        ("\x00\x01\x02\x03binary\x00\x00", "not text"),
        ("\ufffd" * 20 + "text", "not text"),
    ],
)
def test_refuses_what_is_no_text(text: str, reason: str) -> None:
    """What is not the text of a page is refused with what it is and what to do."""
    with pytest.raises(UnreadableText, match=reason) as refused:
        read_lines(text)
    assert refused.value.hint


def test_only_head_and_foot_are_read() -> None:
    """Of a very long text the middle is left out, and line numbers stay right."""
    lines = read_lines("\n".join(f"Line {number}" for number in range(1, 5001)))

    assert (lines[0].number, lines[-1].number) == (1, 5000)
    assert lines[-1].text == "Line 5000"
    assert len(lines) < 1000


def test_a_page_knows_its_parts() -> None:
    """The head ends where the running text begins."""
    lines = read_lines("One\nTwo\nThree\nFour")
    page = Page(lines, body=2, end=3)

    assert [line.text for line in page.head] == ["One", "Two"]
    assert (page.index(3), page.index(99)) == (2, 4)
