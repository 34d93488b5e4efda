"""A quotation whose citation gives no page or other place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import Quoted, at_block
from citekit.checks.quotations import NEAR, Quotation, is_speech, quotations
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCitation, InTextKind

__all__ = ["CHECK"]

_LEAST_WORDS: Final = 4
_PLACED: Final = re.compile(
    r"\b(?:pp?|paras?|chap|sec|line|ll?|vv?)\.\s?\d|\bparagraphs?\s\d|¶|§|\d+:\d{2}|\bSection\b|\bChapter\b"
)
_WHOLE_BRACKET: Final = re.compile(r"\((?:pp?\.|paras?\.|S\.|¶)\s?\d[^()]*\)|\(\d{1,4}(?:[–-]\d{1,4})?\)")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each quoted sentence or part of one that is cited, and without a page."""
    facts = paper.facts
    if facts is None or not (facts.conventions.quotation_needs_page or facts.system is System.AUTHOR_PAGE):
        return
    unpaged = _unpaged(paper) if facts.system is System.AUTHOR_PAGE else frozenset()
    exempt = {link.citation for link in paper.links if link.kind is LinkKind.EXEMPT}
    # Of "Fröbel, as cited in Smith" only the first needs no entry.
    exempt -= {link.citation for link in paper.links if link.kind is not LinkKind.EXEMPT}
    for quoting in _block_quotations(paper):
        if paper.cites.index(quoting) not in exempt | unpaged:
            cited = at_block(paper, quoting.block, quoting.start, quoting.end)
            yield _told(paper, cited, cited, follows=True)
    for quotation in quotations(paper):
        citation = next((one for one in quotation.citations if _names_work(one)), None)
        if citation is None or not is_speech(quotation):
            continue
        if paper.cites.index(citation) in exempt | unpaged or _has_place(paper, quotation):
            continue
        words = at_block(paper, quotation.block, quotation.start, quotation.end)
        cited = at_block(paper, citation.block, citation.start, citation.end)
        follows = 0 <= citation.start - quotation.end <= NEAR
        if follows:
            words = at_block(paper, quotation.block, quotation.start, citation.end)
        yield _told(paper, words, cited, citation.cites[0].names[:2], follows=follows)


def _block_quotations(paper: Paper) -> Iterator[InTextCitation]:
    """Yield the citations that end a quotation in a block of its own, and say no page."""
    for citation in paper.cites:
        block = paper.document.blocks[citation.block]
        text = block.text
        is_last = not text[citation.end :].strip(" .") and not text[: citation.start].strip().endswith(":")
        is_long = len(text[: citation.start].split()) >= 2 * _LEAST_WORDS
        is_paged = any(cite.locator for cite in citation.cites) or _PLACED.search(text, citation.start)
        if block.in_quote and is_last and is_long and _names_work(citation) and not is_paged:
            yield citation


def _told(paper: Paper, words: Quoted, cited: Quoted, names: Sequence[str] = (), *, follows: bool) -> Finding:
    by_page = paper.facts is not None and paper.facts.system is System.AUTHOR_PAGE
    add = (
        "add the number after the name"
        if by_page
        else "add p. and the number, or for a web page para. and its number"
    )
    source = cited.text
    if source[1:2].isdigit() and names:  # a year alone, the names being part of the sentence
        source = f"{' and '.join(names)} {source}"
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        message=f"You quote from {source} without a page. {style_called(paper)} wants one: {add}.",
        related=() if follows else (Related(where=cited.where, words=cited.text),),
        habit="quotations without a page",
    )


def _names_work(citation: InTextCitation) -> bool:
    kinds = (InTextKind.PARENTHETICAL, InTextKind.NARRATIVE, InTextKind.AUTHOR_PAGE)
    return citation.kind in kinds and bool(citation.cites)


def _unpaged(paper: Paper) -> frozenset[int]:
    """Return the citations of works that no pages are known of: web pages, films."""
    return frozenset(
        link.citation
        for link in paper.links
        if not any(_has_pages(paper.reference(number)) for number in link.references)
    )


def _has_pages(listed: ListedReference) -> bool:
    """Whether a work is known to have pages: the list gives them, or it is a book of somebody's."""
    parsed = listed.parsed
    is_book = parsed.type in ("book", "document") and listed.names and not parsed.part("container-title")
    return bool(parsed.part("page") or (is_book and not parsed.part("URL")))


def _has_place(paper: Paper, quotation: Quotation) -> bool:
    """Whether a page, or the like, stands in a citation of the sentence or in a bracket of its own."""
    text = paper.document.blocks[quotation.block].text
    # The citation that follows at once is the quotation's own, whatever else the sentence cites.
    own = [one for one in quotation.citations if 0 <= one.start - quotation.end <= NEAR and _names_work(one)]
    for citation in own or quotation.citations:
        if any(cite.locator for cite in citation.cites) or _PLACED.search(
            text[citation.start : citation.end]
        ):
            return True
    if own and paper.system is System.AUTHOR_PAGE:
        return False
    # "(2023)" of a work named in the next sentence is no page
    cited = [(one.start, one.end) for one in paper.cites if one.block == quotation.block and one.cites]
    return any(
        not any(start <= match.start() < end for start, end in cited)
        for match in _WHOLE_BRACKET.finditer(text, quotation.end, _sentence_end(text, quotation.end))
    )


def _sentence_end(text: str, start: int) -> int:
    match = _NEXT_SENTENCE.search(text, start)
    return min(match.start() if match else len(text), start + _REACH)


_REACH: Final = 200
_NEXT_SENTENCE: Final = re.compile(r"(?<=[^\WA-Z_]|[)\]”\"’])[.!?][)”\"’]?\s+(?=[“\"„«]?[^\W\d_a-z])")


CHECK = PaperCheck(
    id="quotation-without-page",
    title="A quotation gives no page",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Whoever wants to see the words in their place cannot search a whole book for them.",
    remedy="Add the page to the citation; where there are none, the paragraph or the heading.",
    source="APA 7, sections 8.25 and 8.28; Cite Them Right 12; Chicago 18, section 13.121.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="“The phone is the last thing they see at night” (Müller, 2018).\n",
        right="“The phone is the last thing they see at night” (Müller, 2018, p. 24).\n",
    ),
    find=find,
)
