"""What the sentence around a name and a year tells: whether it is a citation at all.

"Walker (2017) argues" cites; "was born in London (1950)", "President Obama (2009)", "the Clean Air Act
(1970)" and *Inception* (2010) do not. A name that the list knows is a citation whatever stands around it, so
this is asked of the others alone.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.blocks import Block
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.markup.tree import Format

__all__ = ["REPORTING", "why_no_citation"]

REPORTING: Final = re.compile(
    r"(?:also |further |even |later |first |recently |explicitly |similarly |rightly |therefore |thus "
    r"|likewise "
    r"|convincingly |famously |have |has |had |did not |does not |do not |would |was able to |were able to "
    r"|and (?:his|her|their) (?:colleagues|team) )*"
    r"(?:argu|claim|stat|show|find|found|report|suggest|note|noting|demonstrat|conclud|describ|examin|investigat"
    r"|propos|explain|observ|observe|reveal|discuss|point|assert|contend|maintain|emphasi|highlight|identif"
    r"|defin|indicat|confirm|estimat|analy|compar|conduct|develop|establish|explor|study|studied|studies"
    r"|measur|test|track|follow|survey|review|warn|writ|wrote|say|said|see|saw|call|question|critici|challeng"
    r"|prais|agree|disagree|extend|replicat|introduc|present|believ|consider|concede|distinguish|document|draw|drew"
    r"|focus|illustrat|interpret|link|offer|provid|reach|recommend|reject|remark|support|take|took|treat|trace"
    r"|us(?:e|ed|es|ing)\b|view|put|hold|held|insist|caution|acknowledg|address|assess|attribut|calculat|cit"
    r"|detect|determin|evaluat|hypothesi|model|observ|predict|prefer|prov|pursu|recruit|repeat|respond|sampl"
    r"|speak|spoke|speculat|summari|surmis|think|thought|underlin|underscor|add|advocat|admit|advis|allow"
    r"|let|went|go(?:es)?\b|look|ask|randomi|assign|interview|publish|behaupt|zeig|find|fand|beschreib|schreib"
    r"|argument|betont|meint|kommt|kommen|stell|untersuch|beton|weis|fordert|sieht)",
    re.IGNORECASE,
)
"""How a sentence goes on after who says something."""
_LED_IN: Final = re.compile(
    r"\b(?:according to|see|see also|cf\.|following|contra|e\.g\.,|as in|adapted from|based on|work of"
    r"|study by"
    r"|study of|studies by|work by|review by|argument of|findings of|model of|theory of|definition of|laut"
    r"|(?:shown|seen|argued|suggested|noted|found|described|reported|demonstrated|proposed|explained|discussed"
    r"|defined|confirmed|introduced|criticised|criticized|supported|challenged|examined|studied|emphasi[sz]ed"
    r"|highlighted|stressed|pointed out|summari[sz]ed|reviewed|documented|replicated|coined|put forward) by"
    r"|selon|según|so (?:has|have|had|did|does|do|is|are)|as (?:does|did|do)|unlike|pace)\s*$",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"\b(?:president|prime minister|minister|chancellor|king|queen|pope|senator|governor|mayor|general"
    r"|captain"
    r"|emperor|judge|justice|secretary|ambassador|director|actor|actress|singer|saint|sir|lord|lady|prince"
    r"|princess|coach|ceo|founder)\b",
    re.IGNORECASE,
)
_THING: Final = re.compile(
    r"\b(?:act|acts|treaty|agreement|accord|accords|amendment|convention|code|directive|regulation|bill|law|laws"
    r"|statute|charter|constitution|declaration|protocol|resolution|war|wars|revolution|crisis|olympics|games"
    r"|championship|cup|festival|conference|summit|election|elections|census|earthquake|hurricane|pandemic"
    r"|strike|battle|massacre|scandal|reform|reforms|programme|program|survey|study|trial|project|initiative"
    r"|index|scale|inventory|questionnaire|version|windows|android|street|avenue|road|park|bridge|museum"
    r"|university|college|school|gesetz|verordnung|vertrag|abkommen|krieg|loi|ley)$",
    re.IGNORECASE,
)
_CASE: Final = re.compile(r"\bv(?:s|ersus)?\.?\s+[^().;]{0,60}$|\bin re\s|\bex parte\s", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d{4}\s?[–—-]\s?\d{2,4}")
_MEASURED: Final = re.compile(
    r",\s(?:\d{1,3}(?:[,.]\d{3})+\b"
    r"|\d[\d.,]*\s?(?:m|km|cm|kg|g|t|ha|°C|%|percent|per cent|people|visitors|seats)\b)"
)
"""What follows a year that counts nothing by pages: (1968, 2,240 m above the sea)."""
_CALENDAR: Final = re.compile(
    r"\b(?:accessed|retrieved|updated|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)


def why_no_citation(block: Block, citation: InTextCitation, cite: InTextCite) -> str:
    """Return why a cite that no reference was found for may be no citation at all; empty if it is one."""
    text = block.text
    typed = text[cite.start : cite.end]
    name = cite.names[-1] if cite.names else ""
    if _CASE.search(text[max(0, cite.start - 80) : cite.start]) or re.search(r"\sv(?:s)?\.\s", typed):
        return "a legal case"
    if _RANGE.search(cite.year):
        return "a range of years"
    if cite.year and _MEASURED.match(text[cite.start : citation.end + 1].partition(cite.year)[2]):
        return "a year with a measure"
    if len(name.split()) > 1 and _THING.search(name):
        return "a law, an event or a thing with its year"
    if citation.kind is InTextKind.NARRATIVE:
        return _in_sentence(block, citation, cite)
    is_date = len(cite.names) == 1 and not cite.has_et_al and _CALENDAR.search(name)
    return "a date" if is_date else ""


def _in_sentence(block: Block, citation: InTextCitation, cite: InTextCite) -> str:
    text = block.text
    names_end = cite.start + len(text[cite.start : citation.end].split("(")[0].rstrip())
    if Format.ITALIC in block.formats_of(cite.start, names_end):
        return "a title with its year"
    if cite.has_et_al or len(cite.names) > 1 or cite.locator or _is_cited_so(cite.year):
        return ""
    if _OFFICE.search(cite.names[0] if cite.names else ""):
        return "somebody in office with a year"
    is_told = (
        _LED_IN.search(text[max(0, cite.start - 40) : cite.start])
        or REPORTING.match(text[citation.end :].lstrip())
        or re.search(r"['’]s?$", text[cite.start : names_end])
    )
    return "" if is_told else "a name with a year that nothing tells to be a citation"


def _is_cited_so(year: str) -> bool:
    """Whether a year has what only citations have: a letter, or words for none."""
    return bool(re.search(r"\d[a-z]$|n\.\s?d|press|forthcoming|/", year))
