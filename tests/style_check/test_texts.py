"""Affixes and words that print what nobody means."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, style


@pytest.mark.parametrize(
    "value", ["&#160;", "&amp;", "a &lt; b", "&lt;http://example.org/>", "&lt;ibid.>", "«", "R&amp;D;", "—"]
)
def test_text_that_prints_as_it_looks_is_left_alone(value: str) -> None:
    """References that are written once, and angle brackets that are no markup."""
    assert check(style(citation=f'<text variable="URL" prefix="{value}" suffix="{value}"/>')) == ()


@pytest.mark.parametrize(
    "value", ["&amp;#160;", "&amp;#xA0;", "&amp;amp;", "&amp;nbsp;", "&lt;i>", "&lt;/sup>", "&lt;br/>"]
)
@pytest.mark.parametrize("attribute", ["prefix", "suffix", "value"])
def test_text_that_prints_its_own_markup_is_warned_of(value: str, attribute: str) -> None:
    """References escaped twice, and tags."""
    source = "" if attribute == "value" else 'variable="title" '
    (problem,) = check(style(citation=f'<text {source}{attribute}="{value}"/>'))

    assert (problem.line, problem.fatal) == (2, False)


def test_one_and_nought_are_understood_by_few() -> None:
    """The schema allows them for true and false; processors compare with the words."""
    (problem,) = check(style(citation='<text variable="title" quotes="1" strip-periods="false"/>'))

    assert problem.remedy == 'write quotes="true"'


@pytest.mark.parametrize(
    ("declared", "faults"), [("utf-8", 0), ("UTF-8", 0), ("us-ascii", 0), ("ISO-8859-1", 1)]
)
def test_an_encoding_that_is_not_the_files_is_warned_of(declared: str, faults: int) -> None:
    """Others believe the declaration, and misread letters that are not ASCII."""
    head = f'<?xml version="1.0" encoding="{declared}"?>'

    assert len(check(head + style(citation='<text value="é"/>'))) == faults
    assert check(head + style()) == ()
