"""What a style says of itself: its language, its kind, its parent."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.style_check.check import check_style
from citekit.style_check.csl_data import SCHEMA, locale_tags
from tests.style_check.styles import CASES, sentences, style


def told(text: str) -> list[str]:
    """Return what is wrong and what to do, where languages and APA are known."""
    problems = check_style(
        text.encode(),
        path=Path("case.csl"),
        schema=SCHEMA,
        is_known=lambda id_: id_.endswith("/apa"),
        locales=locale_tags(),
    )
    return [f"{problem.message}; {problem.remedy}" for problem in problems]


@pytest.mark.parametrize(
    "tag", ["de", "de-DE", "de-LU", "en-GB", "sr-Latn-RS", "zh-TW", "en-US-x-sort-de-DE", "la", "nb-NO"]
)
def test_a_language_with_a_locale_is_left_alone(tag: str) -> None:
    """The tag itself or its language has a CSL locale; what follows -x- is not for choosing one."""
    assert told(style().replace('version="1.0"', f'version="1.0" default-locale="{tag}"', 1)) == []


@pytest.mark.parametrize(
    ("tag", "start"),
    [
        ("english", 'default-locale="english" is no language tag; write en'),
        ("en_US", 'default-locale="en_US" is no language tag; write en-US'),
        ("EN-us", 'default-locale="EN-us" is not how CSL writes it; write en-US'),
        ("tlh", 'default-locale="tlh" is a language without a CSL locale'),
        ("ger-DE", 'default-locale="ger-DE" is not how CSL writes it; write de-DE'),
        ("1", 'default-locale="1" is no language tag; write a tag such as en-GB or de-DE'),
        ("", 'default-locale="" is no language tag'),
    ],
)
def test_a_language_that_is_none_is_told_once(tag: str, start: str) -> None:
    """With the tag that was likely meant."""
    (sentence,) = told(style().replace('version="1.0"', f'version="1.0" default-locale="{tag}"', 1))

    assert sentence.startswith(start)


def test_a_style_says_what_kind_it_is() -> None:
    """Without a citation-format it is listed nowhere by kind; a field of research is none."""
    text = style().replace('citation-format="author-date"', 'field="law"')

    assert sentences(text) == ["does not say what kind of citations the style makes"]


def test_a_parent_is_asked_for_by_its_id() -> None:
    """The predicate decides, whatever the address looks like."""
    text = (CASES / "good" / "dependent.csl").read_text("utf-8")

    assert told(text) == []
    assert told(text.replace("zotero.org/styles/apa", "zotero.org/styles/aap"))[0].startswith(
        'there is no style "http://www.zotero.org/styles/aap" to be the parent'
    )
