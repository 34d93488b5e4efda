"""The day on which an article of a newspaper or magazine appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.listed import italic_spans
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, differences, quote, typed_at, without_record
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_NAMES: Final = re.compile(
    r"(?<=[\s*_])(?P<name>(?:[^\W\d_a-z][\w’'.-]*\s){0,3}"
    r"(?:Times|Guardian|Observer|Independent|Telegraph|Tribune|Herald|Gazette|Chronicle|Inquirer|Mirror|Post|News"
    r"|Economist|Newsweek|Monde|Figaro|País|\w*[Zz]eitung|\w*blad(?:et)?)(?:\s(?:Magazine|Weekly|Book\sReview))?"
    r"|(?:Daily|Sunday|Weekly)\s[^\W\d_a-z]\w+|(?:The\s)?(?:New\sYorker|New\sStatesman|New\sRepublic|Rolling\sStone|Spectator)"
    r"|(?:The\s)?(?:New\sYork|London)\sReview\sof\sBooks|(?:The\s)?Times\sLiterary\sSupplement)(?=[*_]?(?:[.,;)\s]*$|[.,]\s))"
)
"""How newspapers are called, for references in which nothing else tells what an article stands in."""
_NO_NEWSPAPER: Final = re.compile(
    r"\b(?:Journal|Review|Studies|Annals|Archives|Proceedings|Quarterly|Bulletin|Transactions|Letters|Encyclop\w+"
    r"|Dictionary|Handbook|Working|Papers?|Report|Series|arXiv|SSRN|Zenodo|Advances|Research"
    r"|(?<!Free\s)(?<!Associated\s)Press|Publishing|Publishers|Publications?|Verlag|Guidelines|Official)\b",
    re.IGNORECASE,
)
"""What journals, works of reference, series and publishers are called by, which come out on no day."""
_LED_IN: Final = re.compile(r"[\s.,;:?!”\"’'(\[)\]]*(?:(?:1[4-9]|20)\d\d[.,)\s]*)?")
_NOTHING: Final = re.compile(
    r"[\s.,;:()]*(?:Available at:?|Retrieved from|from)?[\s.,;:()]*(?:20\d\d)?[\s.,;:()]*", re.IGNORECASE
)
_ADDRESS: Final = re.compile(
    r"(?:https?://|\bwww\.)\S+|\b(?:Accessed|Retrieved|Available|Archived|Updated):?\s(?:on\s)?(?:[A-Z]\w+\.?\s\d{1,2}|\d{1,2}\s[A-Z]\w+)"
)
"""An address, and the day on which somebody looked: neither is the day of the paper."""
_DAY: Final = re.compile(
    r"\b(?:\d{1,2}\.?\s)?(?:Jan(?:uary?)?|Feb(?:ruary?)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Jän(?:ner)?|Januar|Februar|März|Mär|Mai|Juni|Juli|Okt(?:ober)?|Dez(?:ember)?)"
    r"(?!\w)\.?"
    r"(?:\s\d{1,2})?\b|\b(?:Spring|Summer|Autumn|Fall|Winter)\b|\b\d{4}-\d\d-\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each article of a newspaper or magazine that is given with its year alone."""
    for spot, difference in differences(paper, DifferenceKind.MISSING, fields=frozenset(("issued",))):
        if difference.part == "day":
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(Spot(spot.listed, max(spot.start - 4, 0), spot.start), reach=1),
                message=(
                    f"{style_called(paper)} gives the full date of an article in a newspaper or magazine: "
                    f"{difference.expected}."
                ),
            )
    # A web page, too, stands in something in italics in MLA.
    sure = paper.document.shows_italics and not (paper.facts and paper.facts.conventions.family == "mla")
    for listed in without_record(paper):
        newspaper = _newspaper(listed, shows_italics=sure)
        if newspaper is not None and not _DAY.search(_ADDRESS.sub("", listed.reference.text)):
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, _year_of(listed) or newspaper),
                quote=quote(Spot(listed, 0, len(listed.reference.text))),
                message=(
                    f"{style_called(paper)} gives the full date of an article in a newspaper or magazine: "
                    f"add the day and the month on which {newspaper.text} had it."
                ),
                related=(Related(where=typed_at(paper, newspaper), words=newspaper.text),),
            )


def _newspaper(listed: ListedReference, *, shows_italics: bool) -> Spot | None:
    """Return the newspaper or magazine that a reference without volume and pages is from."""
    parsed = listed.parsed
    title = parsed.part("title")
    if (
        title is None
        or not re.search(r"\d", listed.year)
        or any(parsed.part(field) for field in ("volume", "issue", "DOI"))
    ):
        return None
    found = _in_italics(listed, title.end) if shows_italics else None
    found = found or _by_name(listed, title.end)
    if found is not None and "Official" in found.text:
        return None  # the gazette of a state
    publisher = parsed.part("publisher")
    # What is in italics may have been read as the publisher; another one is that of a book.
    is_other = publisher is not None and found is not None and publisher.start != found.start
    return None if is_other else found


def _in_italics(listed: ListedReference, title_end: int) -> Spot | None:
    """Return what alone is in italics, after the title and before nothing but an address."""
    spans = italic_spans(listed.reference)
    text = listed.reference.text
    if len(spans) != 1 or spans[0][0] < title_end or "[" in text:
        return None
    start, end = spans[0]
    end = start + len(text[start:end].rstrip(" .,"))
    if _NO_NEWSPAPER.search(text, start, end) or re.search(r"\d", text[start:end]):
        return None
    is_whole = _LED_IN.fullmatch(text, title_end, start) and _NOTHING.fullmatch(_ADDRESS.sub("", text[end:]))
    return Spot(listed, start, end) if is_whole else None


def _by_name(listed: ListedReference, title_end: int) -> Spot | None:
    match = _NAMES.search(listed.reference.text, title_end)
    return Spot(listed, match.start("name"), match.end("name")) if match else None


def _year_of(listed: ListedReference) -> Spot | None:
    part = listed.parsed.part("issued")
    return Spot(listed, part.start, part.end) if part else None


CHECK = PaperCheck(
    id="full-date",
    title="An article of a newspaper or magazine without its full date",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A newspaper is found by its day, not by its year.",
    remedy="Give year, month and day.",
    source="APA 7, section 10.1, examples 15 and 16.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong="# References\n\nCarey, B. (2019). Can we get better at forgetting? *The New York Times*.\n",
        right=(
            "# References\n\nCarey, B. (2019, March 22). Can we get better at forgetting? *The New York "
            "Times*.\n"
        ),
        records={
            "carey2019can": (
                "type: article-newspaper\ntitle: Can we get better at forgetting?\nauthor:\n"
                "  - {family: Carey, given: Benedict}\ncontainer-title: The New York Times\n"
                "issued: 2019-03-22\n"
            )
        },
    ),
    find=find,
)
