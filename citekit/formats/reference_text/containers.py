"""A title, what it stands in, and who published it: what lies between authors and numbers."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.authors import begins_with_year, is_all_names, take_head_year
from citekit.formats.reference_text.dates import WHEN, YEAR, read_date, years
from citekit.formats.reference_text.kinds import PUBLISHER_WORDS, is_place
from citekit.formats.reference_text.marks import take_marked
from citekit.formats.reference_text.patterns import CAPITAL, compiled
from citekit.formats.reference_text.people import NameForm, read_people, read_role
from citekit.formats.reference_text.serials import take_labelled, take_serials
from citekit.formats.reference_text.sheet import BLOT, TRIM, Sheet, bounds, next_blot, skip, trimmed
from citekit.formats.reference_text.titles import container_start, quoted, sentence_ends

__all__ = ["take_work"]

_OPENING: Final = re.compile(r"(?:^|[.,:\0)]\s)[“„«\"‘']")
_IN: Final = compiled(
    r"(?:(?<=[.,;:?!\0”\"’»)\]]\s)|^)",
    r"(?:(?:In|IN|En|Dans)(?::\s*|\s+(?=[^\W_a-z]|\0))|in:\s|(?<=[,.]\s)in\s(?=[^\W_a-z])|//\s)",
)
_IN_AT_ONCE: Final = re.compile(r"(?:(?i:in|en|dans):?\s+|//\s)(?=[^\W_a-z]|\0)")
_PLACE_AND_PUBLISHER: Final = compiled(
    r"(?:^|(?<=[.,;:?!”»’\"')(\0] )|(?<=[(\0]))",
    rf"(?P<place>(?:St\.\s)?{CAPITAL}[^\W\d_]*(?:-[^\W\d_]+)*",
    rf"(?:[ ,/]+(?:{CAPITAL}[\w’'.-]*|a\.\s?M\.|am|an|der|upon|of|de|la|del)){{0,5}})\s?:\s",
    rf"(?P<publisher>[^\0,;:()]{{2,80}}?)(?=\s*(?:[,;)\0(]|(?<!\b[A-Z])\.|$)|\s{YEAR})",
)
_PLACE_THEN_PUBLISHER: Final = compiled(
    rf",\s(?P<place>{CAPITAL}[^\0,;:.()\d]{{2,30}}),\s(?P<publisher>{CAPITAL}[^\0,;:.()\d]{{2,40}})(?=[,.\s]*(?:\0|$|{YEAR}))"
)
_PLACE_ALONE: Final = compiled(
    rf"[.,]\s(?P<place>{CAPITAL}[^\W\d_]+(?:[ -](?:{CAPITAL}[^\W\d_]*|am|an|der|a\.\s?M\.)){{0,3}})",
    rf"\s(?={YEAR}\W*$)",
)
_PUBLISHER_AND_PLACE: Final = compiled(
    rf"[.,]\s(?P<publisher>{CAPITAL}[^\0,;:.()\d]*(?:Press|Verlag|Publishers?|Publishing|Books))",
    rf",\s(?P<place>{CAPITAL}[^\W\d_]+(?:\s{CAPITAL}[^\W\d_]+)?)\.?(?=\s*(?:\0|$))",
)
_PUBLICATION_AT_THE_END: Final = compiled(
    rf",\s(?P<first>{CAPITAL}[^\0,;:.()\d]{{2,40}}),\s(?P<second>{CAPITAL}[^\0,;:.()\d]{{2,40}}),\s(?P<year>{YEAR})\W*$"
)
"""Where commas part all: ``Title, Publisher, Place, Year`` or ``Title, Place, Publisher, Year``."""
_YEAR_AT_ONCE: Final = compiled(rf",\s{YEAR}\W*$")
_TITLE_CUTS: Final = (
    # ACS: Title; Publisher, 2007  ·  DIN: Title, Publisher (2017)
    (compiled(r";\s(?=", CAPITAL, ")"), False),
    (compiled(rf",\s(?=[^,()\0]{{2,60}}\s\({YEAR}\)\W*$)"), True),
)
"""Where a title ends without a full stop, and whether the pattern looks to the end of the reference."""
_DATE_AFTER: Final = compiled(rf"(?:[.,;]\s\(?|\s\(){WHEN}(?![\w/–-])", flags=re.IGNORECASE)
_DATE_AT_ONCE: Final = compiled(rf"\W*{WHEN}(?![\w/–-])\W*(?:\0|$|pp?\.)", flags=re.IGNORECASE)
_BRACKET_AFTER: Final = re.compile(
    r"\s\((?=pp?\.|S\.|\d{4}\)|[Vv]ol|Bd|\0|[Ee]ds?\b|[Hh]rsg|[^()]{2,40}:\s|[^()]{2,60},\s\d{4}\))"
)
_AFTER_WHOLE: Final = re.compile(r"(?:[.?!]|\S[.?!])\0*(?:\s|$)|\S\s?[(\[\0]")
"""What stands after the title of a whole in italics, from its last character on."""
_JOURNAL_AFTER: Final = re.compile(r"\0*[.?!]?\s\0*[^.\d]{3,120},?\s\0*\d{1,4}\0*\s?(?:\(\d|,\s\d+[–-]\d)")
_PUBLISHER_ALONE: Final = compiled(
    rf"[.,\s\0]*(?P<publisher>{CAPITAL}[^\0,;:()\d]{{2,60}}?)(?:,\s(?:{YEAR}|\0)|[.\s\0]*$)"
)
_WITH_DAY: Final = re.compile(r"[^\W\d_]{3,}.*\d{1,2}|\d{1,2}.*[^\W\d_]{3,}")


def take_work(sheet: Sheet, place: int) -> None:
    """Take title, container and publication from what stands after authors and year."""
    place = skip(sheet.rest, place)
    take_marked(sheet, place)
    opening = _OPENING.search(sheet.rest, place, place + 400)
    if opening and is_all_names(sheet.rest[place : opening.start()]):
        year = next(years(sheet.rest[: opening.start() + 1], place), None)
        if year:
            sheet.take("issued", year.start, year.end, year.date)
        place = opening.end() - 1
    inside = quoted(sheet.rest, place)
    if inside:
        end = inside[1]
        while sheet.rest[end - 1] in ",.;":
            end -= 1
        sheet.take("title", inside[0], end, confidence=Confidence.HIGH)
        sheet.blot(place, inside[1] + 1)
        after = inside[1] + 1
        first = take_serials(sheet, after)
        labelled = take_labelled(sheet, after)
        _take_container(sheet, after, _least(first, labelled))
        return
    whole = _take_title_in_italics(sheet, place)
    if whole is not None:
        take_serials(sheet, whole)
        take_labelled(sheet, whole)
        _take_publication(sheet, whole)
        publisher = _PUBLISHER_ALONE.match(sheet.rest, whole)
        if publisher and not sheet.has("publisher"):
            sheet.take("publisher", *publisher.span("publisher"))
        return
    first = take_serials(sheet, place)
    labelled = take_labelled(sheet, place)
    stop = _least(first, labelled)
    marker = _IN.search(sheet.rest, place + 1)
    if marker and (stop is None or marker.start() < stop):
        _take_title(sheet, place, marker.start())
        _take_container(sheet, marker.start(), stop)
        return
    counts = sheet.has("volume") or sheet.has("issue") or not sheet.has("publisher")
    _take_title_and_container(sheet, place, stop, is_journal=first is not None and counts)


def _take_title_in_italics(sheet: Sheet, place: int) -> int | None:
    """Take the title of a whole, which stands in italics after the authors, and return where it ends.

    None where what is in italics there is a journal, or goes on upright.
    """
    end = next((end for start, end in sheet.italics if start in (place, place - 1)), None)
    if end is None or len(sheet.rest[place:end].split()) < 2 or not _AFTER_WHOLE.match(sheet.rest, end - 1):
        return None
    if _JOURNAL_AFTER.match(sheet.rest, end):
        return None  # an article's title, which should not be in italics
    sheet.take("title", place, trimmed(sheet.rest, place, end), confidence=Confidence.HIGH)
    return end


def _least(*places: int | None) -> int | None:
    known = [place for place in places if place is not None]
    return min(known) if known else None


def _take_title(sheet: Sheet, start: int, stop: int) -> None:
    end = min(next_blot(sheet.rest, start), stop)
    sheet.take("title", start, trimmed(sheet.rest, start, end))


def _take_title_and_container(sheet: Sheet, start: int, stop: int | None, *, is_journal: bool) -> None:
    text = sheet.rest
    if is_journal and stop is not None:
        end = _title_end(sheet, start, stop)
        if end is not None:
            sheet.take("title", start, trimmed(text, start, end))
            sheet.take("container-title", *bounds(text, end, stop))
            _take_publication(sheet, stop)
            return
        if sheet.has("volume"):
            # chemists leave the title out
            sheet.take("container-title", *bounds(text, start, stop), confidence=Confidence.LOW)
            return
    end = _first_end(text, start, len(text) if stop is None else stop)
    if stop is None:
        _go_on_with_title(sheet, start, end)
    if not sheet.has("title"):
        ended = _PUBLICATION_AT_THE_END.search(text, start)
        if ended and ended.start() < end:
            end = _take_after_commas(sheet, ended)
        end = _before_site(sheet, start, end)
        sheet.take("title", start, trimmed(text, start, end))
    _take_publication(sheet, end)
    _take_site_or_paper(sheet, end, stop)


def _before_site(sheet: Sheet, start: int, end: int) -> int:
    """Return where the title of a page ends: before a comma and the site, called as its address is."""
    url = sheet.parts.get("URL")
    comma = sheet.rest.rfind(", ", start, end)
    if url is None or comma <= start or not isinstance(url.value, str):
        return end
    name = re.sub(r"[^a-z0-9]", "", sheet.rest[comma:end].casefold())
    host = re.sub(r"[^a-z0-9]", "", url.value.casefold().partition("://")[2].partition("/")[0])
    if len(name) < _SHORTEST_SITE or name not in host:
        return end
    sheet.take("container-title", comma + 2, trimmed(sheet.rest, comma, end))
    return comma


_SHORTEST_SITE: Final = 4


def _first_end(text: str, start: int, stop: int) -> int:
    """Return where the title of a whole ends: with its sentence, or before what was published where."""
    stop = min(next_blot(text, start), stop)
    end = next(sentence_ends(text, start, stop), stop)
    published = _PLACE_AND_PUBLISHER.search(text, start, end)
    if (
        published
        and is_place(published["place"])
        and published["publisher"][0].isupper()
        and _YEAR_AT_ONCE.match(text, published.end())
    ):
        end = published.start()
    for pattern, to_the_end in _TITLE_CUTS:
        cut = pattern.search(text, start, len(text) if to_the_end else end)
        if cut and start < cut.start() < end:
            end = cut.start()
    return end


def _take_after_commas(sheet: Sheet, found: re.Match[str]) -> int:
    """Take ``, Gallimard, Paris, 1975``, the place first or second; return where it begins."""
    fields = (
        ("publisher-place", "publisher") if is_place(found["first"]) else ("publisher", "publisher-place")
    )
    for field, group in zip(fields, ("first", "second"), strict=True):
        sheet.take(field, *found.span(group))
    date = read_date(found["year"])
    if date and not sheet.has("issued"):
        sheet.take("issued", *found.span("year"), date)
    return found.start()


def _take_site_or_paper(sheet: Sheet, start: int, stop: int | None) -> None:
    """Take the newspaper or site that stands after a title on its own."""
    start = skip(sheet.rest, start)
    limit = len(sheet.rest) if stop is None or stop < start else stop
    end = min(next_blot(sheet.rest, start), limit)
    date = _DATE_AFTER.search(sheet.rest, start, end)
    if date:
        end = date.start()
    text = sheet.rest[start:end].strip(TRIM)
    if len(text) < 3 or len(text.split()) > 9 or text[0].islower() or sheet.has("publisher"):
        return
    has_day = bool(date and _WITH_DAY.search(date[0]))
    if (has_day or sheet.has("page") or sheet.has("ISSN")) and not PUBLISHER_WORDS.search(text):
        sheet.take("container-title", start, trimmed(sheet.rest, start, end))


def _title_end(sheet: Sheet, start: int, stop: int) -> int | None:
    """Return where the title of an article ends: by italics, by a sentence, or by a comma."""
    text = sheet.rest
    for begin, _ in sheet.italics:
        if start < begin < stop and text[start:begin].strip(TRIM):
            return begin
    blot = text.find(BLOT, start, stop)
    if blot > start and text[blot:stop].strip(TRIM) and text[start:blot].strip(TRIM):
        return blot
    end = container_start(text, start, stop)
    if end is not None:
        return end
    for mark in (": ", ", "):
        place = text.rfind(mark, start, stop - 2)
        if place > start and text[place:stop].strip(TRIM)[:1].isupper():
            return place
    return None


def _take_container(sheet: Sheet, start: int, stop: int | None) -> None:
    """Take what a title in quotation marks, or one before "In", stands in."""
    start = skip(sheet.rest, start)
    if not sheet.has("issued") and begins_with_year(sheet.rest, max(0, start - 1)):
        start = skip(sheet.rest, take_head_year(sheet, max(0, start - 1)))
    start = _take_in(sheet, start)
    text = sheet.rest
    limit = len(text) if stop is None or stop < start else stop
    inside = quoted(text, start)
    if inside:
        sheet.take("container-title", *inside)
        sheet.blot(start, inside[1] + 1)
        _take_publication(sheet, inside[1] + 1)
        return
    end = min(next_blot(text, start), limit)
    slanted = next((last for first, last in sheet.italics if first in (start, start - 1)), None)
    if slanted is not None and slanted <= end:
        cut = slanted  # a colon in it parts no place from a publisher
    else:
        cut = _container_end(text, start, end, to_the_end=sheet.has("volume") and stop is not None)
    if _DATE_AT_ONCE.match(text, start):
        _take_publication(sheet, start)
        return
    published = _PLACE_THEN_PUBLISHER.search(text, start, cut)
    if published and is_place(published["place"]) and not sheet.has("publisher"):
        sheet.take("publisher-place", *published.span("place"))
        sheet.take("publisher", *published.span("publisher"))
        cut = published.start()
    sheet.take("container-title", start, trimmed(text, start, cut))
    _take_publication(sheet, cut)
    if cut == slanted and not (sheet.has("publisher") or sheet.has("volume") or sheet.has("issue")):
        publisher = _PUBLISHER_ALONE.match(sheet.rest, cut)
        if publisher:
            sheet.take("publisher", *publisher.span("publisher"))


def _take_in(sheet: Sheet, start: int) -> int:
    """Take "In" and the editors after it, and return where the container begins."""
    marker = _IN_AT_ONCE.match(sheet.rest, start)
    if not marker:
        return start
    sheet.blot(*marker.span())
    start = marker.end()
    people = read_people(sheet.rest, start)
    if people:
        role, end = read_role(sheet.rest, people.end)
        is_german = sheet.rest[people.end : people.end + 1] == ":" and people.form is not NameForm.DIRECT
        if role == "editor" or is_german:
            sheet.take("editor", people.start, people.end, people.names)
            sheet.blot(start, end)
            start = end
    return skip(sheet.rest, start)


def _container_end(text: str, start: int, end: int, *, to_the_end: bool) -> int:
    """Return where a container ends that nothing but its own words tells from what follows."""
    cut = end
    if not to_the_end:
        cut = next((one for one in sentence_ends(text, start, end) if _ends_container(text, start, one)), end)
    publication = _PLACE_AND_PUBLISHER.search(text, start, end)
    if publication and start < publication.start() < cut:
        cut = publication.start()
    for pattern in (_BRACKET_AFTER, _DATE_AFTER):
        found = pattern.search(text, start, cut)
        if found:
            cut = found.start()
    return cut


def _ends_container(text: str, start: int, end: int) -> bool:
    """Whether a full stop ends a container, and not one of the abbreviations in it."""
    word = text[start:end].rsplit(" ", 1)[-1]
    return text[end : end + 1] != "." or len(word) > 5 or not word[:1].isupper()


def _take_publication(sheet: Sheet, start: int) -> None:
    """Take place and publisher from what is left."""
    if sheet.has("publisher"):
        return
    both = _PLACE_AND_PUBLISHER.search(sheet.rest, start) or _PUBLISHER_AND_PLACE.search(sheet.rest, start)
    if both:
        sheet.take("publisher-place", *both.span("place"))
        sheet.take("publisher", *both.span("publisher"))
        return
    alone = _PLACE_ALONE.search(sheet.rest, max(start - 1, 0))
    if alone and is_place(alone["place"]):
        sheet.take("publisher-place", *alone.span("place"))


def _go_on_with_title(sheet: Sheet, start: int, end: int) -> None:
    """Let a title of two sentences, ``Soziale Systeme. Grundriß einer Theorie``, go on to the publication.

    It does where a place follows, with its publisher or alone, and nothing else stands between.
    """
    published = _PLACE_AND_PUBLISHER.search(sheet.rest, end) or _PLACE_ALONE.search(sheet.rest, end)
    if published is None or not (published.re is _PLACE_AND_PUBLISHER or is_place(published["place"])):
        return
    place = published.start("place")
    first = next(sentence_ends(sheet.rest, skip(sheet.rest, end), place), None)
    if first is None or sheet.rest[first:].strip(TRIM) != sheet.rest[place:].strip(TRIM):
        return
    if BLOT not in sheet.rest[end:first] and not sheet.has("container-title"):
        sheet.take("title", start, trimmed(sheet.rest, start, first))
