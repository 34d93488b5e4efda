"""A lock tells what has changed since it was made, and survives its file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.markdown import markdown
from citekit.errors import UnreadableText
from citekit.item.item import Item
from citekit.rendering.cited import Options, cite
from citekit.rendering.lock import (
    Lock,
    Pinned,
    Printed,
    PrintedCitation,
    PrintedEntry,
    drift,
    make_lock,
    read_lock,
    write_lock,
)
from tests.csl.small_style import item
from tests.rendering.test_cases import style_called
from tests.rendering.test_render import ITEMS

_TEXT = st.text(max_size=8)
_PINNED = st.builds(Pinned, _TEXT, _TEXT)
LOCKS = st.builds(
    Lock,
    engine=_TEXT,
    style=_PINNED,
    locale=_PINNED,
    asked=_TEXT,
    like=_TEXT,
    records=st.dictionaries(_TEXT, _TEXT, max_size=4),
    printed=st.builds(
        Printed,
        st.lists(st.builds(PrintedCitation, _TEXT, _TEXT), max_size=3).map(tuple),
        st.lists(st.builds(PrintedEntry, _TEXT, _TEXT), max_size=3).map(tuple),
    ),
)


def locked(text: str, items: dict[str, Item] = ITEMS, style_text: str = "<style/>") -> Lock:
    """Return the lock of a Markdown paper in APA."""
    document = markdown.read(text.encode(), name="paper.md")
    style = style_called("apa")
    return make_lock(
        document,
        cite(document, style, items, Options()),
        style,
        engine="1",
        name="apa",
        asked="",
        like="specification",
        style_texts=[style_text],
        locale_texts=["<locale/>"],
    )


@given(lock=LOCKS)
def test_a_lock_is_read_as_it_was_written(lock: Lock) -> None:
    """Whatever names, checksums and texts it holds."""
    assert read_lock(write_lock(lock), name="x.lock") == lock


def test_a_lock_holds_what_is_cited_and_how_it_prints() -> None:
    """Records by checksum, citations as typed, entries with italics."""
    lock = locked("So [@doe, 3], @roe.\n")

    assert set(lock.records) == {"doe", "roe"}
    assert lock.printed.citations == (
        PrintedCitation("[@doe, 3]", "(Doe, 2005, p. 3)"),
        PrintedCitation("@roe", "Roe (2006)"),
    )
    assert lock.printed.bibliography[0] == PrintedEntry("doe", "Doe, J. (2005). *First Book*. CUP.")
    assert (lock.locale.name, lock.style.name) == ("en-US", "apa")


def test_nothing_drifts_where_the_text_alone_changes() -> None:
    """Another word, another locator, and a record that is not cited leave a lock as it is."""
    other = {**ITEMS, "roe": item("roe", title="Other")}

    assert drift(locked("So [@doe].\n"), locked("Then [see @doe, 9].\n", other)) == ()


def test_what_has_changed_is_told() -> None:
    """Each thing by its name: engine, style, language, compatibility, records."""
    old = locked("So [@doe].\n")
    changed = {**ITEMS, "doe": item("doe", title="Other")}

    assert drift(old, locked("So [@doe].\n", changed)) == ("the record doe has changed",)
    assert drift(old, locked("So [@doe; @roe].\n")) == ("the record roe is new",)
    assert drift(locked("[@doe; @roe]\n"), locked("None.\n")) == ("the records doe, roe are gone",)
    assert drift(old, locked("So [@doe].\n", style_text="<style />")) == ("the style apa has changed",)
    assert drift(
        old,
        replace(old, engine="2", style=Pinned("mla", "x"), locale=Pinned("de-DE", "x"), like="zotero"),
    ) == (
        "citekit 1 made it, this is 2",
        "the style was apa and is mla",
        "the language was en-US and is de-DE",
        "it was printed like specification and is like zotero",
    )
    assert drift(old, replace(old, locale=Pinned("en-US", "x"))) == (
        "the words of the language en-US have changed",
    )


def test_of_many_records_a_few_are_named() -> None:
    """Three, and how many more there are."""
    items = {key: item(key, title=key) for key in "abcde"}

    (sentence,) = drift(locked("None.\n"), locked(" ".join(f"[@{key}]" for key in items), items))

    assert sentence == "the records a, b, c and 2 more are new"


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b'{"citekit-lock": 2}', b'{"citekit-lock": 1, "engine": 1}', b"[" * 100_000],
)
def test_what_is_no_lock_is_refused(data: bytes) -> None:
    """With one sentence that says what to do."""
    with pytest.raises(UnreadableText) as caught:
        read_lock(data, name="essay.md.lock")

    assert "essay.md.lock" in str(caught.value)
    assert "citekit lock --update" in (caught.value.hint or "")
