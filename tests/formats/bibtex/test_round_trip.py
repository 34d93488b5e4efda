"""Items to .bib files and back: all that the declarations say comes back, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.base import Format, WriteOptions
from citekit.formats.bibtex.dialects import BIBLATEX, BIBTEX
from citekit.formats.fidelity import kept
from citekit.item.item import Item
from tests.formats.bibtex.strategies import ITEMS

"""Other programs may have the machine meanwhile."""

BOTH = pytest.mark.parametrize("format_", [BIBLATEX, BIBTEX], ids=lambda format_: format_.name)


def _read(format_: Format, text: str) -> tuple[Item, ...]:
    assert format_.read
    return format_.read(text.encode(), name="x").items


@BOTH
@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
@given(item=ITEMS)
def test_items_of_real_shape_come_back(format_: Format, ascii_only: bool, item: Item) -> None:
    """Titles, names, notes full of LaTeX's own characters come back as the declaration says, in ASCII too."""
    assert format_.write
    assert format_.fidelity
    written = format_.write([item], WriteOptions(ascii=ascii_only))
    assert _read(format_, written) == (kept(item, format_.fidelity),)


@BOTH
@given(items=st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id))
def test_the_same_bytes_are_written_again(format_: Format, items: list[Item]) -> None:
    """What was read of a file gives that file, byte for byte."""
    assert format_.write
    written = format_.write(items, WriteOptions())
    assert format_.write(_read(format_, written), WriteOptions()) == written
