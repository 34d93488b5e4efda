"""One entry to one item: which field is which variable, in which type of entry.

biblatex manual, 2.2.2 to 2.2.4, and what pandoc and Zotero make of the same fields. What CSL has no variable
for goes to ``custom`` under its field's name; nothing is dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.bibtex.bibliography_strings import ordinal, resolve
from citekit.formats.bibtex.dates import read_date, read_month, read_year
from citekit.formats.bibtex.entry_types import ENTRY_TYPES, SHAPES, SUBTYPES, Shape
from citekit.formats.bibtex.languages import is_english, language_tag
from citekit.formats.bibtex.latex import Decoder, join
from citekit.formats.bibtex.name_reading import read_names, split_list
from citekit.formats.bibtex.scanner import RawEntry
from citekit.formats.bibtex.title_case import sentence_case
from citekit.formats.bibtex.verbatim import clean_doi, find_url, read_files, read_verbatim
from citekit.item.date import Date, DateParts, date_from_parts, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, Kind

__all__ = [
    "OWN_PREFIX",
    "ROLES",
    "SPOKEN_FOR",
    "Reading",
    "is_plain_note",
    "page_range",
    "read_entry",
    "read_own_date",
    "short_title",
]

OWN_PREFIX: Final = "csl-"
"""What the fields begin with in which citekit writes what BibLaTeX has no field for."""


@dataclass(slots=True)
class Reading:
    """What an entry holds; ``problems`` are pairs of a field and what is wrong with it."""

    item: Item
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    problems: list[tuple[str, str]] = field(default_factory=list)


_VERBATIM: Final = {
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
}  # fmt: skip
_TEXTS: Final = {
    "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "edition": "edition",
    "version": "version", "chapter": "chapter-number", "venue": "event-place", "library": "call-number",
    "abstract": "abstract", "keywords": "keyword", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "shortjournal": "container-title-short",
}  # fmt: skip
_TITLES: Final = {"eventtitle": "event-title", "origtitle": "original-title"}
_NAMES: Final = {"author": "author", "bookauthor": "container-author", "translator": "translator"}
ROLES: Final = {
    "": "editor", "editor": "editor", "director": "director", "compiler": "compiler",
    "organizer": "organizer", "producer": "producer", "executiveproducer": "executive-producer",
    "illustrator": "illustrator", "narrator": "narrator", "host": "host", "guest": "guest",
    "scriptwriter": "script-writer", "interviewer": "interviewer", "curator": "curator",
    "performer": "performer", "translator": "translator", "chair": "chair", "composer": "composer",
}  # fmt: skip
"""What ``editortype`` says the editors are."""
_ACCESS_DATES: Final = ("urldate", "lastchecked", "lastaccessed", "accessdate", "urlaccessdate")
_TITLE_PARTS: Final = ("title", "subtitle", "titleaddon")
_RAW: Final = frozenset(
    {"eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "options", "related"}
)
_ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
}
"""Where each ``eprinttype`` has its address."""

_BY_SMALL_NAME: Final = {name.lower(): name for name in RECORD_VARIABLES if name not in ALIASES}
SPOKEN_FOR: Final = frozenset(
    {*_VERBATIM, *_TEXTS, *_TITLES, *_NAMES, *_ACCESS_DATES, *_BY_SMALL_NAME}
    | {prefix + part for prefix in ("", "main", "book", "issue", "journal") for part in _TITLE_PARTS}
    | {f"editor{letter}{type_}" for letter in ("", "a", "b", "c") for type_ in ("", "type")}
    | {
        f"{prefix}{end}{part}"
        for prefix in ("", "event", "orig", "url")
        for end in ("", "end")
        for part in ("date", "year", "month", "day")
    }
    | {
        "langid", "langidopts", "hyphenation", "language", "shorttitle", "journal", "series", "school",
        "institution", "organization", "howpublished", "publisher", "location", "address", "number", "issue",
        "volume", "part", "pages", "eid", "url", "doi", "annotation", "annote", "addendum", "note", "extra",
        "pubstate", "file", "pdf", "ids", "groups", "type", "entrysubtype", "crossref", "xdata", "entryset",
        "options", "eprint", "eprinttype", "archiveprefix",
    }
)  # fmt: skip
"""The fields that the reader makes something of: no field of another meaning can bear such a name."""

_NOTE_LABEL: Final = re.compile(r"\{?(tex\.[\w-]+|[A-Za-z][A-Za-z -]{0,30})\}?\s*[:=]\s*(\S.*)")
_NOTE_LABELS: Final = {
    "pmid": "PMID",
    "pmcid": "PMCID",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "original-date": "original-date",
    "original date": "original-date",
}
_ACCESSED: Final = re.compile(
    r"\[?(?:online[;,.]?\s*)?(?:last\s+)?(?:accessed|visited|retrieved|checked)(?:\s+on)?:?\s*([^\[\]]{8,30}?)\]?\.?",
    re.IGNORECASE,
)
_PAGE_DASH: Final = re.compile(r"[-–—\s]{0,20}(?:[–—]|--)[-–—\s]{0,20}")
_COLON: Final = re.compile(r":(?=\s|$)")


def read_entry(raw: RawEntry, id_: str, *, biblatex: bool) -> Reading:
    """Return what an entry holds.

    ``biblatex`` says how publishers and places are to be read: as lists that ``and`` divides, or as they
    stand.
    """
    return _Entry(raw, id_, biblatex=biblatex).read()


def page_range(text: str) -> str:
    """Return pages as CSL has them, with hyphens."""
    return _PAGE_DASH.sub("-", text)


def is_plain_note(note: str) -> bool:
    """Whether a note says nothing that reading would take for another field."""
    return not (_NOTE_LABEL.fullmatch(note) or find_url(note) or _access_date(note))


def _access_date(note: str) -> str:
    """Return the day on which a note says, and says nothing else, that the work was looked at; or ""."""
    match = _ACCESSED.fullmatch(note)
    date = read_year(match[1]) if match else None
    return date.edtf() if date and date.start and date.start.day else ""


def read_own_date(text: str) -> Date:
    """Return the date in a field that bears the name of a CSL variable: EDTF, or words."""
    return read_date(text) or date_from_parts({"raw": text})


def short_title(title: str) -> str:
    """Return what stands before the first colon of a title, outside its markup, or ""."""
    for match in _COLON.finditer(title):
        head = title[: match.start()]
        if head.count("<") == 2 * head.count("</") and match.end() < len(title):
            return head.strip()
    return ""


class _Entry:
    """The reading of one entry; ``_left`` are the fields that nothing has been made of yet."""

    def __init__(self, raw: RawEntry, id_: str, *, biblatex: bool) -> None:
        self._raw = raw
        self._id = id_
        self._biblatex = biblatex
        self._left = {name: value for name, value in raw.fields.items() if value.strip()}
        self._decoder = Decoder()
        self._shape = SHAPES.get(raw.type, Shape.OTHER)
        self._values: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date] = {}
        self._custom: dict[str, str] = {}
        self._problems: list[tuple[str, str]] = []
        self._english = True
        self._options: dict[str, str] = {}
        self._files: tuple[str, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._aliases: tuple[str, ...] = ()

    def read(self) -> Reading:
        self._read_options()
        self._read_language()
        self._read_notes()
        self._read_titles()
        self._read_people()
        self._read_dates()
        self._read_publishers()
        self._read_numbers()
        self._read_addresses()
        self._read_simple()
        type_ = self._read_type()
        self._read_own()
        self._read_rest()
        unknown = self._decoder.unknown
        for command in unknown:
            what = (
                "cannot be put into Unicode; it is left as it is"
                if command.startswith("$")
                else ("is no command that is known; what stands in its braces is kept")
            )
            self._problems.append(("", f"{command} {what}"))
        kinds = RECORD_VARIABLES
        item = Item(
            id=self._id,
            type=type_,
            text={n: v for n, v in self._values.items() if kinds[n].kind is Kind.TEXT},
            number={n: v for n, v in self._values.items() if kinds[n].kind is Kind.NUMBER},
            names=self._names,
            dates=self._dates,
            custom=self._custom,
        )
        return Reading(item, self._aliases, self._files, self._tags, self._problems)

    # values of each kind

    def _take(self, *names: str) -> str:
        """Return the first of these fields that is there, and strike it off."""
        for name in names:
            value = self._left.pop(name, None)
            if value is not None:
                return value
        return ""

    def _text(self, *names: str) -> str:
        value = self._take(*names)
        return self._decoder.text(value) if value else ""

    def _title(self, name: str) -> str:
        value = self._take(name)
        return self._cased(value) if value else ""

    def _cased(self, value: str) -> str:
        if not self._english:
            return self._decoder.text(value)
        return join(sentence_case(self._decoder.title(value), "en"))

    def _set(self, variable: str, value: str) -> None:
        if value:
            self._values[variable] = value

    # the parts of an entry

    def _read_options(self) -> None:
        rest = []
        for option in self._take("options").split(","):
            name, _, value = (part.strip() for part in option.partition("="))
            if name in ("useprefix", "juniorcomma", "url", "doi"):
                self._options[name] = (value or "true").lower()
            elif option.strip():
                rest.append(option.strip())
        if rest:
            self._custom["options"] = ", ".join(rest)

    def _read_language(self) -> None:
        langid = self._take("langid", "hyphenation")
        language = self._left.get("language", "")
        if langid:
            tag = language_tag(read_verbatim(langid), self._take("langidopts"))
        elif language:
            tag = language_tag(self._decoder.text(language))
            self._left.pop("language")
        else:
            tag = ""
        self._set("language", tag)
        own = self._left.get(f"{OWN_PREFIX}language")
        self._english = is_english(read_verbatim(own) if own is not None else tag)

    def _read_titles(self) -> None:
        left, part = self._left, self._shape is Shape.PART
        periodical = self._raw.type == "periodical"
        main = "maintitle" in left
        short = self._title("shorttitle") if part or not main else ""
        add_on = ""
        if periodical and "issuetitle" in left:
            title = self._joined("issue")
            self._set("container-title", self._untouched("title", "subtitle", "titleaddon"))
            if short:
                self._set("container-title-short", short)
            short = ""
        elif main and not part:
            own = left.get("title", "")
            self._set("volume-title", self._joined(""))
            title = self._joined("main")
            short = short_title(self._cased(own)) if own else ""
        else:
            add_on = left.get("subtitle", "") or left.get("titleaddon", "")
            first = self._cased(left["title"]) if "title" in left else ""
            title = self._joined("", first)
            if not short:
                whole = first if add_on and not main else ""
                short = short_title(first) or whole
        self._set("title", title)
        self._set("title-short", short)
        if part:
            if main:
                self._set("volume-title", self._joined("book"))
                self._set("container-title", self._joined("main"))
            else:
                self._set("container-title", self._joined("book"))
        elif periodical and "container-title" not in self._values and title:
            self._set("container-title", title)
        journal = self._untouched("journaltitle", "journalsubtitle", "journaltitleaddon") or self._untouched(
            "journal"
        )
        if journal and "container-title" not in self._values:
            self._set("container-title", journal)
        elif journal:
            self._custom["journaltitle"] = journal
        self._read_series()

    def _joined(self, prefix: str, title: str | None = None) -> str:
        """Return title, subtitle and addition of one kind (``main``, ``book``, ``issue``) in one."""
        if title is None:
            title = self._title(f"{prefix}title")
        else:
            self._take(f"{prefix}title")
        return _join_titles(title, self._title(f"{prefix}subtitle"), self._title(f"{prefix}titleaddon"))

    def _untouched(self, title: str, subtitle: str = "", addition: str = "") -> str:
        """Return the title of a periodical, whose case nobody changes."""
        return _join_titles(self._text(title), self._text(subtitle), self._text(addition))

    def _read_series(self) -> None:
        series = self._title("series")
        if series.isdecimal():
            series = f"{ordinal(series)} series"
        elif series:
            said = resolve(series)
            series = said if said == series else said[:1].upper() + said[1:]
        self._set("collection-title", series)

    def _read_people(self) -> None:
        for name, variable in _NAMES.items():
            self._add_names(variable, self._take(name))
        for suffix in ("", "a", "b", "c"):
            value = self._take(f"editor{suffix}")
            if not value:
                continue
            role = self._take(f"editor{suffix}type").strip().lower()
            if role not in ROLES:
                self._custom[f"editor{suffix}type"] = role
            if role in ROLES or not suffix:
                self._add_names(ROLES.get(role, "editor"), value)
            else:
                # a redactor or continuator beside the editors: CSL has no such role
                self._custom[f"editor{suffix}"] = self._decoder.plain(value)

    def _add_names(self, variable: str, value: str) -> None:
        if not value:
            return
        names = read_names(
            value,
            self._decoder,
            use_prefix=self._options.get("useprefix") == "true",
            comma_suffix=self._options.get("juniorcomma") == "true",
        )
        if names:
            self._names[variable] = (*self._names.get(variable, ()), *names)

    def _read_dates(self) -> None:
        accessed = next((name for name in _ACCESS_DATES if name in self._left), "urldate")
        for variable, prefix, name in (
            ("issued", "", "date"),
            ("event-date", "event", "eventdate"),
            ("original-date", "orig", "origdate"),
            ("accessed", "url", accessed),
        ):
            date = self._read_edtf(name)
            if date and not prefix:
                self._drop_year_and_month(date)
            date = date or self._read_year_and_month(prefix)
            if date:
                self._dates[variable] = date
        issued = self._dates.get("issued")
        if issued and issued.literal.lower() == "forthcoming" and "pubstate" not in self._left:
            self._set("status", "forthcoming")

    def _read_edtf(self, name: str) -> Date | None:
        value = self._take(name)
        if not value:
            return None
        date = read_date(value)
        if date:
            return date
        text = self._decoder.text(value)
        date = read_year(text)
        if not date.literal:
            self._problems.append((name, f'"{text}" is no date of EDTF; it is read as {date.edtf()}'))
        if date.literal and text[:4].isdecimal() and int(text[:4]):
            self._problems.append((name, f'"{text}" is no date of EDTF; only the year {text[:4]} is used'))
            self._custom[name] = text
            return Date(start=DateParts(int(text[:4])))
        return date

    def _drop_year_and_month(self, date: Date) -> None:
        """Leave out year, month and day where they only repeat the date."""
        year = self._left.get("year")
        if year is None or not date.start or read_year(self._decoder.text(year)).year != date.start.year:
            return
        self._take("year")
        month = self._left.get("month")
        if month is None:
            return
        day = self._left.get("day", "")
        whole = read_month(read_year(year), self._decoder.text(month), self._decoder.text(day))
        if whole and whole.start and whole.start.month == date.start.month:
            self._take("month")
            if whole.start.day == date.start.day:
                self._take("day")

    def _read_year_and_month(self, prefix: str) -> Date | None:
        year = self._text(f"{prefix}year")
        if not year:
            return None
        date = read_year(year)
        month, day = self._left.get(f"{prefix}month", ""), self._left.get(f"{prefix}day", "")
        if month and not date.literal:
            said = self._decoder.text(month)
            whole = (
                read_month(date, said, self._decoder.text(day)) or (day and read_month(date, said)) or None
            )
            if whole:
                date = whole
                self._take(f"{prefix}month")
                if whole.start and whole.start.day and day:
                    self._take(f"{prefix}day")
            else:
                self._problems.append((f"{prefix}month", f'"{said}" is no month; only the year is used'))
        return self._with_end(prefix, date)

    def _with_end(self, prefix: str, date: Date) -> Date:
        """Return a date with the end that ``endyear`` and its kin give it."""
        end = self._left.get(f"{prefix}endyear", "")
        if not end or date.literal or date.end:
            return date
        last = read_year(self._decoder.text(end))
        month = self._left.get(f"{prefix}endmonth", "")
        if month:
            last = read_month(last, self._decoder.text(month), self._left.get(f"{prefix}endday", "")) or last
        try:
            whole = parse_edtf(f"{date.edtf()}/{last.edtf()}")
        except InvalidValue:
            return date
        for part in ("endyear", "endmonth", "endday"):
            self._take(f"{prefix}{part}")
        return whole

    def _read_publishers(self) -> None:
        found: list[str] = []
        for name in ("school", "institution", "organization", "howpublished", "publisher"):
            value = self._take(name)
            if not value:
                continue
            if name == "howpublished":
                url = find_url(value)
                if url:
                    if "url" in self._left:
                        self._custom["howpublished"] = url
                    else:
                        self._left["url"] = url
                    continue
            found += self._list(value) if name != "howpublished" else [self._decoder.text(value)]
        self._set("publisher", "; ".join(one for one in found if one))
        if self._raw.type == "patent" and "location" in self._left:
            places = [resolve(place) for place in self._list(self._take("location"))]
            self._set("jurisdiction", "; ".join(places))
        self._set("publisher-place", "; ".join(self._list(self._take("address", "location"))))

    def _list(self, value: str) -> list[str]:
        """Return the literals of a list, which BibTeX, unlike biblatex, does not divide."""
        return [self._decoder.text(part) for part in (split_list(value) if self._biblatex else [value])]

    def _read_numbers(self) -> None:
        number, issue = self._text("number"), self._text("issue")
        if self._shape is Shape.ARTICLE:
            self._set("issue", ", ".join(part for part in (number, issue) if part))
        else:
            variable = "number" if self._shape is Shape.OTHER else "collection-number"
            self._set(variable, number)
            self._set("issue", issue)
        volume, part = self._text("volume"), self._text("part")
        if volume and part:
            volume = f"{volume}.{part}"
        elif part:
            self._set("part-number", part)
        self._set("volume", volume)
        self._set("page", page_range(self._text("pages")))
        article_number = self._text("eid")
        if article_number and "number" not in self._values:
            self._set("number", article_number)
        elif article_number:
            self._custom["eid"] = article_number

    def _read_addresses(self) -> None:
        left = self._left
        url = read_verbatim(self._take("url"))
        if url and self._options.get("url") == "false" and ENTRY_TYPES.get(self._raw.type) != "webpage":
            self._custom["url"] = url
            url = ""
        doi = clean_doi(read_verbatim(self._take("doi")))
        if doi and self._options.get("doi") == "false":
            self._custom["doi"] = doi
            doi = ""
        archive = (left.get("eprinttype") or left.get("archiveprefix") or "").strip().lower()
        eprint = read_verbatim(left.get("eprint", ""))
        if not url and eprint and archive in _ARCHIVES:
            url = _ARCHIVES[archive] + re.sub(r"^arxiv:", "", eprint, flags=re.IGNORECASE)
        if eprint and archive == "pubmed":
            left.setdefault("pmid", eprint)
        self._set("URL", url)
        self._set("DOI", doi)
        for name, variable in _VERBATIM.items():
            self._set(variable, read_verbatim(self._take(name)))

    def _read_simple(self) -> None:
        for name, variable in _TEXTS.items():
            if name in self._left:
                self._set(variable, self._text(name))
        for name, variable in _TITLES.items():
            if name in self._left:
                self._set(variable, self._title(name))
        self._set("annote", self._text("annotation", "annote"))
        self._set("note", _sentences(self._values.get("note", ""), self._text("addendum")))
        if "pubstate" in self._left:
            self._set("status", resolve(self._text("pubstate")))
        self._files = (
            read_files(read_verbatim(self._take("file", "pdf")))
            if {"file", "pdf"} & self._left.keys()
            else ()
        )
        self._aliases = tuple(one.strip() for one in self._take("ids").split(",") if one.strip())
        self._tags = tuple(one.strip() for one in self._text("groups").split(",") if one.strip())

    def _read_notes(self) -> None:
        """Read the note, and the fields that Zotero's users and others put into it line by line."""
        rest = []
        for name in ("note", "extra"):
            value = self._take(name)
            if not value:
                continue
            lines = value.split("\n") if ":" in value or "=" in value else [value]
            kept = [line for line in lines if not self._read_note_line(line, anything=name == "extra")]
            note = self._decoder.text("\n".join(kept))
            url = find_url(note) if "http" in note else ""
            accessed = _access_date(note)
            if url and "url" not in self._left:
                self._left["url"] = url
            elif accessed and "urldate" not in self._left:
                self._left["urldate"] = accessed
            elif note:
                rest.append(note)
        self._set("note", _sentences(*rest))

    def _read_note_line(self, line: str, *, anything: bool) -> bool:
        match = _NOTE_LABEL.fullmatch(line.strip())
        if not match or match[2].count("{") != match[2].count("}"):
            return False
        label = match[1].strip().lower()
        if label.startswith("tex."):
            self._left.setdefault(label.removeprefix("tex."), match[2])
            return True
        variable = _NOTE_LABELS.get(label) or (
            _BY_SMALL_NAME.get(label.replace(" ", "-")) if anything else None
        )
        if variable is None or (not anything and " " in match[2].strip()):
            return False
        self._left.setdefault(f"{OWN_PREFIX}{variable.lower()}", match[2])
        return True

    def _read_type(self) -> str:
        kind = self._raw.type
        type_ = ENTRY_TYPES.get(kind)
        subtype = self._left.get("entrysubtype", "").strip().lower()
        if type_ is None:
            self._problems.append(
                ("", f'"@{kind}" is no type of entry that is known; it is taken for a document')
            )
            self._custom["entrytype"] = kind
            type_ = "document"
        if type_ == "article-journal" and subtype in SUBTYPES:
            type_ = SUBTYPES[subtype]
            self._take("entrysubtype")
        elif kind == "unpublished" and (
            {"event-title", "event-place"} & self._values.keys() or "event-date" in self._dates
        ):
            type_ = "speech"
        elif (
            kind == "misc"
            and {"eprinttype", "archiveprefix"} & self._left.keys()
            and "container-title" not in self._values
        ):
            type_ = "article"
        said = self._take("type")
        if said:
            genre = resolve(self._decoder.text(said))
            self._set("genre", genre)
        elif kind in ("mastersthesis", "phdthesis"):
            self._set("genre", resolve("mathesis" if kind == "mastersthesis" else kind))
        own = self._take(f"{OWN_PREFIX}type").strip()
        return own if own in TYPES else type_

    def _read_own(self) -> None:
        """Read the fields under the names of CSL, those that citekit writes and those of others."""
        for name in [name for name in self._left if name.startswith(OWN_PREFIX)]:
            bare = name.removeprefix(OWN_PREFIX)
            if bare == "custom":
                self._read_custom(self._take(name))
            elif bare in _BY_SMALL_NAME and name in self._left:
                self._read_variable(_BY_SMALL_NAME[bare], self._take(name))
        for name in list(self._left):
            variable = _BY_SMALL_NAME.get(name)
            if (
                variable
                and variable not in self._values
                and variable not in self._names
                and variable not in self._dates
            ):
                self._read_variable(variable, self._take(name))

    def _read_variable(self, variable: str, value: str) -> None:
        known = RECORD_VARIABLES[variable]
        if known.kind is Kind.NAME:
            names = read_names(value, self._decoder)
            if names:
                self._names[variable] = names
        elif known.kind is Kind.DATE:
            self._dates[variable] = read_date(value) or read_own_date(self._decoder.text(value))
        elif known.verbatim:
            self._set(variable, read_verbatim(value))
        else:
            self._set(variable, self._decoder.text(value))

    def _read_custom(self, value: str) -> None:
        try:
            fields = json.loads(value)
        except ValueError:
            fields = None
        if isinstance(fields, Mapping):
            self._custom |= {str(name): str(text) for name, text in fields.items()}
        else:
            self._custom[f"{OWN_PREFIX}custom"] = value

    def _read_rest(self) -> None:
        """Keep what nothing has been made of."""
        plain = Decoder()
        for name, value in self._left.items():
            kept = read_verbatim(value) if name in _RAW or name.startswith("bdsk-") else plain.text(value)
            if kept:
                self._custom.setdefault(name, kept)
        for name, value in self._raw.repeated:
            self._problems.append((name, "stands more than once; the first is used"))
            number = 2
            while f"{name}-{number}" in self._custom:
                number += 1
            self._custom[f"{name}-{number}"] = plain.text(value)


def _join_titles(title: str, subtitle: str, addition: str) -> str:
    whole = _joined(title, subtitle, ":")
    return _joined(whole, addition, ".")


def _joined(first: str, second: str, mark: str) -> str:
    if not first or not second:
        return first or second
    return f"{first} {second}" if first[-1] in ".?!:;,–—" else f"{first}{mark} {second}"


def _sentences(*texts: str) -> str:
    whole = ""
    for text in texts:
        whole = _joined(whole, text, ".")
    return whole
