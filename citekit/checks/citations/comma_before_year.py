"""A comma between author and year, or page, where the style has none, or none where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.laws import is_law
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import Quoted, at_block, quoted, to_replace
from citekit.checks.prose import REPORTING
from citekit.checks.style_facts import System
from citekit.checks.wording import cited_as, names_as, style_called
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.language.fold import words as words_of

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each author and year in brackets that are parted in another way."""
    facts = paper.facts
    if facts is None:
        return
    if facts.system is System.AUTHOR_PAGE and paper.system is System.AUTHOR_PAGE:
        yield from _before_pages(paper)
    yield from _as_subject(paper)
    if facts.system is not System.AUTHOR_DATE or not facts.author_year:
        return
    yield from _unbracketed(paper)
    yield from _before_brackets(paper)
    wants_comma = facts.author_year.startswith(",")
    for citation in paper.cites:
        for position, cite in enumerate(citation.cites):
            in_bracket = citation.kind is InTextKind.PARENTHETICAL or (
                citation.kind is InTextKind.NARRATIVE and position > 0
            )
            names_law = any(is_law(name) for name in cite.names)  # National Heritage Act 1983
            if (
                in_bracket
                and cite.year
                and (cite.names or cite.title)
                and not (cite.is_secondary or names_law)
            ):
                finding = _judge(paper, citation, cite, wants_comma=wants_comma)
                if finding is not None:
                    yield finding


def _judge(paper: Paper, citation: InTextCitation, cite: InTextCite, *, wants_comma: bool) -> Finding | None:
    text = paper.block_text(citation)
    digits = re.escape(cite.year.split()[0][:4])
    match = re.compile(rf"[^\W\d_.](?P<end>[.”\"’'\])]*)(?P<gap>,?\s+)(?={digits})").search(
        text, cite.start, citation.end
    )
    if match is None or match.start() >= cite.end:
        return None
    comma_in_quote = "," in text[match.start() - 1 : match.start("gap")]
    has_comma = match["gap"].startswith(",") or comma_in_quote
    if has_comma == wants_comma or re.search(r"\b(?:ca?\.|circa)\s*$", text[: match.end()]):
        return None
    style = style_called(paper)
    return to_replace(
        CHECK.id,
        paper,
        quoted(paper, citation, cite),
        match.span("gap"),
        f",{match['gap']}" if wants_comma else match["gap"].removeprefix(","),
        message=(
            f"{style} puts a comma between author and year inside brackets."
            if wants_comma
            else f"{style} puts no comma between author and year."
        ),
        habit="no comma before the year" if wants_comma else "a comma before the year",
        safe=True,
    )


def _before_pages(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each comma between author and page: (Moers, 92); a "p." is another rule's."""
    yield from _before_pages_of_titles(paper)
    yield from _colons_before_pages(paper)
    for citation in paper.cites:
        for cite in citation.cites:
            if cite.locator is None or not cite.names or cite.locator.label != "page":
                continue
            if cite.title and not cite.has_comma:
                continue
            text = paper.block_text(citation)
            before, after = re.escape(cite.title or cite.names[-1]), re.escape(cite.locator.value)
            label = r"(?:pp?\.\s?)?" if cite.title else ""
            pattern = rf"{before}(?P<gap>,?[”\"’]?,?\s+{label})(?={after})"
            match = re.compile(pattern).search(text, cite.start, max(cite.end, citation.end))
            if match is None or not match["gap"].strip('”"’ '):
                continue
            words, habit = quoted(paper, citation, cite), "a comma between author and page"
            yield _only_a_space(paper, words, match, habit)


def _only_a_space(paper: Paper, words: Quoted, match: re.Match[str], habit: str) -> Finding:
    """Return the finding for marks in the ``gap`` before a page; quotation marks in it stay."""
    return to_replace(
        CHECK.id,
        paper,
        words,
        match.span("gap"),
        re.sub(r"[^”\"’]", "", match["gap"]) + " ",
        message=f"{style_called(paper)} puts nothing but a space before the page.",
        habit=habit,
        safe=True,
    )


def _colons_before_pages(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each colon between a listed name and a page: (Glissant: 6)."""
    names = {name for one in paper.references for name in one.names}
    for index, block in paper.prose(notes=True):
        for match in _COLON.finditer(block.text):
            if match["name"] in names:
                words = at_block(paper, index, match.start(), match.end())
                yield _only_a_space(paper, words, match, "a colon between author and page")


_COLON: Final = re.compile(
    r"\((?:[^()]*\sand\s)?(?P<name>[^\W\d_a-z][\w’'-]+)(?P<gap>:\s?)\d{1,4}(?:[–-]\d{1,4})?\)"
)


def _before_pages_of_titles(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each comma between the title of a listed work and a page: (*Diary*, 7)."""
    for index, block in paper.prose(notes=True):
        for match in _TITLE_AND_PAGE.finditer(block.text):
            wanted = words_of(match["title"])
            if not any(
                words_of(one.title.removeprefix("The "))[: len(wanted)] == wanted for one in paper.references
            ):
                continue
            words = at_block(paper, index, match.start() + 1, match.end() - 1)
            yield _only_a_space(paper, words, match, "a comma between title and page")


_TITLE_AND_PAGE: Final = re.compile(
    r"\((?P<title>[^\W\d_a-z][^()\d,;]{3,60})(?P<gap>,\s)(?P<page>\d{1,4}(?:[–-]\d{1,4})?)\)"
)


def _unbracketed(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each listed work whose year stands in the sentence: Leiserowitz, 2006, found."""
    works = {
        (reference.names[0], reference.year): (reference, _typed_out(reference))
        for reference in paper.references
        if reference.names and not reference.is_institution and reference.year[:4].isdigit()
    }
    for index, block in paper.prose():
        for (name, year), (reference, pattern) in works.items():
            if name not in block.text or year not in block.text:
                continue
            for match in pattern.finditer(block.text):
                before = block.text[: match.start()]
                if before.count("(") > before.count(")"):
                    continue
                after = block.text[match.end() :].lstrip()
                if match["bare"] and not (REPORTING.match(after) or _is_named_in_full(reference, before)):
                    continue  # a name and a number
                names = names_as(paper.facts, reference, narrative=True) if paper.facts else ""
                words = at_block(paper, index, match.start(), match.end())
                yield Finding(
                    check=CHECK.id,
                    level=Level.WARNING,
                    where=words.where,
                    quote=words.text,
                    expected=f"{names or match['names']} ({year})",
                    message="In a sentence the year stands in brackets after the name.",
                    habit="years without brackets in the sentence",
                )


def _before_brackets(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each comma between a listed name and the bracket of its year: Doxey, (1975)."""
    works = {(name, one.year) for one in paper.references for name in one.names[:2] if one.year[:4].isdigit()}
    for index, block in paper.prose():
        for match in _COMMA_AND_BRACKET.finditer(block.text):
            if (match["name"], match["year"]) not in works:
                continue
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, index, match.start(), match.end()),
                match.span("gap"),
                " ",
                message="No comma stands between a name and the bracket of its year.",
                habit="a comma before the bracket of a year",
                safe=True,
            )


_COMMA_AND_BRACKET: Final = re.compile(
    r"(?<![\w’'-])(?P<name>[^\W\d_a-z][\w’'-]+)(?:,?\set\sal\.?)?"
    r"(?P<gap>,\s?)\((?P<year>(?:1[4-9]|20)\d\d[a-z]?)[^()]{0,30}\)"
)


def _as_subject(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each bracket whose names the sentence needs: (Owens, 2014) had not said."""
    for citation, cite, link in paper.linked(LinkKind.EXACT, LinkKind.NAME, LinkKind.YEAR):
        if citation.kind not in (InTextKind.PARENTHETICAL, InTextKind.AUTHOR_PAGE) or cite.prefix:
            continue
        text = paper.block_text(citation)
        if len(citation.cites) > 1 or not cite.names or cite.title or cite.is_secondary:
            continue
        before, after = text[: citation.start], text[citation.end :]
        begins = _BEGINS.search(before) and _GOES_ON.match(after)
        if not (begins or _NEEDS_NAME.search(before)):
            continue
        words = at_block(paper, citation.block, citation.start, citation.end)
        expected = cited_as(
            paper, paper.reference(link.references[0]), InTextKind.NARRATIVE, cite, year=cite.year
        )
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            expected=expected,
            message=(
                "The sentence needs the names, so they stand outside the brackets"
                f"{f': {expected}' if expected else ''}."
            ),
            habit="names in brackets that the sentence needs",
        )


_BEGINS: Final = re.compile(r"(?:^|[^\W\d_]{3}(?<!\betc)[.!?][”\"’]?\s+|[)\]][.!?]\s+)$")
_GOES_ON: Final = re.compile(r"(?:['’]s?)?\s(?=[a-z])")
_NEEDS_NAME: Final = re.compile(
    r"\b(?:[Aa]ccording to"
    r"|(?:argued|shown|suggested|proposed|described|reported|noted|claimed|stated|found) by)\s$"
)


def _typed_out(reference: ListedReference) -> re.Pattern[str]:
    """Return what finds a work that stands in a sentence with its year.

    The group ``bare`` tells one name without a comma, which a verb must tell to be somebody who writes.
    """
    name, *others = (re.escape(one) for one in reference.names)
    year = re.escape(reference.year)
    if not others:
        return re.compile(rf"(?<![\w’'-])(?P<names>{name})(?:, {year}(?=,? \w)|(?P<bare> {year})(?= \w))")
    series = rf"{', '.join([name, *others[:-1]])},? (?:and|&) {others[-1]}"
    return re.compile(rf"(?<![\w’'-])(?P<names>{name} et al\.|{series})(?:,? )(?P<bare>){year}(?![\w–-])")


def _is_named_in_full(reference: ListedReference, before: str) -> bool:
    """Whether the given name of a work's author ends ``before``: Marija Gimbutas 1989."""
    people = reference.parsed.value("author")
    given = people[0].given if isinstance(people, tuple) and people else ""
    return len(given) > len("J.") and before.endswith(f"{given} ")


CHECK = PaperCheck(
    id="comma-before-year",
    title="The comma between author and year, or page, is not as in the style",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Whether a comma stands between author and year is what tells the styles apart at first sight.",
    remedy="Put the comma as the style has it, everywhere.",
    source="APA 7, section 8.11: (Smith, 2010); Chicago 18, section 13.102: (Smith 2010).",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Carskadon 2011).\n",
        right="Sleep matters (Carskadon, 2011).\n",
    ),
    find=find,
)
