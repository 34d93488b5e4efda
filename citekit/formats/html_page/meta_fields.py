"""The meta tags of a page: Highwire's ``citation_*``, PRISM, Dublin Core, EPrints, Open Graph and what else.

Google Scholar, "Inclusion Guidelines for Webmasters"; PRISM 3.0, basic metadata; DCMI Metadata Terms; The
Open Graph protocol. Names are compared in small letters.
"""

from __future__ import annotations

from typing import Final

from citekit.formats.html_page.findings import Findings
from citekit.formats.html_page.page_data import PageData
from citekit.formats.html_page.people import listed_names, single_names
from citekit.language.tags import normalise_tag

__all__ = ["dublin_core", "eprints", "highwire", "open_graph", "prism"]

_HIGHWIRE: Final = {
    "title": ("title",),
    "volume": ("volume",),
    "issue": ("issue",),
    "ISBN": ("isbn",),
    "PMID": ("pmid",),
    "publisher": (
        "publisher", "dissertation_institution", "technical_report_institution",
    ),
    "collection-title": ("series_title", "book_series_title"),
    "event-title": ("conference",),
    "URL": ("public_url", "abstract_html_url", "fulltext_html_url"),
    "abstract": ("abstract",),
    "language": ("language",),
    "edition": ("edition",),
}  # fmt: skip
_CONTAINERS: Final = (
    "journal_title", "conference_title", "inbook_title", "book_title", "encyclopedia_title", "news_title",
    "magazine_title", "newspaper_title",
)  # fmt: skip
_DATES: Final = ("publication_date", "cover_date", "date", "online_date", "year", "print_date")
_HIGHWIRE_TYPES: Final = (
    ("dissertation_institution", "thesis"),
    ("dissertation_name", "thesis"),
    ("technical_report_institution", "report"),
    ("technical_report_number", "report"),
    ("journal_title", "article-journal"),
    ("journal_abbrev", "article-journal"),
    ("conference_title", "paper-conference"),
    ("conference", "paper-conference"),
    ("inbook_title", "chapter"),
    ("book_title", "chapter"),
    ("newspaper_title", "article-newspaper"),
    ("news_title", "article-newspaper"),
    ("magazine_title", "article-magazine"),
    ("patent_number", "patent"),
    ("arxiv_id", "article"),
    ("isbn", "book"),
)
_DC_TYPES: Final = {
    "article": "article-journal", "journal article": "article-journal", "journalarticle": "article-journal",
    "text.serial.journal": "article-journal", "book": "book", "monograph": "book", "chapter": "chapter",
    "bookchapter": "chapter", "book chapter": "chapter", "thesis": "thesis", "dissertation": "thesis",
    "doctoralthesis": "thesis", "masterthesis": "thesis", "bachelorthesis": "thesis", "report": "report",
    "technical report": "report", "working paper": "report", "workingpaper": "report", "dataset": "dataset",
    "software": "software", "preprint": "article", "conference paper": "paper-conference",
    "conferenceobject": "paper-conference", "conferencepaper": "paper-conference", "patent": "patent",
    "movingimage": "motion_picture", "image": "graphic", "map": "map", "sound": "song",
}  # fmt: skip
_EPRINTS_TYPES: Final = {
    "article": "article-journal", "book": "book", "book_section": "chapter", "thesis": "thesis",
    "monograph": "report", "conference_item": "paper-conference", "dataset": "dataset", "patent": "patent",
}  # fmt: skip
_OG_TYPES: Final = {
    "book": "book", "books.book": "book", "video.movie": "motion_picture", "video.other": "motion_picture",
    "video": "motion_picture", "video.episode": "broadcast",
}  # fmt: skip


def highwire(page: PageData, prefix: str = "citation_") -> Findings:
    """Return what ``citation_*`` says, or the tags of another prefix that have the same names."""
    found = Findings()

    def first(*names: str) -> str:
        return page.first(*(prefix + name for name in names))

    def every(*names: str) -> list[str]:
        return page.all(*(prefix + name for name in names))

    for variable, names in _HIGHWIRE.items():
        found.put(variable, first(*names))
    found.type = next((type_ for name, type_ in _HIGHWIRE_TYPES if first(name)), "")
    found.put("container-title", first(*_CONTAINERS))
    found.put("container-title-short", first("journal_abbrev"))
    found.put("ISSN", " ".join(every("issn", "eissn")))
    found.put_doi(first("doi", "id_from_sass_path"))
    found.put_date("issued", first(*_DATES))
    found.put_date("available-date", first("online_date"))
    found.put_names("author", single_names(every("author", "authors")))
    found.put_names("editor", single_names(every("editor", "editors")))
    found.put_pages(first("firstpage", "first_page", "pages"), first("lastpage", "last_page"))
    found.put("number", first("technical_report_number", "patent_number", "article_number", "elocation_id"))
    if first("arxiv_id"):
        found.put("number", f"arXiv:{first('arxiv_id').removeprefix('arXiv:')}")
        found.put("publisher", "arXiv")
    found.put("keyword", _keywords(every("keywords", "keyword")))
    found.files += every("pdf_url")
    _settle_language(found)
    return found


def eprints(page: PageData) -> Findings:
    """Return what a repository of EPrints says."""
    found = Findings(type=_EPRINTS_TYPES.get(page.first("eprints.type"), ""))
    for variable, name in (
        ("title", "title"), ("container-title", "publication"), ("volume", "volume"), ("issue", "number"),
        ("page", "pagerange"), ("publisher", "publisher"), ("ISSN", "issn"), ("ISBN", "isbn"),
        ("abstract", "abstract"), ("event-title", "event_title"), ("publisher-place", "place_of_pub"),
    ):  # fmt: skip
        found.put(variable, page.first(f"eprints.{name}"))
    if found.type in {"thesis", "report"}:
        found.put("publisher", page.first("eprints.institution"))
    if found.type == "chapter":
        found.put("container-title", page.first("eprints.book_title"))
    found.put_date("issued", page.first("eprints.date"))
    found.put_doi(page.first("eprints.doi", "eprints.id_number"))
    found.put_names("author", single_names(page.all("eprints.creators_name")))
    found.put_names("editor", single_names(page.all("eprints.editors_name")))
    found.put_names("author", single_names(page.all("eprints.corp_creators")))
    return found


def prism(page: PageData) -> Findings:
    """Return what PRISM says of the article."""
    found = Findings()
    for variable, name in (
        ("container-title", "publicationname"), ("volume", "volume"), ("issue", "number"), ("ISBN", "isbn"),
        ("section", "section"), ("edition", "edition"), ("URL", "url"),
    ):  # fmt: skip
        found.put(variable, page.first(f"prism.{name}"))
    found.put("ISSN", " ".join(page.all("prism.issn", "prism.eissn")))
    found.put_doi(page.first("prism.doi"))
    found.put_date("issued", page.first("prism.publicationdate", "prism.coverdate"))
    found.put_pages(page.first("prism.startingpage"), page.first("prism.endingpage"))
    if found.texts.get("volume") or found.texts.get("ISSN"):
        found.type = "article-journal"
    return found


def dublin_core(page: PageData) -> Findings:
    """Return what Dublin Core says, in ``DC.`` or ``dcterms.``, in any capitals."""
    found = Findings()

    def names(*terms: str) -> list[str]:
        return [f"{prefix}.{term}" for term in terms for prefix in ("dc", "dcterms")]

    kinds = [kind.lower().rsplit("/", 1)[-1] for kind in page.all(*names("type"))]
    found.type = next((_DC_TYPES[kind] for kind in kinds if kind in _DC_TYPES), "")
    for variable, term in (
        ("title", "title"), ("publisher", "publisher"), ("language", "language"),
        ("volume", "citation.volume"), ("issue", "citation.issue"),
    ):  # fmt: skip
        found.put(variable, page.first(*names(term)))
    found.put("abstract", page.first(*names("abstract", "description.abstract", "description")))
    found.put_date(
        "issued",
        page.first(*names("issued", "date.issued", "date", "date.published", "created", "date.created")),
    )
    found.put_pages(page.first(*names("citation.spage")), page.first(*names("citation.epage")))
    found.put_names("author", single_names(page.all(*names("creator", "creator.personalname"))))
    found.put_names("editor", single_names(page.all(*names("contributor.editor"))))
    found.put("container-title", page.first(*names("source.title", "relation.ispartof", "ispartof")))
    found.put("keyword", _keywords(page.all(*names("subject"))))
    for identifier in page.all(*names("identifier.doi", "identifier")) + page.all(*names("identifier.uri")):
        found.put_identifier(identifier)
    for issn in page.all(*names("source.issn")):
        found.put("ISSN", issn)
    _settle_language(found)
    return found


def open_graph(page: PageData) -> Findings:
    """Return what Open Graph says, and the plain meta tags that have no vocabulary."""
    found = Findings(type=_OG_TYPES.get(page.first("og:type"), ""))
    found.put("title", page.first("og:title"))
    found.put("title", page.first("parsely-title", "sailthru.title", "twitter:title", "title"))
    found.put("container-title", page.first("og:site_name", "application-name", "al:android:app_name"))
    found.put("URL", page.first("og:url"))
    found.put("abstract", page.first("og:description", "description", "twitter:description"))
    found.put("section", page.first("article:section", "parsely-section"))
    found.put("ISBN", page.first("book:isbn", "books:isbn"))
    found.put("language", page.first("og:locale", "content-language", "language"))
    found.put_date(
        "issued",
        page.first(
            "article:published_time", "article:published", "og:published_time", "book:release_date",
            "parsely-pub-date", "sailthru.date", "datepublished", "publish-date", "publishdate", "pubdate",
            "publication_date", "date", "article.published", "originalpublicationdate", "video:release_date",
        ),
    )  # fmt: skip
    for name in ("article:author", "book:author", "parsely-author", "sailthru.author", "author", "byl"):
        found.put_names("author", listed_names(page.all(name)))
    found.put("keyword", _keywords(page.all("article:tag", "keywords", "news_keywords")))
    _settle_language(found)
    return found


def _keywords(values: list[str]) -> str:
    """Return keywords of one value or many as one list."""
    between = ";" if any(";" in value for value in values) or len(values) > 1 else ","
    words = [word for value in values for part in value.split(between) if (word := " ".join(part.split()))]
    return ("; " if any("," in word for word in words) else ", ").join(dict.fromkeys(words))


def _settle_language(found: Findings) -> None:
    if "language" in found.texts:
        found.texts["language"] = normalise_tag(found.texts["language"])
