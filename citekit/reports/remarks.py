"""Findings as remarks on the words that they are about, for the margin of a Word paper."""

from __future__ import annotations

from collections.abc import Iterable

from citekit.checks.finding import Finding
from citekit.documents.places import Span
from citekit.documents.word.marking import Remark

__all__ = ["remarks_of"]


def remarks_of(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Return what is to be said of each span, in the order of the findings; one remark for a span."""
    said: dict[Span | None, list[str]] = {}
    for finding in findings:
        said.setdefault(finding.where.span, []).extend(_paragraphs(finding))
    return tuple(Remark(span, tuple(paragraphs)) for span, paragraphs in said.items())


def _paragraphs(finding: Finding) -> Iterable[str]:
    yield " ".join(finding.message.split())
    # A fix often replaces a part of the words, which the expected ones show whole.
    new = finding.expected or (finding.fix.text if finding.fix else "")
    if new and new not in finding.message:
        yield f"Write: {' '.join(new.split())}"
    for related in finding.related:
        yield f"See: {related.words}"
    yield f"({finding.level}: {finding.check})"
