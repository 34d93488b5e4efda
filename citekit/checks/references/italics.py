"""Italics in typed references: on the elements that the style sets so, and on no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_block
from citekit.checks.references.titles_in_notes import plain_titles
from citekit.checks.typed_places import Spot, differences, is_article, quote, typed_at, without_record
from citekit.checks.wording import style_called
from citekit.formats.base import Confidence
from citekit.formats.reference_text.kinds import PUBLISHER_WORDS
from citekit.markup.tree import Format

__all__ = ["CHECK"]

_CALLED: Final = {
    "container-title": "the title of the journal or book",
    "collection-title": "the title of the series",
    "title": "the title",
    "volume": "the volume",
    "issue": "the issue",
    "publisher": "the publisher",
}
_NO_BOOK: Final = re.compile(r"thesis|dissertation|report|\bISO\b|standard|\[", re.IGNORECASE)
_SCHOOL: Final = re.compile(r"Universi|College|Institut|School")
_IN: Final = re.compile(r"[”\"’'.]\s[Ii]n:?\s[^\W\d_a-z]")
_BOOKS: Final = frozenset(("book",))


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each element in italics that should be upright, and the reverse."""
    for spot, difference in differences(paper, DifferenceKind.ITALICS):
        is_wanted = difference.expected == "italic"
        if is_wanted and difference.field == "title" and spot.listed.parsed.part("container-title"):
            continue  # cited as part of a whole, where the record is of another version
        yield _finding(paper, spot, difference.field, is_wanted=is_wanted)
    form = paper.form
    if form is None:
        return
    if form.italic_books:
        yield from _in_notes(paper)
    slants = _mostly_slants(paper)
    for listed in without_record(paper):
        plain = _plain_field(listed, form) if slants else ""
        faults = [(plain, True)] if plain else _faults(listed, form)
        for field, is_wanted in faults:
            part = listed.parsed.part(field)
            if part is not None:
                yield _finding(paper, Spot(listed, part.start, part.end), field, is_wanted=is_wanted)


def _in_notes(paper: Paper) -> Iterator[Finding]:
    like = "in the list" if paper.references else "in the others"
    for plain in plain_titles(paper):
        words = at_block(paper, plain.block, plain.start, plain.end)
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=f"In the notes {_CALLED[plain.field]} stands in italics, as {like}.",
            habit="titles in notes without italics",
        )


def _plain_field(listed: ListedReference, form: ListForm) -> str:
    """Return the title of the whole that a reference without any italics should have in them, else empty."""
    if (
        form.italic_books
        and form.italic
        and (_is_plain_whole(listed, form) or _is_plain_in_mla(listed, form))
    ):
        return "title"
    return "container-title" if "container-title" in form.italic and _is_plain_part(listed) else ""


def _mostly_slants(paper: Paper) -> bool:
    """Whether most references of the list have something in italics."""
    slanted = sum(_has_italics(listed) for listed in paper.references)
    return slanted >= _MOST * len(paper.references)


def _has_italics(listed: ListedReference) -> bool:
    return any(Format.ITALIC in run.formats for run in listed.reference.runs)


def _is_plain_whole(listed: ListedReference, form: ListForm) -> bool:
    """Whether a reference reads as that of a book, and nothing of it is in italics.

    How sure the publisher was read matters less then: where the style has books and journals in italics,
    every reference of a book or an article has some.
    """
    parsed = listed.parsed
    return (
        parsed.type in _BOOKS
        and _is_surely_book(listed, form)
        and not _has_italics(listed)
        and all(parsed.part(field) for field in ("author", "issued", "title", "publisher"))
        and parsed.part("container-title") is None
        and not _NO_BOOK.search(listed.reference.text)
        and not re.search(r"[“”\"]|https?:", listed.reference.text)
    )


def _is_plain_in_mla(listed: ListedReference, form: ListForm) -> bool:
    """Whether a reference of the shape of a book in MLA has no italics: there every whole has some."""
    is_mla = form.volume_label and not form.year_after_names and not form.year_brackets
    title = listed.parsed.part("title")
    return bool(
        is_mla
        and title is not None
        and not _has_italics(listed)
        and not _NO_BOOK.search(listed.reference.text)
        and _BOOK_IN_MLA.fullmatch(listed.reference.text[title.end :].strip())
    )


_BOOK_IN_MLA: Final = re.compile(r"\.\s[^\W\d_a-z][\w’'& -]{2,40},\s(?:1[4-9]|20)\d\d\.?")


def _is_surely_book(listed: ListedReference, form: ListForm) -> bool:
    """Whether it is no thesis or report, where the style sets those another way: a publisher has it."""
    publisher = listed.parsed.value("publisher")
    if form.italic_wholes:
        return True
    if not isinstance(publisher, str) or (_SCHOOL.search(publisher) and "Press" not in publisher):
        return False
    if form.year_after_names and form.article_quoted:
        return True  # Chicago's lists by year: theses, too, are in quotation marks
    return bool(PUBLISHER_WORDS.search(publisher))


def _is_plain_part(listed: ListedReference) -> bool:
    """Whether a reference reads as that of a chapter or a paper of a conference, and has no italics."""
    parsed = listed.parsed
    return (
        (parsed.type in ("chapter", "paper-conference") or bool(_IN.search(listed.reference.text)))
        and parsed.part("volume") is None
        and not _has_italics(listed)
        and all(parsed.part(field) for field in ("author", "issued", "title", "page"))
    )


_MOST: Final = 0.75


def _faults(listed: ListedReference, form: ListForm) -> Iterator[tuple[str, bool]]:
    """Yield the fields that are not set as in the style, and whether they should be in italics."""
    parsed = listed.parsed
    if Confidence.LOW in {parsed.confidence, *(part.confidence for part in parsed.parts)}:
        return  # what was not read for sure is not judged
    text = listed.reference.text
    if is_article(listed):
        for field in ("container-title", "volume", "issue"):
            found = _is_italic(listed, field)
            if found is None:
                continue
            wanted = field in form.italic
            if found is not wanted:
                yield field, wanted
        if _is_italic(listed, "title") and "title" not in form.italic:
            yield "title", False
    elif (
        parsed.type in _BOOKS
        and form.italic_books
        and _is_surely_book(listed, form)
        and parsed.part("container-title") is None
        and parsed.part("editor") is None  # a chapter whose book was not read
        and parsed.part("author") is not None
        and parsed.part("publisher") is not None
        and not _NO_BOOK.search(text)
        and not _has_italics(listed)  # what is in italics is a whole that this is a part of
    ):
        yield "title", True


def _is_italic(listed: ListedReference, field: str) -> bool | None:
    """Return whether a field is in italics, None where it is in part or is not there."""
    part = listed.parsed.part(field)
    if part is None:
        return None
    reference = listed.reference
    if Format.ITALIC in reference.formats_of(part.start, part.end):
        return True
    words = [position for position in range(part.start, part.end) if not reference.text[position].isspace()]
    some = any(Format.ITALIC in reference.formats_of(position, position + 1) for position in words)
    return None if some else False


def _finding(paper: Paper, spot: Spot, field: str, *, is_wanted: bool) -> Finding:
    style = style_called(paper)
    called = _CALLED.get(field, field)
    how = "in italics" if is_wanted else "upright"
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot),
        message=f"{style} sets {called} {how}.",
        habit=f"{called} {'upright' if is_wanted else 'in italics'}",
    )


CHECK = PaperCheck(
    id="italics",
    title="Italics are not where the style has them",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Italics show which title is that of the whole: the one to look for on a shelf or in a catalogue.",
    remedy="Set in italics what the style sets so, and nothing else.",
    source="APA 7, section 6.22 and 9.19; MLA 9, 2.106; IEEE Reference Guide, section II.",
    needs=frozenset((Need.STYLE, Need.ITALICS)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). *The memory function of sleep*. "
            "Nature Reviews Neuroscience, *11*(2), 114–126.\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
    ),
    find=find,
)
