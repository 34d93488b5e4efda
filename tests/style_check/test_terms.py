"""Terms and dates of locales that are defined twice."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, sentences, style


def locale(content: str, language: str = "en") -> str:
    """Return a cs:locale."""
    return f'<locale xml:lang="{language}">{content}</locale>'


def terms(*attributes: str) -> str:
    """Return terms with the given attributes."""
    return f"<terms>{''.join(f'<term {each}>x</term>' for each in attributes)}</terms>"


@pytest.mark.parametrize(
    "before",
    [
        locale(terms('name="page"', 'name="page" form="short"', 'name="volume"')),
        locale(terms('name="ordinal-01"', 'name="ordinal-01" gender-form="feminine"')),
        locale(terms('name="page"')) + locale(terms('name="page"'), "de"),
        locale(terms('name="page"')) + locale(terms('name="page"'), "en-GB"),
    ],
)
def test_terms_that_differ_in_anything_are_left_alone(before: str) -> None:
    """In name, form, gender or language."""
    assert check(style(before=before)) == ()


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (locale(terms('name="page"', 'name="page" form="long"')), 'a second term "page"'),
        (
            locale(terms('name="page" form="short"', 'name="page" form="short"')),
            'a second term "page" in the form short',
        ),
        (locale(terms('name="page"')) + locale(terms('name="volume"'), "EN"), 'a second <locale> for "en"'),
    ],
)
def test_what_is_defined_twice_is_warned_of(before: str, sentence: str) -> None:
    """The later wins, which its author may not know."""
    problems = check(style(before=before))

    assert sentence in [problem.message for problem in problems]
    assert not any(problem.fatal for problem in problems)


def test_a_locale_file_is_checked_like_a_style() -> None:
    """Its root decides what it is."""
    assert sentences('<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en"/>') == [
        '<locale xml:lang="en"> has no <style-options>',
        '<locale xml:lang="en"> has no <date>',
        '<locale xml:lang="en"> has no <terms>',
    ]
