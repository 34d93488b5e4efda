"""Typed references, in any common style, as draft items."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import Confidence, Format, ItemSource, ReadResult, decode
from citekit.formats.reference_text.kinds import MAKERS
from citekit.formats.reference_text.parsers import best_parser
from citekit.formats.reference_text.parsing import SAME_PEOPLE
from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser
from citekit.formats.reference_text.splitting import split_references
from citekit.item.item import Item
from citekit.item.name import Name

__all__ = ["FORMAT", "is_one_reference", "read"]

_LONGEST: Final = 4000
"""Characters of the longest reference; a longer paragraph is something else."""
_QUOTED: Final = 60
_WHERE: Final = ("container-title", "publisher", "DOI", "URL", "number", "page")
"""Where a work is found: a reference says one of them."""


def read(data: bytes, *, name: Path | str, parser: ReferenceParser | None = None) -> ReadResult:
    """Return the references of a typed list as items, each with the line it begins in and how sure it is.

    What was typed is kept with each item, as the field ``reference``, and what no field was found for as
    ``reference-rest``; both are told where they call for a look. Without ``parser`` the best one
    that can run reads.

    Raises:
        UnreadableText: the file is no text in UTF-8, or nothing in it reads as a reference.
    """
    text = decode(data, name=name)
    parse = parser or best_parser()
    items: list[Item] = []
    problems: list[Problem] = []
    sources = {}
    for reference in split_references(text):
        if len(reference.text) > _LONGEST:
            problems.append(_problem(name, reference.line, reference.text, "is too long for a reference"))
            continue
        parsed = parse(reference.text)
        if not parsed.parts:
            problems.append(_problem(name, reference.line, reference.text, "does not read as a reference"))
            continue
        id_ = f"item-{len(items) + 1}"
        item = parsed.item(id_)
        if items and SAME_PEOPLE.match(reference.text) and not any(role in item.names for role in MAKERS):
            item = replace(item, names={**_makers(items[-1]), **item.names})
        items.append(item)
        sources[id_] = ItemSource(line=reference.line, confidence=parsed.confidence, parser=parsed.parser)
        fault = _fault(parsed, item)
        if fault:
            problems.append(_problem(name, reference.line, reference.text, fault, fatal=False))
    if not any(source.confidence is not Confidence.LOW for source in sources.values()) and not any(
        item.names or item.dates or "DOI" in item.text for item in items
    ):
        raise UnreadableText(
            name, "holds nothing that reads as a reference", hint="put one reference into each paragraph"
        )
    return ReadResult(tuple(items), tuple(problems), sources)


def is_one_reference(text: str) -> bool:
    """Whether ``text`` is one typed reference and nothing else, which begins with who made the work."""
    if len(text) > _LONGEST:
        return False
    references = split_references(text)
    if len(references) != 1 or len(references[0].text.split()) < len(text.split()) - 1:
        return False  # more is there than the reference and its number
    parsed = best_parser()(references[0].text)
    makers = [part for role in MAKERS if (part := parsed.part(role))]
    return (
        parsed.confidence is not Confidence.LOW
        and any(not parsed.text[: part.start].strip("[(. \t0123456789)]") for part in makers)
        and all(parsed.part(field) for field in ("title", "issued"))
        and any(parsed.part(field) for field in _WHERE)
    )


def _makers(item: Item) -> dict[str, tuple[Name, ...]]:
    """Return who made a work, for the next one of theirs."""
    return {role: item.names[role] for role in MAKERS if role in item.names}


def _fault(parsed: ParsedReference, item: Item) -> str:
    """Return what is to be looked at in a reading, empty if nothing is."""
    wanted: dict[str, tuple[str, ...]] = {"title": ("title",), "date": ("issued",)}
    if parsed.type != "legal_case":
        wanted = {"authors": MAKERS, **wanted}
    missing = [word for word, fields in wanted.items() if not any(item.get(field) for field in fields)]
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
