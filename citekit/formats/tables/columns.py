"""What the columns of tables are called, and what CSL calls what they hold.

CSL's own names; the headers of Zotero's CSV, of Scopus and of the Web of Science, long and as two-letter
tags; and what people write who make such a table themselves. Letters and digits count, case does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.item.variables import ALIASES, RECORD_VARIABLES

__all__ = ["TAGS", "TYPES_READ", "column_of", "folded"]

_WORDS: Final = """
id: key citationkey citekey bibtexkey refid
type: itemtype documenttype publicationtype entrytype referencetype
title: articletitle documenttitle itemtitle
title-short: shorttitle
author: authors authorfullnames authornames creator creators authorname
editor: editors bookeditors
collection-editor: serieseditor serieseditors
container-author: bookauthor bookauthors
performer: castmember
script-writer: scriptwriter
issued: date publicationdate datepublished published dateofpublication
year: year publicationyear pubyear yearpublished
accessed: accessdate dateaccessed accesseddate urldate
submitted: filingdate
container-title: journal publicationtitle sourcetitle journaltitle booktitle source_title publicationname
container-title: websitetitle periodical journalname
container-title-short: journalabbreviation abbreviatedsourcetitle isoabbreviation journalisoabbreviation
collection-title: series seriestitle bookseriestitle
collection-number: seriesnumber
volume: vol
issue: issuenumber no
page: pages pagerange
page-first: startpage pagestart beginningpage firstpage
page-last: endpage pageend endingpage lastpage
number: reportnumber articlenumber artno patentnumber
number-of-pages: numpages pagecount numberofpages
number-of-volumes: numberofvolumes
publisher: institution publishername
publisher-place: place publishercity city publisherlocation location
event-title: conferencename conferencetitle meetingname conference
event-place: conferencelocation
event-date: conferencedate
DOI: doi doilink
URL: url link urls weblink
ISBN: isbn13 isbns
ISSN: issn issns printissn
PMID: pubmedid pmid
PMCID: pmcid
language: languageoforiginaldocument
abstract: abstractnote summary
keyword: keywords authorkeywords subjects
note: extra
license: rights licence
source: librarycatalog
genre: reporttype thesistype kind
dimensions: runningtime artworksize
call-number: callnumber applicationnumber
authority: issuingauthority court legislativebody
status: legalstatus
tags: tags manualtags automatictags labels
files: fileattachments file files attachments
"""

TAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "PT": "type", "DT": "type", "AU": "author", "AF": "author", "BA": "container-author", "BE": "editor",
        "TI": "title", "SO": "container-title", "SE": "collection-title", "JI": "container-title-short",
        "LA": "language", "DE": "keyword", "AB": "abstract", "SN": "ISSN", "BN": "ISBN", "DI": "DOI",
        "PM": "PMID", "PY": "year", "VL": "volume", "IS": "issue", "BP": "page-first", "EP": "page-last",
        "AR": "number", "PG": "number-of-pages", "PU": "publisher", "PI": "publisher-place",
        "CT": "event-title", "CL": "event-place", "PD": "issued",
    }
)  # fmt: skip
"""The tags that head the columns of a tab-delimited file of the Web of Science."""

_COLUMNS: Final[dict[str, str]] = {}

_TYPE_WORDS: Final = """
article-journal: journalarticle journal j article researcharticle articleinpress letter editorial note erratum
article-journal: datapaper shortsurvey originalarticle
review: review reviewarticle
article-magazine: magazinearticle magazine
article-newspaper: newspaperarticle newspaper
article: preprint
chapter: booksection bookchapter inbook incollection bookpart
book: b monograph editedbook
paper-conference: c conferencepaper proceedingspaper inproceedings conferencearticle
report: techreport technicalreport whitepaper
thesis: dissertation phdthesis mastersthesis
webpage: website onlinesource online
post-weblog: blogpost
post: forumpost
entry-encyclopedia: encyclopediaarticle
entry-dictionary: dictionaryentry
software: computerprogram
motion_picture: film videorecording
broadcast: tvbroadcast radiobroadcast podcast
song: audiorecording
speech: presentation
graphic: artwork
legal_case: case
legislation: statute
personal_communication: email instantmessage
document: misc other attachment
"""

TYPES_READ: Final[dict[str, str]] = {}
"""What programs call types, folded, and the CSL type of each."""


def folded(header: str) -> str:
    """Return the letters and digits of a header, in lower case."""
    return re.sub(r"[\W_]+", "", header.casefold())


def _fill(words: str, table: dict[str, str]) -> None:
    for line in words.strip().splitlines():
        name, _, synonyms = line.partition(": ")
        for word in synonyms.split():
            table.setdefault(folded(word), name)


_COLUMNS.update({folded(name): ALIASES.get(name, name) for name in RECORD_VARIABLES})
_COLUMNS.update({"id": "id", "type": "type"})
_fill(_WORDS, _COLUMNS)
_fill(_TYPE_WORDS, TYPES_READ)


def column_of(header: str) -> str:
    """Return what a column holds: a CSL variable, id, type, year, page-last, tags, files; or nothing."""
    return _COLUMNS.get(folded(header), "")
