"""What typed references find records by is the same from the index as worked out of the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.library.known_by import forms_of, known_by, tail_of
from citekit.library.library import Library
from citekit.library.schema import read_record
from tests.library.test_index_row import SEARCHED

EXTRA = {
    "plain": "type: book\ntitle: 'Why we sleep: the new science'\nauthor: ['Müller, Jörg']\nissued: 2019\n",
    "short": "type: book\ntitle-short: Sleep\nauthor: [{literal: World Health Organization}]\nPMID: '5'\n",
    "none": "type: book\n",
    "bad": "issued: 2020-13\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with an index on disk, of the records that searches are tested with and of `EXTRA`."""
    (tmp_path / "entries").mkdir()
    texts = {path.stem: path.read_text("utf-8") for path in SEARCHED} | EXTRA
    for key, text in texts.items():
        (tmp_path / "entries" / f"{key}.yaml").write_text(text, "utf-8")
    return Library(tmp_path, cache=tmp_path / "cache", workers=1)


def test_the_index_knows_what_the_items_are_known_by(library: Library) -> None:
    """Of every usable record and in the same order, with the items that are read when they are asked for."""
    for _ in range(2):
        found = library.known_items()
        items = library.items().items

        assert found.known == tuple(map(known_by, items))
        assert dict(found.items) == {item.id: item for item in items}
        assert len(found.items) == len(items) > len(EXTRA) - 1
        assert "bad" not in found.items
        assert found.problems == library.items().problems


def test_a_changed_file_is_known_by_what_it_says_now(library: Library) -> None:
    """And a removed one by nothing."""
    library.known_items()
    library.change("plain", lambda text: text.replace("sleep", "wake"))
    library.remove("short")

    known = {one.key: one for one in library.known_items().known}

    assert known["plain"].title == "why we wake the new science"
    assert "short" not in known


@pytest.mark.parametrize(
    ("yaml", "title", "main", "first"),
    [
        ("title: 'On <i>Daphnia</i>: Größe'", "on daphnia grosse", 2, ""),
        ("title: Sleep - a study", "sleep a study", 1, ""),
        ("title: No end?", "no end", 2, ""),
        ("title-short: Short", "short", 1, ""),
        ("author: [{literal: World Health Organization}]", "", 0, "world health organization/who"),
        ('author: ["O\'Neil, Maeve"]', "", 0, "o neil/oneil"),
        ("author: ['Mueller, J.']", "", 0, "mueller/muller"),
        ("editor: ['Groot, Ann']\npublisher: Sage", "", 0, "groot"),
        ("publisher: Sage", "", 0, "sage"),
    ],
)
def test_titles_and_first_authors_are_folded(yaml: str, title: str, main: int, first: str) -> None:
    """The title with how much of it stands before the subtitle; every form of whoever stands first."""
    record = read_record(f"type: book\n{yaml}\n".encode(), path=Path("x.yaml"), key="x")

    known = known_by(record.item)

    assert (known.title, known.main, known.first) == (title, main, first)
    assert forms_of(known.first) == tuple(tuple(form.split()) for form in first.split("/") if form)


@pytest.mark.parametrize(
    "spellings",
    [
        ("10.1000/Sleep.1", "https://doi.org/10.1000/sleep.1"),
        ("978-0-306-40615-7", "9780306406157", "0-306-40615-2"),
        ("2101.00001", "arXiv:2101.00001"),
    ],
)
def test_every_spelling_of_an_identifier_ends_alike(spellings: tuple[str, ...]) -> None:
    """The check digit of an ISBN apart, which its two lengths do not share."""
    assert len({tail_of(spelling) for spelling in spellings}) == 1
    assert tail_of("5") == "-"


def test_a_key_that_is_none_is_not_among_the_items(library: Library) -> None:
    """As of any mapping."""
    items = library.known_items().items

    assert items.get("nobody") is None
    with pytest.raises(KeyError):
        items["nobody"]
