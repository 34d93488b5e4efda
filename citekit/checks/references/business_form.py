"""Inc., Ltd. and the like after a publisher's name, where the style leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, in_style, to_retype
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_WITHOUT: Final = frozenset(("apa", "mla", "chicago-author-date", "chicago-notes"))
_FORM: Final = re.compile(
    r"(?P<form>,?\s(?:Inc|Ltd|LLC|L\.L\.C|PLC|plc|GmbH|(?:Pty|Pvt|Co)\.?,?\sLtd|Pty)\b\.?)(?P<after>\s*(?:[.,;)]|$|\s))"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each publisher whose name ends with the form of its business."""
    if paper.facts is None or paper.facts.conventions.family not in _WITHOUT:
        return
    for listed in in_style(paper):
        spot = _form_of(listed)
        if spot is None:
            continue
        text = listed.reference.text
        stays = "." if spot.text.endswith(".") and text[spot.end : spot.end + 1] not in (".", ",") else ""
        yield to_retype(
            CHECK.id,
            paper,
            spot,
            stays,
            reach=1,
            message=f"{style_called(paper)} leaves out what kind of firm a publisher is.",
            habit="Inc., Ltd. and the like after publishers",
            safe=True,
        )


def _form_of(listed: ListedReference) -> Spot | None:
    """Return the form of business at the end of the publisher; none where the author is named so, too."""
    publisher, text = listed.parsed.part("publisher"), listed.reference.text
    if publisher is None or (listed.names and _FORM.search(f" {listed.names[0]} ")):
        return None
    match = _FORM.search(text, publisher.start)
    if match is None or match.start() > publisher.end:
        return None
    return Spot(listed, *match.span("form"))


CHECK = PaperCheck(
    id="business-form",
    title="Inc. or Ltd. after a publisher",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Whether a publisher is a company does not help to find the book.",
    remedy="Give the publisher's name without Inc., Ltd., LLC, GmbH.",
    source="APA 7, section 9.29; MLA 9, chapter 5; Chicago 18, chapter 14.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong="# References\n\nYalom, I. D. (1980). *Existential psychotherapy*. Basic Books, Inc.\n",
        right="# References\n\nYalom, I. D. (1980). *Existential psychotherapy*. Basic Books.\n",
    ),
    find=find,
)
