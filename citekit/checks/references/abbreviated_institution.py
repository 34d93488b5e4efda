"""An organisation under its abbreviation in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, to_retype
from citekit.checks.wording import style_called
from citekit.language.fold import fold

__all__ = ["CHECK"]

_ACRONYM: Final = re.compile(r"(?P<short>[A-Z][A-Z&]{1,7})(?=[.,]?\s*[(\d“\"])")
_BEFORE_TITLE: Final = re.compile(r"(?P<short>[A-Z][A-Z&]{2,7})(?=\.\s[A-Z])")
_IN_FULL: Final = frozenset(("vancouver", "ama"))
"""Families that put the title after the author, and write organisations in full."""
_CAPITALS: Final = re.compile(
    r"[A-Z][\w’'-]+(?:\s(?:(?:of|the|and|for|on|in|to|de|la|des)\s)*[A-Z][\w’'-]+){1,7}"
)
_SMALL: Final = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "la", "et", "des"))


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference under an abbreviation of which the paper gives the full name."""
    form = paper.form
    family = paper.facts.conventions.family if paper.facts else ""
    if form is None or not (form.year_after_names or family in _IN_FULL):
        return
    acronym = _ACRONYM if form.year_after_names else _BEFORE_TITLE
    for listed in paper.references:
        match = acronym.match(listed.reference.text)
        if match is None:
            continue
        full = _full_name(paper, listed, match["short"])
        if not full:
            continue
        spot = Spot(listed, match.start("short"), match.end("short"))
        message = f"{style_called(paper)} lists an organisation under its full name: “{full}”."
        yield to_retype(CHECK.id, paper, spot, full, reach=1, message=message)


def _full_name(paper: Paper, listed: ListedReference, short: str) -> str:
    """Return the full name of an organisation, as the paper, its record or the reference itself gives it."""
    for one, other in paper.acronyms.items():
        for acronym, name in ((one, other), (other, one)):
            if fold(acronym) == fold(short) and len(name) > len(short) and " " in name:
                return name
    match = paper.matches.get(listed.number)
    authors = paper.items[match.key].names.get("author", ()) if match else ()
    if authors and (_stands_for(short, authors[0].literal) or _is_within(short, authors[0].literal)):
        return authors[0].literal
    publisher = listed.parsed.value("publisher")
    if isinstance(publisher, str) and _stands_for(short, publisher):
        return publisher
    named = _CAPITALS.findall(listed.reference.text)
    return next((name for name in named if _stands_for(short, name)), "")


def _is_within(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation are initials of a name in their order, some left out: NICE."""
    initials = iter(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    return all(letter in initials for letter in short.replace("&", ""))


def _stands_for(short: str, name: str) -> bool:
    told = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _SMALL]
    return len(told) > 1 and "".join(word[0] for word in told).casefold() == fold(short).replace("&", "")


CHECK = PaperCheck(
    id="abbreviated-institution",
    title="An organisation is listed under its abbreviation",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A reader looks an organisation up under its name; the abbreviation is for the text.",
    remedy="Spell the name out in the list; the abbreviation may stand in the text once it is introduced.",
    source="APA 7, section 9.11: the full name of a group author in the entry.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nWHO. (2018). *Global status report on road safety 2018*. World Health "
            "Organization.\n"
        ),
        right=(
            "# References\n\nWorld Health Organization. (2018). *Global status report on road safety 2018*.\n"
        ),
    ),
    find=find,
)
