"""Safe fixes that go together."""

from __future__ import annotations

from typing import Final

import pytest

from citekit.checks.finding import Finding, Fix, Level, Where
from citekit.checks.mending import safe_edits, safe_fields
from citekit.documents.all_documents import guess_document, read_document
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from tests.checks.answers import read_answers
from tests.checks.bed.build import PAPERS, Built, built
from tests.checks.running import run_checks

_TEXTS: Final = tuple(paper for paper in built(PAPERS) if paper.paper.suffix in {".md", ".txt"})


def _finding(*edits: tuple[int, int, str], safe: bool = True, key: str = "", **fields: str | None) -> Finding:
    made = tuple(Edit(Span(start, end), new) for start, end, new in edits)
    fix = Fix(edits=made, fields=tuple(fields.items()), safe=safe)
    return Finding(check="a", level=Level.ERROR, where=Where(key=key), message="m", fix=fix)


def test_safe_edits_are_taken_in_the_order_of_the_paper() -> None:
    """Unsafe ones are not."""
    edits = safe_edits([_finding((9, 10, "b")), _finding((1, 2, "a")), _finding((5, 6, "x"), safe=False)])

    assert [edit.new for edit in edits] == ["a", "b"]


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    """One edit of the second fix overlaps with the first, so neither of its edits is made."""
    edits = safe_edits([_finding((0, 5, "a")), _finding((4, 6, "b"), (20, 21, "c")), _finding((30, 31, "d"))])

    assert [edit.new for edit in edits] == ["a", "d"]


def test_edits_at_one_place_are_not_both_made() -> None:
    """Two insertions at one place have no order; the same one told twice is one."""
    assert len(safe_edits([_finding((3, 3, "a")), _finding((3, 3, "b"))])) == 1
    assert len(safe_edits([_finding((3, 4, "a")), _finding((3, 4, "a"))])) == 1
    assert safe_edits([_finding((0, 5, "a"), (3, 6, "b"))]) == ()


def test_edits_that_meet_are_both_made() -> None:
    """One ends where the other begins."""
    assert len(safe_edits([_finding((0, 3, "a")), _finding((3, 5, "b"))])) == 2


def test_fields_by_record() -> None:
    """The first finding that sets a field does; the rest of a fix that comes too late is left, too."""
    fields = safe_fields(
        [
            _finding(key="doe", title="A"),
            _finding(key="doe", title="B", note="x"),
            _finding(key="doe", URL=None),
            _finding(key="roe", title="C", safe=False),
            _finding(title="D"),
        ]
    )

    assert fields == {"doe": {"title": "A", "URL": None}}


@pytest.mark.parametrize("paper", [pytest.param(paper, id=paper.name) for paper in _TEXTS])
def test_what_a_safe_fix_makes_is_what_its_finding_expects(paper: Built) -> None:
    """Each safe fix of a paper, made by itself, leaves the expected words in the text."""
    document, findings = run_checks(paper.paper, read_answers(paper.answers))
    assert document is not None
    form = guess_document(document.name, paper.paper.read_bytes())

    for finding in findings:
        if finding.fix is not None and finding.fix.safe and finding.fix.edits:
            (mended,) = form.edit(document, finding.fix.edits).values()
            assert finding.expected in _text(read_document(mended, name=document.name))


def _text(document: Document) -> str:
    return " ".join(" ".join(block.text for block in document.blocks).split())
