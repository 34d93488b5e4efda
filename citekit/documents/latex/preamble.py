r"""What a paper sets up: class, packages, language, its own commands, the files that it is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.documents.citations import Aside, AsideKind
from citekit.documents.latex.citations import keys_of
from citekit.documents.latex.cite_commands import find_command, is_known, read_call
from citekit.documents.latex.commands import FORMATS, GONE, SWITCHES
from citekit.documents.latex.macros import DEFINERS, read_definition
from citekit.documents.latex.reading import CITES, DEEPEST, Handler, Reading
from citekit.documents.latex.source import Source

__all__ = ["BEGIN_DOCUMENT", "HANDLERS"]

_FILES: Final = frozenset(
    {"input", "include", "subfile", "subfileinclude", "import", "subimport", "includefrom", "subincludefrom"}
)
_BARE_INPUT: Final = re.compile(r"\s+([^\s{}\\%]+)")
BEGIN_DOCUMENT: Final = re.compile(r"^[^%\n]*\\begin\{document\}", re.MULTILINE)
_LIST_NAMES: Final = frozenset(("refname", "bibname"))
_KEPT: Final = frozenset(FORMATS) | frozenset(SWITCHES)
"""Commands that a paper may define anew and go on meaning what they do, as do those with a handler."""


def _dropped(_reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    """Pass over a definition of an environment."""
    return source.behind_arguments(3, end)


def _define(reading: Reading, source: Source, name: str, _: int, end: int) -> int:
    """Keep what the paper defines, save what would hide a command that is known here."""
    found = read_definition(source, name, end)
    if found.macro is not None:
        if found.name in _LIST_NAMES:
            reading.head.names[found.name] = found.macro.body
        elif not (
            found.name in reading.handlers
            or found.name in _KEPT
            or is_known(found.name)
            or (found.name in GONE and name.startswith("provide"))  # which defines what is not there yet
        ):
            reading.macros[found.name] = found.macro
    if found.body is not None:
        _keep_keys(reading, source, *found.body)
    return found.end


def _keep_keys(reading: Reading, source: Source, start: int, end: int) -> None:
    """Keep the keys that a definition has itself, for they are cited wherever it is called."""
    for match in CITES.finditer(source.text, start, end):
        command = find_command(match[1])
        call = read_call(source, match.end(), command) if command else None
        if call is None or call.end > end:
            continue
        for cite in keys_of(source, call):
            if "#" not in source.text[match.end() : call.end]:
                reading.asides.append(Aside(AsideKind.DEFINITION, cite.key_span, cite.key))


def _file(reading: Reading, source: Source, name: str, start: int, end: int) -> int:
    r"""Read the file that ``\input`` or the like names."""
    group = source.group_at(end)
    bare = _BARE_INPUT.match(source.text, end) if group is None and name == "input" else None
    if group is None and bare is None:
        return end
    wanted, after = (
        (source.text[slice(*group)], group[1] + 1) if group else (bare[1], bare.end()) if bare else ("", end)
    )
    if "import" in name or "from" in name:
        inner = source.group_at(after)
        if inner is None:
            return after
        wanted, after = f"{wanted.rstrip('/')}/{source.text[slice(*inner)]}", inner[1] + 1
    if "#" in wanted or "\\" in wanted or reading.depth >= DEEPEST:
        return after
    read = reading.include(name, " ".join(wanted.split()), source.span(start, after))
    if read is not None:
        reading.blocks.end()
        reading.depth += 1
        _read_file(reading, read)
        reading.depth -= 1
        reading.blocks.end()
    return after


def _read_file(reading: Reading, source: Source) -> None:
    """Read a file from its beginning; one with a head of its own (subfiles) from its document on."""
    begin = BEGIN_DOCUMENT.search(source.text)
    if begin and not reading.inside.is_silent:
        frames, inside = reading.frames, reading.inside
        reading.frames = []
        reading.read(source, begin.end())
        reading.frames, reading.inside, reading.is_ended = frames, inside, False
    else:
        reading.read(source)


def _package(reading: Reading, source: Source, name: str, _: int, end: int) -> int:
    option = source.option_at(end) if source.text.startswith("[", end) else None
    group = source.group_at(option[1] + 1 if option else end)
    if group is None:
        return end
    options = source.text[slice(*option)] if option else ""
    if name == "documentclass":
        reading.head.set_class(source.text[slice(*group)].strip(), options)
    else:
        for package in source.text[slice(*group)].split(","):
            reading.head.add_package(package.strip(), options)
    return group[1] + 1


def _language(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    position = source.behind_arguments(0, end)
    group = source.group_at(position)
    if group is None:
        return end
    reading.head.main_language = source.text[slice(*group)].strip()
    return group[1] + 1


def _bibliography_style(reading: Reading, source: Source, _: str, _start: int, end: int) -> int:
    group = source.group_at(end)
    if group is None:
        return end
    reading.head.bibliography_style = source.text[slice(*group)].strip()
    return group[1] + 1


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "usepackage": _package,
        "RequirePackage": _package,
        "documentclass": _package,
        "setdefaultlanguage": _language,
        "setmainlanguage": _language,
        "bibliographystyle": _bibliography_style,
        "newenvironment": _dropped,
        "renewenvironment": _dropped,
        **dict.fromkeys(DEFINERS, _define),
        **dict.fromkeys(_FILES, _file),
    }
)
