"""One item to one entry: which variable is which field, for biblatex and for BibTeX.

What the dialect has a field for stands in it, where reading gives the same value again. All else stands in
fields that begin with ``csl-``, under the names of CSL: LaTeX passes over them, and nothing is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from citekit.formats.bibtex.bibliography_strings import STATES, STRINGS, resolve
from citekit.formats.bibtex.dates import read_year
from citekit.formats.bibtex.entry_types import (
    BIBLATEX_TYPES,
    BIBTEX_TYPES,
    ENTRY_TYPES,
    SHAPES,
    SUBTYPES,
    Shape,
)
from citekit.formats.bibtex.fields.notes import is_plain_note
from citekit.formats.bibtex.fields.own import OWN_PREFIX, read_own_date
from citekit.formats.bibtex.fields.publication import page_range
from citekit.formats.bibtex.fields.titles import short_title
from citekit.formats.bibtex.latex_writing import encode, encode_title, settle
from citekit.formats.bibtex.name_writing import needs_prefix_option, write_names
from citekit.formats.bibtex.own_writing import custom_fields, own_fields
from citekit.formats.bibtex.verbatim import clean_doi, find_url, write_url, write_verbatim
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.language.babel import is_english, language_name, language_tag

__all__ = ["NAME_FIELDS", "entry_fields", "entry_type", "is_plain_key", "settle_date"]

NAME_FIELDS: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
"""The variables of names that have a field, in the order in which they stand."""
_TEXTS: Final = {
    "container-title-short": "shortjournal", "number-of-volumes": "volumes", "number-of-pages": "pagetotal",
    "edition": "edition", "version": "version", "chapter-number": "chapter", "volume": "volume",
    "event-place": "venue", "call-number": "library", "abstract": "abstract", "keyword": "keywords",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
}  # fmt: skip
_TITLES: Final = {"event-title": "eventtitle", "original-title": "origtitle"}
_VERBATIM: Final = {"ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
_DATES: Final = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
_PUBLISHERS: Final = {
    "report": "institution", "thesis": "institution", "online": "organization", "misc": "organization",
    "software": "organization", "dataset": "organization", "booklet": "howpublished",
    "unpublished": "howpublished", "techreport": "institution", "phdthesis": "school",
    "mastersthesis": "school",
}  # fmt: skip
"""Where an entry has its publisher, if not in ``publisher``."""
_EDITOR_ROLES: Final = ("director", "compiler", "organizer")
"""Roles that biblatex has a word for in ``editortype``."""
_TOLD: Final = ("genre", "jurisdiction", "note", "publisher", "status")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLAIN_KEY: Final = re.compile(r"[^\s,{}()\"'#%=~\\@\x00-\x20\x7f]+")
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)

Field = tuple[str, str]
"""A field's name and its value with its delimiters."""


def is_plain_key(key: str) -> bool:
    """Whether a key can stand in a file as it is."""
    return _PLAIN_KEY.fullmatch(key) is not None


def entry_type(item: Item, *, biblatex: bool) -> str:
    """Return the type of entry that an item is written as."""
    kind = (BIBLATEX_TYPES if biblatex else BIBTEX_TYPES).get(item.type, "misc")
    if kind == "phdthesis" and item.text.get("genre") == STRINGS["mathesis"]:
        return "mastersthesis"
    return kind


def entry_fields(item: Item, *, key: str, biblatex: bool, ascii_only: bool) -> list[Field]:
    """Return the fields of an item, whose entry has this key, in the order in which they are written."""
    return _EntryWriter(item, key, biblatex=biblatex, ascii_only=ascii_only).fields()


def settle_date(variable: str, date: Date) -> Date:
    """Return a date as it is read again: words that are a date after all are that date."""
    if not date.literal:
        return date
    words = unicodedata.normalize("NFC", re.sub(r"[ \t\n\r\f\v]+", " ", date.literal).strip(" "))
    return read_year(words) if variable == "issued" else read_own_date(words)


class _EntryWriter:
    """The writing of one item; ``_left`` are the variables that no field has been found for yet."""

    def __init__(self, item: Item, key: str, *, biblatex: bool, ascii_only: bool) -> None:
        self._item = item
        self._key = key
        self._dates = {variable: settle_date(variable, date) for variable, date in item.dates.items()}
        self._biblatex = biblatex
        self._ascii = ascii_only
        self._kind = entry_type(item, biblatex=biblatex)
        self._shape = SHAPES.get(self._kind, Shape.OTHER)
        self._left = dict.fromkeys(item.variables())
        self._fields: list[Field] = []
        self._english = is_english(item.text.get("language", ""))
        # what reading would make something else of is told by the text as it is read
        told = {name: settle(item.text[name], title=False) for name in _TOLD if name in item.text}
        self._values: Mapping[str, str] = {**item.text, **item.number, **told}
        self._prefix = False

    def fields(self) -> list[Field]:
        self._write_people()
        self._write_titles()
        self._write_dates()
        self._write_publishers()
        self._write_numbers()
        for variable, name in _TEXTS.items():
            self._write_text(variable, name)
        for variable, name in _TITLES.items():
            self._write_title(variable, name)
        self._write_kind()
        self._write_notes()
        self._write_addresses()
        self._write_language()
        for name, value in custom_fields(
            self._item, key=self._key, use_prefix=self._prefix, ascii_only=self._ascii
        ):
            self._add(name, value)
        for name, value in own_fields(
            self._left, self._item, self._values, self._dates, ascii_only=self._ascii
        ):
            self._add(name, value)
        return self._fields

    # pieces

    def _add(self, name: str, value: str) -> None:
        self._fields.append((name, f"{{{value}}}"))

    def _encoded(self, text: str) -> str:
        return encode(text, ascii_only=self._ascii)

    def _titled(self, text: str) -> str:
        return encode_title(text, ascii_only=self._ascii) if self._english else self._encoded(text)

    def _take(self, variable: str) -> str:
        """Return the text of a variable, and strike it off."""
        if variable in self._left:
            del self._left[variable]
        return self._values.get(variable, "")

    def _write_text(self, variable: str, name: str) -> None:
        if variable not in self._values:
            return
        text = self._take(variable)
        if text:
            self._add(name, self._encoded(text))

    def _write_title(self, variable: str, name: str) -> None:
        if variable not in self._values:
            return
        text = self._take(variable)
        if text:
            self._add(name, self._titled(text))

    # the parts of an entry

    def _write_people(self) -> None:
        names = self._item.names
        roles = [role for role in _EDITOR_ROLES if role in names] if self._biblatex else []
        natural = [variable for variable in NAME_FIELDS if variable in names]
        self._prefix = any(
            needs_prefix_option(names[variable], extended=self._biblatex) for variable in (*natural, *roles)
        )
        for variable in natural:
            self._write_names(variable, NAME_FIELDS[variable])
        places = [place for place in ("", "a", "b", "c") if place or "editor" not in natural]
        for role, place in zip(roles, places, strict=False):
            self._write_names(role, f"editor{place}")
            self._add(f"editor{place}type", role)

    def _write_names(self, variable: str, name: str) -> None:
        del self._left[variable]
        self._add(
            name,
            write_names(
                self._item.names[variable],
                use_prefix=self._prefix,
                extended=self._biblatex,
                ascii_only=self._ascii,
            ),
        )

    def _write_titles(self) -> None:
        part, values = self._shape is Shape.PART, self._values
        has_main = "volume-title" in values and ("container-title" if part else "title") in values
        short = values.get("title-short")
        if short and short == short_title(
            values.get("volume-title" if has_main and not part else "title", "")
        ):
            self._take("title-short")  # reading finds it out by itself
        if has_main and not part:
            self._write_title("volume-title", "title")
            self._write_title("title", "maintitle")
        else:
            self._write_title("title", "title")
            if "title-short" in self._left:
                self._write_title("title-short", "shorttitle")
            if has_main:
                self._write_title("volume-title", "booktitle")
        if part:
            self._write_title("container-title", "maintitle" if has_main else "booktitle")
        else:
            self._write_text("container-title", "journaltitle" if self._biblatex else "journal")
        series = values.get("collection-title", "")
        series = settle(series, title=False)
        if series and not series.isdecimal() and resolve(series) == series:
            self._write_title("collection-title", "series")

    def _write_dates(self) -> None:
        for variable, name in _DATES.items():
            date = self._dates.get(variable)
            if date is None or (date.literal and variable != "issued"):
                continue
            del self._left[variable]
            if date.literal:
                self._add("year", self._encoded(date.literal))
            elif variable == "issued" and not self._biblatex:
                self._write_year(date)
            else:
                self._add(name, date.edtf())

    def _write_year(self, date: Date) -> None:
        """Write a date as BibTeX has it, and in EDTF besides if that is more."""
        start = date.start
        if start and 0 < start.year <= 9999:
            self._add("year", str(start.year))
            if start.month:
                self._fields.append(("month", _MONTHS[start.month - 1]))
                if start.day:
                    self._add("day", str(start.day))
            if date == _day(start.year, start.month, start.day):
                return
        self._add("date", date.edtf())

    def _write_publishers(self) -> None:
        publisher = self._values.get("publisher", "")
        name = _PUBLISHERS.get(self._kind, "publisher")
        if name == "organization" and not self._biblatex:
            name = "howpublished"
        if publisher and not (name == "howpublished" and find_url(publisher)):
            self._write_literal("publisher", name, divided=name != "howpublished")
        patent = self._kind == "patent"
        self._write_literal(
            "publisher-place", "location" if self._biblatex and not patent else "address", divided=True
        )
        if patent and resolve(self._values.get("jurisdiction", "")) == self._values.get("jurisdiction"):
            self._write_literal("jurisdiction", "location", divided=True)

    def _write_literal(self, variable: str, name: str, *, divided: bool) -> None:
        """Write a literal, in braces where biblatex would take it for a list."""
        text = self._take(variable)
        if text:
            value = self._encoded(text)
            self._add(name, f"{{{value}}}" if divided and self._biblatex and _AND.search(text) else value)

    def _write_numbers(self) -> None:
        values = self._values
        if self._shape is Shape.ARTICLE:
            self._write_text("issue", "number")
            self._write_text("number", "eid")
        elif self._shape is Shape.OTHER:
            self._write_text("number", "number")
            self._write_text("issue", "issue")
        else:
            self._write_text("collection-number", "number")
            self._write_text("issue", "issue")
        if "volume" not in values:
            self._write_text("part-number", "part")
        pages = page_range(self._take("page"))
        if pages:
            self._add("pages", self._encoded(pages))

    def _write_kind(self) -> None:
        subtypes = {type_: subtype for subtype, type_ in SUBTYPES.items()}
        if self._kind == "article" and self._item.type in subtypes:
            self._add("entrysubtype", subtypes[self._item.type])
        elif self._item.type != self._natural_type():
            self._add(f"{OWN_PREFIX}type", self._item.type)
        genre = self._values.get("genre", "")
        keys = {STRINGS[key]: key for key in ("phdthesis", "mathesis")}
        if self._kind in ("phdthesis", "mastersthesis"):
            own = STRINGS["phdthesis" if self._kind == "phdthesis" else "mathesis"]
            if genre == own:
                self._take("genre")
                return
            if not genre:
                self._add("type", "Thesis")
        if genre and resolve(genre) == genre:
            self._take("genre")
            key = keys.get(genre) if self._kind == "thesis" else None
            self._add("type", key or self._encoded(genre))

    def _natural_type(self) -> str:
        """Return the type that the entry has when it is read, if nothing else is said."""
        variables = self._item.text.keys()
        held = self._dates.get("event-date")
        if self._kind == "unpublished" and (
            {"event-title", "event-place"} & variables or (held and not held.literal)
        ):
            return "speech"
        archived = {"eprinttype", "archiveprefix"} & self._item.custom.keys()
        if self._kind == "misc" and archived and "container-title" not in variables:
            return "article"
        return ENTRY_TYPES[self._kind]

    def _write_notes(self) -> None:
        note = self._values.get("note", "")
        if note and is_plain_note(note):
            self._write_text("note", "note")
        self._write_text("annote", "annotation" if self._biblatex else "annote")
        status = self._values.get("status", "")
        states = {said: key for key, said in STATES.items()}
        issued = self._dates.get("issued")
        if issued and issued.literal.lower() == status == "forthcoming":
            self._take("status")  # the year says it
        elif status in states:
            self._take("status")
            self._add("pubstate", states[status])
        elif status and resolve(status) == status:
            self._write_text("status", "pubstate")

    def _write_addresses(self) -> None:
        url, doi = self._take("URL"), self._values.get("DOI", "")
        if doi and clean_doi(doi) == doi:
            self._add("doi", write_verbatim(self._take("DOI")))
        if url:
            self._add("url", write_url(url))
        for variable, name in _VERBATIM.items():
            text = self._take(variable)
            if text:
                self._add(name, write_verbatim(text))

    def _write_language(self) -> None:
        language = self._values.get("language", "")
        name = language_name(language) if language else ""
        if name:
            self._add("langid", name)
            if language_tag(name) == language:
                self._take("language")


@lru_cache(maxsize=20_000)  # many works are of one year
def _day(year: int, month: int | None, day: int | None) -> Date:
    return Date(start=DateParts(year, month, day))
