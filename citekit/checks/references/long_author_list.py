"""How many authors a typed reference lists before it stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import EtAl
from citekit.checks.typed_places import Spot, differences, quote, typed_at, without_record
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_ET_AL: Final = re.compile(r"\bet\s+al\.?|\band\s+others\b", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each list of authors that is longer or shorter than the style prints it."""
    if paper.form is None or paper.facts is None:
        return
    style, limit = style_called(paper), paper.facts.et_al_list
    for spot, _ in differences(paper, DifferenceKind.LENGTH, fields=frozenset(("author",))):
        yield _finding(paper, spot, _told(style, limit))
    for listed in without_record(paper):
        found = _fault(listed, limit, has_et_al=paper.form.has_et_al)
        if found is not None:
            yield _finding(paper, found, _told(style, limit))


def _told(style: str, limit: EtAl) -> str:
    if not limit.least:
        return f"{style} lists every author."
    if limit.least > _MANY:
        return f"{style} lists up to {limit.least - 1} authors and has no “et al.” in the list."
    return (
        f"{style} lists up to {limit.least - 1} authors; of {limit.least} or more it gives the first "
        f"{'' if limit.shown == 1 else f'{limit.shown} '}and “et al.”."
    )


_MANY: Final = 15
_NEAR: Final = 6


def _fault(listed: ListedReference, limit: EtAl, *, has_et_al: bool) -> Spot | None:
    part = listed.parsed.part("author") or listed.parsed.part("editor")
    if part is None or not isinstance(part.value, tuple) or any(name.literal for name in part.value):
        return None
    if part.start > _NEAR:
        return None  # the editors of the book that a chapter is in
    text = listed.reference.text
    match = _ET_AL.search(text, part.start, min(part.end + 10, len(text)))
    if match and not has_et_al:
        return Spot(listed, match.start(), match.end())
    is_too_long = bool(limit.least) and len(part.value) >= limit.least and limit.least <= _MANY
    return Spot(listed, part.start, part.end) if is_too_long and not match else None


def _finding(paper: Paper, spot: Spot, message: str) -> Finding:
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot, reach=3 if spot.end - spot.start < _MANY else 0),
        message=message,
        habit="how many authors are listed",
    )


CHECK = PaperCheck(
    id="long-author-list",
    title="More or fewer authors are listed than the style lists",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Who is left out cannot be found under their name; each style says how many it names.",
    remedy="List as many authors as the style does.",
    source="APA 7, section 9.8: up to 20 authors; MLA 9, 5.7: three or more become “et al.”.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nVan Dongen, H. P. A., et al. (2003). The cumulative cost of additional "
            "wakefulness. *Sleep*, *26*(2), 117–126.\n"
        ),
        right=(
            "# References\n\nVan Dongen, H. P. A., Maislin, G., Mullington, J. M., & Dinges, D. F. (2003). "
            "The cumulative cost of additional wakefulness. *Sleep*, *26*(2), 117–126.\n"
        ),
    ),
    find=find,
)
