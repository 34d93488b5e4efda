"""Tables drawn with spaces say after a citation is put in what they said before, in the same cells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.blocks import BlockKind
from citekit.rendering.cited import Options
from citekit.rendering.finish import finish
from tests.documents.pandoc import run
from tests.rendering.test_cases import CASES, ITEMS, style_called

PRINTED = {
    "[@doe, p. 3]": "(Doe, 2005, p. 3)",
    "[@agency]": "(The Agency, 2010)",
    "@lee says": "Lee & Poe (2007) says",
}
PIECES = st.lists(st.sampled_from([*PRINTED, "word", "and", "more"]), min_size=1, max_size=5).map(" ".join)
ROWS = st.integers(1, 3).flatmap(
    lambda columns: st.lists(st.lists(PIECES, min_size=columns, max_size=columns), min_size=1, max_size=3)
)
PLAIN = Options(links=False, bibliography=False)


def grid(rows: list[list[str]], width: int) -> str:
    """Return a grid table whose cells are broken into lines of at most ``width`` characters, if words are."""
    cells = [[broken(text, width) for text in row] for row in rows]
    widths = [max(len(line) for row in cells for line in row[column]) for column in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (one + 2) for one in widths) + "+"
    lines = [rule]
    for row in cells:
        for number in range(max(map(len, row))):
            parts = [cell[number] if number < len(cell) else "" for cell in row]
            lines.append(
                "|" + "|".join(f" {part:<{one}} " for part, one in zip(parts, widths, strict=True)) + "|"
            )
        lines.append(rule)
    return "\n".join(lines) + "\n"


def broken(text: str, width: int) -> list[str]:
    """Return ``text`` in lines."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def finished(text: str, format_: str, style: str = "apa") -> str:
    """Return the finished paper."""
    document = DOCUMENTS[format_].read(text.encode(), name="paper")
    return finish(document, style_called(style), ITEMS, PLAIN).data.decode()


def said(text: str, format_: str) -> list[str]:
    """Return what the cells of a paper say, spaces aside."""
    document = DOCUMENTS[format_].read(text.encode(), name="paper")
    return [" ".join(block.text.split()) for block in document.blocks if block.kind is BlockKind.TABLE_CELL]


@settings(deadline=None, max_examples=50)
@given(rows=ROWS, width=st.integers(4, 40))
def test_a_grid_says_the_same(rows: list[list[str]], width: int) -> None:
    """Each cell, its citations printed; the lines of the table are of one length."""
    text = finished(grid(rows, width), "markdown")

    expected = [cell for row in rows for cell in row]
    for typed, printed in PRINTED.items():
        expected = [cell.replace(typed, printed) for cell in expected]
    assert said(text, "markdown") == expected
    assert len({len(line) for line in text.splitlines()}) == 1


@settings(deadline=None, max_examples=50)
@given(rows=ROWS, width=st.integers(4, 40))
def test_a_grid_that_cites_nothing_stays(rows: list[list[str]], width: int) -> None:
    """Byte for byte."""
    text = grid(rows, width).replace("@", "a")

    assert finished(text, "markdown") == text


@settings(deadline=None, max_examples=30)
@given(rows=ROWS, width=st.integers(4, 40))
def test_a_grid_says_to_pandoc_what_it_says_to_citekit(rows: list[list[str]], width: int) -> None:
    """The finished table is one for pandoc too, with the same words in it."""
    text = finished(grid(rows, width), "markdown")

    read = run(text, "--to=html", "--wrap=none")
    assert read.count("<table") == 1
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", read, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]*>", " ", cell).replace("&amp;", "&").split()) for cell in cells]
    assert [word for word in words if word] == said(text, "markdown")


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_no_word_of_another_cell_is_lost(style: str) -> None:
    """A citation on two lines of a cell leaves its neighbours alone, also where no column can be widened."""
    text = (
        "+-----------------+-------+\n"
        "| see [@doe,      | other |\n"
        "| p. 3] and more  +-------+\n"
        "|                 | text  |\n"
        "+-----------------+-------+\n"
    )
    assert {"other", "text", "more"} <= set(re.findall(r"\w+", finished(text, "markdown", style)))


def test_the_tables_of_the_case_are_tables_of_pandoc() -> None:
    """As many as were typed, each with its cells."""
    done = run((CASES / "apa" / "drawn.finished.md").read_text("utf-8"), "--to=plain", "--wrap=none")

    assert "Said by (Lee & Poe, 2007, p. 4) and others." in " ".join(done.split())
    read = run((CASES / "apa" / "drawn.finished.md").read_text("utf-8"), "--to=html")
    assert read.count("<table") == 6
