r"""Where a paper asks for its bibliography, and the list that it types itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.document import BibliographyPlace
from citekit.documents.latex.blocks import Inside
from citekit.documents.latex.commands import GONE
from citekit.documents.latex.head import read_options
from citekit.documents.latex.reading import Handler, Reading
from citekit.documents.latex.source import Source
from citekit.documents.latex.typed_list import Entry

__all__ = ["HANDLERS", "UNHEEDED", "print_list_heading"]

UNHEEDED: Final = frozenset(
    (
        "category",
        "notcategory",
        "filter",
        "check",
        "section",
        "segment",
        "subtype",
        "notsubtype",
        "resetnumbers",
    )
)
"""Options of ``\\printbibliography`` that choose entries by what is not known here."""

_DEEPEST: Final = 200
"""How many groups further out the list is looked for."""


def _bibliography(reading: Reading, source: Source, name: str, start: int, end: int) -> int:
    r"""Read ``\bibliography`` and ``\addbibresource``: the files, and of the first the place."""
    options = source.option_at(end) if source.text.startswith("[", end) else None
    group = source.group_at(options[1] + 1 if options else end)
    if group is None:
        return end
    typed = source.text[slice(*options)] if options else ""
    after = group[1] + 1
    if "remote" not in typed:
        wanted = (
            source.text[slice(*group)].split(",") if name == "bibliography" else [source.text[slice(*group)]]
        )
        reading.head.add_files([" ".join(one.split()) for one in wanted], source.span(*group))
    if name == "bibliography" and not reading.inside.is_silent:
        _place(reading, source, start, after, {})
    return after


def _print_bibliography(reading: Reading, source: Source, _: str, start: int, end: int) -> int:
    option = source.option_at(end) if source.text.startswith("[", end) else None
    after = option[1] + 1 if option else end
    if not reading.inside.is_silent:
        _place(reading, source, start, after, read_options(source.text[slice(*option)]) if option else {})
    return after


def _place(reading: Reading, source: Source, start: int, end: int, attributes: Mapping[str, str]) -> None:
    reading.blocks.end()
    span = source.span(start, end)
    heading = reading.head.printed_heading(attributes)
    reading.places.append(BibliographyPlace(span, span, MappingProxyType(dict(attributes)), heading))


def print_list_heading(reading: Reading, source: Source, start: int, end: int) -> None:
    r"""Add the heading that ``thebibliography`` prints above itreading."""
    shown = reading.head.list_heading()
    if not shown or reading.inside.is_silent:
        return
    within = reading.inside
    reading.inside = Inside(kind=BlockKind.HEADING, level=reading.head.list_level())
    reading.add_made(shown, source, start, end)
    reading.blocks.end()
    reading.inside = within


def _bibitem(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    option = source.option_at(end)
    group = source.group_at(option[1] + 1 if option else end)
    if group is None:
        return end
    reading.blocks.end()
    around = islice(reversed(reading.frames), _DEEPEST)
    frame = next((one for one in around if one.closer == "thebibliography"), None)
    number = frame.items + 1 if frame else len(reading.entries) + 1
    if frame is not None:
        frame.items = number
        reading.inside = replace(reading.inside, is_silent=False)
    label = reading.markup(source, *option, []) if option else ()
    key = " ".join(source.text[slice(*group)].split())
    reading.entries.append(Entry(key, number, label))
    reading.blocks.marker = f"[{number}]"
    return source.after_space(group[1] + 1)


def _in_entry(_reading: Reading, source: Source, name: str, _start: int, end: int) -> int:
    """Pass over a command that REVTeX's lists put around names and fields, and over the spaces behind it."""
    return source.after_space(source.behind_arguments(GONE[name], end))


_IN_ENTRIES: Final = (
    "bibinfo", "bibfield", "bibnamefont", "bibfnamefont", "citenamefont", "BibitemOpen", "BibitemShut",
)  # fmt: skip


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "bibitem": _bibitem,
        **dict.fromkeys(_IN_ENTRIES, _in_entry),
        "printbibliography": _print_bibliography,
        **dict.fromkeys(("bibliography", "addbibresource", "addglobalbib", "addsectionbib"), _bibliography),
    }
)
