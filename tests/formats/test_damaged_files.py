"""What happens to files on their way: marks and line ends of other systems, other encodings, a lost end.

Of each format that is text, that file of ``tests/cases/formats`` with most titles and no problems is taken.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from citekit.errors import UnreadableText
from citekit.formats.all_formats import FORMATS, get_reader
from citekit.formats.base import ReadResult
from tests.formats.test_cases import CASES

TEXT_FORMATS = [name for name, one in FORMATS.items() if one.read and name not in ("docx", "page")]


def _read(format_: str, data: bytes) -> ReadResult:
    return get_reader(FORMATS[format_])(data, name=Path("x"))


@cache
def _sample(format_: str) -> tuple[str, ReadResult]:
    """Return the text of a sound file and what it holds."""
    found = []
    for path in CASES:
        if path.parent.name == format_:
            try:
                text = path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
                result = _read(format_, text.encode())
            except (UnicodeDecodeError, UnreadableText):
                continue
            if not result.problems:
                titles = sum("title" in item.text for item in result.items)
                found.append((titles, text, result))
    count, text, result = max(found, key=lambda one: one[0])
    assert count
    return text, result


@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(format_: str) -> None:
    """What Notepad does to a file costs nothing and adds nothing."""
    text, result = _sample(format_)

    again = _read(format_, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert (again.items, again.problems) == (result.items, ())


def _refusal(format_: str, data: bytes) -> UnreadableText | None:
    try:
        _read(format_, data)
    except UnreadableText as error:
        return error
    return None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_utf_16_is_read_or_named(format_: str, encoding: str) -> None:
    """A file in another Unicode encoding is the same file, or refused by what is wrong with its encoding."""
    text, result = _sample(format_)
    data = text.encode(encoding)

    refused = _refusal(format_, data)

    if refused:
        assert re.search("UTF-|encoding|zero bytes", str(refused))
    else:
        assert _read(format_, data).items == result.items


@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_latin_1_is_read_or_named(format_: str) -> None:
    """A letter that is no UTF-8 is read as what it is, or the file is refused with the line of the letter.

    A web page that says it is in UTF-8 is believed, as browsers do.
    """
    text, result = _sample(format_)
    plain = text.encode("ascii", "ignore").decode()
    families = [name.family for item in result.items for names in item.names.values() for name in names]
    values = [*(value for item in result.items for value in item.text.values()), *families]
    words = (word for value in values for word in re.findall("[A-Za-z]{3,}", value))
    place = plain.index(next(word for word in words if word in plain))
    data = (plain[: place + 1] + "é" + plain[place + 1 :]).encode("latin-1")

    refused = _refusal(format_, data)

    if refused:
        assert "UTF-8" in str(refused)
        assert refused.line == plain.count("\n", 0, place) + 1
    else:
        assert ("\ufffd" if format_ == "html" else "é") in str(_read(format_, data).items)


@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_a_lost_end_costs_what_stood_there(format_: str) -> None:
    """Of a file that is cut off, all items but the last are as they were, or it is told."""
    text, result = _sample(format_)
    whole = {item.id: item for item in result.items}

    for place in range(1, 20):
        data = text[: len(text) * place // 20].encode()
        try:
            cut = _read(format_, data)
        except UnreadableText:
            continue
        changed = [item for item in cut.items[:-1] if whole.get(item.id) != item]
        assert not changed or cut.problems
