"""What the index keeps of a record is the whole record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import Problem
from citekit.files import Stamp
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.library.packed import pack_record, unpack_item, unpack_record
from citekit.library.record import Access, Archived, Provenance, Record
from citekit.library.schema import read_record
from tests.conftest import CHECKOUT
from tests.tables import CASES

PATH = Path("entries/doe2020.yaml")

words = st.text(max_size=8)
maps = st.dictionaries(words, words, max_size=3)
lists = st.lists(words, max_size=3).map(tuple)
flags = st.booleans()
parts = st.builds(DateParts, st.integers(-10000, 10000), *(st.none() | st.integers(1, 31) for _ in range(3)))
dates = st.builds(
    Date,
    start=st.none() | parts,
    end=st.none() | parts,
    open_end=flags,
    approximate=flags,
    uncertain=flags,
    literal=words,
)
persons = st.builds(
    Name,
    family=words,
    given=words,
    dropping_particle=words,
    non_dropping_particle=words,
    suffix=words,
    literal=words,
    comma_suffix=flags,
    static_ordering=flags,
)
items = st.builds(
    Item,
    id=st.just("doe2020"),
    type=words,
    text=maps,
    number=maps,
    names=st.dictionaries(words, st.lists(persons, min_size=1, max_size=3).map(tuple), max_size=2),
    dates=st.dictionaries(words, dates, max_size=2),
    custom=maps,
)
places = st.none() | st.integers(1, 99)
records = st.builds(
    Record,
    key=st.just("doe2020"),
    item=items,
    path=st.just(PATH),
    stamp=st.just(Stamp("0")),
    tags=lists,
    aliases=lists,
    files=lists,
    access=st.none() | st.sampled_from(Access),
    archived=st.none() | st.builds(Archived, words, st.none() | dates),
    supersedes=lists,
    provenance=st.none()
    | st.builds(Provenance, source=words, date=st.none() | dates, confidence=maps, other=maps),
    problems=st.lists(
        st.builds(Problem, st.just(PATH), places, places, words, words, words, flags), max_size=2
    ).map(tuple),
)


@given(records)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    """Whatever a record can hold; a field that is added to `Record` must be packed too."""
    packed = pack_record(record)

    assert unpack_record(packed, key=record.key, path=record.path, stamp=record.stamp) == record
    assert unpack_item(packed, record.key) == record.item


FILES = sorted([*(CHECKOUT / "entries").glob("*.yaml"), *(CASES / "library").rglob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_record_comes_back_as_it_was(path: Path) -> None:
    """The sample library, and the faulty records among the cases."""
    record = read_record(path.read_bytes(), path=path, key=path.stem)

    assert unpack_record(pack_record(record), key=path.stem, path=path, stamp=record.stamp) == record


def test_there_are_real_records() -> None:
    """The test above would pass on nothing."""
    assert len(FILES) > 20
