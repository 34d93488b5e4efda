"""The table of formats, and which of them a file is in."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.errors import UnreadableText
from citekit.formats.all_formats import FORMATS, guess_format
from citekit.formats.base import ReadResult
from citekit.item.item import Item
from tests.formats.strategies import ITEMS


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("refs.json", b"", "csl-json"),
        ("REFS.JSON", b"references:", "csl-json"),
        ("refs.yaml", b"[]", "csl-yaml"),
        ("refs.yml", b"", "csl-yaml"),
        ("<stdin>", b"  \n [", "csl-json"),
        ("<stdin>", b'\xef\xbb\xbf{"items": []}', "csl-json"),
        ("<stdin>", b"references:\n", "csl-yaml"),
        ("refs.txt", b"- id: a\n", "csl-yaml"),
    ],
)
def test_the_name_decides_and_then_the_text(name: str, data: bytes, format_: str) -> None:
    """A known extension names the format, and without one the first character does."""
    assert guess_format(name, data) is FORMATS[format_]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("refs.bib", b"", "BibTeX"),
        ("<stdin>", b"\n@article{doe2020,", "BibTeX"),
        ("<stdin>", b"TY  - JOUR\n", "RIS"),
        ("refs.ris", b"", "RIS"),
    ],
)
def test_formats_that_are_not_read_are_named(name: str, data: bytes, said: str) -> None:
    """What people have and citekit cannot read yet gets its name and a way out."""
    with pytest.raises(UnreadableText) as caught:
        guess_format(name, data)
    assert f"is {said}, which citekit does not read yet" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("name", FORMATS)
def test_each_says_what_it_is(name: str) -> None:
    """Name, description and extensions are there for every format."""
    format_ = FORMATS[name]
    assert name == format_.NAME
    assert format_.DESCRIPTION
    assert all(extension.startswith(".") for extension in format_.EXTENSIONS)


@pytest.mark.parametrize("name", FORMATS)
@given(item=ITEMS)
def test_each_reads_what_it_writes(name: str, item: Item) -> None:
    """Every format gives back the items it was given."""
    format_ = FORMATS[name]
    assert format_.read(format_.write([item]).encode(), name="x") == ReadResult((item,))
