"""What notes cite: ibid., or a name, a title and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.csl.citation import Locator
from citekit.documents.blocks import Block
from citekit.documents.in_text.author_year import split_pieces
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind, make_citation
from citekit.documents.name_text import begins_sentence, strip_lead_in

__all__ = ["in_note"]

_IBID: Final = re.compile(
    r"(?:(?:see|cf\.|vgl\.)\s+)?(?:ibid|ibidem|id|idem|ebd|ebda|ebenda|op\. cit|loc\. cit)\b\.?",
    re.IGNORECASE,
)
_NOTE_NAME: Final = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*\s+){0,4}(?P<name>(?:(?:van|von|de|der|den|del|di|la|le)\s+)*"
    r"(?!(?:Jr|Sr|I{2,3}|IV)\b)[^\W\d_a-z][\w’'-]+)(?:,?\s+(?:[JS]r\.?|I{2,3}|IV)(?!\w))?"
    r"(?:\s+(?:and|und|et|&)\s+[^,]{2,60}|\s+et al\.?)?,\s+\S.{2,}?\d"
)
_SEE_NOTE: Final = re.compile(
    r"(?P<name>[^\W\d_a-z][\w’'-]+)(?:,?\s(?:and|&|,)\s[^\W\d_a-z][\w’' -]*?|\set al\.?)?,?\s"
    r"\((?:n|fn|above n|see n|see note)\.?\s\d{1,3}\)(?:,?\s(?P<page>\d{1,4}(?:[–-]\d{1,4})?))?"
)
"""What points to the note that has the work in full: ``Craig (n 4) 521``."""
_NOTE_PAGES: Final = re.compile(
    r"(?:\)[:,]|,)\s*(?:pp?\.\s*)?(?P<pages>\d{1,4}(?:[–-]\d{1,4})?)\.?$"
    r"|\((?:at\s)?(?:pp?\.\s*)(?P<cited>\d{1,4}(?:[–-]\d{1,4})?)\)\.?$"
)
"""The pages that a note ends with: (1980): 312, or a title and 80; pp. 33–70 (p. 58)."""


_NEXT: Final = re.compile(
    r"(?<=[\d)”\"’a-z]\.)\s+"
    r"(?=(?:(?:And |But )?[Ss]ee|Compare|Cf\.|Contrast|Quoted|Cited|On\b[^.;]{1,80}\bsee)\b)"
    r"|(?<=[\d][:,]\s\d\.)\s+(?=[^\W\d_a-z])|(?<=[\d–-]\d\.)\s+(?=[^\W\d_a-z][\w’']*\s)"
)
"""Where a sentence begins that cites again, or any sentence after the pages of a work."""
_LONG_LEAD_IN: Final = re.compile(
    r"\s*(?:For|On|About|As)\b[^.;:“”\"]{1,100}?\b(?:see(?: also)?|compare),?\s"
)
"""For the story in its most polished form, see …"""


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each work of a note is cited: parted by semicolons, and by sentences that cite again."""
    for start, end in split_pieces(text, 0, len(text)):
        at = start
        for cut in _NEXT.finditer(text, start, end):
            yield at, cut.start()
            at = cut.end()
        lead = _LONG_LEAD_IN.match(text, at, end)
        yield (lead.end() if lead else at), end


def in_note(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    """Find what a note cites: ibid., or a name, a title and a number, parted by semicolons."""
    for start, end in _pieces(text):
        rest, prefix = strip_lead_in(text[start:end])
        first = end - len(rest)
        first += len(rest) - len(rest.lstrip())
        last = first + len(text[first:end].rstrip())
        if first >= last:
            continue
        if _IBID.match(text, first, last):
            yield InTextCitation(
                InTextKind.NOTE, block.span_of(first, last), index, first, last, is_ibid=True
            )
            continue
        match = _SEE_NOTE.match(text, first, last) or _NOTE_NAME.match(text, first, last)
        if match and not begins_sentence(match["name"]):
            paged = _NOTE_PAGES.search(text, first, last)
            locator = Locator("page", paged["pages"] or paged["cited"]) if paged else None
            cite = InTextCite((match["name"],), "", first, last, prefix=prefix, locator=locator)
            yield make_citation(block, index, InTextKind.NOTE, (first, last), (cite,))
