"""What is printed for people: tables that fit, colour where it belongs, nothing that acts."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.cli.console import Column, Console, fitted, visible


def _console(*, width: int | None = None, colour: bool = False) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    console = Console(
        out=out, err=io.StringIO(), colour=colour, err_colour=colour, width=width, interactive=False
    )
    return console, out


@given(st.text())
def test_control_characters_are_shown_and_never_sent(text: str) -> None:
    """What is printed holds no character that a terminal acts on, and is as long as what was given."""
    shown = visible(text)

    assert not any((ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) <= 0x9F for c in shown)
    assert len(shown) == len(text)


@given(st.text())
def test_json_is_inert_and_reads_back(text: str) -> None:
    """JSON output holds no raw control character and gives the same value."""
    console, out = _console()

    console.json({"title": text})

    assert not any(0x7F <= ord(c) <= 0x9F or (ord(c) < 32 and c != "\n") for c in out.getvalue())
    assert json.loads(out.getvalue()) == {"title": text}


def test_a_piped_table_is_tab_separated_and_whole() -> None:
    """Piped, a table is a line a row, cells between tabs, uncut and without headings."""
    console, out = _console()

    console.table([Column("A"), Column("B", flexible=True)], [("x", "long " * 50), ("y", "a\tb\nc")])

    assert out.getvalue() == f"x\t{'long ' * 50}\ny\ta b c\n"


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_table_on_a_terminal_fits(width: int) -> None:
    """On a terminal no line is wider than the terminal; wide characters count twice."""
    rows = [("key", "1999", "日本語の長い題名" * 5), ("other", "2000", "short")]

    lines = fitted([Column("K"), Column("Y"), Column("T", flexible=True)], rows, width=width, colour=False)

    cells = [sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in lines.splitlines()]
    assert max(cells) <= width
    assert lines.startswith("K")


def test_colour_is_only_where_it_is_allowed() -> None:
    """The same table with and without colour differs in escape sequences alone."""
    columns, rows = [Column("K", colour="cyan")], [("a",)]

    plain = fitted(columns, rows, width=80, colour=False)
    coloured = fitted(columns, rows, width=80, colour=True)

    assert "\x1b" not in plain
    assert "\x1b[36ma" in coloured


def test_a_diff_keeps_every_line() -> None:
    """A coloured diff without its colour is the diff."""
    diff = "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n"
    console, out = _console(colour=True)
    plain, plain_out = _console()

    console.diff(diff)
    plain.diff(diff)

    assert plain_out.getvalue() == diff
    assert "\x1b[32m+y" in out.getvalue()
