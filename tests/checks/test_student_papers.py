"""A Word paper with references typed by hand, however Word has it, gives a report that is useful at once."""

from __future__ import annotations

import pytest

from citekit.checks.all_checks import PAPER_CHECKS
from citekit.checks.checked import check_one
from citekit.checks.understand import understand
from citekit.documents.all_documents import read_document
from tests.checks.examples import families
from tests.checks.running import TODAY
from tests.checks.student_papers import ERRORS, SHAPES


@pytest.mark.parametrize("shape", SHAPES)
def test_errors_are_found_and_nothing_else(shape: str) -> None:
    """All seven references are read, the style is told, each error has its finding, and no other is there."""
    document = read_document(SHAPES[shape](), name="essay.docx")
    checked = check_one(understand(document, today=TODAY, families=families), PAPER_CHECKS, name="essay.docx")

    assert checked.read[0] == "7 references"
    assert "the list is in APA 7" in checked.read
    assert {finding.check: finding.quote for finding in checked.verdicts}.keys() == ERRORS.keys()
    for finding in checked.verdicts:
        assert ERRORS[finding.check] in " ".join(finding.quote.split())
    assert checked.gaps == ()
