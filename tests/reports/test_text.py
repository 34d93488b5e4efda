"""Findings for people."""

from __future__ import annotations

from dataclasses import replace

from citekit.checks.checked import unreadable
from citekit.reports.text import Role, write, write_text
from tests.reports.essay import checked

EXPECTED = """\
essay.md: 3 references; 5 citations; checked offline
not checked: italics cannot be checked in text

2 of 4 findings are one habit: "and" inside brackets
essay.md:9:5: warning: ampersand
    Inside brackets it is &.
    typed:    (Smith and Doe, 2019)
    expected: (Smith & Doe, 2019)
    essay.md:9:31: (Roe and Poe, 2011) → (Roe & Poe, 2011)

essay.md:8:15: error: year-differs
    One of the years is wrong.
    typed:    (Becker, 2018)
    expected: (Becker, 2015)
    see:      essay.md:17:1: the list has another year

essay.md:8:73: look: look-here
    Is this the title?
    typed:    Why we sleep

could not be checked: A note could not be read.

essay.citekit-check.yaml:4: accepts nothing: year-differs "(Nobody, 1900)"; remove it
4 findings: 1 error, 2 warnings, 1 to look at; 1 accepted with a reason
why, and how to mend it: citekit check --explain year-differs
"""


def test_what_was_read_habits_findings_and_counts() -> None:
    """The first line says what was read, the habits come first, the last line counts."""
    assert write([checked()], version="1") == EXPECTED


def test_lines_are_folded_to_the_width() -> None:
    """No line is wider than the terminal, and no word is lost."""
    text = write_text([checked(message="wrong " * 40)], width=60)

    assert max(map(len, text.splitlines())) <= 60
    assert text.count("wrong") == 40


def test_each_piece_is_painted_by_what_it_is() -> None:
    """The levels, the words typed and those expected have roles of their own."""
    seen: dict[Role, list[str]] = {}

    def paint(role: Role, text: str) -> str:
        seen.setdefault(role, []).append(text)
        return text

    assert write_text([checked()], paint=paint) == EXPECTED
    assert seen[Role.ERROR] == ["error"]
    assert "(Becker, 2018)" in seen[Role.WRONG]
    assert "(Becker, 2015)" in seen[Role.RIGHT]


def test_a_paper_that_could_not_be_read() -> None:
    """It has one line."""
    assert (
        write([unreadable("a.pdf", "is encrypted")], version="1")
        == "a.pdf: could not be read: is encrypted\n"
    )


def test_several_papers_end_in_a_table() -> None:
    """A line of counts for each paper, and the kinds of findings in all."""
    table = write([checked(), unreadable("b.pdf", "is empty")], version="1").rpartition("\n\n")[2]

    assert table == (
        "paper     findings  errors  warnings  to look at  accepted\n"
        "essay.md         4       1         2           1         1\n"
        "b.pdf     could not be read\n"
        "by kind: ampersand 2, year-differs 1, look-here 1\n"
    )


def test_a_long_habit_is_told_once_with_its_places() -> None:
    """Of twelve findings of one habit five are quoted, and the places of the others stand in one line."""
    one = checked()
    again = tuple(replace(one.findings[2], habit="and") for _ in range(12))
    text = write([replace(one, findings=again)], version="1")

    assert text.count("(Smith and Doe, 2019) → (Smith & Doe, 2019)") == 4
    assert "    and 7 more: 9:5\n" in text


def test_of_a_library_not_all_places_are_told() -> None:
    """Forty places stand in the line, and it says where the others are to be had."""
    one = checked()
    again = tuple(
        replace(
            one.findings[2], habit="and", where=replace(one.findings[2].where, place=None, key=f"a{number}")
        )
        for number in range(100)
    )
    text = write([replace(one, findings=again)], version="1")

    assert "    and 95 more: a5, a6, " in text
    assert f"a44 … (all of them: --only {again[0].check} --format json)\n" in text


def test_a_paper_that_cites_nothing_is_not_shown_as_clean() -> None:
    """In the table of a class it says what it lacks in place of noughts."""
    empty = replace(checked(), findings=(), accepted=(), lacks="no reference list")

    text = write([checked(), replace(empty, name="b.md")], version="1")
    assert "b.md      no reference list\n" in text

    text = write([checked(), replace(checked(), name="b.md", lacks="no reference list")], version="1")
    assert "b.md             4 " in text


def test_of_many_findings_the_errors_can_be_seen_alone() -> None:
    """More than a screenful says how to see what the paper itself contradicts."""
    one = checked()
    many = replace(one, findings=one.findings * 4)

    assert "--level error" in write([many], version="1")
    assert "--level error" not in write([one], version="1")
