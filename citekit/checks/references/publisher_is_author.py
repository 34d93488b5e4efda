"""A publisher or a website that is the author once more, where the style leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, in_style, to_retype
from citekit.language.fold import words

__all__ = ["CHECK"]

_AFTER: Final = re.compile(r"\.?\s*")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference of an organisation that names it as its publisher, too."""
    family = paper.facts.conventions.family if paper.facts else ""
    # The sixth edition of APA, which gives the place, wrote "Author" there.
    if family != "apa" or paper.form is None or paper.form.prints_place:
        return
    for listed in in_style(paper):
        spot = _publisher(listed)
        if spot is not None:
            yield to_retype(
                CHECK.id,
                paper,
                spot,
                " " if spot.text.endswith(" ") else "",
                reach=2,
                message="APA leaves out a publisher, or the name of a website, that is the author once more.",
                habit="publishers that are the author",
                safe=True,
            )


def _publisher(listed: ListedReference) -> Spot | None:
    """Return the publisher that repeats the author, with the space before it and the full stop after it."""
    parsed, text = listed.parsed, listed.reference.text
    publisher = parsed.part("publisher") or parsed.part("container-title")
    if publisher is None or not listed.is_institution or not listed.names:
        return None
    named = _bare(text[publisher.start : publisher.end])
    if named != _bare(listed.names[0]) and named != ("author",):
        return None
    start = publisher.start - 1 if text[publisher.start - 1].isspace() else publisher.start
    if text[:start][-1:] not in ("]", ")", ".", "?", "!"):
        return None  # what stands before goes on in it
    after = _AFTER.match(text, publisher.end)
    return Spot(listed, start, after.end() if after else publisher.end)


def _bare(name: str) -> tuple[str, ...]:
    """Return the words of a name without its article and without what stands in brackets."""
    found = words(re.sub(r"[\[(][^\])]*[\])]", "", name))
    return found[1:] if found[:1] == ("the",) else found


CHECK = PaperCheck(
    id="publisher-is-author",
    title="A publisher that repeats the author",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="An organisation that publishes its own report is named once; the second time tells nothing new.",
    remedy=(
        "Leave the publisher out; after the title comes the address, or the end. Where a program makes the "
        "list, take the publisher out of the record: a CSL style prints what is there."
    ),
    source="APA 7, sections 9.29 and 10.16.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nWorld Health Organization. (2019). *Guidelines on physical activity and sleep*. "
            "World Health Organization. https://apps.who.int/iris/handle/10665/311664\n"
        ),
        right=(
            "# References\n\nWorld Health Organization. (2019). *Guidelines on physical activity and sleep*. "
            "https://apps.who.int/iris/handle/10665/311664\n"
        ),
    ),
    find=find,
)
