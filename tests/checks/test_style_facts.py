"""What a style asks for, read from the style."""

from __future__ import annotations

import pytest

from citekit.checks.style_facts import CiteOrder, EtAl, System, style_facts
from tests.checks.papers import style_called


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("apa", System.AUTHOR_DATE),
        ("harvard", System.AUTHOR_DATE),
        ("mla", System.AUTHOR_PAGE),
        ("ieee", System.NUMERIC),
        ("nature", System.NUMERIC),
        ("chicago-notes-bibliography", System.NOTE),
    ],
)
def test_the_system_is_told(name: str, system: System) -> None:
    """Styles cite by author and year, author and page, numbers or notes."""
    assert style_facts(style_called(name)).system is system


@pytest.mark.parametrize(
    ("name", "first", "later"),
    [
        ("apa", EtAl(least=3, shown=1), EtAl(least=3, shown=1)),
        ("apa-6th-edition", EtAl(least=6, shown=1), EtAl(least=3, shown=1)),
        ("mla", EtAl(least=3, shown=1), EtAl(least=3, shown=1)),
        ("harvard", EtAl(least=4, shown=1), EtAl(least=4, shown=1)),
    ],
)
def test_thresholds_are_those_of_the_style(name: str, first: EtAl, later: EtAl) -> None:
    """From how many authors on "et al." stands, at the first cite and at later ones."""
    facts = style_facts(style_called(name))

    assert (facts.et_al, facts.et_al_later) == (first, later)


def test_apa_is_read_to_the_comma() -> None:
    """Joiners, delimiters, order and letters of a style that everybody knows."""
    facts = style_facts(style_called("apa"))

    assert facts.joiner == "&"
    assert facts.author_year == ", "
    assert facts.cite_delimiter == "; "
    assert facts.locator == ", p. "
    assert facts.cite_order is CiteOrder.AUTHOR
    assert facts.letters
    assert facts.et_al_list == EtAl(least=21, shown=20)


def test_chicago_puts_no_comma_before_the_year() -> None:
    """(Smith and Jones 2010, 12)."""
    facts = style_facts(style_called("chicago"))

    assert (facts.joiner, facts.author_year, facts.locator) == ("and", " ", ", ")
    assert facts.cite_order is CiteOrder.AS_TYPED
