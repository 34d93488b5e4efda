r"""How a paper is built: environments, headings, lists, tables, captions, notes, quotations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final

from citekit.documents.blocks import BlockKind, RunKind
from citekit.documents.citations import Aside, AsideKind
from citekit.documents.document import Note
from citekit.documents.latex.bibliographies import print_list_heading
from citekit.documents.latex.blocks import Inside, Open
from citekit.documents.latex.cite_commands import CiteCommand
from citekit.documents.latex.commands import (
    BREAKS,
    CODE_COMMANDS,
    ENVIRONMENT_ARGUMENTS,
    FIRST_DROPPED,
    HEADINGS,
    LISTS,
    MATH_ENVIRONMENTS,
    NOTES,
    QUOTE_ENVIRONMENTS,
    QUOTES,
    SHOWN_KEYS,
    TABLES,
)
from citekit.documents.latex.reading import DEEPEST, Handler, Reading
from citekit.documents.latex.source import Source

__all__ = ["HANDLERS"]

_BRACKETED: Final = (
    LISTS | TABLES | frozenset(ENVIRONMENT_ARGUMENTS) | {"figure", "table", "figure*", "table*"}
)
"""Environments whose arguments in brackets are no text."""
_DEEPEST: Final = 200
"""How many groups further out an environment is looked for."""


def _begin(reading: Reading, source: Source, _: str, start: int, end: int) -> int:
    group = source.group_at(end)
    if group is None:
        return end
    name, position = source.text[slice(*group)].strip(), group[1] + 1
    if name == "document":
        reading.blocks.end()
        reading.frames.clear()
        reading.inside = Inside()
        return position
    if name in MATH_ENVIRONMENTS:
        return _math_environment(reading, source, name, start, position)
    reading.blocks.end()
    if name == "thebibliography":
        print_list_heading(reading, source, start, position)
    reading.push(name, _inside_of(reading, name))
    if name in LISTS or name == "thebibliography":
        reading.frames[-1].items = 0 if name not in ("itemize", "description", "compactitem") else -1
    if name == "displaycquote":
        after = reading.cite(source, name, CiteCommand(), start, position)
        return position if after is None else after
    if name in _BRACKETED:
        return source.behind_arguments(ENVIRONMENT_ARGUMENTS.get(name, 0), position)
    return position


def _inside_of(reading: Reading, name: str) -> Inside:
    inside = reading.inside
    if name in QUOTE_ENVIRONMENTS:
        return replace(inside, in_quote=True)
    if name in LISTS:
        return replace(inside, in_list=True)
    if name in TABLES:
        return replace(inside, kind=BlockKind.TABLE_CELL)
    if name == "thebibliography":
        # What BibTeX defines before the first entry is not printed.
        return replace(inside, is_entry=True, kind=BlockKind.PARAGRAPH, is_silent=True)
    return inside


def _math_environment(reading: Reading, source: Source, name: str, start: int, position: int) -> int:
    close = source.find(f"\\end{{{name}}}", position)
    if close < 0:
        reading.push(name, replace(reading.inside, run_kind=RunKind.MATH))
        return position
    return reading.mathematics(source, start, close + len(name) + 6)


def _end(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    group = source.group_at(end)
    if group is None:
        return end
    name = source.text[slice(*group)].strip()
    if name == "document":
        reading.is_ended = True
        return group[1] + 1
    if any(frame.closer == name for frame in islice(reversed(reading.frames), _DEEPEST)):
        reading.blocks.end()
        while reading.frames[-1].closer != name:
            reading.close()
        reading.close()
    return group[1] + 1


def _heading(reading: Reading, source: Source, name: str, _: int, end: int) -> int:
    reading.blocks.end()
    position = _short_form(reading, source, end)
    level = HEADINGS[name.rstrip("*")]
    inside = replace(reading.inside, kind=BlockKind.HEADING, level=level, formats=frozenset())
    return reading.argument(source, position, inside, reading.blocks.end) or end


def _title(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    reading.blocks.end()
    first = len(reading.blocks.done)

    def keep() -> None:
        reading.blocks.end()
        if len(reading.blocks.done) > first:
            block = reading.blocks.done[first]
            reading.head.title, reading.head.spans["title"] = " ".join(block.text.split()), block.span

    inside = Inside(kind=BlockKind.METADATA)
    return reading.argument(source, source.behind_arguments(0, end), inside, keep) or end


def _caption(reading: Reading, source: Source, name: str, _: int, end: int) -> int:
    if name.rstrip("*") == "captionof":
        group = source.group_at(end)
        end = group[1] + 1 if group else end
    reading.blocks.end()
    inside = replace(reading.inside, kind=BlockKind.CAPTION)
    return reading.argument(source, _short_form(reading, source, end), inside, reading.blocks.end) or end


def _short_form(reading: Reading, source: Source, end: int) -> int:
    """Read the form of a heading or caption for the list of such, if it cites; return what is behind it."""
    option = source.option_at(end) if source.text.startswith("[", end) else None
    if option is None:
        return end
    if "cite" in source.text[slice(*option)] and reading.depth < DEEPEST:
        within, reading.inside = reading.inside, replace(reading.inside, kind=BlockKind.METADATA)
        reading.depth += 1
        reading.read(source, *option)
        reading.depth -= 1
        reading.blocks.end()
        reading.inside = within
    return option[1] + 1


def _item(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    reading.blocks.end()
    around = islice(reversed(reading.frames), _DEEPEST)
    frame = next((one for one in around if one.closer != "}"), None)
    option = source.option_at(end)
    if option is not None:
        reading.blocks.marker = source.text[slice(*option)].strip()
        return option[1] + 1
    reading.blocks.marker = "-"
    if frame is not None and frame.items >= 0:
        frame.items += 1
        reading.blocks.marker = f"{frame.items}."
    return end


def _footnote(reading: Reading, source: Source, _: str, start: int, end: int) -> int:
    position = source.after_space(source.behind_arguments(0, end))
    close = source.close_of(position) if source.text.startswith("{", position) else -1
    if close < 0 or reading.inside.is_silent:
        return end
    number = len(reading.notes) + 1
    whole = source.span(start, close + 1)
    reading.add_run("", whole, RunKind.NOTE)
    reading.notes.append(Note(number, "", whole, source.span(position + 1, close)))
    around: Open | None = reading.blocks.open
    reading.blocks.open = None

    def back() -> None:
        reading.blocks.end()
        reading.blocks.open = around

    inside = replace(reading.inside, kind=BlockKind.PARAGRAPH, note=number, formats=frozenset(), level=0)
    reading.push("}", inside, back)
    return position + 1


def _quoted(reading: Reading, source: Source, name: str, start: int, end: int) -> int:
    """Read an argument that is printed between marks."""
    opening, closing = QUOTES.get(name) or QUOTES[name.rstrip("*")]
    cited = source.option_at(end) if source.text.startswith("[", end) else None
    position = source.after_space(source.behind_arguments(0, end))
    if not source.text.startswith("{", position):
        return end
    close = source.close_of(position)
    reading.add_made(opening, source, start, position + 1)
    at = close if close >= 0 else position

    def mark() -> None:
        reading.add_made(closing, source, at, at + 1)
        if cited is not None and reading.depth < DEEPEST:
            reading.depth += 1
            reading.read(source, *cited)
            reading.depth -= 1

    reading.push("}", reading.inside, mark)
    return position + 1


def _second(reading: Reading, source: Source, name: str, start: int, end: int) -> int:
    """Pass over the first argument of two."""
    position = source.behind_arguments(1, end)
    if name == "href":
        address = source.group_at(source.behind_arguments(0, end))
        if address is not None:
            inside = replace(reading.inside, url=source.text[slice(*address)].replace("\\", ""))
            return reading.argument(source, position, inside) or position
    if name in ("hyperref", "resizebox", "rotatebox", "hypertarget") and position == end:
        return end
    if name in ("foreigntextquote", "hyphentextquote", "foreignquote"):
        return _quoted(reading, source, "enquote", start, position)
    return reading.argument(source, position, reading.inside) or position


def _reference(reading: Reading, source: Source, _: str, start: int, end: int) -> int:
    """Read a cross-reference: the number that LaTeX would print is not known, its name is."""
    group = source.group_at(end)
    if group is None:
        return end
    after = group[1] + 1
    if not reading.inside.is_silent:
        reading.add_run(source.text[slice(*group)], source.span(*group), RunKind.CODE)
        reading.asides.append(
            Aside(AsideKind.CROSS_REFERENCE, source.span(start, after), source.text[slice(*group)])
        )
    return after


def _code(reading: Reading, source: Source, name: str, _: int, end: int) -> int:
    position = source.behind_arguments(int("mint" in name), end)
    group = source.group_at(position)
    if group is None:
        return position
    if not reading.inside.is_silent:
        reading.add_run(source.text[slice(*group)], source.span(*group), RunKind.CODE)
    return group[1] + 1


def _paragraph(reading: Reading, _: Source, _name: str, _start: int, end: int) -> int:
    reading.blocks.end()
    return end


def _glue(_reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    r"""Pass over the length after ``\hskip``: 1em plus 0.5em minus 0.4em."""
    match = _LENGTH.match(source.text, end)
    return match.end() if match else end


_LENGTH: Final = re.compile(
    r"(?:\s*(?:plus|minus)?\s*[-+]?[\d.]+\s*(?:em|ex|pt|mm|cm|in|bp|pc|sp|dd|cc|mu|fil+)\b){1,3}\s?"
)

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "begin": _begin,
        "end": _end,
        "title": _title,
        "caption": _caption,
        "captionof": _caption,
        "item": _item,
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(NOTES, _footnote),
        **dict.fromkeys(QUOTES, _quoted),
        **dict.fromkeys(FIRST_DROPPED, _second),
        **dict.fromkeys(SHOWN_KEYS, _reference),
        **dict.fromkeys(BREAKS, _paragraph),
        **dict.fromkeys(CODE_COMMANDS, _code),
        **dict.fromkeys(("hskip", "vskip", "kern"), _glue),
    }
)
