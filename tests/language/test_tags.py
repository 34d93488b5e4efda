"""Language tags: what people and programs write, as BCP 47 writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.tags import is_tag, normalise_tag, primary


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en_gb", "en-GB"),
        ("EN-gb", "en-GB"),
        (" de-AT ", "de-AT"),
        ("de_AT.UTF-8", "de-AT"),
        ("sr_RS@latin", "sr-RS"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("de-ch-1996", "de-CH-1996"),
        ("es-419", "es-419"),
        ("en-x-US", "en-x-us"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("fre-CA", "fr-CA"),
        ("grc", "grc"),
        ("und", "und"),
        ("English", "en"),
        ("german", "de"),
        ("français", "fr"),
        ("日本語", "ja"),
    ],
)
def test_a_tag_is_written_as_bcp_47_does(written: str, tag: str) -> None:
    """Case, separators, three-letter codes, locale names and language names become the tag."""
    assert normalise_tag(written) == tag


@pytest.mark.parametrize(
    "text", ["", "chinese-traditional", "italian, english and french", "C", "POSIX!", "en-", "e n", "12"]
)
def test_what_is_no_tag_is_left_alone(text: str) -> None:
    """Words that mean no single language come back as they are."""
    assert normalise_tag(text) == text
    assert not is_tag(text)
    assert primary(text) == ""


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-Hant-TW", "zh"), ("en_GB", "en"), ("ger", "de"), ("English", "en")]
)
def test_the_primary_language_stands_first(tag: str, language: str) -> None:
    """The language alone, whatever the country and script."""
    assert primary(tag) == language


@given(st.from_regex(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8}){0,4}", fullmatch=True))
def test_a_normal_tag_is_normal(text: str) -> None:
    """Normalising twice changes nothing more."""
    assert normalise_tag(normalise_tag(text)) == normalise_tag(text)
