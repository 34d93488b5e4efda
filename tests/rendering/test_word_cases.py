"""Word papers, finished: each ``tests/cases/rendering/STYLE/NAME.docx.xml`` has ``NAME.finished.docx.txt``.

The papers are here as Word saves them in one XML file, and are packed into a .docx first; the finished ones
are written down as `tests.word.printed` prints them. ``NAME.fields.docx.xml`` is finished with fields. What
is told of unknown keys stands in ``NAME.told.txt``.
``python -m tests.rendering.test_word_cases`` writes the expected files anew, to be read before they are
committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from citekit.documents.word import docx
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from tests.rendering.test_cases import CASES, ITEMS, style_called
from tests.word.docx_file import R, W, packed
from tests.word.printed import members, printed

PAPERS = sorted(CASES.glob("*/*.docx.xml"))


def expected_path(paper: Path, ending: str) -> Path:
    """Return a file that stands beside a case's paper."""
    return paper.with_name(paper.name.removesuffix(".docx.xml") + ending)


@cache
def finished_of(paper: Path) -> tuple[bytes, Finished]:
    """Return a case's paper, and what becomes of it."""
    given = packed(paper.read_bytes())
    document = docx.read(given, name=paper.name.removesuffix(".xml"))
    fields = ".fields" in paper.suffixes
    return given, finish(document, style_called(paper.parent.name), ITEMS, Options(), fields=fields)


def told_of(done: Finished) -> str:
    """Return the sentences about keys that nothing has."""
    return "".join(f"{problem}\n" for problem in done.cited.missing)


every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda path: f"{path.parent.name}/{path.name}")


@every_paper
def test_a_word_paper_is_finished(paper: Path) -> None:
    """Every paragraph, run, note, field and bookmark is as it was written down; what is told is told."""
    given, done = finished_of(paper)
    told = expected_path(paper, ".told.txt")

    assert printed(given, done.data) == expected_path(paper, ".finished.docx.txt").read_text("utf-8")
    assert told_of(done) == (told.read_text("utf-8") if told.is_file() else "")


@every_paper
def test_a_finished_word_paper_is_finished(paper: Path) -> None:
    """Nothing that was printed is taken for a citation by key: finished again, it is the same file."""
    _, done = finished_of(paper)
    document = docx.read(done.data, name="paper.docx")

    again = finish(document, style_called(paper.parent.name), ITEMS, Options())

    assert document.citations == ()
    assert again.data == done.data


@every_paper
def test_all_that_refers_leads_somewhere(paper: Path) -> None:
    """Word mends no file: anchors have bookmarks, marks have notes, ids are there, and there once."""
    parts = members(finished_of(paper)[1].data)
    text = etree.fromstring(parts["word/document.xml"])
    notes = _tree(parts, "word/footnotes.xml")

    for root, name in ((text, "document"), (notes, "footnotes")):
        related = {one.get("Id") for one in _tree(parts, f"word/_rels/{name}.xml.rels")}
        assert {one.get(f"{{{R}}}id") for one in root.iter(f"{{{W}}}hyperlink")} - {None} <= related
    names = list(_values(text, "bookmarkStart", "name"))
    anchors = {*_values(text, "hyperlink", "anchor"), *_values(notes, "hyperlink", "anchor")}
    assert anchors <= set(names)
    assert len(names) == len(set(names))
    ids = list(_values(text, "bookmarkStart", "id"))
    assert sorted(ids) == sorted(set(ids)) == sorted(_values(text, "bookmarkEnd", "id"))
    marks = list(_values(text, "footnoteReference", "id"))
    real = [one for one in notes if one.get(f"{{{W}}}type") is None]
    assert marks == [one.get(f"{{{W}}}id") for one in real]
    styles = set(_values(_tree(parts, "word/styles.xml"), "style", "styleId"))
    used = {value for root in (text, notes) for kind in ("pStyle", "rStyle") for value in _values(root, kind)}
    assert used <= styles


def _tree(parts: dict[str, bytes], name: str) -> Any:
    return etree.fromstring(parts.get(name, b"<none/>"))


def _values(root: Any, element: str, attribute: str = "val") -> Iterator[str]:
    values = (one.get(f"{{{W}}}{attribute}") for one in root.iter(f"{{{W}}}{element}"))
    return (value for value in values if value is not None)


if __name__ == "__main__":
    for each in PAPERS:
        was, made = finished_of(each)
        expected_path(each, ".finished.docx.txt").write_text(printed(was, made.data), "utf-8")
        if made.cited.missing:
            expected_path(each, ".told.txt").write_text(told_of(made), "utf-8")
