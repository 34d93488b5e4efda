"""Quotations that give no page, and those that do."""

from __future__ import annotations

import pytest

from citekit.checks.citations.quotation_without_page import CHECK
from citekit.checks.coverage import needs_met
from citekit.checks.run import check_paper
from tests.checks.papers import paper_of

LIST = """

# References

Beaulac, J., & Cummins, S. (2009). A systematic review. *Preventing Chronic Disease*, *6*(3), 105–110.

Walker, R. E. (2010). Disparities and access. *Health & Place*, *16*(5), 876–884.
"""
SAID = "“clear evidence for disparities in food access was found”"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Beaulac and Cummins (2009) say {SAID}. Walker (2010) maps these areas.", 1),
        (f"They say {SAID} (Beaulac & Cummins, 2009). As Walker (2010) has it, it grows.", 1),
        (f"Beaulac and Cummins (2009) say {SAID} (p. 107). Walker (2010) maps these areas.", 0),
        (f"Beaulac and Cummins (2009, p. 107) say {SAID}. Walker (2010) maps these areas.", 0),
    ],
)
def test_the_year_of_the_next_citation_is_no_page(text: str, count: int) -> None:
    """A bracket after a quotation is its page only where it is not the year of another work."""
    paper = paper_of(text + LIST, "apa", name="essay.md")

    assert len(check_paper(paper, [CHECK], needs_met(paper)).findings) == count
