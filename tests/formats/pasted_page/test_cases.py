"""Pages of many shapes: what must be found in each, and that nothing else is."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from citekit.errors import UnreadableText
from citekit.formats.pasted_page.draft import FoundField, PageDraft
from citekit.formats.pasted_page.pasted_page import read_page
from citekit.item.date import Date
from citekit.item.item import Value

CASES = Path(__file__).parents[2] / "cases" / "pasted_page"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
TODAY = "2024-05-06"


def written(value: Value) -> str:
    """Return a value as the case files have it: EDTF, and names inverted with semicolons between."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        return value.edtf()
    return "; ".join(name.inverted() for name in value)


def found(draft: PageDraft, field: str) -> FoundField:
    """Return the field of the draft, which must be there."""
    field_ = draft.get(field)
    assert field_ is not None
    return field_


def load(name: str) -> tuple[str, dict[str, Any]]:
    """Return the text of a case and what is expected of it, every scalar a string."""
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    expected = yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  the base loader makes nothing but strings, lists and dicts
    return text, expected


def test_cases_are_there() -> None:
    """The cases are found, each with its text."""
    assert len(NAMES) > 30
    assert {path.stem for path in CASES.glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_finds_what_the_page_says_and_nothing_else(name: str) -> None:
    """Each field has the value that the case names, and a field that it does not name stays empty."""
    text, expected = load(name)
    today = datetime.date.fromisoformat(expected.get("today", TODAY))

    if "error" in expected:
        with pytest.raises(UnreadableText, match=expected["error"]):
            read_page(text, today=today)
        return
    draft = read_page(text, today=today)

    assert {one.field: written(one.value) for one in draft.fields} == expected["fields"]
    for field in expected.get("empty", ()):
        assert draft.get(field) is None
    for field, confidence in expected.get("confidence", {}).items():
        assert (field, str(found(draft, field).confidence)) == (field, confidence)
    for field, line in expected.get("lines", {}).items():
        assert (field, str(found(draft, field).line)) == (field, line)
    for field, words in expected.get("reasons", {}).items():
        assert words in found(draft, field).reason
    for field, choices in expected.get("choices", {}).items():
        assert [written(choice) for choice in found(draft, field).choices] == choices
    for words in expected.get("notes", ()):
        assert any(words in note for note in draft.notes)
    if "certain" in expected:
        assert {one.field for one in draft.without_guesses().fields} == set(expected["certain"])
