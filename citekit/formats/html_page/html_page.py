"""Saved web pages as a format: of all that a page says of itself, the most trustworthy, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from citekit.errors import UnreadableText
from citekit.formats.base import Confidence, Format, ReadResult
from citekit.formats.html_page.coins import read_coins
from citekit.formats.html_page.encoding import page_text
from citekit.formats.html_page.findings import Findings, page_date
from citekit.formats.html_page.linked_data import SCHOLARLY, linked_data
from citekit.formats.html_page.meta_fields import dublin_core, eprints, highwire, open_graph, prism
from citekit.formats.html_page.page_data import PageData, gather
from citekit.formats.html_page.site_name import without_site
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.item.name import Name
from citekit.language.fold import fold
from citekit.language.tags import normalise_tag

__all__ = ["FORMAT", "read"]

_BEGINS: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html|head|meta|title|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHED: Final = re.compile(r"publish|posted|entry-date|dateline|pubdate|byline", re.IGNORECASE)
_WEAK_TYPES: Final = frozenset({"", "webpage", "document"})
_SITE_IS_CONTAINER: Final = frozenset(
    {
        "webpage",
        "post-weblog",
        "post",
        "article-newspaper",
        "article-magazine",
        "entry-encyclopedia",
        "broadcast",
    }
)
_STRONG: Final = ("citation_title", "bepress_citation_title", "eprints.title")


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the work that a page is, or, of a page that is none, the references that it carries as COinS.

    Raises:
        UnreadableText: the file is no HTML, or says nothing of what it is.
    """
    text = page_text(data, name=name)
    page = gather(text)
    if not page.tags:
        raise UnreadableText(name, "is no HTML: it has no tag", hint="save the page as HTML in your browser")
    reading = FileReading(name)
    references = [found for context in page.coins if (found := read_coins(context))]
    sources = _sources(page)
    is_work = any(page.first(strong) for strong in _STRONG) or sources[3].type in SCHOLARLY
    if references and not is_work and (len(references) > 1 or not _is_same(references[0], sources)):
        for found in references:
            _add(reading, page, [found], Confidence.HIGH, of_page=False)
        return reading.result()
    if references and _is_same(references[0], sources):
        sources.insert(3, references[0])
        is_work = True
    if not any(source.texts.get("title") for source in sources) and not page.title and not page.headings:
        raise UnreadableText(
            name, "says nothing of what it is: no title and no metadata", hint="add the record by hand"
        )
    _add(reading, page, sources, _confidence(page, sources, is_work=is_work), of_page=True)
    return reading.result()


def _sources(page: PageData) -> list[Findings]:
    """Return what the page says of itself, the most trustworthy source first."""
    return [
        highwire(page),
        highwire(page, "bepress_citation_"),
        eprints(page),
        linked_data(page.nodes),
        prism(page),
        dublin_core(page),
        linked_data(page.microdata),
        open_graph(page),
        _plain(page),
    ]


def _plain(page: PageData) -> Findings:
    """Return what HTML itself says, without any vocabulary."""
    found = Findings()
    headings = list(dict.fromkeys(page.headings))
    if not page.title and len(headings) == 1:
        found.put("title", headings[0])
    found.put("title", page.title or "".join(headings[:1]))
    told = [time for time, class_ in page.times if _PUBLISHED.search(class_)]
    every = list(dict.fromkeys(time for time, _ in page.times))
    found.put_date("issued", told[0] if told else every[0] if len(every) == 1 else "")
    found.put("language", normalise_tag(page.language) if page.language else "")
    return found


def _is_same(reference: Findings, sources: Sequence[Findings]) -> bool:
    """Whether a reference on the page is the page's own work: their titles agree."""
    title = fold(reference.texts["title"])
    return any(fold(source.texts.get("title", "")).startswith(title) for source in sources)


def _confidence(page: PageData, sources: Sequence[Findings], *, is_work: bool) -> Confidence:
    """Return how sure the whole is: vocabularies for works, vocabularies for anything, or plain HTML."""
    if is_work:
        return Confidence.HIGH
    author, issued = (
        any(variable in vars_of(source) for source in sources) for variable in ("author", "issued")
    )
    if page.nodes or page.microdata or page.first("og:title", "dc.title", "dcterms.title"):
        return Confidence.HIGH if author and issued else Confidence.MEDIUM
    return Confidence.LOW


def vars_of(found: Findings) -> frozenset[str]:
    """Return the variables that a source gives."""
    return frozenset((*found.texts, *found.names, *found.dates))


def _add(
    reading: FileReading,
    page: PageData,
    sources: Sequence[Findings],
    confidence: Confidence,
    *,
    of_page: bool,
) -> None:
    item = reading.builder(None)
    item.confidence = confidence
    item.type = _type(sources, page) if of_page else sources[0].type
    for source in sources:
        for variable, text in source.texts.items():
            item.put_first(variable, text)
        for variable, names in source.names.items():
            if not item.has(variable):
                item.add_names(variable, names)
        for variable, date in source.dates.items():
            if not item.has(variable):
                item.put_date(variable, date)
        for file in source.files:
            item.add_file(file)
    if of_page:
        _settle_page(item, page, sources)
    reading.add(item)


def _type(sources: Sequence[Findings], page: PageData) -> str:
    """Return the first type that says more than that this is a page."""
    named = [source.type for source in sources if source.type]
    strong = next((type_ for type_ in named if type_ not in _WEAK_TYPES), "")
    if strong:
        return strong
    if any(page.first(name) for name in _STRONG):
        return "article-journal" if any("ISSN" in source.texts for source in sources) else "document"
    return "webpage"


def _settle_page(item: ItemBuilder, page: PageData, sources: Sequence[Findings]) -> None:
    site = page.first("og:site_name") or sources[3].texts.get("container-title", "")
    _settle_address(item, page)
    host = urlsplit(item.text("URL") or page.saved_from).hostname or ""
    names = [site, item.text("container-title"), item.text("publisher"), host]
    title, cut = without_site(item.text("title"), names, [*page.headings, *_titles(sources)])
    item.put("title", title)
    if (
        item.type not in _SITE_IS_CONTAINER
        and item.text("container-title") == site
        and not _has_container(sources)
    ):
        item.drop("container-title")
        item.put_first("publisher", site)
    if item.type in _SITE_IS_CONTAINER:
        item.put_first("container-title", site or item.text("publisher") or cut)
    if fold(item.text("publisher")) == fold(item.text("container-title")):
        item.drop("publisher")
    if page.saved_on:
        saved = page_date(re.sub(r" \d\d:\d\d:\d\d.*$", "", page.saved_on))
        if saved:
            item.put_date("accessed", saved)
    if page.broken:
        item.tell("", "has a block of JSON-LD that is malformed; it is left out")
    if not item.has("author") and item.type in {"report", "dataset"} and item.text("publisher"):
        item.add_names("author", [Name(literal=item.text("publisher"))])


def _titles(sources: Iterable[Findings]) -> list[str]:
    return [source.texts["title"] for source in sources if "title" in source.texts]


def _has_container(sources: Sequence[Findings]) -> bool:
    """Whether a vocabulary that knows journals and books names what the work is in."""
    return any("container-title" in source.texts for source in sources[:-2])


def _settle_address(item: ItemBuilder, page: PageData) -> None:
    """Take the address that the page says is its own, else the one that it was saved from."""
    base = page.base or page.saved_from or item.text("URL")
    for address in (page.canonical, item.text("URL"), page.saved_from):
        whole = _joined(base, address)
        if whole:
            item.put("URL", whole)
            return
    item.drop("URL")


def _joined(base: str, address: str) -> str:
    """Return a whole address on the web, empty if there is none."""
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
        return whole if re.match(r"https?://[^\s/]", whole) else ""
    except ValueError:  # an address with a broken bracket
        return ""


FORMAT: Final = Format(
    name="html",
    title="HTML page",
    description="a saved web page, by its citation tags, JSON-LD, Dublin Core, COinS, Open Graph",
    extensions=(".html", ".htm", ".xhtml"),
    recognise=lambda head: _BEGINS.match(head) is not None,
    read=read,
)
