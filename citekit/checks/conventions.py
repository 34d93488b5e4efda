"""What manuals ask for and CSL cannot say, by family of styles.

Publication Manual of the APA, 7th edition (2020); MLA Handbook, 9th edition (2021); The Chicago Manual of
Style, 18th edition (2024); Cite Them Right, 12th edition (2022); IEEE Reference Guide (2023). Where a manual
leaves something open, nothing is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

__all__ = ["Conventions", "conventions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What a family of styles asks for beyond what CSL holds.

    ``called`` is what people call the style. ``narrative_joiner`` stands before the last of two authors in a
    sentence, empty where that is open. ``quotation_needs_page`` tells that a quotation names its page.
    ``block_words`` is the number of words from which a quotation stands in a block of its own, 0 where that
    is open. ``headings`` are what may stand over the list, in lower case; empty where that is open.
    ``lists_only_cited`` tells that the list holds what is cited and nothing else. ``personal_unlisted`` tells
    that personal communications are cited in the text alone. ``hyphens_in_ranges`` tells that its own
    examples put hyphens into ranges of pages, so that either mark will do.
    """

    family: str
    called: str
    narrative_joiner: str = ""
    quotation_needs_page: bool = False
    block_words: int = 0
    headings: tuple[str, ...] = ()
    lists_only_cited: bool = False
    personal_unlisted: bool = False
    hyphens_in_ranges: bool = False


_ANY: Final = Conventions(family="", called="the style")
_FAMILIES: Final[Mapping[str, Conventions]] = MappingProxyType(
    {
        "apa": Conventions(
            family="apa",
            called="APA",
            narrative_joiner="and",
            quotation_needs_page=True,
            block_words=40,
            headings=("references", "reference"),
            lists_only_cited=True,
            personal_unlisted=True,
        ),
        "modern-language-association": Conventions(
            family="mla",
            called="MLA",
            narrative_joiner="and",
            block_words=60,
            headings=("works cited", "work cited"),
            lists_only_cited=True,
            hyphens_in_ranges=True,
        ),
        "chicago-author-date": Conventions(
            family="chicago-author-date",
            called="Chicago",
            narrative_joiner="and",
            quotation_needs_page=True,
            block_words=100,
            headings=("references", "works cited", "literature cited", "reference list"),
            lists_only_cited=True,
            personal_unlisted=True,
        ),
        "chicago-notes-bibliography": Conventions(
            family="chicago-notes",
            called="Chicago",
            block_words=100,
            headings=("bibliography", "selected bibliography", "works cited", "sources"),
        ),
        "turabian": Conventions(
            family="chicago-notes",
            called="Turabian",
            headings=("bibliography", "selected bibliography", "works cited", "sources consulted"),
        ),
        "harvard-cite-them-right": Conventions(
            family="harvard",
            called="Harvard",
            narrative_joiner="and",
            quotation_needs_page=True,
            headings=("reference list", "references", "bibliography"),
        ),
        "harvard": Conventions(family="harvard", called="Harvard", narrative_joiner="and"),
        "ieee": Conventions(family="ieee", called="IEEE", headings=("references",), lists_only_cited=True),
        "american-sociological-association": Conventions(
            family="asa",
            called="ASA",
            narrative_joiner="and",
            quotation_needs_page=True,
            headings=("references",),
            lists_only_cited=True,
        ),
        "nlm": Conventions(
            family="vancouver", called="Vancouver", lists_only_cited=True, hyphens_in_ranges=True
        ),
        "vancouver": Conventions(
            family="vancouver", called="Vancouver", lists_only_cited=True, hyphens_in_ranges=True
        ),
        "american-medical-association": Conventions(
            family="ama", called="AMA", headings=("references",), lists_only_cited=True
        ),
        "mhra": Conventions(family="mhra", called="MHRA"),
        "oscola": Conventions(family="oscola", called="OSCOLA"),
        "bluebook": Conventions(family="bluebook", called="Bluebook"),
        "american-chemical-society": Conventions(family="acs", called="ACS", lists_only_cited=True),
        "nature": Conventions(family="nature", called="Nature", lists_only_cited=True),
    }
)
"""By the beginning of the style's name; the longest that fits is the style's."""


def conventions_of(style_name: str, language: str, title: str = "") -> Conventions:
    """Return what the style called ``style_name`` asks for, in a paper in ``language``.

    The words of headings and the "and" of a sentence are English; for another language they are left open.
    A style of no family is called by its ``title``, what that has in brackets left out.
    """
    fits = [name for name in _FAMILIES if style_name.startswith(name)]
    called = title.partition(" (")[0].strip()
    found = _FAMILIES[max(fits, key=len)] if fits else replace(_ANY, called=called or _ANY.called)
    if language.lower().startswith("en"):
        return found
    return Conventions(
        family=found.family,
        called=found.called,
        quotation_needs_page=found.quotation_needs_page,
        block_words=found.block_words,
        lists_only_cited=found.lists_only_cited,
        personal_unlisted=found.personal_unlisted,
    )
