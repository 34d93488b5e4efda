"""The one vocabulary: every CSL 1.0.2 item type and variable, and the kind of each.

Everything that needs to know what a field is asks these tables: the record schema, the JSON Schema
for editors, the formats, the search language. Source: CSL 1.0.2 specification, Appendices III and IV,
and the schema files ``csl-types.rnc`` and ``csl-variables.rnc`` (release 1.0.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

__all__ = [
    "ALIASES",
    "RECORD_VARIABLES",
    "TYPES",
    "VARIABLES",
    "Kind",
    "Variable",
    "kind_of",
]


class Kind(StrEnum):
    """What the value of a variable is (CSL 1.0.2, Appendix IV)."""

    TEXT = "text"
    NUMBER = "number"
    NAME = "name"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Variable:
    """One CSL variable.

    ``verbatim`` marks values that no text processing may touch (URL, DOI and their kin).
    ``computed`` marks variables that citing fills in, which a record therefore never holds.
    """

    name: str
    kind: Kind
    description: str
    verbatim: bool = False
    computed: bool = False


def _text(name: str, description: str, *, verbatim: bool = False, computed: bool = False) -> Variable:
    return Variable(name, Kind.TEXT, description, verbatim, computed)


def _number(name: str, description: str, *, computed: bool = False) -> Variable:
    return Variable(name, Kind.NUMBER, description, computed=computed)


def _name(name: str, description: str) -> Variable:
    return Variable(name, Kind.NAME, description)


def _date(name: str, description: str) -> Variable:
    return Variable(name, Kind.DATE, description)


_ALL: Final = (
    # titles
    _text("title", "Main title of the work."),
    _text("title-short", "Short form of the title."),
    _text("container-title", "Title of what the work appears in: journal, book, website, newspaper."),
    _text("container-title-short", "Abbreviated title of the container, such as a journal abbreviation."),
    _text("collection-title", "Title of the series the work belongs to."),
    _text("volume-title", "Title of the volume, where it has one of its own."),
    _text("part-title", "Title of the part of the work that is cited."),
    _text("original-title", "Title of the original, for a translation or reprint."),
    _text("reviewed-title", "Title of the work under review."),
    # names
    _name("author", "Who wrote the work: people or an institution."),
    _name("chair", "Who chaired the session, hearing or panel."),
    _name("collection-editor", "Editor of the series."),
    _name("compiler", "Who compiled the contents, as of an anthology."),
    _name("composer", "Composer of the music."),
    _name("container-author", "Author of the container, as of the book a chapter is in."),
    _name("contributor", "A contributor with no other role here."),
    _name("curator", "Curator of an exhibition or collection."),
    _name("director", "Director of a film or broadcast."),
    _name("editor", "Editor of the work or of its container."),
    _name("editor-translator", "Who edited and translated the work."),
    _name("editorial-director", "Managing editor ('directeur de la publication')."),
    _name("executive-producer", "Executive producer of a series or programme."),
    _name("guest", "Guest of a broadcast or podcast."),
    _name("host", "Host of a broadcast or podcast."),
    _name("illustrator", "Illustrator of the work."),
    _name("interviewer", "Who asked the questions."),
    _name("narrator", "Who reads the work aloud."),
    _name("organizer", "Organizer of an event."),
    _name("original-author", "Author of the original that this work derives from."),
    _name("performer", "Performer of the work."),
    _name("producer", "Producer of a film, broadcast or recording."),
    _name("recipient", "To whom a letter or message was sent."),
    _name("reviewed-author", "Author of the work under review."),
    _name("script-writer", "Writer of the script."),
    _name("series-creator", "Creator of a series."),
    _name("translator", "Translator of the work."),
    # dates
    _date("issued", "When the work was published."),
    _date("accessed", "When the work was last looked at online."),
    _date("available-date", "When the work became available, as online before print."),
    _date("event-date", "When the event took place."),
    _date("original-date", "When the original was published."),
    _date("submitted", "When the work was submitted, as a manuscript or patent application."),
    # numbers
    _number("chapter-number", "Number of the chapter."),
    _number("citation-number", "Number of the work in the bibliography; filled in by citing.", computed=True),
    _number("collection-number", "Number of the work within its series."),
    _number("edition", "Edition, as a number or in words."),
    _number(
        "first-reference-note-number",
        "Number of the note that first cites the work; filled in by citing.",
        computed=True,
    ),
    _number("issue", "Issue of the journal or magazine."),
    _number("locator", "Where in the work a citation points; filled in by citing.", computed=True),
    _number("number", "Number that identifies the work: report, patent, bill, standard number."),
    _number("number-of-pages", "How many pages the work has."),
    _number("number-of-volumes", "How many volumes the work has."),
    _number("page", "Pages of the work within its container, as 101-118."),
    _number("page-first", "First of the pages; derived from page.", computed=True),
    _number("part-number", "Number of the part of the work that is cited."),
    _number("printing-number", "Number of the printing."),
    _number("section", "Section of a newspaper, statute or document."),
    _number("supplement-number", "Number of the supplement."),
    _number("version", "Version of software, data or a draft."),
    _number("volume", "Volume of the journal or of a work in several volumes."),
    # strings
    _text("abstract", "Summary of the work."),
    _text("annote", "Your own notes on the work, for an annotated bibliography."),
    _text("archive", "Archive or repository that holds the work."),
    _text("archive_collection", "Collection within the archive."),
    _text("archive_location", "Place within the archive: box, folder, shelfmark."),
    _text("archive-place", "City of the archive."),
    _text("authority", "Body that stands behind the work: court, legislature, standards body."),
    _text("call-number", "Shelfmark in a library."),
    _text("citation-key", "Key of the work; in citekit the file's name says it.", computed=True),
    _text("citation-label", "Label of the work, such as Doe20; filled in by citing.", computed=True),
    _text("dimensions", "Size or running time."),
    _text("division", "Lesser body within the authority or publisher, such as a court's division."),
    _text("DOI", "Digital Object Identifier, as 10.1000/xyz123.", verbatim=True),
    _text("event", "Name of the event; the old name of event-title."),
    _text("event-title", "Name of the event: conference, exhibition, hearing."),
    _text("event-place", "Where the event took place."),
    _text("genre", "What kind of work it is, in words: Research Note, PhD thesis, Working paper."),
    _text("ISBN", "International Standard Book Number.", verbatim=True),
    _text("ISSN", "International Standard Serial Number.", verbatim=True),
    _text("jurisdiction", "Country, state or court whose law it is."),
    _text("keyword", "Keywords, separated by commas."),
    _text("language", "Language of the work, as a tag such as en-GB.", verbatim=True),
    _text("license", "Licence under which the work may be used."),
    _text("medium", "Physical or technical form: CD, PDF, podcast."),
    _text("note", "Short note printed by some styles."),
    _text("original-publisher", "Publisher of the original."),
    _text("original-publisher-place", "Where the original was published."),
    _text("PMCID", "PubMed Central number, as PMC1234567.", verbatim=True),
    _text("PMID", "PubMed number.", verbatim=True),
    _text("publisher", "Publisher, institution or company that issued the work."),
    _text("publisher-place", "Where the publisher is."),
    _text("references", "Related works, such as the history of a case."),
    _text("reviewed-genre", "Kind of the work under review."),
    _text("scale", "Scale of a map."),
    _text("source", "Where the data or copy came from, such as a database."),
    _text("status", "State of publication: in press, forthcoming, in force."),
    _text("URL", "Address of the work on the web.", verbatim=True),
    _text("year-suffix", "Letter that tells works of one author and year apart.", computed=True),
)

VARIABLES: Final[Mapping[str, Variable]] = MappingProxyType({v.name: v for v in _ALL})
"""Every variable of CSL 1.0.2 by its name, in the order people expect to see them."""

RECORD_VARIABLES: Final[Mapping[str, Variable]] = MappingProxyType(
    {v.name: v for v in _ALL if not v.computed}
)
"""The variables that a record may hold."""

TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "A preprint, working paper or other paper on its own, not in a journal.",
        "article-journal": "An article in a scholarly journal.",
        "article-magazine": "An article in a magazine.",
        "article-newspaper": "An article in a newspaper.",
        "bill": "A proposed law.",
        "book": "A book.",
        "broadcast": "A radio or television programme, or a podcast.",
        "chapter": "A chapter of a book.",
        "classic": "A work of antiquity or a classic text, cited by its own numbering.",
        "collection": "A collection of works, as in an archive.",
        "dataset": "A set of data.",
        "document": "A document of no other type.",
        "entry": "An entry in a database, directory or catalogue.",
        "entry-dictionary": "An entry in a dictionary.",
        "entry-encyclopedia": "An entry in an encyclopedia.",
        "event": "An event, such as an exhibition or a conference.",
        "figure": "A figure or illustration within another work.",
        "graphic": "An image: photograph, painting, diagram.",
        "hearing": "A hearing of a legislature or court.",
        "interview": "An interview.",
        "legal_case": "A decided case.",
        "legislation": "A law in force.",
        "manuscript": "An unpublished manuscript.",
        "map": "A map.",
        "motion_picture": "A film or video.",
        "musical_score": "A printed piece of music.",
        "pamphlet": "A pamphlet or brochure.",
        "paper-conference": "A paper in the proceedings of a conference.",
        "patent": "A patent.",
        "performance": "A performance of a work.",
        "periodical": "A whole issue or run of a periodical.",
        "personal_communication": "A letter, email or conversation.",
        "post": "A post on a forum or social medium.",
        "post-weblog": "A post on a blog.",
        "regulation": "A regulation made under a law.",
        "report": "A report of an institution, company or public body.",
        "review": "A review of something other than a book.",
        "review-book": "A review of a book.",
        "software": "A program.",
        "song": "A recording of music or sound.",
        "speech": "A speech, talk or lecture.",
        "standard": "A technical standard.",
        "thesis": "A thesis or dissertation.",
        "treaty": "A treaty between states.",
        "webpage": "A page of a website.",
    }
)
"""Every item type of CSL 1.0.2, with what it is for."""

ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "event": "event-title",
        "journalAbbreviation": "container-title-short",
        "shortTitle": "title-short",
    }
)
"""Older spellings that CSL-JSON files carry, and the variable each one means."""


def kind_of(name: str) -> Kind | None:
    """Return the kind of the variable ``name``, or None if CSL has no such variable."""
    variable = VARIABLES.get(name)
    return variable.kind if variable else None
