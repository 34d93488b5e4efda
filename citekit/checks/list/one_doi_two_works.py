"""Two different works with one DOI."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.likeness import name_key, title_likeness
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_reference
from citekit.item.identifiers import IdentifierKind, find_identifiers

__all__ = ["CHECK"]

_OTHER = 0.6
_SAME = 0.9


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference whose DOI an earlier one, of another work, has."""
    seen: dict[str, ListedReference] = {}
    for reference in paper.references:
        doi = next(
            (one.value for one in find_identifiers(reference.text) if one.kind is IdentifierKind.DOI), ""
        ).lower()
        if not doi:
            continue
        twin = seen.setdefault(doi, reference)
        if twin is reference or _is_same(twin, reference):
            continue
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=at_reference(paper, reference),
            quote=doi,
            message=(
                f"Entries {twin.number} ({twin.called()}) and {reference.number} ({reference.called()}) give "
                "the same DOI. A DOI belongs to one work, so at least one is copied wrongly."
            ),
            related=(Related(where=at_reference(paper, twin), words=f"the same DOI: {twin.called()}"),),
        )


def _is_same(one: ListedReference, other: ListedReference) -> bool:
    """Whether both entries give one work: then it is listed twice, which another rule tells."""
    ours, theirs = one.title or one.text, other.title or other.text
    is_by_another = bool(one.names and other.names) and name_key(one.names[0]) != name_key(other.names[0])
    least = _SAME if is_by_another else _OTHER
    return max(title_likeness(ours, theirs), title_likeness(theirs, ours)) >= least


CHECK = PaperCheck(
    id="one-doi-two-works",
    title="Two works have one DOI",
    group=Group.LIST,
    level=Level.ERROR,
    reason="A DOI names one work and no other: one of the two leads readers astray.",
    remedy="Open the DOI, see which work it is, and look up that of the other.",
    source="DOI Handbook, section 1.4: a DOI name identifies one object.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=(
            "Sleep (Adams, 2014; Walker, 2017).\n\n# References\n\n"
            "Adams, B. (2014). Night work. *Sleep, 3*(1), 1–9. https://doi.org/10.1234/abc\n\n"
            "Walker, M. (2017). Reasons for rest. *Sleep, 6*(2), 3–8. https://doi.org/10.1234/abc\n"
        ),
        right=(
            "Sleep (Adams, 2014; Walker, 2017).\n\n# References\n\n"
            "Adams, B. (2014). Night work. *Sleep, 3*(1), 1–9. https://doi.org/10.1234/abc\n\n"
            "Walker, M. (2017). Reasons for rest. *Sleep, 6*(2), 3–8. https://doi.org/10.1234/abd\n"
        ),
    ),
    find=find,
)
