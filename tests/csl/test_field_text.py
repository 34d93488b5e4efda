"""Inline markup, quotation marks and apostrophes of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.model.locale import Locale
from citekit.csl.render.field_text import FieldText, cased, text_of
from tests.csl.small_style import read

LOCALE: Locale = read("").locale
TEXT = FieldText(LOCALE)

CASES = [
    ("plain", "plain"),
    ("don't", "don’t"),
    ("the '60s", "the ’60s"),
    ('say "yes" now', ("say ", ("quote", ("yes",)), " now")),
    ("say 'yes' now", ("say ", ("quote", ("yes",)), " now")),
    ("\"x\" or 'y'", (("quote", ("x",)), " or ", ("inner", ("y",)))),
    ("'x' or \"y\"", (("quote", ("x",)), " or ", ("inner", ("y",)))),
    ("'x', 'y'", (("quote", ("x",)), ", ", ("quote", ("y",)))),
    ("\"x 'y'\"", (("quote", ("x ", ("quote", ("y",)))),)),
    ("“a ‘b’ c”", (("quote", ("a ", ("inner", ("b",)), " c")),)),
    ("<i>a</i> b", (("i", ("a",)), " b")),
    ('<span class="nocase">a</span>', (("nocase", ("a",)),)),
    ("a < b", "a < b"),
    ("<i>a", "<i>a"),
    ("a</i>", "a</i>"),
    ("<i>a<b>b</i>", (("i", ("a<b>b",)),)),
    ("nature : culture", "nature\u202f: culture"),
]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_parsing(text: str, want: object) -> None:
    """Pairs of tags and quotes become nodes; what has no partner stays text."""
    assert TEXT(text) == want


@given(st.text(alphabet="ab \"'’“”‘<i>/b"))
def test_nothing_is_lost(text: str) -> None:
    """Every letter survives, whatever stands around it."""
    letters = [letter for letter in text.replace("<i>", "").replace("</i>", "") if letter == "a"]

    assert [letter for letter in text_of(TEXT(text)) if letter == "a"] == letters


def test_case_passes_over_protected_text() -> None:
    """Title case goes through italics and stops at "nocase"."""
    tokens = TEXT('the <i>quick</i> <span class="nocase">fox</span>')

    assert text_of(cased(tokens, "title", "en")) == "The Quick fox"
