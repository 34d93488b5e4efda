"""What pandoc takes for a citation: the oracle of the Markdown reader."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypandoc

from citekit.csl.citation import Mode
from citekit.documents.blocks import BlockKind
from citekit.documents.citations import KeyCitation
from citekit.documents.document import UNREFERRED, Document
from citekit.markup.tree import plain

PANDOC = pypandoc.get_pandoc_path()
_SMART = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_DASHES = (("—", "---"), ("–", "--"), ("…", "..."))


class SeenCite(NamedTuple):
    """A cite as both readers can tell it: texts without markup."""

    key: str
    mode: str
    prefix: str
    suffix: str


class SeenCitation(NamedTuple):
    """A citation as both readers can tell it; those in its prefix and suffix come after its cites."""

    cites: tuple[SeenCite, ...]
    in_note: bool
    nested: tuple[SeenCitation, ...]


def run(text: str, *options: str) -> str:
    """Return what pandoc writes for a Markdown text."""
    command = [PANDOC, "--from=markdown", *options]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def by_pandoc(text: str) -> tuple[list[SeenCitation], list[SeenCitation]]:
    """Return the citations of the text's body in reading order, and those of its metadata sorted."""
    tree = json.loads(run(text, "--to=json"))
    return list(_cites(tree["blocks"], in_note=False)), sorted(_cites(tree["meta"], in_note=False))


def by_citekit(document: Document) -> tuple[list[SeenCitation], list[SeenCitation]]:
    """Return the same of a document that citekit read; ``nocite`` is metadata to pandoc."""
    body: list[SeenCitation] = []
    head: list[SeenCitation] = []
    for citation in document.in_reading_order():
        if citation.note != UNREFERRED:
            is_head = document.blocks[citation.block].kind is BlockKind.METADATA
            (head if is_head else body).append(_seen(citation))
    head += [
        SeenCitation((SeenCite(cite.key, "AuthorInText", "", ""),), in_note=False, nested=())
        for cite in document.metadata.nocite
    ]
    return body, sorted(head)


def _cites(node: Any, *, in_note: bool) -> Iterator[SeenCitation]:
    if isinstance(node, list):
        for child in node:
            yield from _cites(child, in_note=in_note)
    elif isinstance(node, dict):
        if node.get("t") == "Cite":
            cites = node["c"][0]
            inside = [part for cite in cites for part in (cite["citationPrefix"], cite["citationSuffix"])]
            yield SeenCitation(
                tuple(_cite(cite) for cite in cites), in_note, tuple(_cites(inside, in_note=in_note))
            )
        elif node.get("t") == "Table":
            _, caption, *rest = node["c"]  # pandoc has the caption first, papers have it where they like
            yield from _cites([rest, caption], in_note=in_note)
        else:
            for child in node.values():
                yield from _cites(child, in_note=in_note or node.get("t") == "Note")


def _cite(cite: Any) -> SeenCite:
    return SeenCite(
        cite["citationId"],
        cite["citationMode"]["t"],
        _normal(_text(cite["citationPrefix"])),
        _normal(_text(cite["citationSuffix"])),
    )


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(_text(child) for child in node)
    if not isinstance(node, dict):
        return ""
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return f"${content[1]}$" if kind == "Math" else str(content[1])
    if kind == "RawInline":
        return ""
    if kind == "Cite":
        return _text(content[1])
    if kind == "Quoted":
        mark = "'" if content[0]["t"] == "SingleQuote" else '"'
        return mark + _text(content[1]) + mark
    return _text(content)


def _normal(text: str) -> str:
    text = text.translate(_SMART)
    for typographic, typed in _DASHES:
        text = text.replace(typographic, typed)
    return re.sub(r"\s+", " ", text)


def _seen(citation: KeyCitation) -> SeenCitation:
    cites = []
    for index, cite in enumerate(citation.cites):
        mode = "SuppressAuthor" if cite.mode is Mode.SUPPRESS_AUTHOR else "NormalCitation"
        if citation.mode is Mode.COMPOSITE and index == 0:
            mode = "AuthorInText"
        cites.append(SeenCite(cite.key, mode, _normal(plain(cite.prefix)), _normal(plain(cite.after))))
    return SeenCitation(tuple(cites), citation.note > 0, tuple(_seen(inner) for inner in citation.nested))
