"""Conditions that cannot hold, and those that can."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, sentences, style

_X = '<text value="x"/>'


def choose(*tests: str) -> str:
    """Return a cs:choose with a branch for each of ``tests``."""
    branches = [
        f"<{'else-if' if i else 'if'} {test}>{_X}</{'else-if' if i else 'if'}>"
        for i, test in enumerate(tests)
    ]
    return f"<choose>{''.join(branches)}</choose>"


@pytest.mark.parametrize(
    "tests",
    [
        ['type="book"'],
        ['type="book chapter" match="any"'],
        ['type="book chapter" match="none"'],
        ['variable="DOI URL"'],
        ['position="subsequent near-note"'],
        ['position="ibid ibid-with-locator"'],
        ['locator="page" type="book"'],
        ['type="book"', 'type="chapter"'],
        ['type="book" variable="DOI"', 'type="book"'],
        ['type="book" match="none"', 'type="book"'],
        ['variable="DOI" match="any"', 'type="book"'],
        ['type="book"', 'type="book" variable="DOI" match="any"'],
        ['type="book"', 'type="book" match="none"'],
    ],
)
def test_conditions_that_can_hold_are_left_alone(tests: list[str]) -> None:
    """One type, any of several, none of several; branches that narrow or widen an earlier one."""
    assert check(style(citation=choose(*tests))) == ()


def test_a_branch_may_repeat_a_type_of_another_choose() -> None:
    """Only branches of one cs:choose take items from each other."""
    inner = choose('type="book"')

    assert check(style(citation=choose('type="book"').replace(_X, inner) + inner)) == ()


@pytest.mark.parametrize(
    ("tests", "sentence"),
    [
        (['type="book chapter"'], "asks for all of them, but an item has one type"),
        (['locator="page line" match="all"'], "asks for all of them, but a cite has one locator"),
        (['position="first subsequent"'], "no cite is at once first and subsequent"),
        (['variable="DOI DOI"'], "variable names DOI twice"),
        (
            ['type="book map" match="any"', 'type="map"'],
            "this branch is never reached: line 2 takes map before",
        ),
        (['type="map" variable="DOI" match="any"', 'type="map"'], "never reached: line 2 takes map before"),
        (
            ['type="book"', 'type="book map" match="any"'],
            "this branch never sees book: line 2 takes it before",
        ),
    ],
)
def test_conditions_that_cannot_hold_are_warned_of(tests: list[str], sentence: str) -> None:
    """The style can be used, so nothing of it is an error."""
    (problem,) = check(style(citation=choose(*tests)))

    assert sentence in problem.message
    assert not problem.fatal


def test_a_position_is_tested_in_vain_in_the_bibliography_alone() -> None:
    """In a macro that citations use too the test has its use."""
    test = choose('position="first"')
    macro = f'<macro name="a">{test}</macro>'
    bibliography = '<bibliography><layout><text macro="a"/></layout></bibliography>'

    assert check(style(citation='<text macro="a"/>', before=macro, after=bibliography)) == ()
    assert len(sentences(style(before=macro, after=bibliography))) == 1
    assert len(sentences(style(after=bibliography.replace('<text macro="a"/>', test)))) == 1
