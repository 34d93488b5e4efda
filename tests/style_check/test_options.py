"""Options that go with the kind of style, and those that do not."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, sentences, style

_NUMBER = '<text variable="citation-number"/>'


@pytest.mark.parametrize(
    "text",
    [
        style(options='collapse="year" year-suffix-delimiter=","'),
        style(options='disambiguate-add-givenname="true" givenname-disambiguation-rule="by-cite"'),
        style(options='disambiguate-add-year-suffix="true"'),
        style(citation=_NUMBER, options='collapse="citation-number"', kind="numeric"),
        style(citation=_NUMBER, options='disambiguate-add-year-suffix="false"', kind="numeric"),
        style(citation='<number variable="citation-number"/>', kind="numeric"),
        style(citation='<text macro="n"/>', before=f'<macro name="n">{_NUMBER}</macro>', kind="numeric"),
        style(kind="note", class_="note"),
        style(kind="label"),
    ],
)
def test_options_that_go_together_are_left_alone(text: str) -> None:
    """What one option needs is there, and the kind of style is what its citations print."""
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (style(options='year-suffix-delimiter=","'), "year-suffix-delimiter does nothing without collapse"),
        (
            style(options='collapse="citation-number"'),
            'collapse="citation-number" in a citation that prints no',
        ),
        (style(kind="numeric"), "says that it is numeric, but"),
        (
            style(citation=_NUMBER, options='collapse="year"', kind="numeric"),
            'collapse="year" in a numeric style',
        ),
        (
            style(citation=_NUMBER, options='disambiguate-add-year-suffix="true"', kind="numeric"),
            "disambiguate-add-year-suffix does nothing good in a numeric style",
        ),
        (style(kind="note"), 'class="in-text", but the citation-format is note'),
        (style(class_="note"), 'class="note", but the citation-format is author-date'),
    ],
)
def test_options_that_contradict_each_other_are_warned_of(text: str, start: str) -> None:
    """Once each, and never as an error."""
    (problem,) = check(text)

    assert problem.message.startswith(start)
    assert not problem.fatal


def test_a_number_in_the_bibliography_makes_no_numeric_citation() -> None:
    """What counts is what the citation prints."""
    bibliography = f"<bibliography><layout>{_NUMBER}</layout></bibliography>"

    assert len(sentences(style(kind="numeric", after=bibliography))) == 1
