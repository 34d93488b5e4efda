"""A journal by its abbreviated name where the style writes names in full, or in full where it abbreviates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.journal_names import abbreviates, abbreviations_among
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, in_style, is_article, to_retype
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_IN_FULL: Final = frozenset(
    ("apa", "mla", "chicago-author-date", "chicago-notes", "harvard", "asa", "mhra", "oscola")
)
_ABBREVIATED: Final = frozenset(("vancouver", "ama", "ieee", "nature", "acs"))


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each journal whose other name is known: from its record, or from the list."""
    family = paper.facts.conventions.family if paper.facts else ""
    if family not in _IN_FULL | _ABBREVIATED:
        return
    spots = [spot for listed in in_style(paper) if (spot := _journal(listed)) is not None]
    in_list = abbreviations_among(spot.text for spot in spots)
    wanted = in_list if family in _IN_FULL else {full: short for short, full in in_list.items()}
    for spot in spots:
        other = _of_record(paper, spot) if family in _IN_FULL else ""
        from_list = wanted.get(spot.text, "")
        if other or from_list:
            yield _finding(paper, spot, other or from_list, "your library" if other else "another reference")


def _journal(listed: ListedReference) -> Spot | None:
    """Return the name of the journal with the full stop that belongs to it."""
    part, text = listed.parsed.part("container-title"), listed.reference.text
    if part is None or not is_article(listed):
        return None
    is_cut = "." in text[part.start : part.end] and text[part.end : part.end + 1] == "."
    return Spot(listed, part.start, part.end + is_cut)


def _of_record(paper: Paper, spot: Spot) -> str:
    """Return the full name in the record, where it is that of which the typed one is an abbreviation."""
    number = spot.listed.number
    if number not in paper.comparisons or paper.comparisons[number].is_other_work:
        return ""
    name: str = paper.items[paper.matches[number].key].text.get("container-title", "")
    return name if abbreviates(spot.text, name) and not _is_short(name) else ""


def _is_short(name: str) -> bool:
    return "." in name


def _finding(paper: Paper, spot: Spot, other: str, source: str) -> Finding:
    in_full = paper.facts is not None and paper.facts.conventions.family in _IN_FULL
    way = "writes the names of journals in full" if in_full else "abbreviates the names of journals"
    return to_retype(
        CHECK.id,
        paper,
        spot,
        other,
        message=f"{style_called(paper)} {way}; {source} has “{other}”.",
        habit="abbreviated names of journals" if in_full else "names of journals in full",
    )


CHECK = PaperCheck(
    id="journal-abbreviated",
    title="A journal's name is abbreviated, or in full, unlike the style's",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason=(
        "An abbreviation that every reader of one field knows is a riddle to the next; and a list with both "
        "forms looks as if there were two journals."
    ),
    remedy="Use the form of the style for all journals of the list.",
    source="APA 7, section 9.25; MLA 9, chapter 5; Chicago 18, chapter 14; IEEE Reference Guide; Vancouver.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nSmith, J. (2019). Sleep and the growing brain. *J. Sleep Res.*, *28*(2), "
            "101–110.\n\nYoung, K. (2020). Sleep and the aging brain. *Journal of Sleep Research*, *29*(2), "
            "111–120.\n"
        ),
        right=(
            "# References\n\nSmith, J. (2019). Sleep and the growing brain. *Journal of Sleep Research*, "
            "*28*(2), 101–110.\n\nYoung, K. (2020). Sleep and the aging brain. *Journal of Sleep Research*, "
            "*29*(2), 111–120.\n"
        ),
    ),
    find=find,
)
