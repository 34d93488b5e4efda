"""What every format of the table must satisfy."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.formats.all_formats import FORMATS
from citekit.formats.base import Format, WriteOptions
from citekit.formats.fidelity import kept
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.variables import RECORD_VARIABLES, TYPES
from tests.formats.strategies import ITEMS

READ = [format_ for format_ in FORMATS.values() if format_.read]
WRITTEN = [format_ for format_ in FORMATS.values() if format_.write]
BOTH = [format_ for format_ in FORMATS.values() if format_.read and format_.write]


def _name(format_: Format) -> str:
    return format_.name


@pytest.mark.parametrize("format_", FORMATS.values(), ids=_name)
def test_each_says_what_it_is(format_: Format) -> None:
    """Title, description and extensions are there, and it is read or written."""
    assert format_.title
    assert format_.description
    assert all(extension.startswith(".") for extension in format_.extensions)
    assert format_.read or format_.write


@pytest.mark.parametrize("format_", WRITTEN, ids=_name)
def test_each_declares_what_it_holds(format_: Format) -> None:
    """What is written has a declaration, in words of the one vocabulary."""
    assert format_.fidelity
    assert set(format_.fidelity.types) == set(TYPES)
    assert set(format_.fidelity.types.values()) <= set(TYPES)
    assert format_.fidelity.variables <= set(RECORD_VARIABLES)
    assert set(format_.fidelity.only_for) <= format_.fidelity.variables
    assert set(format_.fidelity.limits) <= format_.fidelity.variables


@pytest.mark.parametrize("format_", BOTH, ids=_name)
@given(item=ITEMS)
def test_each_reads_what_it_writes_up_to_its_table(format_: Format, item: Item) -> None:
    """What comes back of an item is exactly what the declaration says."""
    assert format_.read
    assert format_.write
    assert format_.fidelity
    written = format_.write([item], WriteOptions())
    assert format_.read(written.encode(), name="x").items == (kept(item, format_.fidelity),)


@pytest.mark.parametrize("format_", BOTH, ids=_name)
@given(items=st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda item: item.id))
def test_each_writes_the_same_bytes_again(format_: Format, items: list[Item]) -> None:
    """Reading and writing what was written changes no byte, so that diffs stay small."""
    assert format_.read
    assert format_.write
    written = format_.write(items, WriteOptions())
    again = format_.read(written.encode(), name="x").items
    assert format_.write(again, WriteOptions()) == written


@pytest.mark.parametrize("format_", BOTH, ids=_name)
@pytest.mark.parametrize("month", ["00", "13", "99"])
@pytest.mark.parametrize("day", ["00", "32", "99"])
def test_no_month_or_day_comes_in_that_no_calendar_has(format_: Format, month: str, day: str) -> None:
    """The engine prints dates as they stand, so what is none ends at the reader."""
    assert format_.read
    assert format_.write
    item = Item(
        id="a", type="book", text={"title": "T"}, dates={"issued": Date(start=DateParts(2019, 11, 27))}
    )
    text = format_.write([item], WriteOptions()).replace("11", month).replace("27", day)
    with suppress(UnreadableText):
        for date in format_.read(text.encode(), name="x").items[0].dates.values():
            for parts in filter(None, (date.start, date.end)):
                assert parts.month in (None, *range(1, 13))
                assert parts.day is None or (parts.month and 1 <= parts.day <= 31)


@pytest.mark.parametrize("format_", READ, ids=_name)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_a_sentence(format_: Format, data: bytes) -> None:
    """Any file is read, or refused with one sentence."""
    assert format_.read
    with suppress(UnreadableText):
        format_.read(data, name="x")


@pytest.mark.parametrize("format_", READ, ids=_name)
@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xfe\x00", b"\x00" * 20, b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_text_of_any_kind_is_refused(format_: Format, data: bytes) -> None:
    """Nothing, and what is binary, is no bibliography of any format."""
    assert format_.read
    with pytest.raises(UnreadableText):
        format_.read(data, name="x")
