"""Typed references, in any common style, as draft items."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import Confidence, Format, ItemSource, ReadResult, decode
from citekit.formats.reference_text.kinds import MAKERS
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser
from citekit.formats.reference_text.splitting import split_references
from citekit.item.item import Item

__all__ = ["FORMAT", "read"]

_LONGEST: Final = 4000
"""Characters of the longest reference; a longer paragraph is something else."""
_QUOTED: Final = 60


def read(data: bytes, *, name: Path | str, parser: ReferenceParser = parse_reference) -> ReadResult:
    """Return the references of a typed list as items, each with the line it begins in and how sure it is.

    What was typed is kept with each item, as the field ``reference``, and what no field was found for as
    ``reference-rest``; both are told where they call for a look.

    Raises:
        UnreadableText: the file is no text in UTF-8, or nothing in it reads as a reference.
    """
    text = decode(data, name=name)
    items: list[Item] = []
    problems: list[Problem] = []
    sources = {}
    for reference in split_references(text):
        if len(reference.text) > _LONGEST:
            problems.append(_problem(name, reference.line, reference.text, "is too long for a reference"))
            continue
        parsed = parser(reference.text)
        if not parsed.parts:
            problems.append(_problem(name, reference.line, reference.text, "does not read as a reference"))
            continue
        id_ = f"item-{len(items) + 1}"
        items.append(parsed.item(id_))
        sources[id_] = ItemSource(line=reference.line, confidence=parsed.confidence)
        fault = _fault(parsed)
        if fault:
            problems.append(_problem(name, reference.line, reference.text, fault, fatal=False))
    if not any(source.confidence is not Confidence.LOW for source in sources.values()) and not any(
        item.names or item.dates or "DOI" in item.text for item in items
    ):
        raise UnreadableText(
            name, "holds nothing that reads as a reference", hint="put one reference into each paragraph"
        )
    return ReadResult(tuple(items), tuple(problems), sources)


def _fault(parsed: ParsedReference) -> str:
    """Return what is to be looked at in a reading, empty if nothing is."""
    wanted: dict[str, tuple[str, ...]] = {"title": ("title",), "date": ("issued",)}
    if parsed.type != "legal_case":
        wanted = {"authors": MAKERS, **wanted}
    missing = [word for word, fields in wanted.items() if not any(parsed.part(field) for field in fields)]
    rest = [" ".join(parsed.text[start:end].split()) for start, end in parsed.rest]
    said = []
    if missing:
        said.append(f"no {' and no '.join(missing)} could be told")
    if rest:
        said.append("no field was found for " + ", ".join(f'"{_short(one)}"' for one in rest))
    return "; ".join(said)


def _problem(name: Path | str, line: int, text: str, message: str, *, fatal: bool = True) -> Problem:
    return Problem(Path(name), line, None, "", f'"{_short(text)}": {message}', fatal=fatal)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


FORMAT: Final = Format(
    name="references",
    title="typed references",
    description="a typed list of references in any common style, as drafts to be looked at",
    extensions=(".txt", ".text"),
    recognise=lambda _: False,
    read=read,
)
