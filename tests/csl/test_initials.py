"""Given names cut down to initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.render.initials import initials

CASES = [
    ("John Edward", ". ", "J. E."),
    ("John Edward", ".", "J.E."),
    ("John Edward", "", "JE"),
    ("Jean-Luc", ".", "J.-L."),
    ("Jean-luc", ".", "J."),
    ("J.M.E.", ". ", "J. M. E."),
    ("Ph.M.E.", ".", "Ph.M.E."),
    ("TSerendorj", ".", "Ts."),
    ("John de la", ".", "J. de la"),
    ("Lord", ".", "Lord"),
    ("笑", ".", "笑"),
    ("Mei-Ling (Daisy) Ann", ".", "M.-L. (Daisy) A."),
    ("ʿUmar ʾIbrāhīm", ".", "ʿU.ʾI."),
    ("<b>John</b> Quiggly", ". ", "<b>J.</b> Q."),
]


@pytest.mark.parametrize(("given_names", "terminator", "want"), CASES)
def test_initials(given_names: str, terminator: str, want: str) -> None:
    """Each name keeps its first letter; what is no name stays."""
    assert initials(given_names, terminator, hyphen=True, shorten=True) == want


def test_without_hyphen() -> None:
    """A double name may lose its hyphen."""
    assert initials("Jean-Luc", ".", hyphen=False, shorten=True) == "J.L."


def test_only_what_is_an_initial() -> None:
    """Without shortening, full names stay and initials get the terminator."""
    assert initials("John M.E", ".", hyphen=True, shorten=False) == "John M.E."


@given(st.text(), st.sampled_from(["", ".", ". ", " "]), st.booleans(), st.booleans())
def test_any_name(text: str, terminator: str, hyphen: bool, shorten: bool) -> None:
    """No text raises, and none ends in a space that was not there."""
    assert initials(text, terminator, hyphen=hyphen, shorten=shorten) is not None
