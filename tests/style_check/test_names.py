"""Settings of names that go together, and those that do not."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, sentences, style

_AUTHOR = '<names variable="author"/>'


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ('et-al-min="3" et-al-use-first="1"', ""),
        ('et-al-min="3"', 'et-al-use-first="1"'),
        ('et-al-use-first="1"', 'et-al-min="3"'),
        ("", 'et-al-min="3" et-al-use-first="2"'),
        ('et-al-subsequent-min="3" et-al-subsequent-use-first="1"', ""),
        ("", 'et-al-min="+3" et-al-use-first="1"'),
    ],
)
def test_halves_that_meet_are_left_alone(options: str, name: str) -> None:
    """What one element sets and another completes is complete."""
    names = f'<names variable="author"><name {name}/></names>'

    assert check(style(citation=names, options=options)) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [("et-al-min", "et-al-use-first"), ("et-al-subsequent-min", "et-al-subsequent-use-first")],
)
def test_a_half_alone_is_warned_of(first: str, second: str) -> None:
    """Neither does anything without the other."""
    assert sentences(style(citation=_AUTHOR, options=f'{first}="3"')) == [f"{first} without {second}"]
    assert sentences(style(citation=_AUTHOR, options=f'{second}="1"')) == [f"{second} without {first}"]


def test_a_list_is_shortened_to_fewer_names_than_it_has() -> None:
    """From three names to three is no shortening."""
    assert len(sentences(style(citation=_AUTHOR, options='et-al-min="3" et-al-use-first="3"'))) == 1
    assert check(style(citation=_AUTHOR, options='et-al-min="3" et-al-use-first="2"')) == ()


@pytest.mark.parametrize(
    ("outer", "inner", "faults"),
    [
        ("author", "editor", 0),
        ("author", "author editor", 0),
        ("author editor", "author", 1),
        ("author", "author", 1),
    ],
)
def test_a_substitute_names_something_new(outer: str, inner: str, faults: int) -> None:
    """What was found empty is empty the second time; a wider set is not."""
    names = f'<names variable="{outer}"><substitute><names variable="{inner}"/></substitute></names>'

    assert len(sentences(style(citation=names))) == faults
