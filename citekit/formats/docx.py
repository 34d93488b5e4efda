"""The works that a Word document cites, from the data that Zotero, Mendeley, EndNote and Word put into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from citekit.errors import Problem, UnreadableText
from citekit.formats import endnote_xml
from citekit.formats.base import Format, ItemSource, ReadResult
from citekit.formats.csl_item import ItemReader
from citekit.formats.word_sources import read_sources
from citekit.item.item import Item
from citekit.word.citations import EmbeddedCitation, EmbeddedCite, Tool, find_citations
from citekit.word.reading import read_document
from citekit.word.story import Document

__all__ = ["FORMAT", "read"]

_KEY_FIELDS: Final = ("citation-key", "citationKey")
"""Where Zotero and Better BibTeX put the key that a person cites by."""


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the works that the document cites, each once, in the order in which they are first cited.

    A work keeps its key where its program has one (the tag of one of Word's sources, the citation key of
    Zotero); the numbers by which programs know works among themselves are no keys. Of a work that the
    document describes in two ways the first description counts, and the others are told.

    Raises:
        UnreadableText: it is no Word document, or a damaged one, or cites nothing that citekit can read.
    """
    document = read_document(data, name=name)
    reading = _Reading(name, _sources_of(document, name))
    for citation in find_citations(document):
        reading.add(citation)
    reading.add_uncited_sources()
    if not reading.items and not reading.problems:
        raise UnreadableText(
            name,
            "holds no citations of Zotero, Mendeley, EndNote or Word, so there is nothing to read from it",
            hint="for typed references, save the list as text and read it with --format references",
        )
    return ReadResult(tuple(reading.items), tuple(reading.problems), reading.sources)


class _Reading:
    """The reading of one document."""

    def __init__(self, name: Path | str, words_own: Mapping[str, Mapping[str, object]]) -> None:
        self.items: list[Item] = []
        self.sources: dict[str, ItemSource] = {}
        self._path = Path(name)
        self._reader = ItemReader(name)
        self._words_own = words_own
        self._seen: dict[str, str] = {}
        self._keys: set[str] = set()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong so far."""
        return self._reader.problems

    def add(self, citation: EmbeddedCitation) -> None:
        """Add the works of a citation that are not known yet."""
        if citation.fault:
            self._tell(citation, f"is no source of data: {citation.fault}")
        for cite in citation.cites:
            if citation.tool is Tool.WORD:
                source = self._words_own.get(cite.id)
                if source is None:
                    self._tell(citation, f'cites "{cite.id}", which is not among the sources of the document')
                else:
                    self._add_work(f"tag:{cite.id}", source, cite.id, citation)
            elif cite.record is not None:
                self._add_record(cite, cite.record, citation)
            elif cite.data is None:
                self._tell(citation, f"carries no data of the work {cite.id or '(without a number)'}")
            else:
                self._add_work(_identity(cite), cite.data, _key(cite.data), citation)

    def add_uncited_sources(self) -> None:
        """Add the sources that Word keeps in the document and that no citation has named."""
        for tag, source in self._words_own.items():
            self._add_work(f"tag:{tag}", source, tag, None)

    def _add_work(
        self, identity: str, data: Mapping[str, Any], key: str, citation: EmbeddedCitation | None
    ) -> None:
        if not self._is_new(identity, _described(data), str(data.get("title") or "a work"), citation):
            return
        number = len(self.items) + 1
        wanted = key if key and key not in self._keys else f"item-{number}"
        rest = {name: value for name, value in data.items() if name not in _KEY_FIELDS or value != wanted}
        item = self._reader.read({**rest, "id": wanted}, number=number)
        if item:
            self._keep(item)

    def _add_record(self, cite: EmbeddedCite, record: bytes, citation: EmbeddedCitation) -> None:
        """Add the work that a record of EndNote describes."""
        result = endnote_xml.read(b"<xml><records>%s</records></xml>" % record, name=self._path)
        for item in result.items:
            described = record.decode("utf-8", "replace")
            title = item.text.get("title", "a work")
            if self._is_new(min(cite.uris, default=described), described, title, citation):
                self._keep(replace(item, id=f"item-{len(self.items) + 1}"))
                for problem in result.problems:
                    self._tell(citation, f"says of its work: {problem.message}", fatal=problem.fatal)

    def _is_new(self, identity: str, described: str, title: str, citation: EmbeddedCitation | None) -> bool:
        """Whether the work is not known yet; that it is known otherwise is told."""
        known = self._seen.get(identity)
        self._seen[identity] = described
        if known is not None and known != described and citation:
            self._tell(
                citation,
                f'describes "{title}" in another way than before; the first way counts',
                fatal=False,
            )
        return known is None

    def _keep(self, item: Item) -> None:
        self._keys.add(item.id)
        self.items.append(item)
        self.sources[item.id] = ItemSource()

    def _tell(self, citation: EmbeddedCitation, message: str, *, fatal: bool = True) -> None:
        where = f"{citation.story.kind}, paragraph {citation.paragraph}"
        shown = " ".join(citation.shown.split())
        quoted = f' "{shown[:60]}"' if shown else ""
        self.problems.append(
            Problem(
                self._path,
                None,
                None,
                where,
                f"the citation{quoted} of {citation.tool} {message}",
                fatal=fatal,
            )
        )


def _sources_of(document: Document, name: Path | str) -> dict[str, dict[str, object]]:
    sources: dict[str, dict[str, object]] = {}
    for part, data in document.sources:
        for tag, source in read_sources(data, name=f"{name}, {part}"):
            sources.setdefault(tag or f"source-{len(sources) + 1}", source)
    return sources


def _identity(cite: EmbeddedCite) -> str:
    """Return what tells a work from others: Mendeley calls the first work of each citation ITEM-1."""
    if cite.uris:
        return min(cite.uris)
    if cite.id and not cite.id.startswith("ITEM-"):
        return cite.id
    return _described(cite.data or {})


def _described(data: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in data.items() if key != "id"}, sort_keys=True)


def _key(data: Mapping[str, Any]) -> str:
    return next((key for field in _KEY_FIELDS if isinstance(key := data.get(field), str) and key), "")


def _is_docx(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"word/" in head


FORMAT: Final = Format(
    name="docx",
    title="Word",
    description="the works that a Word document cites with Zotero, Mendeley, EndNote or Word itself",
    extensions=(".docx", ".docm", ".dotx"),
    recognise=_is_docx,
    read=read,
)
