"""How typed citations stand to the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.paper import Paper
from citekit.checks.style_facts import System
from tests.checks.papers import paper_in, paper_of
from tests.tables import CASES

PAPERS = sorted((CASES / "checks" / "links").glob("*.md"))


def tell(paper: Paper) -> list[str]:
    """Return each link in a line: how the cite stands, its words, the references meant."""
    lines = [f"system: {paper.system.value if paper.system else '-'}"]
    for link in paper.links:
        citation = paper.cites[link.citation]
        text = paper.block_text(citation)
        if link.index < len(citation.cites):
            cite = citation.cites[link.index]
            words = " ".join(text[cite.start : cite.end].split())
        elif citation.numbers:
            words = str(citation.numbers[link.index])
        else:
            words = text[citation.start : citation.end]
        meant = "; ".join(paper.reference(number).called() for number in link.references)
        lines.append(" | ".join(part for part in (link.kind.name, words, meant, link.reason) if part))
    return lines


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_each_cite_is_held_against_the_list(path: Path) -> None:
    """Beside each paper stands how its cites stand to its list, as a person judged it."""
    expected = path.with_suffix(".links").read_text("utf-8").splitlines()

    assert tell(paper_in(path)) == expected


def test_a_paper_without_a_list_has_nothing_missing() -> None:
    """Links are made without a list, too, and nothing is raised."""
    paper = paper_of("Sleep matters (Smith, 2010) [3].")

    assert paper.system is System.AUTHOR_DATE
    assert paper.references == ()
