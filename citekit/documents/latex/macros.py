r"""The commands that a paper defines itself: what their definitions say, and what a call of theirs becomes.

``\newcommand`` and its kin, ``\def`` with plain arguments, ``\let``, and ``\NewDocumentCommand`` with the
arguments ``m o O{} s`` (the LaTeX2e kernel; ltcmd).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from citekit.documents.latex.source import Piece, Source

__all__ = ["DEFINERS", "Call", "Macro", "expand", "read_definition"]

DEFINERS: Final = frozenset(
    {
        *("newcommand", "newcommand*", "renewcommand", "renewcommand*", "providecommand", "providecommand*"),
        *("DeclareRobustCommand", "DeclareRobustCommand*", "NewDocumentCommand", "RenewDocumentCommand"),
        *("ProvideDocumentCommand", "DeclareDocumentCommand", "NewExpandableDocumentCommand"),
        *("def", "gdef", "edef", "xdef", "let", "newrobustcmd", "renewrobustcmd"),
    }
)
_NAME: Final = re.compile(r"\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+)|\{[^{}]*\}|\\.", re.DOTALL)
_DEF_ARGUMENTS: Final = re.compile(r"(?:#[1-9])*")
_LET_TARGET: Final = re.compile(r"\s*=?\s*\\([A-Za-z@]+)")
_SPECIFICATION: Final = re.compile(r"\s*(?P<kind>[mosO+!])(?P<default>\{)?")
_ARGUMENT: Final = re.compile(r"#([1-9])")
_LONGEST_BODY: Final = 20_000
_LONGEST_EXPANSION: Final = 50_000


class _Parameter(NamedTuple):
    """One argument of a macro: in brackets and optional, a star, or in braces."""

    kind: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command of the paper's own stands for; ``alias`` is the command that it is another name of."""

    parameters: tuple[_Parameter, ...] = ()
    body: str = ""
    alias: str = ""


class _Definition(NamedTuple):
    """The name that is defined, what for, where the definition ends, and where what it stands for stands."""

    name: str
    macro: Macro | None
    end: int
    body: tuple[int, int] | None = None


class Call(NamedTuple):
    """What a call of a macro becomes, and the position behind its arguments."""

    source: Source
    end: int


def read_definition(source: Source, command: str, position: int) -> _Definition:
    """Read the definition whose command ends at ``position``; its macro is None if it is not understood."""
    text = source.text
    position = source.after_space(position)
    match = _NAME.match(text, position)
    if not match:
        return _Definition("", None, position)
    name, position = match[1] or match[2] or "", match.end()
    if command == "let":
        target = _LET_TARGET.match(text, position)
        return _Definition(
            name, Macro(alias=target[1]) if target else None, target.end() if target else position
        )
    if command.endswith("def"):
        arguments = _DEF_ARGUMENTS.match(text, position)
        count = len(arguments[0]) // 2 if arguments else 0
        position = arguments.end() if arguments else position
        if not text.startswith("{", position):
            # delimited arguments: the body stands behind them, and is not to be read as text
            brace = text.find("{", position, position + 200)
            return _Definition(
                name, None, max(source.close_of(brace) + 1, position) if brace >= 0 else position
            )
        parameters = [_Parameter("m")] * count
    elif "Document" in command:
        specification = source.group_at(position)
        if specification is None:
            return _Definition(name, None, position)
        found = _document_parameters(source, *specification)
        position = specification[1] + 1
        if found is None:
            body = source.group_at(position)
            return _Definition(name, None, body[1] + 1 if body else position)
        parameters = found
    else:
        parameters, position = _command_parameters(source, position)
    body = source.group_at(position)
    if body is None:
        return _Definition(name, None, position)
    typed = _without_comments(source, *body)
    macro = Macro(tuple(parameters), typed) if len(typed) <= _LONGEST_BODY else None
    return _Definition(name, macro, body[1] + 1, body)


def _command_parameters(source: Source, position: int) -> tuple[list[_Parameter], int]:
    count = source.option_at(position)
    if count is None:
        return [], position
    typed = source.text[slice(*count)].strip()
    parameters = [_Parameter("m")] * (int(typed) if typed in tuple("123456789") else 0)
    default = source.option_at(count[1] + 1)
    if default is None:
        return parameters, count[1] + 1
    parameters[:1] = [_Parameter("o", source.text[slice(*default)])]
    return parameters, default[1] + 1


def _document_parameters(source: Source, start: int, end: int) -> list[_Parameter] | None:
    parameters: list[_Parameter] = []
    position = start
    while source.text[position:end].strip():
        match = _SPECIFICATION.match(source.text, position, end)
        if not match:
            return None
        position, default = match.end(), ""
        if match["default"]:
            close = source.close_of(match.start("default"))
            if close < 0:
                return None
            default, position = source.text[match.end() : close], close + 1
        if match["kind"] not in "+!":
            parameters.append(_Parameter(match["kind"].lower(), default))
    return parameters


def _without_comments(source: Source, start: int, end: int) -> str:
    pieces = []
    position = start
    while (comment := source.text.find("%", position, end)) >= 0:
        skipped = source.skipped_at(comment)
        pieces.append(source.text[position : comment if skipped else comment + 1])
        position = min(skipped.end, end) if skipped else comment + 1
    return "".join([*pieces, source.text[position:end]])


def expand(source: Source, macro: Macro, start: int, position: int) -> Call | None:
    """Return what the call from ``start`` becomes, whose arguments begin at ``position``.

    None where an argument is missing, or what it becomes is too long to be anything but hostile.
    """
    arguments: list[tuple[Piece, ...]] = []
    for parameter in macro.parameters:
        if parameter.kind == "s":
            starred = source.text.startswith("*", position)
            arguments.append(())
            position += starred
            continue
        found = source.option_at(position) if parameter.kind == "o" else _argument(source, position)
        if found is None:
            if parameter.kind == "m":
                return None
            arguments.append((Piece(parameter.default, source.span(start, position), is_typed=False),))
            continue
        arguments.append(tuple(source.cut(*found)))
        position = found[1] + (source.text[found[1] : found[1] + 1] in ("]", "}"))
    call = source.span(start, position)
    pieces: list[Piece] = []
    last = length = 0
    for match in _ARGUMENT.finditer(macro.body):
        pieces.append(Piece(macro.body[last : match.start()], call, is_typed=False))
        number = int(match[1])
        for piece in arguments[number - 1] if number <= len(arguments) else ():
            pieces.append(piece if piece.is_typed else piece._replace(span=call))
            length += len(piece.text)
        last = match.end()
        if length > _LONGEST_EXPANSION:
            return None
    pieces.append(Piece(macro.body[last:], call, is_typed=False))
    return Call(Source.of_pieces([piece for piece in pieces if piece.text], call.part), position)


def _argument(source: Source, position: int) -> tuple[int, int] | None:
    """Return the inside of the next group, or the next character where there is none."""
    group = source.group_at(position)
    if group is not None:
        return group
    position = source.after_space(position)
    if position < len(source.text) and source.text[position] not in "{}\\%\n":
        return position, position + 1
    return None
