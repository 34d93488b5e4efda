"""A Word paper with references typed by hand, however Word has it, gives a report that is useful at once."""

from __future__ import annotations

import pytest

from citekit.checks.all_checks import PAPER_CHECKS
from citekit.checks.checked import check_one
from citekit.checks.understand import understand
from citekit.documents.all_documents import read_document
from tests.checks.examples import families
from tests.checks.running import TODAY
from tests.checks.student_papers import ERRORS, SHAPES, UNINDENTED


@pytest.mark.parametrize("shape", SHAPES)
def test_errors_are_found_and_nothing_else(shape: str) -> None:
    """All seven references are read, the style is told, each error has its finding, and no other is there."""
    document = read_document(SHAPES[shape](), name="essay.docx")
    checked = check_one(understand(document, today=TODAY, families=families), PAPER_CHECKS, name="essay.docx")

    assert checked.read[0] == "7 references"
    assert "the list is in APA 7" in checked.read
    errors = {**ERRORS, **({"hanging-indent": "Carskadon"} if shape in UNINDENTED else {})}
    assert {finding.check: finding.quote for finding in checked.verdicts}.keys() == errors.keys()
    for finding in checked.verdicts:
        assert errors[finding.check] in " ".join(finding.quote.split())
    assert checked.gaps == ()


def test_a_style_without_hanging_indents_asks_for_none() -> None:
    """Harvard's list stands flush, and a list in its style is not told to hang."""
    document = read_document(SHAPES["plain"](), name="essay.docx")
    paper = understand(document, today=TODAY, style=families()["harvard-cite-them-right"])

    assert not [
        finding
        for finding in check_one(paper, PAPER_CHECKS, name="essay.docx").findings
        if finding.check == "hanging-indent"
    ]
