"""A document as lines of text, for cases to be read and compared: its head, its citations, its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.documents.blocks import Block, RunKind
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.markup.inline import write_inline
from citekit.markup.tree import Format

__all__ = ["shown"]


def shown(document: Document) -> str:
    """Return what was read of ``document``, one thing a line."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    metadata = document.metadata
    yield f"title: {metadata.title}"
    yield f"lang: {metadata.lang}; csl: {metadata.csl}; files: {', '.join(metadata.bibliography)}"
    listed = ", ".join(cite.key for cite in metadata.nocite)
    yield f"nocite: {listed}{' and all' if metadata.nocite_all else ''}"
    for notice in document.notices:
        yield f"notice: {notice}"
    for place in document.bibliographies:
        yield f"bibliography: {document.source(place.span)!r} {dict(place.attributes)}"
    for citation in document.citations:
        yield from _citation(document, citation, "cite")
    for number, block in enumerate(document.blocks):
        yield f"{number} {_kind(block)}: {''.join(_runs(block))!r}"


def _citation(document: Document, citation: KeyCitation, called: str) -> Iterator[str]:
    place = document.place(citation.span)
    note = f" note {citation.note}" if citation.note else ""
    own = " makes a note" if citation.makes_note else ""
    around = f" around {citation.around}" if any(citation.around) else ""
    yield f"{called} {place.line}:{place.column} {citation.command} {citation.mode.value}{note}{own}{around}"
    for cite in citation.cites:
        locator = f" {cite.locator.label} {cite.locator.value}" if cite.locator else ""
        mode = "" if cite.mode.value == "normal" else f" {cite.mode.value}"
        prefix, suffix = write_inline(cite.prefix), write_inline(cite.suffix)
        typed = document.source(cite.key_span)
        source = "" if typed == cite.key else f" from {typed!r}"
        yield f"  {cite.key} [{prefix}]{locator} [{suffix}]{mode}{source}"
    for nested in citation.nested:
        yield from _citation(document, nested, "  within")


def _kind(block: Block) -> str:
    words = [block.kind.value, str(block.level or ""), block.marker, "note" if block.note else ""]
    words += [
        "quote" if block.in_quote else "",
        "list" if block.in_list else "",
        "entry" if block.is_entry else "",
    ]
    return " ".join(word for word in words if word)


def _runs(block: Block) -> Iterator[str]:
    for run in block.runs:
        text = run.text
        if run.kind is RunKind.CITATION:
            text = f"⟨{text}⟩"
        elif run.kind is not RunKind.TEXT:
            text = f"⟨{run.kind.value} {text}⟩"
        names = "".join(sorted(_LETTERS[format_] for format_ in run.formats))
        text = f"{{{names} {text}}}" if names else text
        yield f"({text} → {run.url})" if run.url else text


_LETTERS = {
    Format.ITALIC: "i",
    Format.BOLD: "b",
    Format.SMALL_CAPS: "c",
    Format.UNDERLINE: "u",
    Format.SUPERSCRIPT: "^",
    Format.SUBSCRIPT: "_",
}
