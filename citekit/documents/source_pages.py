"""The text of a file page by page, read quickly: to look words up in it, not to understand it.

A thesis of three hundred pages takes a second; `read_document` would take ten times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from citekit.documents import plain_text
from citekit.documents.all_documents import guess_document
from citekit.documents.document import OpenFile
from citekit.documents.pdf import pdf
from citekit.errors import UnreadableText

__all__ = ["SourcePage", "read_source_pages"]


class SourcePage(NamedTuple):
    """One page: its number from 1 in the file, the names that it may be cited by, and its text.

    ``names`` are what is printed on it and what the file calls it. A file without pages is one page with the
    number 0.
    """

    number: int
    names: tuple[str, ...]
    text: str


_EDGE: Final = 2
"""Lines at the top and at the foot of a page among which its number and its running head stand."""
_LONGEST_HEAD: Final = 120
"""Characters of a line that may be a running head."""
_FEWEST: Final = 3
"""Pages that must have the same head, or be numbered in the same way."""
_NUMBER: Final = re.compile(r"(?<![\w.])\d{1,4}(?![\w.]\d)")


def read_source_pages(
    data: bytes, *, name: Path | str, open_file: OpenFile | None = None
) -> tuple[SourcePage, ...]:
    """Return the pages of the file that ``data`` is, without their running heads.

    Raises:
        UnreadableText: it is in no format that is read, is damaged or locked, or has no text.
        CitekitError: it is a PDF, and the extra is not installed.
    """
    format_ = guess_document(name, data)
    if format_.NAME == pdf.NAME:
        called = pdf.read_texts(data, name=name)
        pages = _numbered([label for label, _ in called], [text for _, text in called])
    else:
        document = format_.read(data, name=name, open_file=open_file)
        is_text = format_.NAME == plain_text.NAME  # whose form feeds part pages
        texts = (
            document.parts[0].text.split("\f")
            if is_text
            else ["\n".join(block.text for block in document.blocks)]
        )
        pages = _numbered([""] * len(texts), texts) if len(texts) > 1 else (SourcePage(0, (), texts[0]),)
    if not any(page.text.strip() for page in pages):
        raise UnreadableText(name, "has no text", hint="have its text recognised")
    return pages


def _numbered(labels: Sequence[str], texts: Sequence[str]) -> tuple[SourcePage, ...]:
    pages = [[line for line in text.splitlines() if line.strip()] for text in texts]
    heads = _heads(pages)
    shift = _shift(pages)
    # A file that only counts its pages says nothing of what is printed on them.
    is_counted = list(labels) == [str(number) for number in range(1, len(labels) + 1)]
    found = []
    for number, (label, lines) in enumerate(zip(labels, pages, strict=True), 1):
        printed = str(number + shift) if shift is not None and number + shift > 0 else ""
        names = dict.fromkeys((printed, "" if is_counted else label))
        text = "\n".join(_body(lines, heads, printed))
        found.append(SourcePage(number, tuple(name for name in names if name), text))
    return tuple(found)


def _shift(pages: Sequence[Sequence[str]]) -> int | None:
    """Return what is to be added to a page's place in the file to give the number printed on it."""
    votes: Counter[int] = Counter()
    for number, lines in enumerate(pages, 1):
        edges = (*lines[:_EDGE], *lines[-_EDGE:])
        printed = {int(found[side]) for line in edges if (found := _NUMBER.findall(line)) for side in (0, -1)}
        votes.update(value - number for value in printed)
    if not votes:
        return None
    shift, count = votes.most_common(1)[0]
    return shift if count >= max(_FEWEST, len(pages) / 2) else None


def _heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, their digits aside, that stand at the edges of several pages."""
    counted = Counter(
        mask
        for lines in pages
        for mask in {_masked(line) for line in _edges(lines) if len(line) <= _LONGEST_HEAD}
    )
    return frozenset(mask for mask, count in counted.items() if count >= _FEWEST)


def _edges(lines: Sequence[str]) -> Iterable[str]:
    return lines if len(lines) <= 2 * _EDGE else (*lines[:_EDGE], *lines[-_EDGE:])


def _masked(line: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", " ".join(line.split()))


def _body(lines: Sequence[str], heads: frozenset[str], printed: str) -> Iterator[str]:
    """Yield the lines of a page but for running heads and the line that holds the page's number."""
    for index, line in enumerate(lines):
        from_edge = min(index, len(lines) - 1 - index)
        if from_edge < _EDGE and _masked(line) in heads:
            continue
        words = line.split()
        if from_edge == 0 and len(line) <= _LONGEST_HEAD and printed in (words[0], words[-1]):
            continue
        yield line
