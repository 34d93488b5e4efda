"""What a work is compared with of a large library is all that it could be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from citekit.item.item import Item
from citekit.library.duplicates import Register
from citekit.library.library import Library
from citekit.library.traits import traits_of
from tests.library.test_index_row import SEARCHED

AUTHOR = "author: ['Doe, Jane']\nissued: 2019\n"
TITLES = {
    "whole": "Sleep and grades: a study of schools",
    "main": "Sleep and grades",
    "other-end": "The loss of sleep and grades",
    "begins": "Of sleep: another work",
    "small": "Of the: and",
    "one-word": "Sleep",
    "none-alike": "Harbours of the north",
    "marked": "<i>Sleep</i> and gradés: a study of schools",
}
NUMBERED = {
    "doi": "DOI: 10.1000/sleep.1\n",
    "address": "URL: https://doi.org/10.1000/SLEEP.1\n",
    "isbn13": "ISBN: 978-0-306-40615-7\n",
    "isbn10": "ISBN: 0-306-40615-2\n",
    "nber": "publisher: National Bureau of Economic Research\nnumber: w24001\n",
    "short": "publisher: National Bureau of Economic Research\nnumber: '24001'\n",
    "gartner": "publisher: Gartner\nnumber: G00799999\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Works with titles and numbers in common, and those that searches are tested with."""
    root = tmp_path_factory.mktemp("alike")
    (root / "entries").mkdir()
    texts = {path.stem: path.read_text("utf-8") for path in SEARCHED}
    texts |= {key: f"type: book\ntitle: '{title}'\n{AUTHOR}" for key, title in TITLES.items()}
    texts |= {key: f"type: report\ntitle: Report {key}\n{fields}" for key, fields in NUMBERED.items()}
    for key, text in texts.items():
        (root / "entries" / f"{key}.yaml").write_text(text, "utf-8")
    return Library(root, cache=None, workers=1)


def test_what_is_left_out_could_not_be_the_same_work(library: Library) -> None:
    """Each record is held against all others, and against those that it is said to be like."""
    items = library.items().items
    for item in items:
        work = replace(item, id="incoming")

        assert found(work, library.items_alike((work,))) == found(work, items)


def found(work: Item, items: tuple[Item, ...]) -> list[str]:
    """Return the keys of the works that ``work`` may be."""
    register = Register()
    for item in items:
        register.add(item.id, traits_of(item))
    return [key for key, _ in register.find(traits_of(work))]


def test_few_of_many_are_alike(library: Library) -> None:
    """By title, by number, or by the very key."""
    north = Item(id="x", type="book", text={"title": "Harbours of the south"})
    isbn = Item(id="x", type="book", text={"ISBN": "9780306406157"})
    nothing = Item(id="x", type="book")

    assert [item.id for item in library.items_alike((north,))] == ["none-alike"]
    assert [item.id for item in library.items_alike((isbn,))] == ["bible", "isbn10", "isbn13"]
    assert library.items_alike((nothing,)) == ()
    assert [item.id for item in library.items_alike((nothing,), ["doi", "nobody", ""])] == ["doi"]


def test_text_that_is_no_unicode_is_like_nothing(library: Library) -> None:
    """JSON can hold half a pair of surrogates."""
    work = Item(id="x", type="book", text={"title": "\ud800", "DOI": "10.1000/\ud800"})

    assert library.items_alike((work,), ["\ud800"]) == ()


def test_very_many_are_compared_with_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """As most of them are like something."""
    monkeypatch.setattr("citekit.library.library.MANY", 0)
    nothing = Item(id="x", type="book")

    assert library.items_alike((nothing,)) == library.items().items


def test_a_library_of_no_records_has_none_alike(tmp_path: Path) -> None:
    """So that the first import needs no care."""
    (tmp_path / "entries").mkdir()

    assert Library(tmp_path, cache=None).items_alike((Item(id="x", type="book"),), ["x"]) == ()
