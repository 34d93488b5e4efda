"""Every error raised on purpose.

::

    CitekitError                    exit status 1
      LibraryError
        NoLibrary                   no entries/ here or above
        RecordNotFound              no such key, alias or identifier
        AmbiguousReference          an identifier that several records carry
        KeyTaken                    a record of that key exists
        InvalidKey                  a key that cannot be a file name
        InvalidRecord               a record's faults, all of them
        StaleRecord                 the file changed since it was read
        LibraryLocked               another process holds the lock
        LibraryChanged              records came, went or changed since they were looked at
        ChangedSince                what is to be undone has been changed since
        NothingToUndo               no change to take back, or to make again
        CannotWrite                 the disk is full, the folder read-only
      UnreadableFile                a file that cannot be opened or decoded
      UnreadableText                text that is not what it should be, with line and column
      InvalidValue                  a value that a field cannot take
      CannotEdit                    a field that cannot be changed without touching others
      UnknownField, UnknownType     words that CSL does not have
      StyleNotFound, InvalidStyle, LocaleNotFound
      UnknownFormat                 no bibliographic format of that name
      UnknownCheck                  no check, or group of checks, of that name
      QueryError                    a search that cannot be read
      ConfigError                   a setting that cannot be used

Each holds its data and writes one sentence: where, what is wrong. ``hint`` says what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "AmbiguousReference",
    "CannotEdit",
    "CannotWrite",
    "ChangedSince",
    "CitekitError",
    "ConfigError",
    "InvalidKey",
    "InvalidRecord",
    "InvalidStyle",
    "InvalidValue",
    "KeyTaken",
    "LibraryChanged",
    "LibraryError",
    "LibraryLocked",
    "LocaleNotFound",
    "NoLibrary",
    "NothingToUndo",
    "Problem",
    "QueryError",
    "RecordNotFound",
    "StaleRecord",
    "StyleNotFound",
    "UnknownCheck",
    "UnknownField",
    "UnknownFormat",
    "UnknownType",
    "UnreadableFile",
    "UnreadableText",
    "did_you_mean",
]


_LONGEST_SHOWN = 100
"""Characters of a value that a sentence quotes."""


def did_you_mean(similar: Sequence[str]) -> str | None:
    """Return the hint that names the nearest known words, or None if there are none."""
    if not similar:
        return None
    return f"did you mean {' or '.join(similar)}?"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is, what is wrong, what to do.

    ``line`` and ``column`` count from 1; ``field`` is empty where no field is concerned. A problem with
    ``fatal`` false is reported and the record used all the same.
    """

    path: Path | None
    line: int | None
    column: int | None
    field: str
    message: str
    remedy: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        place = str(self.path) if self.path else ""
        for number in (self.line, self.column):
            if number is not None:
                place += f":{number}" if place else str(number)
        parts = [part for part in (place, self.field, self.message) if part]
        sentence = ": ".join(parts)
        return f"{sentence}; {self.remedy}" if self.remedy else sentence


class CitekitError(Exception):
    """An expected failure. ``str()`` is the sentence for the user, ``hint`` the next step."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class LibraryError(CitekitError):
    """Something about the library or one of its records."""


class NoLibrary(LibraryError):
    """No library was found."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"{start}: no citekit library here or in a folder above (none has entries/)",
            "make one with `citekit init`, or name one with --library",
        )
        self.start = start


class RecordNotFound(LibraryError):
    """No record has this key, alias or identifier."""

    def __init__(self, wanted: str, where: Path | str, similar: Sequence[str] = ()) -> None:
        other = (
            "see what there is with `citekit list`" if isinstance(where, Path) else "look at the keys there"
        )
        hint = did_you_mean(similar) or other
        super().__init__(f'no record "{wanted}" in {where}', hint)
        self.wanted = wanted
        self.similar = tuple(similar)


class AmbiguousReference(LibraryError):
    """Several records answer to the same identifier."""

    def __init__(self, wanted: str, keys: Sequence[str]) -> None:
        super().__init__(f'"{wanted}" names {len(keys)} records', f"say which: {', '.join(keys)}")
        self.wanted = wanted
        self.keys = tuple(keys)


class KeyTaken(LibraryError):
    """A record of that key exists already."""

    def __init__(self, key: str, path: Path | None = None) -> None:
        where = f" ({path})" if path else ""
        super().__init__(f'the key "{key}" is taken{where}', "choose another key")
        self.key = key
        self.path = path


class InvalidKey(LibraryError):
    """A key that cannot name a record."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(
            f"the key {key!a} {reason}", "use letters, digits and - _ . : + as in smith2019attention"
        )
        self.key = key
        self.reason = reason


class InvalidRecord(LibraryError):
    """A record that cannot be used, with all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class StaleRecord(LibraryError):
    """The file is no longer what it was when it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: changed on disk since it was read; nothing was written",
            "look at the file, then repeat the command",
        )
        self.path = path


class LibraryLocked(LibraryError):
    """Another process is writing and did not finish in time."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"{path}: another citekit has been writing for more than {seconds:g} seconds",
            "wait for it to finish, then repeat the command",
        )
        self.path = path


class LibraryChanged(LibraryError):
    """Other records are there than when they were looked at."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: other commands kept changing records; nothing was written",
            "wait for them to finish, then repeat the command",
        )
        self.path = path


class ChangedSince(LibraryError):
    """A file that a change is to be taken back in is no longer as that change left it."""

    def __init__(self, path: Path, command: str) -> None:
        super().__init__(
            f"{path}: changed since `{command}`; nothing was undone or redone",
            "change it back by hand, or leave it as it is",
        )
        self.path = path
        self.command = command


class NothingToUndo(LibraryError):
    """No change is remembered that could be taken back, or made again."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"there is nothing to {verb}", "see `citekit undo --list`")
        self.verb = verb


class CannotWrite(LibraryError):
    """A file could not be written; what stood there before stands there still."""

    def __init__(
        self,
        path: Path,
        reason: str,
        hint: str = "make room or change the permissions, then repeat the command",
    ) -> None:
        super().__init__(f"{path}: cannot be written: {reason}; nothing was changed", hint)
        self.path = path
        self.reason = reason


class UnreadableFile(CitekitError):
    """A file that cannot be opened or is not text."""

    def __init__(self, path: Path | str, reason: str, hint: str | None = None) -> None:
        super().__init__(f"{path}: {reason}", hint)
        self.path = path
        self.reason = reason


class UnreadableText(CitekitError):
    """Text that is not in the format it should be in."""

    def __init__(
        self,
        name: Path | str,
        reason: str,
        *,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        place = str(name)
        for number in (line, column):
            if number is not None:
                place += f":{number}"
        super().__init__(f"{place}: {reason}", hint)
        self.name = name
        self.reason = reason
        self.line = line
        self.column = column


class InvalidValue(CitekitError):
    """A value that its field cannot take."""

    def __init__(self, field: str, value: str, reason: str, remedy: str | None = None) -> None:
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        super().__init__(f'{field}: "{shown}" {reason}', remedy)
        self.field = field
        self.value = value
        self.reason = reason


class CannotEdit(CitekitError):
    """A field of a file that cannot be changed without touching another."""

    def __init__(
        self, field: str, reason: str, remedy: str = "change it by hand with `citekit edit`"
    ) -> None:
        super().__init__(f"{field}: {reason}; nothing was changed", remedy)
        self.field = field
        self.reason = reason


class UnknownField(CitekitError):
    """A field that neither CSL nor citekit has."""

    def __init__(self, field: str, similar: Sequence[str] = ()) -> None:
        super().__init__(f'no field "{field}"', did_you_mean(similar))
        self.field = field


class UnknownType(CitekitError):
    """An item type that CSL does not have."""

    def __init__(self, type_: str, similar: Sequence[str] = ()) -> None:
        super().__init__(f'no item type "{type_}"', did_you_mean(similar))
        self.type = type_


class UnknownFormat(CitekitError):
    """A bibliographic format that citekit does not have, or not in this direction (``reason``)."""

    def __init__(self, name: str, similar: Sequence[str] = (), *, reason: str = "") -> None:
        message = f'the format "{name}" {reason}' if reason else f'no format "{name}"'
        super().__init__(message, did_you_mean(similar) or "see `citekit formats`")
        self.name = name
        self.similar = tuple(similar)


class UnknownCheck(CitekitError):
    """A name that neither a check nor a group of checks has."""

    def __init__(self, name: str, similar: Sequence[str] = ()) -> None:
        super().__init__(f'no check "{name}"', did_you_mean(similar) or "see `citekit check --list`")
        self.name = name
        self.similar = tuple(similar)


class StyleNotFound(CitekitError):
    """No style of that name, short name, id or path."""

    def __init__(self, name: str, similar: Sequence[str] = ()) -> None:
        hint = did_you_mean(similar) or "look for one with `citekit styles search WORD`"
        super().__init__(f'no style "{name}"', hint)
        self.name = name


class InvalidStyle(CitekitError):
    """A file that is not a CSL style, or one that cannot be read."""

    def __init__(self, name: Path | str, reason: str, line: int | None = None) -> None:
        place = str(name) if line is None else f"{name}:{line}"
        super().__init__(f"{place}: {reason}", "take the style from `citekit styles search`, or mend it")
        self.name = name
        self.reason = reason
        self.line = line


class LocaleNotFound(CitekitError):
    """A language that no CSL locale serves."""

    def __init__(self, tag: str, similar: Sequence[str] = ()) -> None:
        super().__init__(f'no locale "{tag}"', did_you_mean(similar) or "name a language such as de-DE")
        self.tag = tag


class QueryError(CitekitError):
    """A search that cannot be read; ``position`` counts characters from 0."""

    def __init__(self, query: str, position: int, reason: str) -> None:
        super().__init__(f"{query}\n{' ' * position}^ {reason}", "see `citekit search --help`")
        self.query = query
        self.position = position
        self.reason = reason


class ConfigError(CitekitError):
    """A setting that cannot be used."""

    def __init__(self, where: Path | str, reason: str, hint: str | None = None) -> None:
        super().__init__(f"{where}: {reason}", hint)
        self.where = where
        self.reason = reason
