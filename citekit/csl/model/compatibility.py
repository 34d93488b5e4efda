"""Where citekit may depart from the specification on purpose, to print what another processor prints.

Each field is one way in which citeproc-js, the processor of Zotero and others, departs from CSL 1.0.2.
All are off unless asked for; what they cost is paid when a style is prepared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CITEPROC_JS", "PRESETS", "SPECIFICATION", "Compatibility"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compatibility:
    """Which departures from the specification are wanted."""

    empty_labels: bool = False
    """A label prints though its variable is empty: "p." where there are no pages ("Label")."""
    unlike_range_ends: bool = False
    """The second half of a range of dates takes its delimiter and formats from the last ``cs:date`` of the
    style, whichever that is, and only its last part keeps its prefix ("Date Ranges")."""
    era_after_affixes: bool = False
    """The era stands outside the affixes and formats of the year: "(100) AD" ("AD and BC")."""
    inherited_and_before_institutions: bool = False
    """Before an institution that ends a list, ``delimiter-precedes-last`` of ``cs:name`` counts for
    nothing: what ``cs:citation``, ``cs:bibliography`` or ``cs:style`` say of it does ("Name")."""
    et_al_after_one_name: bool = False
    """Of ``delimiter-precedes-et-al="after-inverted-name"`` it counts that one name stands before the
    "et al.", not that it is inverted ("Name")."""
    idle_groups_forgive: bool = False
    """A group or macro that has nothing to print and asks for no variable makes the group around it forget
    the empty variables before, so that its terms print ("Group")."""
    layout_suffix_on_last_element: bool = False
    """In a bibliography whose layout begins with a ``display``, the layout's suffix replaces that of its
    last element, and is lost where a last group or macro prints nothing ("Layout")."""
    dates_alone_in_sort_macros: bool = False
    """A macro that sorts and holds a ``cs:date`` yields its dates alone, run together as one number, so
    that two dates come after one ("Sorting")."""
    formats_of_names_unseen: bool = False
    """Within ``cs:names`` that have a format, "normal" does not set it back ("Formatting")."""
    short_urls: bool = False
    """The short form of a URL is its host ("Text", form)."""
    outer_marks_first_in_quotes: bool = False
    """Of two marks that go into quotation marks, that which stands further out comes first: "Title.,"
    where the style says ``,`` and ``.`` ("Locale Options", punctuation-in-quote)."""
    absent_locator_is_page: bool = False
    """A condition finds that a cite without a locator, and an entry of the bibliography, has one of pages
    ("Choose", locator)."""
    ties_by_author: bool = False
    """Of a citation that collapses, cites that are alike to the style's sort keys come in the order of
    their authors ("Cite Grouping")."""
    initials_lose_hyphens: bool = False
    """Where given names are not cut down, such as are initials already lose their hyphen: "J. L." for
    "J.-L." ("Name", initialize-with-hyphen)."""
    others_are_a_name: bool = False
    """The "others" at the end of BibTeX's "Doe, Jane and others" prints as a name: "Doe & others", not
    "Doe et al.". CSL does not know it."""

    suffix_instead_of_condition: bool = False
    """In a style that gives year suffixes, no condition ``disambiguate`` is ever true ("Disambiguation")."""


SPECIFICATION: Final = Compatibility()
"""CSL 1.0.2 as it is written: citekit's own way."""
CITEPROC_JS: Final = Compatibility(
    empty_labels=True,
    unlike_range_ends=True,
    era_after_affixes=True,
    inherited_and_before_institutions=True,
    et_al_after_one_name=True,
    idle_groups_forgive=True,
    layout_suffix_on_last_element=True,
    dates_alone_in_sort_macros=True,
    formats_of_names_unseen=True,
    short_urls=True,
    outer_marks_first_in_quotes=True,
    absent_locator_is_page=True,
    ties_by_author=True,
    initials_lose_hyphens=True,
    others_are_a_name=True,
    suffix_instead_of_condition=True,
)
"""What citeproc-js prints, and so Zotero, down to its departures."""
PRESETS: Final = {"specification": SPECIFICATION, "zotero": CITEPROC_JS}
"""What users may ask to be printed like, by name."""
