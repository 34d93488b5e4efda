"""Groups, macros and choices: what prints and what is suppressed."""

from __future__ import annotations

import pytest

from tests.csl.small_style import cite, item, read

TITLE = '<text variable="title"/>'
MISSING = '<text variable="publisher"/>'
TERM = '<text term="in"/>'
VALUE = '<text value="v"/>'

GROUPS = [
    (f"<group>{TERM}{TITLE}</group>", "inT"),
    (f"<group>{TERM}{MISSING}</group>", ""),
    (f"<group>{TERM}{VALUE}</group>", "inv"),
    (f"<group><group>{TERM}</group>{MISSING}</group>", "in"),
    (f'<group><text macro="constant"/>{MISSING}</group>', "v"),
    (f"<group><choose><if type='book'>{VALUE}</if></choose>{MISSING}</group>", ""),
    (f"<group><group>{TERM}{MISSING}</group>{TITLE}</group>", "T"),
    (f'<group delimiter="-" prefix="(" suffix=")">{TITLE}{MISSING}{TITLE}</group>', "(T-T)"),
    (f'<group delimiter="-"><choose><if type="book">{TITLE}{TITLE}</if></choose>{TITLE}</group>', "T-T-T"),
    ('<text macro="itself"/>', ""),
    ('<text macro="none"/>', ""),
]


@pytest.mark.parametrize(("layout", "want"), GROUPS)
def test_groups(layout: str, want: str) -> None:
    """A group prints if a variable in it does, or if it asks for none ("Group")."""
    macros = f'<macro name="constant">{VALUE}</macro><macro name="itself"><text macro="itself"/></macro>'
    style = read(f'<text value="."/>{layout}', extra=macros)

    assert cite(style, item(title="T")) == f".{want}"


CHOICES = [
    ('type="book"', True),
    ('type="report"', False),
    ('type="book report"', True),
    ('type="report chapter"', False),
    ('variable="title"', True),
    ('variable="title publisher"', False),
    ('variable="title publisher" match="any"', True),
    ('variable="publisher ISBN" match="none"', True),
    ('is-numeric="volume"', True),
    ('is-numeric="title"', False),
    ('locator="page"', False),
    ('locator="chapter"', False),
    ('position="first"', True),
    ('position="ibid"', False),
    ('disambiguate="true"', False),
    ('nonsense="true"', False),
]


@pytest.mark.parametrize(("condition", "holds"), CHOICES)
def test_conditions(condition: str, holds: bool) -> None:
    """The first branch whose conditions hold is the one that prints ("Choose")."""
    style = read(f'<choose><if {condition}><text value="y"/></if><else><text value="n"/></else></choose>')

    assert cite(style, item(title="T", volume=3)) == ("y" if holds else "n")


def test_very_deep_styles_print_nothing() -> None:
    """Macros that call each other deeper than any style does not exhaust the stack."""
    chain = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(3000))
    style = read('<text value="."/><text macro="m0"/>', extra=chain)

    assert cite(style, item()) == "."
