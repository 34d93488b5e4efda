"""A key that no record has."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.paper import Paper
from citekit.checks.places import where
from citekit.documents.citations import KeyCitation, KeyCite
from citekit.documents.document import Edit
from citekit.language.fold import nearest

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cited key, and each to be listed, that the records do not have."""
    if paper.document.metadata.references or paper.document.entry_keys:
        return  # records, or the list that the keys are of, stand in the paper itself
    cites = [cite for citation in paper.document.citations for cite in _cites(citation)]
    for cite in (*cites, *paper.document.metadata.nocite):
        if cite.key in paper.items or cite.key == "*":
            continue
        near = nearest(cite.key, paper.items)
        advice = f" Did you mean {' or '.join(near)}?" if near else " Add the record, or correct the key."
        expected = near[0] if len(near) == 1 else ""
        is_typed = paper.document.source(cite.key_span) == cite.key
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=where(paper, cite.key_span),
            quote=cite.key,
            message=f"No record has the key {cite.key}.{advice}",
            expected=expected,
            fix=Fix(text=expected, edits=(Edit(cite.key_span, expected),)) if expected and is_typed else None,
        )


def _cites(citation: KeyCitation) -> Iterator[KeyCite]:
    yield from citation.cites
    for nested in citation.nested:
        yield from _cites(nested)


CHECK = PaperCheck(
    id="unknown-key",
    title="A key that no record has",
    group=Group.KEYS,
    level=Level.ERROR,
    reason="What is cited by a key without a record is printed as a question mark or not at all.",
    remedy="Correct the key, or add the record with `citekit add`.",
    example=Example(
        wrong="Grades fall with late nights [@smtih2019].\n",
        right="Grades fall with late nights [@smith2019].\n",
        records={"smith2019": "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\n"},
    ),
    needs=frozenset((Need.KEYS, Need.RECORDS)),
    find=find,
)
