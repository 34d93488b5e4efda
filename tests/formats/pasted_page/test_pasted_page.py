"""Pages of many shapes: what must be found in each, and that nothing else is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

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
    today = dt.date.fromisoformat(expected.get("today", TODAY))

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


SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "report-page.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the test data in ../shared is absent")
def test_reads_a_real_page() -> None:
    """The page of a monitor's report gives title, date, institution, series and access."""
    text = SAMPLE.read_text(encoding="utf-8")
    draft = read_page(text, today=dt.date(2022, 2, 1))

    assert {one.field: written(one.value) for one in draft.fields} == {
        "type": "report",
        "title": text.splitlines()[0],
        "author": "Middle East Media Research Institute",
        "publisher": "Middle East Media Research Institute",
        "collection-title": "Jihad and Terrorism Threat Monitor",
        "issued": "2022-01-20",
        "access": "subscription",
    }
    assert draft.without_guesses() == draft
    for field in ("author", "publisher"):
        assert found(draft, field).confidence == "medium"
        assert "table of institutions" in found(draft, field).reason


PIECES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                *(
                    "By Jane Doe and John Roe",
                    "January 20, 2022",
                    "03/04/2022",
                    "2 hours ago",
                    "20 hours ago",
                ),
                *(
                    "Working Paper No. 12",
                    "© 2020 Acme, Inc.",
                    "https://example.org/a",
                    "ISBN 978-3-16-148410-0",
                ),
                *("The full text of this report is available to Acme Watch subscribers.", "Home", "Share"),
                *(
                    "A Title of Several Words",
                    "One sentence ends. Another one begins here, and ends as well.",
                    "",
                ),
                *(
                    "References",
                    "OSLO, March 3, 2022 — The fund today announced nothing.",
                    "令和4年1月20日",
                    "|",
                    "¦ –",
                ),
            ]
        ),
    ),
    max_size=25,
)


@given(PIECES, st.dates())
def test_reads_any_text_or_says_why_not(pieces: list[str], today: dt.date) -> None:
    """Whatever is pasted gives a draft whose evidence stands in the text, or one sentence."""
    text = "\n".join(pieces)
    try:
        draft = read_page(text, today=today)
    except UnreadableText as error:
        sentence = str(error)
    else:
        _check(draft, text)
        return
    assert sentence.startswith("the pasted text: is ")


def _check(draft: PageDraft, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in draft.fields:
        assert one.reason
        assert one.value
        assert 1 <= one.line <= len(lines)
    assert len({one.field for one in draft.fields}) == len(draft.fields)
    assert draft.item("key").type == found(draft, "type").value


@pytest.mark.parametrize(
    "text",
    [
        "A Title of Several Words\n\n" + "A sentence of a long text. " * 200_000,
        "A Title of Several Words\n" + "\n" * 1_000_000 + "end",
        "word " * 1_000_000,
        "A" * 5_000_000,
        "Aaa Bbb\n" * 600_000,
    ],
    ids=["one paragraph", "empty lines", "one line", "one word", "short lines"],
)
def test_reads_five_megabytes(text: str) -> None:
    """A text of five megabytes is read like a short one: only its head and foot are looked at."""
    draft = read_page(text, today=dt.date(2024, 5, 6))

    assert draft.get("type") is not None
    assert draft.get("issued") is None


def test_looks_at_the_foot_of_a_long_text() -> None:
    """A notice at the foot is found however long the text above it is."""
    body = "One sentence stands here. Another one stands beside it, and both are long enough.\n\n" * 20_000
    draft = read_page(f"A Title of Several Words\n\n{body}\n© 2020 Acme, Inc.", today=dt.date(2024, 5, 6))

    assert found(draft, "publisher").value == "Acme, Inc."
