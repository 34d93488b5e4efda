"""JSON-LD and microdata in the vocabulary of schema.org: the page's work among its objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from citekit.formats.html_page.findings import Findings
from citekit.formats.html_page.page_data import Node
from citekit.formats.html_page.people import listed_names, person_name
from citekit.formats.typed_names import read_names
from citekit.item.name import Name
from citekit.language.tags import normalise_tag

__all__ = ["SCHOLARLY", "linked_data"]

_TYPES: Final = {
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "Report": "report",
    "Thesis": "thesis",
    "Book": "book",
    "Chapter": "chapter",
    "Dataset": "dataset",
    "Legislation": "legislation",
    "NewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper",
    "BackgroundNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "AskPublicNewsArticle": "article-newspaper",
    "ReviewNewsArticle": "article-newspaper",
    "SoftwareSourceCode": "software",
    "SoftwareApplication": "software",
    "PodcastEpisode": "broadcast",
    "RadioEpisode": "broadcast",
    "TVEpisode": "broadcast",
    "Movie": "motion_picture",
    "BlogPosting": "post-weblog",
    "LiveBlogPosting": "post-weblog",
    "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "TechArticle": "webpage",
    "Article": "webpage",
    "AdvertiserContentArticle": "webpage",
    "DigitalDocument": "document",
    "PresentationDigitalDocument": "speech",
    "Map": "map",
    "Photograph": "graphic",
    "VisualArtwork": "graphic",
    "VideoObject": "motion_picture",
    "CreativeWork": "",
    "Review": "review",
    "WebPage": "webpage",
    "AboutPage": "webpage",
    "ItemPage": "webpage",
    "FAQPage": "webpage",
}
"""The types that are works, those that say most first."""

_RANK: Final = {type_: rank for rank, type_ in enumerate(_TYPES)}
SCHOLARLY: Final = frozenset({"article-journal", "report", "thesis", "book", "chapter", "dataset"})
"""Types that no page gives itself by mistake."""

_DEEPEST: Final = 12


def linked_data(nodes: Sequence[Node]) -> Findings:
    """Return what the objects of a page say of the work that the page shows."""
    known = {
        node["@id"]: node for node in _all_nodes(nodes) if isinstance(node.get("@id"), str) and len(node) > 1
    }
    graph = _Graph(known)
    works = [node for node in nodes if graph.rank(node) is not None]
    works += [
        entity
        for node in nodes
        for entity in graph.objects(node.get("mainEntity"))
        if graph.rank(entity) is not None
    ]
    if not works:
        return Findings()
    work = min(works, key=lambda node: (graph.rank(node) or 0, -len(node)))
    return graph.read(work)


def _all_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the objects and those in them, as deep as pages nest them."""
    waiting: list[tuple[object, int]] = [(node, 0) for node in nodes]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, Mapping):
            yield dict(value)
            inner: Sequence[object] = tuple(value.values())
        else:
            inner = value if isinstance(value, list) else ()
        if depth < _DEEPEST:
            waiting += [(one, depth + 1) for one in inner if isinstance(one, Mapping | list)]


class _Graph:
    """The objects of a page, which point to each other by their ids."""

    def __init__(self, known: Mapping[str, Node]) -> None:
        self._known = known

    def rank(self, node: Node) -> int | None:
        """Return how much a type says (0 says most), None if it is no type of a work."""
        return min((_RANK[type_] for type_ in _types(node) if type_ in _RANK), default=None)

    def objects(self, value: object) -> list[Node]:
        """Return the objects that a property holds, those that it names by their id too."""
        values = value if isinstance(value, list) else [value]
        found: list[Node] = []
        for one in values[:1000]:
            if isinstance(one, Mapping):
                found.append({**self._known.get(str(one.get("@id")), {}), **one})
            elif isinstance(one, str) and one in self._known:
                found.append(self._known[one])
        return found

    def text(self, value: object) -> str:
        """Return the text of a property: itself, its value, or the name of the object that it holds."""
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return next((text for one in value[:100] if (text := self.text(one))), "")
        for node in self.objects(value):
            for name in ("@value", "name", "value", "headline"):
                if isinstance(node.get(name), str):
                    return str(node[name])
        return ""

    def read(self, node: Node) -> Findings:
        """Return what an object that is a work says of it."""
        types = _types(node)
        found = Findings(type=next((_TYPES[type_] for type_ in types if _TYPES.get(type_)), ""))
        found.put("title", self.text(node.get("headline")) or self.text(node.get("name")))
        found.put("title", self.text(node.get("alternativeHeadline")))
        for variable, names in (
            ("URL", ("url", "mainEntityOfPage")), ("abstract", ("abstract", "description")),
            ("ISBN", ("isbn",)), ("edition", ("bookEdition",)), ("version", ("version", "softwareVersion")),
            ("number-of-pages", ("numberOfPages",)), ("section", ("articleSection",)),
            ("number", ("reportNumber", "legislationIdentifier", "episodeNumber")), ("license", ("license",)),
        ):  # fmt: skip
            for name in names:
                found.put(variable, self.text(node.get(name)))
        if not found.texts.get("URL", "http").startswith("http"):
            del found.texts["URL"]
        language = self.text(node.get("inLanguage"))
        found.put("language", normalise_tag(language) if language else "")
        for date in ("datePublished", "dateCreated", "uploadDate", "legislationDate", "copyrightYear"):
            found.put_date("issued", self.text(node.get(date)))
        found.put_pages(self.text(node.get("pageStart")), self.text(node.get("pageEnd")))
        found.put("page", self.text(node.get("pagination")))
        self._read_people(node, found)
        self._read_identifiers(node, found)
        self._read_container(node, found)
        found.put("keyword", self._keywords(node.get("keywords")))
        return found

    def _read_people(self, node: Node, found: Findings) -> None:
        publisher = self.text(node.get("publisher")) or self.text(node.get("sourceOrganization"))
        found.put("publisher", publisher)
        for name, variable in (
            ("author", "author"), ("creator", "author"), ("editor", "editor"), ("translator", "translator"),
            ("director", "director"), ("illustrator", "illustrator"), ("contributor", "contributor"),
        ):  # fmt: skip
            found.put_names(variable, list(self._names(node.get(name), publisher)))

    def _names(self, value: object, publisher: str) -> Iterator[Name]:
        values = value if isinstance(value, list) else [value]
        for one in values[:1000]:
            if isinstance(one, str):
                yield from [Name(literal=one)] if one == publisher else listed_names([one])
            for node in self.objects(one):
                yield from self._name(node, publisher)

    def _name(self, node: Node, publisher: str) -> Iterator[Name]:
        family, given = self.text(node.get("familyName")), self.text(node.get("givenName"))
        written = " ".join(self.text(node.get("name")).split())
        if family:
            yield from (
                read_names(f"{family.strip()}, {given.strip()}") if given else [Name(family=family.strip())]
            )
        elif written and (_is_organization(node) or written == publisher):
            yield Name(literal=written)
        elif written and "Person" in _types(node):
            listed = listed_names([written])
            yield from listed if len(listed) > 1 else [person_name(written)]
        elif written:
            yield from listed_names([written])

    def _read_identifiers(self, node: Node, found: Findings) -> None:
        for name in ("doi", "sameAs", "identifier", "@id", "mainEntityOfPage"):
            values = node.get(name)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, str):
                    found.put_doi(value)
                for one in self.objects(value):
                    written = self.text(one.get("value"))
                    kind = self.text(one.get("propertyID")).lower()
                    if "doi" in kind or written.startswith(("10.", "doi:", "https://doi.org/")):
                        found.put_doi(written)
                    elif kind in {"pmid", "isbn"}:
                        found.put(kind.upper(), written)
                    elif "report" in kind:
                        found.put("number", written)

    def _read_container(self, node: Node, found: Findings) -> None:
        """Read what the work is part of: issue in volume in journal, book, series, website."""
        waiting = [(part, 0) for part in self.objects(node.get("isPartOf"))]
        while waiting:
            part, depth = waiting.pop(0)
            types = _types(part)
            name = self.text(part.get("name")) or self.text(part.get("headline"))
            found.put("issue", self.text(part.get("issueNumber")))
            found.put("volume", self.text(part.get("volumeNumber")))
            found.put("ISSN", " ".join(_strings(part.get("issn"))))
            found.put_date(
                "issued", self.text(part.get("datePublished")) if "Issue" in "".join(types) else ""
            )
            if types & {"PublicationIssue", "PublicationVolume"} and "Periodical" not in types:
                name = ""  # that of an issue is no journal's
            if types & {"BookSeries", "CreativeWorkSeries"} or ("Book" in types and found.type == "book"):
                found.put("collection-title", name)
            else:
                if "Book" in types:
                    found.put("ISBN", self.text(part.get("isbn")))
                    found.put_names("editor", list(self._names(part.get("editor"), "")))
                if not types & {"WebPage", "CollectionPage"}:
                    found.put("container-title", name)
            found.put("publisher", self.text(part.get("publisher")))
            if depth < _DEEPEST:
                waiting += [(one, depth + 1) for one in self.objects(part.get("isPartOf"))]
        if found.type == "article-journal" and "container-title" in found.texts:
            found.put("volume", self.text(node.get("volumeNumber")))
            found.put("issue", self.text(node.get("issueNumber")))

    def _keywords(self, value: object) -> str:
        words = _strings(value) or [self.text(one) for one in self.objects(value)]
        parts = [part.strip() for word in words for part in (word.split(",") if len(words) == 1 else [word])]
        return ", ".join(dict.fromkeys(part.replace(",", "") for part in parts if part))


def _types(node: Mapping[str, Any]) -> frozenset[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(
        name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str)
    )


def _is_organization(node: Node) -> bool:
    return any("Organi" in type_ or type_ in {"Corporation", "GovernmentAgency"} for type_ in _types(node))


def _strings(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
