"""How a chapter names the book that it stands in, and the editors of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.style_facts import System
from citekit.checks.typed_places import Spot, in_style, quote, to_retype, typed_at, without_record
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextKind

__all__ = ["CHECK"]

_INVERTED: Final = re.compile(r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?,\s[^\W\d_a-z]\.")
_INVERTED_IN_FULL: Final = re.compile(r"[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.)?")
_EDITORS: Final = re.compile(r"[^\W\d_]\.?,?\s\((?P<role>Eds?\.?)\)", re.IGNORECASE)
_EDITORS_AFTER: Final = re.compile(
    r"\.\s(?:(?:[^\W\d_a-z][\w’'-]+\s){1,2}[A-Z]{1,3},\s){1,6}(?P<role>editors?|eds?)\.\s"
    r"(?![^.:;]{2,40}:\s[^.;]{2,80};)"
)
"""Editors as medicine has them: Bock KD, Cottier PT, editors. Before a place they are the book's own."""
_IN: Final = re.compile(r"\bin:?\s", re.IGNORECASE)
_PAGES_AT_END: Final = re.compile(r"(?:\bp\.\s?|;\s?\d{4}:)\d+(?:[-–]\d+)?\.?\s*$")
"""Of a book with author and editors no pages are given."""
_IN_COLON: Final = re.compile(r"\bIn:")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each chapter whose editors are turned round, or that has no "In"."""
    form = paper.form
    if form is None or not form.is_english:
        return
    family = paper.facts.conventions.family if paper.facts else ""
    for listed in in_style(paper):
        yield from _turned(paper, listed, form)
        if family in _SPELT_OUT:
            yield from _shortened(paper, listed)
        elif form.editors_led_in == "ed. by":
            yield from _spelt_out(paper, listed)
    if paper.system is System.NOTE and form.chapter_in == "In" and form.editors_inverted is False:
        yield from _without_in_notes(paper)
    for listed in without_record(paper):
        yield from _without_in(paper, listed, form)
        yield from _proceedings_without_in(paper, listed, form)
        if family == "mla":
            yield from _needless_in(paper, listed)


def _without_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield that "in" does not stand between a chapter in a note and the book, which has editors."""
    for citation in paper.cites:
        if citation.kind is not InTextKind.NOTE:
            continue
        match = _BOOK_OF_CHAPTER.search(paper.block_text(citation), citation.start, citation.end)
        if match:
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, citation.block, *match.span("book")),
                (match.start("book"), match.start("book")),
                "in ",
                message=f"{style_called(paper)} puts “in” between a chapter and its book.",
                habit="no “in” before the book of a chapter",
            )


_BOOK_OF_CHAPTER: Final = re.compile(
    r"[,?!][”\"]\s(?P<book>(?!in\b|In\b|trans\.|ed\.|by\b)[^\W\d_a-z][^“”\"()\d;]{3,120}?),\seds?\.\s[^()“”\";]{3,80}\s\([^()]*\d{4}\)"
)


def _needless_in(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Yield that "In" stands before a book where the style has none."""
    match = _NEEDLESS_IN.search(listed.reference.text)
    if match is None:
        return
    spot = Spot(listed, match.start("word"), match.end("word"))
    yield to_retype(
        CHECK.id,
        paper,
        spot,
        "",
        reach=2,
        message=f"{style_called(paper)} has no “In” before the book of a chapter; its editors follow it.",
        habit="“In” before the book of a chapter",
    )


_NEEDLESS_IN: Final = re.compile(r"[”\"]\s(?P<word>In:?\s)(?=[^\W\d_a-z])")


def _proceedings_without_in(paper: Paper, listed: ListedReference, form: ListForm) -> Iterator[Finding]:
    """Yield that "In" does not stand before proceedings that are a book: there is no volume, but pages."""
    text = listed.reference.text
    match = _PROCEEDINGS.search(text)
    if not form.chapter_in or match is None or listed.parsed.part("volume") or not listed.names:
        return
    title = listed.parsed.part("title")
    if not listed.parsed.part("page") or _IN.search(text, title.end if title else 0, match.start("name")):
        return
    spot = Spot(listed, match.start("name"), match.end("name"))
    yield to_retype(
        CHECK.id,
        paper,
        spot,
        f"{form.chapter_in} {match['name']}",
        message=f"{style_called(paper)} puts “{form.chapter_in}” before the proceedings of a conference.",
        habit="no “In” before the book of a chapter",
    )


_PROCEEDINGS: Final = re.compile(
    r"(?:[.?!][”\"’]?|,?[”\"])\s\*?(?P<name>Proceedings of the (?:\d|[A-Z][a-z]+[- ]?[a-z]*th\b)[^.,(]*"
    r"|Proc\.\s[^,”\"]{0,60}?\b(?:Conf|Conference|Symp|Symposium|Workshop|Congr|Congress)\b\.?)"
)
"""Those of one of several conferences: "Proceedings of the National Academy of Sciences" is a journal."""


def _turned(paper: Paper, listed: ListedReference, form: ListForm) -> Iterator[Finding]:
    """Yield that the editors have their family names first where the style has them last."""
    part = listed.parsed.part("editor")
    if part is None or form.editors_inverted is not False or not isinstance(part.value, tuple):
        return
    people = part.value
    text = listed.reference.text
    typed = text[part.start : part.end]
    is_spelt_out = len(people) == 1 and _INVERTED_IN_FULL.fullmatch(typed) is not None
    is_all_turned = len(people) > 1 and all(name.inverted() in typed for name in people)
    is_turned = is_spelt_out or is_all_turned or _INVERTED.match(typed) is not None
    if not listed.parsed.part("author") or not is_turned:
        return
    if not all(name.family and name.given for name in people):
        return
    spot = Spot(listed, part.start, part.end)
    yield to_retype(
        CHECK.id,
        paper,
        spot,
        _joined([name.display() for name in people], form),
        message=(
            f"{style_called(paper)} turns the names of the authors round, and not those of the book's "
            "editors."
        ),
        habit="editors with their family names first",
    )


def _joined(names: list[str], form: ListForm) -> str:
    if len(names) == 1:
        return names[0]
    comma = "," if len(names) > 2 and form.joiner_comma else ""
    return f"{', '.join(names[:-1])}{comma} {form.joiner} {names[-1]}"


def _shortened(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Yield that "ed." or "trans." stands before a name where the list has the words in full."""
    for match in _SHORT_ROLE.finditer(listed.reference.text):
        word = _IN_FULL[match["role"].lower().removesuffix(" by")]
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span("role")),
            word.capitalize() if match["role"][0].isupper() else word,
            within=Spot(listed, match.start("role"), match.end()),
            message=f"{style_called(paper)} writes “{word}” in the list, and not “{match['role']}”.",
            habit="“ed.” and “trans.” in the list",
            safe=True,
        )


_SPELT_OUT: Final = frozenset(("chicago-notes", "chicago-author-date", "mla"))
_IN_FULL: Final = {
    "ed.": "edited by",
    "eds.": "edited by",
    "trans.": "translated by",
    "transl.": "translated by",
    "tr.": "translated by",
}
_SHORT_ROLE: Final = re.compile(
    r"(?:,|(?<!\brev)(?<!\bRev)(?<!\benl)\.)\s(?P<role>(?:[Ee]ds?\.|[Tt]r(?:ansl?)?\.)(?:\sby)?)\s"
    r"[^\W\d_a-z](?:\.|[\w’'-]+)(?:\s(?:and\s)?(?:van|von|de|der|den|del|di|la|le|[^\W\d_a-z](?:\.|[\w’'-]+))){1,8}(?!\s?:)(?=[,.])"
)


def _spelt_out(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Yield that "edited by" stands before the editors where the style has "ed. by"."""
    match = _EDITED_BY.search(listed.reference.text)
    if match is None:
        return
    yield to_retype(
        CHECK.id,
        paper,
        Spot(listed, *match.span("words")),
        "ed. by",
        within=Spot(listed, match.start("words"), match.end()),
        message=f"{style_called(paper)} writes “ed. by” before the editors of a book.",
        habit="“edited by” for “ed. by”",
        safe=True,
    )


_EDITED_BY: Final = re.compile(r",\s(?P<words>(?:edited by|eds?\.?(?!\sby)))\s[^\W\d_a-z](?:\.|[\w’'-]+)")


def _without_in(paper: Paper, listed: ListedReference, form: ListForm) -> Iterator[Finding]:
    """Yield that "In" does not stand between a chapter and the editors of its book."""
    title = listed.parsed.part("title")
    if title is None or not form.chapter_in:
        return
    text = listed.reference.text
    editors = _EDITORS.search(text, title.end)
    if editors is None and _PAGES_AT_END.search(text):
        editors = _EDITORS_AFTER.search(text, title.end)
    if editors is None and form.article_quoted:
        editors = _BOOK_AT_ONCE.match(text, title.end)
    is_led_in = _IN_COLON if form.chapter_in.endswith(":") else _IN
    if editors is None or is_led_in.search(text, title.start, editors.start() + 3):
        return
    spot = Spot(listed, editors.start("role") - 1, editors.end("role") + 1)
    yield Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(Spot(listed, title.end, editors.end())),
        message=f"{style_called(paper)} puts “{form.chapter_in}” before the editors of the book.",
        habit="no “In” before the book of a chapter",
    )


_BOOK_AT_ONCE: Final = re.compile(
    r"[.,?!]?[”’\"][.,]?\s(?![Ii]n\b)[^\W\d_a-z][^“”\"()]{4,120}?,\s(?P<role>edited by|ed\. by|eds?\.)\s"
)
"""The book right after the title of a chapter, and its editors: “Title.” Book, edited by Ian Hodder."""


CHECK = PaperCheck(
    id="chapter-form",
    title="A chapter does not name its book as the style does",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A reader looks for the book, and has to tell it from the chapter, its editors from the authors.",
    remedy="Write “In”, the editors with given names or initials first, and the book, as the style has it.",
    source="APA 7, section 9.28: In E. E. Editor (Ed.); Chicago 18, section 14.8; MLA 9, 5.38.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nRosenstock, I. M. (1990). The health belief model. In Glanz, K., Lewis, F. M., "
            "& Rimer, B. K. (Eds.), *Health behavior and health education* (pp. 39–62). Jossey-Bass.\n"
        ),
        right=(
            "# References\n\nRosenstock, I. M. (1990). The health belief model. In K. Glanz, F. M. Lewis, & "
            "B. K. Rimer (Eds.), *Health behavior and health education* (pp. 39–62). Jossey-Bass.\n"
        ),
    ),
    find=find,
)
